"""Names made of a head noun and a name already found: «وكالة سانا», «زلزال كرم السنديان», «اتفاق كنجارة».

The head noun of an agency, of a battle or talks, of a treaty belongs to the name (the names of places and bodies do without).
"""

from collections.abc import Iterator, Sequence
from functools import cache

from isnad.annotation.mentions import Candidate, slug
from isnad.annotation.tokens import Tokens
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, heads, is_never_name
from isnad.model import EntityType

_PLACES = ("GPE", "LOC")


def composed(tokens: Tokens, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield longer names in place of found ones, and Arabic short names in parentheses behind a body."""
    for mention in found:
        yield from _behind_head(tokens, mention)
        yield from _in_parentheses(tokens, mention)


def _behind_head(tokens: Tokens, mention: Candidate) -> Iterator[Candidate]:
    at = mention.first - 1
    if at < 0 or mention.skip or tokens.gap(mention.first) != " ":
        return
    form = tokens.forms[at]
    skip = next((skip for skip in (0, 1) if form[skip:] in _openers()), None)
    if skip is None or (skip and form[0] not in "وفبل"):
        return
    head = form[skip:]
    if head in context("agency") and mention.type == "ORG":
        yield mention._replace(first=at, skip=skip, rule=f"{mention.rule}/agency")
        return
    type: EntityType = "EVENT" if head in context("happening") else "AGREEMENT"
    if head in context("agency") or not _is_place(tokens, mention) or (len(mention.id) == 2 and type == "EVENT"):
        return  # «حرب روسيا» is left to the heads of events
    words = [head, *tokens.forms[mention.first : mention.last]]
    yield Candidate(at, mention.last, skip, type, slug(type, words), " ".join(words), f"{mention.rule}/{type.lower()}")


def _is_place(tokens: Tokens, mention: Candidate) -> bool:
    """Whether a mention is a place, or what opens like one and was taken for a person: «زلزال كرم السنديان»."""
    taken = mention.type == "PER" and mention.size == 2 and tokens.forms[mention.first + 1].startswith("ال")
    return mention.type in _PLACES or (taken and tokens.forms[mention.first] in context("toponym"))


@cache
def _openers() -> frozenset[str]:
    agreements = frozenset(form for form, head in heads().items() if head.kind == "agreement" and not form.startswith("ال"))
    return context("agency") | context("happening") | agreements


def _in_parentheses(tokens: Tokens, mention: Candidate) -> Iterator[Candidate]:
    """Yield a body's short name in Arabic letters: «إدارة الكوارث والطوارئ التركية (آفاد)»."""
    at = mention.last
    if mention.type != "ORG" or mention.size < 2 or at >= len(tokens) or tokens.gap(at).strip() != "(":
        return
    form, closing = tokens.forms[at], tokens.gap(at + 1).lstrip()[:1] == ")"
    if not closing or form.isascii() or not form.isalpha() or not 2 < len(form) < 9:
        return
    known = gazetteer().at(tokens.words, at)
    listed = known.value.names[0] if known is not None and known.last == at + 1 else None
    if listed is not None and listed.type == "ORG" and mention.id.startswith("org-"):
        mention = mention._replace(id=listed.id, name=listed.name)  # «وكالة الأنباء الرسمية السورية (سانا)»
        yield mention
    if (known is None and not is_never_name(form)) or (known and known.value.names[0].type == "ORG"):
        yield mention._replace(first=at, last=at + 1, skip=0, rule=f"{mention.rule}/acronym")
