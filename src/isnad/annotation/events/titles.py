"""For whom a person speaks or acts: the state or the body in his title."""

from functools import cached_property

from isnad.annotation.events.bodies import Bodies, Named
from isnad.annotation.events.told import is_land
from isnad.annotation.statements.speakers import Speakers
from isnad.languages.deeds import deed_words

_GOVERNING = deed_words("governing")
_TITLED = 5  # words of a title
_TITLE = 60  # words within which stands of whom the pronoun of a title speaks


class Titles:
    """Knows the titles of the persons of a text; ``named`` tells who a phrase means."""

    def __init__(self, speakers: Speakers, bodies: Bodies, named: Named) -> None:
        self.speakers, self.syntax, self.tokens, self.read = speakers, speakers.syntax, speakers.tokens, speakers.read
        self.bodies, self._named = bodies, named

    def side_of(self, id: str) -> str:
        """Return for whom a person speaks or acts, as his title says; of anybody else, himself."""
        return self.sides.get(id, id)

    def state_of(self, id: str) -> str:
        """Return the state that a person governs or serves, as his title says; of anybody else, himself."""
        return self._states.get(id, id)

    @cached_property
    def sides(self) -> dict[str, str]:
        """For whom a person speaks or acts: the country or body named in his title, right before his name."""
        found: dict[str, str] = {}
        for at, entity in enumerate(self.speakers.at):
            if entity is None or entity.type != "PER" or not self.speakers.first_of(entity, at) or entity.id in found:
                continue
            for back in range(at - 1, max(-1, at - 8), -1):
                other = self.speakers.at[back]
                if self.tokens.breaks(back + 1) or self.read[back].tag in "VS":
                    break
                if self.read[back].pronoun and (side := self.told_of(back)):
                    found[entity.id] = side
                    break
                if other is not None and other.type in ("NORP", "ORG", "GPE"):
                    found[entity.id] = self.bodies.side(other, back)
                    break
        return found

    @cached_property
    def _states(self) -> dict[str, str]:
        """The states of those who are called a president, a minister, an ambassador, a commander of theirs."""
        found: dict[str, str] = {}
        for at, entity in enumerate(self.speakers.at):
            if entity is None or entity.type != "PER" or not self.speakers.first_of(entity, at):
                continue
            side = self.sides.get(entity.id, "")
            title = range(max(0, at - _TITLED), at)
            governs = any(self.speakers.bare(i) in _GOVERNING and not self.tokens.breaks(i + 1) for i in title)
            if is_land(side) and governs:
                found[entity.id] = side
        return found

    def told_of(self, at: int) -> str | None:
        """Return the state or body of which the pronoun of a title speaks, also across paragraphs: «الناطق باسمه العقيد …»."""
        for clause in reversed(self.syntax.clauses_between(at - _TITLE, at)):
            if clause.subject is not None and clause.subject.last <= at and clause.kind == "main":
                ids = self._named(clause.subject)
                if len(ids) == 1 and not any(e.type == "PER" for e in self.bodies.of_id.get(ids[0], ())):
                    return ids[0]
        return None
