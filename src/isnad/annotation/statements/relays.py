"""Statements that an outlet passes on: «نقلت الوكالة عن مسؤول قوله إن …»."""

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.extents import Content
from isnad.annotation.statements.said import Part, Said, Voice
from isnad.languages import cues as lexicon
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context

_LONGEST_OUTLET = 3  # words of an outlet's name
_NEAR = 9  # words from a verb of learning to «من»
_PASSED_ON = lexicon.Cue("assert", ("that", "quote"))
_SAYING = lexicon.Cue("assert", ("that", "quote", "ala", "b", "obj"))  # «قوله», «تأكيده»


class Relays(Part):
    """Reads verbs of passing on."""

    def said(self, cue: Found, subject: Phrase | None) -> list[Said]:
        """Return what ``subject``, an outlet, passes on at a cue."""
        first = self.source_at(cue)
        phrase = None if first is None else self.text.phrase(first)
        if first is None or phrase is None:
            return []
        source = Phrase(max(phrase.first, first), phrase.last)
        content = self._content(cue, source)
        if content is None:
            return []
        media = () if subject is None else self._outlet(subject)
        voice = Voice(self.speakers.speaker(source, content.first), None, "quoted-from")
        return self.text.made(cue, voice, content, "verb/quoted-from", media)

    def whom(self, cue: Found) -> Found | None:
        """Return «عنه» right behind a verb of passing on, whose pronoun is who said it: «نقلت عنه الوكالة قوله إن»."""
        at = cue.last
        there = at < len(self.read) and self.tokens.forms[at].startswith("عن") and self.read[at].pronoun != ""
        return Found(at, at + 1, 0, "noun", cue.cue) if there and self.text.verb(cue) in context("passes-on") else None

    def of_whom(self, cue: Found, subject: Phrase | None, voice: Voice) -> list[Said]:
        """Return what ``subject``, an outlet, passes on of whom a pronoun means."""
        content = self._content(cue, subject or Phrase(cue.last, cue.last + 1))
        media = () if subject is None else self._outlet(subject)
        return [] if content is None else self.text.made(cue, voice, content, "verb/quoted-from", media)

    def learned(self, cue: Found, subject: Phrase | None) -> list[Said]:
        """Return what an outlet has learned from somebody, who says it: «علمت «المرسى» من مصدر أمني أن»; of itself nothing."""
        subject = subject or self._quoted_behind(cue)
        if subject is None or self._learner(subject) is None or self.text.verb(cue) not in context("learns"):
            return []
        near = range(cue.last, min(cue.last + _NEAR, len(self.read)))
        at = next(
            (i for i in near if self.tokens.forms[i] == "من" and self.read[i].tag == "P" and not self.read[i].pronoun), None
        )
        phrase = None if at is None or at + 1 >= len(self.read) else self.text.phrase(at + 1)
        if at is None or phrase is None or any(self.tokens.breaks(i) or self.read[i].tag in "VS" for i in range(cue.last, at)):
            return []
        source = Phrase(max(phrase.first, at + 1), phrase.last)
        content = self.contents.behind(cue._replace(cue=_PASSED_ON, open=source.last), None)
        if content is None or not self.speakers.can_speak(source):
            return []
        outlet = self._learner(subject)
        voice = Voice(self.speakers.speaker(source, content.first), None, "quoted-from")
        return self.text.made(cue, voice, content, "verb/quoted-from", (outlet,) if outlet else ())

    def _quoted_behind(self, cue: Found) -> Phrase | None:
        """Return the name in quotation marks right behind a cue: «وعلمت [«الضحى»] من مصدر قضائي أن»."""
        quoted = cue.last < len(self.read) and self.syntax.depths[cue.last] > self.syntax.depths[cue.first]
        last = self.extents.quotation_end(cue.last) if quoted else cue.last
        return Phrase(cue.last, last) if quoted and last - cue.last <= _LONGEST_OUTLET else None

    def _learner(self, subject: Phrase) -> str | None:
        """Return the outlet that is a subject, "" where it is the one that publishes the article; None where it is none."""
        near = range(subject.first, min(subject.last + 1, len(self.read)))
        if any(self.speakers.is_publisher(at) for at in near):
            return ""
        named = next((id for at in near if (id := self.speakers.is_media(at))), None)
        quoted = self.syntax.depths[subject.first] > 0 or self.speakers.quoted_name(subject) is not None
        return "" if named is None and quoted else named  # an outlet that no list knows: «علم «منبر الشام» من مصدر»

    def _outlet(self, subject: Phrase) -> tuple[str, ...]:
        """Return the outlet that passes on, also where its name stands in quotation marks behind its head."""
        near = range(subject.first, min(subject.last + 1, len(self.read)))
        named = next((id for at in near if (id := self.speakers.is_media(at))), None)
        if named:
            return (named,)
        told = self.speakers.speaker(subject, self._named_end(subject)).ids[:1]
        again = self.speakers.known(subject.first, outlets=True) if self.speakers.whole(subject.first).startswith("ال") else None
        return (again,) if again and self.speakers.at[subject.first] is None else told  # «ونقلت الهيئة عن مصدر»

    def _named_end(self, subject: Phrase) -> int:
        """Return where who passes on ends, with a person's name right behind the phrase: «محاميه [إيلي خطار]»."""
        at = subject.last
        person = self.speakers.at[at] if at < len(self.read) and self.syntax.gaps[at] == "" else None
        return self.speakers.end_of(at) if person is not None and person.type == "PER" else at

    def _content(self, cue: Found, source: Phrase) -> Content | None:
        """Return what follows the source, or the noun by which it speaks: «عن مسؤول قوله إن …»."""
        content = self.contents.behind(cue._replace(cue=_PASSED_ON, open=source.last), None)
        if content is not None:
            return content
        at = self._saying(source.last, min(source.last + 10, len(self.read)))
        return None if at is None else self.contents.behind(Found(at, at + 1, 0, "noun", _SAYING, open=at + 1), None)

    def source_at(self, cue: Found) -> int | None:
        """Return the word behind «عن» («إلى») with which the quoted source begins: «نقلت الوكالة عن مسؤول»."""
        for at in range(cue.last, min(cue.last + 12, len(self.read))):
            if self.tokens.breaks(at) or self.read[at].tag in "VS":
                return None
            if self.tokens.forms[at] in ("عن", "الي") and self.read[at].tag == "P" and at + 1 < len(self.read):
                return at + 1
        return None

    def _saying(self, first: int, last: int) -> int | None:
        """Return the word «قوله», «تأكيدها» between two words."""
        for at in range(first, last):
            if self.read[at].tag in "NV" and self.read[at].pronoun and self._is_masdar(at):
                return at
        return None

    def _is_masdar(self, at: int) -> bool:
        """Whether a word can be a noun of saying, also where it was read as a verb: «تمسّكها»."""
        if self.read[at].tag == "N":
            return self.text.lemma(at) in lexicon.nouns()
        found = (a for a in analyses(self.tokens.forms[at]) if a.pos in ("noun", "masdar") and a.suffix.pronoun)
        return any(a.lemma.form in lexicon.nouns() for a in found)
