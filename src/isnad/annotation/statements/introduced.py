"""Whom a text has introduced: its countries, the holders of offices, the bodies and outlets that it has named."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.named import Named
from isnad.languages import cues
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, heads, titles
from isnad.model import Entity

_HEAD = 60  # words of the title and the first paragraph
_CLEAR = 1.15  # how much more an article speaks of its country than of the next
_LONGEST_NAME = 4  # words of an outlet's name in quotation marks
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
        return self.whole(at) in context("both") or self.whole(at) in context("leaders")

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

    @cached_property
    def _nationalities(self) -> dict[int, str | None]:
        """What was answered so far: the same words are asked for again and again."""
        return {}

    def nationality(self, at: int) -> str | None:
        """Return the country whose adjective stands in the name of a body, or which names a force: «جيش جنوب السودان»."""
        if at not in self._nationalities:
            self._nationalities[at] = self._nationality(at)
        return self._nationalities[at]

    def _nationality(self, at: int) -> str | None:
        entity = self.at[at]
        force = self.bare(at) in context("state-force")
        while at < len(self.at) and self.at[at] is entity:
            known = gazetteer().bare(self.tokens.words, at)
            sure = known is not None and (force or known.value.mark != "?")  # «الجيش المالي», but not «وزارة المالية», is Mali's
            name = known.value.names[0] if known is not None and sure else None
            if name is not None and (name.type == "NORP" or (force and len(name.id) == 2)):
                return name.id
            at += 1
        return None

    def role(self, phrase: Phrase, head: int) -> str | None:
        """Return the person whom the article has introduced under the title: «الوزير»."""
        form = self.bare(head)
        forms = {form} if form not in context("counsel") else context("counsel")
        first = bisect_left(self._person_places, phrase.first)
        body, lands = self.office_of(phrase), self._lands(range(phrase.first, phrase.last))
        ahead = self.tokens.forms[phrase.last : phrase.last + 1] != ["في"]
        for place in _nearest(self._titled(forms), first, ahead):
            at, entity = self._persons[place]
            around = range(max(0, at - _BESIDE), min(at + _BESIDE, self._clause_end(at)))
            if body is not None and all((other := self.at[i]) is None or other.id != body.id for i in around):
                continue  # the secretary-general of another body
            others = self._lands(i for i in around if not phrase.first <= i < phrase.last)
            if lands and others and not lands & others:
                continue  # the foreign minister of another country
            near = [i for i in around if self.read[i].tag in "NA" and not phrase.first <= i < phrase.last]
            before = [i for i in near if i < at]
            after = [i for i in near if i >= at and self.at[i] is None][:2]
            if any(self.bare(i) in forms for i in (*before, *after)) and self._same_field(phrase, head, near):
                return entity.id
        return None

    def _lands(self, words: Iterable[int]) -> set[str | None]:
        """Return the countries whose adjectives stand among some words."""
        named = (self.at[at] for at in words)
        return {country_of(entity) for entity in named if entity is not None and entity.type == "NORP"}

    def office_of(self, phrase: Phrase) -> Entity | None:
        """Return the body or country whose office a phrase is, as «ل» says right behind it: «الأمين العام للأمم المتحدة»."""
        at = phrase.last
        if at >= len(self.read) or self.read[at].particles[-1:] != "ل" or self.tokens.breaks(at):
            return None
        entity = self.at[at]
        return entity if entity is not None and entity.type in ("ORG", "GPE") else None

    def _clause_end(self, at: int) -> int:
        """Return the word «أن» close behind a name, with which another clause begins: «القاضي ستاليوس خريستو [أن] المتهم»."""
        behind = range(self.end_of(at), min(at + _BESIDE, len(self.read)))
        return next((i for i in behind if self.read[i].tag == "S"), len(self.read))

    @cached_property
    def _persons(self) -> list[tuple[int, Entity]]:
        """The persons named behind the first word of the text, in order, each with the first word of the name."""
        named = ((at, entity) for at, entity in enumerate(self.at) if at and entity is not None and entity.type == "PER")
        return [(at, entity) for at, entity in named if self.first_of(entity, at)]

    @cached_property
    def _person_places(self) -> list[int]:
        return [at for at, _ in self._persons]

    def _titled(self, forms: Iterable[str]) -> list[int]:
        """Return the persons, by their places in the list of them, beside whose names one of some words stands."""
        return sorted({place for form in forms for place in self._beside.get(form, ())})

    @cached_property
    def _beside(self) -> dict[str, list[int]]:
        """The persons, by their places in the list of them, beside whose names a word stands."""
        found: dict[str, list[int]] = {}
        for place, (at, _) in enumerate(self._persons):
            for form in {self.bare(i) for i in range(max(0, at - _BESIDE), min(at + _BESIDE, len(self.read)))}:
                found.setdefault(form, []).append(place)
        return found

    def _same_field(self, phrase: Phrase, head: int, near: list[int]) -> bool:
        """Whether a title names no field, or one beside the name too: «وزير الصحة» is not «وزير الإدارة المحلية فلان»."""
        field = {self.whole(at) for at in range(head + 1, phrase.last) if self.read[at].tag == "N"}
        return not field or not field.isdisjoint(self.whole(at) for at in near)

    def known(self, head: int, outlets: bool = False) -> str | None:
        """Return the body that the article has named with the same head: «الوزارة», «الشركة», «المجمع»; ``outlets`` as well.

        A headline has the head before the name: where nothing before does, what is named behind it first. A firm is often
        named without its head («دلمون»): of those that may be meant, the one of which the text speaks most.
        """
        form = self.bare(head)
        alone = form in context("firm") and self._stands_alone(head)
        outlets = outlets or form in context("medium")
        first = bisect_left(self._bodies, (head,))
        own = first if first < len(self._bodies) and self._bodies[first][0] == head else None
        asked = form, alone, outlets, own
        if asked not in self._fitting:
            self._fitting[asked] = self._meant_by(*asked)
        return next((self._bodies[place][1] for place in _nearest(self._fitting[asked], first)), None)

    @cached_property
    def _fitting(self) -> dict[tuple[str, bool, bool, int | None], list[int]]:
        """What was answered so far: a text asks for few heads, again and again."""
        return {}

    def _meant_by(self, form: str, alone: bool, outlets: bool, own: int | None) -> list[int]:
        """Return the bodies, by their places in the list of them, that a head may mean; its ``own`` is none of them."""
        found = [
            place
            for place, (at, _, forms) in enumerate(self._bodies)
            if place != own
            and (outlets or at not in self._outlets)  # «الشركة» is not the newspaper that tells of her
            and (form in forms or (alone and self._is_plain(at)))
        ]
        if not alone:
            return found
        most = max((self._mentions[self._bodies[place][1]] for place in found), default=0)
        return [place for place in found if self._mentions[self._bodies[place][1]] == most]

    @cached_property
    def _bodies(self) -> list[tuple[int, str, frozenset[str]]]:
        """Where bodies are named, in order: the first word of the name, the id, the heads at and before it."""
        return [
            (
                at,
                entity.id,
                frozenset((self.bare(at), *(self.bare(i) for i in range(max(0, at - 2), at) if self._heads(i, at)))),
            )
            for at, entity in enumerate(self.at)
            if entity is not None and entity.type == "ORG" and self.first_of(entity, at)
        ]

    @cached_property
    def _outlets(self) -> frozenset[int]:
        """The first words of the names of bodies that are outlets, or that the text tells of as of one."""
        return frozenset(at for at, id, _ in self._bodies if self.is_outlet(at) or id in self._publishing)

    def _stands_alone(self, head: int) -> bool:
        """Whether a definite noun has no complement that names it: «الشركة», not «شركة مطار البحرين»."""
        index = self.syntax.phrase_at[head]
        ends = index < 0 or self.syntax.phrases[index].last == head + 1
        return self.whole(head).startswith("ال") and (ends or self.read[head + 1].tag not in "NM")

    def _is_plain(self, at: int) -> bool:
        """Whether a name in quotation marks may be a firm's: no head tells what it is, and it is no outlet."""
        words = (self.bare(at), *(self.bare(i) for i in range(max(0, at - 1), at) if self._heads(i, at)))
        headed = any((head := heads().get(word)) is not None and head.kind == "organisation" for word in words)
        outlet = self.is_media(at) is not None or self._id(at) in self._publishing
        return not headed and not outlet and not self._is_own(at) and self.syntax.depths[at] > 0

    def _id(self, at: int) -> str:
        entity = self.at[at]
        return entity.id if entity is not None else ""

    @cached_property
    def _publishing(self) -> frozenset[str]:
        """The bodies that the text tells of as it does of outlets: «ذكرت «الفنار» أن», «قال لـ«الفنار» إن»."""
        found = set()
        for at, id, _ in self._bodies:
            near = range(at - 1, max(at - 4, -1), -1)
            to = at > 1 and (self.tokens.forms[at - 1] == "ل" or self.read[at].particles == "ل") and not self._is_of_title(at)
            said = any(self.read[i].tag == "V" and self._saying(i) for i in near)
            if (to and said) or (at and self.read[at - 1].tag == "V" and self._writing(at - 1)):
                found.add(id)
        return frozenset(found)

    def _is_of_title(self, at: int) -> bool:
        """Whether a title and nothing else stands right before a word: «المدير العام لمنظمة الصحة» is not told to her."""
        firsts = (first for first in range(max(0, at - 3), at) if titles().at(self.tokens.words, first) is not None)
        return any(all(reading.tag in "NA" for reading in self.read[first:at]) for first in firsts)

    def _saying(self, verb: int) -> bool:
        analysis = self.read[verb].analysis
        return analysis is not None and analysis.lemma.form in cues.verbs()

    def _writing(self, verb: int) -> bool:
        analysis = self.read[verb].analysis
        return analysis is not None and analysis.lemma.form in context("writes")

    @cached_property
    def _mentions(self) -> Counter[str]:
        return Counter(entity.id for entity in self.entities)

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
        if self._is_own(at) or self.bare(at) in context("platform") or self.tokens.forms[at] in context("platform"):
            return None
        if settings(entity.id).get("role") in ("media", "agency") or entity.rule.startswith("outlet/"):
            return entity.id
        headed = any(self.bare(i) in context("medium") for i in (at, at - 1) if i >= 0)
        return entity.id if headed else None

    @cached_property
    def first_named_as_media(self) -> dict[str, int]:
        """The word at which each outlet is first named."""
        found: dict[str, int] = {}
        for at in range(len(self.at)):
            if id := self.is_media(at):
                found.setdefault(id, at)
        return found

    def is_addressed_name(self, at: int) -> bool:
        """Whether a short name in quotation marks opens at a word behind «لـ», «لموقع», «لشبكة»: the outlet spoken to."""
        depth = self.syntax.depths[at]
        if at == 0 or depth <= self.syntax.depths[at - 1] or "،" in self.tokens.gap(at) or ":" in self.tokens.gap(at):
            return False
        inside = self.read[at : next((i for i in range(at, len(self.read)) if self.syntax.depths[i] < depth), len(self.read))]
        if len(inside) > _LONGEST_NAME:
            return False
        if self.tokens.forms[at - 1].startswith("ل") and self.tokens.forms[at - 1][1:] in context("medium"):
            return True
        named = self.at[at] is not None and all(reading.tag in "NAMFKP" for reading in inside)
        return named and self.tokens.forms[at - 1] == "ل"  # what no list knows is most often the page's own outlet

    def is_publisher(self, at: int) -> bool:
        """Whether the outlet that publishes the article is named at a word."""
        return self.at[at] is not None and self._is_own(at)

    def is_outlet(self, at: int) -> bool:
        """Whether an outlet is named at a word, the article's own publisher too."""
        return self.is_media(at) is not None or self.is_publisher(at)

    def _is_own(self, at: int) -> bool:
        """Whether the outlet named at a word is the one that publishes the article: «قال لوكالة الساحل» in the «الساحل»."""
        return bool(self._publisher) and any(self.whole(i) in self._publisher for i in range(at, self.end_of(at)))

    @cached_property
    def _publisher(self) -> frozenset[str]:
        named = [at for at, entity in enumerate(self.at) if entity is not None and entity.rule == "publisher"]
        return frozenset(form for at in named if (form := self.whole(at)) not in context("medium"))


def _nearest(places: Sequence[int], first: int, ahead: bool = True) -> Iterator[int]:
    """Yield places in order, those before a first one from it back, then, where asked for, those behind."""
    middle = bisect_left(places, first)
    yield from reversed(places[:middle])
    if ahead:
        yield from places[middle:]


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
