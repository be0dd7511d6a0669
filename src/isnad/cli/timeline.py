"""`isnad timeline`: what happened when, as precisely as it is told, and who says so."""

from typing import TYPE_CHECKING

import click

from isnad.cli.claims import Form, as_object, gloss, standing
from isnad.cli.options import CASE, FORM, PLAIN, STORY, Place, write_json

if TYPE_CHECKING:
    from isnad.case import Moment

_SHOWN = 4  # of those who say so; --as json has all


@click.command(short_help="What happened when, and who says so.")
@CASE
@click.option("--actor", metavar="WORDS", help="Only claims that name who is called so (كيم), or has this id (KP).")
@click.option("--topic", metavar="WORD", help="Only of this object (troops), claim key (sign) or PLOVER type (AID).")
@STORY
@FORM
@PLAIN
def timeline(case: Place, actor: str | None, topic: str | None, story: str | None, form: Form, plain: bool) -> None:
    """Show claims in the order of the times that the texts give them.

    A time is as precise as it is written: 2024-06 is June 2024 and no day of it. One in brackets is the day of the first
    publication, where no text gives a time. A claim that is told of several times stands at each.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        found = opened.timeline(actor=actor, topic=topic, story=story)
    if form == "json":
        for moment in found:
            write_json(_object(moment))
        return
    screen = Screen(plain)
    if not found:
        screen.line("No claims found.")
        return
    screen.table(("when", "what", "standing", "who says so", "claim"), map(_row, found))


def _row(moment: "Moment") -> tuple[str, ...]:
    claim = moment.claimed.claim
    return when(moment), gloss(claim.gloss), standing(claim.standing), _said_by(moment), claim.id


def when(moment: "Moment") -> str:
    """Return the time of a claim, in brackets where it is only that of a publication."""
    if moment.when is None:
        return "(undated)"
    return moment.when if moment.own else f"({moment.when})"


def _said_by(moment: "Moment") -> str:
    """Return who gives the claim this time: sources, and outlets on their own word."""
    from isnad.cli.statements import who

    named = []
    for index in moment.reports:
        told = moment.claimed.reports[index]
        link = moment.claimed.parties.get(told.report.voice or "")
        named.append(who(link.id, link.name) if link else (told.publisher or told.document))
    every = list(dict.fromkeys(named))
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more


def _object(moment: "Moment") -> dict[str, object]:
    told: dict[str, object] = {field: getattr(moment, field) for field in moment.__struct_fields__}
    return told | {"claimed": as_object(moment.claimed)}
