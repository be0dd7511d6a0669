"""Names spelled letter by letter: «إس إن سي إف», «بي بي سي»."""

from collections.abc import Iterator

from isnad.annotation.mentions import Candidate, slug
from isnad.annotation.tokens import Tokens
from isnad.languages.naming import context

_JOINTS = frozenset((" ", ".", "-", " . "))
_FEWEST = 3
_MOST = 12  # letters: no body is named by more
_PREPOSITIONS = ("في", "كي", "اي")


def spelled(tokens: Tokens) -> Iterator[Candidate]:
    """Yield bodies that are named by three letters and more, those left out that name tests, gases, devices («تي إن تي»)."""
    letters, done = context("spelled"), 0
    for at, form in enumerate(tokens.forms):
        if at < done or form not in letters:
            continue
        done = spelled_end(tokens, at)
        words = tokens.forms[at:done]
        if words and " ".join(words) not in context("spelled-thing"):
            yield Candidate(at, done, 0, "ORG", slug("ORG", words), " ".join(words), "spelled")


def spelled_end(tokens: Tokens, first: int) -> int:
    """Return where three or more names of Latin letters in a row end; the first word itself where there are fewer.

    Some are words as well («إن», «في»): none opens such a name, and one closes it only before a closing mark.
    """
    last, most = first, min(first + _MOST, len(tokens))
    while last < most and tokens.forms[last] in context("spelled") and (last == first or tokens.gap(last) in _JOINTS):
        last += 1
    if last == first or tokens.forms[first] in context("spelled-word"):
        return first
    if tokens.forms[last - 1] in _PREPOSITIONS and tokens.gap(last).strip()[:1] not in tuple('")»”'):
        last -= 1
    numbered = last < len(tokens) and tokens.forms[last].isdecimal() and tokens.gap(last) in ("-", " ", "- ", " - ")
    sure = sum(form not in context("spelled-word") for form in tokens.forms[first:last])
    return last if last - first >= _FEWEST and sure > 1 and not numbered else first
