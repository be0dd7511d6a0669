"""What verbs tell: finite ones, those that were read as nouns, and participles that go on telling."""

from isnad.annotation.clauses import is_time
from isnad.annotation.events.idioms import Idioms
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.events.verb_readings import VerbReadings
from isnad.languages import frames as lexicon
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.languages.lexicon import Analysis
from isnad.languages.naming import context

_ANNOUNCING = frozenset(map(fold, ("أعلن", "أكد", "نفى", "أنكر")))
_DAWN = fold("فجر")
_HANDLING = frozenset(("AID", "ASSAULT", "COERCE", "SANCTION"))  # what nobody does by speaking


class VerbTriggers:
    """Finds the deeds that the verbs of a text tell."""

    def __init__(self, verbs: VerbReadings, idioms: Idioms) -> None:
        self.verbs, self.readings, self.idioms = verbs, verbs.readings, idioms
        self.syntax, self.tokens, self.read, self.named = verbs.syntax, verbs.tokens, verbs.read, verbs.named

    def of(self, at: int) -> Trigger | None:
        """Return what a finite verb tells."""
        reading = self.read[at]
        if reading.tag not in "VN" or self.tokens.quotes[at].endswith("ة"):
            return None  # «إقالة», which was read as «أقاله»: better nothing than the dismissed as who dismisses
        if self._is_announced(at) or self._is_dawn(at):
            return None
        if self._is_past(at):
            past = [a for a in self.readings.of(at, ("verb",)) if a.tense == "past" and a.gender == "m" and a.number == "s"]
            told = next((a for a in past if self.verbs.frames(at, a)), None)
            return Trigger(at, "verb", self.verbs.frames(at, told)) if told is not None else None
        if reading.tag != "V" or reading.analysis is None or self.readings.lasts(at):
            return None
        undivided = self.verbs.undivided(at)
        likely = self.verbs.likely(at) + undivided
        for found in (*likely, *(a for a in self.readings.of(at, ("verb",)) if a not in likely)):
            there = [pair for pair in self.idioms.of(at, found.lemma.form) if not self._is_done_by(at, *pair)]
            if there:  # the longest, of those the nearest
                idiom, rest = max(there, key=lambda pair: (len(pair[1]), -pair[1][-1]))
                return Trigger(at, "verb", idiom.frames, self.verbs.is_passive(at, found), rest, found in undivided)
        frames: list[Frame] = []
        first: Analysis | None = None
        for found in likely:
            own = self.verbs.frames(at, found)
            first = first or (found if own else None)
            frames += own
            if any(not frame.need for frame in own):
                break
        else:
            frames += self.verbs.written_alike(at)
            first = first or (reading.analysis if frames else None)
        if first is None:
            return None
        return Trigger(at, "verb", tuple(frames), self.verbs.is_passive(at, first), (), first in undivided)

    def _is_done_by(self, at: int, idiom: lexicon.Found, rest: tuple[int, ...]) -> bool:
        """Whether the noun of an idiom does the verb's deed to what stands behind it: «رفعت [القوات] المصرية العقوبات»."""
        if not any(frame.actor is not None and "subj" in frame.actor for frame in idiom.frames):
            return False  # «استهدفت [الخزانة] شركة» is of him who does it
        clause = self.syntax.clauses[self.syntax.clause_at[at]]
        subject = clause.subject
        if clause.verb != at or subject is None or subject.first != at + 1 or rest[:1] != (subject.first,) or len(rest) > 1:
            return False
        behind = self.syntax.phrase_from(subject.last) if subject.last < clause.last else None
        free = behind is not None and self.syntax.governed(behind) is None and not is_time(self.syntax, behind)
        return free and self.syntax.gaps[subject.last] == "" and not self.read[subject.last].particles

    def _is_dawn(self, at: int) -> bool:
        """Whether what reads as a verb of bombing says when: «قصف المقر [فجر] الأحد»."""
        behind = self.tokens.forms[at + 1] if at + 1 < len(self.read) else ""
        return self.tokens.forms[at] == _DAWN and behind in context("weekday")

    def _is_announced(self, at: int) -> bool:
        """Whether what reads as a verb is the verbal noun that one announces or denies: «أعلنت الحركة [قتل] جنديين»."""
        index = self.syntax.clause_at[at]
        before = self.syntax.clauses[index - 1] if index else None
        if self.read[at].tag != "V" or self.read[at].particles or before is None or before.verb is None or before.subject is None:
            return False
        saying = self.read[before.verb].analysis
        announced = saying is not None and saying.lemma.form in _ANNOUNCING and self.syntax.gaps[at] == ""
        close = before.verb < before.subject.first and before.subject.last == at
        return announced and close and bool(self.readings.of(at, ("masdar",)))

    def _is_past(self, at: int) -> bool:
        """Whether what reads as a noun must be a verb: beside the name of a party that opens a clause without one."""
        if self.read[at].tag != "N" or self.read[at].particles or self.tokens.forms[at].startswith("ال"):
            return False
        clause = self.syntax.clauses[self.syntax.clause_at[at]]
        subject = clause.subject
        if (
            at + 1 < len(self.read)
            and clause.first == at
            and clause.verb is None
            and at + 1 in self.named
            and not self.read[at + 1].particles
        ):
            return self._has_accusative(at + 1, clause.last)  # «منح البنك الدولي الأردن [قرضاً]»
        if (
            self.syntax.gaps[at] != ""
            or clause.kind != "that"
            or clause.verb is not None
            or subject is None
            or not {*range(subject.first, subject.last)} & self.named
        ):
            return False
        return subject.last == at or (subject.first < at < subject.last and at - 1 in self.named)

    def _has_accusative(self, first: int, last: int) -> bool:
        """Whether a noun in the accusative or a number stands free behind a name."""
        for place in range(first, last):
            if self.read[place].tag in "VSR" or self.tokens.breaks(place):
                return False
            free = place not in self.named and not self.read[place].particles and self.read[place - 1].tag != "P"
            if free and (self.read[place].tag == "K" or (self.read[place].tag == "N" and "اً" in self.tokens.quote(place))):
                return True
        return False

    def participle(self, at: int) -> Trigger | None:
        """Return what a participle tells that goes on speaking."""
        if self.read[at].tag == "V" or self.tokens.quote(at).endswith("ّ"):
            return None  # «أسرّ لوكالة» is of none who takes prisoners
        for found in self.readings.of(at, ("participle",)):
            if found.lemma.sense != "active":
                continue
            frames = tuple(
                frame
                for frame in lexicon.of_verb(found.lemma.source)
                if frame.type not in _HANDLING  # «مشيداً» praises and builds nothing
            )
            if frames:
                return Trigger(at, "verb", frames)
            for idiom, rest in self.idioms.of(at, found.lemma.source):
                return Trigger(at, "verb", idiom.frames, False, rest)
        return None

    def is_circumstance(self, at: int) -> bool:
        """Whether a participle can tell what somebody does meanwhile: without article, in the accusative («محمّلاً»)."""
        form, reading = self.tokens.forms[at], self.read[at]
        bare = not form.startswith("ال") and not reading.particles and not reading.pronoun
        accusative = form.endswith(("ا", "ه")) or "ً" in self.tokens.quote(at)
        place = any(noun.lemma.sense == "place" for noun in self.readings.of(at, ("noun",)))  # «قصف معسكراً»
        return bare and accusative and reading.tag in "AN" and not (place or self.readings.is_thing(at))
