"""Boundaries: the words with which a clause begins (``docs/tagging.md`` says what a clause is).

Chosen by a linear model over the readings of the words, the marks between them and the quotations around them.
"""

import random
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from isnad.annotation.quotations import Quotation
from isnad.annotation.tokens import Tokens
from isnad.annotation.training import SEEDS, Example, trained
from isnad.annotation.words import Gaps, readings
from isnad.languages import cues
from isnad.languages.forms import Reading
from isnad.languages.perceptron import Choice, Chooser, Weights, together

_PASSES = 6
_AHEAD, _SOON = 12, 6  # words over which the verb of a clause is looked for, and up to which they are counted
_WINDOW = 60  # so many words back a clause is looked at: none is longer
_DATELINE = 9  # words of a dateline: place, day, month and year, agency
_DASH = re.compile(r"[-–—ـ]\s*$")
_RECENT = 12  # words back over which what opened or made a clause is told apart


def boundaries(tokens: Tokens, read: Sequence[Reading], begins: Choice | None = None) -> list[int]:
    """Return the words with which a clause begins, the first of each sentence among them."""
    begins = _model() if begins is None else begins
    view = _View(tokens, read)
    found: list[int] = []
    datelines = _behind_datelines(view)
    for at in range(len(read)):
        if tokens.breaks(at) or at in datelines or (view.may_begin(at) and begins(view.features(at, found[-1] if found else 0))):
            found.append(at)
    return found


def _behind_datelines(view: "_View") -> frozenset[int]:
    """Return the words with which a text goes on behind the place, and the agency, with which a line opens.

    «القاهرة (رويترز) - [قال]», «بيروت، 3 مارس (الأطلس) – [قال]», «تونس - وكالات: [قال]», «تونس - [قال]».
    """
    tokens, gaps = view.tokens, view.gaps
    found, opened, dashed = [], 0, False
    for at in range(len(tokens)):
        if gaps[at] == "line":
            opened, dashed = at, False
        elif at - opened > _DATELINE or gaps[at] in ("stop", "opening", "quote"):
            opened = -len(tokens)
        else:
            dash = _DASH.search(tokens.gap(at)) is not None
            if (dash and (gaps[at] == ")" or view.read[at].tag == "V")) or (dashed and gaps[at] == "colon"):
                found.append(at)
            dashed = dashed or dash
    return frozenset(found)


