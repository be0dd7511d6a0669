"""The claims of a case with the words on which they stand: what a page and a command show."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Literal, NamedTuple, TypedDict, Unpack

import msgspec
from msgspec import Struct

from isnad import notebook
from isnad.connection import score
from isnad.connection.reports import SENTENCE
from isnad.connection.rulings import Judged, Rulings
from isnad.model import Annotations, Bounds, Claim, Report, Slot, Span, Stance, Statement, Wording
from isnad.storage import bodies, documents
from isnad.storage.events import dated
from isnad.storage.file import ALL, CaseError, CaseFile
from isnad.storage.judgements import ruled
from isnad.storage.ledger import Entry, ledger
from isnad.storage.parties import Link, called, json, names
from isnad.storage.stories import within

_HAS_TERM = "SELECT 1 FROM claim_terms t JOIN terms ON terms.row = t.term WHERE t.claim = c.row AND terms.term"
_TERMS = "SELECT term FROM terms WHERE row IN (SELECT term FROM claim_terms) ORDER BY term"
JUDGED = Wording("فيه قرار مراجعة", "judged")
_LONGEST = 2000  # code points on either side of a report over which the bounds of its sentence are looked for
_LOT = 200  # claims whose reports are read at once: those of one document are kept in one body


Cause = Literal["articles", "judgements"]  # by what a claim changed


class Reported(Struct, frozen=True, kw_only=True):
    """A report with its words: its document, its ``quote``, and the ``sentence`` around it, in which ``at`` is the quote.

    ``chain`` leads from the one who said it outwards, without the publisher; empty on the outlet's own word. ``said`` is the
    TIMEX3 value of the day on which it was said, None where the text does not tell; ``read`` when the document was read.
    ``earlier``: it stands only in an earlier version of its article.
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
    bounds: Bounds | None
    said: str | None
    read: str
    earlier: bool = False

    def tells(self, slot: Slot) -> object:
        """Return what the report says in a slot: in conflicts that are alike, both sides say the same."""
        report = self.report
        sides: dict[Slot, object] = {
            "count": sorted(report.values.items(), key=str),
            "time": report.time,
            "place": report.place,
            "actor": report.actors,
            "recipient": report.recipients,
            "polarity": report.polarity,
        }
        return sides[slot]


class Claimed(Struct, frozen=True, kw_only=True):
    """A claim with its reports' words, in the order of ``claim.reports``, and the parties that it names.

    ``judged`` are all judgements on these reports, ``rejected`` the reports that people took out of it.
    """

    claim: Claim
    reports: tuple[Reported, ...]
    parties: dict[str, Link]
    documents: int
    judged: tuple[Judged, ...] = ()
    rejected: tuple[Reported, ...] = ()

    def causes(self, since: str) -> tuple[Cause, ...]:
        """Return by what the claim changed since a day (ISO 8601, UTC): articles that were read, judgements that were made."""
        found: list[Cause] = []
        if any(told.read >= since for told in self.reports):
            found.append("articles")
        if any(one.judgement.at >= since for one in self.judged):
            found.append("judgements")
        return tuple(found)

    @property
    def ledger(self) -> tuple[Entry, ...]:
        """The states of the claim in the order of their publication, with their four times kept apart."""
        return ledger(self.claim, self.reports)

    def _repr_html_(self) -> str:
        return notebook.claim(self)


class _Source(NamedTuple):
    """What was found in a document, and when it was read."""

    found: Annotations
    read: str


