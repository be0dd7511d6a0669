"""Words, phrases and clauses on ``tests/tagged``, each beside its baselines; what the lexicon knows; speed of parsing.

``frequency``: the reading, the join and the boundary that the training text has most often for a form (for a pair of classes,
for a mark and a class); no lexicon, no context. ``rules``: the lexicon's first reading and a handful of rules of context.
``model``: the same perceptrons, retrained without any word list: a form can be what it was in the training text, and where
that has it once or never, whatever its letters allow. ``both``: what ``annotate`` does. All learn from the pack's tagged text.
"""

import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from time import process_time
from typing import NamedTuple
from unittest.mock import patch

from isnad.annotation import boundaries, phrases, training, words
from isnad.annotation.boundaries import depths
from isnad.annotation.clauses import Syntax
from isnad.annotation.phrases import Phrase
from isnad.annotation.quotations import quotations
from isnad.annotation.tokens import Tokens
from isnad.annotation.training import Example
from isnad.annotation.words import Gaps, agreement
from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.forms import Form, Reading, form, light
from isnad.languages.perceptron import Choice, Model, number

ROOT = Path(__file__).parent.parent
ROUNDS = 3
SPLITS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "س", "وس")
PRONOUNS = ("ها", "هم", "هما", "نا", "ه")


class Parsed(NamedTuple):
    """What a system finds in a sentence."""

    readings: list[Reading]
    phrases: set[Phrase]
    boundaries: set[int]


System = Callable[[Tokens], Parsed]


# ---- frequency


class Frequency:
    """What is most frequent in the training text."""

    def __init__(self, examples: Sequence[Example]) -> None:
        forms: dict[str, Counter[Reading]] = defaultdict(Counter)
        joins: dict[str, Counter[bool]] = defaultdict(Counter)
        begins: dict[str, Counter[bool]] = defaultdict(Counter)
        for tokens, marks in examples:
            read = [Reading(fold(mark.particles), mark.tag, mark.pronoun, None) for mark in marks]
            gaps = Gaps(tokens).classes
            inside = {at for phrase in phrases.gold(Example(tokens, marks)) for at in range(phrase.first + 1, phrase.last)}
            right = set(boundaries.gold(Example(tokens, marks)))
            for at, reading in enumerate(read):
                forms[light(tokens.quote(at))][reading] += 1
                if at:
                    joins[_pair(read, gaps, at)][at in inside] += 1
                    begins[_place(read, gaps, at)][at in right] += 1
        self.forms = {word: found.most_common(1)[0][0] for word, found in forms.items()}
        self.joins = {key: found[True] > found[False] for key, found in joins.items()}
        self.begins = {key: found[True] > found[False] for key, found in begins.items()}

    def __call__(self, tokens: Tokens) -> Parsed:
        read = [self.forms.get(light(tokens.quote(at)), Reading("", "N", "", None)) for at in range(len(tokens))]
        gaps = Gaps(tokens).classes
        joined = [at > 0 and self.joins.get(_pair(read, gaps, at), False) for at in range(len(read))]
        begun = {at for at in range(1, len(read)) if tokens.breaks(at) or self.begins.get(_place(read, gaps, at), False)}
        return Parsed(read, set(_runs(joined)), begun)


def _pair(read: Sequence[Reading], gaps: Sequence[str], at: int) -> str:
    return f"{gaps[at]}|{read[at - 1].tag}|{read[at].particles}|{read[at].tag}"


def _place(read: Sequence[Reading], gaps: Sequence[str], at: int) -> str:
    return f"{gaps[at]}|{read[at].particles}|{read[at].tag}"


def _runs(joined: Sequence[bool]) -> Iterator[Phrase]:
    """Yield the phrases of two words and more, each word told whether it goes on with the one before."""
    first = 0
    for at in range(1, len(joined) + 1):
        if at == len(joined) or not joined[at]:
            if at - first > 1:
                yield Phrase(first, at)
            first = at


# ---- rules

BEFORE_VERBS = frozenset(map(fold, ("قد", "لم", "لن", "سوف", "لقد", "هل")))
SUBORDINATORS = frozenset(map(fold, ("أن", "كي", "عندما", "حتى", "لو", "إذا", "ما", "الذي", "التي", "الذين")))
NOMINAL = "NAM"


def rules(tokens: Tokens) -> Parsed:
    """Return what the lexicon and a handful of rules say."""
    gaps = Gaps(tokens).classes
    read: list[Reading] = []
    for at in range(len(tokens)):
        found = form(light(tokens.quote(at))).readings
        wanted = _wanted(tokens, read, gaps, at)
        read.append(next((reading for reading in found if reading.tag in wanted), found[0]))
    joined = [at > 0 and _joins(read, gaps, at) for at in range(len(read))]
    inside = depths(tokens, quotations(tokens.surface))
    begun = {at for at in range(1, len(read)) if tokens.breaks(at) or (_begins(read, gaps, at) and not inside[at])}
    return Parsed(read, set(_runs(joined)), begun)


