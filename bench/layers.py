"""Speed of each layer on one core: articles and characters a second, on the texts of the stories of the tests.

Each line is of a layer with what it stands on: statements parse and name first, events take all. "from HTML" reads each article
out of a page as well; the characters are those of the article.
"""

import argparse
import platform
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from time import perf_counter

from isnad.annotation import annotate
from isnad.annotation.clauses import Syntax
from isnad.annotation.entities import entities
from isnad.annotation.events import events
from isnad.annotation.quantities import quantities
from isnad.annotation.statements import statements
from isnad.annotation.times import times
from isnad.annotation.tokens import Tokens
from isnad.cleaning import clean
from isnad.model import Page
from isnad.reading.html import read_html
from isnad.reading.source import Source

ROOT = Path(__file__).parent.parent
ROUNDS = 5
PUBLISHED = "2025-07-13"


def measure(name: str, texts: list[str], work: Callable[[str], object]) -> None:
    for text in texts:
        work(text)
    begun = perf_counter()
    for _ in range(ROUNDS):
        for text in texts:
            work(text)
    seconds = (perf_counter() - begun) / ROUNDS
    size = sum(map(len, texts))
    print(f"{name:14}{len(texts) / seconds:12.0f}{size / seconds:16,.0f}{2500 * len(texts) / size * len(texts) / seconds:16.0f}")


def _statements(text: str) -> object:
    syntax = Syntax(Tokens(text))
    return statements(syntax, entities(syntax))


def _events(text: str) -> object:
    syntax = Syntax(tokens := Tokens(text))
    dated, named = times(tokens, PUBLISHED), entities(syntax)
    return events(syntax, named, dated, quantities(tokens, (*dated, *named)), statements(syntax, named))


def _from_html(text: str) -> object:
    """Annotate what stands in a page of an article, with a menu and a footer as pages have them."""
    title, *rest = filter(None, map(str.strip, text.splitlines()))
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("الرئيسية", "أخبار", "اقتصاد", "رياضة") * 8)
    body = "".join(f"<p>{escape(line)}</p>" for line in rest)
    page = (
        f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>'
        f"<nav><ul>{menu}</ul></nav><main><article><h1>{escape(title)}</h1>{body}</article></main></body></html>"
    ).encode()
    return [
        annotate(clean(found))
        for found in read_html(Source(name="a.html", limit=len(page), held=page))
        if isinstance(found, Page)
    ]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--articles", type=int, default=1000, help="articles at most")
    paths = sorted((ROOT / "tests" / "stories").rglob("*.txt"))[: ask.parse_args().articles]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    print(f"{platform.machine()}, Python {platform.python_version()}, {len(texts)} articles, one core")
    print(f"{'layer':14}{'articles/s':>12}{'characters/s':>16}{'of 2,500/s':>16}")
    begun = perf_counter()
    annotate(texts[0])
    print(f"first article: {perf_counter() - begun:.2f} s (tables loaded)", file=sys.stderr)
    measure("tokens", texts, Tokens)
    measure("times", texts, lambda text: times(Tokens(text), PUBLISHED))
    measure("parsing", texts, lambda text: Syntax(Tokens(text)).clauses)
    measure("entities", texts, lambda text: entities(Syntax(Tokens(text))))
    measure("statements", texts, _statements)
    measure("events", texts, _events)
    measure("quantities", texts, lambda text: quantities(Tokens(text)))
    measure("cleaning", texts, lambda text: clean(Page(name="a", text=text)))
    measure("all", texts, lambda text: annotate(clean(Page(name="a", text=text, published=PUBLISHED))))
    measure("from HTML", texts, _from_html)


if __name__ == "__main__":
    main()
