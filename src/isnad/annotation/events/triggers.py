"""The words that tell a deed: verbs with their idioms, verbal nouns, event nouns, each with the frames that it may have."""

from collections.abc import Iterator, Set
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.complements import is_time
from isnad.languages import frames as lexicon
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.languages.lexicon import Analysis, analyses
from isnad.languages.names import gazetteer

Kind = Literal["verb", "masdar", "noun"]
_FRONTS = frozenset(map(fold, ("خط", "جبهة", "ساحة", "نقطة", "منطقة", "محور", "ميدان", "مسرح")))
_HOLDERS = frozenset(
    map(
        fold,
        (
            *("لائحة", "لوائح", "قائمة", "قوائم", "سجل", "سجلات", "محضر", "محاضر", "إيصال", "رسالة", "رسائل", "ورقة", "قانون"),
            *("وسيلة", "وسائل", "شبكة", "شبكات", "موقع", "مواقع", "جهاز", "أجهزة", "معدات", "ملعب", "قاعة", "غرفة"),
            *("فرقة", "فرق", "مكافحة", "رواية", "وزير", "وزيرة", "وزارة", "مدير", "إدارة"),
            *("شركة", "شركات", "مكتب", "مكاتب", "مركز", "مراكز", "معهد", "معاهد", "وكالة", "وكالات", "معسكر", "معسكرات", "سوق"),
        ),
    )
)  # what only holds, serves or names a deed: a paper, a tool, a room, a team, an office
_CHARGES = frozenset(map(fold, ("تهمة", "تهم", "تهمتي")))
_ENDING = frozenset(
    map(
        fold,
        (
            *("إلغاء", "وقف", "إنهاء", "رفض", "تعليق", "سحب", "تأجيل", "إرجاء", "تجميد", "خفض", "تقليص", "انتهاء"),
            *("نهاية", "فشل", "انهيار", "عدم", "حل", "فض", "منع", "حظر", "إسقاط", "تخفيف", "قطع", "نقض"),
        ),
    )
)  # verbal nouns that end, put off or loosen what they are of
_AT_LEAST = frozenset(map(fold, ("ما", "لا", "يقل", "يزيد")))  # of «ما لا يقل عن», which can stand within an idiom
_REACH = 15  # words within which an idiom's words stand
_OF_MASDAR = 5  # words within which the preposition of a verbal noun stands behind its object
_CIRCUMSTANCES = frozenset(map(fold, ("احتجاجا", "احتجاجاً", "اعتراضا", "تنديدا", "استنكارا", "تضامنا")))  # why something is done
_DONE = frozenset(map(fold, ("تم", "جرى")))
_NOT = frozenset(("لا", "لم", "ما"))
_LASTS = frozenset(map(fold, ["زال", "زالت", "زالوا", "يزال", "تزال", "يزالون", "نزال", "يزالان", "زلنا"]))
_COPULA = fold("كان")
_HANDLING = frozenset(("AID", "ASSAULT", "COERCE", "SANCTION"))  # what nobody does by speaking
_RETURN, _JAIL, _SINCE, _LACK = fold("لقاء"), fold("سجن"), fold("منذ"), fold("عدم")
_NAMING = frozenset(map(fold, ("حزب", "شركة", "حركة", "جبهة", "بنك", "منظمة", "جمعية", "محكمة", "نقابة", "مؤسسة", "جامعة")))
"""Words that open the names of bodies, and in an idiom are what somebody founds, leaves or sues."""
_GEMINATE = 2  # letters of a verb whose last two are alike
_OCCUPATION = fold("الاحتلال")
_OF_OCCUPATION = frozenset(
    map(
        fold,
        (
            *(
                "قوات",
                "قوة",
                "جيش",
                "سلطات",
                "سلطة",
                "رصاص",
                "نيران",
                "سجون",
                "طائرات",
                "طيران",
                "مدفعية",
                "دبابات",
                "آليات",
                "جنود",
            ),
            *(
                "حكومة",
                "شرطة",
                "محاكم",
                "محكمة",
                "دولة",
                "مخابرات",
                "جرافات",
                "مسيرات",
                "زوارق",
                "بحرية",
                "حواجز",
                "حاجز",
                "كيان",
            ),
        ),
    )
)
_CEASE_FIRE = (fold("وقف"), fold("إطلاق"))
_PROVINCE = fold("مقاطعة")
_OF_JAIL = frozenset(
    map(fold, ("حريق", "مدير", "إدارة", "نزلاء", "حراس", "باحة", "تمرد", "اقتحام", "أسوار", "داخل", "زنازين", "بوابة"))
)
_BEFORE_PRESENT = frozenset(map(fold, ("أن", "بأن", "لن", "كي", "لكي", "لم", "سوف")))
_THINGS = frozenset(("time", "measure", "person", "group", "place", "animal"))
_NOMINAL = frozenset(("noun", "masdar", "participle", "adj"))
_MASCULINE = frozenset(
    map(fold, ("العراق", "السودان", "الأردن", "لبنان", "اليمن", "المغرب", "الصومال", "الكونغو", "السنغال", "النيجر"))
)
"""Countries that are no «she»."""
_PASTS, _PRESENTS = frozenset(("1", "2")), frozenset(("1", "2", "4"))
_NOTHING: frozenset[tuple[str, str]] = frozenset()


