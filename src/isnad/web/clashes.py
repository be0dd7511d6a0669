"""Conflicts for a reader: the clearest pair of reports for each reason, and who contradicts whom."""

from collections.abc import Iterable
from typing import NamedTuple

from isnad.case import Claimed, Link
from isnad.model import Conflict, Slot

SEEN: dict[Slot, int] = {"time": 0, "count": 0, "place": 1, "actor": 1, "recipient": 1, "polarity": 2}  # the soonest seen first


class Against(NamedTuple):
    """Another source that does not agree with one: in which claim, over which slot, and why."""

    other: Link
    claimed: Claimed
    conflict: Conflict


def blurred(claimed: Claimed, conflict: Conflict) -> int:
    """Return how far a conflict is from two sources with names that stand against each other in two articles: 0 is that."""
    first, second = (claimed.reports[at] for at in conflict.between)
    unnamed = [not side.chain or side.chain[0].id.startswith("unnamed") for side in (first, second)]
    return sum(unnamed) + (first.document_id == second.document_id)


def clashes(claimed: Claimed) -> list[Conflict]:
    """Return the conflicts of a claim in which reports cannot both be right, the clearest pair for each reason."""
    found: dict[tuple[str, str], Conflict] = {}
    for conflict in sorted(claimed.claim.conflicts, key=lambda conflict: blurred(claimed, conflict)):
        if conflict.relation == "contradiction":
            found.setdefault((conflict.slot, conflict.why.en), conflict)
    return sorted(found.values(), key=lambda conflict: SEEN[conflict.slot])


def against(claims: Iterable[Claimed]) -> dict[str, list[Against]]:
    """Return for each source with a name those who contradict it."""
    found: dict[str, dict[tuple[str, str, str], Against]] = {}
    for claimed in claims:
        for conflict in claimed.claim.conflicts:
            first, second = (claimed.reports[at].chain[:1] for at in conflict.between)
            if conflict.relation != "contradiction" or not first or not second or first[0].id == second[0].id:
                continue
            for (link,), (other,) in ((first, second), (second, first)):
                if not other.id.startswith("unnamed"):
                    key = (claimed.claim.id, other.id, conflict.slot)
                    found.setdefault(link.id, {}).setdefault(key, Against(other, claimed, conflict))
    return {id: sorted(told.values(), key=lambda one: SEEN[one.conflict.slot]) for id, told in found.items()}
