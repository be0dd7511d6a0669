"""Words by which a text tells who and what stands in a deed where no name says it (explained in ``ar/deeds.txt``)."""

from functools import cache

from isnad.languages import pack
from isnad.languages.folding import fold


@cache
def _listed() -> dict[str, dict[str, str]]:
    """Return the folded words of each class, each with the second field of its header, "" where there is none."""
    found: dict[str, dict[str, str]] = {}
    for record in pack.read("deeds"):
        kind, value = (*record.fields, "")[:2]
        found.setdefault(kind, {}).update((fold(text), value) for text, _ in record.surfaces)
    return found


def deed_words(kind: str) -> frozenset[str]:
    """Return the folded words of a class."""
    return frozenset(_listed()[kind])


def deed_values(kind: str) -> dict[str, str]:
    """Return the folded words of a class whose headers tell them apart, each with what its header says."""
    return _listed()[kind]