def _wanted(tokens: Tokens, read: Sequence[Reading], gaps: Sequence[str], at: int) -> str:
    """Return the classes that the word before wants, all where it wants none in particular."""
    if gaps[at] == "line":
        return ""
    last, before = read[at - 1], tokens.forms[at - 1]
    if gaps[at] == "" and before[len(last.particles) :] in BEFORE_VERBS | SUBORDINATORS:
        return "V"
    if last.tag == "P" and not last.pronoun:
        return "NMKQD"
    return "A" if last.tag == "N" and any(r.tag == "A" and agreement(last, r) == "dg" for r in _adjectives(tokens, at)) else ""


def _adjectives(tokens: Tokens, at: int) -> list[Reading]:
    return [reading for reading in form(light(tokens.quote(at))).readings if reading.tag == "A" and not reading.particles]


def _joins(read: Sequence[Reading], gaps: Sequence[str], at: int) -> bool:
    last, here = read[at - 1], read[at]
    if gaps[at] != "" or here.particles or here.tag not in "NAMKQD" or last.tag not in "NAMKQD":
        return False
    if here.tag == "A":
        return last.tag in "NAM" and "x" not in agreement(last, here)
    if last.tag in "KQD":
        return here.tag in "NK"
    construct = last.analysis is None or not (last.analysis.article or last.pronoun)
    return (last.tag == "N" and construct) or (here.tag == "M" and last.tag in NOMINAL)


def _begins(read: Sequence[Reading], gaps: Sequence[str], at: int) -> bool:
    return gaps[at] in ("comma", "ended") or (read[at].particles == "و" and read[at].tag == "V")


# ---- the model alone


