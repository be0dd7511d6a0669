"""News agencies whose name is a plain noun: «وكالة ساحل للأنباء», «وكالة أفق» where it tells something."""

from isnad.annotation.headed.head import Headed
from isnad.annotation.quoted import near
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, is_never_name


def agency_end(place: Headed) -> int | None:
    """Return where the name of an agency ends that is a plain noun, None where none is read."""
    tokens, read, first = place.tokens, place.syntax.readings, place.at + 1
    if place.form not in context("agency") or not near(tokens, first):
        return None
    for last in (first + 1, first + 2):
        if near(tokens, last) and tokens.forms[last] in context("news-end"):
            return None if any(map(is_never_name, tokens.forms[first:last])) else last + 1
    if gazetteer().bare(tokens.words, first) is not None:
        return None  # «وكالة رويترز» has an id of its own
    form, behind = tokens.forms[first], first + 1
    plain = read[first].tag in "NM" and not read[first].particles and not read[first].pronoun and not form.startswith("ال")
    ends = behind >= len(tokens) or bool(tokens.gap(behind).strip()) or tokens.forms[behind] in context("behind-outlet")
    return behind if plain and ends and not is_never_name(form) and form not in context("trade") and _tells(place) else None


def _tells(place: Headed) -> bool:
    """Whether an agency tells: behind a verb of outlets, told something («لوكالة أفق»), or in a dateline."""
    tokens, at = place.tokens, place.at
    if place.skip:
        return tokens.forms[at][0] == "ل"
    before = tokens.forms[at - 1].lstrip("وف") if near(tokens, at) else ""
    return before in context("outlet-says") or tokens.gap(at).strip()[-1:] in ("-", "–", "—", "(")