class _View:
    """A text as the choice of boundaries sees it."""

    def __init__(self, tokens: Tokens, read: Sequence[Reading]) -> None:
        self.tokens, self.read = tokens, read
        self.gaps = Gaps(tokens).classes
        self.depths = depths(tokens, tokens.quotations)
        self.cues = [self._cue(at) for at in range(len(read))]
        self._said = _before(self.cues)
        self._verbs, self._subordinators, self._relatives = (_before([r.tag == tag for r in read]) for tag in "VSR")

    def _cue(self, at: int) -> str:
        """Return how a word can carry reporting: as verb, participle or attribution, "" if it cannot."""
        reading = self.read[at]
        found = reading.analysis
        if found is not None and reading.tag == "V":
            cue = cues.verbs().get(found.lemma.form)
            return "" if cue is None else "weak" if cue.weak else "says"
        if found is not None and found.pos == "participle" and reading.tag in "ANB" and found.lemma.source in cues.verbs():
            ending = self.tokens.quote(at).endswith(("اً", "ًا", "ا", "ة", "ةً", "ين"))
            return "saying" if ending and not found.article else ""
        if reading.tag in "PNSC" and (match := cues.phrases().at(self.tokens.words, at)):
            return match.value[0]
        return ""

    def may_begin(self, at: int) -> bool:
        """Whether a mark, a conjunction or a word that can open a clause stands here."""
        reading = self.read[at]
        if (
            self.gaps[at] in ("closing", "quote", "opening")
            and not reading.particles
            and reading.tag in "PNAMKQR"
            and not self.cues[at]
        ):
            return False  # a quoted word in a clause that goes on
        return self.gaps[at] != "" or reading.particles[:1] in ("و", "ف") or reading.tag in "CSP" or self.read[at - 1].tag == "C"

    def features(self, at: int, begun: int) -> list[str]:
        read, gaps, forms = self.read, self.gaps, self.tokens.forms
        here, last = read[at], read[at - 1]
        after = read[at + 1] if at + 1 < len(read) else here
        third = read[at + 2].tag if at + 2 < len(read) else "$"
        window = max(begun, at - _WINDOW)
        verb, that, relative = self._verbs[at] >= window, self._subordinators[at] >= window, self._relatives[at] >= window
        state = f"{verb:d}{that:d}{relative:d}"
        opener = max(self._verbs[at], self._subordinators[at], self._relatives[at])
        since = read[opener].tag if opener >= max(window, at - _RECENT) else "-"
        depth = f"{min(self.depths[at], 2)}{min(self.depths[at - 1], 2)}"
        gap, particles = gaps[at], here.particles[:1]
        size = min(at - begun, 9) // 3
        cue, last_cue = self.cues[at], self.cues[begun]
        said = self._said[at] >= window
        ahead, far = self._ahead(at)
        opening = read[begun]
        return [
            "bias",
            f"1{gap}|{particles}|{here.tag}|{depth}",
            f"2{gap}|{here.shape}|{particles}|{state}",
            f"3{forms[at]}",
            f"4{forms[at]}|{gap}|{depth}",
            f"5{gap}|{particles}|{here.tag}|{after.tag}|{third}",
            f"6{gap}|{last.tag}|{here.tag}|{particles}|{since}",
            f"7{depth}|{gap}|{state}|{size}",
            f"8{_lemma(here)}|{particles}|{gap}",
            f"9{particles}|{here.tag}|{since}|{size}|{gap}",
            f"10{forms[at - 1]}",
            f"11{gap}|{here.tag}|{depth}|{since}",
            f"12{cue}|{gap}|{particles}",
            f"13{cue}|{here.tag}|{since}|{depth}",
            f"14{cue}|{last_cue}|{gap}|{said:d}",
            f"15{self.cues[at + 1] if at + 1 < len(read) else ''}|{here.tag}|{gap}|{particles}",
            f"16{gap}|{particles}|{ahead}|{far}|{here.tag}",
            f"17{gap}|{particles}|{ahead}|{since}|{verb:d}",
            f"18{ahead}|{cue}|{gap}",
            f"19{forms[at]}|{forms[at + 1] if at + 1 < len(forms) else ''}",
            f"20{gap}|{particles}|{here.tag}|{_lemma(after)}",
            f"21{opening.tag}|{opening.particles[:1]}|{gap}|{particles}|{here.tag}",
            f"22{_lemma(opening)}|{gap}|{particles}",
            f"23{forms[begun]}|{gap}|{here.tag}",
        ]

    def _ahead(self, at: int) -> tuple[str, int]:
        """Return what a clause that begins here comes to first: a verb, what subordinates, or a mark (-), and how soon."""
        read, end = self.read, min(at + _AHEAD, len(self.read))
        for next in range(at, end):
            if next > at and (self.gaps[next] or self.tokens.breaks(next)):
                return "-", min(next - at, _SOON)
            tag = read[next].tag
            if tag == "V" or (tag in "SR" and next > at):
                return tag, min(next - at, _SOON)
        return "~", _SOON


def _before(marks: Sequence[object]) -> list[int]:
    """Return for each word the last before it that is marked, -1 where none is."""
    return list(accumulate((at if mark else -1 for at, mark in enumerate(marks)), max, initial=-1))


def _lemma(reading: Reading) -> str:
    return reading.analysis.lemma.form if reading.analysis else ""


def depths(tokens: Tokens, quoted: Sequence[Quotation]) -> list[int]:
    """Return how many quotations each word stands in."""
    found = [0] * len(tokens)
    starts = tokens.starts
    for quotation in quoted:
        at = max(0, bisect_right(starts, quotation.start - 1))
        while at < len(starts) and starts[at] < quotation.end:
            found[at] += 1
            at += 1
    return found


def gold(sentence: Example) -> list[int]:
    """Return the words with which, as a person marked it, a clause begins."""
    marks = sentence.marks
    return [at for at, mark in enumerate(marks) if mark.clause and (at == 0 or marks[at - 1] is not mark)]


def train(examples: Sequence[Example], passes: int = _PASSES) -> Weights:
    """Return the weights learned from tagged sentences, over the readings that the tagger gives them."""
    prepared = [(_View(e.tokens, readings(e.tokens)), set(gold(e))) for e in examples]
    return together(_trained(prepared, passes, seed) for seed in SEEDS)


def _trained(prepared: Sequence[tuple[_View, set[int]]], passes: int, seed: int) -> Weights:
    chooser, order, shuffled = Chooser(), random.Random(seed), list(prepared)
    for _ in range(passes):
        order.shuffle(shuffled)
        for view, right in shuffled:
            _learn(chooser, view, right)
    return chooser.learner.averaged()


def _learn(chooser: Chooser, view: _View, right: set[int]) -> None:
    begun = 0
    for at in range(len(view.read)):
        if not view.tokens.breaks(at) and view.may_begin(at):
            features = view.features(at, begun)
            chooser.learn(features, at in right, chooser(features))
        if at in right or view.tokens.breaks(at):
            begun = at


@cache
def _model() -> Choice:
    return Choice(trained("boundaries", train))
