"""Which person is meant where his name stands behind his office, or by his surname alone."""

from functools import cached_property

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.speakers import Speakers
from isnad.languages.deeds import deed_words
from isnad.languages.frames import of_noun, of_verb
from isnad.languages.lexicon import analyses

_OF_STATE = deed_words("of-state")
_APPOSITION = 8  # words within which a name stands behind an office


class Persons:
    """Knows the persons that a text names."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers, self.syntax = speakers, speakers.syntax

    def is_of_state(self, phrase: Phrase) -> bool:
        """Whether a phrase without a name means those who serve a state: «رجال الدرك», «شرطة مكافحة الشغب», «محكمة»."""
        return any(self.speakers.bare(at) in _OF_STATE for at in range(phrase.first, min(phrase.first + 2, phrase.last)))

    def in_apposition(self, phrase: Phrase) -> str | None:
        """Return the person whose name stands right behind his office: «المنسق الأعلى للسياسة الخارجية خافيير سولانا»."""
        if not self.speakers.is_office(phrase) or self.is_of_state(phrase):
            return None
        head = self.speakers.head(phrase)
        senses, found = self.speakers.senses(head), self.speakers.read[head].analysis
        if "group" in senses and "person" not in senses:
            return None  # «أفرجت السلطات عن الباحث لوي أرنو»
        if found is not None and found.number == "p" and found.pos == "participle":
            return None  # «رفع المتظاهرون صور رئيس الحكومة سامي راشد»
        end = self.syntax.clauses[self.syntax.clause_at[phrase.first]].last
        speaker = self.speakers.speaker(phrase, min(phrase.last + _APPOSITION, end))
        if speaker.phrase is None or speaker.phrase.first < phrase.last or speaker.unnamed:
            return None
        return speaker.ids[0] if self._goes_on(phrase.last, speaker.phrase.first) else None

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether no phrase of its own stands between an office and a name: in «أوقفت السلطات رئيس البلدية …» one does.

        Nor may the name be part of one: «قرر الوزير [إقالة العميد سامي راشد]», «أطاح جنود [بالرئيس محمد بازوم]».
        """
        between = (
            phrase
            for at in range(first, last + 1)
            if (phrase := self.syntax.phrase_from(at)) is not None and not self._is_in_body(at)
        )
        return all(self._is_of_office(phrase, last) and not self._tells(phrase) for phrase in between)

    def _is_in_body(self, at: int) -> bool:
        """Whether a word goes on with the name of a body: «رئيس الاتحاد التونسي [لكرة القدم]»."""
        entity = self.speakers.at[at]
        return entity is not None and entity.type == "ORG" and not self.speakers.first_of(entity, at)

    def _is_of_office(self, phrase: Phrase, name: int) -> bool:
        """Whether a phrase before a name, or around it, says of what somebody is the head: «[للسياسة الخارجية] خافيير سولانا»."""
        governed = self.syntax.governed(phrase)
        return phrase.last <= name if governed and governed.preposition != "ل" else bool(governed) or phrase.last > name

    def _tells(self, phrase: Phrase) -> bool:
        """Whether a phrase begins with a noun that tells an event."""
        return bool(of_noun(self.speakers.bare(phrase.first))) or self.is_deed(phrase.first)

    def is_deed(self, at: int) -> bool:
        """Whether a word can be the verbal noun of a deed."""
        return any(found.pos == "masdar" and of_verb(found.lemma.source) for found in analyses(self.speakers.bare(at)))

    def by_surname(self, phrase: Phrase) -> str | None:
        """Return the person whose surname stands in a phrase where no name has been found: a headline's «توقيف الشدراوي»."""
        if not self._surnames:
            return None
        words = (self.speakers.whole(at) for at in range(phrase.first, phrase.last) if self.speakers.at[at] is None)
        return next((self._surnames[word] for word in words if word in self._surnames), None)

    @cached_property
    def _surnames(self) -> dict[str, str]:
        """The person of each surname that one person of the article alone has."""
        found: dict[str, set[str]] = {}
        for at, entity in enumerate(self.speakers.at):
            if entity is None or entity.type != "PER" or self.speakers.first_of(entity, at):
                continue
            if self.speakers.end_of(at) == at + 1:
                found.setdefault(self.speakers.whole(at), set()).add(entity.id)
        return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1 and not analyses(word)}
