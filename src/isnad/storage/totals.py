"""A whole case in numbers."""

from msgspec import Struct

from isnad.storage.file import CaseFile


class Totals(Struct, frozen=True):
    """How much a case holds. ``languages`` counts documents; ``not_annotated`` those in a language without a pack.

    ``disputed`` are the claims with contradictions.
    """

    documents: int
    not_annotated: int
    languages: dict[str, int]
    entities: int
    times: int
    quantities: int
    statements: int
    events: int
    claims: int
    disputed: int


def totals(file: CaseFile) -> Totals:
    """Return the numbers of a case."""
    languages = file.rows("SELECT lang, count(*) FROM documents GROUP BY lang ORDER BY count(*) DESC, lang")
    sums = file.row(
        "SELECT count(*), count(*) - count(pack), total(entities), total(times), total(quantities), total(statements), "
        "total(events) FROM annotations"
    )
    claims = file.row("SELECT count(*), count(nullif(conflicts, 0)) FROM claims")
    documents, not_annotated, *found = map(int, sums)
    return Totals(documents, not_annotated, dict(languages), *found, *claims)
