"""Statements behind a mere colon: «باريس: …», and the answers of a printed interview («ج: …»)."""

from collections import Counter
from functools import cached_property
from typing import Literal

from isnad.annotation.clauses import is_time
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.extents import Content
from isnad.annotation.statements.named import SPEAK
from isnad.annotation.statements.readers import Reader
from isnad.annotation.statements.said import Said, Text, Voice
from isnad.languages import cues as lexicon
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, heads

_LONGEST_LABEL = 7  # words between a name and a colon before a quotation
_OWN = frozenset(("خاص", "خاصه", "مصور", "مصوره"))  # of what an outlet has made itself
_OPENING = 8  # words behind a colon within which a clause has its verb
_OFTEN = 3  # lines that the name of one who answers opens
_QUOTED = lexicon.Cue("assert", ("quote",))
_QUESTIONS, _ANSWERS = frozenset(("س", "سؤال", "سوال")), frozenset(("ج", "جواب"))


class Answers(Reader):
    """Reads the answers of an interview."""

    @cached_property
    def interviewed(self) -> Phrase | None:
        """The name, nearest before the first question, of the one who answers; None where no interview is printed."""
        first = self._first_question()
        start = self.tokens.span(first, first + 1).start
        named = Counter(e.id for e in self.speakers.entities if e.type == "PER" and e.start < start).most_common(1)
        for at in range(first - 1, -1, -1):
            entity = self.speakers.at[at]
            if entity is not None and named and entity.id == named[0][0] and self.speakers.is_first(at):
                return Phrase(at, min(self.speakers.end_of(at), first))
        return None

    def _first_question(self) -> int:
        """Return the first word «س» that opens a sentence before a colon, 0 where none does."""
        for at in range(len(self.read) - 1):
            asked = self.tokens.forms[at] in _QUESTIONS and ":" in self.tokens.gap(at + 1)
            if asked and self.extents.sentence_start(at) == at:
                return at
        return 0

    def said(self, cue: Found) -> list[Said]:
        """Read an answer: the whole paragraph behind «ج:»."""
        last = next((at for at in range(cue.first + 1, len(self.read)) if "\n" in self.tokens.gap(at)), len(self.read))
        phrase = self.interviewed
        if phrase is None:
            return []
        voice = Voice(self.speakers.speaker(phrase, phrase.last), None, "answer")
        return self.text.made(cue, voice, Content(cue.first, last, 0, "answer"), "answer")


