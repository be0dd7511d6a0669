"""Who speaks where no subject is named: who spoke last, or the subject of a clause before, where it agrees."""

from typing import NamedTuple

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.named import SPEAK
from isnad.annotation.statements.said import Part, Said, Voice
from isnad.annotation.statements.speakers import OWNERS, Speaker
from isnad.languages.naming import context

_REACH = 150  # words back to who spoke last


class _Agreement(NamedTuple):
    """The gender and number that a cue wants of its speaker, "" where its form does not tell."""

    gender: str
    number: str

    def bars(self, gender: str) -> bool:
        """Whether one of another gender is not meant; in the plural it does not tell."""
        return self.number == "s" and bool(self.gender and gender) and gender != self.gender


class Antecedents(Part):
    """The speakers of one text that a cue takes up again."""

    def of(self, cue: Found) -> Voice | None:
        """Return who spoke last and agrees with a cue that names no subject; the one whose clause it goes on with before him."""
        found = self.text.told(cue)
        if found is not None and found.person == "1":
            return None
        start, wanted = self.extents.sentence_start(cue.first), self._agreement(cue)
        near = self._near_subject(cue.first, start, wanted)
        if near is not None and cue.kind == "noun":
            return self._of_clause(near, near.last)
        for said in reversed(self.text.said):
            if near is not None and said.cue.first < start:
                return self._of_clause(near, cue.first)
            if cue.first - said.cue.first > _REACH:
                break
            if self._can_go_on(said) and not self.text.is_aside(said) and self._agrees(said.speaker, wanted):
                return Voice(said.speaker, said, "elided")
        subject = self._main_subject(cue.first)
        return None if subject is None else self._of_clause(subject, subject.last)

    def of_participle(self, cue: Found) -> Voice | None:
        """Return who goes on speaking: the last speaker of the sentence, else its subject, else who spoke last."""
        start = self.extents.sentence_start(cue.first)
        for said in reversed(self.text.said):
            if said.cue.first < start:
                break
            if said.cue.kind in ("verb", "participle", "noun") and not self.text.is_aside(said):
                return Voice(said.speaker, said, "sentence")
        for clause in self.syntax.clauses:
            subject = clause.subject
            if subject is None or not (start <= clause.first < cue.first and subject.first < cue.first):
                continue
            if self.speakers.can_speak(subject):
                return Voice(self.speakers.speaker(subject, subject.last), None, "subject")
        return self.of(cue)

    def _of_clause(self, subject: Phrase, zone: int) -> Voice:
        return Voice(self.speakers.speaker(subject, zone), None, "clause")

    def _agreement(self, cue: Found) -> _Agreement:
        """Return what the form of a verb wants, or the pronoun behind a noun."""
        if cue.kind != "verb":
            return _Agreement(*OWNERS.get(self.read[cue.first].pronoun, ("", "")))
        found = self.text.told(cue)
        return _Agreement(found.gender, found.number) if found else _Agreement("", "")

    def _can_go_on(self, said: Said) -> bool:
        """Whether who said something is somebody, not a mere «قيل», «مخاوف من», «بحسب مصادر»."""
        unnamed = said.speaker.unnamed
        nobody = said.speaker.ids == ("unnamed",) or said.rule.endswith("impersonal")
        return not nobody and not (said.cue.kind == "prep" and unnamed)

    def _agrees(self, speaker: Speaker, wanted: _Agreement) -> bool:
        one = wanted.number in ("d", "p") and speaker.number == "s" and not speaker.ids[0].startswith("org-")
        return not one and not wanted.bars(speaker.gender)

    def _near_subject(self, at: int, start: int, wanted: _Agreement) -> Phrase | None:
        """Return the subject of a clause before a word in its sentence, the nearest that can speak and agrees."""
        for clause in reversed(self.syntax.clauses_between(start, at)):
            subject = clause.subject
            if subject is None or not start <= subject.first < at or clause.verb is None or subject.last > at:
                continue
            if self.text.lemma(clause.verb) in context("sees"):
                continue  # «في بيان تلقت «المرسى» نسخة منه»
            head = self.speakers.head(subject)
            entity, found = self.speakers.at[head], self.read[head].analysis
            named = (
                entity is not None and entity.type in SPEAK and not self.speakers.is_city(entity)
            ) or self.speakers.is_office(subject)
            named = named or self.speakers.names_both(head)  # «أصدر الجانبان بيانا أكدا فيه …»
            gender = "f" if entity is not None and entity.type == "GPE" else found.gender if found else ""
            if named and self.speakers.can_speak(subject) and not wanted.bars(gender):
                return subject
        return None

    def _main_subject(self, at: int) -> Phrase | None:
        """Return the subject of the nearest clause before a word, in its paragraph, that can speak."""
        for clause in reversed(self.syntax.clauses_between(0, at)):
            if clause.first >= at or clause.subject is None or clause.subject.first >= at:
                continue
            if any("\n" in self.tokens.gap(i) for i in range(clause.first + 1, at + 1)):
                return None
            head = self.speakers.head(clause.subject)
            entity = self.speakers.at[head]
            if (
                entity is not None
                and entity.type in SPEAK
                and not self.speakers.is_city(entity)
                and self.speakers.can_speak(clause.subject)
            ):
                return clause.subject
            if self.speakers.entity(clause.subject, ("PER",)) is not None:
                return clause.subject
        return None
