"""Flows: who gives what to whom in a case, put together from the events of all its documents in which something passes hands."""

from collections.abc import Iterator

from msgspec import Struct

from isnad.storage.events import Amount, Told, passings
from isnad.storage.file import CaseFile
from isnad.storage.parties import Link
from isnad.storage.tellings import tellings


class Flow(Struct, frozen=True, kw_only=True):
    """What one party gives another: the class of what passes hands, and every event that tells it.

    ``giver`` or ``receiver`` is None where no text names one. ``type`` is PLOVER's: AID gives, COOPERATE shares, SANCTION
    withholds. ``first`` and ``last`` are the days (ISO 8601) between which the events lie, None where none is known;
    ``amounts`` are told in the words that filled ``object``, each once; ``documents`` are the names of those that tell it,
    ``claims`` the ids of the claims to which its events belong.
    """

    giver: Link | None
    item: str
    type: str
    receiver: Link | None
    amounts: tuple[Amount, ...]
    first: str | None
    last: str | None
    documents: tuple[str, ...]
    reports: tuple[Told, ...]
    claims: tuple[str, ...] = ()


class _Where(Struct, frozen=True):
    """What of a report says on which event it stands."""

    document: str
    event: int | None


def flows(file: CaseFile, story: str | None = None) -> list[Flow]:
    """Return the flows of a case, or of a story of it: first where both parties are known, and there what most documents tell."""
    reports: dict[tuple[Link | None, str, str, Link | None], list[Told]] = {}
    for told in passings(file, story):
        for giver, item, receiver in _passed(told):
            reports.setdefault((giver, item, told.event.type, receiver), []).append(told)
    known = _claims(file)
    found = [_flow(*flow, tuple(told), known) for flow, told in reports.items()]
    return sorted(found, key=_order)


def _passed(told: Told) -> Iterator[tuple[Link | None, str, Link | None]]:
    if told.event.object is not None:
        for giver in told.actors or (None,):
            for receiver in told.recipients or (None,):
                yield giver, told.event.object, receiver


def _claims(file: CaseFile) -> dict[str, str]:
    """Return the claim of each event (its id, «document:number»)."""
    found: dict[str, str] = {}
    for claim, where in tellings(file, _Where):
        if where.event is not None:
            found[f"{where.document}:{where.event}"] = claim
    return found


def _flow(
    giver: Link | None, item: str, type: str, receiver: Link | None, reports: tuple[Told, ...], known: dict[str, str]
) -> Flow:
    days = sorted(told.day for told in reports if told.day)
    return Flow(
        giver=giver,
        item=item,
        type=type,
        receiver=receiver,
        amounts=tuple({(a.low, a.high, a.unit): a for told in reports for a in told.amounts}.values()),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        documents=tuple(dict.fromkeys(told.document for told in reports)),
        reports=reports,
        claims=tuple(dict.fromkeys(known[told.id] for told in reports if told.id in known)),
    )


def _order(flow: Flow) -> tuple[int | str, ...]:
    ids = [party.id if party else "" for party in (flow.giver, flow.receiver)]
    return ids.count(""), -len(flow.documents), -len(flow.reports), *ids, flow.item, flow.type
