"""Claims: the list, and one claim with its reports, chains, conflicts, changes and numbers."""

from typing import Any, NamedTuple

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct
from msgspec.structs import replace

from isnad.case import Claimed, Entry, Reported
from isnad.model import Claim, Conflict, Relation, Slot, Wording
from isnad.web import twins
from isnad.web.addresses import id_and_form
from isnad.web.pages.paging import SIZE, Paged, number, paged
from isnad.web.pages.quotes import facing, quoted
from isnad.web.pictures.numbers import charts
from isnad.web.pictures.tree import tree
from isnad.web.view import View

_STATES, _ROWS = 40, 40  # on the line of the ledger; in the tables beside the pictures
_REPORTS = 12  # on a page, in their sentences
_FACING = 6  # pairs face to face; the reports below have all
_HEADS = ("id", "gloss_en", "gloss_ar", "documents", "origins_least", "origins_most", "reports", "conflicts", "standing")


class State(NamedTuple):
    """An entry of the ledger: what one source said, however many outlets print it that day."""

    entry: Entry
    source: str
    reported: Reported
    outlets: list[str]


@get("/claims", sync_to_thread=False)
def claims_page(view: NamedDependency[View]) -> Response[str]:
    """Show the claims of the case."""
    page, totals = number(view.query.get("page")), view.shelf.case.totals()
    found = chosen(view, limit=SIZE + 1, offset=(page - 1) * SIZE)
    options = _options(view)
    total = totals.claims if not options else totals.disputed if options == {"conflicts": True} else None
    return view.render("claims.html", page=Paged(found[:SIZE], page, len(found) > SIZE), total=total)


@get("/claims.json", sync_to_thread=False)
def claims_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the claims as JSON."""
    return twins.json([grouped(claimed.claim) for claimed in chosen(view)])


@get("/claims.csv", sync_to_thread=False)
def claims_csv(view: NamedDependency[View]) -> Response[bytes]:
    """Return the claims as a table."""
    return twins.csv_table(_HEADS, (_row(view, claimed) for claimed in chosen(view)), "claims")


@get("/claims/{id:str}", sync_to_thread=False)
def claim_page(view: NamedDependency[View], id: FromPath[str]) -> Response[str] | Response[bytes]:
    """Show one claim."""
    id, form = id_and_form(id)
    claimed = view.shelf.claim(id)
    if form == "json":
        return twins.json(replace(claimed, claim=grouped(claimed.claim)))
    clashes = view.clashes(claimed)
    return view.render(
        "claim.html",
        claimed=claimed,
        facings=[facing(view, claimed, conflict) for conflict in clashes[:_FACING]],
        clashes=len(clashes),
        page=paged(claimed.reports, view.query.get("page"), _REPORTS),
        quoted=quoted,
        tree=tree(view, claimed),
        states=states(view, claimed)[:_STATES],
        charts=charts(view, claimed),
        rows=_ROWS,
    )


class Alike(Struct, frozen=True):
    """Conflicts of a claim with one reason: how many pairs there are, the reports (indices) on each side, and one pair."""

    slot: Slot
    relation: Relation
    why: Wording
    judged: bool
    between: tuple[int, int]
    sides: tuple[tuple[int, ...], tuple[int, ...]]
    pairs: int


def grouped(claim: Claim) -> Claim:
    """Return a claim as data: its conflicts stand together where they have one reason, as there can be thousands of pairs."""
    found: dict[tuple[object, ...], list[Conflict]] = {}
    for conflict in claim.conflicts:
        found.setdefault((conflict.slot, conflict.relation, conflict.why.en, conflict.judged), []).append(conflict)
    return replace(claim, conflicts=tuple(map(_alike, found.values())))


def _alike(conflicts: list[Conflict]) -> Alike:
    first, one = conflicts[0], tuple(dict.fromkeys(conflict.between[0] for conflict in conflicts))
    other = tuple(dict.fromkeys(conflict.between[1] for conflict in conflicts))
    return Alike(first.slot, first.relation, first.why, first.judged, first.between, (one, other), len(conflicts))


def chosen(view: View, **bounds: int) -> list[Claimed]:
    """Return the claims that the address asks for: with conflicts, with two origins or more, read since a day."""
    return view.shelf.claims(**_options(view), **bounds)


def _options(view: View) -> dict[str, Any]:
    asked = {
        "conflicts": bool(view.query.get("conflicts")),
        "min_origins": 2 if view.query.get("origins") else 0,
        "changed_since": view.query.get("since"),
    }
    return {name: value for name, value in asked.items() if value}


def states(view: View, claimed: Claimed) -> list[State]:
    """Return the ledger of a claim for a reader, in the order of publication; alike words of a day stand together."""
    found: dict[tuple[object, ...], State] = {}
    for entry in claimed.ledger:
        reported = claimed.reports[entry.report]
        source = view.speaker(reported, reported.chain[0]) if reported.chain else view.outlet(reported)
        key = (entry.published, entry.said, entry.happened, source, view.t.say(entry.state))
        state = found.setdefault(key, State(entry, source, reported, []))
        if view.outlet(reported) not in (source, *state.outlets):
            state.outlets.append(view.outlet(reported))
    return list(found.values())


def _row(view: View, claimed: Claimed) -> tuple[object, ...]:
    claim = claimed.claim
    standing = "; ".join(wording.en for wording in claim.standing)
    counts = (claimed.documents, claim.least, claim.most, len(claim.reports), len(view.clashes(claimed)))
    return claim.id, claim.gloss.en, claim.gloss.ar, *counts, standing
