"""`isnad copies`: which articles share words."""

from typing import TYPE_CHECKING

import click

from isnad.cli.claims import Form
from isnad.cli.options import CASE, FORM, PLAIN, Place, write_json

if TYPE_CHECKING:
    from isnad.case import Shared
    from isnad.cli.screen import Screen

_FIRST = 12  # words of a passage that are shown


@click.command(short_help="Which articles share passages, word for word.")
@CASE
@FORM
@PLAIN
def copies(case: Place, form: Form, plain: bool) -> None:
    """Show which articles share passages, how much of the shorter one is shared, and the first words of each passage.

    Passages of a dozen words and more count, also where a few words between them differ. A source that stands in a copied
    passage is one origin, however many print it.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        found = opened.copies()
    if form == "json":
        for shared in found:
            write_json(shared)
    else:
        show_copies(Screen(plain), found)


def show_copies(screen: "Screen", found: "list[Shared]") -> None:
    """Print pairs of articles, and the beginnings of what they share."""
    from rich.text import Text

    if not found:
        screen.line("No copies found.")
    for shared in found:
        screen.line(f"{shared.share:.0%} shared", style="bold")
        for told in zip(shared.documents, shared.published, shared.publishers, strict=True):
            screen.line("  " + "  ".join(screen.cell(part) for part in told if part))
        for passage in shared.passages:
            screen.paragraph(Text(beginning(screen.cell(passage.words))), indent=4)


def beginning(text: str) -> str:
    """Return the first words of a text."""
    words = text.split()
    return " ".join(words[:_FIRST]) + (" …" if len(words) > _FIRST else "")