class Colons(Reader):
    """Reads colons behind a name that opens its sentence."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.answers = Answers(text)

    def cues(self) -> list[Found]:
        """Return the colons behind somebody's name alone at the beginning of a sentence («باريس: …»), and those of answers."""
        kinds = ((at, self._kind(at)) for at, gap in enumerate(self.tokens.gaps) if at and ":" in gap)
        return [Found(at, at, 0, kind, _QUOTED, open=at) for at, kind in kinds if kind is not None]

    def _kind(self, at: int) -> Literal["colon", "answer"] | None:
        """Return what the colon before a word is, None where it is no cue."""
        if "\n" in self.tokens.gap(at):
            return None
        first = self.extents.sentence_start(at - 1)
        if first == at - 1 and self.tokens.forms[first] in _ANSWERS and self.answers.interviewed is not None:
            return "answer"
        label, following = self._label(at), self.text.phrase(at)
        if following is not None and is_time(self.syntax, following):
            return None
        quotes = self._quoted_from(at) is not None
        return "colon" if quotes or (label is not None and self._labels(label, at)) else None

    def _label(self, colon: int) -> Phrase | None:
        """Return the phrase that opens the sentence of a colon, behind the hour and a ticker's mark: «عاجل | …», «18:40 …»."""
        at = self.extents.sentence_start(colon - 1)
        while at < colon - 1 and (self.tokens.forms[at][:1].isdigit() or self.tokens.forms[at] in context("ticker")):
            at += 1
        phrase = self.text.phrase(at)
        return None if phrase is None else Phrase(max(phrase.first, at), phrase.last)

    def _quoted_from(self, colon: int) -> tuple[Phrase, Phrase] | None:
        """Return whom an outlet quotes before a colon, and the outlet: «القناة 12 عن [مصدر أمني]: …»."""
        outlet = self._label(colon)
        if outlet is None:
            return None
        at = next((i for i in range(outlet.last, colon - 1) if self.tokens.forms[i] == "عن"), None)
        source = self.text.phrase(at + 1) if at is not None else None
        plain = not any(reading.tag in "VSR" for reading in self.read[outlet.first : colon])
        named = self.speakers.is_outlet(outlet.first) or self.speakers.bare(outlet.first) in context("medium")
        ends = source is not None and source.first == (at or 0) + 1 and colon - _LONGEST_LABEL <= source.last <= colon
        return (source, outlet) if source is not None and ends and plain and named else None

    def _labels(self, phrase: Phrase, colon: int) -> bool:
        """Whether a phrase that opens a sentence says whose words follow a colon: «باريس: …», «الوزير للصحافيين: «…»»."""
        head = self.speakers.head(phrase)
        entity, form = self.speakers.at[head], self.speakers.bare(head)
        quoted = self.syntax.depths[colon] > self.syntax.depths[colon - 1]
        told = quoted or any(reading.tag == "V" for reading in self.read[colon : colon + _OPENING])
        named = (entity is not None and entity.type in SPEAK) or self.speakers.is_body(head) or form in context("medium")
        if entity is not None and self._is_topic(phrase, colon):
            return False
        office = self.speakers.is_office(phrase) or self.speakers.entity(phrase, ("PER",)) is not None
        body = told and self._is_organisation(form) and self.speakers.entity(phrase, SPEAK) is not None  # «حركة حماس: …»
        source = form in lexicon.sources("source") or form == "مصدر"  # «مصدر أمني: …», not «المصدر: وكالات»
        if source and not (told and phrase.size > 1 and self.speakers.whole(head) == form):
            return False
        if source and self.tokens.forms[phrase.last - 1] in _OWN:
            return False  # «تقرير خاص: أين تذهب الذرة»
        if not (named or office or source or body):
            return False
        if any(self.tokens.gap(at) == "  " for at in range(phrase.first + 1, colon)):
            return False  # «تونس ـ خاص: …» is a dateline
        rest = self.read[phrase.last : colon]
        if any(reading.tag in "VSR" for reading in rest):
            return False
        described = (quoted or (office and told)) and len(rest) <= _LONGEST_LABEL  # «الناطق باسم الجيش: الهدنة انهارت»
        return phrase.last == colon or described

    @staticmethod
    def _is_organisation(form: str) -> bool:
        """Whether a noun heads the names of bodies: «حركة», «وكالة», «شركة»."""
        head = heads().get(form)
        return head is not None and head.kind == "organisation"

    def _is_topic(self, phrase: Phrase, colon: int) -> bool:
        """Whether a country's name only says what a headline is about («ليبيا: وباء …»), or a city where a page was written."""
        entity = self.speakers.at[phrase.first]
        if entity is None or entity.type != "GPE":
            return False
        last = self.extents.quotation_end(colon)
        quoted = self.syntax.depths[colon] > self.syntax.depths[colon - 1]
        ends = last >= len(self.read) or "\n" in self.tokens.gap(last)
        if quoted and ends and all(reading.tag in "NAM" for reading in self.read[colon:last]):
            return True  # «لندن: «المنبر العربي»»
        known = gazetteer().bare(self.tokens.words, phrase.first)
        capital = known is None or "capital" in known.value.names[0].settings
        return not capital and not quoted and self.read[phrase.first].particles != "و"

    @cached_property
    def _labelled(self) -> Counter[str]:
        """How many lines each name opens with a colon behind it: the one who answers in an interview opens many."""
        starts = (at for at in range(len(self.read)) if self._opens_line(at))
        named = ((entity, self.speakers.end_of(at)) for at in starts if (entity := self.speakers.at[at]) is not None)
        return Counter(e.id for e, end in named if e.type == "PER" and end < len(self.read) and ":" in self.tokens.gap(end))

    def _opens_line(self, at: int) -> bool:
        return at == 0 or "\n" in self.tokens.gap(at)

    def _line_end(self, at: int) -> int:
        return next((i for i in range(at + 1, len(self.read)) if self._opens_line(i)), len(self.read))

    def said(self, cue: Found) -> list[Said]:
        """Read what follows a colon, up to the end of a quotation."""
        first, content = self.extents.sentence_start(cue.first - 1), self.hosts.following(cue.first)
        phrase = self._label(cue.first)
        if content is None or phrase is None:
            return []
        media: tuple[str, ...] = ()
        if (quoted := self._quoted_from(cue.first)) is not None:
            phrase, outlet = quoted
            media = self.speakers.speaker(outlet, outlet.last).ids[:1]
        if self._opens_line(first) and (entity := self.speakers.at[first]) is not None and self._labelled[entity.id] >= _OFTEN:
            content = content._replace(last=self._line_end(cue.first))
        if self.extents.quotation_end(cue.first) > content.last:
            content = content._replace(last=self.extents.quotation_end(cue.first))
        voice = Voice(self.speakers.speaker(phrase, cue.first), None, "label")
        return self.text.made(cue, voice, content, "colon", media)
