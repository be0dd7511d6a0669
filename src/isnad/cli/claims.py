"""`isnad claims`: what is told in a case, each thing once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

import click

from isnad.cli.options import CASE, FORM, PLAIN, STORY, Place, write_json
from isnad.model import Wording

if TYPE_CHECKING:
    from isnad.case import Claimed
    from isnad.cli.screen import Screen

Form = Literal["table", "json"]
_OWN_USE = ("stems", "context", "topics")  # what Isnad compares reports by, and nobody else needs


@click.command(short_help="What is told, each thing once, by how many.")
@CASE
@click.option("--conflicts", is_flag=True, help="Only those whose accounts cannot all be right.")
@click.option("--changed-since", metavar="DATE", help="Only those of which a report was read or judged since this day (UTC).")
@click.option(
    "--min-origins", default=0, type=click.IntRange(min=0), metavar="N", help="Only those with so many distinct origins."
)
@click.option("--actor", metavar="WORDS", help="Only those that name who is called so (روسيا), or has this id (RU).")
@click.option("--topic", metavar="WORD", help="Only of this object (troops), claim key (sign) or PLOVER type (AID).")
@STORY
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many.")
@FORM
@PLAIN
def claims(
    case: Place,
    conflicts: bool,
    changed_since: str | None,
    min_origins: int,
    actor: str | None,
    topic: str | None,
    story: str | None,
    limit: int | None,
    form: Form,
    plain: bool,
) -> None:
    """Show the claims of a case: what is told, by how many documents, on how many distinct origins, and how it stands.

    First come those that most documents tell. Origins are distinct in these texts; sources without a name may be one or
    several, and so give a range. «own» counts the outlets that tell it on their own word. «isnad claim» shows one in full.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        try:
            found = opened.claims(
                actor=actor,
                topic=topic,
                story=story,
                conflicts=conflicts,
                changed_since=changed_since,
                min_origins=min_origins,
                limit=limit,
            )
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    if form == "json":
        for claimed in found:
            write_json(as_object(claimed) | ({"changed_by": claimed.causes(changed_since)} if changed_since else {}))
    else:
        show_claims(Screen(plain), found, changed_since)


def show_claims(screen: "Screen", found: "list[Claimed]", since: str | None = None) -> None:
    """Print claims as a table; with ``since`` by what each changed."""
    if not found:
        screen.line("No claims found.")
        return
    heads = ("claim", "documents", "reports", "origins", "own", "standing", "what")
    if since is None:
        screen.table(heads, map(_row, found))
    else:
        screen.table((*heads, "changed by"), ((*_row(one), ", ".join(one.causes(since))) for one in found))


def _row(claimed: "Claimed") -> tuple[str | int, ...]:
    claim = claimed.claim
    counts = (claimed.documents, len(claimed.reports), origins(claimed), len(outlets(claimed)))
    return claim.id, *counts, standing(claim.standing), gloss(claim.gloss)


def origins(claimed: "Claimed") -> str:
    """Return how many distinct origins a claim has: a range where sources have no name."""
    least, most = claimed.claim.least, claimed.claim.most
    return str(most) if least == most else f"{least} to {most}"


def outlets(claimed: "Claimed") -> list[str]:
    """Return the outlets that tell a claim on their own word, the first to do so first."""
    told = [claimed.reports[index] for index in claimed.claim.own]
    return list(dict.fromkeys(reported.publisher or reported.document for reported in told))


def standing(words: Iterable[Wording]) -> str:
    """Return the standing of a claim in a line."""
    return "; ".join(word.en for word in words)


def gloss(words: Wording) -> str:
    """Return a claim in a line: in English, or as it is written where nobody put it into English."""
    return words.en or words.ar


def as_object(claimed: "Claimed") -> dict[str, Any]:
    """Return a claim as an object of JSON: its reports once, each with its words, and without what only Isnad needs."""
    import msgspec

    told: dict[str, Any] = msgspec.to_builtins(claimed)
    del told["claim"]["reports"]
    for reported in (*told["reports"], *told["rejected"]):
        for field in _OWN_USE:
            del reported["report"][field]
    return told | {"ledger": msgspec.to_builtins(claimed.ledger)}
