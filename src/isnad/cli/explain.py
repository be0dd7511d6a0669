"""`isnad explain`: on which words an event stands."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from isnad.cli.options import AS_JSON, CASE, PLAIN, Place, write_json

if TYPE_CHECKING:
    from isnad.case import Told
    from isnad.cli.screen import Screen
    from isnad.model import Annotations


@click.command(short_help="On which words an event stands.")
@CASE
@click.argument("event")
@AS_JSON
@PLAIN
def explain(case: Place, event: str, as_json: bool, plain: bool) -> None:
    """Explain an event: its sentence, the rule that found it, which words filled which role, why it stands as it does.

    EVENT is a document and the number of the event in it, as «isnad events» shows them: 003:4.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        told = opened.event(event)
        found = opened.annotations(told.document_id)
    if as_json:
        write_json(told)
        return
    screen = Screen(plain)
    _show_told(screen, told, found)
    _show_sentence(screen, told, found)
    screen.line()
    screen.table(("role", "words", "stands for"), _roles(told))


def _show_told(screen: "Screen", told: "Told", found: "Annotations") -> None:
    from rich.text import Text

    from isnad.cli.events import what, when

    event = told.event
    lines = {
        "event": f"{screen.cell(told.document)} ({told.id})",
        "publisher": screen.cell(told.publisher or ""),
        "what": what(event),
        "rule": event.rule,
        "when": when(told) + (f" (from {told.day})" if event.time and told.day not in (None, event.time) else ""),
        "standing": event.factuality,
        "said": _said(screen, told, found),
        "again": ", ".join(_again(told, found)),
    }
    for key, value in lines.items():
        if value:
            screen.line(Text.assemble((f"{key:<10}", "bold"), value))


def _said(screen: "Screen", told: "Told", found: "Annotations") -> str:
    """Return who says it in which stance by which word, "" where the article itself tells it."""
    from isnad.cli.statements import stance, who

    if told.event.statement is None or told.source is None:
        return ""
    statement = found.statements[told.event.statement]
    named = statement.source.quote(found.text) if statement.source else None
    cue = statement.cue.quote(found.text)
    return f"by {screen.cell(who(told.source.id, named or told.source.name))}, {stance(statement)} «{screen.cell(cue)}»"


def _again(told: "Told", found: "Annotations") -> Iterator[str]:
    """Yield the numbers of the other events of the document that tell the same deed."""
    for number, event in enumerate(found.events):
        if event.same == told.event.same and told.id != f"{told.document_id}:{number}":
            yield f"{found.document.id}:{number}"


def _show_sentence(screen: "Screen", told: "Told", found: "Annotations") -> None:
    from isnad.cli.layers import trigger_mark
    from isnad.cli.screen import painted
    from isnad.passages import passages

    screen.line()
    for passage in passages(found.text, [told.event.trigger]):
        screen.paragraph(painted(found.text, [trigger_mark(told.event.trigger)], passage.start, passage.end), indent=2)


def _roles(told: "Told") -> Iterator[tuple[str, str, str]]:
    """Yield each role, the words that filled it or the rule by which it is understood, and what it is."""
    from isnad.cli.events import casualties, parties, passed

    event = told.event
    meant = {
        "trigger": event.key,
        "actor": parties(told.actors),
        "recipient": parties(told.recipients),
        "object": passed(told) if event.object else "",
        "victims": casualties(event),
        "location": parties([told.location] if told.location else ()),
    }
    for role, value in meant.items():
        words = [told.trigger] if role == "trigger" else [words for filled, words in told.words if filled == role]
        if value or words:
            yield role, "; ".join((*filter(None, (" … ".join(words),)), *_understood(told, role))), value


def _understood(told: "Told", role: str) -> Iterator[str]:
    """Yield the rule by which a role has those whom no words name, and its name."""
    if (rule := told.event.understood.get(role)) is not None:
        words = told.understood[role].en + " " if role in told.understood else ""
        yield f"understood: {words}({rule})"
