"""The claims of a case with the words on which they stand: what a page and a command show."""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from isnad.model import Annotations, Claim, Report, Span, Stance
from isnad.storage import documents
from isnad.storage.file import CaseError, CaseFile
from isnad.storage.parties import Link, called, json, names

_SENTENCE = re.compile(r"[.!؟?…]+(?=[\s»”\"]|$)|\n")


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


def keep(file: CaseFile, component: Mapping[int, Report], made: Iterable[Claim]) -> None:
    """Keep the claims that the reports of a component make, in the place of those that they made before."""
    rows = {report.id: row for row, report in component.items()}
    before = "SELECT DISTINCT claim FROM reports WHERE row IN (SELECT value FROM json_each(?)) AND claim <> ''"
    file.run(f"DELETE FROM claims WHERE id IN ({before})", json(sorted(component)))
    for claim in made:
        told = len(claim.reports) > 1 or any(r.event is not None or r.statement is not None for r in claim.reports)
        places = [(claim.id if told else "", place, rows[report.id]) for place, report in enumerate(claim.reports)]
        file.run_many("UPDATE reports SET claim = ?, place = ? WHERE row = ?", places)
        if told:
            _insert(file, claim)


def _insert(file: CaseFile, claim: Claim) -> None:
    days = sorted(report.published for report in claim.reports if report.published)
    file.run(
        "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        claim.id,
        len({report.document for report in claim.reports}),
        len(claim.reports),
        claim.most,
        sum(conflict.relation == "contradiction" for conflict in claim.conflicts),
        len(claim.revisions),
        *((days[0], days[-1]) if days else (None, None)),
        msgspec.msgpack.encode(msgspec.structs.replace(claim, reports=())),
    )
    file.run_many("INSERT INTO claim_terms VALUES (?, ?)", [(term, claim.id) for term in sorted(_terms(claim))])


def _terms(claim: Claim) -> set[str]:
    """Return what a claim is found by: the parties in any role and in the chains, the classes of what passes hands, the key."""
    found: set[str] = set()
    for report in claim.reports:
        found |= {*report.actors, *report.recipients, *report.chain, *filter(None, (report.place, report.voice, report.object))}
        found |= set(filter(None, (report.key, report.type)))
    return found


def claims(
    file: CaseFile,
    *,
    actor: str | None = None,
    topic: str | None = None,
    conflicts: bool = False,
    changed_since: str | None = None,
    min_origins: int = 0,
    min_documents: int = 0,
    document: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Claimed]:
    """Return the claims of a case, first those that most documents tell, then those with most reports."""
    parties = None if actor is None else _meant(file, actor)
    rows = file.rows(
        "SELECT id FROM claims c WHERE (NOT ?1 OR conflicts > 0) AND origins >= ?2 AND documents >= ?3 "
        "AND (?4 IS NULL OR EXISTS (SELECT 1 FROM claim_terms t WHERE t.claim = c.id AND t.term IN "
        "(SELECT value FROM json_each(?4)))) "
        "AND (?5 IS NULL OR EXISTS (SELECT 1 FROM claim_terms t WHERE t.claim = c.id AND t.term = ?5)) "
        "AND (?6 IS NULL OR EXISTS (SELECT 1 FROM reports r JOIN documents d ON d.row = r.document "
        "WHERE r.claim = c.id AND d.read_at >= ?6)) "
        "AND (?7 IS NULL OR EXISTS (SELECT 1 FROM reports r WHERE r.claim = c.id AND r.document = ?7)) "
        "ORDER BY c.documents DESC, c.reports DESC, c.id LIMIT ?8 OFFSET ?9",
        *(conflicts, min_origins, min_documents),
        *(None if parties is None else json(parties), topic, changed_since),
        None if document is None else documents.resolve(file, document),
        *(-1 if limit is None else limit, offset),
    )
    return list(_resolved(file, [id for (id,) in rows]))


def claim(file: CaseFile, reference: str) -> Claimed:
    """Return the claim with this id, or to which the report with this id belongs; the beginning of an id will do.

    Raises CaseError where there is none, or several.
    """
    reference = reference.strip().lower()
    found = file.rows(
        "SELECT DISTINCT claim FROM reports WHERE id >= ?1 AND id < ?1 || 'g' AND claim <> '' ORDER BY claim LIMIT 4",
        reference or "-",
    )
    if len(found) == 1:
        return next(_resolved(file, [found[0][0]]))
    if found:
        several = ", ".join(id for (id,) in found)
        raise CaseError(f"«{reference}» may mean several claims: {several}. Give more of the id.")
    raise CaseError(f"There is no claim «{reference}». «isnad claims» lists them with their ids.")


def _meant(file: CaseFile, query: str) -> list[str]:
    """Return the ids that a query for a party means, by its id or by words that occur in what it is called."""
    terms = [(id, "") for (id,) in file.rows("SELECT DISTINCT term FROM claim_terms ORDER BY term")]
    return sorted({id for id, _ in called(file, query, terms)})


def _resolved(file: CaseFile, ids: Iterable[str]) -> Iterator[Claimed]:
    found: dict[str, Annotations] = {}
    for id in ids:
        body = file.row("SELECT body FROM claims WHERE id = ?", id)
        if body is None:
            continue
        told = [
            msgspec.msgpack.decode(report, type=Report)
            for (report,) in file.rows("SELECT body FROM reports WHERE claim = ? ORDER BY place", id)
        ]
        claim = msgspec.structs.replace(msgspec.msgpack.decode(body[0], type=Claim), reports=tuple(told))
        for report in told:
            if report.document not in found:
                found[report.document] = documents.annotations(file, documents.resolve(file, report.document))
        known = names(file, _ids(claim))
        parties = {id: Link(id, known.get(id)) for id in sorted(_ids(claim))}
        reports = tuple(_reported(found[report.document], report, parties) for report in told)
        yield Claimed(claim=claim, reports=reports, parties=parties, documents=len({report.document for report in told}))


def _ids(claim: Claim) -> set[str]:
    ids = {origin.id for origin in claim.origins} | {revision.by for revision in claim.revisions}
    for report in claim.reports:
        ids |= {*report.actors, *report.recipients, *report.chain, *filter(None, (report.place, report.voice))}
    return ids


def _reported(where: Annotations, report: Report, parties: Mapping[str, Link]) -> Reported:
    document, text = where.document, where.text
    around = _around(text, report)
    statement = None if report.statement is None else where.statements[report.statement]
    return Reported(
        report=report,
        document=document.name,
        document_id=document.id,
        publisher=document.publisher,
        published=document.published,
        flags=document.flags,
        quote=report.quote(text),
        sentence=around.quote(text),
        at=Span(report.start - around.start, report.end - around.start),
        stance=statement.stance if statement else None,
        chain=tuple(parties[id] for id in report.chain),
    )


def _around(text: str, span: Span) -> Span:
    """Return the sentences in which a span stands, without the blanks around them."""
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, span.start)), default=0)
    match = _SENTENCE.search(text, span.end)
    end = match.end() if match else len(text)
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
