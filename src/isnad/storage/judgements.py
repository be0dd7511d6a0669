"""The judgements of people in a case: a log that only grows, and what it comes to."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from isnad.connection.claims import earliest
from isnad.connection.conflicts import conflicts
from isnad.connection.corrections import PARTIES, changes, full, report_at, text_hash
from isnad.connection.rulings import NONE, Judged, Rulings, match, rulings
from isnad.model import Judgement, JudgementKind, Report, Span, digest
from isnad.reading.letters import plain
from isnad.storage import bodies, documents, parts, versions
from isnad.storage.file import CaseError, CaseFile
from isnad.storage.parties import json, meant

_GIVEN = {"same": (2, 2), "different": (2, 2), "accept": (1, 2), "reject": (1, 2), "add": (2, 2)}  # else one
_ANCHORS = {**_GIVEN, "add": (1, 1), "withdraw": (0, 0)}
_WITH_VALUE = ("correct", "translate", "note")
_SPAN = re.compile(r"(?P<start>[0-9]+)-(?P<end>[0-9]+)")
_REFILED = ("add", "correct")  # the kinds that change the reports themselves


def log(file: CaseFile) -> list[Judgement]:
    """Return every judgement ever made, in the order in which they came into this case."""
    rows = file.rows("SELECT body FROM judgements ORDER BY seq")
    return [msgspec.msgpack.decode(body, type=Judgement) for (body,) in rows]


def ruled(file: CaseFile) -> Rulings:
    """Return what the log comes to, given the reports that stand in the case.

    What was decided on words that a later version of their article repeats is decided on them there.
    """
    made = log(file)
    if not made:
        return NONE
    told = _told(file, {subject[0] for judgement in made for subject in judgement.subjects})
    now = versions.told_now(file, {report.id for found in told.values() for reports in found.values() for report in reports})

    def find(judgement: Judgement, subject: int) -> tuple[str, ...]:
        found = told.get(judgement.subjects[subject][0], {})
        return tuple(sorted({now.get(id, id) for reports in found.values() for id in match(reports, judgement, subject)}))

    return rulings(made, find)


def _told(file: CaseFile, texts: set[str]) -> dict[str, dict[int, list[Report]]]:
    """Return the reports of the documents with these texts (SHA-256), by text and document."""
    found: dict[str, dict[int, list[Report]]] = {}
    rows = file.rows(
        "SELECT t.sha256, r.document, r.row FROM texts t JOIN reports r ON r.document = t.document "
        "WHERE t.sha256 IN strings(?) ORDER BY r.id",
        json(sorted(texts)),
    )
    known = bodies.reports(file, [row for *_, row in rows])
    for text, document, row in rows:
        found.setdefault(text, {}).setdefault(document, []).append(known[row])
    return found


def judged(file: CaseFile, id: str) -> Judged:
    """Return one judgement and what became of it."""
    return next(one for one in ruled(file).judged if one.judgement.id == id)


# ---- making one


def decide(
    file: CaseFile,
    kind: JudgementKind,
    subjects: Sequence[str],
    *,
    slot: str | None,
    value: str | None,
    by: str,
    at: str,
    why: str,
) -> Judgement:
    """Return a judgement of a person about reports, checked but not kept yet.

    ``subjects`` are ids of reports or claims, or the beginnings of such; for «add» a document and a span («003», «120-158»); for
    «withdraw» the id of a judgement. Raises CaseError where they are none, ValueError where the judgement makes no sense.
    """
    by, why, value = plain(by), plain(why), plain(value) if value else value
    least, most = _GIVEN.get(kind, (1, 1))
    if not least <= len(subjects) <= most:
        raise ValueError(f"{kind} takes {least if least == most else f'{least} or {most}'}: {len(subjects)} given")
    if kind in _WITH_VALUE and not (value or "").strip():
        raise ValueError(f"{kind} takes a value")
    places: list[tuple[tuple[str, int, int], tuple[str, str]]] = []
    if kind == "add":
        places = [_place_of_words(file, *subjects)]
    elif kind == "withdraw":
        value = _meant(file, subjects[0])
    else:
        reports = [report_of(file, subject) for subject in subjects]
        if len({report.id for report in reports}) < len(reports):
            raise ValueError("both are the same report")
        if kind in ("accept", "reject") and len(reports) == 2 and not _conflict(*reports):
            raise ValueError("there is no conflict between the two")
        places = [_place(file, report) for report in reports]
        if kind == "correct":
            value = _checked(file, reports[0], slot or "", value or "")
    anchors, marks = tuple(anchor for anchor, _ in places), tuple(mark for _, mark in places)
    slot = slot if kind == "correct" else None
    return signed(Judgement(id="", kind=kind, subjects=anchors, slot=slot, value=value, by=by, at=at, why=why, marks=marks))


def _conflict(a: Report, b: Report) -> bool:
    """Whether two reports contradict each other, whatever was judged on it."""
    return any(found.relation == "contradiction" for found in conflicts(earliest((a, b))))


def signed(judgement: Judgement) -> Judgement:
    """Return a judgement with the id that its content gives."""
    content = msgspec.json.encode(msgspec.structs.replace(judgement, id="")).decode()
    return msgspec.structs.replace(judgement, id=digest("judgement", content))


def check(judgement: Judgement) -> None:
    """Raise ValueError for a judgement that was altered after it was made, or that no person can have made with Isnad."""
    least, most = _ANCHORS.get(judgement.kind, (1, 1))
    if signed(judgement) != judgement:
        raise ValueError(f"the judgement {judgement.id} has been altered: its id is not that of its content")
    if not least <= len(judgement.subjects) <= most or not (judgement.by and judgement.why):
        raise ValueError(f"the judgement {judgement.id} is not complete")
    if judgement.kind in (*_WITH_VALUE, "withdraw") and not judgement.value:
        raise ValueError(f"the judgement {judgement.id} has no value")
    words = (judgement.by, judgement.why, judgement.value or "", judgement.slot or "", judgement.at)
    if any(plain(word) != word for word in words):
        raise ValueError(f"the judgement {judgement.id} holds control characters")
    if judgement.kind == "correct":
        changes(judgement.slot or "", judgement.value or "", None, {})


def report_of(file: CaseFile, reference: str) -> Report:
    """Return the report with this id, or the only one whose id begins so. Raises CaseError."""
    reference = reference.strip().lower()
    found = file.rows("SELECT id, row FROM reports WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 4", reference or "-")
    if len(found) == 1:
        return next(iter(bodies.reports(file, [found[0][1]]).values()))
    if found:
        raise CaseError(f"«{reference}» may mean several reports: {', '.join(id for id, _ in found)}. Give more of the id.")
    raise CaseError(f"There is no report «{reference}». «isnad claim» shows the reports of a claim with their ids.")


def _place(file: CaseFile, report: Report) -> tuple[tuple[str, int, int], tuple[str, str]]:
    sql = "SELECT t.sha256 FROM texts t JOIN documents d ON d.row = t.document WHERE d.id = ?"
    (text,) = file.row(sql, report.document)
    return (text, report.start, report.end), (report.id, report.key)


def _place_of_words(file: CaseFile, reference: str, words: str) -> tuple[tuple[str, int, int], tuple[str, str]]:
    found = documents.annotations(file, documents.resolve(file, reference))
    span = _span(found.text, words.strip())
    report = report_at(found, span)
    if report is None:
        raise ValueError(f"«{span.quote(found.text)}» says nothing that could be a report")
    return (text_hash(found), report.start, report.end), (report.id, report.key)


def _span(text: str, words: str) -> Span:
    """Return where words stand in a text, given themselves or as START-END. Raises ValueError."""
    given = _SPAN.fullmatch(words)
    places = [int(given["start"])] if given else [match.start() for match in re.finditer(re.escape(words), text) if words]
    if len(places) != 1:
        spans = ", ".join(f"{start}-{start + len(words)}" for start in places[:6])
        raise ValueError(f"«{words}» stands there several times: {spans}" if places else f"«{words}» does not stand there")
    span = Span(places[0], int(given["end"]) if given else places[0] + len(words))
    if not span.start < span.end <= len(text):
        raise ValueError(f"there are no words from {span.start} to {span.end} in a text of {len(text)}")
    if any(0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum() for edge in (span.start, span.end)):
        raise ValueError(f"«{span.quote(text)}» begins or ends within a word")
    return span


def _meant(file: CaseFile, reference: str) -> str:
    known = [judgement.id for judgement in log(file) if judgement.id.startswith(reference.strip().lower() or "-")]
    if len(known) != 1:
        many = "may mean several judgements" if known else "is no judgement"
        raise CaseError(f"«{reference}» {many}. «isnad judge CASE» lists them with their ids.")
    return known[0]


def _checked(file: CaseFile, report: Report, slot: str, value: str) -> str:
    """Return the value of a correction as it is kept: parties by their ids. Raises CaseError, ValueError."""
    if slot in PARTIES:
        value = ",".join(_party(file, part.strip()) for part in value.split(",") if part.strip())
    value = full(slot, value, report)
    changes(slot, value, report, {})
    return value


def _party(file: CaseFile, words: str) -> str:
    """Return the id of the one party that is called so, in the case or in the pack."""
    terms = [(id, "") for (id,) in file.rows("SELECT DISTINCT entity FROM mentions ORDER BY entity")]
    terms += [(id, "") for (id,) in file.rows("SELECT DISTINCT source FROM statements ORDER BY source")]
    found = meant(file, words, terms)
    if len(found) == 1:
        return found[0]
    many = f"may mean several: {', '.join(found[:6])}" if found else "is nobody in the case"
    raise CaseError(f"«{words}» {many}. «isnad entities» shows who is named.")


# ---- keeping


def keep(file: CaseFile, made: Iterable[Judgement]) -> int:
    """Add judgements to the log, and undo the claims that they touch; return how many were new.

    One that the log has already, by its id, is passed over. The claims have still to be found anew.
    """
    with file.transaction():
        known = {judgement.id for judgement in log(file)}
        new = {judgement.id: judgement for judgement in made if judgement.id not in known}
        if not new:
            return 0
        before = ruled(file)
        for judgement in new.values():
            file.run("INSERT INTO judgements (id, body) VALUES (?, ?)", judgement.id, msgspec.msgpack.encode(judgement))
        _loosen(file, _changed(before, ruled(file)))
        for row in _refiled(file, new.values()):
            documents.disconnect(file, row)
    return len(new)


def _changed(before: Rulings, after: Rulings) -> set[str]:
    """Return the reports for which something else applies than before."""
    pairs = (before.same ^ after.same) | (before.apart ^ after.apart)
    pairs |= {pair for pair, _ in before.conflicts.items() ^ after.conflicts.items()}
    return {id for pair in pairs for id in pair} | (before.rejected ^ after.rejected)


def _loosen(file: CaseFile, ids: set[str]) -> None:
    rows = file.rows("SELECT row FROM reports WHERE id IN strings(?)", json(sorted(ids)))
    parts.loosen(file, [row for (row,) in rows])


def _refiled(file: CaseFile, new: Iterable[Judgement]) -> list[int]:
    """Return the documents whose reports some judgements, or what they withdraw, may change."""
    made = {judgement.id: judgement for judgement in log(file)}
    texts = {subject[0] for judgement in new for one in _undone(made, judgement) for subject in one.subjects}
    rows = file.rows("SELECT document FROM texts WHERE sha256 IN strings(?) ORDER BY document", json(sorted(texts)))
    return [row for (row,) in rows]


def _undone(made: dict[str, Judgement], judgement: Judgement | None) -> Iterator[Judgement]:
    """Yield what is decided by a judgement that changes reports: itself, or what it withdraws."""
    while judgement is not None and judgement.kind == "withdraw":
        judgement = made.get(judgement.value or "")
    if judgement is not None and judgement.kind in _REFILED:
        yield judgement
