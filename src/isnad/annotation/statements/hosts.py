"""The clause to which an attribution belongs: before it, behind it, or around it; and how far the attribution reaches."""

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.extents import Content
from isnad.annotation.statements.said import Part
from isnad.annotation.tokens import COMMAS
from isnad.languages.naming import context

_RELATIVE = 24  # words of a relative clause of a source
_DESCRIBED = 16  # words of a clause that describes a source


class Hosts(Part):
    """The clauses beside the attributions of one text."""

    def opens(self, at: int) -> bool:
        """Whether an attribution at a word opens its sentence or, with «و», a new clause; or stands behind the conjunction."""
        if self.tokens.breaks(at) or self.syntax.gaps[at] in ("line", "stop"):
            return True
        if self.read[at].particles == "و" and self.syntax.gaps[at] in ("comma", "ended"):
            return True  # «…، ووفقاً للوزارة، ارتفع العدد»
        return self.tokens.breaks(at - 1) and self.read[at - 1].tag == "C"

    def around(self, first: int, end: int) -> Content | None:
        """Return the clause in which an attribution stands, from its beginning to where it resumes and ends."""
        before, quoted = self.before(first), self.quoted_before(first)
        if before is None:
            return None
        opens = quoted is not None and (
            quoted.first == self.extents.sentence_start(first) or "،" in self.tokens.gap(quoted.first)
        )
        if quoted is not None and opens and self.read[first].tag in "CP":
            return quoted  # «…»، كما يقول الخبير
        whole = before.first == self._last_part(before.first, first)
        figure = not any(reading.tag == "V" for reading in self.read[before.first : first])
        if figure and self.syntax.gaps[first] == "" and whole:
            return before  # «، وسبعة وفق النقابة، قضت المحكمة»
        if end < len(self.read) and not self.tokens.breaks(end) and self._resumes(end, first):
            last = max(self.extents.segment(end)[1], self.extents.quotation_end(end))
            if (that := self._complement(end)) is not None:
                return that
            opener = next((at for at in range(first - 1, before.first, -1) if self.extents.is_that(at)), None)
            if opener is not None and opener + 1 < first:  # «قال إن البيانات، وفق الوزارة، غير دقيقة»
                before = before._replace(first=opener + 1, skip=0)
            return before._replace(last=last)
        return before

    def _resumes(self, at: int, cue: int) -> bool:
        """Whether the clause before an attribution goes on behind it: «أسفرت، بحسب الوزارة، عن مقتل»."""
        reading = self.read[at]
        if reading.particles.startswith(("و", "ف")) or at in self.extents.cued or reading.tag in "CR":
            return False
        if COMMAS.isdisjoint(self.tokens.gap(at)):
            return False
        if self.syntax.depths[at] > 0 or reading.tag in "VS":
            return True
        verbs = [i for i in range(self.extents.segment(cue - 1)[0], cue) if self.read[i].tag == "V"]
        return not verbs or verbs[-1] == cue - 1 or self._awaits(verbs[-1], cue)

    def _complement(self, at: int) -> Content | None:
        """Return the clause that is all that is said behind an attribution: «تنص المعاهدة، بحسب الوزارة، على أن [...]»."""
        if self.tokens.forms[at] != "علي" or at + 1 >= len(self.read) or not self.extents.is_that(at + 1):
            return None
        content = self.extents.behind_that(at + 1)
        while content is not None and self.tokens.forms[content.last : content.last + 1] == ["وعلي"]:
            more = self.extents.behind_that(content.last + 1) if self.extents.is_that(content.last + 1) else None
            if more is None:
                break
            content = content._replace(last=more.last)  # «، وعلى أن تدرّب باكستان …»
        return content

    def _awaits(self, verb: int, at: int) -> bool:
        """Whether nothing but the subject stands behind a verb up to a word: «وتعتزم تونس، وفق مصدر، التوجه إلى …»."""
        index = self.syntax.phrase_at[verb + 1]
        return index >= 0 and self.syntax.phrases[index].last == at and self.syntax.governed(self.syntax.phrases[index]) is None

    def following(self, first: int) -> Content | None:
        """Return the clause behind an attribution that opens a sentence, up to the sentence's end or its next attribution."""
        if first >= len(self.read) or self.tokens.breaks(first):
            return None
        if self.read[first].tag == "S" and first + 1 < len(self.read):
            first += 1
        last = self.extents.segment(first)[1]
        while (
            last < len(self.read)
            and not self.tokens.breaks(last)
            and last not in self.extents.cued
            and not self.extents.is_comment(last)
            and self.tokens.forms[last] not in context("contrast")
        ):
            last = self.extents.segment(last)[1]
        remark = (at for at in range(first + 1, last) if self._is_comma(at) and self.extents.is_comment(at))
        last = next(remark, last)  # «وبحسب السكان، فإن …، وهو ما تنفيه البلدية»
        return Content(first, last, 0, "after") if last > first else None

    def _is_comma(self, at: int) -> bool:
        return not COMMAS.isdisjoint(self.tokens.gap(at))

    def source_end(self, phrase: Phrase) -> int:
        """Return the word behind a source with its complements and its relative clause."""
        at = phrase.last
        if at < len(self.read) and self.speakers.quoted_name(phrase) is not None:
            at = self.extents.quotation_end(at)  # «صحيفة «لوموند»، …»
        while at < len(self.read) and (not self._ends_source(at) or self._is_outlet_name(at)):
            at += 1
        if at == phrase.last < len(self.read) and self.read[at].tag == "V" and self._describes(at):
            closing = next((i for i in range(at, min(at + _DESCRIBED, len(self.read))) if self._closes(i)), at)
            return at if self.tokens.breaks(closing) else closing  # «بحسب سكان فرّوا إلى المدينة، …»
        return at

    def _is_outlet_name(self, at: int) -> bool:
        """Whether the name of an outlet that is told something opens in quotation marks: «حسب ما صرّح به فلان لإذاعة «نسمات»»."""
        return at in self.extents.addressed and not self.tokens.breaks(at)

    def behind_relative(self, at: int) -> int:
        """Return the word behind the relative clause with which a source goes on: «للتقرير الذي [نشرته المنظمة]، فإن …»."""
        if at >= len(self.read) or self.tokens.breaks(at) or "R" not in (self.read[at].tag, self.read[at - 1].tag):
            return at
        return next((i for i in range(at + 1, min(at + _RELATIVE, len(self.read))) if self._closes(i)), at)

    def _closes(self, at: int) -> bool:
        """Whether a comma or the end of the sentence stands before a word."""
        return self.syntax.gaps[at] in ("comma", "ended") or self.tokens.breaks(at)

    def _ends_source(self, at: int) -> bool:
        """Whether something else than a complement of a source begins at a word."""
        marked = self.syntax.gaps[at] in ("comma", "ended", "colon", "opening", "stop", "closing")
        new = at in self.syntax.boundaries or self.read[at].tag in "VSC" or self.read[at].particles.startswith("و")
        return marked or new or self.tokens.breaks(at)

    def before(self, at: int) -> Content | None:
        """Return the clause that ends before a word, to which an attribution behind it belongs."""
        if at == 0 or self.tokens.breaks(at):
            return None
        first = self.extents.segment(at - 1)[0]
        if self.extents.segment(at)[0] < at:
            first = self.extents.segment(at)[0]
        first = self._innermost(self._without_opener(self._last_part(first, at), at), at)
        if first >= at:
            return None
        skip = len(self.read[first].particles) if self.read[first].particles in ("و", "ف") else 0
        return Content(first, at, skip, "before")

    def _last_part(self, first: int, last: int) -> int:
        """Return where the part of a clause begins to which alone an attribution right behind it belongs.

        It is what stands behind the last comma or colon where that is a figure («، وسبعة وفق النقابة») or begins with a verb
        («، قد تصل إلى ثمانية وفق الوكالة»), and what a figure is set against («لا 41 كما أعلن», «بدلاً من 7 كما ورد»).
        """
        if self.syntax.gaps[last] not in ("", "closing", "quote"):
            return first
        begins = next((at for at in range(last - 1, first, -1) if self._parts(at)), first)
        if begins > first:
            verbless = not any(reading.tag == "V" for reading in self.read[begins:last])
            figure = any(reading.tag == "K" for reading in self.read[begins:last])
            opens = self.read[begins].tag in "VTG" and self.read[begins].particles == ""
            opens = opens or self.tokens.forms[begins] in ("حين", "اذ", "حيث")
            if not (opens or (verbless and figure) or self.syntax.gaps[begins] == "colon"):
                begins = first
        against = (at + 1 for at in range(last - 2, begins - 1, -1) if self._sets_against(at) and self.read[at + 1].tag == "K")
        return next(against, begins)

    def _parts(self, at: int) -> bool:
        """Whether a comma or a colon stands before a word, outside of the quotation in which it may stand."""
        return self.syntax.gaps[at] in ("comma", "ended", "colon")

    def _sets_against(self, at: int) -> bool:
        """Whether a figure is set against another by a word: «لا 41», «بدلاً من 7»."""
        form = self.tokens.forms[at]
        return form in ("لا", "وليس", "ليس") or (form == "من" and self.tokens.forms[at - 1] in ("بدلا", "عوضا"))

    def _innermost(self, first: int, last: int) -> int:
        """Return where the last clause between two words begins: a verb that describes («اشتباكات أسفرت عن»), or «بعد أن»."""
        begins = first
        for clause in self.syntax.clauses_between(first, last):
            if clause.first <= first or clause.first >= last or clause.last < last or clause.verb is None:
                continue
            if clause.kind == "further" and self._describes(clause.verb) and not self.read[clause.verb].pronoun:
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
        """Return the first of two words less the conjunctions, and prepositions of attribution, that open a clause."""
        cued = self.extents.cued
        while first < last and (self.read[first].tag in "CST" or (first in cued and cued[first].kind == "prep")):
            first += 1
        return first

    def quoted_before(self, at: int) -> Content | None:
        """Return the quotation that ends right before a word: «…»، قال فلان."""
        if self.tokens.breaks(at):
            return None
        depths, first, depth = self.syntax.depths, at - 1, self.syntax.depths[at - 1]
        if depths[at] >= depth:
            return None
        while first > 0 and depths[first - 1] >= depth and not self.extents.opens(first):
            first -= 1
        says = at - first > 2 or any(self.read[i].tag == "V" for i in range(first, at))
        return Content(first, at, 0, "quote") if at - first >= 2 and says else None
