"""Keys: under which a document is filed, so that those that may tell of one story meet without a look at all others.

Whom it names, and its rare words: a country is no key, nor is a word that the lexicon knows for a deed, for of a fire many tell.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from isnad.connection.identities import identity
from isnad.connection.stems import is_deed, weight
from isnad.model import Report

SHARED = 3  # keys that two documents share before their reports are compared
_RARE = 1.0  # what a word must weigh to be one


def keys(reports: Iterable[Report]) -> frozenset[int]:
    """Return the keys of a document, as signed 64-bit numbers, given its reports."""
    return frozenset(map(_number, {key for report in reports for key in _keys(report)}))


def _keys(report: Report) -> Iterator[str]:
    yield from (word for word in report.context if weight(word) >= _RARE and not is_deed(word))
    yield from (f"={id}" for id in map(identity, report.named) if _is_telling(id))


def _is_telling(id: str) -> bool:
    """Whether a name tells stories apart: a country is in too many."""
    return not (len(id) == 2 and id.isupper())


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
