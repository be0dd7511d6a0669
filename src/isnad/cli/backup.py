"""`isnad backup`: a copy of a case, also while it is in use."""

from pathlib import Path

import click

from isnad.cli.options import CASE


@click.command(short_help="Copy a case safely, also while it is in use.")
@CASE
@click.argument("file", type=click.Path(path_type=Path))
def backup(case: Path, file: Path) -> None:
    """Copy a case into a new FILE as it stands at one moment, also while it is being read and written.

    Copying the file by other means may leave out what SQLite keeps beside it (case.isnad-wal). A FILE that is there already is
    never overwritten. An older case is copied as it is.
    """
    from isnad.case import Case
    from isnad.cli.screen import one_line

    with Case.open(case, create=False, migrate=False) as opened:
        made = opened.backup(file)
    click.echo(one_line(f"{made} is a copy of {case} ({made.stat().st_size / 1e6:,.1f} MB)."))
