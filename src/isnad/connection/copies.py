"""Copies: passages that two documents share, word for word, though one is shortened, retitled or written around.

Fingerprints by winnowing (Schleimer, Wilkerson and Aiken, 2003) find every document that shares a passage, also where the rest is
new; the words then prove it, aligned and grown to their longest.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from isnad.languages.folding import Folded
from isnad.languages.words import Word, words
from isnad.model import Copy, Document, Report, Span

_GRAM = 6  # words of one fingerprint
_WINDOW = 6  # grams of which the least is kept: a shared run of 11 words is always found
_LEAST = 12  # words that a passage holds
_GAP = 3  # words that may differ between two runs of one passage


def fingerprints(document: Document) -> frozenset[int]:
    """Return the fingerprints of a document's article, as signed 64-bit numbers; two that copy a passage share some."""
    grams = _grams([word.form for word in _Words(document).words])
    last = max(1, len(grams) - _WINDOW + 1)
    return frozenset(min(grams[at : at + _WINDOW]) for at in range(last) if grams)


def copy(a: Document, b: Document) -> Copy | None:
    """Return the passages that two documents share, None where there are none."""
    ours, theirs = _Words(a), _Words(b)
    runs = _joined(_runs([w.form for w in ours.words], [w.form for w in theirs.words]))
    kept = [run for run in runs if run[1] - run[0] >= _LEAST]
    if not kept:
        return None
    shorter = min(len(ours.words), len(theirs.words))
    passages = tuple((ours.span(i, j), theirs.span(k, m)) for i, j, k, m in kept)
    return Copy((a.id, b.id), passages, round(min(1.0, sum(run[1] - run[0] for run in kept) / shorter), 3))


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


class _Words:
    """The words of an article, without its furniture, and where they stand in the text."""

    def __init__(self, document: Document) -> None:
        self.folded = Folded(document.text)
        self.words: list[Word] = [word for word in words(self.folded.text) if not self._is_furniture(document, word)]

    def _is_furniture(self, document: Document, word: Word) -> bool:
        start = self.folded.start(word.start)
        return any(span.start <= start < span.end for span in document.boilerplate)

    def span(self, first: int, last: int) -> Span:
        return self.folded.span(self.words[first].start, self.words[last - 1].end)


def _grams(forms: Sequence[str]) -> list[int]:
    return [
        int.from_bytes(blake2b(" ".join(forms[at : at + _GRAM]).encode(), digest_size=8).digest(), "big", signed=True)
        for at in range(len(forms) - _GRAM + 1)
    ]


def _runs(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the longest runs of the same words, each from a shared gram that no earlier run holds, in the order of ours."""
    places: dict[int, int] = {}
    for at, gram in enumerate(_grams(theirs)):
        places.setdefault(gram, at)
    done = 0
    for at, gram in enumerate(_grams(ours)):
        there = places.get(gram)
        if at < done or there is None:
            continue
        length = 0
        while at + length < len(ours) and there + length < len(theirs) and ours[at + length] == theirs[there + length]:
            length += 1
        if length:
            done = at + length
            yield at, at + length, there, there + length


def _joined(runs: Iterator[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Join runs between which a few words differ: a number changed, a name spelled otherwise."""
    found: list[tuple[int, int, int, int]] = []
    for run in runs:
        if found and 0 <= run[0] - found[-1][1] <= _GAP and 0 <= run[2] - found[-1][3] <= _GAP:
            found[-1] = (found[-1][0], run[1], found[-1][2], run[3])
        else:
            found.append(run)
    return found