class _Sources:
    """The documents of reports, each read from the case once."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.known: dict[str, _Source] = {}

    def of(self, report: Report) -> _Source:
        """Return the document of a report."""
        if report.document not in self.known:
            row = documents.resolve(self.file, report.document)
            self.known[report.document] = _Source(documents.annotations(self.file, row), documents.reading(self.file, row).at)
        return self.known[report.document]


def keep(
    file: CaseFile,
    component: Mapping[int, Report],
    made: Iterable[Claim],
    shown: Collection[str] = (),
    standing: Collection[str] = (),
) -> None:
    """Keep the claims that the reports of a component make, in the place of those that they made before.

    A bare state that nobody else tells is none, but for those that are to be ``shown`` (ids). Those that are ``standing`` (ids)
    once all are made are left as they are.
    """
    rows = {report.id: row for row, report in component.items()}
    before = "SELECT DISTINCT claim FROM reports WHERE row IN numbers(?) AND claim <> ''"
    old = [claim for (claim,) in file.rows(before, json(sorted(component)))]
    claims = list(made)
    gone = sorted({*old} - {*standing})
    file.run("DELETE FROM claims WHERE id IN strings(?)", json(gone))
    for claim in claims:
        told = len(claim.reports) > 1 or any(map(_is_told, claim.reports)) or claim.id in shown
        places = [(claim.id if told else "", place, rows[report.id]) for place, report in enumerate(claim.reports)]
        file.run_many("UPDATE reports SET claim = ?, place = ? WHERE row = ?", places)
        if told:
            _insert(file, claim)


def _is_told(report: Report) -> bool:
    return report.event is not None or report.statement is not None


def _insert(file: CaseFile, claim: Claim) -> None:
    days = sorted(report.published for report in claim.reports if report.published)
    row = file.insert(
        "INSERT INTO claims (id, documents, reports, origins, conflicts, revisions, earliest, latest, body) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        claim.id,
        len(claim.told_in),
        len(claim.reports),
        claim.most,
        sum(conflict.relation == "contradiction" for conflict in claim.conflicts),
        len(claim.revisions),
        *((days[0], days[-1]) if days else (None, None)),
        bodies.of_claim(claim),
    )
    terms = sorted(_terms(claim))
    file.run_many("INSERT INTO terms (term) VALUES (?) ON CONFLICT DO NOTHING", [(term,) for term in terms])
    numbers = "SELECT row, ? FROM terms WHERE term IN strings(?)"
    file.run(f"INSERT INTO claim_terms (term, claim) {numbers}", row, json(terms))


def _terms(claim: Claim) -> set[str]:
    """Return what a claim is found by: the parties in any role and in the chains, the classes of what passes hands, the key."""
    found: set[str] = set()
    for report in claim.reports:
        found |= {*report.actors, *report.recipients, *report.chain, *filter(None, (report.place, report.voice, report.object))}
        found |= set(filter(None, (report.key, report.type)))
    return found


class Asked(TypedDict, total=False):
    """Which claims are asked for, as :func:`claims` says."""

    actor: str | None
    topic: str | None
    conflicts: bool
    changed_since: str | None
    min_origins: int
    min_documents: int
    document: str | None
    story: str | None
    limit: int | None
    offset: int


def claims(file: CaseFile, **asked: Unpack[Asked]) -> list[Claimed]:
    """Return the claims of a case, first those that most documents tell, then those with most reports.

    Raises ValueError where ``changed_since`` is no date.
    """
    return list(_resolved(file, found(file, **asked)))


def found(
    file: CaseFile,
    *,
    actor: str | None = None,
    topic: str | None = None,
    conflicts: bool = False,
    changed_since: str | None = None,
    min_origins: int = 0,
    min_documents: int = 0,
    document: str | None = None,
    story: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[str]:
    """Return the ids of claims, in the order of :func:`claims`."""
    parties = None if actor is None else _meant(file, actor)
    since = dated(changed_since)
    rows = file.rows(
        "SELECT id FROM claims c WHERE (NOT ?1 OR conflicts > 0) AND origins >= ?2 AND documents >= ?3 "
        f"AND (?4 IS NULL OR EXISTS ({_HAS_TERM} IN strings(?4))) "
        f"AND (?5 IS NULL OR EXISTS ({_HAS_TERM} = ?5)) "
        "AND (?6 IS NULL OR id IN strings(?11) OR EXISTS (SELECT 1 FROM reports r "
        "JOIN documents d ON d.row = r.document WHERE r.claim = c.id AND d.read_at >= ?6)) "
        "AND (?7 IS NULL OR EXISTS (SELECT 1 FROM reports r WHERE r.claim = c.id AND r.document = ?7)) "
        "AND (?10 IS NULL OR EXISTS (SELECT 1 FROM reports r WHERE r.claim = c.id "
        "AND r.document IN numbers(?10))) "
        "ORDER BY c.documents DESC, c.reports DESC, c.id LIMIT ?8 OFFSET ?9",
        *(conflicts, min_origins, min_documents),
        *(None if parties is None else json(parties), topic, since),
        None if document is None else documents.resolve(file, document),
        *(ALL if limit is None else limit, offset, within(file, story), json(_judged_since(file, since) if since else [])),
    )
    return [id for (id,) in rows]


def _judged_since(file: CaseFile, since: str) -> list[str]:
    """Return the claims (ids) about whose reports people made judgements since a day, also those that no longer apply."""
    rulings = ruled(file)
    told = {id for one in rulings.judged if one.judgement.at >= since for reports in one.reports for id in reports}
    homes = _rejected(file, rulings) if told else {}
    rows = "SELECT DISTINCT claim FROM reports WHERE id IN strings(?) AND claim <> ''"
    standing = {claim for (claim,) in file.rows(rows, json(sorted(told)))}
    return sorted(standing | {home for home, out in homes.items() if any(report.id in told for report in out)})


def claim(file: CaseFile, reference: str) -> Claimed:
    """Return the claim with this id, or to which the report with this id belongs; the beginning of an id will do.

    Raises CaseError where there is none, or several.
    """
    reference = reference.strip().lower()
    known = (
        "SELECT claim FROM reports WHERE id >= ?1 AND id < ?1 || 'g' AND claim <> '' UNION SELECT n.claim FROM reports o "
        "JOIN told_again t ON t.report = o.row JOIN reports n ON n.row = t.later "
        "WHERE o.id >= ?1 AND o.id < ?1 || 'g' AND n.claim <> '' ORDER BY 1 LIMIT 4"
    )
    found = [id for (id,) in file.rows(known, reference or "-")]
    if not found:
        homes = _rejected(file, ruled(file))
        found = sorted({id for id, reports in homes.items() if any(r.id.startswith(reference or "-") for r in reports)})
    if len(found) == 1:
        return next(_resolved(file, found))
    if found:
        raise CaseError(f"«{reference}» may mean several claims: {', '.join(found)}. Give more of the id.")
    raise CaseError(f"There is no claim «{reference}». «isnad claims» lists them with their ids.")


def _rejected(file: CaseFile, rulings: Rulings) -> dict[str, list[Report]]:
    """Return the rejected reports by the claim out of which they were taken: that of the report which is nearest to each."""
    found: dict[str, list[Report]] = {}
    for id in sorted(rulings.rejected):
        rows = file.rows(
            "SELECT own.row, other.row, other.claim FROM reports own JOIN seeds s ON s.report = own.row "
            "JOIN reports other ON other.row = s.other WHERE own.id = ? AND other.claim <> '' ORDER BY other.id",
            id,
        )
        known = bodies.reports(file, [row for own, other, _ in rows for row in (own, other)])
        near = [(score(known[own], known[other]), claim, known[own]) for own, other, claim in rows]
        if near:
            _, home, report = max(near, key=lambda one: one[0])
            found.setdefault(home, []).append(report)
    return found


def _meant(file: CaseFile, query: str) -> list[str]:
    """Return the ids that a query for a party means, by its id or by words that occur in what it is called."""
    terms = [(id, "") for (id,) in file.rows(_TERMS)]
    return sorted({id for id, _ in called(file, query, terms)})


def _resolved(file: CaseFile, ids: Iterable[str]) -> Iterator[Claimed]:
    sources = _Sources(file)
    rulings = ruled(file)
    rejected = _rejected(file, rulings)
    for id, body, told in _kept(file, ids):
        out = rejected.get(id, [])
        claim = bodies.claim_of(body, told)
        if any(report.id in rulings.shaped for report in (*told, *out)):
            claim = msgspec.structs.replace(claim, standing=(*claim.standing, JUDGED))
        parties = _parties(file, party_ids(claim, out)) | _outlets(claim)
        yield Claimed(
            claim=claim,
            reports=tuple(
                _reported(sources.of(report), report, parties, rulings.stances, report.document in claim.later) for report in told
            ),
            parties=parties,
            documents=len(claim.told_in),
            judged=tuple(_about(rulings, {report.id for report in (*told, *out)})),
            rejected=tuple(_reported(sources.of(report), report, parties, rulings.stances) for report in out),
        )


def _kept(file: CaseFile, ids: Iterable[str]) -> Iterator[tuple[str, bytes, list[Report]]]:
    """Yield claims by their ids, each with its body and its reports."""
    waiting = iter(ids)
    while lot := list(islice(waiting, _LOT)):
        found: dict[str, bytes] = dict(file.rows("SELECT id, body FROM claims WHERE id IN strings(?)", json(lot)))
        told: dict[str, list[int]] = {id: [] for id in found}
        sql = "SELECT claim, row FROM reports WHERE claim IN strings(?) ORDER BY claim, place"
        for id, row in file.rows(sql, json(sorted(found))):
            told[id].append(row)
        known = bodies.reports(file, [row for rows in told.values() for row in rows])
        yield from ((id, found[id], [known[row] for row in told[id] if row in known]) for id in lot if id in found)


def reported(file: CaseFile, reports: Iterable[Report]) -> Iterator[Reported]:
    """Yield reports with the words on which they stand."""
    sources, stances = _Sources(file), ruled(file).stances
    for report in reports:
        yield _reported(sources.of(report), report, _parties(file, set(report.chain)), stances)


def _parties(file: CaseFile, ids: set[str]) -> dict[str, Link]:
    known = names(file, ids)
    return {id: Link(id, known.get(id)) for id in sorted(ids)}


def _outlets(claim: Claim) -> dict[str, Link]:
    """Return the outlets that changed their articles: they are called by their own names."""
    return {change.by: Link(change.by, change.by) for change in claim.revisions if change.edited}


def _about(rulings: Rulings, ids: set[str]) -> Iterator[Judged]:
    """Yield the judgements on some reports."""
    for one in rulings.judged:
        if any(not ids.isdisjoint(reports) for reports in one.reports):
            yield one


def party_ids(claim: Claim, rejected: Iterable[Report]) -> set[str]:
    """Return the ids of the parties that a claim names, in its reports and in those that a person rejected."""
    ids = {origin.id for origin in claim.origins} | {revision.by for revision in claim.revisions if not revision.edited}
    for report in (*claim.reports, *rejected):
        ids |= {*report.actors, *report.recipients, *report.chain, *filter(None, (report.place, report.voice))}
    return ids


def _reported(
    source: _Source, report: Report, parties: Mapping[str, Link], stances: Mapping[str, Stance], earlier: bool = False
) -> Reported:
    where = source.found
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
        stance=stances.get(report.id, statement.stance if statement else None),
        chain=tuple(parties[id] for id in report.chain),
        bounds=document.bounds,
        said=_said_on(where, statement) if statement else None,
        read=source.read,
        earlier=earlier,
    )


def _said_on(where: Annotations, statement: Statement) -> str | None:
    """Return the date that stands with the words of saying («أعلنت الوزارة أمس أن …»), outside of what is said."""
    parts = [statement.cue, *filter(None, (statement.source,))]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    if end <= statement.content.start:
        end = statement.content.start
    if SENTENCE.search(where.text, start, end):
        return None
    dates = [time.value for time in where.times if start <= time.start and time.end <= end and time.type in ("DATE", "TIME")]
    return dates[0] if len(dates) == 1 else None


def _around(text: str, span: Span) -> Span:
    """Return the sentences in which a span stands, without the blanks around them."""
    first, last = max(0, span.start - _LONGEST), min(len(text), span.end + _LONGEST)
    start = max((match.end() for match in SENTENCE.finditer(text, first, span.start)), default=first)
    match = SENTENCE.search(text, span.end, last)
    end = match.end() if match else last
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
