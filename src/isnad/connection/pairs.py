"""Pairs: whether two reports tell the same thing. Decided from the two alone, never from a statistic of the case.

What speaks for and against is weighed by a logistic model, whose weights (``weights.txt``) ``bench/pairs.py`` fits to the
claims of the development stories.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from isnad.connection.concepts import concepts
from isnad.connection.identities import identity
from isnad.connection.stems import weight
from isnad.connection.tolls import KINDS, comparable
from isnad.model import Report

Feature = tuple[str, float]
_CAP = 6.0  # shared words say no more beyond this weight


def score(a: Report, b: Report) -> float:
    """Return how much speaks for two reports telling the same thing: log-odds, 0 is even."""
    weights = _weights()
    return round(sum(weights.get(name, 0.0) * value for name, value in features(a, b)), 6)


def features(a: Report, b: Report) -> Iterator[Feature]:
    """Yield what speaks for or against, each with its strength; the order of the two does not matter."""
    yield "bias", 1.0
    yield from _deeds(a, b)
    yield from _parties(a, b)
    yield from _words(a, b)
    yield from _slots(a, b)
    yield from _places(a, b)
    yield from _topics(a, b)


def _deeds(a: Report, b: Report) -> Iterator[Feature]:
    if a.key and b.key:
        yield "key" if a.key == b.key else "type" if a.type == b.type else "other type", 1.0
    else:
        yield "deed and state" if a.key or b.key else "states", 1.0
    if a.deed and a.deed == b.deed:
        yield "word", 1.0
    ours, theirs = concepts(a.stems), concepts(b.stems)
    if ours and theirs:
        yield "concepts", min(2, len(ours & theirs)) / 1.0
        yield "concepts of least", len(ours & theirs) / min(len(ours), len(theirs))
    if a.lead and b.lead:
        yield "leads", 1.0


def _parties(a: Report, b: Report) -> Iterator[Feature]:
    actors, recipients = _same(a.actors, b.actors), _same(a.recipients, b.recipients)
    if a.actors and b.actors:
        yield "actor" if actors else "other actor", 1.0
    if a.recipients and b.recipients:
        yield "recipient" if recipients else "other recipient", 1.0
    if _same(a.actors, b.recipients) or _same(a.recipients, b.actors):
        yield "crossed", 1.0
    if a.object and b.object:
        yield "object" if a.object == b.object else "other object", 1.0
    shared = _same(a.named, b.named)
    every = len({*map(identity, a.named), *map(identity, b.named)})
    yield "named", min(shared, 4) / 2
    if every:
        yield "named of all", shared / every
    if a.named and b.named and not shared:
        yield "none named", 1.0
    if a.key and a.key == b.key:
        yield "key and named", min(shared, 3) / 2


def _words(a: Report, b: Report) -> Iterator[Feature]:
    for name, ours, theirs in (("words", a.stems, b.stems), ("sentence", a.context, b.context)):
        both, least, every = _weighed(ours, theirs)
        yield name, min(both, _CAP) / 2
        yield f"{name} of all", 2 * both / every if every else 0.0
        yield f"{name} of least", both / least if least else 0.0
        if name == "words" and not (a.key and b.key):
            yield "words of states", 2 * both / every if every else 0.0
        if name == "sentence" and a.key and a.key == b.key:
            yield "sentence and key", 2 * both / every if every else 0.0
    yield "inside", min(_CAP, _weighed(a.stems, b.context)[0], _weighed(b.stems, a.context)[0]) / 2


def _slots(a: Report, b: Report) -> Iterator[Feature]:
    if a.earliest and b.earliest and a.latest and b.latest:
        yield "time" if a.earliest <= b.latest and b.earliest <= a.latest else "other time", 1.0
    if any(comparable(ours, theirs) for ours in _tolls(a) for theirs in _tolls(b)):
        yield "toll", 1.0
    if a.place and b.place:
        yield "place" if identity(a.place) == identity(b.place) else "other place", 1.0
    units = a.values.keys() & b.values.keys()
    if units:
        yield "count" if any(a.values[unit] == b.values[unit] for unit in units) else "other count", 1.0
    elif a.values and b.values:
        yield "number" if {*a.values.values()} & {*b.values.values()} else "other unit", 1.0
    elif a.values or b.values:
        yield "one counts", 1.0
    if a.polarity != b.polarity:
        yield "one denies", 1.0
    elif a.polarity == "-":
        yield "both deny", 1.0
    if a.factuality != b.factuality:
        yield "other standing", 1.0
    if a.origin and b.origin:
        yield "origin" if identity(a.origin[0]) == identity(b.origin[0]) else "other origin", 1.0


def _tolls(report: Report) -> list[str]:
    return [unit for unit in report.values if unit.partition(":")[0] in KINDS]


def _topics(a: Report, b: Report) -> Iterator[Feature]:
    if a.document != b.document:
        shared = len({*a.topics} & {*b.topics}) / max(1, min(len(a.topics), len(b.topics)))
        yield "topics", shared
        if a.key and a.key == b.key:
            yield "topics and key", shared


def _places(a: Report, b: Report) -> Iterator[Feature]:
    if a.document == b.document:
        yield "one document", 1.0
        yield "near", max(0.0, 1 - abs(a.start - b.start) / 400)


def _same(ours: Sequence[str], theirs: Sequence[str]) -> int:
    return len({*map(identity, ours)} & {*map(identity, theirs)})


def _weighed(ours: Sequence[str], theirs: Sequence[str]) -> tuple[float, float, float]:
    """Return how much the shared words weigh, those of the smaller side, and those of both together."""
    a, b = frozenset(ours), frozenset(theirs)
    both = sum(map(weight, a & b))
    sizes = sum(map(weight, a)), sum(map(weight, b))
    return both, min(sizes), sum(sizes) - both


@cache
def _weights() -> dict[str, float]:
    text = files(__package__).joinpath("weights.txt").read_text(encoding="utf-8")
    rows = (line.rsplit(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#"))
    return {name: int(value) / 1000 for name, value in rows}
