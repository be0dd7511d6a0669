"""What the pack's names are called in Arabic and in English, by their ids."""

import re
from functools import cache

import msgspec

from isnad.languages import cached, pack
from isnad.languages.wordings import section

_LISTS = (
    "countries",
    "organisations",
    "persons-east",
    "persons-west",
    "cities",
    "towns",
    "regions",
    "sites",
    "agreements",
    "events",
    "materiel",
)
_ARABIC = re.compile("[\u0600-\u06ff]")
_ASIDE = re.compile(r" \([^)]*\)$")  # «Tripoli (Lebanon)»


class Called(msgspec.Struct, frozen=True, array_like=True):
    """A name: its Arabic and its English form, and its type ("" for the default of its list)."""

    ar: str
    en: str
    kind: str


def called(id: str) -> tuple[str, str] | None:
    """Return the Arabic and the English name of an id of the pack, None where the pack has no such id."""
    found = _names().get(id)
    return (found.ar, found.en) if found else None


def kind(id: str) -> str:
    """Return the list that names an id: "countries", "persons-west" …; "" where none does."""
    found = _names().get(id)
    return found.kind if found else ""


@cache
def _names() -> dict[str, Called]:
    return cached.load("bilingual", dict[str, Called], _build)


def _build() -> dict[str, Called]:
    found: dict[str, Called] = {}
    for name in _LISTS:
        for record in pack.read(f"names/{name}"):
            texts = sorted((line for line in record.surfaces if _ARABIC.search(line.text)), key=lambda line: line.mark != "")
            english = record.fields[-1]
            arabic = texts[0].text if texts else english
            found.setdefault(record.fields[0], Called(arabic, _ASIDE.sub("", english), name))
    for id, (english_names, arabic_names) in section("name").items():
        found[id] = Called(arabic_names[0], english_names[0], found[id].kind)
    return found
