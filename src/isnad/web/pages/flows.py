"""Flows: who gives what to whom, as a picture and as the table beneath it."""

from litestar import Response, get
from litestar.di import NamedDependency

from isnad.case import Flow
from isnad.web import twins
from isnad.web.pictures.flow import flow_picture, party, standing
from isnad.web.view import View

_DRAWN = 24  # lines that a picture holds and can still be read; the table has all
_HEADS = ("giver", "item", "type", "receiver", "how_much", "first", "last", "standing", "documents")


@get("/flows", sync_to_thread=False)
def flows_page(view: NamedDependency[View]) -> Response[str]:
    """Show who gives what to whom."""
    found = view.shelf.flows()
    return view.render(
        "flows.html",
        flows=found or [],
        preparing=found is None,
        picture=flow_picture(view, found[:_DRAWN]) if found else None,
        standing=standing,
        party=party,
        documents={entry.name: entry for entry in view.shelf.entries()},
    )


@get("/flows.json", sync_to_thread=False)
def flows_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the flows as JSON."""
    return twins.json(view.shelf.case.flows())


@get("/flows.csv", sync_to_thread=False)
def flows_csv(view: NamedDependency[View]) -> Response[bytes]:
    """Return the flows as a table."""
    return twins.csv_table(_HEADS, (_row(flow) for flow in view.shelf.case.flows()), "flows")


def _row(flow: Flow) -> tuple[object, ...]:
    giver, receiver = (link.id if link else None for link in (flow.giver, flow.receiver))
    much = "; ".join(amount.words for amount in flow.amounts)
    return giver, flow.item, flow.type, receiver, much, flow.first, flow.last, standing(flow), "; ".join(flow.documents)
