"""Checking what a model answers: a proposal fits the shape, and stands in its sentence letter by letter; the rest is dropped."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from isnad.model import Document, EventType, Span, Stance

Reason = Literal[
    "no answer",
    "no JSON",
    "wrong shape",
    "no such sentence",
    "not verbatim",
    "stands there twice",
    "within a word",
    "said twice",
    "too many",
]
_FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n?```\s*", re.DOTALL)
_MOST = 6  # proposals of one sentence
Dropped = Counter[Reason]


class _Statement(Struct, tag_field="kind", tag="statement", forbid_unknown_fields=True):
    sentence: int
    source: str | None
    cue: str
    content: str
    stance: Stance


class _Event(Struct, tag_field="kind", tag="event", forbid_unknown_fields=True):
    sentence: int
    trigger: str
    type: EventType
    actor: str | None
    recipient: str | None


class _Answer(Struct, forbid_unknown_fields=True):
    proposals: list[msgspec.Raw]


class Proposal(Struct, frozen=True, kw_only=True):
    """What a model proposes of a document: the span that tells it, the spans of its parts, and the ``rule`` that names the model.

    ``value`` is the stance of a statement or the type of an event. ``span`` reaches over all parts.
    """

    document: str
    name: str
    kind: Literal["statement", "event"]
    value: str
    span: Span
    quote: str
    parts: dict[str, Span]
    words: dict[str, str]
    rule: str


def check(answer: str, document: Document, sentences: Sequence[Span], rule: str, dropped: Dropped) -> list[Proposal]:
    """Return the proposals of an answer about sentences of a document, and count what is dropped."""
    found: list[Proposal] = []
    of_sentence: Counter[int] = Counter()
    for one in _listed(answer, dropped):
        made = _read(one, document, sentences, rule)
        if isinstance(made, str):
            dropped[made] += 1
            continue
        number, proposal = made
        if proposal in found:
            dropped["said twice"] += 1
        elif of_sentence[number] >= _MOST:
            dropped["too many"] += 1
        else:
            of_sentence[number] += 1
            found.append(proposal)
    return found


def _listed(answer: str, dropped: Dropped) -> list[msgspec.Raw]:
    """Return the proposals of an answer, not read yet; some models put a fence around their JSON."""
    fenced = _FENCE.fullmatch(answer)
    try:
        return msgspec.json.decode(fenced[1] if fenced else answer, type=_Answer).proposals
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        dropped["no JSON"] += 1
        return []


def _read(one: msgspec.Raw, document: Document, sentences: Sequence[Span], rule: str) -> tuple[int, Proposal] | Reason:
    """Return one proposal with the number of its sentence, or why it is dropped."""
    try:
        told = msgspec.json.decode(one, type=_Statement | _Event)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return "wrong shape"
    if not 0 <= told.sentence < len(sentences):
        return "no such sentence"
    if isinstance(told, _Statement):
        value, asked = str(told.stance), {"source": told.source, "cue": told.cue, "content": told.content}
    else:
        value, asked = str(told.type), {"trigger": told.trigger, "actor": told.actor, "recipient": told.recipient}
    parts: dict[str, Span] = {}
    for part, words in asked.items():
        if words is None:
            continue
        place = _place(words, document.text, sentences[told.sentence])
        if isinstance(place, str):
            return place
        parts[part] = place
    start, end = min(span.start for span in parts.values()), max(span.end for span in parts.values())
    return told.sentence, Proposal(
        document=document.id,
        name=document.name,
        kind="statement" if isinstance(told, _Statement) else "event",
        value=value,
        span=Span(start, end),
        quote=document.text[start:end],
        parts=parts,
        words={part: span.quote(document.text) for part, span in parts.items()},
        rule=rule,
    )


def _place(words: str, text: str, sentence: Span) -> Span | Reason:
    """Return where words stand in a sentence, letter by letter and as whole words; else why they are no quote of it."""
    inside = sentence.quote(text)
    if not words.strip() or words not in inside:
        return "not verbatim"
    at = inside.find(words)
    if inside.find(words, at + 1) >= 0:
        return "stands there twice"
    span = Span(sentence.start + at, sentence.start + at + len(words))
    if any(0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum() for edge in (span.start, span.end)):
        return "within a word"
    return span
