"""Copies: passages that two documents share, word for word, though one is shortened, retitled or written around.

Fingerprints by winnowing (Schleimer, Wilkerson and Aiken, 2003) find every document that shares a passage, also where the rest is
new; the words then prove it, aligned and grown to their longest.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from isnad.languages.folding import Folded
from isnad.languages.words import Word, words
from isnad.model import Copy, Document, Report, Span

_GRAM = 6  # words of one fingerprint
_WINDOW = 6  # grams of which the least is kept: a shared run of 11 words is always found
_LEAST = 12  # words that a passage holds
_GAP = 3  # words that may differ between two runs of one passage


class Worded:
    """An article made ready to be compared with many: its words, without its furniture, and where they stand in the text."""

    __slots__ = ("document", "folded", "forms", "grams", "places", "words")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.folded = Folded(document.text)
        self.words: list[Word] = [word for word in words(self.folded.text) if not self._is_furniture(word)]
        self.forms = [word.form for word in self.words]
        self.grams = [_hash(" ".join(self.forms[at : at + _GRAM])) for at in range(len(self.forms) - _GRAM + 1)]
        self.places = {gram: at for at, gram in reversed([*enumerate(self.grams)])}  # where each stands first

    def _is_furniture(self, word: Word) -> bool:
        furniture = self.document.boilerplate
        start = self.folded.start(word.start) if furniture else 0
        return any(span.start <= start < span.end for span in furniture)

    def span(self, first: int, last: int) -> Span:
        """Return where some words stand in the text."""
        return self.folded.span(self.words[first].start, self.words[last - 1].end)


def fingerprints(article: Worded) -> frozenset[int]:
    """Return the fingerprints of an article, as signed 64-bit numbers; two that copy a passage share some."""
    grams = article.grams
    last = max(1, len(grams) - _WINDOW + 1)
    return frozenset(min(grams[at : at + _WINDOW]) for at in range(last) if grams)


def copy(a: Worded, b: Worded) -> Copy | None:
    """Return the passages that two articles share, None where there are none."""
    kept = [run for run in _joined(_runs(a, b)) if run[1] - run[0] >= _LEAST]
    if not kept:
        return None
    shorter = min(len(a.words), len(b.words))
    passages = tuple((a.span(i, j), b.span(k, m)) for i, j, k, m in kept)
    share = round(min(1.0, sum(run[1] - run[0] for run in kept) / shorter), 3)
    return Copy((a.document.id, b.document.id), passages, share)


class Copied:
    """Tells whether two reports stand in the two sides of one copied passage."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        self.passages = {found.documents: found.passages for found in copies}

    def __call__(self, a: Report, b: Report) -> bool:
        """Return whether the words of two reports are copies; the order of the two does not matter."""
        first, second = (a, b) if (a.document, b.document) in self.passages else (b, a)
        passages = self.passages.get((first.document, second.document), ())
        return any(_holds(ours, first) and _holds(theirs, second) for ours, theirs in passages)


def _holds(passage: Span, report: Report) -> bool:
    return passage.start <= report.start and report.end <= passage.end


def _hash(gram: str) -> int:
    return int.from_bytes(blake2b(gram.encode(), digest_size=8).digest(), "big", signed=True)


def _runs(a: Worded, b: Worded) -> Iterator[tuple[int, int, int, int]]:
    """Yield the longest runs of the same words, each from a shared gram that no earlier run holds, in the order of ours."""
    ours, theirs = a.forms, b.forms
    at = 0
    while at < len(a.grams):
        there, length = b.places.get(a.grams[at]), 0
        if there is not None:
            while at + length < len(ours) and there + length < len(theirs) and ours[at + length] == theirs[there + length]:
                length += 1
        if there is not None and length:
            yield at, at + length, there, there + length
        at += length or 1


def _joined(runs: Iterator[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Join runs between which a few words differ: a number changed, a name spelled otherwise."""
    found: list[tuple[int, int, int, int]] = []
    for run in runs:
        if found and 0 <= run[0] - found[-1][1] <= _GAP and 0 <= run[2] - found[-1][3] <= _GAP:
            found[-1] = (found[-1][0], run[1], found[-1][2], run[3])
        else:
            found.append(run)
    return found
