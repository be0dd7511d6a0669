"""The form of the grammar: a rule is a name, a pattern of class letters, and what makes the value."""

import re
from collections.abc import Callable
from typing import NamedTuple

from isnad.annotation.times.resolver import Resolver
from isnad.annotation.times.words import Item
from isnad.model import TimeType


class Found(NamedTuple):
    """What a rule makes of a match: the TIMEX3 type and value."""

    type: TimeType
    value: str


Groups = dict[str, Item]
Production = Callable[[Resolver, Groups], Found | None]


class Rule(NamedTuple):
    """Where the pattern matches, ``make`` turns the named items into a value, or None: then others try."""

    name: str
    pattern: re.Pattern[str]
    make: Production


class Grammar:
    """Rules in the order in which they are tried."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def rule(self, name: str, pattern: str) -> Callable[[Production], Production]:
        """Add a production. ``<x:LETTERS>`` in a pattern is a group named x; a group ``all`` is the quote."""

        def add(make: Production) -> Production:
            spelled = re.sub(r"<(\w+):", r"(?P<\1>", pattern.replace(">", ")"))
            self.rules.append(Rule(name, re.compile(spelled), make))
            return make

        return add


def toward(item: Item | None) -> int:
    """Return -1 for «الماضي», 1 for «المقبل», 0 for none of them."""
    return {"P": -1, "F": 1}.get(item.letter, 0) if item else 0


def count_of(item: Item) -> int | None:
    """Return the whole number that an item counts, None where it is vague or none."""
    number = item.number
    return int(number.low) if number and not number.vague and number.low == int(number.low) else None
