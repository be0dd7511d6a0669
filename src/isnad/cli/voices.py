"""`isnad voices`: who speaks in a case how often, and about whom."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from isnad.cli.listing import show_list
from isnad.cli.options import AS_JSON, CASE, PLAIN, Place

if TYPE_CHECKING:
    from isnad.case import About, Voice


@click.command(short_help="Who speaks how often, and about whom.")
@CASE
@click.option("--about", is_flag=True, help="Show who speaks about whom.")
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many.")
@AS_JSON
@PLAIN
def voices(case: Place, about: bool, limit: int | None, as_json: bool, plain: bool) -> None:
    """Show who speaks by name and how often; with --about of what whom does or suffers they speak, in how many documents."""
    from isnad.case import Case

    with Case.open(case, create=False) as opened:
        found: Sequence[About | Voice] = opened.spoken()[:limit] if about else opened.heard(limit)
    heads = ["who speaks", "about whom", "reports", "documents"] if about else ["who speaks", "id", "statements"]
    show_list(found, heads, _row, "Nobody speaks by name.", as_json=as_json, plain=plain)


def _row(one: "Voice | About") -> list[str | int]:
    from isnad.case import About

    source = one.source.name or one.source.id
    if isinstance(one, About):
        return [source, one.party.name or one.party.id, one.reports, one.documents]
    return [source, one.source.id, one.statements]
