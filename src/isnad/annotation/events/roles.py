"""Who fills which role of a deed: actors, recipients, what passes hands, victims."""

from collections.abc import Mapping

from isnad.annotation.events.answers import NAMING, POINTING
from isnad.annotation.events.arguments import Arguments, first
from isnad.annotation.events.casualties import Casualties
from isnad.annotation.events.goods import Goods
from isnad.annotation.events.harm import CAPTIVES
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.standing import Standing
from isnad.annotation.events.told import TRANSFERS, Count, Told, is_land
from isnad.annotation.events.triggers import Trigger
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.model import Span, Statement

_ADDRESSED = frozenset(("ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "COERCE"))  # done to somebody, who may stand second
_BEFALLING = frozenset(("COERCE", "RETREAT", "ACCUSE"))  # what befalls the subject of a passive
_HELD = {
    "arrest": frozenset(map(fold, ("موقوف", "موقوفا", "معتقل", "معتقلا", "محتجز", "محتجزة", "محتجزا", "مسجون", "مسجونا"))),
    "accuse": frozenset(
        map(
            fold,
            (
                *("متهم", "متهما", "متهمة", "متهمان", "متهمين", "متهمون", "متهمات", "ملاحق", "ملاحقا", "ملاحقة", "ملاحقون"),
                *("ملاحقين", "مدان", "مدانا", "مدانة", "مدانين", "مدانون"),
            ),
        )
    ),
}
"""Participles that say of a subject before them what befell him, by the key of the deed."""
_BETWEEN = frozenset(map(fold, ("قد", "منهم", "منهن", "منها", "آخرين", "آخرون", "على", "الأقل")))
_THAT = 6  # words behind a verb of judging within which «ذلك» is what it judges
_VERDICT, _WITH = fold("الحكم"), fold("مع")
_JUDGING = frozenset(("ACCUSE", "SUPPORT", "REJECT"))
_LANDS = frozenset(map(fold, ("بلاد", "بلد", "دولة", "جمهورية", "مملكة", "بلدان", "دول")))
_NEEDY = frozenset(
    map(
        fold,
        (
            "أسر",
            "أسرة",
            "عائلة",
            "عائلات",
            "أهالي",
            "ذوو",
            "ذوي",
            "أيتام",
            "أرامل",
            "ضحايا",
            "متضررين",
            "منكوبين",
            "نازحين",
            "لاجئين",
            "مشردين",
            "جرحى",
            "مصابين",
            "ناجين",
            "سكان",
            "مواطنين",
            "شخص",
            "أشخاص",
            "فقراء",
        ),
    )
)
"""Whom aid reaches where it goes to people and to no party."""
Words = list[tuple[str, Span]]


class Roles:
    """Fills the roles of the deeds of a text; ``cues`` are the statements by their words of saying."""

    def __init__(
        self, parties: Parties, goods: Goods, casualties: Casualties, standing: Standing, cues: Mapping[int, Statement]
    ) -> None:
        self.parties, self.goods, self.casualties, self.standing, self.cues = parties, goods, casualties, standing, cues
        self.speakers, self.described = parties.speakers, parties.described

    def tell(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> Told | None:
        """Return what a word tells by one of its frames, None where it tells no event."""
        if frame.type == "-" and not frame.commands:
            return None
        factuality = self.standing.factuality(trigger, arguments)
        if frame.casualties:
            trigger, arguments = self._undergone(trigger, frame, arguments)
            arguments = self._of_victims(trigger, frame, arguments)
        if frame.type in TRANSFERS and (frame.actor or ())[:1] == ("min",):
            arguments = self._from_whom(arguments)
        words: Words = []
        actors = self._actors(trigger, frame, arguments, words)
        beside = ("gen",) if trigger.rest and trigger.kind != "noun" and not frame.victim else ()  # «رفض [مقترحاً] مصرياً»
        addressed = ("party",) if frame.type in _ADDRESSED and "obj" in frame.recipient else ()
        whom = self._but_goods(frame, arguments)
        recipients = self.parties.fill("recipient", (*frame.recipient, *addressed, *beside), whom, words, actors)
        if trigger.passive and trigger.kind == "verb" and not recipients and frame.type in _BEFALLING:
            passive = arguments._replace(slots={"party": arguments.slots.get("obj", ())})
            recipients = self.parties.fill("recipient", ("party",), passive, words, actors)
        if not recipients and frame.type in _BEFALLING and (held := self._held(trigger, frame, arguments)):
            recipients = tuple(id for id in self.parties.ids(held) if id not in actors)
            words.append(("recipient", self.parties.span(held)))
        if not recipients and trigger.kind != "verb" and _takes(frame) and frame.type == "AID":
            recipients = self.parties.fill("recipient", ("subj", "ruler"), arguments, words, actors)  # «أقرت الحركة بتسلّم أموال»
        if not recipients and frame.type == "AID":
            places = (phrase for slot in frame.recipient for phrase in arguments.slots.get(slot, ()))
            recipients = next((ids for phrase in places if (ids := self.parties.ground(phrase)) and ids != actors), ())
        if frame.type == "AID" and trigger.kind != "verb" and self.speakers.read[trigger.at].particles == "ل":
            actors, recipients = self._by_contract(trigger, frame, arguments, actors, recipients)
        if not recipients and frame.type in _JUDGING and not frame.casualties:
            recipients = self._whose(trigger, arguments, words, actors)
        if frame.both:
            actors, recipients = self._together(trigger, frame, arguments, words, recipients)
        if trigger.at in self.standing.commanded:
            factuality, who = self.standing.commanded[trigger.at]
            if factuality == "denied" and self.standing.is_given(trigger, "deny"):
                factuality = "actual"  # «نفت الاتهامات»
            if frame.type in TRANSFERS:
                who = tuple(map(self.parties.state_of, who))  # «أقر رئيس الوزراء بإرسال كتيبة»
            if who and self._is_done_to(trigger, frame, arguments, actors, recipients, who):
                actors, recipients = who, actors
            elif _takes(frame) or self._arrives(frame):
                recipients = recipients or tuple(id for id in who if id not in actors)
            elif trigger.kind == "noun" and frame.casualties:
                pass  # «نفى الجيش مقتل أحد قادته»: who speaks of the dead kills nobody
            elif who and self._is_understood(trigger, arguments):
                actors = tuple(id for id in who if id not in recipients) or actors
            else:
                actors = actors or (() if trigger.kind == "verb" and trigger.passive else who)
        if not actors and (
            self._arrives(frame) or self._is_gift(frame, arguments) or self._sends_soldiers(trigger, frame, arguments)
        ):
            actors = self.parties.fill("actor", frame.theme, arguments, words, recipients)  # «وصول [كتيبة باكستانية]»
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
        if frame.key == "wage-war" and trigger.kind != "verb" and not recipients and len(actors) < 2:
            return None  # a war as a setting
        if "subj:troops" in frame.need and not recipients and self.parties.place(trigger.at) in actors:
            return None  # soldiers in their own country
        if casualties and not recipients:
            victim = first(frame.victim, arguments)
            recipients = self.parties.victims(victim, frozenset(actors)) if victim is not None else ()
            recipients = tuple(id for id in recipients if id not in actors)
        return Told(
            trigger,
            frame,
            actors,
            recipients,
            self.goods.objects(frame, first(frame.theme, arguments), self._beside(trigger, arguments)),
            factuality,
            casualties,
            self.parties.statement(trigger.at),
            tuple(dict.fromkeys(words)),
            self._subject(trigger, arguments),
            not actors and self._is_unnamed(trigger, frame, arguments),
            (self._about(trigger, frame, arguments) or self._captives(frame, arguments)) if not recipients else "",
            not recipients and self._is_aimed(frame, arguments),
            bool(actors or recipients),
            self._is_known(trigger, frame, arguments),
            not recipients and self._is_place_hit(frame, arguments),
            self._sites(frame, arguments),
        )

    def _sends_soldiers(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether a noun tells of soldiers who are sent, whose nationality then says who sends: «إرسال كتيبة باكستانية»."""
        phrase = first(frame.theme, arguments)
        given = frame.type == "AID" and trigger.kind != "verb" and not _takes(frame)
        return given and phrase is not None and "troops" in self.goods.classes(phrase)

    def _is_gift(self, frame: Frame, arguments: Arguments) -> bool:
        """Whether a nationality alone says whose what is received or bought is: «حصل على هبة فرنسية», «شراء قمح روسي»."""
        buys = frame.key == "buy" and frame.noun
        phrase = first(frame.theme, arguments) if buys or frame.key == "receive" else None
        if phrase is None or not (self.goods.is_headed(phrase) if buys else "money" in self.goods.classes(phrase)):
            return False
        named = [e for at in range(phrase.first, phrase.last) if (e := self.speakers.at[at])]
        return bool(named) and all(entity.type == "NORP" for entity in named)

    def _but_goods(self, frame: Frame, arguments: Arguments) -> Arguments:
        """Return arguments without the goods behind a noun of buying, whose nationality is no buyer's: «شراء قمح روسي»."""
        if frame.type not in TRANSFERS or "gen" not in frame.recipient or "gen" not in frame.theme:
            return arguments
        buyers = tuple(phrase for phrase in arguments.slots.get("gen", ()) if not self.goods.is_headed(phrase))
        return arguments._replace(slots={**arguments.slots, "gen": buyers})

    @staticmethod
    def _arrives(frame: Frame) -> bool:
        """Whether goods or soldiers come of themselves in a frame: whose they are he gives, and who tells of it does not."""
        return frame.key == "flow" and (frame.actor or ())[:1] == ("min",)

    def _by_contract(
        self, trigger: Trigger, frame: Frame, arguments: Arguments, actors: tuple[str, ...], recipients: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who gives and who gets what a contract or talks «with» somebody are for: «عقداً مع طرابلس لتسليم لقاحات»."""
        tokens, read = self.speakers.tokens, self.speakers.read
        for at in range(arguments.clause.first, trigger.at - 1):
            index = self.parties.syntax.phrase_at[at + 1]
            if tokens.forms[at] != _WITH or read[at].pronoun or index < 0:
                continue
            other = self.parties.ids(self.parties.whole(self.parties.syntax.phrases[index]))
            if other and _takes(frame) and not actors:
                return other, tuple(id for id in recipients if id not in other)
            if other and not _takes(frame) and not recipients:
                return tuple(id for id in actors if id not in other), other
        return actors, recipients

    def _sites(self, frame: Frame, arguments: Arguments) -> tuple[int, ...]:
        """Return the names of places in what a deed befalls and in what its noun is of: «تضرب مطار مرسى», «معركة بئر الوادي»."""
        return tuple(
            at
            for slot in (*frame.recipient, "gen")
            for phrase in arguments.slots.get(slot, ())
            for at in range(phrase.first, phrase.last)
            if (entity := self.speakers.at[at]) is not None and entity.type in ("GPE", "LOC")
        )

    def _stands_before(self, phrase: Phrase, at: int) -> bool:
        """Whether nothing but «قد» and «منهم» stands between a phrase and a verb: «أن يكون [أربعة] منهم قد لقوا حتفهم»."""
        between = {self.speakers.tokens.forms[i] for i in range(phrase.last, at)}
        return between <= _BETWEEN

    def _undergone(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> tuple[Trigger, Arguments]:
        """Return as a passive a verb of killing behind people who are counted: «سبعة من جنوده قتلوا في هجوم»."""
        subject = next(iter(arguments.slots.get("subj", ())), None)
        counted = subject is not None and self.speakers.read[subject.first].tag == "K" and subject.last == trigger.at
        acts = "obj" in frame.recipient and trigger.kind == "verb" and not trigger.passive and not trigger.rest
        if not (acts and counted) or arguments.slots.get("obj") or self.speakers.read[trigger.at].pronoun:
            return trigger, arguments
        slots = {**arguments.slots, "obj": arguments.slots["subj"], "subj": ()}
        return trigger._replace(passive=True), arguments._replace(slots=slots)

    def _of_victims(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> Arguments:
        """Return arguments without what cannot be hurt: a subject of a clause before, a dateline, a place («ضحايا منجم تونس»)."""
        slots = dict(arguments.slots)
        for phrase in slots.get("subj", ()) if trigger.kind == "verb" and frame.recipient[:1] == ("subj",) else ():
            entity = self.speakers.at[phrase.first]
            apart = phrase.first < arguments.clause.first and not self._stands_before(phrase, trigger.at)
            if apart or (entity is not None and entity.type == "GPE"):
                del slots["subj"]
        for phrase in slots.get("gen", ()) if trigger.kind == "noun" else ():
            head = self.speakers.head(phrase)
            senses = self.speakers.senses(head)
            if self.speakers.at[head] is None and "place" in senses and not senses & {"person", "group"}:
                del slots["gen"]
        return arguments._replace(slots=slots)

    def _from_whom(self, arguments: Arguments) -> Arguments:
        """Return arguments with what goods are of behind who gives them: «شراء 60 ألف طن [من القمح الروماني] من شركة «غراين»»."""
        sources = arguments.slots.get("min", ())
        ordered = tuple(sorted(sources, key=lambda phrase: bool(self.goods.classes(phrase))))
        return arguments._replace(slots={**arguments.slots, "min": ordered}) if len(sources) > 1 else arguments

    def _whose(self, trigger: Trigger, arguments: Arguments, words: Words, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return who made what somebody judges or refuses: «رفض العرض الذي قدمته الشركة»."""
        judged = [phrase.last for slot in ("obj", "b", "ala") for phrase in arguments.slots.get(slot, ())[:1]]
        for end in (*(at + 1 for at in trigger.rest), *judged):
            for doer in self.described(end):
                if ids := tuple(id for id in self.parties.ids(doer) if id not in actors):
                    words.append(("recipient", self.parties.span(doer)))
                    return ids
        return self._owner_judged(arguments, actors)

    def _owner_judged(self, arguments: Arguments, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return whose the thing is that somebody judges: «أشادت بسرعة استجابة [أبوظبي]», «انتقد موقف [باريس]»."""
        for slot in ("b", "obj", "ala"):
            for phrase in arguments.slots.get(slot, ())[:1]:
                entity = self.speakers.at[phrase.last - 1]
                if phrase.size < 2 or entity is None or entity.type not in ("GPE", "NORP"):
                    continue
                owner = country_of(entity)
                return (owner,) if owner is not None and owner not in actors else ()
        return ()

    def _held(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> Phrase | None:
        """Return of whom a passive or a participle says what befell him: «أن بوعصيدة اعتُقل», «رجل الأعمال موقوف في مالطا»."""
        at, read = trigger.at, self.speakers.read
        entity = self.speakers.at[at - 1] if at else None
        if trigger.kind == "verb":
            if not trigger.passive or entity is None or entity.type != "PER":
                return None
            first = next(i for i in range(at - 1, -1, -1) if i == 0 or self.speakers.at[i - 1] is not entity)
            return Phrase(first, at)
        found, subject = read[at].analysis, arguments.clause.subject
        participle = found is not None and found.pos in ("participle", "adj", "noun") and trigger.kind == "noun"
        if not participle or self.speakers.whole(at) not in _HELD.get(frame.key, ()) or arguments.slots.get("gen"):
            return None
        return subject if subject is not None and subject.last <= at else None

    def _is_known(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether a noun with the article comes back to an accusation: «نفى الاتهامات», «وفنّد المزاعم»."""
        definite = trigger.kind == "noun" and self.speakers.whole(trigger.at).startswith("ال")
        return definite and frame.key == "accuse" and not {"gen", "did"} & arguments.slots.keys()

    def _about(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> str:
        """Return the definite noun without a name that somebody judges or refuses: «رفض العرض», «أشاد بالقرار»."""
        if frame.type not in _JUDGING:
            return ""
        read = self.speakers.read
        heads = [
            self.speakers.head(phrase)
            for slot in ("obj", "b", "ala", "min", "fi")
            for phrase in arguments.slots.get(slot, ())
            if phrase.size == 1 or (phrase.size == 2 and read[phrase.first].tag == "D")
        ]
        behind = range(trigger.at + 1, min(trigger.at + _THAT, arguments.clause.last))
        that = [at for at in behind if self.parties.tokens.forms[at] in POINTING]  # «ووصف الاتحاد [ذلك] بأنه …»
        named = (whole for head in (*trigger.rest, *heads, *that) if (whole := self.speakers.whole(head)) in NAMING)
        return next(named, _VERDICT if frame.key == "appeal-verdict" and frame.type == "REJECT" else "")

    def _captives(self, frame: Frame, arguments: Arguments) -> str:
        """Return the noun for people who are held that stands where a deed has its victims: «هدد بقتل الرهائن»."""
        phrase = first((*frame.recipient, *frame.victim), arguments)
        whole = self.speakers.whole(self.speakers.head(phrase)) if phrase is not None else ""
        return whole if whole in CAPTIVES else ""

    def _is_aimed(self, frame: Frame, arguments: Arguments) -> bool:
        """Whether a deed befalls people without a name: «أوقفت السلطات ثلاثة مقاولين»."""
        phrase = first(frame.recipient, arguments)
        if phrase is None:
            return False
        head = self.speakers.head(phrase)
        if self.parties.cast.is_rebels(phrase):
            return True  # «الخاطفين», of whom no band is told
        if frame.type in TRANSFERS and self._is_nowhere(phrase):
            return True  # «الوجود العسكري في المنطقة», «ضخ النفط إلى الأسواق»
        if self.speakers.read[phrase.first].tag == "K" and phrase.size <= 2 and not frame.casualties:
            return True  # «أوقفت سبعة منهم»
        if frame.type == "AID" and self.speakers.bare(head) in _NEEDY:
            return True  # «لأسر الضحايا», «بكفالة الأيتام»
        return bool(self.speakers.senses(head) & {"person", "group"}) and not self.speakers.whole(head).startswith("ال")

    def _is_nowhere(self, phrase: Phrase) -> bool:
        """Whether a phrase is a place that no name tells: «في المنطقة», «إلى الأسواق», but not «البلاد»."""
        head = self.speakers.head(phrase)
        placed = "place" in self.speakers.senses(head) and self.speakers.bare(head) not in _LANDS
        return placed and not self.parties.ids(phrase)

    @staticmethod
    def _is_done_to(
        trigger: Trigger,
        frame: Frame,
        arguments: Arguments,
        actors: tuple[str, ...],
        recipients: tuple[str, ...],
        who: tuple[str, ...],
    ) -> bool:
        """Whether of whom a noun is receives what another is to do: «اتهم المغرب الجزائر بدعم [البوليساريو]»."""
        helping = frame.type in ("SUPPORT", "AID") and (frame.actor or ())[:1] == ("gen",) and trigger.kind == "noun"
        return helping and bool(actors) and not recipients and "min" not in arguments.slots and not {*who} & {*actors}

    def _is_place_hit(self, frame: Frame, arguments: Arguments) -> bool:
        """Whether a place or a thing is hit, which may be nobody's that fights: «هاجمت المدينة», «قصف سوق البلدة»."""
        phrase = first(frame.recipient, arguments) if frame.type == "ASSAULT" and not frame.casualties else None
        return phrase is not None and bool(self.speakers.senses(self.speakers.head(phrase)) & {"place", "thing"})

    def _is_unnamed(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether the subject of a verb is somebody without a name: «رفض مصدر طبي», «اتهم سكان»."""
        if frame.type == "AID" and trigger.kind != "verb" and (frame.actor or ())[:1] == ("subj",):
            doer = first(("subj", "ruler"), arguments)
            return doer is not None and bool(self.speakers.senses(self.speakers.head(doer)) & {"person", "group"})
        if trigger.kind != "verb" or trigger.passive or (frame.actor or ())[:1] != ("subj",):
            return False
        statement = self.cues.get(trigger.at)
        if statement is not None and statement.source is not None and statement.source_id.startswith("unnamed"):
            return True
        heads = (self.speakers.head(phrase) for phrase in arguments.slots.get("subj", ()))
        return any(
            self.speakers.senses(head) & {"person", "group"}
            and not (self._is_definite(head) or self.speakers.read[head].pronoun)
            and self.speakers.at[head] is None
            and arguments.clause.first <= head < arguments.clause.last
            for head in heads
        )

    def _is_definite(self, head: int) -> bool:
        """Whether a noun has the article and is no «المسلحون», whom nobody knows unless a band is told."""
        return self.speakers.whole(head).startswith("ال") and not self.parties.cast.is_rebels(Phrase(head, head + 1))

    def _actors(self, trigger: Trigger, frame: Frame, arguments: Arguments, words: Words) -> tuple[str, ...]:
        """Return who does it: who says what a verb of saying tells, who stands in a slot, of a noun who rules its clause."""
        statement, slots = self.cues.get(trigger.at), frame.actor or ()
        actors: tuple[str, ...] = self._who_speaks(trigger) if frame.type == "REQUEST" and slots[:1] == ("subj",) else ()
        if not actors and statement is not None and trigger.kind == "verb" and slots[:1] == ("subj",):
            own = next(iter(arguments.slots.get("subj", ())), None)
            source = statement.source
            apart = own is not None and source is not None and not _overlap(self.parties.span(own), source)
            clear = frame.type not in _ADDRESSED or bool(
                self.speakers.read[trigger.at].pronoun
            )  # «اتهم الجيش» may have it as object
            aside = apart and own is not None and own.last <= trigger.at
            if own is not None and aside and (own == arguments.clause.subject or self._is_object(source, arguments)):
                actors = self.parties.ids(own)  # «نجامينا، من جانبها، تتهم السودان», «باريس التي اتهمت موسكو»
            elif not (apart and clear) or own is None or own.first != trigger.at + 1:
                actors = self._jointly(self.parties.speaker(statement, trigger.at), own if not apart else None)
        if actors and trigger.kind == "verb" and slots[:1] == ("subj",) and (own := first(("subj",), arguments)) is not None:
            together = self.parties.ids(own)
            states = frame.type not in _ADDRESSED or all(map(is_land, together))
            actors = together if states and set(actors) < set(together) else actors  # «اعترفت إيرلندا [والنرويج]»
        actors = actors or self.parties.fill("actor", slots, arguments, words)
        if not actors and self._is_meanwhile(trigger) and slots[:1] == ("subj",):
            actors = self._speaking(trigger.at)
        if not actors and frame.casualties:
            actors = self.parties.fill("actor", ("fire",), arguments, words)
        if not actors and trigger.passive and frame.type == "AID" and "min" not in frame.theme:
            actors = self.parties.fill("actor", ("min",), arguments, words)  # «سُلّمت إليهم مئة شاحنة من الهند»
        if not actors and trigger.rest and "subj" in frame.recipient and frame.actor != ("none",):
            return self.parties.fill("actor", ("gen",), arguments, words)  # «تعرض لقصف روسي»
        if actors or frame.actor == ("none",) or "subj" in frame.recipient:
            return actors
        if self._is_known(trigger, frame, arguments):
            return ()
        ruled = trigger.kind == "masdar" or (frame.actor is None and not frame.casualties)
        return self.parties.fill("actor", ("subj", "ruler") if ruled else ("subj",), arguments, words)

    def _jointly(self, actors: tuple[str, ...], subject: Phrase | None) -> tuple[str, ...]:
        """Return who does by speaking what a verb tells with who is joined to him: «اعترفت إسبانيا وأيرلندا»."""
        joint = self.parties.ids(subject) if subject is not None else ()
        states = all(map(is_land, joint))
        return joint if states and len(joint) > 1 and {*actors} < {*joint} else actors

    def _is_object(self, source: Span | None, arguments: Arguments) -> bool:
        """Whether whom a statement takes for its source is the object of its verb."""
        objects = arguments.slots.get("obj", ())
        return source is not None and any(_overlap(self.parties.span(phrase), source) for phrase in objects)

    def _who_speaks(self, trigger: Trigger) -> tuple[str, ...]:
        """Return who says of himself what he asks for: «نريد الماء»."""
        found, number = self.speakers.read[trigger.at].analysis, self.parties.statement(trigger.at)
        if (
            trigger.kind != "verb"
            or trigger.passive
            or number is None
            or found is None
            or (found.person, found.tense) != ("1", "present")
        ):
            return ()
        return self.parties.speaker(self.parties.statements[number], trigger.at)

    def _is_meanwhile(self, trigger: Trigger) -> bool:
        """Whether a participle tells what somebody does who speaks: «…، محمّلاً الشركة المسؤولية»."""
        return trigger.kind == "verb" and trigger.at not in self.cues and self.speakers.read[trigger.at].tag in "AN"

    def _speaking(self, at: int) -> tuple[str, ...]:
        """Return who says last before a word what its sentence reports."""
        tokens = self.speakers.tokens
        for cue in range(at - 1, -1, -1):
            if cue in self.cues:
                return self.parties.speaker(self.cues[cue], cue)
            if tokens.breaks(cue + 1):
                break
        return ()

    @staticmethod
    def _is_understood(trigger: Trigger, arguments: Arguments) -> bool:
        """Whether the subject of a verb is only that of a clause before it: «اتهمت أثينا لندن بأنها [أرسلت] …»."""
        subject = next(iter(arguments.slots.get("subj", ())), None)
        return trigger.kind == "verb" and not trigger.passive and (subject is None or subject.first < arguments.clause.first)

    def _together(
        self, trigger: Trigger, frame: Frame, arguments: Arguments, words: Words, recipients: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the parties of a mutual deed, all of them actors; in an exchange each gives and each receives."""
        slots = (*(frame.actor or ()), "obj", "bayn", "maa")
        actors = tuple(dict.fromkeys((*self.parties.every(slots, arguments, words), *recipients)))
        if len(actors) == 1 and (frame.type == "CONSULT" or (frame.type == "ASSAULT" and arguments.slots.get("maa"))):
            actors = tuple(dict.fromkeys((*self._host(trigger, arguments), *actors)))
        if len(actors) == 2 and frame.type != "CONSULT" and not self.parties.met:
            self.parties.met = actors
        actors = self._both_sides(frame, actors, arguments)
        if len(actors) == 1 and trigger.kind != "verb" and arguments.slots.get("maa") and frame.type in ("COOPERATE", "ASSAULT"):
            other = self.parties.fill("actor", ("ruler",), arguments, words, actors)
            actors = (*other, *actors) if len(other) == 1 else actors  # «نفت دمشق وجود تنسيق مع إسرائيل»
        return (actors[:1], actors[1:]) if frame.reverse and len(actors) == 2 else (actors, ())

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

    def _both_sides(self, frame: Frame, actors: tuple[str, ...], arguments: Arguments) -> tuple[str, ...]:
        """Return the two sides of the article where a mutual deed names one of them or none; allies wage no war on each other."""
        sides = self.parties.sides
        talks = frame.type == "CONSULT" and (actors or frame.key not in ("negotiate", "confer"))
        if len(actors) > 1 or talks or frame.key == "wage-war" or "bayn" in arguments.slots:
            return actors
        return sides if sides and (not actors or actors[0] in sides) else actors

    def _host(self, trigger: Trigger, arguments: Arguments) -> tuple[str, ...]:
        """Return who meets the one party named: the subject of the clause, which may stand behind («خلال لقائه مع … أكد كيم»)."""
        subject = arguments.clause.subject
        if trigger.kind == "verb" or subject is None:
            return ()
        return self.parties.ids(subject)

    def _victims(self, trigger: Trigger, frame: Frame, arguments: Arguments, words: Words) -> dict[str, Count]:
        if not frame.casualties:
            return {}
        number, phrase = self.casualties.told(trigger, frame, arguments)
        if phrase is not None:
            words.append(("victims", self.parties.span(phrase)))
        return self.casualties.caused(trigger) or {frame.casualties: number}


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _takes(frame: Frame) -> bool:
    """Whether who does what a frame tells is its recipient: who buys or receives."""
    return "subj" in frame.recipient or (frame.noun and frame.recipient == ("gen",) and frame.actor == ("min",))
