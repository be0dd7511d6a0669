"""Speed of each layer on one core: articles and characters a second, on the texts of the test stories."""

import argparse
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from isnad.annotation import annotate
from isnad.annotation.clauses import Syntax
from isnad.annotation.entities import entities
from isnad.annotation.quantities import quantities
from isnad.annotation.statements import statements
from isnad.annotation.times import times
from isnad.annotation.tokens import Tokens
from isnad.cleaning import clean
from isnad.model import Page

ROOT = Path(__file__).parent.parent
ROUNDS = 5


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
    measure("times", texts, lambda text: times(Tokens(text), "2025-07-13"))
    measure("parsing", texts, lambda text: Syntax(Tokens(text)).clauses)
    measure("entities", texts, lambda text: entities(Syntax(Tokens(text))))
    measure("statements", texts, _statements)
    measure("quantities", texts, lambda text: quantities(Tokens(text)))
    measure("cleaning", texts, lambda text: clean(Page(name="a", text=text)))
    measure("all", texts, lambda text: annotate(clean(Page(name="a", text=text, published="2025-07-13"))))


if __name__ == "__main__":
    main()
