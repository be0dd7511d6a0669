"""The stance of a statement: that of its cue, mended by what is said."""

from collections.abc import Sequence
from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.statements.extents import Content
from isnad.annotation.tokens import COMMAS
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context
from isnad.model import Stance

# How a content opens that denies what it names.
_DENIALS = (
    ("لا", "صحه"),
    ("لا", "اساس"),
    ("لا", "علاقه"),
    ("لا", "نيه"),
    ("غير", "صحيح"),
    ("عار", "عن"),
    ("لا", "وجود"),
    ("لا", "علم"),
)
# Behind «من» at the beginning of a content: what may be, and what is to come.
_LIKELY, _AWAITED = ("المرجح", "المحتمل", "الممكن", "الوارد"), ("المتوقع", "المنتظر", "المرتقب", "المامول")

_NOUNS: tuple[tuple[str, Stance], ...] = (("commits", "commit"), ("demands", "demand"), ("worries", "estimate"))
_FUTURE = ("سوف", "لن")
_FIRST_CLAUSE = 12  # words in which the first verb of a content stands
_NOBODY = ("احد", "احدا")  # before a negation: «أحداً لم يحتجز شيئاً»
_WANTED = 4  # words in which «نريد» stands
_ABOUT_FACTS = ("ازاء", "حيال", "ل")  # «قلق إزاء» is about what is so


class Teller(NamedTuple):
    """Who says something at a cue: the cue's folded ``lemma`` and ``stance``, the speaker's ``ids`` and folded ``noun``.

    ``named`` are the ids named by the first word of what is said.
    """

    lemma: str
    stance: Stance
    ids: Sequence[str]
    noun: str
    named: Sequence[str]


def stance(syntax: Syntax, teller: Teller, content: Content) -> Stance:
    """Return the stance of a content: that of its cue, or what the content makes of it."""
    return _Judge(syntax, teller, content).stance()


