"""JSON files: an export of Telegram or a JSON Feed, told apart by what they begin with."""

from collections.abc import Iterator

from isnad.model import Page
from isnad.reading.fault import Fault
from isnad.reading.source import Source

_HEAD = 1 << 16


def read_json(source: Source) -> Iterator[Page | Fault]:
    """Yield the pages of a JSON file. Raises Unreadable where it is neither an export of Telegram nor a JSON Feed."""
    from isnad.reading.feed import read_feed
    from isnad.reading.telegram import read_export

    with source.open() as handle:
        head = handle.read(_HEAD)
    feed = b"jsonfeed.org/version" in head
    yield from read_feed(source) if feed else read_export(source)
