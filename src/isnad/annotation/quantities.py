"""Quantities: the numbers that count or measure, with what bounds them and what they count.

A number that dates, names («المادة 5», «KN-23») or orders something is none. The quote is the number with
its scale words; «أكثر من», «نحو», «على الأقل» set the kind, and stand in ``languages/ar/quantity-cues.txt``.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from isnad.annotation.numbers import Number, may_begin, number_at
from isnad.annotation.tokens import Tokens
from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.naming import is_particle
from isnad.languages.phrases import Phrases, key
from isnad.model import Quantity, QuantityKind, Span

_PERCENT = ("في المئه", "في المايه", "في الميه", "بالمئه", "بالمايه", "بالميه", "في المءه", "بالمءه", "بالمايه")
_FIGURE, _ACCUSATIVE = "رقم", "ا"
_CHANGES = ("ارتفع", "زاد", "رفع", "انخفض", "تراجع", "خفض", "قفز", "هبط", "صعد", "انتقل", "تقلص", "عدل", "نزل", "هوي")
_NEGATIONS = frozenset(map(fold, ("لم", "لا", "لن", "ليس", "ليست", "ما", "دون")))
_LONGEST_CUE = 6


class _Cue(NamedTuple):
    kind: QuantityKind
    side: str


@cache
def _cues() -> tuple[Phrases[_Cue], Phrases[_Cue]]:
    """Return the phrases that bound a number: those before it, those after it."""
    before: Phrases[_Cue] = Phrases()
    after: Phrases[_Cue] = Phrases()
    for record in pack.read("quantity-cues"):
        kind, side = record.fields
        for text, _ in record.surfaces:
            (before if side == "before" else after).add(text, _Cue(kind, side))  # type: ignore[arg-type]
    return before, after


@cache
def _number_nouns() -> frozenset[str]:
    return frozenset(key(text) for record in pack.read("number-nouns") for text, _ in record.surfaces)


class _Bounds(NamedTuple):
    """A value with its ends and kind, on the words [first, last) and perhaps a sign behind them."""

    first: int
    last: int
    skip: int
    low: float | None
    high: float | None
    kind: QuantityKind
    rule: str
    sign: int = 0


def quantities(tokens: Tokens, taken: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Return the quantities of a text, in order. What stands on ``taken`` spans (times, names) is not read."""
    masked = _masked(tokens, taken)
    return tuple(_found(tokens, masked))


def _masked(tokens: Tokens, taken: Sequence[Span]) -> set[int]:
    starts = {start: at for at, start in enumerate(tokens.starts)}
    masked: set[int] = set()
    for span in taken:
        masked.update(starts[at] for at in range(span.start, span.end) if at in starts)
        if span.start not in starts:  # particles before it: the word begins earlier
            back = next((at for at in range(span.start, max(span.start - 4, -1), -1) if at in starts), None)
            if back is not None:
                masked.add(starts[back])
    return masked


def _found(tokens: Tokens, masked: set[int]) -> Iterator[Quantity]:
    at = 0
    while at < len(tokens):
        number = None if at in masked else _counting(tokens, at)
        if number is None or not masked.isdisjoint(range(number.first, number.last)):
            at += 1
            continue
        found = _ratio(tokens, number) or _range(tokens, number, masked) or _single(tokens, number)
        start = tokens.span(found.first, found.last, found.skip)
        end = start.end + found.sign
        yield Quantity(start.start, end, found.low, found.high, found.kind, _unit(tokens, found), found.rule)
        at = found.last


def _counting(tokens: Tokens, at: int) -> Number | None:
    """Return the number at a word unless it names, orders or dates something."""
    form = tokens.forms[at]
    if not may_begin(form) and not form.endswith("عدد"):
        return None
    number = number_at(tokens, at) or _number_of(tokens, at)
    if number is None:
        return None
    before = tokens.forms[at - 1] if at and not tokens.gap(at).strip() else ""
    category = before in _number_nouns() and not tokens.quote(number.first - 1).endswith("فيه")  # which «فئة» is folded like
    if category and not number.vague and not _is_figure(tokens, number, before):
        return None
    refused = _refused_digits if number.digits else _refused_words
    return None if refused(tokens, number, before) else number


