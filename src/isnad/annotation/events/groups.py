"""Armed groups and parties that a text goes on to call by what they are, or by a pronoun: «الحركة», «الجماعة», «مسلحيها»."""

from collections.abc import Sequence, Set

from isnad.annotation.events.told import is_land
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of, settings
from isnad.annotation.statements.speakers import OWNERS, Speakers
from isnad.languages.deeds import deed_values
from isnad.languages.folding import fold

_KINDS = deed_values("group")
_ARMED_KINDS = frozenset(map(fold, ("الحركة", "الجماعة", "التنظيم", "الجبهة", "الميليشيا", "المليشيا", "الفصيل", "الحزب")))
"""Of these, what an armed group is called whose name does not say what it is: «الحوثيون», later «الجماعة»."""
_REACH = 60  # words within which it is still meant
_ANY = "any"  # what the list has of a group that fights in many countries


def is_at_home(id: str, land: str) -> bool:
    """Whether an armed group fights in its own country, or is nobody of whom that is known: a state strikes abroad."""
    return settings(id).get("home", _ANY) in (_ANY, land) and not is_land(id)


def is_armed(id: str) -> bool:
    """Whether an id is that of an armed group."""
    return "home" in settings(id)


class Groups:
    """Knows which groups a text has named before a word."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers = speakers

    def meant(self, at: int) -> str | None:
        """Return the group that a definite noun means: one called so in its name, else the armed group named last."""
        word = self.speakers.whole(at)
        if word not in _KINDS or self.speakers.at[at] is not None:
            return None
        if (known := self.speakers.known(at)) is not None:
            return known
        return next((id for id in self._before(at) if is_armed(id)), None) if word in _ARMED_KINDS else None

    def inside(self, phrase: Phrase) -> str | None:
        """Return the group to which what a phrase names belongs: «مواقع الحركة», «مسلحي التنظيم»."""
        words = range(phrase.first + 1, phrase.last)
        return next((id for at in words if (id := self.meant(at)) is not None), None)

    def owner(self, at: int, but: Set[str] = frozenset()) -> str | None:
        """Return whose a noun is by its pronoun: the group or the state named last before it that agrees: «18 من مسلحيها»."""
        gender, number = OWNERS.get(self.speakers.read[at].pronoun, ("", ""))
        if number != "s":
            return None
        for place in range(at - 1, max(-1, at - _REACH), -1):
            if "\n" in self.speakers.tokens.gap(place + 1):
                return None
            id = self.meant(place) or self._acting(place)
            if id is not None and id not in but and self._gender(place) in ("", gender):
                return id
        return None

    def _before(self, at: int) -> Sequence[str]:
        """Return the ids of the groups named before a word, the last first."""
        return [id for place in range(at - 1, max(-1, at - 2 * _REACH), -1) if (id := self._acting(place)) is not None]

    def _acting(self, at: int) -> str | None:
        """Return the id of the group whose name begins at a word: no outlet, and no body of a state."""
        entity = self.speakers.at[at]
        if entity is None or not self.speakers.first_of(entity, at) or entity.type not in ("ORG", "NORP"):
            return None
        if is_armed(entity.id):
            return entity.id
        of_state = country_of(entity) or self.speakers.nationality(at) or self.speakers.is_media(at)
        return entity.id if entity.type == "ORG" and not of_state else None

    def _gender(self, at: int) -> str:
        """Return the gender of a group by the noun that it is called by, "" of a name alone."""
        for place in (at, at - 1):
            word = "ال" + self.speakers.bare(place).removeprefix("ال") if place >= 0 else ""
            if word in _KINDS:
                return _KINDS[word]
        return ""
