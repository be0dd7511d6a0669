"""What is said: where the content of a cue begins, by its frames."""

from isnad.annotation.clauses import Syntax, is_time
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.extents import Content, Extents
from isnad.annotation.statements.frames import Frames
from isnad.annotation.tokens import COMMAS
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context
from isnad.model import Span

_ATTRIBUTION = 22  # words of an attribution between commas
_INSERTED = 20  # words of what stands between commas before a content


class Contents:
    """The contents of one text."""

    def __init__(self, syntax: Syntax, extents: Extents) -> None:
        self.syntax, self.tokens, self.read, self.extents = syntax, syntax.tokens, syntax.readings, extents
        self.frames = Frames(syntax, extents)

    def behind(self, cue: Found, subject: Phrase | None, source_end: int = 0) -> Content | None:
        """Return what follows a cue under one of its frames; ``source_end`` is the word behind its subject."""
        if self._is_relative(cue):
            found: Content | None = self.frames.told(cue.first - 1)
            if found is not None or self.read[cue.first].pronoun:
                return found
        if cue.begins is not None:
            first = cue.begins - (self.read[cue.begins - 1].tag == "Q")  # «ينفي [أي] صلة بها»
            return Content(first, self.extents.nominal_end(cue.begins), len(self.read[first].particles), "owned")
        found = _Search(self.syntax, self.frames, cue, subject, source_end).content()
        return found if found is None else found._replace(last=self._main_clause(cue, found))

    def _main_clause(self, cue: Found, content: Content) -> int:
        """Return where a content ends before the clause that its cue only describes goes on: «أسمرا، التي أنكرت …، لم تشرح»."""
        at = cue.first - 1
        while at > 0 and self.read[at].tag in "TG":
            at -= 1
        if cue.kind != "verb" or at < 1 or self.read[at].tag != "R" or self.tokens.forms[at].endswith(("ما", "من")):
            return content.last
        opens = at - 1 == self.tokens.sentence_start(at) and self.syntax.gaps[at] == ""  # «فالرجل الذي أقسم أن …، أقرّ»
        if content.how not in ("that", "quote") or (self.syntax.gaps[at] != "comma" and not opens):
            return content.last
        depth = self.syntax.depths[cue.first]
        inside = (i for i in range(content.first + 1, content.last) if self.syntax.gaps[i] == "comma")
        goes_on = (
            i for i in inside if self.syntax.depths[i] <= depth and self.read[i].tag in "VG" and not self.read[i].particles
        )
        return next(goes_on, content.last)

    def _is_relative(self, cue: Found) -> bool:
        """Whether a verb stands behind «ما»: «ما أعلنته الوزارة عن …»."""
        if cue.kind != "verb" or cue.first == 0:
            return False
        if cue.cue.weak and (cue.told is None or cue.told.lemma.form not in context("spreads")):
            return False
        return self.read[cue.first - 1].tag in "RG" and self.tokens.forms[cue.first - 1].endswith("ما")

    def span(self, content: Content) -> Span:
        """Return the surface of a content."""
        return self.tokens.span(content.first, content.last, content.skip)


