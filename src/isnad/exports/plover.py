"""Event data: PLOVER records as JSON Lines, and the 40-column table of POLECAT, one line a claim.

Types, modes and fields are those of the PLOVER manual (github.com/openeventdata/PLOVER) and of the POLECAT data (Dataverse,
doi:10.7910/DVN/AJGVIT). A claim is one event however often it is told: that is what those who count mentions cannot have.
"""

from collections.abc import Iterator
from typing import IO, Any, NamedTuple

import msgspec

from isnad.case import Claimed, Link, Reported
from isnad.exports.countries import alpha3
from isnad.exports.material import Material, Source, printable
from isnad.exports.objects import naming, program
from isnad.exports.places import place
from isnad.languages.bilingual import kind
from isnad.model import EventType

_QUADS: dict[int, tuple[EventType, ...]] = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "REJECT", "ACCUSE", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD = {type: quad for quad, types in _QUADS.items() for type in types}
_WITH_RECIPIENT = ("COOPERATE", "AID", "SANCTION")  # of which the manual wants one
_COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
_BLANKS = str.maketrans("\t\r\n\0", "    ")


class Event(NamedTuple):
    """A claim as an event: the report that tells it best, and what that says."""

    claimed: Claimed
    told: Reported
    mode: str
    source: Source

    @property
    def actors(self) -> list[Link]:
        """Who acts."""
        return [self.claimed.parties[id] for id in self.told.report.actors]

    @property
    def recipients(self) -> list[Link]:
        """Whom it befalls."""
        return [self.claimed.parties[id] for id in self.told.report.recipients]


def events(material: Material) -> Iterator[Event]:
    """Yield the claims that are events as the manual has them: of one of its types, with an actor, and a recipient if wanted."""
    for claimed in material.claims:
        fit = [told for told in claimed.reports if _is_event(told)]
        if fit:
            told = max(fit, key=_telling)
            found = material.case.annotations(told.document_id).events
            mode = found[told.report.event].mode if told.report.event is not None and told.report.event < len(found) else ""
            yield Event(claimed, told, mode, material.source(told.document_id))


def _is_event(told: Reported) -> bool:
    report = told.report
    return bool(report.type and report.actors) and (report.type not in _WITH_RECIPIENT or bool(report.recipients))


def _telling(told: Reported) -> tuple[bool, bool, bool]:
    """Return how well a report tells of the event: as done, with whom it befalls, with its day; the first of equals."""
    report = told.report
    return report.factuality == "actual" and report.polarity == "+", bool(report.recipients), bool(report.earliest)


# ---- PLOVER


def write_plover(material: Material, target: IO[bytes]) -> None:
    """Write a record a line. ``has_event`` is false for what is told as planned, possible or denied: ``comment`` says which."""
    for event in events(material):
        if record := _record(material, event):
            target.write(msgspec.json.encode(record) + b"\n")


def _record(material: Material, event: Event) -> dict[str, Any] | None:
    """Return the record of an event; None where neither the text nor the page gives a day, which a record must have."""
    report, claim = event.told.report, event.claimed.claim
    own = report.earliest if report.earliest and report.latest else None
    day = own or (event.told.published or "")[:10]
    if not day:
        return None
    record = {
        "id": claim.id,
        "has_event": report.factuality == "actual" and report.polarity == "+",
        "date": day,
        "enddate": report.latest if own and report.latest != own else None,
        "actor": list(map(_party, event.actors)),
        "recipient": list(map(_party, event.recipients)),
        "event": report.type,
        "event_loc": _location(event),
        "event_text": printable(event.told.quote),
        "quad_code": _QUAD[report.type],  # type: ignore[index]
        "mode": event.mode or None,
        "link": event.source.url,
        "text": printable(event.told.sentence),
        "text_info": {
            "report": report.id,
            "review": material.mark(event.told),
            "date_from": "text" if own else "publication",
            "lang": event.source.lang,
            "documents": event.claimed.documents,
            "origins": [claim.least, claim.most],
            "denials": sum(told.report.polarity == "-" for told in event.claimed.reports),
            "text_sha256": event.source.text_sha256,
        },
        "cite_info": {"publisher": event.source.publisher, "published": event.source.published, "title": event.source.title},
        "coder": " ".join(program().values()),
        "comment": "denied" if report.polarity == "-" else report.factuality,
    }
    return {key: value for key, value in record.items() if value is not None}


def _party(link: Link) -> dict[str, str]:
    names = naming(link)
    code = _country(link.id)
    return {"text": printable(names.en or names.ar), "id": printable(link.id)} | ({"code": code} if code else {})


def _country(id: str) -> str:
    """Return the three letters of ISO 3166-1 for a country, nothing for what is none."""
    return alpha3(id) if kind(id) == "countries" else ""


def _location(event: Event) -> dict[str, Any] | None:
    id = event.told.report.place
    if id is None:
        return None
    names, known = naming(event.claimed.parties[id]), place(id)
    found = {"text": printable(names.en or names.ar), "id": printable(id)}
    return found | ({"lat": known.latitude, "lon": known.longitude, "country": alpha3(known.country)} if known else {})


# ---- POLECAT


def write_polecat(material: Material, target: IO[bytes]) -> None:
    """Write a tab-separated line for each event that is told as done, with the claim's id as its Event ID.

    Planned, possible and denied ones are left out: the table has no column that could say so. Event Date is empty where the text
    gives no day: Publication Date has that of the page.
    """
    target.write(("\t".join(_COLUMNS) + "\n").encode())
    for event in events(material):
        if event.told.report.factuality == "actual" and event.told.report.polarity == "+":
            cells = _cells(event)
            line = "\t".join(printable(cells.get(column, "") or "").translate(_BLANKS) for column in _COLUMNS)
            target.write(line.encode() + b"\n")


def _cells(event: Event) -> dict[str, str | None]:
    report = event.told.report
    day = report.earliest if report.earliest == report.latest else None
    return {
        "Event ID": event.claimed.claim.id,
        "Event Date": day,
        "Event Type": report.type,
        "Event Mode": event.mode,
        "Quad Code": str(_QUAD[report.type]),  # type: ignore[index]
        **_sides("Actor", event.actors),
        **_sides("Recipient", event.recipients),
        **_placed(event),
        "Source": event.source.publisher,
        "Publication Date": (event.source.published or "")[:10],
        "Language": event.source.lang,
        "Version": " ".join(program().values()),
    }


def _sides(side: str, links: list[Link]) -> dict[str, str]:
    names = [naming(link) for link in links]
    return {
        f"{side} Name": "; ".join(name.en or name.ar for name in names),
        f"{side} Country": "; ".join(filter(None, (_country(link.id) for link in links))),
        f"{side} Name Raw": "; ".join(name.ar for name in names),
    }


def _placed(event: Event) -> dict[str, str]:
    id = event.told.report.place
    if id is None:
        return {}
    names, known = naming(event.claimed.parties[id]), place(id)
    if known is None:
        return {"Placename": names.en or names.ar, "Raw Placename": names.ar, "Country": _country(id)}
    return {
        "Placename": names.en or names.ar,
        "Raw Placename": names.ar,
        "City": names.en if known.kind == "city" else "",
        "Province": names.en if known.kind == "region" else "",
        "Country": alpha3(known.country),
        "Latitude": str(known.latitude),
        "Longitude": str(known.longitude),
        "Feature Type": known.kind,
    }
