"""Events: who did what to whom (``shared/gold/GUIDE.md``, "Events"), by the frames of the pack."""

from collections.abc import Iterable, Sequence, Set

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.arguments import Argumentation, Arguments, first
from isnad.annotation.events.cargo import Cargo
from isnad.annotation.events.casualties import Casualties
from isnad.annotation.events.completion import Completion
from isnad.annotation.events.goods import Goods
from isnad.annotation.events.needs import Needs
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.roles import Roles
from isnad.annotation.events.setting import Setting
from isnad.annotation.events.standing import Standing
from isnad.annotation.events.told import TRANSFERS, Told
from isnad.annotation.events.trigger import Kind, Trigger
from isnad.annotation.events.triggers import triggers
from isnad.annotation.statements.speakers import Speakers
from isnad.languages import frames as lexicon
from isnad.languages.folding import fold
from isnad.model import Entity, Event, Quantity, Statement, Time

_OF = fold("من")
_ANSWERS = frozenset(("consent", "reject"))  # keys of the deeds by which an offer is answered
_ALONE = frozenset(("ASSAULT", "PROTEST", "CONSULT", "SANCTION", "ACCUSE"))  # types that are told without any party named
_NAMED = frozenset(("AGREE", "CONCEDE", "MOBILIZE"))  # types that are told only where their clause names a party
_OFFICES = frozenset(map(fold, ("وزير", "وزيرة", "وزارة")))  # whose matter is no deed: «سجن وزير [التجهيز]»
_JUDGEMENTS = {"criticise": lexicon.judgement("ACCUSE"), "praise": lexicon.judgement("SUPPORT")}


