"""Review: what waits for a person's judgement, and how often Isnad is right by such judgements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, combinations, islice, product
from math import sqrt
from random import Random
from typing import Literal

from msgspec import Struct

from isnad.connection import LEAST, groups
from isnad.connection.pairs import Side, agreement
from isnad.connection.rulings import Pair, Rulings
from isnad.model import Judgement, Report, Wording
from isnad.storage import bodies, parts, stories
from isnad.storage.claims import Claimed, Reported, claims, reported
from isnad.storage.file import CaseFile
from isnad.storage.judgements import ruled
from isnad.storage.parties import json
from isnad.storage.reports import filed

_NEAR = 0.75  # log-odds to either side of the threshold within which a pair is uncertain
_SOME = 8  # claims that are looked through at once
_MOST = 30_000  # pairs that are weighed for it at most
_Z = 1.959964  # of the normal distribution, for an interval of 95%


class Queued(Struct, frozen=True, kw_only=True):
    """Something to judge: a pair of reports (the same thing, or not?), a conflict of two (is it one?), or contrary judgements.

    ``together``: the two stand in one claim now. ``score`` is by how much a pair is on this side of the threshold.
    """

    kind: Literal["pair", "conflict", "contrary"]
    reports: tuple[Reported, ...]
    why: Wording
    together: bool
    score: float | None = None
    judgements: tuple[Judgement, ...] = ()


class Drawn(Struct, frozen=True, kw_only=True):
    """A pair of reports that Isnad takes for the same thing."""

    reports: tuple[Reported, Reported]

    @property
    def pair(self) -> Pair:
        """The ids of the two."""
        return frozenset(told.report.id for told in self.reports)


class Agreement(Struct, frozen=True):
    """How far another person judged alike: on how many pairs that both judged, and Cohen's kappa, None where it is undefined."""

    by: str
    pairs: int
    kappa: float | None


class Review(Struct, frozen=True, kw_only=True):
    """What a person's judgements of a sample say: how many of the ``judged`` pairs are the same thing.

    ``precision`` is their share, ``low`` and ``high`` its 95% interval after Wilson; None where nothing was judged.
    """

    drawn: int
    judged: int
    same: int
    precision: float | None
    low: float | None
    high: float | None
    agreements: tuple[Agreement, ...]


# ---- the queue


def queue(file: CaseFile, limit: int | None = None, story: str | None = None) -> list[Queued]:
    """Return what waits for a judgement: contrary judgements, then conflicts, then uncertain pairs; all, or those of a story."""
    rulings = ruled(file)
    meant = None if story is None else {*stories.story(file, story).documents}
    certain = chain(_contrary(file, rulings), _conflicts(file, story))
    found = list(islice((one for one in certain if _is_meant(one, meant)), limit))
    if limit is None or len(found) < limit:
        uncertain = (one for one in _uncertain(file, rulings) if _is_meant(one, meant))
        found += sorted(uncertain, key=lambda one: abs(one.score or 0))
    return found[:limit]


def _is_meant(one: Queued, documents: set[str] | None) -> bool:
    """Whether a question is about one of some documents (ids); None are all."""
    return documents is None or any(told.document_id in documents for told in one.reports)


def _contrary(file: CaseFile, rulings: Rulings) -> Iterator[Queued]:
    questions: dict[tuple[str, ...], list[Judgement]] = {}
    for one in rulings.judged:
        if one.state == "contrary":
            ids = tuple(sorted(id for reports in one.reports for id in reports))
            questions.setdefault(ids, []).append(one.judgement)
    for ids, said in questions.items():
        told = tuple(reported(file, _reports(file, ids)))
        words = "; ".join(f"{one.by}: {_decision(one)} ({one.why})" for one in said)
        together = len({claim for (claim,) in _claims_of(file, ids)}) == 1
        why = Wording(f"قرارا مراجعة متعارضان: {words}", f"contrary judgements: {words}")
        yield Queued(kind="contrary", reports=told, why=why, together=together, judgements=tuple(said))


def _decision(judgement: Judgement) -> str:
    return " ".join(filter(None, (judgement.kind, judgement.slot, judgement.value)))


