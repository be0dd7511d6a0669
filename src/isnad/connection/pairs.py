"""Pairs: whether two reports tell the same thing. Decided from the two alone, never from a statistic of the case.

What speaks for and against is weighed by a logistic model, whose weights (``weights.txt``) ``bench/pairs.py`` fits to the
claims of the development stories.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from math import log10

from isnad.connection.concepts import concepts
from isnad.connection.content import weight
from isnad.connection.families import families
from isnad.connection.identities import identity, is_person
from isnad.connection.senses import senses, shared
from isnad.connection.tolls import KINDS, comparable, is_money, measure
from isnad.model import Report

Feature = tuple[str, float]
_About = tuple[frozenset[str], date | None]  # the topics and the day of a document
_CAP = 6.0  # shared words say no more beyond this weight
_DAY, _QUARTER = 10, 91  # letters of an ISO day; days
_STORY = 8  # quarters through which a story is often told
_LONG = 2.0  # years beyond these after which more of them say no more
_PAST = 400  # days before its article that what is told lies behind the story of the day
_NEAR = 400  # code points over which nearness fades
_PLACE = ("start", "end", "id", "document", "event", "statement", "topics", "published")  # nothing else differs between copies
_TOLD = tuple(field for field in Report.__struct_fields__ if field not in _PLACE)
# Not left to the fit, which meets too few of them: giving one thing is not giving another, nor is taking it giving it.
# Nor is a visit of one person that of another.
# And the toll of years ago («فيضانات 1973») is not that of today: of 20 such pairs of the stories one is of one thing.
RULED = {"turned round": -3.0, "key and other object": -2.0, "key and other person": -3.0, "toll and one past": -3.0}
NEVER = -4.0  # the log-odds of two reports that share no word, deed or toll: others can join them into one claim


class Side:
    """A report made ready to be compared with many: its sets, and what its words weigh."""

    __slots__ = (
        *("about", "actors", "concepts", "content", "context", "day", "named", "origin", "persons", "place"),
        *(
            "kin",
            "parties",
            "past",
            "recipients",
            "report",
            "senses",
            "sentence",
            "stems",
            "stems_size",
            "tolls",
            "topics",
            "values",
        ),
    )

    def __init__(self, report: Report) -> None:
        self.report = report
        self.actors, self.recipients, self.named = _ids(report.actors), _ids(report.recipients), _ids(report.named)
        self.persons = bool(report.actors) and all(map(is_person, report.actors))
        self.origin = identity(report.origin[0]) if report.origin else ""
        self.place = identity(report.place) if report.place else ""
        self.stems, self.topics = frozenset(report.stems), _set(report.topics)
        self.stems_size, self.senses = _weigh(self.stems), senses(self.stems)
        self.sentence = _sentence(report.context)
        self.context = self.sentence.words
        self.concepts = concepts(report.stems)
        self.kin = families([report.key] if report.key else self.concepts)
        self.parties = self.actors | self.recipients
        self.values = {measure(unit): bounds for unit, bounds in report.values.items()}
        self.tolls = [unit for unit in self.values if unit.partition(":")[0] in KINDS]
        self.day = date.fromisoformat(report.published) if report.published and len(report.published) == _DAY else None
        self.past = _is_past(report.latest, self.day)
        self.about = (self.topics, self.day)
        self.content = _content(told(report))
        if self.content.side is None:
            self.content.side = self


class _Sentence:
    """The words of a sentence, what they weigh and what they can mean: one for all reports that stand in it."""

    __slots__ = ("senses", "size", "words")

    def __init__(self, words: frozenset[str]) -> None:
        self.words, self.size, self.senses = words, _weigh(words), senses(words)


class _Content:
    """What reports say that say the same in the same words, in whatever document; ``side`` is the first of them."""

    __slots__ = ("side",)

    def __init__(self) -> None:
        self.side: Side | None = None


@lru_cache(maxsize=1 << 14)
def _content(_told: tuple[object, ...]) -> _Content:
    return _Content()


def told(report: Report) -> tuple[object, ...]:
    """Return what a report says, without where it stands and what else its document is about."""
    return tuple(tuple(value.items()) if isinstance(value := getattr(report, field), dict) else value for field in _TOLD)


def score(a: Report, b: Report) -> float:
    """Return how much speaks for two reports telling the same thing: log-odds, 0 is even."""
    return agreement(Side(a), Side(b))


def agreement(a: Side, b: Side) -> float:
    """Return the score of two reports that were made ready: cheaper where each is compared with many."""
    said = _agreement(a.content, b.content)
    if said is None:
        return NEVER
    said += sum(_weighed(_ages(a, b)))
    if a.report.document == b.report.document:
        return round(sum(_weighed(_places(a, b)), said), 6)
    return round(sum(_topical(a.about, b.about, a.report.key == b.report.key != ""), said), 6)


@lru_cache(maxsize=1 << 17)
def _agreement(one: _Content, other: _Content) -> float | None:
    """Return what speaks for two contents being the same thing, whatever their documents; None where nothing can."""
    a, b = one.side, other.side
    assert a is not None and b is not None
    if a.context.isdisjoint(b.context) and a.concepts.isdisjoint(b.concepts) and not (a.tolls and b.tolls):
        return None
    return sum(_weighed(_said(a, b)))


@lru_cache(maxsize=1 << 16)
def _topical(ours: _About, theirs: _About, one_key: bool) -> tuple[float, ...]:
    return _weighed(_topics(ours[0], theirs[0], one_key, _years(ours[1], theirs[1])))


def _weighed(found: Iterable[Feature]) -> tuple[float, ...]:
    weights = _weights()
    return tuple([weights[name] * value for name, value in found if name in weights])


def features(a: Side, b: Side) -> Iterator[Feature]:
    """Yield what speaks for or against, each with its strength; the order of the two does not matter."""
    yield from _said(a, b)
    yield from _ages(a, b)
    if a.report.document == b.report.document:
        yield from _places(a, b)
    else:
        yield from _topics(a.topics, b.topics, a.report.key == b.report.key != "", _years(a.day, b.day))


def _said(a: Side, b: Side) -> Iterator[Feature]:
    """Yield the features that do not depend on the documents."""
    yield "bias", 1.0
    yield from _deeds(a, b)
    yield from _parties(a, b)
    yield from _words(a, b)
    yield from _slots(a, b)


def _deeds(a: Side, b: Side) -> Iterator[Feature]:
    one, other = a.report, b.report
    if one.key and other.key:
        yield "key" if one.key == other.key else "type" if one.type == other.type else "other type", 1.0
    else:
        yield "deed and state" if one.key or other.key else "states", 1.0
    if one.deed and one.deed == other.deed:
        yield "word", 1.0
    if a.concepts and b.concepts:
        shared = len(a.concepts & b.concepts)
        if shared:
            yield "concepts", float(min(2, shared))
            yield "concepts of least", shared / min(len(a.concepts), len(b.concepts))
    if one.key != other.key and a.kin & b.kin:
        yield "kin" if one.key and other.key else "kin of states", 1.0
        if a.named & b.named:
            yield "kin and named", min(len(a.named & b.named), 3) / 2
    if one.lead and other.lead:
        yield "leads", 1.0


def _parties(a: Side, b: Side) -> Iterator[Feature]:
    if a.actors and b.actors:
        yield "actor" if a.actors & b.actors else "other actor", 1.0
    if a.recipients and b.recipients:
        yield "recipient" if a.recipients & b.recipients else "other recipient", 1.0
    if a.persons and b.persons and not a.actors & b.actors and a.report.key == b.report.key != "":
        yield "key and other person", 1.0
    if a.actors & b.recipients or a.recipients & b.actors:
        yield "crossed", 1.0
        if a.actors & b.recipients and a.recipients & b.actors:
            yield "turned round", 1.0
    if a.actors and b.actors and a.recipients and b.recipients and not (a.actors & b.actors or a.recipients & b.recipients):
        yield "other parties", 1.0
    if a.parties & b.parties:
        yield "party", 1.0
    if a.report.object and b.report.object:
        yield "object" if a.report.object == b.report.object else "other object", 1.0
        if a.report.object != b.report.object and a.report.key == b.report.key:
            yield "key and other object", 1.0
    shared = len(a.named & b.named)
    if shared:
        yield "named", min(shared, 4) / 2
        yield "named of all", shared / len(a.named | b.named)
        if a.report.key and a.report.key == b.report.key:
            yield "key and named", min(shared, 3) / 2
    elif a.named and b.named:
        yield "none named", 1.0


def _words(a: Side, b: Side) -> Iterator[Feature]:
    both = _weigh(a.stems & b.stems)
    every = a.stems_size + b.stems_size - both
    least = min(a.stems_size, b.stems_size)
    if both:
        yield "words", min(both, _CAP) / 2
        yield "rarest", max(map(weight, a.stems & b.stems))
        yield "words of all", 2 * both / every
        yield "words of least", both / least
        if not (a.report.key and b.report.key):
            yield "words of states", 2 * both / every
    alike = shared(a.senses, b.senses, a.stems & b.stems)
    if both or alike:
        yield "said of least", min(1.0, (both + alike) / least)
    if alike:
        yield "senses", min(alike, _CAP) / 2
        yield "senses of least", min(1.0, alike / least)
    around, rarest, alike_around = _around(a.sentence, b.sentence)
    if alike_around:
        yield "senses around", min(alike_around, _CAP) / 2
        yield "senses around of least", min(1.0, alike_around / min(a.sentence.size, b.sentence.size))
    if around:
        yield "rarest around", rarest
        every = a.sentence.size + b.sentence.size - around
        yield "sentence", min(around, _CAP) / 2
        yield "sentence of all", 2 * around / every
        yield "sentence of least", around / min(a.sentence.size, b.sentence.size)
        if a.report.key and a.report.key == b.report.key:
            yield "sentence and key", 2 * around / every
        yield "inside", min(_CAP, _weigh(a.stems & b.context), _weigh(b.stems & a.context)) / 2


@lru_cache(maxsize=1 << 12)
def _sentence(stems: tuple[str, ...]) -> _Sentence:
    return _Sentence(frozenset(stems))


@lru_cache(maxsize=1 << 12)
def _around(ours: _Sentence, theirs: _Sentence) -> tuple[float, float, float]:
    """Return what the words weigh that two sentences share, what the rarest of them does, and what others of one sense do."""
    both = ours.words & theirs.words
    return _weigh(both), max(map(weight, both), default=0.0), shared(ours.senses, theirs.senses, both)


def _slots(a: Side, b: Side) -> Iterator[Feature]:
    one, other = a.report, b.report
    if one.earliest and other.earliest and one.latest and other.latest:
        yield "time" if one.earliest <= other.latest and other.earliest <= one.latest else "other time", 1.0
        if one.earliest == other.earliest and one.latest == other.latest:
            yield "same time", 1.0
    if a.place and b.place:
        yield "place" if a.place == b.place else "other place", 1.0
    if a.tolls and b.tolls and any(comparable(ours, theirs) for ours in a.tolls for theirs in b.tolls):
        yield "toll", 1.0
        yield "toll and named", min(len(a.named & b.named), 3) / 2
        yield (
            "toll and place",
            float(bool(a.place and a.place == b.place)) - float(bool(a.place and b.place and a.place != b.place)),
        )
    if a.values and b.values:
        units = a.values.keys() & b.values.keys()
        if units:
            yield "near counts", max(_nearness(a.values[unit], b.values[unit]) for unit in units)
            money = "sum" if all(map(is_money, units)) else "count"
            yield money if any(a.values[unit] == b.values[unit] for unit in units) else f"other {money}", 1.0
        else:
            yield "number" if {*a.values.values()} & {*b.values.values()} else "other unit", 1.0
    elif a.values or b.values:
        yield "one counts", 1.0
    if one.polarity != other.polarity:
        yield "one denies", 1.0
        yield "denies kin", float(bool(a.kin & b.kin))
        yield "denies words", _weigh(a.stems & b.stems) / (min(a.stems_size, b.stems_size) or 1.0)
    elif one.polarity == "-":
        yield "both deny", 1.0
    if one.factuality != other.factuality:
        yield "other standing", 1.0
    if a.origin and b.origin:
        yield "origin" if a.origin == b.origin else "other origin", 1.0


def _nearness(ours: tuple[float | None, float | None], theirs: tuple[float | None, float | None]) -> float:
    """Return how near two numbers are, 1 where they are one and 0 where one is ten times the other."""
    one, other = (bounds[0] or bounds[1] or 0.0 for bounds in (ours, theirs))
    return max(0.0, 1 - abs(log10(one / other))) if one > 0 and other > 0 else float(one == other)


def _ages(a: Side, b: Side) -> Iterator[Feature]:
    if a.tolls and b.tolls and a.past != b.past:
        past, other = (a, b) if a.past else (b, a)
        if _is_past(past.report.latest, other.day):  # else the other article is of those days, and may tell that toll as news
            yield "toll and one past", 1.0


def _is_past(latest: str | None, day: date | None) -> bool:
    """Whether what ended on a day is told in an article of more than a year later."""
    return bool(latest and day and (day - date.fromisoformat(latest)).days > _PAST)


def _places(a: Side, b: Side) -> Iterator[Feature]:
    yield "one document", 1.0
    yield "near", max(0.0, 1 - abs(a.report.start - b.report.start) / _NEAR)


def _topics(ours: frozenset[str], theirs: frozenset[str], one_key: bool, years: float) -> Iterator[Feature]:
    shared = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
    yield "topics", shared
    if one_key:
        yield "topics and key", shared
    if years:
        yield "years beyond", years


def _years(one: date | None, other: date | None) -> float:
    """Return how many years more than a story lasts lie between two documents, in quarters, 0 where a day is not known."""
    if one is None or other is None:
        return 0.0
    return min(_LONG, max(0, abs((one - other).days) // _QUARTER - _STORY) / 4)


@lru_cache(maxsize=1 << 14)
def _set(topics: tuple[str, ...]) -> frozenset[str]:
    return frozenset(topics)  # one for all reports of a document


@lru_cache(maxsize=1 << 14)
def _ids(ids: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(identity, ids))


def _weigh(stems: Iterable[str]) -> float:
    return sum(map(weight, stems))


@cache
def _weights() -> dict[str, float]:
    text = files(__package__).joinpath("weights.txt").read_text(encoding="utf-8")
    rows = (line.rsplit(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#"))
    return RULED | {name: int(value) / 1000 for name, value in rows}
