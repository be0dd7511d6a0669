"""Watching: feeds are asked for what is new, their articles go into the case, and what that changed is told."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from msgspec import Struct

from isnad.case import Case, Claimed, ReadReport
from isnad.languages.names import UserNames
from isnad.model import Page, digest
from isnad.reading import Fault, Source, Unreadable
from isnad.reading.addresses import read_answer
from isnad.reading.composing import compose
from isnad.reading.feed import Entry, entries, page_of
from isnad.reading.fetching import Answer, Fetcher
from isnad.reading.naming import plain_address
from isnad.storage.fetched import Fetched

_AGAIN = timedelta(hours=1)  # after which an article that its feed still has is looked at again: edits are often silent
_LIMIT = 50_000_000


class Change(Struct, frozen=True):
    """What a look at the feeds changed of one claim, in English and in Arabic: ``kind`` is new, conflict or standing."""

    kind: str
    claim: str
    gloss: str
    gloss_ar: str
    now: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class Look(Struct, frozen=True, kw_only=True):
    """What came of one look at the feeds: of how many nothing was new, what was read, and what changed."""

    unchanged: int
    report: ReadReport
    changes: tuple[Change, ...]


def look(case: Case, feeds: Iterable[str], fetcher: Fetcher | None = None, names: UserNames | None = None) -> Look:
    """Ask each feed once, read its new and changed articles into the case, and return what that changed.

    Feeds and articles are asked for with what the server last said of them, so that nothing is sent twice. An article that
    cannot be had is read as the feed has it. What fails is a fault in the report. Raises CaseError.
    """
    watcher = _Watcher(case, fetcher or Fetcher(_LIMIT))
    pages = [page for feed in dict.fromkeys(feeds) for page in watcher.news(feed)]
    before = _told(case) if pages else {}
    report = case.read_pages(pages, names=names)
    watcher.settle()
    changes = tuple(_changes(before, case)) if report.new + report.updated else ()
    return Look(unchanged=watcher.unchanged, report=report, changes=changes)


class _Watcher:
    """One look at the feeds: ``unchanged`` counts those that had nothing new."""

    def __init__(self, case: Case, fetcher: Fetcher) -> None:
        self._case = case
        self._fetcher = fetcher
        self._asked: dict[str, Fetched] = {}
        self.unchanged = 0

    def settle(self) -> None:
        """Remember what was asked for, now that what came of it is in the case: broken off before, it is asked again."""
        for address, known in self._asked.items():
            self._case.keep_fetched(address, known)

    def news(self, feed: str) -> Iterator[Page | Fault]:
        """Yield the pages of the new and changed articles of a feed.

        What a server says of its feed is forgotten where an article could not be had, and believed for an hour at most: a
        feed that has not changed is asked for whole again, else nobody would look at its articles again.
        """
        known = self._case.fetched(feed)
        try:
            answer = self._ask(feed, known if known and _since(known.at) < _AGAIN else None)
            if answer is None:
                self.unchanged += 1
                self._asked[feed] = known or self._asked[feed]
                return
            failed = False
            for page in self._pages(feed, answer.body):
                failed = failed or isinstance(page, Fault)
                yield page
        except Unreadable as reason:
            yield Fault(feed, str(reason))
            return
        if failed:
            self._asked[feed] = Fetched("", "", _now())

    def _pages(self, feed: str, body: bytes) -> Iterator[Page | Fault]:
        told: dict[str, str] = {}
        for number, entry in enumerate(entries(body), 1):
            if isinstance(entry, Fault):
                yield Fault(f"{feed}#{number}", entry.reason)
            elif entry.address:
                yield from self._article(entry, plain_address(entry.address))
            elif entry.lines:
                name, text = _name(entry, feed), compose(entry.title, entry.lines)
                if told.setdefault(name, text) != text:  # under one name they would be two versions of one article
                    name = f"{name}#{digest(text)[:8]}"
                yield page_of(entry, name)

    def _ask(self, address: str, known: Fetched | None) -> Answer | None:
        """Return the answer for an address, None where it has not changed since. Raises Unreadable."""
        marks = {"etag": known.etag, "last-modified": known.changed} if known else {}
        answer = self._fetcher.get(address, marks)
        if answer.status == 304:
            self._asked[address] = Fetched(known.etag, known.changed, _now()) if known else Fetched("", "", _now())
            return None
        self._asked[address] = Fetched(answer.headers.get("etag", ""), answer.headers.get("last-modified", ""), _now())
        return answer

    def _article(self, entry: Entry, address: str) -> Iterator[Page | Fault]:
        known = self._case.fetched(address)
        if address in self._asked or (known and _since(known.at) < _AGAIN):
            return
        try:
            answer = self._ask(address, known)
        except Unreadable as reason:
            is_new = known is None and entry.lines  # what a feed has of an article takes the place of no whole one
            yield Fault(address, f"{reason} It is read as the feed has it." if is_new else str(reason))
            if is_new:
                yield page_of(entry, address)
            return
        for page in read_answer(address, answer, Source(name="", limit=_LIMIT)) if answer else ():
            yield _with_what_the_feed_knows(page, entry) if isinstance(page, Page) else page


def _name(entry: Entry, feed: str) -> str:
    """Return what an entry without an address is called: by its id, under which other words are a version, else by its title."""
    if entry.id:
        return f"{feed}!{quote(entry.id, safe=':/?&=@')}"
    return f"{feed}#{digest(entry.title or compose(None, entry.lines))[:8]}"


def _with_what_the_feed_knows(page: Page, entry: Entry) -> Page:
    from msgspec.structs import replace

    fields = ("title", "published", "publisher", "byline", "section")
    return replace(page, **{field: getattr(page, field) or getattr(entry, field) for field in fields})


def _told(case: Case) -> dict[str, Claimed]:
    """Return what is told by the ids of the reports, so that a claim is known again when an earlier report gives it its id."""
    return {report.id: claimed for claimed in case.claims() for report in claimed.claim.reports}


def _changes(before: dict[str, Claimed], case: Case) -> Iterator[Change]:
    for claimed in case.claims():
        claim = claimed.claim
        old = [before[report.id] for report in claim.reports if report.id in before]
        known = (claim.id, claim.gloss.en, claim.gloss.ar)
        if not old:
            yield Change("new", *known)
            continue
        conflicts = [conflict.why.en for conflict in claim.conflicts if conflict.relation == "contradiction"]
        had = {conflict.why.en for one in old for conflict in one.claim.conflicts if conflict.relation == "contradiction"}
        if more := tuple(dict.fromkeys(why for why in conflicts if why not in had)):
            yield Change("conflict", *known, now=more)
        was, now = tuple(words.en for words in old[0].claim.standing), tuple(words.en for words in claim.standing)
        if was != now:
            yield Change("standing", *known, now=now, before=was)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _since(at: str) -> timedelta:
    return datetime.now(UTC) - datetime.fromisoformat(at)
