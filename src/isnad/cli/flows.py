"""`isnad flows`: who gives what to whom, how much, when, told by whom."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import click

from isnad.cli.events import standing
from isnad.cli.options import CASE, PLAIN, STORY, Place, write_json

if TYPE_CHECKING:
    from isnad.case import Flow, Link
    from isnad.cli.screen import Screen

_Form = Literal["table", "json", "svg"]
_SHOWN = 4  # of what stands in one cell; --as json has all


@click.command(short_help="Who gives what to whom, how much, when.")
@CASE
@click.option(
    "--as", "form", type=click.Choice(["table", "json", "svg"]), default="table", show_default=True, help="In which form."
)
@STORY
@PLAIN
def flows(case: Place, form: _Form, story: str | None, plain: bool) -> None:
    """Show the flows of a case: giver, item, receiver, how much, when, with what standing, in which documents.

    They are put together from the events in which something passes hands; an item that is withheld or shared has the
    type of its events behind it. Parties that no text names are «?». The drawing (--as svg) goes to standard output.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        found = opened.flows(story)
    if form == "json":
        for flow in found:
            write_json(flow)
    elif form == "svg":
        from isnad.cli.diagram import diagram

        click.echo(diagram(found))
    else:
        show_flows(Screen(plain), found)


def show_flows(screen: "Screen", found: "list[Flow]") -> None:
    """Print flows as a table."""
    if not found:
        screen.line("No flows found.")
        return
    screen.table(("giver", "item", "receiver", "how much", "when", "standing", "documents"), map(_row, found))


def _row(flow: "Flow") -> tuple[str, ...]:
    much = _some([amount.words for amount in flow.amounts], ", ")
    standings = list(dict.fromkeys(map(standing, flow.reports)))
    parties = (party(flow.giver), item(flow), party(flow.receiver))
    return *parties, much, _when(flow), _some(standings, " | "), _some(flow.documents, ", ")


def _some(values: Sequence[str], between: str) -> str:
    """Return the first of some values, and how many there are besides."""
    more = len(values) - _SHOWN
    return between.join(values[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def party(link: "Link | None") -> str:
    """Return a party as it is shown, «?» where no text names it."""
    return (link.name or link.id) if link else "?"


def item(flow: "Flow") -> str:
    """Return what passes hands, with the type of its events where it is not simply given."""
    return flow.item if flow.type == "AID" else f"{flow.item} ({flow.type})"


def _when(flow: "Flow") -> str:
    """Return between which days it is told to be, in brackets where these are all of publication."""
    days = " – ".join(dict.fromkeys(filter(None, (flow.first, flow.last))))
    return days if any(report.event.time for report in flow.reports) or not days else f"({days})"
