"""The same answer for programs: JSON of any value, CSV of a table."""

import csv
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import cast

import msgspec
from litestar import Response

from isnad.exports.lines import Cell
from isnad.exports.tables import safe
from isnad.web.view import View

_BOM = "\ufeff"  # without it spreadsheets read Arabic as something else


def json(value: object) -> Response[bytes]:
    """Return a value as JSON; types of the model are written with their fields."""
    return Response(msgspec.json.encode(value), media_type="application/json; charset=utf-8")


def listed(view: View, work: Callable[[], Response[bytes]]) -> Response[bytes]:
    """Return a list as data, which is as long as the case: written once for an address until the case changes."""
    made = view.shelf.twin(view.path, tuple(sorted(view.query.items())), work)
    return Response(made.content, media_type=made.media_type, headers=dict(made.headers))


def encoded(value: object) -> str:
    """Return a value as the text of JSON."""
    return msgspec.json.encode(value).decode()


def csv_table(heads: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> Response[bytes]:
    """Return a table as CSV that a spreadsheet opens as text: no cell of a document is a formula there."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([safe(cast(Cell, cell)) for cell in row] for row in rows)
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response((_BOM + out.getvalue()).encode("utf-8", "replace"), media_type="text/csv; charset=utf-8", headers=headers)
