"""Who speaks: the id of the source that a phrase names, and who is meant where a text says «he», «the minister», nothing.

A name in the phrase decides; a role or a body is looked up among those that the article has named; an official or a body of
a country stands for the country; people without a name are unnamed.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.named import Named
from isnad.languages import cues as lexicon
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, genders, heads, titles
from isnad.model import Entity

OWNERS = {"ه": ("m", "s"), "ها": ("f", "s"), "هم": ("m", "p"), "هن": ("f", "p"), "هما": ("", "d")}
"""Gender and number of the owner, by the pronoun behind a noun («تأكيده», «قلقها»)."""
_PEOPLE = frozenset(("person", "group", "text"))


class Speaker(NamedTuple):
    """A source: the words that name it (None where none does), its ids (several speak jointly), gender and number."""

    phrase: Phrase | None
    ids: tuple[str, ...]
    gender: str
    number: str

    @property
    def unnamed(self) -> bool:
        """Whether nobody is named."""
        return self.ids[0].startswith("unnamed")


class Speakers(Named):
    """The sources of one text."""

    def __init__(self, syntax: Syntax, entities: Sequence[Entity]) -> None:
        super().__init__(syntax, entities)
        self.home = self._home()

    def _home(self) -> str | None:
        """Return the country of which the article speaks most, the first named of those that are level."""
        votes = Counter(country for entity in self.entities if (country := country_of(entity)))
        return votes.most_common(1)[0][0] if votes else None

    def can_speak(self, phrase: Phrase) -> bool:
        """Whether a phrase can be the subject of a verb of saying: somebody, a body, a country, a text."""
        head = self.head(phrase)
        entity = self.at[head]
        if self.begins(head) is not None:
            return True
        form, reading = self.bare(head), self.read[head]
        if form in lexicon.sources("unnamed") or form in lexicon.sources("source") or self._names_both(head):
            return True
        if titles().get(form) and reading.tag in "NA":
            return True
        if (
            self.whole(head) in context("state")
            or (form in heads() and heads()[form].kind == "organisation")
            or self._quoted_name(phrase)
        ):
            return True
        if self.entity(phrase, ("PER",)) is not None:
            return True
        if reading.tag == "M" and entity is None:
            return True  # a name that no layer knows better
        if reading.tag not in "NA":
            return False
        return bool(self.senses(head) & (_PEOPLE - {"text"} if reading.pronoun else _PEOPLE))

    def _quoted_name(self, phrase: Phrase) -> Entity | None:
        """Return the body whose name stands in quotation marks right behind a phrase: «شركة «إيتالميد»»."""
        at = phrase.last
        if at >= len(self.at) or self.syntax.gaps[at] not in ("opening", "quote", "("):
            return None
        entity = self.at[at]
        return entity if entity is not None and entity.type == "ORG" else None

    def _names_both(self, at: int) -> bool:
        """Whether a word stands for two countries: «البلدان», «الوزيران»."""
        return self.whole(at) in context("both") | context("leaders")

    def speaker(self, phrase: Phrase, zone: int) -> Speaker:
        """Return who is meant by a phrase; names in apposition up to the word ``zone`` belong to it."""
        head = self.head(phrase)
        found, entity = self.read[head].analysis, self.at[head]
        number = found.number if found else "s"
        named = self._person(phrase, zone)
        if named is not None:
            name, span = named
            title = found.gender if found and span.first != head else ""
            return Speaker(span, (name.id,), title or self._gender(span), "s")
        land = entity is not None and entity.type == "GPE"
        things = number == "p" and "person" not in self.senses(head)  # «الأمم المتحدة أعلنت»
        gender = "f" if land or things else found.gender if found else ""
        return Speaker(phrase, self._ids(phrase, head, zone), gender, "s" if land or things else number)

    def _gender(self, name: Phrase) -> str:
        """Return the gender that a given name has, "" where the lists do not tell."""
        form = self.whole(name.first)
        return "f" if form in genders("female") - genders("male") else "m" if form in genders("male") - genders("female") else ""

    def _person(self, phrase: Phrase, zone: int) -> tuple[Entity, Phrase] | None:
        """Return the person named in a phrase or in apposition to it, and the words of the name."""
        for at in range(phrase.first, max(phrase.last, zone)):
            entity = self.at[at]
            if self.syntax.depths[at] > self.syntax.depths[phrase.first] and entity is None:
                continue  # the name of a body in quotation marks
            if at >= phrase.last and (
                self.read[at].tag in "VSR" or (self.syntax.gaps[at] in ("stop", "line", "colon") or self._long_quotation(at))
            ):
                return None
            if entity is None or entity.type != "PER" or not self.first_of(entity, at):
                continue
            if at >= phrase.last and (self.read[at].particles or self.read[at - 1].tag == "P"):
                continue
            if at >= phrase.last and (named := self.at[self.head(phrase)]) is not None and named.type == "PER":
                return None
            return entity, Phrase(at, self.end_of(at))
        return None

    def _long_quotation(self, at: int) -> bool:
        """Whether a quotation opens before a word that is more than a name in quotation marks."""
        depth = self.syntax.depths[at]
        return depth > (self.syntax.depths[at - 1] if at else 0) and all(d >= depth for d in self.syntax.depths[at : at + 5])

    def is_office(self, phrase: Phrase) -> bool:
        """Whether a phrase is somebody by office or trade, not by name."""
        form = self.bare(self.head(phrase))
        return self.at[self.head(phrase)] is None and (titles().get(form) is not None or form in lexicon.sources("unnamed"))

    def _ids(self, phrase: Phrase, head: int, zone: int) -> tuple[str, ...]:
        form = self.bare(head)
        if self._names_both(head) or (self.read[phrase.first].tag == "Q" and self.bare(phrase.first) in ("كلا", "كلتا")):
            return self.both()
        if (entity := self.begins(head)) is not None:
            return (entity.id,)
        land = self._land(phrase, zone)
        if form in context("office"):
            return (self.role(phrase, head) or self._body_behind(phrase, zone) or land or self.home or f"unnamed-{form}",)
        if (house := self._quoted_name(phrase)) is not None and form in lexicon.sources("unnamed"):
            return (house.id,)  # «محللو «دلتا كابيتال»»
        if form in lexicon.sources("unnamed"):
            return (land,) if land and form in context("official") else (f"unnamed-{form}",)
        if form in lexicon.sources("source"):
            return (self._issuer(phrase, zone) or f"unnamed-{form}",)
        organisation = self._quoted_name(phrase) or self.entity(phrase, ("ORG",))
        if organisation is not None:
            return (organisation.id,)
        if titles().get(form):
            return (self.role(phrase, head) or self._body_behind(phrase, zone) or land or self.state(form) or f"unnamed-{form}",)
        if land:
            return (land,)
        return (self.known(head) or self.state(self.whole(head)) or self._own(phrase, head),)

    def _own(self, phrase: Phrase, head: int) -> str:
        words = self.read[head : phrase.last]
        named = any(reading.tag in "MF" for reading in words)
        definite = any(reading.analysis is not None and reading.analysis.article for reading in words)
        if not named and (not definite or "group" not in self.senses(head)):  # «المحتجون» are unnamed, «النقابة» is a body
            return f"unnamed-{self.bare(head)}"
        kind = "per" if self.read[head].tag == "M" else "org"
        return "-".join([kind, self.whole(head), *self.tokens.forms[head + 1 : phrase.last]])

    def state(self, form: str) -> str | None:
        """Return the country of the article where a body of its state is meant without it."""
        return self.home if form in context("state") or form in ("وزير", "وزيره", "حكومه", "متحدث") else None

    def _land(self, phrase: Phrase, zone: int) -> str | None:
        """Return the country that a phrase, or a complement right behind it, names: «مسؤولون في كوريا الجنوبية»."""
        for at in range(phrase.first, min(max(phrase.last, zone), phrase.last + 4)):
            entity = self.at[at]
            if at >= phrase.last and self.read[at].tag in "VSR":
                return None
            if entity is not None and entity.type in ("GPE", "NORP"):
                return country_of(entity) or (entity.id if at < phrase.last else None)
            if entity is not None and entity.type == "ORG" and (country := country_of(entity) or self.nationality(at)):
                return country
        return None

    def nationality(self, at: int) -> str | None:
        """Return the country whose adjective stands in the name of a body: «وزارة الدفاع الروسية»."""
        entity = self.at[at]
        while at < len(self.at) and self.at[at] is entity:
            known = gazetteer().bare(self.tokens.words, at)
            if known is not None and known.value.names[0].type == "NORP":
                return known.value.names[0].id
            at += 1
        return None

    def _issuer(self, phrase: Phrase, zone: int) -> str | None:
        """Return who stands behind a text: «بيان وزارة الدفاع», «تقرير للأمم المتحدة», «نشرة أصدرتها إيتالميد»."""
        for at in range(phrase.first + 1, min(max(phrase.last, zone), phrase.last + 6)):
            entity = self.at[at]
            if self.read[at].tag == "S" or self.syntax.gaps[at] in ("stop", "line"):
                return None
            if (entity is not None and entity.type in ("ORG", "PER")) or (
                entity is not None and entity.type == "GPE" and at < phrase.last
            ):
                return entity.id
        return None

    def _body_behind(self, phrase: Phrase, zone: int) -> str | None:
        """Return the body for which an unnamed holder of an office speaks: «المتحدث باسم الجيش»."""
        for at in range(phrase.first, min(max(phrase.last, zone), phrase.last + 6)):
            entity = self.at[at]
            if self.read[at].tag in "VS":
                return None
            if entity is not None and entity.type == "ORG" and not (self.is_media(at) and self._addressed(at)):
                return entity.id
            if self.whole(at) in context("state") and self.home:
                return self.known(at) or self.home
        return None

    def _addressed(self, at: int) -> bool:
        """Whether an outlet is the one spoken to: «قال الوزير لوكالة رويترز»."""
        return any(self.read[i].particles.endswith("ل") for i in (at, at - 1) if i >= 0)

    def role(self, phrase: Phrase, head: int) -> str | None:
        """Return the person whom the article has introduced under the title: «الوزير»."""
        form = self.bare(head)
        for at in range(phrase.first - 1, 0, -1):
            entity = self.at[at]
            if entity is not None and entity.type == "PER" and self.first_of(entity, at):
                before = [self.bare(i) for i in range(max(0, at - 6), at) if self.read[i].tag in "NA"]
                after = [
                    self.bare(i)
                    for i in range(at, min(at + 6, len(self.read)))
                    if self.read[i].tag in "NA" and self.at[i] is None
                ]
                if form in before or form in after[:2]:
                    return entity.id
        return None

    def known(self, head: int) -> str | None:
        """Return the body that the article has named with the same head: «الوزارة», «الشركة», «المجمع»."""
        form = self.bare(head)
        for at in range(head - 1, -1, -1):
            entity = self.at[at]
            if (
                entity is not None
                and entity.type == "ORG"
                and (
                    (self.first_of(entity, at) and self.bare(at) == form)
                    or (at and self.bare(at - 1) == form and self.at[at - 1] is None)
                )
            ):
                return entity.id
        return None

    def both(self) -> tuple[str, ...]:
        """Return the two countries of which the article speaks most."""
        votes = Counter(country for entity in self.entities if (country := country_of(entity)))
        return tuple(country for country, _ in votes.most_common(2)) or ("unnamed-both",)

    def is_media(self, at: int) -> str | None:
        """Return the id of the outlet or agency that is named at a word, None where none is."""
        entity = self.at[at]
        if entity is None or entity.type != "ORG":
            return None
        if (
            settings(entity.id).get("role") in ("media", "agency")
            or self.bare(at) in context("medium")
            or (at and self.bare(at - 1) in context("medium"))
        ):
            return entity.id
        return None


@cache
def _settings() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for known in gazetteer().table.values():
        if known:
            for name in known.names:
                found.setdefault(name.id, name.settings)
    return found


def settings(id: str) -> dict[str, str]:
    """Return what the pack knows of a listed name: ``country``, ``role`` …"""
    return _settings().get(id, {})


def country_of(entity: Entity) -> str | None:
    """Return the country that an entity is, or to which a listed one belongs: its ISO code."""
    if entity.type in ("GPE", "NORP") and len(entity.id) == 2 and entity.id.isupper():
        return entity.id
    return settings(entity.id).get("country") if entity.type in ("GPE", "ORG") else None
