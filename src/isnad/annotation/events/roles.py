"""Who fills which role of a deed: actors, recipients, what passes hands, victims."""

from collections.abc import Mapping

from isnad.annotation.events.actors import Actors
from isnad.annotation.events.aims import Aims
from isnad.annotation.events.arguments import Arguments, first
from isnad.annotation.events.casualties import Casualties
from isnad.annotation.events.fitting import Fitting
from isnad.annotation.events.goods import Goods
from isnad.annotation.events.mutual import Mutual
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.recipients import Recipients
from isnad.annotation.events.standing import Standing
from isnad.annotation.events.told import TRANSFERS, Count, Told, Words
from isnad.annotation.events.transfers import Transfers, takes
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.languages.frames import Frame
from isnad.model import Statement

_Both = tuple[tuple[str, ...], tuple[str, ...]]


class Roles:
    """Fills the roles of the deeds of a text; ``cues`` are the statements by their words of saying."""

    def __init__(
        self, parties: Parties, goods: Goods, casualties: Casualties, standing: Standing, cues: Mapping[int, Statement]
    ) -> None:
        self.parties, self.speakers = parties, parties.speakers
        self.goods, self.casualties, self.standing, self.cues = goods, casualties, standing, cues
        self.fitting, self.transfers = Fitting(parties.speakers, goods), Transfers(parties, goods)
        self.actors, self.recipients, self.mutual = Actors(parties, cues), Recipients(parties), Mutual(parties)
        self.aims = Aims(parties, cues)

    def tell(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> Told | None:
        """Return what a word tells by one of its frames, None where it tells no event."""
        if frame.type == "-" and not frame.commands:
            return None
        factuality = self.standing.factuality(trigger, arguments)
        trigger, arguments = self.fitting.of(trigger, frame, arguments)
        words = Words()
        actors = self.actors.of(trigger, frame, arguments, words)
        recipients = self.recipients.of(trigger, frame, self.transfers.but_goods(frame, arguments), words, actors)
        if frame.type == "AID" and trigger.kind != "verb" and self.speakers.read[trigger.at].particles == "ل":
            named = actors, recipients
            actors, recipients = self.transfers.by_contract(trigger, frame, arguments, actors, recipients)
            self._note("contract", words, named, (actors, recipients))
        if frame.both:
            actors, recipients = self.mutual.of(trigger, frame, arguments, words, recipients)
        if trigger.at in self.standing.commanded:
            factuality, who = self.standing.commanded[trigger.at]
            if factuality == "denied" and self.standing.is_given(trigger, "deny"):
                factuality = "actual"  # «نفت الاتهامات»
            named = actors, recipients
            actors, recipients = self._commanded(trigger, frame, arguments, actors, recipients, who)
            self._note("commanded", words, named, (actors, recipients))
        if self.transfers.is_of_nation(frame, arguments):
            actors = ()
        anothers = bool(recipients) and self.transfers.are_anothers(trigger, frame, arguments, actors)
        if anothers or (not actors and self.transfers.are_of_giver(trigger, frame, arguments)):
            actors = self.parties.fill("actor", frame.theme, arguments, words, recipients) or actors
        actors = self.transfers.with_others(trigger, frame, actors)
        self.standing.command(trigger, frame, arguments, actors, recipients)
        if frame.type == "-" or factuality is None:
            return None
        if frame.factuality and factuality == "actual":
            factuality = frame.factuality
        casualties = self._victims(trigger, frame, arguments, words)
        if casualties and actors == (self.parties.cast.union,):
            actors = ()  # workers die, their union kills nobody
        if casualties and recipients == (self.parties.cast.union,):
            recipients = ()
        if self._is_setting(trigger, frame, actors, recipients):
            return None
        if casualties and not recipients:
            victim = first(frame.victim, arguments)
            recipients = self.parties.victims(victim, frozenset(actors)) if victim is not None else ()
            recipients = tuple(id for id in recipients if id not in actors)
            words.note("victims", "recipient", (), recipients)
        if frame.key == "capture" and trigger.kind != "verb" and actors and not recipients and self._are_own(frame, arguments):
            actors, recipients = (), actors  # «اعترف الجيش بأسر ثلاثة من [جنوده]»
        about = self.aims.about(trigger, frame, arguments) or self.aims.captives(frame, arguments)
        return Told(
            trigger,
            frame,
            actors,
            recipients,
            objects=self.goods.objects(frame, first(frame.theme, arguments), self._beside(trigger, arguments)),
            factuality=factuality,
            casualties=casualties,
            statement=self.parties.sources.statement(trigger.at),
            words=tuple(dict.fromkeys(words.spans)),
            subject=self._subject(trigger, arguments),
            unnamed=not actors and self.aims.is_unnamed(trigger, frame, arguments),
            about=about if not recipients else "",
            aimed=not recipients and self.aims.is_aimed(frame, arguments),
            own=bool(actors or recipients),
            known=self.actors.is_known(trigger, frame, arguments),
            struck=not recipients and self.aims.is_place_hit(frame, arguments),
            sites=self.aims.sites(frame, arguments),
            understood={
                role: rule for role, rule in words.understood.items() if {"actor": actors, "recipient": recipients}[role]
            },
        )

    @staticmethod
    def _note(rule: str, words: Words, before: _Both, behind: _Both) -> None:
        """Note a rule for each role, actor and recipient, whose parties it changed."""
        for role, old, new in zip(("actor", "recipient"), before, behind, strict=True):
            words.note(rule, role, old, new)

    def _commanded(
        self,
        trigger: Trigger,
        frame: Frame,
        arguments: Arguments,
        actors: tuple[str, ...],
        recipients: tuple[str, ...],
        who: tuple[str, ...],
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return actors and recipients of a deed that somebody (``who``) promises, orders, denies or is to do."""
        if frame.type in TRANSFERS:
            who = tuple(map(self.parties.titles.state_of, who))  # «أقر رئيس الوزراء بإرسال كتيبة»
        helps = frame.type in ("SUPPORT", "AID") and (frame.actor or ())[:1] == ("gen",) and trigger.kind == "noun"
        if helps and who and actors and not recipients and "min" not in arguments.slots and not {*who} & {*actors}:
            return who, actors  # «اتهم المغرب الجزائر بدعم [البوليساريو]»
        if who and actors and not recipients and self.standing.is_done_to(trigger, frame) and not {*who} & {*actors}:
            return who, actors  # «قررت بريطانيا انتقاد [إسرائيل]»
        if takes(frame) or self.transfers.arrives(frame):
            return actors, recipients or tuple(id for id in who if id not in actors)
        if trigger.kind == "noun" and frame.casualties:
            return actors, recipients  # «نفى الجيش مقتل أحد قادته»: who speaks of the dead kills nobody
        if who and self._is_understood(trigger, arguments):
            return tuple(id for id in who if id not in recipients) or actors, recipients
        if not actors and not (trigger.kind == "verb" and trigger.passive):
            return who, tuple(id for id in recipients if id not in who)  # «دانت قصف [إسرائيل] للقرى»
        return actors, recipients

    def _is_setting(self, trigger: Trigger, frame: Frame, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
        """Whether a word only sets the scene: a war of nobody, soldiers in their own country."""
        if frame.key == "wage-war" and trigger.kind != "verb" and not recipients and len(actors) < 2:
            return True
        return "subj:troops" in frame.need and not recipients and self.parties.grounds.place(trigger.at) in actors

    def _are_own(self, frame: Frame, arguments: Arguments) -> bool:
        """Whether the victims of a deed are people of him in whose clause it is told."""
        victim = first(frame.victim, arguments)
        return victim is not None and any(self.speakers.read[at].pronoun for at in range(victim.first, victim.last))

    @staticmethod
    def _is_understood(trigger: Trigger, arguments: Arguments) -> bool:
        """Whether the subject of a verb is only that of a clause before it: «اتهمت أثينا لندن بأنها [أرسلت] …»."""
        subject = next(iter(arguments.slots.get("subj", ())), None)
        return trigger.kind == "verb" and not trigger.passive and (subject is None or subject.first < arguments.clause.first)

    @staticmethod
    def _beside(trigger: Trigger, arguments: Arguments) -> tuple[Phrase, ...]:
        """Return the words of an idiom and what they are of: «أوقف [إمدادات] [الغاز]»."""
        return (*arguments.slots.get("gen", ()), *(Phrase(at, at + 1) for at in trigger.rest)) if trigger.rest else ()

    def _subject(self, trigger: Trigger, arguments: Arguments) -> tuple[str, ...]:
        """Return who does what the clause tells, unless he only says it, or it is the deed itself («يتم تجميد أصول …»)."""
        subject, verb = arguments.clause.subject, arguments.clause.verb
        if subject is None or verb in self.cues or subject.first <= trigger.at < subject.last:
            return ()
        return self.parties.ids(subject)

    def _victims(self, trigger: Trigger, frame: Frame, arguments: Arguments, words: Words) -> dict[str, Count]:
        """Return what befell how many, and add the words for them to those of the deed."""
        if not frame.casualties:
            return {}
        number, phrase = self.casualties.told(trigger, frame, arguments)
        if phrase is not None:
            words.add("victims", self.parties.span(phrase))
        return self.casualties.caused(trigger) or {frame.casualties: number}
