"""A case on a PostgreSQL server, for a team: its connection, its transactions, its search index, its errors said for a person.

A case is a schema of a database. It has the tables of a case file (schema.py) and, besides, ``state``: whoever writes holds its
one row until all is written. So there is one writer at a time, as with a file, and readers wait for nobody.
"""

import re
from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, count
from threading import RLock
from typing import Any

from isnad.storage import ranking, schema
from isnad.storage.address import Address, parse
from isnad.storage.dialect import for_postgres, table_for_postgres
from isnad.storage.file import CaseError, CaseFile
from isnad.storage.parties import json
from isnad.storage.query import Phrase
from isnad.storage.wire import Connection, DatabaseError, PreparedStatement, connected, quoted

_PATIENCE = 10_000  # milliseconds to wait for another program that is writing
_PREPARED = 256  # statements that the server keeps ready
_AT_ONCE = 500  # rows that are fetched together
_TOGETHER = (64, 8, 1)  # rows that are inserted together
_VALUES = re.compile(r"(?<=\bVALUES )\((?:\?, )*\?\)")
_LAST = "\U0010ffff"  # after every letter
_REASONS = {
    "28P01": "lets nobody in by this name and password. The password stands in the address, or in PGPASSWORD",
    "28": "lets nobody in by this name",
    "3D000": "is not there: the server has no such database",
    "42501": "may not be read or written by this user",
    "55P03": "is being written by another program. Try again when that one is done",
    "53100": "cannot grow: the disk of the server is full",
    "53300": "has too many connections already",
    "54000": "cannot keep a name as long as one of these",
    "57P": "is being shut down or started. Try again when the server runs",
}

# What a case has on a server beside the tables of a case file. ``changes`` grows with every transaction that writes. How often
# a word stands in a document is kept as a row, and a removed document leaves its rows behind, as in the index of SQLite.
_OWN = (
    "CREATE TABLE state (schema BIGINT NOT NULL, changes BIGINT NOT NULL)",
    "CREATE TABLE search (row BIGINT PRIMARY KEY, size BIGINT NOT NULL)",
    'CREATE TABLE search_words (term TEXT COLLATE "C", document BIGINT, times BIGINT NOT NULL, PRIMARY KEY (term, document))',
    "CREATE FUNCTION instr(text, text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT strpos($1, $2)'",
    "CREATE FUNCTION instr(bytea, bytea) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT position($2 IN $1)'",
    """CREATE FUNCTION reports_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM seeds WHERE (report, other) IN (SELECT other, report FROM seeds WHERE report = OLD.row);
        DELETE FROM seeds WHERE report = OLD.row;
        RETURN OLD;
    END $$""",
    "CREATE TRIGGER reports_gone BEFORE DELETE ON reports FOR EACH ROW EXECUTE FUNCTION reports_gone()",
)


