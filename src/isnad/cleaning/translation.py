"""Signs of machine translation that anyone can see: no judgement of style, and one kind of sign is not enough."""

import re

from isnad.cleaning.furniture import Layout
from isnad.cleaning.lexicon import lexicon
from isnad.languages.folding import fold
from isnad.languages.words import words

_KINDS = 2
_PUNCTUATION = re.compile(r"[،؛؟.](?=\s|$)")
_SPACED = re.compile(r"(?<=[\u0621-\u064a\d)\"”»]) [،؛؟.](?=\s|$)")
# ة and tanwin close a word; what follows them without a space was another one: «الكاملةو», «شخصياًوذلك».
_GLUED = re.compile(r"[\u0621-\u064a]{3}[ةً][\u0621-\u063a\u0641-\u0648]")
_DETACHED = re.compile(r"(?<!\w)ال (?=[\u0621-\u064a]{3})")
_DATELINE = re.compile(r"^[A-Z][A-Za-z]+(?:, ?[A-Z][A-Za-z]+)? [-–—] [\u0621-\u064a]", re.MULTILINE)
_LEFT_OVER = re.compile(
    r"(?<![\w(.@/#-])(?:[A-Z]{3,}(?:VER|URL|TAG|NUM|TOKEN)|URL[A-Z]+|__\w+__|\{\d\}|%[sd]|&(?:nbsp|quot|amp|lt|gt|#\d+);)"
)
_SITE_LANGUAGES = ("share", "footer", "credit", "tools")


def translated(text: str, layout: Layout) -> bool:
    """Whether a text in the Arabic script was visibly translated by a machine: two kinds of signs, or it says so."""
    if any(lexicon().holds("translated", line.words) for line in layout.lines if len(line) <= 30):
        return True
    signs = (_spaced(text), _glued(text), _left_over(text), _foreign_site(layout), _calqued_paywall(text))
    return sum(signs) >= _KINDS


def _spaced(text: str) -> bool:
    """Whether there are spaces before commas and full stops throughout, as in French and in tokenised text."""
    spaced = len(_SPACED.findall(text))
    return spaced >= 3 and spaced * 4 >= len(_PUNCTUATION.findall(text))


def _glued(text: str) -> bool:
    """Whether words run together where markup stood, or the article stands apart from its noun."""
    return bool(_GLUED.search(text)) or bool(_DETACHED.search(text))


def _left_over(text: str) -> bool:
    """Whether placeholders or a dateline in Latin letters stayed in Arabic sentences."""
    return bool(_LEFT_OVER.search(text)) or bool(_DATELINE.search(text))


def _foreign_site(layout: Layout) -> bool:
    """Whether the site around the Arabic article speaks German, French or English (more than its buttons)."""
    foreign = [
        line.key
        for line, sign, marked in zip(layout.lines, layout.signs, layout.marked, strict=True)
        if marked and line.foreign and not (sign and sign.kind in _SITE_LANGUAGES)
    ]
    return len(set(foreign)) >= 2


_CALQUED = tuple(fold(words_) for words_ in ("متبقية للقراءة", "متبقي للقراءة", "تبقى لك للقراءة"))


def _calqued_paywall(text: str) -> bool:
    """Whether the offer of a European paper («75% of this article is left to read») was translated with it."""
    folded = fold(text[-3000:])
    return any(" ".join(w.form for w in words(phrase)) in folded for phrase in _CALQUED)
