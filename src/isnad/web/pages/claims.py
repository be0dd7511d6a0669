"""Claims: the list, and one claim with its reports, chains, conflicts, changes and numbers."""

from typing import Any, NamedTuple

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct
from msgspec.structs import replace

from isnad.case import Claimed, Entry, Reported, Summary
from isnad.model import Claim, Conflict, Relation, Slot, Wording
from isnad.narrowing import shown
from isnad.web import public, twins
from isnad.web.addresses import id_and_form, part
from isnad.web.pages.paging import SIZE, Paged, number, paged
from isnad.web.pages.quotes import facing, sentences
from isnad.web.pictures.numbers import charts
from isnad.web.pictures.tree import tree
from isnad.web.view import View

_LISTED = 100  # claims on a page of JSON
_STATES, _ROWS = 40, 40  # on the line of the ledger; in the tables beside the pictures
_REPORTS = 12  # sentences on a page
_FACING, _OPEN = 8, 2  # pairs face to face, those that are seen at once; the reports below have all
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
    page, totals = number(view.query.get("page")), view.shelf.totals(view.within)
    options = _options(view)
    asked = {name: value for name, value in options.items() if name != "story"}
    found = view.shelf.summaries(**options, limit=SIZE + 1, offset=(page - 1) * SIZE)
    total = totals.claims if not asked else totals.disputed if asked == {"conflicts": True} else None
    return view.render("claims.html", page=Paged(found[:SIZE], page, len(found) > SIZE), total=total)


@get("/claims.json", sync_to_thread=False)
def claims_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the claims in short as JSON, page by page (``?page=``); each one in full is behind its address."""
    page, options = number(view.query.get("page")), _options(view)
    found = view.shelf.summaries(**options, limit=_LISTED + 1, offset=(page - 1) * _LISTED)
    more = view.here(page=page + 1) if len(found) > _LISTED else None
    return twins.json(Listed(page, more, [_short(view, one) for one in public.summaries(view, found[:_LISTED], options)]))


@get("/claims.csv", sync_to_thread=False)
def claims_csv(view: NamedDependency[View]) -> Response[bytes]:
    """Return the claims as a table."""
    options = _options(view)

    def table() -> Response[bytes]:
        found = public.summaries(view, view.shelf.summaries(**options), options)
        return twins.csv_table(_HEADS, (_row(view, one) for one in found), "claims")

    return twins.listed(view, table)


@get("/claims/{id:str}", sync_to_thread=False)
def claim_page(view: NamedDependency[View], id: FromPath[str]) -> Response[str] | Response[bytes]:
    """Show one claim."""
    id, form = id_and_form(id)
    claimed = view.shelf.claim(id)
    if form == "json":
        left = public.claim(view, claimed)
        judged = tuple(shown(left)) if public.hidden(view) else left.judged
        return twins.json(replace(left, claim=grouped(left.claim), judged=judged))
    clashes, told = view.clashes(claimed), states(view, claimed)
    return view.render(
        "claim.html",
        claimed=claimed,
        facings=[facing(view, claimed, conflict) for conflict in clashes[:_FACING]],
        clashes=len(clashes),
        open=_OPEN,
        page=paged(sentences(claimed.reports), view.query.get("page"), _REPORTS),
        rejected=sentences(claimed.rejected),
        tree=tree(view, claimed),
        steps=_steps(view, told)[:_STATES],
        states=told[:_STATES],
        charts=charts(view, claimed),
        rows=_ROWS,
    )


class Short(Struct, frozen=True):
    """A claim as the list has it: what it is, how many tell it, how it stands, and the address of the whole."""

    id: str
    gloss: Wording
    documents: int
    reports: int
    origins: tuple[int, int]
    conflicts: int
    standing: tuple[Wording, ...]
    first: str | None
    last: str | None
    address: str


class Listed(Struct, frozen=True):
    """A page of the list of claims: its number, the address of the next one (None on the last), and the claims."""

    page: int
    next: str | None
    claims: list[Short]


def _short(view: View, one: Summary) -> Short:
    claim = one.claim
    return Short(
        id=claim.id,
        gloss=claim.gloss,
        documents=one.documents,
        reports=one.reports,
        origins=(claim.least, claim.most),
        conflicts=view.clashing(one),
        standing=claim.standing,
        first=one.earliest,
        last=one.latest,
        address=f"/claims/{part(claim.id)}.json",
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


def _options(view: View) -> dict[str, Any]:
    """Return which claims the address asks for: with conflicts, with two origins or more, read since a day, of a story."""
    asked = {
        "conflicts": bool(view.query.get("conflicts")),
        "min_origins": 2 if view.query.get("origins") else 0,
        "changed_since": view.query.get("since"),
        "story": view.within,
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


def _steps(view: View, told: list[State]) -> list[State]:
    """Return the states that look different on the line of the ledger: the table below tells apart when they happened."""
    found: dict[tuple[object, ...], State] = {}
    for state in told:
        key = (state.entry.published, state.source, view.t.say(state.entry.state), state.entry.changes)
        step = found.setdefault(key, state._replace(outlets=[]))
        step.outlets.extend(name for name in state.outlets if name not in step.outlets)
    return list(found.values())


def _row(view: View, one: Summary) -> tuple[object, ...]:
    claim = one.claim
    standing = "; ".join(wording.en for wording in claim.standing)
    counts = (one.documents, claim.least, claim.most, one.reports, view.clashing(one))
    return claim.id, claim.gloss.en, claim.gloss.ar, *counts, standing
