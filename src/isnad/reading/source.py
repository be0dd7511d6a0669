"""What a reader is given: the bytes of one file, or of one member of an archive, and the name they go by."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct

from isnad.model import Page
from isnad.reading.disk import load, size, why
from isnad.reading.fault import Fault, Unreadable


class _Unpacking(gzip.GzipFile):
    """A stream of what another unpacks to, which is closed with it."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__(fileobj=packed)
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


class Source(Struct, frozen=True, kw_only=True):
    """Bytes to read: a file at ``path``, or ``held`` in memory; ``name`` is what its page will be called.

    ``limit`` is the most bytes that one article of it may have, also when unpacked; ``depth`` how many archives it was in;
    ``packed``: the bytes are those of gzip, and what they unpack to is read. ``columns`` which column of a table holds which
    field.
    """

    name: str
    limit: int
    path: Path | None = None
    held: bytes = b""
    depth: int = 0
    packed: bool = False
    columns: tuple[tuple[str, str], ...] = ()

    def load(self) -> bytes:
        """Return all bytes. Raises Unreadable where there are more than ``limit``, or the file cannot be opened."""
        if self.packed:
            return self._unpacked()
        if self.path is not None:
            return load(self.path, self.limit)
        if len(self.held) > self.limit:
            raise Unreadable(f"It is too large: {len(self.held) / 1e6:.1f} MB, the limit is {self.limit / 1e6:.1f} MB.")
        return self.held

    def _unpacked(self) -> bytes:
        with self.open() as handle:
            try:
                raw = handle.read(self.limit + 1)
            except (OSError, EOFError, zlib.error) as error:
                raise Unreadable(f"It cannot be unpacked: {error}.") from error
        if len(raw) > self.limit:
            raise Unreadable(f"It unpacks to more than {self.limit / 1e6:.1f} MB, which is the limit.")
        return raw

    def is_empty(self) -> bool:
        """Whether there is not one byte. Raises Unreadable for what is no file."""
        return not (self.held if self.path is None else size(self.path))

    def open(self) -> BinaryIO:
        """Return a stream of the bytes, however many there are; close it. Raises Unreadable."""
        return cast(BinaryIO, _Unpacking(self._stream())) if self.packed else self._stream()

    def _stream(self) -> BinaryIO:
        if self.path is None:
            return BytesIO(self.held)
        size(self.path)
        try:
            return self.path.open("rb")
        except OSError as error:
            raise Unreadable(f"The file cannot be opened: {why(error)}.") from error


Reader = Callable[[Source], Iterator[Page | Fault]]
"""A reader yields the pages of a source, a Fault for each part that is none, and raises Unreadable for the whole."""
