"""Who is meant by the phrases of a text, as an event has it: a country's army, minister or people are the country."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import cached_property

from isnad.annotation.events.arguments import Argumentation, Arguments
from isnad.annotation.events.cast import FIGHTERS, Cast
from isnad.annotation.events.groups import Groups
from isnad.annotation.events.pronouns import LATTER
from isnad.annotation.events.told import is_land
from isnad.annotation.events.wording import ARMED, ASSETS, COMRADES, GOVERNING, OF_STATE, OWN_SIDE, SERVING, SOCIETIES
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of, settings
from isnad.annotation.statements.speakers import Speakers
from isnad.languages.folding import fold
from isnad.languages.frames import of_verb as deeds_of
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context
from isnad.model import Entity, Span, Statement

_GOVERNMENT = frozenset(map(fold, ("الحكومية", "الأمن", "الأمنية", "المسلحة", "النظامية")))  # whose forces are the state's
_CREEDS = frozenset(
    ("islamic", "orthodox", "liberal", "socialist", "communist", "marxist", "fascist", "africa", "asia", "latin-america", "arab")
)
"""Ids of adjectives by which nobody is named: «مواقع إسلامية» are no party."""
_NAMELY = frozenset(map(fold, ("هم", "وهم", "هما", "وهما", "هن", "وهن")))  # what counts out who was told of
_COUNTING = 12  # words within which they are counted out
_TITLED = 5  # words of a title
_RELIEF = frozenset(map(fold, ["هلال", "صليب", "خيرية"]))
_UNIONS = frozenset(
    map(
        fold,
        [
            *("نقابة", "رابطة", "حزب", "حركة", "جبهة", "اتحاد", "ائتلاف", "تحالف", "كتلة", "تيار", "جماعة", "تنظيم", "إغاثة"),
            *("مليشيا", "ميليشيا", "كتائب", "ألوية", "نادي"),
        ],
    )
)  # and so are these where a list knows them
_NEAR = 5  # words within which a place behind a body tells whose it is
_BODY = 50  # words behind the name of a ministry or a service in which «the police» are its country's
_WHERE = frozenset(("في", "ب", "قرب", "شمال", "جنوب", "شرق", "غرب", "وسط", "داخل", "حول", "عند"))  # before where a deed is done
_DIRECTIONS = frozenset(
    map(fold, ("شمال", "جنوب", "شرق", "غرب", "وسط", "شمالي", "جنوبي", "شرقي", "غربي", "محيط", "ضواحي", "ريف"))
)
_DASHES = ("-", "–", "—", "ـ", "(")
_TITLE = 60  # words within which stands of whom the pronoun of a title speaks
_APPOSITION = 8  # words within which a name stands behind an office


_STRONGHOLDS = frozenset(
    map(fold, ("معقل", "معاقل", "أنفاق", "مخبأ", "مخابئ", "تحصينات", "منصات", "مراكز", "أهداف", "قياديو", "قيادات"))
)
_OWNED = ASSETS | FIGHTERS | ARMED | COMRADES | _STRONGHOLDS
"""What is a group's in a phrase that ends with it: «مواقع الحركة»."""
_BELONGING = frozenset(map(fold, ("تابع", "تابعة", "تابعان", "تابعون", "تابعين", "موال", "موالية", "موالون", "موالين")))
_MANAGEMENT = frozenset(map(fold, ("الإدارة", "الشركة")))
_POSSESSIONS = frozenset(map(fold, ("سفن", "سفينة", "شركة", "شركات", "مجموعة", "مصنع", "ناقلات")))  # what is his who says «سفني»


def ground_of(entity: Entity) -> str | None:
    """Return the country of a place: of a country or a town, and of an airport, a crossing or a sea of a list."""
    if entity.type == "LOC":
        return settings(entity.id).get("country")
    return country_of(entity) if entity.type == "GPE" else None


