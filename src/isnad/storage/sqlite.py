"""A case in a file of SQLite: its connection, its transactions, its search index, and its errors said for a person."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from isnad.storage import schema
from isnad.storage.dialect import for_sqlite
from isnad.storage.file import CaseError, CaseFile
from isnad.storage.packing import packed
from isnad.storage.query import Phrase, Term

_MAGIC = b"SQLite format 3\0"
_PATIENCE = 10_000  # milliseconds to wait for another process that is writing
_TOLD = 100  # complaints of SQLite that are told; a broken file has thousands
_INDEXED = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed_words USING fts5vocab ('main', 'search', 'instance')"
_REASONS = {
    "SQLITE_BUSY": "is being written by another program. Try again when that one is done",
    "SQLITE_LOCKED": "is being written by another program. Try again when that one is done",
    "SQLITE_READONLY": "cannot be written: the file or its folder is read-only",
    "SQLITE_CANTOPEN": "cannot be opened: the file, or the folder that it is in, does not allow it",
    "SQLITE_FULL": "cannot grow: the disk is full",
    "SQLITE_IOERR": "cannot be read or written: the disk reports an error",
    "SQLITE_NOTADB": "is not a case file",
    "SQLITE_CORRUPT": "is damaged. Restore it from a copy, or read the articles into a new case",
}


class SqliteFile(CaseFile):
    """An open case file."""

    path: Path

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.name = str(path)
        self.short = path.name
        self._connection = connection

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return all rows of a query."""
        with _told(self.path):
            return self._asked(sql, values).fetchall()

    def walk(self, sql: str) -> Iterator[Any]:
        """Yield the rows of a query one by one."""
        with _told(self.path):
            yield from self._asked(sql, ())

    def row(self, sql: str, *values: Any) -> Any:
        """Return the first row of a query, None where there is none."""
        with _told(self.path):
            return self._asked(sql, values).fetchone()

    def _asked(self, sql: str, values: tuple[Any, ...]) -> sqlite3.Cursor:
        sql = for_sqlite(sql)
        try:
            return self._connection.execute(sql, values)
        except UnicodeEncodeError:  # a lone surrogate, as of a command line whose bytes are no letters: nothing is called so
            sayable = (value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in values)
            return self._connection.execute(sql, tuple(sayable))

    def run(self, sql: str, *values: Any) -> None:
        """Run a statement that changes the file."""
        with _told(self.path):
            self._connection.execute(for_sqlite(sql), values)

    def insert(self, sql: str, *values: Any) -> int:
        """Run an INSERT; return the row that it made."""
        with _told(self.path):
            return self._connection.execute(for_sqlite(sql), values).lastrowid or 0

    def run_many(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run a statement once for each row of values."""
        with _told(self.path):
            self._connection.executemany(for_sqlite(sql), rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is run inside happen as a whole or not at all."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.rollback()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Make what is asked inside come from one moment."""
        self.run("BEGIN")
        try:
            yield
        finally:
            self.run("ROLLBACK")

    def state(self) -> tuple[int, int]:
        """Return how often this connection wrote, and a number that changes when another one does."""
        return self.row("SELECT total_changes()")[0], self.row("PRAGMA data_version")[0]

    def index(self, row: int, words: str) -> None:
        """Keep by which words a document is found."""
        self.run("INSERT INTO search (rowid, words) VALUES (?, ?)", row, words)

    def empty_index(self) -> None:
        """Forget by which words documents are found."""
        self.run("INSERT INTO search (search) VALUES ('delete-all')")

    def indexed(self) -> Iterator[tuple[int, str, int]]:
        """Yield each document (row) and word of the index, and how often it is there."""
        self.run(_INDEXED)
        for (term, row), places in groupby(self.walk("SELECT term, doc FROM temp.indexed_words")):
            yield row, term, sum(1 for _ in places)

    def scores(self, groups: Sequence[Sequence[Phrase]]) -> dict[int, float]:
        """Return the documents (rows) that may hold one phrase of each group, with their BM25."""
        return dict(self.rows("SELECT rowid, -bm25(search) FROM search WHERE search MATCH ?", _expression(groups)))

    def damages(self) -> Iterator[tuple[str, str]]:
        """Yield what SQLite says of the file, and the rows that belong to none."""
        for (said,) in self.rows(f"PRAGMA integrity_check({_TOLD})"):
            if said != "ok":
                yield self.short, f"SQLite says: {said}"
        for table, row, parent, _ in self.rows("PRAGMA foreign_key_check"):
            yield f"{table}, row {row}", f"It belongs to something in {parent} that is not there."

    def reindex(self) -> None:
        """Make the indexes of the tables anew."""
        self.run("REINDEX")

    def renumber(self) -> None:
        """Do nothing: SQLite looks which numbers there are."""

    def copy(self, target: Path) -> None:
        """Copy the whole file, as it stands at one moment, into a new one; others may go on reading and writing."""
        with _told(target), closing(sqlite3.connect(target)) as copy:
            with _told(self.path):
                self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            self._connection.backup(copy)
            sound = copy.execute("PRAGMA quick_check(1)").fetchone()
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, which can be moved
        if sound != ("ok",):
            raise CaseError(f"{self.path} is damaged, and so no copy was made: {sound[0]}. «isnad check» tells more.")

    def close(self) -> None:
        """Close the file; nothing can be asked of it afterwards."""
        with _told(self.path):
            self._connection.close()


@contextmanager
def unnamed(target: Path) -> Iterator[Path]:
    """Give the path at which a file is made that gets its name when it is complete; what fails leaves nothing behind."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        _name(part, target)
    finally:
        part.unlink(missing_ok=True)


def _name(part: Path, target: Path) -> None:
    """Give a complete file its name. Raises CaseError where another program has just taken it."""
    try:
        os.link(part, target)
    except FileExistsError as error:
        raise CaseError(f"{target} is there already, and is not overwritten.") from error
    except OSError:  # a file system without links
        part.rename(target)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", None) or ""
        reason = next((said for name, said in _REASONS.items() if code.startswith(name)), None)
        if reason is None and isinstance(error, sqlite3.ProgrammingError) and "closed" in str(error):
            reason = "has been closed"
        raise CaseError(f"{path} {reason or f'gives an error: {error}'}.") from error


def open_sqlite(path: Path, *, create: bool = True, migrate: bool = True) -> SqliteFile:
    """Open a case file, as :func:`isnad.storage.open_file` says."""
    _check(path, create)
    file = _connected(path)
    try:
        if migrate:
            _prepare(file)
        else:
            _own(file)
    except BaseException:
        file.close()
        raise
    return file


def _check(path: Path, create: bool) -> None:
    """Refuse what can be no case file before SQLite touches it."""
    if path.is_dir():
        raise CaseError(f"{path} is a folder, not a case file.")
    if not path.exists():
        if not create:
            raise CaseError(f"There is no case file {path}. «isnad read FOLDER --case {path}» makes one.")
        if not path.absolute().parent.is_dir():
            raise CaseError(f"There is no folder {path.absolute().parent} to put the case file in.")
        return
    if not path.is_file():  # a pipe would be waited for without an end
        raise CaseError(f"{path} is not a case file but a device, a pipe or a socket.")
    try:
        with path.open("rb") as handle:
            head = handle.read(len(_MAGIC))
    except OSError as error:
        raise CaseError(f"{path} cannot be opened: {(error.strerror or str(error)).lower()}.") from error
    if head != _MAGIC and (head or not create):
        raise CaseError(f"{path} is not a case file.")


def _connected(path: Path) -> SqliteFile:
    for mode in _modes(path):
        with _told(path):
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, check_same_thread=False
            )
            _equip(connection)
        file = SqliteFile(path, connection)
        try:
            file.run(f"PRAGMA busy_timeout = {_PATIENCE}")
            file.row("SELECT count(*) FROM sqlite_master")
        except CaseError:
            file.close()
            if mode == _modes(path)[-1]:
                raise
            continue
        break
    file.run("PRAGMA foreign_keys = ON")
    file.run("PRAGMA synchronous = NORMAL")  # with WAL: a killed process loses nothing, a power cut the last moments
    return file


def _equip(connection: sqlite3.Connection) -> None:
    """Add the functions that steps of the schema use."""
    connection.create_function("text_sha256", 1, _sha256, deterministic=True)
    connection.create_function("packed", 1, packed, deterministic=True)


def _sha256(data: bytes) -> str:
    return sha256(data).hexdigest()


def _modes(path: Path) -> tuple[str, ...]:
    """Return the ways to open a file, the best first: where nothing can be written, WAL wants ``immutable``."""
    folder = path.absolute().parent
    if not path.exists() or (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
        return ("mode=rwc",)
    log = path.with_name(f"{path.name}-wal")
    return ("mode=ro",) if log.exists() and log.stat().st_size else ("mode=ro", "mode=ro&immutable=1")


def _prepare(file: SqliteFile) -> None:
    """Bring an older file to the present schema. Raises CaseError for one that is newer, or none of ours."""
    version = _version(file)
    if version == len(schema.MIGRATIONS):
        return
    if version == 0:
        file.row("PRAGMA journal_mode = WAL")
    with file.transaction():
        for step in schema.MIGRATIONS[_version(file) :]:  # asked again: another process may have been faster
            for statement in step:
                file.run(statement)
        file.run(f"PRAGMA application_id = {schema.APPLICATION}")
        file.run(f"PRAGMA user_version = {len(schema.MIGRATIONS)}")
    if version:
        with suppress(CaseError):  # where another program has it open, it stays as large as it was
            file.run("VACUUM")  # what a step packed leaves room behind


def tables() -> list[tuple[str, str]]:
    """Return the tables and indexes of an empty case without those of the search, in order: their names, and what makes them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        _equip(connection)
        for statement in chain.from_iterable(schema.MIGRATIONS):
            connection.execute(statement)
        return connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL "
            "AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%' ORDER BY rowid"
        ).fetchall()


