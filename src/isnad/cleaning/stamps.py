"""Stamps: when a page appeared or changed, and by whose hand, also glued to the words around them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from isnad.cleaning.dateline import Dated, alternatives, full_date, full_dates, months
from isnad.cleaning.lexicon import lexicon
from isnad.cleaning.lines import Line
from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.model import Span

_CLOCK = r"(?<![\d.])\d\d?[:.]\d\d(?::\d\d)?(?![\d.٪%])"
_FOREIGN_AGO = r"\d+\s+(?:min|minutes?|hours?|days?|weeks?|months?)\s+ago|vor\s+\d+\s+[a-z]+|il\s+y\s+a\s+\d+\s+[a-z]+"
_SEPARATOR = r"[\s|:،,.\-–—•·/()\[\]]|ب?توقيت\s+\w+"
# The most words that a line with a date may have besides, to be a stamp.
_OTHER_WORDS = 7
_LINE_WORDS = 24


class Stamp(NamedTuple):
    """A stamp in a line: its place in the text, the full date that it gives, and what it is made of.

    ``sure`` is whether it is one wherever it stands; ``clock`` whether it is a time of day and nothing else.
    """

    span: Span
    date: str | None
    sure: bool
    clock: bool


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    listed = lexicon().spelled
    glued = alternatives([word for word, mark in listed["stamp"] if mark == "+"])
    plain = alternatives([word for kind in ("stamp", "weekday") for word, _ in listed[kind]])
    named = alternatives([word for word, _ in listed["stamp"]])
    zone = alternatives([word for word, _ in listed["zone"]])
    label = rf"{glued}|(?<!\w)(?:{plain})(?!\w)|(?:{alternatives([w for w, m in listed['weekday'] if m])})(?=\d|\W)"
    ago = rf"(?:منذ|(?<!\w)قبل)\s+(?:\d+\s+)?(?:{_units()})|(?<!\w)(?:{_FOREIGN_AGO})"
    day = rf"(?<!\d)\d\d?[\s/-]+(?:{alternatives([*months(), *_hijri()])})(?:[\s،]+1[34]\d\d)?(?!\w)"
    date = re.sub(r"\?P<(\w\d)>", "?:", full_date().replace("(?P=s1)", "[-/.]").replace("(?P=s2)", "[-/.]"))
    run = rf"(?:{date}|{_CLOCK}|{ago}|{day}|{label}|(?<!\w)(?:{zone})(?!\w)|{_SEPARATOR})++"
    return {
        "run": re.compile(run),
        "glued": re.compile(glued),
        "ago": re.compile(ago),
        "clock": re.compile(_CLOCK),
        "label": re.compile(rf"(?:{glued}|(?:{named})(?!\w))"),
        "when": re.compile(rf"{date}|{_CLOCK}|{ago}|{day}"),
    }


def _units() -> str:
    kinds = ("unit", "unit-dual", "unit-plural")
    return alternatives([fold(s.text) for r in pack.read("time") if r.fields[0] in kinds for s in r.surfaces])


def _hijri() -> list[str]:
    return [fold(s.text) for r in pack.read("time") if r.fields[0] == "hijri" for s in r.surfaces]


def stamp(line: Line) -> Stamp | None:
    """Return the stamp that a line is, None where it is none. A date in running text is none."""
    if line.prose or not 0 < len(line) <= _LINE_WORDS:
        return None
    patterns, folded = _patterns(), line.folded.text
    dated: list[Dated] = list(full_dates(folded))
    ago, clock = patterns["ago"].search(folded), patterns["clock"].search(folded)
    if not (dated or ago or clock):
        return None
    day = dated[0].iso if dated else None
    labelled = bool(patterns["label"].match(folded))
    run = patterns["run"].match(folded)
    if run and run.end() == len(folded):
        only_clock = not dated and not ago and not labelled
        return Stamp(line.span, day, bool(ago or clock or labelled), only_clock)
    if (dated or ago or labelled) and len(line) - _stamp_words(folded) <= _OTHER_WORDS:
        return Stamp(line.span, day, labelled, False)
    return None


def _stamp_words(folded: str) -> int:
    return sum(len(match.group().split()) for match in _patterns()["when"].finditer(folded))


def glued_stamps(line: Line) -> Iterator[Stamp]:
    """Yield the stamps that stand in a line beside other words: a label («آخر تحديث») together with its date."""
    patterns, folded = _patterns(), line.folded.text
    if not patterns["glued"].search(folded):
        return
    for run in patterns["run"].finditer(folded):
        words = run.group()
        label, when = patterns["glued"].search(words), patterns["when"].search(words)
        if label and when and run.end() - run.start() < len(folded):
            span = line.folded.span(run.start(), run.start() + len(words.rstrip()))
            day = next((found.iso for found in full_dates(words)), None)
            yield Stamp(Span(line.start + span.start, line.start + span.end), day, True, False)
