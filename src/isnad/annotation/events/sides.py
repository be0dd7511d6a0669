"""The two between whom the matter of an article is: at talks, at war, in what they do together."""

from collections import Counter
from collections.abc import Set
from functools import cached_property

from isnad.annotation.events.bodies import Bodies, Named
from isnad.annotation.events.cast import ARMED, Cast
from isnad.annotation.events.extents import Extents
from isnad.annotation.events.told import is_land
from isnad.annotation.statements.introduced import country_of
from isnad.annotation.statements.speakers import Speakers


class Sides:
    """Counts the parties of a text; ``ids`` tells who a phrase means with those joined to it, ``named`` who it means alone."""

    def __init__(self, speakers: Speakers, cast: Cast, bodies: Bodies, extents: Extents, ids: Named, named: Named) -> None:
        self.speakers, self.syntax, self.read = speakers, speakers.syntax, speakers.read
        self.cast, self.bodies, self.extents, self.ids, self._named = cast, bodies, extents, ids, named
        self.met: tuple[str, ...] = ()  # the parties of the first deed that the article tells of two
        self.pairing = False  # whether they are being counted
        self.asked = 0  # how often it depended on the two sides who is meant

    @property
    def two(self) -> tuple[str, ...]:
        """The parties between whom the article's matter is: who most often stand behind «بين» or do something together."""
        self.asked += 1
        return self.met if self.pairing else self._pairs or self.met or self._insurgency

    @cached_property
    def _insurgency(self) -> tuple[str, ...]:
        """The armed group of the article and the state that it fights, as its nationality says: «حركة الراية التشادية»."""
        group = self.cast.rebels
        for at, entity in enumerate(self.speakers.at):
            if group is None or entity is None or entity.id != group or not self.speakers.first_of(entity, at):
                continue
            end = self.speakers.end_of(at)
            behind = self.speakers.at[end] if end < len(self.read) else None
            state = self.bodies.state(behind) if behind is not None and behind.type == "NORP" else self.speakers.nationality(at)
            if state is not None and state != group:
                return (state, group)
        return ()

    @cached_property
    def _pairs(self) -> tuple[str, ...]:
        self.pairing = True  # «الجانبان» among those who are counted must not ask who the two sides are
        found = self._counted_pairs()
        self.pairing = False
        return found

    def _counted_pairs(self) -> tuple[str, ...]:
        """Return who most often stand behind «بين», else who most often do something together."""
        behind = (
            governed.phrase
            for phrase in self.syntax.phrases
            if (governed := self.syntax.governed(phrase)) and governed.preposition == "بين"
        )
        joint = [clause.subject for clause in self.syntax.clauses if clause.subject is not None]
        persons = {entity.id for entity in self.speakers.entities if entity.type == "PER"}
        for phrases in (behind, joint):
            named = (
                self.ids(self.extents.whole(phrase))
                for phrase in phrases
                if not self.speakers.names_both(self.speakers.head(phrase))
            )
            pairs = Counter(ids for ids in named if len(ids) > 1 and not persons & {*ids})
            if pairs and (phrases is not joint or len(pairs) < 2 or pairs.most_common(1)[0][1] > 1):
                return pairs.most_common(1)[0][0]
        return ()

    @cached_property
    def armed(self) -> tuple[str, ...]:
        """The two whose soldiers or fighters the article names most; () where it names those of one alone."""
        votes: Counter[str] = Counter()
        for phrase in self.syntax.phrases:
            if any(self.speakers.bare(at) in ARMED for at in range(phrase.first, phrase.last)):
                votes.update(self._named(phrase))
        found = tuple(id for id, _ in votes.most_common(2))
        return found if len(found) == 2 else ()

    def principals(self, but: Set[str]) -> tuple[str, ...]:
        """Return the two states or armed groups that the article names most, but for some; () where it names fewer."""
        votes: Counter[str] = Counter()
        for at, entity in enumerate(self.speakers.at):
            if entity is None or not self.speakers.first_of(entity, at) or entity.type not in ("GPE", "NORP", "ORG"):
                continue
            id = self.bodies.side(entity, at) if entity.type == "ORG" else self.bodies.state(entity)
            if id not in but and (is_land(id) or id == self.cast.rebels):
                votes[id] += 1
        found = tuple(id for id, _ in votes.most_common(2))
        return found if len(found) == 2 else ()

    def two_states(self) -> tuple[str, ...]:
        """Return the two states of which the article speaks most, () where it speaks more of a company or an armed group."""
        states = self.speakers.both()
        named = Counter(country for entity in self.speakers.entities if (country := country_of(entity)))
        body = max((len(self.bodies.of_id.get(id or "", ())) for id in (self.cast.company, self.cast.rebels)), default=0)
        return states if all(named[state] >= body for state in states) else ()
