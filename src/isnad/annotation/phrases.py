"""Phrases: base noun phrases, a head with all that hangs on it without a preposition (``docs/tagging.md``).

Where a phrase begins and how far it reaches is chosen by a linear model over the readings of the words: their classes, states
and agreement; never over a mark or a line's end.
"""

import random
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from isnad.annotation.tokens import Tokens
from isnad.annotation.training import SEEDS, Example, trained
from isnad.annotation.words import Gaps, agreement, readings
from isnad.languages.forms import Reading, is_country
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context, listed_as_name, titles
from isnad.languages.perceptron import Choice, Chooser, Weights, together

_PASSES = 6
_LONGEST = 16  # so many words of a phrase are looked at
_OUTSIDE = frozenset("VPSRXTBC")


_Prepared = tuple[Example, list[Reading], list[str], "list[Phrase]"]


class Phrase(NamedTuple):
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
            first is not None and _may_join(tokens, read, gaps, first, at) and joins(_features(tokens, read, gaps, first, at))
        )
        if first is not None and not joined:
            found.append(Phrase(first, at))
            first = None
        if first is None and _opens(reading):
            first = at
    if first is not None:
        found.append(Phrase(first, len(read)))
    return found


def _opens(reading: Reading) -> bool:
    return reading.tag not in _OUTSIDE and not (
        reading.tag == "G" and (reading.analysis is None or reading.analysis.lemma.form != "غير")
    )


def _may_join(tokens: Tokens, read: Sequence[Reading], gaps: Sequence[str], first: int, at: int) -> bool:
    """Whether the grammar lets a word go on with the phrase before it."""
    reading = read[at]
    if gaps[at] not in ("", "opening", "closing", "quote", "mark") or reading.tag in _OUTSIDE:
        return False
    if reading.tag == "N" and read[at - 1].tag != "K" and tokens.quote(at).endswith(("اً", "ًا")):
        return False  # an indefinite noun in the accusative is an object of its own: «في مارس [أرباحاً صافية]»
    if reading.tag == "K" and read[at - 1].tag in "NAM" and _sense(read[at - 1]) != "time" and "A" in _closed(read, first, at):
        return False  # «الحماية المدنية [أحد عشر مصاباً]»
    if reading.tag in "NA" and _is_definite(read[at - 1]) and not reading.particles and _is_only_plural(tokens.forms[at]):
        if not any(read[i].tag in "KQ" or _is_plural(tokens.forms[i][len(read[i].particles) :]) for i in range(first, at)):
            return False  # «حمّل النائب [الخاطفين] مسؤولية سلامته», «أعلنت الهيئة [النتائج]»
    if reading.tag == "N" and _is_definite(read[at - 1]) and _is_other(tokens, reading, at):
        return False  # «رفع رئيس المجلس [الجلسة]»
    if reading.tag == "Q" and not reading.pronoun and (_sense(read[at - 1]) == "time" or _is_definite(read[at - 1])):
        return False  # «أنكرت في يناير [أي بيع]»
    if reading.tag == "M" and listed_as_name(tokens.forms[at - 1]) and is_country(tokens.forms[at]):
        return False  # «حثّ الرئيس إيمانويل ماكرون [إسرائيل] على»
    if reading.tag == "N" and reading.pronoun and not reading.particles and _is_definite(read[at - 1]):
        return reading.analysis is not None and reading.analysis.lemma.form in context("itself")  # «أعلن الرئيس [استقالته]»
    return not reading.particles or reading.particles == "و"


def _is_definite(reading: Reading) -> bool:
    """Whether a word closes an idafa: a name, or what has the article or a pronoun."""
    article = reading.analysis is not None and reading.analysis.article
    return reading.tag in "MF" or (reading.tag in "NA" and (article or reading.pronoun != ""))


@lru_cache(maxsize=1 << 14)
def _numbers(form: str) -> frozenset[str]:
    """Return the numbers in which a form without particles can be a noun or an adjective."""
    nominal = (a for a in analyses(form) if not a.particles and a.pos in ("noun", "adj", "participle", "masdar"))
    return frozenset(a.number for a in nominal)


def _is_only_plural(form: str) -> bool:
    """Whether a form can only be a dual or a plural."""
    return bool(_numbers(form)) and _numbers(form) <= {"d", "p"}


def _is_plural(form: str) -> bool:
    """Whether a form can be a dual or a plural."""
    return not _numbers(form).isdisjoint(("d", "p"))


def _is_other(tokens: Tokens, reading: Reading, at: int) -> bool:
    """Whether a word is a noun with the article that describes nothing before it: no title («الدكتور»), no day, no adjective."""
    if reading.analysis is None or not reading.analysis.article or reading.particles or _sense(reading) == "time":
        return False
    kinds = {a.pos for a in analyses(tokens.forms[at]) if not a.particles}
    return kinds.isdisjoint(("adj", "participle", "elative")) and titles().get(tokens.forms[at].removeprefix("ال")) is None


def _sense(reading: Reading) -> str:
    """Return what kind of thing a word stands for: the class of its lemma in the word lists."""
    return reading.analysis.lemma.sense if reading.analysis and reading.tag in "NA" else reading.tag


def _closed(read: Sequence[Reading], first: int, at: int) -> str:
    """Return whether the phrase so far has what ends an idafa: a definite word, an owned one, a name, an adjective."""
    found = ""
    for reading in read[first : min(at, first + _LONGEST)]:
        definite = reading.analysis is not None and reading.analysis.article
        mark = (
            "M"
            if reading.tag in "MF"
            else "A"
            if reading.tag == "A"
            else "D"
            if definite
            else "O"
            if reading.pronoun
            else "K"
            if reading.tag == "K"
            else ""
        )
        if mark and mark not in found:
            found += mark
    return found


def _features(tokens: Tokens, read: Sequence[Reading], gaps: Sequence[str], first: int, at: int) -> list[str]:
    here, last, head = read[at], read[at - 1], read[first]
    after = read[at + 1].shape if at + 1 < len(read) and gaps[at + 1] == "" else "$"
    after_tag = after[:1]
    older = read[at - 2].shape if at - 2 >= first else "^"
    before = read[first - 1].tag if first else "^"
    size = min(at - first, 4)
    particles = here.particles
    agree = agreement(head, here)
    closed, sense = _closed(read, first, at), _sense(here)
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
        f"14{closed}|{sense}|{here.shape[:2]}",
        f"15{_sense(last)}|{sense}|{last.shape[:2]}{here.shape[:2]}",
        f"16{_sense(head)}|{sense}|{closed}",
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
        if first is not None and _may_join(sentence.tokens, read, gaps, first, at):
            features = _features(sentence.tokens, read, gaps, first, at)
            wanted = at in inside
            chooser.learn(features, wanted, chooser(features))
        if not wanted:
            first = at if _opens(reading) else None


@cache
def _model() -> Choice:
    return Choice(trained("phrases", train))
