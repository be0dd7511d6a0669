"""Reading: from files, folders, globs and addresses to pages. What cannot be read is told, and the rest goes on.

The network is asked only where a source is an address.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from isnad.model import Page
from isnad.reading import dates
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.files import MANIFEST, File, is_address, list_files
from isnad.reading.letters import lettered
from isnad.reading.manifest import Manifest, Row, apply, load_manifest
from isnad.reading.readers import read_source
from isnad.reading.source import Source

__all__ = ["Fault", "Part", "Source", "Unreadable", "pages", "parts", "read"]
_LIMIT = 50_000_000


class Part(NamedTuple):
    """A file to be read, with all that is known of it: what is ``given`` for all sources, and the ``rows`` of manifests."""

    source: Source
    ending: str
    given: dict[str, str]
    rows: tuple[Row | None, ...]


def read(
    *sources: str | Path,
    published: str | None = None,
    publisher: str | None = None,
    limit: int = _LIMIT,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Page | Fault]:
    """Yield a page for each article in the sources (files, folders, globs, addresses), and a Fault for what is none.

    A ``manifest.csv`` beside a file wins over ``published`` (ISO 8601) and ``publisher``, which stand for all
    sources and win over what a page says of itself. ``limit`` is in bytes an article: a file, a line, a member of an
    archive. ``columns`` says which column of a table holds which field («text», «title», …), where its head does not. A
    file that several sources name is read once. Raises ValueError where ``published`` is no date.
    """
    return _read(sources, *_rules(published, publisher, limit, columns))


def parts(
    *sources: str | Path,
    published: str | None = None,
    publisher: str | None = None,
    limit: int = _LIMIT,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Part | Fault]:
    """Yield the files of the sources that :func:`read` would read, each to be read by :func:`pages`.

    Raises ValueError where a source is an address, or ``published`` is no date.
    """
    if address := next(filter(is_address, sources), None):
        raise ValueError(f"{address} is an address, and the network is asked by one machine alone: read it without an engine")
    given, rules = _rules(published, publisher, limit, columns)
    return _parts(sources, given, rules)


def pages(part: Part) -> Iterator[Page | Fault]:
    """Yield the pages of one file, with what the user knows of it put over what they say; the nearest manifest wins."""
    for page in read_source(part.source, part.ending):
        if isinstance(page, Fault):
            yield page
            continue
        page = msgspec.structs.replace(page, **part.given)
        for row in part.rows:
            page = apply(page, row)
        yield lettered(page)


def _rules(
    published: str | None, publisher: str | None, limit: int, columns: Mapping[str, str] | None
) -> tuple[dict[str, str], Source]:
    day = dates.iso(published) if published else None
    if published and day is None:
        raise ValueError(f"not a date: {published!r}")
    given = {key: value for key, value in (("published", day), ("publisher", publisher)) if value}
    return given, Source(name="", limit=limit, columns=tuple(sorted((columns or {}).items())))


def _read(sources: tuple[str | Path, ...], given: dict[str, str], rules: Source) -> Iterator[Page | Fault]:
    addresses = [str(source) for source in sources if is_address(source)]
    if addresses:
        from isnad.reading.addresses import read_addresses  # half of the standard library's network comes with it

        for page in read_addresses(addresses, rules):
            yield lettered(msgspec.structs.replace(page, **given)) if isinstance(page, Page) else page
    for part in _parts(tuple(source for source in sources if not is_address(source)), given, rules):
        if isinstance(part, Fault):
            yield part
        else:
            yield from pages(part)


def _parts(sources: tuple[str | Path, ...], given: dict[str, str], rules: Source) -> Iterator[Part | Fault]:
    manifests: dict[Path, Manifest] = {}
    seen: set[str] = set()
    for source in sources:
        yield from _manifest_faults(Path(source), manifests)
        for file in list_files(source):
            if isinstance(file, Fault):
                yield file
            elif (path := os.path.realpath(file.path)) not in seen:  # Path.resolve raises where links go in a circle
                if file.path.exists():  # links to one file that is not there are each told
                    seen.add(path)
                yield _part(file, manifests, given, rules)


def _manifest_faults(source: Path, manifests: dict[Path, Manifest]) -> Iterator[Fault]:
    """Load the manifests of a folder and all below it, and yield what is wrong with them."""
    try:
        found = sorted(source.rglob(MANIFEST)) if source.is_dir() else []
    except OSError:
        return  # told when its files are listed
    for path in found:
        name = path.relative_to(source)
        if path.parent not in manifests and not any(part.startswith(".") for part in name.parts):
            manifests[path.parent] = load_manifest(path.parent, name.as_posix())
            yield from manifests[path.parent].faults


def _part(file: File, manifests: dict[Path, Manifest], given: dict[str, str], rules: Source) -> Part:
    depth = len(Path(file.name).parts)
    rows = tuple(_row(folder, file.path, manifests) for folder in reversed(file.path.parents[:depth]))
    return Part(msgspec.structs.replace(rules, name=file.name, path=file.path), file.ending, given, rows)


def _row(folder: Path, path: Path, manifests: dict[Path, Manifest]) -> Row | None:
    if folder not in manifests:
        manifests[folder] = load_manifest(folder)
    return manifests[folder].rows.get(path.relative_to(folder).as_posix())
