"""Pictures: where lines, boxes and words stand. Drawn from the left, and mirrored for a page that is read from the right.

A picture knows no colours: `kind` names a class of the style sheet, so that it follows light, dark and print.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from isnad.web.texts import direction

Side = Literal["left", "middle", "right"]
Steps = tuple[tuple[str, tuple[tuple[float, float], ...]], ...]  # commands of an SVG path, each a letter and points
_OTHER: dict[Side, Side] = {"left": "right", "middle": "middle", "right": "left"}


class Stroke(NamedTuple):
    """A line, or a surface with an outline; one with an address leads there."""

    steps: Steps
    kind: str
    width: float = 1.5
    title: str = ""
    href: str | None = None
    written: str = ""  # the path as SVG writes it, where that is known already; such a one is never mirrored

    @property
    def d(self) -> str:
        """The path as SVG writes it."""
        return self.written or write(self.steps)


class Box(NamedTuple):
    """A rectangle; ``round`` is the radius of its corners."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str = ""
    href: str | None = None
    round: float = 6


class Label(NamedTuple):
    """Words, with the side of them that stands at ``x``."""

    x: float
    y: float
    text: str
    kind: str = ""
    side: Side = "middle"

    @property
    def direction(self) -> str:
        """The direction in which the words run."""
        return direction(self.text)

    @property
    def anchor(self) -> str:
        """The side as SVG says it: from where the words begin, wherever that is."""
        if self.side == "middle":
            return "middle"
        return "start" if (self.side == "left") == (self.direction == "ltr") else "end"


class Picture(NamedTuple):
    """A picture: its size in pixels, what it shows (for those who do not see it), and its parts from back to front."""

    width: float
    height: float
    title: str
    strokes: Sequence[Stroke]
    boxes: Sequence[Box]
    labels: Sequence[Label]

    def facing(self, direction: str) -> "Picture":
        """Return the picture for a page that is read in this direction."""
        return self if direction == "ltr" else _mirrored(self)


def write(steps: Steps) -> str:
    """Return commands of a path as SVG writes them."""
    return " ".join(letter + " ".join(f"{x:g},{y:g}" for x, y in points) for letter, points in steps)


def line(x: float, y: float, to_x: float, to_y: float, kind: str, width: float = 1.5, title: str = "") -> Stroke:
    """Return a straight line."""
    return Stroke((("M", ((x, y),)), ("L", ((to_x, to_y),))), kind, width, title)


def bend(x: float, y: float, to_x: float, to_y: float, kind: str, width: float = 1.5, title: str = "") -> Stroke:
    """Return a line that leaves and arrives level."""
    middle = (x + to_x) / 2
    return Stroke((("M", ((x, y),)), ("C", ((middle, y), (middle, to_y), (to_x, to_y)))), kind, width, title)


def tip(x: float, y: float, kind: str, back: bool = False) -> Stroke:
    """Return the head of an arrow that points away from where reading begins, or ``back`` there."""
    foot = x + 8 if back else x - 8
    return Stroke((("M", ((x, y),)), ("L", ((foot, y - 4),)), ("L", ((foot, y + 4),)), ("Z", ())), kind, 0)


def _mirrored(picture: Picture) -> Picture:
    width = picture.width
    strokes = [
        stroke._replace(steps=tuple((letter, tuple((width - x, y) for x, y in points)) for letter, points in stroke.steps))
        for stroke in picture.strokes
    ]
    boxes = [box._replace(x=width - box.x - box.width) for box in picture.boxes]
    labels = [label._replace(x=width - label.x, side=_OTHER[label.side]) for label in picture.labels]
    return picture._replace(strokes=strokes, boxes=boxes, labels=labels)
