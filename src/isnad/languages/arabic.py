"""How Arabic inflects: the stems of an entry of the word lists, and the affixes that each kind of stem takes.

Everything here is in folded letters (``isnad.languages.folding``): no harakat, one alef, ه for ة. A verb is given by its
root, form and principal parts (past and present of the third person); the root's weak and doubled letters
decide how its stems change. A *kind* names the affixes that a stem takes; ``SUFFIXES`` lists them. Terms and
paradigms follow W. Wright, A Grammar of the Arabic Language (3rd ed.), I, 77-170 (verbs), 291-322 (nouns).
"""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from isnad.languages.folding import fold

_BUCKWALTER = dict(zip("'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwyY", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى", strict=True))
WEAK = "وي"


class Stem(NamedTuple):
    """A stem: its letters, the kind that says which affixes it takes, and its voice ("" where letters do not tell)."""

    form: str
    kind: str
    voice: str = ""


class Verb(NamedTuple):
    """A verb: root (three or four folded letters), form ("1" to "10", "q1" …), past and present of "he", their vowels."""

    root: str
    form: str
    past: str
    present: str
    vowels: str = ""

    @property
    def hollow(self) -> bool:
        """Whether the middle radical is weak and shows: قال, أقام, not ازدوج."""
        weak = len(self.root) == 3 and self.root[1] in WEAK and self.root[2] not in WEAK
        return weak and self.form in ("1", "4", "7", "8", "10") and self.past[-2:-1] == "ا"

    @property
    def defective(self) -> bool:
        """Whether the last radical is weak: دعا, رمى, أعطى."""
        return self.root[-1] in WEAK and self.past[-1] in "اي"

    @property
    def doubled(self) -> bool:
        """Whether the last two radicals are one letter: مدّ, أعدّ, استعدّ, احمرّ."""
        twin = len(self.root) == 3 and self.root[1] == self.root[2] and self.form in ("1", "3", "4", "6", "7", "8", "10")
        return (twin and self.past[-2:-1] != self.past[-1]) or self.form in ("9", "q4")


def root_letters(buckwalter: str) -> str:
    """Return a root given in Buckwalter letters as folded Arabic ones. Raises ValueError for a letter that is none."""
    try:
        return "".join(fold(_BUCKWALTER[letter]) for letter in buckwalter)
    except KeyError as error:
        raise ValueError(f"no Buckwalter letter: {error.args[0]!r} in root {buckwalter!r}") from None


def verb_stems(verb: Verb) -> Iterator[Stem]:
    """Yield the stems of a verb's finite forms, active and passive."""
    for stem in _verb_stems(verb):
        yield stem
        if stem.kind == "PC" and stem.form[-1] in "نت":  # «كنا», «مت»: the ending's letter is written once
            yield Stem(stem.form[:-1], "PN" if stem.form[-1] == "ن" else "PY", stem.voice)


def _verb_stems(verb: Verb) -> Iterator[Stem]:
    yield from _past(verb, verb.past, "")
    yield from _present(verb, verb.present[1:], "")
    past, present = _passive_past(verb), _passive_present(verb)
    if past != verb.past:
        yield from _past(verb._replace(past=past), past, "passive")
    if present != verb.present[1:]:
        yield from _present(verb._replace(present="ي" + present), present, "passive")


def _past(verb: Verb, past: str, voice: str) -> Iterator[Stem]:
    if verb.defective:
        yield from _defective_past(verb, past, voice)
    elif verb.hollow and past[-1] == "ء":  # جاء: «جاؤوا», «جئت»; ساء: «سؤت»; أساء: «أسأت»
        yield Stem(past, "PV", voice)
        yield Stem(past[:-1] + "و", "PM", voice)
        short = "ا" if verb.form != "1" else "و" if verb.vowels == "au" else "ي"
        yield Stem(past[:-2] + short, "PC", voice)
    elif verb.hollow:
        yield Stem(past, "PV", voice)
        yield Stem(past[:-2] + past[-1], "PC", voice)
    elif verb.doubled:
        yield Stem(past, "PV", voice)
        yield Stem(past + past[-1], "PC", voice)
    else:
        yield Stem(past, "PV", voice)
        yield Stem(past, "PC", voice)
        if past[-1] == "ا":  # قرأ: «قرؤوا» and «قرأوا», «قرآ»
            yield Stem(past[:-1] + "و", "PM", voice)


def _defective_past(verb: Verb, past: str, voice: str) -> Iterator[Stem]:
    yield Stem(past, "P0", voice)
    stem = past[:-1]
    if _keeps_ya(verb, voice):  # بقي: «بقيت», «بقوا»
        yield Stem(past, "PV", voice)
        yield Stem(past, "PC", voice)
        yield Stem(stem, "PM", voice)
        return
    yield Stem(stem + "ا", "PO", voice)
    yield Stem(stem, "PT", voice)
    full = stem + ("و" if verb.form == "1" and verb.root[-1] == "و" else "ي")
    yield Stem(full, "PC", voice)
    yield Stem(full, "PD", voice)


def _keeps_ya(verb: Verb, voice: str) -> bool:
    """Whether the past ends in a spoken ya: the passive, and verbs like بقي, whose letters are those of رمى folded."""
    return voice == "passive" or verb.vowels[:1] == "i"


def _present(verb: Verb, stem: str, voice: str) -> Iterator[Stem]:
    if verb.defective:
        yield Stem(stem, "I0", voice)
        yield Stem(stem[:-1], "IP", voice)
        yield Stem(stem[:-1] + ("و" if stem[-1] == "و" else "ي"), "ID", voice)
        yield Stem(stem[:-1] + "ا", "IO", voice)
    elif verb.hollow and stem[-1] == "ء":  # يشاء: «يشاؤون», «يشأ»; يسيء: «يسيئون», «يسئ»
        yield Stem(stem, "IV", voice)
        yield Stem(stem[:-1] + ("ي" if stem[-2] == "ي" else "و"), "IM", voice)
        yield Stem(stem[:-1] if stem[-2] != "ا" else stem[:-2] + "ا", "IJ", voice)
    elif verb.hollow:
        yield Stem(stem, "IV", voice)
        yield Stem(stem[:-2] + stem[-1], "IJ", voice)
    elif verb.doubled:
        yield Stem(stem, "IV", voice)
        yield Stem(stem + stem[-1], "IJ", voice)
    else:
        yield Stem(stem, "IV", voice)
        if stem[-1] in "اء":
            yield Stem(stem[:-1] + "و", "IM", voice)


def _passive_past(verb: Verb) -> str:
    past = verb.past
    if verb.hollow and verb.form != "7":
        return past[:-2] + "ي" + past[-1]
    if verb.form in ("3", "6") and "ا" in past[1:-1]:
        at = past.index("ا", 1)
        past = past[:at] + "و" + past[at + 1 :]
    if verb.root[-1] in "اء" and past[-1] == "ا":  # أنشأ: «أنشئت»
        return past[:-1] + "ي"
    return past[:-1] + "ي" if verb.defective and past[-1] in "اي" else past


def _passive_present(verb: Verb) -> str:
    stem = verb.present[1:]
    if verb.hollow:
        return stem[:-2] + "ا" + stem[-1]
    if verb.form == "1" and verb.root[0] == "و" and stem[:1] != "و":
        return "و" + stem
    if verb.form in ("1", "4") and stem[:1] == "ا" and verb.root[0] in "اء":
        return "و" + stem[1:]
    if verb.root[-1] in "اء" and stem[-1] == "ي":  # ينشئ: «ينشأ»
        return stem[:-1] + "ا"
    return stem[:-1] + "ي" if verb.defective else stem


def participles(verb: Verb) -> Iterator[tuple[str, str]]:
    """Yield the active and the passive participle (masculine singular, indefinite), each with its voice."""
    if verb.form == "1" and len(verb.root) == 3:
        yield _agent(verb), "active"
        yield _patient(verb), "passive"
        return
    yield "م" + _active_stem(verb), "active"
    yield "م" + _passive_present(verb), "passive"


def _active_stem(verb: Verb) -> str:
    stem = verb.present[1:]
    if verb.form in ("5", "6", "q2"):  # يتنبأ: «متنبئ»; يتساءل: «متسائل»
        if verb.root[-1] in "اء" and stem[-1] == "ا":
            return stem[:-1] + "ي"
        if verb.form == "6" and stem[-2] == "ء":
            return stem[:-2] + "ي" + stem[-1]
    return stem


def _agent(verb: Verb) -> str:
    first, middle, last = tuple(verb.root)
    head = "ا" if first in "اء" else first + "ا"
    if verb.doubled:
        return head + middle
    if last in WEAK:
        return head + middle + "ي"
    return head + ("ي" if (middle in WEAK and verb.hollow) or middle in "اء" else middle) + ("ي" if last in "اء" else last)


def _patient(verb: Verb) -> str:
    first, middle, last = tuple(verb.root)
    first = "ا" if first in "اء" else first
    if verb.hollow:
        return f"م{first}{'و' if verb.present[-2:-1] in ('و', 'ا') else 'ي'}{last}"
    if last in WEAK:
        return f"م{first}{middle}{'و' if verb.present[-1] == 'و' else 'ي'}"
    return f"م{first}{'و' if middle in 'اء' else middle}و{'ء' if last in 'اء' else last}"


_ON_VERBS = ("ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "نا", "ني")
_ON_NOUNS = ("ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "نا", "ي")


class Suffix(Struct, frozen=True):
    """An ending of a stem: gender, number and person ("m", "s", "3"; "" where it does not tell), case-like state, pronoun.

    ``state`` is "construct" for endings that want a complement («مليونا», «مهندسو»), "acc" for the alef of tanwin,
    "jussive" for verbs without their final nun.
    """

    gender: str
    number: str
    person: str
    state: str
    pronoun: str


def _verbal(endings: dict[str, tuple[str, str, str, str]], bare: bool = True, owned: bool = True) -> dict[str, Suffix]:
    found: dict[str, Suffix] = {}
    for ending, (gender, number, person, state) in endings.items():
        if bare and state != "before-pronoun":
            found.setdefault(ending, Suffix(gender, number, person, state, ""))
        if owned and not ending.endswith("وا"):
            for pronoun in _ON_VERBS:
                found.setdefault(ending + pronoun, Suffix(gender, number, person, "", pronoun))
    return found


def _nominal(endings: dict[str, tuple[str, str, str]], bare: bool = True, owned: bool = True) -> dict[str, Suffix]:
    found: dict[str, Suffix] = {}
    for ending, (gender, number, state) in endings.items():
        if bare and state != "before-pronoun":
            found.setdefault(ending, Suffix(gender, number, "3", state, ""))
        if owned and state in ("", "construct", "before-pronoun"):
            for pronoun in _ON_NOUNS:
                found.setdefault(ending + pronoun, Suffix(gender, number, "3", "", pronoun))
    return found


_PAST_VOWEL = {
    "": ("m", "s", "3", ""),
    "ت": ("f", "s", "3", ""),
    "ا": ("m", "d", "3", ""),
    "تا": ("f", "d", "3", ""),
    "وا": ("m", "p", "3", ""),
    "و": ("m", "p", "3", "before-pronoun"),
}
_PAST_CONSONANT = {
    "ن": ("f", "p", "3", ""),
    "ت": ("", "s", "1", ""),
    "نا": ("", "p", "1", ""),
    "تم": ("m", "p", "2", ""),
    "تما": ("", "d", "2", ""),
}
_PRESENT_PLURAL = {
    "ون": ("m", "p", "", ""),
    "وا": ("m", "p", "", "jussive"),
    "و": ("m", "p", "", "before-pronoun"),
    "ين": ("f", "s", "2", ""),
    "ي": ("f", "s", "2", "jussive"),
}
_PRESENT_DUAL = {"ان": ("m", "d", "", ""), "ا": ("m", "d", "", "jussive")}
_PRESENT_WEAK = {**_PRESENT_DUAL, "ن": ("f", "p", "", "")}  # «يعطيان», «يعطين»
_PRESENT = {"": ("", "s", "", ""), **_PRESENT_PLURAL, **_PRESENT_DUAL, "ن": ("f", "p", "", "")}
_DUAL = {"ان": ("m", "d", ""), "ين": ("m", "d", ""), "ا": ("m", "d", "construct"), "ي": ("m", "d", "construct")}
_SOUND = {"ون": ("m", "p", ""), "ين": ("m", "p", ""), "و": ("m", "p", "construct"), "ي": ("m", "p", "construct")}
_FEMININE = {
    "ه": ("f", "s", "bare"),
    "ت": ("f", "s", "before-pronoun"),
    "تان": ("f", "d", ""),
    "تين": ("f", "d", ""),
    "تا": ("f", "d", "construct"),
    "تي": ("f", "d", "construct"),
}

SUFFIXES: dict[str, dict[str, Suffix]] = {
    "PV": _verbal(_PAST_VOWEL),
    "PC": _verbal(_PAST_CONSONANT),
    "PN": _verbal({k: _PAST_CONSONANT[k] for k in ("ن", "نا")}),
    "PY": _verbal({k: _PAST_CONSONANT[k] for k in ("ت", "تم", "تما")}),
    "P0": _verbal({"": ("m", "s", "3", "")}, owned=False),
    "PO": _verbal({"": ("m", "s", "3", "")}, bare=False),
    "PT": _verbal({k: _PAST_VOWEL[k] for k in ("ت", "تا", "وا", "و")}),
    "PM": _verbal({k: _PAST_VOWEL[k] for k in ("وا", "و")}),
    "PD": _verbal({"ا": ("m", "d", "3", "")}),
    "IV": _verbal(_PRESENT),
    "I0": _verbal({"": ("", "s", "", "")}),
    "IO": _verbal({"": ("", "s", "", "")}, bare=False),
    "IP": _verbal({"": ("", "s", "", "jussive"), **_PRESENT_PLURAL}),
    "ID": _verbal(_PRESENT_WEAK),
    "IJ": _verbal({"": ("", "s", "", "jussive"), "ن": ("f", "p", "", "")}),
    "IM": _verbal({k: _PRESENT_PLURAL[k] for k in ("ون", "وا", "و")}),
    "N": _nominal({"": ("m", "s", ""), **_DUAL}) | {"ا": Suffix("m", "s", "3", "acc", "")},
    "Nf": _nominal({"": ("f", "s", ""), **_DUAL}) | {"ا": Suffix("f", "s", "3", "acc", "")},
    "NU": _nominal(_SOUND),
    "NA": _nominal({"ات": ("f", "p", "")}),
    "NF": _nominal(_FEMININE),
    "NB": _nominal({"": ("", "p", "")}) | {"ا": Suffix("", "p", "3", "acc", "")},
    "NP": _nominal({"": ("", "s", "before-pronoun")}, bare=False),
    "NO": {"": Suffix("m", "s", "3", "", "")},
    "ND": {"": Suffix("m", "s", "3", "indefinite", "")},  # «قاض», never with the article
}
# Before the stem of the present: person and gender ("t" is "she" or "you").
PERSONS = {"ي": ("m", "3"), "ت": ("f", "3"), "ا": ("", "1"), "ن": ("", "1")}


def noun_stems(
    base: str, *, feminine: bool = False, plurals: str = "", pair: bool = False, radical: bool = False, maqsura: bool = False
) -> Iterator[Stem]:
    """Yield the stems of a noun or adjective: ``plurals`` names its sound ones ("un", "at"), ``pair`` a feminine in ة.

    ``radical`` says that a final ه is a letter of the root («منبه»), not the ة that folding makes like it.
    """
    if base.endswith("ه") and len(base) > 2 and not feminine and not radical:
        yield Stem(base[:-1], "NF")
        if "at" in plurals:
            yield Stem(base[:-1], "NA")
        return
    yield from _weak_endings(base, "Nf" if feminine else "N", maqsura)
    seat = base[:-1] + "ي" if base.endswith(("يء", "طء", "بء", "فء")) else base  # جريء: «جريئة», «جريئون»; عبء: «عبئا»
    if seat != base:
        yield Stem(seat, "Nf" if feminine else "N")
    if pair:
        yield Stem(seat, "NF")
    if "un" in plurals:
        yield Stem(seat, "NU")
        if base.endswith("ي") and len(base) > 3:  # قاضي: «قاضون», «معنيين»
            yield Stem(base[:-1], "NU")
    if "at" in plurals:
        yield Stem(base, "NA")


def plural_stems(base: str, *, radical: bool = False, maqsura: bool = False) -> Iterator[Stem]:
    """Yield the stems of a broken plural; ``radical`` as for ``noun_stems`` («مياه»)."""
    if base.endswith("ه") and len(base) > 2 and not radical:
        yield Stem(base, "NO")
        yield Stem(base[:-1] + "ت", "NP")
        return
    yield from _weak_endings(base, "NB", maqsura)


def _weak_endings(base: str, kind: str, maqsura: bool = False) -> Iterator[Stem]:
    yield Stem(base, kind)
    if base.endswith("ء"):  # «وزراؤهم», «وزرائهم», «جزئه», «ضوؤه»
        yield Stem(base[:-1] + "و", "NP")
        yield Stem(base[:-1] + "ي", "NP")
    elif base.endswith("ي") and (len(base) > 3 or maqsura):  # «مستوى»: «مستواه»; «قاض», «مبان»
        yield Stem(base[:-1] + "ا", "NP")
        if len(base) > 3 and not maqsura:
            yield Stem(base[:-1], "ND")
