"""To whom a deed is done that no slot of its frame names: of whom a participle tells, whose the thing is that is judged."""

from isnad.annotation.events.arguments import Arguments
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.told import ADDRESSED, JUDGING, Words
from isnad.annotation.events.transfers import takes
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of
from isnad.languages.deeds import deed_values
from isnad.languages.frames import Frame

_BEFALLING = frozenset(("COERCE", "RETREAT", "ACCUSE"))  # what befalls the subject of a passive
_HELD = deed_values("held")


class Recipients:
    """Finds the recipients of the deeds of a text."""

    def __init__(self, parties: Parties) -> None:
        self.parties, self.speakers = parties, parties.speakers
        self.described = parties.arguments.nouns.described

    def of(self, trigger: Trigger, frame: Frame, arguments: Arguments, words: Words, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return to whom a deed is done: who stands in the slots of its frame, else who is told of in another way."""
        beside = ("gen",) if trigger.rest and trigger.kind != "noun" and not frame.victim else ()  # «رفض [مقترحاً] مصرياً»
        addressed = ("party",) if frame.type in ADDRESSED and "obj" in frame.recipient else ()
        found = self.parties.fill("recipient", (*frame.recipient, *addressed, *beside), arguments, words, actors)
        if not found and frame.type in ADDRESSED and trigger.kind != "verb" and actors:
            found = self.parties.fill("recipient", ("direct",), arguments, words, actors)  # «اتهام الحكومة [المعارضة]»
        if not found and frame.type in _BEFALLING:
            found = self._befallen(trigger, frame, arguments, words, actors)
        if not found and frame.type == "AID":
            found = self._reached(trigger, frame, arguments, words, actors)
        if not found and frame.type in JUDGING and not frame.casualties:
            found = self._whose(trigger, arguments, words, actors)
        return found

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
        for slot in ("b", "obj", "ala"):
            for phrase in arguments.slots.get(slot, ())[:1]:
                entity = self.speakers.at[phrase.last - 1]
                if phrase.size < 2 or entity is None or entity.type not in ("GPE", "NORP"):
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
        participle = found is not None and found.pos in ("participle", "adj", "noun") and trigger.kind == "noun"
        if not participle or _HELD.get(self.speakers.whole(at)) != frame.key or arguments.slots.get("gen"):
            return None
        return subject if subject is not None and subject.last <= at else None
