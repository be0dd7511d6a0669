"""Documents: the list, and one article with what was found in it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from isnad.case import Claimed, Reported, Summary
from isnad.model import Annotations, Span
from isnad.web import public, twins
from isnad.web.addresses import id_and_form
from isnad.web.entries import Entry
from isnad.web.pages.paging import SIZE, Paged, number
from isnad.web.texts import Piece, pieces
from isnad.web.view import View

LAYERS = ("entities", "times", "quantities", "source", "cue", "content", "events")
_SHOWN = ("entities", "times", "quantities")  # more kinds of marks at once can hardly be read
_LIKE = 4  # documents to compare one with
_EDITS = 40  # changes that are shown of a version
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_LETTER = re.compile("[\\w\u064b-\u065f\u0670]")  # with the marks that stand on one
Told = Sequence[tuple[Summary, Sequence[Span]]]  # claims that a document tells, with its words for each
_HEADS = ("id", "name", "title", "publisher", "published", "lang", "flags")


class Paragraph(NamedTuple):
    """A line of an article, where it begins in code points and in UTF-16 units (as browsers count), and what it is."""

    pieces: list[Piece]
    start: int
    begin: int
    furniture: bool
    title: bool


class Block(NamedTuple):
    """Neighbouring lines that are all of the article, or all furniture around it."""

    furniture: bool
    paragraphs: list[Paragraph]


@get("/docs", sync_to_thread=False)
def documents_page(view: NamedDependency[View]) -> Response[str]:
    """Show the documents of the case."""
    page, total = number(view.query.get("page")), view.shelf.totals(view.within).documents
    page = min(page, max(1, -(-total // SIZE)))
    found = view.shelf.latest(SIZE, (page - 1) * SIZE, view.within)
    return view.render("docs.html", page=Paged(found, page, page * SIZE < total), total=total)


@get("/docs.json", sync_to_thread=False)
def documents_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the list of documents as JSON."""
    return twins.listed(view, lambda: twins.json([entry._asdict() for entry in _entries(view)]))


@get("/docs.csv", sync_to_thread=False)
def documents_csv(view: NamedDependency[View]) -> Response[bytes]:
    """Return the list of documents as a table."""
    rows = ((*entry[:-1], " ".join(entry.flags)) for entry in _entries(view))
    return twins.listed(view, lambda: twins.csv_table(_HEADS, rows, "documents"))


def _entries(view: View) -> list[Entry]:
    return [entry for entry in view.shelf.entries(view.within) if entry.id not in public.hidden(view)]


@get("/docs/{id:str}", sync_to_thread=False)
def document_page(view: NamedDependency[View], id: FromPath[str]) -> Response[str] | Response[bytes]:
    """Show one document, its words marked by the layers that the address asks for."""
    id, form = id_and_form(id)
    found = view.shelf.annotations(id)
    if form == "json":
        return twins.json(found)
    span = _asked(view.query.get("span"), found)
    document = found.document.id
    versions = view.shelf.versions(document)
    own = {version.document.id for version in versions}
    told, copies = view.shelf.parts(document), [pair for pair in _copies(view, document) if pair[0].id not in own]
    claims = [(one, told.claims.get(one.claim.id, [])) for one in view.shelf.summaries(document=document)]
    like = [(entry, number) for other, number in told.like if other not in own and (entry := view.shelf.entry(other))]
    return view.render(
        "doc.html",
        found=found,
        document=found.document,
        blocks=blocks(found, [("span", span)] if span else ()),
        layers=LAYERS,
        shown=_shown_layers(view),
        marks=twins.encoded(marks(found)),
        shared=[pair for pair in claims if pair[0].documents > 1],
        alone=[pair for pair in claims if pair[0].documents == 1],
        copies=copies,
        most_edits=_EDITS,
        versions=versions,
        like=[pair for pair in like if pair[0] not in {entry for entry, _ in copies}][:_LIKE],
        span=span,
        chosen=_whole(span, found.text) if span else None,
        here=_here(view, claims, document, span) if span else [],
    )


