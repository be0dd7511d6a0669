"""Growth with the text: what each layer costs on texts of 1 kB, 2 kB … and the power of the length with which that grows.

The texts are articles of the development stories one after the other, with paragraphs between. Time is that of the process, the
least of some rounds, so that what else runs on the machine does not count. The exponent is fitted to the sizes from 16 kB on:
before, what each call costs by itself is most of it.
"""

import argparse
import math
import platform
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from time import process_time
from typing import TypeVar

from isnad.annotation.clauses import Syntax
from isnad.annotation.entities import entities
from isnad.annotation.events import events
from isnad.annotation.quantities import quantities
from isnad.annotation.statements import statements
from isnad.annotation.times import times
from isnad.annotation.tokens import Tokens
from isnad.cleaning import clean
from isnad.model import Page

T = TypeVar("T")
STORIES = Path(__file__).parent.parent / "tests" / "stories" / "development"
PUBLISHED = "2025-07-13"
FITTED = 16_000  # code points from which on the exponent is fitted
LONG = 100_000  # code points from which on one round is enough
WARM = 200_000  # code points within which all articles stand once
WANTED = 1.05


def text_of(size: int) -> str:
    """Return a text of so many code points."""
    parts: list[str] = []
    for path in cycle(sorted(STORIES.rglob("*.txt"))):
        parts.append(path.read_text(encoding="utf-8"))
        if sum(map(len, parts)) >= size:
            break
    return "\n\n".join(parts)[:size]


def seconds(size: int) -> dict[str, float]:
    """Return what each layer costs on a text of a size, in seconds of the process."""
    text = text_of(size)
    least: dict[str, float] = {}
    for _ in range(1 if size >= LONG else 3):
        for name, spent in _round(text).items():
            least[name] = min(spent, least.get(name, spent))
    return least


def _round(text: str) -> dict[str, float]:
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        begun = process_time()
        made = work()
        found[name] = process_time() - begun
        return made

    timed("cleaning", lambda: clean(Page(name="a", text=text, published=PUBLISHED)))
    tokens = timed("tokens", lambda: Tokens(text))
    syntax = timed("words, phrases", lambda: Syntax(tokens))
    timed("clauses", lambda: syntax.clauses)
    dated = timed("times", lambda: times(tokens, PUBLISHED))
    named = timed("entities", lambda: entities(syntax))
    counted = timed("quantities", lambda: quantities(tokens, (*dated, *named)))
    said = timed("statements", lambda: statements(syntax, named))
    timed("events", lambda: events(syntax, named, dated, counted, said))
    found["all"] = sum(found.values())
    return found


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """Return the power of the size with which the time grows, by least squares over the logarithms."""
    logs = [(math.log(size), math.log(spent)) for size, spent in points if spent > 0]
    middle = sum(x for x, _ in logs) / len(logs), sum(y for _, y in logs) / len(logs)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in logs) / sum((x - middle[0]) ** 2 for x, _ in logs)


def measured(most: int) -> tuple[list[int], dict[str, list[float]]]:
    """Return the sizes up to ``most`` code points, and what each layer costs on them."""
    _round(text_of(WARM))  # tables and models, and what is remembered of the words of all the articles
    sizes = [1_000 * 2**step for step in range(20) if 1_000 * 2**step <= most]
    spent: dict[str, list[float]] = {}
    for size in sizes:
        for name, value in seconds(size).items():
            spent.setdefault(name, []).append(value)
    return sizes, spent


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--most", type=int, default=4_096_000, help="code points of the longest text")
    sizes, spent = measured(ask.parse_args().most)
    print(f"{platform.machine()}, Python {platform.python_version()}, one core; milliseconds by thousands of code points")
    print(f"{'layer':16}{''.join(f'{size // 1000:>9}' for size in sizes)}  exponent")
    for name, values in spent.items():
        power = exponent([(size, value) for size, value in zip(sizes, values, strict=True) if size >= FITTED])
        shown = "".join(f"{1000 * value:>9.1f}" for value in values)
        print(f"{name:16}{shown}{power:>10.2f}{'' if power <= WANTED else f'  more than {WANTED}'}")


if __name__ == "__main__":
    main()
