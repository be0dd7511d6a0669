"""The line of time: claims by when what they tell happened. A dot is a known day, a bar all days that it can have been."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from isnad.case import Claimed
from isnad.web.pictures import Box, Label, Picture, Stroke, line
from isnad.web.texts import cut
from isnad.web.view import View

_WIDTH, _ROW, _HEAD, _SIDE = 1100, 34, 36, 54  # pixels
_LONGEST = 46
_LETTER = 7.2  # pixels that a letter of a label takes, about
_MOST = 14  # claims


class Moment(NamedTuple):
    """When a claim happened as its best dated report says, and how that report tells it."""

    claimed: Claimed
    earliest: str
    latest: str
    factuality: str


def moments(claims: Sequence[Claimed]) -> list[Moment]:
    """Return when claims happened, those that most documents tell, in the order of time."""
    found = [moment for claimed in claims if (moment := _moment(claimed))]
    return sorted(found[:_MOST], key=lambda moment: (moment.earliest, moment.latest, moment.claimed.claim.id))


def timeline(view: View, moments: Sequence[Moment]) -> Picture:
    """Return moments as a picture, a row for each."""
    first = min((moment.earliest for moment in moments), default="2000-01-01")
    last = max((moment.latest for moment in moments), default="2000-01-01")
    begin, end = _ordinal(first), _ordinal(last)
    span = max(end - begin, 6)
    inner = _WIDTH - 2 * _SIDE

    def x(day: str) -> float:
        return _SIDE + inner * (_ordinal(day) - begin) / span

    height = _HEAD + _ROW * len(moments) + 10
    ticks = _ticks(begin, begin + span)
    strokes: list[Stroke] = [line(x(tick), _HEAD - 8, x(tick), height, "grid", 1) for tick in ticks]
    labels = [
        Label(x(tick), 18, str(view.t.day(tick[:7] if tick.endswith("-01") else tick).striptags()), "tick") for tick in ticks
    ]
    boxes = []
    for row, moment in enumerate(moments):
        y = _HEAD + _ROW * (row + 0.5)
        boxes.append(_mark(view, moment, x(moment.earliest), x(moment.latest), y))
        labels.append(_label(view, moment, x(moment.earliest), x(moment.latest), y))
    return Picture(_WIDTH, height, str(view.t("timeline")), strokes, boxes, labels).facing(view.t.dir)


def _moment(claimed: Claimed) -> Moment | None:
    dated = [
        Moment(claimed, report.earliest, report.latest, report.factuality)
        for report in claimed.claim.reports
        if report.earliest and report.latest and _ordinal(report.earliest) and _ordinal(report.latest)
    ]
    return min(dated, key=lambda moment: _ordinal(moment.latest) - _ordinal(moment.earliest)) if dated else None


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def _ticks(begin: int, end: int) -> list[str]:
    """Return days to name on the line: at most seven, firsts of months where it is long."""
    if end - begin <= 45:
        step = max(1, -(-(end - begin) // 6))
        return [date.fromordinal(day).isoformat() for day in range(begin, end + 1, step)]
    firsts, day = [], date.fromordinal(begin).replace(day=1)
    while day.toordinal() <= end:
        if day.toordinal() >= begin:
            firsts.append(day.isoformat())
        day = (day + timedelta(days=32)).replace(day=1)
    return firsts[:: max(1, -(-len(firsts) // 7))]


def _mark(view: View, moment: Moment, begin: float, end: float, y: float) -> Box:
    title = view.title(moment.claimed)
    kind = f"moment {moment.factuality}" + (
        " clash" if any(c.relation == "contradiction" for c in moment.claimed.claim.conflicts) else ""
    )
    href = view.claim_url(moment.claimed.claim.id)
    width = max(end - begin, 14)
    return Box(begin - 7 if end == begin else begin, y - 7, width, 14, kind, title, href, round=7 if end == begin else 3)


def _label(view: View, moment: Moment, begin: float, end: float, y: float) -> Label:
    """Return the gloss of a claim behind its mark, or before it where there is no room behind."""
    gloss = cut(view.title(moment.claimed), _LONGEST)
    behind = end + 14 + len(gloss) * _LETTER < _WIDTH
    return Label(end + 14, y + 5, gloss, "", "left") if behind else Label(begin - 14, y + 5, gloss, "", "right")
