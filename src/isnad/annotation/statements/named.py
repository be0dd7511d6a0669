"""Which entity is named at each word of a text, and by which word a phrase says who is meant."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache

from isnad.annotation.clauses import Syntax
from isnad.annotation.phrases import Phrase
from isnad.languages.lexicon import analyses
from isnad.model import Entity

SPEAK = ("PER", "ORG", "GPE")  # types of entities that can say something
_COUNTERS = "KQ"  # tags of numbers and quantifiers
_COUNTED = 24  # words of a phrase among which its head is looked for: a number written out has a dozen
_QUANTIFIERS = frozenset(
    ("احد", "احدي", "عدد", "كل", "كلا", "كلتا", "بعض", "غالبيه", "معظم", "ذات", "نفس")
)  # nouns that quantify


class Named:
    """The entities of one text by its words: ``at`` has one for each word, None where none is named."""

    def __init__(self, syntax: Syntax, entities: Sequence[Entity]) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.entities = entities
        starts = self.tokens.starts
        self.at: list[Entity | None] = [None] * len(self.tokens)
        for entity in entities:
            first = max(0, bisect_right(starts, entity.start) - 1)
            for at in range(first, bisect_left(starts, entity.end)):
                self.at[at] = entity

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The words of names of bodies that stand in quotation marks, and those alone in brackets."""
        depths, gaps = self.syntax.depths, self.tokens.gaps
        return frozenset(
            at
            for at, entity in enumerate(self.at)
            if (entity is not None and entity.type == "ORG" and depths[at] > 0 and self._alone(at))
            or (gaps[at].endswith("(") and self._is_bracketed(at))
        )

    def _is_bracketed(self, at: int) -> bool:
        """Whether a word stands alone in brackets: «وكالة الأنباء (نبأ)»."""
        return self.tokens.gap(at).endswith("(") and at + 1 < len(self.at) and self.tokens.gap(at + 1).startswith(")")

    def _alone(self, at: int) -> bool:
        """Whether the name at a word is all that its quotation has."""
        first, last = at, self.end_of(at)
        while first > 0 and self.at[first - 1] is self.at[at]:
            first -= 1
        opens = first == 0 or self.syntax.depths[first - 1] < self.syntax.depths[at]
        return opens and (
            last == len(self.at) or self.syntax.depths[last] < self.syntax.depths[at] or self.syntax.gaps[last] != ""
        )

    def is_person(self, id: str) -> bool:
        """Whether an id is that of a person whom the text names."""
        return id in self._people

    @cached_property
    def _people(self) -> frozenset[str]:
        return frozenset(entity.id for entity in self.entities if entity.type == "PER")

    def first_of(self, entity: Entity, at: int) -> bool:
        """Whether a word is the first of an entity's."""
        return at == 0 or self.at[at - 1] is not entity

    def is_first(self, at: int) -> bool:
        """Whether a word is the first of any entity's."""
        entity = self.at[at]
        return entity is not None and self.first_of(entity, at)

    def begins(self, at: int) -> Entity | None:
        """Return the entity that can speak and whose first word a word is."""
        entity = self.at[at]
        return entity if entity is not None and entity.type in SPEAK and self.first_of(entity, at) else None

    def end_of(self, at: int) -> int:
        """Return the word behind the entity in which a word stands."""
        last = at
        while last < len(self.at) and self.at[last] is self.at[at]:
            last += 1
        return last

    def entity(self, phrase: Phrase, types: Sequence[str]) -> Entity | None:
        """Return the first entity of some types in a phrase."""
        return next((e for at in range(phrase.first, phrase.last) if (e := self.at[at]) is not None and e.type in types), None)

    def head(self, phrase: Phrase) -> int:
        """Return the word that says who is meant: behind numbers and quantifiers («ثلاثة شهود», «بعض المحللين»)."""
        at, counts = phrase.first, self._counts
        if at + 1 >= phrase.last or not counts[at]:
            return at
        last = min(phrase.last, at + _COUNTED)
        while at + 1 < last and counts[at]:
            at += 1 + (at + 2 < phrase.last and self.tokens.forms[at + 1] == "من")  # «اثنان من المسؤولين»
        return at

    def whole(self, at: int) -> str:
        """Return a word's folded form without particles."""
        return self.syntax.wholes[at]

    def bare(self, at: int) -> str:
        """Return a word's folded form without particles, article and pronoun."""
        return self.syntax.bares[at]

    @cached_property
    def _counts(self) -> list[bool]:
        """For each word whether it is a number or a quantifier."""
        words = zip(self.read, self.syntax.bares, strict=True)
        return [reading.tag in _COUNTERS or form in _QUANTIFIERS for reading, form in words]

    def senses(self, at: int) -> frozenset[str]:
        """Return the kinds of things that a noun can stand for."""
        return _senses(self.tokens.forms[at], self.read[at].particles)


@lru_cache(maxsize=1 << 14)
def _senses(form: str, particles: str) -> frozenset[str]:
    return frozenset(a.lemma.sense for a in analyses(form) if a.particles == particles and a.pos == "noun")
