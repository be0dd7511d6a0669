"""The parties that a clause leaves out, where the article names them: with the same deed, or with what led to it.

Each rule is a step with a name, which the parties that it gives carry (``Told.understood``, ``docs/events.md``).
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from itertools import chain

from isnad.annotation.events.alliances import Alliances, alliances, spared
from isnad.annotation.events.answers import BETWEEN, DEAL, accused, answered, charged, is_answered
from isnad.annotation.events.casualties import once
from isnad.annotation.events.groups import is_at_home
from isnad.annotation.events.harm import continued_toll, counted, held, hurt, joined
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.responsibility import claimed
from isnad.annotation.events.sequels import attended, freed, judging, received, resumed, threatened
from isnad.annotation.events.strikes import intercepted, told_once
from isnad.annotation.events.told import Told, is_land, noted
from isnad.annotation.events.trials import passed, sentenced, tried
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold

_MUTUAL = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AGREE", "RETREAT"))
_OF_EACH = frozenset(("CONSULT", "SUPPORT", "RETREAT"))  # what another did of these tells nothing of who does it now
_SOLE = frozenset(("ASSAULT", "PROTEST"))  # of what an article tells of these types, one party does mostly all
_ABOUT = frozenset(("ACCUSE", "SUPPORT", "THREATEN"))  # what somebody does by speaking of what others do
_GIVEN = frozenset(("AID", "SUPPORT", "SANCTION"))
_OPPOSED = frozenset(("ASSAULT", "REQUEST", "ACCUSE", "THREATEN", "RETREAT", "REJECT"))  # what one side does to the other
_UNLESS, _NOT = frozenset(map(fold, ("ما", "إذا", "إن"))), fold("لم")
_OWN_DOING = frozenset(("PROTEST", "AID"))  # who protests or gives is not he who did what was told before
_KNOWN = 60  # words behind a deed within which a noun with the article comes back to it
_GUILT = deed_words("guilt")
_GUILTY = 10  # words before a noun within which stands that somebody is guilty of it
_COMMITTING = frozenset(map(fold, ("ارتكب", "اقترف")))
_COMMITTED = 4  # words before a crime within which stands who commits it
_HARMS = frozenset(("ASSAULT", "COERCE"))  # what is blamed and not done by who blames it
_NEAR = 40  # words within which one actor goes on
_AROUND = 100  # deeds of a type on each side of one, among which its parties are looked for
_WORLD_COURTS = frozenset(("international-criminal-court", "international-court-of-justice"))
_FREEING = frozenset(("release", "acquit", "pardon", "unfreeze"))  # what courts do with whom a passive names

Step = tuple[str, Callable[[Sequence[Told]], list[Told]]]
"""A rule by its name, with what it makes of the deeds of a text."""


class Completion:
    """Gives the deeds of a text that lack their parties those that the article names elsewhere.

    ``contents`` are the statements by their words of saying, ``promises`` the words in the object of a word.
    """

    def __init__(self, parties: Parties, contents: Mapping[int, int], promises: Mapping[int, Set[int]]) -> None:
        self.syntax, self.parties = parties.syntax, parties
        self.contents, self.promises = contents, promises
        self._warring: tuple[str, ...] = ()
        self._allied: Alliances = frozenset()

    def completed(self, found: Sequence[Told]) -> list[Told]:
        """Return the deeds with their parties."""
        return _through(self._steps(), found)

    def carried_on(self, found: Sequence[Told]) -> list[Told]:
        """Return the deeds that are told with what their parties go on to do, and to whom."""
        steps = (
            ("goes-on", lambda found: continued(found, self._blamed_for(found))),
            ("faced", self._faced),
            ("mediation", self._mediated),
        )
        return _through(steps, found)

    def _steps(self) -> tuple[Step, ...]:
        """Return the rules in their order: each finds what those before it have named."""
        syntax, parties, cast = self.syntax, self.parties, self.parties.cast
        side_of, state_of = parties.titles.side_of, parties.titles.state_of
        persons = {entity.id for entity in parties.speakers.entities if entity.type == "PER"}
        return (
            ("one-strike", lambda found: told_once(once(found, syntax), syntax)),
            ("claimed", lambda found: claimed(found, syntax, parties)),
            ("answered", lambda found: answered(found, persons)),
            ("at-war", lambda found: self._fought(found, persons)),
            ("union", self._protested),
            ("passed", lambda found: passed(found, syntax)),
            ("sentenced", lambda found: sentenced(found, persons, syntax)),
            ("state", self._judged),
            ("answered", lambda found: answered(found, persons)),  # «الحكم» is the state's, once that is known
            ("trial", lambda found: tried(found, persons, syntax)),
            ("accusation", lambda found: accused(found, side_of)),
            ("charge", lambda found: charged(found, syntax)),
            ("captor", lambda found: freed(found, side_of)),
            ("same-deed", self._told_again),
            ("alone", lambda found: _alone(found, self._guilt(found))),
            ("cause", lambda found: hurt(found, syntax)),
            ("toll-goes-on", lambda found: continued_toll(found, syntax)),
            ("same-toll", counted),
            ("hostages", lambda found: held(found, cast)),
            ("shot-down", lambda found: intercepted(found, syntax)),
            ("land-struck", self._struck),
            ("which", lambda found: judging(found, syntax)),
            ("blamed", self._blamed),
            ("threat", lambda found: threatened(found, self.promises, state_of)),
            ("befallen", lambda found: resumed(found, syntax)),
            ("beside", lambda found: attended(found, syntax)),
            ("mediation", self._mediated),
            ("other-side", self._answering),
            ("beneficiary", self._given),
            ("allies", lambda found: spared(found, self._allied, self._warring)),
            ("same-gift", received),
            ("joined-toll", lambda found: joined(found, syntax)),
        )

    def _struck(self, found: Sequence[Told]) -> list[Told]:
        """Let who strikes in another country than his own strike that country: «غارة إسرائيلية على سيارة في جنوب لبنان»."""
        completed = []
        for told in found:
            if told.frame.type == "ASSAULT" and not (told.recipients or told.casualties or told.frame.both):
                land = self.parties.grounds.place_of(told.trigger.at, told.sites) if told.actors else None
                if land is not None and land not in told.actors and not any(is_at_home(id, land) for id in told.actors):
                    told = told._replace(recipients=(land,))
            completed.append(told)
        return completed

    def _told_again(self, found: Sequence[Told]) -> list[Told]:
        """Give a deed the parties with which the article tells the same deed, or one of its type, elsewhere.

        Of those of its type only so many before and behind it are looked at: the cost is linear in the text.
        """
        open_to = _contested(found)
        alike: dict[str, list[int]] = {}
        for number, told in enumerate(found):
            if told.actors:
                alike.setdefault(told.frame.type, []).append(number)
        made = []
        for number, told in enumerate(found):
            places = alike.get(told.frame.type, [])
            at = bisect_left(places, number)
            near = (found[place] for place in places[max(0, at - _AROUND) : at + _AROUND])
            made.append(_again(told, [other for other in near if open_to(other, told)], self._is_known(told)))
        return made

    def _is_known(self, told: Told) -> bool:
        """Whether a deed is named by a noun with the article: «ودانت بغداد [الهجوم]»."""
        reading, form = self.syntax.readings[told.trigger.at], self.syntax.tokens.forms[told.trigger.at]
        return told.frame.noun and form[len(reading.particles) :].startswith("ال") and not told.casualties

    def _at_war(self, found: Sequence[Told], persons: Set[str]) -> tuple[str, ...]:
        """Return the two who fight each other in the article: who attack each other most often, else its two sides."""
        pairs: Counter[frozenset[str]] = Counter()
        for told in found:
            if told.frame.type == "ASSAULT":
                ids = {*told.actors} if told.frame.both else {*told.actors[:1], *told.recipients[:1]}
                if len(ids) == 2 and not ids & persons and ids not in self._allied:
                    pairs[frozenset(ids)] += 1
        if pairs:
            return tuple(sorted(pairs.most_common(1)[0][0]))
        clash = any(told.frame.type == "ASSAULT" and told.frame.both for told in found)
        sides = self.parties.sides.two or self.parties.sides.armed
        return sides if clash and len(sides) == 2 and frozenset(sides) not in self._allied else ()

    def _fought(self, found: Sequence[Told], persons: Set[str]) -> list[Told]:
        """Let those who fight without a name be the two who are at war, and their dead be killed by the other."""
        self._allied = alliances(found)
        war = self._warring = self._at_war(found, persons)
        completed = []
        for told in found:
            if len(war) == 2 and told.frame.type == "ASSAULT" and not told.unnamed:
                if told.frame.both and len(told.actors) < 2 and {*told.actors} <= {*war}:
                    told = told._replace(actors=war)
                elif told.casualties and not told.actors and len(told.recipients) == 1 and told.recipients[0] in war:
                    told = told._replace(actors=tuple(id for id in war if id != told.recipients[0]))
            completed.append(told)
        return completed

    def _protested(self, found: Sequence[Told]) -> list[Told]:
        """Let people who protest without a name, or by their country alone, be those of the union of the article."""
        union = self.parties.cast.union
        named = {told.actors for told in found if told.frame.type == "PROTEST" and not self._is_no_protester(told.actors)}
        if union is None or named - {(union,)}:
            return list(found)
        return [
            told._replace(actors=(union,)) if told.frame.type == "PROTEST" and self._is_no_protester(told.actors) else told
            for told in found
        ]

    def _is_no_protester(self, actors: tuple[str, ...]) -> bool:
        return all(map(is_land, actors)) or actors == (self.parties.cast.company,)

    def _judged(self, found: Sequence[Told]) -> list[Told]:
        """Let the state arrest and try: the one that does so with the same person elsewhere, else the one of the place.

        In an article of a court of the world it is that court.
        """
        done = {other.recipients: other.actors for other in reversed(found) if _is_of_state(other) and other.actors}
        court = next((ids for ids in done.values() if {*ids} <= _WORLD_COURTS), None)
        completed, guilt = [], self._guilt(found)
        for told in found:
            if _is_of_state(told) and not told.actors and told.trigger.at not in guilt and not self._is_nobodys(told):
                known = done.get(told.recipients, ()) if told.recipients else ()
                here = self.parties.grounds.place(told.trigger.at)
                state = (
                    self.parties.grounds.authority(told.trigger.at) if told.frame.key != "coup" else ()
                )  # none overthrows itself
                actors = (here,) if here is not None else known or court or state
                told = told._replace(actors=actors if not {*actors} & {*told.recipients} else ())
            completed.append(told)
        return completed

    def _is_nobodys(self, told: Told) -> bool:
        """Whether a noun with the article names what befalls nobody who is told of: «بحثوا [القيود] المصرفية»."""
        commanded = any(told.trigger.at in places for places in self.promises.values())  # «اتهمه بالتجسس»
        return told.trigger.kind != "verb" and not told.recipients and self._is_known(told) and not commanded

    def _blamed(self, found: Sequence[Told]) -> list[Told]:
        """Blame or praise him who does what is blamed or praised, threaten him to whom it is to be done."""
        completed = []
        said: dict[int | None, list[int]] = {}
        at: dict[int, list[int]] = {}
        for number, told in enumerate(found):
            said.setdefault(told.statement, []).append(number)
            at.setdefault(told.trigger.at, []).append(number)
        for told in found:
            if (told.actors or told.frame.type == "THREATEN") and not told.recipients and told.frame.type in _ABOUT:
                content = self.contents.get(told.trigger.at)
                numbers = {*said[content]} if content is not None and content in said else set[int]()
                for promised in self.promises.get(told.trigger.at, ()):
                    numbers.update(at.get(promised, ()))
                later = (self._party(told, found[i]) for i in sorted(numbers) if found[i].trigger.at > told.trigger.at)
                about = chain([self._warned(told)] if told.frame.type == "THREATEN" else [], later)
                told = told._replace(recipients=next((ids for ids in about if ids and not {*ids} & {*told.actors}), ()))
            completed.append(told)
        return completed

    def _warned(self, told: Told) -> tuple[str, ...]:
        """Return who is to do something lest a threat be carried out: «هدد بقتلهم ما لم تنسحب [القوات اليمنية]»."""
        tokens, at = self.syntax.tokens, told.trigger.at
        for place in range(at + 1, len(tokens) - 1):
            if tokens.sentence(place) != tokens.sentence(at):
                return ()
            if tokens.forms[place] in _UNLESS and tokens.forms[place + 1] == _NOT:
                clause = self.syntax.clauses[self.syntax.clause_at[min(place + 2, len(tokens) - 1)]]
                behind = clause.subject is not None and clause.subject.first > place
                return self.parties.ids(clause.subject) if clause.subject is not None and behind else ()
        return ()

    @staticmethod
    def _party(told: Told, other: Told) -> tuple[str, ...]:
        return other.recipients if told.frame.type == "THREATEN" else other.actors

    def _mediated(self, found: Sequence[Told]) -> list[Told]:
        """Let who mediates do so between the two who are not named: the sides of the article, or those at war."""
        return [
            told._replace(recipients=self._brought_together(told))
            if told.frame.mode == "third-party" and not told.recipients
            else told
            for told in found
        ]

    def _answering(self, found: Sequence[Told]) -> list[Told]:
        """Let what one side does mostly to the other be done to it where nobody is named."""
        opponents = _opponents(found)
        return [
            told._replace(recipients=self._opposed(told, opponents))
            if told.frame.type in _OPPOSED and len(told.actors) == 1 and not (told.recipients or self._is_aimed(told))
            else told
            for told in found
        ]

    def _given(self, found: Sequence[Told]) -> list[Told]:
        """Let a gift, a welcome or a sanction that names nobody go to the other side, or to the country of the article."""
        given = Counter(told.recipients[0] for told in found if told.frame.type == "AID" and told.recipients and told.actors)
        needy = next((id for id, _ in given.most_common(1)), None)
        return [
            told._replace(recipients=self._receiver(told, needy))
            if told.frame.type in _GIVEN and told.actors and not (told.recipients or told.frame.both)
            else told
            for told in found
        ]

    def _blamed_for(self, found: Sequence[Told]) -> Set[int]:
        """Return the words in what somebody blames, protests against, or is guilty of."""
        condemning = [told.trigger.at for told in found if told.frame.key == "condemn" and told.trigger.kind == "verb"]
        blaming = (self.promises.get(at, ()) for at in condemning)
        tokens = self.syntax.tokens
        behind = {
            told.trigger.at
            for told in found
            if told.frame.type in _HARMS and not told.actors
            for at in condemning
            if at < told.trigger.at < tokens.sentence_end(at)
        }  # «أدان الأزهر مقتل 20 مصلياً في [تفجير] [استهدف] كنيسة»
        answered_to = {told.trigger.at for told in found if is_answered(tokens, told.trigger.at)}
        return self._guilt(found).union(behind, answered_to, *blaming)

    def _guilt(self, found: Sequence[Told]) -> set[int]:
        """Return the nouns of which somebody is guilty."""
        return {told.trigger.at for told in found if told.trigger.kind != "verb" and self._is_guilt(told.trigger.at)}

    def _is_guilt(self, at: int) -> bool:
        """Whether a noun tells of what somebody is guilty: «لتورطهم في [التعذيب]»."""
        tokens, near = self.syntax.tokens, range(max(0, at - _GUILTY), at)
        return any(
            self.parties.speakers.bare(i) in _GUILT and tokens.sentence(i) == tokens.sentence(at) and not self._is_committed(i)
            for i in near
        )

    def _is_committed(self, at: int) -> bool:
        """Whether a verb right before says who did it: «ارتكبت إسرائيل [جريمة] بقصف مدرسة»."""
        before = (self.syntax.readings[i].analysis for i in range(max(0, at - _COMMITTED), at))
        return any(found is not None and found.lemma.form in _COMMITTING for found in before)

    def _faced(self, found: Sequence[Told]) -> list[Told]:
        """Give those who are known to go on attacking whom they face: the other at war."""
        war = self._warring if all(is_land(id) or id == self.parties.cast.rebels for id in self._warring) else ()
        return [
            told._replace(recipients=tuple(id for id in war if id not in told.actors))
            if told.frame.type == "ASSAULT"
            and told.actors
            and {*told.actors} < {*war}
            and not (told.recipients or self._is_aimed(told))
            else told
            for told in found
        ]

    def _brought_together(self, told: Told) -> tuple[str, ...]:
        """Return between whom somebody mediates: the two sides, else those at war, else the two whom the article names most."""
        own = {id for actor in told.actors for id in (actor, self.parties.titles.side_of(actor))}
        sides = (pair for pair in (self.parties.sides.two, self._warring) if len(pair) > 1 and not {*pair} & own)
        return next(sides, ()) or (self.parties.sides.principals(own) if told.actors else ())

    def _is_aimed(self, told: Told) -> bool:
        """Whether a deed has its aim, though no party is it; between two who are at war a place is the other's."""
        return told.aimed or told.frame.both or (told.struck and not {*told.actors} <= {*self._warring})

    def _opposed(self, told: Told, opponents: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Return the other side of the article, where one of its two does something that is mostly done to it."""
        actor, sides = self.parties.titles.side_of(told.actors[0]), self.parties.sides.two
        if told.frame.type == "ASSAULT" and self._warring:
            sides = self._warring
        if len(sides) == 2 and actor in sides and frozenset(sides) not in self._allied:
            return tuple(side for side in sides if side != actor)
        return opponents.get(told.actors[0], ()) or opponents.get(actor, ())

    def _receiver(self, told: Told, needy: str | None) -> tuple[str, ...]:
        giver, sides, home = told.actors[0], self.parties.sides.two, self.parties.speakers.home
        others = tuple(side for side in sides if side not in told.actors)
        if told.frame.type == "SUPPORT" and told.about in BETWEEN and giver not in sides:
            return others if told.about == DEAL else self._brought_together(told)  # «رحّب بالاتفاق»
        if giver in sides and others and not told.aimed:
            return others
        place = self.parties.grounds.place_behind(told.trigger.at)
        if told.frame.type == "AID" and place is not None and place != giver and told.trigger.tells:
            return (place,)
        if told.aimed:
            return ()  # «تبرعت بعشرة ملايين ريال لأسر الضحايا»
        if told.frame.type == "SUPPORT" and told.about:
            return ()  # «أشاد بالقرار»: whose it is, nobody tells
        if told.frame.type == "SANCTION" and _is_body(giver) and not self.parties.is_abroad(giver):
            return ()  # a company of the country stops its exports
        if told.frame.type == "AID":
            home = (home or needy) if told.trigger.tells and self.parties.is_abroad(giver) else None
        return (home,) if home is not None and home not in told.actors else ()


def _through(steps: Sequence[Step], found: Sequence[Told]) -> list[Told]:
    """Return deeds as rules complete them, with the name of the rule on each party that one gave."""
    told = list(found)
    for rule, step in steps:
        told = noted(rule, told, step(told))
    return told


def _opponents(found: Sequence[Told]) -> dict[str, tuple[str, ...]]:
    """Return against whom each party that acts alone does what it does against somebody, more than once."""
    votes: dict[str, Counter[tuple[str, ...]]] = {}
    for told in found:
        if told.frame.type in _OPPOSED and len(told.actors) == 1 and told.recipients and not told.casualties:
            votes.setdefault(told.actors[0], Counter())[told.recipients] += 1
    most = {actor: against.most_common(1)[0] for actor, against in votes.items()}
    return {actor: against for actor, (against, times) in most.items() if times > 1}


def _is_body(id: str) -> bool:
    return id.startswith("org-")


def continued(found: Sequence[Told], blamed: Set[int]) -> list[Told]:
    """Give a deed without an actor the subject of its clause, or who did what was told before it; people protest unnamed.

    What is ``blamed`` is not done by who blames it: «أدان الوزير [الهجوم]».
    """
    done: list[Told] = []
    for told in sorted(found, key=lambda told: told.trigger.at):
        if not (
            told.actors
            or told.unnamed
            or told.casualties
            or told.frame.both
            or told.frame.type in _OWN_DOING
            or told.trigger.at in blamed
            or _hides_doer(told)
            or _is_named_only(told)
        ):
            if told.frame.type == "PROTEST" and told.frame.noun:
                done.append(told)
                continue  # «خلال الليلة الثالثة من أعمال [الشغب]»: who arrests does not riot
            near = done[bisect_right(done, told.trigger.at - _NEAR, key=lambda other: other.trigger.at) :]
            before = (other.actors for other in reversed(near) if len(other.actors) == 1)
            hurt = {id for other in near if other.casualties for id in other.recipients}
            fitting = (ids for ids in (told.subject, next(before, ())) if not {*ids} & ({*told.recipients} | hurt))
            told = told._replace(actors=next(filter(None, fitting), ()))
        done.append(told)
    return done


def _hides_doer(told: Told) -> bool:
    """Whether a passive keeps back who attacks: «القنصلية التي [أُحرقت]»."""
    return told.frame.type == "ASSAULT" and told.trigger.kind == "verb" and told.trigger.passive


def _is_named_only(told: Told) -> bool:
    """Whether a sanction is only named by a noun: it is mostly another's than his who did what was told before it."""
    return told.frame.type == "SANCTION" and told.frame.noun and not told.trigger.tells


def _contested(found: Sequence[Told]) -> Callable[[Told, Told], bool]:
    """Return whether one deed can name the actor of another: of an attack that is denied, not for the article's own words."""
    denied = {told.actors for told in found if told.frame.type == "ASSAULT" and told.factuality == "denied"}
    return lambda other, told: told.statement is not None or other.frame.type != "ASSAULT" or other.actors not in denied


def _again(told: Told, others: Sequence[Told], known: bool) -> Told:
    """Return a deed with the parties of the likeliest of others of its type: of the same key, the nearest before it."""
    if told.frame.both:
        if told.frame.type not in _MUTUAL or len(told.actors) > 1:
            return told
        joint = [other for other in others if len(other.actors) > 1 and {*told.actors} <= {*other.actors}]
        return told._replace(actors=max(joint, key=lambda other: _likeness(told, other)).actors) if joint else told
    if told.frame.actor == ("none",):
        return told
    fitting = [other for other in others if other is not told and _fits(told, other, known)]
    if not fitting:
        return told
    likeliest = max(fitting, key=lambda other: _likeness(told, other))
    sole = bool(told.recipients) and len({other.actors for other in fitting}) == 1  # of all who do it to them one is told
    naming = [other for other in fitting if sole or other.trigger.at < told.trigger.at]
    doer = max(naming, key=lambda other: _likeness(told, other)) if naming and told.frame.type not in _OF_EACH else None
    return told._replace(
        actors=told.actors or (() if told.unnamed or told.casualties or doer is None else doer.actors),
        recipients=told.recipients or (() if told.aimed or told.frame.type == "PROTEST" else likeliest.recipients),
    )


def _fits(told: Told, other: Told, known: bool) -> bool:
    """Whether another deed of its type can name the parties of a deed; of one that is ``known`` one that is told before it."""
    told_before = known and 0 < told.trigger.at - other.trigger.at < _KNOWN and other.trigger.tells
    return (
        (other.frame.key == told.frame.key or told_before or (not told.casualties and _is_open(told)))
        and (not told.actors or other.actors == told.actors)
        and (not told.recipients or other.recipients == told.recipients)
        and not {*told.actors, *other.actors} & {*told.recipients, *other.recipients}
    )


def _likeness(told: Told, other: Told) -> tuple[bool, bool, bool, bool, int]:
    """Order the deeds that can name the parties of another: of its key, its thing, with both parties, before it, the nearest."""
    distance = told.trigger.at - other.trigger.at
    passed = bool({*told.objects} & {*other.objects} - {"other", None})
    return other.frame.key == told.frame.key, passed, bool(other.recipients), distance > 0, -abs(distance)


def _alone(found: Sequence[Told], guilt: Set[int]) -> list[Told]:
    """Give a deed without an actor the one who alone does deeds of its type in the article, but for what is ``guilt``."""
    alone, open_to = {}, _contested(found)
    for type in _SOLE:
        doers = {told.actors for told in found if told.frame.type == type and told.actors and not told.frame.both}
        if len(doers) == 1:
            alone[type] = next(told for told in found if told.frame.type == type and told.actors in doers)
    return [
        told._replace(actors=alone[told.frame.type].actors)
        if told.frame.type in alone
        and told.trigger.at not in guilt
        and open_to(alone[told.frame.type], told)
        and not (told.actors or told.unnamed or told.frame.both or told.casualties or _hides_doer(told))
        and not {*alone[told.frame.type].actors} & {*told.recipients}
        else told
        for told in found
    ]


def _is_of_state(told: Told) -> bool:
    """Whether a deed is one of those that a state alone does."""
    freed = told.frame.key in _FREEING and not told.actors and told.trigger.kind == "verb" and told.trigger.passive
    return told.frame.type == "COERCE" or told.frame.mode == "investigate" or freed


def _is_open(told: Told) -> bool:
    """Whether the parties of a deed may be those of another deed of its type: no bare noun, or named goods pass."""
    return told.trigger.tells or bool(
        told.actors or told.recipients or (told.frame.type == "AID" and {*told.objects} - {"other"})
    )
