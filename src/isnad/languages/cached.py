"""Compiled tables: built from the word lists once, kept in the user's cache folder under a fingerprint."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec
import platformdirs

from isnad.languages import pack

T = TypeVar("T")


def load(name: str, type: type[T], build: Callable[[], T], fingerprint: Callable[[], str] = pack.fingerprint) -> T:
    """Return the table ``name``: from the cache, or built and then kept there under the fingerprint of what it is built from.

    A cache that cannot be read or written costs only the time to build; what it holds is never trusted beyond its type.
    """
    path = Path(platformdirs.user_cache_dir("isnad")) / f"{name}-{fingerprint()}.msgpack"
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.msgpack.decode(path.read_bytes(), type=type)
    table = build()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(msgspec.msgpack.encode(table))
        part.replace(path)
    return table
