"""`isnad parse`: a sentence as a tree of clauses, phrases and words."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import click

from isnad.cli.options import AS_JSON, PLAIN, write_json

if TYPE_CHECKING:
    from isnad.cli.screen import Screen
    from isnad.parsing import Clause, Parsed, Word

_CLASSES = {
    "V": "verb",
    "N": "noun",
    "A": "adjective",
    "M": "name",
    "K": "number",
    "P": "preposition",
    "C": "conjunction",
    "S": "subordinator",
    "R": "relative",
    "D": "demonstrative",
    "X": "pronoun",
    "G": "negation",
    "T": "particle",
    "B": "adverb",
    "Q": "quantifier",
    "F": "Latin",
}
_FORMS = {"1": "1st", "2": "2nd", "3": "", "m": "masc", "f": "fem", "s": "sing", "d": "dual", "p": "plur"}
_HEADS = ("", "words", "class", "lemma", "form", "decided by")


class Node(NamedTuple):
    """A line of the tree and what hangs below it: its label, and the cells beside it."""

    label: str
    cells: tuple[str, ...] = ()
    below: "tuple[Node, ...]" = ()


@click.command(short_help="Show a sentence's words, phrases and clauses as a tree.")
@click.argument("sentence", nargs=-1, required=True)
@AS_JSON
@PLAIN
def parse(sentence: tuple[str, ...], as_json: bool, plain: bool) -> None:
    """Show the words, phrases and clauses of an Arabic sentence as a tree.

    Each word has its particles cut off with + and its pronoun with ~, its class (the letters are those of
    docs/tagging.md), lemma and form, and who decided: the lexicon where the word can be one thing only, or the model.
    """
    from isnad import parsing
    from isnad.cli.preparing import tell_preparing
    from isnad.cli.screen import Screen

    text = " ".join(sentence)
    tell_preparing()
    parsed = parsing.parse(text)
    if not parsed.words:
        raise click.UsageError("There is no word in the sentence.")
    if as_json:
        write_json(parsed)
    else:
        show_tree(Screen(plain), parsed)


def show_tree(screen: "Screen", parsed: "Parsed") -> None:
    """Print a parsed text, a line for each clause, phrase and word."""
    owners = _owners(parsed)
    mains = [at for at, clause in enumerate(parsed.clauses) if clause.parent is None]
    quoted = [Node("quotation", (span.quote(parsed.text),)) for span in parsed.quotations]
    nodes = [*(_clause(parsed, owners, at) for at in mains), *quoted]
    screen.table(_HEADS, [_padded(line) for node in nodes for line in _lines(node)])


def _owners(parsed: "Parsed") -> list[int]:
    """Return for each word the innermost clause in which it stands."""
    found = [0] * len(parsed.words)
    for index, clause in enumerate(parsed.clauses):
        found[clause.first : clause.last] = [index] * (clause.last - clause.first)
    return found


def _clause(parsed: "Parsed", owners: list[int], index: int) -> Node:
    """Return a clause with its own phrases and words and the clauses that hang on it, in the order of the text."""
    clause = parsed.clauses[index]
    hanging = {other.first: at for at, other in enumerate(parsed.clauses) if other.parent == index}
    own = [at for at in range(clause.first, clause.last) if owners[at] == index]
    parts = [(words[0], _part(parsed, clause, words)) for words in _grouped(parsed, own)]
    parts += [(first, _clause(parsed, owners, at)) for first, at in hanging.items()]
    return Node(f"{clause.kind} clause", below=tuple(node for _, node in sorted(parts, key=lambda part: part[0])))


def _grouped(parsed: "Parsed", own: list[int]) -> Iterator[list[int]]:
    """Yield a clause's own words in order, those of one phrase together."""
    phrases = {at: phrase.first for phrase in parsed.phrases for at in range(phrase.first, phrase.last)}
    for _, words in groupby(own, key=lambda at: phrases.get(at, at)):
        yield list(words)


def _part(parsed: "Parsed", clause: "Clause", words: list[int]) -> Node:
    role = _role(clause, words[0])
    if len(words) == 1:
        return Node(role or "word", _cells(parsed, words[0]))
    start, end = parsed.words[words[0]].stem.start, parsed.words[words[-1]].end
    return Node(role or "phrase", (parsed.text[start:end],), tuple(Node("word", _cells(parsed, at)) for at in words))


def _role(clause: "Clause", at: int) -> str:
    """Return what the phrase or word that begins here does in its clause, "" where that has no name."""
    words = {clause.opener: "opener", clause.auxiliary: "auxiliary", clause.verb: "verb"}
    if at in words:
        return words[at]
    if clause.subject and clause.subject.first == at:
        return "subject"
    if any(phrase.first == at for phrase in clause.objects):
        return "object"
    return "complement" if any(found.phrase.first == at for found in clause.complements) else ""


def _cells(parsed: "Parsed", at: int) -> tuple[str, ...]:
    word = parsed.words[at]
    return _cut(parsed.text, word), f"{word.tag} {_CLASSES[word.tag]}", word.lemma, _form(word), word.by


def _cut(text: str, word: "Word") -> str:
    """Return a word with its particles and its pronoun cut off."""
    particles = "".join(f"{particle}+" for particle in word.particles)
    return particles + word.stem.quote(text) + (f"~{word.pronoun}" if word.pronoun else "")


def _form(word: "Word") -> str:
    marks = (word.tense, word.voice, *(_FORMS.get(mark, "") for mark in (word.person, word.gender, word.number)))
    return " ".join(filter(None, (*marks, "definite" if word.definite else "")))


def _lines(node: Node, before: str = "", stem: str = "") -> Iterator[tuple[str, ...]]:
    """Yield the lines of a tree: each with its branches before it."""
    yield (before + node.label, *node.cells)
    for at, below in enumerate(node.below, 1):
        last = at == len(node.below)
        yield from _lines(below, stem + ("└─ " if last else "├─ "), stem + ("   " if last else "│  "))


def _padded(line: tuple[str, ...]) -> tuple[str, ...]:
    return line + ("",) * (len(_HEADS) - len(line))
