"""What is said: where the content of a cue begins, by its frames, and how far it reaches, by the clauses of the sentence."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.languages.folding import fold
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

    def __init__(self, syntax: Syntax, cues: Sequence[Found]) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.cued = {cue.first: cue for cue in cues}

    @cached_property
    def segment_at(self) -> list[int]:
        """For each word the number of its segment: what lies between two boundaries."""
        found, number, starts = [], -1, set(self.syntax.boundaries)
        for at in range(len(self.read)):
            number += at in starts
            found.append(number)
        return found

    def segment(self, at: int) -> tuple[int, int]:
        """Return the first word of a word's segment, and the word behind its last."""
        starts = self.syntax.boundaries
        number = self.segment_at[at]
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self.read)

    def sentence_end(self, at: int) -> int:
        """Return the word with which the next sentence begins."""
        at += 1
        while at < len(self.read) and not self.tokens.breaks(at):
            at += 1
        return at

    def sentence_start(self, at: int) -> int:
        """Return the first word of a word's sentence."""
        while at > 0 and not self.tokens.breaks(at):
            at -= 1
        return at

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
            return Content(cue.begins, self._nominal_end(cue.begins), len(self.read[cue.begins].particles), "owned")
        end = self.sentence_end(cue.open - 1)
        base = self._behind_insertion(cue.open - 1)
        clause = self.segment(base)[1]
        frames = cue.cue.frames
        at, relative, saying = cue.open, False, False
        while at < end:
            if subject is not None and subject.first <= at < source_end:
                at = source_end
                continue
            gap = self.syntax.gaps[at]
            if (gap == "colon" or ":" in self.tokens.gap(at)) and at > cue.first:
                return Content(at, self._end(at), 0, "quote")
            if not weak and not relative and self._takes(at, frames) and (found := self.told(at)) is not None:
                return found
            if self.read[at].tag == "R":
                relative = saying = True
            if gap in ("comma", "ended"):
                relative = False
            if self.is_that(at) and "that" in frames and not (relative and saying):
                if self._is_complement(at, frames):
                    return self.behind_that(at)
                return None
            if self.read[at].tag == "V" and not relative and not self._auxiliary(at):
                indefinite = subject is not None and not self._is_definite(subject)
                if gap in ("comma", "ended", ")") or not self._after_definite(at) or indefinite:
                    relative, saying = True, at in self.cued
                else:
                    return None
            if self._quoted(at) and "quote" in frames and not weak and self._fresh(at, cue, subject, source_end):
                return Content(at, self._end(at), 0, "quote")
            if (
                at in self.cued
                and at > cue.first
                and self.cued[at].kind in ("verb", "participle", "prep", "adverb")
                and not relative
            ):
                return None
            if at >= clause and not (self.is_that(at) and "that" in frames):
                if self.segment_at[at] > self.segment_at[base] + 1 or self.read[at].tag == "V":
                    return None
            elif not weak and not relative:
                found = self._noun(at, frames, cue)
                if found:
                    return found
            at += 1
        if end < len(self.read) and "quote" in frames and self._quoted(end) and ":" in self.tokens.gap(end):
            return Content(end, self._end(end), 0, "quote")
        return None

    def _behind_insertion(self, at: int) -> int:
        """Return a word of the segment in which a clause goes on behind what is inserted between commas without a verb.

        «اتهم الهمّامي، النائب عن كتلة الوفاق، الحكومة بـ…»; the word itself where nothing is inserted.
        """
        first = self.segment(at)[1]
        if first >= len(self.read) or self.tokens.breaks(first) or self.syntax.gaps[first] not in ("comma", "ended"):
            return at
        last = self.segment(first)[1]
        if last >= len(self.read) or self.tokens.breaks(last) or self.syntax.gaps[last] not in ("comma", "ended"):
            return at
        inserted = self.read[first:last]
        verbless = inserted[0].tag in "NAMP" and not any(
            reading.tag in "SRC" or (reading.tag == "V" and not reading.pronoun) for reading in inserted
        )
        unnamed = inserted[0].analysis is not None and inserted[0].analysis.lemma.form in context("asks")  # «، طلب عدم ذكر اسمه،»
        follows = self.read[last].tag in "NAMSP" and self.read[last].particles[:1] not in ("و", "ف")
        cued = any(i in self.cued for i in range(first + unnamed, last))
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
            if self.is_that(ahead):
                return self.behind_that(ahead)
            if (
                self.read[ahead].tag == "P"
                and self.tokens.forms[ahead] in ("عن", "من", "حول", "بشان")
                and not self.read[ahead].pronoun
            ):
                if ahead + 1 < len(self.read) and self.is_that(ahead + 1):
                    return self.behind_that(ahead + 1)
                if ahead + 1 < len(self.read) and self.read[ahead + 1].tag in "NAMKQ":
                    return Content(ahead + 1, self._nominal_end(ahead + 1), 0, "told")
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

    def is_that(self, at: int) -> bool:
        """Whether a word is one of the particles behind which a content stands: «أنّ», «إنّ», «بأنّه» …"""
        reading = self.read[at]
        if reading.tag != "S":
            return False
        form = self.tokens.forms[at]
        bare = form[len(reading.particles) :] if form.startswith(reading.particles) else form
        bare = bare.removesuffix(fold(reading.pronoun)) if reading.pronoun else bare
        return bare in context("that")

    def behind_that(self, at: int) -> Content | None:
        """Return the content behind such a particle, None where nothing follows."""
        first = at + 1
        if first >= len(self.read) or self.tokens.breaks(first):
            return None
        return Content(first, self._end(first, 4), 0, "that")

    def _quoted(self, at: int) -> bool:
        gap = self.tokens.gap(at)
        return (
            self.syntax.depths[at] > (self.syntax.depths[at - 1] if at else 0)
            or any(mark in gap for mark in "«“„")
            or (self.syntax.depths[at] > 0 and gap.strip()[-1:] in ('"', "”", "'") and gap.strip() != "")
        )

    def _fresh(self, at: int, cue: Found, subject: Phrase | None, source_end: int) -> bool:
        """Whether a quotation is what is said, not a quoted word in a phrase: nothing but the subject stands before it."""
        long = self.quotation_end(at) - at >= 3
        before = at - 1
        if before < cue.open or (subject is not None and before < source_end):
            return long
        return long and (self.syntax.gaps[at] in ("comma", "ended", "colon") or self.read[before].tag not in "P")

    def quotation_end(self, at: int) -> int:
        """Return the word behind the quotation in which a word stands."""
        last = at + 1
        while last < len(self.read) and self.syntax.depths[last] >= self.syntax.depths[at] > 0 and not self._closes(last):
            last += 1
        return last

    def _closes(self, at: int) -> bool:
        gap = self.tokens.gap(at)
        return "»" in gap or ("”" in gap and "“" in gap)

    def _noun(self, at: int, frames: Sequence[str], cue: Found) -> Content | None:
        reading = self.read[at]
        for frame in frames:
            forms = _PREPOSITIONS.get(frame)
            if forms is None:
                continue
            if reading.tag == "P" and not reading.pronoun and self.tokens.forms[at] in forms and at + 1 < len(self.read):
                first = at + 1
                if self.is_that(first) and "that" in frames:
                    return self.behind_that(first)
                if self.read[first].tag in "RS" and self.read[first].tag == "S":
                    return None
                return Content(first, self._nominal_end(first), 0, frame)
            if reading.particles[-1:] in forms and reading.tag in "NAMKQDRG" and not self._adverbial(at, frame):
                return Content(at, self._nominal_end(at), len(reading.particles), frame)
        if "obj" in frames and self._object(at, cue):
            last = self._nominal_end(at)
            if cue.cue.frames[0] == "obj" and "b" in frames and (complement := self._complement(last)) is not None:
                last = self._end(complement)  # «وصف المصفاة، في جلسة، بأنها قنبلة»
            return Content(at, last, 0, "obj")
        return None

    def _complement(self, at: int) -> int | None:
        """Return the word «بأنه» to which an object that ends before a word waits, with no verb between."""
        for ahead in range(at, min(at + 12, len(self.read))):
            if self.tokens.breaks(ahead) or self.read[ahead].tag == "V" or ahead in self.cued:
                return None
            if self.read[ahead].particles == "ب" and self.is_that(ahead):
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
        if behind < len(self.read) and self.is_that(behind):  # «أبلغ الصحفيين أن», but «وصف القرار بأنه»
            return self.read[behind].particles.startswith("و") or (
                self.read[behind].particles == "ب" and cue.cue.frames[0] == "obj"
            )
        return True

    def _that_ahead(self, at: int) -> bool:
        """Whether «أن» follows soon behind a word, with no verb between."""
        for ahead in range(at, min(at + 15, len(self.read))):
            if self.is_that(ahead):
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

    def _end(self, first: int, shortest: int = 0) -> int:
        """Return the word behind a content that begins at ``first``; quotations of fewer than ``shortest`` words do not count."""
        quoted = self.syntax.depths[first] > 0 and (
            first == 0 or self.syntax.depths[first - 1] < self.syntax.depths[first] or self._opens(first)
        )
        last = self.segment(first)[1]
        if quoted:
            last = max(last, self.quotation_end(first)) if self._spans_sentences(first) else last
            closing = self.quotation_end(first)
            if closing < last and closing - first >= shortest and self._ended(closing):
                last = closing
        while last < len(self.read) and (not self.tokens.breaks(last) or self._inside(last)) and self._goes_on(last):
            last = self.segment(last)[1]
        for at in range(first + 1, last):
            cue = self.cued.get(at)
            after = self.syntax.gaps[at] == "comma" and self.tokens.forms[at] in ("بعدما", "بعد")
            if after and any(i in self.cued and self.cued[i].kind == "verb" for i in range(at + 1, last)):
                return at  # «…، بعدما كان أكد أن»
            ended = self.syntax.gaps[at] in ("comma", "ended") or self.syntax.gaps[at - 1] == "comma"
            if (
                cue is not None
                and ended
                and self.syntax.depths[at] <= self.syntax.depths[first]
                and cue.kind in ("participle", "noun")
            ):
                return at - 1 if cue.kind == "noun" and self.syntax.gaps[at] == "" else at
        return last

    def of_noun(self, at: int) -> Content:
        """Return the content that begins with a noun."""
        return Content(at, self._nominal_end(at), 0, "obj")

    def _nominal_end(self, first: int) -> int:
        """Return the word behind a content that is a noun: it ends with the comma behind which a complement or a cue stands."""
        last = self._end(first)
        relative = False
        for at in range(first + 1, last):
            reading = self.read[at]
            if self.syntax.depths[at] > self.syntax.depths[first]:
                continue
            relative = (relative or reading.tag in "RS") and self.syntax.gaps[at] not in ("comma", "ended")
            if not relative and (self._new_predicate(at) or self.tokens.forms[at : at + 2] == ["جمله", "وتفصيلا"]):
                return at
            if self.syntax.gaps[at] not in ("comma", "ended"):
                continue
            if (
                (reading.tag == "P" and not reading.pronoun)
                or reading.tag in "RVCSBT"
                or reading.particles in ("ب", "ل", "و", "ف")
                or at in self.cued
            ):
                return at
        return last

    def _new_predicate(self, at: int) -> bool:
        """Whether a verb with a conjunction, or a negated one, goes on with something else: «بعصيان ثم عاد», «… ولم يعلّق»."""
        reading = self.read[at]
        if at in self.cued and self.cued[at].kind == "participle":
            return True
        follows = self.read[at + 1].tag if at + 1 < len(self.read) else ""
        if reading.tag == "G" and follows == "V":
            return True
        if reading.tag == "V" and (reading.particles[:1] in ("و", "ف") or self.tokens.forms[at - 1] in ("ثم", "فقد", "وقد")):
            return True
        return reading.tag == "C" and self.tokens.forms[at] in ("ثم", "لكن", "ولكن") and follows == "V"

    def _opens(self, at: int) -> bool:
        return any(mark in self.tokens.gap(at) for mark in "«“„")

    def _ended(self, at: int) -> bool:
        """Whether a closing mark before a word ends the sentence or is followed by a comma."""
        gap = self.tokens.gap(at).strip()
        return gap[-1:] in ("،", ",", ".") or (self.read[at].tag == "V" and at in self.cued)

    def _spans_sentences(self, first: int) -> bool:
        return self.quotation_end(first) > self.sentence_end(first)

    def _inside(self, at: int) -> bool:
        return self.syntax.depths[at] > 0 and self.syntax.depths[at - 1] > 0 and not self._closes(at)

    def _goes_on(self, at: int) -> bool:
        """Whether the segment that begins at a word belongs to the content before it."""
        if self._inside(at):
            return True
        if self.tokens.breaks(at):
            return False
        return self.is_that(at) and self.read[at].particles.startswith("و")

    def before(self, at: int) -> Content | None:
        """Return the clause that ends before a word, to which an attribution behind it belongs."""
        if at == 0 or self.tokens.breaks(at):
            return None
        first = self.segment(at - 1)[0]
        if self.segment(at)[0] < at:
            first = self.segment(at)[0]
        first = self._innermost(self._without_opener(first, at), at)
        if first >= at:
            return None
        skip = len(self.read[first].particles) if self.read[first].particles in ("و", "ف") else 0
        return Content(first, at, skip, "before")

    def _innermost(self, first: int, last: int) -> int:
        """Return where the last clause between two words begins: a verb that describes («اشتباكات أسفرت عن»), or «بعد أن»."""
        begins = first
        for clause in self.syntax.clauses:
            if clause.first <= first or clause.first >= last or clause.last < last or clause.verb is None:
                continue
            if clause.kind == "further" and self._describes(clause.verb):
                begins = clause.verb
            elif clause.kind == "that" and self.tokens.forms[clause.first - 1] in ("بعد", "قبل"):
                begins = clause.first + 1
        return begins

    def _describes(self, verb: int) -> bool:
        """Whether a verb describes the indefinite noun right before it."""
        before = self.read[verb - 1]
        found = before.analysis
        return (
            self.syntax.gaps[verb] == "" and before.tag in "NA" and found is not None and not found.article and not before.pronoun
        )

    def _without_opener(self, first: int, last: int) -> int:
        while first < last and (self.read[first].tag in "CST" or (first in self.cued and self.cued[first].kind in ("prep",))):
            first += 1
        return first

    def quoted_before(self, at: int) -> Content | None:
        """Return the quotation that ends right before a word: «…»، قال فلان."""
        if (
            at == 0
            or self.tokens.breaks(at)
            or self.syntax.depths[at - 1] == 0
            or self.syntax.depths[at] >= self.syntax.depths[at - 1]
        ):
            return None
        first, depth = at - 1, self.syntax.depths[at - 1]
        while first > 0 and self.syntax.depths[first - 1] >= depth and not self._opens(first):
            first -= 1
        return Content(first, at, 0, "quote") if at - first >= 2 else None

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
