"""Flows as a picture: from givers over what passes hands to receivers.

A band is as wide as the claims that tell it are many; no amounts are summed.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from isnad.case import Flow, Link
from isnad.web.pictures import Box, Label, Picture, Steps, Stroke, tip
from isnad.web.texts import cut
from isnad.web.view import View

_SLOT, _GAP, _HEAD, _MARGIN = 29, 16, 38, 8  # pixels: of a band with the room around it, between nodes
_BOX, _ITEM, _LEVEL, _BEND = 176, 150, 150, 90
_FIRST = _MARGIN + _BOX  # where bands begin, where the items stand, where bands end
_MIDDLE = _FIRST + _LEVEL + _BEND
_LAST = _MIDDLE + _ITEM + _BEND + 20
_WIDTH = _LAST + _BOX + _MARGIN
_LONGEST, _WORDS, _AMOUNT = 21, 17, 24  # letters in a box of a party, in one of an item, on a band
_LEAST, _CLAIM, _MOST = 5, 4, 60  # pixels of the narrowest band, for each claim more, of the widest
_TALL = 20  # pixels of a band in which words have room
_STANDINGS = ("actual", "planned", "possible", "denied")


class _Node(NamedTuple):
    """A party or an item in its column: its name, and where each of its bands has its middle."""

    name: str
    link: Link | None
    top: float
    bottom: float
    bands: dict[int, float]


def flow_picture(view: View, flows: Sequence[Flow]) -> Picture:
    """Return flows as a picture, from those who give to those who receive."""
    wide = [_wide(flow) for flow in flows]
    order = list(range(len(flows)))
    givers = _column(order, [flow.giver for flow in flows], wide, [party(view, flow.giver) for flow in flows])
    order = [at for node in givers for at in node.bands]
    items = _column(order, [flow.item for flow in flows], wide, [view.t.named("item", f.item).striptags() for f in flows])
    order = [at for node in items for at in node.bands]
    receivers = _column(order, [flow.receiver for flow in flows], wide, [party(view, flow.receiver) for flow in flows])
    begins, through, ends = ({at: y for node in nodes for at, y in node.bands.items()} for nodes in (givers, items, receivers))
    strokes, labels = list[Stroke](), list[Label]()
    for at, flow in enumerate(flows):
        strokes += _band(view, flow, wide[at], begins[at], through[at], ends[at])
        labels += _told(view, flow, begins[at])
    boxes = [*_boxes(view, givers, _MARGIN, _BOX), *_boxes(view, items, _MIDDLE, _ITEM), *_boxes(view, receivers, _LAST, _BOX)]
    for nodes, left, width, key, longest in (
        (givers, _MARGIN, _BOX, "giver", _LONGEST),
        (items, _MIDDLE, _ITEM, "item", _WORDS),
        (receivers, _LAST, _BOX, "receiver", _LONGEST),
    ):
        labels.append(Label(left + width / 2, 22, str(view.t(key).striptags()), "head"))
        labels += [Label(left + width / 2, (node.top + node.bottom) / 2 + 5, cut(node.name, longest)) for node in nodes]
    height = max((node.bottom for node in (*givers, *items, *receivers)), default=_HEAD) + _GAP
    return Picture(_WIDTH, round(height), str(view.t("flows")), strokes, boxes, labels).facing(view.t.dir)


def standing(flow: Flow) -> str:
    """Return the firmest standing in which a flow is told: actual before planned, possible, denied."""
    told = {report.event.factuality for report in flow.reports}
    return next((standing for standing in _STANDINGS if standing in told), "actual")


def party(view: View, link: Link | None) -> str:
    """Return what a party of a flow is called."""
    return view.name(link) if link else str(view.t("unnamed_party"))


def flow_url(view: View, flow: Flow) -> str:
    """Return the address at which a flow's reports are listed."""
    giver, receiver = (link.id if link else "" for link in (flow.giver, flow.receiver))
    return f"{view.url('/flows', giver=giver, item=flow.item, type=flow.type, receiver=receiver)}#told"


