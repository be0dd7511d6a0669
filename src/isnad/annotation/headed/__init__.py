"""Names that open with a head noun: «وزارة الطاقة الجزائرية», «شركة «بوغازهان»», «مدينة وونسان», «معاهدة شراكة شاملة».

The head says what kind of thing is named and whether it belongs to the mention; where the name ends is read off the
form of the words: an Arabic proper name of this kind goes on with definite words, nationalities and unknown words.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from isnad.annotation.clauses import Syntax
from isnad.annotation.headed.equipment import designations, equipment_names
from isnad.annotation.headed.head import Headed
from isnad.annotation.headed.occasions import agreement_names, event_names
from isnad.annotation.headed.organisations import organisation_names
from isnad.annotation.headed.places import place_names, site_names
from isnad.annotation.headed.states import bodies, state_bodies
from isnad.annotation.headed.units import unit_head, units
from isnad.annotation.mentions import Candidate
from isnad.languages.naming import Head, heads
from isnad.languages.words import readings


def headed(syntax: Syntax) -> Iterator[Candidate]:
    """Yield names found by their head noun, in order."""
    tokens, states = syntax.tokens, bodies()
    figures = {at for at, form in enumerate(tokens.forms) if form[:1].isdecimal()}
    for at, written in enumerate(tokens.forms):
        found = _head_of(written)
        if found is not None:
            skip, form, head = found
            index = syntax.phrase_at[at]
            end = syntax.phrases[index].last if index >= 0 else at + 1
            yield from _READERS[head.kind](Headed(tokens, at, skip, form, head, end, syntax))
        if states.opens(written):
            yield from state_bodies(tokens, at)
        if written.isascii() or at + 1 in figures:
            yield from designations(tokens, at)
        if unit_head(written) is not None:
            yield from units(tokens, at)


@lru_cache(maxsize=1 << 16)
def _head_of(written: str) -> tuple[int, str, Head] | None:
    """Return the head noun that a folded form is: how many letters before it are particles, the noun, what it opens."""
    found = ((len(particles), form, heads().get(form)) for particles, form in readings(written))
    return next(((skip, form, head) for skip, form, head in found if head is not None), None)


_READERS: dict[str, Callable[[Headed], Iterator[Candidate]]] = {
    "organisation": organisation_names,
    "place": place_names,
    "site": site_names,
    "agreement": agreement_names,
    "event": event_names,
    "materiel": equipment_names,
}
