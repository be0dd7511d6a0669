"""`isnad remove`: an article out of a case."""

from typing import TYPE_CHECKING

import click

from isnad.cli.claims import Form
from isnad.cli.options import BY, CASE, FORM, PLAIN, WHY, Place, write_json

if TYPE_CHECKING:
    from isnad.case import Removal
    from isnad.cli.screen import Screen


@click.command(short_help="Take an article out of a case, with a reason.")
@CASE
@click.argument("document", required=False)
@BY
@WHY
@FORM
@PLAIN
def remove(case: Place, document: str | None, by: str | None, why: str | None, form: Form, plain: bool) -> None:
    """Take an article out of a case, and log by whom and why. Without DOCUMENT, show what was taken out.

    What is left is as if it had never been read: its claims, origins and conflicts are found anew. Reading the article
    again brings it back.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        if document is None:
            found = opened.removals()
        elif by and why:
            found = [opened.remove(document, why=why, by=by)]
        else:
            raise click.UsageError("--by NAME and --why TEXT are asked for.")
    if form == "json":
        for removal in found:
            write_json(removal)
    else:
        _show(Screen(plain), found)


def _show(screen: "Screen", found: "list[Removal]") -> None:
    if not found:
        screen.line("Nothing was taken out of the case.")
        return
    rows = [(removal.document, removal.id, removal.by, removal.at[:10], removal.why) for removal in found]
    screen.table(("taken out", "id", "by", "on", "why"), rows)
