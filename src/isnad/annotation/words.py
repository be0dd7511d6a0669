"""Words: what each word of a text is: its particles, class, pronoun, and the lexicon's reading behind it.

``isnad.languages.forms`` says what a form can be; where that is several things, a linear model trained on the pack's tagged
text (``isnad.languages.perceptron``) chooses by the words around, left to right.
"""

import random
from collections.abc import Sequence
from functools import cache

from isnad.annotation.tokens import Tokens
from isnad.annotation.training import Example, trained
from isnad.languages import perceptron
from isnad.languages.folding import fold
from isnad.languages.forms import Form, Reading, form, light
from isnad.languages.perceptron import Label, Weights
from isnad.languages.tagged import Token

_PASSES = 5
# «ended»: a quotation closes and a comma follows, or the other way round.
_GAPS = ((".؟!?…", "stop"), ("«“", "opening"), ("»”", "closing"), ('"', "quote"), ("(", "("), (")", ")"), (":", "colon"), ("،,؛;", "comma"))


def gap_class(gap: str) -> str:
    """Return what stands between two words, in a word: "" for white space alone."""
    if gap == " ":
        return ""
    if "\n" in gap or not gap:
        return "line" if "\n" in gap else ""
    for marks, name in _GAPS:
        if any(mark in gap for mark in marks):
            return "ended" if name in ("closing", "quote") and any(mark in gap for mark in "،,؛;") else name
    return "mark" if gap.strip() else ""


class Gaps:
    """The classes of what stands before each word of a text, and after the last."""

    def __init__(self, tokens: Tokens) -> None:
        self.classes = [gap_class(word.gap) for word in tokens.words]
        if self.classes:
            self.classes[0] = "line"
        self.classes.append("line")


def readings(tokens: Tokens, weights: Weights | None = None) -> list[Reading]:
    """Return the reading of each word of a text, in order."""
    weights = _model() if weights is None else weights
    view = _View(tokens)
    for at, known in enumerate(view.forms):
        view.chosen.append(known.readings[view.best(weights, at)[0] if len(known.readings) > 1 else 0])
    return view.chosen


class _View:
    """A text as the choice sees it: its words as written, what they can be, and what was chosen so far."""

    def __init__(self, tokens: Tokens) -> None:
        self.written = [light(tokens.quote(at)) for at in range(len(tokens))]
        self.forms = [form(word) for word in self.written]
        self.gaps = Gaps(tokens).classes
        self.chosen: list[Reading] = []

    def best(self, weights: Weights, at: int) -> tuple[int, list[str], list[Label]]:
        """Return the reading with the highest score, the features of the place, and the labels of the readings."""
        features = self.features(at)
        rows = [row for feature in features if (row := weights.get(feature))]
        known = self.forms[at]
        last = self.chosen[at - 1] if self.gaps[at] != "line" else None
        labels = [
            (*label, f"{reading.tag}&{agreement(last, reading)}") if last and reading.tag in "NA" else label
            for label, reading in zip(known.labels, known.readings, strict=True)
        ]
        best, top = 0, None
        governed = last is not None and last.tag == "P" and not last.pronoun and self.gaps[at] == ""
        for i, label in enumerate(labels):
            if governed and known.readings[i].particles[-1:] in ("ب", "ل", "ك") and known.readings[i].tag in "NAM":
                continue  # «في كنجارة» is not "in like carpentry"
            total = 0
            for row in rows:
                for part in label:
                    total += row.get(part, 0)
            if top is None or total > top:
                best, top = i, total
        return best, features, labels

    def features(self, at: int) -> list[str]:
        gap, after = self.gaps[at], self.gaps[at + 1]
        last = self.chosen[at - 1] if gap != "line" else None
        shape = last.shape if last else "^"
        tag = last.tag if last else "^"
        older = self.chosen[at - 2].tag if last and at > 1 else "^"
        follows, next_word = ("$", "$") if after == "line" else (self.forms[at + 1].ambiguity, self.written[at + 1])
        ambiguity = self.forms[at].ambiguity
        return [
            "0",
            *self.forms[at].features,
            f"1{shape}",
            f"2{older}{tag}",
            f"3{self.written[at - 1] if last else '^'}",
            f"4{follows}",
            f"5{next_word}",
            f"6{tag}|{follows}",
            f"7{gap}|{after}",
            f"8{gap}|{tag}|{ambiguity}",
            f"9{shape}|{ambiguity}",
            f"10{follows}|{ambiguity}",
        ]


def agreement(head: Reading, reading: Reading) -> str:
    """Return how a word agrees with one before it: in definiteness ("d" or "x") and gender ("g" or "x"); "?" unknown."""
    a, b = head.analysis, reading.analysis
    if a is None or b is None or head.tag not in "NAM":
        return "?" + head.tag
    definite = "d" if (a.article or bool(head.pronoun)) == b.article else "x"
    gender = "g" if not a.gender or not b.gender or a.gender == b.gender or (a.number == "p" and b.gender == "f") else "x"
    return definite + gender


def gold(known: Form, mark: Token) -> int | None:
    """Return which reading of a form a marked token has, None where no reading fits."""
    particles = fold(mark.particles)
    for exact in (True, False):
        for i, reading in enumerate(known.readings):
            if reading.tag == mark.tag and reading.particles == particles and (not exact or bool(reading.pronoun) == bool(mark.pronoun)):
                return i
    return None


def train(examples: Sequence[Example], passes: int = _PASSES) -> Weights:
    """Return the weights learned from tagged sentences."""
    learner = perceptron.Learner()
    order, shuffled = random.Random(1), list(examples)
    for _ in range(passes):
        order.shuffle(shuffled)
        for sentence in shuffled:
            _learn(learner, sentence)
    return learner.averaged()


def _learn(learner: perceptron.Learner, sentence: Example) -> None:
    view = _View(sentence.tokens)
    for at, known in enumerate(view.forms):
        best = 0
        if len(known.readings) > 1:
            best, features, labels = view.best(learner.weights, at)
            right = gold(known, sentence.marks[at])
            if right is not None:
                learner.learn(features, labels[right], labels[best])
        view.chosen.append(known.readings[best])


@cache
def _model() -> Weights:
    return trained("words", train)
