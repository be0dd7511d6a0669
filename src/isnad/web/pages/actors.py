"""Actors: who and what is named in a case, and one of them with what they said, did and received."""

import re
from collections.abc import Sequence
from typing import NamedTuple, get_args

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct

from isnad.case import CaseError, Named, Said, Told
from isnad.model import EntityType
from isnad.web import public, twins
from isnad.web.addresses import id_and_form
from isnad.web.entries import listed_roles
from isnad.web.pages.paging import SIZE, Paged, number
from isnad.web.pictures.voices import voices_picture
from isnad.web.view import View

_MOST = 40  # statements and events on one page
_LISTED = 100  # actors on a page of JSON
_FEW, _VOICES = 20, 14  # claims, lines of who speaks about whom
_UNTOLD = ("other", "official")  # kinds of roles that say nothing
_ROLE = re.compile(r"(?P<kind>\w+)(?::(?P<of>[A-Z]{2}))?(?::(?P<since>\d{4}(?:-\d\d)?)?(?:-(?P<until>\d{4}(?:-\d\d)?)?)?)?")
_HEADS = ("id", "type", "name", "spelling", "mentions", "documents")


class ListedActors(Struct, frozen=True):
    """A page of the list of actors: its number, the address of the next one (None on the last), and the actors."""

    page: int
    next: str | None
    actors: list[Named]


class Role(NamedTuple):
    """A role of somebody: its kind, of which country (an id, "" for none), and since and until when as far as is known."""

    kind: str
    of: str
    since: str | None
    until: str | None


@get("/actors", sync_to_thread=False)
def actors_page(view: NamedDependency[View]) -> Response[str]:
    """Show who and what is named."""
    page = number(view.query.get("page"))
    found = view.shelf.entities(_type(view), SIZE + 1, (page - 1) * SIZE, view.within)
    return view.render(
        "actors.html",
        page=Paged(found[:SIZE], page, len(found) > SIZE),
        total=len(found) if page == 1 and len(found) <= SIZE else None,
        types=get_args(EntityType),
        asked=view.query.get("type"),
        voices=(voices := (view.shelf.spoken(view.within) or [])[:_VOICES] if page == 1 and not _type(view) else []),
        voices_picture=voices_picture(view, voices) if voices else None,
    )


@get("/actors.json", sync_to_thread=False)
def actors_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return who and what is named as JSON, page by page (``?page=``)."""
    page = number(view.query.get("page"))
    found = public.entities(view, _type(view), _LISTED + 1, (page - 1) * _LISTED)
    more = view.here(page=page + 1) if len(found) > _LISTED else None
    return twins.json(ListedActors(page, more, found[:_LISTED]))


@get("/actors.csv", sync_to_thread=False)
def actors_csv(view: NamedDependency[View]) -> Response[bytes]:
    """Return who and what is named as a table."""
    return twins.listed(view, lambda: twins.csv_table(_HEADS, map(_row, public.entities(view, _type(view))), "actors"))


@get("/actors/{id:str}", sync_to_thread=False)
def actor_page(view: NamedDependency[View], id: FromPath[str]) -> Response[str] | Response[bytes]:
    """Show one actor."""
    id, form = id_and_form(id)
    shelf, story = view.shelf, view.within
    named, said = shelf.entity(id), shelf.said(id, _MOST, story)
    did, received = shelf.did(id, _MOST, story), shelf.received(id, _MOST, story)
    claims = shelf.summaries(actor=id, limit=_FEW, story=story)
    if not (named or said or did or received or claims):
        raise CaseError(f"Nobody here has the id {id}.")
    if form == "json":
        voices = public.voices(view, id)
        parts: dict[str, Sequence[object]] = {"named": named, "said": said, "did": did, "received": received, "voices": voices}
        if public.hidden(view):
            parts |= {name: public.told(view, some) for name, some in (("said", said), ("did", did), ("received", received))}
            parts["named"] = [one for one in public.entities(view, None) if one.id == id]
        parts["claims"] = [one.claim for one in public.summaries(view, claims, {"actor": id})]
        if not any(parts.values()):
            raise CaseError(f"Nobody here has the id {id}.")
        return twins.json({"id": id} | parts)
    voices = [pair for pair in shelf.spoken(story) or () if id in (pair.source.id, pair.party.id)][:_VOICES]
    return view.render(
        "actor.html",
        id=id,
        name=_name(view, id, named, said, did + received),
        named=named,
        stances=_by_stance(said),
        did=did,
        received=received,
        flows=[f for f in shelf.flows(story) or () if id in {party.id for party in (f.giver, f.receiver) if party}],
        claims=claims,
        roles=roles(id),
        voices=voices,
        voices_picture=voices_picture(view, voices, id) if voices else None,
        against=shelf.against(id)[:_FEW],
        entries=[entry for one in named for name in one.documents[:_FEW] if (entry := shelf.entry(name))],
    )


def roles(id: str) -> list[Role]:
    """Return the roles that the word lists know of somebody, the latest first."""
    found = [_ROLE.fullmatch(told.strip()) for told in listed_roles().get(id, "").split(",")]
    known = [Role(role["kind"], role["of"] or "", role["since"], role["until"]) for role in found if role]
    return sorted((role for role in known if role.kind not in _UNTOLD), key=lambda role: role.since or "", reverse=True)


def _row(named: Named) -> tuple[object, ...]:
    return named.id, named.type, named.name, named.surfaces[0][0], named.mentions, len(named.documents)


def _type(view: View) -> EntityType | None:
    return next((type for type in get_args(EntityType) if type == view.query.get("type")), None)


def _name(view: View, id: str, named: list[Named], said: list[Said], told: list[Told]) -> str:
    """Return what an actor is called; one that no document names apart has the name of the link that leads to it."""
    links = [link for one in said for link in one.chain] + [link for one in told for link in (*one.actors, *one.recipients)]
    link = next((link for link in links if link.id == id), None)
    return view.name(link) if link and not named else view.name_of(id)


def _by_stance(said: list[Said]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for one in said:
        found.setdefault(one.statement.stance, []).append(one)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))
