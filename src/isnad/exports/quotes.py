"""Quotes: whether words of an article still stand where they stood, and what stands there if not."""

from collections.abc import Iterator

from msgspec import Struct

_SHOWN = 80  # code points of what is shown
_LISTED = 3  # how many other places are told


class Sentence(Struct, frozen=True):
    """The sentence around a quote, and where it begins."""

    start: int
    text: str


class Quote(Struct, frozen=True):
    """A report as a packet tells it: its words, their place in code points, and what stood around them."""

    id: str
    document: str
    start: int
    end: int
    quote: str
    sentence: Sentence
    before: str
    behind: str

    @property
    def is_whole(self) -> bool:
        """Whether the quote stands in its own sentence where it says that it does."""
        start = self.start - self.sentence.start
        return start >= 0 and self.sentence.text[start : self.end - self.sentence.start] == self.quote


def moved(quote: Quote, text: str) -> str | None:
    """Return None where a quote stands at its place in a text, else a sentence that says what became of it.

    Words that stand elsewhere are told of, and never taken for the quote: they may be others that only look like it.
    """
    if text[quote.start : quote.end] == quote.quote:
        return None
    return "; ".join(_told(quote, text)) + "."


def _told(quote: Quote, text: str) -> Iterator[str]:
    there = text[quote.start : quote.end]
    yield f"at {quote.start}–{quote.end} now stands {_cut(there)}" if there else f"the text now ends before {quote.start}"
    if (now := _between(quote, text)) not in (None, quote.quote, there):
        taken = "it was taken out from between the words that stood around it"
        yield f"between the words that stood around it now stands {_cut(now)}" if now else taken
    places = list(_places(quote.quote, text))
    if places:
        more = f" and {len(places) - _LISTED} more" if len(places) > _LISTED else ""
        listed = ", ".join(f"{start}–{start + len(quote.quote)}" for start in places[:_LISTED])
        yield f"the same words stand at {listed}{more}, which is another place"
    else:
        yield "the same words stand nowhere in the article"


def _between(quote: Quote, text: str) -> str | None:
    """Return what stands between the words that stood around a quote, None where these are not there exactly once."""
    before, behind = quote.before.lstrip(), quote.behind.rstrip()
    if not before or not behind or text.count(before) != 1 or text.count(behind) != 1:
        return None
    start, end = text.index(before) + len(before), text.index(behind)
    return text[start:end] if start <= end else None


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _cut(words: str) -> str:
    """Return words in quotation marks, on one line, none too long for a terminal."""
    line = " ".join(words.split())
    return f"«{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}»"