class _Judge:
    """What the words of one content tell of how it is said."""

    def __init__(self, syntax: Syntax, teller: Teller, content: Content) -> None:
        self.syntax, self.read, self.forms = syntax, syntax.readings, syntax.tokens.forms
        self.teller, self.content, self.first = teller, content, content.first
        near = range(self.first, min(content.last, self.first + _FIRST_CLAUSE))
        self.verb = next((at for at in near if self.read[at].tag == "V" and not self._is_inserted(at)), None)

    def _is_inserted(self, at: int) -> bool:
        """Whether a verb opens what is inserted between commas: «الدفعة الثانية، وتضم 75 ألف جرعة، ستصل»."""
        gaps = self.syntax.tokens.gaps
        if self.read[at].particles != "و" or COMMAS.isdisjoint(gaps[at]):
            return False
        behind = range(at + 1, min(self.content.last, at + _FIRST_CLAUSE))
        closes = next((i for i in behind if not COMMAS.isdisjoint(gaps[i])), None)
        return closes is not None and self.read[closes].tag == "V" and not self.read[closes].particles.startswith("و")

    def stance(self) -> Stance:
        base = self.teller.stance
        if base == "criticise" and self.teller.lemma in context("calls"):
            return self._called()
        if base == "estimate" and self._lemma(self.first) == "قلق" and self.forms[self.first + 1] in _ABOUT_FACTS:
            return "criticise"
        sworn = base == "commit" and self.teller.lemma in context("swears")
        if base == "estimate" and self.teller.lemma in context("deems"):
            return self._deemed()
        if base != "assert" and not sworn:
            return base
        guessed: Stance | None = "estimate" if self.teller.noun in context("guesses") else None
        asked = self._wish() or self._denial()
        return self._worried() or asked or self._of_noun() or self._hedged() or guessed or self._of_verb()

    def _lemma(self, at: int) -> str:
        found = self.read[at].analysis
        return found.lemma.form if found else ""

    def _called(self) -> Stance:
        """Return what it is to call something by a name: charges are denied, some words are praise."""
        if self._lemma(self.first) in context("charges") or self._is_false():
            return "deny"
        lemmas = {self._lemma(at) for at in range(self.first + 1, self.content.last)}
        return "praise" if lemmas & context("good") else "criticise"

    def _deemed(self) -> Stance:
        """Return what it is to deem something so: false words deny it, bad words criticise, good words praise."""
        if self._is_said_false():
            return "deny"
        lemmas = {self._lemma(at) for at in range(self.first, self.content.last)}
        words = {form.removeprefix("و") for form in self.forms[self.first : self.content.last]}
        return "criticise" if (lemmas | words) & context("bad") else "praise" if lemmas & context("good") else "estimate"

    def _wish(self) -> Stance | None:
        """Return what a content is that tells somebody what to do («اسألوا»، «لا تخافوا», «يجب أن»), or begins with «نعم»."""
        near = range(self.first, min(self.content.last, self.first + _WANTED))
        if any(self.forms[at] in context("must") and self.forms[at - 1] not in ("كان", "لم", "لا") for at in near):
            return "demand"
        if self.content.how not in ("quote", "after"):
            return None
        if self.forms[self.first] == "نعم":
            return "confirm"
        depth, own = self.syntax.depths[self.first], range(self.first, self.content.last - 1)
        told = [at for at in own if self.forms[at].removeprefix("و") == "لا" and self.syntax.depths[at] == depth]
        forbids = any(self.forms[at + 1].startswith("ت") and self.forms[at + 1].endswith(("وا", "ي")) for at in told)
        promises = any(self.forms[at] == "لن" and self.forms[at + 1].startswith("ن") for at in own)  # «لا تخافوا، لن نمكث»
        return "demand" if (forbids or self._is_imperative(self.first)) and not promises else None

    def _is_imperative(self, at: int) -> bool:
        """Whether a form in «وا» is no past: «قودوا», «اسألوا»."""
        if self.forms[at] in context("orders"):
            return True
        plural = self.forms[at].endswith("وا") and self.read[at].tag in "VNM"
        return plural and not any(a.pos == "verb" and a.tense == "past" for a in analyses(self.forms[at]))

    def _is_said_false(self) -> bool:
        """Whether a content says of its subject that it is false: «ما يُنشر شائعات», «التقرير مختلق من أوله إلى آخره»."""
        for at in range(self.first, self.content.last):
            form = self.forms[at]
            if form not in context("false") or (at == self.first and self.content.last > at + 1):
                continue
            void = form in ("باطل", "باطله")  # a charge that is void is denied, a verdict criticised
            if void and not any(self._lemma(i) in context("charges") for i in range(self.first, at)):
                continue
            before = self.read[at - 1]
            own = (i for i in range(self.first, at) if self.syntax.depths[i] <= self.syntax.depths[at])
            verbs = [i for i in own if self.read[i].tag == "V" and self.read[i - 1].tag not in "RG"]
            if before.tag != "P" and not self.read[at].particles and self.forms[at - 1] not in ("هناك", "ثمه") and not verbs:
                return True
        return False

    def _is_false(self) -> bool:
        """Whether something is called false: «بأنه مفبرك», «محض خيال»."""
        words = range(self.first, self.content.last)
        return any(self.forms[at] in context("false") or self._lemma(at) in context("false") for at in words)

    def _worried(self) -> Stance | None:
        """Return that what is said is a worry about what is so: «إنها تشعر بالقلق من تورط …»."""
        feels = self.verb is not None and self.verb - self.first < _WANTED and self._lemma(self.verb) in context("feels")
        near = range(self.verb + 1, min(self.content.last, self.verb + _WANTED)) if feels and self.verb is not None else range(0)
        return "criticise" if any(self._lemma(at) in ("قلق", "انزعاج", "استياء", "غضب") for at in near) else None

    def _denial(self) -> Stance | None:
        """Return that what is said denies something: «لا صحة لـ», «لا شاحنات ولا ذخيرة», «أن أي توقيع لم يحصل»."""
        opening = tuple(self.forms[self.first : self.content.last])
        nothing = opening[:1] == ("لا",) and opening[2:3] == ("ولا",) and self.read[self.first + 1].tag == "N"
        verb = len(opening) if self.verb is None else self.verb - self.first
        none = opening[:1] == ("اي",) and any(form in context("negation") for form in opening[2 : max(_WANTED, verb)])
        single = opening[:1] in (("لا",), ("ما",)) and opening[2:3] in (("واحد",), ("واحده",))  # «لا فلس واحد دُفع»
        denies = opening[:2] in _DENIALS or opening[1:3] in _DENIALS[-2:]  # «أنقرة لا علم لها بأي خلل»
        return "deny" if denies or nothing or none or single or self._is_said_false() else None

    def _of_noun(self) -> Stance | None:
        """Return what a noun that opens a content makes of it: «استعداده لـ», «ضرورة أن», «مخاوف من»; a deed is confirmed."""
        head = self.read[self.first]
        if head.tag != "N" or head.analysis is None or self.content.how == "told":
            return None
        listed = next((stance for words, stance in _NOUNS if head.analysis.lemma.form in context(words)), None)
        if self.teller.lemma == "اعلن" and self.content.how == "obj" and head.analysis.lemma.form in context("pledges"):
            return "commit"  # «أعلنت إرسال مساعدات»
        if listed is not None or self.teller.lemma != "اكد" or self.content.how != "obj":
            return listed
        stressed = head.pronoun or head.analysis.article or head.analysis.lemma.form in context("stressed")
        return None if stressed else "confirm"  # «أكدت مقتل جنود»

    def _hedged(self) -> Stance | None:
        """Return what is said with a hedge: «قد يكون», «ربما», «من المتوقع أن»."""
        near = range(self.first, min(self.content.last, self.first + _FIRST_CLAUSE))
        for at in near:
            form, behind = self.forms[at].removeprefix("و"), self.forms[at + 1] if at + 1 < len(self.forms) else ""
            if form in ("ربما", "لعل"):
                return "estimate"
            if self.read[at].tag in "RS":
                return None
            if form == "من" and behind in _LIKELY:
                return "estimate"
            if (form == "من" and behind in _AWAITED) or form == "متوقع":
                return "expect"
            if form == "قد" and at + 1 < len(self.read) and self._may_be(at + 1):
                return "estimate"
        return None

    def _may_be(self, at: int) -> bool:
        """Whether a verb behind «قد», or the negation before it, is no past."""
        at += self.read[at].tag == "G"
        return at < len(self.read) and self.read[at].tag == "V" and self.forms[at][:1] in "يتنا" and self._is_present(at)

    def _is_present(self, at: int) -> bool:
        found, subject = self.read[at].analysis, self.read[self.first].analysis
        if found is None or found.tense == "present":
            return found is not None
        feminine = self.forms[at].startswith("ت") and subject is not None and subject.gender == "f"  # «العاصفة قد تبلغ»
        return feminine and any(a.tense == "present" for a in analyses(self.forms[at]))

    def _of_verb(self) -> Stance:
        """Return what the first verb makes of a content: the speaker's own future is a commitment, his «لم» a denial."""
        wanted = range(self.first, min(self.content.last, self.first + _WANTED))
        if any(self.forms[at] in ("نريد", "نطالب", "نطلب", "اريد", "اطالب") for at in wanted):
            return "demand"
        verb = self.verb
        if (
            verb == self.first + 1
            and self.forms[self.first] == "ما"
            and set(self.forms[verb : self.content.last]) & context("single")
        ):
            return "deny"  # «ما طلبت بندقية واحدة»
        if verb is None or any(self.read[at].tag in "RS" for at in range(self.first, verb)):
            return "assert"
        before = self.forms[verb - 1] if verb > self.first else ""
        behind = set(self.forms[verb + 1 : self.content.last])
        if before in ("لم", "لا") and not behind.isdisjoint(context("only")):
            return "assert"  # «لم تتسلم سوى ثلاثة»
        whole = not behind.isdisjoint(context("none")) or self.forms[self.first] in _NOBODY
        own = self.read[self.first].pronoun != "" or self.forms[self.first] in _NOBODY  # «بلاده لم تطلق رصاصة»
        opens = own or verb - 1 == self.first  # «الفريق لم يغادر بعد» tells how things are
        if before == "لم" and opens and self._lemma(verb) not in context("aspect") and (whole or self._is_own(verb, verb - 1)):
            return "deny"
        if before in context("negation") and self.teller.lemma == "رد":
            return "deny"
        if not (before in _FUTURE or self.read[verb].particles.endswith("س")):
            return "assert"
        sworn = self.teller.lemma in context("swears") and before == "لن"  # «أقسم أن أحداً لن يدفع فلساً»
        return "commit" if sworn or self._is_own(verb, verb - (before in _FUTURE)) else "expect"

    def _is_own(self, verb: int, begins: int) -> bool:
        """Whether the speaker, or a body of his, does what a verb says that begins with its particles at a word."""
        found = self.read[verb].analysis
        near = range(verb + 1, min(self.content.last, verb + _WANTED))
        if (found is not None and found.person == "1") or any(self.read[at].pronoun in ("ي", "نا", "ني") for at in near):
            return True
        if begins != self.first:
            own = not set(self.teller.named).isdisjoint(self.teller.ids)
            return own or (self._lemma(self.first) in context("own-body") and self._is_his())
        return self.read[self.first - 1].pronoun != "" and not self._is_passive(verb)  # «إنها ستستأنف الحكم»

    def _is_his(self) -> bool:
        """Whether the body that opens a content is the speaker's: «بلاده», «أعلن أن الحكومة ستخصص»."""
        first = self.read[self.first]
        definite = first.analysis is not None and first.analysis.article
        return first.pronoun != "" or definite

    def _is_passive(self, verb: int) -> bool:
        """Whether a future verb is passive, by its letters or its harakat: «ستُصرف»."""
        found = self.read[verb].analysis
        return (found is not None and found.voice == "passive") or self.syntax.tokens.quote(verb)[2:3] == "ُ"
