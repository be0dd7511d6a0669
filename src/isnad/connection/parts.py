"""Parts: the pieces of what hangs together in which reports are compared pair by pair, none too large for that.

Pairs that can found a claim join reports, each pair at a level: the higher, the more speaks for it. What the pairs of a level
and all above join is nested in what those of a lower level join. The part of a report is what the lowest level joins with it
that joins no more than :data:`MOST` with it. So parts never overlap, and follow from the pairs alone, in whatever order they
came. Where even the highest level joins more, its reports are all but the same words: they are one part, however many.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

MOST = 160  # reports of a part: all its pairs are weighed whenever one report joins it
HIGHEST = 24
_STEP = 0.25  # log-odds from one level to the next

Near = Callable[[int], Iterable[tuple[int, int]]]  # the reports with which one can found a claim, each with the level


class Part(NamedTuple):
    """Some reports, in order, and the lowest level that joins them and no more than may be."""

    reports: list[int]
    level: int


def level(over: float) -> int | None:
    """Return the level of a pair by how far its score lies over the one that founds claims, None where it lies under it."""
    return min(HIGHEST, int(over / _STEP)) if over >= 0 else None


class Parts:
    """Finds the parts of reports; what it learns of one helps with the next, as long as no pair changes."""

    def __init__(self, near: Near) -> None:
        self._near = near
        self._large: dict[int, int] = {}  # the level up to which it is known that too many reports are joined to one

    def of(self, report: int) -> Part:
        """Return the part of a report: walked to from it, ever by the strongest pair, until too many are reached."""
        walk = _Walk(report, self._near, self._large)
        part = Part([], HIGHEST + 1)
        while not walk.is_large and len(walk.found) <= MOST:
            following = walk.next()
            if following is None:
                return Part(sorted(walk.found), 0)
            if following < walk.level:  # nothing else is joined at the levels above
                part = Part(list(walk.found), following + 1)
                walk.level = following
            if not walk.is_large:
                walk.step()
        for reached in walk.found:
            self._large[reached] = max(self._large.get(reached, -1), walk.level)
        return Part(sorted(part.reports), part.level) if part.reports else self._alike(report)

    def _alike(self, report: int) -> Part:
        """Return all reports that the highest level joins with one."""
        walk = _Walk(report, self._near, {})
        while walk.next() == HIGHEST:
            walk.step()
        return Part(sorted(walk.found), HIGHEST)


class _Walk:
    """A walk from report to report: what was found, and the ``level`` of the weakest pair by which it went."""

    def __init__(self, report: int, near: Near, large: dict[int, int]) -> None:
        self.found: dict[int, None] = {}
        self.level = HIGHEST
        self._near, self._large = near, large
        self._known_large = -1
        self._waiting: list[list[int]] = [[] for _ in range(HIGHEST + 1)]
        self._top = HIGHEST
        self._visit(report)

    @property
    def is_large(self) -> bool:
        """Whether it is known that too many are joined at the level that was reached."""
        return self._known_large >= self.level

    def next(self) -> int | None:
        """Return the level of the strongest pair that leads on, None where none does."""
        while self._top >= 0:
            waiting = self._waiting[self._top]
            while waiting:
                if waiting[-1] not in self.found:
                    return self._top
                waiting.pop()
            self._top -= 1
        return None

    def step(self) -> None:
        """Go where the strongest pair leads. To be called after :meth:`next`."""
        self._visit(self._waiting[self._top].pop())

    def _visit(self, report: int) -> None:
        found, waiting, top = self.found, self._waiting, self._top
        found[report] = None
        self._known_large = max(self._known_large, self._large.get(report, -1))
        for other, level in self._near(report):
            if other not in found:
                waiting[level].append(other)
                if level > top:
                    top = level
        self._top = top
