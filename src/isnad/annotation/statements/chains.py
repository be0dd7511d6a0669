"""On whose word: the chain of sources from who speaks to who passed it on, and who else may have spoken."""

from collections.abc import Sequence

from isnad.annotation.statements.said import Part, Said
from isnad.languages.naming import context


class Chains(Part):
    """The chains of the statements of one text."""

    def of(self, said: Said, seen: Sequence[Said] = ()) -> list[str]:
        """Return who speaks, the outlets to which he spoke, and those in whose statements this one stands, outwards."""
        chain = [said.ids, *(id for id in said.media if id != said.ids)]
        around = self._around(said, seen)
        if (
            around is None
            and said.antecedent is not None
            and said.antecedent not in seen
            and self.text.one_sentence(said, said.antecedent)
        ):
            return chain + [id for id in self.of(said.antecedent, [*seen, said])[1:] if id not in chain]
        if around is not None:
            chain += [id for id in self.of(around, [*seen, said]) if id not in chain]
        return chain

    def _around(self, said: Said, seen: Sequence[Said]) -> Said | None:
        at = said.cue.first
        found = [
            other
            for other in self.text.said
            if other.cue is not said.cue
            and other not in seen
            and other.content.first <= at < other.content.last
            and not (said.content.first <= other.cue.first < said.content.last)
        ]
        return min(found, key=lambda other: other.content.last - other.content.first, default=None)

    def candidates(self, said: Said) -> tuple[str, ...]:
        """Return the two who may speak where no subject is named: both spoke in the sentence before, and both agree."""
        last = said.antecedent
        lemma = self.text.lemma(said.cue.first)
        if last is None or lemma in context("goes-on") or self.text.one_sentence(said, last):
            return ()
        rivals = [
            other.ids
            for other in self.text.said
            if self.text.one_sentence(other, last)
            and other.cue.first < last.cue.first
            and other.ids != last.ids
            and other.cue.kind == "verb"
            and not other.speaker.unnamed
            and (other.speaker.gender, other.speaker.number) == (last.speaker.gender, last.speaker.number)
        ]
        return (last.ids, *dict.fromkeys(rivals)) if rivals else ()
