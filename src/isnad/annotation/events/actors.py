"""Who does a deed: who says what a word of saying tells, who stands in the slots of its frame, whose clause it is."""

from collections.abc import Mapping

from isnad.annotation.events.answers import is_answered
from isnad.annotation.events.arguments import Arguments, first
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.told import ADDRESSED, Words, is_land
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.languages.frames import Frame
from isnad.languages.naming import heads
from isnad.model import Span, Statement


class Actors:
    """Finds the actors of the deeds of a text; ``cues`` are the statements by their words of saying."""

    def __init__(self, parties: Parties, cues: Mapping[int, Statement]) -> None:
        self.parties, self.speakers = parties, parties.speakers
        self.cues = cues

    def of(self, trigger: Trigger, frame: Frame, arguments: Arguments, words: Words) -> tuple[str, ...]:
        """Return who does it: who says what a verb of saying tells, who stands in a slot, of a noun who rules its clause."""
        slots = frame.actor or ()
        acts = slots[:1] == ("subj",)
        if frame.type == "ASSAULT" and (subject := first(("subj",), arguments)) is not None and self._is_place(subject):
            arguments = arguments._replace(slots={**arguments.slots, "subj": ()})
        actors: tuple[str, ...] = self._who_asks(trigger) if frame.type == "REQUEST" and acts else ()
        if acts and trigger.kind == "verb" and not trigger.passive:
            actors = actors or self._who_says(trigger, frame, arguments)
            actors = self._with_those_joined(actors, frame, arguments) if actors else ()
        actors = actors or self.parties.fill("actor", slots, arguments, words)
        if not actors and acts and self._is_meanwhile(trigger):
            actors = self._speaking(trigger.at)
        if words.lack("actor") and not self._is_named(actors, arguments):
            words.note("speaker", "actor", (), actors)
        if not actors and frame.casualties:
            actors = self.parties.fill("actor", ("fire",), arguments, words)
        if not actors and trigger.passive and frame.type == "AID" and "min" not in frame.theme:
            actors = self.parties.fill("actor", ("min",), arguments, words)  # «سُلّمت إليهم مئة شاحنة من الهند»
        if not actors and trigger.rest and "subj" in frame.recipient and frame.actor != ("none",):
            return self.parties.fill("actor", ("gen",), arguments, words)  # «تعرض لقصف روسي»
        if actors or frame.actor == ("none",) or "subj" in frame.recipient:
            return actors
        if self.is_known(trigger, frame, arguments) or is_answered(self.speakers.tokens, trigger.at):
            return ()
        ruled = trigger.kind == "masdar" or (frame.actor is None and not frame.casualties)
        return self.parties.fill("actor", ("subj", "ruler") if ruled else ("subj",), arguments, words)

    def _is_named(self, actors: tuple[str, ...], arguments: Arguments) -> bool:
        """Whether who speaks is the subject of the clause: «اتهمت [باريس] موسكو»."""
        own = first(("subj",), arguments)
        return own is not None and own not in arguments.meant and {*actors} <= {*self.parties.ids(own)}

    def _is_place(self, phrase: Phrase) -> bool:
        """Whether a phrase is a place by its noun, which attacks nobody: «ضربت السيول [مدينة درنة] وخلفت قتلى»."""
        head = self.speakers.head(phrase)
        known = heads().get(self.speakers.bare(head))
        return self.speakers.at[head] is None and known is not None and known.kind == "place"

    def _who_says(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> tuple[str, ...]:
        """Return who says what a verb of saying tells, else the subject of the verb where the statement has another source."""
        statement = self.cues.get(trigger.at)
        if statement is None:
            return ()
        own, source = next(iter(arguments.slots.get("subj", ())), None), statement.source
        apart = own is not None and source is not None and not _overlap(self.parties.span(own), source)
        clear = frame.type not in ADDRESSED or bool(self.speakers.read[trigger.at].pronoun)  # «اتهم الجيش» may have it as object
        aside = apart and own is not None and own.last <= trigger.at
        if own is not None and aside and (own == arguments.clause.subject or self._is_object(source, arguments)):
            return self.parties.ids(own)  # «نجامينا، من جانبها، تتهم السودان», «باريس التي اتهمت موسكو»
        if apart and clear and own is not None and own.first == trigger.at + 1:
            return ()
        return self._jointly(self.parties.sources.speaker(statement, trigger.at), own if not apart else None)

    def _with_those_joined(self, actors: tuple[str, ...], frame: Frame, arguments: Arguments) -> tuple[str, ...]:
        """Return actors with those who are joined to them in the subject: «اعترفت إيرلندا [والنرويج]»."""
        own = first(("subj",), arguments)
        together = self.parties.ids(own) if own is not None else ()
        states = frame.type not in ADDRESSED or all(map(is_land, together))
        return together if states and set(actors) < set(together) else actors

    def _jointly(self, actors: tuple[str, ...], subject: Phrase | None) -> tuple[str, ...]:
        """Return who does by speaking what a verb tells with who is joined to him: «اعترفت إسبانيا وأيرلندا»."""
        joint = self.parties.ids(subject) if subject is not None else ()
        states = all(map(is_land, joint))
        return joint if states and len(joint) > 1 and {*actors} < {*joint} else actors

    def _is_object(self, source: Span | None, arguments: Arguments) -> bool:
        """Whether whom a statement takes for its source is the object of its verb."""
        objects = arguments.slots.get("obj", ())
        return source is not None and any(_overlap(self.parties.span(phrase), source) for phrase in objects)

    def _who_asks(self, trigger: Trigger) -> tuple[str, ...]:
        """Return who says of himself what he asks for: «نريد الماء»."""
        found, number = self.speakers.read[trigger.at].analysis, self.parties.sources.statement(trigger.at)
        if (
            trigger.kind != "verb"
            or trigger.passive
            or number is None
            or found is None
            or (found.person, found.tense) != ("1", "present")
        ):
            return ()
        return self.parties.sources.speaker(self.parties.sources.statements[number], trigger.at)

    def _is_meanwhile(self, trigger: Trigger) -> bool:
        """Whether a participle tells what somebody does who speaks: «…، محمّلاً الشركة المسؤولية»."""
        return trigger.kind == "verb" and trigger.at not in self.cues and self.speakers.read[trigger.at].tag in "AN"

    def _speaking(self, at: int) -> tuple[str, ...]:
        """Return who says last before a word what its sentence reports."""
        tokens = self.speakers.tokens
        for cue in range(at - 1, -1, -1):
            if cue in self.cues:
                return self.parties.sources.speaker(self.cues[cue], cue)
            if tokens.breaks(cue + 1):
                break
        return ()

    def is_known(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether a noun with the article comes back to an accusation: «نفى الاتهامات», «وفنّد المزاعم»."""
        definite = trigger.kind == "noun" and self.speakers.whole(trigger.at).startswith("ال")
        return definite and frame.key == "accuse" and not {"gen", "did"} & arguments.slots.keys()


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
