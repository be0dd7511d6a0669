"""How far words belong together: segments, sentences, quotations, and the contents that begin at a word."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.statements.additions import Additions
from isnad.annotation.statements.cues import Found
from isnad.annotation.tokens import COMMAS
from isnad.languages.folding import fold
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context

_RELATIVE = 14  # words of a relative clause between commas
_SOON = ("ساعات", "ساعه", "ساعتين", "دقايق", "قليل", "لحظات", "يوم", "يومين", "ايام")  # behind «بعد»: when something was said
_MEANWHILE = (["في", "حين"], ["في", "وقت"], ["علي", "لسان"])  # what ends a noun that is what was said
_AMONG = ("بينها", "بينهم", "بينهن", "بينهما", "منها", "منهم", "ضمنها", "ضمنهم", "ابرزها", "ابرزهم", "اهمها", "مثل")
_INSERTION = 12  # words of what is inserted between commas


class Content(NamedTuple):
    """The words [first, last), without ``skip`` letters of the first; ``how`` is the frame by which they were found."""

    first: int
    last: int
    skip: int
    how: str


class Extents:
    """The extents of one text; ``cued`` has its cues by their first word.

    ``quoted`` are the words of names in quotation marks, and of other names that were read as verbs or particles;
    ``addressed`` the first words of the names of outlets that are told something: «لشبكة «سي إن إن»»; ``named`` those of
    places that «و» joins to others, whatever else they were read as: «في سبها وبراك».
    """

    def __init__(
        self,
        syntax: Syntax,
        cues: Sequence[Found],
        quoted: frozenset[int] = frozenset(),
        addressed: frozenset[int] = frozenset(),
        named: frozenset[int] = frozenset(),
    ) -> None:
        self.syntax, self.tokens, self.read, self.quoted, self.addressed = (
            syntax,
            syntax.tokens,
            syntax.readings,
            quoted,
            addressed,
        )
        self.cued = {cue.first: cue for cue in cues}
        self.named = named
        self.additions = Additions(syntax)

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
        return self.tokens.sentence_end(at)

    def sentence_start(self, at: int) -> int:
        """Return the first word of a word's sentence."""
        return self.tokens.sentence_start(at)

    def quotation_end(self, at: int) -> int:
        """Return the word behind the quotation in which a word stands."""
        last = at + 1
        while last < len(self.read) and self.syntax.depths[last] >= self.syntax.depths[at] > 0 and not self._closes(last):
            last += 1
        return last

    def _closes(self, at: int) -> bool:
        gap = self.tokens.gap(at)
        return "»" in gap or ("”" in gap and "“" in gap)

    def end(self, first: int, shortest: int = 0) -> int:
        """Return the word behind a content that begins at ``first``; quotations of fewer than ``shortest`` words do not count."""
        last = self.segment(first)[1]
        if self._opens_quoted(first):
            closing = self.quotation_end(first)
            if closing > self.sentence_end(first):
                last = max(last, closing)
            if closing < last and closing - first >= shortest and self._ended(closing):
                last = closing
        depth = max(1, self.syntax.depths[first])
        while last < len(self.read) and self._goes_on(last, depth):
            last = self.segment(last)[1]
        last = self._behind_insertion(first, last)
        gaps, cued = self.syntax.gaps, self.cued
        marked = (at for at in range(first + 1, last) if gaps[at] or at in cued)  # no other word can cut
        return next((cut for at in marked if (cut := self._cut(at, first, last)) is not None), last)

    def is_comment(self, at: int) -> bool:
        """Whether the article's own «، وهو ما …», «، وهو رقم يقع بين …», «، الأمر الذي …» begins at a word."""
        if self.tokens.forms[at : at + 2] == ["الامر", "الذي"]:
            return True
        if self.read[at].tag != "X" or self.read[at].particles != "و" or at + 1 >= len(self.read):
            return False
        return self.tokens.forms[at + 1] == "ما" or self.tokens.forms[at + 1] in context("comments")

    def _contrasts(self, at: int) -> bool:
        """Whether somebody else, joined by «و», says something from a word on: «إنهم ألفان، والولاية لا تحصي غير ستمئة»."""
        index = self.syntax.phrase_at[at]
        if index < 0 or self.read[at].particles != "و" or self.read[at].tag not in "NM" or self.syntax.phrases[index].first != at:
            return False
        if self.tokens.bare(at, 1) in context("time"):
            return False
        verb = self.syntax.phrases[index].last
        verb += verb < len(self.read) and self.read[verb].tag == "G"
        return verb in self.cued and self.cued[verb].kind == "verb" and not self.cued[verb].cue.weak

    def _declines(self, at: int) -> bool:
        """Whether the article says from a word on what a speaker would not tell: «…، لكنه رفض الكشف عن الأرقام»."""
        but = self.read[at].pronoun != "" and self.tokens.forms[at].removeprefix("و").startswith("لكن")
        verb = self.read[at + 1] if but and at + 1 < len(self.read) else None
        return verb is not None and verb.analysis is not None and verb.analysis.lemma.form in context("declines")

    def _behind_insertion(self, first: int, last: int) -> int:
        """Return the end of a content whose subject alone stands before an insertion: «أن الحمولة، وقدرها طن، قانونية»."""
        index = self.syntax.phrase_at[first]
        if index >= 0 and (
            self._is_aside(self.syntax.phrases[index].last, last) or self._is_among(self.syntax.phrases[index].last, last)
        ):
            return self.segment(last)[1]
        if index < 0 or self.syntax.phrases[index].last != last or last >= len(self.read) or self.tokens.breaks(last):
            return last
        closing = next((at for at in range(last + 1, min(last + _INSERTION, len(self.read))) if self._is_comma(at)), None)
        if not self._is_comma(last) or closing is None or self.tokens.sentence(closing) != self.tokens.sentence(first):
            return last
        return self.segment(closing)[1]

    def _is_aside(self, at: int, last: int) -> bool:
        """Whether «، وهي …،» stands between two words, behind which the verb of a clause follows: «أن الطائرة، وهي …، دخلت»."""
        if not (at < last < len(self.read) and self._is_comma(at) and self._is_comma(last)) or self.tokens.breaks(last):
            return False
        return (
            self.read[at].tag == "X"
            and self.read[at].particles == "و"
            and self.read[last].tag == "V"
            and not self.read[last].particles
        )

    def _is_among(self, at: int, last: int) -> bool:
        """Whether «، من بينها …،» stands between two words, and the verb of a clause behind it: «أن مصارف، من بينها …، تضررت»."""
        if not (at < last < len(self.read) and self._is_comma(at) and self._is_comma(last)) or self.tokens.breaks(last):
            return False
        among = self.tokens.forms[at + (self.tokens.forms[at] == "من")].removeprefix("و") in _AMONG
        return among and self.read[last].tag in "VGT" and not self.read[last].particles

    def _is_comma(self, at: int) -> bool:
        return not COMMAS.isdisjoint(self.tokens.gap(at))

    def _opens_quoted(self, at: int) -> bool:
        """Whether a word is the first of a quotation."""
        return self.syntax.depths[at] > 0 and (at == 0 or self.syntax.depths[at - 1] < self.syntax.depths[at] or self.opens(at))

    def _cut(self, at: int, first: int, last: int) -> int | None:
        """Return where a content [first, last) ends because something else is said from a word on."""
        after = self.syntax.gaps[at] == "comma" and self.tokens.forms[at] in ("بعدما", "بعد", "رغم", "مع")
        after = after or (self.syntax.gaps[at] == "comma" and self.tokens.forms[at : at + 2] == ["علي", "الرغم"])
        if after and any(i in self.cued and self.cued[i].kind == "verb" for i in range(at + 1, last)):
            return at  # «…، بعدما كان أكد أن»
        if (
            self._is_comma(at)
            and self.syntax.depths[at] <= self.syntax.depths[first]
            and (self.is_comment(at) or self._contrasts(at) or self._declines(at))
        ):
            return at
        cue = self.cued.get(at)
        ended = self.syntax.gaps[at] in ("comma", "ended") or self.syntax.gaps[at - 1] == "comma"
        if cue is None or not ended or self.syntax.depths[at] > self.syntax.depths[first]:
            return None
        if cue.kind == "noun" and self.syntax.gaps[at] == "":
            return at - 1 if at - 1 > first and self.read[at - 1].tag == "P" else None  # «، وسط مخاوف من»
        if cue.kind == "noun":
            return at
        return at if cue.kind == "participle" else None

    def nominal_end(self, first: int) -> int:
        """Return the word behind a content that is a noun: it ends with the comma behind which a complement or a cue stands."""
        last = self.end(first)
        if last == first + 1 < len(self.read) and self._is_second_deed(last):
            last = self.end(last)
        while (
            last < len(self.read)
            and self.syntax.gaps[last] == "comma"
            and self.additions.adds_noun(first, last, self.segment(last)[1])
        ):
            last = self.segment(last)[1]
        relative, resumes = False, first
        for at in range(first + 1, last):
            reading = self.read[at]
            if self.syntax.depths[at] > self.syntax.depths[first]:
                continue
            relative = (relative or reading.tag in "RS") and self.syntax.gaps[at] not in ("comma", "ended")
            if self.syntax.gaps[at] == "comma" and self.additions.adds_noun(first, at, self.segment(at)[1]):
                continue  # «مليون دولار، إضافة إلى إطلاق السجينين»
            if reading.tag == "P" and self.tokens.forms[at : at + 2] in _MEANWHILE:
                return at  # «رحب بالعرض في حين لم يعرف رد غريمه»
            if not relative and self._opens_talk(at):
                return at  # «تبنى التنظيم العملية في بيان نشرته مواقع»
            if self.tokens.forms[at] == "بعد" and self.tokens.forms[at + 1 : at + 2][:1] and self.tokens.forms[at + 1] in _SOON:
                return at  # «نفت الشركة الاتهامات بعد ساعات من صدورها»
            if at == first + 1 and self._is_second_deed(at):
                continue  # «انهيار وتضرر عدد من المباني»
            if not relative and (self._new_predicate(at) or self.tokens.forms[at : at + 2] == ["جمله", "وتفصيلا"]):
                return at
            if not relative and at not in self.named and self.additions.new_subject(at):
                return at  # «جوبا تنفي وصول كتيبة ومجلس الأمن يبحث المعاهدة»
            if self.syntax.gaps[at] not in ("comma", "ended"):
                continue
            if self.tokens.forms[at] == "علي" and at + 1 < last and self.is_that(at + 1):
                continue  # «بفتح تحقيق، على أن تُعرض نتائجه»
            if at < resumes or (resumes := self._behind_relative(at, last)) > at:
                continue  # «في اندماج الجنود، الذين يفتقرون إلى الخبرة، مع الجيش»
            if (
                (reading.tag == "P" and not reading.pronoun)
                or reading.tag in "RVCSBT"
                or reading.particles in ("ب", "ل", "و", "ف")
                or at in self.cued
            ):
                return at
        return last

    def _is_second_deed(self, at: int) -> bool:
        """Whether a verb joined to a bare verbal noun can be one as well, before the noun that both have."""
        before, form = self.read[at - 1], self.tokens.forms[at]
        bare = (
            before.analysis is not None and before.analysis.pos == "masdar" and not before.analysis.article and not before.pronoun
        )
        deed = form.startswith("و") and len(form) > 3 and any(a.pos == "masdar" and not a.particles for a in analyses(form[1:]))
        return bare and deed and at + 1 < len(self.read) and self.read[at + 1].tag in "NQK" and self.syntax.gaps[at] == ""

    def _opens_talk(self, at: int) -> bool:
        """Whether it is said from a word on in what something was said: «في بيان», «خلال مؤتمر صحفي»."""
        if self.tokens.forms[at] not in ("في", "خلال", "عبر") or self.read[at - 1].tag in "VP" or at + 1 >= len(self.read):
            return False
        following = self.tokens.forms[at + 1]
        talk = following in context("talk") or following in context("texts")
        return talk and not any(self.opens(i) for i in range(at, self.segment(at)[1]))

    def _behind_relative(self, at: int, last: int) -> int:
        """Return the word with which a noun goes on behind a relative clause between commas, ``at`` where it does not."""
        if self.read[at].tag != "R":
            return at
        closing = next((i for i in range(at + 1, min(at + _RELATIVE, last)) if self.syntax.gaps[i] in ("comma", "ended")), None)
        if closing is None or self.read[closing].tag != "P" or self.read[closing].particles:
            return at
        return closing + 1

    def _new_predicate(self, at: int) -> bool:
        """Whether a verb with a conjunction, or a negated one, goes on with something else: «بعصيان ثم عاد», «… ولم يعلّق»."""
        reading = self.read[at]
        if at in self.named:
            return False
        if at in self.cued and self.cued[at].kind == "participle":
            return True
        follows = self.read[at + 1].tag if at + 1 < len(self.read) else ""
        before = self.read[at - 1]
        whom = before.tag == "A" and follows == "V" and self.read[at + 1].pronoun != ""  # «أطرافاً سياسية لم يسمّها»
        plain = (before.tag == "N" or whom) and before.analysis is not None and not before.analysis.article and not before.pronoun
        if reading.tag == "G" and follows == "V" and not reading.particles and plain and self.syntax.gaps[at] == "":
            return False  # «توعّد بردّ لن ينسوه»
        if reading.tag == "G" and follows and (follows == "V" or self.tokens.forms[at + 1] in ("اساس", "صحه", "اصل", "صحيح")):
            return True
        if reading.tag == "V" and (reading.particles[:1] in ("و", "ف") or self.tokens.forms[at - 1] in ("ثم", "فقد", "وقد")):
            return True
        return reading.tag == "C" and self.tokens.forms[at] in ("ثم", "لكن", "ولكن") and follows == "V"

    def opens(self, at: int) -> bool:
        """Whether a quotation opens right before a word."""
        gap = self.tokens.gap(at)
        return "«" in gap or "“" in gap or "„" in gap

    def _ended(self, at: int) -> bool:
        """Whether a closing mark before a word ends the sentence or is followed by a comma."""
        gap = self.tokens.gap(at).strip()
        return gap[-1:] in ("،", ",", ".") or (self.read[at].tag == "V" and at in self.cued)

    def _goes_on(self, at: int, depth: int) -> bool:
        """Whether the segment that begins at a word belongs to the content before it, in quotation marks of a ``depth``."""
        if self.syntax.depths[at] >= depth and self.syntax.depths[at - 1] >= depth and not self._closes(at):
            return True
        if self.tokens.breaks(at):
            return False
        if self._lists_quoted(at):
            return True
        return self.is_that(at) and self.read[at].particles.startswith("و")

    def _lists_quoted(self, at: int) -> bool:
        """Whether «و» with a further quoted name goes on with a list of such: «من بينها «ناتيكس»، و«سيتي»»."""
        gap = self.tokens.gap(at)
        joined = (
            self.tokens.forms[at] == "و" and at + 1 < len(self.read) and any(mark in self.tokens.gap(at + 1) for mark in '«“"')
        )
        return joined and any(mark in gap for mark in '»”"') and gap.strip(' »”"،') == ""

    def is_that(self, at: int) -> bool:
        """Whether a word is one of the particles behind which a content stands: «أنّ», «إنّ», «بأنّه» …"""
        reading = self.read[at]
        if reading.tag != "S" or at in self.quoted:
            return False  # «بان كي مون» is no «بأن»
        form = self.tokens.forms[at]
        bare = form[len(reading.particles) :] if form.startswith(reading.particles) else form
        bare = bare.removesuffix(fold(reading.pronoun)) if reading.pronoun else bare
        return bare in context("that")

    def behind_that(self, at: int) -> Content | None:
        """Return the content behind such a particle, None where nothing follows."""
        first = at + 1
        if first >= len(self.read) or self.tokens.breaks(first):
            return None
        return Content(first, self._with_circumstances(first, self.end(first, 4)), 0, "that")

    def _with_circumstances(self, first: int, last: int) -> int:
        """Return the end of a clause with what else it tells behind commas: «، فيما أصابت الرابعة البرج», «، واحتجزت بحارته».

        A clause in which somebody says something is none of it, nor one with a subject of its own behind «و».
        """
        while last < len(self.read) and not self.tokens.breaks(last) and self._is_comma(last):
            end = self.segment(last)[1]
            if self.syntax.depths[last] != self.syntax.depths[first]:
                break
            if self._describes(last):
                last = end  # «يعملون لحساب «أوبسيديان»، المسجلة في قبرص، عبروا الحدود»
                continue
            if self.syntax.gaps[last] != "comma":
                break
            silent = not any(at in self.cued for at in range(last, end))
            if not (
                self.additions.goes_on_together(first, last)
                or (silent and (self.additions.is_meanwhile(last) or self.additions.adds(first, last)))
            ):
                break
            last = end
        return last

    def _describes(self, at: int) -> bool:
        """Whether a definite adjective between commas describes a name, with the verb of the clause behind it."""
        found, near = self.read[at].analysis, range(at + 1, min(at + _INSERTION, len(self.read)))
        end = next((i for i in near if self._is_comma(i) or self.tokens.breaks(i)), len(self.read))
        adjective = found is not None and found.article and self.read[at].tag in "AN" and found.pos in ("adj", "participle")
        inside = any(reading.tag in "VRS" for reading in self.read[at:end])
        if not adjective or inside or end >= len(self.read) or self.tokens.breaks(end) or self.read[at].particles:
            return False
        return self.syntax.gaps[end] == "comma" and self.read[end].tag == "V" and not self.read[end].particles

    def of_noun(self, at: int) -> Content:
        """Return the content that begins with a noun."""
        return Content(at, self.nominal_end(at), 0, "obj")
