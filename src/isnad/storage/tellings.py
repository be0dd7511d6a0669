"""All reports that make claims, read in one go, and of each only what is asked for: a large case has a hundred thousand."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from isnad.storage.file import CaseFile
from isnad.storage.packing import unpacked
from isnad.storage.stories import within

T = TypeVar("T")


def tellings(file: CaseFile, part: type[T], story: str | None = None) -> Iterator[tuple[str, T]]:
    """Yield the claim (id) of each report, and of the report the fields that ``part`` has, in the order of reading.

    With ``story`` only those that its documents tell.
    """
    rows, among = within(file, story), "(?1 IS NULL OR document IN numbers(?1))"
    home: dict[int, str] = dict(file.rows(f"SELECT row, claim FROM reports WHERE claim <> '' AND {among}", rows))
    decoder = msgspec.msgpack.Decoder(list[part])  # type: ignore[valid-type]
    for first, bodies in file.rows(f"SELECT first, bodies FROM told WHERE {among} ORDER BY first", rows):
        for row, one in enumerate(decoder.decode(unpacked(bodies)), first):
            if row in home:
                yield home[row], one
