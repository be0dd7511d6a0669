"""Whom a pronoun behind a verb or a preposition means, and «the latter»: the party named last that agrees and does not act."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.speakers import OWNERS
from isnad.languages.folding import fold
from isnad.languages.naming import gender_of
from isnad.model import Entity

LATTER = {fold("الأخير"): "ه", fold("الأخيرة"): "ها", fold("الأخيران"): "هما", fold("الأخيرين"): "هما"}
"""Words for the party named last, each with the pronoun that would mean it."""
_REACH = 45  # words within which a party is still meant
_ACTING = frozenset(("PER", "ORG", "GPE"))


class _Mention(NamedTuple):
    phrase: Phrase
    ids: frozenset[str]
    gender: str
    number: str


class Pronouns:
    """Knows which parties a text has named before a word; ``entities`` has one for each word."""

    def __init__(self, syntax: Syntax, entities: Sequence[Entity | None]) -> None:
        self.syntax, self.read = syntax, syntax.readings
        self.entities = entities
        self._mentions = [mention for phrase in syntax.phrases if (mention := self._mention(phrase)) is not None]
        self._firsts = [mention.phrase.first for mention in self._mentions]

    def meant(self, at: int, pronoun: str, doer: Phrase | None) -> Phrase | None:
        """Return the party that a pronoun at a word means: the last before it that agrees, in its paragraph, but not the doer."""
        gender, number = OWNERS.get(pronoun, ("", ""))
        acting = self._ids(doer) if doer is not None else frozenset[str]()
        for mention in reversed(self._mentions[: bisect_left(self._firsts, at)]):
            phrase = mention.phrase
            if at - phrase.first > _REACH or self.syntax.is_parted(phrase.last - 1, at):
                return None
            overlaps = doer is not None and phrase.first < doer.last and doer.first < phrase.last
            differs = gender and mention.gender and gender != mention.gender
            if not (overlaps or mention.ids & acting or differs or (number and mention.number != number)):
                return phrase
        return None

    def latter(self, at: int, pronoun: str) -> Phrase | None:
        """Return the party that is "the latter" of two or more named before a word."""
        last = self.meant(at, pronoun, None)
        return last if last is not None and self.meant(at, "", last) is not None else None

    def _mention(self, phrase: Phrase) -> _Mention | None:
        """Return a phrase as the mention of one who acts; a place behind «في» is none."""
        head = next((at for at in range(phrase.first, phrase.last) if self.read[at].tag not in "KQ"), phrase.first)
        entity, found = self.entities[head], self.read[head].analysis
        senses = found.lemma.sense if found is not None else ""
        if entity is not None and entity.type in _ACTING:
            governed = self.syntax.governed(phrase)
            place = entity.type == "GPE" and (not entity.id.isupper() or (governed is not None and governed.preposition == "في"))
            return None if place else _Mention(phrase, self._ids(phrase), self._gender(head, entity), self._number(head))
        last = self.entities[phrase.last - 1]
        if last is not None and last.type == "PER":  # «رئيس الوزراء الإسرائيلي بنيامين نتنياهو»
            first = next(at for at in range(phrase.first, phrase.last) if self.entities[at] is last)
            return _Mention(phrase, self._ids(phrase), self._gender(first, last), "s")
        if senses in ("person", "group") and (ids := self._ids(phrase)):
            return _Mention(phrase, ids, found.gender if found is not None else "", self._number(head))
        return None

    def _ids(self, phrase: Phrase) -> frozenset[str]:
        return frozenset(entity.id for entity in self.entities[phrase.first : phrase.last] if entity is not None)

    def _number(self, head: int) -> str:
        found = self.read[head].analysis
        named = self.entities[head] is not None and self.entities[head - 1] is not self.entities[head]
        return found.number if found is not None and not named and found.number in ("d", "p") else "s"

    def _gender(self, at: int, entity: Entity) -> str:
        """Return the gender of a name; that of a body is its head's."""
        found = self.read[at].analysis
        if entity.type in ("GPE", "PER"):
            return gender_of(self.syntax.wholes[at], entity.type)
        return found.gender if found is not None and self.read[at].tag in "NA" else ""
