"""Tolls that are told together: who kills and who wounds in one attack is one."""

from collections.abc import Sequence

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.told import Told

_BESIDE = 14  # words within which a joined toll stands behind another


def shared(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Give a toll the actor of the one joined to it by «و»: «قُتل أربعة [وجُرح تسعة] في غارة إسرائيلية»."""
    told: list[Told] = []
    for at, one in enumerate(found):
        joined = found[at + 1] if at + 1 < len(found) else None
        together = joined is not None and _is_joined(one, joined, syntax)
        told.append(one._replace(actors=joined.actors) if together and joined is not None and not one.actors else one)
    return told


def _is_joined(one: Told, other: Told, syntax: Syntax) -> bool:
    """Whether a second toll goes on with a first one in its sentence."""
    first, second = one.trigger.at, other.trigger.at
    if not (one.casualties and other.casualties) or not first < second <= first + _BESIDE:
        return False
    same = syntax.tokens.sentence(first) == syntax.tokens.sentence(second)
    return same and syntax.readings[second].particles.startswith("و") and not {*other.actors} & {*one.recipients}
