"""`isnad voices`: who speaks in a case how often, and about whom."""

from typing import TYPE_CHECKING

import click

from isnad.cli.options import AS_JSON, CASE, PLAIN, Place, write_json

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
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        found = opened.spoken()[:limit] if about else opened.heard(limit)
    if as_json:
        for one in found:
            write_json(one)
        return
    screen = Screen(plain)
    if not found:
        screen.line("Nobody speaks by name.")
        return
    heads = ["who speaks", "about whom", "reports", "documents"] if about else ["who speaks", "id", "statements"]
    screen.table(heads, [_row(one) for one in found])


def _row(one: "About | Voice") -> list[str | int]:
    from isnad.case import About

    source = one.source.name or one.source.id
    if isinstance(one, About):
        return [source, one.party.name or one.party.id, one.reports, one.documents]
    return [source, one.source.id, one.statements]
