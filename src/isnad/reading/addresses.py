"""Addresses as sources: `https://…` is asked for, and read by the format that its server says it has."""

from collections.abc import Iterable, Iterator

import msgspec

from isnad.model import Page
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.fetching import Answer, Fetcher
from isnad.reading.naming import believed, plain_address
from isnad.reading.readers import ending, read_source
from isnad.reading.source import Source

_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/rdf+xml": ".rdf",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/feed+json": ".json",
    "application/json": ".json",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
}


def read_addresses(addresses: Iterable[str], rules: Source) -> Iterator[Page | Fault]:
    """Yield the pages at addresses, each named by its own, and a Fault for each that cannot be had."""
    fetcher = Fetcher(rules.limit)
    for address in dict.fromkeys(plain_address(address) for address in addresses):
        try:
            answer = fetcher.get(address)
        except Unreadable as reason:
            yield Fault(address, str(reason))
            continue
        yield from read_answer(address, answer, rules)


def read_answer(address: str, answer: Answer, rules: Source) -> Iterator[Page | Fault]:
    """Yield the pages of an answer to a request for an address; one that names no address of its own has that."""
    kind = _KINDS.get(answer.headers.get("content-type", "").partition(";")[0].strip().lower()) or ending(answer.address)
    if kind is None:
        yield Fault(address, "The server does not say of which format it is, or of one that is not read.")
        return
    source = msgspec.structs.replace(rules, name=address, held=answer.body, path=None)
    for page in read_source(source, kind):
        yield msgspec.structs.replace(page, url=believed(page.url, answer.address)) if isinstance(page, Page) else page
