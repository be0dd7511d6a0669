"""`isnad ask`: what a case tells of a sentence."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from isnad.cli.claims import Form, as_object, gloss, origins, outlets, standing
from isnad.cli.options import CASE, FORM, PLAIN, Place, write_json

if TYPE_CHECKING:
    from isnad.case import Answer, Claimed, Found
    from isnad.cli.screen import Screen


@click.command(short_help="What a case tells of a sentence.")
@CASE
@click.argument("sentence", nargs=-1, required=True)
@click.option("--limit", default=5, show_default=True, type=click.IntRange(min=1), help="How many claims at most.")
@FORM
@PLAIN
def ask(case: Place, sentence: tuple[str, ...], limit: int, form: Form, plain: bool) -> None:
    """Ask what a case tells of an Arabic sentence: the claims that it is one of, the nearest first.

    Of each: the earliest report, the origins, the denials and the conflicts. The sentence is not kept. What Isnad does
    not find need not be false, nor need it stand in no article: «isnad search» looks for words.
    """
    from isnad.case import Case
    from isnad.cli.preparing import tell_preparing
    from isnad.cli.screen import Screen
    from isnad.storage import own_names

    tell_preparing()
    try:
        names = own_names.load()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    with Case.open(case, create=False) as opened:
        answer = opened.ask(" ".join(sentence), names=names, limit=limit)
    if form == "json":
        write_json(_object(answer))
    else:
        show_answer(Screen(plain), answer)


def show_answer(screen: "Screen", answer: "Answer") -> None:
    """Print an answer: each claim in a few lines, or that there is nothing."""
    articles = f"{answer.documents} article{'' if answer.documents == 1 else 's'}"
    if not answer.understood:
        screen.line("No deed and no statement that can be looked for was found in the sentence.")
    if not answer.found:
        screen.line(f"Nothing in these {articles}.")
    for found in answer.found:
        _show(screen, found)


def _show(screen: "Screen", found: "Found") -> None:
    from isnad.cli.claim import conflict_lines

    claimed = found.claimed
    own = len(outlets(claimed))
    screen.line(screen.cell(gloss(claimed.claim.gloss)), style="bold")
    screen.line(f"  claim     {claimed.claim.id}: {standing(claimed.claim.standing)}")
    screen.line(f"  origins   {origins(claimed)} ({screen.cell(_origins(claimed))}), and {own} on their own word")
    _show_reports(screen, claimed, "earliest", found.first[:1])
    if found.undated:
        screen.line(f"            {len(found.undated)} of no known day may be earlier")
    _show_reports(screen, claimed, "denied", found.denials)
    for line in conflict_lines(screen, claimed):
        screen.line(f"  {line}")
    screen.line()


def _origins(claimed: "Claimed") -> str:
    from isnad.cli.statements import who

    links = (claimed.parties[origin.id] for origin in claimed.claim.origins)
    return ", ".join(who(link.id, link.name) for link in links) or "none"


def _show_reports(screen: "Screen", claimed: "Claimed", head: str, reports: Iterable[int]) -> None:
    from isnad.cli.claim import show_report

    for index in reports:
        show_report(screen, claimed.reports[index], f"  {head:<10}", claimed.parties)


def _object(answer: "Answer") -> dict[str, object]:
    told: dict[str, object] = {field: getattr(answer, field) for field in answer.__struct_fields__}
    return told | {"found": [_found(found) for found in answer.found]}


def _found(found: "Found") -> dict[str, object]:
    told: dict[str, object] = {field: getattr(found, field) for field in found.__struct_fields__}
    return told | {"claimed": as_object(found.claimed)}
