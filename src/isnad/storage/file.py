"""An open case: what may be asked of the store that keeps it, be it a file (sqlite.py) or a server (postgres.py)."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from isnad.storage.query import Phrase

ALL = (1 << 63) - 1  # as the LIMIT of a query: every row
SCHEMES = ("postgresql://", "postgres://")


class CaseError(Exception):
    """Something that a case cannot do. The message is a sentence for the person who asked for it."""


class CaseFile(ABC):
    """An open case. Every error of its store leaves it as a :class:`CaseError`.

    Statements are written in the SQL that SQLite and PostgreSQL share, with ``?`` or ``?1`` for values, and a few words of ours
    (dialect.py). ``name`` is what messages call the case, ``short`` the last part of it; neither ever holds a password.
    ``path`` is where the file is, None for a case on a server.
    """

    path: Path | None
    name: str
    short: str

    @abstractmethod
    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return all rows of a query, each a tuple."""

    @abstractmethod
    def walk(self, sql: str) -> Iterator[Any]:
        """Yield the rows of a query one by one: more than fit into memory."""

    @abstractmethod
    def row(self, sql: str, *values: Any) -> Any:
        """Return the first row of a query, None where there is none."""

    @abstractmethod
    def run(self, sql: str, *values: Any) -> None:
        """Run a statement that changes the case."""

    @abstractmethod
    def insert(self, sql: str, *values: Any) -> int:
        """Run an INSERT into a table that numbers its rows; return the number (``row``) of the new one."""

    @abstractmethod
    def run_many(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run a statement once for each row of values."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """Make what is run inside happen as a whole or not at all; nobody else writes in the meantime."""

    @abstractmethod
    def snapshot(self) -> AbstractContextManager[None]:
        """Make what is asked inside come from one moment, whatever others write."""

    @abstractmethod
    def state(self) -> tuple[int, int]:
        """Return two numbers: one is another once this connection has written, the other once anybody else has."""

    @abstractmethod
    def index(self, row: int, words: str) -> None:
        """Keep by which words, joined by spaces, the document in a row is found."""

    @abstractmethod
    def empty_index(self) -> None:
        """Forget by which words documents are found."""

    @abstractmethod
    def indexed(self) -> Iterator[tuple[int, str, int]]:
        """Yield each row of the index: a document (row), a word, and how often it is there."""

    @abstractmethod
    def scores(self, groups: "Sequence[Sequence[Phrase]]") -> dict[int, float]:
        """Return the documents (rows) that may hold one phrase of each group, with their BM25: more is better.

        The order of the words in a phrase, and whether a document is still there, have to be looked at.
        """

    @abstractmethod
    def damages(self) -> Iterator[tuple[str, str]]:
        """Yield where the store itself is broken, and what it says of it."""

    @abstractmethod
    def reindex(self) -> None:
        """Make the store's own indexes anew."""

    @abstractmethod
    def renumber(self) -> None:
        """Go on numbering rows behind those that were brought from elsewhere."""

    @abstractmethod
    def close(self) -> None:
        """Close the case; nothing can be asked of it afterwards."""


def is_address(path: str | Path) -> bool:
    """Whether a case is meant that a server keeps."""
    return isinstance(path, str) and path.startswith(SCHEMES)


def open_file(path: str | Path, *, create: bool = True, migrate: bool = True) -> CaseFile:
    """Open a case, a file or an address (postgresql://…), brought to the present schema.

    It is made where it is not there and ``create`` is set. What may only be read is opened for reading. Without ``migrate`` a
    file of any schema is opened as it is: it can be copied, and asked for nothing else. Raises CaseError.
    """
    if is_address(path):
        from isnad.storage.postgres import open_address

        return open_address(str(path), create=create)
    from isnad.storage.sqlite import open_sqlite

    return open_sqlite(Path(path), create=create, migrate=migrate)
