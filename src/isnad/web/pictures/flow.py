"""Flows as a picture: givers, a band for each item, receivers. As wide as the documents that tell it; nothing is summed."""

from collections.abc import Sequence
from typing import NamedTuple

from isnad.case import Flow, Link
from isnad.web.pictures import Box, Label, Picture, Stroke, bend, line, tip
from isnad.web.texts import cut
from isnad.web.view import View

_ROW, _GAP, _HEAD, _MARGIN = 34, 14, 38, 8  # pixels
_BOX, _LEVEL, _BEND = 180, 280, 120
_WIDTH = 2 * (_MARGIN + _BOX) + _LEVEL + _BEND
_LONGEST, _WIDEST = 22, 38  # letters in a box, on a line
_STANDINGS = ("actual", "planned", "possible", "denied")


class _Party(NamedTuple):
    """A party in its column: its name and the places of its lines, from the top."""

    name: str
    link: Link | None
    lines: tuple[tuple[int, float], ...]


def flow_picture(view: View, flows: Sequence[Flow]) -> Picture:
    """Return flows as a picture, from those who give to those who receive."""
    givers = _column(view, range(len(flows)), [flow.giver for flow in flows])
    order = [at for party in givers for at, _ in party.lines]
    receivers = _column(view, order, [flow.receiver for flow in flows])
    begins, ends = ({at: y for party in column for at, y in party.lines} for column in (givers, receivers))
    strokes = [stroke for at, flow in enumerate(flows) for stroke in _band(view, flow, begins[at], ends[at])]
    right = _WIDTH - _MARGIN - _BOX
    boxes = [*(_box(view, party, _MARGIN) for party in givers), *(_box(view, party, right) for party in receivers)]
    labels = [_head(view, _MARGIN, "giver"), _head(view, right, "receiver")]
    labels += [Label(_MARGIN + _BOX + _LEVEL / 2, begins[at] - 5, _label(view, flow), "small") for at, flow in enumerate(flows)]
    labels += [_name(party, left) for column, left in ((givers, _MARGIN), (receivers, right)) for party in column]
    height = max((party.lines[-1][1] + _ROW for party in (*givers, *receivers)), default=_HEAD + _ROW)
    return Picture(_WIDTH, height, str(view.t("flows")), strokes, boxes, labels).facing(view.t.dir)


def standing(flow: Flow) -> str:
    """Return the firmest standing in which a flow is told: actual before planned, possible, denied."""
    told = {report.event.factuality for report in flow.reports}
    return next((standing for standing in _STANDINGS if standing in told), "actual")


def party(view: View, link: Link | None) -> str:
    """Return what a party of a flow is called."""
    return view.name(link) if link else str(view.t("unnamed_party"))


def _column(view: View, order: Sequence[int], links: Sequence[Link | None]) -> list[_Party]:
    """Return the parties of a column in the order in which their lines come first."""
    found: dict[Link | None, list[int]] = {}
    for at in order:
        found.setdefault(links[at], []).append(at)
    column, top = [], float(_HEAD)
    for link, lines in found.items():
        column.append(_Party(party(view, link), link, tuple((at, top + (row + 0.5) * _ROW) for row, at in enumerate(lines))))
        top += len(lines) * _ROW + _GAP
    return column


def _band(view: View, flow: Flow, begin: float, end: float) -> list[Stroke]:
    kind, width = f"flow {standing(flow)}", min(1.5 + len(flow.documents), 10)
    title = f"{party(view, flow.giver)}, {flow.item}, {party(view, flow.receiver)}"
    left, right = _MARGIN + _BOX, _WIDTH - _MARGIN - _BOX
    level = line(left, begin, left + _LEVEL, begin, kind, width, title)
    return [level, bend(left + _LEVEL, begin, right - 6, end, kind, width, title), tip(right, end, f"tip {standing(flow)}")]


def _label(view: View, flow: Flow) -> str:
    much = flow.amounts[0].words if flow.amounts else ""
    told = "" if standing(flow) == "actual" else view.t.named("factuality", standing(flow)).striptags()
    return cut(" · ".join(filter(None, (view.t.named("item", flow.item).striptags(), much, told))), _WIDEST)


def _box(view: View, party: _Party, left: float) -> Box:
    top, bottom = party.lines[0][1] - _ROW / 2 + 2, party.lines[-1][1] + _ROW / 2 - 2
    href = view.actor_url(party.link.id) if party.link else None
    kind = "node" if party.link and href else "node unnamed"
    return Box(left, top, _BOX, bottom - top, kind, party.name, href)


def _name(party: _Party, left: float) -> Label:
    return Label(left + _BOX / 2, (party.lines[0][1] + party.lines[-1][1]) / 2 + 5, cut(party.name, _LONGEST))


def _head(view: View, left: float, key: str) -> Label:
    return Label(left + _BOX / 2, 22, str(view.t(key).striptags()), "head")
