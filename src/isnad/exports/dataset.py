"""A data set: claims, reports, origins, conflicts and documents as CSV, with a codebook for people and one for programs.

``datapackage.json`` is a Data Package with Table Schemas (datapackage.org, version 1), so that R, Python and others read the
tables with their types.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

import msgspec

from isnad.exports.archive import pack
from isnad.exports.columns import TABLES
from isnad.exports.lines import Kind, Table
from isnad.exports.material import Material
from isnad.exports.objects import program
from isnad.exports.tables import csv_table

_TYPES: dict[Kind, str] = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "string"}


def write(material: Material, target: IO[bytes]) -> None:
    """Write the tables and the codebook into one zip; the same case gives the same bytes."""
    files = {f"{table.name}.csv": _csv(table, material) for table in TABLES}
    files["codebook.md"] = "\n".join(_codebook(material)).encode() + b"\n"
    files["datapackage.json"] = msgspec.json.format(msgspec.json.encode(_package()), indent=1) + b"\n"
    pack(target, files)


def _csv(table: Table, material: Material) -> bytes:
    made = BytesIO()
    csv_table(made, [column.name for column in table.columns], table.rows(material))
    return made.getvalue()


def _package() -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "isnad-claims",
        "title": "Claims in news texts, with their reports and origins",
        "contributors": [{"title": " ".join(program().values()), "role": "wrangler"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table.name,
                "description": table.line,
                "path": f"{table.name}.csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": column.name, "type": _TYPES[column.kind], "description": column.means}
                        for column in table.columns
                    ],
                    "missingValues": [""],
                },
            }
            for table in TABLES
        ],
    }


def _codebook(material: Material) -> Iterator[str]:
    yield "# Codebook"
    yield ""
    yield f"Made by {' '.join(program().values())}. Isnad shows what texts tell and on whose word; it gives no verdict on truth."
    yield "An origin is the first link of a chain that these texts let us see: distinct there; if independent, no text tells."
    yield "An empty cell is what no text tells. A cell that a spreadsheet would calculate has an apostrophe before it."
    yield "Lists in a cell are divided by «; ». Offsets are code points, end exclusive."
    held = sum(len(claimed.reports) for claimed in material.claims)
    sure = sum(told.report.id in material.accepted for claimed in material.claims for told in claimed.reports)
    yield f"Of {held} reports a person has accepted {sure}; the others were read by the program alone."
    for table in TABLES:
        yield ""
        yield f"## {table.name}.csv"
        yield ""
        yield table.line
        yield ""
        yield "| column | kind | meaning |"
        yield "| --- | --- | --- |"
        for column in table.columns:
            yield f"| {column.name} | {column.kind} | {column.means} |"
