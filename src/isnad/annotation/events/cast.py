"""The cast of an article: whom it means by «the company», «the union», «the workers», where no name stands beside."""

from collections import Counter
from functools import cached_property

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of
from isnad.annotation.statements.speakers import Speakers
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.languages.naming import context

_UNIONS = frozenset(map(fold, ("نقابة", "اتحاد", "رابطة", "تنسيقية", "جمعية", "كونفدرالية", "نقابات")))
_WORKERS = deed_words("worker")
_COMPANIES = deed_words("company")

_FIGHTING = deed_words("fighting")
_REBELS = deed_words("rebel")
FIGHTERS = _REBELS | deed_words("fighter")
"""Who fights for a body that is named behind «من», or to which they are said to belong."""
SERVING = deed_words("serving")
"""Those who serve a state under arms."""
ARMED = SERVING | deed_words("armed")
"""Armed bodies and those in them."""
_FOLLOWING = frozenset(map(fold, ("انتمى", "تبع", "والى")))
_FIRMS = frozenset(map(fold, ("شركة", "مجموعة", "مجمع", "بنك", "مصرف", "مصفاة", "مصنع", "ناقلة")))
_PUBLIC = deed_words("public-body")


class Cast:
    """The bodies of an article that have no state: its company, and the union of those who work or stand together."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers = speakers

    def body(self, phrase: Phrase) -> str | None:
        """Return whom a definite phrase without a name means: the union by its workers too, the company by its management."""
        head = self.speakers.head(phrase)
        form, whole = self.speakers.bare(head), self.speakers.whole(head)
        if form in _WORKERS:
            return self.union
        if self.is_rebels(phrase):
            return self.rebels
        if not whole.startswith("ال") or phrase.size > 2:
            return None
        if form in _UNIONS:
            return self.union
        return self.company if form in _COMPANIES else None

    def is_workers(self, phrase: Phrase) -> bool:
        """Whether a phrase means people by their work or by what befell them, for whom a union speaks."""
        return self.speakers.bare(self.speakers.head(phrase)) in _WORKERS

    def is_rebels(self, phrase: Phrase) -> bool:
        """Whether a phrase means the fighters of an armed group without its name: «المتمردون», «المتمردين السودانيين»."""
        head = self.speakers.head(phrase)
        return self.speakers.bare(head) in _REBELS and self.speakers.whole(head).startswith("ال")

    @cached_property
    def rebels(self) -> str | None:
        """The armed group to which the article's attackers are said to belong, else the one that it names most."""
        return self.band or self._armed_group

    @cached_property
    def band(self) -> str | None:
        """The body to which attackers without a name are said to belong: «الخاطفين ينتمون إلى قبيلة آل مسعود»."""
        syntax = self.speakers.syntax
        for clause in syntax.clauses:
            found = self.speakers.read[clause.verb].analysis if clause.verb is not None else None
            if clause.verb is None or found is None or found.lemma.form not in _FOLLOWING or clause.subject is None:
                continue
            if self.speakers.bare(self.speakers.head(clause.subject)) not in FIGHTERS:
                continue
            for at in range(clause.verb + 1, min(clause.verb + 5, len(self.speakers.at))):
                entity = self.speakers.at[at]
                if entity is not None and entity.type == "ORG" and country_of(entity) is None:
                    return entity.id
        return None

    @cached_property
    def _armed_group(self) -> str | None:
        fighting = self._called_by(_FIGHTING)
        return _most(Counter({id: times for id, times in self._bodies(False).items() if id in fighting}))

    @cached_property
    def union(self) -> str | None:
        """The one union, or the like, that the article names."""
        return _most(self._bodies(True))

    @cached_property
    def company(self) -> str | None:
        """The company of which the article speaks most; that it calls one a company counts as one mention more."""
        bodies = self._bodies(False)
        bodies.update(id for id in self._called_by(_FIRMS) if id in bodies)
        armed = self._called_by(_FIGHTING) | {self.band}
        return _most(Counter({id: times for id, times in bodies.items() if id not in armed}))

    def _called_by(self, words: frozenset[str]) -> frozenset[str]:
        """Return the bodies that the article calls by some words: in their name («شركة النورس»), or right before it."""
        return frozenset(
            entity.id
            for at, entity in enumerate(self.speakers.at)
            if entity is not None
            and entity.type == "ORG"
            and self.speakers.first_of(entity, at)
            and {self.speakers.bare(i) for i in range(max(0, at - 1), at + 1)} & words
        )

    def _bodies(self, unions: bool) -> Counter[str]:
        """Count the mentions of the bodies that are unions, or of those that are neither unions, outlets nor of a state."""
        found: Counter[str] = Counter()
        for at, entity in enumerate(self.speakers.at):
            if entity is None or entity.type != "ORG" or not self.speakers.first_of(entity, at):
                continue
            if country_of(entity) or self.speakers.is_media(at) or self.speakers.nationality(at) or self._is_publisher(at):
                continue
            form = self.speakers.bare(at)
            listed = not entity.id.startswith("org-")
            if unions and form in _UNIONS and not listed:
                found[entity.id] += 1
            if not unions and form not in _UNIONS | _PUBLIC and not listed and form not in context("ministry"):
                found[entity.id] += 1
        for short in list(found):  # «دلمون» is «طيران دلمون»
            tail = short.removeprefix("org")
            for whole in [name for name in found if name != short and name.endswith(tail)][:1]:
                found[whole] += found.pop(short)
        return found

    def _is_publisher(self, at: int) -> bool:
        entity = self.speakers.at[at]
        return entity is not None and entity.rule.startswith(("publisher", "outlet"))


def _most(found: Counter[str]) -> str | None:
    """Return what is counted most; of two that are so the first."""
    return next((name for name, _ in found.most_common(1)), None)