class Model0:
    """The perceptrons without word lists: readings from the training text and from the letters."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.seen: dict[str, Counter[Reading]] = defaultdict(Counter)
        for tokens, marks in examples:
            for at, mark in enumerate(marks):
                reading = Reading(fold(mark.particles), mark.tag, mark.pronoun, None)
                self.seen[light(tokens.quote(at))][reading] += 1
        self.form = cache(self._form)
        with self._alone():
            self.words = Model(words.train(examples), words.TEMPLATES)
            with patch.object(words, "_model", lambda: self.words):
                self.phrases = Choice(phrases.train(examples), phrases.TEMPLATES)
                self.boundaries = Choice(boundaries.train(examples), boundaries.TEMPLATES)

    def __call__(self, tokens: Tokens) -> Parsed:
        with self._alone():
            read = words.readings(tokens, self.words)
            joined = {phrase for phrase in phrases.phrases(tokens, read, self.phrases) if phrase.size > 1}
            return Parsed(read, joined, set(boundaries.boundaries(tokens, read, self.boundaries)) - {0})

    def _alone(self) -> ExitStack:
        stack = ExitStack()
        stack.enter_context(patch.object(words, "form", self.form))
        for kept in ("_is_owned", "_word"):
            stack.enter_context(patch.object(words, kept, getattr(words, kept).__wrapped__))  # without what it keeps
        stack.enter_context(patch.object(phrases, "titles", dict))
        stack.enter_context(patch.object(boundaries._View, "_cue", lambda *_: ""))
        return stack

    def _form(self, written: str) -> Form:
        seen = self.seen.get(written, Counter[Reading]())
        found = [*seen, *(_guesses(written) if seen.total() < 2 else ())]
        readings = tuple(
            dict.fromkeys(
                Reading(r.particles, r.tag, "ه" if r.pronoun else "", r.analysis, r.tag + "~" * bool(r.pronoun)) for r in found
            )
        )
        labels = tuple((r.tag, f"{r.tag}+{r.particles}", f"{r.tag}~{bool(r.pronoun):d}") for r in readings)
        ambiguity = "".join(sorted({reading.tag for reading in readings}))
        features = (
            f"f={written}",
            f"a={ambiguity}",
            *(f"s{n}={written[-n:]}" for n in (2, 3)),
            *(f"p{n}={written[:n]}" for n in (2, 3)),
        )
        return Form(written, readings, labels, tuple(map(number, labels)), features, ambiguity, "")


def _guesses(written: str) -> Iterator[Reading]:
    """Yield what the letters of an unknown form allow."""
    folded = fold(written)
    if folded.isascii():
        yield Reading("", "K" if folded[:1].isdecimal() else "F", "", None)
        return
    for particles in SPLITS:
        rest = folded.removeprefix(particles)
        if not folded.startswith(particles) or (particles and len(rest) < 3):
            continue
        for tag in "V" if particles.endswith("س") else "NAM" if particles[-1:] in ("ب", "ل", "ك") else "NAMV":
            yield Reading(particles, tag, "", None)
            if tag in "NV" and len(rest) > 3 and rest.endswith(PRONOUNS):
                yield Reading(particles, tag, "ه", None)


def both(tokens: Tokens) -> Parsed:
    """Return what ``annotate`` finds."""
    syntax = Syntax(tokens)
    return Parsed(syntax.readings, {p for p in syntax.phrases if p.size > 1}, set(syntax.boundaries) - {0})


# ---- measures


def f1(pairs: Sequence[tuple[set[Phrase] | set[int], set[Phrase] | set[int]]]) -> float:
    hits = sum(len(right & found) for right, found in pairs)
    return 2 * hits / max(1, sum(len(right) + len(found) for right, found in pairs))


def measures(system: System, examples: Sequence[Example]) -> tuple[float, float, float, float]:
    """Return the share of words split right, and the F1 of verbs, phrases of two words and more, and boundaries."""
    split, verbs, joined, begun = [], [], [], []
    for example in examples:
        found = system(example.tokens)
        split += [
            reading.particles == fold(mark.particles) and bool(reading.pronoun) == bool(mark.pronoun)
            for reading, mark in zip(found.readings, example.marks, strict=True)
        ]
        right = {at for at, mark in enumerate(example.marks) if mark.tag == "V"}
        verbs.append((right, {at for at, reading in enumerate(found.readings) if reading.tag == "V"}))
        joined.append((set(phrases.gold(example)), found.phrases))
        begun.append((set(boundaries.gold(example)) - {0}, found.boundaries))
    return sum(split) / len(split), f1(verbs), f1(joined), f1(begun)


def coverage(examples: Sequence[Example], tags: str) -> tuple[int, int]:
    """Return how many words of the classes have an analysis of the lexicon that is of the right class, and how many there are."""
    known = [
        any(r.tag == mark.tag and r.analysis is not None for r in form(light(tokens.quote(at))).readings)
        for tokens, marks in examples
        for at, mark in enumerate(marks)
        if mark.tag in tuple(tags)
    ]
    return sum(known), len(known)


def speed(texts: Sequence[str]) -> float:
    """Return how many articles of 2,500 characters are parsed in a second."""
    best = min(_seconds(texts) for _ in range(ROUNDS))
    return sum(map(len, texts)) / 2500 / best


def _seconds(texts: Sequence[str]) -> float:
    begun = process_time()
    for text in texts:
        _ = Syntax(Tokens(text)).clauses
    return process_time() - begun


LOADING = """
from time import perf_counter
from isnad.annotation import boundaries, phrases, words
from isnad.languages import forms, lexicon
def timed(name, work):
    begun = perf_counter()
    work()
    print(f"{name} {perf_counter() - begun:.2f} s", end=", ")
timed("lexicon", lexicon._table)
timed("names", forms.gazetteer)
timed("words", words._model)
timed("phrases", phrases._model)
timed("boundaries", boundaries._model)
from isnad.annotation.clauses import Syntax
from isnad.annotation.tokens import Tokens
timed("and the first sentence", lambda: Syntax(Tokens("قال الوزير إن الوفد وصل")).clauses)
"""


def main() -> None:
    own = [found for path in sorted((pack.FOLDER / "tagged").glob("*.txt")) for found in training.examples([path])]
    examples = training.examples(sorted((ROOT / "tests" / "tagged").glob("*.txt")))
    print(f"tests/tagged: {sum(len(tokens) for tokens, _ in examples)} words of {len(examples)} sentences")
    print(f"{'':12}{'split right':>14}{'verbs F1':>14}{'phrases F1':>14}{'boundaries F1':>16}")
    systems: dict[str, Callable[[], System]] = {
        "frequency": lambda: Frequency(own),
        "rules": lambda: rules,
        "model": lambda: Model0(training.own()),
        "both": lambda: both,
    }
    for name, system in systems.items():
        split, verbs, joined, begun = measures(system(), examples)
        print(f"{name:12}{split:14.3f}{verbs:14.3f}{joined:14.3f}{begun:16.3f}", flush=True)
    for name, tags in (("verbs", "V"), ("nouns and adjectives", "NA")):
        known, total = coverage(examples, tags)
        print(f"known to the lexicon: {known / total:.3f} of {total} {name}")
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "stories").rglob("*.txt"))]
    print(f"articles of 2,500 characters a second on one core: {speed(texts):.0f}")
    loading = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True, text=True)
    print(f"loading: {loading.stdout.rstrip(', ')}")


if __name__ == "__main__":
    main()
