"""What a notebook shows: HTML of one piece for results, with everything escaped that comes from an article.

Nothing here knows what it is given but by its fields, so that what is shown can use it.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from isnad.languages.amounts import amount
from isnad.languages.dates import when
from isnad.languages.wordings import noun_of
from isnad.model import Annotations, Span

if TYPE_CHECKING:
    from isnad.storage.claims import Claimed, Reported
    from isnad.storage.parties import Link
    from isnad.storage.timeline import Moment

_SHOWN = 20  # rows of a table
_CELL = 90  # letters of a cell
_HEAD = "font-weight:600;text-align:start;padding:.25em .6em;border-bottom:2px solid currentColor"
_BODY = "text-align:start;vertical-align:top;padding:.25em .6em;border-bottom:1px solid rgba(127,127,127,.35)"
COLOURS = {
    "entities": "#cfe3ff",
    "times": "#d8f3d3",
    "quantities": "#ffe3c2",
    "source": "#e6d5ff",
    "cue": "#ffd6e7",
    "content": "#fff3bf",
    "events": "#c9f2ee",
}


def table(columns: Iterable[str], rows: Sequence[Mapping[str, Any]], what: str) -> str:
    """Return the first rows as a table, and how many there are."""
    names = list(columns)
    head = "".join(f'<th style="{_HEAD}">{escape(name)}</th>' for name in names)
    body = "".join(f"<tr>{''.join(_cell(row[name]) for name in names)}</tr>" for row in rows[:_SHOWN])
    more = f"<p>{len(rows)} {escape(what)}" + (f", of which the first {_SHOWN}" if len(rows) > _SHOWN else "") + "</p>"
    return f'<div style="overflow-x:auto">{more}<table style="border-collapse:collapse"><tr>{head}</tr>{body}</table></div>'


def _cell(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else " ".join(str(value).split())
    text = text if len(text) <= _CELL else text[: _CELL - 1] + "…"
    return f'<td style="{_BODY}" dir="auto">{escape(text)}</td>'


def claim(claimed: "Claimed") -> str:
    """Return a claim: its line, how it stands, its reports with chains and marked words, its conflicts and changed words."""
    told = claimed.claim
    least, most = told.least, told.most
    origins = f"{most}" if least == most else f"{least} to {most}"
    standing = "; ".join(words.en for words in told.standing)
    parts = [
        f'<h3 dir="rtl" lang="ar" style="margin:.2em 0">{escape(told.gloss.ar)}</h3>',
        f'<p style="margin:.2em 0">{escape(told.gloss.en)}<br>{escape(standing)}. {len(claimed.reports)} reports, '
        f"{claimed.documents} documents, {origins} origins.</p>",
        *map(report, claimed.reports),
    ]
    conflicts = list(dict.fromkeys((c.slot, c.why.en, c.judged) for c in told.conflicts if c.relation == "contradiction"))
    if conflicts:
        said = (
            f"{'Conflict' if judged else 'Possible conflict'} ({escape(slot)}): {escape(why)}" for slot, why, judged in conflicts
        )
        parts.append(_items(said))
    if told.revisions:
        names = {id: name(link) for id, link in claimed.parties.items()}
        parts.append(_items(f"{names[r.by]} ({escape(r.slot)}): {escape(r.old)}, then {escape(r.new)}" for r in told.revisions))
    return "".join(parts)


def report(told: "Reported") -> str:
    """Return a report: who says it down which chain, on which day, and the words marked in their sentence."""
    outlet = escape(told.publisher or told.document)
    chain = " › ".join([*map(name, told.chain), f"<bdi><b>{outlet}</b></bdi>"])
    stance = f" ({escape(told.stance)})" if told.stance else ""
    day = f"<small>{escape((told.published or 'undated')[:10])}</small>"
    head = f'<p style="margin:.6em 0 0">{day} {chain}{stance}{_counts(told)}</p>'
    return head + paragraph(told.sentence, [("content", told.at, "")])


def _counts(told: "Reported") -> str:
    said = [amount(*bounds, noun_of(unit) if unit else None) for unit, bounds in sorted(told.report.values.items())]
    found = ", ".join(words.en for words in said if words)
    return f": {escape(found)}" if found else ""


def name(link: "Link") -> str:
    """Return a party; one without a name in italics."""
    text = escape(link.name or link.id)
    return f"<bdi><i>{text}</i></bdi>" if link.id.startswith("unnamed") else f"<bdi>{text}</bdi>"


def timeline(moments: Sequence["Moment"]) -> str:
    """Return moments on a line of time: filled where a text gives the time, hollow at the day of publication."""
    rows = "".join(map(_moment, moments[: _SHOWN * 2]))
    more = f"<p>{len(moments)} moments, of which the first {_SHOWN * 2}</p>" if len(moments) > _SHOWN * 2 else ""
    return f'{more}<ol style="list-style:none;margin:0;padding-inline-start:.5em;border-inline-start:2px solid #888">{rows}</ol>'


def _moment(moment: "Moment") -> str:
    words = when(moment.when) if moment.when else None
    day = words.en if words else moment.when or "undated"
    dot = "●" if moment.own else "○"
    gloss, many = moment.claimed.claim.gloss, len(moment.reports)
    return (
        f'<li style="margin:.35em 0"><span title="{"told" if moment.own else "published"}">{dot}</span> <b>{escape(day)}</b> '
        f'<span dir="auto">{escape(gloss.en or gloss.ar)}</span> <small>{many} report{"s" if many != 1 else ""}</small></li>'
    )


def article(found: Annotations, layers: Iterable[str]) -> str:
    """Return an article with what was found in it highlighted, and what the colours mean."""
    marks = list(_marks(found, tuple(layers)))
    legend = " ".join(
        f'<span style="background:{COLOURS[kind]};color:#111;padding:0 .4em">{kind}</span>'
        for kind in dict.fromkeys(m[0] for m in marks)
    )
    document = found.document
    known = " · ".join(filter(None, (document.publisher, document.published, document.name)))
    return f'<p style="margin:.2em 0"><bdi>{escape(known)}</bdi><br>{legend}</p>{paragraph(found.text, marks)}'


def _marks(found: Annotations, layers: tuple[str, ...]) -> Iterable[tuple[str, Span, str]]:
    if "statements" in layers:
        for s in found.statements:
            yield "content", s.content, f"{s.stance}, by {s.source_id}"
            yield "cue", s.cue, s.stance
            if s.source:
                yield "source", s.source, s.source_id
    if "events" in layers:
        yield from (("events", e.trigger, f"{e.type} {e.key}, {e.factuality}") for e in found.events)
    if "entities" in layers:
        yield from (("entities", e, f"{e.type} {e.id}") for e in found.entities)
    if "times" in layers:
        yield from (("times", t, f"{t.type} {t.value}") for t in found.times)
    if "quantities" in layers:
        yield from (("quantities", q, q.kind) for q in found.quantities)


def paragraph(text: str, marks: Sequence[tuple[str, Span, str]]) -> str:
    """Return a text with some of its words marked, each mark (kind, span, title) under those that come later."""
    edges = sorted({0, len(text), *(edge for _, span, _ in marks for edge in (span.start, span.end))})
    pieces = []
    for start, end in pairwise(edges):
        over = [(kind, title) for kind, span, title in marks if span.start <= start and end <= span.end]
        words = escape(text[start:end])
        if over:
            titles = escape("; ".join(title for _, title in over if title))
            words = f'<mark style="background:{COLOURS[over[-1][0]]};color:#111" title="{titles}">{words}</mark>'
        pieces.append(words)
    return f'<div dir="auto" style="white-space:pre-wrap;line-height:1.8;max-width:48em">{"".join(pieces)}</div>'


def _items(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
