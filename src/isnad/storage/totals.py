"""A whole case in numbers."""

from msgspec import Struct

from isnad.storage.file import CaseFile
from isnad.storage.stories import within


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


def totals(file: CaseFile, story: str | None = None) -> Totals:
    """Return the numbers of a case, or of a story of it; of an article of several versions, those of the one that stands."""
    rows, among = within(file, story), "(?1 IS NULL OR {} IN numbers(?1))"
    languages = file.rows(
        f"SELECT lang, count(*) FROM documents WHERE later IS NULL AND {among.format('row')} "
        "GROUP BY lang ORDER BY count(*) DESC, lang",
        rows,
    )
    sums = file.row(
        "SELECT count(*), count(*) - count(pack), sum(entities), sum(times), sum(quantities), sum(statements), sum(events) "
        f"FROM annotations WHERE document IN (SELECT row FROM documents WHERE later IS NULL) AND {among.format('document')}",
        rows,
    )
    told = f"SELECT claim FROM reports WHERE {among.format('document')}"
    claims = file.row(f"SELECT count(*), count(nullif(conflicts, 0)) FROM claims WHERE ?1 IS NULL OR id IN ({told})", rows)
    documents, not_annotated, *found = (int(value or 0) for value in sums)
    return Totals(documents, not_annotated, dict(languages), *found, *claims)
