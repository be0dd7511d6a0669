"""What the pages answer for programs, as OpenAPI: every address with data, what may be asked of it, and what comes back."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from isnad.case import Claimed, Queued, Story, Totals
from isnad.model import Annotations
from isnad.release import __version__
from isnad.web import twins
from isnad.web.pages import actors, adding, claims, compare, documents, flows, home, judging, map, review, search, stories

_ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "story": ("The id of a story, to which the answer is narrowed.", {"type": "string"}),
    "since": ("Only what was read, or judged, since a day (ISO 8601).", {"type": "string", "format": "date"}),
    "page": ("Which page of a long list, from 1.", {"type": "integer", "minimum": 1, "maximum": 99_999_999}),
    "conflicts": ("Only claims with contradictions.", {"type": "string", "enum": ["1"]}),
    "origins": ("Only claims of two origins or more.", {"type": "string", "enum": ["2"]}),
    "q": ("The words that are sought.", {"type": "string", "maxLength": 400}),
    "publisher": ("Only documents of a publisher.", {"type": "string"}),
    "month": ("Only documents of a month (2025-03).", {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}),
    "type": ("Only things of a type (GPE, PER, …).", {"type": "string"}),
    "a": ("The first document.", {"type": "string"}),
    "b": ("The second document.", {"type": "string"}),
    "private": (
        "Also what private documents (letters, chats) tell, which is left out else.",
        {"type": "string", "enum": ["yes"]},
    ),
}
_ROWS = list[dict[str, Any]]


class _Data(NamedTuple):
    """An address with data: what it answers, and which parts of :data:`_ASKED` may be asked of it."""

    page: HTTPRouteHandler
    path: str
    answer: Any
    asked: tuple[str, ...] = ()


_JSON = (
    _Data(home.home_json, "/case.json", Totals, ("story", "private")),
    _Data(claims.claims_json, "/claims.json", claims.Listed, ("story", "since", "page", "conflicts", "origins", "private")),
    _Data(claims.claim_page, "/claims/{id}.json", Claimed, ("private",)),
    _Data(documents.documents_json, "/docs.json", _ROWS, ("story", "private")),
    _Data(documents.document_page, "/docs/{id}.json", Annotations),
    _Data(actors.actors_json, "/actors.json", actors.ListedActors, ("story", "type", "page", "private")),
    _Data(actors.actor_page, "/actors/{id}.json", dict[str, Any], ("story", "private")),
    _Data(flows.flows_json, "/flows.json", flows.ListedFlows, ("story", "page", "private")),
    _Data(map.map_json, "/map.json", _ROWS, ("story", "private")),
    _Data(review.review_json, "/review.json", list[Queued], ("story", "private")),
    _Data(search.search_json, "/search.json", _ROWS, ("q", "publisher", "month", "story", "private")),
    _Data(stories.stories_json, "/stories.json", list[Story], ("private",)),
    _Data(compare.compare_json, "/compare.json", _ROWS, ("a", "b")),
    _Data(adding.add_json, "/add.json", dict[str, Any] | None),
)
_CSV = (
    _Data(claims.claims_csv, "/claims.csv", None, ("story", "since", "conflicts", "origins", "private")),
    _Data(documents.documents_csv, "/docs.csv", None, ("story", "private")),
    _Data(actors.actors_csv, "/actors.csv", None, ("story", "type", "private")),
    _Data(flows.flows_csv, "/flows.csv", None, ("story", "private")),
    _Data(map.map_csv, "/map.csv", None, ("story", "private")),
)
_FORMS = (
    _Data(judging.judge, "/judge", judging.Decided),
    _Data(judging.undo, "/judge/undo", judging.Undone),
    _Data(review.decide, "/review", review.Answer),
    _Data(adding.add_article, "/add", adding.Pasted),
)
_COMPONENTS = "#/components/schemas/{name}"


@get("/openapi.json", sync_to_thread=False)
def openapi_json() -> Response[bytes]:
    """Return this description of what the pages answer for programs."""
    return twins.json(described())


@cache
def described() -> Mapping[str, Any]:
    """Return the description: an OpenAPI 3.1 document, as values of JSON."""
    types = [data.answer for data in (*_JSON, *_FORMS)]
    schemas, components = msgspec.json.schema_components(types, ref_template=_COMPONENTS)
    of_json, of_forms = schemas[: len(_JSON)], schemas[len(_JSON) :]
    paths = {data.path: {"get": _asked(data, "application/json", schema)} for data, schema in zip(_JSON, of_json, strict=True)}
    paths |= {data.path: {"get": _asked(data, "text/csv", {"type": "string"})} for data in _CSV}
    paths |= {data.path: {"post": _sent(data, schema)} for data, schema in zip(_FORMS, of_forms, strict=True)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Isnad",
            "version": __version__,
            "description": "A case as data. Answers other than 200 and 303 are pages of HTML that say what is wrong.",
        },
        "paths": paths,
        "components": {"schemas": components},
    }


def _asked(data: _Data, media: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    named = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}]
    return {
        "summary": _summary(data),
        "parameters": [*(named if "{id}" in data.path else ()), *_parameters(data.asked)],
        "responses": {"200": {"description": "The data.", "content": {media: {"schema": schema}}}} | _errors((400, 403, 404)),
    }


def _sent(data: _Data, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "summary": _summary(data),
        "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}},
        "responses": {"303": {"description": "It is done: the page that shows it."}}
        | _errors((400, 403, 404, 409, 413, 415, 422)),
    }


def _summary(data: _Data) -> str:
    return (data.page.fn.__doc__ or "").strip().split("\n")[0]


def _parameters(asked: Sequence[str]) -> Iterable[dict[str, Any]]:
    for name in asked:
        says, schema = _ASKED[name]
        yield {"name": name, "in": "query", "description": says, "schema": schema}


def _errors(statuses: Iterable[int]) -> dict[str, Any]:
    content = {"text/html": {"schema": {"type": "string"}}, "text/plain": {"schema": {"type": "string"}}}
    return {str(status): {"description": "What is wrong, in a sentence.", "content": content} for status in statuses}
