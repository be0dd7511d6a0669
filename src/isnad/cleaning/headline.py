"""The headline: where it stands, told by the page's own title, by its repetition, or by the words it shares."""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from isnad.cleaning.lines import Line
from isnad.cleaning.signs import Sign
from isnad.languages.folding import fold
from isnad.languages.words import words

_MOST_WORDS = 32
_VOCABULARY = 4000
_LEAST = 1.2
# Shorter lines are rather the name of the outlet, which the prose may hold too.
_WORDS = 6
_NEAR_BEST = 0.6
# The title of a page may carry the site's name after one of these.
_SUFFIX = re.compile(r"\s+[|\-–—:»·•]+\s+")
_SITE_WORDS = 5
_SUFFIXES = 3
_PARTICLES = re.compile(r"^[وف]?[بلك]?(?:ال|ل(?=ل))?(?=\w{3})")


class Headline(NamedTuple):
    """Which line the headline is, and how many letters of it (the rest is the site's name)."""

    line: int
    length: int


def find_headline(lines: list[Line], signs: list[Sign | None], title: str | None) -> Headline | None:
    """Return the first line that is the headline, None where the text has none."""
    first = next((i for i, line in enumerate(lines) if line.prose and not signs[i]), len(lines))
    if title and (found := _titled(lines, title)):
        return found
    vocabulary = vocabulary_of(lines[first:], signs[first:])
    counts = Counter(line.key for line in lines)
    top = min(first, len(lines) - 1)
    scores = {
        i: _score(line, _next_sign(signs, i, top), vocabulary, counts[line.key], i == 0)
        for i, line in enumerate(lines[:first])
        if _possible(line, signs[i])
    }
    best = max(scores.values(), default=0.0)
    if best < _LEAST:
        return Headline(0, len(lines[0].text)) if first == 1 and _alone(lines, signs) else None
    index = next(i for i, score in scores.items() if score >= _NEAR_BEST * best)
    return Headline(index, _without_site(lines[index].text, counts))


def _titled(lines: list[Line], title: str) -> Headline | None:
    """Return the line that is the title given, or holds it and the name of the site."""
    key = " ".join(word.form for word in words(fold(title)))
    if not key:
        return None
    for i, line in enumerate(lines):
        if line.key == key:
            return Headline(i, len(line.text))
        if line.text.startswith(title) and len(line) <= len(words(fold(title))) + _SITE_WORDS:
            return Headline(i, len(title))
    return None


def _possible(line: Line, sign: Sign | None) -> bool:
    return sign is None and 3 <= len(line) <= _MOST_WORDS and not line.foreign and not line.text.endswith(".")


def _alone(lines: list[Line], signs: list[Sign | None]) -> bool:
    """Whether the first line stands by itself above the prose: a headline even of two words."""
    return len(lines) > 1 and lines[1].blank_before and signs[0] is None and len(lines[0]) > 1 and not lines[0].stops


@lru_cache(maxsize=1 << 16)
def stem(form: str) -> str:
    """Return what is left of a folded word without particles, cut to four letters: enough to see a word again."""
    return _PARTICLES.sub("", form)[:4]


def vocabulary_of(lines: list[Line], signs: list[Sign | None]) -> frozenset[str]:
    """Return the words of the prose among lines, as :func:`shared` compares them."""
    found: set[str] = set()
    for line, sign in zip(lines, signs, strict=True):
        if line.long and not sign:
            found.update([stem(word.form) for word in line.words[:_VOCABULARY]])
        if len(found) > _VOCABULARY:
            break
    return frozenset(found)


def shared(line: Line, vocabulary: frozenset[str]) -> float:
    """Return the share of a line's words, those of three letters and fewer aside, that the vocabulary holds."""
    content = [word.form for word in line.words if len(word.form) > 3]
    return sum(stem(form) in vocabulary for form in content) / len(content) if content else 0.0


def _next_sign(signs: list[Sign | None], index: int, top: int) -> Sign | None:
    return signs[index + 1] if index < top and index + 1 < len(signs) else None


def _score(line: Line, after: Sign | None, vocabulary: frozenset[str], count: int, opens: bool) -> float:
    common = shared(line, vocabulary)
    beside = after is not None and after.kind in ("stamp", "author", "tools", "share", "opinion")
    return (
        3 * common * min(1.0, len(line) / _WORDS) ** 2
        + 2 * (count > 1)
        + (beside and common > 0)
        + 0.5 * (5 <= len(line) <= 25)
        + 0.5 * (line.blank_before or opens)
        - 2 * line.numbered
    )


def _without_site(text: str, counts: Counter[str]) -> int:
    """Return the length of a headline without the site's name, where the headline alone stands elsewhere too."""
    for match in reversed(list(_SUFFIX.finditer(text))[-_SUFFIXES:]):
        head = text[: match.start()]
        if " ".join(word.form for word in words(fold(head))) in counts:
            return len(head)
    return len(text)
