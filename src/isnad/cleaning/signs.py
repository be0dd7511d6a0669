"""Signs: what single lines show of themselves, before it is asked where they stand."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from isnad.cleaning.lexicon import REACHES, Entry, lexicon
from isnad.cleaning.lines import Line
from isnad.cleaning.stamps import stamp
from isnad.languages.phrases import Match

# How many words a line may have at most, for each place of a phrase and some classes.
_MOST = {"whole": 25, "start": 25, "label": 30, "inside": 45, "call": 20}
_MOST_OF_KIND = {"author": 9, "credit": 9, "share": 6}
_LABELS = tuple(":|-–—/؛•›>»")
_LABELS_OF_KIND = {"author": (*_LABELS, "،", ","), "credit": (*_LABELS, "،", ",")}
_LONG_START = 60
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|@\w+|#\w+(?:\s+#\w+)*")
_BULLET = re.compile(r"[*٭✻●•–—-]\s*\w")


class Sign(NamedTuple):
    """What a line shows: a class of furniture and how far it reaches. ``sure``: wherever it stands.

    The kinds ``keep`` and ``place`` are of lines that are the article's though they look like furniture.
    """

    kind: str
    reach: str
    sure: bool
    date: str | None = None


def read_sign(line: Line) -> Sign | None:
    """Return what a line shows of itself, None where it shows nothing."""
    if not line.words:
        return None
    if len(line) < 40 and _ADDRESS.fullmatch(line.text):
        return Sign("share", "line", True)
    if kept := _kept(line):
        return kept
    covered = _covered(line)
    if covered and covered.sure:
        return covered
    for entry in _phrases(line):
        return Sign(entry.kind, entry.reach, entry.mark != "?" and (entry.kind != "disclaimer" or not line.prose))
    if found := stamp(line):
        return Sign("clock" if found.clock else "stamp", "line", found.sure, found.date)
    if covered or line.menu:
        return covered or Sign("menu", "line", False)
    return _shaped(line)


def _shaped(line: Line) -> Sign | None:
    """Return what the shape of a line shows: a credit of rights, a note on the author, figures."""
    if "©" in line.text and len(line) <= _MOST["call"]:
        return Sign("credit", "line", True)
    about = lexicon().begins("item", line.words)
    if _BULLET.match(line.text) and about and about.value.kind == "author":
        return Sign("author", "line", False)
    return Sign("figure", "line", False) if _figures(line) else None


def _figures(line: Line) -> bool:
    """Whether a line is figures more than words, as the prices of the day are."""
    figures = sum(word.form[0].isdigit() for word in line.words)
    return figures * 5 > len(line) * 2 and (figures == len(line) or figures > 2)


def _kept(line: Line) -> Sign | None:
    if len(line) > _MOST["start"]:
        return None
    label = lexicon().begins("label", line.words)
    if label and label.value.kind == "keep" and _labelled(line, label):
        return Sign("keep", "line", True)
    whole = lexicon().opens("place", line.words)
    return Sign("place", "line", True) if whole and whole.last == len(line) else None


def _labelled(line: Line, label: Match[Entry]) -> bool:
    """Whether after a label there is a colon or the like, or nothing."""
    after = line.words[label.last].gap.strip() if label.last < len(line) else ":"
    return after.startswith(_LABELS_OF_KIND.get(label.value.kind, _LABELS))


def _phrases(line: Line) -> Iterator[Entry]:
    """Yield the phrases that stand where they must for the line to be furniture."""
    known = lexicon()
    for place in ("label", "start", "call"):
        match = known.begins(place, line.words)
        if match and _fits(line, match):
            yield match.value
    if len(line) <= _MOST["inside"]:
        table = known.places["inside"].table
        for first, word in enumerate(line.words):
            match = known.begins("inside", line.words, first) if word.form in table else None
            if match and len(line) <= _MOST_OF_KIND.get(match.value.kind, _MOST["inside"]):
                yield match.value


def _fits(line: Line, match: Match[Entry]) -> bool:
    entry = match.value
    if entry.kind in ("stamp", "weekday", "keep"):
        return False
    if entry.mark == "!":
        return len(line) <= _LONG_START
    if len(line) > _MOST_OF_KIND.get(entry.kind, _MOST[entry.place]) or (line.prose and entry.place != "label"):
        return False
    if entry.place == "label":
        return _labelled(line, match) or entry.mark == "?"
    return entry.place != "call" or lexicon().holds("share", line.words[match.last :]) or "تطبيق" in line.key


def _covered(line: Line) -> Sign | None:
    """Return the sign of a line that is made of listed phrases: of one that is sure, or of words of menus."""
    if len(line) > _MOST["whole"]:
        return None
    entries, other = _cover(line)
    if not entries or other * 5 > len(line):
        return None
    sure = [entry for entry in entries if entry.place == "whole"]
    first = (sure or entries)[0]
    several = len(entries) > 1 and other == 0
    reach = max((entry.reach for entry in sure), key=REACHES.index, default="line")
    return Sign(first.kind, reach, bool(sure) or several)


def _cover(line: Line) -> tuple[list[Entry], int]:
    """Return the phrases of which a line is made, and how many words belong to none (figures and letters aside)."""
    known, found, other, at = lexicon(), list[Entry](), 0, 0
    words = [word for word in line.words if not word.form[0].isdigit()]
    while at < len(words):
        matches = [known.begins(place, words, at) for place in ("whole", "item")]
        best = max((match for match in matches if match), key=lambda match: match.last, default=None)
        if best and best.value.kind not in ("zone", "keep", "place"):
            found.append(best.value)
            at = best.last
            continue
        other += len(words[at].form) > 1
        at += 1
    return found, other
