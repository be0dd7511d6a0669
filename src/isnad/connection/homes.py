"""Homes: of which country a body or an office of a state is where its name does not say, and of which body a bare noun tells."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from isnad.connection.overlaps import Overlaps
from isnad.languages.folding import fold
from isnad.languages.naming import heads
from isnad.languages.words import readings, words
from isnad.model import Entity, Span

_IN = re.compile(r"\s+[فب]ي?\s*$")  # between a body and the place in which it sits: «وزارة البترول في جوبا»
_SEAT = 12  # code points behind a body in which that place begins
_SENTENCE = (". ", "؟", "!", "\n")
_LONGEST = 2000  # code points of a sentence: one that never ends is cut
_ARTICLE = "ال"
_HEAD = 20  # code points before a name in which the noun stands that says what it is
_OPENING = 40  # code points from the head of a paragraph in which it takes up the one before: «وذكر الناطق باسمه»
_BEFORE = re.compile(r"(\w+)\s[«\"“']?$")
_MEDIA = frozenset(
    map(fold, ("وكالة", "صحيفة", "جريدة", "قناة", "إذاعة", "مجلة", "موقع", "تلفزيون", "بوابة", "شبكة", "منصة", "فضائية"))
)


class Homes:
    """Tells of which country somebody is who is named at a place of a text, given its entities and the country of each."""

    def __init__(
        self, text: str, entities: Sequence[Entity], country: Callable[[Entity], str | None], bodies: Iterable[str]
    ) -> None:
        self.text = text
        self.country = country
        placed = [(entity, found) for entity in entities if (found := country(entity))]
        self.placed = Overlaps(entity for entity, _ in placed)
        named, told = Counter(bodies), Counter(found for _, found in placed)
        order = {id: at for at, id in enumerate(told | named)}
        self.most = max(order, key=lambda id: (told[id] + named[id], named[id], -order[id]), default=None)

    def seat(self, span: Span) -> str | None:
        """Return the country in which a span is said to sit: «وزارة البترول في جوبا»."""
        behind = self.placed.starting(span.end, span.end + _SEAT + 1)
        return next((self.country(e) for e in behind if _IN.match(self.text[span.end : e.start] + " ")), None)

    def at(self, span: Span) -> str | None:
        """Return the country in which a span is said to sit, else the last named before it in its sentence, else the text's."""
        if country := self.seat(span):
            return country
        earliest = max(0, span.start - _LONGEST)
        opening = max(earliest - 1, *(self.text.rfind(mark, earliest, span.start) for mark in _SENTENCE))
        last = self.placed.last_before(span.start)
        return self.country(last) if last is not None and opening < last.start else self.most


class Organisations:
    """Tells which organisation of a text is meant by a noun that only says what kind it is, or by a pronoun."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self.text = text
        named = [(entity, _kinds(text, entity)) for entity in entities if entity.type == "ORG"]
        of_kind: defaultdict[str, list[Entity]] = defaultdict(list)
        for entity, kinds in named:
            for kind in kinds:
                of_kind[kind].append(entity)
        self.of_kind = {kind: Overlaps(bodies) for kind, bodies in of_kind.items()}
        self.bodies = Overlaps(entity for entity, kinds in named if kinds.isdisjoint(_MEDIA))

    def called(self, noun: str, before: int) -> str | None:
        """Return the body that is of a kind, told by its folded noun: the last one named before a place, else the first."""
        bare = noun.removeprefix(_ARTICLE)
        if not (same := self.of_kind.get(bare)):
            return None
        return (same.last_before(before) or next(body for _, body in same.over(0, len(self.text)))).id

    def before(self, at: int) -> str | None:
        """Return the body named last before a place in its paragraph or, at the head of one, in that before; an outlet aside."""
        last = self.bodies.last_before(at)
        head = self.text.rfind("\n", max(0, at - _OPENING), at)
        until = at if head < 0 else head
        return last.id if last is not None and "\n" not in self.text[last.start : until].rstrip() else None


def _kinds(text: str, entity: Entity) -> frozenset[str]:
    """Return what nouns say of which kind a body is: the first of several words of its name, and the one right before it."""
    name = [word.form for word in words(fold(entity.quote(text)))]
    before = _BEFORE.search(text, max(0, entity.start - _HEAD), entity.start)
    said = [*name[: len(name) > 1], *((word.form for word in words(fold(before.group(1)))) if before else ())]
    return frozenset(reading.rest.removeprefix(_ARTICLE) for form in said for reading in readings(form))


def is_kind(form: str) -> bool:
    """Whether a folded word with the article only says what kind of body is meant: «الشركة», «النقابة»."""
    known = heads().get(form)
    return form.startswith(_ARTICLE) and known is not None and known.kind == "organisation"
