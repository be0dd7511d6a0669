"""Phrases: base noun phrases, a head with all that hangs on it without a preposition (``docs/tagging.md``).

Where a phrase begins and how far it reaches is chosen by a linear model over the readings of the words: their classes, states
and agreement; never over a mark or a line's end.
"""

import random
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from isnad.annotation.joints import OUTSIDE, closed_by, may_join, sense
from isnad.annotation.tokens import Tokens
from isnad.annotation.training import SEEDS, Example, trained
from isnad.annotation.words import Gaps, agreement, readings
from isnad.languages.forms import Reading
from isnad.languages.naming import context, listed_as_name, titles
from isnad.languages.perceptron import Choice, Chooser, Weights, together

_PASSES = 6
_LONGEST = 64  # words of a phrase: a list that goes on is cut, for whoever reads a phrase reads all of it


_Prepared = tuple[Example, list[Reading], list[str], "list[Phrase]"]


class Phrase(Struct, frozen=True):
    """A base noun phrase: the words [first, last); the particles of its first word stand outside of it."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many words."""
        return self.last - self.first


def phrases(tokens: Tokens, read: Sequence[Reading], joins: Choice | None = None) -> list[Phrase]:
    """Return the noun phrases of a text in order, those of one word too; pronouns and closed classes are in none."""
    joins = _model() if joins is None else joins
    gaps = Gaps(tokens).classes
    found: list[Phrase] = []
    first = None
    for at, reading in enumerate(read):
        joined = (
            first is not None
            and at - first < _LONGEST
            and may_join(tokens, read, gaps, first, at)
            and not _is_named_before(tokens, read, at)
            and not _is_behind_day(tokens, read, at)
            and (_is_counted(tokens, read, at) or joins(_features(tokens, read, gaps, first, at)))
        )
        if first is not None and not joined:
            found.append(Phrase(first, at))
            first = None
        if first is None and _opens(reading):
            first = at
    if first is not None:
        found.append(Phrase(first, len(read)))
    return found


def _is_counted(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether an indefinite noun in the accusative stands right behind a number, which counts it: «63 [قتيلا]»."""
    plain = not read[at].particles and not read[at].pronoun and read[at].tag in "NA"
    return read[at - 1].tag == "K" and plain and tokens.forms[at].endswith("ا")


def _is_named_before(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether things told of in the plural stand right behind a name, of which they are no part: «أجرى بلينكن [محادثات]»."""
    plain = not read[at].particles and not read[at].pronoun and read[at].tag == "N"
    return plain and read[at - 1].tag == "M" and tokens.forms[at].endswith("ات") and not listed_as_name(tokens.bare(at, 0))


def _is_behind_day(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether a name, or a noun with the article, stands behind the name of a day: «وقّعت يوم الخميس [الحكومة]»."""
    plain = not read[at].particles and (read[at].tag == "M" or (read[at].tag == "N" and tokens.forms[at].startswith("ال")))
    found = read[at].analysis
    return plain and not (found is not None and found.lemma.sense == "time") and tokens.forms[at - 1] in context("weekday")


def _opens(reading: Reading) -> bool:
    return reading.tag not in OUTSIDE and not (
        reading.tag == "G" and (reading.analysis is None or reading.analysis.lemma.form != "غير")
    )


def _features(tokens: Tokens, read: Sequence[Reading], gaps: Sequence[str], first: int, at: int) -> list[str]:
    here, last, head = read[at], read[at - 1], read[first]
    after = read[at + 1].shape if at + 1 < len(read) and gaps[at + 1] == "" else "$"
    after_tag = after[:1]
    older = read[at - 2].shape if at - 2 >= first else "^"
    before = read[first - 1].tag if first else "^"
    size = min(at - first, 4)
    particles = here.particles
    agree = agreement(head, here)
    closed, kind = closed_by(read, first, at), sense(here)
    title = titles().get(tokens.bare(at, len(particles))) or ""
    return [
        "bias",
        f"1{last.shape}|{here.shape}|{particles}",
        f"2{older}|{last.shape}|{here.shape}|{particles}",
        f"3{head.shape}|{here.shape}|{size}|{particles}",
        f"4{agree}|{agreement(last, here)}|{last.tag}{here.tag}|{particles}",
        f"5{here.shape}|{after}|{particles}",
        f"6{last.tag}{here.tag}{after_tag}|{particles}",
        f"7{tokens.forms[at]}",
        f"8{tokens.forms[at - 1]}",
        f"9{gaps[at]}|{last.tag}{here.tag}",
        f"10{before}|{head.tag}{last.tag}{here.tag}{size}",
        f"11{head.tag}{agree}{here.shape}",
        f"12{last.shape}|{here.shape}|{after}",
        f"13{closed}|{here.shape}|{particles}",
        f"14{closed}|{kind}|{here.shape[:2]}",
        f"15{sense(last)}|{kind}|{last.shape[:2]}{here.shape[:2]}",
        f"16{sense(head)}|{kind}|{closed}",
        f"17{title}|{closed}|{after_tag}",
        f"18{closed}|{here.shape}|{after}",
    ]


def gold(sentence: Example) -> list[Phrase]:
    """Return the phrases that a person marked, of two words and more."""
    found, first = [], None
    for at, mark in enumerate(sentence.marks):
        new = at == 0 or mark is not sentence.marks[at - 1]
        if mark.opens and new:
            first = at
        ends = at + 1 == len(sentence.marks) or sentence.marks[at + 1] is not mark
        if mark.closes and ends and first is not None:
            if at + 1 - first > 1:
                found.append(Phrase(first, at + 1))
            first = None
    return found


def train(examples: Sequence[Example], passes: int = _PASSES) -> Weights:
    """Return the weights learned from tagged sentences, over the readings that the tagger gives them."""
    prepared = [(e, readings(e.tokens), Gaps(e.tokens).classes, gold(e)) for e in examples]
    return together(_trained(prepared, passes, seed) for seed in SEEDS)


def _trained(prepared: Sequence[_Prepared], passes: int, seed: int) -> Weights:
    chooser, order, shuffled = Chooser(), random.Random(seed), list(prepared)
    for _ in range(passes):
        order.shuffle(shuffled)
        for sentence in shuffled:
            _learn(chooser, *sentence)
    return chooser.learner.averaged()


def _learn(chooser: Chooser, sentence: Example, read: Sequence[Reading], gaps: Sequence[str], right: Sequence[Phrase]) -> None:
    inside = {at for phrase in right for at in range(phrase.first + 1, phrase.last)}
    first = None
    for at, reading in enumerate(read):
        wanted = False
        if first is not None and may_join(sentence.tokens, read, gaps, first, at):
            features = _features(sentence.tokens, read, gaps, first, at)
            wanted = at in inside
            chooser.learn(features, wanted, chooser(features))
        if not wanted:
            first = at if _opens(reading) else None


@cache
def _model() -> Choice:
    return Choice(trained("phrases", train))