def _conflicts(file: CaseFile, story: str | None = None) -> Iterator[Queued]:
    """Yield conflicts that nobody has judged; of those of a claim between the same voices who say the same the first."""
    for claimed in _disputed(file, story):
        seen = set()
        for conflict in claimed.claim.conflicts:
            a, b = (claimed.reports[index] for index in conflict.between)
            sides = frozenset((told.report.voice, repr(told.tells(conflict.slot))) for told in (a, b))
            if conflict.relation == "contradiction" and not conflict.judged and (conflict.slot, sides) not in seen:
                seen.add((conflict.slot, sides))
                yield Queued(kind="conflict", reports=(a, b), why=conflict.why, together=True)


def _disputed(file: CaseFile, story: str | None = None) -> Iterator[Claimed]:
    """Yield the claims with conflicts, a few at a time, as often only the first are asked for."""
    seen, some = 0, claims(file, conflicts=True, story=story, limit=_SOME)
    while some:
        yield from some
        seen += len(some)
        some = claims(file, conflicts=True, story=story, limit=_SOME, offset=seen)


def _uncertain(file: CaseFile, rulings: Rulings) -> Iterator[Queued]:
    judged = {pair for one in rulings.judged if one.judgement.kind in ("same", "different") for pair in one.pairs}
    rejected, seen, weighed = parts.rows_of(file, rulings.rejected), set[int](), 0
    found = parts.find(file, rejected)
    for row in _rows_by_weight(file):
        if row in seen or row in rejected:
            continue
        part = bodies.reports(file, found.of(row).reports)
        seen |= part.keys()
        weighed += len(part) ** 2 // 2
        if weighed > _MOST:
            return
        for together, mean, a, b in _near(_groups(file, part)):
            if frozenset((a.id, b.id)) not in judged:
                yield _pair(file, together, mean - LEAST, (a, b))


def _pair(file: CaseFile, together: bool, over: float, pair: tuple[Report, Report]) -> Queued:
    words = (
        Wording("بالكاد خبر واحد", "hardly the same thing")
        if together
        else Wording("يكاد يكون خبراً واحداً", "all but the same thing")
    )
    return Queued(kind="pair", reports=tuple(reported(file, pair)), why=words, together=together, score=round(over, 3))


def _rows_by_weight(file: CaseFile) -> list[int]:
    """Return the reports that others are near to, first those of the claims that most documents tell."""
    rows = file.rows(
        "SELECT r.row FROM reports r LEFT JOIN claims c ON c.id = r.claim WHERE r.row IN (SELECT report FROM seeds) "
        "ORDER BY c.documents DESC NULLS LAST, c.reports DESC, r.id"
    )
    return [row for (row,) in rows]


def _groups(file: CaseFile, part: Mapping[int, Report]) -> list[list[Report]]:
    """Return the reports of a component by their claims; each bare state is alone."""
    found: dict[str, list[Report]] = {}
    rows = "SELECT row, CASE claim WHEN '' THEN id ELSE claim END FROM reports WHERE row IN numbers(?) ORDER BY id"
    for row, home in file.rows(rows, json(sorted(part))):
        found.setdefault(home, []).append(part[row])
    return list(found.values())


def _near(found: Iterable[Iterable[Report]]) -> Iterator[tuple[bool, float, Report, Report]]:
    """Yield the pairs near the threshold: whether they are together, their groups' mean, and the likeliest two of them."""
    ready = [[Side(report) for report in group] for group in found]
    for ours, theirs in combinations(ready, 2):
        mean, best = _linked(ours, theirs)
        if LEAST - _NEAR <= mean < LEAST:
            yield False, mean, *best
    for group in ready:
        for side in group if len(group) > 1 else ():
            mean, best = _linked([side], [other for other in group if other is not side])
            if mean < LEAST + _NEAR:
                yield True, mean, *best


def _linked(ours: Sequence[Side], theirs: Sequence[Side]) -> tuple[float, tuple[Report, Report]]:
    scores = [(agreement(a, b), a.report, b.report) for a, b in product(ours, theirs)]
    _, a, b = max(scores, key=lambda one: (one[0], one[1].id, one[2].id))
    return sum(value for value, *_ in scores) / len(scores), (a, b)


# ---- the sample


