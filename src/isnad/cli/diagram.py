"""A drawing of flows: givers to the left, receivers to the right, a line for each item between them. Plain SVG."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from isnad.cli.flows import item, party
from isnad.cli.screen import one_line

if TYPE_CHECKING:
    from isnad.case import Flow

_ROW, _GAP, _HEAD, _MARGIN = 26, 14, 34, 16  # pixels
_BOX, _LABEL, _BEND = 190, 300, 150
_WIDTH = 2 * (_MARGIN + _BOX) + _LABEL + _BEND
_LONGEST = 26  # letters of a name in its box
_WIDEST = 42  # letters of a label on its line
_DASHES = {"planned": "7 4", "possible": "2 4", "denied": "1 6"}
# XML forbids these, and what article would need them?
_FORBIDDEN = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
_ISOLATE, _POP = "\u2068", "\u2069"  # an Arabic name in an English label runs its own way
_STYLE = (
    "text{font:13px 'Noto Sans','Noto Naskh Arabic','Segoe UI',Tahoma,sans-serif;fill:#1d2433}"
    ".head{font-weight:bold}.box{fill:#eef2f8;stroke:#7286a8}.line{fill:none;stroke:#34568b}.denied{stroke:#a33}.tip{fill:#34568b}"
    ".label{font-size:12px}"
)


class _Slot(NamedTuple):
    """Where a line begins or ends, from the top."""

    flow: "Flow"
    y: float


class _Box(NamedTuple):
    """A party in its column, with the places of its lines."""

    name: str
    top: float
    slots: tuple[_Slot, ...]

    @property
    def height(self) -> float:
        return len(self.slots) * _ROW


def diagram(found: "Sequence[Flow]") -> str:
    """Return flows as an SVG document; its lines are solid where a deed is told as done, else dashed or dotted."""
    givers = _column(found, [one_line(party(flow.giver)) for flow in found])
    ordered = [slot.flow for box in givers for slot in box.slots]
    receivers = _column(ordered, [one_line(party(flow.receiver)) for flow in ordered])
    height = max((box.top + box.height for box in (*givers, *receivers)), default=_HEAD + _ROW) + _MARGIN
    begins = {id(slot.flow): slot.y for box in givers for slot in box.slots}
    ends = {id(slot.flow): slot.y for box in receivers for slot in box.slots}
    right = _WIDTH - _MARGIN - _BOX
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH} {height:g}" width="{_WIDTH}">',
        "<title>Who gives what to whom</title>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{_WIDTH}" height="{height:g}" fill="#fff"/>',
        *(_text(_MARGIN + _BOX / 2, 22, "gives", "head"), _text(right + _BOX / 2, 22, "receives", "head")),
        *(_line(flow, begins[id(flow)], ends[id(flow)]) for flow in ordered),
        *(_box(box, _MARGIN) for box in givers),
        *(_box(box, right) for box in receivers),
    ]
    if not found:
        parts.append(_text(_WIDTH / 2, _HEAD + _ROW / 2, "No flows found."))
    return "\n".join([*parts, "</svg>"])


def _column(flows: "Sequence[Flow]", names: Sequence[str]) -> list[_Box]:
    """Return the boxes of a column, in the order in which their names come first."""
    boxes, top = [], float(_HEAD)
    for name in dict.fromkeys(names):
        own = [flow for flow, other in zip(flows, names, strict=True) if other == name]
        boxes.append(_Box(name, top, tuple(_Slot(flow, top + (at + 0.5) * _ROW) for at, flow in enumerate(own))))
        top += len(own) * _ROW + _GAP
    return boxes


def _box(box: _Box, left: float) -> str:
    name = _text(left + _BOX / 2, box.top + box.height / 2 + 4, _cut(box.name, _LONGEST))
    shape = f'<rect class="box" x="{left:g}" y="{box.top + 2:g}" width="{_BOX}" height="{box.height - 4:g}" rx="4"/>'
    return f"<g><title>{_written(box.name)}</title>{shape}{name}</g>"


def _line(flow: "Flow", begin: float, end: float) -> str:
    """Return a line: level under its label, then bent to its receiver; the wider, the more documents tell it."""
    left, right = _MARGIN + _BOX, _WIDTH - _MARGIN - _BOX
    bend, tip, middle = left + _LABEL, right - 8, right - _BEND / 2
    told = [report.event.factuality for report in flow.reports]
    best = next((factuality for factuality in ("actual", *_DASHES) if factuality in told), "actual")
    dashes = f' stroke-dasharray="{_DASHES[best]}"' if best in _DASHES else ""
    path = f"M{left} {begin:g}H{bend}C{middle:g} {begin:g} {middle:g} {end:g} {tip:g} {end:g}"
    width = min(1 + 0.6 * len(flow.documents), 4)
    return (
        f"<g><title>{_written(_summary(flow, best))}</title>"
        f'<path class="line {best}" d="{path}" stroke-width="{width:g}"{dashes}/>'
        f'<path class="tip" d="M{right} {end:g}l-9 -4v8z"/>'
        f"{_text(left + _LABEL / 2, begin - 4, _label(flow, best), 'label')}</g>"
    )


def _label(flow: "Flow", best: str) -> str:
    much = ", ".join(f"{_isolated(amount.words)}" for amount in flow.amounts[:1])
    parts = (item(flow), much, "" if best == "actual" else best)
    return _cut(" · ".join(filter(None, parts)), _WIDEST)


def _summary(flow: "Flow", best: str) -> str:
    parties = f"{_isolated(party(flow.giver))} → {_isolated(party(flow.receiver))}"
    return f"{parties}: {item(flow)}, {best}. {one_line(', '.join(flow.documents))}"


def _isolated(words: str) -> str:
    return f"{_ISOLATE}{one_line(words)}{_POP}"


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    written = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle"{written}{_direction(words)}>{_written(words)}</text>'


def _direction(words: str) -> str:
    """Return the attribute that runs words from right to left where their first letter does."""
    from unicodedata import bidirectional

    first = next((kind for kind in map(bidirectional, words) if kind in ("L", "R", "AL")), "L")
    return "" if first == "L" else ' direction="rtl"'


def _cut(words: str, longest: int) -> str:
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    return cut + _POP * (cut.count(_ISOLATE) - cut.count(_POP)) + "…"


def _written(words: str) -> str:
    return escape(words.translate(_FORBIDDEN))
