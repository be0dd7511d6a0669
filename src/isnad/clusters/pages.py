"""Pages read, cleaned and annotated on an engine, and given back in the order of the sources."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from isnad import annotation
from isnad.clusters import parquet
from isnad.clusters.engines import Engine
from isnad.languages.names import UserNames
from isnad.model import Annotations, Document, Page
from isnad.reading import Fault, Part, pages
from isnad.reading.letters import lettered
from isnad.workers import DiedError, Made, made

_FILES, _PAGES = 128, 128  # of one piece of work
_BYTES = 32_000_000  # and the most that it takes, but for what one article takes alone
_DEATHS = 2  # of processes in the middle of an article, after which it is passed over: once may have been chance
_READ = {"fault": "string", "name": "string", "body": "binary", "text": "binary", "raw": "binary"}
_MADE = {"error": "string", "reason": "string", "body": "binary"}


class _Files(NamedTuple):
    """Files to be read into ``folder``, as the pieces whose names begin with ``number``."""

    folder: Path
    number: int
    parts: tuple[Part | Fault, ...]


class _Pages(NamedTuple):
    """A file of pages to be annotated."""

    path: Path
    names: UserNames


def annotated(
    engine: Engine, parts: Iterable[Part | Fault], folder: Path, names: UserNames
) -> Iterator[tuple[Page | Fault, Callable[[], Made] | None]]:
    """Yield each page of some files with a function that gives what was made of it, or raises what went wrong; and faults.

    ``folder`` is seen by all machines at the same path, and so are the files. Authors of private pages are to be renamed before
    they are cleaned, which only the case can: those come with None.
    """
    annotation.annotate("قال الوزير إن الاتفاق جاهز.")  # so that models are trained once here, and not by every process
    pieces = [_Files(folder, number, files) for number, files in enumerate(_batches(parts))]
    read = [path for paths in engine.each(_read, pieces) for path in paths]
    for path, found in zip(read, engine.each(_annotate, [_Pages(path, names) for path in read]), strict=True):
        for page, row in zip(parquet.read(path), parquet.read(found), strict=True):
            if page["fault"] is not None:
                yield Fault(page["name"], page["fault"]), None
            else:
                yield _page(page), None if row["error"] is row["body"] is None else _result(page, row)


def _batches(parts: Iterable[Part | Fault]) -> Iterator[tuple[Part | Fault, ...]]:
    batch: list[Part | Fault] = []
    size = 0
    for part in parts:
        batch.append(_at_its_place(part))
        size += _size(part)
        if len(batch) == _FILES or size > _BYTES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def _at_its_place(part: Part | Fault) -> Part | Fault:
    """Return a file with its whole path: a process on another machine stands in another folder."""
    if isinstance(part, Fault) or part.source.path is None:
        return part
    return part._replace(source=msgspec.structs.replace(part.source, path=part.source.path.absolute()))


def _size(part: Part | Fault) -> int:
    if isinstance(part, Fault) or part.source.path is None:
        return 0
    try:
        return part.source.path.stat().st_size
    except OSError:  # told when it is read
        return 0


def _page(row: parquet.Row) -> Page:
    page = msgspec.msgpack.decode(row["body"], type=Page)
    return msgspec.structs.replace(page, text=row["text"].decode("utf-8", "surrogatepass"), raw=row["raw"])


def _result(page: parquet.Row, row: parquet.Row) -> Callable[[], Made]:
    def result() -> Made:
        if row["error"] == DiedError.__name__:
            raise DiedError
        if row["error"] is not None:
            raise as_raised(row["error"], row["reason"])
        found: Annotations = pickle.loads(row["body"])
        document = msgspec.structs.replace(found.document, text=page["text"].decode("utf-8", "surrogatepass"))
        return Made(document, msgspec.structs.replace(found, document=document))

    return result


def as_raised(error: str, reason: str) -> Exception:
    """Return an exception that says what one on another machine said: its class, by its name, may not be known here."""
    made: Exception = type(error, (Exception,), {})(reason)
    return made


# ---- on the engine


def _read(files: _Files) -> list[Path]:
    """Read some files; write their pages and faults, some to a file; return those, in order."""
    written: list[Path] = []
    rows: list[parquet.Row] = []
    size = 0

    def write() -> None:
        path = files.folder / "pages" / f"{files.number:06}-{len(written):06}.parquet"
        parquet.write(path, _READ, [rows])
        written.append(path)

    for page in (page for part in files.parts for page in ((part,) if isinstance(part, Fault) else pages(part))):
        row = _row(page)
        size += len(row["text"] or b"") + len(row["raw"] or b"")
        if rows and (len(rows) == _PAGES or size > _BYTES):
            write()
            rows, size = [], len(row["text"] or b"") + len(row["raw"] or b"")
        rows.append(row)
    if rows:
        write()
    return written


def _row(page: Page | Fault) -> dict[str, bytes | str | None]:
    if isinstance(page, Fault):
        return {"fault": page.reason, "name": page.name, "body": None, "text": None, "raw": None}
    page = lettered(page)
    body = msgspec.msgpack.encode(msgspec.structs.replace(page, text="", raw=b""))
    return {"fault": None, "name": page.name, "body": body, "text": page.text.encode("utf-8", "surrogatepass"), "raw": page.raw}


def _annotate(given: _Pages) -> Path:
    """Clean and annotate the pages of a file; write what is found to another; return that."""
    path = given.path.parent.parent / "found" / given.path.name
    deaths = _Deaths(path)
    rows = [
        _made(row, given.names, deaths, number) if row["fault"] is None else dict.fromkeys(_MADE)
        for number, row in enumerate(parquet.read(given.path))
    ]
    parquet.write(path, _MADE, [rows])
    deaths.forget()
    return path


def _made(row: parquet.Row, names: UserNames, deaths: "_Deaths", number: int) -> dict[str, bytes | str | None]:
    if deaths.of(number) >= _DEATHS:
        return {"error": DiedError.__name__, "reason": "", "body": None}
    page = _page(row)
    if page.private and page.byline:
        return {"error": None, "reason": None, "body": None}
    deaths.begin(number)
    try:
        found = made(page, _unknown, names).found
        assert found is not None
        bare = msgspec.structs.replace(found, document=msgspec.structs.replace(found.document, text=""))
        body = pickle.dumps(
            bare
        )  # which keeps a whole number whole where the type is that of any: the case's bytes tell them apart
    except Exception as error:  # one article on which a rule fails must not cost the others
        return {"error": type(error).__name__, "reason": _plain(str(error)), "body": None}
    return {"error": None, "reason": None, "body": body}


def _unknown(_page: Page) -> Document | None:
    return None


def _plain(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


class _Deaths:
    """On which articles of a file processes died, kept beside what is made of it: the one that comes next has to know."""

    def __init__(self, path: Path) -> None:
        self._at, self._died = path.with_suffix(".at"), path.with_suffix(".died")
        path.parent.mkdir(parents=True, exist_ok=True)
        if self._at.exists():  # whoever wrote it did not come to the end
            with self._died.open("a", encoding="ascii") as log:
                log.write(f"{self._at.read_text(encoding='ascii')}\n")
        known = self._died.read_text(encoding="ascii").split() if self._died.exists() else []
        self._known = [int(number) for number in known]

    def of(self, number: int) -> int:
        """Return how many processes died on an article."""
        return self._known.count(number)

    def begin(self, number: int) -> None:
        """Note that an article is begun."""
        self._at.write_text(str(number), encoding="ascii")

    def forget(self) -> None:
        """Forget all, when the file is done."""
        self._at.unlink(missing_ok=True)
        self._died.unlink(missing_ok=True)
