"""Who and what stands in the slots of a trigger: subject, objects, genitives, complements, of the active verb."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from isnad.annotation.clauses import Clause, Complement
from isnad.annotation.events.agreement import Agreement
from isnad.annotation.events.cast import FIGHTERS
from isnad.annotation.events.interruptions import goes_on
from isnad.annotation.events.pronouns import Pronouns
from isnad.annotation.events.triggers import Trigger
from isnad.annotation.events.wording import CARRYING_OUT, DOING, MEASURES, PARTS
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.complements import is_time
from isnad.annotation.statements.speakers import OWNERS
from isnad.languages.folding import fold
from isnad.languages.frames import of_verb as frames_of
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context

_SLOTS = {
    "ب": "b",
    "علي": "ala",
    "عن": "an",
    "الي": "ila",
    "من": "min",
    "في": "fi",
    "ل": "li",
    "مع": "maa",
    "بين": "bayn",
    "ضد": "did",
    "حول": "hawl",
    "بشان": "hawl",
    "نحو": "nahw",
    "باتجاه": "nahw",
    "امام": "amam",
    "فوق": "fawq",
    "لدي": "ladi",
    "لصالح": "li",
    "لفايده": "li",
}
_AGENTS = (
    (fold("من"), fold("قبل")),
    (fold("من"), fold("جانب")),
    (fold("على"), fold("يد")),
    (fold("على"), fold("أيدي")),
    (fold("من"), fold("طرف")),
)
_BEFORE_AGENT = frozenset(first for first, _ in _AGENTS)


_MEMBERS = frozenset(
    map(
        fold,
        (
            *("مقاتلا", "متمردا", "إرهابيا", "قياديا", "قادة", "عضوا", "منتسبا", "منتسبين"),
            *("موظفا", "موظفين", "عاملا", "متطوعا", "متطوعين"),
        ),
    )
)
"""Nouns behind a number whose «من» says of which body they are: «11 عضواً من الحزب»."""
_SOME_OF = PARTS | FIGHTERS
"""Nouns whose «من» says so without a number."""
_MEASURED = "measured"


_BESIDE = 8  # words behind a verb within which a preposition with a pronoun is its own
_FAR = 60  # words from a deed within which the subject of an earlier clause can be meant
_TAKING_PLACE = frozenset(
    map(fold, ("اندلع", "دار", "وقع", "جرى", "نشب", "حدث", "استمر", "دام", "انعقد", "عقد", "شب", "تواصل", "انطلق", "بدأ", "جمع"))
)

_HEADS = frozenset(
    map(fold, ("أمين", "مدير", "مديرة", "رئيس", "رئيسة", "مفوض", "مفوضة", "ممثل", "ممثلة", "منسق", "منسقة", "ناطق", "متحدث"))
)  # whose body «ل» names right behind them
_REMAINING = frozenset(map(fold, ("زال", "كان", "بات", "ظل", "بقي", "أصبح", "صار", "أمسى", "عد", "ظهر")))
_WHAT = frozenset(("ما", "مما"))
_PREDICATE = 5  # words within which the predicate stands behind its subject
_FIRE = frozenset(map(fold, ("برصاص", "بنيران")))  # whose it is, he kills
_MOVING = frozenset(("AID", "MOBILIZE", "SANCTION"))  # types of deeds that move something
_DOING = frozenset(("AID", "ASSAULT", "COERCE", "RETREAT", "SANCTION"))  # types of deeds that are not done by speaking
_OTHERS = frozenset(("ACCUSE",))  # types of deeds that have another's deed as their object
_NOMINATIVE, _THEIR = "ون", "هم"
GUILT = frozenset(
    map(fold, ("تورط", "ضلوع", "تهمة", "بتهمة", "تهم", "بتهم", "جريمة", "جرائم", "شبهة", "بشبهة", "انتهاكات", "فظائع"))
)
"""Behind these stands what somebody is accused of, which is not done by who accuses or punishes him."""
_AGAINST, _RIGHT = fold("بحق"), fold("حق")
_BETWEEN = (fold("ما"), fold("بين"))
_CARRYING = frozenset(map(fold, ("حمل", "أقل", "ضم", "تحمل")))
_ROUNDING = 6  # words within which a number stands behind what rounds it
_ROUNDERS = frozenset(
    map(fold, ("نحو", "حوالي", "قرابة", "زهاء", "أكثر", "أقل", "من", "ما", "لا", "يقل", "يزيد", "يقارب", "عن", "على", "قدره"))
)


class Arguments(NamedTuple):
    """What stands in each slot of a trigger (phrases, the nearest first), and who does it as an agent phrase says."""

    slots: dict[str, tuple[Phrase, ...]]
    agent: Phrase | None
    clause: Clause


def first(slots: Iterable[str], arguments: Arguments) -> Phrase | None:
    """Return the first phrase of the first slot that is filled."""
    return next((found[0] for slot in slots if (found := arguments.slots.get(slot))), None)


def _first_within(words: Iterable[int], first: int, last: int) -> int | None:
    """Return the first of some words that lies between two, None where none does."""
    return min((at for at in words if first <= at < last), default=None)


class Argumentation(Agreement):
    """Finds the arguments of the triggers of a text."""

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses of the text."""
        return self.syntax.clauses

    def of(self, trigger: Trigger) -> Arguments:
        """Return the arguments of a trigger."""
        clause = self.clauses[self.syntax.clause_at[trigger.at]]
        slots = self._of_verb(trigger, clause) if trigger.kind == "verb" else self._of_noun(trigger, clause)
        agent = self._agent(trigger.at, clause)
        if agent is not None:
            slots["subj"] = (agent,)
        if measured := slots.pop(_MEASURED, ()):
            slots["min"] = (*slots.get("min", ()), *measured)  # whose goods they are, where nobody else is named
        return Arguments({slot: tuple(phrases) for slot, phrases in slots.items() if phrases}, agent, clause)

    # ---- verbs

    def _of_verb(self, trigger: Trigger, clause: Clause) -> dict[str, tuple[Phrase, ...]]:
        subject, objects = self._core(trigger.at, clause)
        if len(objects) > 1:
            objects = [phrase for phrase in objects if not self._is_when(phrase)]  # «صدّرت ليبيا [الشهر الماضي] 12 مليون برميل»
        if subject is not None and not objects and (cut := self._counted_behind(subject)):
            objects, subject = [Phrase(cut, subject.last)], Phrase(subject.first, cut)
        if subject is not None and not trigger.passive and self._has_pronoun(trigger.at, subject):
            objects, subject = [subject, *objects], None
        if subject is not None and not trigger.passive and self._is_oblique(trigger.at, subject):
            objects, subject = [subject, *objects], None
        if subject is not None and not trigger.passive and self._describes_subject(trigger.at, clause, subject):
            objects, subject = [subject, *objects], None
        if subject is not None and subject.first > trigger.at and not objects and self._is_said(trigger, subject):
            objects, subject = [subject, *objects], None
        if subject is not None and not trigger.passive and not objects and self._is_carried(trigger, subject):
            objects, subject = [subject], None
        if subject is not None and not objects and self._is_blamed(trigger, subject):
            objects, subject = [subject], None
        if subject is not None and objects and self._is_joined(subject, objects[0]):
            objects = objects[1:]  # «تبادلت تركيا [والعراق] معلومات»
        rest = trigger.rest
        if subject is not None and (end := _first_within(rest, subject.first + 1, subject.last)) is not None:
            subject = Phrase(subject.first, end)  # «أحرق محتجون [العلم التركي]»
        objects = [phrase for phrase in objects if _first_within(rest, phrase.first, phrase.last) is None]
        slots: dict[str, tuple[Phrase, ...]] = {}
        for complement in self._complements(trigger.at, clause.first, self._past_cargo(clause)):
            phrase = complement.phrase
            end = _first_within(rest, phrase.first, phrase.last)
            if end is None:
                self._add(slots, complement)
            elif end > phrase.first:  # «وصل إلى [بغداد] فريق إنقاذ ألماني»
                self._add(slots, Complement(complement.preposition, complement.at, Phrase(phrase.first, end)))
        quoted = {at for phrases in slots.values() for phrase in phrases for at in range(phrase.first, phrase.last)}
        objects = [phrase for phrase in objects if phrase.first not in quoted]
        subject = subject if subject is None or subject.first not in quoted or subject.first < trigger.at else None
        if rest:
            slots["gen"] = self._genitive(max(rest))
        if subject is not None and (whole := self.whole(subject)) != subject:
            end = self._end_of_party(whole)  # «زار [وفد من أوزبكستان] [كابل]»
            subject, objects = Phrase(whole.first, end or whole.last), [*([Phrase(end, whole.last)] if end else []), *objects]
        objects = [self.whole(phrase) for phrase in objects]
        counted = self._counted(trigger.at + 1) if subject is None and not objects and not rest else ()
        moved = {slot for f in trigger.frames for slot in (*f.recipient, *f.theme, *f.victim)} if counted else set()
        if counted and not trigger.passive and "obj" in moved and "subj" not in moved:
            objects = [*counted]  # «أرسلت نحو مئة شاحنة»
        elif counted:
            subject = counted[0]  # «غرق ما لا يقل عن 42 مهاجراً»
        if trigger.passive:
            slots["obj"] = (subject,) if subject else self._understood(trigger.at, clause)
            slots["obj2"] = tuple(objects[:1])
        else:
            slots["subj"] = (subject,) if subject else self._understood(trigger.at, clause)
            pronoun = self.read[trigger.at].pronoun
            taken_up = self._resumed(trigger.at, clause) if pronoun in OWNERS else ()
            if taken_up and slots["subj"] == taken_up and (acting := self._acting(trigger.at, taken_up[0])):
                slots["subj"] = acting  # «تسلّمت كرواتيا المقاتلات التي [اشترتها]»
            objects = objects or list(self._glued(trigger.at, clause)) or list(self._ranged(trigger.at, clause))
            slots["obj"], slots["obj2"] = tuple(objects[:1]), tuple(objects[1:2])
            slots["party"] = tuple(objects[1:])
            if pronoun in OWNERS:
                slots["obj2"] = tuple(objects[:1])
                doer = slots["subj"][0] if slots["subj"] else None
                meant = taken_up or self._meant(trigger.at, pronoun, doer)
                slots["obj"] = meant or self._subject_before(trigger.at, *OWNERS[pronoun])
            for slot, phrase in self._by_pronoun(trigger.at, clause, slots["subj"]):
                slots.setdefault(slot, (phrase,))
            if any(frame.type in _DOING for frame in trigger.frames):
                self._resume(trigger.at, clause, slots)
        return slots

    def _resume(self, at: int, clause: Clause, slots: dict[str, tuple[Phrase, ...]]) -> None:
        """Add what stands behind a clause that interrupts that of a verb, to the slots that are empty."""
        behind = goes_on(self.syntax, at, clause)
        for phrase in self._free(behind.start, behind.stop):
            slot = "obj2" if slots["obj"] else "obj"
            if not slots[slot]:
                slots[slot] = (self.whole(phrase),)
        for complement in self._complements(behind.start - 1, behind.start, behind.stop) if behind else ():
            if not slots.get(_SLOTS.get(complement.preposition, complement.preposition)):
                self._add(slots, complement)

    def _by_pronoun(self, at: int, clause: Clause, subject: tuple[Phrase, ...]) -> Iterable[tuple[str, Phrase]]:
        """Yield whom the pronouns of prepositions behind a verb mean, each with its slot: «طلب [منها] سحب سفيرها»."""
        resumes = clause.kind in ("relative", "further") and not self.read[at].pronoun  # the first takes up what is described
        for place in range(at + 1, min(clause.last, at + _BESIDE)):
            reading = self.read[place]
            if reading.tag == "V":
                return
            if reading.tag != "P" or reading.pronoun not in OWNERS or reading.analysis is None:
                continue
            if resumes:
                resumes = False
                continue
            slot = _SLOTS.get(reading.analysis.lemma.form, reading.analysis.lemma.form)
            for phrase in self._meant(place, reading.pronoun, subject[0] if subject else None):
                yield slot, phrase

    def _meant(self, at: int, pronoun: str, doer: Phrase | None) -> tuple[Phrase, ...]:
        """Return the party that a pronoun means, in a tuple; () where none is named."""
        meant = self.pronouns.meant(at, pronoun, doer)
        return (meant,) if meant is not None else ()

    @cached_property
    def pronouns(self) -> Pronouns:
        """Whom the pronouns of the text mean."""
        return Pronouns(self.syntax, self.entities)

    def _glued(self, at: int, clause: Clause) -> Iterable[Phrase]:
        """Yield the country or body right behind the name of him who acts: «للطاقة محمد البرادعي إيران»."""
        for place in range(at + 2, clause.last):
            entity, before = self.entities[place], self.entities[place - 1]
            if entity is None or before is None or before.type != "PER" or entity is before:
                continue
            if entity.type in ("GPE", "ORG") and not self.read[place].particles and self.syntax.gaps[place] == "":
                index = self.syntax.phrase_at[place]
                yield Phrase(place, self.syntax.phrases[index].last if index >= 0 else place + 1)
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

    def _resumed(self, at: int, clause: Clause) -> tuple[Phrase, ...]:
        """Return what the pronoun of a verb takes up in a clause that describes it: «الدفعة التي تصرفها الشركة»."""
        if clause.verb != at or clause.kind not in ("relative", "further") or self.read[at].particles:
            return ()
        before = self._before(clause.opener if clause.opener is not None else at)
        return (before,) if before is not None and self._fits(before, self.read[at].pronoun) else ()

    def _fits(self, phrase: Phrase, pronoun: str) -> bool:
        """Whether a pronoun can mean a phrase: «طهران، التي احتجزته» held another."""
        entity, wanted = self.entities[phrase.first], OWNERS.get(pronoun, ("", ""))[0]
        if entity is None or entity.type != "GPE" or not wanted:
            return True
        return wanted == ("m" if self._plain(phrase.first) in context("masculine-country") else "f")

    def _acting(self, at: int, described: Phrase) -> tuple[Phrase, ...]:
        """Return the party who does what a clause says of what his own clause names, where the verb agrees with him."""
        subject = self.clauses[self.syntax.clause_at[described.first]].subject
        if subject is None or subject.last > described.first or not self._is_party(subject):
            return ()
        return () if self._disagrees(at, subject) or not self._agrees(at, subject) else (subject,)

    def objective(self, arguments: Arguments, at: int) -> Arguments:
        """Return the arguments of a verb whose subject stands before it: what seems its subject behind it is its object."""
        subject, slots = arguments.slots.get("subj", ()), arguments.slots
        if not subject or subject[0].first < at:
            return arguments
        if not slots.get("obj"):
            return arguments._replace(slots={**slots, "subj": (), "obj": subject})
        named = any(entity is not None for entity in self.entities[subject[0].first : subject[0].last])
        if subject[0].first != at + 1 or self.read[at].pronoun or not named:
            return arguments
        objects = {**slots, "subj": (), "obj": subject, "obj2": slots["obj"]}
        return arguments._replace(slots=objects)  # «اتهم النائب …، وطالب [رئيس الوزراء] بإحالة أعضائها»

    def _core(self, at: int, clause: Clause) -> tuple[Phrase | None, list[Phrase]]:
        """Return subject and objects of a finite verb."""
        if clause.verb == at:
            subject = clause.subject
            objects = [phrase for phrase in clause.objects if phrase.first > at and not is_time(self.syntax, phrase)]
            if (end := self._end_of_interruption(clause)) is not None:
                objects = [phrase for phrase in objects if phrase.first < end]
            if not self._own_objects(at, clause):
                more = goes_on(self.syntax, at, clause)  # «هنّأ الملك، في برقية نشرتها …، [الرئيس]»
                objects = list(self._free(more.start, more.stop)) or objects
            subject = self._of_several(at, clause) or subject
            if subject is None and len(objects) > 1 and objects[0].first <= at + 2 and self._is_party(objects[0]):
                subject, objects = objects[0], objects[1:]  # «رفعت جنوب أفريقيا دعوى»: a land's name need not show its gender
            if subject is not None and subject.first > at and (self._is_other(at, subject) or self._disagrees(at, subject)):
                objects, subject = [subject, *objects], None
            if subject is not None and self._is_span(subject):
                fronted = subject.last <= at
                subject = None  # «حكمت عليه بالسجن [خمس سنوات]»
                if fronted and objects and self._follows(at, objects[0]):
                    subject, objects = objects[0], objects[1:]  # «ومساء الأحد فرّقت [الشرطة] العشرات»
            elif subject is not None and subject.last <= at:
                subject = self._behind_colon(at, subject) or subject  # «الاستخبارات: [بيلاروسيا] سلّحت المتمردين»
                if self.syntax.gaps[subject.first] == "(" and objects and self._follows(at, objects[0]):
                    subject, objects = objects[0], objects[1:]  # «وفقاً للجنة (CICR)، أطلقت [نجامينا] سراح»
        else:
            behind = list(self._free(at + 1, clause.last))[:2]
            if self.read[at].tag == "N" and clause.subject is not None and clause.subject.first == at < clause.subject.last - 1:
                own = Phrase(at + 1, self._end_of_party(Phrase(at + 1, clause.subject.last)) or clause.subject.last)
                return own, list(self._free(own.last, clause.last))[:2]  # «صرف [صندوق النقد] [القسط]»
            if self.read[at].tag == "N":
                return clause.subject, behind  # a past that reads as its masdar: «صندوق النقد صرف القسط»
            if self.read[at].tag != "V":
                return None, behind  # a participle's subject stands before it
            agrees = bool(behind) and self._agrees(at, behind[0])
            subject, objects = (behind[0], behind[1:]) if agrees else (None, behind)
        if subject is not None and subject.first > at and (cut := self._end_of_party(subject)) is not None:
            return Phrase(subject.first, cut), [Phrase(cut, subject.last), *objects]
        return subject, objects

    def _end_of_interruption(self, clause: Clause) -> int | None:
        """Return where, within a clause that interrupts the one before it, that one goes on with its object; else None."""
        index = self.syntax.clause_at[clause.first]
        outer = self.clauses[index - 1] if index else None
        if outer is None or outer.verb is None or clause.verb is None or self._own_objects(outer.verb, outer):
            return None
        behind = goes_on(self.syntax, outer.verb, outer)
        return behind.start if clause.verb < behind.start < clause.last else None

    def _own_objects(self, verb: int, clause: Clause) -> list[Phrase]:
        """Return the objects of a verb that stand before a comma."""
        return [phrase for phrase in clause.objects if phrase.first > verb and self.syntax.gaps[phrase.first] != "comma"]

    def _of_several(self, at: int, clause: Clause) -> Phrase | None:
        """Return who are joined before a verb of two or more: «وكانت القاهرة وطرابلس قد وقعتا», even divided by a clause."""
        verb, subject = self.read[at].analysis, clause.subject
        if verb is None or verb.number not in ("d", "p"):
            return None
        if subject is None:
            parties = [phrase for phrase in clause.objects if phrase.last <= at and self._is_party(phrase)]
            joined = len(parties) > 1 and self.read[parties[1].first].particles == "و"
            return parties[0] if joined and parties[0].last == parties[1].first else None
        index = self.syntax.phrase_at[subject.first - 1] if subject.first else -1
        first = self.syntax.phrases[index] if index >= 0 else None
        divided = self.read[subject.first].particles == "و" and self.syntax.gaps[subject.first] == "" and subject.last <= at
        if first is None or not divided or not (self._is_party(first) and self._is_party(subject)):
            return None
        return first if first.last == subject.first else None

    def _is_when(self, phrase: Phrase) -> bool:
        """Whether a phrase says when, with the article too: «الشهر الماضي»."""
        first = phrase.first + (self.read[phrase.first].tag == "D" and phrase.size > 1)  # «هذا [الشهر]»
        senses = {found.lemma.sense for found in analyses(self.tokens.forms[first]) if found.pos == "noun"}
        return self._is_span(phrase) or senses == {"time"}

    def _follows(self, at: int, phrase: Phrase) -> bool:
        """Whether a phrase stands right behind a verb and can be its subject."""
        own = phrase.first == at + 1 and not self.read[at].pronoun
        return own and self._agrees(at, phrase) and not self._disagrees(at, phrase)

    def _behind_colon(self, at: int, phrase: Phrase) -> Phrase | None:
        """Return the party that stands between a colon behind a phrase and a verb."""
        for place in range(phrase.last, at):
            index = self.syntax.phrase_at[place]
            if self.syntax.gaps[place] == "colon" and index >= 0 and self.syntax.phrases[index].first == place:
                found = self.syntax.phrases[index]
                return found if found.last <= at and self._is_party(found) else None
        return None

    def _is_said(self, trigger: Trigger, phrase: Phrase) -> bool:
        """Whether what seems the subject of a verb that denies, promises or orders is what is denied: «نفى تلقي أموال»."""
        found = self.read[phrase.first].analysis
        takes = any(frame.commands and "obj" in frame.theme for frame in trigger.frames)
        return takes and found is not None and found.pos == "masdar"

    def _has_pronoun(self, at: int, subject: Phrase) -> bool:
        """Whether a verb has its subject in the pronoun right before it, not in what stands behind it: «أنها درّبت ألف جندي»."""
        before = at - 1 if self.read[at - 1].tag != "T" else at - 2
        return at > 1 and subject.first > at and self.read[before].tag == "S" and self.read[before].pronoun in OWNERS

    def _is_oblique(self, at: int, subject: Phrase) -> bool:
        """Whether what stands right behind a verb is in the oblique case and so is what, not who.

        «أوصلت خمسة وستين», «نشرت كتيبتين», «والتقى ممثلين عن», «والتقى مسؤولي الشركة».
        """
        words, first = range(subject.first, subject.last), subject.first
        if first != at + 1:
            return False
        head = self.read[first].analysis
        if head is not None and self.read[first].tag == "N" and self.entities[first] is None and head.pos != "masdar":
            form, sound = self.tokens.forms[first], head.number == "d" or (head.number == "p" and head.gender == "m")
            if sound and (form.endswith("ين") or (form.endswith("ي") and subject.size > 1 and not self.read[first].pronoun)):
                return True
        return all(self.read[i].tag == "K" for i in words) and self.tokens.forms[words[-1]].endswith("ين")

    def _is_carried(self, trigger: Trigger, subject: Phrase) -> bool:
        """Whether a number right behind a verb of moving or paying says what, where no object does: «ودفعت 200 مليون دولار»."""
        moving = any(frame.type in _MOVING and "obj" in frame.theme for frame in trigger.frames)
        comes = any("subj" in frame.theme for frame in trigger.frames)  # «نزل 200 جندي إيطالي»
        return moving and not comes and subject.first > trigger.at and self.read[subject.first].tag == "K"

    def _is_blamed(self, trigger: Trigger, subject: Phrase) -> bool:
        """Whether who stands right behind a joined verb of blaming bears the blame: «وحمّلت [بغداد] مسؤولية التعثر»."""
        blames = any(frame.type == "ACCUSE" and "obj" in frame.recipient for frame in trigger.frames)
        joined = self.read[trigger.at].particles == "و" and bool(trigger.rest) and not trigger.passive
        return blames and joined and subject.first == trigger.at + 1 and self._is_party(subject)

    def _is_joined(self, subject: Phrase, behind: Phrase) -> bool:
        """Whether a party is joined by «و» to a subject right before it, and so is no object."""
        joined = (
            behind.first == subject.last and self.read[behind.first].particles == "و" and self.syntax.gaps[behind.first] == ""
        )
        return joined and self._is_party(behind) and self._is_party(subject)

    def _describes_subject(self, at: int, clause: Clause, subject: Phrase) -> bool:
        """Whether a clause says what he does whom it describes, and the party behind its verb is its object.

        «الجيش الذي حمّل أوبسيديان المسؤولية», but «الاتفاق الذي وقعه الجانبان» and «الخطوة التي رحبت بها موسكو» take him up.
        """
        opener = clause.opener
        if clause.kind != "relative" or opener is None or clause.verb != at or at - opener > 2 or subject.first < at:
            return False
        if self.read[opener].tag != "R" or not self.tokens.forms[opener].startswith("ال") or self.read[at].pronoun:
            return False
        last = min(clause.last, subject.last + 3)
        return self._is_party(subject) and not any(self.read[i].tag == "P" and self.read[i].pronoun for i in range(at + 1, last))

    def _free(self, first: int, last: int) -> Iterable[Phrase]:
        at = first
        while at < last and self.read[at].tag not in "VSR":
            index = self.syntax.phrase_at[at]
            if index >= 0 and self.syntax.phrases[index].first == at:
                phrase = self.syntax.phrases[index]
                if self.syntax.governed(phrase) is None and not is_time(self.syntax, phrase):
                    yield phrase
                at = phrase.last
            else:
                at += 1

    def _understood(self, at: int, clause: Clause) -> tuple[Phrase, ...]:
        """Return who is meant by a verb without a subject: whom its clause describes, or the subject of the clause before."""
        found = self.read[at].analysis
        gender, number = (found.gender, found.number) if found else ("", "")
        if clause.kind == "relative" and clause.opener is not None:
            if self.tokens.forms[clause.opener] in _WHAT and self.syntax.gaps[clause.opener] == "comma":
                return ()  # «…، ما أسفر عن مقتل» takes up all that was told
            before = self._before(clause.opener)
            return (before,) if before else ()
        if clause.kind == "further" and clause.verb == at and not self.read[at].particles and self.syntax.gaps[at] == "":
            before = self._before(at)
            if before is not None and before.last == at:
                return (before,)
        return self._subject_before(at, gender, number)

    def _subject_before(self, at: int, gender: str, number: str) -> tuple[Phrase, ...]:
        for other in reversed(self.syntax.clauses_between(at - _FAR, at)):
            if other.subject is None or other.subject.first >= at or self._far(other.subject.first, at):
                continue
            if self._is_span(other.subject) or (number == "p" and self._is_one(other.subject)):
                continue
            head = self.read[other.subject.first].analysis
            own = head.gender if head else ""
            if other.verb is not None and (
                not gender or not own or own == gender or number == "p" or self.read[other.subject.first].tag == "M"
            ):
                return (other.subject,)
        return ()

    def _is_one(self, phrase: Phrase) -> bool:
        """Whether a phrase is one person by name, joined to nobody: «اعتصموا» has another subject."""
        entity = self.entities[phrase.last - 1]
        if entity is None or entity.type != "PER":
            return False
        joined = phrase.last < len(self.read) and self.read[phrase.last].particles == "و"
        return not joined and not any(self.read[at].particles == "و" for at in range(phrase.first + 1, phrase.last))

    def _far(self, first: int, at: int) -> bool:
        """Whether a paragraph ends between two words."""
        return at - first > _FAR or any("\n" in self.tokens.gap(i) for i in range(first + 1, at + 1))

    def _before(self, at: int) -> Phrase | None:
        back = at - 1
        while back >= 0 and at - back < 6 and not self.tokens.breaks(back + 1):
            index = self.syntax.phrase_at[back]
            if index >= 0:
                return self.syntax.phrases[index]
            back -= 1
        return None

    def _counted_behind(self, subject: Phrase) -> int | None:
        """Return where a number stands right behind a nominative plural, which it cannot count: «خطف مجهولون [ستة عمال]»."""
        at = subject.first + 1
        plural = self.tokens.forms[subject.first].endswith(_NOMINATIVE) and at < subject.last
        return at if plural and self.read[at].tag == "K" and not self.read[at].particles else None

    # ---- nouns

    def _of_noun(self, trigger: Trigger, clause: Clause) -> dict[str, tuple[Phrase, ...]]:
        at = max((trigger.at, *trigger.rest))
        index = self.syntax.phrase_at[at]
        phrase = self.syntax.phrases[index] if index >= 0 else Phrase(at, at + 1)
        marked = next((i for i in range(at + 1, phrase.last) if self._is_marked_object(i)), None)
        phrase = Phrase(phrase.first, marked) if marked is not None else phrase  # «[غارة] معسكراً للحوثيين»
        genitive = self._genitive(at) if marked != at + 1 else ()
        following = next(iter(self._free(phrase.last, min(phrase.last + 4, clause.last))), None)
        direct = (
            following
            if following is not None
            and following.first == phrase.last
            and not (genitive and genitive[0].first == following.first)  # «إرسال [12 من الخبراء]»
            and self.syntax.gaps[phrase.last] == ""
            and (self._can_do(genitive) or trigger.kind == "noun")
            else None
        )
        slots: dict[str, tuple[Phrase, ...]] = {"gen": genitive}
        last = min(self._past_cargo(clause), trigger.at + 25) if marked is None else marked
        for complement in self._complements(trigger.at, trigger.at, last):
            if complement.phrase.first > at:
                self._add(slots, complement)
        for complement in self._of_description(phrase.last):
            self._add(slots, complement)
        if clause.subject is not None and self._remains(clause, trigger.at):
            slots["pred"] = (self.whole(clause.subject),)
        if trigger.kind == "masdar":
            nation = self.entities[genitive[0].first] if genitive else None
            national = nation is not None and nation.type == "NORP" and self.read[genitive[0].first].tag in "AM"
            transitive = not national and any(
                slot == "obj" for frame in trigger.frames for slot in (*frame.recipient, *frame.theme)
            )
            if trigger.rest and any("gen" in f.recipient + f.theme + f.victim for f in trigger.frames):
                pass  # «تجميد أرصدة إيران»: of an idiom the genitive is what the frame says
            elif not transitive or direct is not None:
                slots["subj"] = genitive
                slots["obj"] = (direct,) if direct is not None and transitive else ()
            else:
                slots["obj"] = genitive
        elif self.read[at].pronoun and direct is not None:
            slots["obj"] = (direct,)  # «لقائها رئيس الحكومة»
        slots["direct"] = (direct,) if direct is not None else ()  # «بيع الهند [ستّ طائرات]»
        if not slots.get("subj") and (doer := self.doer(trigger.at) or self.described(phrase.last)):
            slots["subj"] = doer
        if not slots.get("subj") or all("subj" in frame.theme for frame in trigger.frames):
            misread = self.read[trigger.at].tag == "V" and trigger.at > 0  # as the verb of a clause of its own
            around = self.clauses[self.syntax.clause_at[trigger.at - 1]] if misread else clause
            slots["ruler"] = self._ruler(trigger.at, around)
        return slots

    def _remains(self, clause: Clause, at: int) -> bool:
        """Whether a noun says of the subject before it what it still is: «لا يزال [خمسة صيادين] مفقودين»."""
        found = self.read[clause.verb].analysis if clause.verb is not None else None
        behind = clause.subject is not None and clause.subject.last <= at <= clause.subject.last + _PREDICATE
        return found is not None and found.lemma.form in _REMAINING and behind

    def described(self, at: int) -> tuple[Phrase, ...]:
        """Return who carries out a deed by the clause that describes it right behind its phrase."""
        clause = self._description(at)
        return (self.whole(clause.subject),) if clause is not None and clause.subject is not None else ()

    def _of_description(self, at: int) -> Iterable[Complement]:
        """Yield what stands behind prepositions in the clause that describes a deed: «هجوم شنه المتمردون [على البلدة]»."""
        clause = self._description(at)
        if clause is not None and clause.verb is not None:
            yield from self._complements(clause.verb, clause.verb, clause.last)

    def _description(self, at: int) -> Clause | None:
        """Return the clause right behind a phrase that says who carries out the deed."""
        if at < len(self.read) and self.read[at].tag in "RS" and self.syntax.gaps[at] == "":
            at += 1
        if at >= len(self.read) or self.read[at].tag != "V" or not self.read[at].pronoun or self.syntax.gaps[at] != "":
            return None
        found = self.read[at].analysis
        clause = self.clauses[self.syntax.clause_at[at]]
        if found is None or found.lemma.form not in CARRYING_OUT or clause.verb != at or clause.subject is None:
            return None
        return clause

    def _can_do(self, genitive: tuple[Phrase, ...]) -> bool:
        """Whether a genitive can be the doer of a verbal noun that has an object: somebody who is named."""
        return any(self.entities[at] is not None for phrase in genitive for at in range(phrase.first, phrase.last))

    def _genitive(self, at: int) -> tuple[Phrase, ...]:
        """Return what a noun is of: the rest of its phrase, or whom its pronoun means."""
        if self.read[at].pronoun:
            return self.owner(at)
        index = self.syntax.phrase_at[at]
        if index < 0 or self.syntax.phrases[index].last <= at + 1:
            return self._counted(at + 1)
        last = self.syntax.phrases[index].last
        if last == at + 2 and self._plain(at + 1) in _ROUNDERS and (counted := self._counted(at + 1)):
            return counted  # «إصابة [أكثر من 60]»
        return (self.whole(Phrase(at + 1, last)),)

    def owner(self, at: int) -> tuple[Phrase, ...]:
        """Return whom the pronoun of a noun means: the subject before it that agrees."""
        gender, number = OWNERS.get(self.read[at].pronoun, ("", ""))
        found = self._subject_before(at, gender, number)
        if self.read[at].pronoun != _THEIR:
            return found
        return tuple(phrase for phrase in found if phrase.size > 1 or not self._is_land(phrase.first))  # «واشنطن» is not «هم»

    def _is_land(self, at: int) -> bool:
        """Whether a country or a town is named at a word."""
        entity = self.entities[at]
        return entity is not None and entity.type == "GPE"

    def _counted(self, at: int) -> tuple[Phrase, ...]:
        """Return what a number counts that begins at a word, past what rounds it: «إرسال [نحو 6,000 مهندس]»."""
        for place in range(at, min(at + _ROUNDING, len(self.read))):
            if self.syntax.gaps[place] != "" or (self.read[place].particles and self.read[place].tag != "P"):
                return ()
            if self.read[place].tag in "KD":
                index = self.syntax.phrase_at[place]
                return (self.whole(self.syntax.phrases[index]),) if index >= 0 else ()
            if self.tokens.forms[place] not in _ROUNDERS:
                return ()
        return ()

    def doer(self, at: int) -> tuple[Phrase, ...]:
        """Return of whom a noun right before a verbal noun says that he does it: «قيام كوريا الشمالية بإرسال»."""
        if self.read[at].particles[-1:] not in ("ب", "ل") or at == 0:
            return ()
        index = self.syntax.phrase_at[at - 1]
        if index < 0:
            return ()
        phrase = self.syntax.phrases[index]
        found = self.read[phrase.first].analysis
        return self._genitive(phrase.first) if found is not None and found.lemma.form in DOING else ()

    def _ruler(self, at: int, clause: Clause) -> tuple[Phrase, ...]:
        """Return the subject of the verb of whose clause a verbal noun is a part: he who promises to send is to send."""
        if clause.verb is None or clause.verb > at or at - clause.verb > 12 or self._judges(clause.verb):
            return ()
        if any(self._plain(i) in GUILT for i in range(clause.verb + 1, at)):
            return ()  # «فرضت واشنطن عقوبات عليهم لتورطهم في [التعذيب]»
        if self.tokens.quote(clause.verb)[1:2] == "ُ":
            return ()  # «قُتل 12 جندياً في كمين»
        if clause.subject is not None and clause.subject.first <= at < clause.subject.last:
            return ()  # «يتم تجميد أصول الدولة»
        return (clause.subject,) if clause.subject is not None else self._understood(clause.verb, clause)

    def _judges(self, verb: int) -> bool:
        """Whether a verb blames, welcomes, refuses or demands what it has as its object: that is another's deed."""
        found = self.read[verb].analysis
        return found is not None and any(frame.type in _OTHERS for frame in frames_of(found.lemma.form))

    # ---- complements

    def _add(self, slots: dict[str, tuple[Phrase, ...]], complement: Complement) -> None:
        """Put a complement behind those of its slot; a part («العديد من الجنود») is none."""
        measured = self._is_measured(complement)
        if (self._is_part(complement) and not measured) or self._is_of_title(complement):
            return
        slot, phrase = _SLOTS.get(complement.preposition, complement.preposition), complement.phrase
        slot = _MEASURED if measured else slot
        if self.tokens.forms[phrase.first] == _AGAINST and phrase.size > 1:
            slot, phrase = "bihaqq", Phrase(phrase.first + 1, phrase.last)
        elif slot == "fi" and self.tokens.forms[phrase.first] == _RIGHT and phrase.size > 1:
            slot, phrase = "bihaqq", Phrase(phrase.first + 1, phrase.last)  # «في حق الوزير»
        elif slot == "b" and self.tokens.forms[phrase.first] in _FIRE and phrase.size > 1:
            slot, phrase = "fire", Phrase(phrase.first + 1, phrase.last)
        if phrase.size == 1 and self._plain(phrase.first) in _ROUNDERS and (counted := self._counted(phrase.last)):
            phrase = Phrase(phrase.first, counted[0].last)  # «بنحو [ثلاثة آلاف جندي]»
        slots[slot] = (*slots.get(slot, ()), Phrase(phrase.first, self._behind_quotation(phrase)))  # «لشركة «الواحة»»

    def _is_of_title(self, complement: Complement) -> bool:
        """Whether «ل» only says of what somebody is the head: «الأمين العام [للأمم المتحدة] أنطونيو غوتيريش»."""
        index = self.syntax.phrase_at[complement.phrase.first - 1] if complement.phrase.first else -1
        if complement.preposition != "ل" or index < 0 or self.syntax.gaps[complement.phrase.first] != "":
            return False
        return self._plain(self.syntax.phrases[index].first).removeprefix("ال") in _HEADS

    def _plain(self, at: int) -> str:
        return self.tokens.bare(at, len(self.read[at].particles))

    def _is_part(self, complement: Complement) -> bool:
        before = complement.at - 1
        if complement.preposition != "من" or before < 0:
            return False
        form = self.tokens.forms[before].removeprefix("ال")
        if before and self.read[before - 1].tag == "K" and form in _MEMBERS and self._is_body(complement.phrase):
            return True  # «قتل 11 قيادياً من حركة طالبان»
        return self.read[before].tag == "K" or form in _SOME_OF or self._is_measured(complement)

    def _is_body(self, phrase: Phrase) -> bool:
        """Whether a phrase is of an organisation, from its first or second word on: «حركة طالبان», «الشرطة الاتحادية»."""
        inside = (self.entities[at] for at in range(phrase.first, min(phrase.first + 2, phrase.last)))
        return any(entity is not None and entity.type == "ORG" for entity in inside)

    def _is_measured(self, complement: Complement) -> bool:
        """Whether a complement says of what there is so much: «طن من القمح الروماني», but «طن من رومانيا» says from whom."""
        before = complement.at - 1
        if complement.preposition != "من" or before < 0:
            return False
        form = self.tokens.bare(before, len(self.read[before].particles)).removeprefix("ال")
        return form in MEASURES and not self._is_party(complement.phrase)

    def whole(self, phrase: Phrase) -> Phrase:
        """Return a phrase with that of which it is a part («العديد من الجنود»), or with the name that a quotation cuts off."""
        last = self._behind_nationality(self._behind_quotation(phrase))
        phrase = Phrase(phrase.first, last)
        if last + 1 < len(self.read) and self.syntax.gaps[last] == "":
            index = self.syntax.phrase_at[last + 1]
            governed = self.syntax.governed(self.syntax.phrases[index]) if index >= 0 else None
            if governed is not None and governed.at == last and self._is_part(governed):
                return Phrase(phrase.first, governed.phrase.last)
        return phrase

    def _behind_nationality(self, last: int) -> int:
        """Return where a phrase ends with the nationality behind it that was read as another word: «مئة جندي [تركي]»."""
        entity = self.entities[last] if last < len(self.read) else None
        own = entity is not None and entity.type == "NORP" and self.read[last - 1].tag in "NA" and not self.read[last].particles
        return (
            last + 1 if own and self.syntax.gaps[last] == "" and self._is_definite(last) == self._is_definite(last - 1) else last
        )

    def _behind_quotation(self, phrase: Phrase) -> int:
        """Return where a phrase ends that a name in quotation marks divides: «رئيس مجلس إدارة «بنك الأرخبيل» رامز الشدراوي»."""
        last = phrase.last
        while (
            last < len(self.read)
            and not self._quotes_another(last)
            and self.syntax.gaps[last] in ("opening", "quote", "closing", "(")
            and last - phrase.last < 8
        ):
            index, name = self.syntax.phrase_at[last], self.entities[last]
            if name is not None and name is not self.entities[last - 1] and not self.read[last].particles:
                while last < len(self.read) and self.entities[last] is name:
                    last += 1
                continue
            if index < 0 or self.syntax.phrases[index].first != last or self.read[last].particles:
                break
            last = self.syntax.phrases[index].last
        return last

    def _complements(self, at: int, first: int, last: int) -> Iterable[Complement]:
        """Yield the complements behind a word up to the next verb, then those before it, the nearest first."""
        behind, place = [], at + 1
        while place < last:
            if self.read[place].tag == "V" and not (self._describes(at, place) or self._carries(place)):
                break
            index = self.syntax.phrase_at[place]
            if index >= 0 and self.syntax.phrases[index].first == place:
                governed = self.syntax.governed(self.syntax.phrases[index])
                if governed is not None:
                    behind.append(governed)
                place = self.syntax.phrases[index].last
            else:
                place += 1
        yield from behind
        before, place = [], first
        while place < at:
            index = self.syntax.phrase_at[place]
            if index >= 0 and self.syntax.phrases[index].first == place:
                governed = self.syntax.governed(self.syntax.phrases[index])
                if governed is not None:
                    before.append(governed)
            place += 1
        yield from reversed(before)

    def _past_cargo(self, clause: Clause) -> int:
        """Return where a clause ends with the one behind it that only says what something carries."""
        last = clause.last
        if last >= len(self.read) or not self._carries(last):
            return last
        return self.clauses[self.syntax.clause_at[last]].last

    def _carries(self, verb: int) -> bool:
        """Whether a verb right behind a noun says what it carries; a goal behind is the noun's: «طائرة تحمل دواء إلى غزة»."""
        found = self.read[verb].analysis
        carrying = self.read[verb].tag == "V" and found is not None and found.lemma.form in _CARRYING
        return carrying and not self.read[verb].particles and self.syntax.gaps[verb] == "" and self.read[verb - 1].tag in "NA"

    def _describes(self, noun: int, verb: int) -> bool:
        """Whether a verb right behind a noun only says that it takes place: «معارك اندلعت فجراً بين …»."""
        found = self.read[verb].analysis
        return (
            self.read[noun].tag != "V"
            and found is not None
            and found.lemma.form in _TAKING_PLACE
            and verb - noun <= 4
            and not self.read[verb].particles
            and not any(self.tokens.breaks(i) for i in range(noun + 1, verb + 1))
        )

    def _agent(self, at: int, clause: Clause) -> Phrase | None:
        """Return who does it by an agent phrase: «من قبل القوات», «على يد مجهولين»."""
        for place in range(at + 1, min(clause.last, at + 20) - 1):
            form = self.tokens.forms[place]
            if form in _BEFORE_AGENT and (form, self.tokens.forms[place + 1]) in _AGENTS and place + 2 < len(self.read):
                index = self.syntax.phrase_at[place + 2]
                if index >= 0:
                    phrase = self.syntax.phrases[index]
                    return Phrase(max(phrase.first, place + 2), phrase.last)
        return None
