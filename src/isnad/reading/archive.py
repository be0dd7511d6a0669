"""Zip archives, and the formats that are one: what a member may be, and how much it may unpack to."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO

import msgspec

from isnad.model import Page
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.source import Source

_DEEPEST = 3  # archives in archives
_MOST_MEMBERS = 100_000
MOST_UNPACKED = 40  # times the limit of one member
DENSEST = 400  # times smaller than unpacked; words shrink to a fifth, only attacks so far
_BEGINS = b"PK\x03\x04"
SMALL = 1 << 20  # bytes below which it does not matter


@contextmanager
def opened(source: Source) -> Iterator[zipfile.ZipFile]:
    """Open a source as a zip archive. Raises Unreadable where it is none."""
    with source.open() as handle:
        try:
            archive = zipfile.ZipFile(handle)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable(_broken(handle)) from error
        with archive:
            if len(archive.infolist()) > _MOST_MEMBERS:
                raise Unreadable(f"The archive has more than {_MOST_MEMBERS} members.")
            yield archive


def _broken(handle: BinaryIO) -> str:
    """Return what is wrong with bytes that cannot be opened as an archive."""
    handle.seek(0)
    if handle.read(len(_BEGINS)) != _BEGINS:
        return "It does not begin as a zip archive, which a file of this ending is."
    return "The archive is damaged, or cut off: the list of its members, at its end, cannot be read."


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str, limit: int) -> bytes:
    """Return a member's bytes, never more than ``limit`` of them. Raises Unreadable, also where there is no such member."""
    try:
        info = archive.getinfo(member) if isinstance(member, str) else member
    except KeyError as error:
        raise Unreadable(f"The archive has no member «{member}».") from error
    if info.flag_bits & 1:
        raise Unreadable("It is encrypted.")
    if info.file_size > max(SMALL, DENSEST * info.compress_size):
        raise Unreadable(f"It unpacks to {info.file_size / 1e6:.1f} MB, {DENSEST} times its size or more, as attacks do.")
    try:
        with archive.open(info) as handle:
            raw = handle.read(limit + 1)  # what the archive says of a member's size may be a lie
    except NotImplementedError as error:
        raise Unreadable("It cannot be unpacked: it is packed in a way that is not read.") from error
    except Exception as error:  # zlib, lzma and zipfile each have errors of their own
        raise Unreadable("It cannot be unpacked: it is damaged, or cut off.") from error
    if len(raw) > limit:
        raise Unreadable(f"It unpacks to more than {limit / 1e6:.1f} MB, which is the limit.")
    return raw


def read_archive(source: Source) -> Iterator[Page | Fault]:
    """Yield the pages of an archive's members, each by its own format, in the order of their names. Raises Unreadable.

    Members of unknown endings, hidden ones, and data that begin like no article are passed over, as in a folder. Links, and
    names that lead out of the archive, are faults.
    """
    from isnad.reading.readers import begins, ending, read_source

    if source.depth >= _DEEPEST:
        raise Unreadable(f"More than {_DEEPEST} archives are packed in one another.")
    unpacked, seen = 0, set[str]()
    with opened(source) as archive:
        for number, member in enumerate(sorted(archive.infolist(), key=lambda info: info.filename), 1):
            name = f"{source.name}/{_printable(member.filename)}"
            if reason := _refused(member):
                yield Fault(name, reason)
                continue
            kind = ending(member.filename)
            if member.is_dir() or kind is None or _passed_over(member.filename):
                continue
            if name in seen:  # under one name they would be two versions of one file
                yield Fault(name, "The archive has two members of this name; the second is named by its number.")
                name = f"{name}#{number}"
            seen.add(name)
            try:
                raw = unpack(archive, member, source.limit)
            except Unreadable as error:
                yield Fault(name, str(error))
                continue
            unpacked += len(raw)
            if unpacked > MOST_UNPACKED * source.limit:
                raise Unreadable(f"It unpacks to more than {MOST_UNPACKED * source.limit / 1e6:.0f} MB; it is not read further.")
            if not begins(raw, kind):
                continue
            inner = Source(name=name, limit=source.limit, held=raw, depth=source.depth + 1, columns=source.columns)
            yield from read_source(inner, kind)


def read_packed(source: Source) -> Iterator[Page | Fault]:
    """Yield the pages of a file that is packed with gzip («a.jsonl.gz»), streamed where its format is. Raises Unreadable."""
    from isnad.reading.readers import PACKED, ending, read_source

    kind = ending(source.name[: -len(PACKED)])
    if source.packed or kind is None:
        raise Unreadable("It is packed twice, or its name does not say what is packed in it.")
    yield from read_source(msgspec.structs.replace(source, packed=True), kind)


def _refused(member: zipfile.ZipInfo) -> str | None:
    """Return why a member is not read, None where nothing speaks against it."""
    if stat.S_ISLNK(member.external_attr >> 16):
        return "It is a link; links in archives are not followed."
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or member.filename[1:2] == ":":
        return "Its name leads out of the archive."
    return None


def _passed_over(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return hidden or parts[-1].lower().startswith("readme") or parts[-1] == "manifest.csv"


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in name.encode("utf-8", "replace").decode())
