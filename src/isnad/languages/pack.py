"""Where the word lists of a language lie, and the fingerprint of all of them."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from isnad.languages import records
from isnad.languages.records import Record
from isnad.release import __version__

FOLDER = Path(__file__).parent / "ar"
NOT_READ_WITH = ("glosses", "governments", "senses", "tolls", "wordings")  # by which claims are made, and no article is read
_BEYOND_WORDS = "bodies boilerplate contexts deeds frames heads number-nouns objects quantity-cues time"
BEYOND_WORDS = tuple(_BEYOND_WORDS.split())  # that say nothing of what a word is


def read(name: str) -> Iterator[Record]:
    """Yield the records of a word list of the Arabic pack: ``read("numbers")``, ``read("names/cities")``."""
    return records.read(FOLDER / f"{name}.txt")


@cache
def fingerprint() -> str:
    """Return twelve hexadecimal digits: they change with the word lists that articles are read with, and their readers."""
    return _fingerprint(NOT_READ_WITH)


@cache
def fingerprint_of_words() -> str:
    """Return the same of the lists that say what a word is: the models that choose among its readings depend on no other."""
    return _fingerprint(NOT_READ_WITH + BEYOND_WORDS)


def _fingerprint(without: tuple[str, ...]) -> str:
    state = sha256(__version__.encode())
    lists = (path for path in FOLDER.rglob("*.txt") if path.parent.name != "examples" and path.stem not in without)
    for path in (*sorted(lists), *sorted(FOLDER.parent.glob("*.py"))):
        state.update(path.relative_to(FOLDER.parent).as_posix().encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:12]
