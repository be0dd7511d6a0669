"""Stories: the documents of a case as they belong together; one of them narrows every page (``?story=``)."""

from litestar import Response, get
from litestar.di import NamedDependency

from isnad.web import public, twins
from isnad.web.pages.paging import paged
from isnad.web.view import View


@get("/stories", sync_to_thread=False)
def stories_page(view: NamedDependency[View]) -> Response[str]:
    """Show the stories of the case."""
    found = view.shelf.stories()
    return view.render(
        "stories.html",
        page=paged(found or [], view.query.get("page")),
        total=len(found or ()),
        preparing=found is None,
    )


@get("/stories.json", sync_to_thread=False)
def stories_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the stories as JSON."""
    return twins.listed(view, lambda: twins.json(public.stories(view, view.shelf.stories(now=True) or ())))
