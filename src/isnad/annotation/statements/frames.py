"""Which words can be what is said under the frames of a cue: «بـ», «عن», «إلى» …, the object, «ما» with its clause."""

from collections.abc import Sequence
from functools import cache

from isnad.annotation.clauses import Syntax, is_time
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.complements import PREPOSITIONS
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.extents import Content, Extents
from isnad.annotation.tokens import COMMAS
from isnad.languages import cues as lexicon
from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.naming import context, titles

_ABOUT = ("عن", "من", "حول", "بشان")  # before what «ما بثته الإذاعة» was about
_REACH = 12  # words from a verb, or an object, to its complement
_THAT_REACH = 15  # words from a phrase between commas to «أن»


@cache
def _months() -> frozenset[str]:
    """Return the folded names of the months that are one word."""
    return frozenset(fold(s.text) for record in pack.read("time") if record.fields[0] == "month" for s in record.surfaces)


class Frames:
    """What stands under frames in one text."""

    def __init__(self, syntax: Syntax, extents: Extents) -> None:
        self.syntax, self.tokens, self.read, self.extents = syntax, syntax.tokens, syntax.readings, extents

    def takes(self, at: int, frames: Sequence[str]) -> bool:
        """Whether «ما» with a verb behind it can be the content under a frame: «نفت ما بثته الإذاعة عن …»."""
        reading = self.read[at]
        particles = reading.particles or ("ب" if self.tokens.forms[at] == "بما" else "")  # read as one word, too
        if reading.tag not in "RG" or self.tokens.forms[at][len(particles) :] != "ما":
            return False
        if not particles:
            return "obj" in frames
        return any(particles[-1:] in PREPOSITIONS.get(frame, ()) for frame in frames)

    def told(self, at: int) -> Content | None:
        """Return what «ما بثته الإذاعة عن …» was about: behind «عن», «من», «من أن»; None where the sentence does not say it."""
        verb = next((i for i in range(at + 1, min(at + 4, len(self.read))) if self.read[i].tag == "V"), None)
        if verb is None:
            return None
        behind = 0
        for ahead in range(verb + 1, min(verb + _REACH, len(self.read))):
            if ahead < behind:
                continue
            if self._asks(ahead):
                behind = self._next_comma(ahead)
                continue
            if self.tokens.breaks(ahead) or self.read[ahead].tag == "V":
                return None
            if self.extents.is_that(ahead):
                return self.extents.behind_that(ahead)
            if self._names(verb) and (called := self._called(ahead)) is not None:
                return called
            if self._names(verb) and self.read[verb].pronoun and ahead == verb + 1 and self._is_name(verb, ahead):
                return Content(ahead, self.extents.nominal_end(ahead), 0, "told")  # «ما يعتبرانه تدخلات»
            if self._is_preposition(ahead, _ABOUT):
                if self.extents.is_that(ahead + 1):
                    return self.extents.behind_that(ahead + 1)
                if self.read[ahead + 1].tag in "NAMKQ":
                    return Content(ahead + 1, self.extents.nominal_end(ahead + 1), 0, "told")
        return None

    def described(self, at: int, end: int, frames: Sequence[str]) -> Content | None:
        """Return «ما تنشره الصحف بأنه …» of a verb that describes, None where no «بأنه» stands before the word ``end``."""
        if frames[0] != "obj" or "b" not in frames:
            return None
        behind = next((i for i in range(at + 1, end) if self.read[i].particles == "ب" and self.extents.is_that(i)), None)
        return None if behind is None else Content(at, self.extents.end(behind), 0, "obj")

    def whatever(self, at: int, frames: Sequence[str]) -> Content | None:
        """Return «ما جرى إلى مندسّين» of a verb with an object, None where no verb stands behind «ما»."""
        verbal = at + 1 < len(self.read) and self.read[at + 1].tag == "V" and not self.read[at].particles
        return Content(at, self.extents.end(at), 0, "obj") if verbal and "obj" in frames else None

    def _is_name(self, verb: int, at: int) -> bool:
        """Whether a noun right behind a verb is what something is called, not who calls it so: «ما يعتبرانه تدخلات»."""
        told, found = self.read[verb].analysis, self.read[at].analysis
        several = told is not None and told.number != "s"
        people = found is not None and (found.article or found.lemma.sense in ("person", "group"))
        people = people or self.tokens.bare(at, len(self.read[at].particles)) in lexicon.sources("unnamed")
        return self.read[at].tag == "N" and (several or not people)

    def _asks(self, verb: int) -> bool:
        """Whether a verb between commas tells on which terms somebody speaks: «عدّه مسؤول، رفض الكشف عن هويته، «مصادفة»»."""
        found = self.read[verb].analysis
        asks = self.read[verb].tag == "V" and found is not None and found.lemma.form in context("asks")
        return asks and self.syntax.gaps[verb] in ("comma", "ended")

    def _next_comma(self, at: int) -> int:
        """Return the word behind the next comma, or the next sentence."""
        near = range(at + 1, len(self.read))
        return next((i for i in near if "،" in self.tokens.gap(i) or self.tokens.breaks(i)), len(self.read))

    def _names(self, verb: int) -> bool:
        """Whether a verb calls something by a name: «ما وصفه بـ…», «ما سمّاه …»."""
        found = self.read[verb].analysis
        return found is not None and found.lemma.form in context("calls")

    def _called(self, at: int) -> Content | None:
        """Return by what something is called, where it begins at a word: behind «بـ», or in quotation marks."""
        if self.tokens.forms[at] == "ب" and at + 1 < len(self.read):
            return Content(at + 1, self.extents.nominal_end(at + 1), 0, "told")
        quoted = self.syntax.depths[at] > self.syntax.depths[at - 1]
        if self.read[at].particles == "ب" or quoted:
            return Content(at, self.extents.nominal_end(at), len(self.read[at].particles), "told")
        return None

    def is_complement(self, at: int, frames: Sequence[str]) -> bool:
        """Whether «أن» opens what is said, not what happened before or after («قبل أن», «على أن» of a condition)."""
        before = at - 1
        if self.syntax.gaps[at] != "" or self.read[before].tag not in "PGC" or self.read[before].pronoun:
            return True
        form = self.tokens.forms[before]
        return any(form in PREPOSITIONS.get(frame, ()) for frame in frames)

    def nominal(self, at: int, cue: Found, source_end: int = 0) -> Content | None:
        """Return the content that begins at a word as a noun, under a preposition of the frames or as the object.

        It may begin behind the subject, with the word ``source_end``, though both were read as one phrase.
        """
        frames = cue.cue.frames
        if self._is_account(at):
            return None
        for frame in frames:
            forms = PREPOSITIONS.get(frame, ())
            if self._is_preposition(at, forms) and not self._is_deputy(at) and not self._is_account(at + 1):
                return self._behind_preposition(at + 1, frame, frames)
            particles = self.read[at].particles
            if frame == "b" and particles == "ب" and self.extents.is_that(at):
                return self.extents.behind_that(at)
            if particles[-1:] in forms and self.read[at].tag in "NAMKQDRG" and not self._adverbial(at, frame):
                return Content(at, self.extents.nominal_end(at), len(particles), frame)
        whom = cue.open > cue.last and at == cue.open and self._is_preposition(at - 1, PREPOSITIONS["ala"])  # «ألقى باللوم على»
        if whom and self.read[at].tag in "NMAKQ" and not self.read[at].particles:
            return Content(at, self.extents.nominal_end(at), 0, "obj")
        if "obj" not in frames or not self._object(at, cue, source_end):
            return None
        last = self.extents.nominal_end(at)
        if frames[0] == "obj" and "b" in frames and (complement := self._complement(last)) is not None:
            last = self.extents.end(complement)  # «وصف المصفاة، في جلسة، بأنها قنبلة»
        elif frames[0] == "obj" and "b" in frames and (charge := self._charge(last)) is not None:
            last = self.extents.nominal_end(charge)  # «اتهم الرباط، في كلمة، بـ«تعطيش شعب»»
        return Content(at, last, 0, "obj")

    def _is_preposition(self, at: int, forms: Sequence[str]) -> bool:
        reading = self.read[at]
        return reading.tag == "P" and not reading.pronoun and self.tokens.forms[at] in forms and at + 1 < len(self.read)

    def _is_account(self, at: int) -> bool:
        """Whether where somebody posts stands at a word: «كتب على [حسابه]»."""
        found = self.read[at].analysis
        return found is not None and found.lemma.form in context("account") and self.read[at].pronoun != ""

    def _is_deputy(self, at: int) -> bool:
        """Whether «عن» tells for whom somebody sits or stands: «النائب [عن] كتلة», «المسؤولة [عن] الملف»."""
        before = self.read[at - 1] if at else None
        word = self.tokens.bare(at - 1, len(before.particles)).removeprefix("ال") if before is not None else ""
        return self.tokens.forms[at] == "عن" and self.syntax.gaps[at] == "" and word in context("deputies")

    def _behind_preposition(self, first: int, frame: str, frames: Sequence[str]) -> Content | None:
        if self.extents.is_that(first) and "that" in frames:
            return self.extents.behind_that(first)
        return None if self.read[first].tag == "S" else Content(first, self.extents.nominal_end(first), 0, frame)

    def _complement(self, at: int) -> int | None:
        """Return the word «بأنه» to which an object that ends before a word waits, with no verb between."""
        for ahead in range(at, min(at + _REACH, len(self.read))):
            if self.tokens.breaks(ahead) or self.read[ahead].tag == "V" or ahead in self.extents.cued:
                return None
            if self.read[ahead].particles == "ب" and self.extents.is_that(ahead):
                return ahead
        return None

    def _charge(self, at: int) -> int | None:
        """Return the word under «بـ» behind what is inserted between commas before a word and itself, None where none is."""
        if at >= len(self.read) or self.syntax.gaps[at] != "comma" or self.read[at].tag not in "PNB":
            return None
        closing = next((i for i in range(at + 1, min(at + _REACH, len(self.read))) if "،" in self.tokens.gap(i)), None)
        if closing is None or any(self.tokens.breaks(i) or self.read[i].tag in "VS" for i in range(at, closing)):
            return None
        under = self.read[closing].particles == "ب" or self.tokens.forms[closing] == "ب"
        return closing if under and closing not in self.extents.cued and not self.extents.is_that(closing) else None

    def _adverbial(self, at: int, frame: str) -> bool:
        """Whether «بـ» makes an adverb of a noun: «بمناسبة», «بحضور»."""
        return frame == "b" and self.tokens.forms[at][len(self.read[at].particles) :] in context("adverbial")

    def _object(self, at: int, cue: Found, source_end: int) -> bool:
        """Whether an object that is what a cue says begins at a word."""
        index = self.syntax.phrase_at[at]
        if index < 0 or self.read[at].particles or self.read[at].tag == "B":
            return False
        phrase = self.syntax.phrases[index]
        if self._behind_month(at, phrase):
            return True
        if phrase.first != at and (at != source_end or self.read[at].tag not in "NM"):
            return False
        in_idiom = cue.open > cue.last and at == cue.open  # «أماط اللثام عن خطة»
        if self.syntax.governed(phrase) is not None and not in_idiom:
            return False
        if "(" in self.tokens.gap(at) or (at in self.extents.cued and self.extents.cued[at].kind == "participle"):
            return False  # «وكالة الأنباء الكويتية (كونا)», «…، مطالباً الدول»
        if is_time(self.syntax, phrase) or self._apposed(phrase) or self.tokens.forms[at] in context("adverb"):
            return False
        if self._names_subject(phrase, cue) or self._is_owner(phrase):
            return False
        if self._repeats(at, cue) or self._repeats(at - 1, cue):
            return False
        if self.syntax.gaps[at] in ("comma", "ended") and "that" in cue.cue.frames and self._that_ahead(phrase.last):
            return False
        behind = phrase.last
        if behind < len(self.read) and self.extents.is_that(behind):  # «أبلغ الصحفيين أن», but «وصف القرار بأنه»
            particles = self.read[behind].particles
            return particles.startswith("و") or (particles == "ب" and cue.cue.frames[0] == "obj")
        return True

    def _names_subject(self, phrase: Phrase, cue: Found) -> bool:
        """Whether a title behind a verb opens the name of its subject, «أن» being yet to come: «ذكر الناطق العقيد فلان أن»."""
        near = (phrase.first, phrase.first - 1) if self.syntax.gaps[phrase.first] == "" else (phrase.first,)
        titled = any(titles().get(self.tokens.bare(at, 0).removeprefix("ال")) is not None for at in near if at > cue.first)
        return titled and "that" in cue.cue.frames and phrase.first > cue.last and self._that_ahead(phrase.first)

    def _is_owner(self, phrase: Phrase) -> bool:
        """Whether a phrase in quotation marks belongs to the noun before it: «الناطق باسم [«الجبهة»]», «قال لوكالة [«أفق»]»."""
        if phrase.first < 1 or self.syntax.gaps[phrase.first] not in ("opening", "quote", "("):
            return False
        if not COMMAS.isdisjoint(self.tokens.gap(phrase.first)):
            return False  # «انتقد الرئيس، في قمة المناخ، «أنانية الأغنياء»»
        at = phrase.first - 1
        before, index = self.read[at], self.syntax.phrase_at[at]
        if before.tag != "N" or index < 0 or before.analysis is None or before.pronoun:
            return False
        form = self.tokens.forms[at][len(before.particles) :].removeprefix("ال")
        named = not before.analysis.article or form in context("medium")
        return named and self.syntax.governed(self.syntax.phrases[index]) is not None

    def _repeats(self, at: int, cue: Found) -> bool:
        """Whether a noun only stresses the verb that it repeats: «نفت نفياً قاطعاً»."""
        found = self.read[at].analysis
        masdar = found is not None and cue.told is not None and found.lemma.source == cue.told.lemma.form
        return masdar and self.tokens.forms[at].endswith("ا")

    def _behind_month(self, at: int, phrase: Phrase) -> bool:
        """Whether a noun read as one phrase with the time before it begins another: «أعلنت في ديسمبر [مشاركة] وحدات»."""
        before = self.read[at - 1]
        if phrase.first == at - 1 and self.tokens.forms[at - 1] in context("adverb"):
            return self.read[at].tag == "N" and not self.read[at].particles  # «أنكرت طويلاً [إطلاق] أي رصاص»
        if phrase.first == at - 1 and self.tokens.forms[at - 2 : at] == ["قبل", "قليل"]:
            return self.read[at].tag == "N" and not self.read[at].particles
        month = phrase.first == at - 1 and self.tokens.forms[at - 1][len(before.particles) :] in _months()
        return month and self.read[at].tag in "NQ" and not self.read[at].particles

    def _that_ahead(self, at: int) -> bool:
        """Whether «أن» follows soon behind a word, with no verb between."""
        for ahead in range(at, min(at + _THAT_REACH, len(self.read))):
            if self.extents.is_that(ahead):
                return True
            going_on = ahead in self.extents.cued and self.extents.cued[ahead].kind == "participle"  # «…، مؤكداً أن»
            if self.tokens.breaks(ahead) or self.read[ahead].tag == "V" or going_on:
                return False
        return False

    def _apposed(self, phrase: Phrase) -> bool:
        """Whether a phrase stands between commas and says who the subject is: «، وزير الدفاع الكوري الجنوبي،»."""
        return (
            self.syntax.gaps[phrase.first] in ("comma", "ended", "(")
            and titles().get(self.tokens.bare(phrase.first, 0)) is not None
        )
