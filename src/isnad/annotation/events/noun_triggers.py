"""What nouns tell: event nouns and verbal nouns, and which of them only name a place, a thing, a time."""

from functools import lru_cache

from isnad.annotation.clauses import is_time
from isnad.annotation.events.idioms import Idioms
from isnad.annotation.events.readings import Readings, like
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.languages import frames as lexicon
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.languages.lexicon import Analysis, analyses

_FRONTS = frozenset(map(fold, ("خط", "جبهة", "ساحة", "نقطة", "منطقة", "محور", "ميدان", "مسرح")))
_HOLDERS = deed_words("holder")
_CHARGES = frozenset(map(fold, ("تهمة", "تهم", "تهمتي")))
_OF_MASDAR = 5  # words within which the preposition of a verbal noun stands behind its object
_CIRCUMSTANCES = frozenset(map(fold, ("احتجاجا", "احتجاجاً", "اعتراضا", "تنديدا", "استنكارا", "تضامنا")))  # why something is done
_RETURN, _JAIL, _SINCE = fold("لقاء"), fold("سجن"), fold("منذ")
_OCCUPATION = fold("الاحتلال")
_OF_OCCUPATION = deed_words("of-occupation")
_PROVINCE = fold("مقاطعة")
_OF_JAIL = deed_words("of-jail")


