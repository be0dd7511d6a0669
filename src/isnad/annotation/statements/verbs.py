"""Statements by verbs: «قال الوزير إن …», «وأضاف أن …», «…»، قال فلان."""

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.contents import Content
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.readers import Reader
from isnad.annotation.statements.relays import Relays
from isnad.annotation.statements.said import Said, Text
from isnad.annotation.statements.speakers import Speaker
from isnad.languages.naming import context

_LONGEST_NAME = 7  # words of a name in quotation marks


class Verbs(Reader):
    """Reads verbs and idioms that open with one."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.relays = Relays(text)

    def said(self, cue: Found) -> list[Said]:
        """Read a verb with its subject, or with who spoke before, and its content behind it, before it, or in the noun it resumes."""
        subject = self.subjects.of(cue)
        lemma = self.text.lemma(cue.first)
        if lemma in context("passes-on") and self.relays.source_at(cue) is not None:
            return self.relays.said(cue, subject)
        behind = subject if subject is not None and subject.first > cue.first else None
        content = self.contents.behind(cue, behind, self._source_end(behind) if behind else 0)
        if content is None:
            ahead = subject is not None and subject.first < cue.first
            begins = min(cue.first, subject.first) if ahead and subject is not None else cue.first
            if begins and (self.read[begins - 1].tag == "X" or self.tokens.forms[begins - 1] == "هكذا"):
                begins -= 1
            content = self.hosts.quoted_before(begins) or self._said_before(cue, begins)
            if content is not None and self.text.is_said(content):
                return []
        if content is None:
            content = self._resumed(cue)
            if content is None:
                return []
        if content.last <= content.first:
            return []
        if subject is not None and self._is_target(cue, subject, content):
            content = content._replace(first=subject.first, skip=0, how="obj")
            subject = None
        if subject is None and content.how == "obj" and not cue.passive and not self._goes_on(cue):
            return []
        zone = content.first if content.first > cue.first else self.extents.segment(cue.first)[1]
        speaker, antecedent, rule = self._speaker(cue, subject, zone)
        if speaker is None:
            return []
        media = self.text.media(cue.open, content.first) if content.first > cue.open else ()
        content = self._meant(cue, content)
        if content is None:
            return []
        return self.text.made(cue, speaker, content, media, antecedent, f"verb/{content.how}/{rule}")

    def _is_target(self, cue: Found, subject: Phrase, content: Content) -> bool:
        """Whether what seems the subject is of whom is spoken: «واتهم الجيش بقصف السوق», where the speaker goes on."""
        if "obj" not in cue.cue.frames or content.how not in ("b", "ala", "ila", "li", "min") or not self.text.said:
            return False
        return self.read[cue.first].particles in ("و", "ف") and cue.last == subject.first and content.first - subject.last <= 1

    def _goes_on(self, cue: Found) -> bool:
        """Whether a verb without a subject goes on with what its speaker said: «وأنكر …», «كما أعلن …»."""
        before = self.read[cue.first - 1] if cue.first else None
        starts = self.tokens.breaks(cue.first) or cue.first in self.syntax.boundaries
        return self.read[cue.first].particles in ("و", "ف") or starts or (before is not None and before.tag in "CTG")

    def _said_before(self, cue: Found, begins: int) -> Content | None:
        """Return the clause before a cue that closes its sentence: «الحصيلة قد ترتفع، قال مسؤولون»."""
        if "quote" not in cue.cue.frames or cue.cue.weak or begins == 0 or self.syntax.gaps[begins] not in ("comma", "ended"):
            return None
        if self.read[cue.first].particles or self.extents.sentence_end(cue.first) - cue.first > 12:
            return None
        start = self.extents.sentence_start(begins)
        if not any(self.read[at].tag == "V" for at in range(start, begins)) or any(
            at in self.extents.cued for at in range(start, begins)
        ):
            return None
        return Content(start, begins, 0, "before")

    def _resumed(self, cue: Found) -> Content | None:
        """Return the noun before a cue that a pronoun behind it takes up: «2.4 مليار أُعلن عنها», «الحصيلة التي أعطتها الجبهة»."""
        if cue.cue.weak or self.read[cue.first].particles or cue.first == 0:
            return None
        behind = self.read[cue.last] if cue.last < len(self.read) else None
        if not self.read[cue.first].pronoun and not (behind is not None and behind.tag == "P" and behind.pronoun):
            return None
        at = cue.first - 1
        while at > 0 and self.read[at].tag in "RTB" and self.syntax.gaps[at] == "":
            if self.read[at].tag == "R" and self.tokens.forms[at].endswith(("ما", "من")):
                return None
            at -= 1
        index = self.syntax.phrase_at[at]
        if index < 0 or self.syntax.gaps[at + 1] not in ("", "closing"):
            return None
        phrase = self.syntax.phrases[index]
        if self.speakers.can_speak(phrase):
            return None
        return Content(phrase.first, phrase.last, len(self.read[phrase.first].particles), "resumed")

    def _meant(self, cue: Found, content: Content) -> Content | None:
        """Return the clause that a content of a mere «ذلك» or «هذه المزاعم» stands for; None where none is near."""
        first = content.first
        demonstrative = self.read[first].tag == "D" and (content.last - first == 1 or not self._has_verb(content))
        if not demonstrative:
            return content
        return self.text.nearest(cue.first) or content

    def _has_verb(self, content: Content) -> bool:
        return any(self.read[at].tag == "V" for at in range(content.first, content.last))

    def _speaker(self, cue: Found, subject: Phrase | None, zone: int) -> tuple[Speaker | None, Said | None, str]:
        if subject is not None:
            limit = zone if zone > subject.first else cue.first
            return self._jointly(self.speakers.speaker(subject, limit), subject, limit), None, "subject"
        if cue.passive:
            return Speaker(Phrase(cue.first, cue.last), ("unnamed",), "", ""), None, "passive"
        return self.antecedents.of(cue)

    def _jointly(self, speaker: Speaker, subject: Phrase, limit: int) -> Speaker:
        """Return the speaker together with those whom «و» joins to it: «الولايات المتحدة والناتو»."""
        ids, last = list(speaker.ids), max(subject.last, speaker.phrase.last if speaker.phrase else 0)
        if last < limit and self.syntax.gaps[last] == "" and self.tokens.forms[last] in ("مثل", "منها", "بينها"):
            last += 1
            ids = []
        while last < min(limit, len(self.read)) and self.syntax.gaps[last] == "":
            entity = self.speakers.at[last]
            joined = self.read[last].particles == "و" or not ids
            if (
                not joined
                or entity is None
                or entity.type not in ("GPE", "PER", "ORG")
                or not self.speakers.first_of(entity, last)
            ):
                break
            ids.append(entity.id)
            while last < len(self.read) and self.speakers.at[last] is entity:
                last += 1
        return speaker._replace(ids=tuple(dict.fromkeys(ids))) if ids else speaker

    def _source_end(self, subject: Phrase) -> int:
        """Return the word behind a subject with the name in apposition to it, or the body for which it speaks."""
        speaker = self.speakers.speaker(subject, min(subject.last + 12, len(self.read)))
        if speaker.phrase is not None and speaker.phrase.last > subject.last:
            return speaker.phrase.last
        at = subject.last
        following = self.syntax.phrase_at[at] if at < len(self.read) else -1
        if following >= 0 and self._opens_name(at):
            return max(self.syntax.phrases[following].last, self.extents.quotation_end(at))  # «شركة «هيلاس مارين» اليونانية»
        if following >= 0 and self.syntax.gaps[at] == "" and not self.speakers.is_office(subject):
            phrase = self.syntax.phrases[following]
            if phrase.first == at and self.speakers.is_office(phrase) and not self.read[at].particles:
                return phrase.last  # «أحمد أبو الغيط وزير الخارجية»
        if at < len(self.read) and self.syntax.gaps[at] == "" and self.speakers.is_office(subject):
            particles, entity = self.read[at].particles, self.speakers.at[at]
            inside = at + 1 if self.read[at].tag == "P" and self.tokens.forms[at] in ("في", "لدي", "من") else at
            named = self.speakers.at[inside] if inside < len(self.read) else entity
            if (
                self.speakers.bare(at) == "اسم"
                or (particles == "ل" and entity is not None)
                or (inside > at and named is not None)
            ):
                index = self.syntax.phrase_at[inside]
                return self.syntax.phrases[index].last if index >= 0 else at
        return at

    def _opens_name(self, at: int) -> bool:
        """Whether the quotation that opens before a word is the name of what stands before it: short, without a verb."""
        if self.syntax.gaps[at] not in ("opening", "quote") or self.syntax.depths[at] <= self.syntax.depths[at - 1]:
            return False
        inside = self.read[at : self.extents.quotation_end(at)]
        return len(inside) <= _LONGEST_NAME and all(reading.tag not in "VSRG" for reading in inside)
