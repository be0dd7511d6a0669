"""`isnad export`: what a case holds, for other programs."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from isnad.cli.options import CASE, FULL_TEXT, NAME_REVIEWERS, UNREVIEWED, Place

if TYPE_CHECKING:
    from isnad.exports import Material

_FORMS = (
    *("annotations", "csv", "xlsx", "parquet", "jsonl", "dataset", "webannotation", "schemaorg", "ftm", "ftm-statements"),
    *("plover", "polecat", "geojson", "brat", "labelstudio"),
)


@click.command(short_help="Write what a case holds, for other programs.")
@CASE
@click.option("--as", "form", type=click.Choice(_FORMS), default="annotations", show_default=True, help="In which form.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    default=Path("-"),
    help="The file to write, - for standard output (the default). It appears when it is complete.",
)
@UNREVIEWED
@FULL_TEXT
@NAME_REVIEWERS
def export(case: Place, form: str, output: Path, unreviewed: bool, full_text: bool, name_reviewers: bool) -> None:
    """Write a case in the form of another program; docs/exports.md says what each form keeps and loses.

    Quotes go with their sentence, whole articles only with --full-text. Forms for publication (webannotation, schemaorg) hold
    only what somebody accepted; --unreviewed adds the rest, marked. «annotations» is all that Isnad found, in the form of its
    annotation guide: one document a line, then one claim a line. Offsets are code points, end exclusive.
    """
    from isnad.case import Case
    from isnad.exports import Options
    from isnad.exports import export as write
    from isnad.exports.formats import annotations

    options = Options(unreviewed=unreviewed, full_text=full_text, name_reviewers=name_reviewers)
    with Case.open(case, create=False) as opened, whole(output) as target:
        if form == "annotations":
            annotations(opened, target)
            return
        try:
            material = write(opened, form, target, options)
        except ValueError as error:
            raise click.ClickException(f"{error}.") from error
    told(material)


def told(material: "Material") -> None:
    """Say what an export holds, and what may not leave."""
    from isnad.exports.material import many

    claims = len(material.claims)
    reports = sum(len(claimed.reports) for claimed in material.claims)
    out = f"; {many(material.left_out, 'report')} left out: private, or not accepted" if material.left_out else ""
    click.echo(f"{many(claims, 'claim')}, {many(reports, 'report')}{out}.", err=True)


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
    except OSError as error:
        if error.errno and not error.filename:  # a full disk does not say which file it was that had no room
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    finally:
        part.unlink(missing_ok=True)
