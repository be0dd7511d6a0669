"""What is said: where the content of a cue begins, by its frames."""

from collections.abc import Sequence
from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.extents import Extents
from isnad.languages.naming import context, titles
from isnad.model import Span

_PREPOSITIONS = {
    "b": ("ب",),
    "li": ("ل",),
    "an": ("عن",),
    "ala": ("علي",),
    "ila": ("الي",),
    "min": ("من",),
    "fi": ("في",),
    "hawl": ("حول", "بشان", "ازاء", "حيال", "تجاه"),
}


class Content(NamedTuple):
    """The words [first, last), without ``skip`` letters of the first; ``how`` is the frame by which they were found."""

    first: int
    last: int
    skip: int
    how: str


class Contents:
    """The contents of one text."""

    def __init__(self, syntax: Syntax, extents: Extents) -> None:
        self.syntax, self.tokens, self.read, self.extents = syntax, syntax.tokens, syntax.readings, extents

    def behind(self, cue: Found, subject: Phrase | None, source_end: int = 0) -> Content | None:
        """Return what follows a cue under one of its frames; ``source_end`` is the word behind its subject."""
        weak = cue.cue.weak
        if (
            not weak
            and cue.first
            and self.read[cue.first - 1].tag in "RG"
            and self.tokens.forms[cue.first - 1].endswith("ما")
            and cue.kind == "verb"
        ):
            found = self.told(cue.first - 1)
            if found is not None or self.read[cue.first].pronoun:
                return found
        if cue.begins is not None:
            return Content(cue.begins, self.extents.nominal_end(cue.begins), len(self.read[cue.begins].particles), "owned")
        end = self.extents.sentence_end(cue.open - 1)
        base = self._behind_insertion(cue.open - 1)
        clause = self.extents.segment(base)[1]
        frames = cue.cue.frames
        at, relative, saying = cue.open, False, False
        while at < end:
            if subject is not None and subject.first <= at < source_end:
                at = source_end
                continue
            gap = self.syntax.gaps[at]
            if (gap == "colon" or ":" in self.tokens.gap(at)) and at > cue.first:
                return Content(at, self.extents.end(at), 0, "quote")
            if not weak and not relative and self._takes(at, frames) and (found := self.told(at)) is not None:
                return found
            if self.read[at].tag == "R":
                relative = saying = True
            if gap in ("comma", "ended"):
                relative = False
            if self.extents.is_that(at) and "that" in frames and not (relative and saying):
                if self._is_complement(at, frames):
                    return self.behind_that(at)
                return None
            if self.read[at].tag == "V" and not relative and not self._auxiliary(at):
                indefinite = subject is not None and not self._is_definite(subject)
                if gap in ("comma", "ended", ")") or not self._after_definite(at) or indefinite:
                    relative, saying = True, at in self.extents.cued
                else:
                    return None
            if self._quoted(at) and "quote" in frames and not weak and self._fresh(at, cue, subject, source_end):
                return Content(at, self.extents.end(at), 0, "quote")
            if (
                at in self.extents.cued
                and at > cue.first
                and self.extents.cued[at].kind in ("verb", "participle", "prep", "adverb")
                and not relative
            ):
                return None
            if at >= clause and not (self.extents.is_that(at) and "that" in frames):
                if self.extents.segment_at[at] > self.extents.segment_at[base] + 1 or self.read[at].tag == "V":
                    return None
            elif not weak and not relative:
                found = self._noun(at, frames, cue)
                if found:
                    return found
            at += 1
        if end < len(self.read) and "quote" in frames and self._quoted(end) and ":" in self.tokens.gap(end):
            return Content(end, self.extents.end(end), 0, "quote")
        return None

    def _behind_insertion(self, at: int) -> int:
        """Return a word of the segment in which a clause goes on behind what is inserted between commas without a verb.

        «اتهم الهمّامي، النائب عن كتلة الوفاق، الحكومة بـ…»; the word itself where nothing is inserted.
        """
        first = self.extents.segment(at)[1]
        if first >= len(self.read) or self.tokens.breaks(first) or self.syntax.gaps[first] not in ("comma", "ended"):
            return at
        last = self.extents.segment(first)[1]
        if last >= len(self.read) or self.tokens.breaks(last) or self.syntax.gaps[last] not in ("comma", "ended"):
            return at
        inserted = self.read[first:last]
        verbless = inserted[0].tag in "NAMP" and not any(
            reading.tag in "SRC" or (reading.tag == "V" and not reading.pronoun) for reading in inserted
        )
        unnamed = inserted[0].analysis is not None and inserted[0].analysis.lemma.form in context("asks")  # «، طلب عدم ذكر اسمه،»
        follows = self.read[last].tag in "NAMSP" and self.read[last].particles[:1] not in ("و", "ف")
        cued = any(i in self.extents.cued for i in range(first + unnamed, last))
        return last if (verbless or unnamed) and follows and not cued else at

    def _takes(self, at: int, frames: Sequence[str]) -> bool:
        """Whether «ما» with a verb behind it can be the content under a frame: «نفت ما بثته الإذاعة عن …»."""
        reading = self.read[at]
        if reading.tag not in "RG" or self.tokens.forms[at][len(reading.particles) :] != "ما":
            return False
        return (
            "obj" in frames
            if not reading.particles
            else any(reading.particles[-1:] in _PREPOSITIONS.get(frame, ()) for frame in frames)
        )

    def told(self, at: int) -> Content | None:
        """Return what «ما بثته الإذاعة عن …» was about: behind «عن», «من», «من أن»; None where the sentence does not say it."""
        verb = next((i for i in range(at + 1, min(at + 4, len(self.read))) if self.read[i].tag == "V"), None)
        if verb is None:
            return None
        for ahead in range(verb + 1, min(verb + 12, len(self.read))):
            if self.tokens.breaks(ahead) or self.read[ahead].tag == "V":
                return None
            if self.extents.is_that(ahead):
                return self.behind_that(ahead)
            if (
                self.read[ahead].tag == "P"
                and self.tokens.forms[ahead] in ("عن", "من", "حول", "بشان")
                and not self.read[ahead].pronoun
            ):
                if ahead + 1 < len(self.read) and self.extents.is_that(ahead + 1):
                    return self.behind_that(ahead + 1)
                if ahead + 1 < len(self.read) and self.read[ahead + 1].tag in "NAMKQ":
                    return Content(ahead + 1, self.extents.nominal_end(ahead + 1), 0, "told")
        return None

    def _is_complement(self, at: int, frames: Sequence[str]) -> bool:
        """Whether «أن» opens what is said, not what happened before or after («قبل أن», «على أن» of a condition)."""
        before = at - 1
        if self.syntax.gaps[at] != "" or self.read[before].tag not in "PGC":
            return True
        form = self.tokens.forms[before]
        return any(form in _PREPOSITIONS.get(frame, ()) for frame in frames)

    def _is_definite(self, phrase: Phrase) -> bool:
        words = self.read[phrase.first : phrase.last]
        return any(r.tag in "MF" or bool(r.pronoun) or (r.analysis is not None and r.analysis.article) for r in words)

    def _auxiliary(self, at: int) -> bool:
        found = self.read[at].analysis
        return found is not None and found.lemma.form in ("كان", "يكون", "تم", "قام", "ليس", "زال")

    def _after_definite(self, at: int) -> bool:
        """Whether a verb stands behind something definite: behind what is not, it describes («مصدر طلب عدم ذكر اسمه»)."""
        found = self.read[at - 1].analysis
        return self.read[at - 1].tag in "MVF" or (found is not None and (found.article or bool(self.read[at - 1].pronoun)))

    def behind_that(self, at: int) -> Content | None:
        """Return the content behind such a particle, None where nothing follows."""
        first = at + 1
        if first >= len(self.read) or self.tokens.breaks(first):
            return None
        return Content(first, self.extents.end(first, 4), 0, "that")

    def _quoted(self, at: int) -> bool:
        gap = self.tokens.gap(at)
        return (
            self.syntax.depths[at] > (self.syntax.depths[at - 1] if at else 0)
            or any(mark in gap for mark in "«“„")
            or (self.syntax.depths[at] > 0 and gap.strip()[-1:] in ('"', "”", "'") and gap.strip() != "")
        )

    def _fresh(self, at: int, cue: Found, subject: Phrase | None, source_end: int) -> bool:
        """Whether a quotation is what is said, not a quoted word in a phrase: nothing but the subject stands before it."""
        long = self.extents.quotation_end(at) - at >= 3
        before = at - 1
        if before < cue.open or (subject is not None and before < source_end):
            return long
        return long and (self.syntax.gaps[at] in ("comma", "ended", "colon") or self.read[before].tag not in "P")

    def of_noun(self, at: int) -> Content:
        """Return the content that begins with a noun."""
        return Content(at, self.extents.nominal_end(at), 0, "obj")

    def _noun(self, at: int, frames: Sequence[str], cue: Found) -> Content | None:
        reading = self.read[at]
        for frame in frames:
            forms = _PREPOSITIONS.get(frame)
            if forms is None:
                continue
            if reading.tag == "P" and not reading.pronoun and self.tokens.forms[at] in forms and at + 1 < len(self.read):
                first = at + 1
                if self.extents.is_that(first) and "that" in frames:
                    return self.behind_that(first)
                if self.read[first].tag in "RS" and self.read[first].tag == "S":
                    return None
                return Content(first, self.extents.nominal_end(first), 0, frame)
            if reading.particles[-1:] in forms and reading.tag in "NAMKQDRG" and not self._adverbial(at, frame):
                return Content(at, self.extents.nominal_end(at), len(reading.particles), frame)
        if "obj" in frames and self._object(at, cue):
            last = self.extents.nominal_end(at)
            if cue.cue.frames[0] == "obj" and "b" in frames and (complement := self._complement(last)) is not None:
                last = self.extents.end(complement)  # «وصف المصفاة، في جلسة، بأنها قنبلة»
            return Content(at, last, 0, "obj")
        return None

    def _complement(self, at: int) -> int | None:
        """Return the word «بأنه» to which an object that ends before a word waits, with no verb between."""
        for ahead in range(at, min(at + 12, len(self.read))):
            if self.tokens.breaks(ahead) or self.read[ahead].tag == "V" or ahead in self.extents.cued:
                return None
            if self.read[ahead].particles == "ب" and self.extents.is_that(ahead):
                return ahead
        return None

    def _adverbial(self, at: int, frame: str) -> bool:
        """Whether «بـ» makes an adverb of a noun: «بمناسبة», «بحضور»."""
        return frame == "b" and self.tokens.forms[at][len(self.read[at].particles) :] in context("adverbial")

    def _object(self, at: int, cue: Found) -> bool:
        index = self.syntax.phrase_at[at]
        reading = self.read[at]
        if index < 0 or reading.particles or reading.tag in "B":
            return False
        phrase = self.syntax.phrases[index]
        if phrase.first != at or self.syntax.governed(phrase) is not None:
            return False
        if is_time(self.syntax, phrase) or self._apposed(phrase) or self.tokens.forms[at] in context("adverb"):
            return False
        if self.syntax.gaps[at] in ("comma", "ended") and "that" in cue.cue.frames and self._that_ahead(phrase.last):
            return False
        behind = phrase.last
        if behind < len(self.read) and self.extents.is_that(behind):  # «أبلغ الصحفيين أن», but «وصف القرار بأنه»
            return self.read[behind].particles.startswith("و") or (
                self.read[behind].particles == "ب" and cue.cue.frames[0] == "obj"
            )
        return True

    def _that_ahead(self, at: int) -> bool:
        """Whether «أن» follows soon behind a word, with no verb between."""
        for ahead in range(at, min(at + 15, len(self.read))):
            if self.extents.is_that(ahead):
                return True
            if self.tokens.breaks(ahead) or self.read[ahead].tag == "V":
                return False
        return False

    def _apposed(self, phrase: Phrase) -> bool:
        """Whether a phrase stands between commas and says who the subject is: «، وزير الدفاع الكوري الجنوبي،»."""
        return (
            self.syntax.gaps[phrase.first] in ("comma", "ended", "(")
            and titles().get(self.tokens.bare(phrase.first, 0)) is not None
        )

    def span(self, content: Content) -> Span:
        """Return the surface of a content."""
        return self.tokens.span(content.first, content.last, content.skip)


def is_time(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether a phrase says when: «مطلع الشهر», «أمس الاثنين»."""
    reading = syntax.readings[phrase.first]
    form = syntax.tokens.forms[phrase.first]
    if (
        reading.tag == "B"
        or form in context("time")
        or (form == "الاول" and phrase.first and syntax.tokens.forms[phrase.first - 1] == "امس")
    ):
        return True
    return reading.analysis is not None and reading.analysis.lemma.sense == "time" and reading.tag == "N" and not reading.pronoun
