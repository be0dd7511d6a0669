"""Long lists, page by page: the number of the page is in the address."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
SIZE = 30  # items on a page


class Paged(NamedTuple, Generic[T]):
    """One page of a list: its items, its number from 1, and whether there are more."""

    items: Sequence[T]
    page: int
    more: bool


def number(asked: str | None) -> int:
    """Return the number of the page that an address asks for: 1 where it asks for none."""
    return max(1, int(asked)) if asked and asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1


def paged(items: Sequence[T], asked: str | None, size: int = SIZE) -> Paged[T]:
    """Return the page that is asked for; the last where it lies behind it."""
    page = min(number(asked), max(1, -(-len(items) // size)))
    return Paged(items[(page - 1) * size : page * size], page, page * size < len(items))
