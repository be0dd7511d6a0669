"""`isnad places`: where the claims of a case happen."""

import click

from isnad.cli.options import AS_JSON, CASE, PLAIN, Place, write_json


@click.command(short_help="Where the claims of a case happen.")
@CASE
@AS_JSON
@PLAIN
def places(case: Place, as_json: bool, plain: bool) -> None:
    """Show the places at which claims happen, as the texts name them, and of how many claims and documents.

    The map of `isnad serve` draws them.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        found = opened.places()
    if as_json:
        for placed in found:
            write_json(placed)
        return
    screen = Screen(plain)
    if not found:
        screen.line("No place is told.")
        return
    rows: list[list[str | int]] = [
        [one.place.name or one.place.id, one.place.id, len(one.claims), one.documents] for one in found
    ]
    screen.table(["place", "id", "claims", "documents"], rows)
