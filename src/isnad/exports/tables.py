"""Tables for spreadsheets and data frames: CSV, XLSX, Parquet.

CSV is RFC 4180 in UTF-8 with a byte order mark; XLSX is Office Open XML (ECMA-376); Parquet is Apache Parquet. In CSV and XLSX no
words of an article become a formula.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import TextIOWrapper
from typing import IO, Any

from isnad.exports.columns import REPORTS, TABLES
from isnad.exports.lines import Cell, Table
from isnad.exports.material import Material

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what spreadsheets take for the beginning of a formula
_BLANKS = " \u00a0\u200e\u200f\u061c\u2066\u2067\u2068\ufeff"  # what may stand before it unseen
_LONGEST = 32_767  # letters in a cell of XLSX, as UTF-16 counts them
_CUT = " […]"
_EPOCH = datetime(1980, 1, 1)  # of the file's properties, so that the same case gives the same bytes
_WIDE, _NARROW, _PER_LETTER = 60, 12, 1.3
_LONG = ("quote", "sentence", "claim_ar", "claim_en", "title", "why_ar", "why_en", "standing_ar", "standing_en", "text")


def csv_table(target: IO[bytes], heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, mark: bool = True) -> None:
    """Write a table as CSV; with ``mark`` begins with the byte order mark by which spreadsheets know UTF-8."""
    wrapped = TextIOWrapper(target, encoding="utf-8-sig" if mark else "utf-8", newline="", write_through=True)
    writer = csv.writer(wrapped)
    writer.writerow(heads)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    wrapped.detach()


def safe(cell: Cell) -> str | int | float:
    """Return a cell as it may stand in CSV: words that a spreadsheet would calculate get an apostrophe before them."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return cell
    return f"'{cell}" if cell.lstrip(_BLANKS).startswith(_FORMULA) else cell.replace("\0", "\ufffd")


def write_csv(material: Material, target: IO[bytes]) -> None:
    """Write the reports as one table."""
    csv_table(target, [column.name for column in REPORTS.columns], REPORTS.rows(material))


# ---- XLSX


def write_xlsx(material: Material, target: IO[bytes]) -> None:
    """Write all tables as the sheets of a workbook, read from the right. Words stay words, whatever they begin with."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        target,
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True},
    )
    book.set_properties({"title": "Isnad", "created": _EPOCH})
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0.##", "valign": "top"}),
    }
    for table in TABLES:
        _sheet(book.add_worksheet(table.name), table, material, formats)
    book.close()


def _sheet(sheet: Any, table: Table, material: Material, formats: dict[str, Any]) -> None:
    sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, formats["head"])
        sheet.write_comment(0, place, column.means)
        wide = _WIDE if column.name in _LONG else max(_NARROW, len(column.name) * _PER_LETTER)
        sheet.set_column(place, place, wide)
    last = 0
    for last, row in enumerate(table.rows(material), 1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(last, place, _fitting(cell), formats["text"])
            elif cell is not None:
                sheet.write_number(last, place, cell, formats["number"])
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _fitting(text: str) -> str:
    """Return what of a text a cell can hold, with a sign where more was there."""
    units = text.encode("utf-16-le")
    if len(units) // 2 <= _LONGEST:
        return text
    return units[: (_LONGEST - len(_CUT)) * 2].decode("utf-16-le", "ignore") + _CUT


# ---- Parquet


def write_parquet(material: Material, target: IO[bytes]) -> None:
    """Write the reports as one Parquet file. Raises ImportError where pyarrow is not installed (``isnad[parquet]``)."""
    import pyarrow
    from pyarrow import parquet

    kinds = {
        "string": pyarrow.string(),
        "date": pyarrow.string(),  # as precise as it is known: a day, or a moment with its zone
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
    fields = [
        pyarrow.field(column.name, kinds[column.kind], metadata={"description": column.means}) for column in REPORTS.columns
    ]
    rows = list(REPORTS.rows(material))
    cells = list(zip(*rows, strict=True)) if rows else [() for _ in fields]
    arrays = [pyarrow.array(list(column), type=field.type) for column, field in zip(cells, fields, strict=True)]
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=pyarrow.schema(fields)), target)
