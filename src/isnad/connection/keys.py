"""Keys: under which a document is filed, so that those that may tell of one story meet without a look at all others.

Whom it names, and its rare words: a country is no key, nor is a word that the lexicon knows for a deed, for of a fire many tell.
"""

from collections.abc import Iterable
from hashlib import blake2b

from isnad.connection.identities import identity
from isnad.connection.stems import is_deed, weight
from isnad.model import Report

SHARED = 3  # keys that two documents share before their reports are compared
_RARE = 1.0  # what a word must weigh to be one
_SHORT = 40  # different words of a document so short that commoner ones have to do
_COMMONER = 0.5


def keys(reports: Iterable[Report]) -> frozenset[int]:
    """Return the keys of a document, as signed 64-bit numbers, given its reports."""
    told = list(reports)
    said = {word for report in told for word in report.context}
    rare = _COMMONER if len(said) <= _SHORT else _RARE
    words = {word for word in said if weight(word) >= rare and not is_deed(word)}
    names = {f"={id}" for report in told for id in map(identity, report.named) if _is_telling(id)}
    return frozenset(map(_number, words | names))


def _is_telling(id: str) -> bool:
    """Whether a name tells stories apart: a country is in too many."""
    return not (len(id) == 2 and id.isupper())


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
