"""How the layers look in the terminal: a pair of brackets each, and a colour each where there are colours."""

from collections.abc import Iterator

from rich.text import Text

from isnad.cli.screen import Mark
from isnad.model import Annotations

_TYPES = {
    "PER": "bold green",
    "ORG": "bold cyan",
    "GPE": "bold blue",
    "LOC": "blue",
    "NORP": "cyan",
    "MATERIEL": "bold red",
    "AGREEMENT": "magenta",
    "EVENT": "bold magenta",
}
_TIME, _QUANTITY = "yellow", "bold yellow"


def marks(found: Annotations) -> list[Mark]:
    """Return the marks of everything that was found in a document."""
    return list(_marks(found))


def _marks(found: Annotations) -> Iterator[Mark]:
    for entity in found.entities:
        yield Mark(entity.start, entity.end, "[", "]", _TYPES[entity.type])
    for time in found.times:
        yield Mark(time.start, time.end, "{", "}", _TIME)
    for quantity in found.quantities:
        yield Mark(quantity.start, quantity.end, "<", ">", _QUANTITY)


def legend() -> Text:
    """Return the legend: brackets for all, colours of the types of names."""
    shown = Text("[name] ")
    for type, style in _TYPES.items():
        shown.append(f"{type} ", style)
    return shown.append(" {time}", _TIME).append("  <number>", _QUANTITY)
