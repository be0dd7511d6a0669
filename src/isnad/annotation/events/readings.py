"""What a word can be beside what it was read as: its analyses that go with the reading."""

from collections.abc import Set
from functools import lru_cache

from isnad.annotation.clauses import Syntax
from isnad.languages.folding import fold
from isnad.languages.lexicon import Analysis, analyses

NOT = frozenset(("لا", "لم", "ما"))
"""Particles that negate a verb."""
_LASTS = frozenset(map(fold, ["زال", "زالت", "زالوا", "يزال", "تزال", "يزالون", "نزال", "يزالان", "زلنا"]))
_THINGS = frozenset(("time", "measure", "person", "group", "place", "animal"))


@lru_cache(maxsize=1 << 14)
def like(form: str, classes: tuple[str, ...], particles: str, pronoun: bool) -> tuple[Analysis, ...]:
    """Return the analyses of a folded form of some classes, with just these particles and with or without a pronoun."""
    found = tuple(
        a for a in analyses(form) if a.pos in classes and a.particles == particles and bool(a.suffix.pronoun) == pronoun
    )
    third = tuple(a for a in found if a.person == "3")
    return third or found  # «أصدر» is no "I export"


class Readings:
    """The analyses of the words of a text; ``named`` are the words of names."""

    def __init__(self, syntax: Syntax, named: Set[int]) -> None:
        self.syntax, self.tokens, self.read, self.named = syntax, syntax.tokens, syntax.readings, named

    def of(self, at: int, classes: tuple[str, ...]) -> list[Analysis]:
        """Return the analyses of a word that go with its reading, the chosen one first."""
        reading = self.read[at]
        found = [*like(self.tokens.forms[at], classes, reading.particles, bool(reading.pronoun))]
        if len(found) > 1 and reading.analysis in found:
            found.remove(reading.analysis)
            found.insert(0, reading.analysis)
        return found

    def is_thing(self, at: int) -> bool:
        """Whether the lists know a word as something other than an act: «شهرين» is two months, no "slandering"."""
        senses = {a.lemma.sense for a in self.of(at, ("noun",))}
        return "act" not in senses and bool(senses & _THINGS)

    def lasts(self, at: int) -> bool:
        """Whether a verb only says that something goes on: «لا يزال», «ما زالت»."""
        return at > 0 and self.tokens.forms[at] in _LASTS and self.tokens.forms[at - 1].removeprefix("و") in NOT
