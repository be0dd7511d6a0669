"""`isnad refresh`: documents that were read with older words are annotated anew."""

import click

from isnad.cli.options import AS_JSON, CASE, Place, write_json


@click.command(short_help="Annotate anew what was read with older words.")
@CASE
@AS_JSON
def refresh(case: Place, as_json: bool) -> None:
    """Annotate anew what was read with other word lists, or other names of yours, than there are now."""
    from isnad.case import Case
    from isnad.cli.preparing import tell_preparing
    from isnad.cli.read import progress_bar, speed
    from isnad.storage import own_names

    try:
        names = own_names.load()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    tell_preparing()
    with Case.open(case, create=False) as opened, progress_bar("Refreshing") as progress:
        report = opened.refresh(names, progress)
    if as_json:
        write_json(report)
    else:
        click.echo(f"{report.refreshed} refreshed, {report.unchanged} up to date ({speed(report)}).")
