"""Who can do what a verb tells: by gender and number, by what names and nouns of time can be."""

import re
from collections.abc import Sequence
from functools import cached_property

from isnad.annotation.clauses import Syntax, is_time
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.speakers import OWNERS
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context, gender_of
from isnad.model import Entity

_YEAR = re.compile("(?:19|20)[0-9]{2}")


class Agreement:
    """Tells the parties of a text's clauses apart; ``entities`` has one for each word."""

    def __init__(self, syntax: Syntax, entities: Sequence[Entity | None]) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.entities = entities

    def is_party(self, phrase: Phrase) -> bool:
        """Whether a phrase is, from its first word on, the name of somebody who can act."""
        entity = self.entities[phrase.first]
        return entity is not None and entity.type in ("GPE", "ORG", "PER")

    def is_named(self, phrase: Phrase) -> bool:
        """Whether a phrase names somebody who can act, or whose he is: «وزير المالية التونسي»."""
        return any(self.entities[at] is not None for at in range(phrase.first, phrase.last))

    def is_land(self, at: int) -> bool:
        """Whether a word is the name of a country or a town, whatever else it can be: «بكين» are no two beys."""
        entity = self.entities[at]
        return entity is not None and entity.type == "GPE"

    def is_definite(self, at: int) -> bool:
        """Whether a word has the article."""
        return self.syntax.wholes[at].startswith("ال")

    def agrees(self, at: int, phrase: Phrase) -> bool:
        """Whether a phrase behind a verb can be its subject: «فأدانت رجل الأعمال» and «اعتقلوا مدير المصنع» have another."""
        verb, noun = self.read[at].analysis, self.read[phrase.first].analysis
        if verb is not None and verb.person == "1":
            return False  # «لم نزوّد الجيش السوداني بالسلاح»
        if verb is None or noun is None or self.read[phrase.first].tag not in "NA" or self.is_land(phrase.first):
            return True
        if verb.person in ("1", "2") or verb.number != "s":
            return False
        return noun.number == "p" or not (verb.gender and noun.gender) or verb.gender == noun.gender

    def disagrees(self, at: int, phrase: Phrase) -> bool:
        """Whether a name behind a verb of its sentence's going on has the other gender: «ومنعت الشناوي», «بعد أن اتهم الرباط»."""
        verb, entity = self.read[at].analysis, self.entities[phrase.first]
        if verb is None or entity is None or verb.number != "s" or verb.person in ("1", "2") or verb.tense != "past":
            return False
        if self._is_hers(at):
            return False
        form = self.syntax.wholes[phrase.first]
        if entity.type == "GPE":
            return verb.gender == "m" and entity.id.isupper() and gender_of(form, "GPE") == "f"
        return entity.type == "PER" and verb.gender == "f" and (gender_of(form, "PER") == "m" or self._family_of_man(entity))

    def is_other(self, at: int, phrase: Phrase) -> bool:
        """Whether a phrase behind a verb is somebody of the other gender: «أدانت [رجل الأعمال]» (no leg, «رجل», convicts)."""
        noun, verb = self.read[phrase.first].analysis, self.read[at].analysis
        if self.read[phrase.first].tag == "Q" and phrase.size > 1 and verb is not None:
            counted, form = self.read[phrase.first + 1].analysis, self.tokens.forms[phrase.first + 1]
            many = any(found.number == "p" and found.pos == "noun" for found in analyses(form))  # «قدمت [عدة دول] مساعدات»
            other = counted is not None and verb.gender == "f" and counted.gender == "m" and counted.number == "s"
            return other and not many  # «نفت أن تكون باعت [أي سلاح]»
        if noun is None or noun.number != "s" or self.agrees(at, phrase):
            return False
        she = noun.gender == "f" and self.tokens.forms[phrase.first].endswith("ه") and not self._is_hers(at)
        return noun.lemma.sense == "person" or she  # «وأدرج … [شركة]»

    def follows(self, at: int, phrase: Phrase) -> bool:
        """Whether a phrase stands right behind a verb and can be its subject."""
        own = phrase.first == at + 1 and not self.read[at].pronoun
        return own and self.agrees(at, phrase) and not self.disagrees(at, phrase)

    def fits(self, phrase: Phrase, pronoun: str) -> bool:
        """Whether a pronoun can mean a phrase: «طهران، التي احتجزته» held another."""
        entity, wanted = self.entities[phrase.first], OWNERS.get(pronoun, ("", ""))[0]
        if entity is None or entity.type != "GPE" or not wanted:
            return True
        return wanted == gender_of(self.syntax.wholes[phrase.first], "GPE")

    def _is_hers(self, at: int) -> bool:
        """Whether a verb can be a present of «she», or is no past: «تزوّد الجزائر», which was read as a past."""
        verb = self.read[at].analysis
        return verb is None or verb.tense != "past" or self.tokens.forms[at][len(self.read[at].particles) :].startswith("ت")

    def _family_of_man(self, entity: Entity) -> bool:
        """Whether a person's name begins elsewhere with a man's given name: «الشناوي» is «ممدوح الشناوي»."""
        return entity.id in self._men

    @cached_property
    def _men(self) -> frozenset[str]:
        return frozenset(
            entity.id
            for at, entity in enumerate(self.entities)
            if entity is not None and entity.type == "PER" and gender_of(self.syntax.wholes[at], "PER") == "m"
        )

    def is_span(self, phrase: Phrase) -> bool:
        """Whether a phrase says when or how long: «أمس», «خمس سنوات»."""
        counted = next((at for at in range(phrase.first, phrase.last) if self.read[at].tag != "K"), None)
        if (
            counted is None
            and phrase.size == 1
            and _YEAR.fullmatch(self.tokens.bare(phrase.first, len(self.read[phrase.first].particles)))
        ):
            return True  # «بين عامي 2007 [و2017]»
        if counted is None or counted == phrase.first:
            form = self.syntax.wholes[phrase.first]
            return is_time(self.syntax, phrase) or form in context("time")  # «ومساء الأحد»
        return any(noun.pos == "noun" and noun.lemma.sense == "time" for noun in analyses(self.tokens.forms[counted]))

    def is_when(self, phrase: Phrase) -> bool:
        """Whether a phrase says when, with the article too: «الشهر الماضي»."""
        first = phrase.first + (self.read[phrase.first].tag == "D" and phrase.size > 1)  # «هذا [الشهر]»
        senses = {found.lemma.sense for found in analyses(self.tokens.forms[first]) if found.pos == "noun"}
        return self.is_span(phrase) or senses == {"time"}
