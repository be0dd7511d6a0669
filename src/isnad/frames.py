"""Data frames: rows of results as frames of polars or pandas, which are imported only when one is asked for."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas
    import polars

Kind = Literal["text", "whole", "number", "truth", "texts"]
Columns = Mapping[str, Kind]  # the names of columns, in order, with what stands in them
Row = dict[str, Any]
_PANDAS = {"text": "string", "whole": "Int64", "number": "Float64", "truth": "boolean", "texts": "object"}


def to_polars(columns: Columns, rows: Iterable[Row]) -> "polars.DataFrame":
    """Return rows as a frame of polars. Raises ModuleNotFoundError with what to install."""
    made = _module("polars")
    kinds = {
        "text": made.String,
        "whole": made.Int64,
        "number": made.Float64,
        "truth": made.Boolean,
        "texts": made.List(made.String),
    }
    frame: polars.DataFrame = made.DataFrame(list(rows), schema={name: kinds[kind] for name, kind in columns.items()})
    return frame


def to_pandas(columns: Columns, rows: Iterable[Row]) -> "pandas.DataFrame":
    """Return rows as a frame of pandas, with its types that know missing values. Raises ModuleNotFoundError as above."""
    made, told = _module("pandas"), list(rows)
    series = {name: made.Series([row[name] for row in told], dtype=_PANDAS[kind]) for name, kind in columns.items()}
    frame: pandas.DataFrame = made.DataFrame(series)
    return frame


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        advice = f"A data frame of {name} needs it. Install it with: pip install 'isnad[{name}]'"
        raise ModuleNotFoundError(advice, name=name) from error
