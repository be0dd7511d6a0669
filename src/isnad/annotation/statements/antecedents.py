"""Who speaks where no subject is named: who spoke last, or the subject of a clause before, where it agrees."""

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.said import Part, Said
from isnad.annotation.statements.speakers import OWNERS, Speaker


class Antecedents(Part):
    """The speakers of one text that a cue takes up again."""

    def of(self, cue: Found) -> tuple[Speaker | None, Said | None, str]:
        """Return who spoke last and agrees with a verb that names no subject; the one whose clause it goes on with before him."""
        found = self.read[cue.first].analysis
        gender, number = (found.gender, found.number) if found else ("", "")
        if cue.kind != "verb":
            gender, number = OWNERS.get(self.read[cue.first].pronoun, ("", ""))
        if found is not None and found.person == "1":
            return None, None, ""
        start = self.extents.sentence_start(cue.first)
        if cue.kind == "noun" and (subject := self._near_subject(cue.first, start, gender, number)) is not None:
            return self.speakers.speaker(subject, subject.last), None, "clause"
        for said in reversed(self.text.said):
            if said.cue.first < start and (subject := self._near_subject(cue.first, start, gender, number)) is not None:
                return self.speakers.speaker(subject, cue.first), None, "clause"
            if cue.first - said.cue.first > 150:
                break
            speaker = said.speaker
            if speaker.ids == ("unnamed",) or said.rule.endswith("impersonal") or (said.cue.kind == "prep" and speaker.unnamed):
                continue
            if gender and speaker.gender and speaker.gender != gender and number == "s":
                continue
            if number == "p" and speaker.number == "s" and not self._plural(speaker):
                continue
            return speaker, said, "elided"
        subject = self._main_subject(cue.first)
        if subject is not None:
            return self.speakers.speaker(subject, subject.last), None, "clause"
        return None, None, ""

    def of_participle(self, cue: Found) -> tuple[Speaker | None, Said | None, str]:
        """Return who goes on speaking: the last speaker of the sentence, else its subject, else who spoke last."""
        start = self.extents.sentence_start(cue.first)
        for said in reversed(self.text.said):
            if said.cue.first < start:
                break
            if said.cue.kind in ("verb", "participle", "noun"):
                return said.speaker, said, "sentence"
        for clause in self.syntax.clauses:
            if (
                start <= clause.first < cue.first
                and clause.subject is not None
                and clause.subject.first < cue.first
                and self.speakers.can_speak(clause.subject)
            ):
                return self.speakers.speaker(clause.subject, clause.subject.last), None, "subject"
        return self.of(cue)

    def _near_subject(self, at: int, start: int, gender: str, number: str) -> Phrase | None:
        """Return the subject of a clause before a word in its sentence, the nearest that can speak and agrees."""
        for clause in reversed(self.syntax.clauses):
            subject = clause.subject
            if subject is None or not start <= subject.first < at or clause.verb is None or subject.last > at:
                continue
            head = self.speakers.head(subject)
            entity, found = self.speakers.at[head], self.read[head].analysis
            named = (entity is not None and entity.type in ("PER", "ORG", "GPE")) or self.speakers.is_office(subject)
            if not named or not self.speakers.can_speak(subject):
                continue
            own = "f" if entity is not None and entity.type == "GPE" else found.gender if found else ""
            if gender and own and gender != own and number == "s":
                continue
            return subject
        return None

    def _plural(self, speaker: Speaker) -> bool:
        return speaker.ids[0].startswith("org-")

    def _main_subject(self, at: int) -> Phrase | None:
        """Return the subject of the nearest clause before a word, in its paragraph, that can speak."""
        for clause in reversed(self.syntax.clauses):
            if clause.first >= at or clause.subject is None or clause.subject.first >= at:
                continue
            if any("\n" in self.tokens.gap(i) for i in range(clause.first + 1, at + 1)):
                return None
            head = self.speakers.head(clause.subject)
            entity = self.speakers.at[head]
            if entity is not None and entity.type in ("PER", "ORG", "GPE") and self.speakers.can_speak(clause.subject):
                return clause.subject
            if self.speakers.entity(clause.subject, ("PER",)) is not None:
                return clause.subject
        return None