class _Search:
    """The search for the content of one cue, word by word, up to the end of its sentence."""

    def __init__(self, syntax: Syntax, frames: Frames, cue: Found, subject: Phrase | None, source_end: int) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.frames, self.extents = frames, frames.extents
        self.cue, self.subject, self.source_end = cue, subject, source_end
        self.weak, self.that, self.quote = cue.cue.weak, "that" in cue.cue.frames, "quote" in cue.cue.frames
        self.end = self.extents.sentence_end(cue.open - 1)
        self.base = self._behind_insertion(cue.open - 1)
        self.clause_end = self.extents.segment(self.base)[1]
        self.relative = False  # whether the word stands in a relative clause
        self.marked = False  # whether a relative pronoun opens that clause
        self.saying = False  # whether that clause says something itself: its «أن» is its own

    def content(self) -> Content | None:
        """Return the content; None where something else begins before one is found."""
        at = self.cue.open
        while at < self.end:
            if self.subject is not None and self.subject.first <= at < self.source_end:
                at = self.source_end
                continue
            if at in self.extents.addressed and at > self.cue.first:
                at = self.extents.quotation_end(at)
                continue
            if self.read[at].tag == "D" and at == self.cue.open and self.subject is not None and self.subject.first == at + 1:
                return Content(at, at + 1, 0, "obj") if "obj" in self.cue.cue.frames else None  # «نفى ذلك مدير المستشفى»
            found = self._opened(at) or self._deed(at) or self._behind_inserted(at)
            if found is not None:
                return found
            self._follow(at)
            joined = self.weak and self.read[at].particles.startswith("و")  # «أن الطائرة نقلت …، وأن طائرة ثانية …»
            if self._opens_that(at) and not (self.relative and self.saying) and not joined:
                if self.frames.is_complement(at, self.cue.cue.frames):
                    return self.extents.behind_that(at)
                self.relative = self.marked = True  # «قال قبل أن يغادر: «…»»
            if self.quote and (not self.weak or at == self.cue.open) and self._quoted(at) and self._fresh(at):
                return Content(at, self.extents.end(at), 0, "quote")
            if self._is_predicate(at):
                return None
            if (resumed := self._behind_attribution(at)) is not None:
                return self.extents.behind_that(resumed)
            if self._is_other_cue(at) or self._is_beyond(at):
                return None
            if at < self.clause_end and not self.weak and not self.relative:
                found = self.frames.nominal(at, self.cue, self.source_end)
                if found is not None:
                    return found
            at += 1
        return self._next_sentence()

    def _opened(self, at: int) -> Content | None:
        """Return what a colon, or «ما» with a clause of its own, opens."""
        if at > self.cue.first and ":" in self.tokens.gap(at) and not self._is_hour(at):
            if self._opens_that(at) and not self.read[at].particles and (told := self.extents.behind_that(at)) is not None:
                return told  # «قالت في بيان: إنها ستعيد البث»
            return Content(at, self.extents.end(at), 0, "quote")
        if not self.weak and not self.relative and self.frames.takes(at, self.cue.cue.frames):
            frames = self.cue.cue.frames
            return self.frames.described(at, self.end, frames) or self.frames.told(at) or self.frames.whatever(at, frames)
        return None

    def _deed(self, at: int) -> Content | None:
        """Return the object that begins with a masdar read as a verb: «أعلن الاتحاد [توصل] الجارين إلى تفاهم».

        Behind a verb and its subject no other verb stands without a conjunction.
        """
        if self.weak or "obj" not in self.cue.cue.frames or self.read[at].tag != "V" or self.read[at].particles:
            return None
        behind = self.subject is not None and at == self.source_end and self.subject.first >= self.cue.last
        told = at == self.cue.open + 3 and self.tokens.forms[self.cue.open] == "ل" and self.syntax.gaps[at] == "closing"
        if not (behind or told) or self.syntax.gaps[at] not in ("", "closing") or self._asks(at):
            return None
        noun = any(a.pos in ("masdar", "noun") and not a.particles and not a.article for a in analyses(self.tokens.forms[at]))
        definite = self.tokens.forms[at - 1].startswith("ال") or self._after_definite(at)
        return Content(at, self.extents.nominal_end(at), 0, "obj") if noun and definite else None

    def _behind_inserted(self, at: int) -> Content | None:
        """Return the content that opens behind what is inserted between commas: «نفى الوزير، رداً على سؤال، وجود …»."""
        if at <= self.cue.first or self._reports(at) or not self._is_comma(at) or self._opens(at) is not None:
            return None
        relative = self.read[at].tag == "R" or self._asks(at)
        for ahead in range(at + 1, min(at + _INSERTED, self.end)):
            if self._is_comma(ahead) and self.syntax.depths[ahead] <= self.syntax.depths[self.cue.first]:
                found = self._opens(ahead)
                if found is not None:
                    return found
                relative = relative or self.read[ahead].tag == "R" or self._asks(ahead)
            if not relative and (self._tells(ahead) or self._reports(ahead)):
                return None
        return None

    def _reports(self, at: int) -> bool:
        """Whether a cue other than a noun («في بيان») stands at a word."""
        return at in self.extents.cued and self.extents.cued[at].kind != "noun"

    def _is_comma(self, at: int) -> bool:
        return not COMMAS.isdisjoint(self.tokens.gap(at))

    def _opens(self, at: int) -> Content | None:
        """Return the content that opens at a word behind a comma under the frames of the cue."""
        if self.read[at].particles[:1] in ("و", "ف"):
            return None
        if self._opens_that(at):
            return self.extents.behind_that(at) if self.frames.is_complement(at, self.cue.cue.frames) else None
        if not self.weak and self.frames.takes(at, self.cue.cue.frames):
            return self.frames.told(at)  # «نفى الوزير، في تصريحات، ما تردد عن …»
        return None if self.weak else self.frames.nominal(at, self.cue)

    def _asks(self, at: int) -> bool:
        """Whether a verb tells on which terms a source speaks: «طلب عدم ذكر اسمه», «تحدث شرط عدم …»."""
        found = self.read[at].analysis
        return self.read[at].tag == "V" and found is not None and found.lemma.form in context("asks")

    def _sees(self, at: int) -> bool:
        """Whether a verb tells who has seen a text: «وثائق اطلعت عليها الصحيفة»."""
        found = self.read[at].analysis
        return found is not None and found.lemma.form in context("sees")

    def _tells(self, at: int) -> bool:
        """Whether a verb goes on with something else: none that describes an indefinite noun («في تقرير نشرته») or asks."""
        return self.read[at].tag == "V" and not self._asks(at) and (self._after_definite(at) or self.syntax.gaps[at] != "")

    def _is_hour(self, at: int) -> bool:
        """Whether a colon before a word stands between the numbers of an hour: «11:30»."""
        return self.tokens.forms[at][:1].isdigit() and self.tokens.forms[at - 1][-1:].isdigit()

    def _follow(self, at: int) -> None:
        """Note whether a relative clause begins or ends at a word."""
        if self.read[at].tag == "R" or (self.read[at].tag == "X" and self.read[at].particles == "و" and self._is_comma(at)):
            self.relative = self.saying = self.marked = True
            return
        if self.relative and not self.marked and self._behind_time(at):
            self.relative = False  # «نفت في بيان أصدرته عصر الاثنين تلقي أي تحذير»
        if self._is_comma(at) or self.syntax.gaps[at] == "ended":
            self.relative = False
        if self._is_predicate(at) and self._describes(at):
            # «في تقرير نشرته» has said its own already, «خبير تحدث إلى الصحيفة» says it at the cue
            own = at in self.extents.cued and not self.extents.cued[at].written  # «بيان نُشر على الإنترنت» says it at the cue
            says = own and not self.read[at].pronoun and not self._asks(at) and not self._sees(at)
            self.relative, self.saying, self.marked = True, says, False

    def _behind_time(self, at: int) -> bool:
        """Whether a phrase begins right behind one that says when."""
        index, before = self.syntax.phrase_at[at], self.syntax.phrase_at[at - 1]
        return index >= 0 and index != before >= 0 and is_time(self.syntax, self.syntax.phrases[before])

    def _opens_that(self, at: int) -> bool:
        return self.that and self.extents.is_that(at)

    def _is_predicate(self, at: int) -> bool:
        """Whether a verb says something else of the subject."""
        return self.read[at].tag == "V" and not self.relative and not self._auxiliary(at) and at not in self.extents.quoted

    def _describes(self, at: int) -> bool:
        """Whether a verb opens a clause that describes what stands before it, with no relative pronoun."""
        indefinite = self.subject is not None and not self._is_definite(self.subject)
        return indefinite or self.syntax.gaps[at] in ("comma", "ended", ")") or not self._after_definite(at)

    def _is_other_cue(self, at: int) -> bool:
        cue = self.extents.cued.get(at)
        if cue is None or at <= self.cue.first or self.relative:
            return False
        if cue.kind == "prep" and self.tokens.forms[at : at + 2] == ["علي", "لسان"]:
            return False  # «مشددة على لسان متحدث على ضرورة …»
        return cue.kind in ("verb", "participle", "prep", "adverb")

    def _behind_attribution(self, at: int) -> int | None:
        """Return «أن» with which a clause goes on behind an attribution between commas: «ذكرت الصحيفة، نقلاً عن شهود، أن …»."""
        cue = self.extents.cued.get(at)
        if cue is None or cue.kind != "prep" or not self.that or self.syntax.gaps[at] not in ("comma", "ended"):
            return None
        for ahead in range(at + 1, min(at + _ATTRIBUTION, self.end)):
            if self.syntax.gaps[ahead] in ("comma", "ended") and self.extents.is_that(ahead):
                return ahead if self.read[ahead].particles in ("", "ب") else None
        return None

    def _is_beyond(self, at: int) -> bool:
        """Whether a word stands behind the clause of the cue, more than an insertion away."""
        if at < self.clause_end or self._opens_that(at):
            return False
        verb = self.read[at].tag == "V" and at not in self.extents.quoted
        return self.extents.segment_at[at] > self.extents.segment_at[self.base] + 1 or verb

    def _next_sentence(self) -> Content | None:
        """Return the quotation behind a colon with which the next sentence opens."""
        end = self.end
        if end < len(self.read) and self.quote and self._quoted(end) and ":" in self.tokens.gap(end):
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
        unnamed = self._asks(first)  # «، طلب عدم ذكر اسمه،»
        follows = self.read[last].tag in "NAMSP" and self.read[last].particles[:1] not in ("و", "ف")
        cued = any(i in self.extents.cued for i in range(first + unnamed, last))
        return last if (verbless or unnamed) and follows and not cued else at

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

    def _quoted(self, at: int) -> bool:
        """Whether a quotation opens before a word."""
        gap = self.tokens.gap(at)
        return (
            self.syntax.depths[at] > (self.syntax.depths[at - 1] if at else 0)
            or any(mark in gap for mark in "«“„")
            or (self.syntax.depths[at] > 0 and gap.strip()[-1:] in ('"', "”", "'") and gap.strip() != "")
        )

    def _is_shout(self, at: int) -> bool:
        """Whether a short quotation right behind a verb ends its sentence: «هتفوا "استقالة"»."""
        closing = self.extents.quotation_end(at)
        return at == self.cue.open and not self.weak and (closing >= len(self.read) or self.tokens.breaks(closing))

    def _fresh(self, at: int) -> bool:
        """Whether a quotation is what is said, not a quoted word in a phrase: nothing but the subject stands before it."""
        if self.extents.quotation_end(at) - at < 3 and not self._is_shout(at):
            return False
        if at in self.extents.addressed:
            return False  # «أقرّ لشبكة «سي إن إن» بفقدان الاتصال»
        before = at - 1
        if before < self.cue.open or (self.subject is not None and before < self.source_end):
            return True
        return self.syntax.gaps[at] in ("comma", "ended", "colon") or self.read[before].tag != "P"
