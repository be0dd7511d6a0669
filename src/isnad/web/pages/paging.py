"""Long lists, page by page: the number of the page is in the address."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Paged(NamedTuple, Generic[T]):
    """One page of a list: its items, its number from 1, how many pages there are, and how many items in all."""

    items: Sequence[T]
    page: int
    pages: int
    total: int


def paged(items: Sequence[T], asked: str | None, size: int = 40) -> Paged[T]:
    """Return the page that is asked for; the first where none is, the last where it lies behind it."""
    pages = max(1, -(-len(items) // size))
    number = int(asked) if asked and asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    page = min(max(1, number), pages)
    return Paged(items[(page - 1) * size : page * size], page, pages, len(items))
