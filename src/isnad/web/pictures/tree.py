"""The tree of chains of a claim: who said it, who passed it on, which outlets print it. An isnad, drawn."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from isnad.case import Claimed, Reported
from isnad.web.pictures import Box, Label, Picture, Stroke, bend, line, tip
from isnad.web.texts import cut
from isnad.web.view import View

_ROW, _HEIGHT, _HEAD = 52, 36, 34  # pixels
_BOX, _BETWEEN, _MARGIN = 214, 96, 8
_LONGEST = 28  # letters of a name in its box
_MOST = 24  # outlets; the reports beside the picture have all


class _Node(NamedTuple):
    """A party at a place of the chains: its column, counted from the one who said it, and its id."""

    column: int
    id: str


def tree(view: View, claimed: Claimed) -> Picture:
    """Return the chains of a claim's reports as one picture, from those who said it to the outlets."""
    reports = claimed.reports[:_MOST]
    last = max((len(reported.chain) for reported in reports), default=0)
    paths = [_path(view, reported, last) for reported in reports]
    rows = _rows(paths)
    names = _names(view, reports, last)
    height = _HEAD + _ROW * (max(rows.values(), default=0) + 1)
    width = 2 * _MARGIN + (last + 1) * _BOX + last * _BETWEEN
    edges = dict.fromkeys((first, second) for path in paths for first, second in pairwise(path))
    strokes = [stroke for first, second in edges for stroke in _edge(first, second, rows)]
    boxes = [_box(view, node, rows, names[node], last) for node in rows]
    labels = [*_heads(view, last), *(_label(node, rows, names[node]) for node in rows)]
    return Picture(width, height, str(view.t("tree")), strokes, boxes, labels).facing(view.t.dir)


def _path(view: View, reported: Reported, last: int) -> list[_Node]:
    """Return the nodes of a report's chain; its outlet stands in the last column, however short the chain is."""
    return [*(_Node(at, link.id) for at, link in enumerate(reported.chain)), _Node(last, view.outlet(reported))]


def _rows(paths: Sequence[list[_Node]]) -> dict[_Node, float]:
    """Return in which row each node stands: outlets one under the other, the rest amid those that have it from them."""
    order = sorted(range(len(paths)), key=lambda at: ([node.id for node in paths[at][:-1]], at))
    rows: dict[_Node, float] = {}
    for at in order:
        rows.setdefault(paths[at][-1], float(len(rows)))
    for column in sorted({node.column for path in paths for node in path[:-1]}, reverse=True):
        after: dict[_Node, list[float]] = {}
        for path in paths:
            for node, passer in pairwise(path):
                if node.column == column:
                    after.setdefault(node, []).append(rows[passer])
        free = 0.0
        for node in sorted(after, key=lambda node: (sum(after[node]) / len(after[node]), node.id)):
            rows[node] = max(sum(after[node]) / len(after[node]), free)
            free = rows[node] + 1
    return rows


def _names(view: View, reports: Sequence[Reported], last: int) -> dict[_Node, str]:
    names = {_Node(last, view.outlet(reported)): view.outlet(reported) for reported in reports}
    return names | {
        _Node(at, link.id): view.speaker(reported, link) for reported in reports for at, link in enumerate(reported.chain)
    }


def _x(node: _Node) -> float:
    return _MARGIN + node.column * (_BOX + _BETWEEN)


def _y(node: _Node, rows: dict[_Node, float]) -> float:
    return _HEAD + rows[node] * _ROW + _ROW / 2


def _edge(first: _Node, second: _Node, rows: dict[_Node, float]) -> list[Stroke]:
    begin, end = _x(first) + _BOX, _x(second)
    kind = "edge unnamed" if first.id.startswith("unnamed") else "edge"
    # a chain that is shorter than the longest runs level past the columns it has no link in
    bent = min(begin + _BETWEEN, end)
    strokes = [bend(begin, _y(first, rows), bent, _y(second, rows), kind)]
    if bent < end:
        strokes.append(line(bent, _y(second, rows), end, _y(second, rows), kind))
    return [*strokes, tip(end, _y(second, rows), "tip")]


def _box(view: View, node: _Node, rows: dict[_Node, float], name: str, last: int) -> Box:
    outlet = node.column == last
    kind = "node outlet" if outlet else "node unnamed" if node.id.startswith("unnamed") else "node"
    href = None if outlet else view.actor_url(node.id)
    return Box(_x(node), _y(node, rows) - _HEIGHT / 2, _BOX, _HEIGHT, kind, name, href, round=4 if outlet else _HEIGHT / 2)


def _label(node: _Node, rows: dict[_Node, float], name: str) -> Label:
    return Label(_x(node) + _BOX / 2, _y(node, rows) + 5, cut(name, _LONGEST))


def _heads(view: View, last: int) -> list[Label]:
    told = {0: "origin", last: "publisher"}
    return [
        Label(_MARGIN + column * (_BOX + _BETWEEN) + _BOX / 2, 20, str(view.t(told.get(column, "passes_on")).striptags()), "head")
        for column in range(last + 1)
    ]