class Trigger(NamedTuple):
    """A word that can tell a deed: the word, how it tells it, its frames, whether it is passive, the idiom's further words.

    A noun is passive behind a verb that says no more than that it was done: «تم تجميد», «جرى تبادل». ``whole`` is a verb
    whose «و» was read as "and".
    """

    at: int
    kind: Kind
    frames: tuple[Frame, ...]
    passive: bool = False
    rest: tuple[int, ...] = ()
    whole: bool = False

    @property
    def tells(self) -> bool:
        """Whether it tells the deed and does not only name it."""
        return self.kind == "verb" or self.passive


def triggers(syntax: Syntax, named: Set[int], said: Set[int]) -> Iterator[Trigger]:
    """Yield the triggers of a text, in order; a word of an idiom is no trigger of its own.

    ``named`` are the words of names, which tell nothing; ``said`` those that carry reporting, participles too («محذّراً»).
    """
    finder, taken = _Finder(syntax, named), set(named)
    for at in range(len(syntax.tokens)):
        if at in taken:
            continue
        found = finder.verb(at)
        goes_on = found is None and (syntax.gaps[at] == "comma" or "ً" in syntax.tokens.quotes[at])
        if goes_on and (at in said or finder.is_circumstance(at)):
            found = finder.participle(at)  # «…، مطالبةً» goes on speaking
        found = found or finder.noun(at) or (finder.participle(at) if at in said else None)
        if found is not None:
            taken.update(found.rest)
            yield found._replace(passive=True) if found.kind != "verb" and finder.is_done(at) else found


