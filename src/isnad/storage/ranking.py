"""Ranking: which documents hold what is sought, and how well they fit, by BM25 just as SQLite's FTS5 reckons it.

What a word of a query counts in a document is what FTS5 says: nothing where its phrase does not stand there as a whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from isnad.storage.query import Phrase

_K1, _B = 1.2, 0.75
_LEAST = 1e-6  # the weight of a word that half of all documents hold

Counts = Mapping[int, int]  # how often a word stands in documents (rows)


class Index(NamedTuple):
    """An index in numbers: its documents, their words, the words of each document that is asked for."""

    documents: int
    words: int
    sizes: Mapping[int, int]


def holding(groups: "Sequence[Sequence[Phrase]]", counts: Mapping[tuple[str, bool], Counts]) -> set[int]:
    """Return the documents that hold one phrase of each group; ``counts`` are those of each word, open at its end or not."""
    found = [set().union(*(_whole(phrase, counts) for phrase in group)) for group in groups]
    return set.intersection(*found)


def scores(
    groups: "Sequence[Sequence[Phrase]]", counts: Mapping[tuple[str, bool], Counts], found: set[int], index: Index
) -> dict[int, float]:
    """Return the BM25 of the documents that were ``found``."""
    average = index.words / index.documents if index.documents else 0.0
    scores = dict.fromkeys(found, 0.0)
    length = {row: _K1 * (1 - _B + _B * index.sizes[row] / average) for row in found}
    for phrase in (phrase for group in groups for phrase in group):
        whole = _whole(phrase, counts) & found
        for word in _words(phrase):
            held = counts[word]
            weight = log((index.documents - len(held) + 0.5) / (len(held) + 0.5))
            weight = weight if weight > 0 else _LEAST
            for row in whole & held.keys():
                scores[row] += weight * ((held[row] * (_K1 + 1.0)) / (held[row] + length[row]))
    return scores


def _words(phrase: "Phrase") -> Iterator[tuple[str, bool]]:
    for term in phrase:
        for form in term.forms:
            yield form, term.open


def _whole(phrase: "Phrase", counts: Mapping[tuple[str, bool], Counts]) -> set[int]:
    """Return the documents that hold every word of a phrase, in one of its forms."""
    return set.intersection(*(set().union(*(counts[form, term.open] for form in term.forms)) for term in phrase))
