"""Adding articles: pasted into a form with what is known of it, or as files; read into the case like any other."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from isnad.model import digest
from isnad.reading.readers import endings
from isnad.web import twins
from isnad.web.view import View

_LONGEST = 1_000_000  # letters of an article
_ACCEPTED = ",".join(endings())  # formats that a browser offers to choose
_LARGEST, _NAME = 100_000_000, 120  # bytes of all files that are sent at once, letters of the name of one


class Pasted(msgspec.Struct):
    """What the form sends; empty fields are not known."""

    text: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass
class Files:
    """Files that the form sends, with what is known of all of them."""

    files: list[UploadFile]
    publisher: str = ""
    published: str = ""


@get("/add", sync_to_thread=False)
def add_page(view: NamedDependency[View]) -> Response[str]:
    """Show the form for a new article."""
    return view.render("add.html", pasted=Pasted(), fault=None, upload=view.shelf.upload, accepted=_ACCEPTED)


@get("/add.json", sync_to_thread=False)
def add_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return how far the reading of the files that were sent last has come, as JSON."""
    return twins.json(vars(view.shelf.upload) if view.shelf.upload else None)


@post("/add/files", request_max_body_size=_LARGEST)
async def add_files(
    view: NamedDependency[View], data: Annotated[Files, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Redirect:
    """Take files, and read them beside the pages: /add tells how far it has come."""
    folder = TemporaryDirectory(prefix="isnad-")
    kept = 0
    for file in data.files:
        name = PurePosixPath(file.filename.replace("\\", "/")).name.lstrip(".")
        if name:
            (Path(folder.name) / name[-_NAME:]).write_bytes(await file.read())
            kept += 1
    if kept and not (view.shelf.upload and not view.shelf.upload.finished):
        view.shelf.take(folder, data.publisher.strip() or None, _day(data.published))
    else:
        folder.cleanup()
    return Redirect(view.url("/add"), status_code=303)


def _day(published: str) -> str | None:
    try:
        return date.fromisoformat(published).isoformat()
    except ValueError:
        return None


@post("/add", sync_to_thread=False)
def add_article(
    view: NamedDependency[View], data: Annotated[Pasted, Body(media_type=RequestEncodingType.URL_ENCODED)]
) -> Response[str] | Redirect:
    """Read a pasted article into the case, and lead to its page."""
    fault = _fault(data)
    if fault is None:
        name = f"pasted-{digest(data.text, data.publisher, data.published)}"
        faults = _read(view, data, name)
        if not faults:
            return Redirect(view.doc_url(view.shelf.case.document(name).id), status_code=303)
        fault = faults[0]
    else:
        fault = str(view.t(fault).striptags())
    page = view.render("add.html", pasted=data, fault=fault, upload=view.shelf.upload, accepted=_ACCEPTED)
    page.status_code = 422
    return page


def _fault(data: Pasted) -> str | None:
    """Return the word of the interface that says what is wrong with an article, None where nothing is."""
    if not data.text.strip() or len(data.text) > _LONGEST:
        return "add_no_text"
    try:
        date.fromisoformat(data.published or "2000-01-01")
    except ValueError:
        return "add_no_date"
    return None


def _read(view: View, data: Pasted, name: str) -> list[str]:
    """Read an article into the case; return what could not be done."""
    known = {field: value for field, value in msgspec.to_builtins(data).items() if field != "text" and value.strip()}
    text = data.text.replace("\r\n", "\n")
    page = known | {"id": name, "text": f"{data.title.strip()}\n\n{text}" if data.title.strip() else text}
    with TemporaryDirectory(prefix="isnad-") as folder:
        path = Path(folder) / "pasted.jsonl"
        path.write_bytes(msgspec.json.encode(page))
        return [fault.reason for fault in view.shelf.case.read(path).faults]
