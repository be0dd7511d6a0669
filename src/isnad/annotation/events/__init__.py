"""Events: who did what to whom (``shared/gold/GUIDE.md``, "Events"), by the frames of the pack."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.arguments import Argumentation, Arguments
from isnad.annotation.events.casualties import Casualties, Count
from isnad.annotation.events.triggers import Kind, Trigger, triggers
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of
from isnad.annotation.statements.speakers import Speakers
from isnad.languages import frames as lexicon
from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context
from isnad.languages.phrases import Phrases
from isnad.model import Entity, Event, Factuality, Quantity, Span, Statement, Time

_NEGATIONS = frozenset(map(fold, ("لم", "لا", "لن", "ليس", "ليست", "دون", "عدم", "بدون")))
_HEDGES = frozenset(map(fold, ("ربما", "لعل", "يحتمل", "يمكن")))
_CONDITIONS = frozenset(map(fold, ("إذا", "لو", "حال", "شرط")))
_PURPOSES = frozenset(map(fold, ("هدف", "بهدف", "أجل", "بغية", "بغرض", "كي", "لكي")))
_BY_STANCE: dict[str, Factuality] = {"deny": "denied", "commit": "planned", "expect": "planned", "estimate": "possible"}
_TRANSFERS = frozenset(("AID", "COOPERATE", "SANCTION"))
_ALONE = frozenset(("ASSAULT", "PROTEST"))  # types that are told without any party named
_JUDGEMENTS = {"criticise": lexicon.judgement("ACCUSE"), "praise": lexicon.judgement("SUPPORT")}
_OWN_SIDE = frozenset(
    map(fold, ("قوات", "بلاد", "جيش", "حكومة", "مقاتلين", "جنود", "بلد", "دولة", "جماعة", "حركة", "شركة", "حزب"))
)


def events(
    syntax: Syntax,
    entities: Sequence[Entity],
    times: Sequence[Time],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> tuple[Event, ...]:
    """Return the events of a text, in the order of their triggers."""
    return tuple(_Reader(syntax, entities, times, quantities, statements).events())


class _Told(NamedTuple):
    trigger: Trigger
    frame: Frame
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    objects: dict[str | None, Span | None]
    factuality: Factuality
    casualties: dict[str, Count]
    statement: int | None
    words: tuple[tuple[str, Span], ...]


def _is_open(told: _Told) -> bool:
    """Whether the parties of a deed may be those of another deed of its type: no bare noun, or named goods pass."""
    return told.trigger.kind == "verb" or bool(
        told.actors or told.recipients or (told.frame.type == "AID" and {*told.objects} - {"other"})
    )


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
        self.casualties = Casualties(syntax, self.speakers, quantities)
        self.times, self.statements = times, statements
        self.commanded: dict[int, tuple[Factuality | None, tuple[str, ...]]] = {}
        self.promises: dict[int, set[int]] = {}
        self.sides: tuple[str, ...] = ()  # the parties of the first deed that the article tells of two
        starts = {self.tokens.span(at, at + 1).start: at for at in range(len(self.tokens))}
        self.cues = {
            at: statement
            for statement in reversed(statements)
            for at in (starts.get(statement.cue.start), starts.get(self._word_start(statement.cue.start)))
            if at is not None
        }

    def _word_start(self, at: int) -> int:
        """Return where the word begins in which a place of the surface lies: a cue leaves its particles out."""
        while at > 0 and self.tokens.surface[at - 1].isalpha():
            at -= 1
        return at

    def events(self) -> Iterable[Event]:
        seen: dict[tuple[object, ...], int] = {}
        number = 0
        for told in self._told():
            for item in told.objects:
                key = (told.frame.key, told.actors, told.recipients, item)
                yield self._event(told, item, told.actors, told.recipients, seen.setdefault(key, number))
                number += 1
            if told.frame.reverse:
                yield self._event(told, told.frame.reverse, told.recipients, told.actors, number)
                number += 1

    def _told(self) -> Iterable[_Told]:
        """Yield the deeds told; a promise stands aside for what is promised."""
        found = [told for told in self._completed(list(self._all_told())) if self._is_told(told)]
        done = {told.trigger.at for told in found}
        for told in found:
            promised = self.promises.get(told.trigger.at, set())
            stands_aside = told.frame.type in ("AGREE", "REQUEST") and told.frame.commands == "planned"
            if not (stands_aside and (promised & done or any(map(self._is_deed, promised)))):
                yield told

    def _is_deed(self, at: int) -> bool:
        found = self.read[at].analysis
        return found is not None and found.pos == "masdar"

    @staticmethod
    def _is_told(told: _Told) -> bool:
        """Whether a deed is told rather than mentioned: with a party or victims, or by a verb; nothing passes from nobody."""
        if told.actors or told.recipients or told.casualties:
            return True
        return told.frame.type in _ALONE or (told.trigger.kind == "verb" and told.frame.type not in _TRANSFERS)

    @staticmethod
    def _completed(found: list[_Told]) -> list[_Told]:
        """Give a deed without its parties those that the article names where it tells the same deed elsewhere."""
        whole = Counter((told.frame.key, told.frame.type, told.actors, told.recipients) for told in found if told.actors)
        completed = []
        for told in found:
            if told.frame.both and told.frame.type in ("CONSULT", "SUPPORT", "COOPERATE") and len(told.actors) < 2:
                parties = (
                    (10 * (key == told.frame.key) + count, actors)
                    for (key, type, actors, _), count in whole.items()
                    if type == told.frame.type and len(actors) > 1 and set(told.actors) <= set(actors)
                )
                completed.append(told._replace(actors=max(parties, default=(0, told.actors), key=lambda item: item[0])[1]))
                continue
            if told.frame.both or told.frame.actor == ("none",):
                completed.append(told)
                continue
            fitting = [
                (10 * (key == told.frame.key) + count, actors, recipients)
                for (key, type, actors, recipients), count in whole.items()
                if type == told.frame.type
                and (key == told.frame.key or (not told.casualties and _is_open(told)))
                and (not told.actors or actors == told.actors)
                and (not told.recipients or recipients == told.recipients)
                and not {*told.actors, *actors} & {*told.recipients, *recipients}
            ]
            _, actors, recipients = max(
                fitting, default=(0, told.actors, told.recipients), key=lambda item: (item[0], bool(item[2]))
            )
            completed.append(told._replace(actors=told.actors or actors, recipients=told.recipients or recipients))
        return completed

    def _all_told(self) -> Iterable[_Told]:
        named = {
            at for at, entity in enumerate(self.speakers.at) if entity is not None and entity.type != "NORP"
        } | self._titles()
        for trigger in triggers(self.syntax, named, self.cues.keys()):
            arguments = self.arguments.of(trigger)
            statement = self.cues.get(trigger.at)
            if trigger.kind == "verb" and statement is not None and self._is_before(statement, trigger.at):
                arguments = self.arguments.objective(arguments, trigger.at)
            for frame in trigger.frames:
                if self._holds(trigger, frame, arguments):
                    told = self._tell(trigger, frame, arguments)
                    if told is not None:
                        yield told
                    break
        yield from self._judgements()

    def _judgements(self) -> Iterable[_Told]:
        """Yield an ACCUSE or SUPPORT for each statement that blames or praises with a word that is no deed of its own."""
        for at, statement in sorted(self.cues.items()):
            frame, found = _JUDGEMENTS.get(statement.stance), self.read[at].analysis
            if frame is None or found is None or lexicon.of_verb(found.lemma.source or found.lemma.form):
                continue
            kind: Kind = "masdar" if found.pos in ("masdar", "noun") else "verb"
            trigger = Trigger(at, kind, (frame,))
            arguments = self.arguments.of(trigger)
            if kind == "verb" and self._is_before(statement, at):
                arguments = self.arguments.objective(arguments, at)
            told = self._tell(trigger, frame, arguments)
            if told is not None:
                yield told

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
        }

    # ---- roles

    def _holds(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether what a frame needs is there."""
        if (frame.new and self._mentions(trigger.at)) or (frame.unsaid and trigger.at in self.cues):
            return False
        if frame.form == "2" and trigger.kind == "verb" and trigger.at not in self.cues and not arguments.slots.get("obj"):
            return False  # «صدر بيان» is no export
        if not frame.need:
            return True
        role, _, kind = frame.need.partition(":")
        if kind == "number" and role == "v":
            return next(iter(self._casualties(trigger, frame, arguments, []).values()), (None, None)) != (None, None)
        slots = {"o": frame.theme, "r": frame.recipient, "a": frame.actor or (), "v": frame.victim}.get(role, (role,))
        phrase = self._first(slots, arguments)
        if phrase is None:
            return False
        if not kind:
            return True
        if kind in ("object", "money"):
            classes = self._classes(phrase)
            return bool(classes) if kind == "object" else "money" in classes
        if kind == "number":
            return any(self.read[at].tag == "K" for at in range(phrase.first, phrase.last))
        if kind == "event":
            return any(self._tells(at) for at in range(phrase.first, phrase.last))
        types = {"place": ("GPE", "LOC"), "org": ("ORG",), "person": ("PER",), "party": ("GPE", "NORP", "ORG", "PER")}[kind]
        if any((e := self.speakers.at[at]) is not None and e.type in types for at in range(phrase.first, phrase.last)):
            return True
        nouns = [at for at in range(phrase.first, phrase.last) if self.read[at].tag == "N"][:1]
        return kind in ("person", "party") and any(self.speakers.senses(at) & {"person", "group"} for at in nouns)

    def _mentions(self, at: int) -> bool:
        """Whether a noun with the article only comes back to what is known; a number makes it a count."""
        index = self.syntax.phrase_at[at]
        phrase = self.syntax.phrases[index] if index >= 0 else Phrase(at, at + 1)
        counted = any(self.read[i].tag == "K" for i in range(phrase.first, phrase.last))
        return self.tokens.bare(at, len(self.read[at].particles)).startswith("ال") and not counted

    def _tells(self, at: int) -> bool:
        reading = self.read[at].analysis
        return reading is not None and bool(
            lexicon.of_noun(reading.lemma.form) or (reading.lemma.source and lexicon.of_verb(reading.lemma.source))
        )

    def _first(self, slots: Iterable[str], arguments: Arguments) -> Phrase | None:
        return next((found[0] for slot in slots if (found := arguments.slots.get(slot))), None)

    def _tell(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> _Told | None:
        if frame.type == "-" and not frame.commands:
            return None
        factuality = self._factuality(trigger, arguments)
        words: list[tuple[str, Span]] = []
        statement = self.cues.get(trigger.at)
        said = statement is not None and trigger.kind == "verb" and frame.actor is not None and frame.actor[:1] == ("subj",)
        actors = self._speaker(statement) if said else self._fill("actor", frame.actor or (), arguments, words)  # type: ignore[arg-type]
        if not actors and frame.actor != ("none",) and "subj" not in frame.recipient:
            actors = self._fill(
                "actor", ("subj", "ruler") if frame.actor is None or trigger.kind == "masdar" else (), arguments, words
            )
        recipients = self._fill("recipient", frame.recipient, arguments, words, actors)
        theme = self._first(frame.theme, arguments)
        if frame.both:
            actors = tuple(dict.fromkeys((*self._every(frame.actor or (), arguments, words), *recipients)))
            recipients = ()
            if len(actors) == 1 and frame.type == "CONSULT":
                actors = tuple(dict.fromkeys((*self._host(trigger, arguments), *actors)))
            if len(actors) == 2 and not self.sides:
                self.sides = actors
            if len(actors) < 2 and self.sides and frame.type != "CONSULT" and (not actors or actors[0] in self.sides):
                actors = self.sides
        if trigger.at in self.commanded:
            factuality, who = self.commanded[trigger.at]
            actors = actors or who
        self._command(trigger, frame, arguments, actors, recipients)
        if frame.type == "-" or factuality is None:
            return None
        if frame.factuality and factuality == "actual":
            factuality = frame.factuality
        home = self.speakers.home
        if not actors and home is not None and home not in recipients:
            actors = (home,) if frame.type == "COERCE" or frame.mode == "investigate" else ()  # who jails is the state
        casualties = self._casualties(trigger, frame, arguments, words)
        if frame.key == "wage-war" and trigger.kind != "verb" and not recipients and len(actors) < 2:
            return None  # a war as a setting
        if casualties and not recipients:
            victim = self._first(frame.victim, arguments)
            recipients = self._ids(victim) if victim is not None else ()
            recipients = tuple(id for id in recipients if id not in actors)
        objects = self._objects(frame, theme)
        return _Told(
            trigger,
            frame,
            actors,
            recipients,
            objects,
            factuality,
            casualties,
            self._statement(trigger.at),
            tuple(dict.fromkeys(words)),
        )

    def _host(self, trigger: Trigger, arguments: Arguments) -> tuple[str, ...]:
        """Return who meets the one party named: the subject of the clause, which may stand behind («خلال لقائه مع … أكد كيم»)."""
        subject = arguments.clause.subject
        if trigger.kind == "verb" or subject is None:
            return ()
        return self._ids(subject)

    def _speaker(self, statement: Statement) -> tuple[str, ...]:
        """Return who says what a word of saying tells, as an event has it: a body of a country is the country."""
        if statement.source_id.startswith("unnamed"):
            return ()
        place = statement.source.start if statement.source is not None else -1
        entity = next((e for e in self.speakers.entities if e.start <= place < e.end and e.id == statement.source_id), None)
        return ((country_of(entity) if entity is not None else None) or statement.source_id,)

    def _fill(
        self, role: str, slots: Iterable[str], arguments: Arguments, words: list[tuple[str, Span]], but: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        for slot in slots:
            for phrase in arguments.slots.get(slot, ()):
                ids = tuple(id for id in self._ids(phrase) if id not in but)
                if ids:
                    words.append((role, self._span(phrase)))
                    return ids
        return ()

    def _every(self, slots: Iterable[str], arguments: Arguments, words: list[tuple[str, Span]]) -> tuple[str, ...]:
        found: list[str] = []
        for slot in slots:
            for phrase in arguments.slots.get(slot, ()):
                ids = self._ids(phrase)
                if ids:
                    words.append(("actor", self._span(phrase)))
                found += ids
        return tuple(found)

    def _span(self, phrase: Phrase) -> Span:
        return self.tokens.span(phrase.first, phrase.last, len(self.read[phrase.first].particles))

    def _ids(self, phrase: Phrase) -> tuple[str, ...]:
        """Return who a phrase means, and who is joined to it by «و»."""
        found = list(self._named(phrase))
        last = phrase.last
        while found and last < len(self.read) and self.read[last].particles == "و" and self.syntax.gaps[last] == "":
            index = self.syntax.phrase_at[last]
            if index < 0 or self.syntax.phrases[index].first != last:
                break
            more = self._named(self.arguments.whole(self.syntax.phrases[index]))
            if not more:
                break
            found += more
            last = self.syntax.phrases[index].last
        return tuple(dict.fromkeys(found))

    def _named(self, phrase: Phrase) -> tuple[str, ...]:
        inside = [
            e
            for at in range(phrase.first, phrase.last)
            if (e := self.speakers.at[at]) is not None and self.speakers.first_of(e, at)
        ]
        person = next((e.id for e in inside if e.type == "PER"), None) or self._by_surname(phrase)
        if person is not None:
            return (person,)
        head = self.speakers.head(phrase)
        first = self.speakers.at[head]
        if first is not None and first.type == "ORG" and self.speakers.first_of(first, head):
            return (self._side(first, head),)
        joined = [
            at
            for at in range(phrase.first + 1, phrase.last)
            if (e := self.speakers.at[at]) is not None and self.read[at].particles == "و"
        ]
        if first is not None and first.type == "GPE" and joined:
            return tuple(self._state(e) for e in inside if e.type == "GPE")
        if first is not None and first.type == "GPE":
            return (self._state(first),)
        other = next((e for e in inside if e.type in ("NORP", "GPE", "ORG")), None)
        if other is not None and (other.type != "GPE" or self.speakers.can_speak(phrase) or self._people(head)):
            return (self._side(other, phrase.first) if other.type == "ORG" else self._state(other),)
        whole = self.tokens.bare(head, len(self.read[head].particles))
        if whole in context("both"):
            return self.sides or self.speakers.both()
        if self.read[head].pronoun and self.speakers.bare(head) in _OWN_SIDE:
            return self._own_side(head)
        if self.speakers.is_office(phrase) or whole.startswith("ال"):
            known = self.speakers.role(phrase, head) if self.speakers.is_office(phrase) else self.speakers.known(head)
            found = known or self.speakers.state(whole)
            return (found,) if found else ()
        return ()

    def _by_surname(self, phrase: Phrase) -> str | None:
        """Return the person whose surname stands in a phrase where no name has been found: a headline's «توقيف الشدراوي»."""
        words = (self.speakers.whole(at) for at in range(phrase.first, phrase.last) if self.speakers.at[at] is None)
        return next((self._surnames[word] for word in words if word in self._surnames), None)

    @cached_property
    def _surnames(self) -> dict[str, str]:
        """The person of each surname that one person of the article alone has."""
        found: dict[str, set[str]] = {}
        for at, entity in enumerate(self.speakers.at):
            if entity is not None and entity.type == "PER" and at and self.speakers.at[at - 1] is entity:
                if at + 1 == len(self.speakers.at) or self.speakers.at[at + 1] is not entity:
                    found.setdefault(self.speakers.whole(at), set()).add(entity.id)
        return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1 and not analyses(word)}

    def _own_side(self, head: int) -> tuple[str, ...]:
        """Return the side of who speaks where he says «قواته», «بلاده»."""
        statement = self._statement(head)
        if statement is None:
            return ()
        source = self.statements[statement].source_id
        side = self._sides_of_persons.get(source)
        return (side,) if side else () if source.startswith("unnamed") or source.startswith("per-") else (source,)

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
                if other is not None and other.type in ("NORP", "ORG", "GPE"):
                    found[entity.id] = self._side(other, back)
                    break
        return found

    def _people(self, head: int) -> bool:
        return bool(self.speakers.senses(head) & {"person", "group"})

    def _side(self, entity: Entity, at: int) -> str:
        """Return the country whose body an entity is, else itself: «الجيش الروسي», but «الاتحاد الأوروبي»."""
        nation = self.speakers.nationality(at)
        return country_of(entity) or (nation if nation is not None and nation.isupper() else None) or entity.id

    def _state(self, entity: Entity) -> str:
        return country_of(entity) or entity.id

    # ---- what passes hands

    def _objects(self, frame: Frame, theme: Phrase | None) -> dict[str | None, Span | None]:
        """Return the classes of what passes hands, each with the words that name it; {None: None} where nothing does."""
        if frame.type not in _TRANSFERS and not frame.object:
            return {None: None}
        classes = self._listed(theme) if theme is not None else {}
        whole = self._span(theme) if theme is not None else None
        if frame.object and (frame.object != "other" or not classes):
            return {frame.object: whole}
        if classes:
            return {name: self._span(phrase) for name, phrase in classes.items()}
        return {"other": whole} if frame.type == "AID" else {None: None}

    def _listed(self, phrase: Phrase) -> dict[str, Phrase]:
        """Return the classes of a phrase and of the phrases joined to it by «و», each once, with its words."""
        found, last = self._classes(phrase), phrase.last
        while last < len(self.read) and self.read[last].particles == "و" and self.syntax.gaps[last] in ("", "comma"):
            index = self.syntax.phrase_at[last]
            if index < 0 or not (more := self._classes(self.syntax.phrases[index])):
                break
            found = {**found, **{name: part for name, part in more.items() if name not in found}}
            last = self.syntax.phrases[index].last
        return found

    def _classes(self, phrase: Phrase) -> dict[str, Phrase]:
        """Return the classes of the things that a phrase names, one for each part joined by «و»."""
        starts = [phrase.first, *(at for at in range(phrase.first + 1, phrase.last) if self.read[at].particles == "و")]
        parts = [Phrase(first, last) for first, last in zip(starts, (*starts[1:], phrase.last), strict=True)]
        found: dict[str, Phrase] = {}
        for part in parts:
            name = self._class(part.first, part.last)
            if name is not None:
                found.setdefault(name, part)
        return found

    def _class(self, first: int, last: int) -> str | None:
        """Return the class of the first word, or words, of a class."""
        table = _object_classes()
        for at in range(first, last):
            if self.read[at].tag not in "NAKM":
                continue
            match = table.at(self.tokens.words, at)
            if match is not None:
                value: str | None = match.value
                return value
            found = self.read[at].analysis
            form = self.tokens.bare(at, len(self.read[at].particles)).removeprefix("ال")
            value = table.get(form) or (table.get(found.lemma.form) if found is not None else None)
            if value and self.read[at].tag in "NK":
                return value
        return None

    # ---- how far it is so

    def _factuality(self, trigger: Trigger, arguments: Arguments) -> Factuality | None:
        """Return how a deed is told; None where it is a condition, a purpose or a demand."""
        at, reading = trigger.at, self.read[trigger.at]
        before = self.tokens.forms[at - 1] if at else ""
        older = self.tokens.forms[at - 2] if at > 1 else ""
        opener = arguments.clause.opener
        if opener is not None and self.tokens.forms[opener].removeprefix("و") in _CONDITIONS:
            return None
        ready = trigger.kind == "masdar" and bool(self.arguments.doer(at))
        if (trigger.kind != "verb" and reading.particles.endswith("ل") and not ready) or before in _PURPOSES:
            return None
        if ready and reading.particles.endswith("ل"):
            return "planned"
        if trigger.kind == "verb" and reading.particles.endswith("ل"):
            return None
        if before in _NEGATIONS or (trigger.kind == "verb" and older in _NEGATIONS and self.read[at - 1].tag == "V"):
            return "denied"
        statement = self._statement(at)
        stance = self.statements[statement].stance if statement is not None else ""
        if stance == "demand":
            return None if trigger.kind == "masdar" else "planned"
        if reading.particles.endswith("س") or before == "سوف":
            return "planned"
        if stance in _BY_STANCE:
            return _BY_STANCE[stance]
        found = reading.analysis
        hedged = before == "قد" and trigger.kind == "verb" and found is not None and found.tense in ("present", "jussive")
        return "possible" if hedged or before in _HEDGES else "actual"

    def _command(
        self, trigger: Trigger, frame: Frame, arguments: Arguments, actors: tuple[str, ...], recipients: tuple[str, ...]
    ) -> None:
        """Remember that the events in the object of a word that promises, orders, denies … are what it makes of them."""
        if not frame.commands:
            return
        becomes = None if frame.commands == "none" else frame.commands
        who = recipients if frame.control == "r" else actors
        for slot in frame.theme:
            for phrase in arguments.slots.get(slot, ()):
                for at in range(phrase.first, phrase.last):
                    self.commanded[at] = (becomes, who)
                    self.promises.setdefault(trigger.at, set()).add(at)
        for at in range(trigger.at + 1, min(arguments.clause.last, trigger.at + 12)):
            if self.read[at].tag == "V" and at > 0 and self.read[at - 1].tag == "S":
                self.commanded[at] = (becomes, who)
                self.promises.setdefault(trigger.at, set()).add(at)
                break
        self.promises.setdefault(trigger.at, set()).update(range(trigger.at + 1, min(arguments.clause.last, trigger.at + 10)))

    def _statement(self, at: int) -> int | None:
        start = self.tokens.span(at, at + 1).start
        inside = [
            (statement.content.end - statement.content.start, i)
            for i, statement in enumerate(self.statements)
            if statement.content.start <= start < statement.content.end and not statement.cue.start <= start < statement.cue.end
        ]
        return min(inside)[1] if inside else None

    # ---- victims

    def _casualties(
        self, trigger: Trigger, frame: Frame, arguments: Arguments, words: list[tuple[str, Span]]
    ) -> dict[str, Count]:
        if not frame.casualties:
            return {}
        victim = self._first((*frame.victim, *(("subj", "obj") if trigger.kind == "verb" else ("gen",))), arguments)
        number, phrase = self.casualties.count(trigger.at, trigger.kind == "verb", victim)
        if phrase is not None:
            words.append(("victims", self._span(phrase)))
        return {frame.casualties: number}

    # ---- the event

    def _event(self, told: _Told, object: str | None, actors: tuple[str, ...], recipients: tuple[str, ...], same: int) -> Event:
        at = told.trigger.at
        trigger = self.tokens.span(at, at + 1, len(self.read[at].particles))
        first, last = self._clause_of(at)
        return Event(
            trigger=trigger,
            key=told.frame.key,
            type=told.frame.type,
            mode=told.frame.mode,
            actors=actors,
            recipients=recipients,
            object=object,
            time=self._time(trigger, first, last),
            location=self._location(told, first, last),
            factuality=told.factuality,
            casualties=told.casualties,
            statement=told.statement,
            words=(*told.words, ("object", named)) if (named := told.objects.get(object)) is not None else told.words,
            same=same,
            rule=f"frame/{told.frame.key}/{told.trigger.kind}",
        )

    def _clause_of(self, at: int) -> tuple[int, int]:
        starts = self.syntax.boundaries
        first = max((start for start in starts if start <= at), default=0)
        return first, min((start for start in starts if start > at), default=len(self.read))

    def _time(self, trigger: Span, first: int, last: int) -> str | None:
        low, high = self.tokens.span(first, last).start, self.tokens.span(first, last).end
        inside = [time for time in self.times if low <= time.start and time.end <= high and time.type in ("DATE", "TIME")]
        nearest = min(inside, key=lambda time: abs(time.start - trigger.start), default=None)
        return nearest.value if nearest is not None else None

    def _location(self, told: _Told, first: int, last: int) -> str | None:
        parties = {*told.actors, *told.recipients}
        for at in (*range(told.trigger.at + 1, last), *range(told.trigger.at - 1, first - 1, -1)):
            entity = self.speakers.at[at]
            if entity is None or entity.type not in ("GPE", "LOC") or not self.speakers.first_of(entity, at):
                continue
            index = self.syntax.phrase_at[at]
            governed = self.syntax.governed(self.syntax.phrases[index]) if index >= 0 else None
            if governed is not None and governed.preposition in ("في", "ب", "قرب", "داخل", "علي") and entity.id not in parties:
                place: str = entity.id
                return place
        return None


@cache
def _object_classes() -> Phrases[str]:
    found: Phrases[str] = Phrases()
    for record in pack.read("objects"):
        for text, _ in record.surfaces:
            found.add(text, record.fields[0])
            if " " in text:
                found.add(" ".join("ال" + word for word in text.split()), record.fields[0])
            else:
                found.add("ال" + text, record.fields[0])
    return found
