"""The map: where the claims happen, as precisely as the texts say it, and the table beneath it."""

from litestar import Response, get
from litestar.di import NamedDependency

from isnad.case import Summary, summary
from isnad.web import public, twins
from isnad.web.pages.paging import Paged, paged
from isnad.web.pictures.map import Spot, map_picture, spot
from isnad.web.view import View

_HEADS = ("id", "name", "precision", "latitude", "longitude", "claims", "documents")
_CLAIMS = 10  # of a place, on one page


@get("/map", sync_to_thread=False)
def map_page(view: NamedDependency[View]) -> Response[str]:
    """Show where the claims happen; ``?place=`` (an id) shows its claims, ``?whole=1`` the whole world."""
    found = view.shelf.places(view.within)
    spots = [spot(placed) for placed in found or ()]
    chosen = next((one for one in spots if one.placed.place.id == view.query.get("place")), None)
    return view.render(
        "map.html",
        spots=spots,
        preparing=found is None,
        picture=map_picture(view, spots, view.shelf.borders, bool(view.query.get("whole"))),
        off=sum(one.at is None for one in spots),
        chosen=chosen,
        claims=_claims(view, chosen) if chosen else None,
    )


@get("/map.json", sync_to_thread=False)
def map_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the places as JSON."""
    return twins.listed(view, lambda: twins.json([_place(view, one) for one in _spots(view)]))


@get("/map.csv", sync_to_thread=False)
def map_csv(view: NamedDependency[View]) -> Response[bytes]:
    """Return the places as a table."""
    return twins.listed(view, lambda: twins.csv_table(_HEADS, (_row(view, one) for one in _spots(view)), "map"))


def _spots(view: View) -> list[Spot]:
    return [spot(placed) for placed in public.places(view, view.shelf.places(view.within, now=True) or ())]


def _place(view: View, one: Spot) -> dict[str, object]:
    return dict(zip(_HEADS, _row(view, one), strict=True)) | {"claims": one.placed.claims}


def _row(view: View, one: Spot) -> tuple[object, ...]:
    where = (one.at[1], one.at[0]) if one.at and one.precision != "country" else (None, None)
    return (
        *(one.placed.place.id, view.name(one.placed.place), one.precision),
        *where,
        *(len(one.placed.claims), one.placed.documents),
    )


def _claims(view: View, chosen: Spot) -> Paged[Summary]:
    page = paged(chosen.placed.claims, view.query.get("page"), _CLAIMS)
    return Paged([summary(view.shelf.claim(id)) for id in page.items], page.page, page.more)
