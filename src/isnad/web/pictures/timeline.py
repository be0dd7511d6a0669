"""The line of time: claims by when what they tell happened. A dot is a known day, a bar all days that it can have been."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from isnad.case import Claimed, Moment
from isnad.web.pictures import Box, Label, Picture, Stroke, line, tip
from isnad.web.texts import cut
from isnad.web.view import View

_WIDTH, _ROW, _HEAD, _SIDE = 1100, 34, 36, 54  # pixels
_LONGEST = 84
_LETTER = 7.2  # pixels that a letter of a label takes, about
_MOST = 14  # claims
_WHILE = 120  # days before and behind the publications; what is further away stands at an end, with an arrow
_STANDINGS = ("actual", "planned", "possible", "denied")


class Drawn(NamedTuple):
    """When a claim happened as its texts say, how it is told (done, planned, possible, denied), and whether amid the story."""

    claimed: Claimed
    earliest: str
    latest: str
    factuality: str
    near: bool


def drawn(moments: Sequence[Moment]) -> list[Drawn]:
    """Return the moments to draw: those at a time that a text gives, of the claims that most documents tell; in order."""
    known = [moment for moment in moments if moment.own and _ordinal(moment.earliest) and _ordinal(moment.latest)]
    begin, end = _story([moment.claimed for moment in known])
    best = sorted(known, key=lambda one: (not _within(one, begin, end), -one.claimed.documents, -len(one.reports)))[:_MOST]
    found = [Drawn(one.claimed, one.earliest or "", one.latest or "", _factuality(one), _within(one, begin, end)) for one in best]
    return sorted(found, key=lambda moment: (moment.earliest, moment.latest, moment.claimed.claim.id))


def _story(claims: Sequence[Claimed]) -> tuple[int, int]:
    """Return the days about which the documents tell: those on which they were published, and a while before and behind."""
    days = [day for claimed in claims for told in claimed.reports if (day := _ordinal(told.report.published))]
    around = max(_WHILE, 2 * (max(days) - min(days))) if days else 0
    return (min(days) - around, max(days) + around) if days else (0, _ordinal("9999-12-31"))


def _within(moment: Moment, begin: int, end: int) -> bool:
    return begin <= _ordinal(moment.earliest) and _ordinal(moment.latest) <= end


def timeline(view: View, moments: Sequence[Drawn]) -> Picture:
    """Return moments as a picture, a row for each."""
    near = [moment for moment in moments if moment.near] or moments
    begin, end = min(_ordinal(moment.earliest) for moment in near), max(_ordinal(moment.latest) for moment in near)
    span = max(end - begin, 6)
    inner = _WIDTH - 2 * _SIDE

    def x(day: int) -> float:
        return _SIDE + inner * (min(max(day, begin), begin + span) - begin) / span

    height = _HEAD + _ROW * len(moments) + 10
    ticks = _ticks(begin, begin + span)
    strokes: list[Stroke] = [line(x(tick), _HEAD - 8, x(tick), height, "grid", 1) for tick in ticks]
    labels = [Label(x(tick), 18, _tick(view, tick), "tick") for tick in ticks]
    boxes = []
    for row, moment in enumerate(moments):
        y, first, last = _HEAD + _ROW * (row + 0.5), _ordinal(moment.earliest), _ordinal(moment.latest)
        boxes.append(_mark(view, moment, x(first), x(last), y))
        labels.append(_label(view, moment, x(first), x(last), y))
        if last > begin + span:
            strokes.append(tip(x(last) + 22, y, "tip"))
        if first < begin:
            strokes.append(tip(x(first) - 22, y, "tip", back=True))
    return Picture(_WIDTH, height, str(view.t("timeline")), strokes, boxes, labels).facing(view.t.dir)


def _factuality(moment: Moment) -> str:
    """Return the firmest standing in which a claim is told at a time."""
    reports = [moment.claimed.reports[at].report for at in moment.reports]
    told = {"denied" if report.polarity == "-" else report.factuality for report in reports}
    return next((standing for standing in _STANDINGS if standing in told), "actual")


@lru_cache(4096)
def _ordinal(day: str | None) -> int:
    try:
        return date.fromisoformat(day or "").toordinal()
    except ValueError:
        return 0


def _tick(view: View, day: int) -> str:
    written = date.fromordinal(day).isoformat()
    return str(view.t.day(written[:7] if written.endswith("-01") else written).striptags())


def _ticks(begin: int, end: int) -> list[int]:
    """Return days to name on the line: at most seven, firsts of months where it is long."""
    if end - begin <= 45:
        return list(range(begin, end + 1, max(1, -(-(end - begin) // 6))))
    firsts, day = [], date.fromordinal(begin).replace(day=1)
    while day.toordinal() <= end:
        if day.toordinal() >= begin:
            firsts.append(day.toordinal())
        day = (day + timedelta(days=32)).replace(day=1)
    return firsts[:: max(1, -(-len(firsts) // 7))]


def _mark(view: View, moment: Drawn, begin: float, end: float, y: float) -> Box:
    title = view.title(moment.claimed)
    clashes = any(conflict.relation == "contradiction" for conflict in moment.claimed.claim.conflicts)
    kind = f"moment {moment.factuality}{' clash' if clashes else ''}"
    href = view.claim_url(moment.claimed.claim.id)
    width = max(end - begin, 14)
    is_day = moment.earliest == moment.latest
    return Box(begin - 7 if width == 14 else begin, y - 7, width, 14, kind, title, href, round=7 if is_day else 3)


def _label(view: View, moment: Drawn, begin: float, end: float, y: float) -> Label:
    """Return the gloss of a claim behind its mark, or before it where there is more room, as far as that goes."""
    gloss = cut(view.title(moment.claimed), _LONGEST)
    after, before = (int((room - 28) / _LETTER) for room in (_WIDTH - end, begin))
    if len(gloss) <= after or after >= before:
        return Label(end + 16, y + 5, cut(gloss, after), "", "left")
    return Label(begin - 16, y + 5, cut(gloss, before), "", "right")
