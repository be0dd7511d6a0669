"""Statements, events, named things, flows and moments as results."""

from typing import ClassVar

from isnad import notebook
from isnad.frames import Columns, Row
from isnad.results.sequence import Results
from isnad.storage.events import Told
from isnad.storage.flows import Flow
from isnad.storage.mentions import Named
from isnad.storage.parties import Link
from isnad.storage.statements import Said
from isnad.storage.timeline import Moment


class Statements(Results[Said]):
    """Who says what."""

    columns: ClassVar[Columns] = {
        "said_by": "text",
        "chain": "texts",
        "stance": "text",
        "content": "text",
        "cue": "text",
        "unverified": "truth",
        "publisher": "text",
        "published": "text",
        "document": "text",
        "start": "whole",
        "end": "whole",
    }
    what: ClassVar[str] = "statements"

    def row(self, one: Said) -> Row:
        """Return a statement as a row; ``start`` and ``end`` are of its content."""
        return {
            "said_by": one.source or _name(one.chain[0] if one.chain else None),
            "chain": [_name(link) for link in one.chain],
            "stance": one.statement.stance,
            "content": one.content,
            "cue": one.cue,
            "unverified": one.statement.unverified,
            "publisher": one.publisher,
            "published": one.published,
            "document": one.document,
            "start": one.statement.content.start,
            "end": one.statement.content.end,
        }


class Events(Results[Told]):
    """Who did what to whom."""

    columns: ClassVar[Columns] = {
        "event": "text",
        "day": "text",
        "type": "text",
        "mode": "text",
        "key": "text",
        "actors": "texts",
        "recipients": "texts",
        "object": "text",
        "amounts": "texts",
        "place": "text",
        "told_as": "text",
        "said_by": "text",
        "stance": "text",
        "words": "text",
        "publisher": "text",
        "document": "text",
    }
    what: ClassVar[str] = "events"

    def row(self, one: Told) -> Row:
        """Return an event as a row."""
        return {
            "event": one.id,
            "day": one.day,
            "type": one.event.type,
            "mode": one.event.mode or None,
            "key": one.event.key,
            "actors": [_name(link) for link in one.actors],
            "recipients": [_name(link) for link in one.recipients],
            "object": one.event.object,
            "amounts": [amount.words for amount in one.amounts],
            "place": _name(one.location),
            "told_as": one.event.factuality,
            "said_by": _name(one.source),
            "stance": one.stance,
            "words": one.trigger,
            "publisher": one.publisher,
            "document": one.document,
        }


class Entities(Results[Named]):
    """Who and what is named."""

    columns: ClassVar[Columns] = {
        "id": "text",
        "name": "text",
        "type": "text",
        "mentions": "whole",
        "documents": "texts",
        "spellings": "texts",
    }
    what: ClassVar[str] = "named things"

    def row(self, one: Named) -> Row:
        """Return a named thing as a row."""
        return {
            "id": one.id,
            "name": one.name,
            "type": one.type,
            "mentions": one.mentions,
            "documents": list(one.documents),
            "spellings": [surface for surface, _ in one.surfaces],
        }


class Flows(Results[Flow]):
    """Who gives what to whom."""

    columns: ClassVar[Columns] = {
        "giver": "text",
        "item": "text",
        "type": "text",
        "receiver": "text",
        "amounts": "texts",
        "first": "text",
        "last": "text",
        "told_as": "texts",
        "documents": "texts",
    }
    what: ClassVar[str] = "flows"

    def row(self, one: Flow) -> Row:
        """Return a flow as a row."""
        return {
            "giver": _name(one.giver),
            "item": one.item,
            "type": one.type,
            "receiver": _name(one.receiver),
            "amounts": [amount.words for amount in one.amounts],
            "first": one.first,
            "last": one.last,
            "told_as": list(dict.fromkeys(told.event.factuality for told in one.reports)),
            "documents": list(one.documents),
        }


class Moments(Results[Moment]):
    """What happened when, in order; a notebook shows it as a line of time."""

    columns: ClassVar[Columns] = {
        "when": "text",
        "earliest": "text",
        "latest": "text",
        "told": "truth",
        "claim": "text",
        "gloss_ar": "text",
        "gloss_en": "text",
        "reports": "whole",
    }
    what: ClassVar[str] = "moments"

    def row(self, one: Moment) -> Row:
        """Return a moment as a row; ``told`` is false where only the day of publication is known."""
        return {
            "when": one.when,
            "earliest": one.earliest,
            "latest": one.latest,
            "told": one.own,
            "claim": one.claimed.claim.id,
            "gloss_ar": one.claimed.claim.gloss.ar,
            "gloss_en": one.claimed.claim.gloss.en,
            "reports": len(one.reports),
        }

    def _repr_html_(self) -> str:
        return notebook.timeline(self)


def _name(link: Link | None) -> str | None:
    return (link.name or link.id) if link else None
