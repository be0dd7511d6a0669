"""Who speaks where a verb names its subject: behind it, before it, or in the phrase that it describes."""

from collections.abc import Sequence

from isnad.annotation.clauses import Clause
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.frames import is_time
from isnad.annotation.statements.said import Part
from isnad.languages import cues as lexicon
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context

_OF_TEXTS = frozenset(("deny", "criticise", "praise", "demand"))  # stances that are taken to what others have said


class Subjects(Part):
    """The subjects of the verbs of saying of one text."""

    def of(self, cue: Found) -> Phrase | None:
        """Return the subject of a verb of saying, None where it names none."""
        clause = self.syntax.clauses[self.syntax.clause_at[cue.first]]
        if cue.passive and cue.written:
            return None
        reading = self.read[cue.first].analysis
        if reading is not None and reading.person in ("1", "2") and reading.person:
            return None
        found = self._candidates(cue, clause)
        for phrase in found:
            if self.speakers.can_speak(phrase) and not (cue.cue.stance in _OF_TEXTS and self._is_text(phrase)):
                return phrase
        named = self._named_in(found, cue) or (None if cue.passive else self._ahead(cue))
        if named is not None or cue.passive:
            return named
        asyndetic = self._described(cue)
        if asyndetic is not None:
            return asyndetic
        lemma = reading.lemma.form if reading else ""
        return found[0] if found and lemma in context("shows") else None

    def _candidates(self, cue: Found, clause: Clause) -> list[Phrase]:
        found = []
        behind = self.behind(cue.open if cue.open > cue.first else cue.last)
        direct = self.behind(cue.last)
        for phrase in (direct, behind):
            if phrase is not None and phrase not in found and self._agrees(cue.first, phrase):
                found.append(phrase)
        if clause.verb == cue.first and clause.subject is not None and clause.subject.first < cue.first:
            first = self.syntax.gaps[cue.first] == "" and not self.read[cue.first].particles
            found.insert(0 if first else len(found), clause.subject)
        if clause.kind == "relative" and clause.opener is not None and clause.verb == cue.first and not found[:1]:
            before = self._phrase_before(clause.opener)
            if before is not None:
                found.append(before)
        return found

    def behind(self, at: int) -> Phrase | None:
        """Return the phrase that can be the subject behind a verb: the first one that no preposition governs."""
        limit = min(at + 12, len(self.read))
        while at < limit:
            if self.tokens.breaks(at) or self.read[at].tag in "VSR" or self.syntax.gaps[at] in ("colon", "stop"):
                return None
            index = self.syntax.phrase_at[at]
            if index >= 0:
                phrase = self.syntax.phrases[index]
                if phrase.first < at:
                    at += 1
                    continue
                if self.syntax.governed(phrase) is None and not is_time(self.syntax, phrase) and not self._accusative(phrase):
                    return phrase
                at = phrase.last
                continue
            at += 1
        return None

    def _accusative(self, phrase: Phrase) -> bool:
        return self.tokens.quote(phrase.first).endswith(("اً", "ًا", "ةً"))

    def _phrase_before(self, at: int) -> Phrase | None:
        back = at - 1
        while back >= 0 and at - back < 8 and not self.tokens.breaks(back + 1):
            index = self.syntax.phrase_at[back]
            if index >= 0 and self.syntax.governed(self.syntax.phrases[index]) is None:
                return self.syntax.phrases[index]
            if index >= 0 and self.speakers.can_speak(self.syntax.phrases[index]):
                return self.syntax.phrases[index]
            back -= 1
        return None

    def _agrees(self, verb: int, phrase: Phrase) -> bool:
        found, at = self.read[verb].analysis, self.speakers.head(phrase)
        if found is None or not found.gender or self.speakers.at[at] is not None:
            return True
        if phrase.size > 1 and self.read[phrase.first].tag in "KQ":
            return True
        particles = self.read[at].particles
        heads = [
            a
            for a in analyses(self.tokens.forms[at])
            if a.particles == particles and a.pos in ("noun", "adj", "participle", "masdar")
        ]
        return not heads or any(a.number == "p" or not a.gender or a.gender == found.gender for a in heads)

    def _is_text(self, phrase: Phrase) -> bool:
        """Whether a phrase is what is denied or criticised, not who does: «رفض المزاعم»."""
        return (
            phrase.first > 0
            and self.speakers.bare(phrase.first) in lexicon.sources("source") | lexicon.nouns().keys()
            and not self._is_measure_of(phrase)
        )

    def _is_measure_of(self, phrase: Phrase) -> bool:
        return self.speakers.bare(phrase.first) in ("مصدر", "مصادر")

    def _named_in(self, found: Sequence[Phrase], cue: Found) -> Phrase | None:
        """Return somebody who is named inside of a phrase right behind the verb, whatever else stands in it."""
        for phrase in found:
            if phrase.first > cue.first:
                for at in range(phrase.first, phrase.last):
                    entity = self.speakers.at[at]
                    if (
                        entity is not None
                        and entity.type in ("PER", "ORG")
                        and self.speakers.first_of(entity, at)
                        and not self.read[at].particles
                    ):
                        last = at
                        while last < len(self.read) and self.speakers.at[last] is entity:
                            last += 1
                        return Phrase(at, last)
        return None

    def _ahead(self, cue: Found) -> Phrase | None:
        """Return who stands before a verb in its sentence, with nothing but his description between: «المنظمة، التي …، قالت»."""
        reading = self.read[cue.first]
        if reading.particles:
            return None
        start = self.extents.sentence_start(cue.first)
        at = max(start, cue.first - 40)
        best = None
        while at < cue.first:
            index = self.syntax.phrase_at[at]
            if index < 0:
                if self.read[at].tag == "V" and best is None:
                    return None
                if self.read[at].tag == "C" and self.tokens.forms[at] not in ("اما",):
                    best = None
                at += 1
                continue
            phrase = self.syntax.phrases[index]
            opens = (
                phrase.first == start
                or phrase.first in self.syntax.boundaries
                or best is not None
                or self.read[phrase.first - 1].tag in "CSB"
            )
            anew = self.read[phrase.first].particles == "و" and self.syntax.gaps[phrase.first] != ""
            free = anew or self.syntax.governed(phrase) is None
            if (
                free
                and (opens or anew)
                and (best is None or anew)
                and self.speakers.can_speak(phrase)
                and self._agrees(cue.first, phrase)
            ):
                best = phrase
            at = max(phrase.last, at + 1)
        return best

    def _described(self, cue: Found) -> Phrase | None:
        """Return the indefinite source that a verb without its own subject describes: «تقارير … تشير إلى»."""
        reading = self.read[cue.first]
        if reading.particles or cue.kind != "verb":
            return None
        for at in range(cue.first - 1, max(self.extents.sentence_start(cue.first) - 1, cue.first - 12), -1):
            if at in self.extents.cued and self.extents.cued[at].kind == "verb":
                return None
            index = self.syntax.phrase_at[at]
            if index < 0:
                continue
            phrase = self.syntax.phrases[index]
            head = self.speakers.head(phrase)
            found = self.read[head].analysis
            listed = self.speakers.bare(head) in lexicon.sources("source") | lexicon.sources("unnamed")
            if listed and found is not None and not found.article and self._agrees(cue.first, phrase):
                return phrase
        return None
