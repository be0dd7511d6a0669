"""`isnad places`: where the claims of a case happen."""

from typing import TYPE_CHECKING

import click

from isnad.cli.listing import show_list
from isnad.cli.options import AS_JSON, CASE, PLAIN, Place

if TYPE_CHECKING:
    from isnad.case import Placed


@click.command(short_help="Where the claims of a case happen.")
@CASE
@AS_JSON
@PLAIN
def places(case: Place, as_json: bool, plain: bool) -> None:
    """Show the places at which claims happen, as the texts name them, and of how many claims and documents.

    The map of `isnad serve` draws them.
    """
    from isnad.case import Case

    with Case.open(case, create=False) as opened:
        found = opened.places()
    show_list(found, ("place", "id", "claims", "documents"), _row, "No place is told.", as_json=as_json, plain=plain)


def _row(one: "Placed") -> tuple[str | int, ...]:
    return one.place.name or one.place.id, one.place.id, len(one.claims), one.documents
