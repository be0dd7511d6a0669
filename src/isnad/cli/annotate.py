"""`isnad annotate`: a filter, articles in and annotations out, with no case."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

if TYPE_CHECKING:
    from isnad.languages.names import UserNames


class _Line(Struct, frozen=True):
    """What is taken of a line; other fields are passed over."""

    text: str
    id: str | int | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    lang: str | None = None


@click.command(short_help="A filter: JSON Lines of articles in, annotations out.")
def annotate() -> None:
    """Annotate JSON Lines from standard input; write the export's document line for each, as they come.

    A line in is {"id": …, "text": …, "published": …}; also title, byline, publisher, url and lang are taken. A line
    that is no article is told on standard error as {"line": …, "error": …}, the rest goes on, the exit code is 1.
    """
    import msgspec

    from isnad.cli.preparing import tell_preparing
    from isnad.storage import own_names

    tell_preparing()
    try:
        names = own_names.load()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    encode = msgspec.json.Encoder().encode
    faults = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        for answer in _answers(line, number, names):
            output = sys.stderr if "error" in answer else sys.stdout
            faults += "error" in answer
            output.buffer.write(encode(answer) + b"\n")
            output.buffer.flush()  # whoever reads the other end shall not wait for the next article
    if faults:
        raise click.exceptions.Exit(1)


def _answers(line: bytes, number: int, names: "UserNames") -> Iterator[dict[str, Any]]:
    """Yield the document line of an article, and what is wrong with the line."""
    if not line.strip():
        return
    try:
        yield from _annotated(line, number, names)
    except Exception as error:  # whatever is wrong with one line must not end the stream
        yield {"line": number, "error": f"{type(error).__name__}: {error}"}


def _annotated(line: bytes, number: int, names: "UserNames") -> Iterator[dict[str, Any]]:
    import msgspec

    from isnad.annotation import annotate
    from isnad.cleaning import clean
    from isnad.model import Page
    from isnad.reading import dates
    from isnad.storage.export import document_line

    given = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=_Line)
    if not given.text.strip():
        raise ValueError("the text is empty")
    known = {key: value for key, value in msgspec.structs.asdict(given).items() if value and key != "id"}
    if given.published and (day := dates.iso(given.published)) != given.published:
        known["published"] = day
        if day is None:
            yield {"line": number, "error": f"«{given.published[:40]}» is no date; read without one"}
    name = str(given.id) if given.id not in (None, "") else f"#{number}"
    page = Page(name=name, raw=line, **known)
    yield document_line(annotate(clean(page), names=names))
