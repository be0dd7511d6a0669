"""Bodies of a state that are named by their nationality or alone: «الجيش الروسي», «خفر السواحل اليمنية»."""

from collections.abc import Iterator
from functools import cache

from isnad.annotation.mentions import Candidate, slug
from isnad.annotation.quoted import near
from isnad.annotation.tokens import Tokens
from isnad.languages import pack
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
    office = before and not is_particle(before) and before not in context("member") and titles().get(before) is not None
    alone = tokens.forms[at] in context("body-alone") and not office
    if (last == at + 1 and not alone) or (match.last == at + 1 and office):  # «وزير الدفاع الروسي»
        return
    words = [tokens.bare(at, match.particles), *tokens.forms[at + 1 : last]]
    yield Candidate(at, last, match.particles, "ORG", slug("ORG", words), " ".join(words), "head/body")
