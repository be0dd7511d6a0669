"""Addresses of pages: all state of a page is in its address, and whatever an id holds comes back from it unchanged."""

from functools import lru_cache
from urllib.parse import quote, urlencode

_LETTERS = {"~": "~7E", "/": "~2F", ".": "~2E"}  # a «/» would end the part, «..» would leave the folder
FORMS = ("json", "csv")


def address(path: str, query: dict[str, str]) -> str:
    """Return an address of this server; parts of ``path`` that come from a case were made by :func:`part`."""
    told = urlencode({name: value for name, value in query.items() if value})
    return f"{path}?{told}" if told else path


@lru_cache(maxsize=10_000)
def part(id: str) -> str:
    """Return an id as one part of a path."""
    return quote("".join(_LETTERS.get(letter, letter) for letter in id), safe="~")


def id_and_form(part: str) -> tuple[str, str]:
    """Return the id that a decoded part of a path stands for, and the form that is asked for behind it: "" is the page."""
    name, _, form = part.rpartition(".")
    id, form = (name, form) if form in FORMS and name else (part, "")
    for letter, written in reversed(_LETTERS.items()):
        id = id.replace(written, letter)
    return id, form
