"""Names that a translator glossed in their own letters: «السفينة نجمة الغسق (Dusk Star)», «شركة حجر السج (Obsidian)»."""

from collections.abc import Iterator

from isnad.annotation.clauses import Syntax
from isnad.annotation.headed.head import is_forename
from isnad.annotation.mentions import Candidate, is_latin, slug
from isnad.annotation.tokens import Tokens
from isnad.languages.naming import heads
from isnad.model import EntityType

_TYPES: dict[str, EntityType] = {"organisation": "ORG", "materiel": "MATERIEL", "place": "GPE", "site": "LOC"}
_LONGEST = 4


def glossed(syntax: Syntax) -> Iterator[Candidate]:
    """Yield a name behind its head noun that Latin words in parentheses follow, and those words: as many as the name has."""
    tokens = syntax.tokens
    for at in range(2, len(tokens)):
        if "(" not in tokens.gaps[at]:
            continue
        last = latin_end(tokens, at)
        if last == at:
            continue
        first = at - (last - at)
        type = _headed(tokens, first) if first > 0 else None
        if type is None or any(tokens.gap(word) != " " for word in range(first + 1, at)):
            continue
        if any(reading.tag not in "NAM" or reading.particles for reading in syntax.readings[first:at]):
            continue
        words = tokens.forms[first:at]
        if type == "ORG" and is_forename(words[0]):
            continue  # «شركة نعيم صايغ (Naim Sayegh)» is his
        for start, end in ((first, at), (at, last)):
            yield Candidate(start, end, 0, type, slug(type, words), " ".join(words), "glossed/latin")


def latin_end(tokens: Tokens, at: int) -> int:
    """Return where Latin words end that open and close parentheses and are no acronym; ``at`` itself where none do."""
    if not tokens.gap(at).rstrip().endswith("("):
        return at
    last = at
    while last < min(at + _LONGEST, len(tokens)) and is_latin(tokens.forms[last]) and (last == at or tokens.gap(last) == " "):
        last += 1
    closed = tokens.gap(last).lstrip()[:1] == ")"
    capital = tokens.quote(at)[:1].isupper() and not tokens.quote(at).isupper()
    return last if last > at and closed and capital else at


def _headed(tokens: Tokens, first: int) -> EntityType | None:
    """Return what its own head, or the head noun right before it or before a comma, says that a name is; None where none does."""
    own = heads().get(tokens.forms[first])
    if own is not None and own.kept and own.kind == "organisation":
        return "ORG"  # «خطوط كاروان (Karwan Lines)»
    head = heads().get(tokens.forms[first - 1]) if tokens.gap(first).strip() in ("", "،") else None
    return _TYPES.get(head.kind) if (head is not None and not head.kept) or (head and head.kind == "materiel") else None
