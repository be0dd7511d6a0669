"""`isnad statements`: who says what, and on whose word."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

import click

from isnad.cli.options import AS_JSON, CASE, PLAIN, Place, write_json
from isnad.model import Stance, Statement

if TYPE_CHECKING:
    from isnad.case import Link, Said
    from isnad.cli.screen import Screen

# Both ends of a bracket are mirrored where a line runs from right to left, so it points the way one reads; no arrow is.
_ARROW = " › "


@click.command(short_help="Who says what, in which stance, on whose word.")
@CASE
@click.option("--source", metavar="WORDS", help="Only of sources called so (كيم), or with this id (KP).")
@click.option("--stance", type=click.Choice(get_args(Stance), case_sensitive=False), help="Only in this stance.")
@click.option("--unnamed", is_flag=True, help="Only of sources that nobody names.")
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many.")
@AS_JSON
@PLAIN
def statements(
    case: Place, source: str | None, stance: Stance | None, unnamed: bool, limit: int | None, as_json: bool, plain: bool
) -> None:
    """Show what is said in a case: who says it, in which stance, what, down which chain, in which document.

    A chain goes from the one who said it outwards to the last who passes it on; its links have the names by which the
    case knows them. The words of --source must all occur in one spelling of a source.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        found = opened.statements(source, stance, unnamed, limit)
    if as_json:
        for said in found:
            write_json(said)
        return
    show_statements(Screen(plain), found)


def show_statements(screen: "Screen", found: "list[Said]") -> None:
    """Print statements as a table."""
    if not found:
        screen.line("No statements found.")
        return
    rows = [(who(s.statement.source_id, s.source), stance(s.statement), s.content, _chain(s), s.document) for s in found]
    screen.table(("who", "stance", "what", "chain", "document"), rows)


def who(id: str, named: str | None) -> str:
    """Return how a source is shown: as it is written or by its id, and marked where nobody names it."""
    if not id.startswith("unnamed"):
        return named or id
    described = named or id.removeprefix("unnamed").lstrip("-")
    return f"unnamed ({described})" if described else "unnamed"


def chain(links: Iterable[str]) -> str:
    """Return a chain as it is shown, from the one who speaks outwards."""
    return _ARROW.join(links)


def stance(statement: Statement) -> str:
    """Return the stance of a statement, and whether the article says that it could not be verified."""
    return statement.stance + (", unverified" if statement.unverified else "")


def _chain(said: "Said") -> str:
    spoke = " / ".join(map(_link, said.candidates))
    for link in () if spoke else said.chain[:1]:
        spoke = who(link.id, link.name or said.source)
    return chain([spoke, *map(_link, said.chain[1:])])


def _link(link: "Link") -> str:
    return who(link.id, link.name)
