"""The case at a glance: how much there is, one disagreement, what changed, what happened when, who is heard."""

from collections.abc import Sequence
from typing import NamedTuple

from litestar import Response, get
from litestar.di import NamedDependency

from isnad.case import Cause, Claimed, Flow, Reported
from isnad.model import Conflict, Wording
from isnad.web import public, twins
from isnad.web.clashes import SEEN, blurred
from isnad.web.pages.quotes import Facing, Quote, facing, quoted
from isnad.web.pictures.flow import flow_picture, flow_url
from isnad.web.pictures.timeline import drawn, timeline
from isnad.web.view import View

_FEW, _HEARD = 5, 8  # of a list that has a page of its own, of those who speak
_LOOKED, _FACED = 10, 12  # claims in which the clearest disagreement is looked for, and pairs that are compared word for word
_LONGEST = 220  # letters of a sentence that is taken in at a glance
_ALIKE = 20  # how many times as much a number may be as another that counts the same thing


class Change(NamedTuple):
    """A claim of which something was read since a day: its reports from then on, the newest word, and what it changed."""

    claimed: Claimed
    reports: Sequence[Reported]
    newest: Quote
    changes: tuple[Wording, ...]
    causes: Sequence[Cause]


@get("/", sync_to_thread=False)
def home_page(view: NamedDependency[View]) -> Response[str]:
    """Show the case."""
    shelf, since, story = view.shelf, view.query.get("since"), view.within
    claims, clashing = shelf.summaries(limit=_FEW, story=story), shelf.summaries(conflicts=True, limit=_LOOKED, story=story)
    moments, given = shelf.timeline(story), shelf.flows(story)
    when, flows = drawn(moments or ()), _known(given or [])
    entries = shelf.latest(_FEW, story=story)
    return view.render(
        "home.html",
        totals=shelf.totals(story),
        claims=claims,
        clashing=clashing[:_FEW],
        first=_first(view, shelf.claims(conflicts=True, limit=_LOOKED, story=story)),
        moments=when,
        timeline=timeline(view, when) if when else None,
        preparing=moments is None or given is None,
        since=since,
        changes=_changes(view, since) if since else [],
        latest=next((entry.published for entry in entries), None),
        documents=entries,
        flow_picture=flow_picture(view, flows[:_FEW]) if flows else None,
        flows=flows[:_FEW],
        flow_url=flow_url,
        heard=shelf.heard(_HEARD, story),
    )


def _known(flows: Sequence[Flow]) -> Sequence[Flow]:
    """Return the flows of which both sides are known; all where there is none."""
    return [flow for flow in flows if flow.giver and flow.receiver] or flows


def _changes(view: View, since: str) -> list[Change]:
    return [_change(claimed, since) for claimed in view.shelf.claims(changed_since=since, limit=_FEW, story=view.within)]


def _change(claimed: Claimed, since: str) -> Change:
    new = [reported for reported in claimed.reports if reported.read >= since] or list(claimed.reports)
    changes = [words for entry in claimed.ledger if claimed.reports[entry.report] in new for words in entry.changes]
    newest = quoted(max(new, key=lambda reported: (reported.published or "", reported.read)))
    return Change(claimed, new, newest, tuple(changes), claimed.causes(since))


def _first(view: View, clashing: Sequence[Claimed]) -> Facing | None:
    """Return the disagreement to begin with: one of a time or a number, of sources with names, in short sentences."""
    pairs = [(claimed, conflict) for claimed in clashing for conflict in view.clashes(claimed)]
    best = sorted(pairs, key=lambda pair: _hidden(*pair))[:_FACED]
    faced = [facing(view, claimed, conflict) for claimed, conflict in best]
    return min(faced, key=_unmarked) if faced else None


def _hidden(claimed: Claimed, conflict: Conflict) -> tuple[int, int, int, int]:
    """Return how hard a disagreement is to see at a glance; a claim that is no more than a quote is hard to see."""
    sides = [claimed.reports[at] for at in conflict.between]
    long = max(len(side.sentence) for side in sides)
    vague = claimed.claim.gloss.ar.startswith("«")
    one_voice = sides[0].report.voice is not None and sides[0].report.voice == sides[1].report.voice
    return (
        SEEN[conflict.slot] + _unlike(conflict, *sides) + vague,
        blurred(claimed, conflict) + one_voice,
        long // _LONGEST,
        -claimed.documents,
    )


def _unlike(conflict: Conflict, first: Reported, second: Reported) -> int:
    """Return 1 where two numbers hardly count the same thing: a part against a number, one many times the other."""
    if conflict.slot != "count":
        return 0
    ours, theirs = ([value for bounds in side.report.values.values() for value in bounds if value] for side in (first, second))
    near = (max(one, other) / min(one, other) for one in ours for other in theirs if min(one, other) >= 1)
    return int(not any(1 < ratio <= _ALIKE for ratio in near))


def _unmarked(pair: Facing) -> tuple[int, tuple[int, int, int, int]]:
    """Return on how many of its sides the words in which a pair differs are not known, then how hard it is to see."""
    marked = (any("differs" in piece.marks for piece in side.pieces) for side in pair.sides)
    hidden = _hidden(pair.claimed, pair.conflict)
    return hidden[0] + 2 - sum(marked), hidden


@get("/case.json", sync_to_thread=False)
def home_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the counts of the case as JSON."""
    return twins.json(public.totals(view))
