"""The case at a glance: how much there is, one disagreement, what happened when, what changed, who is heard."""

from litestar import Response, get
from litestar.di import NamedDependency

from isnad.web import twins
from isnad.web.pages.claims import changed
from isnad.web.pages.quotes import contradictions, facing
from isnad.web.pictures.flow import flow_picture
from isnad.web.pictures.timeline import moments, timeline
from isnad.web.view import View

_FEW = 5  # of a list that has a page of its own


@get("/", sync_to_thread=False)
def home_page(view: NamedDependency[View]) -> Response[str]:
    """Show the case."""
    shelf, since = view.shelf, view.query.get("since")
    claims = shelf.claims()
    clashing = [claimed for claimed in claims if contradictions(claimed)]
    when = moments(claims)
    known = [flow for flow in shelf.flows() if flow.giver and flow.receiver] or shelf.flows()
    return view.render(
        "home.html",
        totals=shelf.case.totals(),
        claims=claims,
        clashing=clashing,
        contradictions=contradictions,
        first=facing(view, clashing[0], contradictions(clashing[0])[0]) if clashing else None,
        moments=when,
        timeline=timeline(view, when) if when else None,
        since=since,
        changes=[claimed for claimed in claims if since and changed(claimed, since)][:_FEW],
        latest=shelf.entries()[0].published if shelf.entries() else None,
        documents=shelf.entries()[:_FEW],
        flows=known[:_FEW],
        flow_picture=flow_picture(view, known[:_FEW]) if known else None,
        heard=shelf.heard()[:8],
    )


@get("/case.json", sync_to_thread=False)
def home_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the counts of the case as JSON."""
    claims = view.shelf.claims()
    conflicts = sum(len(contradictions(claimed)) for claimed in claims)
    return twins.json({"totals": view.shelf.case.totals(), "claims": len(claims), "conflicts": conflicts})