class _Finder:
    def __init__(self, syntax: Syntax, named: Set[int]) -> None:
        self.syntax, self.tokens, self.read, self.named = syntax, syntax.tokens, syntax.readings, named
        self._reached: dict[int, Set[tuple[str, str]]] = {}

    def verb(self, at: int) -> Trigger | None:
        """Return what a finite verb tells."""
        reading = self.read[at]
        if reading.tag not in "VN" or self.tokens.quotes[at].endswith("ة"):
            return None  # «إقالة», which was read as «أقاله»: better nothing than the dismissed as who dismisses
        if self._is_past(at):
            past = [a for a in self._readings(at, ("verb",)) if a.tense == "past" and a.gender == "m" and a.number == "s"]
            told = next((a for a in past if self._of_form(at, a)), None)
            return Trigger(at, "verb", self._of_form(at, told)) if told is not None else None
        if reading.tag != "V" or reading.analysis is None or self._lasts(at) or self._is_bound(at):
            return None
        undivided = self._undivided(at)
        likely = self._verb_readings(at) + undivided
        for found in (*likely, *(a for a in self._readings(at, ("verb",)) if a not in likely)):
            there = list(self._idioms(at, found.lemma.form))
            if there:  # the longest, of those the nearest
                idiom, rest = max(there, key=lambda pair: (len(pair[1]), -pair[1][-1]))
                return Trigger(at, "verb", idiom.frames, self._passive(at, found), rest, found in undivided)
        frames: list[Frame] = []
        first: Analysis | None = None
        for found in likely:
            own = self._of_form(at, found)
            first = first or (found if own else None)
            frames += own
            if any(not frame.need for frame in own):
                break
        else:
            frames += self._written_alike(at)
            first = first or (reading.analysis if frames else None)
        return Trigger(at, "verb", tuple(frames), self._passive(at, first), (), first in undivided) if first is not None else None

    def _undivided(self, at: int) -> list[Analysis]:
        """Return the analyses of a verb whose «و» was read as "and": «وعدت», «وصفت»."""
        reading = self.read[at]
        if reading.particles != "و":
            return []
        found = _like(self.tokens.forms[at], ("verb",), "", bool(reading.pronoun))
        whole = (a for a in found if a.lemma.form.startswith("و") and a.tense == "past")
        doubled = self.tokens.quote(at)[2:3] == "ّ"  # «وردّت» is no «ورّدت»
        return [a for a in whole if a.lemma.sense == ("2" if doubled else "1")]

    def _is_past(self, at: int) -> bool:
        """Whether what reads as a noun must be a verb: beside the name of a party that opens a clause without one."""
        if self.read[at].tag != "N" or self.read[at].particles or self.tokens.forms[at].startswith("ال"):
            return False
        clause = self.syntax.clauses[self.syntax.clause_at[at]]
        subject = clause.subject
        if (
            at + 1 < len(self.read)
            and clause.first == at
            and clause.verb is None
            and at + 1 in self.named
            and not self.read[at + 1].particles
        ):
            return self._has_accusative(at + 1, clause.last)  # «منح البنك الدولي الأردن [قرضاً]»
        if (
            self.syntax.gaps[at] != ""
            or clause.kind != "that"
            or clause.verb is not None
            or subject is None
            or not {*range(subject.first, subject.last)} & self.named
        ):
            return False
        return subject.last == at or (subject.first < at < subject.last and at - 1 in self.named)

    def _has_accusative(self, first: int, last: int) -> bool:
        """Whether a noun in the accusative or a number stands free behind a name."""
        for place in range(first, last):
            if self.read[place].tag in "VSR" or self.tokens.breaks(place):
                return False
            free = place not in self.named and not self.read[place].particles and self.read[place - 1].tag != "P"
            if free and (self.read[place].tag == "K" or (self.read[place].tag == "N" and "اً" in self.tokens.quote(place))):
                return True
        return False

    def _lasts(self, at: int) -> bool:
        """Whether a verb only says that something goes on: «لا يزال», «ما زالت»."""
        return at > 0 and self.tokens.forms[at] in _LASTS and self.tokens.forms[at - 1].removeprefix("و") in _NOT

    def _is_bound(self, at: int) -> bool:
        """Whether a word only bounds a number: «ما لا يقل عن 1,400 طن»."""
        return at > 0 and self.tokens.forms[at] in _AT_LEAST and self.tokens.forms[at - 1] in _AT_LEAST

    def _of_form(self, at: int, found: Analysis) -> tuple[Frame, ...]:
        """Return the frames of a verb that go with its form: a written shadda settles a homograph («أسرّ» is no «أسر»)."""
        word = self.tokens.quote(at)[len(self.read[at].particles) :]
        against = ("1", "2") if word.endswith("ّ") else ("1",) if "ّ" in word else ()  # «وردّ» is no «ورّد», «أسرّ» no «أسر»
        if found.tense == "past" and word.replace("َ", "")[2:3] == "ِ":
            against = ("2",)  # «قَدِمت شاحنة» hands nothing over
        if len(found.lemma.form) == _GEMINATE:
            against = ("2",) if found.lemma.sense == "1" else ()  # «شنّت», «حثّ», «ضخّت»
        if found.lemma.form.startswith("و") and found.tense == "present" and word[1:2] == "ُ" and found.voice != "passive":
            return ()  # «يُعدّ ميناء» promises nothing
        frames = lexicon.of_verb(found.lemma.form)
        return tuple(
            frame for frame in frames if not frame.form or (frame.form == found.lemma.sense and frame.form not in against)
        )

    def noun(self, at: int) -> Trigger | None:
        """Return what an event noun or a verbal noun tells; an idiom may have its verb as a verbal noun."""
        reading = self.read[at]
        unknown = reading.tag == "M"  # at the head of a title, or in a list: «قتيلان», «بإيفاد»
        if reading.tag not in "NAVM" or (reading.analysis is None and reading.tag not in "VM"):
            return None
        if not _may_name(self.tokens.forms[at], reading.particles, bool(reading.pronoun)):
            return None
        if self._lasts(at) or self._is_since(at):
            return None
        for found in self._readings(at, ("masdar",)):
            for idiom, rest in self._idioms(at, found.lemma.source):
                if rest[0] == at + 1 or self._is_behind_its_object(at, rest[0], idiom):
                    return Trigger(at, "masdar", idiom.frames, False, rest)
        form = self.tokens.forms[at][len(reading.particles) :]
        bare = form.removeprefix("ال")
        for more in (2, 1) if lexicon.opens_noun(bare) else ():
            several = self._several(bare, at, more)
            if several:
                return Trigger(at, "noun", several, rest=tuple(range(at + 1, at + 1 + more)))
        if (
            self._is_front(at)
            or self.tokens.forms[at] in _CIRCUMSTANCES
            or is_time(self.syntax, Phrase(at, at + 1))
            or "يّر" in self.tokens.quote(at)
            or self._is_price(at)
            or self._is_place(at)
        ):
            return None  # «فجر» is dawn; «مسيَّرة» is a drone, «مسيرة» a march
        for found in self._readings(at, ("noun", "masdar")):
            frames = lexicon.of_noun(bare) or lexicon.of_noun(found.lemma.form)
            if frames and (reading.tag == "N" or unknown or (reading.tag == "A" and self._is_counted(at))):
                return Trigger(at, "noun", frames)
        doubled = reading.tag == "V" and "ّ" in self.tokens.quote(at)  # «أسرّ» is no «أسر»
        if reading.tag not in "NVM" or doubled or self._is_thing(at):
            return None
        for found in self._readings(at, ("masdar",)):
            frames = tuple(frame for frame in lexicon.of_verb(found.lemma.source) if self._is_of_form(found, frame.form))
            if frames:
                return Trigger(at, "masdar", frames)
        return None

    def _is_behind_its_object(self, at: int, first: int, idiom: lexicon.Found) -> bool:
        """Whether an idiom goes on with a preposition behind what its verbal noun is of: «إدراج [الشركة] على اللائحة السوداء»."""
        behind = self.read[first]
        transitive = any("obj" in frame.recipient or "obj" in frame.theme for frame in idiom.frames)
        return transitive and first <= at + _OF_MASDAR and (behind.tag == "P" or bool(behind.particles.strip("و")))

    def _is_price(self, at: int) -> bool:
        """Whether «لقاء» means "in return for": what is paid or done stands behind it («لقاء إطلاق»)."""
        if self.tokens.forms[at] != _RETURN or at + 1 >= len(self.read) or self.syntax.gaps[at + 1] != "":
            return False
        behind = self.read[at + 1]
        deed = behind.analysis is not None and behind.analysis.pos == "masdar"
        people = {a.lemma.sense for a in analyses(self.tokens.forms[at + 1])} & {"person", "group"}
        given = at + 1 in self.named or (people and not deed)
        return behind.tag in "KD" or (behind.tag == "N" and not given and not self.tokens.forms[at + 1].startswith("ال"))

    def _is_place(self, at: int) -> bool:
        """Whether «سجن» is a place («في سجن أم هجر», «حريق سجن»), and «مقاطعة» a province."""
        if at == 0 or self.syntax.gaps[at] != "" or self.read[at].particles:
            return False
        province = self.tokens.forms[at] == _PROVINCE and at + 1 in self.named  # «في مقاطعة بيلغورود»
        jail = self.tokens.forms[at] == _JAIL
        return ((jail or province) and self.read[at - 1].tag == "P") or (jail and self.tokens.forms[at - 1] in _OF_JAIL)

    def _is_since(self, at: int) -> bool:
        """Whether a noun only says since when: «منذ اندلاع القتال», «منذ استقالته»."""
        return at > 0 and self.syntax.gaps[at] == "" and self.tokens.forms[at - 1] == _SINCE

    def _is_counted(self, at: int) -> bool:
        """Whether an adjective stands for persons: behind a number («214 قتيلاً»), or at the head of its phrase."""
        index = self.syntax.phrase_at[at]
        return self.read[at - 1].tag == "K" or (index >= 0 and self.syntax.phrases[index].first == at)

    @staticmethod
    def _is_of_form(masdar: Analysis, form: str) -> bool:
        """Whether a verbal noun can be of a verb form: that of form 2 begins with «ت», «سلامة» is no handing over."""
        return form != "2" or masdar.lemma.form.startswith("ت")

    def _is_thing(self, at: int) -> bool:
        """Whether the lists know a word as something other than an act: «شهرين» is two months, no "slandering"."""
        senses = {a.lemma.sense for a in self._readings(at, ("noun",))}
        return "act" not in senses and bool(senses & _THINGS)

    def is_done(self, at: int) -> bool:
        """Whether a verb right before a noun only says that it was done."""
        before = self.read[at - 1].analysis if at and self.syntax.gaps[at] == "" else None
        return before is not None and self.read[at - 1].tag == "V" and before.lemma.form in _DONE

    def _is_front(self, at: int) -> bool:
        """Whether a noun only names a place or a thing: «خط المواجهة», «جبهات القتال», «وسائل التواصل»."""
        before = self.read[at - 1].analysis if at and self.syntax.gaps[at] == "" else None
        if before is None or self.read[at].particles:
            return False
        return before.lemma.form in _FRONTS or self._is_held(at)

    def _is_held(self, at: int) -> bool:
        """Whether a noun is only that of a paper, a tool, a team or a charge: «لائحة الاتهام», «فرق الإنقاذ», «بتهمة القتل»."""
        holder = self.tokens.bare(at - 1, len(self.read[at - 1].particles))
        if self.tokens.forms[at] == _OCCUPATION and holder in _OF_OCCUPATION:
            return True  # «جيش الاحتلال»
        return holder in _HOLDERS or (holder in _CHARGES and self.tokens.forms[at].startswith("ال"))

    def _several(self, bare: str, at: int, more: int) -> tuple[Frame, ...]:
        """Return the frames of a phrase of several words: «وقف إطلاق النار», «إطلاق سراح»."""
        behind = range(at + 1, at + 1 + more)
        if at + more >= len(self.read) or any(self.syntax.gaps[i] != "" for i in behind):
            return ()
        words = [self.tokens.forms[i] for i in behind]
        return lexicon.of_noun(" ".join((bare, *words))) or lexicon.of_noun(
            " ".join((bare, *(word.removeprefix("ال") for word in words)))
        )

    def participle(self, at: int) -> Trigger | None:
        """Return what a participle tells that goes on speaking."""
        if self.read[at].tag == "V" or self.tokens.quote(at).endswith("ّ"):
            return None  # «أسرّ لوكالة» is of none who takes prisoners
        for found in self._readings(at, ("participle",)):
            if found.lemma.sense != "active":
                continue
            frames = tuple(
                frame
                for frame in lexicon.of_verb(found.lemma.source)
                if frame.type not in _HANDLING  # «مشيداً» praises and builds nothing
            )
            if frames:
                return Trigger(at, "verb", frames)
            for idiom, rest in self._idioms(at, found.lemma.source):
                return Trigger(at, "verb", idiom.frames, False, rest)
        return None

    def is_circumstance(self, at: int) -> bool:
        """Whether a participle can tell what somebody does meanwhile: without article, in the accusative («محمّلاً»)."""
        form, reading = self.tokens.forms[at], self.read[at]
        bare = not form.startswith("ال") and not reading.particles and not reading.pronoun
        accusative = form.endswith(("ا", "ه")) or "ً" in self.tokens.quote(at)
        place = any(noun.lemma.sense == "place" for noun in self._readings(at, ("noun",)))  # «قصف معسكراً»
        return bare and accusative and reading.tag in "AN" and not (place or self._is_thing(at))

    def _readings(self, at: int, classes: tuple[str, ...]) -> list[Analysis]:
        """Return the analyses of a word that go with its reading, the chosen one first."""
        reading = self.read[at]
        found = [*_like(self.tokens.forms[at], classes, reading.particles, bool(reading.pronoun))]
        if len(found) > 1 and reading.analysis in found:
            found.remove(reading.analysis)
            found.insert(0, reading.analysis)
        return found

    def _verb_readings(self, at: int) -> list[Analysis]:
        """Return the analyses of a verb: those of the lemma of its reading, then those of its like where that has no frame."""
        found, chosen = self._readings(at, ("verb",)), self.read[at].analysis
        if chosen is None:
            return found
        if chosen.lemma.form == _COPULA:
            return [chosen]
        before = self.tokens.forms[at - 1].removeprefix("و") if at else ""
        feminine = (before == "قد" and at > 1 and at - 2 in self.named) or self._is_her(at)  # «روسيا قد تزود», «بيرو تسلم»
        if chosen.tense == "jussive" and before not in _NOT:
            likely = [a for a in found if a.tense == "present"]  # «يخطط» is of «خطّط», not of «خطّ»
            if likely:
                return likely
        if chosen.tense == "past" and (before in _BEFORE_PRESENT or (feminine and self.tokens.forms[at].startswith("ت"))):
            present = [a for a in found if a.tense != "past"]  # «أن تزود» is of «زوّد», not of «تزوّد»
            if present:
                return [] if any(a.lemma.form == _COPULA for a in present) else present
        if chosen.tense == "past" and chosen.gender == "m" and self._is_feminine(at + 1):
            present = [a for a in found if a.tense == "present" and a.gender == "f"]  # «تسلّم الحركة» hands over
            if present and self.tokens.forms[at][len(self.read[at].particles) :].startswith("ت"):
                return present
        own = [a for a in found if a.lemma.form == chosen.lemma.form]  # «أعلن» is no plural of «أعال»
        if chosen.lemma.sense == "1" and self._doubles(at):
            others = [a for a in found if self._is_like(a, chosen, at)]
            geminate = [a for a in own if a not in others] if len(chosen.lemma.form) == _GEMINATE else []
            return others + geminate  # «عزّت», «ضخّت»
        return own + [a for a in found if a not in own and self._is_like(a, chosen, at)]

    def _is_her(self, at: int) -> bool:
        """Whether a verb stands right behind a feminine subject: a country or a town but for a few, a noun with the article."""
        if at == 0 or self.syntax.gaps[at] != "" or self.read[at].particles or self.read[at - 1].particles.strip("و"):
            return False
        form, found = self.tokens.bare(at - 1, len(self.read[at - 1].particles)), self.read[at - 1].analysis
        if at - 1 in self.named:
            known = gazetteer().table.get(form)
            return known is not None and known.names[0].type == "GPE" and form not in _MASCULINE
        return form.startswith("ال") and found is not None and (found.pos, found.gender, found.number) == ("noun", "f", "s")

    def _is_feminine(self, at: int) -> bool:
        """Whether a feminine noun with the article stands at a word, right behind a verb."""
        if at >= len(self.read) or self.syntax.gaps[at] != "" or self.read[at].particles or self.read[at].tag != "N":
            return False
        found = self.read[at].analysis
        return found is not None and found.gender == "f" and found.number == "s" and self.tokens.forms[at].startswith("ال")

    def _doubles(self, at: int) -> bool:
        """Whether a shadda is written inside a verb, as on none of form 1 but on the last letter: «تلوّح» is not of «لاح»."""
        if "ّ" not in self.tokens.quotes[at]:
            return False
        word = self.tokens.quotes[at][len(self.read[at].particles) :]
        letters = [place for place, letter in enumerate(word) if letter.isalpha()]
        return any(word[place + 1 : place + 2] == "ّ" for place in letters[1:-1])

    def _is_like(self, other: Analysis, chosen: Analysis, at: int) -> bool:
        """Whether a verb is as likely as the chosen one: of the same form, with a written shadda, or a present in «ت»."""
        if other.lemma.form == _COPULA:
            return False
        if self._doubles(at):
            return other.lemma.sense in ("2", "5")
        same = other.lemma.sense, other.tense, other.person, other.gender, other.number
        if same == (chosen.lemma.sense, chosen.tense, chosen.person, chosen.gender, chosen.number):
            return True
        return chosen.tense == "past" and chosen.lemma.sense == "5" and other.tense == "present" and other.gender == "f"

    def _written_alike(self, at: int) -> tuple[Frame, ...]:
        """Return what a verb tells by those written like it without vowels («سلم», «يطلق»), where a class is needed."""
        chosen = self.read[at].analysis
        if chosen is None or chosen.lemma.form == _COPULA or self._doubles(at):
            return ()
        written = _PRESENTS if chosen.tense == "present" else _PASTS
        inflected = chosen.tense, chosen.person, chosen.gender, chosen.number
        found = (
            a
            for a in self._readings(at, ("verb",))
            if a.lemma.form != _COPULA
            and {a.lemma.sense, chosen.lemma.sense} <= written
            and (a.tense, a.person, a.gender, a.number) == inflected
        )
        return tuple(frame for a in found for frame in self._of_form(at, a) if _asks_for_a_class(frame))

    def _passive(self, at: int, found: Analysis) -> bool:
        word = self.tokens.quote(at)[len(self.read[at].particles) :]
        hollow = self.tokens.forms[at][-2:-1] == "ي"  # a passive is «تُدان»
        active = found.tense != "past" and (found.lemma.sense == "4" or hollow)  # «تُدين» has its damma in the active too
        marked = (
            (word[1:2] == "ُ" and not active) or (word[2:3] == "ُ" and word[:1] in "يتنا") or (word[3:4] == "ُ" and word[:1] == "ا")
        )
        return marked or found.voice == "passive"

    def _idioms(self, at: int, verb: str) -> Iterator[tuple[lexicon.Found, tuple[int, ...]]]:
        """Yield the idioms that a verb, or its verbal noun or participle at ``at``, makes with words behind it, and these."""
        opening = _by_first_word(verb)
        if not opening:
            return
        near, idioms = self._near(at), lexicon.of_idioms(verb)
        for number in sorted({number for word in opening.keys() & near for number in opening[word]}):
            idiom = idioms[number]
            if not any(map(near.isdisjoint, idiom.rest)) and (rest := self._rest(at, idiom)) is not None:
                yield idiom, rest

    def _near(self, at: int) -> Set[tuple[str, str]]:
        """Return all that the words within reach of an idiom's first can be: most idioms have a word that none of these is."""
        if at not in self._reached:
            found: set[tuple[str, str]] = set()
            for can_be in self._in_idioms[at + 1 : at + _REACH]:
                if can_be is None:
                    break
                found |= can_be
            self._reached[at] = found
        return self._reached[at]

    def _rest(self, at: int, idiom: lexicon.Found) -> tuple[int, ...] | None:
        """Return where the further words of an idiom stand behind its verb, None where they do not."""
        found, place = [], at + 1
        before: Set[tuple[str, str]] = frozenset()
        for wanted in idiom.rest:
            word = self._find(place, at + _REACH, wanted, before)
            if word is None:
                return None
            if "يّر" in self.tokens.quotes[word] and any(frame.type == "PROTEST" for frame in idiom.frames):
                return None  # «غارة نفذتها طائرة مسيّرة» is no march
            found.append(word)
            place, before = word + 1, wanted
        return tuple(found)

    def _find(self, first: int, last: int, wanted: Set[tuple[str, str]], before: Set[tuple[str, str]]) -> int | None:
        """Return the first word of an idiom between two words, None where a word before it ends what can be an idiom."""
        for at in range(first, min(last, len(self.read))):
            can_be = self._in_idioms[at]
            if can_be is None:
                return None
            if not wanted.isdisjoint(can_be):
                return None if at > first and self._is_governed(at, before) else at
        return None

    def _is_governed(self, at: int, before: Set[tuple[str, str]]) -> bool:
        """Whether a word stands behind a preposition that the idiom has not: «علّق على تورط قواته في حرب» suspends no war."""
        index, form = self.syntax.phrase_at[at], self.tokens.forms[at - 1]
        governed = self.syntax.governed(self.syntax.phrases[index]) if index >= 0 else None
        own = form == "من" or ("", form) in before  # «حزمة من العقوبات», «دخل العمال في ألمانيا في إضراب»
        return self._is_undone(at) or (governed is not None and governed.at == at - 1 and not own)

    def _is_undone(self, at: int) -> bool:
        """Whether a word is what a verbal noun right before it ends: «أعلن [إلغاء] دعم الوقود» supports nobody."""
        return self.syntax.gaps[at] == "" and self.tokens.bare(at - 1, len(self.read[at - 1].particles)) in _ENDING

    @cached_property
    def _in_idioms(self) -> list[Set[tuple[str, str]] | None]:
        """What each word can be within an idiom, its particles and the rest; None where it ends one."""
        found: list[Set[tuple[str, str]] | None] = []
        for at, (form, reading) in enumerate(zip(self.tokens.forms, self.read, strict=True)):
            if form in _AT_LEAST:
                found.append(_NOTHING)
            elif self.tokens.breaks(at) or (reading.tag in "VSR" and not self._is_of_lack(at)):
                found.append(None)
            elif at in self.named and (at - 1 in self.named or form in _NAMING):
                found.append(_NOTHING)  # «أطلق [حزب] الله صاروخا» founds no party
            else:
                found.append(_within_idiom(form, reading.tag in "NAPV"))
        return found

    def _is_of_lack(self, at: int) -> bool:
        """Whether a word that reads as a verb is a verbal noun: «عدم نشر اسمه», «خرق الجيش وقف إطلاق النار»."""
        if self.read[at].tag == "V" and tuple(self.tokens.forms[at : at + 2]) == _CEASE_FIRE:
            return True
        return self.read[at].tag == "V" and at > 0 and self.tokens.forms[at - 1] == _LACK and self.syntax.gaps[at] == ""


