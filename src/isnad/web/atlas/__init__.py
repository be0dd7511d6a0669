"""The map that ships with Isnad: shapes of countries, where cities lie, and which borders are disputed (SOURCES.md)."""

from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

Point = tuple[float, float]  # longitude and latitude in degrees


class AtlasError(ValueError):
    """What is wrong with a list of disputed borders, as a sentence."""


class Place(NamedTuple):
    """Where a city lies, or a region that is named after one; ``kind`` is "city" or "region"."""

    kind: str
    country: str
    at: Point


class Box(NamedTuple):
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies within."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


class Shape(NamedTuple):
    """A country: its rings, the largest first. ``id`` may name a part of it behind a slash («CY/north»)."""

    id: str
    rings: Sequence[Sequence[Point]]

    @property
    def country(self) -> str:
        """The country to which the shape belongs."""
        return self.id.partition("/")[0]


class Border(NamedTuple):
    """A line between two shapes."""

    line: Sequence[Point]
    disputed: bool


class _Rule(NamedTuple):
    """A line of the list of disputed borders: the two shapes, and within which part of the world."""

    between: frozenset[str]
    within: Box


class Atlas:
    """The map, with a list of disputed borders. Raises AtlasError where that is not as `disputed.txt` says."""

    def __init__(self, disputed: Path | None = None) -> None:
        text = disputed.read_text(encoding="utf-8") if disputed else _read("disputed.txt")
        self._rules, self._drawn = _parsed(text, disputed.name if disputed else "disputed.txt")

    @cached_property
    def borders(self) -> list[Border]:
        """The lines between countries, the disputed ones apart; then those that only the list has."""
        found = []
        for between, line in _shared():
            parts = [rule.within for rule in self._rules if rule.between == between]
            found += [Border(part, True) for part in _within(line, parts)] if parts else []
            found += [Border(part, False) for part in _within(line, parts, outside=True)] if parts else [Border(line, False)]
        return [*found, *(Border(line, True) for line in self._drawn)]


@cache
def shapes() -> list[Shape]:
    """Return the shapes of the map."""
    lines = _lines()
    found = []
    for id, rings in _world().countries.items():
        found.append(Shape(id, sorted((_ring(ring, lines) for ring in rings), key=_size, reverse=True)))
    return found


@cache
def places() -> dict[str, Place]:
    """Return where cities, and regions named after one, lie, by their ids in the word lists."""
    lines = [line for name in ("regions.tsv", "places.tsv") for line in _read(name).splitlines() if not line.startswith("#")]
    rows = (line.split("\t") for line in lines)
    return {id: Place(kind, country, (float(lon), float(lat))) for id, kind, country, lat, lon in rows}


def _read(name: str) -> str:
    return files("isnad.web").joinpath("atlas", name).read_text(encoding="utf-8")


class _World(msgspec.Struct):
    """The map as it is written: lines, and for each shape its rings: numbers of lines, ``~number`` where one runs backwards."""

    lines: list[list[int]]
    countries: dict[str, list[list[int]]]


@cache
def _world() -> _World:
    return msgspec.json.decode(_read("world.json"), type=_World)


@cache
def _lines() -> list[list[Point]]:
    """Return the lines of the map: hundredths of a degree, each point told by its step from the last."""
    found = []
    for steps in _world().lines:
        x = y = 0
        line = []
        for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + step_x, y + step_y
            line.append((x / 100, y / 100))
        found.append(line)
    return found


def _ring(numbers: Sequence[int], lines: Sequence[list[Point]]) -> list[Point]:
    """Return a ring; one that crosses the line of dates goes on beyond 180 degrees."""
    ring: list[Point] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        for x, y in line[1:] if ring else line:
            turns = round((ring[-1][0] - x) / 360) if ring else 0
            ring.append((x + 360 * turns, y))
    middle = sum(x for x, _ in ring) / len(ring)
    away = 360 * round(middle / 360)
    return [(x - away, y) for x, y in ring] if away else ring


def _size(ring: Sequence[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)))


@cache
def _shared() -> list[tuple[frozenset[str], list[Point]]]:
    """Return the lines that two shapes share, with their ids."""
    of: dict[int, list[str]] = {}
    for id, rings in _world().countries.items():
        for number in {line if line >= 0 else ~line for ring in rings for line in ring}:
            of.setdefault(number, []).append(id)
    return [(frozenset(ids), _lines()[number]) for number, ids in sorted(of.items()) if len(ids) > 1]


def _within(line: Sequence[Point], boxes: Sequence[Box], outside: bool = False) -> list[list[Point]]:
    """Return the parts of a line that lie in one of the boxes, or in none."""
    found: list[list[Point]] = []
    joined = False
    for begin, end in pairwise(line):
        middle = ((begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2)
        if any(box.holds(middle) for box in boxes) == outside:
            joined = False
        elif joined:
            found[-1].append(end)
        else:
            found.append([begin, end])
            joined = True
    return found


def _parsed(text: str, name: str) -> tuple[list[_Rule], list[list[Point]]]:
    rules, drawn = [], []
    for number, line in enumerate(text.splitlines(), 1):
        told = line.partition("#")[0].split()
        try:
            if told[:1] == ["line"]:
                drawn.append([_point(part) for part in " ".join(told[1:]).split(",")])
            elif told:
                first, second, *box = told
                within = Box(*map(float, box)) if box else Box(-180, -90, 180, 90)
                rules.append(_Rule(frozenset((first, second)), within))
        except (ValueError, TypeError) as error:
            raise AtlasError(f"{name}, line {number}: «{line.strip()}» is no border.") from error
    return rules, drawn


def _point(told: str) -> Point:
    lon, lat = map(float, told.split())
    return lon, lat
