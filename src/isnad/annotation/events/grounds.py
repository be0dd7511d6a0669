"""In which country something is done: where the clause, the paragraph, the dateline or the body before says it."""

from collections.abc import Sequence
from functools import cached_property

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of, settings
from isnad.annotation.statements.speakers import Speakers
from isnad.model import Entity

_NEAR = 5  # words within which a place behind a body tells whose it is
_BODY = 50  # words behind the name of a ministry or a service in which «the police» are its country's
_WHERE = frozenset(("في", "ب", "قرب", "شمال", "جنوب", "شرق", "غرب", "وسط", "داخل", "حول", "عند"))  # before where a deed is done
_SEATS = frozenset(("the-hague",))  # where courts of the world sit: «المحكمة الجنائية في لاهاي» is not Dutch
_DASHES = ("-", "–", "—", "ـ", "(")


def ground_of(entity: Entity) -> str | None:
    """Return the country of a place: of a country or a town, and of an airport, a crossing or a sea of a list."""
    if entity.type == "LOC":
        return settings(entity.id).get("country")
    return country_of(entity) if entity.type == "GPE" else None


class Grounds:
    """Knows the places that a text names."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers, self.syntax, self.tokens = speakers, speakers.syntax, speakers.tokens

    def authority(self, at: int) -> tuple[str, ...]:
        """Return the state that arrests and tries where a word stands: of the place named there, else that of the article."""
        here = self._country_in(*self._clause(at)) or self._country_opening(at) or self.speakers.home or self._dateline
        return (here,) if here is not None else ()

    def government(self, at: int) -> tuple[str, ...]:
        """Return whose government, police or court is meant by a word: of the place named right before or behind it."""
        first, last = self._clause(at)
        here = self._country_in(first, min(last, at + _NEAR)) or self._country_opening(at)
        here = here or (self._dateline if self.speakers.home is None else None) or self.state_before(at) or self.speakers.home
        return (here,) if here is not None else ()

    def place(self, at: int) -> str | None:
        """Return the country of the place that the clause of a word names."""
        return self._country_in(*self._clause(at))

    def place_of(self, at: int, sites: Sequence[int]) -> str | None:
        """Return the country of the places that a deed befalls, else of the place that its clause names behind it."""
        return next((land for site in sites if (land := self._land_at(site))), None) or self.place_behind(at)

    def place_behind(self, at: int) -> str | None:
        """Return the country of the place that the clause of a word names behind it."""
        return self._country_in(at + 1, self._clause(at)[1])

    def ground(self, phrase: Phrase) -> tuple[str, ...]:
        """Return in which country a place of a list is that a phrase names: «مطار بيروت»."""
        sites = (at for at in range(phrase.first, phrase.last) if (e := self.speakers.at[at]) is not None and e.type == "LOC")
        return next(((land,) for at in sites if (land := self._land_at(at))), ())

    def _land_at(self, at: int) -> str | None:
        """Return the country of the place named at a word: a list's, or that of its adjective («مطار مشهد الإيراني»)."""
        entity = self.speakers.at[at]
        if entity is None:
            return None
        return ground_of(entity) or (self.speakers.nationality(at) if entity.type == "LOC" else None)

    def _country_in(self, first: int, last: int) -> str | None:
        """Return the country of the first place behind «في» or «بـ» between two words."""
        for at in range(first, last):
            entity = self.speakers.at[at]
            if entity is None or entity.id in _SEATS or not self.speakers.first_of(entity, at):
                continue
            governed = self.syntax.complement_of(at)
            if governed is not None and governed.preposition in _WHERE and (country := self._land_at(at)):
                return country
        return None

    def _country_opening(self, at: int) -> str | None:
        """Return the country with which the paragraph of a word opens: «وفي تونس، أعلن …»."""
        first = self.syntax.paragraph_start(at)
        return self._country_in(first, min(first + 4, at))

    def _clause(self, at: int) -> tuple[int, int]:
        clause = self.syntax.clauses[self.syntax.clause_at[at]]
        return clause.first, clause.last

    def state_before(self, at: int) -> str | None:
        """Return the country of the last body of a state that is named before a word, in its paragraph or the one before."""
        for back in range(at - 1, max(-1, at - _BODY), -1):
            entity = self.speakers.at[back]
            if entity is not None and entity.type == "ORG" and self.speakers.first_of(entity, back):
                nation = self.speakers.nationality(back)
                if nation is not None and nation.isupper():
                    return nation  # and not Europe, which has no police
        return None

    @cached_property
    def _dateline(self) -> str | None:
        """The country from where the article is written, as its dateline says: «صوفيا - »."""
        for at, entity in enumerate(self.speakers.at[: len(self.tokens) - 1]):
            opens = entity is not None and entity.type == "GPE" and (at == 0 or "\n" in self.tokens.gap(at))
            if opens and any(mark in self.tokens.gap(self.speakers.end_of(at)) for mark in _DASHES):
                return country_of(entity) if entity is not None else None
        return None