def _asks_for_a_class(frame: Frame) -> bool:
    """Whether a frame holds only where a noun of a class stands by its word."""
    return ":" in frame.need


@lru_cache(maxsize=1 << 14)
def _like(form: str, classes: tuple[str, ...], particles: str, pronoun: bool) -> tuple[Analysis, ...]:
    """Return the analyses of a folded form of some classes, with just these particles and with or without a pronoun."""
    found = tuple(
        a for a in analyses(form) if a.pos in classes and a.particles == particles and bool(a.suffix.pronoun) == pronoun
    )
    third = tuple(a for a in found if a.person == "3")
    return third or found  # «أصدر» is no "I export"


@lru_cache(maxsize=1 << 12)
def _by_first_word(verb: str) -> dict[tuple[str, str], list[int]]:
    """Return the numbers of a verb's idioms by what the first of their further words can be."""
    found: dict[tuple[str, str], list[int]] = {}
    for number, idiom in enumerate(lexicon.of_idioms(verb)):
        for word in idiom.rest[0]:
            found.setdefault(word, []).append(number)
    return found


@lru_cache(maxsize=1 << 16)
def _may_name(form: str, particles: str, pronoun: bool) -> bool:
    """Whether the lists have a deed that a folded form can name, whatever stands around it: most words can name none."""
    bare = form[len(particles) :].removeprefix("ال")
    if lexicon.opens_noun(bare) or lexicon.of_noun(bare):
        return True
    return any(
        lexicon.of_noun(found.lemma.form)
        or (found.pos == "masdar" and (lexicon.of_idioms(found.lemma.source) or lexicon.of_verb(found.lemma.source)))
        for found in _like(form, ("noun", "masdar"), particles, pronoun) + _like(form, ("masdar",), particles, pronoun)
    )


@lru_cache(maxsize=1 << 14)
def _within_idiom(form: str, nominal: bool) -> frozenset[tuple[str, str]]:
    """Return what a folded form can be within an idiom: particles and a word as written, or (``nominal``) and a lemma."""
    written = {(form[:size], form[size:]) for size in range(len(form))} | {("", form)}
    found = [a for a in analyses(form) if nominal and a.pos in _NOMINAL and form.startswith(a.particles)]
    described = any(a.pos == "adj" for a in found)  # «رسمي» is official, and not a fee of mine
    read = {(a.particles, a.lemma.form) for a in found if not (described and a.suffix.pronoun == "ي")}
    return frozenset(written | read)