class Parties:
    """The parties of the deeds of a text; ``arguments`` tells of what a phrase is a part, and whom a pronoun means."""

    def __init__(self, speakers: Speakers, statements: Sequence[Statement], arguments: Argumentation) -> None:
        self.syntax, self.tokens, self.read = speakers.syntax, speakers.tokens, speakers.read
        self.speakers, self.statements = speakers, statements
        self.whole, self.owner, self.described = arguments.whole, arguments.owner, arguments.described
        self.pronouns = arguments.pronouns

        self.cast, self.groups = Cast(speakers), Groups(speakers)
        self.met: tuple[str, ...] = ()  # the parties of the first deed that the article tells of two
        self._pairing = False
        self._meant_by: dict[Phrase, tuple[str, ...]] = {}
        self._meant_by_sides: dict[tuple[Phrase, tuple[str, ...], bool], tuple[str, ...]] = {}
        self._asked = 0  # how often it depended on the two sides who is meant

    @property
    def sides(self) -> tuple[str, ...]:
        """The parties between whom the article's matter is: who most often stand behind «بين» or do something together."""
        self._asked += 1
        return self.met if self._pairing else self._pairs or self.met or self._insurgency

    @cached_property
    def _insurgency(self) -> tuple[str, ...]:
        """The armed group of the article and the state that it fights, as its nationality says: «حركة الراية التشادية»."""
        group = self.cast.rebels
        for at, entity in enumerate(self.speakers.at):
            if group is None or entity is None or entity.id != group or not self.speakers.first_of(entity, at):
                continue
            end = self.speakers.end_of(at)
            behind = self.speakers.at[end] if end < len(self.read) else None
            state = self._state(behind) if behind is not None and behind.type == "NORP" else self.speakers.nationality(at)
            if state is not None and state != group:
                return (state, group)
        return ()

    @cached_property
    def _pairs(self) -> tuple[str, ...]:
        self._pairing = True  # «الجانبان» among those who are counted must not ask who the two sides are
        found = self._counted_pairs()
        self._pairing = False
        return found

    def _counted_pairs(self) -> tuple[str, ...]:
        behind = (
            governed.phrase
            for phrase in self.syntax.phrases
            if (governed := self.syntax.governed(phrase)) and governed.preposition == "بين"
        )
        joint = [clause.subject for clause in self.syntax.clauses if clause.subject is not None]
        persons = {entity.id for entity in self.speakers.entities if entity.type == "PER"}
        for phrases in (behind, joint):
            named = (
                self.ids(self.whole(phrase)) for phrase in phrases if not self.speakers.names_both(self.speakers.head(phrase))
            )
            pairs = Counter(ids for ids in named if len(ids) > 1 and not persons & {*ids})
            if pairs and (phrases is not joint or len(pairs) < 2 or pairs.most_common(1)[0][1] > 1):
                return pairs.most_common(1)[0][0]
        return ()

    @cached_property
    def armed(self) -> tuple[str, ...]:
        """The two whose soldiers or fighters the article names most; () where it names those of one alone."""
        votes: Counter[str] = Counter()
        for phrase in self.syntax.phrases:
            if any(self.speakers.bare(at) in ARMED for at in range(phrase.first, phrase.last)):
                votes.update(self._named(phrase))
        found = tuple(id for id, _ in votes.most_common(2))
        return found if len(found) == 2 else ()

    def _two_states(self) -> tuple[str, ...]:
        """Return the two states of which the article speaks most, () where it speaks more of a company or an armed group."""
        states = self.speakers.both()
        named = Counter(country for entity in self.speakers.entities if (country := country_of(entity)))
        body = max((len(self._of_id.get(id or "", ())) for id in (self.cast.company, self.cast.rebels)), default=0)
        return states if all(named[state] >= body for state in states) else ()

    def principals(self, but: Set[str]) -> tuple[str, ...]:
        """Return the two states or armed groups that the article names most, but for some; () where it names fewer."""
        votes: Counter[str] = Counter()
        for at, entity in enumerate(self.speakers.at):
            if entity is None or not self.speakers.first_of(entity, at) or entity.type not in ("GPE", "NORP", "ORG"):
                continue
            id = self._side(entity, at) if entity.type == "ORG" else self._state(entity)
            if id not in but and (is_land(id) or id == self.cast.rebels):
                votes[id] += 1
        found = tuple(id for id, _ in votes.most_common(2))
        return found if len(found) == 2 else ()

    def is_abroad(self, id: str) -> bool:
        """Whether an id is that of another country, or of its body, than the one of which the article speaks most, or of none."""
        entity = next(iter(self._of_id.get(id, ())), None)
        if entity is None:
            return False
        at = max(0, bisect_right(self.tokens.starts, entity.start) - 1)
        country = country_of(entity) or self.speakers.nationality(at)
        if country is None:
            return entity.type == "ORG" and not id.startswith("org-")  # the Monetary Fund, the World Food Programme
        return country != self.speakers.home

    def authority(self, at: int) -> tuple[str, ...]:
        """Return the state that arrests and tries where a word stands: of the place named there, else that of the article."""
        here = self._country_in(*self._clause(at)) or self._country_opening(at) or self.speakers.home or self._dateline
        return (here,) if here is not None else ()

    def _government(self, at: int) -> tuple[str, ...]:
        """Return whose government, police or court is meant by a word: of the place named right before or behind it."""
        first, last = self._clause(at)
        here = self._country_in(first, min(last, at + _NEAR)) or self._country_opening(at)
        here = here or (self._dateline if self.speakers.home is None else None) or self._state_before(at) or self.speakers.home
        return (here,) if here is not None else ()

    @cached_property
    def _dateline(self) -> str | None:
        """The country from where the article is written, as its dateline says: «صوفيا - »."""
        for at, entity in enumerate(self.speakers.at[: len(self.tokens) - 1]):
            opens = entity is not None and entity.type == "GPE" and (at == 0 or "\n" in self.tokens.gap(at))
            if opens and any(mark in self.tokens.gap(self.speakers.end_of(at)) for mark in _DASHES):
                return country_of(entity) if entity is not None else None
        return None

    def _state_before(self, at: int) -> str | None:
        """Return the country of the last body of a state that is named before a word, in its paragraph or the one before."""
        for back in range(at - 1, max(-1, at - _BODY), -1):
            entity = self.speakers.at[back]
            if entity is not None and entity.type == "ORG" and self.speakers.first_of(entity, back):
                nation = self.speakers.nationality(back)
                if nation is not None and nation.isupper():
                    return nation  # and not Europe, which has no police
        return None

    def place(self, at: int) -> str | None:
        """Return the country of the place that the clause of a word names."""
        return self._country_in(*self._clause(at))

    def place_of(self, at: int, sites: Sequence[int]) -> str | None:
        """Return the country of the places that a deed befalls, else of the place that its clause names behind it."""
        return next((land for site in sites if (land := self._land_at(site))), None) or self.place_behind(at)

    def _land_at(self, at: int) -> str | None:
        """Return the country of the place named at a word: a list's, or that of its adjective («مطار مشهد الإيراني»)."""
        entity = self.speakers.at[at]
        if entity is None:
            return None
        return ground_of(entity) or (self.speakers.nationality(at) if entity.type == "LOC" else None)

    def place_behind(self, at: int) -> str | None:
        """Return the country of the place that the clause of a word names behind it."""
        return self._country_in(at + 1, self._clause(at)[1])

    def _clause(self, at: int) -> tuple[int, int]:
        clause = self.syntax.clauses[self.syntax.clause_at[at]]
        return clause.first, clause.last

    def _country_in(self, first: int, last: int) -> str | None:
        """Return the country of the first place behind «في» or «بـ» between two words."""
        for at in range(first, last):
            entity = self.speakers.at[at]
            if entity is None or not self.speakers.first_of(entity, at):
                continue
            index = self.syntax.phrase_at[at]
            governed = self.syntax.governed(self.syntax.phrases[index]) if index >= 0 else None
            if governed is not None and governed.preposition in _WHERE and (country := self._land_at(at)):
                return country
        return None

    def _country_opening(self, at: int) -> str | None:
        """Return the country with which the paragraph of a word opens: «وفي تونس، أعلن …»."""
        first = at
        while first > 0 and "\n" not in self.tokens.gap(first):
            first -= 1
        return self._country_in(first, min(first + 4, at))

    def fill(
        self, role: str, slots: Iterable[str], arguments: Arguments, words: list[tuple[str, Span]], but: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Return who stands in the first slot that names somebody, and add the words to those of the deed."""
        for slot in slots:
            for phrase in arguments.slots.get(slot, ()):
                ids = tuple(id for id in self.ids(phrase) if id not in but)
                if role == "actor" and self._is_side(phrase):
                    continue  # «معارك [جنوب قطاع غزة]»
                if ids and (slot != "party" or self._is_head(phrase)):
                    words.append((role, self.span(phrase)))
                    return ids
        return ()

    def _is_side(self, phrase: Phrase) -> bool:
        """Whether a phrase is a side of a place: «جنوب قطاع غزة», but not «جنوب السودان»."""
        return self.speakers.at[phrase.first] is None and self.speakers.bare(phrase.first) in _DIRECTIONS

    def _is_head(self, phrase: Phrase) -> bool:
        """Whether a phrase names by its head somebody who can be spoken to, no thing that is only called after him."""
        entity = self.speakers.at[head := self.speakers.head(phrase)]
        return entity is None or (entity.type in ("GPE", "ORG", "PER") and not self.speakers.is_media(head))

    def every(self, slots: Iterable[str], arguments: Arguments, words: list[tuple[str, Span]]) -> tuple[str, ...]:
        """Return all who stand in some slots: the parties of a mutual deed."""
        found: list[str] = []
        for slot in slots:
            for phrase in arguments.slots.get(slot, ()):
                ids = () if self._is_side(phrase) else self.ids(phrase)
                if ids:
                    words.append(("actor", self.span(phrase)))
                found += ids
                if slot == "bayn" and ids:
                    return ids  # «بين» names them all
        return tuple(dict.fromkeys(found))

    def span(self, phrase: Phrase) -> Span:
        """Return the words of a phrase, without what is attached before them."""
        return self.tokens.span(phrase.first, phrase.last, len(self.read[phrase.first].particles))

    def speaker(self, statement: Statement, at: int) -> tuple[str, ...]:
        """Return who says what a word of saying tells, as an event has it: a body of a country is the country."""
        if statement.source_id.startswith("unnamed"):
            return ()
        place = statement.source.start if statement.source is not None else -1
        entity = next((e for e in self._of_id.get(statement.source_id, ()) if e.start <= place < e.end), None)
        if entity is None and statement.source_id.rpartition("-")[2] in _GOVERNMENT:
            return self.authority(at)
        if entity is not None and entity.type == "ORG":
            first = max(0, bisect_right(self.tokens.starts, entity.start) - 1)
            at = next(i for i in range(first, len(self.speakers.at)) if self.speakers.at[i] is entity)
            return (self._side(entity, at),)
        if entity is None and (known := self._meant(statement)) is not None:
            return (known,)
        return ((country_of(entity) if entity is not None else None) or statement.source_id,)

    def _meant(self, statement: Statement) -> str | None:
        """Return whom a source without a name of its own means: by surname, or as the union or company of the article."""
        if statement.source is None or any(e.id == statement.source_id for e in self.speakers.entities):
            return None
        kind, _, name = statement.source_id.partition("-")
        if kind == "per":
            named = {e.id for e in self.speakers.entities if e.type == "PER" and e.id.endswith(f"-{name}")}
            return named.pop() if len(named) == 1 else None
        starts = (at for at in range(len(self.tokens)) if self.tokens.span(at, at + 1).end > statement.source.start)
        index = self.syntax.phrase_at[next(starts, 0)]
        return self.cast.body(self.syntax.phrases[index]) if index >= 0 else None

    def victims(self, phrase: Phrase, but: Set[str] = frozenset()) -> tuple[str, ...]:
        """Return whose people a deed befell, none of ``but`` who did it; soldiers of nobody who is named are the state's."""
        heads = {self.speakers.bare(at) for at in range(phrase.first, min(phrase.first + 3, phrase.last))}
        if self.cast.is_workers(phrase):
            return ()  # the dead are people, not their union
        if found := self.ids(phrase) or self._spelled_out(phrase.last):
            return found
        for at in range(phrase.first, phrase.last):
            if self.read[at].pronoun and self.speakers.bare(at) in COMRADES:
                owner = self.groups.owner(at, but)
                return self._own_side(at) or ((owner,) if owner is not None else self._owners(at))  # «أقر بمقتل أحد عشر من رفاقه»
        owned = any(self.read[at].pronoun for at in range(phrase.first, phrase.last))
        army = self._state_before(phrase.first) if owned and heads & SERVING else None  # «أعلن الجيش مقتل تسعة من جنوده»
        return (army,) if army is not None else self.authority(phrase.first) if heads & SERVING else ()

    def ground(self, phrase: Phrase) -> tuple[str, ...]:
        """Return in which country a place of a list is that a phrase names: «مطار بيروت»."""
        sites = (at for at in range(phrase.first, phrase.last) if (e := self.speakers.at[at]) is not None and e.type == "LOC")
        return next(((land,) for at in sites if (land := self._land_at(at))), ())

    def _spelled_out(self, at: int) -> tuple[str, ...]:
        """Return whose people are counted out behind a comma: «أربعة مهندسين أجانب، هم ثلاثة ألمان وكوري جنوبي»."""
        if at >= len(self.read) or self.syntax.gaps[at] != "comma" or self.tokens.forms[at] not in _NAMELY:
            return ()
        last = next((i for i in range(at + 1, len(self.read)) if self.syntax.gaps[i] not in ("", "quote")), len(self.read))
        named = (self.speakers.at[i] for i in range(at + 1, min(last, at + _COUNTING)))
        return tuple(dict.fromkeys(self._state(e) for e in named if e is not None and e.type == "NORP"))

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
            index = self.syntax.phrase_at[last]
            if index < 0 or self.syntax.phrases[index].first != last:
                break
            more = self._named(self.whole(self.syntax.phrases[index]))
            if not more:
                break
            found += more
            last = self._past_name(self.syntax.phrases[index])
        return tuple(dict.fromkeys(found))

    def _past_name(self, phrase: Phrase) -> int:
        """Return where an office ends with its name, which phrases may divide: «الرئيس | السوداني عبد الفتاح | البرهان»."""
        last = phrase.last
        if not self.speakers.is_office(phrase) or self._is_of_state(phrase):
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

    def _named(self, phrase: Phrase) -> tuple[str, ...]:
        """Return who a phrase means; it is often asked, and the same as long as the two sides are, where it depends on them."""
        if (known := self._meant_by.get(phrase)) is not None:
            return known
        by_sides = phrase, self.met, self._pairing
        if (known := self._meant_by_sides.get(by_sides)) is not None:
            self._asked += 1
            return known
        before = self._asked
        found = self._who(phrase)
        if self._asked == before:
            self._meant_by[phrase] = found
        else:
            self._meant_by_sides[by_sides] = found
        return found

    def _who(self, phrase: Phrase) -> tuple[str, ...]:
        inside = [
            e
            for at in range(phrase.first, phrase.last)
            if (e := self.speakers.at[at]) is not None
            and self.speakers.first_of(e, at)
            and not self._is_town(e)
            and e.id not in _CREEDS
            and not self._is_of_coin(at)
        ]
        person = next((e.id for e in inside if e.type == "PER"), None) or self._by_surname(phrase) or self._in_apposition(phrase)
        if person is not None:
            return (person,)
        head = self.speakers.head(phrase)
        if self.cast.is_rebels(phrase) and (phrase.size == 1 or self.cast.rebels is None or not self._names_group(inside)):
            return (self.cast.rebels,) if self.cast.rebels is not None else ()  # no country is its own armed opponent
        first = self.speakers.at[head] if self.speakers.at[head] in inside else None
        if first is not None and first.type == "ORG" and self.speakers.first_of(first, head):
            return (self._side(first, head),)
        if self.cast.is_workers(phrase) and any(e.type in ("ORG", "GPE") for e in inside):
            return (self.cast.union,) if self.cast.union is not None else ()  # «طيارو «الواحة»» are not their company
        joined = [
            at
            for at in range(phrase.first + 1, phrase.last)
            if (e := self.speakers.at[at]) is not None and self.read[at].particles == "و"
        ]
        if self.speakers.names_both(head) and (lands := tuple(self._state(e) for e in inside if e.type == "GPE")):
            return lands  # «البلدين المغرب والجزائر»
        nations = [e for e in inside if e.type == "NORP"]
        if first is None and len(nations) > 1 and joined and self._people(head) and inside[0] is nations[0]:
            return tuple(dict.fromkeys(map(self._state, nations)))  # «مهندسين ألمان وكوري»
        if first is not None and first.type == "GPE" and joined:
            return tuple(self._state(e) for e in inside if e.type == "GPE")
        if first is not None and first.type == "GPE":
            return (self._state(first),)
        if (pair := self._two_nations(phrase, inside)) is not None:
            return pair
        other = next((e for e in inside if e.type in ("NORP", "GPE", "ORG")), None)
        if other is not None and other.type == "GPE" and joined and self._people(head):
            return tuple(dict.fromkeys(self._state(e) for e in inside if e.type == "GPE"))  # «وفود الجزائر وإيطاليا»
        if other is not None and (other.type != "GPE" or self.speakers.can_speak(phrase) or self._people(head)):
            return (self._side(other, phrase.first) if other.type == "ORG" else self._state(other),)
        whole = self.tokens.bare(head, len(self.read[head].particles))
        if whole in context("both"):
            return self.sides or self._two_states()
        if whole in LATTER and phrase.size == 1:
            meant = self.pronouns.latter(head, LATTER[whole])
            return self._named(meant) if meant is not None else ()
        people = bool(self.speakers.senses(head) & {"person", "group"})
        if self.read[head].pronoun and (self._forms(head) & (OWN_SIDE | _POSSESSIONS) or people):
            own = self._own_side(head)
            return own or (() if self._forms(head) & ARMED else self._owners(head))
        if phrase.size == 1 and self.speakers.is_office(phrase) and self._is_deed(head):
            return ()  # «الحكم» is what a court does, and no referee
        if self.speakers.is_office(phrase) or whole.startswith("ال"):
            if whole in _MANAGEMENT and phrase.size == 1 and self.cast.company is not None:
                return (self.cast.company,)  # and not «الإدارة العامة للإطفاء», which has the word in its name
            known = self.speakers.role(phrase, head) if self.speakers.is_office(phrase) else self.speakers.known(head)
            if known is not None:
                return (known,)
            if self.speakers.is_office(phrase) and (served := self.speakers.office_of(phrase)) is not None:
                return (self._side(served, phrase.last),)
            if self.speakers.state(whole) is not None:
                return self._government(head)
        if self._is_of_state(phrase):
            return self._government(head)
        body = self.cast.body(phrase) or self._group(phrase, head)
        return (body,) if body is not None else self._belonging(phrase)

    def _is_of_coin(self, at: int) -> bool:
        """Whether a word only says whose money is counted: «ثلاثة ملايين دولار أميركي» are nobody's."""
        return self.read[at].tag == "A" and self.speakers.bare(at - 1) in context("coin")

    def _group(self, phrase: Phrase, head: int) -> str | None:
        """Return the group that a phrase means or to which what it names belongs: «الجماعة», «مواقع الحركة»."""
        words = {self.speakers.bare(at) for at in range(head, phrase.last)}
        owned = bool((words | {word.removesuffix("ا") for word in words}) & _OWNED)
        return self.groups.inside(phrase) if owned else self.groups.meant(head) if phrase.size == 1 else None

    def _two_nations(self, phrase: Phrase, inside: Sequence[Entity]) -> tuple[str, ...] | None:
        """Return the two nations whose bodies a dual is: «الجيشان الهندي والباكستاني»; None for any other phrase."""
        whole = self.speakers.whole(phrase.first)
        dual = whole.startswith("ال") and whole.endswith(("ان", "ين", "تا"))
        if not dual or phrase.size < 2 or any(e.type != "NORP" for e in inside):
            return None
        nations = tuple(dict.fromkeys(self._state(e) for e in inside))
        return nations if len(nations) == 2 else None

    def _belonging(self, phrase: Phrase) -> tuple[str, ...]:
        """Return to whom something without a name belongs, as is said right behind it: «مسيّرات تابعة لمليشيا «راية الغرب»»."""
        if (band := self._band(phrase)) is not None:
            return (band,)
        at, head = phrase.last, self.speakers.bare(self.speakers.head(phrase))
        owned = at + 1 < len(self.read) and (head in ASSETS or head.removesuffix("ا") in ASSETS)
        if owned and self.tokens.forms[at] == "ل" and (named := self.speakers.at[at + 1]) is not None and named.type == "ORG":
            return (self._side(named, at + 1),)  # «معسكراً لـ«جيش العدل»»
        owned = owned and self.read[at].particles == "ل"
        if owned and self.syntax.gaps[at] == "" and (index := self.syntax.phrase_at[at]) >= 0:
            return self._named(self.whole(self.syntax.phrases[index]))  # «دورية للجيش البوركيني»
        for at in range(phrase.first + 1, min(phrase.last + 1, len(self.read) - 1)):
            if self.speakers.bare(at) in _BELONGING and self.read[at + 1].particles == "ل" and self.syntax.gaps[at + 1] == "":
                index = self.syntax.phrase_at[at + 1]
                owner = self.syntax.phrases[index] if index >= 0 else None
                if owner is None or owner.first <= phrase.first or any(r.pronoun for r in self.read[owner.first : owner.last]):
                    return ()
                return self._named(self.whole(owner))
        return ()

    def _band(self, phrase: Phrase) -> str | None:
        """Return of which body fighters without a name are, as is said right behind them: «مسلحون من حركة الراية»."""
        at, head = phrase.last + 1, self.speakers.bare(self.speakers.head(phrase))
        if at >= len(self.read) or (head not in FIGHTERS and head not in SERVING):
            return None
        if self.tokens.forms[at - 1] != "من" or self.syntax.gaps[at - 1] != "" or self.syntax.gaps[at] != "":
            return None
        entity = self.speakers.at[at] or (self.speakers.at[at + 1] if at + 1 < len(self.read) else None)
        if head in SERVING and (index := self.syntax.phrase_at[at]) >= 0:
            return next(iter(self._named(self.syntax.phrases[index])), None)  # «1200 ضابط من جيش جنوب السودان»
        return entity.id if entity is not None and entity.type == "ORG" else None

    def _is_deed(self, at: int) -> bool:
        """Whether a word can be the verbal noun of a deed."""
        return any(found.pos == "masdar" and deeds_of(found.lemma.source) for found in analyses(self.speakers.bare(at)))

    def _is_of_state(self, phrase: Phrase) -> bool:
        """Whether a phrase without a name means those who serve a state: «رجال الدرك», «شرطة مكافحة الشغب», «محكمة»."""
        return any(self.speakers.bare(at) in OF_STATE for at in range(phrase.first, min(phrase.first + 2, phrase.last)))

    def _in_apposition(self, phrase: Phrase) -> str | None:
        """Return the person whose name stands right behind his office: «المنسق الأعلى للسياسة الخارجية خافيير سولانا»."""
        if not self.speakers.is_office(phrase) or self._is_of_state(phrase):
            return None
        senses = self.speakers.senses(self.speakers.head(phrase))
        if "group" in senses and "person" not in senses:
            return None  # «أفرجت السلطات عن الباحث لوي أرنو»
        end = self.syntax.clauses[self.syntax.clause_at[phrase.first]].last
        speaker = self.speakers.speaker(phrase, min(phrase.last + _APPOSITION, end))
        if speaker.phrase is None or speaker.phrase.first < phrase.last or speaker.unnamed:
            return None
        return speaker.ids[0] if self._goes_on(phrase.last, speaker.phrase.first) else None

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether no phrase of its own stands between an office and a name: in «أوقفت السلطات رئيس البلدية …» one does."""
        starts = (self.syntax.phrases[i] for at in range(first, last) if (i := self.syntax.phrase_at[at]) >= 0)
        return all(self.syntax.governed(phrase) or phrase.last > last for phrase in starts if phrase.first >= first)

    def _by_surname(self, phrase: Phrase) -> str | None:
        """Return the person whose surname stands in a phrase where no name has been found: a headline's «توقيف الشدراوي»."""
        if not self._surnames:
            return None
        words = (self.speakers.whole(at) for at in range(phrase.first, phrase.last) if self.speakers.at[at] is None)
        return next((self._surnames[word] for word in words if word in self._surnames), None)

    @cached_property
    def _surnames(self) -> dict[str, str]:
        """The person of each surname that one person of the article alone has."""
        found: dict[str, set[str]] = {}
        for at, entity in enumerate(self.speakers.at):
            if entity is None or entity.type != "PER" or self.speakers.first_of(entity, at):
                continue
            if self.speakers.end_of(at) == at + 1:
                found.setdefault(self.speakers.whole(at), set()).add(entity.id)
        return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1 and not analyses(word)}

    def _owners(self, head: int) -> tuple[str, ...]:
        """Return whose people are meant where a pronoun says so: «نفت الوزارة … أن عناصرها»."""
        return next((ids for phrase in self.owner(head) if phrase.last <= head and (ids := self._named(phrase))), ())

    def _own_side(self, head: int) -> tuple[str, ...]:
        """Return the side of who speaks where he says «قواته», «بلاده»."""
        statement = self.statement(head)
        if statement is None:
            return ()
        source = self.statements[statement].source_id
        side = self._sides_of_persons.get(source) or self._spoken_for(self.statements[statement])
        if self._forms(head) & _POSSESSIONS and source.startswith("per-") and (side is None or side.isupper()):
            return (source,)
        if side is None and source.startswith("per-") and self._forms(head) & ARMED:
            state = self._state_before(head)  # «وذكر العقيد أن قواته استعادت …»: no officer owns an army
            return (state,) if state is not None else ()
        if side is None and source.startswith("per-"):
            return ()
        return (side,) if side else self.speaker(self.statements[statement], head)

    def _spoken_for(self, statement: Statement) -> str | None:
        """Return the body of which a spokesman without a name is only said to be its own: «الناطق باسمه»."""
        if statement.source is None or not statement.source_id.startswith("unnamed"):
            return None
        first = bisect_left(self.tokens.starts, statement.source.start)
        last = bisect_left(self.tokens.starts, statement.source.end)
        return next((self._told_of(at) for at in range(first, last) if self.read[at].pronoun), None)

    @cached_property
    def _sides_of_persons(self) -> dict[str, str]:
        """For whom a person speaks or acts: the country or body named in his title, right before his name."""
        found: dict[str, str] = {}
        for at, entity in enumerate(self.speakers.at):
            if entity is None or entity.type != "PER" or not self.speakers.first_of(entity, at) or entity.id in found:
                continue
            for back in range(at - 1, max(-1, at - 8), -1):
                other = self.speakers.at[back]
                if self.tokens.breaks(back + 1) or self.read[back].tag in "VS":
                    break
                if self.read[back].pronoun and (side := self._told_of(back)):
                    found[entity.id] = side
                    break
                if other is not None and other.type in ("NORP", "ORG", "GPE"):
                    found[entity.id] = self._side(other, back)
                    break
        return found

    def state_of(self, id: str) -> str:
        """Return the state that a person governs or serves, as his title says; of anybody else, himself."""
        return self._states_of_officers.get(id, id)

    @cached_property
    def _states_of_officers(self) -> dict[str, str]:
        """The states of those who are called a president, a minister, an ambassador, a commander of theirs."""
        found: dict[str, str] = {}
        for at, entity in enumerate(self.speakers.at):
            if entity is None or entity.type != "PER" or not self.speakers.first_of(entity, at):
                continue
            side = self._sides_of_persons.get(entity.id, "")
            title = range(max(0, at - _TITLED), at)
            governs = any(self.speakers.bare(i) in GOVERNING and not self.tokens.breaks(i + 1) for i in title)
            if is_land(side) and governs:
                found[entity.id] = side
        return found

    def side_of(self, id: str) -> str:
        """Return for whom a person speaks or acts, as his title says; of anybody else, himself."""
        return self._sides_of_persons.get(id, id)

    def _told_of(self, at: int) -> str | None:
        """Return the state or body of which the pronoun of a title speaks, also across paragraphs: «الناطق باسمه العقيد …»."""
        for clause in reversed(self.syntax.clauses_between(at - _TITLE, at)):
            if clause.subject is not None and clause.subject.last <= at and clause.kind == "main":
                ids = self._named(clause.subject)
                if len(ids) == 1 and not any(e.type == "PER" for e in self._of_id.get(ids[0], ())):
                    return ids[0]
        return None

    def _people(self, head: int) -> bool:
        return bool(self.speakers.senses(head) & {"person", "group", "place"})

    def _side(self, entity: Entity, at: int) -> str:
        """Return the country whose body an entity is, else itself: «الجيش الروسي», but «الصليب الأحمر اللبناني»."""
        words = {self.speakers.bare(i) for i in range(at, self.speakers.end_of(at))}
        own = SOCIETIES if entity.id.startswith("org-") else _UNIONS
        if words & _RELIEF or words & own:
            return entity.id
        nation = self.speakers.nationality(at)
        return country_of(entity) or (nation if nation is not None and nation.isupper() else None) or entity.id

    def _forms(self, at: int) -> set[str]:
        """Return what a noun with a pronoun can be without it: «قواته» is of «قوات»."""
        form = self.speakers.bare(at)
        return {form, form[:-1] + "ت"} if self.read[at].pronoun and form.endswith("اه") else {form}

    @staticmethod
    def _names_group(inside: Sequence[Entity]) -> bool:
        return any(entity.type == "ORG" for entity in inside)

    @staticmethod
    def _is_town(entity: Entity) -> bool:
        """Whether an entity is a place that no list knows: something is done there, but the place does nothing."""
        return entity.type == "GPE" and entity.id.startswith("gpe-")

    def _state(self, entity: Entity) -> str:
        return country_of(entity) or entity.id

    def statement(self, at: int) -> int | None:
        """Return the innermost statement in whose content a word stands."""
        return self._innermost.get(at)

    @cached_property
    def _innermost(self) -> dict[int, int]:
        """For each word that is told in a statement the innermost one: the shortest, the first of several."""
        starts, found = self.tokens.starts, dict[int, int]()
        sizes = [(statement.content.end - statement.content.start, i) for i, statement in enumerate(self.statements)]
        for _, i in sorted(sizes, reverse=True):
            content, cue = self.statements[i].content, self.statements[i].cue
            for at in range(bisect_left(starts, content.start), bisect_left(starts, content.end)):
                if not cue.start <= starts[at] < cue.end:
                    found[at] = i
        return found

    @cached_property
    def _of_id(self) -> dict[str, list[Entity]]:
        """The entities of the text by their ids, in order."""
        found: dict[str, list[Entity]] = {}
        for entity in self.speakers.entities:
            found.setdefault(entity.id, []).append(entity)
        return found
