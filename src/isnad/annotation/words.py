"""Words: what each word of a text is: its particles, class, pronoun, and the lexicon's reading behind it.

``isnad.languages.forms`` says what a form can be; where that is several things, a linear model trained on the pack's tagged
text (``isnad.languages.perceptron``) chooses by the words around, left to right.
"""

import random
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from isnad.annotation.tokens import Tokens
from isnad.annotation.training import SEEDS, Example, trained
from isnad.languages import cues, perceptron
from isnad.languages.folding import fold
from isnad.languages.forms import Form, Reading, form, light, lists
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, given_names, heads, is_common, listed_as_name, titles
from isnad.languages.perceptron import Model, Weights, labelled, number
from isnad.languages.tagged import Token

_PASSES = 4
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


def readings(tokens: Tokens, model: Model | None = None) -> list[Reading]:
    """Return the reading of each word of a text, in order."""
    model = _model() if model is None else model
    view = _View(tokens)
    for at, known in enumerate(view.forms):
        best = 0
        if len(known.readings) > 1:
            admitted = tuple(view.verbs_alone(at) or view.settled(at) or view.admitted(at))
            fit, alone = _worth(model, known.written, admitted)
            best = fit[0]
            if len(fit) > 1:
                best = _best(fit, alone, model.scores(view.features(at), view.labels(at, fit)))
        copula = _copula(known.written) if known.readings[best].tag == "V" else None
        view.chosen.append(known.readings[best] if copula is None else copula)
    return view.chosen


@lru_cache(maxsize=1 << 16)
def _worth(model: Model, written: str, admitted: tuple[int, ...]) -> tuple[tuple[int, ...], Sequence[int]]:
    """Return which of the readings of a form that are admitted are worth looking at in its place, and what each scores alone."""
    known = form(written)
    alone = model.scores(known.features, known.numbers)
    fit = [i for i in admitted if not _is_misread(known, known.readings[i])] or admitted
    least = max(alone[i] for i in fit) - _HOPELESS
    return tuple(i for i in fit if alone[i] > least), alone


@lru_cache(maxsize=1 << 14)
def _copula(written: str) -> Reading | None:
    """Return the reading of a form as one of «كان»: «تكون» is hardly ever "took shape"."""
    verbs = (reading for reading in form(written).readings if reading.tag == "V" and reading.analysis is not None)
    return next((reading for reading in verbs if reading.analysis and reading.analysis.lemma.form == _COPULA), None)


def _best(fit: Sequence[int], alone: Sequence[int], placed: Sequence[int]) -> int:
    """Return the reading that scores highest by its form and its place; ``placed`` are the scores of those that are ``fit``."""
    return max(zip(fit, placed, strict=True), key=lambda pair: alone[pair[0]] + pair[1])[0]


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


@lru_cache(maxsize=1 << 14)
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


