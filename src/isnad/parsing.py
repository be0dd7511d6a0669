"""Parsing: a text as the words, phrases and clauses on which the later layers stand (``docs/tagging.md`` has the classes)."""

from typing import Literal

from msgspec import Struct

from isnad.annotation.clauses import Clause as ReadClause
from isnad.annotation.clauses import ClauseKind, Syntax
from isnad.annotation.phrases import Phrase as ReadPhrase
from isnad.annotation.tokens import Tokens
from isnad.languages.forms import form, light
from isnad.languages.lexicon import Analysis
from isnad.model import Span

__all__ = ["Clause", "Complement", "Parsed", "Phrase", "Quotation", "Word", "parse"]
By = Literal["lexicon", "model"]


class Word(Span, frozen=True, kw_only=True, omit_defaults=True):
    """A word: what stands in it and what it is.

    ``stem`` is the word without its particles and pronoun, ``tag`` its class. ``by`` says who chose: the lexicon, where
    the word can be one thing only, or the model. ``particles``, ``pronoun`` and ``lemma`` are folded. The lemma, its root
    and what this form says of a verb (tense: past, present, jussive; voice; person 1, 2, 3) and of a verb or noun
    (gender: m, f; number: s, d, p; whether it is definite) are the lexicon's, "" or False where it says nothing.
    """

    stem: Span
    tag: str
    by: By
    particles: str = ""
    pronoun: str = ""
    lemma: str = ""
    root: str = ""
    tense: str = ""
    voice: str = ""
    person: str = ""
    gender: str = ""
    number: str = ""
    definite: bool = False


class Phrase(Span, frozen=True):
    """A noun phrase: the words [first, last); its surface is without the particles before its first word."""

    first: int
    last: int


class Complement(Struct, frozen=True):
    """A phrase behind a preposition (folded); ``at`` is the word that carries it."""

    preposition: str
    at: int
    phrase: Phrase


class Clause(Span, frozen=True, kw_only=True):
    """A predication on the words [first, last), less those of the clauses that hang on it.

    ``parent`` is the index of the clause on which it hangs, None for a main clause. ``opener`` (the subordinator or relative with
    which it opens), ``verb`` and ``auxiliary`` are words, None where there is none; the subject is None where it is elided.
    """

    first: int
    last: int
    kind: ClauseKind
    parent: int | None
    opener: int | None
    verb: int | None
    auxiliary: int | None
    subject: Phrase | None
    objects: tuple[Phrase, ...]
    complements: tuple[Complement, ...]


class Quotation(Span, frozen=True):
    """The words between two quotation marks; ``depth`` is 1 outside of any other."""

    depth: int


class Parsed(Struct, frozen=True, kw_only=True):
    """A text parsed. Words, phrases and clauses are spoken of by their index, and every offset is a code point of ``text``."""

    text: str
    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    clauses: tuple[Clause, ...]
    quotations: tuple[Quotation, ...]


def parse(text: str) -> Parsed:
    """Return the words, phrases, clauses and quotations of an Arabic text; none of them where it holds no word."""
    syntax = Syntax(Tokens(text))
    has_words = len(syntax.tokens) > 0
    return Parsed(
        text=text,
        words=tuple(_word(syntax, at) for at in range(len(syntax.tokens))),
        phrases=tuple(_phrase(syntax, phrase) for phrase in syntax.phrases),
        clauses=tuple(_clause(syntax, clause) for clause in (syntax.clauses if has_words else ())),
        quotations=tuple(Quotation(*found) for found in syntax.quotations),
    )


def _word(syntax: Syntax, at: int) -> Word:
    tokens, reading = syntax.tokens, syntax.readings[at]
    span = tokens.span(at, at + 1)
    known = len(form(light(span.quote(tokens.surface))).readings) == 1
    return Word(
        span.start,
        span.end,
        stem=_stem(tokens, at, len(reading.particles), len(reading.pronoun)),
        tag=reading.tag,
        by="lexicon" if known else "model",
        particles=reading.particles,
        pronoun=reading.pronoun,
        **(_told(reading.analysis, reading.tag) if reading.analysis else {}),  # type: ignore[arg-type]
    )


def _stem(tokens: Tokens, at: int, particles: int, pronoun: int) -> Span:
    word = tokens.words[at]
    start, end = word.start + particles, word.end - pronoun
    return tokens.folded.span(start, end) if start < end else tokens.span(at, at + 1)


def _told(found: Analysis, tag: str) -> dict[str, str | bool]:
    """Return what the lexicon knows of a form."""
    return {
        "lemma": found.lemma.form,
        "root": found.lemma.root,
        "tense": found.tense,
        "voice": found.voice,
        "person": found.person if tag == "V" else "",
        "gender": found.gender,
        "number": found.number,
        "definite": found.article,
    }


def _phrase(syntax: Syntax, phrase: ReadPhrase) -> Phrase:
    span = syntax.tokens.span(phrase.first, phrase.last, len(syntax.readings[phrase.first].particles))
    return Phrase(span.start, span.end, phrase.first, phrase.last)


def _clause(syntax: Syntax, clause: ReadClause) -> Clause:
    span = syntax.tokens.span(clause.first, clause.last)
    return Clause(
        span.start,
        span.end,
        first=clause.first,
        last=clause.last,
        kind=clause.kind,
        parent=clause.parent,
        opener=clause.opener,
        verb=clause.verb,
        auxiliary=clause.auxiliary,
        subject=_phrase(syntax, clause.subject) if clause.subject else None,
        objects=tuple(_phrase(syntax, phrase) for phrase in clause.objects),
        complements=tuple(Complement(found.preposition, found.at, _phrase(syntax, found.phrase)) for found in clause.complements),
    )
