"""Plain text: kept to the letter."""

from collections.abc import Iterator

from isnad.model import Page
from isnad.reading.encoding import decode
from isnad.reading.source import Source


def read_text(source: Source) -> Iterator[Page]:
    """Yield the page that a text file is. Raises Unreadable."""
    raw = source.load()
    yield Page(name=source.name, text=decode(raw), raw=raw)
