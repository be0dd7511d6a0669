"""Flows: who gives what to whom, as a picture and as the table beneath it."""

from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Struct

from isnad.case import CaseError, Flow, Summary, summary
from isnad.web import public, twins
from isnad.web.pages.paging import number, paged
from isnad.web.pictures.flow import flow_picture, flow_url, standing
from isnad.web.view import View

_CLAIMS = 12  # of a flow
_LISTED = 100  # flows on a page of JSON
_DRAWN = 24  # lines that a picture holds and can still be read; the table has all
_HEADS = ("giver", "item", "type", "receiver", "how_much", "first", "last", "standing", "documents")


class ListedFlows(Struct, frozen=True):
    """A page of the list of flows: its number, the address of the next one (None on the last), and the flows."""

    page: int
    next: str | None
    flows: list[Flow]


@get("/flows", sync_to_thread=False)
def flows_page(view: NamedDependency[View]) -> Response[str]:
    """Show who gives what to whom."""
    found = view.shelf.flows(view.within)
    known = [flow for flow in found or () if flow.giver and flow.receiver]
    chosen = [flow for flow in found or () if _is_asked(view, flow)] if view.query.get("item") else []
    half = [flow for flow in found or () if not (flow.giver and flow.receiver)]
    return view.render(
        "flows.html",
        total=len(found or ()),
        known=paged(known, view.query.get("known")),
        half=paged(half, view.query.get("page")),
        halves=len(half),
        preparing=found is None,
        picture=flow_picture(view, known[:_DRAWN]) if known else None,
        standing=standing,
        flow_url=flow_url,
        told=paged([told for flow in chosen for told in flow.reports], view.query.get("told")) if chosen else None,
        claims=[one for flow in chosen for id in flow.claims[:_CLAIMS] if (one := _claim(view, id))],
        chosen=chosen[0] if chosen else None,
    )


def _is_asked(view: View, flow: Flow) -> bool:
    """Whether the address asks for the reports of a flow."""
    giver, receiver = (link.id if link else "" for link in (flow.giver, flow.receiver))
    asked = tuple(view.query.get(name, "") for name in ("giver", "item", "type", "receiver"))
    return asked == (giver, flow.item, flow.type, receiver)


def _claim(view: View, id: str) -> Summary | None:
    """Return a claim of a flow in short; None where a judgement has made another of it meanwhile."""
    try:
        return summary(view.shelf.claim(id))
    except CaseError:
        return None


@get("/flows.json", sync_to_thread=False)
def flows_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the flows as JSON, page by page (``?page=``)."""
    page = number(view.query.get("page"))
    found = _public(view)[(page - 1) * _LISTED :]
    more = view.here(page=page + 1) if len(found) > _LISTED else None
    return twins.json(ListedFlows(page, more, found[:_LISTED]))


@get("/flows.csv", sync_to_thread=False)
def flows_csv(view: NamedDependency[View]) -> Response[bytes]:
    """Return the flows as a table."""
    return twins.listed(view, lambda: twins.csv_table(_HEADS, map(_row, _public(view)), "flows"))


def _public(view: View) -> list[Flow]:
    return public.flows(view, view.shelf.flows(view.within, now=True) or ())


def _row(flow: Flow) -> tuple[object, ...]:
    giver, receiver = (link.id if link else None for link in (flow.giver, flow.receiver))
    much = "; ".join(amount.words for amount in flow.amounts)
    return giver, flow.item, flow.type, receiver, much, flow.first, flow.last, standing(flow), "; ".join(flow.documents)
