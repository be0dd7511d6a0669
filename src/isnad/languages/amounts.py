"""Numbers for people to read: with their noun, in the form that the number wants, and with their bounds."""

from typing import Literal

from isnad.languages.wordings import Noun, nominative_of, section, word
from isnad.model import Wording

Category = Literal["zero", "one", "two", "few", "many", "other"]
Bound = Literal["exact", "approx", "min", "more", "max", "range"]
_SMALL: dict[int, Category] = {0: "zero", 1: "one", 2: "two"}
_SPELLED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SCALES = tuple((key, 1000**power) for power, key in ((4, "trillion"), (3, "billion"), (2, "million"), (1, "thousand")))


def category(number: float) -> Category:
    """Return which form of an Arabic noun a number wants (the six plural categories of CLDR)."""
    if number != int(number):
        return "other"
    if number in _SMALL:
        return _SMALL[int(number)]
    rest = int(number) % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


def counted(number: int, noun: Noun) -> Wording:
    """Return a count as it stands alone, on a page: «خبران», «3 أخبار», «لا أخبار»; "no claims", "1 claim"."""
    singular, plural, dual, _ = noun.ar
    english = f"{number:,} {noun.en[number != 1]}"
    if number == 0:
        none = word("bound", "none")
        return Wording(none.ar.format(nouns=plural), none.en.format(nouns=noun.en[1]))
    if number == 1:
        return Wording(word("bound", "one-f" if noun.feminine else "one").ar.format(n=singular), english)
    return Wording(nominative_of(dual) if number == 2 else _arabic(number, noun), english)


def amount(
    low: float | None, high: float | None, noun: Noun | None = None, kind: Bound | None = None, alone: bool = False
) -> Wording | None:
    """Return a number with its bounds and its noun, as it stands in a sentence; None where both sides are open.

    Arabic is in the genitive or the accusative, which differ in no number, ``alone`` in the nominative («جنديان»).

    Without a ``kind`` the bounds say how it is bounded; an open number from 2 on is «عدة», as texts mean it.
    """
    if low is None and high is None:
        return None
    if kind is None:
        kind = "max" if low is None else "min" if high is None else "exact" if low == high else "range"
    if kind == "min" and low == 2 and noun is not None and noun.ar[0] != noun.ar[1]:
        several = word("bound", "several")
        return Wording(several.ar.format(nouns=noun.ar[1]), several.en.format(nouns=noun.en[1]))
    number = high if high is not None else low
    least = low if low is not None else number
    assert number is not None and least is not None
    bound = word("bound", kind)
    return Wording(
        bound.ar.format(n=_arabic(number, noun, alone and kind == "exact"), low=_arabic(least, None)),
        bound.en.format(n=_english(number, noun), low=_english(least, None)),
    )


def is_one(low: float | None, high: float | None) -> bool:
    """Whether bounds mean just one."""
    return low == high == 1


def _shape(number: float) -> tuple[float, str]:
    """Return a number in its scale: 2.4 and "billion"; itself and "" where no scale writes it short."""
    if number >= 10_000:
        for key, unit in _SCALES:
            scaled = number / unit
            if scaled >= 1 and round(scaled, 2 if unit > 1000 else 0) == scaled:
                return scaled, key
    return number, ""


def _digits(number: float) -> str:
    if number != int(number):
        return f"{number:,.2f}".rstrip("0").rstrip(".")
    return f"{int(number):,}" if number >= 10_000 else str(int(number))


def _arabic(number: float, noun: Noun | None, alone: bool = False) -> str:
    if noun is not None and noun.en[0] == "%":
        return f"{_digits(number)}%"
    scaled, scale = _shape(number)
    if not scale:
        if noun is None:
            return _digits(number)
        return _with_noun(number, noun, alone)
    names = section("scale")[scale][1]
    singular, plural = names[:2]
    form = category(scaled)
    if form == "one":
        text = singular
    elif form == "two":
        text = singular + ("ا" if alone else "ي") if noun else f"{singular}{'ان' if alone else 'ين'}"
    elif form == "few":
        text = f"{_digits(scaled)} {plural}"
    else:
        text = f"{_digits(scaled)} {singular}{'اً' if form == 'many' and noun is None else ''}"
    return f"{text} {noun.ar[0]}" if noun else text


def _with_noun(number: float, noun: Noun, alone: bool) -> str:
    singular, plural, dual, behind = noun.ar
    listed = singular != plural or dual != plural
    form = category(number)
    if form == "one" and listed:
        return singular
    if form == "two" and listed:
        return nominative_of(dual) if alone else dual
    return f"{_digits(number)} {plural if form in ('few', 'zero') else behind if form == 'many' else singular}"


def _english(number: float, noun: Noun | None) -> str:
    if noun is not None and noun.en[0] == "%":
        return f"{_digits(number)}%"
    scaled, scale = _shape(number)
    if scale and scale != "thousand":
        text = f"{_digits(scaled)} {scale}"
    elif number in range(1, 10):
        text = _SPELLED[int(number)]
    else:
        text = f"{int(number):,}" if number == int(number) else _digits(number)
    return f"{text} {noun.en[number != 1]}" if noun else text
