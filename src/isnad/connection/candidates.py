"""Candidates: which reports of one document, or of two, are compared with one another, so that a long document costs no square.

Where there are no more pairs than :data:`ALL`, all are. Beyond that, reports that say the same in the same words are met as the
first of them, and each of the others with those that share most of its words, the rarer the more, and with those before it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import nsmallest
from itertools import combinations, pairwise, product

from isnad.connection.content import weight
from isnad.connection.pairs import Side, told

ALL = 50_000  # pairs: those of two articles of 11,000 letters each
_BEST = 16  # reports with which one is compared for its words
_BEFORE = 16  # and for standing right before it
_HELD = 256  # reports that are found by one word: the first that hold it
_WORDS = 64  # words of a sentence by which others are found: the rarest

_Numbered = tuple[int, Side]
_Pairs = Iterator[tuple[_Numbered, _Numbered]]


def candidates(own: Mapping[int, Side], others: Mapping[int, Side] | None = None) -> _Pairs:
    """Yield the pairs to be compared of the numbered reports of a document, in the order of its text, with those of another:
    the same pairs whichever of the two comes first. Without another, those of the document among themselves.
    """
    if others is None:
        return combinations(own.items(), 2) if len(own) ** 2 <= 2 * ALL else _within(own)
    return product(own.items(), others.items()) if len(own) * len(others) <= ALL else _between(own, others)


def _within(own: Mapping[int, Side]) -> _Pairs:
    alike = _alike(own)
    for group in alike:
        yield from pairwise(group)
    first = [group[0] for group in alike]
    best = _best(_holding(first))
    met = {tuple(sorted((at, other))) for at, (_, side) in enumerate(first) for other in best(side.context) if other != at}
    met.update((other, at) for at in range(len(first)) for other in range(max(0, at - _BEFORE), at))
    for one, other in sorted(met):
        yield first[one], first[other]


def _between(own: Mapping[int, Side], others: Mapping[int, Side]) -> _Pairs:
    ours, theirs = ([group[0] for group in _alike(sides)] for sides in (own, others))
    if _size(ours) <= _size(theirs):
        yield from ((one, theirs[at]) for one, at in _met(ours, theirs))
    else:
        yield from ((ours[at], other) for other, at in _met(theirs, ours))


def _met(few: Sequence[_Numbered], many: Sequence[_Numbered]) -> Iterator[tuple[_Numbered, int]]:
    """Yield each of some reports with the places of those that it meets: who says the same in the same words, then the best."""
    same, best = {told(side.report): at for at, (_, side) in enumerate(many)}, _best(_holding(many))
    for one in few:
        own = same.get(told(one[1].report))
        yield from ((one, at) for at in dict.fromkeys([*([own] if own is not None else []), *best(one[1].context)]))


def _size(sides: Sequence[_Numbered]) -> tuple[int, str]:
    """Return how many reports there are; of two documents of as many, the one with the lesser id counts as the shorter."""
    return len(sides), sides[0][1].report.document


def _alike(sides: Mapping[int, Side]) -> list[list[_Numbered]]:
    """Return reports in groups that say the same in the same words."""
    found: dict[tuple[object, ...], list[_Numbered]] = {}
    for number, side in sides.items():
        found.setdefault(told(side.report), []).append((number, side))
    return list(found.values())


def _holding(sides: Iterable[_Numbered]) -> Mapping[str, Sequence[int]]:
    """Return which reports, by their places, have a word in their sentence."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    met: Counter[frozenset[str]] = Counter()  # what stands in one sentence as often is found by each of its words already
    for at, (_, side) in enumerate(sides):
        met[side.context] += 1
        for stem in side.context if met[side.context] <= _HELD else ():
            if len(found[stem]) < _HELD:
                found[stem].append(at)
    return found


def _best(holding: Mapping[str, Sequence[int]]) -> Callable[[frozenset[str]], list[int]]:
    """Return what finds the places of the reports whose sentences share most with a sentence, once for each sentence."""

    @cache
    def found(sentence: frozenset[str]) -> list[int]:
        shared: defaultdict[int, float] = defaultdict(float)
        rarest = nsmallest(_WORDS, sentence, key=lambda stem: (-weight(stem), stem))
        for stem in sorted(rarest):  # in one order, so that sums are the same to the last bit
            for at in holding.get(stem, ()):
                shared[at] += weight(stem)
        return nsmallest(_BEST, shared, key=lambda at: (-shared[at], at))

    return found
