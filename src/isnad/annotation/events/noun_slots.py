"""Who and what stands in the slots of a noun that tells a deed: of whom it is, whose verb it depends on, who carries it out."""

from collections.abc import Iterable

from isnad.annotation.clauses import Clause, Complement
from isnad.annotation.events.antecedents import Antecedents
from isnad.annotation.events.extents import ROUNDERS
from isnad.annotation.events.prepositions import Prepositions
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.languages.deeds import deed_words
from isnad.languages.frames import of_verb as frames_of

_CARRYING_OUT = deed_words("carrying-out")
_GUILT = deed_words("guilt")
_SETTING_ABOUT = deed_words("setting-about")
_REMAINING = deed_words("remaining")
_PREDICATE = 5  # words within which the predicate stands behind its subject
_OTHERS = frozenset(("ACCUSE",))  # types of deeds that have another's deed as their object


class NounSlots:
    """Fills the slots of the nouns of a text."""

    def __init__(self, prepositions: Prepositions, antecedents: Antecedents) -> None:
        self.prepositions, self.antecedents = prepositions, antecedents
        self.extents = prepositions.extents
        self.syntax, self.tokens, self.read = prepositions.syntax, prepositions.tokens, prepositions.read
        self.entities = prepositions.entities

    def of(self, trigger: Trigger, clause: Clause) -> dict[str, tuple[Phrase, ...]]:
        """Return what stands in the slots of a noun."""
        at = max((trigger.at, *trigger.rest))
        phrase = self.syntax.phrase_of(at) or Phrase(at, at + 1)
        marked = next((i for i in range(at + 1, phrase.last) if self.extents.is_marked_object(i)), None)
        phrase = Phrase(phrase.first, marked) if marked is not None else phrase  # «[غارة] معسكراً للحوثيين»
        genitive = self.genitive(at) if marked != at + 1 else ()
        taker = self._taker(genitive, phrase.last)
        end = taker.last if taker is not None else phrase.last
        following = next(iter(self.extents.free(end, min(end + 4, clause.last))), None)
        direct = (
            following
            if following is not None
            and following.first == end
            and not (genitive and genitive[0].first == following.first)  # «إرسال [12 من الخبراء]»
            and self.syntax.gaps[end] == ""
            and (self._can_do(genitive) or trigger.kind == "noun")
            else None
        )
        further = self._right_behind(direct, clause.last)
        cut = self.extents.end_of_party(genitive[0]) if genitive and marked is None and taker is None else None
        if cut is not None and (direct is None or further is None):
            direct, further = Phrase(cut, genitive[0].last), direct  # «اتهام القاهرة [أنقرة]», «تسليم لندن [كييف] [صواريخ]»
            genitive = (Phrase(genitive[0].first, cut),)
        slots: dict[str, tuple[Phrase, ...]] = {"gen": genitive}
        last = min(self.prepositions.past_cargo(clause), trigger.at + 25) if marked is None else marked
        for complement in self.prepositions.around(trigger.at, trigger.at, last):
            if complement.phrase.first > at:
                self.prepositions.add(slots, complement)
        for complement in self._of_description(phrase.last):
            self.prepositions.add(slots, complement)
        if clause.subject is not None and self._remains(clause, trigger.at):
            slots["pred"] = (self.extents.whole(clause.subject),)
        if trigger.kind == "masdar":
            nation = self.entities[genitive[0].first] if genitive else None
            national = nation is not None and nation.type == "NORP" and self.read[genitive[0].first].tag in "AM"
            transitive = not national and any(
                slot == "obj" for frame in trigger.frames for slot in (*frame.recipient, *frame.theme)
            )
            given = self._given(trigger, direct, further)
            if trigger.rest and any("gen" in f.recipient + f.theme + f.victim for f in trigger.frames):
                pass  # «تجميد أرصدة إيران»: of an idiom the genitive is what the frame says
            elif given is not None:
                slots["obj"], slots["obj2"] = genitive, (given,)
            elif transitive and direct is None and taker is not None and not any("li" in f.recipient for f in trigger.frames):
                slots["subj"], slots["obj"] = genitive, (taker,)  # «قصف إسرائيل [لغزة]»
            elif not transitive or direct is not None:
                slots["subj"] = genitive if not trigger.rest or self._can_do(genitive) else ()  # «الحصول على شحنة [أرز]»
                slots["obj"] = (direct,) if direct is not None and transitive else ()
                slots["obj2"] = (further,) if further is not None else ()
            else:
                slots["obj"] = genitive
        elif self.read[at].pronoun and direct is not None:
            slots["obj"] = (direct,)  # «لقائها رئيس الحكومة»
        slots["direct"] = (direct,) if direct is not None else ()  # «بيع الهند [ستّ طائرات]»
        slots["direct2"] = (further,) if further is not None else ()  # «تسليم فرنسا مالي [ستّ طائرات]»
        if not slots.get("subj") and (doer := self.doer(trigger.at) or self.described(phrase.last)):
            slots["subj"] = doer
        if not slots.get("subj") or all("subj" in frame.theme for frame in trigger.frames):
            misread = self.read[trigger.at].tag == "V" and trigger.at > 0  # as the verb of a clause of its own
            around = self.syntax.clauses[self.syntax.clause_at[trigger.at - 1]] if misread else clause
            slots["ruler"] = self._ruler(trigger.at, around)
        return slots

    def _taker(self, genitive: tuple[Phrase, ...], at: int) -> Phrase | None:
        """Return the party behind «لـ» right behind that whose deed a noun is: «تسليم فرنسا [لأوكرانيا] دبابات»."""
        behind = self.syntax.phrase_from(at) if at < len(self.read) and self.syntax.gaps[at] == "" else None
        governed = self.syntax.governed(behind) if behind is not None else None
        if governed is None or governed.preposition != "ل" or not genitive:
            return None
        parties = self.extents.agreement.is_party(genitive[0]) and self.extents.agreement.is_party(governed.phrase)
        return governed.phrase if parties else None

    def _right_behind(self, direct: Phrase | None, last: int) -> Phrase | None:
        """Return the phrase right behind the object of a verbal noun: «تسليم فرنسا مالي [ستّ طائرات]»."""
        if direct is None:
            return None
        behind = next(iter(self.extents.free(direct.last, min(direct.last + 4, last))), None)
        return behind if behind is not None and behind.first == direct.last and self.syntax.gaps[behind.first] == "" else None

    def _given(self, trigger: Trigger, direct: Phrase | None, further: Phrase | None) -> Phrase | None:
        """Return what a verbal noun gives to whom it is of, where it has no third party: «منح النيجر [ألف خيمة]»."""
        gives = any("obj2" in frame.theme and "obj" in frame.recipient for frame in trigger.frames)
        if not gives or further is not None or direct is None or self.extents.agreement.is_party(direct):
            return None
        return direct

    def genitive(self, at: int) -> tuple[Phrase, ...]:
        """Return what a noun is of: the rest of its phrase, or whom its pronoun means."""
        if self.read[at].pronoun:
            return self.antecedents.owner(at)
        phrase = self.syntax.phrase_of(at)
        behind = self.syntax.phrase_of(at + 1) if phrase is None and at + 1 < len(self.read) else None
        if behind is not None and self.syntax.governed(behind) is None:
            return (self.extents.whole(behind),)  # of a verbal noun that reads as a verb
        if phrase is None or phrase.last <= at + 1:
            return self.extents.counted(at + 1)
        if phrase.last == at + 2 and self.syntax.wholes[at + 1] in ROUNDERS and (counted := self.extents.counted(at + 1)):
            return counted  # «إصابة [أكثر من 60]»
        return (self.extents.whole(Phrase(at + 1, phrase.last)),)

    def doer(self, at: int) -> tuple[Phrase, ...]:
        """Return of whom a noun right before a verbal noun says that he does it: «قيام كوريا الشمالية بإرسال»."""
        if self.read[at].particles[-1:] not in ("ب", "ل") or at == 0:
            return ()
        before = self.syntax.phrase_of(at - 1)
        found = self.read[before.first].analysis if before is not None else None
        return self.genitive(before.first) if before and found and found.lemma.form in _SETTING_ABOUT else ()

    def described(self, at: int) -> tuple[Phrase, ...]:
        """Return who carries out a deed by the clause that describes it right behind its phrase."""
        clause = self._description(at)
        return (self.extents.whole(clause.subject),) if clause is not None and clause.subject is not None else ()

    def _of_description(self, at: int) -> Iterable[Complement]:
        """Yield what stands behind prepositions in the clause that describes a deed: «هجوم شنه المتمردون [على البلدة]»."""
        clause = self._description(at)
        if clause is not None and clause.verb is not None:
            yield from self.prepositions.around(clause.verb, clause.verb, clause.last)

    def _description(self, at: int) -> Clause | None:
        """Return the clause right behind a phrase that says who carries out the deed."""
        if at < len(self.read) and self.read[at].tag in "RS" and self.syntax.gaps[at] == "":
            at += 1
        if at >= len(self.read) or self.read[at].tag != "V" or self.syntax.gaps[at] != "":
            return None
        behind = self.read[at + 1] if at + 1 < len(self.read) else None
        if not (self.read[at].pronoun or (behind is not None and behind.tag == "P" and behind.pronoun)):
            return None  # «تصريحات [أدلى بها] الوزير»
        found = self.read[at].analysis
        clause = self.syntax.clauses[self.syntax.clause_at[at]]
        if found is None or found.lemma.form not in _CARRYING_OUT or clause.verb != at or clause.subject is None:
            return None
        return clause

    def _remains(self, clause: Clause, at: int) -> bool:
        """Whether a noun says of the subject before it what it still is: «لا يزال [خمسة صيادين] مفقودين»."""
        found = self.read[clause.verb].analysis if clause.verb is not None else None
        behind = clause.subject is not None and clause.subject.last <= at <= clause.subject.last + _PREDICATE
        return found is not None and found.lemma.form in _REMAINING and behind

    def _can_do(self, genitive: tuple[Phrase, ...]) -> bool:
        """Whether a genitive can be the doer of a verbal noun that has an object: somebody who is named."""
        return any(self.entities[at] is not None for phrase in genitive for at in range(phrase.first, phrase.last))

    def _ruler(self, at: int, clause: Clause) -> tuple[Phrase, ...]:
        """Return the subject of the verb of whose clause a verbal noun is a part: he who promises to send is to send."""
        if clause.verb is None or clause.verb > at or at - clause.verb > 12 or self._judges(clause.verb):
            return ()
        if any(self.syntax.bares[i] in _GUILT for i in range(clause.verb + 1, at)):
            return ()  # «فرضت واشنطن عقوبات عليهم لتورطهم في [التعذيب]»
        if self.tokens.quote(clause.verb)[1:2] == "ُ" or self._goes_on(clause.verb, at):
            return ()  # «قُتل 12 جندياً في كمين»
        if clause.subject is not None and clause.subject.first <= at < clause.subject.last:
            return self._named_before(clause.subject.first, at)  # «يتم تجميد أصول الدولة» has nobody
        return (clause.subject,) if clause.subject is not None else self.antecedents.understood(clause.verb, clause)

    def _goes_on(self, verb: int, at: int) -> bool:
        """Whether what reads as a verbal noun is the next toll behind a verb of killing: «قتل مهندس [وجرح 17 آخرون]»."""
        found = self.read[verb].analysis
        if self.read[at].particles != "و" or found is None:
            return False
        return any(frame.casualties for frame in frames_of(found.lemma.form))

    def _named_before(self, first: int, at: int) -> tuple[Phrase, ...]:
        """Return the party with which a phrase begins that goes on with a verbal noun: «أعلنت [حركة طالبان] الإفراج عن»."""
        named = first < at and self.entities[at - 1] is not None and not self.read[at].particles
        return (Phrase(first, at),) if named else ()

    def _judges(self, verb: int) -> bool:
        """Whether a verb blames, welcomes, refuses or demands what it has as its object: that is another's deed."""
        found = self.read[verb].analysis
        return found is not None and any(frame.type in _OTHERS for frame in frames_of(found.lemma.form))
