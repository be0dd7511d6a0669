"""`isnad search`: where words stand."""

from typing import TYPE_CHECKING

import click

from isnad.cli.options import AS_JSON, CASE, PLAIN, Place, write_json

if TYPE_CHECKING:
    from isnad.case import Hit
    from isnad.cli.screen import Screen


@click.command(short_help="Find words, and show them in their sentences.")
@CASE
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1), help="How many documents at most.")
@AS_JSON
@PLAIN
def search(case: Place, query: tuple[str, ...], limit: int, as_json: bool, plain: bool) -> None:
    """Find words in a case, and show each match in its sentence.

    All words must occur, with or without the article and particles before it: «القوات» finds «وقوات» and «للقوات».
    "words in order" in quotation marks, OR between two words, -word for what must not occur, word* for a beginning.
    Put -- before a query that begins with a minus.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        hits = opened.search(" ".join(query), limit + 1)
    if as_json:
        for hit in hits[:limit]:
            write_json(_object(hit))
        return
    screen = Screen(plain)
    for hit in hits[:limit]:
        show_hit(screen, hit)
    if not hits:
        screen.line("Nothing found.")
    elif len(hits) > limit:
        screen.line(f"There is more: these are the best {limit} documents (--limit).")


def show_hit(screen: "Screen", hit: "Hit", most: int = 3) -> None:
    """Print a document found, and the first sentences that match."""
    from isnad.cli.screen import Mark, painted
    from isnad.passages import passages

    document, count = hit.document, len(hit.spans)
    told = [screen.cell(part) for part in (document.name, document.published, document.publisher) if part]
    screen.line("  ".join(told) + f"  ({count} match{'es' if count > 1 else ''})", style="bold")
    marks = [Mark(span.start, span.end, "[", "]", "bold black on yellow") for span in hit.spans]
    for passage in passages(document.text, hit.spans, most):
        screen.paragraph(painted(document.text, marks, passage.start, passage.end), indent=2)
    screen.line()


def _object(hit: "Hit") -> dict[str, object]:
    document = hit.document
    spans = [{"start": s.start, "end": s.end, "quote": s.quote(document.text)} for s in hit.spans]
    return {"doc": document.name, "id": document.id, "score": round(hit.score, 6), "spans": spans}
