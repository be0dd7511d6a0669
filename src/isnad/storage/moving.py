"""Moving: a whole case copied into a new one, from one store to another."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isnad.storage.file import CaseError, CaseFile, is_address, open_file
from isnad.storage.sqlite import SqliteFile, tables, unnamed

if TYPE_CHECKING:
    from isnad.storage.postgres import PostgresFile

_AT_ONCE = 200  # rows


def copy(file: CaseFile, target: str | Path) -> str:
    """Copy a case, as it stands at one moment, into a new one, a file or an address; return what the new one is called.

    Others may go on reading and writing. A file gets its name only when all is in it, and on a server all appears at once.
    Raises CaseError where the target is there already, on a server where it is a case that is not empty.
    """
    if is_address(target):
        from isnad.storage.postgres import open_address

        made = open_address(str(target))
        try:
            _move(file, made)
            return made.name
        finally:
            made.close()
    target = Path(target)
    if os.path.lexists(target):
        raise CaseError(f"{target} is there already, and is not overwritten.")
    with unnamed(target) as part:
        if isinstance(file, SqliteFile):
            file.copy(part)
        else:
            made_file = open_file(part)
            try:
                _move(file, made_file)
                made_file.row("PRAGMA journal_mode = DELETE")  # one file, which can be moved
            finally:
                made_file.close()
    return str(target)


def _move(source: CaseFile, target: "CaseFile | PostgresFile") -> None:
    """Copy all tables into an empty case, and make its search index."""
    from isnad.storage import documents
    from isnad.storage.search import index_words

    names = [name for name, sql in tables() if sql.startswith("CREATE TABLE")]
    with source.snapshot(), target.transaction():
        if any(target.row(f"SELECT 1 FROM {name} LIMIT 1") for name in names):
            raise CaseError(f"{target.name} is there already, and is not overwritten.")
        for name in names:
            for rows in _batches(source.walk(f"SELECT * FROM {name}")):
                target.run_many(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        for row in documents.rows(source):
            if document := documents.by_row(source, row):
                target.index(row, index_words(document))
        target.renumber()


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch
