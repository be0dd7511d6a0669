"""Statements behind a mere colon: «باريس: …», and the answers of a printed interview («ج: …»)."""

from collections import Counter
from functools import cached_property

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.contents import Content, is_time
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.readers import Reader
from isnad.annotation.statements.said import Said, Text
from isnad.languages import cues as lexicon

_LONGEST_NAME = 7  # words before a colon
_QUESTIONS, _ANSWERS = frozenset(("س", "سؤال", "سوال")), frozenset(("ج", "جواب"))


class Answers(Reader):
    """Reads the answers of an interview."""

    @cached_property
    def interviewed(self) -> Phrase | None:
        """The name, nearest before the first question («س: …»), of the one who answers; None where no interview is printed."""
        questions = (
            at for at in range(1, len(self.read)) if self.tokens.forms[at - 1] in _QUESTIONS and ":" in self.tokens.gap(at)
        )
        first = next((at - 1 for at in questions if self.extents.sentence_start(at - 1) == at - 1), 0)
        named = Counter(
            e.id for e in self.speakers.entities if e.type == "PER" and e.start < self.tokens.span(first, first + 1).start
        )
        for at in range(first - 1, -1, -1):
            entity = self.speakers.at[at]
            if entity is not None and named and entity.id == named.most_common(1)[0][0] and self.speakers.is_first(at):
                last = at
                while last < first and self.speakers.at[last] is entity:
                    last += 1
                return Phrase(at, last)
        return None

    def said(self, cue: Found) -> list[Said]:
        """Read an answer: the whole paragraph behind «ج:»."""
        last = cue.first + 1
        while last < len(self.read) and "\n" not in self.tokens.gap(last):
            last += 1
        phrase = self.interviewed
        if phrase is None:
            return []
        return self.text.made(
            cue, self.speakers.speaker(phrase, phrase.last), Content(cue.first, last, 0, "answer"), (), None, "answer"
        )


class Colons(Reader):
    """Reads colons behind a name that opens its sentence."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.answers = Answers(text)

    def cues(self) -> list[Found]:
        """Return the colons behind somebody's name alone at the beginning of a sentence («باريس: …»), and those of answers."""
        found = []
        for at in range(1, len(self.read)):
            if ":" not in self.tokens.gap(at) or "\n" in self.tokens.gap(at):
                continue
            first = self.extents.sentence_start(at - 1)
            index = self.syntax.phrase_at[first]
            if first == at - 1 and self.tokens.forms[first] in _ANSWERS and self.answers.interviewed is not None:
                found.append(Found(at, at, 0, "answer", lexicon.Cue("assert", ("quote",)), open=at))
                continue
            if index < 0 or not self._labels(self.syntax.phrases[index], at):
                continue
            following = self.syntax.phrase_at[at]
            if following >= 0 and is_time(self.syntax, self.syntax.phrases[following]):
                continue
            found.append(Found(at, at, 0, "colon", lexicon.Cue("assert", ("quote",)), open=at))
        return found

    def _labels(self, phrase: Phrase, colon: int) -> bool:
        """Whether a phrase that opens a sentence says whose words follow a colon: «باريس: …», «الوزير للصحافيين: «…»»."""
        head = self.speakers.head(phrase)
        entity, form = self.speakers.at[head], self.speakers.bare(head)
        named = entity is not None and entity.type in ("PER", "ORG", "GPE")
        office = self.speakers.is_office(phrase) or self.speakers.entity(phrase, ("PER",)) is not None
        if not (named or office) or form in lexicon.sources("source") or form == "مصدر":
            return False
        quoted = self.syntax.depths[colon] > self.syntax.depths[colon - 1]
        rest = self.read[phrase.last : colon]
        if any(reading.tag in "VSR" for reading in rest):
            return False
        return phrase.last == colon or (quoted and len(rest) <= _LONGEST_NAME)

    def said(self, cue: Found) -> list[Said]:
        """Read what follows a colon, up to the end of a quotation."""
        first = self.extents.sentence_start(cue.first - 1)
        phrase = self.syntax.phrases[self.syntax.phrase_at[first]]
        content = self.hosts.following(cue.first)
        if content is None:
            return []
        if self.extents.quotation_end(cue.first) > content.last:
            content = content._replace(last=self.extents.quotation_end(cue.first))
        return self.text.made(cue, self.speakers.speaker(phrase, cue.first), content, (), None, "colon")
