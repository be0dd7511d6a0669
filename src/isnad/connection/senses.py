"""Senses: the words by which two articles tell the same thing («سدّد» and «دفع»), as ``languages/ar/senses.txt`` lists them."""

from collections.abc import Iterable, Mapping
from functools import cache

from isnad.connection.content import stem, weight
from isnad.languages import pack
from isnad.languages.folding import fold


def senses(stems: Iterable[str]) -> dict[int, frozenset[str]]:
    """Return the senses that some stems can have, by their numbers, each with the stems that can have it."""
    found: dict[int, set[str]] = {}
    for one in stems:
        for sense in _senses().get(one, ()):
            found.setdefault(sense, set()).add(one)
    return {sense: frozenset(having) for sense, having in found.items()}


def shared(ours: Mapping[int, frozenset[str]], theirs: Mapping[int, frozenset[str]], common: frozenset[str]) -> float:
    """Return what the senses weigh that two passages share by other words than those ``common`` to them, each word once."""
    weighed, used = 0.0, set[str]()
    for sense in sorted(ours.keys() & theirs.keys()):
        one, other = ours[sense] - common, theirs[sense] - common
        if one and other and used.isdisjoint(one | other):
            used |= one | other
            weighed += min(max(map(weight, one)), max(map(weight, other)))
    return weighed


@cache
def _senses() -> dict[str, tuple[int, ...]]:
    text = (pack.FOLDER / "senses.txt").read_text(encoding="utf-8")
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines()):
        if line and not line.startswith("#"):
            for one in {*map(stem, map(fold, line.split()))} - {""}:
                found.setdefault(one, []).append(number)
    return {one: tuple(numbers) for one, numbers in found.items()}
