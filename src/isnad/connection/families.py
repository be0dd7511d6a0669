"""Families of deeds: claim keys that can tell one thing («دفع» and «تسلّم», «هجوم» and «قصف»), as ``families.txt`` lists them."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files


def families(keys: Iterable[str]) -> frozenset[str]:
    """Return the families of some claim keys; a key of none is its own."""
    return frozenset(family for key in keys for family in _families().get(key, (key,)))


@cache
def _families() -> dict[str, tuple[str, ...]]:
    text = files(__package__).joinpath("families.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        name, colon, keys = line.partition(":")
        if colon and not line.startswith("#"):
            found |= {key: (*found.get(key, ()), name) for key in keys.split()}
    return found
