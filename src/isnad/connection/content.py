"""The content words of a passage by their stems, so that «أرسلت», «إرسال» and «يرسل» are one."""

from collections.abc import Iterator
from functools import lru_cache

from wordfreq import zipf_frequency

from isnad.languages.folding import fold
from isnad.languages.lexicon import analyses
from isnad.languages.words import readings, words

_DEEDS = ("verb", "masdar", "participle")
_CLOSED = ("prep", "conj", "sub", "neg", "verbal", "pron", "dem", "rel", "adv", "quant", "ask")
_ENDINGS = ("ياتها", "اتها", "ياته", "اته", "يين", "يون", "تين", "تان", "ها", "هم", "ات", "ان", "ون", "ين", "يه", "ه", "ي")
_SHORTEST = 3  # letters that a stem keeps
_SCALES = frozenset(  # what two numbers of anything share
    map(
        fold,
        (
            *("مئة", "مائة", "المئة", "المائة", "بالمئة", "بالمائة", "مية", "المية", "بالمية", "ألف", "ألفا", "آلاف", "الآلاف"),
            *("مليون", "مليونا", "مليوني", "ملايين", "مليار", "مليارا", "ملياري", "مليارات", "تريليون", "بليون"),
        ),
    )
)
_COMMON = 7.0  # the Zipf frequency at which a word says nothing


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the content words of a text, in order."""
    return tuple(_stems(text))


def _stems(text: str) -> Iterator[str]:
    for word in words(fold(text)):
        if found := stem(word.form):
            yield found


@lru_cache(maxsize=1 << 16)
def stem(form: str) -> str:
    """Return the stem of a folded word: the verb of what is made of one, else the bare noun; "" where it says nothing."""
    if form[:1].isdigit():
        return form
    if form in _SCALES:
        return ""
    known = analyses(form)
    if any(found.pos in _CLOSED for found in known):
        return ""
    deeds = sorted({found.lemma.source or found.lemma.form for found in known if found.pos in _DEEDS})
    nouns = sorted({found.lemma.form for found in known if found.pos not in _DEEDS})
    if nouns and not deeds:
        return _light(nouns[0])
    return deeds[0] if deeds else _light(max((reading.rest for reading in readings(form)), key=_commonness))


def _commonness(form: str) -> tuple[float, int]:
    """Order the readings of a word that no list knows: «كوريا» is no «ك» with «وريا», «وقوات» is «قوات»."""
    return zipf_frequency(form, "ar"), len(form)


def _light(form: str) -> str:
    """Return a noun without article and endings."""
    if form.startswith("ال") and len(form) - 2 >= _SHORTEST:
        form = form[2:]
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST:
            return form.removesuffix(ending)
    return form


@lru_cache(maxsize=1 << 16)
def is_deed(stem: str) -> bool:
    """Whether a stem is that of a verb, or of what is made of one."""
    return any(found.pos in _DEEDS and stem in (found.lemma.form, found.lemma.source) for found in analyses(stem))


@lru_cache(maxsize=1 << 16)
def weight(stem: str) -> float:
    """Return how much a shared stem says: a rare one much, a common one little. Frequencies are those of ``wordfreq``."""
    forms = (stem, f"ال{stem}", f"{stem}ية", f"{stem}ة", f"{stem}ي")
    frequency = max(zipf_frequency(form, "ar") for form in forms)
    return int(256 * max(0.1, min(6.5, _COMMON - frequency)) / 4) / 256  # so that sums are exact in any order