class NounTriggers:
    """Finds the deeds that the nouns of a text tell."""

    def __init__(self, readings: Readings, idioms: Idioms) -> None:
        self.readings, self.idioms = readings, idioms
        self.syntax, self.tokens, self.read, self.named = readings.syntax, readings.tokens, readings.read, readings.named

    def of(self, at: int) -> Trigger | None:
        """Return what an event noun or a verbal noun tells; an idiom may have its verb as a verbal noun."""
        reading = self.read[at]
        unknown = reading.tag == "M"  # at the head of a title, or in a list: «قتيلان», «بإيفاد»
        if reading.tag not in "NAVM" or (reading.analysis is None and reading.tag not in "VM"):
            return None
        if not _may_name(self.tokens.forms[at], reading.particles, bool(reading.pronoun)):
            return None
        if self.readings.lasts(at) or self._is_since(at):
            return None
        for found in self.readings.of(at, ("masdar",)):
            for idiom, rest in self.idioms.of(at, found.lemma.source):
                if rest[0] == at + 1 or self._is_behind_its_object(at, rest[0], idiom):
                    return Trigger(at, "masdar", idiom.frames, False, rest)
        form = self.tokens.forms[at][len(reading.particles) :]
        bare = form.removeprefix("ال")
        for more in (2, 1) if lexicon.opens_noun(bare) else ():
            several = self._several(bare, at, more)
            if several:
                return Trigger(at, "noun", several, rest=tuple(range(at + 1, at + 1 + more)))
        if self._is_front(at) or self._is_adverb(at) or self._is_price(at) or self._is_place(at):
            return None
        for found in self.readings.of(at, ("noun", "masdar")):
            frames = lexicon.of_noun(bare) or lexicon.of_noun(found.lemma.form)
            if frames and (reading.tag == "N" or unknown or (reading.tag == "A" and self._is_counted(at))):
                return Trigger(at, "noun", frames)
        doubled = reading.tag == "V" and "ّ" in self.tokens.quote(at)  # «أسرّ» is no «أسر»
        if reading.tag not in "NVM" or doubled or self.readings.is_thing(at):
            return None
        for found in self.readings.of(at, ("masdar",)):
            if found.number == "d":
                continue  # «مراقبون من الاتحادين الأفريقي والأوروبي»
            frames = tuple(frame for frame in lexicon.of_verb(found.lemma.source) if _is_of_form(found, frame.form))
            if frames:
                return Trigger(at, "masdar", frames)
        return None

    def _is_behind_its_object(self, at: int, first: int, idiom: lexicon.Found) -> bool:
        """Whether an idiom goes on with a preposition behind what its verbal noun is of: «إدراج [الشركة] على اللائحة السوداء»."""
        behind = self.read[first]
        if self.tokens.forms[at].removeprefix(self.read[at].particles).startswith("ال"):
            return False  # «حكم [القضاء] التونسي بالسجن»
        transitive = any("obj" in frame.recipient or "obj" in frame.theme for frame in idiom.frames)
        return transitive and first <= at + _OF_MASDAR and (behind.tag == "P" or bool(behind.particles.strip("و")))

    def _is_adverb(self, at: int) -> bool:
        """Whether a word only says when or why («فجر» is dawn), or is a drone by its spelling: «مسيَّرة», no march."""
        circumstance = self.tokens.forms[at] in _CIRCUMSTANCES or "يّر" in self.tokens.quote(at)
        return circumstance or is_time(self.syntax, Phrase(at, at + 1))

    def _is_price(self, at: int) -> bool:
        """Whether «لقاء» means "in return for": what is paid or done stands behind it («لقاء إطلاق»)."""
        if self.tokens.forms[at] != _RETURN or at + 1 >= len(self.read) or self.syntax.gaps[at + 1] != "":
            return False
        behind = self.read[at + 1]
        deed = behind.analysis is not None and behind.analysis.pos == "masdar"
        people = {a.lemma.sense for a in analyses(self.tokens.forms[at + 1])} & {"person", "group"}
        given = at + 1 in self.named or (people and not deed)
        return behind.tag in "KD" or (behind.tag == "N" and not given and not self.tokens.forms[at + 1].startswith("ال"))

    def _is_place(self, at: int) -> bool:
        """Whether «سجن» is a place («في سجن أم هجر», «حريق سجن»), and «مقاطعة» a province."""
        if at == 0 or self.syntax.gaps[at] != "" or self.read[at].particles:
            return False
        province = self.tokens.forms[at] == _PROVINCE and at + 1 in self.named  # «في مقاطعة بيلغورود»
        jail = self.tokens.forms[at] == _JAIL
        return ((jail or province) and self.read[at - 1].tag == "P") or (jail and self.tokens.forms[at - 1] in _OF_JAIL)

    def _is_since(self, at: int) -> bool:
        """Whether a noun only says since when: «منذ اندلاع القتال», «منذ استقالته»."""
        return at > 0 and self.syntax.gaps[at] == "" and self.tokens.forms[at - 1] == _SINCE

    def _is_counted(self, at: int) -> bool:
        """Whether an adjective stands for persons or is a noun: beside a number («214 قتيلاً»), or at the head of its phrase."""
        before_number = at + 1 < len(self.read) and self.read[at + 1].tag == "K"  # «أعلنت الحركة [أسر] أحد عشر جندياً»
        return self.read[at - 1].tag == "K" or before_number or self.syntax.phrase_from(at) is not None

    def _is_front(self, at: int) -> bool:
        """Whether a noun only names a place or a thing: «خط المواجهة», «جبهات القتال», «وسائل التواصل»."""
        before = self.read[at - 1].analysis if at and self.syntax.gaps[at] == "" else None
        if before is None or self.read[at].particles:
            return False
        return before.lemma.form in _FRONTS or self._is_held(at)

    def _is_held(self, at: int) -> bool:
        """Whether a noun is only that of a paper, a tool, a team or a charge: «لائحة الاتهام», «فرق الإنقاذ», «بتهمة القتل»."""
        holder = self.syntax.wholes[at - 1]
        if self.tokens.forms[at] == _OCCUPATION and holder in _OF_OCCUPATION:
            return True  # «جيش الاحتلال»
        return holder in _HOLDERS or (holder in _CHARGES and self.tokens.forms[at].startswith("ال"))

    def _several(self, bare: str, at: int, more: int) -> tuple[Frame, ...]:
        """Return the frames of a phrase of several words: «وقف إطلاق النار», «إطلاق سراح»."""
        behind = range(at + 1, at + 1 + more)
        if at + more >= len(self.read) or any(self.syntax.gaps[i] != "" for i in behind):
            return ()
        words = [self.tokens.forms[i] for i in behind]
        return lexicon.of_noun(" ".join((bare, *words))) or lexicon.of_noun(
            " ".join((bare, *(word.removeprefix("ال") for word in words)))
        )


@lru_cache(maxsize=1 << 16)
def _may_name(form: str, particles: str, pronoun: bool) -> bool:
    """Whether the lists have a deed that a folded form can name, whatever stands around it: most words can name none."""
    bare = form[len(particles) :].removeprefix("ال")
    if lexicon.opens_noun(bare) or lexicon.of_noun(bare):
        return True
    return any(
        lexicon.of_noun(found.lemma.form)
        or (found.pos == "masdar" and (lexicon.of_idioms(found.lemma.source) or lexicon.of_verb(found.lemma.source)))
        for found in like(form, ("noun", "masdar"), particles, pronoun) + like(form, ("masdar",), particles, pronoun)
    )


def _is_of_form(masdar: Analysis, form: str) -> bool:
    """Whether a verbal noun can be of a verb form: that of form 2 begins with «ت», «سلامة» is no handing over."""
    second = masdar.lemma.form.startswith("ت")
    return second if form == "2" else not (form == "1" and second and not masdar.lemma.source.startswith("ت"))
