"""Outlets without the noun for what they are, that have the name of a place or a thing: «قال للأناضول إن», «مراسل الجزيرة»."""

from functools import cache

from isnad.annotation.mentions import Candidate
from isnad.annotation.quoted import near
from isnad.annotation.tokens import Tokens
from isnad.languages.lexicon import analyses
from isnad.languages.names import Known, Name, gazetteer
from isnad.languages.naming import context
from isnad.languages.phrases import Match

_REACH = 8  # words between a verb of saying and to whom it is said
_THAT = ("إن", "أن", "إنه", "أنه", "إنها", "أنها", "إنهم", "أنهم", "بأن", "إنّ", "أنّ")


def told(tokens: Tokens, match: Match[Known]) -> Candidate | None:
    """Return a definite listed name as the outlet that has it, where something is said to it, or its correspondent says so."""
    first, skip = match.first, match.particles
    if match.last != first + 1 or not tokens.bare(first, skip).startswith("ال"):
        return None
    before = tokens.forms[first - 1] if near(tokens, first) else ""
    reported = not skip and before.lstrip("ول") in context("correspondent")
    if not (reported or (tokens.forms[first].startswith("لل") and _is_said_to(tokens, first))):
        return None
    name = _outlet(tokens.bare(first, skip))
    return None if name is None else Candidate(first, match.last, skip, "ORG", name.id, name.name, "name/told")


def _is_said_to(tokens: Tokens, at: int) -> bool:
    """Whether what is said follows right behind a word, and a verb of saying stands before it; «زيارته للرياض» tells nobody."""
    if at + 1 >= len(tokens) or not (":" in tokens.gap(at + 1) or tokens.quote(at + 1) in _THAT):
        return False
    if any(found.pos == "masdar" or found.lemma.sense in ("act", "place") for found in analyses(tokens.forms[at - 1])):
        return False
    for before in range(at - 1, max(-1, at - _REACH - 1), -1):
        form = tokens.forms[before]
        if form.lstrip("وف") in context("says-to") or form in context("says-to"):
            return True
        if tokens.breaks(before):
            return False
    return False


@cache
def _outlet(form: str) -> Name | None:
    """Return the outlet that has a folded name, with or without the noun for what it is."""
    alone = gazetteer().table.get(form)
    behind = (gazetteer().table.get(f"{head} {form}") for head in sorted(context("medium")))
    listed = (name for known in (alone, *behind) if known is not None for name in known.names)
    return next((name for name in listed if name.type == "ORG" and name.settings.get("role") in ("agency", "media")), None)
