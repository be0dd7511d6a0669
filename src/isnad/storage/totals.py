"""A whole case in numbers."""

from collections.abc import Iterable

from msgspec import Struct

from isnad.storage.file import CaseFile
from isnad.storage.parties import json
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


def totals(file: CaseFile, story: str | None = None, without: Iterable[str] = ()) -> Totals:
    """Return the numbers of a case, or of a story of it; of an article of several versions, those of the one that stands.

    Without some documents (ids), their claims are counted where others tell them too; ``disputed`` are then still those with
    contradictions among all their reports (:func:`isnad.narrowing.totals` looks at what is left of them).
    """
    left_out = sorted(without)
    asked = within(file, story), json(left_out) if left_out else None
    out = "(?2 IS NULL OR {0} NOT IN (SELECT row FROM documents WHERE id IN strings(?2)))"
    among = f"(?1 IS NULL OR {{0}} IN numbers(?1)) AND {out}"
    languages = file.rows(
        f"SELECT lang, count(*) FROM documents WHERE later IS NULL AND {among.format('row')} "
        "GROUP BY lang ORDER BY count(*) DESC, lang",
        *asked,
    )
    sums = file.row(
        "SELECT count(*), count(*) - count(pack), sum(entities), sum(times), sum(quantities), sum(statements), sum(events) "
        f"FROM annotations WHERE document IN (SELECT row FROM documents WHERE later IS NULL) AND {among.format('document')}",
        *asked,
    )
    told = f"SELECT claim FROM reports WHERE {among.format('document')}"
    every = "?1 IS NULL AND ?2 IS NULL"
    claims = file.row(f"SELECT count(*), count(nullif(conflicts, 0)) FROM claims WHERE ({every}) OR id IN ({told})", *asked)
    documents, not_annotated, *found = (int(value or 0) for value in sums)
    return Totals(documents, not_annotated, dict(languages), *found, *claims)
