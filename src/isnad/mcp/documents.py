"""What the tools answer about documents: which there are, where words stand in them, and their text in stretches."""

from collections.abc import Iterator
from itertools import islice

from isnad.case import CaseError
from isnad.languages.folding import fold
from isnad.languages.words import words as of_text
from isnad.mcp import citing
from isnad.mcp.opened import Opened, following
from isnad.mcp.shapes import DocumentPage, HitPage, HitShape, Places, Summary, TextWindow
from isnad.model import Document, Span

_MATCHES = 5  # of a document in a page of found ones
_OUTLETS = 40
_LOOKED = 100  # documents that are looked through for words that are to be cited
_STANDS = "Cite these words with their publisher, date and address."
_STANDS_NOWHERE = (
    "These words stand, in this order and spelling, in none of the documents that were looked in. Do not put them between "
    "quotation marks. search_documents finds words in other spellings."
)


def summary(opened: Opened) -> Summary:
    """Return what is in the case: numbers, outlets, days, and how to cite."""
    totals, outlets = opened.totals(), opened.case.outlets(opened.private)
    return Summary(
        documents=totals.documents,
        private_documents_left_out=len(opened.private),
        claims=totals.claims,
        claims_with_possible_conflicts=totals.disputed,
        published_first=min((one.first[:10] for one in outlets if one.first), default=None),
        published_last=max((one.last[:10] for one in outlets if one.last), default=None),
        outlets={one.name or "unknown": one.documents for one in outlets[:_OUTLETS]},
        how_to_cite="Quote only the words of a citation, with publisher, date and address; say down which chain they come. "
        "check_quote tells whether words stand in a document.",
    )


def page(opened: Opened, offset: int, limit: int) -> DocumentPage:
    """Return documents by their names."""
    found = opened.documents(offset, limit + 1)
    return DocumentPage(
        documents=[citing.describe(document) for document in found[:limit]],
        total=opened.totals().documents,
        next_offset=following(offset, limit, len(found) > limit),
    )


def search(opened: Opened, query: str, offset: int, limit: int) -> HitPage:
    """Return the documents in which words stand, the best first."""
    asked = offset + limit + 1 + len(opened.private)
    hits = [hit for hit in opened.case.search(query, asked) if hit.document.id not in opened.private]
    found = [
        HitShape(
            document=citing.describe(hit.document),
            matches=[citing.around(hit.document, span) for span in hit.spans[:_MATCHES]],
            matches_in_all=len(hit.spans),
        )
        for hit in hits[offset : offset + limit]
    ]
    return HitPage(found=found, next_offset=following(offset, limit, len(hits) > offset + limit))


def window(opened: Opened, reference: str, start: int | None, length: int) -> TextWindow:
    """Return a stretch of a document's text; an address opens with the words that it means. Raises CaseError."""
    span = citing.place(reference)[1]
    document = opened.document(reference)
    size = len(document.text)
    if start is None:
        start = max(0, span.start - length // 4) if span else 0
    if start > size or (span is not None and span.end > size):
        raise CaseError(
            f"The text of {document.name} ends at {size}: there are no words at {start if span is None else span.end}."
        )
    end = min(size, start + length)
    return TextWindow(
        document=citing.describe(document),
        text=document.text[start:end],
        start=start,
        end=end,
        more_from=end if end < size else None,
    )


def check(opened: Opened, words: str, reference: str | None, limit: int) -> Places:
    """Return where words stand, letter by letter. Raises CaseError where none are given."""
    words = words.strip()
    if not words:
        raise CaseError("No words are given that could stand somewhere.")
    looked = [opened.document(reference)] if reference else list(_holding(opened, words))
    found = list(islice((citing.cite(document, span) for document in looked for span in _places(document.text, words)), limit))
    return Places(stands=bool(found), citations=found, looked_in=len(looked), advice=_STANDS if found else _STANDS_NOWHERE)


def _holding(opened: Opened, words: str) -> Iterator[Document]:
    """Yield the documents that hold all the words in any order: those that hold them letter by letter are among them."""
    letters = [word.form for word in of_text(fold(words)) if word.form.isalpha()]  # a number may be one word there and two here
    if not letters:
        yield from opened.documents(0, _LOOKED)
        return
    for hit in opened.case.search(" ".join(letters), _LOOKED + len(opened.private)):
        if hit.document.id not in opened.private:
            yield hit.document


def _places(text: str, words: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + len(words))
