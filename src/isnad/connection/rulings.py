"""Rulings: what the judgements of people come to, worked out anew from their log whenever it is asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct, convert

from isnad.model import Conflict, Judgement, Report, Stance

Pair = frozenset[str]
Find = Callable[[Judgement, int], Sequence[str]]  # the reports (ids) that a subject of a judgement stands for
State = Literal["applies", "withdrawn", "superseded", "contrary", "orphaned"]
_ON_PAIRS = ("same", "different")
_OPINIONS = (*_ON_PAIRS, "accept", "reject", "correct")  # of which two can be contrary


class Judged(Struct, frozen=True, kw_only=True):
    """A judgement, and what became of it: the ``reports`` (ids) that each of its subjects stands for now.

    It ``applies``, or was ``withdrawn``, or ``superseded`` by a later one of the same person, or is ``contrary`` to one of
    another person (and then neither applies), or is ``orphaned``: no report stands at its words under the present rules.
    """

    judgement: Judgement
    state: State
    reports: tuple[tuple[str, ...], ...] = ()

    @property
    def pairs(self) -> Iterator[Pair]:
        """Each pair of reports on which it decides, where it is about two."""
        if len(self.reports) == 2:
            yield from (frozenset((a, b)) for a in self.reports[0] for b in self.reports[1] if a != b)


class Rulings(Struct, frozen=True, kw_only=True):
    """What applies of a log: which reports are the same thing or not, which are rejected, which conflicts are so or not.

    ``stances`` are those that people corrected, by reports; ``shaped`` are the reports on which something was decided that
    shapes their claims.
    """

    judged: tuple[Judged, ...] = ()
    same: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    rejected: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    conflicts: dict[Pair, bool] = {}
    stances: dict[str, Stance] = {}
    shaped: frozenset[str] = frozenset()

    def decide(self, found: Iterable[Conflict], reports: Sequence[Report]) -> Iterator[Conflict]:
        """Yield conflicts, marked where a person confirmed them, without those that a person rejected."""
        for conflict in found:
            said = self.conflicts.get(frozenset(reports[index].id for index in conflict.between))
            if said is None or conflict.relation != "contradiction":
                yield conflict
            elif said:
                yield Conflict(conflict.slot, conflict.between, conflict.relation, conflict.why, True)


NONE = Rulings()


def match(told: Iterable[Report], judgement: Judgement, subject: int) -> tuple[str, ...]:
    """Return which report of one document a subject stands for: the same, or the only one of its kind or at its words."""
    _, start, end = judgement.subjects[subject]
    id, key = judgement.marks[subject] if subject < len(judgement.marks) else ("", "")
    here = [report for report in told if (report.start, report.end) == (start, end)]
    for alike in ([r for r in here if r.id == id], [r for r in here if r.key == key], here):
        if len(alike) == 1:
            return (alike[0].id,)
    return ()


def rulings(log: Iterable[Judgement], find: Find) -> Rulings:
    """Return what a log of judgements comes to; the order in which they are given does not matter."""
    ordered = sorted(log, key=lambda judgement: (judgement.at, judgement.id))
    gone = _withdrawn(ordered)
    judged = [_found(judgement, gone, find) for judgement in ordered]
    states = _weighed(judged)
    judged = [Judged(judgement=j.judgement, state=states.get(j.judgement.id, j.state), reports=j.reports) for j in judged]
    return _summed(_unchained(judged))


def _withdrawn(log: Sequence[Judgement]) -> frozenset[str]:
    """Return the ids of the judgements that are withdrawn, by one that is not withdrawn itself."""
    gone: set[str] = set()
    for judgement in reversed(log):  # what withdraws is later than what it withdraws
        if judgement.kind == "withdraw" and judgement.id not in gone and judgement.value:
            gone.add(judgement.value)
    return frozenset(gone)


def _found(judgement: Judgement, gone: frozenset[str], find: Find) -> Judged:
    reports = tuple(tuple(find(judgement, index)) for index in range(len(judgement.subjects)))
    state: State = "withdrawn" if judgement.id in gone else "applies" if all(reports) else "orphaned"
    return Judged(judgement=judgement, state=state, reports=reports)


def _weighed(judged: Iterable[Judged]) -> dict[str, State]:
    """Return the states of those judgements that others outweigh."""
    questions: dict[tuple[object, ...], list[Judged]] = {}
    for one in judged:
        if one.state == "applies" and one.judgement.kind in _OPINIONS:
            questions.setdefault(_question(one), []).append(one)
    states: dict[str, State] = {}
    for said in questions.values():
        last = {one.judgement.by: one for one in said}
        states |= {one.judgement.id: "superseded" for one in said if one is not last[one.judgement.by]}
        if len({(one.judgement.kind, one.judgement.value) for one in last.values()}) > 1:
            states |= {one.judgement.id: "contrary" for one in last.values()}
    return states


def _question(one: Judged) -> tuple[object, ...]:
    """Return what a judgement answers: two that answer one question otherwise are contrary."""
    kind = "pair" if one.judgement.kind in _ON_PAIRS else "slot" if one.judgement.kind == "correct" else "right"
    return kind, one.judgement.slot, tuple(sorted(one.reports))


def _unchained(judged: Sequence[Judged]) -> Iterator[Judged]:
    """Yield judgements; a «different» is contrary where a chain of «same» joins its two reports."""
    heads: dict[str, str] = {}

    def head(id: str) -> str:
        while heads.get(id, id) != id:
            id = heads[id]
        return id

    for one in judged:
        if one.state == "applies" and one.judgement.kind == "same":
            for a, b in map(sorted, one.pairs):
                heads[head(b)] = head(a)
    for one in judged:
        chained = (
            one.state == "applies" and one.judgement.kind == "different" and any(len({*map(head, p)}) == 1 for p in one.pairs)
        )
        yield Judged(judgement=one.judgement, state="contrary", reports=one.reports) if chained else one


def _stance(judgement: Judgement) -> Stance:
    stance: Stance = convert(judgement.value, Stance)  # it was checked when the judgement was made
    return stance


def _summed(judged: Iterable[Judged]) -> Rulings:
    every = tuple(judged)
    applying = [one for one in every if one.state == "applies"]
    pairs: Mapping[str, frozenset[Pair]] = {
        kind: frozenset(pair for one in applying if one.judgement.kind == kind for pair in one.pairs) for kind in _ON_PAIRS
    }
    single: Mapping[str, frozenset[str]] = {
        kind: frozenset(id for one in applying if one.judgement.kind == kind and len(one.reports) == 1 for id in one.reports[0])
        for kind in ("reject", "add")
    }
    about = [one for one in applying if one.judgement.kind in (*_OPINIONS, "add")]
    return Rulings(
        stances={id: _stance(one.judgement) for one in about if one.judgement.slot == "stance" for id in one.reports[0]},
        judged=every,
        same=pairs["same"],
        apart=pairs["different"],
        rejected=single["reject"],
        added=single["add"],
        conflicts={
            pair: one.judgement.kind == "accept"
            for one in applying
            if one.judgement.kind in ("accept", "reject")
            for pair in one.pairs
        },
        shaped=frozenset(id for one in about for ids in one.reports for id in ids),
    )
