"""The case at a glance: how much there is, one disagreement, what happened when, what changed, who is heard."""

from collections.abc import Sequence

from litestar import Response, get
from litestar.di import NamedDependency

from isnad.case import Claimed
from isnad.web import twins
from isnad.web.pages.quotes import Facing, facing
from isnad.web.pictures.flow import flow_picture
from isnad.web.pictures.timeline import moments, timeline
from isnad.web.shelf import blurred
from isnad.web.view import View

_FEW = 5  # of a list that has a page of its own
_SEEN = 40  # claims that may stand on the line of time


@get("/", sync_to_thread=False)
def home_page(view: NamedDependency[View]) -> Response[str]:
    """Show the case."""
    shelf, since = view.shelf, view.query.get("since")
    claims, clashing = shelf.claims(limit=_SEEN), shelf.claims(conflicts=True, limit=_FEW)
    when = moments(claims)
    flows = shelf.flows() or []
    known = [flow for flow in flows if flow.giver and flow.receiver] or flows
    return view.render(
        "home.html",
        totals=shelf.case.totals(),
        claims=claims[:_FEW],
        clashing=clashing,
        first=_first(view, clashing),
        moments=when,
        timeline=timeline(view, when) if when else None,
        since=since,
        changes=shelf.claims(changed_since=since, limit=_FEW) if since else [],
        latest=shelf.entries()[0].published if shelf.entries() else None,
        documents=shelf.entries()[:_FEW],
        flows=known[:_FEW],
        flow_picture=flow_picture(view, known[:_FEW]) if known else None,
        heard=(shelf.heard() or [])[:8],
    )


def _first(view: View, clashing: Sequence[Claimed]) -> Facing | None:
    """Return the disagreement to begin with: of two sources that are named, in two articles, where there is one."""
    pairs = [(claimed, conflict) for claimed in clashing for conflict in view.clashes(claimed)]
    return facing(view, *min(pairs, key=lambda pair: blurred(*pair))) if pairs else None


@get("/case.json", sync_to_thread=False)
def home_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the counts of the case as JSON."""
    return twins.json(view.shelf.case.totals())
