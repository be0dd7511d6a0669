"""The map of a case: a dot where a city is told, a dashed ring for a region, a country shaded where no more is known.

It is never mirrored: east is on the right for every reader.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import cos, radians, sqrt
from typing import Literal, NamedTuple

from isnad.case import Placed
from isnad.web import atlas
from isnad.web.atlas import Atlas, Point, Shape
from isnad.web.pictures import Box, Label, Picture, Side, Stroke, write
from isnad.web.view import View

Precision = Literal["city", "region", "country", "unknown"]
_WIDTH, _HIGHEST = 1040, 580  # pixels
_AROUND, _LEAST = 0.22, 9.0  # what is shown around the places: a part of their extent, and degrees at least
_FAR = 300  # pixels outside of the picture to which lines are led
_FINE = 0.7  # pixels between two points of a line
_NAMED = 14  # places with a name beside them
_LETTER, _LINE = 7.4, 17  # pixels that a letter of a name takes, about, and a line
_MOST = 400  # dots


class Spot(NamedTuple):
    """A place of the case on the map: how precisely it is known, and where it lies; None where the map does not know it."""

    placed: Placed
    precision: Precision
    at: Point | None


class _Frame(NamedTuple):
    """The part of the world that is drawn: its middle, pixels for a degree of latitude, and for one of longitude."""

    x: float
    y: float
    up: float
    across: float
    height: float

    def put(self, point: Point) -> Point:
        """Return where a point stands in the picture."""
        return _WIDTH / 2 + (point[0] - self.x) * self.across, self.height / 2 - (point[1] - self.y) * self.up


def spot(placed: Placed) -> Spot:
    """Return where a place of the case lies, and how precisely."""
    known = atlas.places().get(placed.place.id)
    if known:
        return Spot(placed, "region" if known.kind == "region" else "city", known.at)
    shape = _country(placed.place.id)
    return Spot(placed, "country", _middle(shape)) if shape else Spot(placed, "unknown", None)


def map_picture(view: View, spots: Sequence[Spot], borders: Atlas, whole: bool = False) -> Picture:
    """Return the places on a map of their part of the world, or of the ``whole``."""
    seen = [one for one in spots if one.at][:_MOST]
    frame = _frame([one.at for one in seen if one.at]) if seen and not whole else _framed(-170, -56, 190, 78)
    most = max((one.placed.documents for one in seen), default=1)
    told = {one.placed.place.id: one for one in seen if one.precision == "country"}
    strokes = [*_land(view, frame, told, most), *_borders(frame, borders)]
    dots = [one for one in seen if one.precision != "country"]
    boxes = [_dot(view, one, frame, most) for one in reversed(dots)]
    return Picture(_WIDTH, frame.height, str(view.t("map")), strokes, boxes, list(_labels(view, seen, frame, most)))


def _frame(points: Sequence[Point]) -> _Frame:
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    around = max(_LEAST, _AROUND * max(east - west, north - south))
    return _framed(west - around, max(-60, south - around), east + around, min(80, north + around))


def _framed(west: float, south: float, east: float, north: float) -> _Frame:
    """Return a frame that shows a part of the world; a degree of longitude is as long as it is in its middle."""
    x, y = (west + east) / 2, (south + north) / 2
    narrow = cos(radians(min(abs(y), 60)))
    up = min(_HIGHEST / (north - south), _WIDTH / ((east - west) * narrow))
    return _Frame(x, y, up, up * narrow, round((north - south) * up))


def _land(view: View, frame: _Frame, told: dict[str, Spot], most: int) -> Iterator[Stroke]:
    for country, path in _drawn(frame):
        one = told.get(country)
        if one is None:
            yield Stroke((), "land", 0, written=path)
        else:
            step = 1 + round(2 * sqrt(one.placed.documents / most))
            kind = f"land told told{step}{_chosen(view, one)}"
            yield Stroke((), kind, 0, _title(view, one), _href(view, one), path)


@lru_cache(maxsize=32)
def _drawn(frame: _Frame) -> list[tuple[str, str]]:
    """Return the countries that reach into a frame, with their paths: kept, as many requests show one part of the world."""
    found = []
    for shape in atlas.shapes():
        steps = tuple(step for ring in shape.rings for step in _path(ring, frame, closed=True))
        if steps:
            found.append((shape.country, write(steps)))
    return found


@lru_cache(maxsize=32)
def _borders(frame: _Frame, borders: Atlas) -> list[Stroke]:
    found = []
    for kind, disputed, width in (("border", False, 0.8), ("border disputed", True, 1.6)):
        lines = (one.line for one in borders.borders if one.disputed == disputed)
        steps = tuple(step for line in lines for step in _path(line, frame, closed=False))
        if steps:
            found.append(Stroke((), kind, width, written=write(steps)))
    return found


def _path(line: Sequence[Point], frame: _Frame, closed: bool) -> list[tuple[str, tuple[Point, ...]]]:
    """Return a line as commands of a path, without what no eye can see; empty where it does not reach into the picture."""
    put = [frame.put(point) for point in line]
    if not _reaches(put, frame):
        return []
    kept: list[Point] = []
    for x, y in put:
        x, y = min(max(x, -_FAR), _WIDTH + _FAR), min(max(y, -_FAR), frame.height + _FAR)
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _FINE:
            kept.append((round(x, 1), round(y, 1)))
    if len(kept) < (3 if closed else 2):
        return []
    steps: list[tuple[str, tuple[Point, ...]]] = [("M", (kept[0],)), ("L", tuple(kept[1:]))]
    return [*steps, ("Z", ())] if closed else steps


def _reaches(put: Sequence[Point], frame: _Frame) -> bool:
    across, up = [x for x, _ in put], [y for _, y in put]
    return min(across) < _WIDTH and max(across) > 0 and min(up) < frame.height and max(up) > 0


def _dot(view: View, one: Spot, frame: _Frame, most: int) -> Box:
    (x, y), radius = frame.put(one.at or (0, 0)), _radius(one, most)
    kind = f"spot {one.precision}{_chosen(view, one)}"
    left, top, wide = round(x - radius, 1), round(y - radius, 1), 2 * radius
    return Box(left, top, wide, wide, kind, _title(view, one), _href(view, one), radius)


def _radius(one: Spot, most: int) -> float:
    return round(4.5 + 9 * sqrt(one.placed.documents / most), 1)


def _chosen(view: View, one: Spot) -> str:
    return " chosen" if view.query.get("place") == one.placed.place.id else ""


def _href(view: View, one: Spot) -> str:
    return f"{view.here(place=one.placed.place.id, page=None)}#place"


def _title(view: View, one: Spot) -> str:
    return f"{view.name(one.placed.place)}: {view.t.count('articles', one.placed.documents).striptags()}"


def _labels(view: View, seen: Sequence[Spot], frame: _Frame, most: int) -> Iterator[Label]:
    """Yield the names of the places that most documents tell, beside their dots, where they cover nothing."""
    dots = [one for one in seen if one.precision != "country"]
    taken = [_around(frame.put(one.at or (0, 0)), _radius(one, most)) for one in dots]
    number = 0
    for one in seen:
        name, at = view.name(one.placed.place), frame.put(one.at or (0, 0))
        for x, y, side in _beside(at, _radius(one, most), one.precision):
            wide = len(name) * _LETTER
            left = {"left": x, "middle": x - wide / 2, "right": x - wide}[side]
            here = (left, y - _LINE / 2, left + wide, y + _LINE / 2)
            inside = left > 0 and here[2] < _WIDTH and here[1] > 0 and here[3] < frame.height
            if number < _NAMED and inside and not any(_meet(here, other) for other in taken):
                number += 1
                taken.append(here)
                yield Label(round(x, 1), round(y + 5, 1), name, f"place {one.precision}", side)
                break


def _beside(at: Point, radius: float, precision: Precision) -> list[tuple[float, float, Side]]:
    """Return where a name may stand: in its country, or on one side of its dot, the best place first."""
    (x, y), off = at, radius + 5
    if precision == "country":
        return [(x, y + down, "middle") for down in (0, -_LINE, _LINE, 2 * _LINE, -2 * _LINE)]
    return [(x + off, y, "left"), (x - off, y, "right"), (x, y - off - 6, "middle"), (x, y + off + 6, "middle")]


def _around(at: Point, radius: float) -> tuple[float, float, float, float]:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _country(id: str) -> Shape | None:
    return next((shape for shape in atlas.shapes() if shape.id == id), None)


def _middle(shape: Shape) -> Point:
    """Return the middle of the largest part of a country, as its area has it."""
    ring = shape.rings[0]
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    crossed = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    size = 3 * sum(crossed) or 1.0
    x = sum((a[0] + b[0]) * one for (a, b), one in zip(pairs, crossed, strict=True)) / size
    y = sum((a[1] + b[1]) * one for (a, b), one in zip(pairs, crossed, strict=True)) / size
    return x, y
