"""Plain pairs and small sets of dispatches: what of them is one claim, a conflict, a revision, an origin.

Makes small cases of the patterns in ``dispatches.txt``: the same event in other words, one toll of two sources, a number raised
by its source, a denial and what it denies, two visits of one minister, one dispatch in three papers. Scores what Isnad makes of
them by ``../shared/gold/score``, as it does the stories. Every third pattern, and the last of each three words for one thing, are
the test, of which only totals were looked at. ``--errors`` prints what is told amiss of the others.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from claims import line

from isnad import annotate
from isnad.connection import Copied, Worded, claim, components, copy, filed, groups, reports
from isnad.model import Claim, Copy, Document, Span, Wording

SHARED = Path(__file__).parent.parent.parent / "shared"
_DAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
_MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
_CHOICE, _SLOT = re.compile(r"\[([^\]]*)\]"), re.compile(r"\{([a-z]+\d?)(?:\.([a-z]+\d?)|([+]\d+))?\}")
_MARK = re.compile(r"<([a-z]):([^>]*)>")
_SLOTS = ("count", "time", "place", "actor", "polarity")


class Pattern(NamedTuple):
    name: str
    dispatches: list[tuple[int, str]]  # the day on which each is printed, and its words
    right: list[list[str]]


class Small(NamedTuple):
    """A small case: its documents, and what a gold file of it says."""

    documents: list[Document]
    gold: dict[str, Any]


Lists = dict[str, list[dict[str, str]]]


def read(path: Path) -> tuple[list[Pattern], Lists]:
    patterns: list[Pattern] = []
    lists: Lists = {}
    fields: list[str] = []
    for row in filter(None, path.read_text(encoding="utf-8").splitlines()):
        mark, _, rest = row.partition(" ")
        if mark == "~":
            name, *fields = rest.split()
            lists[name] = rows = []
        elif mark == "=":
            patterns.append(Pattern(rest, [], []))
        elif mark == "!":
            patterns[-1].right.append(rest.split())
        elif mark.isdecimal():
            patterns[-1].dispatches.append((int(mark), rest))
        elif mark != "#":
            values = (value.strip("-").replace("_", " ") for value in row.split())
            rows.append(dict(zip(fields, values, strict=True)))
    return patterns, lists


def made(pattern: Pattern, lists: Lists, chance: random.Random, words: slice) -> Small:
    """Return a case of a pattern; ``words`` are those of three from which one is drawn."""
    first = date(2021, 1, 10) + timedelta(chance.randrange(1200))
    numbers = sorted(chance.sample(range(31, 90), 3))
    drawn = {name: chance.sample(rows, min(2, len(rows))) for name, rows in lists.items()}

    def chosen(match: re.Match[str]) -> str:
        every: list[str] = match[1].split("|")
        return chance.choice(every[words] if len(every) > 2 else every)

    def filled(match: re.Match[str]) -> str:
        name, field, later = match.groups()
        if field:
            return drawn[name.rstrip("12")][int(name[-1]) - 1 if name[-1].isdecimal() else 0][field]
        if name[0] == "n":
            return str(numbers[int(name[1]) - 1])
        day = first + timedelta(int(later))
        return _DAYS[day.weekday()] if name == "w" else f"{day.day} {_MONTHS[day.month - 1]}"

    documents: list[Document] = []
    told: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, (later, words_told) in enumerate(pattern.dispatches, 1):
        marked = _SLOT.sub(filled, _CHOICE.sub(chosen, words_told)).strip().replace(" / ", "\n")
        text, name = "", f"{number}.txt"
        for at, piece in enumerate(_MARK.split(marked)):
            if at % 3 == 2:
                quote = {"doc": name, "quote": piece, "n": text.count(piece) + 1}
                told[_MARK.split(marked)[at - 1]].append(quote)
            text += piece if at % 3 != 1 else ""
        title = Span(0, text.index("\n")) if "\n" in text else None
        digest = sha256(f"{pattern.name} {text}".encode()).hexdigest()
        published = (first + timedelta(later)).isoformat()
        documents.append(Document(name=name, text=text, sha256=digest, lang="ar", published=published, title=title))
    return Small(documents, {"claims": [_claim(id, told[id], pattern, drawn) for id in sorted(told)]})


def _claim(id: str, told: list[dict[str, Any]], pattern: Pattern, drawn: Lists) -> dict[str, Any]:
    found: dict[str, Any] = {"id": id, "reports": told, "conflicts": [], "revisions": [], "origins": []}
    for what, *rest in pattern.right:
        if what == "origins" and rest[0] == id:
            found["origins"] = [str(number) for number in range(int(rest[1]))]
        elif what == "revision" and rest[0] == id:
            name, _, field = rest[2].partition(".")
            between = [told[int(at) - 1]["doc"] for at in rest[3:]]
            by = drawn[name[0]][int(name[1:] or 1) - 1][field]
            found["revisions"].append({"slot": rest[1], "by": by, "docs": between})
        elif what in _SLOTS and rest[0] == id:
            found["conflicts"].append({"slot": what, "between": [_nth(told, int(at) - 1) for at in rest[1:]]})
    return found


def _nth(told: list[dict[str, Any]], at: int) -> list[Any]:
    """Return a report by its document, and which of it there."""
    name = told[at]["doc"]
    return [name, sum(one["doc"] == name for one in told[: at + 1])]


def connected(documents: list[Document]) -> list[Claim]:
    """Return the claims of some documents, as a case makes them: what is copied has one origin."""
    told = [report for document in documents for report in reports(annotate(document))]
    shared = (copy(Worded(a), Worded(b)) for a, b in combinations(documents, 2))
    copied, keys = Copied(found for found in shared if isinstance(found, Copy)), filed(told)
    every = (group for component in components(told, keys) for group in groups(component, keys))
    return [claim(group, lambda _: Wording("", ""), copied) for group in every]


def scored(score: ModuleType, small: Small, *tallies: Any) -> list[Claim]:
    claims = connected(small.documents)
    names = {document.id: document.name for document in small.documents}
    texts = {document.name: document.text for document in small.documents}
    for tally in tallies:
        score.score_claims(json.loads(json.dumps(small.gold)), texts, [line(one, names) for one in claims], lambda id: id, tally)
    return claims


def cases(times: int, seed: int = 1) -> Iterator[tuple[str, Pattern, Small]]:
    """Yield the small cases of each pattern: those of development, and of the test."""
    patterns, lists = read(Path(__file__).with_suffix(".txt"))
    chance = random.Random(seed)
    for number, pattern in enumerate(patterns):
        for _ in range(times):
            if number % 3 < 2:
                yield "development", pattern, made(pattern, lists, chance, slice(0, 2))
            yield "test", pattern, made(pattern, lists, chance, slice(2, 3) if number % 3 < 2 else slice(0, 3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=6, help="cases of each pattern")
    parser.add_argument("--errors", action="store_true", help="print what is told amiss of the patterns of development")
    options = parser.parse_args()
    score = SourceFileLoader("score", str(SHARED / "gold" / "score")).load_module()
    totals = {kind: score.Tally() for kind in ("development", "test")}
    by_pattern: defaultdict[str, Any] = defaultdict(score.Tally)
    for kind, pattern, small in cases(options.times):
        own = [by_pattern[pattern.name]] if kind == "development" else []
        scored(score, small, totals[kind], *own)
    for name, tally in by_pattern.items() if options.errors else ():
        print(f"{name:50}", " | ".join(f"{right}/{size} {made}" for right, size, made in _counts(tally)))
    for kind, tally in totals.items():
        print(kind)
        for layer, precision, recall, f1, size, found in tally.rows():
            print(f"  {layer:40} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  of {size}, found {found}")


def _counts(tally: Any) -> Iterator[tuple[int, int, int]]:
    for _, _, recall, _, size, found in tally.rows():
        yield round(recall * size), size, found


if __name__ == "__main__":
    main()
