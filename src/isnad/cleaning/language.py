"""The language of a text: by its script, by letters that only one language has, and by its commonest words."""

import re
from collections import Counter

from isnad.cleaning.lines import arabic

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC_SCRIPT = ("ar", "fa", "ur", "ckb", "ps")
# The commonest words that the others do not have, or hardly.
_COMMON = {
    "ar": "في من على إلى الى أن إن التي الذي هذا هذه ذلك كان كانت قال لم بعد عن ما مع بين قد أو لا",
    "fa": "در به از که این را است با برای آن می شد شده های خود کرد بود نیز تا یک ما او اما هم",
    "ur": "کے کی میں ہے سے کا اور نے کو پر ہیں اس کہ یہ بھی تھا ہو کر گیا ایک وہ کیا",
    "ckb": "لە بە کە بۆ و ئەم ئەو لەگەڵ لەسەر هەر بوو دەکات کرد دوای نێوان ئێران ئەوەی",
    "ps": "د په چې کې او ته له دی دې سره یې شي ده کړي هغه دا شوي وي کړ نه پر",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
# Letters that only this language uses; one of them tells more than a word.
_LETTERS = {"ur": "ٹڈڑںے", "ckb": "ڵڕێۆە", "ps": "ټډړښېځڅڼۍ", "fa": "پچژگ", "ar": "ةأإىكي"}
_WEIGHTS = {"ur": 2.0, "ckb": 2.0, "ps": 2.0, "fa": 0.5, "ar": 0.3}


def language(text: str, claimed: str | None = None) -> str:
    """Return the ISO 639-1 code of a text's language (ckb has none shorter), "und" where it is not known.

    ``claimed`` is what the page says of itself; it counts where the text does not tell.
    """
    sample = text[:_SAMPLE]
    if arabic(sample):
        return _of_arabic_script(sample) or _code(claimed) or "und"
    return _detected(sample) or _code(claimed) or "und"


def _of_arabic_script(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample))
    scores = {
        language: sum(words[word] for word in _WORDS[language])
        + _WEIGHTS[language] * sum(sample.count(letter) for letter in _LETTERS[language])
        for language in _ARABIC_SCRIPT
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else None


def _detected(sample: str) -> str | None:
    """Return what pycld2 finds, None where it is not installed or not sure."""
    try:
        import pycld2  # type: ignore[import-not-found, unused-ignore]  # optional: no wheel for Linux on ARM
    except ImportError:
        return None
    try:
        reliable, _, details = pycld2.detect("".join(filter(str.isprintable, sample)))
    except pycld2.error:
        return None
    code = str(details[0][1])
    return code.partition("-")[0] if reliable and code != "un" else None


def _code(claimed: str | None) -> str | None:
    code = (claimed or "").replace("_", "-").partition("-")[0].strip().lower()
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else None
