"""What of a case the pages give to programs: nothing of a private document, but where the address names them (``private=yes``).

The pages themselves show everything to whoever has the case before them; their data are made to be carried away.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from isnad.case import About, CaseError, Claimed, Flow, Named, Placed, Queued, Said, Story, Summary, Told, Totals, summary
from isnad.model import EntityType
from isnad.narrowing import meets, public
from isnad.web.view import View


def hidden(view: View) -> frozenset[str]:
    """Return the documents (ids) of which an address tells programs nothing."""
    return frozenset() if view.query.get("private") == "yes" else view.shelf.withheld()


def summaries(view: View, found: Iterable[Summary], asked: dict[str, Any]) -> list[Summary]:
    """Return claims of a list as public documents tell them: those that are still what was asked for."""
    options = {name: value for name, value in asked.items() if name in ("actor", "conflicts", "min_origins")}
    since = asked.get("changed_since")
    touched = _touched(view)
    kept: list[Summary] = []
    for one in found:
        if one.claim.id not in touched:
            kept.append(one)
            continue
        left = public(view.shelf.claim(one.claim.id), hidden(view))
        if left and meets(left, **options) and (not since or left.causes(since)):
            kept.append(summary(left))
    return kept


def claim(view: View, claimed: Claimed) -> Claimed:
    """Return one claim as public documents tell it. Raises CaseError where none does."""
    left = public(claimed, hidden(view))
    if left is None:
        raise CaseError(f"The claim {claimed.claim.id} stands on private documents alone: private=yes in the address names them.")
    return left


def totals(view: View) -> Totals:
    """Return the numbers of the public documents, of all or of the story that the address means."""
    if not hidden(view):
        return view.shelf.totals(view.within)
    return view.shelf.totals_without(hidden(view), view.within)


def flows(view: View, found: Iterable[Flow]) -> list[Flow]:
    """Return the flows that no private document tells."""
    return [flow for flow in found if hidden(view).isdisjoint(told.document_id for told in flow.reports)]


def places(view: View, found: Iterable[Placed]) -> list[Placed]:
    """Return the places that public documents tell of, with the claims that they tell."""
    touched = _touched(view)
    left = (one if touched.isdisjoint(one.claims) else _placed(view, one) for one in found)
    return [one for one in left if one]


def _placed(view: View, one: Placed) -> Placed | None:
    claims = [left for id in one.claims if (left := public(view.shelf.claim(id), hidden(view)))]
    there = [(left.claim.id, told.document_id) for left in claims for told in left.reports if told.report.place == one.place.id]
    ids = dict.fromkeys(id for id, _ in there)
    return replace(one, claims=tuple(ids), documents=len({document for _, document in there})) if there else None


def stories(view: View, found: Iterable[Story]) -> list[Story]:
    """Return the stories of which no document is private: what a story is called comes of all its documents."""
    return [story for story in found if hidden(view).isdisjoint(story.documents)]


def entities(view: View, type: EntityType | None, limit: int | None = None, offset: int = 0) -> list[Named]:
    """Return who and what public documents name, of all or of the story that the address means, the most often named first."""
    if not hidden(view):
        return view.shelf.entities(type, limit, offset, view.within)
    found = view.shelf.named_without(hidden(view), type, view.story)
    return found[offset : None if limit is None else offset + limit]


def voices(view: View, id: str) -> list[About]:
    """Return what public documents tell of whom an actor speaks about, and who of the actor."""
    found = view.shelf.spoken_without(hidden(view), view.within) if hidden(view) else view.shelf.spoken(view.within) or ()
    return [pair for pair in found if id in (pair.source.id, pair.party.id)]


def told(view: View, found: Sequence[Said] | Sequence[Told]) -> list[Said | Told]:
    """Return the statements or events of public documents."""
    return [one for one in found if one.document_id not in hidden(view)]


def queue(view: View, found: Iterable[Queued]) -> list[Queued]:
    """Return the questions of the queue that are about public documents alone."""
    return [one for one in found if hidden(view).isdisjoint(told.document_id for told in one.reports)]


def _touched(view: View) -> frozenset[str]:
    """Return the claims (ids) that a private document tells, alone or with others."""
    return frozenset(_told_by(view)) if hidden(view) else frozenset()


def _told_by(view: View) -> Iterator[str]:
    for document in hidden(view):
        for one in view.shelf.summaries(document=document):
            yield one.claim.id
