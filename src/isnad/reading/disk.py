"""The bytes of a file on disk, and why they cannot be had."""

import stat
from pathlib import Path

from isnad.reading.fault import Unreadable


def why(error: Exception) -> str:
    """Return what the system says of an error, as the end of a sentence."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def size(path: Path) -> int:
    """Return the size of a regular file in bytes. Raises Unreadable for pipes and devices, and what is not there."""
    try:
        state = path.stat()
    except OSError as error:
        raise Unreadable(f"The file cannot be opened: {why(error)}.") from error
    if not stat.S_ISREG(state.st_mode):
        raise Unreadable("This is not a file but a device, a pipe or a socket.")
    return state.st_size


def load(path: Path, limit: int) -> bytes:
    """Return the bytes of a file of at most ``limit`` bytes. Raises Unreadable."""
    length = size(path)
    if length > limit:
        raise Unreadable(f"The file is too large: {length / 1e6:.1f} MB, the limit is {limit / 1e6:.1f} MB.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"The file cannot be opened: {why(error)}.") from error
