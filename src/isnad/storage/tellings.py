"""All reports that make claims, read in one go, and of each only what is asked for: a large case has a hundred thousand."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from isnad.storage.file import CaseFile
from isnad.storage.packing import unpacked

T = TypeVar("T")


def tellings(file: CaseFile, part: type[T]) -> Iterator[tuple[str, T]]:
    """Yield the claim (id) of each report, and of the report the fields that ``part`` has, in the order of reading."""
    home: dict[int, str] = dict(file.rows("SELECT row, claim FROM reports WHERE claim <> ''"))
    decoder = msgspec.msgpack.Decoder(list[part])  # type: ignore[valid-type]
    for first, bodies in file.rows("SELECT first, bodies FROM told ORDER BY first"):
        for row, told in enumerate(decoder.decode(unpacked(bodies)), first):
            if row in home:
                yield home[row], told
