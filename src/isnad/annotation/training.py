"""Tagged text as the layers meet it: set as running text, read like any other, each word beside its marks.

The models of ``words``, ``phrases`` and ``clauses`` are trained from it where they are first wanted, and kept in the user's
cache under a fingerprint of the pack and of the code that reads it.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from isnad.annotation.tokens import Tokens
from isnad.languages import cached, pack, tagged
from isnad.languages.folding import fold
from isnad.languages.perceptron import Weights
from isnad.languages.tagged import Token

_NO_SPACE_BEFORE = frozenset("،,.؛;:؟?!»)”…%")
SEEDS = (1, 2, 3, 4, 5)  # as many models are trained, each in an order of its own, and weighed together
_COPIES = 3  # of a sentence that names persons, with others in their place
_UNLISTED = 0.4  # of those names: a text names many whom no list knows
_READERS = ("boundaries", "joints", "phrases", "quotations", "tokens", "training", "words")  # the code on which a model depends
_KNOWLEDGE = ("arabic", "cues", "folding", "forms", "lexicon", "names", "naming", "perceptron", "phrases", "tagged", "words")
_NO_SPACE_BEHIND = frozenset("«(“")


class Example(NamedTuple):
    """A tagged sentence as tokens of running text, and the marked token of each."""

    tokens: Tokens
    marks: tuple[Token, ...]


def example(sentence: Sequence[Token]) -> Example:
    """Return a tagged sentence as running text beside its marks."""
    parts: list[str] = []
    places: list[tuple[int, Token]] = []
    size, glued, quoted, begins = 0, True, False, False
    for token in sentence:
        begins = begins or token.clause  # a mark may stand before the first word of a clause
        plain = token.surface == '"'
        space = not (glued or (not token.tag and (token.surface[0] in _NO_SPACE_BEFORE or (plain and quoted))))
        parts.append(" " * space + token.surface)
        if token.tag:
            places.append((size + space, token._replace(clause=begins)))
            begins = False
        size += space + len(token.surface)
        glued = not token.tag and (token.surface[-1] in _NO_SPACE_BEHIND or (plain and not quoted))
        quoted ^= plain
    tokens = Tokens("".join(parts))
    marks, at = [], 0
    for index in range(len(tokens)):
        start = tokens.span(index, index + 1).start
        while at + 1 < len(places) and places[at + 1][0] <= start:
            at += 1
        marks.append(places[at][1])
    return Example(tokens, tuple(marks))


def examples(paths: Iterable[Path]) -> list[Example]:
    """Return the sentences of tagged files. Raises ValueError that names the file, the line and the fault."""
    return [example(sentence) for path in paths for sentence in tagged.read(path)]


@cache
def own() -> tuple[Example, ...]:
    """Return the pack's tagged text, then again with other persons in it."""
    return tuple(varied(sentence for path in sorted((pack.FOLDER / "tagged").glob("*.txt")) for sentence in tagged.read(path)))


def varied(sentences: Iterable[Sequence[Token]]) -> list[Example]:
    """Return sentences, each that names a person a few times more with persons of listed names, also such as are words.

    A text of twenty thousand words names a few hundred persons; what makes a name a name should not be learned from these.
    """
    chance, found = random.Random(1), []
    for sentence in sentences:
        found.append(example(sentence))
        runs = list(_persons(sentence))
        found += [example(_renamed(sentence, runs, chance)) for _ in range(_COPIES if runs else 0)]
    return found


def _persons(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where names of two words and more stand that begin with a given name."""
    names, at = _drawn(), 0
    while at < len(sentence):
        last = at
        while last < len(sentence) and sentence[last].tag == "M" and (last == at or not sentence[last].particles):
            last += 1
        first = fold(sentence[at].word)
        if last - at > 1 and first in names:
            yield at, last
        at = max(last, at + 1)


def _renamed(sentence: Sequence[Token], runs: Iterable[tuple[int, int]], chance: random.Random) -> list[Token]:
    parts, done = list[Token](), 0
    for first, last in runs:
        parts += sentence[done:first]
        words = _name(chance)
        for i, word in enumerate(words):
            opens, closes = i == 0 and sentence[first].opens, i + 1 == len(words) and sentence[last - 1].closes
            begins, particles = i == 0 and sentence[first].clause, sentence[first].particles if i == 0 else ""
            parts.append(Token(particles, word, "", "M", opens, closes, begins))
        done = last
    return parts + list(sentence[done:])


def _name(chance: random.Random) -> list[str]:
    """Return a name of two to four words, drawn from the lists of the pack."""
    listed = _names_as_written()
    if chance.random() < 0.3:
        foreign = [chance.choice(listed["foreign"]), chance.choice(listed["foreign family"])]
        return [_unlisted(word, chance) if chance.random() < _UNLISTED else word for word in foreign]
    given = listed[chance.choice(("male", "male", "female"))]
    middle: list[str] = []
    if chance.random() < 0.4:
        middle = [*(("بن",) if chance.random() < 0.3 else ()), chance.choice(listed["male"])]
    if chance.random() < 0.3:
        last = chance.choice(("ال", "ال", "أبو ", "")) + chance.choice(_callings())  # families are called after callings
    else:
        last = chance.choice(listed[chance.choice(("family", "family", "male"))])
        last = _unlisted(last, chance) if chance.random() < _UNLISTED else last
    return [part for name in (chance.choice(given), *middle, last) for part in name.split()]


def _unlisted(name: str, chance: random.Random) -> str:
    """Return a name like a listed one that no list has: one of its letters is another."""
    at = chance.randrange(2 if name.startswith("ال") else 0, len(name))
    return name if name[at] in " اويةىء" else name[:at] + chance.choice("بتجحدرزسشصطعغفقكلمن") + name[at + 1 :]


@cache
def _callings() -> list[str]:
    """Return nouns of one word for what people are."""
    words = (text for record in pack.read("titles") if record.fields[0] == "occupation" for text, _ in record.surfaces)
    return [word for word in words if " " not in word and not word.startswith("ال")]


@cache
def _drawn() -> frozenset[str]:
    """Return the folded given names, and foreign family names, that names are drawn from."""
    return frozenset(fold(name) for section, names in _names_as_written().items() if section != "family" for name in names)


@cache
def _names_as_written() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record in pack.read("given-names"):
        found.setdefault(record.fields[0], []).extend(text for text, _ in record.surfaces if len(text) > 1)
    return found


def trained(name: str, train: Callable[[Sequence[Example]], Weights]) -> Weights:
    """Return the weights of a model: from the user's cache, or trained from the pack's tagged text and kept there."""
    return cached.load(f"{name}-{_code()}", Weights, lambda: train(own()), pack.fingerprint_of_words)


@cache
def _code() -> str:
    state, here = sha256(), Path(__file__).parent
    for folder, names in ((here, _READERS), (here.parent / "languages", _KNOWLEDGE)):
        for name in names:
            state.update((folder / f"{name}.py").read_bytes())
    return state.hexdigest()[:8]
