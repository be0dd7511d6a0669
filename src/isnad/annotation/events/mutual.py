"""The parties of what two do together or to each other: all of them actors; in an exchange each gives and receives."""

from isnad.annotation.events.arguments import Arguments
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.told import Words
from isnad.annotation.events.trigger import Trigger
from isnad.languages.frames import Frame


class Mutual:
    """Finds the parties of the mutual deeds of a text."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties

    def of(
        self, trigger: Trigger, frame: Frame, arguments: Arguments, words: Words, recipients: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the parties of a mutual deed, all of them actors; in an exchange each gives and each receives."""
        if (rule := words.understood.pop("recipient", "")) and recipients:
            words.understood["actor"] = rule
        slots = (*(frame.actor or ()), "obj", "bayn", "maa")
        actors = tuple(dict.fromkeys((*self.parties.every(slots, arguments, words), *recipients)))
        if len(actors) == 1 and (frame.type == "CONSULT" or (frame.type == "ASSAULT" and arguments.slots.get("maa"))):
            met = actors
            actors = tuple(dict.fromkeys((*self._host(trigger, arguments), *actors)))
            words.note("host", "actor", met, actors)
        if len(actors) == 2 and frame.type != "CONSULT" and not self.parties.sides.met:
            self.parties.sides.met = actors
        named, actors = actors, self._both_sides(frame, actors, arguments)
        words.note("both-sides", "actor", named, actors)
        if len(actors) == 1 and trigger.kind != "verb" and arguments.slots.get("maa") and frame.type in ("COOPERATE", "ASSAULT"):
            other = self.parties.fill("actor", ("ruler",), arguments, words, actors)
            actors = (*other, *actors) if len(other) == 1 else actors  # «نفت دمشق وجود تنسيق مع إسرائيل»
        if not frame.reverse or len(actors) != 2:
            return actors, ()
        if rule := words.understood.get("actor", ""):
            words.understood["recipient"] = rule
        return actors[:1], actors[1:]

    def _both_sides(self, frame: Frame, actors: tuple[str, ...], arguments: Arguments) -> tuple[str, ...]:
        """Return the two sides of the article where a mutual deed names one of them or none; allies wage no war on each other."""
        sides = self.parties.sides.two
        talks = frame.type == "CONSULT" and (actors or frame.key not in ("negotiate", "confer"))
        if len(actors) > 1 or talks or frame.key == "wage-war" or "bayn" in arguments.slots:
            return actors
        return sides if sides and (not actors or actors[0] in sides) else actors

    def _host(self, trigger: Trigger, arguments: Arguments) -> tuple[str, ...]:
        """Return who meets the one party named: the subject of the clause, which may stand behind («خلال لقائه مع … أكد كيم»)."""
        subject = arguments.clause.subject
        if trigger.kind == "verb" or subject is None:
            return ()
        return self.parties.ids(subject)
