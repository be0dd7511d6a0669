"""Documents and search hits as results, and one article with what was found in it."""

from typing import ClassVar

from isnad import notebook
from isnad.frames import Columns, Row
from isnad.model import Annotations, Document
from isnad.results.sequence import Results
from isnad.storage.search import Hit

_COLUMNS: Columns = {
    "document": "text",
    "name": "text",
    "title": "text",
    "publisher": "text",
    "published": "text",
    "url": "text",
    "language": "text",
    "flags": "texts",
    "characters": "whole",
}


class Documents(Results[Document]):
    """Documents: ``Documents(case.documents())``."""

    columns: ClassVar[Columns] = _COLUMNS
    what: ClassVar[str] = "documents"

    def row(self, one: Document) -> Row:
        """Return a document as a row, without its text."""
        return _row(one)


class Hits(Results[Hit]):
    """Documents in which a query matches, the best first."""

    columns: ClassVar[Columns] = {"score": "number", "matches": "whole", "words": "texts", **_COLUMNS}
    what: ClassVar[str] = "documents found"

    def row(self, one: Hit) -> Row:
        """Return a hit as a row; ``words`` are those that matched."""
        words = list(dict.fromkeys(span.quote(one.document.text) for span in one.spans))
        return {"score": one.score, "matches": len(one.spans), "words": words, **_row(one.document)}


class Article:
    """One article with what was found in it; a notebook shows its text with the layers highlighted."""

    def __init__(self, found: Annotations, layers: tuple[str, ...]) -> None:
        self.found, self.layers = found, layers

    def _repr_html_(self) -> str:
        return notebook.article(self.found, self.layers)


def _row(document: Document) -> Row:
    return {
        "document": document.id,
        "name": document.name,
        "title": " ".join(document.title.quote(document.text).split()) if document.title else None,
        "publisher": document.publisher,
        "published": document.published,
        "url": document.url,
        "language": document.lang,
        "flags": list(document.flags),
        "characters": len(document.text),
    }
