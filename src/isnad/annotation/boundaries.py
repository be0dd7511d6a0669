"""Boundaries: the words with which a clause begins (``docs/tagging.md`` says what a clause is).

Chosen by a linear model over the readings of the words, the marks between them and the quotations around them.
"""

import random
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from isnad.annotation.quotations import Quotation
from isnad.annotation.tokens import Tokens
from isnad.annotation.training import SEEDS, Example, trained
from isnad.annotation.words import Gaps, readings
from isnad.languages import cues
from isnad.languages.forms import Reading
from isnad.languages.perceptron import Choice, Chooser, View, Weights, together, written

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
        if tokens.breaks(at) or at in datelines or (view.may_begin(at) and begins(view.view(at, found[-1] if found else 0))):
            found.append(at)
    return found


def _behind_datelines(view: "_View") -> frozenset[int]:
    """Return the words with which a text goes on behind the place, and the agency, with which a line opens.

    «القاهرة (رويترز) - [قال]», «بيروت، 3 مارس (الأطلس) – [قال]», «تونس - وكالات: [قال]», «تونس - [قال]».
    """
    tokens, gaps = view.tokens, view.gaps
    found, last, dashed = [], 0, False
    for at in range(len(tokens)):
        if gaps[at] == "line":
            last, dashed = at + _DATELINE, False
        elif at > last:
            continue
        elif gaps[at] in ("stop", "opening", "quote") or view.read[at - 1].tag in "VS":
            last = at  # «القوات - قالت الوكالة - انسحبت» goes on
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
        self.lemmas = [reading.analysis.lemma.form if reading.analysis else "" for reading in read]
        self.cues = [self._cue(at) for at in range(len(read))]
        self._said, self._verbs, self._subordinators, self._relatives = self._passed()
        self._next = self._coming()

    def _passed(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Return for each word the last cue, verb, subordinator and relative before it, -1 where is none."""
        cue = verb = that = relative = -1
        cues, verbs, subordinators, relatives = list[int](), list[int](), list[int](), list[int]()
        for at, reading in enumerate(self.read):
            cues.append(cue)
            verbs.append(verb)
            subordinators.append(that)
            relatives.append(relative)
            cue = at if self.cues[at] else cue
            if reading.tag == "V":
                verb = at
            elif reading.tag == "S":
                that = at
            elif reading.tag == "R":
                relative = at
        return cues, verbs, subordinators, relatives

    def _coming(self) -> list[tuple[int, str]]:
        """Return for each word where what goes on with it comes to a mark (-), a verb or what subordinates, and to which."""
        at, what, found = len(self.read) + _AHEAD, "~", list[tuple[int, str]]()
        for here in range(len(self.read) - 1, -1, -1):
            tag = self.read[here].tag
            if self.gaps[here] or self.tokens.breaks(here):
                at, what = here, "-"
            elif tag in "VSR":
                at, what = here, tag
            found.append((at, what))
        found.reverse()
        return found

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

    def view(self, at: int, begun: int) -> View:
        read, gaps, forms, lemmas = self.read, self.gaps, self.tokens.forms, self.lemmas
        here, opening = read[at], read[begun]
        gap, tag, particles = gaps[at], here.tag, here.particles[:1]
        behind = at + 1 if at + 1 < len(read) else at
        window = max(begun, at - _WINDOW)
        verb, that, relative = self._verbs[at], self._subordinators[at], self._relatives[at]
        opener = max(verb, that, relative)
        since = read[opener].tag if opener >= max(window, at - _RECENT) else "-"
        depth, depth_before = min(self.depths[at], 2), min(self.depths[at - 1], 2)
        ahead, far = self._ahead(at)
        return (
            (
                (
                    gap,
                    particles,
                    here.shape,
                    read[at - 1].tag,
                    depth,
                    depth_before,
                    verb >= window,
                    that >= window,
                    relative >= window,
                    since,
                    min(at - begun, 9) // 3,
                ),
                (
                    gap,
                    particles,
                    tag,
                    self.cues[at],
                    self.cues[begun],
                    self.cues[at + 1] if at + 1 < len(read) else "",
                    self._said[at] >= window,
                    since,
                    depth,
                    depth_before,
                    ahead,
                    far,
                    verb >= window,
                ),
                (forms[at], lemmas[at], gap, particles, depth, depth_before),
                (forms[begun], lemmas[begun], opening.tag, opening.particles[:1], gap, particles, tag),
            ),
            (
                f"5{gap}|{particles}|{tag}|{read[behind].tag}|{read[at + 2].tag if at + 2 < len(read) else '$'}",
                f"10{forms[at - 1]}",
                f"19{forms[at]}|{forms[at + 1] if at + 1 < len(forms) else ''}",
                f"20{gap}|{particles}|{tag}|{lemmas[behind]}",
            ),
        )

    def _ahead(self, at: int) -> tuple[str, int]:
        """Return what a clause that begins here comes to first: a verb, what subordinates, or a mark (-), and how soon."""
        if self.read[at].tag == "V":
            return "V", 0
        coming, what = self._next[at + 1] if at + 1 < len(self._next) else (at + _AHEAD, "~")
        return (what, min(coming - at, _SOON)) if coming < at + _AHEAD else ("~", _SOON)


def _of_place(
    gap: str,
    particles: str,
    shape: str,
    last: str,
    depth: int,
    depth_before: int,
    verb: bool,
    that: bool,
    relative: bool,
    since: str,
    size: int,
) -> Sequence[str]:
    tag, depths, state = shape[0], f"{depth}{depth_before}", f"{verb:d}{that:d}{relative:d}"
    return (
        "bias",
        f"1{gap}|{particles}|{tag}|{depths}",
        f"2{gap}|{shape}|{particles}|{state}",
        f"6{gap}|{last}|{tag}|{particles}|{since}",
        f"7{depths}|{gap}|{state}|{size}",
        f"9{particles}|{tag}|{since}|{size}|{gap}",
        f"11{gap}|{tag}|{depths}|{since}",
    )


def _of_cues(
    gap: str,
    particles: str,
    tag: str,
    cue: str,
    cue_of_clause: str,
    cue_behind: str,
    said: bool,
    since: str,
    depth: int,
    depth_before: int,
    ahead: str,
    far: int,
    verb: bool,
) -> Sequence[str]:
    return (
        f"12{cue}|{gap}|{particles}",
        f"13{cue}|{tag}|{since}|{depth}{depth_before}",
        f"14{cue}|{cue_of_clause}|{gap}|{said:d}",
        f"15{cue_behind}|{tag}|{gap}|{particles}",
        f"16{gap}|{particles}|{ahead}|{far}|{tag}",
        f"17{gap}|{particles}|{ahead}|{since}|{verb:d}",
        f"18{ahead}|{cue}|{gap}",
    )


def _of_word(form: str, lemma: str, gap: str, particles: str, depth: int, depth_before: int) -> Sequence[str]:
    return (f"3{form}", f"4{form}|{gap}|{depth}{depth_before}", f"8{lemma}|{particles}|{gap}")


def _of_opening(form: str, lemma: str, opening: str, before_opening: str, gap: str, particles: str, tag: str) -> Sequence[str]:
    return (
        f"21{opening}|{before_opening}|{gap}|{particles}|{tag}",
        f"22{lemma}|{gap}|{particles}",
        f"23{form}|{gap}|{tag}",
    )


TEMPLATES = (_of_place, _of_cues, _of_word, _of_opening)


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
            features = written(TEMPLATES, view.view(at, begun))
            chooser.learn(features, at in right, chooser(features))
        if at in right or view.tokens.breaks(at):
            begun = at


@cache
def _model() -> Choice:
    return Choice(trained("boundaries", train), TEMPLATES)
