"""Whose people and things a phrase without a name means: by a pronoun, by what stands right behind it, by the group told of."""

from bisect import bisect_left
from collections.abc import Set

from isnad.annotation.events.arguments import Argumentation
from isnad.annotation.events.bodies import Named
from isnad.annotation.events.cast import ARMED, FIGHTERS, SERVING
from isnad.annotation.events.groups import Groups
from isnad.annotation.events.sources import Sources
from isnad.annotation.events.titles import Titles
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.model import Statement

_ASSETS = deed_words("asset")
_COMRADES = deed_words("comrade")
_OWNED = _ASSETS | FIGHTERS | ARMED | _COMRADES | deed_words("stronghold")
"""What is a group's in a phrase that ends with it: «مواقع الحركة»."""
_LANDS = frozenset(map(fold, ("بلاد", "بلد", "دولة")))
_OWN_SIDE = deed_words("own-side")
_BELONGING = deed_words("belonging")
_MEMBERS = deed_words("member")
_POSSESSIONS = frozenset(map(fold, ("سفن", "سفينة", "شركة", "شركات", "مجموعة", "مصنع", "ناقلات")))  # what is his who says «سفني»


class Owners:
    """Tells to whom belongs what a text names; ``named`` tells who a phrase means."""

    def __init__(self, sources: Sources, titles: Titles, groups: Groups, arguments: Argumentation, named: Named) -> None:
        speakers = sources.speakers
        self.speakers, self.syntax, self.tokens, self.read = speakers, speakers.syntax, speakers.tokens, speakers.read
        self.sources, self.titles, self.groups, self._named = sources, titles, groups, named
        self.bodies, self.grounds, self.statements = sources.bodies, sources.grounds, sources.statements
        self.whole, self.owner = arguments.extents.whole, arguments.antecedents.owner

    def group(self, phrase: Phrase, head: int) -> str | None:
        """Return the group that a phrase means or to which what it names belongs: «الجماعة», «مواقع الحركة»."""
        words = {self.speakers.bare(at) for at in range(head, phrase.last)}
        owned = bool((words | {word.removesuffix("ا") for word in words}) & _OWNED)
        return self.groups.inside(phrase) if owned else self.groups.meant(head) if phrase.size == 1 else None

    def belonging(self, phrase: Phrase) -> tuple[str, ...]:
        """Return to whom something without a name belongs, as is said right behind it: «مسيّرات تابعة لمليشيا «راية الغرب»»."""
        if (band := self._band(phrase)) is not None:
            return (band,)
        at, head = phrase.last, self.speakers.bare(self.speakers.head(phrase))
        owned = at + 1 < len(self.read) and (head in _ASSETS or head.removesuffix("ا") in _ASSETS)
        if owned and self.tokens.forms[at] == "ل" and (named := self.speakers.at[at + 1]) is not None and named.type == "ORG":
            return (self.bodies.side(named, at + 1),)  # «معسكراً لـ«جيش العدل»»
        owned = owned and self.read[at].particles == "ل"
        if owned and self.syntax.gaps[at] == "" and (owner := self.syntax.phrase_of(at)) is not None:
            return self._named(self.whole(owner))  # «دورية للجيش البوركيني»
        for at in range(phrase.first + 1, min(phrase.last + 1, len(self.read) - 1)):
            if self.speakers.bare(at) in _BELONGING and self.read[at + 1].particles == "ل" and self.syntax.gaps[at + 1] == "":
                owner = self.syntax.phrase_of(at + 1)
                if owner is None or owner.first <= phrase.first or any(r.pronoun for r in self.read[owner.first : owner.last]):
                    return ()
                return self._named(self.whole(owner))
        return ()

    def _band(self, phrase: Phrase) -> str | None:
        """Return of which body fighters without a name are: «مسلحون [من حركة الراية]», «قيادياً [في حزب الله]»."""
        at, head = phrase.last + 1, self.speakers.bare(self.speakers.head(phrase))
        member = head in _MEMBERS or head.removesuffix("ا") in _MEMBERS
        definite = self.speakers.whole(self.speakers.head(phrase)).startswith("ال")  # «الدول [الأعضاء في الأمم المتحدة]»
        if at >= len(self.read) or not (member or head in FIGHTERS or head in SERVING):
            return None
        if (
            self.tokens.forms[at - 1] not in (("من", "في") if member and not definite else ("من",))
            or self.syntax.gaps[at - 1] != ""
            or self.syntax.gaps[at] != ""
        ):
            return None
        entity = self.speakers.at[at] or (self.speakers.at[at + 1] if at + 1 < len(self.read) else None)
        if head in SERVING and (army := self.syntax.phrase_of(at)) is not None:
            return next(iter(self._named(army)), None)  # «1200 ضابط من جيش جنوب السودان»
        return entity.id if entity is not None and entity.type == "ORG" else None

    def by_pronoun(self, head: int, people: bool) -> tuple[str, ...] | None:
        """Return whose a noun is by its pronoun: the side's of who speaks, else his who was named; None of what has no side."""
        forms = self._forms(head)
        if not self.read[head].pronoun or not (people or forms & (_OWN_SIDE | _POSSESSIONS)):
            return None
        owners = self._own_side(head) or (() if forms & ARMED else self._of_pronoun(head))
        return tuple(map(self._state, owners)) if forms & _LANDS else owners

    def _state(self, id: str) -> str:
        """Return the country of a body by its name, of anybody else himself: «نفت وزارة الخارجية الإيرانية أن تكون [بلادها]»."""
        entity = next(iter(self.bodies.of_id.get(id, ())), None)
        if entity is None or entity.type != "ORG":
            return id
        return country_of(entity) or self.speakers.nationality(max(0, bisect_left(self.tokens.starts, entity.start))) or id

    def of_comrades(self, phrase: Phrase, but: Set[str]) -> tuple[str, ...] | None:
        """Return whose people are meant by a pronoun, none of ``but``: «أقر بمقتل أحد عشر من رفاقه»; None of nobody's."""
        for at in range(phrase.first, phrase.last):
            if self.read[at].pronoun and self.speakers.bare(at) in _COMRADES:
                owner = self.groups.owner(at, but)
                return self._own_side(at) or ((owner,) if owner is not None else self._of_pronoun(at))
        return None

    def _of_pronoun(self, head: int) -> tuple[str, ...]:
        """Return whose people are meant where a pronoun says so: «نفت الوزارة … أن عناصرها»."""
        return next((ids for phrase in self.owner(head) if phrase.last <= head and (ids := self._named(phrase))), ())

    def _own_side(self, head: int) -> tuple[str, ...]:
        """Return the side of who speaks where he says «قواته», «بلاده»."""
        statement = self.sources.statement(head)
        if statement is None:
            return ()
        source = self.statements[statement].source_id
        side = self.titles.sides.get(source) or self._spoken_for(self.statements[statement])
        if self._forms(head) & _POSSESSIONS and source.startswith("per-") and (side is None or side.isupper()):
            return (source,)
        if side is None and source.startswith("per-") and self._forms(head) & ARMED:
            state = self.grounds.state_before(head)  # «وذكر العقيد أن قواته استعادت …»: no officer owns an army
            return (state,) if state is not None else ()
        if side is None and source.startswith("per-"):
            return ()
        return (side,) if side else self.sources.speaker(self.statements[statement], head)

    def _spoken_for(self, statement: Statement) -> str | None:
        """Return the body of which a spokesman without a name is only said to be its own: «الناطق باسمه»."""
        if statement.source is None or not statement.source_id.startswith("unnamed"):
            return None
        first = bisect_left(self.tokens.starts, statement.source.start)
        last = bisect_left(self.tokens.starts, statement.source.end)
        return next((self.titles.told_of(at) for at in range(first, last) if self.read[at].pronoun), None)

    def _forms(self, at: int) -> set[str]:
        """Return what a noun with a pronoun can be without it: «قواته» is of «قوات»."""
        form = self.speakers.bare(at)
        return {form, form[:-1] + "ت"} if self.read[at].pronoun and form.endswith("اه") else {form}
