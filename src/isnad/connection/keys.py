"""Keys: under which a document is filed, so that those that may tell of one story meet without a look at all others.

A country is no key, nor is a common word; a name with a kind of deed is, and so are a rare word with another of its sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from isnad.connection.identities import identity
from isnad.connection.stems import weight
from isnad.connection.tolls import measure
from isnad.model import Report

SHARED = 2  # keys that two documents share before their reports are compared
_SAMPLE = 3  # of so many keys one is kept, the same of all documents: two of a story share dozens
_OWN = 6  # how many of its own rarest words file a report
_AROUND = 6  # and how many of its sentence's
_WITH_DEED = 8  # and how many of its sentence's together with its kind of deed
_SAYS = 0.4  # what a word must weigh to file one


def keys(reports: Iterable[Report]) -> frozenset[int]:
    """Return the keys of a document, as signed 64-bit numbers, given its reports."""
    found = {_number(key) for report in reports for key in _keys(report)}
    return frozenset(number for number in found if number % _SAMPLE == 0)


def _keys(report: Report) -> Iterator[str]:
    around = _rarest(report.context)
    for word in _rarest(report.stems)[:_OWN]:
        for other in around[:_AROUND]:
            if word != other:
                yield " ".join(sorted((word, other)))
    if report.key:
        for word in (*around[:_WITH_DEED], *filter(_is_telling, map(identity, report.named))):
            yield f"{report.key}|{word}"
    for unit, (low, high) in report.values.items():
        if unit:
            yield f"{measure(unit)}={low}-{high}"


def _rarest(stems: Sequence[str]) -> list[str]:
    return sorted({stem for stem in stems if weight(stem) >= _SAYS}, key=lambda stem: (-weight(stem), stem))


def _is_telling(id: str) -> bool:
    """Whether a name tells stories apart: a country is in too many."""
    return not (len(id) == 2 and id.isupper())


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
