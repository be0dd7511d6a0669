"""Archives: the same files give the same bytes, whenever and wherever they are packed."""

import zipfile
from collections.abc import Mapping
from typing import IO

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can tell
_REGULAR = 0o100644 << 16
_UNIX = 3


def pack(target: IO[bytes], files: Mapping[str, bytes]) -> None:
    """Write files into a zip, in the order of their names. Uncompressed: what compresses differs from machine to machine."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = _REGULAR
            entry.create_system = _UNIX
            archive.writestr(entry, files[name])
