"""Conflicts: two reports of a claim that cannot both be right, and what else a difference between them can be."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from isnad.connection.governments import is_city
from isnad.connection.identities import identity
from isnad.connection.pairs import NEVER, Side, agreement
from isnad.connection.tolls import KINDS, comparable, is_crowd
from isnad.model import Conflict, Report, Wording

Bounds = tuple[float | None, float | None]
_LEAST = -2.0  # log-odds below which two reports are one claim only through others, and are not set against each other
_DENIES = -1.0  # and those below which neither denies the other
_DENIES_OUTLET = 1.0  # and where an article tells on its own word what somebody denies, who mostly answers others
_EVEN = 0.0  # at which two bare numbers, one of an outlet's own, count one thing
_TIMES = 3  # and a number so many times another counts other things: a day, one side, a whole war
_BESIDE = 200  # code points within which two numbers without a noun, each somebody's, count what stands before them
_DAYS = 10  # the length of an ISO date
_OFTEN = 64  # reports of one claim by one document that are set against others: of more the first half and the last


def conflicts(reports: Sequence[Report], past: Collection[int] = ()) -> tuple[Conflict, ...]:
    """Return the pairs of reports (indices) that differ in a slot, with what their difference is, in their order.

    Those that are ``past`` (indices), which their outlets tell no longer, are in none.
    """
    sides = [Side(report) for report in reports]
    present = _present(reports, past)
    turned = _turned([reports[index] for index in present])
    return tuple(
        found
        for i, j in combinations(present, 2)
        for found in _between(sides, i, j)
        if found.slot != "polarity" or not _is_taken_back(reports[i], reports[j], turned)
    )


def _turned(reports: Iterable[Report]) -> dict[str, str]:
    """Return since which day each voice that denied a thing tells it."""
    found: dict[str, str] = {}
    for report in sorted(reports, key=_days):
        if report.voice and report.polarity == "+" and report.factuality == "actual" and _days(report):
            found.setdefault(identity(report.voice), _days(report))
    return found


def _is_taken_back(a: Report, b: Report, turned: Mapping[str, str]) -> bool:
    """Whether an outlet tells what somebody denies when he denies it no longer."""
    denial, other = (a, b) if a.polarity == "-" else (b, a)
    since = turned.get(identity(denial.voice or ""), "")
    return not other.voice and bool(since) and _days(denial) < since <= _days(other)


def _present(reports: Sequence[Report], past: Collection[int]) -> list[int]:
    """Return the reports (indices) that are set against one another: of a document that tells a claim without end those with
    which it begins and ends, for what an outlet says last of a toll is what it stands by.
    """
    told: dict[str, list[int]] = {}
    for index, report in enumerate(reports):
        if index not in past:
            told.setdefault(report.document, []).append(index)
    half = _OFTEN // 2
    return sorted(index for own in told.values() for index in (own if len(own) <= _OFTEN else [*own[:half], *own[-half:]]))


def _between(sides: Sequence[Side], i: int, j: int) -> Iterator[Conflict]:
    a, b = sides[i].report, sides[j].report
    if is_revision(a, b) or (a.voice and a.voice == b.voice and a.document == b.document):
        return
    differ = [found for compare in (_polarity, _counts, _times, _places, _actors) if (found := compare(a, b)) is not None]
    near = agreement(sides[i], sides[j]) if differ else NEVER
    for slot, relation, why in differ:
        if relation == "scope" and slot == "count" and near >= _EVEN and _are_states(a, b):
            relation = "contradiction"
        if near >= (_LEAST if slot != "polarity" else _DENIES if a.voice and b.voice else _DENIES_OUTLET):
            yield Conflict(slot, (i, j), relation, why)  # type: ignore[arg-type]


def _are_states(a: Report, b: Report) -> bool:
    """Whether two reports tell bare numbers: an outlet against a source of its article, or two outlets on their own word.

    Their deeds cannot tell whether they count one thing, so that only such as are surely near are set against each other.
    """
    one = a.document == b.document
    return not (a.key or b.key) and one == bool(a.voice or b.voice) and not (a.voice and b.voice)


def is_revision(a: Report, b: Report) -> bool:
    """Whether two reports give the word of one source at two times, so that a difference is a change of its word."""
    return bool(a.voice and b.voice and identity(a.voice) == identity(b.voice) and _days(a) != _days(b))


def _days(report: Report) -> str:
    return report.published or ""


def _polarity(a: Report, b: Report) -> tuple[str, str, Wording] | None:
    denial = a if a.polarity == "-" else b
    if a.polarity == b.polarity or denial.unproven or not denial.voice:
        return None  # a denial is somebody's: what an article itself tells not to be so denies nobody's word
    if a.voice and b.voice and identity(a.voice) == identity(b.voice):
        return None
    if not (a.voice and b.voice) and not (a.key and b.key):
        return None  # what an outlet tells besides is hardly what somebody denies, where not both tell a deed
    if not (a.key and b.key) and any(a.values[x] != b.values[y] for x in a.values for y in b.values if comparable(x, y)):
        return None  # who says that 40 in a hundred will not be paid denies nobody's 15
    if a.document == b.document and a.start < b.end and b.start < a.end:
        return None  # the words of a denial hold what it denies
    return "polarity", "contradiction", Wording("ينفيه أحدهما ويخبر به الآخر", "one denies what the other tells")


def _counts(a: Report, b: Report) -> tuple[str, str, Wording] | None:
    if a.polarity != b.polarity or (a.factuality == "actual") != (b.factuality == "actual"):
        return None
    beside = a.document == b.document and abs(a.start - b.start) <= _BESIDE and bool(a.voice and b.voice)
    for unit, other in sorted((x, y) for x in a.values for y in b.values if (x or beside) and comparable(x, y)):
        ours, theirs = a.values[unit], b.values[other]
        if _meet(ours, theirs) or _is_share(ours) != _is_share(theirs):
            continue
        words = Wording(f"{span_of(ours)} مقابل {span_of(theirs)}", f"{span_of(ours)} against {span_of(theirs)}")
        if not apart(a, b, unit, other):
            return "count", "rounding", words
        if unit.partition(":")[0] in KINDS:
            if _are_of_others(a, b, ours, theirs):
                return "count", "scope", words
            if not (a.voice or b.voice) or (not (a.voice and b.voice) and _raised(a, b, ours, theirs)):
                return "count", "update", words
        elif a.document != b.document and not is_crowd(unit) and _is_far(ours, theirs):
            return "count", "scope", words
        if not (a.voice and b.voice) and not (a.key and a.key == b.key and a.document != b.document):
            return "count", "scope", words
        return "count", "contradiction", words
    return None


def _are_of_others(a: Report, b: Report, ours: Bounds, theirs: Bounds) -> bool:
    """Whether two tolls are hardly of the same people: at times that do not meet, or one so many times the other."""
    if a.earliest and a.latest and b.earliest and b.latest and not (a.earliest <= b.latest and b.earliest <= a.latest):
        return True
    return _is_far(ours, theirs)


def _is_far(ours: Bounds, theirs: Bounds) -> bool:
    """Whether one number is so many times the other that the two hardly count one thing."""
    (low, high), (least, most) = ours, theirs
    if high is not None and least is not None and high < least:
        return least > _TIMES * high
    return low is not None and most is not None and low > _TIMES * most


def _raised(a: Report, b: Report, ours: Bounds, theirs: Bounds) -> bool:
    """Whether a toll only grew: the later report has the higher number."""
    if not (a.published and b.published) or a.published == b.published:
        return False
    (_, low), (high, _) = (ours, theirs) if a.published < b.published else (theirs, ours)
    return low is not None and high is not None and high > low


def _times(a: Report, b: Report) -> tuple[str, str, Wording] | None:
    if not (a.once and b.once and a.key == b.key and a.time and b.time) or a.polarity != b.polarity:
        return None
    if a.factuality != b.factuality:
        return None
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return None
    if a.earliest <= b.latest and b.earliest <= a.latest:
        return None
    words = Wording(f"{_date(a.time)} مقابل {_date(b.time)}", f"{_date(a.time)} against {_date(b.time)}")
    return "time", "contradiction", words


def _places(a: Report, b: Report) -> tuple[str, str, Wording] | None:
    """Say where two reports of what happens once have it happen, where both name a city: a country is no other place."""
    if not (a.once and b.once and a.key == b.key and a.place and b.place):
        return None
    if (a.polarity, a.factuality) != (b.polarity, b.factuality):
        return None
    if not (is_city(a.place) and is_city(b.place)) or identity(a.place) == identity(b.place):
        return None
    return "place", "contradiction", Wording(f"{a.place} مقابل {b.place}", f"{a.place} against {b.place}")


def _actors(a: Report, b: Report) -> tuple[str, str, Wording] | None:
    """Say whether two sources tell a deed of each other: «اتهم الجيش الحركة بقصف القافلة», «قالت الحركة إن الجيش قصفها»."""
    if not (a.voice and b.voice and a.key and b.key) or (a.polarity, b.polarity) != ("+", "+"):
        return None
    ours, theirs = (frozenset(map(identity, report.actors)) for report in (a, b))
    if not (identity(a.voice) in theirs and identity(b.voice) in ours) or ours & theirs or a.voice == b.voice:
        return None
    return "actor", "contradiction", Wording("كل منهما ينسبه إلى الآخر", "each lays it to the other")


def _meet(a: Bounds, b: Bounds) -> bool:
    (low, high), (least, most) = a, b
    below = high is not None and least is not None and high < least
    above = low is not None and most is not None and low > most
    return not (below or above)


def apart(a: Report, b: Report, unit: str, other: str) -> bool:
    """Whether the numbers that two reports give, each for its unit, exclude each other."""
    return not _meet(_loose(a.values[unit], unit in a.about), _loose(b.values[other], other in b.about))


def _loose(bounds: Bounds, about: bool) -> Bounds:
    """Return bounds widened by one unit of the last digit that counts, where they are told as approximate."""
    low, high = bounds
    if not about or low is None or low != high:
        return bounds
    unit = _unit(low)
    return low - unit, low + unit


def _unit(value: float) -> float:
    """Return one unit of the last digit of a number that counts: of 15,000 a thousand, of 2.4 a tenth."""
    unit = 1.0
    if value == int(value):
        while value and value % (unit * 10) == 0:
            unit *= 10
        return unit
    while value / unit != int(value / unit) and unit > 1e-6:
        unit /= 10
    return unit


def _is_share(bounds: Bounds) -> bool:
    """Whether bounds are those of a part of a whole, which is compared with no number of things: «تسعة من كل عشرة»."""
    return all(value is None or 0 < value < 1 for value in bounds)


def span_of(bounds: Bounds) -> str:
    """Return bounds as they are shown: 12, ≥ 10,000, 600–700."""
    low, high = (None if value is None else f"{value:,.10g}" for value in bounds)
    if low == high:
        return str(low)
    return f"≥ {low}" if high is None else f"≤ {high}" if low is None else f"{low}–{high}"


def _date(value: str) -> str:
    return value[:_DAYS]
