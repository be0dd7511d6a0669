"""The case as an assistant sees it: without the documents that are marked private."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from isnad.case import Case, CaseError, Claimed, Totals
from isnad.mcp import citing
from isnad.mcp.shapes import ClaimShape
from isnad.model import Document
from isnad.narrowing import meets, public, totals

T = TypeVar("T")


class Opened:
    """An open case. ``private`` are the ids of the documents of which nothing is told."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.private: frozenset[str] = frozenset()
        self._looked_at: int | None = None
        self._counted: Totals | None = None

    def look(self) -> None:
        """Look again which documents are private, where another program has written to the case."""
        if (changes := self.case.changes()) != self._looked_at:
            self.private, self._looked_at, self._counted = self.case.withheld(), changes, None

    def documents(self, offset: int = 0, limit: int | None = None) -> list[Document]:
        """Return the documents of a page, by their names."""
        if not self.private:
            return list(self.case.documents(offset=offset, limit=limit))
        end = None if limit is None else offset + limit
        return list(islice(self.every(), offset, end))

    def every(self) -> Iterator[Document]:
        """Yield all documents, by their names."""
        return (document for document in self.case.documents() if document.id not in self.private)

    def document(self, reference: str) -> Document:
        """Return one document by its id, its name, a part of either, or an address. Raises CaseError."""
        reference = citing.place(reference)[0]
        unknown = CaseError(f"«{reference}» means no document, or several. list_documents gives their ids.")
        try:
            document = self.case.document(reference)
        except CaseError as error:
            raise unknown if self.private else error from error  # the candidates that it names may be private
        if document.id in self.private:
            raise unknown
        return document

    def listed(self, found: Sequence[Claimed], **asked: Any) -> list[ClaimShape]:
        """Return claims as a list shows them; what of one is not private still has to be what was ``asked`` for."""
        kept = (pair for claimed in found if (pair := (claimed, public(claimed, self.private))))
        return [
            citing.listed(one, self.document(one.reports[0].document_id))
            for whole, one in kept
            if one and (len(one.reports) == len(whole.reports) or meets(one, **asked))
        ]

    def totals(self) -> Totals:
        """Return the numbers of the documents that are not private."""
        if self._counted is None:
            self._counted = totals(self.case, self.private)
        return self._counted


def following(offset: int, limit: int, more: bool) -> int | None:
    """Return where the next page begins, None where there is none."""
    return offset + limit if more else None
