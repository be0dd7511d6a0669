"""Answers: what a case knows of a sentence that somebody asks about."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from isnad.connection import SEED
from isnad.connection.pairs import Side, agreement
from isnad.model import Report
from isnad.storage import bodies
from isnad.storage.claims import Claimed, claim
from isnad.storage.file import CaseFile
from isnad.storage.parties import json
from isnad.storage.search import holding
from isnad.storage.totals import totals

_LOOKED_AT = 100  # documents, those that hold most of the sentence's rare words


class Found(Struct, frozen=True, kw_only=True):
    """A claim that answers, and how much speaks for it (log-odds: 0 is even, more is surer).

    ``first`` are the reports (indices) of the earliest day, ``undated`` those of no known day, which may be earlier;
    ``denials`` are those that deny it.
    """

    claimed: Claimed
    score: float
    first: tuple[int, ...]
    undated: tuple[int, ...]
    denials: tuple[int, ...]


class Answer(Struct, frozen=True, kw_only=True):
    """What a case of so many ``documents`` tells of a sentence: the claims, the best first, none where it tells nothing.

    ``understood`` are the words of the sentence that could be looked for.
    """

    sentence: str
    documents: int
    understood: tuple[str, ...]
    found: tuple[Found, ...]


def answer(file: CaseFile, sentence: str, asked: Sequence[Report], limit: int | None = None) -> Answer:
    """Return what a case tells of a sentence, given the reports that it would be, were it read."""
    best = sorted(_scores(file, sentence, asked).items(), key=lambda item: (-item[1], item[0]))
    return Answer(
        sentence=sentence,
        documents=totals(file).documents,
        understood=tuple(dict.fromkeys(report.quote(sentence) for report in asked)),
        found=tuple(_found(claim(file, id), value) for id, value in best[:limit]),
    )


def _scores(file: CaseFile, sentence: str, asked: Iterable[Report]) -> dict[str, float]:
    """Return the claims that have a report near enough to one of those asked, each with the score of the nearest."""
    scores: dict[str, float] = {}
    rows = file.rows(
        "SELECT claim, row FROM reports WHERE claim <> '' AND document IN numbers(?)",
        json(holding(file, sentence, _LOOKED_AT)),
    )
    known = bodies.reports(file, [row for _, row in rows])
    told = [(id, Side(known[row])) for id, row in rows]
    for report in map(Side, asked):
        for id, other in told:
            value = agreement(report, other)
            if value >= SEED:
                scores[id] = max(value, scores.get(id, value))
    return scores


def _found(claimed: Claimed, value: float) -> Found:
    days = [reported.report.published for reported in claimed.reports]
    earliest = min(filter(None, days), default=None)
    return Found(
        claimed=claimed,
        score=value,
        first=tuple(index for index, day in enumerate(days) if day and day == earliest),
        undated=tuple(index for index, day in enumerate(days) if day is None),
        denials=tuple(index for index, told in enumerate(claimed.reports) if told.report.polarity == "-"),
    )
