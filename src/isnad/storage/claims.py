"""The claims of a case with the words on which they stand: what a page and a command show."""

from msgspec import Struct

from isnad.model import Claim, Report, Span, Stance
from isnad.storage.file import CaseFile
from isnad.storage.parties import Link


class Reported(Struct, frozen=True, kw_only=True):
    """A report with its words: its document, its ``quote``, and the ``sentence`` around it, in which ``at`` is the quote.

    ``chain`` leads from the one who said it outwards, without the publisher; empty on the outlet's own word.
    """

    report: Report
    document: str
    document_id: str
    publisher: str | None
    published: str | None
    flags: tuple[str, ...]
    quote: str
    sentence: str
    at: Span
    stance: Stance | None
    chain: tuple[Link, ...]


class Claimed(Struct, frozen=True, kw_only=True):
    """A claim with its reports' words, in the order of ``claim.reports``, and the parties that it names."""

    claim: Claim
    reports: tuple[Reported, ...]
    parties: dict[str, Link]
    documents: int


def claims(file: CaseFile) -> list[Claimed]:
    """Return the claims of a case, first those that most documents tell."""
    return []
