"""Times: TIMEX3 expressions, resolved against the publication date.

The words of a text are first classed («الخميس» D, «13» N, «فيفري» M, «الجاري» C …), one letter a word (``words``);
the rules (``dates``, ``days``, ``spans``) are patterns over that string, and ``resolver`` makes their values.
"""

import re
from collections.abc import Iterator

from isnad.annotation import calendar
from isnad.annotation.times import dates, days, spans
from isnad.annotation.times.resolver import Resolver
from isnad.annotation.times.words import Item, items_of
from isnad.annotation.tokens import Tokens
from isnad.model import Span, Time

__all__ = ["times"]

_RULES = (*dates.GRAMMAR.rules, *days.GRAMMAR.rules, *spans.GRAMMAR.rules)
_ANY = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in _RULES))
"""Whether any rule matches: most words that can be of a time are of none."""


def times(tokens: Tokens, published: str | None) -> tuple[Time, ...]:
    """Return the time expressions of a text, in order, resolved against ``published`` (ISO 8601; None: unknown)."""
    items, letters = items_of(tokens)
    resolver = Resolver(tokens, calendar.parse(published))
    return tuple(_resolved(items, letters, resolver))


def _resolved(items: list[Item], letters: str, resolver: Resolver) -> Iterator[Time]:
    at = 0
    starts = {"_", "|"}
    while at < len(letters):
        if letters[at] in starts:
            at += 1
            continue
        resolver.at = items[at].first
        found = _first(items, letters, at, resolver)
        if found is None:
            at += 1
            continue
        time, at = found
        if time.type in ("DATE", "TIME") and time.value[:4].isdecimal():
            resolver.reference, resolver.spoken = time.value.partition("/")[0].partition("T")[0], resolver.at
        yield time


def _first(items: list[Item], letters: str, at: int, resolver: Resolver) -> tuple[Time, int] | None:
    """Apply the first rule that matches at an item and yields a value; their order decides, not length."""
    if _ANY.match(letters, at) is None:
        return None
    for rule in _RULES:
        match = rule.pattern.match(letters, at)
        if match is None:
            continue
        groups = {name: items[match.start(name)] for name in match.groupdict() if match.start(name) >= 0 and match.group(name)}
        try:
            made = rule.make(resolver, groups)
        except OverflowError:  # «قبل مليون سنة»: no calendar reaches there
            made = None
        if made is None:
            continue
        name = "all" if "all" in rule.pattern.groupindex else 0
        first, last = match.start(name), match.end(name)
        if letters[last : last + 1] == ")" and "(" in letters[first:last]:
            last += 1
        span = resolver.tokens.span(items[first].first, items[last - 1].last, items[first].skip)
        if letters[last - 1] == ")":
            span = Span(span.start, resolver.tokens.surface.index(")", span.end) + 1)
        earliest, latest = calendar.bounds(made.value) if made.type in ("DATE", "TIME") else (None, None)
        return Time(span.start, span.end, made.type, made.value, earliest, latest, f"time/{rule.name}"), match.end()
    return None
