"""How far a deed is so: it happened, is planned, is only possible, is denied; or it is no event, as a condition and a purpose."""

from bisect import bisect_right
from collections.abc import Iterator

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.arguments import Argumentation, Arguments
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.trigger import Trigger
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.languages.naming import context
from isnad.model import Factuality

_IS_NOT = ("ليس", "ليست")
_NEGATIONS = frozenset(map(fold, ("لم", "لا", "لن", "ليس", "ليست", "دون", "عدم", "بدون")))
_NEGATED = _NEGATIONS | {"و" + word for word in _NEGATIONS}
_ABLE = deed_words("able")
_HEDGES = frozenset(map(fold, ("ربما", "لعل", "يحتمل", "يمكن")))
_CONDITIONS = frozenset(map(fold, ("إذا", "لو", "حال", "شرط")))
_MAY = frozenset(map(fold, ("قد", "وقد")))
_TRUTH = fold("صحة")  # «لا صحة لبيع حصة»
_PURPOSES = frozenset(map(fold, ("هدف", "بهدف", "أجل", "بغية", "بغرض", "كي", "لكي")))
_CONTRACTS = deed_words("contract")
_SCHEDULED = frozenset(map(fold, ("المقرر", "المنتظر", "المتوقع", "المزمع", "المرتقب", "ينتظر", "يتوقع", "على")))
_SUPPOSED = frozenset(map(fold, ("المفترض", "المحتمل", "الممكن", "المرجح")))
_THAT = fold("أن")
_EXCEPT = frozenset(map(fold, ("إلا", "سوى")))
_WITHOUT = frozenset(map(fold, ("دون", "بدون", "بلا")))
_VICTIMS = frozenset(map(fold, ("ضحايا", "قتلى", "جرحى", "إصابات", "وفيات", "خسائر")))
_OCCURRING = frozenset(map(fold, ("وقوع", "تسجيل", "سقوط", "حدوث", "أي", "أية", "ذكر")))
_OF, _ANY = fold("من"), fold("أي")
_FEARS = frozenset(map(fold, ("خوفا", "خشية", "تحسبا")))
_AS = frozenset(map(fold, ("باعتباره", "باعتبارها", "بوصفه", "بوصفها")))
_INFORMED = frozenset(map(fold, ("قريب", "مقرب", "مطلع", "مقربون", "مطلعون")))
_KNOWING = frozenset(map(fold, ("من", "على")))
_ANSWERED = ("ACCUSE", "SANCTION", "REQUEST")  # what was done to him who denies: he denies its ground, not that it was done
_ELSE = fold("وإلا")
_DEALS = frozenset(map(fold, ("عقد", "عقود", "عقدا")))
_UNDER = (fold("بموجب"), fold("بمقتضى"), fold("بمقتضا"))
_EXCEPTING = 3  # words within which an exception stands behind the verb that is negated
_CAUSES = frozenset(map(fold, ("جراء", "إثر", "نتيجة", "خلال", "بسبب", "عقب", "بعد", "أثناء")))
_WHEN = frozenset(map(fold, ("بعد", "قبل", "خلال", "عقب", "إثر", "منذ", "أثناء")))
_DEMANDED = 20  # words behind a demand within which another is joined to it
_PROVIDING = 10  # words within which such a word stands before what it provides for
_BY_STANCE: dict[str, Factuality] = {"deny": "denied", "commit": "planned", "expect": "planned", "estimate": "possible"}


_UNDERTAKING = frozenset(("begin", "decide"))  # keys of frames of verbs whose subject does what their object tells


