"""`isnad entities`: who and what is named in a case."""

from typing import TYPE_CHECKING, get_args

import click

from isnad.cli.options import AS_JSON, CASE, PLAIN, Place, write_json
from isnad.model import EntityType

if TYPE_CHECKING:
    from isnad.case import Named
    from isnad.cli.screen import Screen

_SPELLINGS = 6  # how many a row shows; --json has all


@click.command(short_help="Who and what is named, how often, under which spellings.")
@CASE
@click.option("--type", "type", type=click.Choice(get_args(EntityType), case_sensitive=False), help="Only this type.")
@click.option("--limit", type=click.IntRange(min=1), help="Only the most often named.")
@click.option("--documents", is_flag=True, help="Name the documents.")
@AS_JSON
@PLAIN
def entities(case: Place, type: EntityType | None, limit: int | None, documents: bool, as_json: bool, plain: bool) -> None:
    """Show who and what is named, how often, in how many documents, and under which spellings."""
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        found = opened.entities(type, limit)
    if as_json:
        for named in found:
            write_json(named)
        return
    show_entities(Screen(plain), found, documents)


def show_entities(screen: "Screen", found: "list[Named]", documents: bool = False) -> None:
    """Print named things as a table."""
    if not found:
        screen.line("Nothing is named.")
        return
    heads = ["name", "type", "id", "mentions", "documents", "spellings"]
    rows: list[list[str | int]] = [[n.name, n.type, n.id, n.mentions, len(n.documents), _spellings(n)] for n in found]
    if documents:
        heads.append("in")
        for row, named in zip(rows, found, strict=True):
            row.append(", ".join(named.documents))
    screen.table(heads, rows)


def _spellings(named: "Named") -> str:
    shown = [f"{surface} {count}" for surface, count in named.surfaces[:_SPELLINGS]]
    more = len(named.surfaces) - len(shown)
    return "، ".join(shown) + (f"، +{more}" if more else "")
