"""How the layers look in the terminal: brackets for each, and a colour each where there are colours."""

from collections.abc import Collection, Iterator

from rich.text import Text

from isnad.cli.options import DEFAULT_LAYERS
from isnad.cli.screen import Mark
from isnad.model import Annotations, Span

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
# Brackets that no article has and that are mirrored in a line from right to left; of a cue both ends look alike.
_SOURCE, _CUE, _CONTENT = ("⌈", "⌉", "underline"), ("/", "/", "bold underline"), ("⟦", "⟧", "green")
_TRIGGER = ("⌊", "⌋", "bold red")


def marks(found: Annotations, layers: Collection[str] = DEFAULT_LAYERS) -> list[Mark]:
    """Return the marks of what was found in a document, the wider before the narrower where both begin and end alike."""
    statements = dict.fromkeys(_statements(found)) if "statements" in layers else ()  # two may have one source
    return [*statements, *_marks(found, layers)]


def _statements(found: Annotations) -> Iterator[Mark]:
    for statement in found.statements:
        yield _mark(statement.content, _CONTENT)
        yield _mark(statement.cue, _CUE)
        if statement.source:
            yield _mark(statement.source, _SOURCE)


def _marks(found: Annotations, layers: Collection[str]) -> Iterator[Mark]:
    for entity in found.entities if "entities" in layers else ():
        yield _mark(entity, ("[", "]", _TYPES[entity.type]))
    for time in found.times if "times" in layers else ():
        yield _mark(time, ("{", "}", _TIME))
    for quantity in found.quantities if "quantities" in layers else ():
        yield _mark(quantity, ("<", ">", _QUANTITY))
    for trigger in dict.fromkeys(event.trigger for event in found.events) if "events" in layers else ():
        yield _mark(trigger, _TRIGGER)  # one word may tell several events


def trigger_mark(trigger: Span) -> Mark:
    """Return the mark of the word that tells an event."""
    return _mark(trigger, _TRIGGER)


def _mark(span: Span, look: tuple[str, str, str]) -> Mark:
    return Mark(span.start, span.end, *look)


def legend(layers: Collection[str] = DEFAULT_LAYERS) -> Text:
    """Return the legend: brackets for all, colours of the types of names."""
    parts = []
    if "entities" in layers:
        parts.append(Text(" ").join((Text("[name]"), *(Text(type, style) for type, style in _TYPES.items()))))
    if "times" in layers:
        parts.append(Text("{time}", _TIME))
    if "quantities" in layers:
        parts.append(Text("<number>", _QUANTITY))
    if "statements" in layers:
        named = (("who speaks", _SOURCE), ("by which word", _CUE), ("what is said", _CONTENT))
        parts.append(Text(" ").join(Text(f"{look[0]}{name}{look[1]}", look[2]) for name, look in named))
    if "events" in layers:
        parts.append(Text("⌊what tells an event⌋", _TRIGGER[2]))
    return Text("  ").join(parts)
