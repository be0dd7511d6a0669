"""The words by which names that nobody listed are found: titles, head nouns, given names; and ordinary words.

``titles``, ``heads``, ``given-names`` and ``not-names`` are word lists of the pack, their sections the ids of records.
What is common in Arabic at large (wordfreq's small list) is no name unless it is listed as one.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.lexicon import analyses
from isnad.languages.phrases import Phrases, key
from isnad.languages.records import Record

# Parts of a person's name that are no name alone; they bind what follows.
BINDERS = frozenset(
    map(
        fold,
        (
            "بن",
            "ابن",
            "بنت",
            "آل",
            "أبو",
            "أبي",
            "أبا",
            "أم",
            "عبد",
            "ولد",
            "دي",
            "فان",
            "فون",
            "دو",
            "دا",
            "لا",
            "ذو",
            "مولاي",
            "سيدي",
            "ماك",
            "سان",
            "إم",
            "بو",
        ),
    )
)
_ARTICLE = "ال"


class Head(NamedTuple):
    """A noun that opens a name: what it names, whether it is part of the mention, how it opens names.

    ``name`` is "formal" for nouns that open proper names of bodies, "loose" for those that do so only with more than
    one common word behind them («مستشفى البلدة» is no name), "" for the rest.
    """

    kind: str
    kept: bool
    name: str


@cache
def _contexts() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for record in pack.read("contexts"):
        found.setdefault(record.fields[0], set()).update(fold(text) for text, _ in record.surfaces)
    return {name: frozenset(words) for name, words in found.items()}


@cache
def context(name: str) -> frozenset[str]:
    """Return the folded words of a class of ``contexts``: words beside names that tell how to read them."""
    return _contexts()[name]


@cache
def named_beside(id: str) -> frozenset[str]:
    """Return the folded words beside which a doubtful form is the name of the thing with an id."""
    return _contexts().get(f"beside {id}", frozenset())


@cache
def titles() -> Phrases[str]:
    """Return titles, offices, ranks and occupations, with and without the article, each with its section."""
    listed: Phrases[str] = Phrases()
    for record in pack.read("titles"):
        for text, _ in record.surfaces:
            listed.add(text, record.fields[0])
            if not text.startswith(_ARTICLE) and " " not in text and "." not in text:
                listed.add(_ARTICLE + text, record.fields[0])
    return listed


@cache
def heads() -> dict[str, Head]:
    """Return head nouns by folded form, with and without the article."""
    found: dict[str, Head] = {}
    for record in pack.read("heads"):
        kept = record.settings.get("mention") != "drop"
        for text, _ in record.surfaces:
            for form in (text, _ARTICLE + text):
                head = Head(record.fields[0], kept, record.settings.get("name", ""))
                found.setdefault(key(form), head)  # the first sense listed stands
    return found


class GivenNames(NamedTuple):
    """Folded personal names: those that are only names, those that are also words, and families."""

    sure: frozenset[str]
    unsure: frozenset[str]
    family: frozenset[str]
    foreign: frozenset[str]


def _names() -> Iterator[Record]:
    """Yield the records of both lists of personal names."""
    yield from pack.read("given-names")
    yield from pack.read("further-names")


@cache
def given_names() -> GivenNames:
    """Return the personal names of the pack."""
    sure, unsure, family, foreign = set(), set(), set(), set()
    for record in _names():
        section = record.fields[0]
        for text, mark in record.surfaces:
            form = fold(text)
            if section.startswith("foreign"):
                foreign.add(form)
            if section.endswith("family"):
                family.add(form)
            elif mark == "?":
                unsure.add(form)
            else:
                sure.add(form)
    return GivenNames(frozenset(sure - unsure), frozenset(unsure), frozenset(family), frozenset(foreign))


@cache
def _ordinary() -> frozenset[str]:
    """Return the folded forms that are common in Arabic at large."""
    import wordfreq  # slow to import, wanted only when a text is read

    return frozenset(fold(word) for word in wordfreq.get_frequency_dict("ar", wordlist="small"))


@cache
def genders(section: str) -> frozenset[str]:
    """Return the folded given names of a section of the list: "male", "female"."""
    return frozenset(fold(text) for record in _names() if record.fields[0] == section for text, _ in record.surfaces)


def gender_of(form: str, type: str) -> str:
    """Return the gender of a name, "" where no list tells it: countries are women but for some, persons as they are called."""
    if type == "GPE":
        return "m" if form in context("masculine-country") else "f"
    men, women = type == "PER" and form in genders("male"), type == "PER" and form in genders("female")
    return "" if men == women else "m" if men else "f"


@cache
def listed_as_name(form: str) -> bool:
    """Whether a folded form is in a list of personal names."""
    names = given_names()
    return form in names.sure or form in names.unsure or form in names.family or form in names.foreign


def is_common(form: str) -> bool:
    """Whether a folded form is among the most frequent of Arabic at large."""
    return form in _ordinary()


_CLOSED = frozenset({"prep", "conj", "sub", "neg", "verbal", "pron", "dem", "rel", "quant", "ask", "adv"})


@cache
def _never() -> frozenset[str]:
    """Return the listed words that are no part of any name; those of sections "… title" only follow no title."""
    records = (record for record in pack.read("not-names") if not record.fields[0].endswith(" title"))
    return frozenset(fold(text) for record in records for text, _ in record.surfaces)


@cache
def is_particle(form: str) -> bool:
    """Whether a folded form can be a word of a closed class: a preposition, a conjunction, a pronoun …"""
    return any(found.pos in _CLOSED for found in analyses(form))


@cache
def is_never_name(form: str) -> bool:
    """Whether a folded form never begins or continues a name: a particle, or a word listed as such."""
    return form in _never() or form.isdecimal() or is_particle(form)


@cache
def is_verb_only(form: str) -> bool:
    """Whether the lexicon knows a folded form as a finite verb and as nothing else."""
    found = analyses(form)
    return bool(found) and all(reading.pos == "verb" for reading in found)


_OWNED = ("ها", "هم", "هن", "هما", "نا", "ه")


def _stems(form: str) -> Iterator[str]:
    """Yield a form, and what is left of it without a particle before it or a pronoun behind it."""
    for bare in (form, form[1:] if len(form) > 4 and form[0] in "وفبلك" else form):
        yield bare
        for pronoun in _OWNED:
            stem = bare.removesuffix(pronoun)
            if stem != bare and len(stem) > 2:
                yield stem
                if stem.endswith("ت"):  # «صفقتهم»: «صفقة»
                    yield stem[:-1] + "ه"


@cache
def is_ordinary(form: str) -> bool:
    """Whether a folded form is an ordinary word: in the lexicon, or common in Arabic and no personal name."""
    names = given_names()
    if form in _never() or analyses(form):
        return True
    if form in names.sure or form in names.family or form in names.foreign:
        return False
    return any(stem in _ordinary() for stem in _stems(form))
