"""`isnad stories`: the documents of a case as they belong together."""

from typing import TYPE_CHECKING

import click

from isnad.cli.listing import show_list
from isnad.cli.options import AS_JSON, CASE, PLAIN, Place

if TYPE_CHECKING:
    from isnad.case import Story


@click.command(short_help="Which documents belong together, and what each story is about.")
@CASE
@AS_JSON
@PLAIN
def stories(case: Place, as_json: bool, plain: bool) -> None:
    """Show the stories of a case, the largest first: when, whom they are most about, and what is most told in each.

    Documents are of one story where they tell the same things; a round-up of several stands in each of them. «--story» of
    «isnad claims», «timeline» and «flows» takes the id of a story, or a document of it.
    """
    from isnad.case import Case

    with Case.open(case, create=False) as opened:
        found = opened.stories()
    heads = ("story", "documents", "claims", "conflicts", "when", "about", "what")
    show_list(found, heads, _row, "No documents found.", as_json=as_json, plain=plain)


def _row(story: "Story") -> tuple[str | int, ...]:
    from isnad.cli.claims import gloss

    days = " – ".join(dict.fromkeys(filter(None, (story.first, story.last)))) or "(undated)"
    about = ", ".join(link.name or link.id for link in story.names)
    counts = (len(story.documents), story.claims, story.disputed)
    return story.id, *counts, days, about, gloss(story.gloss) if story.gloss else ""
