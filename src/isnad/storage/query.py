"""Queries: what a person types, taken apart. Whatever is typed is a query; nothing here raises.

القوات الكورية            both words, anywhere
"القوات الكورية"          one after the other («…» and “…” do the same)
روسيا OR أوكرانيا         one of the two; OR binds closer than the space
-موسكو  -"كوريا الجنوبية"   not where this stands
كوري*                     every word that begins so
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from isnad.languages.folding import fold
from isnad.languages.words import words
from isnad.storage.terms import sought

_PART = re.compile(r'(?P<minus>-?)(?:["“”„«»](?P<quoted>[^"“”„«»]*)["“”„«»]?|(?P<bare>[^\s"“”„«»]+))')


class Term(NamedTuple):
    """One word sought: the forms under which it may be indexed; ``open`` if the word may go on after them."""

    forms: tuple[str, ...]
    open: bool = False


Phrase = tuple[Term, ...]


class Query(NamedTuple):
    """What must occur: of each group one phrase at least; and what must not. Without a group nothing is sought."""

    groups: tuple[tuple[Phrase, ...], ...]
    excluded: tuple[Phrase, ...]


def parse(text: str) -> Query:
    """Take a query apart. Marks that mean nothing to a search (emoji, brackets, lone quotes) are passed over."""
    groups: list[list[Phrase]] = []
    excluded: list[Phrase] = []
    either = False
    for minus, phrase in _phrases(text):
        if phrase is None:
            either = bool(groups)
        elif minus:
            excluded.append(phrase)
        elif either:
            groups[-1].append(phrase)
            either = False
        else:
            groups.append([phrase])
    return Query(tuple(map(tuple, groups)), tuple(excluded))


def _phrases(text: str) -> Iterator[tuple[bool, Phrase | None]]:
    """Yield each phrase of a query and whether it is excluded; None for OR."""
    for match in _PART.finditer(text):
        bare = match["bare"] or ""
        if bare in ("OR", "|") and not match["minus"]:
            yield False, None
            continue
        phrase = _phrase(bare or match["quoted"] or "")
        if phrase:
            yield bool(match["minus"]), phrase


def _phrase(text: str) -> Phrase:
    folded = fold(text)
    return tuple(Term(sought(word.form), folded[word.end : word.end + 1] == "*") for word in words(folded))
