"""Words: what each word of a text is: its particles, class, pronoun, and the lexicon's reading behind it.

``isnad.languages.forms`` says what a form can be; where that is several things, a linear model trained on the pack's tagged
text (``isnad.languages.perceptron``) chooses by the words around, left to right.
"""

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import repeat

from isnad.annotation.tokens import Tokens
from isnad.annotation.training import SEEDS, Example, trained
from isnad.languages import cues, perceptron
from isnad.languages.folding import fold
from isnad.languages.forms import Form, Reading, form, light, lists
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, given_names, heads, is_common, listed_as_name, titles
from isnad.languages.perceptron import Model, View, Weights, labelled, number, written
from isnad.languages.tagged import Token

_PASSES = 4
_OF_PRESENT = frozenset(map(fold, ("لم", "ولم", "فلم", "لن", "ولن", "فلن")))  # negations of what is told in the present
_BUT = frozenset(map(fold, ("لكن", "ولكن")))
_SUBJECT = 8  # words of a subject before its verb
_HOPELESS = 200_000  # a reading so far behind by its form alone is not looked at in its place: nearly none would win
# What another verb may follow at once: «كان يستعد», «بدأ يتراجع».
_AUXILIARIES = "كان ظل بات أصبح أضحى أمسى صار زال بدا بدأ أخذ كاد عاد ليس تم أوشك واصل سبق"
_COPULA = fold("كان")
AUXILIARY = frozenset(map(fold, _AUXILIARIES.split()))
_DOUBLED = re.compile("[وف]?[^\\W_][^\\W_ي]\u0651[^\\W_](?:ت|وا|ا)?")  # «صوّت», no «سيّد»: a verb of the second form
_GO_WITH_LAM = frozenset(map(fold, ("وفقا", "وفقًا", "وفقاً", "طبقا", "طبقاً", "خلافا", "خلافاً", "تبعا", "تبعاً", "نظرا", "نظراً")))
# «ended»: a quotation closes and a comma follows, or the other way round.
_GAPS = (
    (".؟!?…", "stop"),
    ("«“", "opening"),
    ("»”", "closing"),
    ('"', "quote"),
    ("(", "("),
    (")", ")"),
    (":", "colon"),
    ("،,؛;", "comma"),
)


@lru_cache(maxsize=1 << 12)
def gap_class(gap: str) -> str:
    """Return what stands between two words, in a word: "" for white space alone."""
    if gap == " ":
        return ""
    if "\n" in gap or not gap:
        return "line" if "\n" in gap else ""
    for marks, name in _GAPS:
        if any(mark in gap for mark in marks):
            if name in ("opening", "quote") and ":" in gap:
                return "colon"
            return "ended" if name in ("closing", "quote") and any(mark in gap for mark in "،,؛;") else name
    return "mark" if gap.strip() else ""


class Gaps:
    """The classes of what stands before each word of a text, and after the last."""

    def __init__(self, tokens: Tokens) -> None:
        self.classes = list(map(gap_class, tokens.gaps))
        if self.classes:
            self.classes[0] = "line"
        self.classes.append("line")


