"""Bodies of a state that are named by their nationality or alone: «الجيش الروسي», «خفر السواحل اليمنية»."""

from collections.abc import Iterator
from functools import cache

from isnad.annotation.mentions import Candidate, slug
from isnad.annotation.quoted import near
from isnad.annotation.tokens import Tokens
from isnad.languages import pack
from isnad.languages.lexicon import analyses
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, is_particle, titles
from isnad.languages.phrases import Phrases


@cache
def bodies() -> Phrases[str]:
    """Return bodies of a state that are named by their nationality alone: «الجيش الروسي», «الخارجية الأمريكية»."""
    return Phrases((text, "body") for record in pack.read("bodies") for text, _ in record.surfaces)


def state_bodies(tokens: Tokens, at: int) -> Iterator[Candidate]:
    """Propose bodies of a state: army, parliament, ministry, forces by branch, with their nationality or alone."""
    match = bodies().at(tokens.words, at)
    if match is None:
        return
    last = match.last
    while near(tokens, last) and (known := gazetteer().at(tokens.words, last)) and known.value.names[0].type == "NORP":
        last = known.last
    before = tokens.forms[at - 1] if near(tokens, at) else ""
    office = before and not is_particle(before) and before not in context("member") and _is_office(before)
    alone = tokens.forms[at] in context("body-alone") and not office
    spoken = last == at + 1 == match.last and not office and _opens_headline(tokens, at)
    if (last == at + 1 and not alone and not spoken) or (match.last == at + 1 and office):  # «وزير الدفاع الروسي»
        return
    first, skip = at, match.particles
    idafa = match.last > at + 1 and not tokens.forms[at].startswith("ال")
    if idafa and before.lstrip("ولب") == "قوات" and not skip:
        first, skip = at - 1, len(before) - 4  # «قوات خفر السواحل اليمنية»
    words = [tokens.bare(first, skip), *tokens.forms[first + 1 : last]]
    yield Candidate(first, last, skip, "ORG", slug("ORG", words), " ".join(words), "head/body")


def _is_office(form: str) -> bool:
    """Whether a word is an office, of one or of several: «وزير», «وزراء»."""
    several = (found.lemma.form for found in analyses(form) if found.pos == "noun" and not found.particles)
    return titles().get(form) is not None or any(titles().get(one) == "office" for one in several)


def _opens_headline(tokens: Tokens, at: int) -> bool:
    """Whether a body with the article opens what it says, a colon behind it: «منجم تونس.. والخارجية: …»."""
    if tokens.gap(at + 1).strip() != ":" or "\n" in tokens.gap(at + 1):
        return False
    return at == 0 or tokens.breaks(at) or bool(tokens.gap(at).strip()[-1:] in ("،", ".", "؛", "…"))
