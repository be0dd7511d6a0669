"""Tables (.csv, .tsv, .parquet): a row is an article, and a map says which column is its text."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from isnad.model import Page
from isnad.reading import dates
from isnad.reading.archive import DENSEST, SMALL
from isnad.reading.composing import compose
from isnad.reading.encoding import decode, is_broken, utf_16
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.source import Source

# What columns are called where nobody says; compared without case, spaces and underscores.
_CALLED = {
    "text": "text|body|content|articletext|fulltext|maintext|articlebody|النص|نصالخبر|المتن|المحتوى",
    "title": "title|headline|العنوان|عنوان",
    "published": "published|date|datetime|publishdate|publicationdate|datepublished|pubdate|publishedat|التاريخ|تاريخالنشر",
    "publisher": "publisher|source|outlet|sitename|domain|newspaper|المصدر|الصحيفة|الموقع",
    "url": "url|link|address|الرابط",
    "byline": "byline|author|authors|الكاتب",
    "id": "id|docid|articleid|الرقم",
    "section": "section|category|القسم",
    "modified": "modified|datemodified|updated",
    "agency": "agency|newsagency|الوكالة",
    "lang": "lang|language|اللغة",
    "private": "private|isprivate|خاص",
}
_SAMPLE = 1 << 16
_SEPARATOR = re.compile('\ufeff?"?sep=([,;|\t])"?\\s*$', re.IGNORECASE)
_YES, _NO = ("yes", "true", "1", "نعم", "خاص"), ("no", "false", "0", "لا", "عام")


def read_csv(source: Source) -> Iterator[Page | Fault]:
    """Yield a page for each row of a table of text, and a Fault for each that is none; the limit is bytes a row."""
    with source.open() as handle:
        head = handle.read(_SAMPLE)
        handle.seek(0)
        encoding = _encoding(head)
        lines = _lines(handle, encoding, source.limit)
        first = next(lines, "")
        told = _SEPARATOR.match(first)  # Excel's word on what parts the columns
        first = next(lines, "") if told else first
        delimiter = told[1] if told else max(",;\t", key=first.count)
        rows = csv.reader(_again(first, lines), delimiter=delimiter, strict=True)  # else a quote left open swallows the rest
        columns = _columns(_next(rows, source.limit) or [], source)
        number = 1
        while True:
            number = rows.line_num + 1 + bool(told)
            try:
                values = _next(rows, source.limit)
            except csv.Error as error:
                raise Unreadable(f"The table is broken in the row that begins at line {number}: {error}.") from error
            if values is None:
                return
            if any(value.strip() for value in values):
                row = {field: values[at] for field, at in columns.items() if at < len(values)}
                place = f"{source.name}#{number}"
                if is_broken("".join(row.values())):
                    yield Fault(place, "The row is in another encoding than the head of the table, or broken.")
                else:
                    yield from _page(row, source.name, place)


def read_parquet(source: Source) -> Iterator[Page | Fault]:
    """Yield a page for each row of a Parquet file, one at a time: a file of 1 kB can say a long text a million times.

    The limit is bytes a row. Raises Unreadable.
    """
    try:
        from pyarrow import ArrowException, parquet  # type: ignore[import-untyped, unused-ignore]
    except ImportError as error:
        raise Unreadable("Parquet is read where «isnad[parquet]» is installed.") from error
    with source.open() as handle:
        try:
            table = parquet.ParquetFile(handle)
            columns = _columns(table.schema_arrow.names, source)
            names = [table.schema_arrow.names[at] for at in columns.values()]
            held = handle.seek(0, io.SEEK_END)
            _refuse_bombs(table.metadata, held, source.limit)
            most, given = max(SMALL, DENSEST * held), 0
            for number, batch in enumerate(table.iter_batches(batch_size=1, columns=names), 1):
                place = f"{source.name}#{number}"
                given += batch.nbytes
                if given > most:
                    raise Unreadable(f"Its rows are more than {DENSEST} times the file, as attacks are; it is not read further.")
                if batch.nbytes > source.limit:
                    yield Fault(place, f"The row is too large: the limit is {source.limit / 1e6:.1f} MB.")
                    continue
                held_in, told = _first_of_each(batch), dict[str, str]()
                for field, name in zip(columns, names, strict=True):
                    try:
                        told[field] = _plain(held_in[name][0].as_py())
                    except Exception as error:  # what Python cannot hold: days beyond its calendar, unknown zones, no UTF-8
                        yield Fault(place, f"The row is read without its «{name}», which is broken ({type(error).__name__}).")
                yield from _page(told, source.name, place)
        except (ArrowException, OSError) as error:
            raise Unreadable(f"The Parquet file is broken: {str(error)[:160].rstrip('.')}.") from error


def _refuse_bombs(metadata: Any, held: int, limit: int) -> None:
    """Raise Unreadable where one value may unpack to more than the limit: a page of values is unpacked as a whole.

    ``held`` is the size of the file in bytes. The groups of rows are asked, not their columns: where those are damaged, asking
    ends the process (pyarrow lets a C++ exception through).
    """
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        size = group.total_byte_size
        if size > limit and size > DENSEST * held:
            raise Unreadable(f"Its rows unpack to {size / 1e6:.1f} MB, {DENSEST} times its size or more, as attacks do.")
        if size > limit * max(1, group.num_rows) * max(1, metadata.num_columns):
            raise Unreadable(f"Its rows are too large: the limit is {limit / 1e6:.1f} MB each.")


def _first_of_each(batch: Any) -> dict[str, Any]:
    """Return the columns of a batch by their names, the first where two have one name."""
    return dict(reversed(list(zip(batch.schema.names, batch.columns, strict=True))))


def _plain(value: Any) -> str:
    """Return a value as it would be written. Raises TypeError where it holds others, UnicodeDecodeError where it is no text."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, list | tuple | dict):
        raise TypeError("a value that holds others")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _encoding(head: bytes) -> str:
    """Return the encoding of a table by its beginning. Raises Unreadable."""
    if wide := utf_16(head):
        return wide
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # else the sample only ends amid a letter
            decode(head)
            return "cp1256"
    else:
        decode(head)
    return "utf-8-sig"