def _is_figure(tokens: Tokens, number: Number, before: str) -> bool:
    """Whether a number behind «رقم» is a figure that somebody gives, for it has its noun: «تمسكت برقم 63 قتيلاً»."""
    if (
        not before.removeprefix("و").startswith("ب")
        or not before.endswith(_FIGURE)
        or number.last >= len(tokens)
        or not tokens.forms[number.last].endswith(_ACCUSATIVE)
    ):
        return False
    return _unit(tokens, _single(tokens, number)) is not None  # but not «القانون رقم 5 أيضاً», «اللاعب رقم 10 هدفاً»


def _number_of(tokens: Tokens, at: int) -> Number | None:
    """Read «عدد من»."""
    if at + 1 < len(tokens) and tokens.forms[at + 1] == "من" and tokens.gap(at + 1) == " ":
        form = tokens.forms[at]
        for skip in (0, 1):
            if form[skip:] == "عدد" and (skip == 0 or form[0] in "وفبلك"):
                return Number(at, at + 1, skip, 2, vague=True)
    return None


def _refused_digits(tokens: Tokens, number: Number, before: str) -> bool:
    gap, after = tokens.gap(number.first), tokens.gap(number.last)
    form = tokens.forms[number.first]
    if gap.endswith((":", "/", "#", "@")) and gap.strip() == gap and number.first:
        return True
    if (after[:1] in (":", "/", "@", "_") and after[1:2] not in ("", " ")) or (after[:1] in ("/", "@", "_") and len(after) == 1):
        return True
    if gap in ("-", "–") and not (before[:1].isdecimal() or tokens.forms[number.first - 1][0].isdecimal()):
        return True  # «كوفيد-19», «إف-16»
    if form.isdecimal() and (len(form) > 7 or (len(form) > 1 and form[0] == "0")):
        return True
    begins_line = number.first == 0 or "\n" in gap
    alone = number.last == len(tokens) or after.lstrip(" ")[:1] in (".", "-", ")", "\n", "|")
    return begins_line and (alone or after.strip()[:1] in (".", ")"))  # «3.» and a page number; «148 قتيلاً» counts


def _refused_words(tokens: Tokens, number: Number, before: str) -> bool:
    following = tokens.forms[number.last] if number.last < len(tokens) and not tokens.gap(number.last).strip() else ""
    form = tokens.forms[number.first][number.skip :]
    if number.vague and form in ("بعض", "البعض"):
        return before.startswith("بعض") or following in ("الشيء", "البعض")
    if form in ("واحد", "واحده", "واحدا"):
        return following == "من" or before in ("ان", "وقت", "كل", "اكثر", "يوم", "جانب", "صف") or number.definite
    if number.fraction:
        return following in ("نهايي", "النهايي", "اول", "موسمي") or following.startswith("سنوي") or before in ("و",)
    if number.definite and not number.vague and number.low >= 20 and before.startswith("ال"):
        return number.last >= len(tokens) or "\u064b" not in tokens.quote(number.last)  # «القرن العشرين»
    return False


def _ratio(tokens: Tokens, number: Number) -> _Bounds | None:
    """Read «تسعة من كل عشرة»."""
    of, each = number.last, number.last + 1
    if each + 1 >= len(tokens) or tokens.forms[of] != "من" or tokens.forms[each] != "كل":
        return None
    whole = number_at(tokens, each + 1)
    if whole is None or not number.low < whole.low:
        return None
    value = number.low / whole.low
    return _Bounds(number.first, whole.last, number.skip, value, value, "exact", "quantity/ratio")


def _range(tokens: Tokens, number: Number, masked: set[int]) -> _Bounds | None:
    second, between = _second(tokens, number)
    if second is None or second.first in masked or number.vague or second.vague:
        return None
    low, high = number.low, second.low
    if number.scale == 1 and second.scale > 1 and low * second.scale < high and low < 1000:
        low *= second.scale
    if low >= high:
        return None
    sign, last = _percent(tokens, second.last)
    return _Bounds(number.first, last, number.skip, low, high, "range", f"quantity/{between}", sign)


