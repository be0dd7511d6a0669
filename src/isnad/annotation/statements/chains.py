"""On whose word: the chain of sources from who speaks to who passed it on, and who else may have spoken."""

from collections.abc import Sequence

from isnad.annotation.statements.said import Part, Said
from isnad.languages.naming import context


class Chains(Part):
    """The chains of the statements of one text."""

    def of(self, said: Said, seen: Sequence[Said] = ()) -> list[str]:
        """Return who speaks, the outlets to which he spoke, and those in whose statements this one stands, outwards."""
        chain = list(dict.fromkeys((said.ids, *said.media)))
        around, before = self._around(said, seen), said.antecedent
        further: list[str] = []
        if around is not None:
            further = self.of(around, [*seen, said])
        elif before is not None and before not in seen and self._goes_on(said, before):
            further = self.of(before, [*seen, said])[1:]
        return chain + [id for id in further if id not in chain]

    def _goes_on(self, said: Said, before: Said) -> bool:
        """Whether a statement is made to the outlet to which its speaker spoke before: in one sentence, or «وتابع: …»."""
        return self.text.one_sentence(said, before) or self.text.verb(said.cue) in context("goes-on")

    def _around(self, said: Said, seen: Sequence[Said]) -> Said | None:
        """Return the closest statement in whose content a cue stands, not the other way round."""
        at = said.cue.first
        found = [
            other
            for other in self.text.said
            if other.cue is not said.cue
            and other not in seen
            and (other.content.first <= at < other.content.last or self._takes_up(other, said))
            and not (said.content.first <= other.cue.first < said.content.last)
        ]
        return min(found, key=lambda other: other.content.last - other.content.first, default=None)

    def _takes_up(self, other: Said, said: Said) -> bool:
        """Whether a statement is of what another before it in its sentence has told: «نفت [ما راج عن …]»."""
        rumour = said.speaker.unnamed and self.text.is_aside(said)
        return rumour and other.cue.first < said.cue.first and other.content.first == said.content.first

    def candidates(self, said: Said) -> tuple[str, ...]:
        """Return the two who may speak where no subject is named: both spoke in the sentence before, and both agree."""
        last = said.antecedent
        if last is None or self.text.verb(said.cue) in context("goes-on") or self.text.one_sentence(said, last):
            return ()
        rivals = [other.ids for other in self.text.said if self._rivals(other, last)]
        return (last.ids, *dict.fromkeys(rivals)) if rivals else ()

    def _rivals(self, other: Said, last: Said) -> bool:
        """Whether somebody else spoke before the last speaker, in his sentence, of the same gender and number."""
        earlier = other.cue.first < last.cue.first and self.text.one_sentence(other, last)
        by_verb = other.cue.kind == "verb" and not other.speaker.unnamed
        agree = (other.speaker.gender, other.speaker.number) == (last.speaker.gender, last.speaker.number)
        return earlier and by_verb and agree and other.ids != last.ids
