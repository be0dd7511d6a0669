"""A sequence of results: a list that gives rows and data frames of itself, and shows itself in a notebook."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Self, SupportsIndex, TypeVar, overload

from isnad import frames, notebook
from isnad.frames import Columns, Row

if TYPE_CHECKING:
    import pandas
    import polars

T = TypeVar("T")


class Results(list[T]):
    """A list of results. ``columns`` are the names of its rows' values, with their kinds."""

    columns: ClassVar[Columns] = {}
    what: ClassVar[str] = "results"

    def row(self, one: T) -> Row:
        """Return one result as a row: flat values by the names of the columns."""
        raise NotImplementedError

    def rows(self) -> Iterator[Row]:
        """Yield each result as a row."""
        return map(self.row, self)

    def to_polars(self) -> "polars.DataFrame":
        """Return the rows as a data frame of polars. Raises ModuleNotFoundError with what to install where it is missing."""
        return frames.to_polars(self.columns, self.rows())

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the rows as a data frame of pandas. Raises ModuleNotFoundError with what to install where it is missing."""
        return frames.to_pandas(self.columns, self.rows())

    def where(self, fits: Callable[[T], bool]) -> Self:
        """Return those results that fit."""
        return type(self)(filter(fits, self))

    @overload
    def __getitem__(self, index: SupportsIndex) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: SupportsIndex | slice) -> T | Self:
        """Return one result, or a stretch of them as results of this kind."""
        if isinstance(index, slice):
            return type(self)(super().__getitem__(index))
        return super().__getitem__(index)

    def _repr_html_(self) -> str:
        return notebook.table(self.columns, list(self.rows()), self.what)