def blocks(found: Annotations, marked: Sequence[tuple[str, Span]] = ()) -> list[Block]:
    """Return the lines of a document in blocks of article and furniture, with some words marked."""
    out: list[Block] = []
    for paragraph in _paragraphs(found, marked):
        if not out or out[-1].furniture != paragraph.furniture:
            out.append(Block(paragraph.furniture, []))
        out[-1].paragraphs.append(paragraph)
    return out


def marks(found: Annotations) -> dict[str, list[tuple[int, int]]]:
    """Return where the marks of each layer stand, in UTF-16 units from the beginning of the text."""
    spans: dict[str, list[Span]] = {
        "entities": list(found.entities),
        "times": list(found.times),
        "quantities": list(found.quantities),
        "source": [statement.source for statement in found.statements if statement.source],
        "cue": [statement.cue for statement in found.statements],
        "content": [statement.content for statement in found.statements],
        "events": [event.trigger for event in found.events],
    }
    units = _units(found.text)
    return {layer: [(units(span.start), units(span.end)) for span in spans[layer]] for layer in LAYERS}


def _paragraphs(found: Annotations, marked: Sequence[tuple[str, Span]]) -> Iterator[Paragraph]:
    text, at, units, title = found.text, 0, _units(found.text), found.document.title
    for line in text.splitlines(keepends=True):
        if line.strip():
            furniture = any(s.start <= at + _first(line) < s.end for s in found.document.boilerplate)
            is_title = title is not None and at <= title.start < at + len(line)
            yield Paragraph(pieces(text, marked, at, at + len(line.rstrip())), at, units(at), furniture, is_title)
        at += len(line)


def _first(line: str) -> int:
    """Return where the first letter of a line stands."""
    return len(line) - len(line.lstrip())


class _units:  # noqa: N801 - used as a function
    """Turns an offset in code points into one in UTF-16 units, in which browsers count."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, letter in enumerate(text) if ord(letter) > 0xFFFF]

    def __call__(self, offset: int) -> int:
        return offset + sum(at < offset for at in self._wide)


def _asked(value: str | None, found: Annotations) -> Span | None:
    """Return the words that an address asks for («120-188»), None where it asks for none that are there."""
    match = _SPAN.fullmatch(value or "")
    if match is None:
        return None
    start, end = map(int, match.groups())
    return Span(start, end) if start < end <= len(found.text) else None


def _whole(span: Span, text: str) -> Span:
    """Return the whole words on which a span stands, without the spaces around them: what can be judged."""
    start, end = span.start, span.end
    while end - start > 1 and text[start].isspace():
        start += 1
    while end - start > 1 and text[end - 1].isspace():
        end -= 1
    while start and _LETTER.match(text[start]) and _LETTER.match(text[start - 1]):
        start -= 1
    while end < len(text) and _LETTER.match(text[end - 1]) and _LETTER.match(text[end]):
        end += 1
    return Span(start, end)


def _shown_layers(view: View) -> tuple[str, ...]:
    asked = view.query.get("layers")
    return _SHOWN if asked is None else tuple(layer for layer in LAYERS if layer in asked.split(","))


def _here(view: View, claims: Told, id: str, span: Span) -> list[tuple[Claimed, Reported]]:
    """Return the reports of a document that stand on some of its words."""
    whole = [view.shelf.claim(one.claim.id) for one, parts in claims if _touched(parts, span) or _is_judged(one)]
    told = ((claimed, reported) for claimed in whole for reported in (*claimed.reports, *claimed.rejected))
    return [pair for pair in told if pair[1].document_id == id and _touched([pair[1].report], span)]


def _touched(parts: Sequence[Span], span: Span) -> bool:
    return any(part.start < span.end and span.start < part.end for part in parts)


def _is_judged(one: Summary) -> bool:
    """Whether people judged reports of a claim: one that they took out of it stands nowhere else."""
    return any(wording.en == "judged" for wording in one.claim.standing)


def _copies(view: View, id: str) -> list[tuple[Entry, float]]:
    """Return the documents that share passages with a document, and how much of the shorter one is shared (0 to 1)."""
    pairs = [(set(shared.ids) - {id}, shared.share) for shared in view.shelf.copies(id)[:_LIKE]]
    return [(entry, share) for others, share in pairs for other in others if (entry := view.shelf.entry(other))]