class Standing:
    """How far the deeds of a text are so, as their words tell and as the words make of them that have them as objects."""

    def __init__(self, syntax: Syntax, arguments: Argumentation, parties: Parties) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.arguments, self.parties = arguments, parties
        self.commanded: dict[int, tuple[Factuality | None, tuple[str, ...]]] = {}
        self._undertaken: set[int] = set()  # words that tell what somebody decides, begins or goes on to do himself
        self.promises: dict[int, set[int]] = {}

    def factuality(self, trigger: Trigger, arguments: Arguments) -> Factuality | None:
        """Return how a deed is told; None where it is a condition, a purpose or a demand."""
        at, reading = trigger.at, self.read[trigger.at]
        before = self.tokens.forms[at - 1] if at else ""
        older = self.tokens.forms[at - 2] if at > 1 else ""
        several = before in _WITHOUT and self.tokens.forms[at] in _VICTIMS
        negated = not _NEGATED.isdisjoint(self.tokens.forms[max(0, at - 5) : at - 1])
        nothing = before in _OCCURRING and not _NEGATIONS.isdisjoint(self.tokens.forms[max(0, at - 5) : at - 1])
        if (several or nothing) and any(frame.casualties for frame in trigger.frames):
            return "denied"  # «دون وقوع إصابات», «بلا ضحايا», «لا أنباء عن سقوط قتلى»
        if trigger.kind != "verb" and before in _KNOWING and _ABLE.intersection(self.syntax.bares[max(0, at - 2) : at - 1]):
            return None  # «قدرتها على التصدير»
        if self._is_no_deed(trigger, arguments) or (trigger.kind != "verb" and before == _ANY and not negated):
            return None  # «أي هجوم على المنشآت سيكون باهظ الكلفة»
        ready = trigger.kind != "verb" and bool(self.arguments.nouns.doer(at))
        ready = ready or (trigger.kind != "verb" and reading.particles == "ل" and self._is_provided(at, arguments))
        if (self._is_purpose(trigger) and not ready) or before in _PURPOSES:
            return None
        if ready and self._is_purpose(trigger):
            return "planned"
        if trigger.kind == "verb" and reading.particles.endswith("ل"):
            return None
        statement = self.parties.sources.statement(at)
        stance = self.parties.sources.statements[statement].stance if statement is not None else ""
        if stance == "demand":
            return None if trigger.kind == "masdar" else "planned"
        if self._is_negated(trigger):
            return "actual" if trigger.kind == "verb" and self._has_exception(at) else "denied"
        found = reading.analysis
        past = found is not None and found.tense == "past"
        if reading.particles.endswith("س") or before == "سوف" or (trigger.kind == "verb" and not past and self._is_agreed(at)):
            return "planned"
        if trigger.kind == "verb" and before == _THAT and not past and older in _SCHEDULED | _SUPPOSED:
            return "planned" if older in _SCHEDULED else "possible"
        if stance in _BY_STANCE and not self.is_given(trigger, stance):
            return "possible" if stance == "deny" and self._is_unruled(statement) else _BY_STANCE[stance]
        if trigger.kind != "verb" and before in _DEALS:
            return "planned"  # «وقّع عقد بيع»
        hedged = before in _MAY and trigger.kind == "verb" and found is not None and found.tense in ("present", "jussive")
        return "possible" if hedged or before in _HEDGES else "actual"

    def _is_agreed(self, at: int) -> bool:
        """Whether what a present verb tells is what an agreement provides for: «صفقة تبيع [بموجبها] واشنطن»."""
        return any(form.startswith(_UNDER) for form in self.tokens.forms[at + 1 : at + 1 + _EXCEPTING])

    def _is_unruled(self, number: int | None) -> bool:
        """Whether somebody does not rule out what a statement tells: «لم يستبعد أن تشن»."""
        cue = self.parties.sources.statements[number].cue.start if number is not None else -1
        at = bisect_right(self.tokens.starts, cue) - 1
        return at > 0 and self.tokens.forms[at - 1].removeprefix("و") in _NEGATIONS

    def _is_purpose(self, trigger: Trigger) -> bool:
        """Whether «ل» says what for: before a verbal noun, but for who undergoes or did it («خاضع لحظر», «لنقلها سلاحاً»)."""
        at = trigger.at
        if trigger.kind == "verb" or not self.read[at].particles.endswith("ل"):
            return False
        before = self.read[at - 1].analysis if at else None
        lemma = {before.lemma.form, before.lemma.source} if before is not None else set()
        if at and {self.tokens.forms[at - 1], *lemma, self._verb_of(at)} & context("undergoing"):
            return False
        if self.read[at].pronoun and (trigger.frames[0].type == "ACCUSE" or self._has_object_behind(at)):
            return False
        found = self.read[at].analysis
        return not (trigger.kind == "noun" and found is not None and found.pos == "noun" and found.lemma.sense != "act")

    def _verb_of(self, at: int) -> str:
        """Return the verb of the clause of a word that stands right behind its subject: «يخضع [جنوب السودان] لحظر»."""
        clause = self.syntax.clauses[self.syntax.clause_at[at]]
        found = self.read[clause.verb].analysis if clause.verb is not None else None
        near = clause.subject is not None and clause.verb is not None and clause.verb < clause.subject.first
        return found.lemma.form if found is not None and near and clause.subject and clause.subject.last == at else ""

    def _has_object_behind(self, at: int) -> bool:
        """Whether a verbal noun has an object right behind its pronoun, which then did it: «لإطلاقهم الرصاص»."""
        if at + 1 >= len(self.read) or self.tokens.breaks(at + 1):
            return False
        behind = self.read[at + 1]
        found = behind.analysis
        return behind.tag == "N" and not behind.particles and found is not None and found.pos == "noun"

    def _is_no_deed(self, trigger: Trigger, arguments: Arguments) -> bool:
        """Whether a word tells a condition, or a noun what is lacking, feared, compared, or known to a source."""
        at, opener = trigger.at, arguments.clause.opener
        before, older = self.tokens.forms[at - 1] if at else "", self.tokens.forms[at - 2] if at > 1 else ""
        if before in _CONDITIONS or (opener is not None and self.tokens.forms[opener].removeprefix("و") in _CONDITIONS):
            return True
        feared = before == _OF and older in _FEARS
        return trigger.kind != "verb" and (feared or before in _WITHOUT or before in _AS or self._is_source(at))

    def _is_negated(self, trigger: Trigger) -> bool:
        """Whether a word is negated: «لم يقصف», «عدم القصف», «لم تتلق أي تحذير»."""
        at, places = trigger.at, range(trigger.at - 1, trigger.at - 4, -1)
        before = [self.tokens.forms[i][len(self.read[i].particles) :] if i >= 0 else "" for i in places]  # «ولم»
        behind = before[1] in _NEGATIONS and trigger.kind == "verb"
        none = before[0] == _ANY and before[2] in _NEGATIONS
        untrue = before[1] in _NEGATIONS and before[0] == _TRUTH  # «لا صحة لبيع صواريخ»
        verbal = (behind and self.read[at - 1].tag == "V") or (none and (self.read[at - 2].tag == "V" or before[2] in _IS_NOT))
        return before[0] in _NEGATIONS or untrue or verbal

    def _is_source(self, at: int) -> bool:
        """Whether a noun only says of what a source knows: «مصدر قريب من المفاوضات», «مسؤولان مطلعان على المحادثات»."""
        known = self.read[at - 2].analysis if at > 1 and self.tokens.forms[at - 1] in _KNOWING else None
        return known is not None and known.lemma.form in _INFORMED

    def _has_exception(self, at: int) -> bool:
        """Whether a negated verb has an exception, and so tells what it excepts: «لم تصل إلا شحنة»."""
        return not _EXCEPT.isdisjoint(self.tokens.forms[at + 1 : at + 1 + _EXCEPTING])

    def is_given(self, trigger: Trigger, stance: str) -> bool:
        """Whether what somebody denies, estimates or promises has the deed as given: told as past, or known by its article.

        «سيفرجون عن ثلاثة خطفوهم في مارس», «نفى الاتهامات».
        """
        reading = self.read[trigger.at]
        if trigger.kind == "verb":
            past = reading.analysis is not None and reading.analysis.tense == "past"
            return past and stance in ("commit", "expect") and self.tokens.forms[trigger.at - 1] != _ELSE
        known = self.tokens.bare(trigger.at, len(reading.particles)).startswith("ال")
        if known and stance == "deny" and self.tokens.forms[trigger.at - 1] in _CAUSES:
            return True  # «نفى سقوط قتلى جراء [القصف]»
        return known and (stance == "estimate" or (stance == "deny" and trigger.frames[0].type in _ANSWERED))

    def is_done_to(self, trigger: Trigger, frame: Frame) -> bool:
        """Whether a noun tells what somebody undertakes himself, and so is of him to whom it is done: «واصل انتقاد [الحكومة]»."""
        found, owned = self.read[trigger.at].analysis, (frame.actor or ())[:1] == ("gen",) and not frame.both
        masdar = found is not None and found.pos == "masdar" and found.number == "s"
        return owned and masdar and trigger.kind == "noun" and trigger.at in self._undertaken

    def _is_provided(self, at: int, arguments: Arguments) -> bool:
        """Whether what a word tells is that for which a contract or an offer is: «عقد مع الشركة الهندية لتوريد الديزل»."""
        words = range(max(arguments.clause.first, at - _PROVIDING), at)
        return any(self.read[i].tag == "N" and self.parties.speakers.bare(i) in _CONTRACTS for i in words)

    def _joined_demands(self, verb: int, arguments: Arguments) -> Iterator[int]:
        """Yield the verbal nouns joined to what is demanded: «طالب بتحرير الرئيس [والإفراج] عن الوزير»."""
        for at in range(verb + 1, min(arguments.clause.last, verb + _DEMANDED)):
            found = self.read[at].analysis
            if self.read[at].tag == "V":
                return
            if self.read[at].particles[:1] == "و" and found is not None and found.pos == "masdar":
                yield at

    def command(
        self, trigger: Trigger, frame: Frame, arguments: Arguments, actors: tuple[str, ...], recipients: tuple[str, ...]
    ) -> None:
        """Remember that the events in the object of a word that promises, orders, denies … are what it makes of them."""
        if not frame.commands:
            return
        becomes = None if frame.commands == "none" else frame.commands
        if becomes == "denied" and trigger.kind == "verb" and self._is_negated(trigger):
            becomes = "possible"  # «لا تستبعد شنّ هجوم»
        if frame.type == "-" and becomes == "actual" and trigger.at in self.commanded:
            becomes = self.commanded[trigger.at][0]  # «هدّد باستئناف القصف»
        who = recipients if frame.control == "r" else actors
        for slot in frame.theme:
            for phrase in arguments.slots.get(slot, ()):
                for at in range(phrase.first, phrase.last):
                    self.commanded[at] = (becomes, who)
                    if frame.key in _UNDERTAKING and trigger.kind == "verb":
                        self._undertaken.add(at)
                    self.promises.setdefault(trigger.at, set()).add(at)
        for at in range(trigger.at + 1, min(arguments.clause.last, trigger.at + 12)):
            if self.read[at].tag == "V" and at > 0 and self.read[at - 1].tag == "S":
                self.commanded[at] = (becomes, who)
                self.promises.setdefault(trigger.at, set()).add(at)
                break
        if becomes is None and arguments.slots.get("b"):
            for at in self._joined_demands(trigger.at, arguments):
                self.commanded[at] = (None, who)
        near = range(trigger.at + 1, min(arguments.clause.last, trigger.at + 10))
        until = next((at for at in near if self.tokens.forms[at] in _WHEN), near.stop)  # «قبلت المقترح [بعد مشاورات]»
        self.promises.setdefault(trigger.at, set()).update(range(trigger.at + 1, until))
