"""`isnad watch`: feeds into a case, again and again, and what they change."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isnad.cli.options import AS_JSON, Place, place, write_json

if TYPE_CHECKING:
    from isnad.watching import Look

_LONGEST = 8  # times the usual pause, where all feeds fail


@click.command(short_help="Read feeds into a case, and say what changes.")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option(
    "--case",
    "path",
    type=place,
    metavar="PATH",
    default=Path("case.isnad"),
    show_default=True,
    help="The case, a file or postgresql://…; it is made where it is not there.",
)
@click.option("--once", is_flag=True, help="Look once and end; for cron.")
@click.option("--every", type=click.FloatRange(1), default=15, show_default=True, metavar="MINUTES", help="How often to look.")
@AS_JSON
def watch(feeds: tuple[str, ...], path: Place, once: bool, every: float, as_json: bool) -> None:
    """Ask feeds (RSS, Atom, JSON Feed) for what is new, read the articles into a case, and print what that changes.

    New claims, new conflicts and changed standings are printed as they come about. Servers are asked politely: as their
    robots.txt allows, one request a host at a time, and for what has changed only. Articles are looked at again while
    their feed has them, so that silent edits are seen. Addresses in private networks are never asked. With --once the exit
    code is 1 where something could not be read.
    """
    from isnad.case import Case
    from isnad.cli.preparing import tell_preparing
    from isnad.cli.read import tell_faults
    from isnad.reading.fetching import Fetcher
    from isnad.storage import own_names
    from isnad.watching import look

    tell_preparing()
    fetcher, failures = Fetcher(50_000_000), 0
    while True:
        with Case.open(path) as case:
            found = look(case, feeds, fetcher, own_names.load())
        write_json(found) if as_json else _show(found)
        if once:
            tell_faults(found.report)
            return
        _tell(found)
        failures = failures + 1 if found.report.faults and not found.report.documents and not found.unchanged else 0
        time.sleep(every * 60 * min(2**failures, _LONGEST))


def _show(found: "Look") -> None:
    from isnad.cli.screen import printable

    report = found.report
    click.echo(f"{report.new} new, {report.updated} updated, {found.unchanged} feeds without news, {len(report.faults)} faults")
    for change in found.changes:
        click.echo(printable(f"{change.kind:9} {change.claim[:8]}  {change.gloss}"))
        for line in change.before:
            click.echo(printable(f"          - {line}"))
        for line in change.now:
            click.echo(printable(f"          + {line}"))


def _tell(found: "Look") -> None:
    from isnad.cli.screen import printable

    for fault in found.report.faults:
        click.echo(printable(f"{fault.name}: {fault.reason}"), err=True)
