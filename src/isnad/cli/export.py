"""`isnad export`: what a case holds, for other programs."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from isnad.cli.options import CASE


@click.command(short_help="Write what a case holds as JSON Lines.")
@CASE
@click.option(
    "--as",
    "form",
    type=click.Choice(["annotations"]),
    default="annotations",
    show_default=True,
    help="What to export.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    default=Path("-"),
    help="The file to write, - for standard output (the default). It appears when it is complete.",
)
def export(case: Path, form: str, output: Path) -> None:  # noqa: ARG001 - there is one form as yet
    """Write the annotations as JSON Lines: one document a line, ordered by name.

    Offsets are code points into the document's text, end exclusive.
    """
    import msgspec

    from isnad.case import Case

    encode = msgspec.json.Encoder().encode
    with Case.open(case, create=False) as opened, whole(output) as target:
        for line in opened.export_annotations():
            target.write(encode(line) + b"\n")


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its name only when it is complete."""
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as target:
            yield target
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