def events(
    syntax: Syntax,
    entities: Sequence[Entity],
    times: Sequence[Time],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> tuple[Event, ...]:
    """Return the events of a text, in the order of their triggers."""
    return tuple(_Reader(syntax, entities, times, quantities, statements).events())


class _Reader:
    def __init__(
        self,
        syntax: Syntax,
        entities: Sequence[Entity],
        times: Sequence[Time],
        quantities: Sequence[Quantity],
        statements: Sequence[Statement],
    ) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.speakers = Speakers(syntax, entities)
        self.arguments = Argumentation(syntax, self.speakers.at)
        starts = {start: at for at, start in enumerate(self.tokens.starts)}
        self.cues = {
            at: statement
            for statement in reversed(statements)
            for at in (starts.get(statement.cue.start), starts.get(self._word_start(statement.cue.start)))
            if at is not None
        }
        parties = Parties(self.speakers, statements, self.arguments)
        goods = self.goods = Goods(syntax, parties.span)
        self.cargo = Cargo(syntax, self.speakers, goods)
        casualties = Casualties(syntax, self.speakers, quantities)
        self.standing = Standing(syntax, self.arguments, parties)
        self.needs = Needs(syntax, self.speakers, goods, casualties, self.cues.keys())
        self.roles = Roles(parties, goods, casualties, self.standing, self.cues)
        numbers = {id(statement): number for number, statement in enumerate(statements)}
        contents = {at: numbers[id(statement)] for at, statement in self.cues.items()}
        self.completion = Completion(parties, contents, self.standing.promises)
        self.setting = Setting(syntax, self.speakers, times, statements, self.cues)

    def _word_start(self, at: int) -> int:
        """Return where the word begins in which a place of the surface lies: a cue leaves its particles out."""
        while at > 0 and self.tokens.surface[at - 1].isalpha():
            at -= 1
        return at

    def events(self) -> Iterable[Event]:
        seen: dict[tuple[object, ...], int] = {}
        number = 0
        found = list(self._told())
        self.setting.verbs = sorted(t.trigger.at for t in found if t.trigger.kind == "verb" and not self._is_joined(t))
        for told in found:
            for item in told.objects:
                key = (told.frame.key, told.actors, told.recipients, item)
                yield self._event(told, item, seen.setdefault(key, number))
                number += 1
            if (returned := self._returned(told)) is not None:
                yield self._event(_given_back(told), returned, number)
                number += 1

    def _returned(self, told: Told) -> str | None:
        """Return the class of what is given in return: what stands behind «مقابل», else what the frame says."""
        at, reverse = told.trigger.at, told.frame.reverse
        if told.frame.type == "AID" and told.actors and told.recipients:
            first, last = self.setting.clause(at)
            found = self.goods.in_return(range(max(first, at), last))
            if found is not None and found not in told.objects:
                return found
        return reverse if reverse and (reverse != "money" or self._is_paid(at)) else None

    def _is_joined(self, told: Told) -> bool:
        """Whether a toll is joined to another by «و» and shares its date: «قُتل 12 [وأصيب 34] في انهيار الجسر فجر الاثنين»."""
        return bool(told.casualties) and self.read[told.trigger.at].particles == "و"

    def _is_paid(self, at: int) -> bool:
        """Whether the clause of a word says for how much: «باعت حصتها مقابل 118 مليون دينار»."""
        first, last = self.setting.clause(at)
        return self.needs.is_money(range(max(first, at), last))

    def _told(self) -> Iterable[Told]:
        """Yield the deeds told; a promise stands aside for what is promised."""
        completed = self.completion.completed(list(self._all_told()))
        carried_on = self.completion.carried_on([told for told in completed if self._is_told(told)])
        found = self.goods.likened(self.goods.settled(carried_on))
        found = [told for told in found if not self._is_taken_up(told, found)]
        done = {told.trigger.at for told in found}
        for told in found:
            promised = self.standing.promises.get(told.trigger.at, set())
            stands_aside = (
                told.frame.type in ("AGREE", "REQUEST", "AID") and told.frame.commands == "planned" and not told.frame.both
            )  # an agreement that was reached is told beside what it provides for
            if not (stands_aside and (promised & done or self._is_bare_pledge(told))) and not self._is_mention(told):
                yield told

    def _is_taken_up(self, told: Told, found: Sequence[Told]) -> bool:
        """Whether a deed is told by another: an offer that is answered («وافقت إيران على [المقترح] الأميركي»), a light verb.

        «[أعلن] البيت الأبيض فرض رسوم» imposes once.
        """
        at, rest = told.trigger.at, told.trigger.rest
        if told.trigger.kind == "verb" and rest:
            within = (other for other in found if at < other.trigger.at < max(rest) and other.trigger.at not in rest)
            return any(other.frame.key == told.frame.key and other.trigger.kind == "masdar" for other in within)
        offer = told.frame.key == "offer" and told.trigger.kind == "noun"
        return offer and any(
            other.frame.key in _ANSWERS and other.trigger.at < at and at in self.standing.promises.get(other.trigger.at, ())
            for other in found
        )

    def _is_mention(self, told: Told) -> bool:
        """Whether a noun only comes back to an agreement that is known: «نصّ الاتفاق», «ويقضي الاتفاق بأن»."""
        return told.frame.key == "agree" and told.frame.noun and self.needs.mentions(told.trigger.at)

    @staticmethod
    def _is_bare_pledge(told: Told) -> bool:
        """Whether somebody pledges to nobody what is no deed: «تعهّد بإنشاء لجنة»."""
        return told.frame.key == "pledge" and not told.recipients

    @staticmethod
    def _is_told(told: Told) -> bool:
        """Whether a deed is told rather than mentioned: by a verb, with a party or victims, or by a noun of a type told alone."""
        if not told.own and (told.frame.type in _NAMED or (told.frame.type == "CONSULT" and told.trigger.kind == "verb")):
            return False
        if told.frame.key == "impose-tariff" and not told.own:
            return False  # «احتجاجاً على زيادة رسوم الترخيص»
        return bool(told.actors or told.recipients or told.casualties) or told.trigger.tells or told.frame.type in _ALONE

    def _all_told(self) -> Iterable[Told]:
        done: set[int] = set()
        named = {
            at for at, entity in enumerate(self.speakers.at) if entity is not None and entity.type != "NORP"
        } | self._titles()
        carried: set[int] = set()
        found: list[Told] = []
        for trigger in triggers(self.syntax, named, self.cues.keys()):
            arguments = self.cargo.resolved(trigger, self.arguments.of(trigger))
            statement = self.cues.get(trigger.at)
            if trigger.kind == "verb" and statement is not None and self._is_before(statement, trigger.at):
                arguments = self.arguments.objective(arguments, trigger.at)
            for frame in trigger.frames:
                if self.needs.hold(trigger, frame, arguments):
                    told = self.roles.tell(trigger, frame, arguments)
                    if told is not None:
                        done.add(trigger.at)
                        found.append(told)
                    if told is not None and frame.type in TRANSFERS:
                        carried.update(self._passing(frame, arguments))
                    break
        given = [told.trigger.at for told in found if told.frame.type in TRANSFERS and told.trigger.kind == "verb"]
        yield from (told for told in found if not (_is_carried(told, carried) or self._is_manner(told, given)))
        yield from self._judgements(done)

    def _is_manner(self, told: Told, given: Sequence[int]) -> bool:
        """Whether a noun of giving only says as what, or what for, something is given before it: «تسلّم مدرعات [هبةً] من أنقرة»."""
        at = told.trigger.at
        if told.frame.type != "AID" or told.trigger.kind == "verb" or not self.tokens.quote(at).endswith(("اً", "ًا", "ةً")):
            return False
        return any(self.tokens.sentence(verb) == self.tokens.sentence(at) and verb < at - 1 for verb in given)

    def _measured(self, last: int) -> range:
        """Return the words behind «من» of which what ends before them is a part: «الدفعة الأولى [من القرض]»."""
        if last + 1 >= len(self.read) or self.tokens.forms[last] != _OF or self.syntax.gaps[last] != "":
            return range(0)
        phrase = self.syntax.phrase_of(last + 1)
        return range(phrase.first, phrase.last) if phrase is not None else range(0)

    def _passing(self, frame: lexicon.Frame, arguments: Arguments) -> Iterable[int]:
        """Yield the words for what passes hands or is withheld: «باعت [شحنات غاز]», «حظر [تسليم الأسلحة]» tell no shipping."""
        for slots in (frame.theme, ("gen",) if frame.type == "SANCTION" else ()):
            if (phrase := first(slots, arguments)) is not None:
                yield from range(phrase.first, phrase.last)
                yield from self._measured(phrase.last)

    def _judgements(self, done: Set[int]) -> Iterable[Told]:
        """Yield an ACCUSE or SUPPORT for each statement that blames or praises with a word that is no deed of its own."""
        for at, statement in sorted(self.cues.items()):
            frame, found = _JUDGEMENTS.get(statement.stance), self.read[at].analysis
            if at in done or frame is None or found is None or lexicon.of_verb(found.lemma.source or found.lemma.form):
                continue
            kind: Kind = "masdar" if found.pos in ("masdar", "noun") else "verb"
            trigger = Trigger(at, kind, (frame,))
            arguments = self.arguments.of(trigger)
            if kind == "verb" and self._is_before(statement, at):
                arguments = self.arguments.objective(arguments, at)
            arguments = self._outside(arguments, statement)
            told = self.roles.tell(trigger, frame, arguments)
            if told is not None:
                yield told

    def _outside(self, arguments: Arguments, statement: Statement) -> Arguments:
        """Return the arguments of a word of saying without what only stands in what is said: «واصفة الحكم بأنه مترجم عن …»."""
        inside = range(statement.content.start, statement.content.end)
        slots = {
            slot: tuple(
                phrase for phrase in phrases if slot not in ("an", "min") or self.tokens.starts[phrase.first] not in inside
            )
            for slot, phrases in arguments.slots.items()
        }
        return arguments._replace(slots={slot: phrases for slot, phrases in slots.items() if phrases})

    def _is_before(self, statement: Statement, at: int) -> bool:
        """Whether the source of a statement is not named behind its word of saying."""
        return statement.source is None or statement.source.start < self.tokens.span(at, at + 1).start

    def _titles(self) -> set[int]:
        """Return the words of titles that no deed is told by: «وزير التجهيز», «قائد العمليات»."""
        return {
            at
            for phrase in self.syntax.phrases
            if self.speakers.is_office(phrase)
            for at in range(phrase.first + 1, phrase.last)
            if not self.read[at].particles
        } | {at for at in range(1, len(self.read)) if self._is_matter(at)}

    def _is_matter(self, at: int) -> bool:
        """Whether a word is that of which an office before it is: «سجن وزير [التجهيز]», but not «أعلنت الوزارة مقتل»."""
        office = self.speakers.whole(at - 1) in _OFFICES and self.syntax.gaps[at] == ""
        return office and self.speakers.whole(at).startswith("ال") and not self.read[at].particles

    def _is_past(self, at: int) -> bool:
        found = self.read[at].analysis
        return found is not None and found.tense == "past"

    def _event(self, told: Told, object: str | None, same: int) -> Event:
        at = told.trigger.at
        trigger = self.tokens.span(at, at + 1, 0 if told.trigger.whole else len(self.read[at].particles))
        first, last = self.setting.clause(at)
        time = self.setting.time(told, trigger, first, last)
        ahead = time is not None and told.factuality == "actual" and not self._is_past(at) and self.setting.is_ahead(time)
        return Event(
            trigger=trigger,
            key=told.frame.key,
            type=told.frame.type,
            mode=told.frame.mode,
            actors=told.actors,
            recipients=told.recipients,
            object=object,
            time=time.value if time is not None else None,
            location=self.setting.place(told, first, last),
            factuality="planned" if ahead else told.factuality,
            casualties=told.casualties,
            statement=told.statement,
            words=(*told.words, ("object", named)) if (named := told.objects.get(object)) is not None else told.words,
            understood=dict(told.understood),
            same=same,
            rule=f"frame/{told.frame.key}/{told.trigger.kind}",
        )


def _given_back(told: Told) -> Told:
    """Return what passes hands the other way in a deed: who gives there takes here."""
    other = {"actor": "recipient", "recipient": "actor"}
    return told._replace(
        actors=told.recipients,
        recipients=told.actors,
        words=tuple((other.get(role, role), span) for role, span in told.words),
        understood={other[role]: rule for role, rule in told.understood.items()},
    )


def _is_carried(told: Told, carried: Set[int]) -> bool:
    """Whether a noun of giving, or of marches, only names what another deed gives or withholds: «أرسلت [مسيرات]» are drones."""
    return told.frame.type in ("AID", "PROTEST") and told.trigger.kind != "verb" and told.trigger.at in carried
