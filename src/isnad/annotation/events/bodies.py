"""Which country a body or a nationality stands for: an army is its country's, a party or a relief society is not."""

from collections.abc import Callable
from functools import cached_property

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of
from isnad.annotation.statements.speakers import Speakers
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.model import Entity

Named = Callable[[Phrase], tuple[str, ...]]
"""Tells who a phrase means, by ids."""
_SOCIETIES = deed_words("society")
_RELIEF = frozenset(map(fold, ["هلال", "صليب", "خيرية"]))
_OWN_BODIES = deed_words("own-body")


class Bodies:
    """The entities of a text as parties of deeds."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers = speakers

    def side(self, entity: Entity, at: int) -> str:
        """Return the country whose body an entity is, else itself: «الجيش الروسي», but «الصليب الأحمر اللبناني»."""
        words = {self.speakers.bare(i) for i in range(at, self.speakers.end_of(at))}
        apart = _SOCIETIES if entity.id.startswith("org-") else _OWN_BODIES
        if words & _RELIEF or words & apart:
            return entity.id
        nation = self.speakers.nationality(at)
        return country_of(entity) or (nation if nation is not None and nation.isupper() else None) or entity.id

    def state(self, entity: Entity) -> str:
        """Return the country of a place, a nation or a body, else itself."""
        return country_of(entity) or entity.id

    def is_unlisted_town(self, entity: Entity) -> bool:
        """Whether an entity is a place that no list knows: something is done there, but the place does nothing."""
        return entity.type == "GPE" and entity.id.startswith("gpe-")

    @cached_property
    def of_id(self) -> dict[str, list[Entity]]:
        """The entities of the text by their ids, in order."""
        found: dict[str, list[Entity]] = {}
        for entity in self.speakers.entities:
            found.setdefault(entity.id, []).append(entity)
        return found

    @cached_property
    def of_surname(self) -> dict[str, set[str]]:
        """The ids of the persons of the text by the last word of their names."""
        found: dict[str, set[str]] = {}
        for entity in self.speakers.entities:
            if entity.type == "PER":
                found.setdefault(entity.id.rpartition("-")[2], set()).add(entity.id)
        return found
