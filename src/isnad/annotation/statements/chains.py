"""On whose word: the chain of sources from who speaks to who passed it on, and who else may have spoken."""

from collections.abc import Sequence
from functools import cached_property

from isnad.annotation.statements.said import Part, Said
from isnad.languages.naming import context

_LONGEST = 12  # statements in one another that a chain leads through: none that a person wrote has more


class Chains(Part):
    """The chains of the statements of one text."""

    def of(self, said: Said, seen: Sequence[Said] = ()) -> list[str]:
        """Return who speaks, the outlets to which he spoke, and those in whose statements this one stands, outwards."""
        chain = list(dict.fromkeys((said.ids, *said.media)))
        if len(seen) == _LONGEST:
            return chain
        around, before = self._around(said, seen), said.antecedent
        further: list[str] = []
        if around is not None:
            further = self.of(around, [*seen, said])
        elif before is not None and before not in seen and self._goes_on(said, before):
            known = self._found.get(id(before))  # of a row of statements by one source each takes up the one before
            further = (self.of(before, [*seen, said]) if known is None else known)[1:]
        found = chain + [id for id in further if id not in chain]
        if not seen:
            self._found[id(said)] = found
        return found

    def _goes_on(self, said: Said, before: Said) -> bool:
        """Whether a statement is made to the outlet to which its speaker spoke before: in one sentence, or «وتابع: …»."""
        again = said.speaker.unnamed and said.rule.endswith("/again")  # «نقلت الوكالة عن طبيب …», then «وأكد الطبيب»
        return again or self.text.one_sentence(said, before) or self.text.verb(said.cue) in context("goes-on")

    def _around(self, said: Said, seen: Sequence[Said]) -> Said | None:
        """Return the closest statement in whose content a cue stands, not the other way round."""
        at, rumour = said.cue.first, said.speaker.unnamed and self.text.is_aside(said)
        numbers = {*self._holding.get(at, ()), *(self._taken_up.get(said.content.first, ()) if rumour else ())}
        found = [
            other
            for other in map(self.text.said.__getitem__, sorted(numbers))
            if other.cue is not said.cue
            and other not in seen
            and (other.content.first <= at < other.content.last or other.cue.first < at)
            and not (said.content.first <= other.cue.first < said.content.last)
        ]
        return min(found, key=lambda other: other.content.last - other.content.first, default=None)

    @cached_property
    def _found(self) -> dict[int, list[str]]:
        """The chains read so far, by the identity of their statements."""
        return {}

    @cached_property
    def _holding(self) -> dict[int, list[int]]:
        """The statements (numbers) in whose content each word stands."""
        found: dict[int, list[int]] = {}
        for number, said in enumerate(self.text.said):
            for at in range(said.content.first, said.content.last):
                found.setdefault(at, []).append(number)
        return found

    @cached_property
    def _taken_up(self) -> dict[int, list[int]]:
        """The statements (numbers) by the first word of their content: one is of what another told, «نفت [ما راج عن …]»."""
        found: dict[int, list[int]] = {}
        for number, said in enumerate(self.text.said):
            found.setdefault(said.content.first, []).append(number)
        return found

    @cached_property
    def _of_sentence(self) -> dict[int, list[Said]]:
        """The statements by the first word of the sentence of their cue."""
        found: dict[int, list[Said]] = {}
        for said in self.text.said:
            found.setdefault(self.extents.sentence_start(said.cue.first), []).append(said)
        return found

    def candidates(self, said: Said) -> tuple[str, ...]:
        """Return the two who may speak where no subject is named: both spoke in the sentence before, and both agree."""
        last = said.antecedent
        if last is None or self.text.verb(said.cue) in context("goes-on") or self.text.one_sentence(said, last):
            return ()
        near = self._of_sentence.get(self.extents.sentence_start(last.cue.first), ())
        rivals = [other.ids for other in near if self._rivals(other, last)]
        return (last.ids, *dict.fromkeys(rivals)) if rivals else ()

    def _rivals(self, other: Said, last: Said) -> bool:
        """Whether somebody else spoke in a sentence before its last speaker, of the same gender and number."""
        earlier = other.cue.first < last.cue.first
        by_verb = other.cue.kind == "verb" and not other.speaker.unnamed
        agree = (other.speaker.gender, other.speaker.number) == (last.speaker.gender, last.speaker.number)
        return earlier and by_verb and agree and other.ids != last.ids
