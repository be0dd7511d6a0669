"""Corrections: reports as people set them right, and reports that people added."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import get_args

import msgspec

from isnad.connection.governments import governments
from isnad.connection.reports import reports
from isnad.connection.rulings import match, rulings
from isnad.model import Annotations, Factuality, Judgement, Report, Span, Stance, Statement

Bounds = tuple[float | None, float | None]
SLOTS = ("source", "stance", "date", "count", "actor", "recipient", "place", "factuality")
PARTIES = ("source", "actor", "recipient", "place")  # the slots that take ids
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}))?(?:-(?P<day>[0-9]{2}))?")
_COUNT = re.compile(r"(?P<unit>[^=]*)=(?P<low>[0-9.,]*)(?P<range>-)?(?P<high>[0-9.,]*)")
_HOW: dict[str, Factuality] = {"deny": "denied", "commit": "planned", "expect": "possible", "estimate": "possible"}


def text_hash(found: Annotations) -> str:
    """Return the SHA-256 of a document's text, to which judgements hold."""
    return sha256(found.text.encode("utf-8", "surrogatepass")).hexdigest()


def amended(found: Annotations, log: Iterable[Judgement]) -> tuple[Report, ...]:
    """Return the reports of a document, with those that people added, and with what they corrected."""
    told, own = reports(found), _own(found, log)
    if not own:
        return told
    every = {report.id: report for report in told}
    for judged in rulings(own, lambda _judgement, _subject: ("here",)).judged:  # an added report has no words to be found by
        if judged.judgement.kind == "add" and judged.state == "applies":
            _, start, end = judged.judgement.subjects[0]
            added = report_at(found, Span(start, end))
            if added:
                every.setdefault(added.id, added)
    return _corrected(found, every, own)


def _own(found: Annotations, log: Iterable[Judgement]) -> list[Judgement]:
    """Return what of a log can change the reports of a document."""
    every = [judgement for judgement in log if judgement.kind in ("add", "correct", "withdraw")]
    if all(judgement.kind == "withdraw" for judgement in every):
        return []
    own = text_hash(found)
    return [one for one in every if one.kind == "withdraw" or any(subject[0] == own for subject in one.subjects)]


def _corrected(found: Annotations, every: dict[str, Report], own: Sequence[Judgement]) -> tuple[Report, ...]:
    known = governments(found)
    told = list(every.values())
    for judged in rulings(own, lambda judgement, subject: match(told, judgement, subject)).judged:
        judgement = judged.judgement
        if judgement.kind == "correct" and judged.state == "applies" and judgement.slot and judgement.value:
            (id,) = judged.reports[0]
            every[id] = corrected(every[id], judgement.slot, judgement.value, known)
    return tuple(sorted(every.values(), key=lambda report: (report.start, report.end, report.id)))


def report_at(found: Annotations, span: Span) -> Report | None:
    """Return the report that some words are, under the statement in whose content they stand; None where they say nothing."""
    around = [
        (said.content.end - said.content.start, number)
        for number, said in enumerate(found.statements)
        if said.content.start <= span.start < said.content.end
    ]
    number = min(around)[1] if around else None
    told = found.statements[number] if number is not None else _own_word(span)
    alone = msgspec.structs.replace(found, events=(), statements=(msgspec.structs.replace(told, content=span),))
    report = next((one for one in reports(alone) if one.statement == 0 and (one.start, one.end) == (span.start, span.end)), None)
    return msgspec.structs.replace(report, statement=number) if report else None


def _own_word(span: Span) -> Statement:
    """Return words as the outlet says them: by nobody else."""
    nowhere = Span(span.start, span.start)
    return Statement(source=None, source_id="", cue=nowhere, content=span, stance="assert", chain=(), rule="judged")


def corrected(report: Report, slot: str, value: str, known: Mapping[str, str]) -> Report:
    """Return a report with another value in a slot; its id stays. ``known`` says for whom each id speaks.

    Ids are divided by commas; a source may be a chain, from the one who said it outwards. A date is a day, month or year. A
    count is «killed=12», «killed=10-12», «killed=10-» or «killed=-12». Raises ValueError where the value is none of its slot.
    """
    return msgspec.structs.replace(report, **changes(slot, value, report, known))


def changes(slot: str, value: str, report: Report | None, known: Mapping[str, str]) -> dict[str, object]:
    """Return the fields of a report that a correction changes, and to what; without a report, only to see whether it can."""
    match slot:
        case "source" if _ids(value):
            return _sourced(_ids(value), known)
        case "stance" if value in get_args(Stance):
            return _held(_HOW.get(value, "actual"))
        case "factuality" if value in get_args(Factuality):
            return _held(value)
        case "date":
            earliest, latest = _days(value)
            return {"time": value, "earliest": earliest, "latest": latest}
        case "count":
            unit, bounds = _count(value)
            about = tuple(other for other in report.about if other != unit) if report else ()
            return {"values": {**(report.values if report else {}), unit: bounds}, "about": about}
        case "actor" | "recipient":
            return {f"{slot}s": _ids(value)}
        case "place":
            return {"place": value}
    raise ValueError(f"{slot} cannot be {value!r}; what can be corrected is {', '.join(SLOTS)}")


def full(slot: str, value: str, report: Report) -> str:
    """Return the value of a correction as it can be kept: a count with what it counts. Raises ValueError."""
    value = value.strip()
    if slot != "count" or "=" in value:
        return value
    if len(report.values) > 1:
        raise ValueError(f"the report counts {', '.join(report.values)}: say which, as in killed=12")
    return f"{next(iter(report.values), '')}={value}"


def _ids(value: str) -> tuple[str, ...]:
    return tuple(id for part in value.split(",") if (id := part.strip()))


def _sourced(chain: tuple[str, ...], known: Mapping[str, str]) -> dict[str, object]:
    named = [id for id in chain if not id.startswith("unnamed")]
    origin = tuple(named[:1] or chain[:1])
    return {"chain": chain, "origin": origin, "voice": known.get(origin[0], origin[0]) if origin else None}


def _held(factuality: str) -> dict[str, object]:
    return {"factuality": factuality, "polarity": "-" if factuality == "denied" else "+", "unproven": False}


def _days(value: str) -> tuple[str, str]:
    """Return the first and the last day of a day, month or year."""
    parts = _DATE.fullmatch(value)
    try:
        if parts is None:
            raise ValueError
        first = date(int(parts["year"]), int(parts["month"] or 1), int(parts["day"] or 1))
        month = int(parts["month"] or 12)
        last = date(first.year, month, int(parts["day"] or monthrange(first.year, month)[1]))
    except ValueError:
        message = f"not a date: {value!r}. A day is written 2024-10-18, a month 2024-10, a year 2024"
        raise ValueError(message) from None
    return first.isoformat(), last.isoformat()


def _count(value: str) -> tuple[str, Bounds]:
    parts = _COUNT.fullmatch(value)
    if parts is None or not (parts["low"] or parts["high"]):
        raise ValueError(f"not a count: {value!r}. It is written killed=12, killed=10-12, killed=10- or killed=-12")
    low, high = (_number(parts[side]) for side in ("low", "high"))
    return parts["unit"].strip(), (low, high if parts["range"] else low)


def _number(digits: str) -> float | None:
    return float(digits.replace(",", "")) if digits else None
