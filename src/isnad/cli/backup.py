"""`isnad backup`: a copy of a case, also while it is in use."""

from pathlib import Path

import click

from isnad.cli.options import CASE, Place, place


@click.command(short_help="Copy a case safely, also while it is in use.")
@CASE
@click.argument("file", type=place)
def backup(case: Place, file: Place) -> None:
    """Copy a case into a new FILE as it stands at one moment, also while it is being read and written.

    Copying the file by other means may leave out what SQLite keeps beside it (case.isnad-wal). A FILE that is there already is
    never overwritten. An older case is copied as it is. CASE and FILE may each be on a server (postgresql://…): so a case moves
    from a file to a team, and back.
    """
    from isnad.case import Case
    from isnad.cli.screen import one_line

    with Case.open(case, create=False, migrate=isinstance(file, str)) as opened:
        made = opened.backup(file)
        size = f" ({file.stat().st_size / 1e6:,.1f} MB)" if isinstance(file, Path) else ""
        click.echo(one_line(f"{made} is a copy of {opened.address}{size}."))
