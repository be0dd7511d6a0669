"""Overlaps: which of many spans lie over a stretch of text, found without looking at them all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from isnad.model import Span

T = TypeVar("T", bound=Span)


class Overlaps(Generic[T]):
    """Some spans, each with its place in the order in which they were given."""

    def __init__(self, spans: Iterable[T]) -> None:
        self._spans = sorted(enumerate(spans), key=lambda one: (one[1].start, one[0]))
        self._starts = [span.start for _, span in self._spans]
        self._reach = list(accumulate((span.end for _, span in self._spans), max))  # never falls, so that it can be searched

    def over(self, start: int, end: int) -> Iterator[tuple[int, T]]:
        """Yield the places and spans that share a letter with ``[start, end)``, by their starts."""
        for at in range(bisect_right(self._reach, start), bisect_left(self._starts, end)):
            if self._spans[at][1].end > start:
                yield self._spans[at]

    def starting(self, start: int, end: int) -> list[T]:
        """Return the spans that begin in ``[start, end)``, by their starts."""
        return [span for _, span in self._spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]]

    def last_before(self, at: int) -> T | None:
        """Return the span that begins last of those that end before a place."""
        earlier = range(bisect_left(self._starts, at) - 1, -1, -1)
        return next((span for _, span in map(self._spans.__getitem__, earlier) if span.end <= at), None)


def cut(bounds: Sequence[int], text: str, longest: int) -> list[int]:
    """Return where the pieces of a text begin, those that are longer than ``longest`` code points cut at spaces."""
    found: list[int] = []
    for start, end in zip(bounds, (*bounds[1:], len(text)), strict=True):
        found.append(start)
        while end - found[-1] > longest:
            space = text.rfind(" ", found[-1] + longest // 2, found[-1] + longest)
            found.append(space + 1 if space >= 0 else found[-1] + longest)
    return found
