"""Nouns for victims that stand behind a verb of causing, each with what befell them: «أوقع 25 [قتيلاً] و63 [جريحاً]»."""

from collections.abc import Callable, Iterator

from isnad.annotation.clauses import Syntax
from isnad.annotation.phrases import Phrase
from isnad.languages.deeds import deed_values

_NOUNS = deed_values("victim")
Number = Callable[[int, Phrase], tuple[float | None, float | None]]
"""Tells how many a noun at a word, in a phrase, counts."""


def counted(syntax: Syntax, rest: tuple[int, ...], number: Number) -> Iterator[tuple[str, tuple[float | None, float | None]]]:
    """Yield what befell how many of the victims with which an idiom ends, or behind it, and of those joined to them."""
    place = rest[-1] if rest else len(syntax.readings)
    named = _victims(syntax, place) or _victims(syntax, place + 1)  # «أوقع 25 [قتيلاً]», «أسفر عن سقوط [12 قتيلاً]»
    while named is not None:
        phrase, at = named
        yield _key(syntax, at), number(at, phrase)
        named = _victims(syntax, behind) if (behind := _joined(syntax, phrase.last)) is not None else None


def _joined(syntax: Syntax, at: int) -> int | None:
    """Return the word behind «و» that joins it at a place: «[و]63 جريحاً», «[وأحد] عشر جريحاً»."""
    if at + 1 >= len(syntax.readings) or syntax.gaps[at] != "":
        return None
    form = syntax.tokens.forms[at]
    return at + 1 if form == "و" else at if form.startswith("و") else None


def _victims(syntax: Syntax, at: int) -> tuple[Phrase, int] | None:
    """Return the phrase at a word, and in it the noun for victims, if there is one."""
    phrase = syntax.phrase_of(at) if at < len(syntax.readings) else None
    if phrase is None:
        return None
    named = next((i for i in range(phrase.first, phrase.last) if _key(syntax, i)), None)
    return (phrase, named) if named is not None else None


def _key(syntax: Syntax, at: int) -> str:
    return _NOUNS.get(syntax.wholes[at].removeprefix("ال"), "")
