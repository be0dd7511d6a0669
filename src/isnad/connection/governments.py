"""Governments: for whom a body or a person in office speaks, so that the voices of one government are one origin."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from isnad.connection.homes import Homes, Organisations, is_kind
from isnad.connection.overlaps import Overlaps
from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.names import gazetteer
from isnad.languages.phrases import Phrases, key
from isnad.languages.words import Word, readings, words
from isnad.model import Annotations, Entity, Span

_BODY, _ARTICLE = "org-", "ال"
_ITS = ("ها", "ه", "هم")  # pronouns of a body or a country: «رئيسها», «المتحدث باسمه»
_NAME = "باسم"
_AGENCY = [list(map(fold, ("وكالة", news))) for news in ("أنباء", "الأنباء")]  # a state's where it is named for a country alone
_FOR_PEOPLE = ("محام", "قائد", "عضو")  # «محاميته» speaks for nobody but himself
_BESIDE = 70  # code points before and behind a name in which its office stands
_IN_OFFICE = (
    *("official", "spokesperson", "minister", "army_chief", "intelligence_chief", "security_adviser", "speaker"),
    *("head_of_state", "head_of_government", "group_leader"),
)


def governments(found: Annotations) -> dict[str, str]:
    """Return for whom each named body or person of a document speaks, by ids: a country, or an organisation.

    Who speaks for nobody but himself is left out.
    """
    return _Reader(found).governments()


def is_city(id: str) -> bool:
    """Whether an id is that of a place in a country, which the list of names knows."""
    return "country" in _listed().get(id, {}) and not _listed()[id].get("role")


class _Reader:
    def __init__(self, found: Annotations) -> None:
        self.text, self.entities, self.statements = found.text, found.entities, found.statements
        self.day = (found.document.published or "")[:10]
        self.homes = Homes(found.text, found.entities, _country, self._of_named_bodies())
        self.organisations = Organisations(found.text, found.entities)
        self.named = Overlaps(found.entities)

    def governments(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for entity in self.entities:  # a city that speaks is the government in it
            if entity.type == "GPE" and not _is_country(entity) and (country := _country(entity)):
                found[entity.id] = country
        for entity in self.entities:
            if entity.type == "ORG" and entity.id not in found and (country := self._of_body(entity)):
                found[entity.id] = country
        for entity in self.entities:
            if entity.type == "PER" and entity.id not in found and (whom := self._of_person(entity, found)):
                found[entity.id] = found.get(whom, whom)
        known = {entity.id for entity in self.entities}
        for said in self.statements:
            id = said.source_id
            if said.source and id not in known and id not in found and (whom := self._of_noun(id, said.source)):
                found[id] = found.get(whom, whom)
        return found

    def _of_named_bodies(self) -> Iterator[str]:
        """Yield the countries that bodies have in their names: «الوقاية المدنية المغربية»."""
        named = (words(fold(entity.quote(self.text))) for entity in self.entities if entity.type == "ORG")
        bodies = (self._nationality(told) for told in named if told and _bodies().bare(told, 0) is not None)
        return filter(None, bodies)

    def _of_body(self, entity: Entity) -> str | None:
        settings = _listed().get(entity.id, {})
        if country := _agencies().get(entity.id) or settings.get("country"):
            return country if settings.get("role") != "media" else None
        if "role" in settings or not entity.id.startswith(_BODY):
            return None
        named = words(_name(entity.id))  # not its words there: of «للوقاية المدنية» the article is lost
        if [word.form for word in named[:2]] in _AGENCY:
            return self._nationality(named) or self.homes.seat(entity)
        if not named or _bodies().bare(named, 0) is None:
            return None
        return self._nationality(named) or self.homes.at(entity)

    def _of_person(self, entity: Entity, bodies: Mapping[str, str]) -> str | None:
        if whom := self._in_office(_listed().get(entity.id, {}).get("role", "")):
            return whom
        before = self.text[max(0, entity.start - _BESIDE) : entity.start]
        behind = self.text[entity.end : entity.end + _BESIDE]
        title, apposed = _title(before), _apposed(behind)
        for text, first in ((title, entity.start - len(title)), (apposed, entity.end)):
            last = first + len(text) + (text is apposed)  # behind the comma
            near = [other for other in self.named.starting(first, last) if other.end <= last and other.id != entity.id]
            told = words(fold(text))
            if not any(word.form in _former() for word in told) and (whom := self._of_office(told, near, entity, bodies)):
                return whom
        return None

    def _of_office(self, told: list[Word], near: Sequence[Entity], person: Entity, bodies: Mapping[str, str]) -> str | None:
        """Return for whom somebody speaks of whom some words tell an office, among them ``near`` names."""
        offices = [match for at in range(len(told)) if (match := _offices().bare(told, at)) is not None]
        if not offices:
            ranks = (_ranks().bare(told, at) for at in range(len(told)))
            return self.homes.at(person) if any(rank and rank.last == len(told) for rank in ranks) else None
        country = next((other.id for other in near if _is_country(other)), None)
        if any(match.value == "office" for match in offices):
            return country or self.homes.at(person)
        if body := next((other.id for other in near if other.type == "ORG"), None):
            return bodies.get(body, body)
        if place := next((other.id for other in near if other.type == "GPE" and _is_country(other)), None):
            return place  # «ناطق ليبيا»
        if any(_bodies().bare(told, at) is not None for at in range(len(told))):
            ministry = self.organisations.called(told[-1].form, person.start)  # «المتحدث باسم الوزارة»: of the one named last
            return country or (bodies.get(ministry) if ministry else None) or self.homes.at(person)
        kind = next((form for word in told for form in _forms(word) if is_kind(form)), None)
        if kind:
            return self.organisations.called(kind, person.start)
        if offices[-1].value == "its" or (offices[-1].last == len(told) and told[offices[-1].first].form.startswith(_ARTICLE)):
            return self.organisations.before(person.start)
        return None

    def _of_noun(self, id: str, source: Span) -> str | None:
        """Return for whom a source speaks that is told by a noun alone: «الوزارة», «السلطات», «النائب العام», «النقابة»."""
        named = words(_name(id)) if id.startswith(_BODY) else words(fold(source.quote(self.text)))
        if not named:
            return None
        office = _offices().bare(named, 0)
        definite = named[0].form.startswith(_ARTICLE)
        if _bodies().bare(named, 0) is not None or (definite and office is not None and office.value == "office"):
            return self._nationality(named) or self.homes.at(source)
        if id.startswith(_BODY) and len(named) == 1 and is_kind(named[0].form):
            return self.organisations.called(named[0].form, source.start) or self.organisations.before(source.start)
        return None

    def _nationality(self, named: list[Word]) -> str | None:
        """Return the country of the last nationality among some words; «المالية» says what a ministry is of, not whose."""
        found, at = None, 0
        while at < len(named):
            known = gazetteer().bare(named, at) if named[at].form not in _bodies().table else None
            name = known.value.names[0] if known else None
            if name and name.type in ("NORP", "GPE") and name.id.isupper():
                found = name.id
            at = known.last if known else at + 1
        return found

    def _in_office(self, roles: str) -> str | None:
        """Return whom somebody listed stands for on the document's day: «head_of_state:UA:2019-05-»."""
        for role in filter(None, roles.split(",")):
            kind, _, rest = role.partition(":")
            whom, _, term = rest.partition(":")
            if kind.rpartition("_")[2] == "minister" or kind in _IN_OFFICE:
                since, until = _term(term)
                if not self.day or since <= self.day <= until:
                    return whom
        return None


