"""The numbers of a claim over time: who says how many, when. A point is a report, its whisker the bounds it gives."""

from collections.abc import Callable, Sequence
from datetime import date
from math import cos, floor, log10, pi, sin
from typing import NamedTuple

from isnad.case import Claimed, Reported
from isnad.web.pictures import Label, Picture, Stroke, line
from isnad.web.view import View

_WIDTH, _HEIGHT = 760, 320  # pixels
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 40, 28, 44
_APART, _TICK, _VALUE, _LINE = 18, 96, 44, 14  # between numbers, the names of days, the values at points, lines
_CHARTS, _POINTS = 6, 80  # things that are counted, numbers of each; the reports below have all
_OPEN = 46  # how long the whisker of an open end is
_CORNERS = ((16, 0.0), (4, 0.25), (4, 0.0), (3, 0.0), (3, 0.5), (6, 0.0))  # corners and turn of each source's points
Y = Callable[[float], float]


class Told(NamedTuple):
    """A number that a report gives: its inclusive bounds, and who says it."""

    reported: Reported
    low: float | None
    high: float | None
    source: str


class Chart(NamedTuple):
    """One count over time: its picture, None where fewer than two numbers have a date, and the points of each source."""

    counted: str
    told: Sequence[Told]
    picture: Picture | None
    legend: Sequence[tuple[str, Picture]]


def charts(view: View, claimed: Claimed) -> list[Chart]:
    """Return a chart for each thing that the reports of a claim count, what most of them count first."""
    found: dict[str, list[Told]] = {}
    for reported in sorted(claimed.reports, key=lambda reported: reported.published or ""):
        source = view.speaker(reported, reported.chain[0]) if reported.chain else view.outlet(reported)
        for counted, (low, high) in reported.report.values.items():
            if low is not None or high is not None:
                found.setdefault(view.t.counted(counted), []).append(Told(reported, low, high, source))
    most = sorted(found.items(), key=lambda pair: -len(pair[1]))[:_CHARTS]
    return [_chart(view, counted, told) for counted, told in most]


def _chart(view: View, counted: str, told: Sequence[Told]) -> Chart:
    dated = [(day, number) for number in told if (day := _day(number.reported.published))][:_POINTS]
    if len(dated) < 2:
        return Chart(counted, told, None, ())
    sources = list(dict.fromkeys(number.source for _, number in dated))
    legend = [(source, _sign(at)) for at, source in enumerate(sources)]
    return Chart(counted, told, _picture(view, dated, sources, str(view.t("numbers"))), legend)


def _picture(view: View, dated: Sequence[tuple[int, Told]], sources: list[str], title: str) -> Picture:
    top = _nice(max(value for _, number in dated for value in (number.low, number.high) if value is not None))
    strokes, labels, taken = list[Stroke](), list[Label](), set[int]()

    def y(value: float) -> float:
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * value / top

    for value in (top * part / 4 for part in range(5)):
        strokes.append(line(_LEFT, y(value), _WIDTH - _RIGHT, y(value), "grid", 1))
        labels.append(Label(_LEFT - 10, y(value) + 4, view.t.number(value), "tick", "right"))
    points = _points(dated, y)
    for (day, number), (x, height) in zip(dated, points, strict=True):
        if day not in taken:
            taken.add(day)
            labels.append(Label(x, _HEIGHT - 18, str(view.t.day(number.reported.published).striptags()), "tick"))
        told = f"{number.source}: {view.t.bounds(number.low, number.high).striptags()}"
        strokes += [*_whisker(number, x, y), _point(x, height, sources.index(number.source), told)]
        if not any(0 < other - x < _VALUE and abs(level - height) < _LINE for other, level in points):
            labels.append(Label(x + 11, height + 5, _short(view, number), "value", "left"))
    return Picture(_WIDTH, _HEIGHT, title, strokes, (), _apart(labels)).facing(view.t.dir)


def _points(dated: Sequence[tuple[int, Told]], y: Y) -> list[tuple[float, float]]:
    """Return where each number stands: on its day, or beside the one before it where that is too near."""
    first, last, inner = dated[0][0], dated[-1][0], _WIDTH - _LEFT - _RIGHT - 140
    points: list[tuple[float, float]] = []
    for day, number in dated:
        place = _LEFT + 60 + inner * ((day - first) / (last - first) if last > first else 0.5)
        points.append((max(place, points[-1][0] + _APART) if points else place, y(_middle(number))))
    return points


def _apart(labels: Sequence[Label]) -> list[Label]:
    """Return the labels without the days whose names would stand on one another."""
    kept, reach = list[Label](), 0.0
    for label in sorted(labels, key=lambda label: label.x):
        if label.kind == "tick" and label.side == "middle":
            if label.x < reach:
                continue
            reach = label.x + _TICK
        kept.append(label)
    return kept


def _day(published: str | None) -> int:
    """Return a date as a number of days, 0 where there is none."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0


def _nice(most: float) -> float:
    """Return a round number a little above ``most``."""
    wanted = max(most, 1) * 1.08
    power = 10.0 ** floor(log10(wanted))
    return next(step * power for step in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10) if step * power >= wanted)


def _short(view: View, number: Told) -> str:
    """Return a number as it stands beside its point: 12+, 60–75."""
    low, high = (view.t.number(value) if value is not None else "" for value in (number.low, number.high))
    return low if low == high else f"{low}+" if not high else f"≤{high}" if not low else f"{low}–{high}"


def _middle(number: Told) -> float:
    known = [value for value in (number.low, number.high) if value is not None]
    return sum(known) / len(known)


def _whisker(number: Told, at: float, y: Y) -> list[Stroke]:
    """Return the range of a number; an open end is an arrow."""
    if number.low == number.high:
        return []
    high = y(number.high) if number.high is not None else y(number.low or 0) - _OPEN
    low = y(number.low) if number.low is not None else y(number.high or 0) + _OPEN
    parts = [line(at, low, at, high, "whisker", 2)]
    for value, end, inwards in ((number.low, low, -6), (number.high, high, 6)):
        back = inwards if value is None else 0
        parts += [line(at, end, at + side, end + back, "whisker", 2) for side in (-5, 5)]
    return parts


def _point(x: float, y: float, source: int, title: str = "") -> Stroke:
    corners, turn = _CORNERS[source % len(_CORNERS)]
    angles = [2 * pi * (corner + turn * 2 if corners == 4 else corner + turn) / corners - pi / 2 for corner in range(corners)]
    points = [(round(x + 7 * cos(angle), 1), round(y + 7 * sin(angle), 1)) for angle in angles]
    steps = [("M", (points[0],)), *(("L", (point,)) for point in points[1:]), ("Z", ())]
    return Stroke(tuple(steps), _kind(source), 1.5, title)


def _kind(source: int) -> str:
    """Return the classes of a source's points: every second six of them are hollow, so that twelve can be told apart."""
    hollow = " hollow" if source // len(_CORNERS) % 2 else ""
    return f"point source{source % len(_CORNERS)}{hollow}"


def _sign(source: int) -> Picture:
    return Picture(18, 18, "", [_point(9, 9, source)], (), ())
