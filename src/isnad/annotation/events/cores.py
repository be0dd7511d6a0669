"""The subject and the objects of a finite verb: what the clause has as such, and what only seems to be one."""

from isnad.annotation.clauses import Clause, is_time
from isnad.annotation.events.extents import Extents
from isnad.annotation.events.goods import are_things
from isnad.annotation.events.interruptions import goes_on
from isnad.annotation.events.prepositions import is_of_title, slot_of
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.speakers import OWNERS
from isnad.languages.deeds import deed_words
from isnad.languages.frames import of_noun

_AMONG = frozenset(("بينهم", "بينهن", "بينها"))
_BUT_HE = frozenset(f"{joined}لكن{pronoun}" for joined in ("", "و") for pronoun in ("ه", "ها", "هم", "هما"))
_NOMINATIVE = "ون"
_TRANSITIVE = deed_words("transitive")
_SENDING = frozenset(("AID", "MOBILIZE", "SANCTION"))  # types of deeds by which something is sent or withheld


class Cores:
    """Finds subject and objects of the verbs of a text."""

    def __init__(self, extents: Extents) -> None:
        self.extents, self.agreement = extents, extents.agreement
        self.syntax, self.tokens, self.read = extents.syntax, extents.tokens, extents.read
        self.entities = extents.entities

    def of(self, trigger: Trigger, clause: Clause) -> tuple[Phrase | None, list[Phrase]]:
        """Return the subject of a verb, None where it is elided, and its objects."""
        subject, objects = self._seeming(trigger.at, clause)
        objects = [phrase for phrase in objects if not self._is_among(phrase)]
        if len(objects) > 1:  # «صدّرت ليبيا [الشهر الماضي] 12 مليون برميل»
            objects = [phrase for phrase in objects if not self.agreement.is_when(phrase)]
        if subject is not None and not objects and (cut := self._behind_plural(subject)) is not None:
            subject, objects = Phrase(subject.first, cut), [Phrase(cut, subject.last)]
        if subject is not None and self._is_object(trigger, clause, subject, objects):
            return None, [subject, *objects]
        behind = objects[0] if objects and not trigger.passive else None
        if behind is not None and self._acts_behind(trigger.at, clause, subject, behind):
            subject, objects = behind, objects[1:]
        if subject is None and objects and self._arrives(trigger, objects[0]):
            subject, objects = objects[0], objects[1:]
        if subject is not None and objects and self._is_joined(subject, objects[0]):
            objects = objects[1:]  # «تبادلت تركيا [والعراق] معلومات»
        if len(objects) == 1 and any("obj2" in (*frame.recipient, *frame.theme) for frame in trigger.frames):
            cut = self.extents.end_of_party(objects[0])  # «باعت ألمانيا [مصر] [غواصات]»
            objects = [Phrase(objects[0].first, cut), Phrase(cut, objects[0].last)] if cut is not None else objects
        return subject, objects

    def _acts_behind(self, at: int, clause: Clause, subject: Phrase | None, behind: Phrase) -> bool:
        """Whether a party right behind a verb that takes up what it describes does so: «388 مليون يورو تسددها [بوخارست]»."""
        free = subject is None or subject.last <= at
        describes = clause.kind in ("relative", "further") and clause.verb == at and bool(self.read[at].pronoun)
        agrees = self.agreement.agrees(at, behind) and not self.agreement.disagrees(at, behind)
        return free and describes and behind.first == at + 1 and self.agreement.is_party(behind) and agrees

    def _arrives(self, trigger: Trigger, phrase: Phrase) -> bool:
        """Whether what seems the object of a verb of arriving is what arrives: «وصلت إلى بيروت، الثلاثاء، [طائرة]»."""
        comes = not trigger.passive and any("subj" in frame.theme for frame in trigger.frames)
        return comes and self.read[phrase.first].tag in "NK" and not self.agreement.is_party(phrase)

    def _is_among(self, phrase: Phrase) -> bool:
        """Whether a number only says how many of those before it are such: «ثمانية أشخاص بينهم [ثلاثة أطفال]»."""
        return self.read[phrase.first].tag == "K" and self.tokens.forms[phrase.first - 1] in _AMONG

    def _seeming(self, at: int, clause: Clause) -> tuple[Phrase | None, list[Phrase]]:
        """Return what a verb has as its subject and its objects, by its clause or by what stands behind it."""
        if clause.verb == at:
            return self._divided(at, *self._of_clause(at, clause))
        own = self.syntax.phrase_from(at) if self.read[at].tag != "V" else None
        part = [Phrase(at + 1, own.last)] if own is not None and own.size > 1 else []  # «متهماً [حزب الله] بـ»
        behind = [*part, *self.extents.free(own.last if own is not None else at + 1, clause.last)][:2]
        if self.read[at].tag == "N" and clause.subject is not None and clause.subject.first == at < clause.subject.last - 1:
            own = Phrase(at + 1, self.extents.end_of_party(Phrase(at + 1, clause.subject.last)) or clause.subject.last)
            return own, list(self.extents.free(own.last, clause.last))[:2]  # «صرف [صندوق النقد] [القسط]»
        if self.read[at].tag == "N":
            return clause.subject, behind  # a past that reads as its masdar: «صندوق النقد صرف القسط»
        if self.read[at].tag != "V" or not behind or not self.agreement.agrees(at, behind[0]):
            return None, behind  # a participle's subject stands before it
        return self._divided(at, behind[0], behind[1:])

    def _behind_plural(self, subject: Phrase) -> int | None:
        """Return where the object begins behind an indefinite nominative plural, which is of nothing.

        «خطف مجهولون [ستة عمال]», «هاجم مستوطنون [القرية الفلسطينية]».
        """
        counts = self.read[subject.first].tag == "K"
        if counts or not self.tokens.forms[subject.first].endswith(_NOMINATIVE) or self._is_definite(subject.first):
            return None
        for at in range(subject.first + 1, subject.last):
            if self.read[at].particles:
                return None
            accusative = self.read[at].tag == "N" and self.tokens.forms[at].endswith("ا")  # «قتل مسلحون [جندياً]»
            if self.read[at].tag in "KM" or self._is_definite(at) or accusative:
                return at
            if self.read[at].tag != "A" and not self.tokens.forms[at].endswith(_NOMINATIVE):
                return None
        return None

    def _is_definite(self, at: int) -> bool:
        return self.syntax.wholes[at].startswith("ال")

    def _divided(self, at: int, subject: Phrase | None, objects: list[Phrase]) -> tuple[Phrase | None, list[Phrase]]:
        """Return subject and objects, where one phrase behind the verb holds both: «زودت [كوريا الشمالية] [روسيا]»."""
        if subject is not None and subject.first > at and (cut := self.extents.end_of_party(subject)) is not None:
            return Phrase(subject.first, cut), [Phrase(cut, subject.last), *objects]
        return subject, objects

    def _of_clause(self, at: int, clause: Clause) -> tuple[Phrase | None, list[Phrase]]:
        """Return the subject and the objects of a clause: past what interrupts it, by the gender of names, without times."""
        agreement, subject = self.agreement, clause.subject
        objects = [phrase for phrase in clause.objects if phrase.first > at and not is_time(self.syntax, phrase)]
        objects = [phrase for phrase in objects if not self._is_titled(phrase)]
        if (end := self._end_of_interruption(clause)) is not None:
            objects = [phrase for phrase in objects if phrase.first < end]
        if not self._own_objects(at, clause):
            more = goes_on(self.syntax, at, clause)  # «هنّأ الملك، في برقية نشرتها …، [الرئيس]»
            objects = list(self.extents.free(more.start, more.stop)) or objects
        subject = self._of_several(at, clause) or subject
        if subject is None and len(objects) > 1 and objects[0].first <= at + 2 and agreement.is_party(objects[0]):
            subject, objects = objects[0], objects[1:]  # «رفعت جنوب أفريقيا دعوى»: a land's name need not show its gender
        verb = self.read[at].analysis
        if subject is not None and subject.first > at and verb is not None and verb.person == "1":
            objects, subject = [subject, *objects], None  # «لم نزوّد [الجيش السوداني] بالسلاح»
        behind = subject is not None and subject.first > at
        if subject is not None and behind and (agreement.is_other(at, subject) or agreement.disagrees(at, subject)):
            objects, subject = [subject, *objects], None
        if subject is not None and agreement.is_span(subject):
            fronted = subject.last <= at
            subject = None  # «حكمت عليه بالسجن [خمس سنوات]»
            if fronted and objects and agreement.follows(at, objects[0]):
                subject, objects = objects[0], objects[1:]  # «ومساء الأحد فرّقت [الشرطة] العشرات»
        elif subject is not None and subject.last <= at:
            subject = self._behind_colon(at, subject) or subject  # «الاستخبارات: [بيلاروسيا] سلّحت المتمردين»
            if self.syntax.gaps[subject.first] == "(" and objects and agreement.follows(at, objects[0]):
                subject, objects = objects[0], objects[1:]  # «وفقاً للجنة (CICR)، أطلقت [نجامينا] سراح»
        return subject, objects

    def _end_of_interruption(self, clause: Clause) -> int | None:
        """Return where, within a clause that interrupts the one before it, that one goes on with its object; else None."""
        index = self.syntax.clause_at[clause.first]
        outer = self.syntax.clauses[index - 1] if index else None
        if outer is None or outer.verb is None or clause.verb is None or self._own_objects(outer.verb, outer):
            return None
        behind = goes_on(self.syntax, outer.verb, outer)
        return behind.start if clause.verb < behind.start < clause.last else None

    def _own_objects(self, verb: int, clause: Clause) -> list[Phrase]:
        """Return the objects of a verb that stand before a comma."""
        own = (phrase for phrase in clause.objects if phrase.first > verb and not self._is_titled(phrase))
        return [phrase for phrase in own if self.syntax.gaps[phrase.first] not in ("comma", "ended")]

    def _is_titled(self, phrase: Phrase) -> bool:
        """Whether a name stands right behind the body of which he is the head: «الأمين العام للأمم المتحدة [أنطونيو غوتيريش]»."""
        entity, before = self.entities[phrase.first], self.syntax.phrase_of(phrase.first - 1)
        if entity is None or entity.type != "PER" or before is None or self.syntax.gaps[phrase.first] != "":
            return False
        governed = self.syntax.governed(before)
        return governed is not None and is_of_title(self.syntax, governed)

    def _of_several(self, at: int, clause: Clause) -> Phrase | None:
        """Return who are joined before a verb of two or more: «وكانت القاهرة وطرابلس قد وقعتا», even divided by a clause."""
        verb, subject = self.read[at].analysis, clause.subject
        if verb is None or verb.number not in ("d", "p"):
            return None
        if subject is None:
            parties = [phrase for phrase in clause.objects if phrase.last <= at and self.agreement.is_party(phrase)]
            joined = len(parties) > 1 and self.read[parties[1].first].particles == "و"
            return parties[0] if joined and parties[0].last == parties[1].first else None
        first = self.syntax.phrase_of(subject.first - 1) if subject.first else None
        divided = self.read[subject.first].particles == "و" and self.syntax.gaps[subject.first] == "" and subject.last <= at
        if first is None or not divided or not (self.agreement.is_party(first) and self.agreement.is_party(subject)):
            return None
        return first if first.last == subject.first else None

    def _behind_colon(self, at: int, phrase: Phrase) -> Phrase | None:
        """Return the party that stands between a colon behind a phrase and a verb."""
        for place in range(phrase.last, at):
            found = self.syntax.phrase_from(place) if self.syntax.gaps[place] == "colon" else None
            if found is not None:
                return found if found.last <= at and self.agreement.is_party(found) else None
        return None

    def _is_object(self, trigger: Trigger, clause: Clause, subject: Phrase, objects: list[Phrase]) -> bool:
        """Whether what seems the subject of a verb is its object."""
        at = trigger.at
        active = not trigger.passive
        if active and (
            self._has_pronoun(at, subject) or self._is_oblique(at, subject) or self._describes_subject(trigger, clause, subject)
        ):
            return True
        if objects:
            return False
        acts = active and any("obj" in (*frame.recipient, *frame.theme) for frame in trigger.frames) and subject.first == at + 1
        if acts and (self._is_behind_auxiliary(at, clause) or self._describes_deed(at, clause)):
            return True
        said = subject.first > at and self._is_said(trigger, subject)
        carried = active and (self._is_carried(trigger, subject) or self._is_alone(trigger, subject))
        return said or carried or self._is_blamed(trigger, subject)

    def _is_behind_auxiliary(self, at: int, clause: Clause) -> bool:
        """Whether a verb has the subject of the clause before it: «نفت صربيا أن تكون قد زوّدت [أوكرانيا]»."""
        opener, auxiliary = clause.opener, clause.auxiliary
        return clause.kind == "that" and clause.verb == at and opener is not None and auxiliary == opener + 1

    def _describes_deed(self, at: int, clause: Clause) -> bool:
        """Whether a verb says of the attack right before it what it strikes: «سلسلة غارات جوية استهدفت [مواقع]»."""
        described = self.syntax.phrase_of(at - 1) if at else None
        if clause.kind != "further" or clause.verb != at or self.syntax.gaps[at] != "" or described is None:
            return False
        if self.read[at].particles or self._is_definite(described.first):
            return False
        heads = self.syntax.wholes[described.first : described.last]
        return any(frame.type == "ASSAULT" for head in heads for frame in of_noun(head))

    def _is_said(self, trigger: Trigger, phrase: Phrase) -> bool:
        """Whether what seems the subject of a verb that denies, promises or orders is what is denied: «نفى تلقي أموال»."""
        found = self.read[phrase.first].analysis
        takes = any(frame.commands and "obj" in frame.theme for frame in trigger.frames)
        return takes and found is not None and found.pos == "masdar"

    def _has_pronoun(self, at: int, subject: Phrase) -> bool:
        """Whether a verb has its subject in the pronoun right before it, not in what stands behind it: «أنها درّبت ألف جندي»."""
        before = at - 1 if self.read[at - 1].tag != "T" else at - 2
        owned = self.read[before].tag == "S" and self.read[before].pronoun in OWNERS
        return at > 1 and subject.first > at and (owned or self.tokens.forms[before] in _BUT_HE)

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
        """Whether a number or goods behind a verb of moving or paying say what, where no object does.

        «ودفعت 200 مليون دولار», «التي أرسلت أجهزة رادار إلى مالي».
        """
        moving = any(frame.type in _SENDING and "obj" in frame.theme for frame in trigger.frames)
        comes = any("subj" in frame.theme for frame in trigger.frames)  # «نزل 200 جندي إيطالي»
        first = subject.first
        things = self.read[first].tag == "N" and self.entities[first] is None and are_things(self.tokens.words, first)
        return moving and not comes and first > trigger.at and (things or self.read[first].tag == "K")

    def _is_thing(self, phrase: Phrase) -> bool:
        """Whether a phrase is nobody: no person and no body by its noun, without article."""
        found = self.read[phrase.first].analysis
        nobody = found is not None and found.lemma.sense not in ("person", "group")
        return nobody and self.read[phrase.first].tag == "N" and not self._is_definite(phrase.first)

    def _is_blamed(self, trigger: Trigger, subject: Phrase) -> bool:
        """Whether who stands right behind a joined verb of blaming bears the blame: «وحمّلت [بغداد] مسؤولية التعثر»."""
        blames = any(frame.type == "ACCUSE" and "obj" in frame.recipient for frame in trigger.frames)
        joined = self.read[trigger.at].particles == "و" and bool(trigger.rest) and not trigger.passive
        return blames and joined and subject.first == trigger.at + 1 and self.agreement.is_party(subject)

    def _is_alone(self, trigger: Trigger, subject: Phrase) -> bool:
        """Whether the one party behind a joined verb that never lacks an object is it: «أصدرت بياناً. واتهمت [المعارضة] بـ».

        The sentence ends behind it or goes on with what the verb takes besides: in «وانتقدت مصر بشدة قرار إسرائيل» Egypt acts.
        """
        verb = self.read[trigger.at]
        found = verb.analysis
        if found is None or found.lemma.form not in _TRANSITIVE or verb.particles not in ("و", "ف") or verb.pronoun:
            return False
        if subject.first != trigger.at + 1 or not self.agreement.is_named(subject):
            return False
        behind = subject.last
        if behind >= len(self.read) or self.syntax.gaps[behind] in ("stop", "line"):
            return True
        reading, form = self.read[behind], self.tokens.forms[behind]
        preposition = form if reading.tag == "P" and not reading.pronoun else reading.particles
        slots = {slot for frame in trigger.frames for slot in (*frame.recipient, *frame.theme, *frame.victim)}
        return self.syntax.gaps[behind] == "" and slot_of(preposition) in slots

    def _is_joined(self, subject: Phrase, behind: Phrase) -> bool:
        """Whether a party is joined by «و» to a subject right before it, and so is no object."""
        joined = (
            behind.first == subject.last and self.read[behind.first].particles == "و" and self.syntax.gaps[behind.first] == ""
        )
        return joined and self.agreement.is_party(behind) and self.agreement.is_party(subject)

    def _describes_subject(self, trigger: Trigger, clause: Clause, subject: Phrase) -> bool:
        """Whether a clause says what he does whom it describes, and the party behind its verb is its object.

        «الجيش الذي حمّل أوبسيديان المسؤولية», but «الاتفاق الذي وقعه الجانبان» and «الخطوة التي رحبت بها موسكو» take him up.
        """
        at, opener = trigger.at, clause.opener
        if clause.kind != "relative" or opener is None or clause.verb != at or at - opener > 2 or subject.first < at:
            return False
        if self.read[opener].tag != "R" or not self.tokens.forms[opener].startswith("ال") or self.read[at].pronoun:
            return False
        last = min(clause.last, subject.last + 3)
        named = any(self.entities[i] is not None for i in range(subject.first, subject.last))  # «الذي اتهم [الرئيس التركي]»
        sends = any(frame.type in _SENDING and "obj" in frame.theme for frame in trigger.frames)
        sent = sends and subject.first > at + 1 and self._is_thing(subject)  # «للأردن الذي أرسل إلى رام الله [مستشفى]»
        return (named or sent) and not any(self.read[i].tag == "P" and self.read[i].pronoun for i in range(at + 1, last))