def _term(term: str) -> tuple[str, str]:
    """Return the first and the last day of a term of office: «2014-2023-08», «2019-05-», «»."""
    parts = term.split("-")
    dates: list[str] = []
    for part in parts:
        if len(part) == 4 or not dates:
            dates.append(part)
        elif part:
            dates[-1] += f"-{part}"
        else:
            dates.append("")
    since, until = [*dates, "", ""][:2]
    return since, (until or "9999") + "~"


def _is_country(entity: Entity) -> bool:
    return entity.type in ("GPE", "NORP") and len(entity.id) == 2 and entity.id.isupper()


def _country(entity: Entity) -> str | None:
    """Return the country that an entity is or lies in."""
    return entity.id if _is_country(entity) else _listed().get(entity.id, {}).get("country")


def _name(id: str) -> str:
    """Return the words of which the id of a body is made that a document made of its name."""
    return id.removeprefix(_BODY).replace("-", " ")


def _forms(word: Word) -> Iterator[str]:
    """Yield a word, and what it is without the particles before it: «للشركة» is «الشركة» too."""
    return (reading.rest for reading in readings(word.form))


def _title(text: str) -> str:
    """Return what stands before a name as its title; a rank goes with the office before its comma: «محافظ شبوة، اللواء»."""
    last = _last_line(text)
    told, rest = words(fold(last)), text.removesuffix(last)
    if not (told and rest.endswith("،")) or _ranks().bare(told, 0) is None:
        return last
    return f"{_last_line(rest.removesuffix('،'))}،{last}"


