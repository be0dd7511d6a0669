"""Passages: the sentences in which spans stand, to show a match in its place."""

import re
from collections.abc import Iterator, Sequence

from isnad.model import Span

_ENDS = re.compile(r"[.!?؟…]+[»”\"')]*(?=\s)|[\n\r؛]")
_LONGEST = 320  # code points; of a longer sentence only what is near the match


def passages(text: str, spans: Sequence[Span], most: int = 3) -> Iterator[Span]:
    """Yield the sentences on which most of the spans stand, at most ``most``, in the order of the text."""
    found: dict[Span, int] = {}
    last = Span(0, 0)
    for span in spans:
        if span.end > last.end:
            last = _around(text, span, last.end)
        found[last] = found.get(last, 0) + 1
    best = sorted(found, key=lambda passage: -found[passage])[:most]
    yield from sorted(best, key=lambda passage: passage.start)


def _around(text: str, span: Span, after: int) -> Span:
    """Return the sentence around a span, as far as it lies after a place."""
    near = min(span.start, max(after, span.start - _LONGEST // 2))
    far = min(len(text), span.end + _LONGEST // 2)
    start = max((match.end() for match in _ENDS.finditer(text, near, span.start)), default=_word(text, near))
    found = _ENDS.search(text, max(span.end - 1, span.start), far)
    end = found.end() if found else _word(text, far)
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(min(start, span.start), max(end, span.end))


def _word(text: str, at: int) -> int:
    """Return the beginning of the word at ``at``, so that none is cut."""
    for back in range(at, max(0, at - 40), -1):
        if back == len(text) or text[back - 1].isspace():
            return back
    return at