def _own(file: SqliteFile) -> int:
    """Return the schema of a case file. Raises CaseError for the files of other programs."""
    (version,) = file.row("PRAGMA user_version")
    (application,) = file.row("PRAGMA application_id")
    (tables,) = file.row("SELECT count(*) FROM sqlite_master")
    if application != schema.APPLICATION and (tables or version or application):
        raise CaseError(f"{file.path} is an SQLite file of another program, not a case file.")
    return int(version)


def _version(file: SqliteFile) -> int:
    version = _own(file)
    if version > len(schema.MIGRATIONS):
        raise CaseError(
            f"{file.path} was written by a newer Isnad (schema {version}; this one knows {len(schema.MIGRATIONS)}). "
            "Install the newer version to open it."
        )
    return version


def _expression(groups: Sequence[Sequence[Phrase]]) -> str:
    """Return a query for FTS5: every document that matches fulfils it, and some that do not."""
    return " AND ".join(f"({' OR '.join(map(_phrase_expression, group))})" for group in groups)


def _phrase_expression(phrase: Phrase) -> str:
    return f"({' AND '.join(map(_term_expression, phrase))})"


def _term_expression(term: Term) -> str:
    # Folded words hold no quotation mark, so nothing of a query can become syntax.
    more = "*" if term.open else ""
    forms = " OR ".join(f'"{form}"{more}' for form in term.forms)
    return f"({forms})"
