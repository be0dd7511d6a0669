"""Units of an army by their number: «الفرقة الـ19 مشاة», «اللواء 52», «الكتيبة الخامسة», «المنطقة العسكرية الثالثة»."""

from collections.abc import Iterator
from functools import lru_cache

from isnad.annotation.mentions import Candidate, slug
from isnad.annotation.quoted import near
from isnad.annotation.tokens import Tokens
from isnad.languages.naming import context
from isnad.languages.words import readings

_AROUND = 6  # words before and behind a unit


def units(tokens: Tokens, at: int) -> Iterator[Candidate]:
    """Yield the unit that opens at a word, with its number and the arm in which it serves."""
    head = unit_head(tokens.forms[at])
    if head is None or any(form in context("pupils") for form in tokens.forms[max(0, at - 2) : at]):
        return
    skip, form = head
    first = at + 1
    if near(tokens, first) and tokens.forms[first] in ("العسكريه", "العسكري"):
        first += 1
    elif form == "المنطقه":
        return
    last = _number_end(tokens, first)
    if last == first:
        return
    while near(tokens, last) and last < first + 4 and tokens.forms[last] in context("arm"):
        last += 1
    if not tokens.forms[first].isdecimal() and tokens.forms[first] != "ال" and not _is_armed(tokens, at, last):
        return  # «الفرقة الأولى للفنون», «الفوج الأول من السياح»
    words = [tokens.bare(at, skip), *(word for word in tokens.forms[at + 1 : last] if word != "ال")]
    yield Candidate(at, last, skip, "ORG", slug("ORG", words), " ".join(words), "head/unit")


@lru_cache(maxsize=1 << 16)
def unit_head(written: str) -> tuple[int, str] | None:
    """Return the noun of a unit that a folded form is, and how many letters before it are particles; None where it is none."""
    return next(((len(particles), form) for particles, form in readings(written) if form in context("army-unit")), None)


def _number_end(tokens: Tokens, first: int) -> int:
    """Return where a number or an ordinal ends that begins at a word («52», «الـ19», «الحادي عشر»); the word if none does."""
    if not near(tokens, first):
        return first
    if tokens.forms[first].isdecimal():
        return first + 1
    if tokens.forms[first] == "ال" and first + 1 < len(tokens) and tokens.forms[first + 1].isdecimal():
        return first + 2
    if tokens.forms[first] not in context("ordinal"):
        return first
    return first + 1 + (near(tokens, first + 1) and tokens.forms[first + 1] in ("عشر", "عشره", "والعشرون", "والعشرين"))


def _is_armed(tokens: Tokens, first: int, last: int) -> bool:
    """Whether an arm or what is military is named in a unit's name or near it."""
    near_by = (*tokens.forms[max(0, first - _AROUND) : first], *tokens.forms[first + 1 : last + _AROUND])
    return any(form in context("arm") or form.lstrip("وبل").removeprefix("ال") in context("soldiery") for form in near_by)
