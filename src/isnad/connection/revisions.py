"""Revisions: one source changing its word, from one day to another."""

from collections.abc import Collection, Iterator, Sequence

from isnad.connection.conflicts import Bounds, apart, span_of
from isnad.connection.identities import identity
from isnad.connection.pairs import Side, agreement
from isnad.connection.tolls import comparable
from isnad.model import Report, Revision

_UNSPECIFIED = "other"  # an object that says nothing of what was given
_LEAST = -1.25  # log-odds below which two reports of one source are not surely of one thing


def revisions(reports: Sequence[Report], past: Collection[int] = ()) -> tuple[Revision, ...]:
    """Return how sources changed their word: of each change the first report with the old word and the first with the new.

    Two reports of one day, or of days that are not known, show no order and so no change. Those that are ``past`` (indices) show
    what outlets changed, and not their sources.
    """
    found: list[Revision] = []
    for by, indices in _voices(reports).items():
        found += _changes(reports, [index for index in indices if index not in past], by)
    return tuple(found)


def _voices(reports: Sequence[Report]) -> dict[str, list[int]]:
    voices: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for index in sorted(range(len(reports)), key=lambda index: (reports[index].published or "", index)):
        report = reports[index]
        if report.voice and report.published and not report.voice.startswith("unnamed"):
            name = names.setdefault(identity(report.voice), report.voice)
            voices.setdefault(name, []).append(index)
    return voices


def _changes(reports: Sequence[Report], indices: list[int], by: str) -> Iterator[Revision]:
    """Yield the changes between the words of one source, told by its reports in the order of their days."""
    stood: dict[tuple[str, str | None], int] = {}  # the first report of each deed with its word so far
    word = ""
    for index in indices:
        if reports[index].unproven:
            continue
        deed = reports[index].key, reports[index].object
        if not stood or reports[index].polarity == word:
            stood.setdefault(deed, index)
            word = reports[index].polarity
            continue
        turned = (old for old in stood.values() if _later(reports, old, index) and _turned(reports[old], reports[index]))
        if (old := next(turned, None)) is not None:
            new = "confirmed" if reports[index].polarity == "+" else "denied"
            yield Revision("polarity", "denied" if new == "confirmed" else "asserted", new, by, (old, index))
            stood, word = {deed: index}, reports[index].polarity
    counted: list[tuple[int, str, Bounds]] = []
    for index in indices:
        report = reports[index]
        for unit, bounds in sorted(report.values.items()):
            at = next((at for at, (_, named, _) in enumerate(counted) if comparable(named, unit)), None) if unit else None
            if at is None:
                counted.append((index, unit, bounds))
                continue
            before, named, stood_at = counted[at]
            changed = _later(reports, before, index) and _changed(reports[before], named, report, unit)
            if changed and not _is_known(reports, [other for other in indices if other < index], before, report, unit):
                yield Revision("count", span_of(stood_at), span_of(bounds), by, (before, index))
                counted[at] = (index, unit, bounds)
    told: int | None = None
    for index in indices:
        report = reports[index]
        if not (report.once and report.time and report.earliest and report.latest):
            continue
        if told is None:
            told = index
        elif _later(reports, told, index) and _other_day(reports[told], report):
            yield Revision("time", str(reports[told].time), str(report.time), by, (told, index))
            told = index


def _later(reports: Sequence[Report], first: int, last: int) -> bool:
    return (reports[first].published or "") < (reports[last].published or "")


def _is_known(reports: Sequence[Report], earlier: Sequence[int], before: int, report: Report, unit: str) -> bool:
    """Whether a source told a number already on the day of the old one: it then told both, and changed nothing."""
    day = [reports[index] for index in earlier if reports[index].published == reports[before].published]
    told = ((other, named) for other in day for named in other.values if comparable(named, unit))
    return any(not apart(other, report, named, unit) for other, named in told)


def _turned(old: Report, new: Report) -> bool:
    """Whether a word was turned round: enough speaks for one thing, what was denied is not only promised now, nor of another
    object: who sent no shells may have sent fuel.
    """
    if old.polarity == new.polarity or new.factuality == "planned":
        return False
    if len({old.object, new.object} - {None, _UNSPECIFIED}) > 1:
        return False
    return agreement(Side(old), Side(new)) >= _LEAST


def _changed(a: Report, named: str, b: Report, unit: str) -> bool:
    return a.polarity == b.polarity and apart(a, b, named, unit)


def _other_day(a: Report, b: Report) -> bool:
    return not (str(a.earliest) <= str(b.latest) and str(b.earliest) <= str(a.latest))
