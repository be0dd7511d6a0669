"""To whom a deed is done that no slot of its frame names: of whom a participle tells, whose the thing is that is judged."""

from isnad.annotation.events.arguments import Arguments
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.told import ADDRESSED, JUDGING, Words
from isnad.annotation.events.transfers import takes
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of
from isnad.languages.deeds import deed_values
from isnad.languages.frames import Frame, of_idioms, of_noun, of_verb
from isnad.languages.lexicon import analyses

_BEFALLING = frozenset(("COERCE", "RETREAT", "ACCUSE"))  # what befalls the subject of a passive
_HELD = deed_values("held")
_HARMS = frozenset(("ASSAULT", "COERCE"))
_JUDGED = ("obj", "b", "ala", "did")  # slots in which stands what is judged


class Recipients:
    """Finds the recipients of the deeds of a text."""

    def __init__(self, parties: Parties) -> None:
        self.parties, self.speakers = parties, parties.speakers
        self.described = parties.arguments.nouns.described

    def of(self, trigger: Trigger, frame: Frame, arguments: Arguments, words: Words, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return to whom a deed is done: who stands in the slots of its frame, else who is told of in another way."""
        beside = ("gen",) if trigger.rest and trigger.kind != "noun" and not frame.victim else ()  # «رفض [مقترحاً] مصرياً»
        addressed = ("party",) if frame.type in ADDRESSED and "obj" in frame.recipient else ()
        named = self._without_victims(arguments) if frame.type in JUDGING else arguments
        slots = self._nearest(frame.recipient, named) if frame.type == "AID" else frame.recipient
        found = self.parties.fill("recipient", (*slots, *addressed, *beside), named, words, actors)
        if not found and frame.type in ADDRESSED and trigger.kind != "verb" and actors:
            found = self.parties.fill("recipient", ("direct",), arguments, words, actors)  # «اتهام الحكومة [المعارضة]»
        if not found and frame.type in _BEFALLING:
            found = self._befallen(trigger, frame, arguments, words, actors)
        if not found and frame.type == "AID":
            found = self._reached(trigger, frame, arguments, words, actors)
        if not found and frame.type in JUDGING and not frame.casualties:
            found = self._whose(trigger, arguments, words, actors)
        return found

    @staticmethod
    def _nearest(slots: tuple[str, ...], arguments: Arguments) -> tuple[str, ...]:
        """Return slots with the nearer first of those behind «لـ» and «إلى»: «أهدت [إلى سوريا] سيارات مخصصة لمراكز الإطفاء»."""
        goals = [arguments.slots[slot][0].first for slot in ("li", "ila") if slot in slots and arguments.slots.get(slot)]
        if len(goals) < 2 or goals[0] < goals[1]:
            return slots
        return tuple({"li": "ila", "ila": "li"}.get(slot, slot) for slot in slots)

    def _befallen(
        self, trigger: Trigger, frame: Frame, arguments: Arguments, words: Words, actors: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return who a passive or a participle says was held, freed or accused."""
        if trigger.passive and trigger.kind == "verb":
            passive = arguments._replace(slots={"party": arguments.slots.get("obj", ())})
            if found := self.parties.fill("recipient", ("party",), passive, words, actors):
                return found
        held = self._held(trigger, frame, arguments)
        if held is None:
            return ()
        words.add("recipient", self.parties.span(held), self.parties.rule(held, arguments))
        return tuple(id for id in self.parties.ids(held) if id not in actors)

    def _reached(
        self, trigger: Trigger, frame: Frame, arguments: Arguments, words: Words, actors: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return whom aid reaches: who takes it («أقرت الحركة بتسلّم أموال»), else the country of the place where it arrives."""
        takers = ("subj", "ruler") if trigger.kind != "verb" and takes(frame) else ()
        if found := self.parties.fill("recipient", takers, arguments, words, actors):
            return found
        places = (phrase for slot in frame.recipient for phrase in arguments.slots.get(slot, ()))
        found = next((ids for phrase in places if (ids := self.parties.grounds.ground(phrase)) and ids != actors), ())
        words.note("arrival", "recipient", (), found)
        return found

    def _without_victims(self, arguments: Arguments) -> Arguments:
        """Return the arguments of a judgement without what was done to somebody, whom nobody judges: «دانت قصف غزة»."""
        slots = {
            slot: tuple(p for p in phrases if slot not in _JUDGED or not self._befell(p))
            for slot, phrases in arguments.slots.items()
        }
        return arguments._replace(slots=slots)

    def _befell(self, phrase: Phrase) -> bool:
        """Whether a phrase is a harm with those whom it befell behind it: «قصف غزة», but «قصف إسرائيل القرية»."""
        whole, at = self.speakers.whole(phrase.first), phrase.last
        if (
            phrase.size < 2
            or whole.startswith("ال")
            or self.speakers.at[phrase.first] is not None
            or not self._is_harm(phrase.first)
        ):
            return False
        read, syntax = self.speakers.read, self.speakers.syntax
        goes_on = at < len(read) and syntax.gaps[at] == "" and phrase.size == 2 and self.speakers.at[phrase.first + 1] is not None
        return not (goes_on and (read[at].particles == "ل" or (read[at].tag == "N" and not read[at].particles)))

    def _is_harm(self, at: int) -> bool:
        """Whether a noun tells what is done to somebody's body or freedom."""
        frames = [*of_noun(self.speakers.bare(at))]
        for found in analyses(self.speakers.bare(at)):
            if found.pos == "masdar":
                frames += of_verb(found.lemma.source)
                frames += (frame for idiom in of_idioms(found.lemma.source) for frame in idiom.frames if frame.key == "breach")
        return any(frame.type in _HARMS for frame in frames)

    def _whose(self, trigger: Trigger, arguments: Arguments, words: Words, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return who made what somebody judges or refuses: «رفض العرض الذي قدمته الشركة»."""
        judged = [phrase.last for slot in ("obj", "b", "ala") for phrase in arguments.slots.get(slot, ())[:1]]
        for end in (*(at + 1 for at in trigger.rest), *judged):
            for doer in self.described(end):
                if ids := tuple(id for id in self.parties.ids(doer) if id not in actors):
                    words.add("recipient", self.parties.span(doer), self.parties.rule(doer, arguments))
                    return ids
        owner = self._owner_judged(arguments, actors)
        words.note("thing-judged", "recipient", (), owner)
        return owner

    def _owner_judged(self, arguments: Arguments, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return whose the thing is that somebody judges: «أشادت بسرعة استجابة [أبوظبي]», «انتقد موقف [باريس]»."""
        for slot in ("b", "obj", "ala", "did"):
            for phrase in arguments.slots.get(slot, ())[:1]:
                entity = self.speakers.at[phrase.last - 1]
                if phrase.size < 2 or self._befell(phrase) or entity is None or entity.type not in ("GPE", "NORP"):
                    continue
                owner = country_of(entity)
                return (owner,) if owner is not None and owner not in actors else ()
        return ()

    def _held(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> Phrase | None:
        """Return of whom a passive or a participle says what befell him: «أن بوعصيدة اعتُقل», «رجل الأعمال موقوف في مالطا»."""
        at, read = trigger.at, self.speakers.read
        entity = self.speakers.at[at - 1] if at else None
        if trigger.kind == "verb":
            if not trigger.passive or entity is None or entity.type != "PER":
                return None
            first = next(i for i in range(at - 1, -1, -1) if i == 0 or self.speakers.at[i - 1] is not entity)
            return Phrase(first, at)
        found, subject = read[at].analysis, arguments.clause.subject
        phrase = self.speakers.syntax.phrase_of(at)
        alone = phrase is None or phrase.first == at  # «إعدام ثلاثة [مدانين]»
        participle = alone and found is not None and found.pos in ("participle", "adj", "noun") and trigger.kind == "noun"
        if not participle or _HELD.get(self.speakers.whole(at)) != frame.key or arguments.slots.get("gen"):
            return None
        return subject if subject is not None and subject.last <= at else None
