"""What belongs to a subject behind it: the name in apposition, the office, the body for which somebody speaks."""

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.said import Part

_REACH = 12  # words behind a subject in which its name may stand
_LONGEST_NAME = 7  # words of a name in quotation marks


class Appositions(Part):
    """What stands behind the subjects of one text."""

    def end(self, subject: Phrase) -> int:
        """Return the word behind a subject with the name in apposition to it, or the body for which it speaks."""
        speaker, at = self.speakers.speaker(subject, min(subject.last + _REACH, len(self.read))), subject.last
        if speaker.phrase is not None and speaker.phrase.last > at:
            return speaker.phrase.last
        if 0 < at < len(self.read) and self.speakers.at[at] is not None and self.speakers.at[at] is self.speakers.at[at - 1]:
            at = self.speakers.end_of(at)  # «جماعة نصرة [الإسلام والمسلمين]»
        if at >= len(self.read):
            return at
        if self.speakers.bare(at - 1) in ("صادر", "صادره") and self.tokens.forms[at] == "عن" and at + 1 < len(self.read):
            issuer = self.text.phrase(at + 1)
            return at if issuer is None else issuer.last  # «بيان صادر عن قيادة الجيش»
        following = self.text.phrase(at)
        person = speaker.phrase is not None and self.speakers.is_person(speaker.ids[0])
        if following is not None and not person and self._opens_name(at):
            return self._described_end(max(following.last, self.extents.quotation_end(at)))  # «شركة «هيلاس مارين» اليونانية»
        if self.syntax.gaps[at] != "":
            return at
        if self.speakers.is_office(subject):
            return self._body_end(at)
        office = following is not None and following.first == at and self.speakers.is_office(following)
        return following.last if following is not None and office and not self.read[at].particles else at

    def _described_end(self, at: int) -> int:
        """Return the word behind the adjectives that follow a name in quotation marks."""
        while at < len(self.read) and self._is_adjective(at) and self.syntax.gaps[at] in ("", "closing", "quote"):
            at += 1
        return at

    def _is_adjective(self, at: int) -> bool:
        """Whether an adjective, or «غير» before one, stands at a word: «منظمة «كشّاف» [غير الحكومية]»."""
        return self.read[at].tag == "A" or (
            self.tokens.forms[at] == "غير" and self.read[min(at + 1, len(self.read) - 1)].tag == "A"
        )

    def _body_end(self, at: int) -> int:
        """Return the word behind the body of an office: «المتحدث باسم الجيش», «وزير لدى الأمم المتحدة»; ``at`` where none is."""
        inside = at + (self.read[at].tag == "P" and self.tokens.forms[at] in ("في", "لدي", "من"))
        named = inside > at and inside < len(self.read) and self.speakers.at[inside] is not None
        addressed = self.read[at].particles == "ل" and self.speakers.at[at] is not None
        if not (self.speakers.bare(at) == "اسم" or addressed or named):
            return at
        body = self.text.phrase(inside)
        entity = self.speakers.at[at + 1] if self.speakers.bare(at) == "اسم" and at + 1 < len(self.read) else None
        if entity is None:
            return at if body is None else body.last
        end = next((i for i in range(at + 1, len(self.read)) if self.speakers.at[i] is not entity), len(self.read))
        while end < len(self.read) and self._is_adjective(end) and self.syntax.gaps[end] == "":
            end += 1
        return end  # «باسم طالبان [صحة هذه التقارير]»

    def _opens_name(self, at: int) -> bool:
        """Whether the quotation that opens before a word is the name of what stands before it: short, without a verb."""
        if self.syntax.gaps[at] not in ("opening", "quote") or self.syntax.depths[at] <= self.syntax.depths[at - 1]:
            return False
        inside = self.read[at : self.extents.quotation_end(at)]
        return len(inside) <= _LONGEST_NAME and all(reading.tag not in "VSRG" for reading in inside)
