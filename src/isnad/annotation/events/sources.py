"""Who says what a statement tells, as an event has it: a body of a country is the country."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from isnad.annotation.events.bodies import Bodies
from isnad.annotation.events.cast import Cast
from isnad.annotation.events.grounds import Grounds
from isnad.annotation.statements.introduced import country_of
from isnad.annotation.statements.speakers import Speakers
from isnad.languages.folding import fold
from isnad.model import Statement

_GOVERNMENT = frozenset(map(fold, ("الحكومية", "الأمن", "الأمنية", "المسلحة", "النظامية")))  # whose forces are the state's


class Sources:
    """Knows who speaks in a text."""

    def __init__(self, speakers: Speakers, statements: Sequence[Statement], cast: Cast, bodies: Bodies, grounds: Grounds) -> None:
        self.speakers, self.syntax, self.tokens = speakers, speakers.syntax, speakers.tokens
        self.statements, self.cast, self.bodies, self.grounds = statements, cast, bodies, grounds

    def statement(self, at: int) -> int | None:
        """Return the innermost statement in whose content a word stands."""
        return self._innermost.get(at)

    def speaker(self, statement: Statement, at: int) -> tuple[str, ...]:
        """Return who says what a word of saying tells, as an event has it: a body of a country is the country."""
        if statement.source_id.startswith("unnamed"):
            return ()
        place = statement.source.start if statement.source is not None else -1
        entity = next((e for e in self.bodies.of_id.get(statement.source_id, ()) if e.start <= place < e.end), None)
        if entity is None and statement.source_id.rpartition("-")[2] in _GOVERNMENT:
            return self.grounds.authority(at)
        if entity is not None and entity.type == "ORG":
            first = max(0, bisect_right(self.tokens.starts, entity.start) - 1)
            at = next(i for i in range(first, len(self.speakers.at)) if self.speakers.at[i] is entity)
            return (self.bodies.side(entity, at),)
        if entity is None and (known := self._meant(statement)) is not None:
            return (known,)
        return ((country_of(entity) if entity is not None else None) or statement.source_id,)

    def _meant(self, statement: Statement) -> str | None:
        """Return whom a source without a name of its own means: by surname, or as the union or company of the article."""
        if statement.source is None or statement.source_id in self.bodies.of_id:
            return None
        kind, _, name = statement.source_id.partition("-")
        if kind == "per":
            named = {id for id in self.bodies.of_surname.get(name.rpartition("-")[2], ()) if id.endswith(f"-{name}")}
            return named.pop() if len(named) == 1 else None
        first = max(0, bisect_right(self.tokens.starts, statement.source.start) - 1)
        near = (at for at in range(first, len(self.tokens)) if self.tokens.span(at, at + 1).end > statement.source.start)
        phrase = self.syntax.phrase_of(next(near, 0))
        return self.cast.body(phrase) if phrase is not None else None

    @cached_property
    def _innermost(self) -> dict[int, int]:
        """For each word that is told in a statement the innermost one: the shortest, the first of several."""
        starts, found = self.tokens.starts, dict[int, int]()
        sizes = [(statement.content.end - statement.content.start, i) for i, statement in enumerate(self.statements)]
        for _, i in sorted(sizes, reverse=True):
            content, cue = self.statements[i].content, self.statements[i].cue
            for at in range(bisect_left(starts, content.start), bisect_left(starts, content.end)):
                if not cue.start <= starts[at] < cue.end:
                    found[at] = i
        return found
