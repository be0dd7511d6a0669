"""Whom a text has introduced: its countries, the holders of offices, the bodies and outlets that it has named."""

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache, cached_property

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.named import Named
from isnad.languages.names import gazetteer
from isnad.languages.naming import context
from isnad.model import Entity

_HEAD = 60  # words of the title and the first paragraph
_CLEAR = 1.15  # how much more an article speaks of its country than of the next
_BESIDE = 6  # words between a name and its title


class Introduced(Named):
    """Who has been introduced in one text."""

    @cached_property
    def home(self) -> str | None:
        """The country of which the article speaks most; its head and its state's bodies count more. None where two are close."""
        votes: Counter[str] = Counter()
        for at, entity in enumerate(self.at):
            if entity is not None and self.first_of(entity, at) and (country := country_of(entity) or self.nationality(at)):
                of_state = entity.type in ("NORP", "ORG") and self._of_state(at)
                votes[country] += 1 + (at < _HEAD) * 2 + of_state
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] < _CLEAR * ranked[1][1]):
            return None
        return ranked[0][0]

    def _of_state(self, at: int) -> bool:
        """Whether a nationality is that of a ministry, an army or a government: «وزارة الصحة التونسية»."""
        return any(self.bare(i) in context("ministry") for i in range(max(0, at - 3), self.end_of(at)))

    @cached_property
    def _countries(self) -> list[str]:
        votes = Counter(country for entity in self.entities if (country := country_of(entity)))
        return [country for country, _ in votes.most_common()]

    def both(self) -> tuple[str, ...]:
        """Return the two countries of which the article speaks most."""
        return tuple(self._countries[:2]) or ("unnamed-both",)

    def names_both(self, at: int) -> bool:
        """Whether a word stands for two countries: «البلدان», «الوزيران»."""
        return self.whole(at) in context("both") | context("leaders")

    def state(self, form: str) -> str | None:
        """Return the country of the article where a body of its state is meant without it."""
        return self.home if form in context("state") or form in ("وزير", "وزيره", "حكومه", "متحدث") else None

    def land(self, phrase: Phrase, zone: int) -> str | None:
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

    def role(self, phrase: Phrase, head: int) -> str | None:
        """Return the person whom the article has introduced under the title: «الوزير»."""
        form = self.bare(head)
        forms = {form} if form not in context("counsel") else context("counsel")
        last = -1
        for named in (self._titled.get(form, ()) for form in forms):
            before = bisect_left(named, phrase.first)
            last = max(last, named[before - 1] if before else -1)
        entity = self.at[last] if last >= 0 else None
        return None if entity is None else entity.id

    @cached_property
    def _titled(self) -> dict[str, list[int]]:
        """Where persons are named, by each word near by that can be their title: the first words of the names, in order."""
        found: dict[str, list[int]] = {}
        for at, entity in enumerate(self.at):
            if at == 0 or entity is None or entity.type != "PER" or not self.first_of(entity, at):
                continue
            near = [i for i in range(max(0, at - _BESIDE), min(at + _BESIDE, len(self.read))) if self.read[i].tag in "NA"]
            before = [i for i in near if i < at]
            after = [i for i in near if i >= at and self.at[i] is None][:2]
            for form in {self.bare(i) for i in (*before, *after)}:
                found.setdefault(form, []).append(at)
        return found

    def known(self, head: int) -> str | None:
        """Return the body that the article has named with the same head: «الوزارة», «الشركة», «المجمع».

        A headline has the head before the name: where nothing before does, what is named behind it first.
        """
        named = self._bodies.get(self.bare(head), ())
        before, after = bisect_left(named, head), bisect_right(named, head)
        at = named[before - 1] if before else named[after] if after < len(named) else None
        entity = None if at is None else self.at[at]
        return None if entity is None else entity.id

    @cached_property
    def _bodies(self) -> dict[str, list[int]]:
        """Where bodies are named, by each word that heads their name: the first words of the names, in order."""
        found: dict[str, list[int]] = {}
        for at, entity in enumerate(self.at):
            if entity is not None and entity.type == "ORG" and self.first_of(entity, at):
                heads = (self.bare(i) for i in range(max(0, at - 2), at) if self._heads(i, at))
                for form in {self.bare(at), *heads}:
                    found.setdefault(form, []).append(at)
        return found

    def _heads(self, noun: int, name: int) -> bool:
        """Whether a noun heads the name behind it, at once or with one adjective between: «الشركة المشغّلة «الواحة»»."""
        between = self.at[noun:name]
        return all(entity is None for entity in between) and (name - noun == 1 or self.read[name - 1].tag == "A")

    def is_city(self, entity: Entity) -> bool:
        """Whether an entity is a place that speaks for no state: the city of a dateline."""
        return entity.type == "GPE" and not entity.id.isupper()

    def is_media(self, at: int) -> str | None:
        """Return the id of the outlet or agency that is named at a word, None where none is."""
        entity = self.at[at]
        if entity is None or entity.type != "ORG":
            return None
        if self._is_own(at):
            return None
        listed = settings(entity.id).get("role") in ("media", "agency") or entity.rule.startswith("outlet/")
        headed = any(self.bare(i) in context("medium") for i in (at, at - 1) if i >= 0)
        return entity.id if listed or headed else None

    def _is_own(self, at: int) -> bool:
        """Whether the outlet named at a word is the one that publishes the article: «قال لوكالة الساحل» in the «الساحل»."""
        return any(self.whole(i) in self._publisher for i in range(at, self.end_of(at)))

    @cached_property
    def _publisher(self) -> frozenset[str]:
        named = [at for at, entity in enumerate(self.at) if entity is not None and entity.rule == "publisher"]
        return frozenset(form for at in named if (form := self.whole(at)) not in context("medium"))


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