class _Word:
    """A word as it is written: what is asked of it wherever it stands."""

    def __init__(self, quote: str) -> None:
        self.written = light(quote)
        self.folded = fold(self.written)
        self.form = form(self.written)
        self.readings = self.form.readings
        self.chosen = tuple(map(_as_chosen, self.readings, repeat(_copula(self.written))))
        """The readings, and in place of each as a verb the one as «كان», if there is one."""
        self.beside = _beside(self.written)
        self.tanwin = self.written.endswith("اً")
        self.accusative = self.tanwin or any(map(_is_accusative, self.readings, repeat(self.folded)))
        self.masdar = any(map(_is_masdar, self.readings))
        self.opens = self.folded in context("opening-verb")
        self.verbs = [i for i, reading in enumerate(self.readings) if reading.tag == "V"]
        self.alone = _admitted_alone(self.written)
        """The readings that its lists of names and cues admit, whatever stands before it."""
        self.counted = tuple(i for i in self.alone if self.readings[i].tag == "N") if self.tanwin else ()
        """Those of them as what a number counts: «214 قتيلاً»."""
        self.surely_verb, self.maybe_verb = self._as_verb("\u0651" in quote and _DOUBLED.fullmatch(quote) is not None)
        self.to_land = tuple(i for i, reading in enumerate(self.readings) if reading.tag == "M" and reading.particles == "ل")
        self.to_land = self.to_land if self.folded.startswith("لل") and _is_land(self.folded[1:]) else ()
        """Its readings as «ل» before a land whose name begins with that letter: «لليبيا», no Libyan."""
        self.open = all(reading.tag in "VNAM" for reading in self.readings)
        """Whether it can be nothing but a verb, a noun, an adjective or a name: no particle, no number."""
        self.verb_or_masdar = self._as_either()
        """Its readings as a verb and as a verbal noun, both without particles; none where it cannot be both."""
        self.negations = tuple(i for i, reading in enumerate(self.readings) if reading.tag == "G")
        self.national = self._as_nationality() if _is_norp(self.written) else ()
        """Its readings as a nationality, where it is listed as one."""
        self.names = tuple(i for i, reading in enumerate(self.readings) if reading.tag == "M" and not reading.particles)
        self.aside = tuple(i for i, r in enumerate(self.readings) if r.particles[-1:] == "ب" and r.pronoun and r.tag == "N")
        """Its readings as what somebody has behind «بـ»: «بدوره»."""
        self.kept: dict[tuple[bool, ...], tuple[int, ...]] = {}

    def _as_nationality(self) -> tuple[int, ...]:
        bare = [i for i, reading in enumerate(self.readings) if not (reading.particles or reading.pronoun)]
        return tuple(i for i in bare if self.readings[i].tag == "A") or tuple(i for i in bare if self.readings[i].tag == "N")

    def _as_either(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if not self.open:
            return (), ()  # «من»
        bare = [i for i, reading in enumerate(self.readings) if not reading.particles]
        verbs = tuple(i for i in bare if self.readings[i].tag == "V")
        nouns = tuple(i for i in bare if _is_masdar(self.readings[i]))
        return (verbs, nouns) if verbs and nouns else ((), ())

    def _as_verb(self, doubled: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return its readings as a verb where it can be nothing else, and those that hold where a verb must stand."""
        readings = self.readings
        verbs = tuple(i for i in self.alone if readings[i].tag == "V")
        if not verbs or len(verbs) == len(self.alone):
            return (), ()
        if self.written.endswith("وا") and len(self.written) > 3:
            return verbs, ()  # «فرّوا»
        if doubled:
            return tuple(i for i in verbs if _is_second(readings[i])), ()
        if not any(_is_masdar(readings[i]) and not readings[i].particles for i in self.alone):
            return (), ()
        return (), tuple(i for i in verbs if not readings[i].particles)

    def behind(self, governed: bool, bound: bool, acts: bool, quoted: bool, counted: bool) -> tuple[int, ...]:
        """Return the readings that hold behind a preposition or a verb, or within quotation marks."""
        place = governed, bound, acts, quoted, counted
        found = self.kept.get(place)
        if found is None:
            found = self.kept[place] = tuple(self._behind(*place))
        return found

    def _behind(self, governed: bool, bound: bool, acts: bool, quoted: bool, counted: bool) -> Iterator[int]:
        readings, bou = self.readings, _is_bou(self.written)
        for i in (counted and self.counted) or self.alone:
            reading = readings[i]
            if quoted and reading.particles and len(readings) > 1 and not readings[0].particles:
                continue  # «بوغازهان» in quotation marks is no "with Ughazhan"
            if bou and reading.particles[-1:] == "ب" and reading.analysis is None:
                continue  # «من بوعصيدة» is no "with Ouaasida"
            if acts and reading.tag == "V" and not reading.particles and self.masdar:
                continue  # «نفت تسلّم أي عرض»
            if governed and reading.tag == "V":
                continue  # «عن نشر القرار»
            if bound and reading.particles[-1:] in ("ب", "ل", "ك") and reading.tag in "NAM":
                continue  # «في كنجارة» is not "in like carpentry"
            yield i


@lru_cache(maxsize=1 << 15)
def _word(quote: str) -> _Word:
    """Return what is known of a word as it is written."""
    return _Word(quote)


def _as_chosen(reading: Reading, copula: Reading | None) -> Reading:
    return copula if copula is not None and reading.tag == "V" else reading


def readings(tokens: Tokens, model: Model | None = None) -> list[Reading]:
    """Return the reading of each word of a text, in order."""
    model = _model() if model is None else model
    view = _View(tokens)
    for at, word in enumerate(view.words):
        best = 0
        if len(word.readings) > 1:
            fit, alone = _worth(model, word.written, tuple(view.verbs_alone(at) or view.settled(at) or view.admitted(at)))
            best = fit[0]
            if len(fit) > 1:
                best = _best(fit, alone, model.scores_of(view.view(at), view.labels(at, fit)))
        view.chosen.append(word.chosen[best])
    return view.chosen


@lru_cache(maxsize=1 << 16)
def _worth(model: Model, written: str, admitted: tuple[int, ...]) -> tuple[tuple[int, ...], Sequence[int]]:
    """Return which of the readings of a form that are admitted are worth looking at in its place, and what each scores alone."""
    known = form(written)
    alone = model.scores(known.features, known.numbers)
    fit = [i for i in admitted if not _is_misread(known, known.readings[i])] or admitted
    least = max(alone[i] for i in fit) - _HOPELESS
    return tuple(i for i in fit if alone[i] > least), alone


def _copula(written: str) -> Reading | None:
    """Return the reading of a form as one of «كان»: «تكون» is hardly ever "took shape"."""
    verbs = (reading for reading in form(written).readings if reading.tag == "V" and reading.analysis is not None)
    return next((reading for reading in verbs if reading.analysis and reading.analysis.lemma.form == _COPULA), None)


def _best(fit: Sequence[int], alone: Sequence[int], placed: Sequence[int]) -> int:
    """Return the reading that scores highest by its form and its place; ``placed`` are the scores of those that are ``fit``."""
    scores = [alone[i] + score for i, score in zip(fit, placed, strict=True)]
    return fit[scores.index(max(scores))]


@lru_cache(maxsize=1 << 14)
def _listed(written: str) -> int | None:
    """Return how many letters are particles where the rest opens a listed name that is no word of the language, else None."""
    word = form(written)
    if any(reading.analysis is not None for reading in word.readings):
        return None
    folded = fold(written)
    return min((len(r.particles) for r in word.readings if folded[len(r.particles) :] in _name_openings()), default=None)


@lru_cache(maxsize=1 << 14)
def _is_bou(written: str) -> bool:
    """Whether a word can be a family name of the Maghreb in one word with «بو», "father of": what follows is no word."""
    folded = fold(written)
    rest = folded[1:]
    known = is_common(rest) or listed_as_name(rest) or rest in _name_openings()
    return folded.startswith("بو") and len(folded) > 4 and not known and not any(r.analysis for r in form(written).readings)


@lru_cache(maxsize=1 << 14)
def _is_given(written: str) -> bool:
    folded = fold(written)
    return len(folded) > 3 and (folded in given_names().sure or folded in given_names().unsure)


@lru_cache(maxsize=1 << 14)
def _is_family(written: str) -> bool:
    """Whether a word is a family name, listed or of the form of the Maghreb's, and no word of the language."""
    folded = fold(written)
    if is_common(folded) or any(r.analysis is not None for r in form(written).readings):
        return False
    known = gazetteer().table.get(folded)
    return (known is None or known.names[0].type == "PER") and (folded in given_names().family or _is_bou(written))


@cache
def _name_openings() -> frozenset[str]:
    return frozenset(name.split()[0] for name in gazetteer().table)


@lru_cache(maxsize=1 << 14)
def _beside(written: str) -> str:
    """Return what a word says of whether its neighbour is a name: "t" a title, and the lists of names that hold it."""
    folded = fold(written)
    return "t" * (titles().get(folded) is not None) + lists(folded) + "c" * is_common(folded)


@lru_cache(maxsize=1 << 14)
def _is_cue(written: str) -> bool:
    """Whether a form is one of a verb of saying and no listed name."""
    return any(
        r.tag == "V" and r.analysis is not None and _speaks(r.analysis.lemma.form) for r in form(written).readings
    ) and not any(listed_as_name(fold(written)[skip:]) for skip in (0, 1))


def _speaks(lemma: str) -> bool:
    cue = cues.verbs().get(lemma)
    return cue is not None and not cue.weak


def _is_second(reading: Reading) -> bool:
    """Whether a verb is of the second form, which doubles its middle letter."""
    return reading.analysis is not None and reading.analysis.lemma.sense == "2"


def _is_masdar(reading: Reading) -> bool:
    return reading.tag == "N" and reading.analysis is not None and reading.analysis.pos == "masdar"


def _is_accusative(reading: Reading, folded: str) -> bool:
    """Whether a reading is of an indefinite noun in the accusative: «اجتماعا»."""
    found = reading.analysis
    return reading.tag == "N" and not reading.pronoun and found is not None and found.lemma.form + "ا" == folded


def _admitted_alone(written: str) -> tuple[int, ...]:
    """Return the readings of a form that its lists of names and cues admit, whatever stands before it."""
    known, listed = form(written), _listed(written)
    return tuple(
        i
        for i, reading in enumerate(known.readings)
        # «وبيونغ يانغ» is no "with Yung"; «ورأى بيتر هالدر»; «صعدة» is no "he climbed it", «كلاوس» no "like Laos", «عقداً» no dual
        if not (listed is not None and len(reading.particles) > listed)
        and not (reading.tag == "M" and _is_cue(written))
        and not (reading.pronoun == "ه" and written.endswith("ة"))
        and not (reading.tag == "V" and written.endswith("اً"))
        and not (reading.particles == "ك" and _is_like_name(written))
        and not (reading.particles and reading.pronoun[:1] == "ك" and _is_brand(written))
    )


@lru_cache(maxsize=1 << 14)
def _is_capital(written: str) -> bool:
    """Whether a word is a capital of the lists, and no common word as «سيول», floods."""
    folded = fold(written)
    known = gazetteer().table.get(folded)
    return known is not None and folded not in context("common-capital") and any("capital" in n.settings for n in known.names)


@lru_cache(maxsize=1 << 14)
def _is_land(folded: str) -> bool:
    """Whether a form is the listed name of a country or a town."""
    known = gazetteer().table.get(folded)
    return known is not None and known.names[0].type == "GPE"


def _is_of_her(reading: Reading, folded: str) -> bool:
    """Whether a word is a feminine noun in the singular without article and pronoun."""
    found = reading.analysis
    bare = reading.tag == "N" and not reading.pronoun and folded.endswith("ه")
    return bare and found is not None and not found.article and (found.gender, found.number) == ("f", "s")


@lru_cache(maxsize=1 << 14)
def _is_title(written: str) -> bool:
    """Whether a word without particles is a title or an office by itself."""
    return titles().get(fold(written)) is not None


@lru_cache(maxsize=1 << 14)
def _is_brand(written: str) -> bool:
    """Whether a word is the listed name of a body as it is written: «فيسبوك» is no "so they insult you"."""
    known = gazetteer().table.get(fold(written))
    return known is not None and known.names[0].type == "ORG"


@lru_cache(maxsize=1 << 14)
def _is_like_name(written: str) -> bool:
    """Whether a word that begins with «ك» is a listed name, and what is left of it without the letter is common nowhere."""
    folded = fold(written)
    return listed_as_name(folded) and not is_common(folded[1:])


def _is_misread(known: Form, reading: Reading) -> bool:
    """Whether a reading cuts a nationality, takes a common noun with its pronoun for a name, or makes two of a title.

    «محكمة تونسية» has no verb with a pronoun, «وسيط عماني» is no "my Oman", «ختم الشاعر حديثه» names nobody, «الأمين» is one.
    """
    if reading.tag != "V" and fold(known.written[len(reading.particles) :]) in context("always-verb"):
        return True
    if reading.tag == "V" and fold(known.written[len(reading.particles) :]) in context("never-verb"):
        return True
    if reading.particles and fold(known.written) in context("whole-word"):
        return True  # «بعثتها» is no "with her moth", «وقوداً» no "and leading"
    if _is_capital(known.written) and (reading.tag != "M" or reading.particles):
        return True  # «بكين» are no two beys, «لندن» is no "may they come near"
    if reading.tag == "M":
        return _is_owned(known.written[len(reading.particles) :])
    if reading.tag == "V" and reading.analysis is not None and reading.analysis.person in ("1", "2"):
        return _is_hers(known, reading)
    if reading.tag == "N" and reading.analysis is not None and reading.analysis.number == "d":
        return _is_title(known.written[len(reading.particles) :])
    return _is_nationality(known.written) and (reading.tag == "V" or bool(reading.pronoun))


def _is_hers(known: Form, reading: Reading) -> bool:
    """Whether what could be said of me or you by one verb can be said of her by another: «نددت» is of «ندّد», not of «ندّ»."""
    others = (found.analysis for found in known.readings if found.tag == "V" and found.analysis is not None)
    own = reading.analysis
    return own is not None and any(other.person == "3" and other.lemma.form != own.lemma.form for other in others)


@lru_cache(maxsize=1 << 14)
def _is_owned(written: str) -> bool:
    """Whether a form is a frequent one of a noun with a pronoun, or heads the names of places («وادي»), and is no listed name."""
    folded = fold(written)
    head = heads().get(folded)
    if folded in context("land"):
        return True
    owned = any(reading.pronoun and reading.tag == "N" for reading in form(written).readings)
    return ((owned and is_common(folded)) or (head is not None and head.kind == "place")) and not listed_as_name(folded)


@lru_cache(maxsize=1 << 14)
def _is_nationality(written: str) -> bool:
    """Whether a word is a nationality of the lists, in the singular, with the ending of one."""
    known = gazetteer().table.get(fold(written)) if written.endswith(("ي", "ية")) else None
    return known is not None and known.names[0].type == "NORP"


@lru_cache(maxsize=1 << 14)
def _is_norp(written: str) -> bool:
    """Whether a word is a nationality of the lists, in whatever case."""
    known = gazetteer().table.get(fold(written)) or gazetteer().table.get(fold(written.removesuffix("اً")))
    return known is not None and any(name.type == "NORP" for name in known.names)


class _View:
    """A text as the choice sees it: its words, what stands between them, and what was chosen so far."""

    def __init__(self, tokens: Tokens) -> None:
        self.words = list(map(_word, tokens.quotes))
        self.gaps = Gaps(tokens).classes
        self.chosen: list[Reading] = []

    def labels(self, at: int, fit: Sequence[int]) -> list[int]:
        """Return the labels of some readings of a word in its place: how each agrees with the word before is part of it."""
        word, numbers = self.words[at], self.words[at].form.numbers
        if self.gaps[at] == "line":
            return [numbers[i] for i in fit]
        last = self.chosen[at - 1]
        return [
            _agreeing(numbers[i], word.readings[i].tag, agreement(last, word.readings[i]))
            if word.readings[i].tag in "NA"
            else numbers[i]
            for i in fit
        ]

    def verbs_alone(self, at: int) -> Sequence[int]:
        """Return the readings of a word as a verb where one must stand: behind «قد», «لم»; of some where they open a sentence."""
        word = self.words[at]
        opens = word.opens and self.gaps[at] in ("line", "stop")
        if not opens and (at == 0 or self.gaps[at] != "" or self.chosen[at - 1].tag != "T"):
            return ()
        return word.verbs

    def settled(self, at: int) -> Sequence[int]:
        """Return the readings of a word that can be a verb or its noun, where its place settles which; else none.

        Not looked at in training: what is written so there teaches what the like is elsewhere.
        """
        word = self.words[at]
        if word.negations and self._negates(at):
            return word.negations
        if word.to_land:
            return word.to_land
        if word.aside and self.gaps[at] in ("line", "stop", "comma") and self.gaps[at + 1] == "comma":
            return word.aside  # «بدوره، هدد الرئيس», no full moons of his
        if word.names and word.open and at and self.gaps[at] == "" and (self._is_titled(at) or self._is_town(at)):
            return word.names
        if word.national and at and self.gaps[at] == "" and self._is_of_nation(at):
            return word.national
        verbs, nouns = word.verb_or_masdar
        if not nouns:
            return ()
        if self.gaps[at] in ("line", "stop"):
            return verbs if self._acts_upon(at) else ()
        if at == 0 or self.gaps[at] != "":
            return ()
        last, before = self.chosen[at - 1], self.words[at - 1]
        if _is_of_her(last, before.folded) and self._governs(at + 1):
            return nouns  # «اتفاقية تعاون مع», «حملة قصف على»: what describes her is no «he did»
        whole = before.folded[len(last.particles) :]
        if not ((last.tag in "NA" and whole.startswith("ال")) or (last.tag == "M" and _is_land(whole))):
            return ()
        if self._is_told(at):
            return nouns
        start = next((i for i in range(at - 1, max(0, at - _SUBJECT), -1) if self._opens(i - 1)), None)
        if start is None or any(reading.tag in "VSRP" for reading in self.chosen[start:at]):
            return ()
        return verbs  # «إن الجيش الروسي قصف خاركيف»

    def _negates(self, at: int) -> bool:
        """Whether a word that can negate stands before one that can be a verb: «لكن مصر لم تحث», no "gathered"."""
        follows = at + 1 < len(self.words) and self.gaps[at + 1] == "" and self.words[at + 1].verbs
        return bool(follows) and self.words[at].folded in _OF_PRESENT

    def _is_of_nation(self, at: int) -> bool:
        """Whether a nationality stands right behind a noun that it describes: «الجيش السوداني», «مقترحاً إسرائيلياً»."""
        last, before, word = self.chosen[at - 1], self.words[at - 1], self.words[at]
        if last.tag != "N" or last.pronoun:
            return False
        definite = before.folded[len(last.particles) :].startswith("ال")
        if word.folded.startswith("ال"):
            return definite
        return not definite and before.tanwin and word.tanwin

    def _is_titled(self, at: int) -> bool:
        """Whether a given name stands between a title, or a noun with its article, and a family name: «المحامي سامر الحلبي»."""
        last, before = self.chosen[at - 1], self.words[at - 1]
        if self.gaps[at + 1] != "" or at + 1 >= len(self.words) or last.tag not in "NA":
            return False
        if not (_is_title(before.written) or before.folded[len(last.particles) :].startswith("ال")):
            return False
        given = self.words[at].folded in given_names().sure or self.words[at].folded in given_names().unsure
        return given and self.words[at + 1].folded in given_names().family

    def _is_town(self, at: int) -> bool:
        """Whether the name of a town stands behind a preposition: «من بروكسل»."""
        last, folded = self.chosen[at - 1], self.words[at].folded
        if folded.startswith("ال"):
            return False  # «من الدرك»
        return last.tag == "P" and not last.pronoun and _is_land(folded) and not self.words[at].form.readings[0].analysis

    def _acts_upon(self, at: int) -> bool:
        """Whether a word opens a sentence before who does it and, in the accusative, what: «عقد الجيش الهندي اجتماعاً»."""
        for place in range(at + 1, min(at + _SUBJECT, len(self.words))):
            word = self.words[place]
            if self.gaps[place] != "":
                return False
            if word.folded.startswith("ال") or (word.names and place == at + 1):
                continue
            return place > at + 1 and word.accusative and word.folded not in context("adverb")
        return False

    def _is_told(self, at: int) -> bool:
        """Whether a verb opens the sentence before its subject and a word: «رفض الوزير [طلب] إثيوبيا» has no second verb."""
        start = next((i for i in range(at - 1, max(-1, at - _SUBJECT), -1) if self.gaps[i] != ""), None)
        joined = self.words[at].folded.startswith(("و", "ف"))  # «حذر الجيش السكان ودعاهم»
        if joined or start is None or self.gaps[start] not in ("line", "stop", "comma"):
            return False
        told = self.chosen[start]
        if told.tag != "V" or told.analysis is None or told.analysis.lemma.form in AUXILIARY:
            return False
        return not any(reading.tag in "VSRCP" for reading in self.chosen[start + 1 : at])

    def _opens(self, at: int) -> bool:
        """Whether a clause with its subject first opens behind a word: «إن», «أن», «لكن»."""
        return self.chosen[at].tag == "S" or self.words[at].folded in _BUT

    def _governs(self, at: int) -> bool:
        """Whether a word without particles is a preposition and can be nothing else but a name."""
        return at < len(self.words) and self.gaps[at] == "" and {r.tag for r in self.words[at].readings} <= {"P", "M"}

    def admitted(self, at: int) -> Sequence[int]:
        """Return the readings of a word that what stands before it admits, all where it admits none."""
        word = self.words[at]
        last = self.chosen[at - 1] if self.gaps[at] == "" else None
        before = self.words[at - 1]
        if word.written in ("وسط", "ووسط") and self._is_amid(at):
            return [i for i, reading in enumerate(word.readings) if reading.tag == "P"]
        governed = last is not None and ((last.tag == "P" and not last.pronoun) or before.folded == "عدم")
        quoted = self.gaps[at] in ("opening", "quote") and self.gaps[at + 1] in ("closing", "quote", "ended")
        acts = last is not None and last.tag == "V" and last.analysis is not None and last.analysis.lemma.form not in AUXILIARY
        counted = last is not None and last.tag == "K" and bool(word.counted)
        if not (governed or quoted or acts):
            if counted:
                return word.counted
            if word.surely_verb or (word.maybe_verb and (self._stands_behind_subject(at) or self._has_object(at))):
                return word.surely_verb or word.maybe_verb
            return word.alone or range(len(word.readings))
        bound = last is not None and governed and before.folded[len(last.particles) :] not in _GO_WITH_LAM
        found = word.behind(governed and before.written != "منذ", bound, acts, quoted, counted)
        if self._is_called(at):
            return [i for i in found if word.readings[i].tag == "M" and not word.readings[i].particles] or found
        return found or range(len(word.readings))

    def _is_amid(self, at: int) -> bool:
        """Whether «وسط» is a preposition: before an indefinite noun that is no place, «وسط مخاوف», not «في وسط مدينة»."""
        behind = self.chosen[at - 1] if self.gaps[at] == "" else None
        if (behind is not None and behind.tag in "PQK") or self.gaps[at + 1] != "" or at + 1 >= len(self.words):
            return False
        following = self.words[at + 1].folded
        noun = any(reading.tag in "NA" and not reading.particles for reading in self.words[at + 1].readings)
        place = gazetteer().table.get(following) is not None or heads().get(following) is not None
        return noun and not following.startswith("ال") and not place and any(r.tag == "P" for r in self.words[at].readings)

    def _stands_behind_subject(self, at: int) -> bool:
        """Whether a definite noun opens the clause before a word, with no verb yet: «القوات الروسية تقصف خاركيف»."""
        last = self.chosen[at - 1] if at and self.gaps[at] == "" else None
        if last is None or last.tag not in "NA" or not self.words[at - 1].folded[len(last.particles) :].startswith("ال"):
            return False
        start = next((i for i in range(at, -1, -1) if self.gaps[i] in ("line", "stop")), 0)
        return not any(reading.tag in "VSRP" for reading in self.chosen[start:at])

    def _has_object(self, at: int) -> bool:
        """Whether a noun in the accusative stands right behind a word: «إنه صد هجوماً» is no verbal noun."""
        if self.gaps[at + 1] != "" or at + 1 >= len(self.words):
            return False
        object = self.words[at + 1]
        nouns = any(reading.tag == "N" and not reading.particles for reading in object.readings)
        return nouns and object.tanwin and object.folded not in context("adverb")

    def _is_called(self, at: int) -> bool:
        """Whether a given name stands before a family name that is no word: «وليد بوهزاع», not «وليد» "and a hand"."""
        return self.gaps[at + 1] == "" and _is_given(self.words[at].written) and _is_family(self.words[at + 1].written)

    def view(self, at: int) -> View:
        word, gap, after = self.words[at], self.gaps[at], self.gaps[at + 1]
        form = word.form
        shape = tag = older = prev = behind = "^"
        if gap != "line":
            last, before = self.chosen[at - 1], self.words[at - 1]
            shape, tag, prev, behind = last.shape, last.tag, before.written, before.beside
            if at > 1:
                older = self.chosen[at - 2].tag
        next = self.words[at + 1] if after != "line" else None
        follows, next_word, ahead = (next.form.ambiguity, next.written, next.beside) if next else ("$", "$", _beside("$"))
        return (
            (
                (gap, after, older, tag, shape, form.ambiguity),
                (tag, follows, form.ambiguity),
                (behind, ahead, form.lists),
            ),
            (f"3{prev}", f"5{next_word}"),
        )


def _of_place(gap: str, after: str, older: str, tag: str, shape: str, ambiguity: str) -> Sequence[str]:
    return (
        "agree",
        f"1{shape}",
        f"2{older}{tag}",
        f"7{gap}|{after}",
        f"8{gap}|{tag}|{ambiguity}",
        f"9{shape}|{ambiguity}",
    )


def _of_next(tag: str, follows: str, ambiguity: str) -> Sequence[str]:
    return (f"4{follows}", f"6{tag}|{follows}", f"10{follows}|{ambiguity}")


def _of_lists(behind: str, ahead: str, lists: str) -> Sequence[str]:
    return (f"11{behind}|{lists}", f"12{ahead}|{lists}")


TEMPLATES = (_of_place, _of_next, _of_lists)


@lru_cache(maxsize=1 << 14)
def _agreeing(label: int, tag: str, agrees: str) -> int:
    return number((*labelled(label), f"{tag}&{agrees}"))


def agreement(head: Reading, reading: Reading) -> str:
    """Return how a word agrees with one before it: in definiteness ("d" or "x") and gender ("g" or "x"); "?" unknown."""
    a, b = head.analysis, reading.analysis
    if a is None or b is None or head.tag not in "NAM":
        return "?" + head.tag
    same = not a.gender or not b.gender or a.gender == b.gender or (a.number == "p" and b.gender == "f")
    if (a.article or bool(head.pronoun)) == b.article:
        return "dg" if same else "dx"
    return "xg" if same else "xx"


def gold(known: Form, mark: Token) -> int | None:
    """Return which reading of a form a marked token has, None where no reading fits."""
    particles = fold(mark.particles)
    for exact in (True, False):
        for i, reading in enumerate(known.readings):
            if (
                reading.tag == mark.tag
                and reading.particles == particles
                and (not exact or bool(reading.pronoun) == bool(mark.pronoun))
            ):
                return i
    return None


def train(examples: Sequence[Example], passes: int = _PASSES) -> Weights:
    """Return the weights learned from tagged sentences, in several orders together."""
    return perceptron.together(_trained(examples, passes, seed) for seed in SEEDS[:2])  # the largest


def _trained(examples: Sequence[Example], passes: int, seed: int) -> Weights:
    learner = perceptron.Learner()
    order, shuffled = random.Random(seed), list(examples)
    for _ in range(passes):
        order.shuffle(shuffled)
        for sentence in shuffled:
            _learn(learner, sentence)
    return learner.averaged()


def _learn(learner: perceptron.Learner, sentence: Example) -> None:
    view = _View(sentence.tokens)
    for at, word in enumerate(view.words):
        best, known = 0, word.form
        if len(known.readings) > 1:
            features, everything = written(TEMPLATES, view.view(at)), range(len(known.readings))
            labels = view.labels(at, everything)
            alone, placed = learner.model.scores(known.features, known.numbers), learner.model.scores(features, labels)
            fit = view.admitted(at)
            best = _best(fit, alone, [placed[i] for i in fit])
            right = gold(known, sentence.marks[at])
            if right is not None:
                learner.learn(known.features, known.numbers[right], known.numbers[best])
                learner.learn(features, labels[right], labels[best])
        view.chosen.append(known.readings[best])


@cache
def _model() -> Model:
    return Model(trained("words", train), TEMPLATES)
