"""Who speaks: the id of the source that a phrase names, and who is meant where a text says «he», «the minister», nothing.

A name in the phrase decides; a role or a body is looked up among those that the article has named; an official or a body of
a country stands for the country; people without a name are unnamed.
"""

from typing import NamedTuple

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import Introduced
from isnad.annotation.statements.named import SPEAK
from isnad.languages import cues as lexicon
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


class Speakers(Introduced):
    """The sources of one text."""

    def can_speak(self, phrase: Phrase) -> bool:
        """Whether a phrase can be the subject of a verb of saying: somebody, a body, a country, a text."""
        head = self.head(phrase)
        named = self.begins(head) or self._quoted_name(phrase) or self.entity(phrase, ("PER",))
        if named is not None or self._is_listed(head):
            return True
        reading = self.read[head]
        if reading.tag == "M":
            return self.at[head] is None  # a name that no layer knows better
        return reading.tag in "NA" and bool(self.senses(head) & (_PEOPLE - {"text"} if reading.pronoun else _PEOPLE))

    def _is_listed(self, head: int) -> bool:
        """Whether a list has a word as somebody, as a body or as a source."""
        form = self.bare(head)
        source = form in lexicon.sources("unnamed") or form in lexicon.sources("source") or self.names_both(head)
        title = titles().get(form) is not None and self.read[head].tag in "NA"
        body = self.whole(head) in context("state") or (form in heads() and heads()[form].kind == "organisation")
        return source or title or body

    def _quoted_name(self, phrase: Phrase) -> Entity | None:
        """Return the body whose name stands in quotation marks right behind a phrase: «شركة «إيتالميد»»."""
        at = phrase.last
        if at >= len(self.at) or self.syntax.gaps[at] not in ("opening", "quote", "("):
            return None
        entity = self.at[at]
        return entity if entity is not None and entity.type == "ORG" else None

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
        depth = self.syntax.depths[phrase.first]
        named = self.at[self.head(phrase)]
        for at in range(phrase.first, max(phrase.last, zone)):
            entity, behind = self.at[at], at >= phrase.last
            if self.syntax.depths[at] > depth and entity is None:
                continue  # the name of a body in quotation marks
            if behind and self._ends_apposition(at):
                return None
            if entity is None or entity.type != "PER" or not self.first_of(entity, at):
                continue
            if behind and (self.read[at].particles or self.read[at - 1].tag == "P"):
                continue
            if behind and named is not None and named.type == "PER":
                return None
            return entity, Phrase(at, self.end_of(at))
        return None

    def _ends_apposition(self, at: int) -> bool:
        return self.read[at].tag in "VSR" or self.syntax.gaps[at] in ("stop", "line", "colon") or self._long_quotation(at)

    def _long_quotation(self, at: int) -> bool:
        """Whether a quotation opens before a word that is more than a name in quotation marks."""
        depth = self.syntax.depths[at]
        return depth > (self.syntax.depths[at - 1] if at else 0) and all(d >= depth for d in self.syntax.depths[at : at + 5])

    def is_office(self, phrase: Phrase) -> bool:
        """Whether a phrase is somebody by office or trade, not by name."""
        form = self.bare(self.head(phrase))
        return self.at[self.head(phrase)] is None and (titles().get(form) is not None or form in lexicon.sources("unnamed"))

    def _ids(self, phrase: Phrase, head: int, zone: int) -> tuple[str, ...]:
        """Return the ids of who is meant by a phrase that names no person."""
        form = self.bare(head)
        if self.names_both(head) or (self.read[phrase.first].tag == "Q" and self.bare(phrase.first) in ("كلا", "كلتا")):
            return self.both()
        if (entity := self.begins(head)) is not None:
            return (entity.id,)
        land = self.land(phrase, zone)
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
        """Return an id made of the words of a phrase, where nothing else tells who is meant."""
        words = self.read[head : phrase.last]
        named = any(reading.tag in "MF" for reading in words)
        definite = any(reading.analysis is not None and reading.analysis.article for reading in words)
        if not named and (not definite or "group" not in self.senses(head)):  # «المحتجون» are unnamed, «النقابة» is a body
            return f"unnamed-{self.bare(head)}"
        kind = "per" if self.read[head].tag == "M" else "org"
        return "-".join([kind, self.whole(head), *self.tokens.forms[head + 1 : phrase.last]])

    def _issuer(self, phrase: Phrase, zone: int) -> str | None:
        """Return who stands behind a text: «بيان وزارة الدفاع», «تقرير للأمم المتحدة», «نشرة أصدرتها إيتالميد»."""
        for at in range(phrase.first + 1, min(max(phrase.last, zone), phrase.last + 6)):
            entity = self.at[at]
            if self.read[at].tag == "S" or self.syntax.gaps[at] in ("stop", "line"):
                return None
            types = SPEAK if at < phrase.last else ("ORG", "PER")
            if entity is not None and entity.type in types:
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
