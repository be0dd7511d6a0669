"""Who and what stands in the slots of a verb that tells a deed: subject, objects, complements, those whom pronouns mean."""

from collections.abc import Iterable, Sequence
from itertools import islice

from isnad.annotation.clauses import Clause, Complement
from isnad.annotation.events.cores import Cores
from isnad.annotation.events.interruptions import goes_on
from isnad.annotation.events.noun_slots import NounSlots
from isnad.annotation.events.prepositions import slot_of
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.speakers import OWNERS
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.languages.lexicon import analyses

_BESIDE = 8  # words behind a verb within which a preposition with a pronoun is its own
_BETWEEN = (fold("ما"), fold("بين"))


def _first_within(words: Iterable[int], first: int, last: int) -> int | None:
    """Return the first of some words that lies between two, None where none does."""
    return min((at for at in words if first <= at < last), default=None)


class VerbSlots:
    """Fills the slots of the verbs of a text."""

    def __init__(self, cores: Cores, nouns: NounSlots) -> None:
        self.cores, self.nouns = cores, nouns
        self.prepositions, self.antecedents = nouns.prepositions, nouns.antecedents
        self.extents = nouns.extents
        self.syntax, self.tokens, self.read = nouns.syntax, nouns.tokens, nouns.read
        self.entities = nouns.entities

    def of(self, trigger: Trigger, clause: Clause) -> dict[str, tuple[Phrase, ...]]:
        """Return what stands in the slots of a verb."""
        subject, objects = self.cores.of(trigger, clause)
        rest = trigger.rest
        if subject is not None and (end := _first_within(rest, subject.first + 1, subject.last)) is not None:
            subject = Phrase(subject.first, end)  # «أحرق محتجون [العلم التركي]»
        if subject is not None and subject.first in rest and not trigger.passive and self._is_done(trigger, subject):
            subject = None  # «التي [فرضت عقوبات] على إيران»
        objects = [phrase for phrase in objects if _first_within(rest, phrase.first, phrase.last) is None]
        slots: dict[str, tuple[Phrase, ...]] = {}
        for complement in self.prepositions.around(trigger.at, clause.first, self.prepositions.past_cargo(clause)):
            phrase = complement.phrase
            end = _first_within(rest, phrase.first, phrase.last)
            if end is None:
                self.prepositions.add(slots, complement)
            elif end > phrase.first:  # «وصل إلى [بغداد] فريق إنقاذ ألماني»
                self.prepositions.add(slots, Complement(complement.preposition, complement.at, Phrase(phrase.first, end)))
        quoted = {at for phrases in slots.values() for phrase in phrases for at in range(phrase.first, phrase.last)}
        objects = [phrase for phrase in objects if phrase.first not in quoted]
        subject = subject if subject is None or subject.first not in quoted or subject.first < trigger.at else None
        if rest:
            slots["gen"] = self.nouns.genitive(max(rest))
            slots["doer"] = self.nouns.described(self._past(max(rest)))  # «تعرضت لهجوم [شنته القوات]»
        if subject is not None and (whole := self.extents.whole(subject)) != subject:
            end = self.extents.end_of_party(whole)  # «زار [وفد من أوزبكستان] [كابل]»
            subject, objects = Phrase(whole.first, end or whole.last), [*([Phrase(end, whole.last)] if end else []), *objects]
        if any(frame.type == "SANCTION" for frame in trigger.frames):
            objects = self._with_numbers(objects)
        objects = [self.extents.whole(phrase) for phrase in objects if not self._is_apposed(subject, phrase)]
        counted = self.extents.counted(trigger.at + 1) if subject is None and not objects and not rest else ()
        moved = {slot for f in trigger.frames for slot in (*f.recipient, *f.theme, *f.victim)} if counted else set()
        if counted and not trigger.passive and "obj" in moved and "subj" not in moved:
            objects = [*counted]  # «أرسلت نحو مئة شاحنة»
        elif counted:
            subject = counted[0]  # «غرق ما لا يقل عن 42 مهاجراً»
        if trigger.passive:
            slots["obj"] = (subject,) if subject else self.antecedents.understood(trigger.at, clause)
            slots["obj2"] = tuple(objects[:1])
        else:
            slots["subj"] = (subject,) if subject else self.antecedents.understood(trigger.at, clause)
            pronoun = self.read[trigger.at].pronoun
            taken_up = self.antecedents.resumed(trigger.at, clause) if pronoun in OWNERS else ()
            if taken_up and slots["subj"] == taken_up and (acting := self.antecedents.acting(trigger.at, taken_up[0])):
                slots["subj"] = acting  # «تسلّمت كرواتيا المقاتلات التي [اشترتها]»
            objects = objects or list(self._glued(trigger.at, clause)) or list(self._ranged(trigger.at, clause))
            slots["obj"], slots["obj2"] = tuple(objects[:1]), tuple(objects[1:2])
            slots["party"] = tuple(objects[1:])
            if pronoun in OWNERS:
                slots["obj2"] = tuple(objects[:1])
                doer = slots["subj"][0] if slots["subj"] else None
                meant = taken_up or self.antecedents.meant(trigger.at, pronoun, doer)
                slots["obj"] = meant or self.antecedents.subject_meant(trigger.at)
            for slot, phrase in self._by_pronoun(trigger.at, clause, slots["subj"], trigger.frames):
                slots.setdefault(slot, (phrase,))
            self._resume(trigger.at, clause, slots)
        return slots

    def _with_numbers(self, objects: list[Phrase]) -> list[Phrase]:
        """Return objects with a verbal noun and the number of what it moves as one: «علّقت [صرف 130 مليون دولار]»."""
        if len(objects) < 2 or objects[0].size > 1 or objects[1].first != objects[0].last:
            return objects
        head, number = self.read[objects[0].first], self.read[objects[1].first]
        masdar = head.analysis is not None and head.analysis.pos == "masdar" and not (head.pronoun or head.analysis.article)
        joined = masdar and number.tag == "K" and not number.particles and self.syntax.gaps[objects[1].first] == ""
        return [Phrase(objects[0].first, objects[1].last), *objects[2:]] if joined else objects

    def _past(self, at: int) -> int:
        """Return where the phrase of a word ends."""
        phrase = self.syntax.phrase_of(at)
        return phrase.last if phrase is not None else at + 1

    def _is_apposed(self, subject: Phrase | None, phrase: Phrase) -> bool:
        """Whether a phrase behind a comma says who the person is who is the subject: «أوقف سامي راشد، [الحاكم السابق للبنك]»."""
        if subject is None or phrase.first != subject.last or self.syntax.gaps[phrase.first] not in ("comma", "ended"):
            return False
        entity, head = self.entities[subject.last - 1], self.read[phrase.first].analysis
        someone = head is not None and (head.lemma.sense == "person" or head.pos == "participle")
        return entity is not None and entity.type == "PER" and someone

    def _is_done(self, trigger: Trigger, subject: Phrase) -> bool:
        """Whether the noun of an idiom is what somebody does, and does nothing («اندلع حريق») and is nobody («قضت محكمة»)."""
        nouns = (found for found in analyses(self.tokens.forms[subject.first]) if found.pos == "noun")
        return not any(noun.lemma.sense in ("person", "group") for noun in nouns) and any(
            frame.actor is not None and "subj" in frame.actor for frame in trigger.frames
        )

    def _resume(self, at: int, clause: Clause, slots: dict[str, tuple[Phrase, ...]]) -> None:
        """Add what stands behind a clause that interrupts that of a verb, to the slots that are empty."""
        behind = goes_on(self.syntax, at, clause)
        slot = "obj2" if slots["obj"] else "obj"
        if not slots[slot]:
            known = {phrase.first for phrase in slots["obj"]}
            free = (phrase for phrase in self.extents.free(behind.start, behind.stop) if phrase.first not in known)
            slots[slot] = tuple(self.extents.whole(phrase) for phrase in islice(free, 1))
        for complement in self.prepositions.around(behind.start - 1, behind.start, behind.stop) if behind else ():
            if not slots.get(slot_of(complement.preposition)):
                self.prepositions.add(slots, complement)

    def _taken_up(self, clause: Clause, slot: str) -> Iterable[tuple[str, Phrase]]:
        """Yield, with the slot of its pronoun, what a clause describes: «[المدافع] التي حصلت عليها كييف»."""
        described = self.antecedents.described(clause)
        if described is not None:
            yield slot, described

    def _by_pronoun(
        self, at: int, clause: Clause, subject: tuple[Phrase, ...], frames: Sequence[Frame]
    ) -> Iterable[tuple[str, Phrase]]:
        """Yield whom the pronouns of prepositions behind a verb mean, each with its slot: «طلب [منها] سحب سفيرها»."""
        resumes = clause.kind in ("relative", "further") and not self.read[at].pronoun  # the first takes up what is described
        themes = {slot for frame in frames for slot in frame.theme}
        for place in range(at + 1, min(clause.last, at + _BESIDE)):
            reading = self.read[place]
            if reading.tag == "V":
                return
            if reading.tag != "P" or reading.pronoun not in OWNERS or reading.analysis is None:
                continue
            if resumes:
                resumes = False
                taken_up = self._taken_up(clause, slot_of(reading.analysis.lemma.form))
                yield from ((slot, phrase) for slot, phrase in taken_up if slot in themes)
                continue
            for phrase in self.antecedents.meant(place, reading.pronoun, subject[0] if subject else None):
                yield slot_of(reading.analysis.lemma.form), phrase

    def _glued(self, at: int, clause: Clause) -> Iterable[Phrase]:
        """Yield the country or body right behind the name of him who acts: «للطاقة محمد البرادعي إيران»."""
        for place in range(at + 2, clause.last):
            entity, before = self.entities[place], self.entities[place - 1]
            if entity is None or before is None or before.type != "PER" or entity is before:
                continue
            if entity.type in ("GPE", "ORG") and not self.read[place].particles and self.syntax.gaps[place] == "":
                phrase = self.syntax.phrase_of(place)
                yield Phrase(place, phrase.last if phrase is not None else place + 1)
                return

    def _ranged(self, at: int, clause: Clause) -> Iterable[Phrase]:
        """Yield the people whose number lies between two as an object: «تحتجز ما بين [20 و30 مدنياً]»."""
        for place in range(at + 1, clause.last - 2):
            if self.tokens.breaks(place):
                return
            if (self.tokens.forms[place], self.tokens.forms[place + 1]) != _BETWEEN or self.read[place + 2].tag != "K":
                continue
            last = place + 2
            while last < clause.last and self.read[last].tag in "KC":
                last += 1
            if last < clause.last and "person" in {found.lemma.sense for found in analyses(self.tokens.forms[last])}:
                yield Phrase(place + 2, last + 1)
            return
