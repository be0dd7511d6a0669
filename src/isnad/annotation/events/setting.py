"""When and where: the date and the place that the clause of a deed names."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.told import Told
from isnad.annotation.statements.speakers import Speakers
from isnad.languages.folding import fold
from isnad.model import Span, Statement, Time

_AHEAD = frozenset(map(fold, ("مقبل", "مقبلة", "قادم", "قادمة", "غد", "غدا")))
_NEAR = 80  # characters between a deed and its date


class Setting:
    """The dates and places of the deeds of a text."""

    def __init__(
        self,
        syntax: Syntax,
        speakers: Speakers,
        times: Sequence[Time],
        statements: Sequence[Statement],
        cues: Mapping[int, Statement],
    ) -> None:
        self.syntax, self.tokens, self.read, self.speakers, self.times = syntax, syntax.tokens, syntax.readings, speakers, times
        self.starts = [time.start for time in times]
        self.statements, self.cues = statements, cues
        self.verbs: Sequence[int] = ()  # the verbs that tell deeds, in order

    def clause(self, at: int) -> tuple[int, int]:
        """Return where the clause of a word begins and ends."""
        starts = self.syntax.boundaries
        behind = bisect_right(starts, at)
        return starts[behind - 1] if behind else 0, starts[behind] if behind < len(starts) else len(self.read)

    def time(self, told: Told, trigger: Span, first: int, last: int) -> Time | None:
        """Return the nearest date of the clause of a trigger, None where that is far: it is another deed's."""
        low, high = self.tokens.span(first, last).start, self.tokens.span(first, last).end
        near = self.times[bisect_left(self.starts, low) : bisect_right(self.starts, high)]
        inside = [time for time in near if time.end <= high and time.type in ("DATE", "TIME") and self._is_own(told, time.start)]
        nearest = min(inside, key=lambda time: abs(time.start - trigger.start), default=None)
        return nearest if nearest is not None and abs(nearest.start - trigger.start) < _NEAR else None

    def is_ahead(self, time: Time) -> bool:
        """Whether a date says that it is still to come: «الأسبوع المقبل», «غداً»."""
        words = self.tokens.surface[time.start : time.end].split()
        return not _AHEAD.isdisjoint(fold(word).removeprefix("ال") for word in words)

    def _is_own(self, told: Told, start: int) -> bool:
        """Whether a date or a place is of a deed: not of who tells it, of what the deed itself says, of another deed."""
        trigger = told.trigger.at
        inside = self.statements[told.statement].content if told.statement is not None else None
        says = self.cues.get(trigger)
        behind = says is not None and says.content.start <= start < says.content.end
        if behind or (inside is not None and not inside.start <= start < inside.end):
            return False
        at = bisect_right(self.tokens.starts, start) - 1
        since = trigger + 1 if at > trigger else self.clause(trigger)[0]
        return bisect_left(self.verbs, at) == bisect_left(self.verbs, since)  # no other deed is told before it

    def place(self, told: Told, first: int, last: int) -> str | None:
        """Return the nearest place of the clause of a deed that is not one of its parties, else what is hit or named by it."""
        parties = {*told.actors, *told.recipients}
        for at in (*range(told.trigger.at + 1, last), *range(told.trigger.at - 1, first - 1, -1)):
            entity = self.speakers.at[at]
            if entity is None or entity.type not in ("GPE", "LOC") or not self.speakers.first_of(entity, at):
                continue
            governed = self.syntax.complement_of(at)
            inside = governed is not None and governed.preposition in ("في", "ب", "قرب", "داخل", "علي")
            if inside and entity.id not in parties and self._is_own(told, self.tokens.starts[at]):
                place: str = entity.id
                return place
        sites = (entity.id for at in told.sites if (entity := self.speakers.at[at]) is not None)
        return next((id for id in sites if id not in parties), None)
