"""The application: its pages behind their guard, and what a person is told when something goes wrong."""

import logging
from collections.abc import Iterable
from importlib.resources import files

from litestar import Litestar, Request, Response
from litestar.datastructures import CacheControlHeader, State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.static_files import create_static_files_router
from litestar.types import Receive, Scope, Send

from isnad.case import CaseError
from isnad.web.description import openapi_json
from isnad.web.guard import Guard
from isnad.web.pages import actors, adding, claims, compare, documents, flows, home, judging, map, review, search, stories
from isnad.web.shelf import Shelf
from isnad.web.view import view

_LOG = logging.getLogger("uvicorn.error")
_PAGES = (
    home.home_page,
    home.home_json,
    claims.claims_page,
    claims.claims_json,
    claims.claims_csv,
    claims.claim_page,
    documents.documents_page,
    documents.documents_json,
    documents.documents_csv,
    documents.document_page,
    adding.add_page,
    adding.add_article,
    adding.add_json,
    adding.add_files,
    compare.compare_page,
    compare.compare_json,
    actors.actors_page,
    actors.actors_json,
    actors.actors_csv,
    actors.actor_page,
    flows.flows_page,
    flows.flows_json,
    flows.flows_csv,
    map.map_page,
    map.map_json,
    map.map_csv,
    review.review_page,
    review.review_json,
    review.decide,
    judging.judge,
    judging.undo,
    search.search_page,
    search.search_json,
    stories.stories_page,
    stories.stories_json,
    openapi_json,
)


def application(shelf: Shelf, hosts: Iterable[str], token: str | None = None, private: bool = True) -> Guard:
    """Return the ASGI application for a case; ``hosts`` and ``token`` say who may ask (:class:`Guard`).

    Without ``private`` nothing is answered while the case holds private documents, whoever put them there: its pages show all.
    """
    folder = str(files("isnad.web").joinpath("static"))
    kept = CacheControlHeader(max_age=31_536_000, immutable=True)  # an address changes with its file
    static = create_static_files_router(path="/static", directories=[folder], cache_control=kept)
    app = Litestar(
        route_handlers=[*_PAGES, static],
        dependencies={"view": Provide(view, sync_to_thread=False)},
        exception_handlers={CaseError: _missing, HTTPException: _failed, Exception: _broken},
        openapi_config=None,
        logging_config=None,
        state=State({"shelf": shelf}),
    )

    async def paged(scope: Scope, receive: Receive, send: Send) -> None:
        """Let the case be looked at once a page (:meth:`Shelf.hold`), from where the page begins to be made."""
        try:
            await app(scope, receive, send)
        finally:
            shelf.release()

    return Guard(paged, hosts, token, closed=lambda: "" if private else shelf.closed())


def _missing(request: "Request[object, object, State]", error: CaseError) -> Response[str]:
    """Tell that an address names nothing of the case."""
    return _told(request, 404, str(error))


def _failed(request: "Request[object, object, State]", error: HTTPException) -> Response[str]:
    """Tell what the address is wrong about."""
    seen = view(request)
    if error.status_code == 404:
        return _told(request, 404, str(seen.t("not_found")), own=True)
    return _told(request, error.status_code, error.detail)


def _broken(request: "Request[object, object, State]", error: Exception) -> Response[str]:
    """Tell that Isnad itself failed, and leave the trace for whoever started it."""
    _LOG.error("%s failed", request.url.path, exc_info=error)
    return _told(request, 500, str(view(request).t("broken", error=type(error).__name__).striptags()), own=True)


def _told(request: "Request[object, object, State]", status: int, reason: str, own: bool = False) -> Response[str]:
    """Return a page that says what is wrong: ``own`` are words of the interface, all others are English."""
    seen = view(request)
    seen.query.pop("story", None)  # it may be what the address is wrong about
    page = seen.render("error.html", reason=reason, own=own or seen.t.lang == "en")
    page.status_code = status
    return page
