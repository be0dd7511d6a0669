"""Written forms: everything that a word, as it is written, can be.

The lexicon's analyses, names and number words are brought under the classes of ``docs/tagging.md``; which of the readings
holds in a sentence is for ``isnad.annotation.words`` to say.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from isnad.languages import cues, pack
from isnad.languages.folding import fold
from isnad.languages.lexicon import Analysis, analyses
from isnad.languages.names import gazetteer
from isnad.languages.naming import given_names, is_common
from isnad.languages.perceptron import Label, number

_CLASSES = {
    "verb": "V",
    "noun": "N",
    "masdar": "N",
    "participle": "NA",
    "adj": "AN",
    "elative": "AN",
    "adverb": "B",
    "adv": "B",
    "prep": "P",
    "conj": "C",
    "sub": "S",
    "neg": "G",
    "verbal": "T",
    "pron": "X",
    "dem": "D",
    "rel": "R",
    "quant": "Q",
    "ask": "T",
}
_NAMES = ("GPE", "LOC", "PER", "ORG", "MATERIEL")
_HARAKAT = re.compile("[\u0640\u064c-\u065f\u0670\u200b-\u200f\u061c]")
# The particles that can stand before a form, by its first letter.
_SPLITS = {"و": ("", "و", "وب", "ول", "وك"), "ف": ("", "ف", "فب", "فل"), "ب": ("", "ب"), "ل": ("", "ل"), "ك": ("", "ك")}


class Reading(Struct, frozen=True):
    """What a word is: its particles, class, pronoun, and the analysis of the lexicon (None where it has none).

    ``shape`` is the class with what its neighbours can see: tense and agreement of a verb, state of a noun.
    """

    particles: str
    tag: str
    pronoun: str
    analysis: Analysis | None
    shape: str = ""


def _shape(reading: Reading) -> str:
    found = reading.analysis
    if reading.tag == "V":
        return f"V{found.tense[:2]}{found.gender}{found.number}" if found else "V"
    if reading.tag in "NA" and found:
        state = "D" if found.article else "O" if reading.pronoun else "C" if found.suffix.state == "construct" else ""
        return f"{reading.tag}{state}{found.gender}{found.number}"
    return reading.tag + ("~" if reading.pronoun else "")


class Form(Struct, frozen=True):
    """A written form: its readings, their classes together, the lists of names that hold it, what the model knows of it alone."""

    written: str
    readings: tuple[Reading, ...]
    labels: tuple[Label, ...]
    numbers: tuple[int, ...]
    features: tuple[str, ...]
    ambiguity: str
    lists: str


@lru_cache(maxsize=1 << 16)
def form(light: str) -> Form:
    """Return what is known of a written form (``light``: as written, without harakat but the tanwin of the accusative)."""
    folded = fold(light)
    found = tuple(_readings(folded)) or (Reading("", "N", "", None), Reading("", "M", "", None))
    if any(reading.tag == "V" and reading.analysis and reading.analysis.tense == "past" for reading in found):
        # «أعلن» is "he announced": the press says "I announce" too seldom
        speaks = light.startswith("أست")  # «أستبعد» is "I", «استبعد» "he"
        found = tuple(reading for reading in found if reading.tag != "V" or _is_i(reading) == speaks)
    best: dict[Label, Reading] = {}
    for reading in found:
        best.setdefault(_label(reading, folded), reading)
    readings = tuple(Reading(r.particles, r.tag, r.pronoun, r.analysis, _shape(r)) for r in best.values())
    ambiguity = "".join(sorted({reading.tag for reading in readings}))
    return Form(
        light, readings, tuple(best), tuple(map(number, best)), tuple(_static(light, ambiguity)), ambiguity, lists(folded)
    )


def _is_i(reading: Reading) -> bool:
    found = reading.analysis
    return found is not None and found.person == "1" and found.tense != "past" and found.number == "s"


def _label(reading: Reading, folded: str) -> Label:
    """Return what the model weighs: the class, alone and with state or tense, particles, pronoun, and what speaks for it."""
    found, detail = reading.analysis, ""
    if found and reading.tag == "V":
        detail = found.tense[:2] + found.voice[:1] + found.person
    elif found and reading.tag in "NA":
        detail = "D" if found.article else "O" if reading.pronoun else found.suffix.state[:1]
    tag, rest = reading.tag, _rest(folded, reading.particles) or folded
    return (
        tag,
        f"{tag}.{detail}",
        f"{tag}+{reading.particles}",
        f"{tag}~{bool(reading.pronoun):d}",
        f"{tag}:{_evidence(reading, rest)}",
    )


def _evidence(reading: Reading, rest: str) -> str:
    common = "c" if is_common(rest) else "r"
    if reading.tag != "M":
        return common + ("k" if reading.analysis else "-")
    return common + lists(rest)


@cache
def _says(folded: str) -> bool:
    """Whether a form can be a verb of saying."""
    found = (cues.verbs().get(reading.lemma.form) for reading in analyses(folded) if reading.pos == "verb")
    return any(cue is not None and not cue.weak for cue in found)


@lru_cache(maxsize=1 << 16)
def lists(form: str) -> str:
    """Return which lists of names hold a form, a digit each."""
    names = given_names()
    held = (names.sure, names.unsure, names.foreign, names.family, _parts(), gazetteer().table)
    return "".join("1" if form in some else "0" for some in held)


@lru_cache(maxsize=1 << 16)
def light(surface: str) -> str:
    """Return a word as written without the marks that most texts leave out."""
    return _HARAKAT.sub("", surface) if not surface.isascii() else surface.lower()


def _readings(folded: str) -> Iterator[Reading]:
    if folded.isascii():
        yield Reading("", "K" if folded[:1].isdecimal() else "F", "", None)
        return
    if (country := _country(folded)) is not None:
        yield Reading(country, "M", "", None)
        return
    known = named = content = False
    whole = any(not found.particles and found.pos not in _CLOSED for found in analyses(folded))
    for found in analyses(folded):
        if whole and found.particles and found.pos == "verb" and found.person == "1":
            continue  # «والد» is no "and I give birth", «وضعت» no "and I got lost"
        if found.suffix.state == "acc" and len(folded) < 3:
            continue
        known = True
        pronoun = found.suffix.pronoun
        if found.pos in _CLOSED:
            pronoun = folded.removeprefix(found.particles)[len(found.lemma.form) :]
        else:
            content = True
        for tag in _CLASSES[found.pos]:
            yield Reading(found.particles, tag, pronoun, found)
    for particles, rest in _splits(folded):
        if rest in _numbers():
            yield Reading(particles, "K", "", None)
        if _is_name(rest) and not (particles in ("", "و") and rest.startswith("لل")):
            named = True
            yield Reading(particles, "M", "", None)
    if not known:
        yield from _unknown(folded)
    elif (
        content and not named and not folded.startswith(("لل", "ولل"))
    ):  # «ماداي» is a name, though a pair of something of mine could be written so
        yield Reading("", "M", "", None)
        if not is_common(folded) and folded[0] in "وب" and len(folded) > 4:
            yield Reading(folded[0], "M", "", None)


_CLOSED = frozenset({"prep", "conj", "sub", "neg", "verbal", "pron", "dem", "rel", "quant", "ask", "adv"})


def _rest(folded: str, particles: str) -> str | None:
    if not folded.startswith(particles) or len(folded) - len(particles) < 2:
        return None
    rest = folded[len(particles) :]
    return "ا" + rest if particles.endswith("ل") and rest.startswith("ل") and len(rest) > 3 else rest


def _splits(folded: str) -> Iterator[tuple[str, str]]:
    """Yield the particles that can stand before a form, none first, each with what then is the word."""
    for particles in _SPLITS.get(folded[:1], ("",)):
        rest = _rest(folded, particles)
        if rest is not None:
            yield particles, rest


def _unknown(folded: str) -> Iterator[Reading]:
    for particles, rest in _splits(folded):
        if particles and len(rest) < 4:
            continue
        definite = rest.startswith("ال") and len(rest) > 4
        if particles and not definite and particles[0] not in "وبل":
            continue
        for tag in "MNA":
            yield Reading(particles, tag, "", None)
    if len(folded) > 3 and folded[0] in "يتن":
        yield Reading("", "V", "", None)


@cache
def _numbers() -> frozenset[str]:
    bare = {fold(text) for record in pack.read("numbers") for text, _ in record.surfaces if " " not in text}
    return frozenset(bare | {"ال" + form for form in bare})


@cache
def _is_name(folded: str) -> bool:
    known = gazetteer().table.get(folded)
    names = given_names()
    listed = folded in names.sure or folded in names.unsure or folded in names.family or folded in names.foreign
    return listed or folded in _parts() or (known is not None and known.names[0].type in _NAMES)


@lru_cache(maxsize=1 << 12)
def _country(folded: str) -> str | None:
    """Return the particles before the name of a country, None where a form is no such name and nothing else as well."""
    for particles, rest in _splits(folded):
        known = gazetteer().table.get(rest)
        if known is not None and known.mark == "" and known.names[0].type == "GPE" and len(known.names[0].id) == 2:
            return particles
    return None


def is_country(folded: str) -> bool:
    """Whether a folded form is the name of a country and nothing else."""
    return _country(folded) == ""


@cache
def _parts() -> frozenset[str]:
    found = set()
    for phrase, known in gazetteer().table.items():
        if known and known.names[0].type in ("GPE", "LOC", "PER") and " " in phrase:
            found.update(phrase.split())
    return frozenset(found)


def _static(written: str, ambiguity: str) -> Iterator[str]:
    folded = fold(written)
    yield "f=" + folded
    yield "w=" + written
    yield "a=" + ambiguity
    yield "s2=" + folded[-2:]
    yield "s3=" + folded[-3:]
    yield "p2=" + folded[:2]
    yield "p3=" + folded[:3]
    yield f"l={min(len(folded), 8)}"
    yield f"says={_says(folded):d}"
    if "ً" in written:
        yield "tanwin"
    if folded.endswith("ا"):
        yield "alef" + ambiguity
    yield f"n={lists(folded)}"
    yield f"q={is_common(folded):d}"
    yield f"qa={is_common(folded):d}{ambiguity}"
    if folded[:1] in "وبلفك":
        yield f"qr={is_common(folded):d}{is_common(folded[1:]):d}{folded[:1]}"
