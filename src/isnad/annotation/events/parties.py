"""Who is meant by the phrases of a text, as an event has it: a country's army, minister or people are the country."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set

from isnad.annotation.events.arguments import Argumentation, Arguments
from isnad.annotation.events.bodies import Bodies
from isnad.annotation.events.cast import SERVING, Cast
from isnad.annotation.events.grounds import Grounds
from isnad.annotation.events.groups import Groups
from isnad.annotation.events.owners import Owners
from isnad.annotation.events.persons import Persons
from isnad.annotation.events.pronouns import LATTER
from isnad.annotation.events.sides import Sides
from isnad.annotation.events.sources import Sources
from isnad.annotation.events.titles import Titles
from isnad.annotation.events.told import Words
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of
from isnad.annotation.statements.speakers import Speakers
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.languages.naming import context
from isnad.model import Entity, Span, Statement

_CREEDS = frozenset(
    ("islamic", "orthodox", "liberal", "socialist", "communist", "marxist", "fascist", "africa", "asia", "latin-america", "arab")
)
"""Ids of adjectives by which nobody is named: «مواقع إسلامية» are no party."""
_NAMELY = frozenset(map(fold, ("هم", "وهم", "هما", "وهما", "هن", "وهن")))  # what counts out who was told of
_COUNTING = 12  # words within which they are counted out
_DIRECTIONS = deed_words("side")
_MANAGEMENT = frozenset(map(fold, ("الإدارة", "الشركة")))


class Parties:
    """The parties of the deeds of a text."""

    def __init__(self, speakers: Speakers, statements: Sequence[Statement], arguments: Argumentation) -> None:
        self.speakers, self.syntax, self.tokens, self.read = speakers, speakers.syntax, speakers.tokens, speakers.read
        self.arguments, self.pronouns, self.whole = arguments, arguments.antecedents.pronouns, arguments.extents.whole
        self.cast, self.groups = Cast(speakers), Groups(speakers)
        self.bodies, self.grounds, self.persons = Bodies(speakers), Grounds(speakers), Persons(speakers)
        self.sources = Sources(speakers, statements, self.cast, self.bodies, self.grounds)
        self.sides = Sides(speakers, self.cast, self.bodies, arguments.extents, self.ids, self._named)
        self.titles = Titles(speakers, self.bodies, self._named)
        self.owners = Owners(self.sources, self.titles, self.groups, arguments, self._named)
        self._meant_by: dict[Phrase, tuple[str, ...]] = {}
        self._meant_by_sides: dict[tuple[Phrase, tuple[str, ...], bool], tuple[str, ...]] = {}

    def ids(self, phrase: Phrase) -> tuple[str, ...]:
        """Return who a phrase means, and who is joined to it by «و», in it («رئيس مصر ورئيس وزراء إثيوبيا») or behind it."""
        inner = range(phrase.first + 1, phrase.last)
        joined = (at for at in inner if self.read[at].particles == "و" and self.speakers.is_office(Phrase(at, phrase.last)))
        if (cut := next(joined, None)) is not None:
            return tuple(dict.fromkeys(self.ids(Phrase(phrase.first, cut)) + self.ids(Phrase(cut, phrase.last))))
        found = list(self._named(phrase))
        last = self._past_name(phrase)
        while found and last < len(self.read) and self._joins(last):
            last += self.read[last].tag == "C"
            behind = self.syntax.phrase_from(last)
            more = self._named(self.whole(behind)) if behind is not None else ()
            if behind is None or not more:
                break
            found += more
            last = self._past_name(behind)
        return tuple(dict.fromkeys(found))

    def fill(
        self, role: str, slots: Iterable[str], arguments: Arguments, words: Words, but: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Return who stands in the first slot that names somebody, and add the words to those of the deed."""
        for slot in slots:
            for phrase in arguments.slots.get(slot, ()):
                ids = tuple(id for id in self.ids(phrase) if id not in but)
                if role == "actor" and self._is_side(phrase):
                    continue  # «معارك [جنوب قطاع غزة]»
                if ids and (slot != "party" or self._is_head(phrase)):
                    words.add(role, self.span(phrase), self.rule(phrase, arguments))
                    return ids
        return ()

    def every(self, slots: Iterable[str], arguments: Arguments, words: Words) -> tuple[str, ...]:
        """Return all who stand in some slots: the parties of a mutual deed."""
        found: list[str] = []
        for slot in slots:
            for phrase in arguments.slots.get(slot, ()):
                ids = () if self._is_side(phrase) else self.ids(phrase)
                if ids:
                    words.add("actor", self.span(phrase), self.rule(phrase, arguments))
                found += ids
                if slot == "bayn" and ids:
                    return ids  # «بين» names them all
        return tuple(dict.fromkeys(found))

    def victims(self, phrase: Phrase, but: Set[str] = frozenset()) -> tuple[str, ...]:
        """Return whose people a deed befell, none of ``but`` who did it; soldiers of nobody who is named are the state's."""
        heads = {self.speakers.bare(at) for at in range(phrase.first, min(phrase.first + 3, phrase.last))}
        if self.cast.is_workers(phrase):
            return ()  # the dead are people, not their union
        if found := self.ids(phrase) or self._spelled_out(phrase.last):
            return found
        if (owners := self.owners.of_comrades(phrase, but)) is not None:
            return owners
        owned = any(self.read[at].pronoun for at in range(phrase.first, phrase.last))
        army = self.grounds.state_before(phrase.first) if owned and heads & SERVING else None  # «أعلن الجيش مقتل تسعة من جنوده»
        return (army,) if army is not None else self.grounds.authority(phrase.first) if heads & SERVING else ()

    def rule(self, phrase: Phrase, arguments: Arguments) -> str:
        """Return the rule by which a phrase fills a slot, "" where its own clause names somebody by it."""
        return arguments.meant.get(phrase) or ("noun" if self._by_name(phrase) is None else "")

    def span(self, phrase: Phrase) -> Span:
        """Return the words of a phrase, without what is attached before them."""
        return self.tokens.span(phrase.first, phrase.last, len(self.read[phrase.first].particles))

    def is_abroad(self, id: str) -> bool:
        """Whether an id is that of another country, or of its body, than the one of which the article speaks most, or of none."""
        entity = next(iter(self.bodies.of_id.get(id, ())), None)
        if entity is None:
            return False
        at = max(0, bisect_right(self.tokens.starts, entity.start) - 1)
        country = country_of(entity) or self.speakers.nationality(at)
        if country is None:
            return entity.type == "ORG" and not id.startswith("org-")  # the Monetary Fund, the World Food Programme
        return country != self.speakers.home

    def _spelled_out(self, at: int) -> tuple[str, ...]:
        """Return whose people are counted out behind a comma: «أربعة مهندسين أجانب، هم ثلاثة ألمان وكوري جنوبي»."""
        if at >= len(self.read) or self.syntax.gaps[at] not in ("comma", "ended") or self.tokens.forms[at] not in _NAMELY:
            return ()
        last = next((i for i in range(at + 1, len(self.read)) if self.syntax.gaps[i] not in ("", "quote")), len(self.read))
        named = (self.speakers.at[i] for i in range(at + 1, min(last, at + _COUNTING)))
        return tuple(dict.fromkeys(self.bodies.state(e) for e in named if e is not None and e.type == "NORP"))

    def _named(self, phrase: Phrase) -> tuple[str, ...]:
        """Return who a phrase means; it is often asked, and the same as long as the two sides are, where it depends on them."""
        if (known := self._meant_by.get(phrase)) is not None:
            return known
        by_sides = phrase, self.sides.met, self.sides.pairing
        if (known := self._meant_by_sides.get(by_sides)) is not None:
            self.sides.asked += 1
            return known
        before = self.sides.asked
        found = self._who(phrase)
        if self.sides.asked == before:
            self._meant_by[phrase] = found
        else:
            self._meant_by_sides[by_sides] = found
        return found

    def _who(self, phrase: Phrase) -> tuple[str, ...]:
        """Return who a phrase means: whom it names, else whom the article means by its noun."""
        found = self._by_name(phrase)
        return found if found is not None else self._by_noun(phrase)

    def _by_name(self, phrase: Phrase) -> tuple[str, ...] | None:
        """Return who a phrase means by the names in it, or as the fighters or the workers of a body; None where it has none."""
        inside = [
            e
            for at in range(phrase.first, phrase.last)
            if (e := self.speakers.at[at]) is not None
            and self.speakers.first_of(e, at)
            and not self.bodies.is_unlisted_town(e)
            and e.id not in _CREEDS
            and not self._is_of_coin(at)
        ]
        persons = [e for e in inside if e.type == "PER"]
        if len(persons) > 1 and all(self._is_joined(e, phrase) for e in persons[1:]):
            return tuple(dict.fromkeys(e.id for e in persons))  # «رئيسي الوزراء السابقين سامي راشد وفؤاد حداد»
        person = next((e.id for e in persons), None) or self.persons.by_surname(phrase) or self.persons.in_apposition(phrase)
        if person is not None:
            return (person,)
        head = self.speakers.head(phrase)
        if self.cast.is_rebels(phrase) and (phrase.size == 1 or self.cast.rebels is None or all(e.type != "ORG" for e in inside)):
            return (self.cast.rebels,) if self.cast.rebels is not None else ()  # no country is its own armed opponent
        first = self.speakers.at[head] if self.speakers.at[head] in inside else None
        if first is not None and first.type == "ORG" and self.speakers.first_of(first, head):
            return (self.bodies.side(first, head),)
        if self.cast.is_workers(phrase) and any(e.type in ("ORG", "GPE") for e in inside):
            return (self.cast.union,) if self.cast.union is not None else ()  # «طيارو «الواحة»» are not their company
        joined = [
            at
            for at in range(phrase.first + 1, phrase.last)
            if (e := self.speakers.at[at]) is not None and self.read[at].particles == "و"
        ]
        if self.speakers.names_both(head) and (lands := tuple(self.bodies.state(e) for e in inside if e.type == "GPE")):
            return lands  # «البلدين المغرب والجزائر»
        nations = [e for e in inside if e.type == "NORP"]
        if first is None and len(nations) > 1 and joined and self._people(head) and inside[0] is nations[0]:
            return tuple(dict.fromkeys(map(self.bodies.state, nations)))  # «مهندسين ألمان وكوري»
        if first is not None and first.type == "GPE" and joined:
            return tuple(self.bodies.state(e) for e in inside if e.type == "GPE")
        if first is not None and first.type == "GPE":
            return (self.bodies.state(first),)
        if (pair := self._two_nations(phrase, inside)) is not None:
            return pair
        other = next((e for e in inside if e.type in ("NORP", "GPE", "ORG")), None)
        if other is not None and other.type == "GPE" and joined and self._people(head):
            return tuple(dict.fromkeys(self.bodies.state(e) for e in inside if e.type == "GPE"))  # «وفود الجزائر وإيطاليا»
        if other is not None and (other.type != "GPE" or self.speakers.can_speak(phrase) or self._people(head)):
            own = next(at for at in range(phrase.first, phrase.last) if self.speakers.at[at] is other)
            return (self.bodies.side(other, own) if other.type == "ORG" else self.bodies.state(other),)
        return None

    def _by_noun(self, phrase: Phrase) -> tuple[str, ...]:
        """Return who a phrase without a name means: by a pronoun, an office, a body that the article has named before."""
        head = self.speakers.head(phrase)
        whole = self.syntax.wholes[head]
        if whole in context("both"):
            return self.sides.two or self.sides.two_states()
        if whole in LATTER and phrase.size == 1:
            meant = self.pronouns.latter(head, LATTER[whole])
            return self._named(meant) if meant is not None else ()
        people = bool(self.speakers.senses(head) & {"person", "group"})
        if (owners := self.owners.by_pronoun(head, people)) is not None:
            return owners
        if phrase.size == 1 and self.speakers.is_office(phrase) and self.persons.is_deed(head):
            return ()  # «الحكم» is what a court does, and no referee
        if self.speakers.is_office(phrase) or whole.startswith("ال"):
            if whole in _MANAGEMENT and phrase.size == 1 and self.cast.company is not None:
                return (self.cast.company,)  # and not «الإدارة العامة للإطفاء», which has the word in its name
            known = self.speakers.role(phrase, head) if self.speakers.is_office(phrase) else self.speakers.known(head)
            if known is not None:
                return (known,)
            if self.speakers.is_office(phrase) and (served := self.speakers.office_of(phrase)) is not None:
                return (self.bodies.side(served, phrase.last),)
            if self.speakers.state(whole) is not None:
                return self.grounds.government(head)
        if self.persons.is_of_state(phrase):
            return self.grounds.government(head)
        body = self.cast.body(phrase) or self.owners.group(phrase, head)
        return (body,) if body is not None else self.owners.belonging(phrase)

    def _people(self, head: int) -> bool:
        """Whether a noun means people, or a place as those in it."""
        return bool(self.speakers.senses(head) & {"person", "group", "place"})

    def _two_nations(self, phrase: Phrase, inside: Sequence[Entity]) -> tuple[str, ...] | None:
        """Return the two nations whose bodies a dual is: «الجيشان الهندي والباكستاني»; None for any other phrase."""
        whole = self.speakers.whole(phrase.first)
        dual = whole.startswith("ال") and whole.endswith(("ان", "ين", "تا"))
        if not dual or phrase.size < 2 or any(e.type != "NORP" for e in inside):
            return None
        nations = tuple(dict.fromkeys(self.bodies.state(e) for e in inside))
        return nations if len(nations) == 2 else None

    def _is_joined(self, entity: Entity, phrase: Phrase) -> bool:
        """Whether a name of a phrase is joined to what stands before it by «و»."""
        at = next(i for i in range(phrase.first, phrase.last) if self.speakers.at[i] is entity)
        return self.read[at].particles == "و"

    def _is_of_coin(self, at: int) -> bool:
        """Whether a word only says whose money is counted: «ثلاثة ملايين دولار أميركي» are nobody's."""
        return self.read[at].tag == "A" and self.speakers.bare(at - 1) in context("coin")

    def _past_name(self, phrase: Phrase) -> int:
        """Return where an office ends with its name, which phrases may divide: «الرئيس | السوداني عبد الفتاح | البرهان»."""
        last = phrase.last
        if not self.speakers.is_office(phrase) or self.persons.is_of_state(phrase):
            return last
        while last < len(self.read) and self.syntax.gaps[last] == "" and not self.read[last].particles:
            entity = self.speakers.at[last]
            if entity is None or entity.type not in ("PER", "NORP"):
                break
            last += 1
        return last

    def _joins(self, at: int) -> bool:
        """Whether «و» joins a phrase: as a particle, or as a word before a name in quotation marks."""
        if self.tokens.forms[at] == "و":
            return self.read[at].tag == "C" and at + 1 < len(self.read)
        return self.read[at].particles == "و" and self.syntax.gaps[at] == ""

    def _is_side(self, phrase: Phrase) -> bool:
        """Whether a phrase is a side of a place: «جنوب قطاع غزة», but not «جنوب السودان»."""
        return self.speakers.at[phrase.first] is None and self.speakers.bare(phrase.first) in _DIRECTIONS

    def _is_head(self, phrase: Phrase) -> bool:
        """Whether a phrase names by its head somebody who can be spoken to, no thing that is only called after him."""
        entity = self.speakers.at[head := self.speakers.head(phrase)]
        return entity is None or (entity.type in ("GPE", "ORG", "PER") and not self.speakers.is_media(head))
