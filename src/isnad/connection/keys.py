"""Keys: under which a document is filed, so that those that may tell of one story meet without a look at all others.

They are whom it names, and the rare words that no lexicon knows: of fires many stories tell. A country is in too many to be one.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from isnad.connection.content import is_deed, stem, weight
from isnad.connection.identities import identity
from isnad.languages.lexicon import analyses
from isnad.model import Report

SHARED = 3  # keys that two documents share before a pair of their reports can found a claim
LINKED = 1  # and before one speaks for a claim that others founded
_RARE = 1.0  # what a word must weigh to be one
_SHORT = 40  # different words of a document so short that commoner ones have to do
_COMMONER = 0.5
_MARKS = ("=", "+", "*")  # a name is two keys: it and one word do where three words are wanted; a whole one is three
_WHOLE = ("loc-", "per-")  # places and persons that no list knows, of three words: «جسر وادي المرجان» is in no two stories


def keys(reports: Iterable[Report]) -> frozenset[int]:
    """Return the keys of a document, as signed 64-bit numbers, given its reports."""
    named, said = set[str](), set[str]()
    for report in reports:
        named.update(report.named)
        said.update(report.context)
    rare = _is_uncommon if len(said) <= _SHORT else _is_rare
    words = filter(rare, said.difference(*map(_words, named)))  # a name counts once
    told = [identity(id) for id in named if _is_telling(id)]
    return frozenset(map(_number, {*words, *(f"{mark}{id}" for id in told for mark in _marks(id))}))


def _marks(id: str) -> tuple[str, ...]:
    return _MARKS if is_whole(id) else _MARKS[:2]


def is_whole(id: str) -> bool:
    """Whether an id is of a place or a person that no list knows, with a name of three words and more."""
    return id.startswith(_WHOLE) and id.count("-") >= len(_MARKS)


@lru_cache(maxsize=1 << 16)
def _words(id: str) -> frozenset[str]:
    """Return the stems of the words of which the id of a name is made."""
    return frozenset() if id.isascii() else frozenset(map(stem, id.split("-")))


@lru_cache(maxsize=1 << 16)
def _is_rare(word: str) -> bool:
    return weight(word) >= _RARE and not analyses(word)


def _is_uncommon(word: str) -> bool:
    return weight(word) >= _COMMONER and not is_deed(word)


@lru_cache(maxsize=1 << 16)
def _is_telling(id: str) -> bool:
    """Whether a name tells stories apart: not that of a country, nor one of common words («وزارة العمل»)."""
    return not (len(id) == 2 and id.isupper()) and not (id.startswith("org-") and all(map(analyses, id.split("-")[1:])))


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
