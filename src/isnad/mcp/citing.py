"""Citing: the words of documents as an assistant gets them, each with the place where it stands."""

import re

from isnad.case import Claimed, Link, Reported
from isnad.languages.bilingual import called
from isnad.languages.wordings import understood
from isnad.mcp.shapes import Citation, ClaimShape, DocumentShape, Party, Passage, ReportShape
from isnad.model import Document, Span
from isnad.narrowing import accepted

LONGEST = 1200  # code points of a quote or sentence; the citation says where the whole ends
_AROUND = 80  # code points of an article before and behind words that were found
_TITLE = 240
_CONTROLS = re.compile(r"[\u2066-\u2069]")
_ADDRESS = re.compile(r"isnad://document/(?P<id>[0-9a-f]+)(?:#char=(?P<start>[0-9]+),(?P<end>[0-9]+))?")


def address(document: str, span: Span | None = None) -> str:
    """Return the address of some words: ``isnad://document/ID#char=START,END`` (the fragment of RFC 5147)."""
    return f"isnad://document/{document}" + (f"#char={span.start},{span.end}" if span else "")


def place(reference: str) -> tuple[str, Span | None]:
    """Return the document, and the words in it, that an address means; any other reference is a document's."""
    found = _ADDRESS.fullmatch(reference.strip())
    if not found:
        return reference, None
    return found["id"], Span(int(found["start"]), int(found["end"])) if found["start"] else None


def cite(document: Document, span: Span) -> Citation:
    """Return some words of a document with their place, cut behind :data:`LONGEST`."""
    shown = Span(span.start, min(span.end, span.start + LONGEST))
    return Citation(
        quote=shown.quote(document.text),
        start=shown.start,
        end=shown.end,
        cut_at=span.end if shown.end < span.end else None,
        document=document.id,
        name=document.name,
        address=address(document.id, shown),
        url=document.url,
        publisher=document.publisher,
        published=document.published,
        flags=list(document.flags),
    )


def around(document: Document, span: Span) -> Passage:
    """Return some words of a document with those around them, cut between words."""
    text = document.text
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND, span.start + LONGEST)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    return Passage(quote=text[start:end], start=start, end=end, address=address(document.id, Span(start, end)))


def describe(document: Document) -> DocumentShape:
    """Return what a list says of a document."""
    title = " ".join(document.title.quote(document.text).split()) if document.title else None
    return DocumentShape(
        id=document.id,
        name=document.name,
        address=address(document.id),
        title=title if title is None or len(title) <= _TITLE else title[: _TITLE - 1] + "…",
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        language=document.lang,
        flags=list(document.flags),
        characters=len(document.text),
    )


def party(link: Link) -> Party:
    """Return a party; one without a name has only the word by which it is spoken of."""
    named = not link.id.startswith("unnamed")
    known = called(link.id) if named else None
    name = link.name or (link.id.removeprefix("unnamed").lstrip("-:").replace("-", " ") or None)
    return Party(id=link.id, name=name, english=known[1] if known else None, named=named)


def report(told: Reported, document: Document, accepted: frozenset[str]) -> ReportShape:
    """Return a report with its words."""
    found = told.report
    return ReportShape(
        id=found.id,
        chain=[party(link) for link in told.chain],
        stance=told.stance,
        told_as=found.factuality,
        denied=found.polarity == "-",
        values={unit: list(bounds) for unit, bounds in found.values.items()},
        time=found.time,
        accepted=found.id in accepted,
        understood={role: words.en for role, words in understood(found.understood).items()},
        earlier_version=told.earlier,
        citation=cite(document, found),
        sentence=_sentence(told),
    )


def _sentence(told: Reported) -> Passage:
    """Return the sentence in which a report stands, cut behind :data:`LONGEST`."""
    start, quote = told.report.start - told.at.start, told.sentence[:LONGEST]
    span = Span(start, start + len(quote))
    return Passage(quote=quote, start=span.start, end=span.end, address=address(told.document_id, span))


def listed(claimed: Claimed, document: Document) -> ClaimShape:
    """Return a claim as a list shows it; ``document`` is that of its first report."""
    claim, sure = claimed.claim, accepted(claimed)
    own = {claimed.reports[index].publisher or claimed.reports[index].document for index in claim.own}
    return ClaimShape(
        id=claim.id,
        gloss_ar=_CONTROLS.sub("", claim.gloss.ar),
        gloss_en=_CONTROLS.sub("", claim.gloss.en),
        standing=[words.en for words in claim.standing],
        documents=claimed.documents,
        reports=len(claimed.reports),
        origins_at_least=claim.least,
        origins_at_most=claim.most,
        outlets_on_own_word=len(own),
        possible_conflicts=sum(found.relation == "contradiction" for found in claim.conflicts),
        accepted_reports=sum(told.report.id in sure for told in claimed.reports),
        first=report(claimed.reports[0], document, sure),
    )
