"""Material: what of a case an export may hold, chosen once for all formats."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from msgspec import Struct

from isnad.case import Case, CaseError, Claimed, Reported
from isnad.model import Document, Span
from isnad.narrowing import PRIVATE, accepted, narrow

AROUND = 32  # code points before and behind a quote by which others find it again
_MARKS = dict.fromkeys(range(0x2066, 0x206A))
_TEXTS = 64  # documents whose texts are kept at hand: the reports of a claim often stand in the same few


class Options(Struct, frozen=True, kw_only=True):
    """What an export may hold beyond its default.

    ``unreviewed``: in what is for publication, also reports that nobody accepted, marked. ``full_text``: whole articles.
    ``name_reviewers``: the names of those who judged, in the place of R1, R2.
    """

    unreviewed: bool = False
    full_text: bool = False
    name_reviewers: bool = False


class Source(NamedTuple):
    """A document as exports tell it: no path of this machine, no password in its address."""

    id: str
    name: str
    publisher: str | None
    published: str | None
    byline: str | None
    url: str | None
    lang: str
    flags: tuple[str, ...]
    title: str | None
    original_sha256: str
    text_sha256: str
    text: str


class Material:
    """The claims of an export, in the order of their ids, and what they stand on.

    ``accepted`` are the ids of the reports for which a person stands; ``left_out`` counts the reports that may not leave.
    """

    def __init__(
        self, case: Case, options: Options, claims: Sequence[Claimed], accepted: frozenset[str], left_out: int = 0
    ) -> None:
        self.case, self.options, self.accepted, self.left_out = case, options, accepted, left_out
        self.claims = tuple(sorted(claims, key=lambda one: one.claim.id))
        self._reviewers = _reviewers(case, options)
        self._sources = lru_cache(_TEXTS)(partial(_source, case))

    def mark(self, told: Reported) -> str:
        """Return how far people stand for a report: "accepted" or "unreviewed"."""
        return "accepted" if told.report.id in self.accepted else "unreviewed"

    def source(self, id: str) -> Source:
        """Return a document of the case by its id."""
        return self._sources(id)

    def sources(self) -> Iterator[Source]:
        """Yield each document on which the claims stand, once, in the order of names, then ids."""
        ids = {told.document_id for claimed in self.claims for told in claimed.reports}
        names = {told.document_id: told.document for claimed in self.claims for told in claimed.reports}
        for id in sorted(ids, key=lambda id: (names[id], id)):
            yield self.source(id)

    def reviewer(self, name: str) -> str:
        """Return how a person who judged is called here: R1, R2, or by his name where that was asked for."""
        return self._reviewers[name]


def gather(case: Case, options: Options, *, claims: Sequence[str] | None = None, publication: bool) -> Material:
    """Return what may leave a case: all its claims, or those given by their ids or the ids of their reports.

    Nothing of a private document leaves. For ``publication`` only reports leave that a person accepted, unless ``unreviewed`` is
    set. Raises CaseError where a claim is none, or nothing is left of one that was asked for.
    """
    found = case.claims() if claims is None else list({one.claim.id: one for one in map(case.claim, claims)}.values())
    sure = frozenset(id for claimed in found for id in accepted(claimed))
    kept: list[Claimed] = []
    left_out = 0
    for claimed in found:
        public = narrow(claimed, lambda told: PRIVATE not in told.flags)
        held = (
            narrow(public, lambda told: told.report.id in sure) if public and publication and not options.unreviewed else public
        )
        left_out += len(claimed.reports) - (len(held.reports) if held else 0)
        if held:
            kept.append(held)
        elif claims is not None:
            raise CaseError(_nothing_of(claimed, bool(public)))
    if publication and not kept:
        raise CaseError("Nobody has accepted a report of this case yet, so there is nothing to publish. " + _HOW)
    return Material(case, options, kept, sure, left_out)


_HOW = "«isnad judge CASE accept REPORT --by NAME --why TEXT» accepts one; --unreviewed adds the rest, marked."


def _nothing_of(claimed: Claimed, public: bool) -> str:
    if not public:
        return f"The claim {claimed.claim.id} stands on private documents alone, which do not leave the case."
    return f"Nobody has accepted a report of the claim {claimed.claim.id}. {_HOW}"


def _reviewers(case: Case, options: Options) -> dict[str, str]:
    """Return what each person who judged is called, in the order of their first judgements: the same in all exports."""
    people = dict.fromkeys(one.judgement.by for one in case.judgements())
    return {name: name if options.name_reviewers else f"R{number}" for number, name in enumerate(people, 1)}


def _source(case: Case, id: str) -> Source:
    document = case.document(id)
    text = printable(document.text)
    return Source(
        id=document.id,
        name=printable(basename(document.name)),
        publisher=_printable(document.publisher),
        published=document.published,
        byline=_printable(document.byline),
        url=address(document.url),
        lang=document.lang,
        flags=document.flags,
        title=_printable(title(document)),
        original_sha256=document.sha256,
        text_sha256=sha256(text.encode()).hexdigest(),
        text=text,
    )


def title(document: Document) -> str | None:
    """Return a document's headline on one line."""
    return " ".join(document.title.quote(document.text).split()) if document.title else None


def many(count: int, noun: str) -> str:
    """Return a count with its noun: "1 claim", "2 claims"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def basename(name: str) -> str:
    """Return the last part of a document's name: the folders above it are nobody's business."""
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2] or name


def address(url: str | None) -> str | None:
    """Return an address on the web without name and password; None for any other, such as a path of this machine."""
    try:
        parts = urlsplit(url or "")
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
        return printable(urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])))
    except ValueError:  # urlsplit refuses some brackets
        return None


def printable(text: str) -> str:
    """Return a text that UTF-8 can say: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def unmarked(text: str) -> str:
    """Return a text without the marks that isolate directions on a screen: they are no part of a name."""
    return printable(text).translate(_MARKS)


def _printable(text: str | None) -> str | None:
    return None if text is None else printable(text)


def around(text: str, span: Span) -> tuple[str, str]:
    """Return what stands just before and just behind a span, by which a quote is told from its like."""
    return text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]


def days(claimed: Claimed) -> tuple[str | None, str | None]:
    """Return the first and the last day on which a claim was published."""
    known = sorted(told.published[:10] for told in claimed.reports if told.published)
    return (known[0], known[-1]) if known else (None, None)


def conflicting(claimed: Claimed) -> Counter[int]:
    """Return in how many contradictions each report (index) of a claim is."""
    return Counter(index for one in claimed.claim.conflicts if one.relation == "contradiction" for index in one.between)
