"""Who speaks about whom: speakers on one side, the others opposite, a line as strong as the documents are many."""

from collections.abc import Sequence

from isnad.case import About, Link
from isnad.web.pictures import Box, Label, Picture, Stroke, bend, tip
from isnad.web.texts import cut
from isnad.web.view import View

_ROW, _HEIGHT, _HEAD, _MARGIN = 44, 32, 38, 8  # pixels
_BOX, _BETWEEN = 208, 280
_WIDTH = 2 * (_MARGIN + _BOX) + _BETWEEN
_LONGEST, _WIDEST = 25, 9  # letters of a name in its box, pixels of a line


def voices_picture(view: View, pairs: Sequence[About], of: str = "") -> Picture:
    """Return who speaks about whom as a picture; ``of`` is the id of the one whose page it stands on."""
    speakers, parties = _rows([pair.source for pair in pairs]), _rows([pair.party for pair in pairs])
    rows = max(len(speakers), len(parties))
    strokes = list[Stroke]()
    for pair in pairs:
        begin, end = _y(speakers[pair.source], len(speakers), rows), _y(parties[pair.party], len(parties), rows)
        strokes += _line(view, pair, begin, end)
    boxes, labels = list[Box](), list[Label]()
    for found, left, key in ((speakers, _MARGIN, "speaks"), (parties, _WIDTH - _MARGIN - _BOX, "spoken_about")):
        labels.append(Label(left + _BOX / 2, 22, str(view.t(key).striptags()), "head"))
        for link, row in found.items():
            y, name = _y(row, len(found), rows), view.name(link)
            kind = "node here" if link.id == of else "node"
            boxes.append(Box(left, y - _HEIGHT / 2, _BOX, _HEIGHT, kind, name, view.actor_url(link.id), _HEIGHT / 2))
            labels.append(Label(left + _BOX / 2, y + 5, cut(name, _LONGEST)))
    return Picture(_WIDTH, _HEAD + _ROW * rows + 6, str(view.t("voices")), strokes, boxes, labels).facing(view.t.dir)


def _rows(links: Sequence[Link]) -> dict[Link, int]:
    return {link: row for row, link in enumerate(dict.fromkeys(links))}


def _y(row: int, of: int, rows: int) -> float:
    """Return where a row of a column stands, the shorter column amid the longer one."""
    return _HEAD + _ROW * (row + 0.5 + (rows - of) / 2)


def _line(view: View, pair: About, begin: float, end: float) -> list[Stroke]:
    told = view.t.count("articles", pair.documents).striptags()
    title = f"{view.name(pair.source)} · {view.name(pair.party)} · {told}"
    left, right = _MARGIN + _BOX, _WIDTH - _MARGIN - _BOX
    return [bend(left, begin, right - 7, end, "voice", min(1 + pair.documents, _WIDEST), title), tip(right, end, "tip")]