def _lines(handle: BinaryIO, encoding: str, limit: int) -> Iterator[str]:
    text = io.TextIOWrapper(handle, encoding, errors="replace", newline="")
    while line := text.readline(limit + 1):
        if len(line) > limit:
            raise Unreadable(f"A line of the table is too large: the limit is {limit / 1e6:.1f} MB.")
        yield line
    text.detach()


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _next(rows: Any, limit: int) -> list[str] | None:
    """Return the next row. The limit of a field is one for the whole process: it is put back at once."""
    before = csv.field_size_limit(limit)
    try:
        return next(rows, None)
    finally:
        csv.field_size_limit(before)


def _columns(head: list[str], source: Source) -> dict[str, int]:
    """Return which column holds which field: as the user says, else by what they are called. Raises Unreadable."""
    plain = [_bare(name) for name in head]
    found: dict[str, int] = {}
    for field, called in _CALLED.items():
        for name in called.split("|"):
            if name in plain and field not in found:
                found[field] = plain.index(name)
    for field, name in source.columns:
        if name not in [written.strip() for written in head]:
            raise Unreadable(f"The table has no column «{name}»; it has {', '.join(head[:20])}.")
        found[field] = [written.strip() for written in head].index(name)
    if "text" not in found:
        raise Unreadable(f"No column of the table is a text (--column text=NAME says which): {', '.join(head[:20])[:200]}.")
    return found


def _bare(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def _page(row: dict[str, str], file: str, place: str) -> Iterator[Page | Fault]:
    told = {field: value.strip() for field, value in row.items() if value.strip()}
    if "text" not in told:
        yield Fault(place, "The text of the row is empty.")
        return
    for field in ("published", "modified"):
        if written := told.pop(field, ""):
            if day := dates.iso(written):
                told[field] = day
            else:
                yield Fault(place, f"«{written[:40]}» is no date; the page is read without one.")
    private = told.pop("private", "").lower()
    if private and private not in _YES + _NO:
        yield Fault(place, f"«{private[:40]}» does not say whether the row is private; it is taken for private.")
    raw = msgspec.json.encode(row)
    text, id = told.pop("text"), told.pop("id", None)
    name, lines = f"{file}#{id}" if id else place, text.splitlines()
    hidden = private not in ("", *_NO)
    yield Page(name=name, text=compose(told.get("title"), lines), raw=raw, private=hidden, **told)
