"""Who did what to whom in a case: events found by type, parties, date and standing, in the order of the documents."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from msgspec import Struct

from isnad.languages.wordings import understood
from isnad.model import Annotations, Event, EventType, Factuality, Quantity, QuantityKind, Span, Stance, Wording
from isnad.storage import documents
from isnad.storage.file import ALL, CaseError, CaseFile
from isnad.storage.parties import Link, called, json, names
from isnad.storage.stories import within

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_GAP = 2  # code points between a number and the noun that it counts


class Amount(Struct, frozen=True):
    """How much passes hands: the words that say so, inclusive bounds (None: open), and the counted noun."""

    words: str
    low: float | None
    high: float | None
    kind: QuantityKind
    unit: str | None


class Told(Struct, frozen=True, kw_only=True):
    """An event in a case as one document tells it, with the words on which it stands.

    ``id`` is the document's id and the event's number in it, from 0: «4d1cf51d9bc3e646:3». ``day`` is the first day (ISO 8601)
    that its time can mean, else the one on which the document appeared, None where neither is known. ``words`` are the roles
    and what filled them, ``understood`` says of a role by which rule it has those whom they do not name. ``source`` and
    ``stance`` are those of the statement under which it is told, None without one.
    """

    id: str
    document: str
    document_id: str
    publisher: str | None
    published: str | None
    day: str | None
    event: Event
    trigger: str
    actors: tuple[Link, ...]
    recipients: tuple[Link, ...]
    location: Link | None
    words: tuple[tuple[str, str], ...]
    understood: dict[str, Wording]
    amounts: tuple[Amount, ...]
    source: Link | None
    stance: Stance | None


class _Place(NamedTuple):
    where: Annotations
    number: int

    @property
    def event(self) -> Event:
        return self.where.events[self.number]

    @property
    def source(self) -> str | None:
        index = self.event.statement
        return None if index is None else self.where.statements[index].source_id

    @property
    def ids(self) -> set[str]:
        named = (*self.event.actors, *self.event.recipients, self.event.location, self.source)
        return {id for id in named if id is not None}


def events(
    file: CaseFile,
    *,
    type: EventType | None = None,
    mode: str | None = None,
    actor: str | None = None,
    recipient: str | None = None,
    since: str | None = None,
    until: str | None = None,
    factuality: Factuality | None = None,
    repeats: bool = False,
    story: str | None = None,
    limit: int | None = None,
) -> list[Told]:
    """Return the events of a case, ordered by the names of their documents, then by their place in the text.

    ``actor`` and ``recipient`` are ids, or words that all occur in what a party is called: in the event, in the case, in its
    id. ``since`` and ``until`` are days, months or years, both inclusive. Of those that tell one deed in a document only the
    first that is meant comes, with ``repeats`` all. Raises ValueError where a date is none.
    """
    places = file.rows(
        "SELECT e.document, min(e.number) FROM events e JOIN documents d ON d.row = e.document "
        "WHERE (?1 IS NULL OR e.type = ?1) AND (?2 IS NULL OR e.mode = ?2) AND (?3 IS NULL OR e.factuality = ?3) "
        "AND (?4 IS NULL OR e.day >= ?4) AND (?5 IS NULL OR substr(e.day, 1, length(?5)) <= ?5) "
        f"AND (?6 IS NULL OR {_has_role('actor', 6)}) AND (?7 IS NULL OR {_has_role('recipient', 7)}) "
        "AND (?10 IS NULL OR e.document IN numbers(?10)) GROUP BY d.name, d.id, e.document, "
        "CASE WHEN ?8 THEN e.number ELSE e.same END ORDER BY d.name, d.id, min(e.number) LIMIT ?9",
        *(type, mode, factuality, dated(since), dated(until)),
        *(_in_role(file, "actor", actor), _in_role(file, "recipient", recipient)),
        *(repeats, ALL if limit is None else limit, within(file, story)),
    )
    found = list(_stored(file, places))
    known = names(file, {id for place in found for id in place.ids})
    return [_told(place, known) for place in found]


def passings(file: CaseFile, story: str | None = None) -> list[Told]:
    """Return the events of a case, or of a story of it, in which something passes hands, in the order of :func:`events`."""
    places = file.rows(
        "SELECT e.document, min(e.number) FROM events e JOIN documents d ON d.row = e.document "
        "WHERE (?1 IS NULL OR e.document IN numbers(?1)) "
        "GROUP BY d.name, d.id, e.document, e.same ORDER BY d.name, d.id, min(e.number)",
        within(file, story),
    )
    found = [place for place in _stored(file, places) if place.event.object is not None]
    known = names(file, {id for place in found for id in place.ids})
    return [_told(place, known) for place in found]


def event(file: CaseFile, reference: str) -> Told:
    """Return one event by its document (id, name or a part of either) and its number in it: «003:4». Raises CaseError."""
    document, _, number = reference.strip().rpartition(":")
    if not document or not (number.isascii() and number.isdecimal()):
        raise CaseError(f"«{reference}» names no event. DOCUMENT:NUMBER does, as 003:4; «isnad events» lists them.")
    found = documents.annotations(file, documents.resolve(file, document))
    if int(number) >= len(found.events):
        last = len(found.events) - 1
        there_are = f"Its events are 0 to {last}." if found.events else "No event was found in it."
        raise CaseError(f"There is no event {number} in {found.document.name}. {there_are}")
    place = _Place(found, int(number))
    return _told(place, names(file, place.ids))


def _has_role(role: Literal["actor", "recipient"], parameter: int) -> str:
    return (
        "(e.document, e.number) IN (SELECT r.document, r.number FROM roles r "
        f"WHERE r.role = '{role}' AND (r.entity, r.surface) IN pairs(?{parameter}))"
    )


def _in_role(file: CaseFile, role: str, query: str | None) -> str | None:
    """Return who stands in a role of the events and is meant by a query, as JSON; None where nobody is asked for."""
    if query is None:
        return None
    parties = file.rows("SELECT DISTINCT entity, surface FROM roles WHERE role = ? ORDER BY entity, surface", role)
    return json(called(file, query, parties))


def dated(value: str | None) -> str | None:
    """Return a day, month or year as it is written. Raises ValueError where it is none."""
    if value is None:
        return None
    try:
        if _DATE.fullmatch(value.strip()):
            date.fromisoformat((value.strip() + "-01-01")[:10])
            return value.strip()
    except ValueError:
        pass
    raise ValueError(f"not a date: {value!r}. A day is written 2024-10-18, a month 2024-10, a year 2024.")


def _stored(file: CaseFile, places: Iterable[tuple[int, int]]) -> Iterator[_Place]:
    for row, numbers in groupby(places, key=itemgetter(0)):
        found = documents.annotations(file, row)
        for _, number in numbers:
            if number < len(found.events):  # another process may have read the document anew
                yield _Place(found, number)


def _told(place: _Place, known: dict[str, str]) -> Told:
    def link(id: str) -> Link:
        return Link(id, known.get(id))

    where, event, text = place.where, place.event, place.where.text
    statement = None if event.statement is None else where.statements[event.statement]
    return Told(
        id=f"{where.document.id}:{place.number}",
        document=where.document.name,
        document_id=where.document.id,
        publisher=where.document.publisher,
        published=where.document.published,
        day=documents.day(where, event),
        event=event,
        trigger=event.trigger.quote(text),
        actors=tuple(map(link, event.actors)),
        recipients=tuple(map(link, event.recipients)),
        location=link(event.location) if event.location else None,
        words=tuple(dict.fromkeys((role, span.quote(text)) for role, span in event.words)),
        understood=understood(event.understood),
        amounts=tuple(_amounts(where, event)),
        source=link(statement.source_id) if statement else None,
        stance=statement.stance if statement else None,
    )


def _amounts(where: Annotations, event: Event) -> Iterator[Amount]:
    """Yield the quantities that stand in the words that filled ``object``."""
    spans = [span for role, span in event.words if role == "object"]
    for quantity in where.quantities:
        if any(quantity.start < span.end and span.start < quantity.end for span in spans):
            unit = quantity.unit.quote(where.text) if quantity.unit else None
            yield Amount(_counted(quantity).quote(where.text), quantity.low, quantity.high, quantity.kind, unit)


def _counted(quantity: Quantity) -> Span:
    """Return where a number stands, with the noun that it counts where that follows."""
    unit = quantity.unit
    follows = unit is not None and 0 <= unit.start - quantity.end <= _GAP
    return Span(quantity.start, unit.end if unit is not None and follows else quantity.end)