def _second(tokens: Tokens, number: Number) -> tuple[Number | None, str]:
    """Return the number at the far end of a range, and how the two are joined."""
    at = number.last
    if at >= len(tokens):
        return None, ""
    before = tokens.forms[number.first - 1] if number.first else ""
    gap, form = tokens.gap(at), tokens.forms[at]
    if gap.strip() in ("-", "–", "—") and form[0].isdecimal() and number.digits:
        second = number_at(tokens, at)
        counted = second and second.last < len(tokens) and not tokens.gap(second.last).strip()
        return (second if counted else None), "dash"
    if before in ("بين", "وبين", "مابين") or before.endswith("بين"):
        _, at = _percent(tokens, at)
        for step in range(at, min(at + 3, len(tokens))):
            if tokens.breaks(step):
                break
            if tokens.forms[step] == "و" and step + 1 < len(tokens):
                return number_at(tokens, step + 1), "between"
            if tokens.forms[step].startswith("و") and (second := number_at(tokens, step)) and second.skip:
                return second, "between"
        return None, ""
    if gap.strip() or at + 1 >= len(tokens):
        return None, ""
    if form == "او":
        return number_at(tokens, at + 1), "or"
    if form in ("الي", "حتي") and before in ("من", "") and not _changes(tokens, number.first):
        return number_at(tokens, at + 1), "from-to"
    return None, ""


def _changes(tokens: Tokens, first: int) -> bool:
    """Whether a verb of change stands before: «ارتفع من 9 إلى 17» tells two numbers."""
    return any(
        change in tokens.forms[i] for i in range(max(0, first - 6), first) for change in _CHANGES if not tokens.breaks(i + 1)
    )


def _percent(tokens: Tokens, at: int) -> tuple[int, int]:
    """Return how many characters of a percent sign follow the word before ``at``, and the word after it."""
    gap = tokens.gap(at)
    stripped = gap.lstrip(" \u00a0")
    if stripped[:1] in ("%", "٪"):
        return len(gap) - len(stripped) + 1, at
    for phrase in _PERCENT:
        size = phrase.count(" ") + 1
        if not gap.strip() and " ".join(tokens.forms[at : at + size]) == phrase:
            return 0, at + size
    return 0, at


def _single(tokens: Tokens, number: Number) -> _Bounds:
    sign, last = _percent(tokens, number.last)
    kind = "vague" if number.vague else _kind(tokens, number.first, last)
    low: float | None = number.low
    high: float | None = None if kind in ("vague", "min") else number.low
    if kind == "max":
        low = None
    return _Bounds(number.first, last, number.skip, low, high, kind, f"quantity/{kind}", sign)


def _kind(tokens: Tokens, first: int, last: int) -> QuantityKind:
    before, after = _cues()
    for at in range(max(0, first - _LONGEST_CUE), first):
        match = before.at(tokens.words, at)
        if match and match.last == first and not tokens.gap(first).strip():
            if match.value.kind == "min" and _negated(tokens, at):
                return "max"
            return match.value.kind
    for at in range(last, min(last + 4, len(tokens))):
        if tokens.gap(at).strip():
            break
        match = after.bare(tokens.words, at)
        if match:
            return match.value.kind
    return "exact"


def _negated(tokens: Tokens, at: int) -> bool:
    if tokens.forms[at] not in ("اكثر", "ازيد"):
        return False
    for back in range(at - 1, max(at - 6, -1), -1):
        if tokens.gap(back + 1).strip():
            return False
        if tokens.forms[back] in _NEGATIONS:
            return True
    return False


def _unit(tokens: Tokens, found: _Bounds) -> Span | None:
    """Return the counted noun: the word after the number (and after «من»), with an adjective of relation."""
    if found.sign or (found.last > found.first and _percent(tokens, found.last - 2)[1] == found.last):
        end = tokens.span(found.first, found.last).end + found.sign
        return Span(end - 1, end) if found.sign else tokens.span(found.last - 1, found.last)
    at = found.last
    if at < len(tokens) and tokens.forms[at] == "من" and not tokens.gap(at).strip():
        at += 1
    if at >= len(tokens) or tokens.gap(at).strip() or "\n" in tokens.gap(at) or is_particle(tokens.forms[at]):
        return None
    last = at + 1
    while last < min(at + 3, len(tokens)) and not tokens.gap(last).strip() and _is_relation(tokens.forms[last]):
        last += 1
    return tokens.span(at, last)


def _is_relation(form: str) -> bool:
    return (form.endswith(("ي", "يه", "يين", "يون", "يا", "يات")) and len(form) > 4) or form in ("مكعب", "مربع", "متري")
