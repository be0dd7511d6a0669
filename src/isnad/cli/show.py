"""`isnad show`: one article in the terminal, with what was found in it."""

import sys
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import click

from isnad.cli.options import CASE, DEFAULT_LAYERS, PLAIN, SHOWN_LAYERS, Place

if TYPE_CHECKING:
    from rich.text import Text

    from isnad.case import Reading
    from isnad.cli.screen import Screen
    from isnad.model import Annotations


@click.command(short_help="Show one article, and what was found in it.")
@CASE
@click.argument("document")
@click.option("--all", "everything", is_flag=True, help="Show the furniture of the page too, not only the article.")
@SHOWN_LAYERS
@click.option("--lists", is_flag=True, help="List below the article what was found, with values and rules.")
@click.option("--original", is_flag=True, help="Write the bytes as they were read, and nothing else.")
@PLAIN
def show(case: Place, document: str, everything: bool, layers: tuple[str, ...], lists: bool, original: bool, plain: bool) -> None:
    """Show one article: its names in [ ], times in { }, numbers in < >.

    Of a statement, who speaks stands in ⌈ ⌉, the word that says so between slashes, what is said in ⟦ ⟧.
    With «events» among the layers, the words that tell one stand in ⌊ ⌋.

    DOCUMENT is a document's name or id, or a part of it that no other has, as 003.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        if original:
            sys.stdout.buffer.write(opened.original(document) or b"")
            return
        found, reading = opened.annotations(document), opened.reading(document)
    screen = Screen(plain)
    show_head(screen, found, reading, layers)
    show_article(screen, found, everything, layers)
    if lists:
        show_lists(screen, found, layers)


def _language(lang: str, annotated: bool) -> str:
    """Return the language of an article, and why nothing was found in it where it was not annotated."""
    if annotated:
        return lang
    return "not told by its words: not annotated" if lang == "und" else f"{lang} (no language pack: not annotated)"


def show_head(
    screen: "Screen", found: "Annotations", reading: "Reading | None" = None, layers: Collection[str] = DEFAULT_LAYERS
) -> None:
    """Print what is known of the document, and the legend."""
    from rich.text import Text

    from isnad.cli.layers import legend

    document, bounds = found.document, found.document.bounds
    told = {
        "document": f"{screen.cell(document.name)} ({document.id})",
        "title": screen.cell(document.title.quote(document.text)) if document.title else None,
        "published": document.published or (f"unknown: {bounds.reason}" if bounds else "unknown"),
        "between": f"{bounds.earliest or '?'} and {bounds.latest or '?'}" if bounds else None,
        "publisher": screen.cell(document.publisher or "") or None,
        "agency": found.agency,
        "by": screen.cell(document.byline or "") or None,
        "address": screen.cell(document.url or "") or None,
        "flags": ", ".join(document.flags) or None,
        "read": reading.at if reading else None,
        "language": _language(document.lang, bool(found.pack)),
    }
    for key, value in told.items():
        if value:
            screen.line(Text.assemble((f"{key:<10}", "bold"), value))
    if found.pack and layers:
        screen.line(Text.assemble((f"{'marks':<10}", "bold"), legend(layers)))
    screen.line()


def show_article(
    screen: "Screen", found: "Annotations", everything: bool = False, layers: Collection[str] = DEFAULT_LAYERS
) -> None:
    """Print the text with its marks; furniture is left out, or dimmed where everything is wanted."""
    from rich.text import Text

    from isnad.cli.layers import marks
    from isnad.cli.screen import painted

    text, marked, at = found.text, marks(found, layers), 0
    for span in (*found.document.boilerplate, None):
        article = painted(text, marked, at, span.start if span else len(text))
        if article.plain.strip():
            screen.paragraph(_trimmed(article))
        if span is None:
            break
        if everything:
            furniture = painted(text, (), span.start, span.end)
            furniture.stylize("dim")
            screen.paragraph(_trimmed(furniture))
        else:
            lines = len(span.quote(text).strip().splitlines())
            screen.line(Text(f"… {lines} line{'s' if lines != 1 else ''} of furniture (--all)", "dim"))
        at = span.end


def show_lists(screen: "Screen", found: "Annotations", layers: Collection[str] = DEFAULT_LAYERS) -> None:
    """Print what was found, one thing a line."""
    lists = {"entities": _entities, "times": _times, "quantities": _quantities, "statements": _statements, "events": _events}
    for layer, rows in lists.items():
        if layer in layers:
            heads, *listed = rows(found)
            screen.line()
            screen.table(heads, listed)


def _entities(found: "Annotations") -> Iterator[tuple[str, ...]]:
    yield "name", "type", "id", "stands for", "rule"
    for e in found.entities:
        yield e.quote(found.text), e.type, e.id, e.name, e.rule


def _times(found: "Annotations") -> Iterator[tuple[str, ...]]:
    yield "time", "type", "value", "earliest", "latest", "rule"
    for t in found.times:
        yield t.quote(found.text), t.type, t.value, t.earliest or "", t.latest or "", t.rule


def _quantities(found: "Annotations") -> Iterator[tuple[str, ...]]:
    yield "number", "kind", "low", "high", "unit", "rule"
    for q in found.quantities:
        unit = q.unit.quote(found.text) if q.unit else ""
        yield q.quote(found.text), q.kind, _number(q.low), _number(q.high), unit, q.rule


def _statements(found: "Annotations") -> Iterator[tuple[str, ...]]:
    from isnad.cli.statements import chain, stance, who

    yield "who", "cue", "stance", "what", "chain of ids", "rule"
    for s in found.statements:
        source = s.source.quote(found.text) if s.source else None
        yield (
            *(who(s.source_id, source), s.cue.quote(found.text), stance(s)),
            *(s.content.quote(found.text), chain(s.chain), s.rule),
        )


def _events(found: "Annotations") -> Iterator[tuple[str, ...]]:
    from isnad.cli.events import casualties, what

    yield "event", "trigger", "what", "ids of who", "ids of whom", "object", "standing", "rule"
    for number, e in enumerate(found.events):
        yield (
            *(str(number), e.trigger.quote(found.text), what(e), ", ".join(e.actors), ", ".join(e.recipients)),
            *(", ".join(filter(None, (e.object, casualties(e)))), e.factuality, e.rule),
        )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"


def _trimmed(text: "Text") -> "Text":
    """Return a text without the line ends around it, which the lines printed before and after stand for."""
    lines = text.split("\n", allow_blank=True)
    while lines and not lines[0].plain.strip():
        lines.pop(0)
    while lines and not lines[-1].plain.strip():
        lines.pop()
    return type(text)("\n").join(lines)
