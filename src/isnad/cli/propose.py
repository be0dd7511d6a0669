"""`isnad propose`: what a language model finds where the rules found nothing."""

import os
from typing import TYPE_CHECKING

import click

from isnad.cli.claims import Form
from isnad.cli.options import CASE, FORM, PLAIN, Place, write_json

if TYPE_CHECKING:
    from isnad.cli.screen import Screen
    from isnad.llm import Proposals

_KEY = "ISNAD_MODEL_KEY"


@click.command(short_help="Let a language model propose what the rules passed over.")
@CASE
@click.argument("documents", nargs=-1)
@click.option("--model", "address", metavar="URL#NAME", required=True, help="The endpoint and the name of the model there.")
@click.option("--seconds", default=60.0, show_default=True, type=click.FloatRange(min=0.1), help="How long an answer may take.")
@FORM
@PLAIN
def propose(case: Place, documents: tuple[str, ...], address: str, seconds: float, form: Form, plain: bool) -> None:
    """Ask a language model about the sentences in which the rules found nobody speaking and no deed.

    Any endpoint that speaks OpenAI's chat completions will do, as http://127.0.0.1:8000/v1#qwen3. The sentences are sent
    there, and nowhere else; without DOCUMENTS those of all articles but the private ones. A key is taken from the
    environment (ISNAD_MODEL_KEY).

    Each proposal quotes the article letter by letter and fits the schema, else it is dropped and counted. Proposals are only
    shown, marked with the model's name: one enters the claims where a person adds its words («isnad judge CASE add DOC SPAN»).
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen
    from isnad.llm import Model
    from isnad.llm import propose as ask

    try:
        model = Model.parse(address, seconds)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error
    if not model.is_here:
        click.echo(f"Sentences of the articles are sent to {model.host}.", err=True)
    with Case.open(case, create=False) as opened:
        found, where = ask(opened, model, *documents, key=os.environ.get(_KEY)), opened.address
    if form == "json":
        for proposal in found.found:
            write_json(proposal)
    else:
        _show(Screen(plain), found, where)
    _tell(found)
    if found.failures and not found.found:
        raise click.exceptions.Exit(1)


def _show(screen: "Screen", found: "Proposals", case: str) -> None:
    heads = ("proposed by", "kind", "value", "words", "parts", "document", "span")
    rows = [
        (
            one.rule,
            one.kind,
            one.value,
            one.quote,
            "; ".join(f"{part}: {words}" for part, words in one.words.items()),
            one.name,
            f"{one.span.start}-{one.span.end}",
        )
        for one in found.found
    ]
    if not rows:
        screen.line("No proposals.")
        return
    screen.table(heads, rows)
    one = found.found[0]
    screen.line()
    screen.line("A proposal counts for nothing until a person adds its words, as with the first:")
    screen.line(
        f'  isnad judge {case} add {one.document} {one.span.start}-{one.span.end} --by NAME --why "proposed by {one.rule}"'
    )


def _tell(found: "Proposals") -> None:
    """Say on standard error what was asked, and what was dropped for which reason."""
    told = (
        f"{found.sentences} sentences of {found.documents} documents, {found.questions} questions, {len(found.found)} proposals"
    )
    dropped = ", ".join(f"{number} ({reason})" for reason, number in sorted(found.dropped.items()))
    click.echo(f"{told}; dropped: {dropped or 'none'}.", err=True)
    for failure in found.failures:
        click.echo(f"{failure}.", err=True)
