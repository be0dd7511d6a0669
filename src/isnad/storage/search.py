"""Searching: the index says which documents may hold what is sought, their words say where it stands.

Only the article is indexed, not the furniture around it. The index holds no places, because a word has several
forms there; so a phrase is checked, and every span found, on the words of the documents that the index names.
"""

from collections.abc import Iterator, Mapping
from heapq import nsmallest
from itertools import chain, islice
from typing import NamedTuple

from msgspec import Struct

from isnad.languages.folding import Folded, fold
from isnad.languages.words import words
from isnad.model import Document, Span
from isnad.storage.documents import by_row
from isnad.storage.file import CaseFile
from isnad.storage.parties import json
from isnad.storage.query import Phrase, Query, Term, parse
from isnad.storage.stories import within
from isnad.storage.terms import indexed, sought

_LOT = 250  # documents that are put in order together
_WEIGHED = 60  # of the documents that fit best, so many are weighed again by how near the words stand


class Hit(Struct, frozen=True):
    """A document found: how well it fits (higher is better, comparable within one search), and where it matches."""

    document: Document
    score: float
    spans: tuple[Span, ...]


def search(file: CaseFile, text: str, limit: int | None = None, story: str | None = None) -> list[Hit]:
    """Return the documents (of a story) that a query finds, best first, at most ``limit``; none where it holds no word."""
    query = parse(text)
    if not query.groups:
        return []
    hits = _hits(file, query, within(file, story))
    first = sorted(islice(hits, _WEIGHED), key=lambda hit: -hit.score)
    return list(islice(chain(first, hits), limit))


def _hits(file: CaseFile, query: Query, rows: str | None) -> Iterator[Hit]:
    scores = file.scores(query.groups)
    for row in _ordered(file, scores, rows):
        document = by_row(file, row)
        found = _find(document, query) if document else None
        if document and found:
            yield Hit(document, scores[row] * found.nearness, found.spans)


def _ordered(file: CaseFile, scores: Mapping[int, float], rows: str | None) -> Iterator[int]:
    """Yield documents (rows), those that fit best first, those that fit alike by their ids; a lot at a time, for often only
    the first are wanted.
    """
    sql = "SELECT row, id FROM documents WHERE row IN numbers(?1) AND (?2 IS NULL OR row IN numbers(?2))"
    best = sorted(scores, key=scores.__getitem__, reverse=True)
    start = 0
    while start < len(best):
        end = min(start + _LOT, len(best))
        while end < len(best) and scores[best[end]] == scores[best[end - 1]]:
            end += 1
        ids: dict[int, str] = dict(file.rows(sql, json(best[start:end]), rows))
        yield from sorted(ids, key=lambda row: (-scores[row], ids[row]))
        start = end


def holding(file: CaseFile, text: str, limit: int) -> list[int]:
    """Return the rows of the documents that hold any word of a text, those that hold most of its rare ones first."""
    forms = sorted({form for word in words(fold(text)) for form in sought(word.form)})
    scores = file.scores((tuple((Term((form,)),) for form in forms),)) if forms else {}
    return nsmallest(limit, scores, key=lambda row: (-scores[row], row))


def index_words(document: Document) -> str:
    """Return what the index keeps of a document: every form of every word of the article."""
    return " ".join(term for word in words(_article(document).text) for term in indexed(word.form))


class _Found(NamedTuple):
    spans: tuple[Span, ...]
    nearness: float


def _find(document: Document, query: Query) -> _Found | None:
    """Return where a document matches, in order and apart; None where it does not match as a whole."""
    article = _article(document)
    found = words(article.text)
    forms = [word.form for word in found]
    if any(_places(phrase, forms) for phrase in query.excluded):
        return None
    groups = [{place for phrase in group for place in _places(phrase, forms)} for group in query.groups]
    if not all(groups):
        return None
    joined = _joined(set().union(*groups))
    spans = tuple(article.span(found[first].start, found[last - 1].end) for first, last in joined)
    return _Found(spans, _nearness(groups))


def _nearness(groups: list[set[tuple[int, int]]]) -> float:
    """Return 1 where the things sought stand far apart, up to 5 where they stand side by side."""
    places = sorted((first, group) for group, found in enumerate(groups) for first, _ in found)
    latest: dict[int, int] = {}
    shortest = None
    for first, group in places:
        latest[group] = first
        if len(latest) == len(groups):
            reach = first - min(latest.values())
            shortest = reach if shortest is None else min(shortest, reach)
    return 1 + 4 / (1 + max(0, (shortest or 0) - len(groups) + 1))


def _article(document: Document) -> Folded:
    """Return the text folded, its furniture blanked, every offset unchanged."""
    text, pieces, at = document.text, [], 0
    for span in document.boilerplate:
        pieces += [text[at : span.start], " " * (span.end - span.start)]
        at = span.end
    return Folded("".join((*pieces, text[at:])))


def _places(phrase: Phrase, forms: list[str]) -> list[tuple[int, int]]:
    """Return where a phrase stands, as the words [first, last)."""
    size, different = len(phrase), {*forms}
    first, *rest = ({form for form in different if _matches(term, form)} for term in phrase)
    begun = (place for place, form in enumerate(forms[: len(forms) - size + 1]) if form in first)
    return [(place, place + size) for place in begun if all(forms[place + at] in matched for at, matched in enumerate(rest, 1))]


def _matches(term: Term, form: str) -> bool:
    known = indexed(form)
    if term.open:
        return any(other.startswith(form) for form in term.forms for other in known)
    return any(form in known for form in term.forms)


def _joined(places: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield places in order, those that overlap as one."""
    ordered = sorted(places)
    first, last = ordered[0]
    for start, end in ordered[1:]:
        if start < last:
            last = max(last, end)
        else:
            yield first, last
            first, last = start, end
    yield first, last
