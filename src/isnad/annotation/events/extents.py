"""Where the phrase of a party or a thing ends: before a second party, behind what it is a part of or what cuts it off."""

from collections.abc import Iterable

from isnad.annotation.clauses import Complement, is_time
from isnad.annotation.events.agreement import Agreement
from isnad.annotation.events.cast import FIGHTERS
from isnad.annotation.phrases import Phrase
from isnad.languages.deeds import deed_words
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context, titles
from isnad.model import Entity

_MEASURES = deed_words("measure")
_MEMBERS = deed_words("member")
_PARTS = FIGHTERS | deed_words("part")  # whose «من» says of whom or what there are some
_ROUNDING = 6  # words within which a number stands behind what rounds it
ROUNDERS = deed_words("rounding")


class Extents:
    """The phrases of a text as those of its parties and things."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.syntax, self.tokens, self.read = agreement.syntax, agreement.tokens, agreement.read
        self.entities = agreement.entities

    def free(self, first: int, last: int) -> Iterable[Phrase]:
        """Yield the phrases up to the next verb or conjunction that stand behind no preposition and say no time."""
        at = first
        while at < last and (self.read[at].tag not in "VSR" or at in self.syntax.rounding):
            phrase = self.syntax.phrase_from(at) if at not in self.syntax.rounding else None
            if phrase is not None and self.syntax.governed(phrase) is None and not is_time(self.syntax, phrase):
                yield phrase
            at = phrase.last if phrase is not None else at + 1

    def whole(self, phrase: Phrase) -> Phrase:
        """Return a phrase with that of which it is a part («العديد من الجنود»), or with the name that a quotation cuts off."""
        last = self._behind_nationality(self.behind_quotation(phrase))
        phrase = Phrase(phrase.first, last)
        if last < len(self.read) and self.tokens.forms[last] in context("in-name-of") and self.syntax.gaps[last] == "":
            behind = self.syntax.phrase_from(last)
            return Phrase(phrase.first, behind.last) if behind is not None else phrase  # «المتحدث [باسم الجيش الأردني]»
        if last + 1 < len(self.read) and self.syntax.gaps[last] == "":
            behind = self.syntax.phrase_of(last + 1)
            governed = self.syntax.governed(behind) if behind is not None else None
            if governed is not None and governed.at == last and self.is_part(governed):
                return Phrase(phrase.first, governed.phrase.last)
        return phrase

    def _behind_nationality(self, last: int) -> int:
        """Return where a phrase ends with the nationality behind it that was read as another word: «مئة جندي [تركي]»."""
        entity = self.entities[last] if last < len(self.read) else None
        own = entity is not None and entity.type == "NORP" and self.read[last - 1].tag in "NA" and not self.read[last].particles
        agrees = own and self.agreement.is_definite(last) == self.agreement.is_definite(last - 1)
        return last + 1 if agrees and self.syntax.gaps[last] == "" else last

    def behind_quotation(self, phrase: Phrase) -> int:
        """Return where a phrase ends that a name in quotation marks divides: «رئيس مجلس إدارة «بنك الأرخبيل» رامز الشدراوي»."""
        last, named = phrase.last, self.entities[phrase.last - 1]
        if named is not None and named.type == "GPE" and phrase.size == 1:
            return last  # «وقّعت في الرياض «اتفاقية الدفاع»»
        while (
            last < len(self.read)
            and not self._quotes_another(last)
            and self.syntax.gaps[last] in ("opening", "quote", "closing", "(")
            and last - phrase.last < 8
        ):
            name, within = self.entities[last], self.syntax.phrase_from(last)
            if name is not None and name is not self.entities[last - 1] and not self.read[last].particles:
                while last < len(self.read) and self.entities[last] is name:
                    last += 1
                continue
            if within is None or self.read[last].particles:
                break
            last = within.last
        return last

    def counted(self, at: int) -> tuple[Phrase, ...]:
        """Return what a number counts that begins at a word, past what rounds it: «إرسال [نحو 6,000 مهندس]»."""
        for place in range(at, min(at + _ROUNDING, len(self.read))):
            if self.syntax.gaps[place] != "" or (self.read[place].particles and self.read[place].tag != "P"):
                return ()
            if self.read[place].tag in "KD":
                phrase = self.syntax.phrase_of(place)
                return (self.whole(phrase),) if phrase is not None else ()
            if self.tokens.forms[place] not in ROUNDERS:
                return ()
        return ()

    def is_part(self, complement: Complement) -> bool:
        """Whether «من» says of what the noun or the number before it is a part: «العديد [من الجنود]»."""
        before = complement.at - 1
        if complement.preposition != "من" or before < 0:
            return False
        form = self.tokens.forms[before].removeprefix("ال")
        if before and self.read[before - 1].tag == "K" and form in _MEMBERS and self._is_body(complement.phrase):
            return True  # «قتل 11 قيادياً من حركة طالبان»
        return self.read[before].tag == "K" or form in _PARTS or self.is_measured(complement)

    def _is_body(self, phrase: Phrase) -> bool:
        """Whether a phrase is of an organisation, from its first or second word on: «حركة طالبان», «الشرطة الاتحادية»."""
        inside = (self.entities[at] for at in range(phrase.first, min(phrase.first + 2, phrase.last)))
        return any(entity is not None and entity.type == "ORG" for entity in inside)

    def is_measured(self, complement: Complement) -> bool:
        """Whether a complement says of what there is so much: «طن من القمح الروماني», but «طن من رومانيا» says from whom."""
        before = complement.at - 1
        if complement.preposition != "من" or before < 0:
            return False
        form = self.syntax.wholes[before].removeprefix("ال")
        return form in _MEASURES and not self.agreement.is_party(complement.phrase)

    def end_of_party(self, phrase: Phrase) -> int | None:
        """Return where a second party begins in a phrase: «زودت [كوريا الشمالية] [روسيا]»."""
        named: Entity | None = None
        for at in range(phrase.first, phrase.last):
            entity, reading = self.entities[at], self.read[at]
            name = entity if entity is not None and entity.type in ("GPE", "PER", "ORG") else None
            if at > phrase.first and not reading.particles and self.tokens.forms[at] in context("both") and self._closes(at - 1):
                return at  # «طالب [مجلس التعاون الخليجي] [البلدين]»
            if at > phrase.first and self.tokens.forms[at - 1] in context("standing-body") and self._is_another(at):
                return at  # «أوقفت [الشرطة] [سبعة]», «أوقفت [السلطات] [المدير]»
            if (
                name is None
                and named is not None
                and self.entities[at - 1] is named
                and reading.tag == "K"
                and not reading.particles
            ):
                return at  # «أصابت [حركة طالبان] [12 جندياً]»
            if at > phrase.first and self.is_marked_object(at):
                return at  # «استهدفت [غارة] [معسكراً]»
            if at > phrase.first and self._quotes_another(at):
                return at  # «اتهم [السلحدار] [«النورس»]»
            if at > phrase.first and not reading.particles and (entity is None or entity is not named):
                first_named = self.entities[phrase.first] is named  # «رئيس بنك الأرخبيل رامز الشدراوي» is one party
                if name is not None and named is not None and name.id != named.id and (name.type != "PER" or first_named):
                    return at
                place = name is not None and name.type == "GPE" and reading.tag == "M"
                if place and at - phrase.first > 1 and self._is_described(at - 1):
                    return at  # «زار [وزير الدفاع الكيني] [باريس]»
                common = entity is None and (reading.tag == "N" or (reading.tag == "M" and self._is_two_of(at)))
                if common and (self._names(at - 1, at) if self.agreement.is_definite(at) else self._ends(at - 1, at)):
                    return (
                        at  # «وانتقدت [بكين] [الرسوم]», «حث [إيمانويل ماكرون] [المعارضة] على», «رفضت [نقابة المعلمين] [طلب] مصر»
                    )
            named = name or named
        return None

    def _is_counted(self, at: int) -> bool:
        """Whether a number stands at a word, joined to nothing."""
        return self.read[at].tag == "K" and not self.read[at].particles

    def is_marked_object(self, at: int) -> bool:
        """Whether a noun is written as an object, and counts or describes nothing before it: «معسكراً», but «خمسين طناً»."""
        accusative = self.tokens.quote(at).endswith(("اً", "ًا")) and self.read[at].tag in "NA" and not self.read[at].particles
        before = self.tokens.quote(at - 1)
        plain = (
            self.read[at - 1].tag == "N"
            and not self.agreement.is_definite(at - 1)
            and not before.endswith(("اً", "ًا", "ين", "ون"))
        )
        return accusative and plain and self.entities[at] is None

    def _is_two_of(self, at: int) -> bool:
        """Whether an unknown word is a noun in the dual before what it is of: «أوكرانيا [منظومتي] دفاع»."""
        form = self.tokens.forms[at]
        return form.endswith("تي") and any(found.pos in ("noun", "participle") for found in analyses(form[:-2] + "ه"))

    def _is_another(self, at: int) -> bool:
        """Whether a number or a noun with the article stands at a word, which is nothing that a body before it is of."""
        tag = self.read[at].tag
        return not self.read[at].particles and (
            tag == "K" or (tag == "N" and self.agreement.is_definite(at) and self.entities[at] is None)
        )

    def _quotes_another(self, at: int) -> bool:
        """Whether quotation marks open behind a person's name: what they hold is no part of it."""
        if self.syntax.gaps[at] not in ("opening", "quote"):
            return False
        before = self.entities[at - 1]
        return self.read[at - 1].tag == "M" if before is None else before.type == "PER" and self.entities[at] is not before

    def _is_described(self, at: int) -> bool:
        """Whether a word is a definite adjective."""
        return self.read[at].tag == "A" and self.agreement.is_definite(at)

    def _names(self, at: int, behind: int) -> bool:
        """Whether a word is a land's name, or a person's before what is no title of his."""
        entity = self.entities[at]
        person = entity is not None and entity.type == "PER" and self.entities[behind] is None
        return self.agreement.is_land(at) or (person and titles().get(self.syntax.wholes[behind].removeprefix("ال")) is None)

    def _ends(self, at: int, behind: int) -> bool:
        """Whether a word ends what a noun is of, or has the article before a verbal noun without one."""
        found = self.read[behind].analysis
        masdar = found is not None and found.pos == "masdar" and not self.read[behind].pronoun
        return self._closes(at) or (masdar and self.read[at].tag in "NA" and self.agreement.is_definite(at))

    def _closes(self, at: int) -> bool:
        """Whether a name or a definite adjective ends what a noun is of: what follows without an article is no part of it."""
        entity = self.entities[at]
        national = entity is not None and entity.type == "NORP" and self.read[at].tag == "A"  # «أنزلت [طائرات أردنية] [مساعدات]»
        return self._is_described(at) or national or (entity is not None and entity.type in ("GPE", "PER"))
