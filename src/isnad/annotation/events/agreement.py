"""Where a party ends in a clause, and who can do what its verb tells: by gender and number, by names and quotation marks."""

from collections.abc import Sequence
from functools import cached_property

from isnad.annotation.clauses import Syntax
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.complements import is_time
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context, genders
from isnad.model import Entity


class Agreement:
    """Tells the parties of a text's clauses apart."""

    def __init__(self, syntax: Syntax, entities: Sequence[Entity | None]) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.entities = entities

    def _is_party(self, phrase: Phrase) -> bool:
        """Whether a phrase is, from its first word on, the name of somebody who can act."""
        entity = self.entities[phrase.first]
        return entity is not None and entity.type in ("GPE", "ORG", "PER")

    def _agrees(self, at: int, phrase: Phrase) -> bool:
        """Whether a phrase behind a verb can be its subject: «فأدانت رجل الأعمال» and «اعتقلوا مدير المصنع» have another."""
        verb, noun = self.read[at].analysis, self.read[phrase.first].analysis
        if verb is None or noun is None or self.read[phrase.first].tag not in "NA" or self._is_land(phrase.first):
            return True
        if verb.person in ("1", "2") or verb.number != "s":
            return False
        return noun.number == "p" or not (verb.gender and noun.gender) or verb.gender == noun.gender

    def _is_land(self, at: int) -> bool:
        """Whether a word is the name of a country or a town, whatever else it can be: «بكين» are no two beys."""
        entity = self.entities[at]
        return entity is not None and entity.type == "GPE"

    def _is_span(self, phrase: Phrase) -> bool:
        """Whether a phrase says when or how long: «أمس», «خمس سنوات»."""
        counted = next((at for at in range(phrase.first, phrase.last) if self.read[at].tag != "K"), None)
        if counted is None or counted == phrase.first:
            form = self.tokens.bare(phrase.first, len(self.read[phrase.first].particles))
            return is_time(self.syntax, phrase) or form in context("time")  # «ومساء الأحد»
        return any(noun.pos == "noun" and noun.lemma.sense == "time" for noun in analyses(self.tokens.forms[counted]))

    def _is_other(self, at: int, phrase: Phrase) -> bool:
        """Whether a phrase behind a verb is somebody of the other gender: «أدانت [رجل الأعمال]» (no leg, «رجل», convicts)."""
        noun, verb = self.read[phrase.first].analysis, self.read[at].analysis
        if self.read[phrase.first].tag == "Q" and phrase.size > 1 and verb is not None:
            counted = self.read[phrase.first + 1].analysis  # «نفت أن تكون باعت [أي سلاح]»
            return counted is not None and verb.gender == "f" and counted.gender == "m" and counted.number == "s"
        if noun is None or noun.number != "s" or self._agrees(at, phrase):
            return False
        she = noun.gender == "f" and self.tokens.forms[phrase.first].endswith("ه") and not self._is_hers(at)
        return noun.lemma.sense == "person" or she  # «وأدرج … [شركة]»

    def _disagrees(self, at: int, phrase: Phrase) -> bool:
        """Whether a name behind a verb of its sentence's going on has the other gender: «ومنعت الشناوي», «بعد أن اتهم الرباط»."""
        verb, entity = self.read[at].analysis, self.entities[phrase.first]
        if verb is None or entity is None or verb.number != "s" or verb.person in ("1", "2") or verb.tense != "past":
            return False
        if self._is_hers(at):
            return False
        form = self.tokens.bare(phrase.first, len(self.read[phrase.first].particles))
        if entity.type == "GPE":
            return verb.gender == "m" and entity.id.isupper() and form not in context("masculine-country")
        return entity.type == "PER" and verb.gender == "f" and (_is_of_man(form) or self._family_of_man(entity))

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
            if entity is not None and entity.type == "PER" and _is_of_man(self.tokens.bare(at, len(self.read[at].particles)))
        )

    def _end_of_party(self, phrase: Phrase) -> int | None:
        """Return where a second party begins in a phrase: «زودت [كوريا الشمالية] [روسيا]»."""
        named: Entity | None = None
        for at in range(phrase.first, phrase.last):
            entity, reading = self.entities[at], self.read[at]
            name = entity if entity is not None and entity.type in ("GPE", "PER", "ORG") else None
            if at > phrase.first and not reading.particles and self.tokens.forms[at] in context("both") and self._closes(at - 1):
                return at  # «طالب [مجلس التعاون الخليجي] [البلدين]»
            if at > phrase.first and self.tokens.forms[at - 1] in context("standing-body") and self._is_another(at):
                return at  # «أوقفت [الشرطة] [سبعة]», «أوقفت [السلطات] [المدير]»
            if at > phrase.first and self._is_marked_object(at):
                return at  # «استهدفت [غارة] [معسكراً]»
            if at > phrase.first and self._quotes_another(at):
                return at  # «اتهم [السلحدار] [«النورس»]»
            if at > phrase.first and not reading.particles and (entity is None or entity is not named):
                first_named = self.entities[phrase.first] is named  # «رئيس بنك الأرخبيل رامز الشدراوي» is one party
                if name is not None and named is not None and name.id != named.id and (name.type != "PER" or first_named):
                    return at
                if (
                    name is not None
                    and name.type == "GPE"
                    and reading.tag == "M"
                    and at - phrase.first > 1
                    and self._is_described(at - 1)
                ):
                    return at  # «زار [وزير الدفاع الكيني] [باريس]»
                common = reading.tag == "N" or (reading.tag == "M" and self._is_two_of(at))
                if entity is None and common and (self._is_land(at - 1) if self._is_definite(at) else self._closes(at - 1)):
                    return at  # «وانتقدت [بكين] [الرسوم]»
            named = name or named
        return None

    def _is_marked_object(self, at: int) -> bool:
        """Whether a noun is written as an object, and counts or describes nothing before it: «معسكراً», but «خمسين طناً»."""
        accusative = self.tokens.quote(at).endswith(("اً", "ًا")) and self.read[at].tag in "NA" and not self.read[at].particles
        before = self.tokens.quote(at - 1)
        plain = self.read[at - 1].tag == "N" and not self._is_definite(at - 1) and not before.endswith(("اً", "ًا", "ين", "ون"))
        return accusative and plain and self.entities[at] is None

    def _is_two_of(self, at: int) -> bool:
        """Whether an unknown word is a noun in the dual before what it is of: «أوكرانيا [منظومتي] دفاع»."""
        form = self.tokens.forms[at]
        return form.endswith("تي") and any(found.pos in ("noun", "participle") for found in analyses(form[:-2] + "ه"))

    def _is_another(self, at: int) -> bool:
        """Whether a number or a noun with the article stands at a word, which is nothing that a body before it is of."""
        tag = self.read[at].tag
        return not self.read[at].particles and (
            tag == "K" or (tag == "N" and self._is_definite(at) and self.entities[at] is None)
        )

    def _quotes_another(self, at: int) -> bool:
        """Whether quotation marks open behind a person's name: what they hold is no part of it."""
        if self.syntax.gaps[at] not in ("opening", "quote"):
            return False
        before = self.entities[at - 1]
        return self.read[at - 1].tag == "M" if before is None else before.type == "PER" and self.entities[at] is not before

    def _is_definite(self, at: int) -> bool:
        return self.tokens.bare(at, len(self.read[at].particles)).startswith("ال")

    def _is_described(self, at: int) -> bool:
        """Whether a word is a definite adjective."""
        return self.read[at].tag == "A" and self._is_definite(at)

    def _closes(self, at: int) -> bool:
        """Whether a name or a definite adjective ends what a noun is of: what follows without an article is no part of it."""
        entity = self.entities[at]
        national = entity is not None and entity.type == "NORP" and self.read[at].tag == "A"  # «أنزلت [طائرات أردنية] [مساعدات]»
        return self._is_described(at) or national or (entity is not None and entity.type in ("GPE", "PER"))


def _is_of_man(form: str) -> bool:
    """Whether a folded form is a man's given name, and no woman's."""
    return form in genders("male") and form not in genders("female")
