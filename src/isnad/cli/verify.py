"""`isnad verify`: does a packet hold, and do its quotes still stand?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from isnad.cli.options import FORM, PLAIN, write_json

if TYPE_CHECKING:
    from isnad.cli.screen import Screen
    from isnad.exports import Verified


@click.command(short_help="Check a packet, and whether its quotes still stand.")
@click.argument("packet", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--against", metavar="DIR|URL", help="Articles as they are now: a folder, a file, a case, or one address.")
@FORM
@PLAIN
def verify(packet: Path, against: str | None, form: str, plain: bool) -> None:
    """Check that a packet is as it was made, and, --against articles, that each quote stands where it stood.

    The exit code is 1 where anything changed; what, and how, is said for each. A quote that moved has changed: the same words
    elsewhere are told of, and never taken for it. Only --against an address uses the network; it must be that of an article.
    """
    from isnad.cli.screen import Screen
    from isnad.exports import verify as check

    try:
        found = check(packet, against)
    except ValueError as error:
        raise click.ClickException(f"{error}.") from error
    if form == "json":
        write_json(found)
    else:
        _show(Screen(plain), found)
    if not found.holds:
        raise click.exceptions.Exit(1)


def _show(screen: "Screen", found: "Verified") -> None:
    from isnad.exports.material import many

    screen.line(f"packet    {found.sha256} (SHA-256)")
    screen.line(f"files     {found.files}, compared with the manifest")
    screen.line(f"quotes    {found.quotes} in {many(found.claims, 'claim')}, compared with their sentences")
    if found.against is not None:
        screen.line(f"articles  {found.stand} of {found.held} quotes stand where they stood in {screen.cell(found.against)}")
    for name in found.changed:
        screen.line(f"note      {screen.cell(name)} has another text than when the packet was made")
    for failure in found.failures:
        about = f" (report {failure.report}, claim {failure.claim})" if failure.report else ""
        screen.line()
        screen.line(f"CHANGED   {failure.kind}: {screen.cell(failure.what)}{about}", style="bold red")
        screen.line(f"          {screen.cell(failure.how)}")
    screen.line()
    screen.line("It holds." if found.holds else f"It does not hold: {many(len(found.failures), 'change')}.", style="bold")
