"""A list that a command found: JSON one object a line, or a table; a sentence where it is empty."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from isnad.cli.options import write_json

T = TypeVar("T")
Row = Sequence[str | int]


def show_list(
    found: Sequence[T], heads: Sequence[str], row: Callable[[T], Row], empty: str, *, as_json: bool, plain: bool
) -> None:
    """Print what was found; ``row`` gives the cells of one, ``empty`` is the sentence that is told where nothing was."""
    if as_json:
        for one in found:
            write_json(one)
        return
    from isnad.cli.screen import Screen

    screen = Screen(plain)
    if found:
        screen.table(heads, map(row, found))
    else:
        screen.line(empty)
