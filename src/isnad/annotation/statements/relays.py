"""Statements that an outlet passes on: «نقلت الوكالة عن مسؤول قوله إن …»."""

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.said import Part, Said
from isnad.languages import cues as lexicon


class Relays(Part):
    """Reads verbs of passing on."""

    def said(self, cue: Found, subject: Phrase | None) -> list[Said]:
        """Return what ``subject``, an outlet, passes on at a cue."""
        first = self.source_at(cue)
        if first is None:
            return []
        index = self.syntax.phrase_at[first]
        if index < 0:
            return []
        source = self.syntax.phrases[index]
        source = Phrase(max(source.first, first), source.last)
        frames = lexicon.Cue("assert", ("that", "quote"))
        content = self.contents.behind(cue._replace(cue=frames, open=source.last), None)
        at = self._saying(source.last, content.first if content else min(source.last + 10, len(self.read)))
        if at is not None:
            noun = Found(at, at + 1, 0, "noun", lexicon.Cue("assert", ("that", "quote", "ala", "b", "obj")), open=at + 1)
            content = content or self.contents.behind(noun, None)
        if content is None:
            return []
        speaker = self.speakers.speaker(source, content.first)
        media: tuple[str, ...] = ()
        if subject is not None:
            media = self.speakers.speaker(subject, subject.last).ids[:1]
        return self.text.made(cue, speaker, content, media, None, "verb/quoted-from")

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
            if self.read[at].tag == "N" and self.read[at].pronoun and self.text.lemma(at) in lexicon.nouns():
                return at
        return None