def _wide(flow: Flow) -> float:
    return min(_LEAST + _CLAIM * (len(flow.claims) or 1), _MOST)


def _column(order: Sequence[int], keys: Sequence[Hashable], wide: Sequence[float], names: Sequence[str]) -> list[_Node]:
    """Return the nodes of a column in the order in which their bands come first."""
    found: dict[Hashable, list[int]] = {}
    for at in order:
        found.setdefault(keys[at], []).append(at)
    column, top = [], float(_HEAD)
    for key, bands in found.items():
        places, y = {}, top
        for at in bands:
            slot = max(_SLOT, wide[at] + 6)
            places[at], y = y + slot / 2, y + slot
        column.append(_Node(names[bands[0]], key if isinstance(key, Link) else None, top, y, places))
        top = y + _GAP
    return column


def _band(view: View, flow: Flow, wide: float, begin: float, through: float, end: float) -> list[Stroke]:
    """Return a band in two halves, before and behind its item; it opens its reports."""
    kind = f"band {standing(flow)}"
    much = ("، " if view.t.lang == "ar" else ", ").join(amount.words for amount in flow.amounts[:3])
    told = view.t.count("claims", len(flow.claims) or 1).striptags()
    what = view.t.named("item", flow.item).striptags()
    title = " · ".join(filter(None, (party(view, flow.giver), what, party(view, flow.receiver), much, told)))
    halves = (
        (_FIRST, _FIRST + _LEVEL, _MIDDLE, begin, through),
        (_MIDDLE + _ITEM, _MIDDLE + _ITEM, _LAST - 8, through, end),
    )
    ribbons = [Stroke(_ribbon(*half, wide), kind, 1.2, title, flow_url(view, flow)) for half in halves]
    return [*ribbons, tip(_LAST, end, f"tip {standing(flow)}")]


def _ribbon(left: float, bent: float, right: float, begin: float, end: float, wide: float) -> Steps:
    """Return the outline of a band that runs level to ``bent``, then to another height."""
    middle, half = (bent + right) / 2, wide / 2
    upper = [(bent, begin - half), (middle, begin - half), (middle, end - half), (right, end - half)]
    lower = [(right, end + half), (middle, end + half), (middle, begin + half), (bent, begin + half)]
    return (
        ("M", ((left, begin - half),)),
        ("L", (upper[0],)),
        ("C", tuple(upper[1:])),
        ("L", (lower[0],)),
        ("C", tuple(lower[1:])),
        ("L", ((left, begin + half),)),
        ("Z", ()),
    )


def _told(view: View, flow: Flow, y: float) -> list[Label]:
    """Return what stands over a band: how much, or what, in the words of the first text that says so, and that it is not done."""
    much = next((amount.words for amount in flow.amounts), next(iter(view.things(flow)), ""))
    state = "" if standing(flow) == "actual" else view.t.named("factuality", standing(flow)).striptags()
    both = " · ".join(filter(None, (much, state)))
    words = both if len(both) <= _AMOUNT else cut(much, _AMOUNT)
    on = _wide(flow) >= _TALL  # a narrow band would strike its words through
    height = y + 4.5 if on else y - _wide(flow) / 2 - 3
    return [Label(_FIRST + _LEVEL / 2 + 8, height, words, "small on-band")] if words else []


def _boxes(view: View, nodes: Sequence[_Node], left: float, width: float) -> list[Box]:
    return [_box(view, node, left, width) for node in nodes]


def _box(view: View, node: _Node, left: float, width: float) -> Box:
    href = view.actor_url(node.link.id) if node.link else None
    kind = "node item" if width == _ITEM else "node" if href else "node unnamed"
    return Box(left, node.top + 1, width, node.bottom - node.top - 2, kind, node.name, href)