class PostgresFile(CaseFile):
    """An open case on a server. Several threads may ask it; each waits for the one before."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.path = None
        self.name = address.name
        self.short = address.short
        self._lock = RLock()
        self._connection: Connection | None = None
        self._prepared: OrderedDict[str, PreparedStatement] = OrderedDict()
        self._inside = self._closed = False
        self._written = 0
        self._walks = count()
        with self._told():
            self._live()

    # ---- the connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say the errors of the server for a person, one thread after the other."""
        with self._lock:
            try:
                yield
            except DatabaseError as error:
                said = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
                code, words = said.get("C", ""), said.get("M", str(error))
                reason = next((reason for known, reason in _REASONS.items() if code.startswith(known)), None)
                raise CaseError(f"{self.name} {reason or f'gives an error: {words}'}.") from error
            except OSError as error:
                reason = error.strerror or str(error) or type(error).__name__
                raise CaseError(f"{self.name} cannot be reached: {reason.lower()}.") from error

    def _live(self) -> Connection:
        """Return the connection, made anew where it was lost."""
        if self._closed:
            raise CaseError(f"{self.name} has been closed.")
        if self._connection is None:
            if self._inside:
                raise CaseError(f"{self.name} was lost in the middle of it; what was being written is not kept.")
            self._connection = connected(self.address, _PATIENCE)
        return self._connection

    def _lose(self) -> None:
        """Give the connection up: after half an answer nobody knows what the server says next."""
        connection, self._connection = self._connection, None
        self._prepared.clear()
        with suppress(Exception):
            if connection is not None:
                connection.close()

    @contextmanager
    def _talking(self) -> Iterator[Connection]:
        connection = self._live()
        try:
            yield connection
        except DatabaseError:
            raise
        except BaseException as error:
            self._lose()
            if isinstance(error, Exception) and not isinstance(error, CaseError):
                raise CaseError(f"{self.name} was lost: {error or type(error).__name__}.") from error
            raise

    def _simple(self, sql: str) -> list[Any]:
        with self._talking() as connection:
            return connection.run(sql) or []

    def _asked(self, sql: str, values: Sequence[Any]) -> list[Any]:
        named = {f"v{number}": _sayable(value) for number, value in enumerate(values, 1)}
        sql = for_postgres(sql, tuple(value is None for value in values))
        with self._talking() as connection:
            statement = self._prepared.get(sql)
            if statement is None:
                if len(self._prepared) >= _PREPARED:
                    self._prepared.popitem(last=False)[1].close()
                statement = connection.prepare(sql)
            self._prepared[sql] = statement
            self._prepared.move_to_end(sql)
            return statement.run(**named) or []

    def close(self) -> None:
        """Close the connection; nothing can be asked of it afterwards."""
        with self._lock:
            self._lose()
            self._closed = True

    # ---- asking and writing

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return all rows of a query."""
        with self._told():
            return [tuple(row) for row in self._asked(sql, values)]

    def row(self, sql: str, *values: Any) -> Any:
        """Return the first row of a query, None where there is none."""
        return next(iter(self.rows(sql, *values)), None)

    def walk(self, sql: str) -> Iterator[Any]:
        """Yield the rows of a query one by one."""
        name, held = f"walk_{next(self._walks)}", "" if self._inside else "WITH HOLD"
        with self._told():
            self._simple(f"DECLARE {name} NO SCROLL CURSOR {held} FOR {for_postgres(sql)}")
        while True:
            with self._told():
                found = self._simple(f"FETCH {_AT_ONCE} FROM {name}")
                if not found:
                    self._simple(f"CLOSE {name}")
                    return
            yield from map(tuple, found)

    def run(self, sql: str, *values: Any) -> None:
        """Run a statement that changes the case."""
        with self._told(), self._writing():
            self._asked(sql, values)

    def insert(self, sql: str, *values: Any) -> int:
        """Run an INSERT; return the number of the new row."""
        with self._told(), self._writing():
            return int(self._asked(f"{sql} RETURNING row", values)[0][0])

    def run_many(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run a statement once for each row of values; of an INSERT, many at once."""
        found = _VALUES.search(sql)
        at = 0
        with self._told(), self._writing():
            for size in _TOGETHER if found else (1,):
                many = f"{sql[: found.start()]}{', '.join([found[0]] * size)}{sql[found.end() :]}" if found else sql
                while len(rows) - at >= size:
                    self._asked(many, tuple(chain.from_iterable(rows[at : at + size])))
                    at += size

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._inside:
            yield
        else:
            with self.transaction():
                yield

    @contextmanager
    def _between(self, begin: str, end: str) -> Iterator[None]:
        """Run what is inside between two orders; undo it where it fails."""
        with self._lock:
            with self._told():
                self._simple(begin)
            self._inside = True
            try:
                yield
                with self._told():
                    self._simple(end)
            except BaseException:
                with suppress(Exception):
                    if self._connection is not None:
                        self._simple("ROLLBACK")
                raise
            finally:
                self._inside = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is run inside happen as a whole or not at all; nobody else writes in the meantime."""
        with self._between("BEGIN", "COMMIT"):
            with self._told():
                self._asked("UPDATE state SET changes = changes + 1", ())
            self._written += 1
            try:
                yield
            except BaseException:
                self._written -= 1
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Make what is asked inside come from one moment."""
        with self._between("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "COMMIT"):
            yield

    def state(self) -> tuple[int, int]:
        """Return how often this connection wrote, and how often others did."""
        (changes,) = self.row("SELECT changes FROM state")
        return self._written, changes - self._written

    # ---- the search index

    def index(self, row: int, words: str) -> None:
        """Keep by which words a document is found."""
        known = Counter(words.split())
        with self._told(), self._writing():
            self._asked("INSERT INTO search VALUES (?, ?)", (row, known.total()))
            sql = "INSERT INTO search_words SELECT value ->> 0, CAST(? AS BIGINT), (value ->> 1)::bigint"
            self._asked(f"{sql} FROM json_array_elements(?::json)", (row, json(sorted(known.items()))))

    def empty_index(self) -> None:
        """Forget by which words documents are found."""
        for table in ("search", "search_words"):
            self.run(f"DELETE FROM {table}")

    def indexed(self) -> Iterator[tuple[int, str, int]]:
        """Yield each document (row) and word of the index, and how often it is there."""
        return self.walk("SELECT document, term, times FROM search_words")

    def scores(self, groups: Sequence[Sequence[Phrase]]) -> dict[int, float]:
        """Return the documents (rows) that may hold one phrase of each group, with their BM25."""
        sought = {(form, term.open) for group in groups for phrase in group for term in phrase for form in term.forms}
        counts: dict[tuple[str, bool], dict[int, int]] = {word: {} for word in sought}
        whole = sorted(form for form, is_open in sought if not is_open)
        for form, document, times in self.rows("SELECT * FROM search_words WHERE term IN strings(?)", json(whole)):
            counts[form, False][document] = times
        within = "SELECT document, sum(times) FROM search_words WHERE term >= ? AND term < ? GROUP BY document"
        for form in (form for form, is_open in sought if is_open):
            counts[form, True] = {row: int(times) for row, times in self.rows(within, form, form + _LAST)}
        found = ranking.holding(groups, counts)
        sizes = dict(self.rows("SELECT row, size FROM search WHERE row IN numbers(?)", json(sorted(found))))
        documents, words = self.row("SELECT count(*), coalesce(sum(size), 0) FROM search")
        return ranking.scores(groups, counts, sizes.keys() & found, ranking.Index(documents, int(words), sizes))

    # ---- upkeep

    def damages(self) -> Iterator[tuple[str, str]]:
        """Yield nothing: a server watches over its own pages and links."""
        yield from ()

    def reindex(self) -> None:
        """Leave the server's indexes to it."""

    def renumber(self) -> None:
        """Go on numbering rows behind those that were brought from elsewhere."""
        numbered = "SELECT table_name, column_name FROM information_schema.columns WHERE is_identity = 'YES' AND table_schema = ?"
        for table, column in self.rows(numbered, self.address.schema):
            last = f"(SELECT max({column}) FROM {table})"
            self.run(f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), coalesce({last}, 1), {last} IS NOT NULL)")

    def prepare(self, create: bool) -> None:
        """Bring the case to the present schema; make it where it is not there and ``create`` is set. Raises CaseError."""
        there = self._tables()
        if not there:
            if not create:
                raise CaseError(f"There is no case at {self.name}. «isnad read FOLDER --case {self.name}» makes one.")
            self._make()
            there = self._tables()
        if not {"state", "documents", "search_words"} <= there:
            raise CaseError(f"{self.name} holds tables of another program. Name another schema for the case: ?schema=NAME.")
        if self._version() < len(schema.MIGRATIONS):
            with self._told(), self.transaction():
                for statement in chain.from_iterable(schema.MIGRATIONS[self._version() :]):
                    self._simple(table_for_postgres(statement))
                self._asked("UPDATE state SET schema = ?", (len(schema.MIGRATIONS),))

    def _tables(self) -> set[str]:
        sql = "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = ? AND relkind = 'r'"
        return {name for (name,) in self.rows(sql, self.address.schema)}

    def _version(self) -> int:
        (version,) = self.row("SELECT schema FROM state")
        if version > len(schema.MIGRATIONS):
            raise CaseError(
                f"{self.name} was written by a newer Isnad (schema {version}; this one knows {len(schema.MIGRATIONS)}). "
                "Install the newer version to open it."
            )
        return int(version)

    def _make(self) -> None:
        """Make the tables of an empty case; of two programs that do so at once the second finds them made."""
        from isnad.storage.sqlite import tables

        (encoding,) = self.row("SHOW server_encoding")
        if encoding != "UTF8":
            raise CaseError(f"{self.name} cannot keep Arabic: the database is written in {encoding}, not in UTF8.")
        with self._told(), self._between("BEGIN", "COMMIT"):
            self._asked("SELECT pg_advisory_xact_lock(hashtext(?))", (f"isnad {self.address.schema}",))
            if self._tables():
                return
            if not self._asked("SELECT 1 FROM pg_namespace WHERE nspname = ?", (self.address.schema,)):
                self._simple(f"CREATE SCHEMA {quoted(self.address.schema)}")
            self._simple(";\n".join((*(table_for_postgres(sql) for _, sql in tables()), *_OWN)))
            self._asked("INSERT INTO state VALUES (?, 0)", (len(schema.MIGRATIONS),))


def open_address(text: str, *, create: bool = True) -> PostgresFile:
    """Open a case on a server, as :func:`isnad.storage.open_file` says."""
    file = PostgresFile(parse(text))
    try:
        file.prepare(create)
    except BaseException:
        file.close()
        raise
    return file


def _sayable(value: Any) -> Any:
    """Return a value that PostgreSQL can keep: in a text no lone surrogate, and no NUL."""
    if isinstance(value, str) and ("\0" in value or not value.isprintable()):
        return value.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
    return value
