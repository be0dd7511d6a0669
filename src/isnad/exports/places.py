"""Places: where a city lies, or a region, in degrees (the tables of `web/atlas`, of which its SOURCES.md tells the origin)."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

_TABLES = ("places.tsv", "regions.tsv")


class Place(NamedTuple):
    """A point of the map: "city" or "region", its country (ISO 3166-1 alpha-2), and degrees (WGS 84)."""

    kind: str
    country: str
    latitude: float
    longitude: float


def place(id: str) -> Place | None:
    """Return where a place lies; None where that is not known. A country is no point, so it has none."""
    return _points().get(id)


@cache
def _points() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for name in _TABLES:
        for line in files("isnad").joinpath("web", "atlas", name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                id, kind, country, latitude, longitude = line.split("\t")
                found.setdefault(id, Place(kind, country, float(latitude), float(longitude)))
    return found
