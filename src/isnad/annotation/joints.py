"""Joints: where the grammar lets a word go on with the phrase before it, and where it does not.

What is not settled here is chosen by the model of ``phrases``.
"""

from collections.abc import Sequence
from functools import lru_cache

from isnad.annotation.tokens import Tokens
from isnad.languages.forms import Reading, is_country
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context, listed_as_name, titles

OUTSIDE = frozenset("VPSRXTBC")  # classes of words that are in no phrase
_LONGEST = 16  # so many words of a phrase are looked at
_NOMINAL = frozenset(("noun", "adj", "participle", "masdar"))
_DESCRIBING = frozenset(("adj", "participle", "elative"))


def may_join(tokens: Tokens, read: Sequence[Reading], gaps: Sequence[str], first: int, at: int) -> bool:
    """Whether the grammar lets the word ``at`` go on with the phrase that begins with the word ``first``."""
    reading = read[at]
    if (
        gaps[at] not in ("", "opening", "closing", "quote", "mark")
        or reading.tag in OUTSIDE
        or reading.particles not in ("", "و")
    ):
        return False
    if reading.tag == "N" and read[at - 1].tag != "K" and tokens.quote(at).endswith(("اً", "ًا")):
        return False  # an indefinite noun in the accusative is an object of its own: «في مارس [أرباحاً صافية]»
    if tokens.quote(at - 1).endswith(("اً", "ًا")) and reading.analysis is not None and reading.analysis.article:
        return False  # «نفى نفياً قاطعاً [الاتهامات]»
    if reading.tag == "K" and read[at - 1].tag in "NAM" and sense(read[at - 1]) != "time" and "A" in closed_by(read, first, at):
        return False  # «الحماية المدنية [أحد عشر مصاباً]»
    if reading.tag == "M" and is_country(tokens.forms[at]) and _ends_before_country(tokens, read, at):
        return False  # «حثّ الرئيس إيمانويل ماكرون [إسرائيل] على», «زوّدت الشركة الإسرائيلية [الهند] بصواريخ»
    if reading.tag == "Q" and not reading.pronoun and (sense(read[at - 1]) == "time" or _is_definite(read[at - 1])):
        return False  # «أنكرت في يناير [أي بيع]»
    return not (_is_definite(read[at - 1]) and reading.particles == "" and _is_another(tokens, read, first, at))


def _ends_before_country(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether a person's name, another country or a definite adjective stands before a country."""
    last = read[at - 1]
    described = last.tag == "A" and tokens.forms[at - 1][len(last.particles) :].startswith("ال")
    return listed_as_name(tokens.forms[at - 1]) or is_country(tokens.forms[at - 1]) or described


def sense(reading: Reading) -> str:
    """Return what kind of thing a word stands for: the class of its lemma in the word lists."""
    return reading.analysis.lemma.sense if reading.analysis and reading.tag in "NA" else reading.tag


def closed_by(read: Sequence[Reading], first: int, at: int) -> str:
    """Return whether the phrase so far has what ends an idafa: a definite word, an owned one, a name, an adjective."""
    found = ""
    for reading in read[first : min(at, first + _LONGEST)]:
        definite = reading.analysis is not None and reading.analysis.article
        mark = (
            "M"
            if reading.tag in "MF"
            else "A"
            if reading.tag == "A"
            else "D"
            if definite
            else "O"
            if reading.pronoun
            else "K"
            if reading.tag == "K"
            else ""
        )
        if mark and mark not in found:
            found += mark
    return found


def _is_definite(reading: Reading) -> bool:
    """Whether a word closes an idafa: a name, or what has the article or a pronoun."""
    article = reading.analysis is not None and reading.analysis.article
    return reading.tag in "MF" or (reading.tag in "NA" and (article or reading.pronoun != ""))


def _is_another(tokens: Tokens, read: Sequence[Reading], first: int, at: int) -> bool:
    """Whether a word behind a definite one names something else: it neither describes nor stresses what stands before it."""
    reading, form = read[at], tokens.forms[at]
    if reading.tag == "N" and reading.pronoun:
        return reading.analysis is None or reading.analysis.lemma.form not in context("itself")  # «أعلن الرئيس [استقالته]»
    if reading.tag in "NA" and _numbers(form) and _numbers(form) <= {"d", "p"}:
        several = (read[i].tag in "KQ" or _is_plural(tokens.forms[i][len(read[i].particles) :]) for i in range(first, at))
        if not any(several):
            return True  # «حمّل النائب [الخاطفين] مسؤولية سلامته», «أعلنت الهيئة [النتائج]»
    if reading.tag not in "NA" or reading.analysis is None or not reading.analysis.article or sense(reading) == "time":
        return False
    before = (_genders(tokens.forms[i][len(read[i].particles) :]) for i in range(first, at))
    if _genders(form) == {"m"} and all(genders == {"f"} for genders in before):
        return True  # «وصل إلى المحكمة [الجار]»
    titled = titles().get(form.removeprefix("ال")) is not None  # «وزير الصحة الدكتور فلان»
    return not titled and reading.tag == "N" and _kinds(form).isdisjoint(_DESCRIBING)  # «رفع رئيس المجلس [الجلسة]»


@lru_cache(maxsize=1 << 14)
def _numbers(form: str) -> frozenset[str]:
    """Return the numbers in which a form without particles can be a noun or an adjective."""
    return frozenset(a.number for a in analyses(form) if not a.particles and a.pos in _NOMINAL)


@lru_cache(maxsize=1 << 14)
def _genders(form: str) -> frozenset[str]:
    """Return the genders in which a form without particles can be a noun or an adjective in the singular."""
    return frozenset(a.gender for a in analyses(form) if not a.particles and a.pos in _NOMINAL and a.number == "s")


@lru_cache(maxsize=1 << 14)
def _kinds(form: str) -> frozenset[str]:
    """Return the word classes of a form without particles."""
    return frozenset(a.pos for a in analyses(form) if not a.particles)


def _is_plural(form: str) -> bool:
    """Whether a form can be a dual or a plural."""
    return not _numbers(form).isdisjoint(("d", "p"))