def sample(file: CaseFile, count: int, seed: int) -> list[Drawn]:
    """Return pairs of reports of one claim each, as the rules alone make the claims, drawn at random without repetition."""
    found = sorted(sorted(group) for group in _unjudged(file) if len(group) > 1)
    ends = list(accumulate(len(group) * (len(group) - 1) // 2 for group in found))
    total = ends[-1] if ends else 0
    places = Random(seed).sample(range(total), min(count, total))
    return [_drawn(file, _pair_at(found, ends, place)) for place in places]


def _pair_at(found: Sequence[Sequence[str]], ends: Sequence[int], place: int) -> tuple[str, str]:
    index = next(index for index, end in enumerate(ends) if place < end)
    first = ends[index - 1] if index else 0
    return list(combinations(found[index], 2))[place - first]


def _drawn(file: CaseFile, ids: tuple[str, str]) -> Drawn:
    a, b = reported(file, _reports(file, ids))
    return Drawn(reports=(a, b))


def _unjudged(file: CaseFile) -> Iterator[list[str]]:
    """Yield the groups of reports (ids) that Isnad takes for one thing each, as they would be had nobody judged."""
    rulings = ruled(file)
    touched = parts.rows_of(file, {id for pair in rulings.same | rulings.apart for id in pair} | rulings.rejected)
    found, seen = parts.find(file), set[int]()
    for row in (*touched, *parts.beside(file, parts.rows_of(file, rulings.rejected))):
        if row not in seen:
            part = bodies.reports(file, found.of(row).reports)
            seen |= part.keys()
            yield from ([report.id for report in group] for group in groups(list(part.values()), filed(file, part.values())))
    standing: dict[str, list[str]] = {}
    for row, home, id in file.rows("SELECT row, claim, id FROM reports WHERE claim <> '' ORDER BY id"):
        if row not in seen:
            standing.setdefault(home, []).append(id)
    yield from standing.values()


def review(file: CaseFile, drawn: Iterable[Drawn], by: str) -> Review:
    """Return how many pairs of a sample a person found to be the same thing, and how far others found so too."""
    pairs = [one.pair for one in drawn]
    answers = {person: {pair: said[pair] for pair in pairs if pair in said} for person, said in _answers(file).items()}
    own = answers.pop(by, {})
    same = sum(own.values())
    low, high = wilson(same, len(own))
    return Review(
        drawn=len(pairs),
        judged=len(own),
        same=same,
        precision=same / len(own) if own else None,
        low=low,
        high=high,
        agreements=tuple(_agreement(person, own, said) for person, said in sorted(answers.items()) if own.keys() & said.keys()),
    )


def _answers(file: CaseFile) -> dict[str, dict[Pair, bool]]:
    """Return of each person which pairs are the same thing to him, and which are not."""
    found: dict[str, dict[Pair, bool]] = {}
    for one in ruled(file).judged:
        if one.judgement.kind in ("same", "different") and one.state in ("applies", "contrary"):
            found.setdefault(one.judgement.by, {}).update(dict.fromkeys(one.pairs, one.judgement.kind == "same"))
    return found


def _agreement(by: str, ours: Mapping[Pair, bool], theirs: Mapping[Pair, bool]) -> Agreement:
    both = [(ours[pair], theirs[pair]) for pair in ours.keys() & theirs.keys()]
    return Agreement(by, len(both), kappa(both))


def wilson(right: int, all: int) -> tuple[float, float] | tuple[None, None]:
    """Return the 95% interval of a share (Wilson, 1927), (None, None) of nothing."""
    if not all:
        return None, None
    share, square = right / all, _Z**2
    middle = (share + square / (2 * all)) / (1 + square / all)
    reach = _Z / (1 + square / all) * sqrt(share * (1 - share) / all + square / (4 * all**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def kappa(answers: Sequence[tuple[bool, bool]]) -> float | None:
    """Return by how much two people agree beyond chance (Cohen, 1960), None where chance alone makes them agree."""
    if not answers:
        return None
    ours, theirs = (sum(side) / len(answers) for side in zip(*answers, strict=True))
    agreed = sum(a == b for a, b in answers) / len(answers)
    chance = ours * theirs + (1 - ours) * (1 - theirs)
    return None if chance == 1 else (agreed - chance) / (1 - chance)


# ---- reports by their ids


def _reports(file: CaseFile, ids: Iterable[str]) -> Iterator[Report]:
    for id in ids:
        found = [row for (row,) in file.rows("SELECT row FROM reports WHERE id = ?", id)]
        yield from bodies.reports(file, found[:1]).values()


def _claims_of(file: CaseFile, ids: Iterable[str]) -> list[tuple[str]]:
    return file.rows("SELECT claim FROM reports WHERE id IN strings(?)", json(sorted(ids)))
