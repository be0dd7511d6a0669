"""Parquet, by which the machines of a cluster hand over what they made: rows of plain columns, a file written whole or not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

Row = Mapping[str, Any]
Columns = Mapping[str, str]  # the kinds of columns: binary, int64, string, list of int64, by their names
_BATCH = 256  # rows read at a time


def write(path: Path, columns: Columns, groups: Iterable[Sequence[Row]]) -> None:
    """Write rows, in groups of which each can be read alone; the file gets its name when it is complete."""
    import pyarrow
    from pyarrow import parquet

    kinds = {
        "binary": pyarrow.large_binary(),
        "int64": pyarrow.int64(),
        "string": pyarrow.large_string(),
        "numbers": pyarrow.list_(pyarrow.int64()),
    }
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with parquet.ParquetWriter(part, schema, compression="zstd") as writer:
            for rows in groups:
                if rows:
                    writer.write_table(pyarrow.Table.from_pylist(list(rows), schema))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read(path: Path, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file, in their order, as many at a time as memory holds easily."""
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(_BATCH, columns=columns):
            yield from batch.to_pylist()


def pick(path: Path, column: str, values: Sequence[int], columns: Sequence[str]) -> dict[str, list[Any]]:
    """Return columns of those rows whose ``column`` has one of some values."""
    from pyarrow import parquet

    table = parquet.read_table(path, columns=list(columns), filters=[(column, "in", list(values))], partitioning=None)
    found: dict[str, list[Any]] = table.to_pydict()
    return found
