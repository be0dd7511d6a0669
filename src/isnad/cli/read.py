"""`isnad read`: articles into a case."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isnad.cli.options import AS_JSON, Place, place, write_json

if TYPE_CHECKING:
    from isnad.case import Case, ReadReport
    from isnad.case import Progress as State

_TELLING = 20  # articles; the rate of fewer says how long the word lists took to load


@click.command(short_help="Read files, folders and addresses into a case.")
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "--case",
    "path",
    type=place,
    metavar="PATH",
    default=Path("case.isnad"),
    show_default=True,
    help="The case, a file or postgresql://…; it is made where it is not there.",
)
@click.option("--published", metavar="DATE", help="The publication date (2025-07-13) of sources that give none.")
@click.option("--publisher", metavar="NAME", help="The publisher of all sources.")
@click.option("--column", "columns", multiple=True, metavar="FIELD=NAME", help="Which column of tables is the text, title, …")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="How many processes annotate.",
)
@click.option(
    "--on",
    metavar="ENGINE",
    help="Read and connect on a Ray cluster («ray», «ray://host:port»), or on N processes of this machine («processes:N»).",
)
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    help="With --on: a folder that all machines see, for the Parquet files by which they hand over; it is kept.",
)
@AS_JSON
def read(
    sources: tuple[str, ...],
    path: Place,
    published: str | None,
    publisher: str | None,
    columns: tuple[str, ...],
    jobs: int,
    on: str | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Read articles into a case: files, folders, globs and addresses (https://…).

    Formats: plain text, web pages, feeds, PDF, Word, OpenDocument, EPUB, letters and mail boxes, exports of Telegram, tables
    (CSV, Parquet), JSON Lines, web archives (WARC, WET) and zip archives of any of them; docs/reading.md tells of each.

    What was read before and has not changed is passed over. A «manifest.csv» in a folder (file, published, publisher,
    url) wins over what the pages say. What cannot be read is told, the rest is read; the exit code is then 1.
    """
    if on is None and work is not None:
        raise click.UsageError("--work is where the machines of --on hand over what they made.")
    from isnad.case import Case
    from isnad.cli.preparing import tell_preparing
    from isnad.storage import own_names

    tell_preparing()
    try:
        names = own_names.load()
        with Case.open(path) as case, progress_bar("Reading") as progress:
            report = case.read(
                *sources,
                names=names,
                published=published,
                publisher=publisher,
                columns=_columns(columns),
                progress=progress,
                jobs=jobs,
                on=on,
                work=work,
            )
            if as_json:
                write_json(report)
            else:
                show_report(case, report)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    tell_faults(report)


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    """Return which column holds which field. Raises UsageError."""
    from isnad.reading.fields import FIELDS

    columns = {}
    for written in given:
        field, equals, name = written.partition("=")
        if field not in FIELDS or not (equals and name):
            raise click.UsageError(f"--column {written!r} is not FIELD=NAME; fields are {', '.join(FIELDS)}.")
        columns[field] = name
    return columns


@contextmanager
def progress_bar(title: str) -> "Iterator[Callable[[State], None] | None]":
    """Show a bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        *(TextColumn(title), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[speed]}")),
        *(TimeElapsedColumn(), TimeRemainingColumn()),
    )
    began = time.monotonic()
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None, speed="")

        def show(state: "State") -> None:
            pace = state.done / max(time.monotonic() - began, 1e-6)
            bar.update(task, completed=state.done, total=state.total, speed=f"{pace:,.0f} a second" if pace >= 1 else "")

        yield show


def show_report(case: "Case", report: "ReadReport") -> None:
    """Print what a reading did, and what the case holds now."""
    from isnad.cli.screen import Screen

    screen, totals = Screen(), case.totals()
    outcomes = ("new", "unchanged", "updated", "refreshed")
    done = [f"{count} {what}" for what in outcomes if (count := getattr(report, what))]
    rows = [
        ("documents", f"{report.documents} read: {', '.join(done) or 'none'}", f"{totals.documents}"),
        ("languages", _languages(report.languages), _languages(totals.languages)),
        ("not annotated", *(_unknown(told.not_annotated, told.languages) for told in (report, totals))),
    ]
    for what in ("entities", "times", "quantities", "statements", "events"):
        rows.append((what, f"{getattr(report, what):,}", f"{getattr(totals, what):,}"))
    rows += [("faults", f"{len(report.faults)}", ""), ("speed", speed(report), "")]
    screen.table(("", "this reading", screen.cell(case.name)), rows)


def _languages(languages: dict[str, int]) -> str:
    return ", ".join(f"{lang} {count}" for lang, count in languages.items()) or "none"


def _unknown(count: int, languages: Mapping[str, int]) -> str:
    """Return how many documents were not annotated, and why: no pack for their language, or no language told by their words."""
    untold = min(count, languages.get("und", 0))
    why = {"no language pack": count - untold, "of no language that could be told": untold}
    return "; ".join(f"{of} ({what})" for what, of in why.items() if of) or "0"


def speed(report: "ReadReport") -> str:
    """Return how fast a reading was, in words."""
    worked = report.documents - report.unchanged
    seconds = max(report.seconds, 1e-6)
    if worked < _TELLING:
        return f"{report.seconds:.1f} s"
    articles, characters = worked / seconds, report.characters / seconds
    return f"{report.seconds:.1f} s, {articles:,.0f} articles and {characters:,.0f} characters a second"


def tell_faults(report: "ReadReport") -> None:
    """Name every fault on standard error, and end with 1 if there is one."""
    from isnad.cli.screen import one_line

    for fault in report.faults:
        click.echo(one_line(f"{fault.name}: {fault.reason}"), err=True)
    if report.faults:
        raise click.exceptions.Exit(1)
