"""The words that tell a deed: verbs with their idioms, verbal nouns, event nouns, each with the frames that it may have."""

from collections.abc import Iterator, Set

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.idioms import Idioms
from isnad.annotation.events.noun_triggers import NounTriggers
from isnad.annotation.events.readings import Readings
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.events.verb_readings import VerbReadings
from isnad.annotation.events.verb_triggers import VerbTriggers
from isnad.languages.folding import fold

_DONE = frozenset(map(fold, ("تم", "جرى")))


def triggers(syntax: Syntax, named: Set[int], said: Set[int]) -> Iterator[Trigger]:
    """Yield the triggers of a text, in order; a word of an idiom is no trigger of its own.

    ``named`` are the words of names, which tell nothing; ``said`` those that carry reporting, participles too («محذّراً»).
    """
    readings, idioms = Readings(syntax, named), Idioms(syntax, named)
    taken = set(named) | syntax.rounding  # «ما يصل إلى 480 مليوناً» tells no arrival
    verbs, nouns = VerbTriggers(VerbReadings(readings), idioms), NounTriggers(readings, idioms)
    for at in range(len(syntax.tokens)):
        if at in taken:
            continue
        found = verbs.of(at)
        goes_on = found is None and (syntax.gaps[at] in ("comma", "ended") or "ً" in syntax.tokens.quotes[at])
        if goes_on and (at in said or verbs.is_circumstance(at)):
            found = verbs.participle(at)  # «…، مطالبةً» goes on speaking
        found = found or nouns.of(at) or (verbs.participle(at) if at in said else None)
        if found is not None:
            taken.update(found.rest)
            yield found._replace(passive=True) if found.kind != "verb" and _is_done(syntax, at) else found


def _is_done(syntax: Syntax, at: int) -> bool:
    """Whether a verb right before a noun only says that it was done."""
    before = syntax.readings[at - 1] if at and syntax.gaps[at] == "" else None
    return before is not None and before.analysis is not None and before.tag == "V" and before.analysis.lemma.form in _DONE
