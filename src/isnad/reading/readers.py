"""Which reader reads which format: ours by their endings, and those of other packages by the entry points «isnad.readers».

The name of an entry point is the ending without its dot; it points to a :data:`~isnad.reading.source.Reader`. Where a
package names an ending that we read, the package was installed to read it otherwise, and does.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from gzip import BadGzipFile
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path, PurePath

from isnad.model import Page
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.source import Reader, Source

GROUP = "isnad.readers"
PACKED = ".gz"  # of any file whose name without it has an ending that is read
_OURS = {
    "text:read_text": (".txt", ".md"),
    "html:read_html": (".html", ".htm", ".xhtml"),
    "jsonl:read_lines": (".jsonl", ".ndjson"),
    "jsonfile:read_json": (".json",),
    "feed:read_feed": (".xml", ".rss", ".atom", ".rdf"),
    "pdf:read_pdf": (".pdf",),
    "docx:read_docx": (".docx",),
    "odt:read_odt": (".odt",),
    "epub:read_epub": (".epub",),
    "mail:read_letter": (".eml",),
    "mail:read_box": (".mbox",),
    "table:read_csv": (".csv", ".tsv"),
    "table:read_parquet": (".parquet",),
    "warc:read_warc": (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz", ".wet.zst"),
    "archive:read_archive": (".zip",),
    "archive:read_packed": (PACKED,),
}
# Of these a file is one page, or one fault.
SINGLE = frozenset((".txt", ".md", ".pdf", ".docx", ".odt"))
# Endings that many other files bear: met in a folder, these must begin like an article's.
_TELLING = {
    ".json": re.compile(rb'"(?:messages|chats)"\s*:|jsonfeed\.org/version'),
    ".xml": re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b"),
    ".csv": re.compile("\\A[^\n]*?(?:text|body|content|النص|المتن|المحتوى)".encode(), re.IGNORECASE),
}
_HEAD = 1 << 16


def endings() -> list[str]:
    """Return all endings that are read, with their dots."""
    return sorted({*_ours(), *_theirs()})


def ending(name: str) -> str | None:
    """Return the ending of a file's name that says how to read it, the longest first («.warc.gz»); None where none does."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes[-2:]]
    known = {*_ours(), *_theirs()}
    found = next((found for found in ("".join(suffixes), *suffixes[-1:]) if found in known), None)
    return None if found == PACKED and ending(name[: -len(PACKED)]) is None else found


def reader(ending: str) -> Reader:
    """Return the reader for an ending. Raises Unreadable where its package cannot be imported."""
    if theirs := _theirs().get(ending):
        try:
            found: Reader = theirs.load()
        except Exception as error:  # whatever a package does when it is imported, the other files are read
            raise Unreadable(f"The reader «{theirs.value}» cannot be loaded: {type(error).__name__}: {error}.") from error
        return found
    module, _, name = _ours()[ending].partition(":")
    ours: Reader = getattr(import_module(f"isnad.reading.{module}"), name)
    return ours


def tells(path: Path, ending: str) -> bool:
    """Whether a file met in a folder is meant to be read: one of a common ending only where its beginning says so."""
    if ending not in _TELLING:
        return True
    try:
        with path.open("rb") as handle:
            return begins(handle.read(_HEAD), ending)
    except OSError:
        return True  # told when it is read


def begins(raw: bytes, ending: str) -> bool:
    """Whether bytes met in a folder or an archive begin as an article of this ending does."""
    pattern = _TELLING.get(ending)
    return pattern is None or ending in _theirs() or bool(pattern.search(raw[:_HEAD]))


def read_source(source: Source, ending: str) -> Iterator[Page | Fault]:
    """Yield what the reader for an ending makes of a source; what stops it is a Fault, and stops nothing else."""
    try:
        if source.is_empty():
            raise Unreadable("The file is empty.")
        yield from reader(ending)(source)
    except Unreadable as reason:
        yield Fault(source.name, str(reason))
    except (EOFError, zlib.error, BadGzipFile) as error:
        yield Fault(source.name, f"It cannot be unpacked any further: {str(error).rstrip('.')}.")
    except Exception as error:  # parsers of hostile bytes raise anything; the other sources are still to be read
        yield Fault(source.name, f"The file is broken, or beyond its reader ({type(error).__name__}: {str(error)[:200]}).")


@cache
def _ours() -> dict[str, str]:
    return {ending: place for place, listed in _OURS.items() for ending in listed}


@cache
def _theirs() -> dict[str, EntryPoint]:
    return {f".{found.name.lower().lstrip('.')}": found for found in entry_points(group=GROUP)}
