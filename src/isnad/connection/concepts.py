"""Concepts: the kinds of deeds that words can tell, so that «مقتل», «لقوا مصرعهم» and «أودى بحياة» are about one thing."""

from collections.abc import Iterable
from functools import lru_cache

from isnad.languages import frames


def concepts(stems: Iterable[str]) -> frozenset[str]:
    """Return the claim keys of the deeds that some stems can tell, whatever they tell where they stand."""
    return frozenset(key for stem in stems for key in _keys(stem))


@lru_cache(maxsize=1 << 14)
def _keys(stem: str) -> tuple[str, ...]:
    found = frames.of_verb(stem) or frames.of_noun(stem)
    return tuple(dict.fromkeys(frame.key for frame in found))[:2]
