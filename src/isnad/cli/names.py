"""`isnad names`: the user's own names, beside those of the pack."""

from pathlib import Path

import click

from isnad.cli.options import PLAIN


@click.group(short_help="Names of your own, beside those of the pack.")
def names() -> None:
    """Add names of your own: they are found like the pack's, and go before them.

    They are kept in one file ($ISNAD_HOME/names.csv, or your data folder). «isnad refresh» reads a case with them.
    """


@names.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def add(file: Path) -> None:
    """Add the names of a CSV file with the columns surface, id, type, name.

    A surface is a name as it is written in articles; several may have one id. Types are PER, ORG, GPE, LOC, NORP,
    MATERIEL, AGREEMENT and EVENT; the name may be left out. A surface that you gave before means what it means now.
    """
    from isnad.storage import own_names

    try:
        added = own_names.add(file)
    except ValueError as error:
        raise click.ClickException(f"{error}. Nothing was added.") from error
    click.echo(f"{added.new} added, {added.changed} changed, {added.known} known already ({own_names.path()}).")


@names.command("list")
@PLAIN
def list_names(plain: bool) -> None:
    """Show your names."""
    from isnad.cli.screen import Screen
    from isnad.storage import own_names

    try:
        rows = own_names.load().rows
    except ValueError as error:
        raise click.ClickException(f"{own_names.path()}: {error}") from error
    screen = Screen(plain)
    if rows:
        screen.table(("surface", "id", "type", "name"), [(s, n.id, n.type, n.name) for s, n in rows])
    else:
        screen.line("You have added no names yet: «isnad names add FILE.csv».")


@names.command()
@click.confirmation_option("--yes", prompt="Forget all names that you have added?", help="Do not ask.")
def clear() -> None:
    """Forget all names that you have added."""
    from isnad.storage import own_names

    click.echo(f"{own_names.clear()} forgotten.")
