"""Keys: under which a document is filed, so that those that may tell of one story meet without a look at all others.

They are whom it names, and the rare words that no lexicon knows: of fires many stories tell. A country is in too many to be one.
A dispatch of a few sentences has hardly any of these: it is filed under countries and commoner words too, with the month.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
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
_OF_A_MONTH = 0.4  # and what a word must weigh that is one together with the time of its document
_MONTH = 30  # days
_DAY = 10  # letters of an ISO day
_MARKS = ("=", "+", "*")  # a name is two keys: it and one word do where three words are wanted; a whole one is three
_MADE = ("per-", "org-")  # ids of people and bodies that no list knows
_WHOLE = ("loc-", "per-")  # places and persons that no list knows, of three words: «جسر وادي المرجان» is in no two stories


def keys(reports: Iterable[Report]) -> frozenset[int]:
    """Return the keys of a document, as signed 64-bit numbers, given its reports."""
    named, said = set[str](), set[str]()
    published: str | None = None
    for report in reports:
        named.update(report.named)
        said.update(report.context)
        published = report.published
    short = len(said) <= _SHORT
    words = set(filter(_is_uncommon if short else _is_rare, said.difference(*map(_words, named))))  # a name counts once
    telling = set(filter(_is_telling, named))
    found = {*words, *(f"{mark}{id}" for id in map(identity, telling) for mark in _marks(id))}
    if short and published and len(published) == _DAY:
        more = {word for word in said.difference(words, *map(_words, telling)) if weight(word) >= _OF_A_MONTH}
        found.update(_of_months({*more, *(id for id in named if id not in telling or id.startswith(_MADE))}, published))
    return frozenset(map(_number, found))


def _of_months(words: Collection[str], published: str) -> Iterator[str]:
    """Yield words with the month in which they were printed and the next: two dispatches of thirty days always share one."""
    month = date.fromisoformat(published).toordinal() // _MONTH
    return (f"{word}@{at}" for word in words for at in (month, month + 1))


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