class _View:
    """A text as the choice sees it: its words as written, what they can be, and what was chosen so far."""

    def __init__(self, tokens: Tokens) -> None:
        self.written = list(map(light, tokens.quotes))
        self.folded = list(map(fold, self.written))
        self.forms = [form(word) for word in self.written]
        self.gaps = Gaps(tokens).classes
        self.doubled = ["\u0651" in word and _DOUBLED.fullmatch(word) is not None for word in tokens.quotes]
        self.chosen: list[Reading] = []

    def labels(self, at: int, fit: Sequence[int]) -> Sequence[int]:
        """Return the labels of some readings of a word in its place: how each agrees with the word before is part of it."""
        known = self.forms[at]
        if self.gaps[at] == "line":
            return [known.numbers[i] for i in fit]
        last = self.chosen[at - 1]
        return [
            _agreeing(known.numbers[i], known.readings[i].tag, agreement(last, known.readings[i]))
            if known.readings[i].tag in "NA"
            else known.numbers[i]
            for i in fit
        ]

    def verbs_alone(self, at: int) -> list[int]:
        """Return the readings of a word as a verb where one must stand: behind «قد», «لم»; of some where they open a sentence."""
        opens = self.gaps[at] in ("line", "stop") and self.folded[at] in context("opening-verb")
        if not opens and (at == 0 or self.gaps[at] != "" or self.chosen[at - 1].tag != "T"):
            return []
        return [i for i, reading in enumerate(self.forms[at].readings) if reading.tag == "V"]

    def settled(self, at: int) -> list[int]:
        """Return the readings of a word that can be a verb or its noun, where its place settles which; else none.

        Not looked at in training: what is written so there teaches what the like is elsewhere.
        """
        last = self.chosen[at - 1] if at and self.gaps[at] == "" else None
        readings = self.forms[at].readings
        nouns = [i for i, reading in enumerate(readings) if _is_masdar(reading) and not reading.particles]
        verbs = [i for i, reading in enumerate(readings) if reading.tag == "V" and not reading.particles]
        if last is None or not nouns or not verbs:
            return []
        if _is_of_her(last, self.folded[at - 1]) and self._governs(at + 1):
            return nouns  # «اتفاقية تعاون مع», «حملة قصف على»: what describes her is no «he did»
        whole = self.folded[at - 1][len(last.particles) :]
        named = (last.tag in "NA" and whole.startswith("ال")) or (last.tag == "M" and _is_land(whole))
        start = next((i for i in range(at - 1, max(0, at - _SUBJECT), -1) if self._opens(i - 1)), None)
        if start is None or not named or any(reading.tag in "VSRP" for reading in self.chosen[start:at]):
            return []
        return verbs  # «إن الجيش الروسي قصف خاركيف»

    def _opens(self, at: int) -> bool:
        """Whether a clause with its subject first opens behind a word: «إن», «أن», «لكن»."""
        return self.chosen[at].tag == "S" or self.folded[at] in _BUT

    def _governs(self, at: int) -> bool:
        """Whether a word without particles is a preposition and can be nothing else but a name."""
        return at < len(self.forms) and self.gaps[at] == "" and {r.tag for r in self.forms[at].readings} <= {"P", "M"}

    def admitted(self, at: int) -> Sequence[int]:
        """Return the readings of a word that what stands before it admits, all where it admits none."""
        known = self.forms[at]
        last = self.chosen[at - 1] if self.gaps[at] == "" else None
        if self.written[at] in ("وسط", "ووسط") and self._is_amid(at):
            return [i for i, reading in enumerate(known.readings) if reading.tag == "P"]
        governed = last is not None and ((last.tag == "P" and not last.pronoun) or self.folded[at - 1] == "عدم")
        quoted = self.gaps[at] in ("opening", "quote") and self.gaps[at + 1] in ("closing", "quote", "ended")
        acts = last is not None and last.tag == "V" and last.analysis is not None and last.analysis.lemma.form not in AUXILIARY
        alone: Sequence[int] = _admitted_alone(known.written)
        if last is not None and last.tag == "K" and known.written.endswith("اً"):  # «214 قتيلاً»
            alone = [i for i in alone if known.readings[i].tag == "N"] or alone
        if not (governed or quoted or acts):
            return self._verbs(at, alone) or alone or range(len(known.readings))
        bound = last is not None and governed and self.folded[at - 1][len(last.particles) :] not in _GO_WITH_LAM
        found = []
        for i in alone:
            reading = known.readings[i]
            if quoted and reading.particles and len(known.readings) > 1 and not known.readings[0].particles:
                continue  # «بوغازهان» in quotation marks is no "with Ughazhan"
            if _is_bou(known.written) and reading.particles[-1:] == "ب" and reading.analysis is None:
                continue  # «من بوعصيدة» is no "with Ouaasida"
            if acts and reading.tag == "V" and not reading.particles and any(map(_is_masdar, known.readings)):
                continue  # «نفت تسلّم أي عرض»
            if governed and reading.tag == "V" and self.written[at - 1] != "منذ":
                continue  # «عن نشر القرار»
            if bound and reading.particles[-1:] in ("ب", "ل", "ك") and reading.tag in "NAM":
                continue  # «في كنجارة» is not "in like carpentry"
            if reading.pronoun == "ه" and known.written.endswith("ة"):
                continue  # «أنقرة» is no "I peck it"
            found.append(i)
        if self._is_called(at):
            return [i for i in found if known.readings[i].tag == "M" and not known.readings[i].particles] or found
        return found or list(range(len(known.readings)))

    def _is_amid(self, at: int) -> bool:
        """Whether «وسط» is a preposition: before an indefinite noun that is no place, «وسط مخاوف», not «في وسط مدينة»."""
        behind = self.chosen[at - 1] if self.gaps[at] == "" else None
        if (behind is not None and behind.tag in "PQK") or self.gaps[at + 1] != "" or at + 1 >= len(self.forms):
            return False
        following = self.folded[at + 1]
        noun = any(reading.tag in "NA" and not reading.particles for reading in self.forms[at + 1].readings)
        place = gazetteer().table.get(following) is not None or heads().get(following) is not None
        return noun and not following.startswith("ال") and not place and any(r.tag == "P" for r in self.forms[at].readings)

    def _verbs(self, at: int, alone: Sequence[int]) -> list[int]:
        """Return the readings of a form as a verb where it can be nothing else, none where it can."""
        if "V" not in self.forms[at].ambiguity:
            return []
        readings = self.forms[at].readings
        verbs = [i for i in alone if readings[i].tag == "V"]
        if not verbs or len(verbs) == len(alone):
            return []
        if self.written[at].endswith("وا") and len(self.written[at]) > 3:
            return verbs  # «فرّوا»
        if self.doubled[at]:
            return [i for i in verbs if _is_second(readings[i])]
        bare = [i for i in verbs if not readings[i].particles]
        if not any(_is_masdar(readings[i]) and not readings[i].particles for i in alone):
            return []
        return bare if self._stands_behind_subject(at) or self._has_object(at) else []

    def _stands_behind_subject(self, at: int) -> bool:
        """Whether a definite noun opens the clause before a word, with no verb yet: «القوات الروسية تقصف خاركيف»."""
        last = self.chosen[at - 1] if at and self.gaps[at] == "" else None
        if last is None or last.tag not in "NA" or not self.folded[at - 1][len(last.particles) :].startswith("ال"):
            return False
        start = next((i for i in range(at, -1, -1) if self.gaps[i] in ("line", "stop")), 0)
        return not any(reading.tag in "VSRP" for reading in self.chosen[start:at])

    def _has_object(self, at: int) -> bool:
        """Whether a noun in the accusative stands right behind a word: «إنه صد هجوماً» is no verbal noun."""
        if self.gaps[at + 1] != "" or at + 1 >= len(self.forms):
            return False
        nouns = any(reading.tag == "N" and not reading.particles for reading in self.forms[at + 1].readings)
        return nouns and self.written[at + 1].endswith("اً") and self.folded[at + 1] not in context("adverb")

    def _is_called(self, at: int) -> bool:
        """Whether a given name stands before a family name that is no word: «وليد بوهزاع», not «وليد» "and a hand"."""
        return self.gaps[at + 1] == "" and _is_given(self.written[at]) and _is_family(self.written[at + 1])

    def features(self, at: int) -> list[str]:
        gap, after = self.gaps[at], self.gaps[at + 1]
        last = self.chosen[at - 1] if gap != "line" else None
        shape = last.shape if last else "^"
        tag = last.tag if last else "^"
        older = self.chosen[at - 2].tag if last and at > 1 else "^"
        follows, next_word = ("$", "$") if after == "line" else (self.forms[at + 1].ambiguity, self.written[at + 1])
        ambiguity = self.forms[at].ambiguity
        behind, ahead = _beside(self.written[at - 1]) if last else "^", _beside(next_word)
        return [
            "agree",
            f"1{shape}",
            f"2{older}{tag}",
            f"3{self.written[at - 1] if last else '^'}",
            f"4{follows}",
            f"5{next_word}",
            f"6{tag}|{follows}",
            f"7{gap}|{after}",
            f"8{gap}|{tag}|{ambiguity}",
            f"9{shape}|{ambiguity}",
            f"10{follows}|{ambiguity}",
            f"11{behind}|{self.forms[at].lists}",
            f"12{ahead}|{self.forms[at].lists}",
        ]


@lru_cache(maxsize=1 << 14)
def _agreeing(label: int, tag: str, agrees: str) -> int:
    return number((*labelled(label), f"{tag}&{agrees}"))


def agreement(head: Reading, reading: Reading) -> str:
    """Return how a word agrees with one before it: in definiteness ("d" or "x") and gender ("g" or "x"); "?" unknown."""
    a, b = head.analysis, reading.analysis
    if a is None or b is None or head.tag not in "NAM":
        return "?" + head.tag
    definite = "d" if (a.article or bool(head.pronoun)) == b.article else "x"
    gender = "g" if not a.gender or not b.gender or a.gender == b.gender or (a.number == "p" and b.gender == "f") else "x"
    return definite + gender


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
    for at, known in enumerate(view.forms):
        best = 0
        if len(known.readings) > 1:
            features, everything = view.features(at), range(len(known.readings))
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
    return Model(trained("words", train))