def _last_line(text: str) -> str:
    """Return what stands before a name in its own sentence."""
    for mark in ("\n", ". ", "؟", "!", "»", "،"):
        text = text.rpartition(mark)[2]
    return text


def _apposed(text: str) -> str:
    """Return the apposition behind a name: «…، وزير الدفاع الروسي،»."""
    if not text.startswith(("،", " (", "،")):
        told = re.split(r"[،.؟!»:(\n]", text)[0]
        opening = words(fold(told))
        return told if opening and _offices().bare(opening, 0) is not None else ""
    return text[1:].split("،")[0].split("\n")[0].split(")")[0]


@cache
def _listed() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for known in gazetteer().table.values():
        for name in known.names if known else ():
            found.setdefault(name.id, name.settings)
    return found


@cache
def _bodies() -> Phrases[str]:
    return _read("body")


@cache
def _ranks() -> Phrases[str]:
    return _read("rank")


@cache
def _offices() -> Phrases[str]:
    """Return the offices: "office" of a state, "voice" of the body named with them, "its" of one that a pronoun stands for."""
    found, offices = _read("voice"), _read("office").table
    for surface in (*_surfaces("voice"), *_surfaces("office")):
        if not surface.startswith(_FOR_PEOPLE):
            for owned in (_owned(surface, pronoun) for pronoun in _ITS):
                if found.table.get(fold(owned)) in (None, "its") and offices.get(fold(owned)) is None:  # «رئيسة» is no «رئيسه»
                    found.add(owned, "its")
    for form, value in offices.items():
        if value is not None:
            found.add(form, value)
    return found


def _owned(office: str, pronoun: str) -> str:
    """Return an office as that of a pronoun: «المدير العام» is «مديرها العام», «متحدثة باسم» is «متحدثة باسمها»."""
    if office.endswith(_NAME):
        return office + pronoun
    head, space, rest = office.removeprefix(_ARTICLE).partition(" ")
    return f"{_construct(head)}{pronoun}{space}{rest}"


def _construct(noun: str) -> str:
    """Return a noun as it stands before a pronoun: «رئيسة» is «رئيست»."""
    return f"{noun[:-1]}ت" if noun.endswith("ة") else noun


@cache
def _agencies() -> dict[str, str]:
    """Return the country of each news agency that is its government's."""
    found: dict[str, str] = {}
    for record in pack.read("governments"):
        if record.fields[0] == "agency":
            for surface, _ in record.surfaces:
                known = gazetteer().get(key(surface))
                found.update({name.id: record.fields[1] for name in (known.names if known else ())})
    return found


@cache
def _former() -> frozenset[str]:
    """Return the words by which somebody no longer holds his office."""
    return frozenset(map(fold, _surfaces("former")))


def _read(kind: str) -> Phrases[str]:
    found: Phrases[str] = Phrases()
    for surface in _surfaces(kind):
        found.add(surface, kind)
        if " " not in surface and not surface.startswith(_ARTICLE):
            found.add(_ARTICLE + surface, kind)
    return found


def _surfaces(kind: str) -> Iterator[str]:
    for record in pack.read("governments"):
        if record.fields[0] == kind:
            yield from (surface for surface, _ in record.surfaces)
