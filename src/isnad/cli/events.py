"""`isnad events`: who did what to whom, when, and with what standing."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

import click

from isnad.cli.options import AS_JSON, CASE, PLAIN, Place, write_json
from isnad.model import Event, EventType, Factuality

if TYPE_CHECKING:
    from isnad.case import Link, Told
    from isnad.cli.screen import Screen


@click.command(short_help="Who did what to whom, when, with what standing.")
@CASE
@click.option(
    "--type",
    type=click.Choice(get_args(EventType), case_sensitive=False),
    metavar="TYPE",
    help="Only of this PLOVER type: AID, CONSULT, ASSAULT …",
)
@click.option("--mode", metavar="MODE", help="Only of this mode of the type (arrest, visit, aerial).")
@click.option("--actor", metavar="WORDS", help="Only of actors called so (روسيا), or with this id (RU).")
@click.option("--recipient", metavar="WORDS", help="Only of recipients called so, or with this id.")
@click.option("--since", metavar="DATE", help="Only from this day, month or year on (2024-10).")
@click.option("--until", metavar="DATE", help="Only up to this day, month or year.")
@click.option("--factuality", type=click.Choice(get_args(Factuality), case_sensitive=False), help="Only told in this way.")
@click.option("--repeats", is_flag=True, help="Also where a document tells a deed again.")
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many.")
@AS_JSON
@PLAIN
def events(
    case: Place,
    type: EventType | None,
    mode: str | None,
    actor: str | None,
    recipient: str | None,
    since: str | None,
    until: str | None,
    factuality: Factuality | None,
    repeats: bool,
    limit: int | None,
    as_json: bool,
    plain: bool,
) -> None:
    """Show the events of a case: when, who, what, whom, what passes hands or befalls people, told how, by which word.

    A date in brackets is that of the publication, where the text ties none to the event. The last column is what
    «isnad explain» takes: it tells on which words an event stands. Many are missed and some are wrong: check them.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        try:
            found = opened.events(
                type=type,
                mode=mode,
                actor=actor,
                recipient=recipient,
                since=since,
                until=until,
                factuality=factuality,
                repeats=repeats,
                limit=limit,
            )
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    if as_json:
        for told in found:
            write_json(told)
        return
    show_events(Screen(plain), found)


def show_events(screen: "Screen", found: "list[Told]") -> None:
    """Print events as a table."""
    if not found:
        screen.line("No events found.")
        return
    heads = ("when", "who", "what", "whom", "object", "standing", "words", "event")
    screen.table(heads, map(_row, found))


def _row(told: "Told") -> tuple[str, ...]:
    return (
        *(when(told), parties(told.actors), what(told.event), parties(told.recipients), passed(told)),
        *(standing(told), told.trigger, f"{told.document}:{told.id.rpartition(':')[2]}"),
    )


def when(told: "Told") -> str:
    """Return when it happened as the text tells it, else when that was published, in brackets."""
    return told.event.time or (f"({told.day})" if told.day else "")


def parties(links: "Iterable[Link]") -> str:
    """Return parties as they are shown: by name, else by id."""
    return ", ".join(link.name or link.id for link in links)


def what(event: Event) -> str:
    """Return what is done: type and mode, and the finer key of the frame where that says more."""
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    return kind if event.key in (event.mode, event.type.lower()) else f"{kind} {event.key}"


def passed(told: "Told") -> str:
    """Return what passes hands and how much, and what befell how many."""
    much = ", ".join(amount.words for amount in told.amounts)
    item = f"{told.event.object} ({much})" if told.event.object and much else told.event.object
    return ", ".join(filter(None, (item, casualties(told.event))))


def casualties(event: Event) -> str:
    """Return what befell how many: «killed 12 or more, wounded 34»."""
    return ", ".join(f"{name}{_bounds(low, high)}" for name, (low, high) in event.casualties.items())


def _bounds(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f" up to {high:,g}" if high is not None else f" {low:,g} or more" if low is not None else ""
    return f" {low:,g}" if low == high else f" {low:,g} to {high:,g}"


def standing(told: "Told") -> str:
    """Return how far it is so, and who says it in which stance."""
    from isnad.cli.statements import who

    if told.source is None:
        return told.event.factuality
    return f"{told.event.factuality}; {who(told.source.id, told.source.name)}: {told.stance}"
