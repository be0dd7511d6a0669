"""Who and what stands in the slots of a trigger: subject, objects, genitives, complements, of the active verb."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from isnad.annotation.clauses import Clause, Syntax, is_time
from isnad.annotation.events.agreement import Agreement
from isnad.annotation.events.antecedents import Antecedents
from isnad.annotation.events.cores import Cores
from isnad.annotation.events.extents import Extents
from isnad.annotation.events.noun_slots import NounSlots
from isnad.annotation.events.prepositions import MEASURED, Prepositions
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.events.verb_slots import VerbSlots
from isnad.annotation.phrases import Phrase
from isnad.model import Entity

_AGENT = 2  # words that open an agent phrase: «من قبل»


class Arguments(NamedTuple):
    """What stands in each slot of a trigger (phrases, the nearest first), and who does it as an agent phrase says.

    ``meant`` are the phrases that only something else means, each with the rule for that: an elided subject, a pronoun.
    """

    slots: dict[str, tuple[Phrase, ...]]
    agent: Phrase | None
    clause: Clause
    meant: Mapping[Phrase, str] = {}


def first(slots: Iterable[str], arguments: Arguments) -> Phrase | None:
    """Return the first phrase of the first slot that is filled."""
    return next((found[0] for slot in slots if (found := arguments.slots.get(slot))), None)


class Argumentation:
    """Finds the arguments of the triggers of a text; ``entities`` has one for each word."""

    def __init__(self, syntax: Syntax, entities: Sequence[Entity | None]) -> None:
        self.syntax, self.read, self.entities = syntax, syntax.readings, entities
        agreement = Agreement(syntax, entities)
        self.extents, self.antecedents = Extents(agreement), Antecedents(agreement)
        self.prepositions = Prepositions(self.extents)
        self.nouns = NounSlots(self.prepositions, self.antecedents)
        self.verbs = VerbSlots(Cores(self.extents), self.nouns)

    def of(self, trigger: Trigger) -> Arguments:
        """Return the arguments of a trigger."""
        clause = self.syntax.clauses[self.syntax.clause_at[trigger.at]]
        self.antecedents.rules.clear()
        slots = self.verbs.of(trigger, clause) if trigger.kind == "verb" else self.nouns.of(trigger, clause)
        agent = self.prepositions.agent(trigger.at, clause)
        active = trigger.kind == "verb" and not trigger.passive
        if active and agent is not None and trigger.rest and any("subj" in frame.recipient for frame in trigger.frames):
            slots["min"], agent = (agent, *slots.get("min", ())), None  # «تعرضت إيران لانتقادات من قبل ألمانيا»
        if active and agent is not None and (slots.get("obj") or not self._is_agent_of(trigger.at, agent, slots)):
            agent = None  # «أدانت مصر القصف من قبل الجيش», «دعت إلى الإفراج عن المعتقلين من قبل الجيش» are of the noun's doer
        if agent is not None:
            if active:
                slots["obj"] = slots.get("subj", ())  # «اتهمت إيران من قبل كينيا»: the press hardly writes «اتُّهمت»
            slots["subj"] = (agent,)
            slots["min"] = tuple(phrase for phrase in slots.get("min", ()) if phrase.last != agent.last)  # «من جانب الجيش»
        if measured := slots.pop(MEASURED, ()):
            slots["min"] = (*slots.get("min", ()), *measured)  # whose goods they are, where nobody else is named
        return Arguments(
            {slot: tuple(phrases) for slot, phrases in slots.items() if phrases}, agent, clause, dict(self.antecedents.rules)
        )

    def _is_agent_of(self, verb: int, agent: Phrase, slots: Mapping[str, Sequence[Phrase]]) -> bool:
        """Whether an agent phrase is a verb's: right behind it or its subject, but for a name or a time between."""
        before = agent.first - _AGENT - 1
        phrase = self.syntax.phrase_of(before)
        subject = any(phrase.first <= before < phrase.last for phrase in slots.get("subj", ()))
        between = self.entities[before] is not None or (phrase is not None and is_time(self.syntax, phrase))
        return before == verb or subject or between

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
