"""What rounds a number before it and is no more than a part of it: «[ما لا يقل عن] سبعة مدنيين», «[نحو] 20 جندياً»."""

from collections.abc import Sequence, Set
from functools import cache

from isnad.annotation.tokens import Tokens
from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.forms import Reading

_OPENING = frozenset(map(fold, ("ما", "أكثر", "أقل", "أزيد", "نحو", "حوالي")))
"""Words with which such a phrase opens; one that opens with a verb tells of what stands before it: «مبلغ [يفوق] مليوناً»."""


@cache
def _cues() -> Set[tuple[str, ...]]:
    """Return the phrases before a number that open so, word by word."""
    records = (record for record in pack.read("quantity-cues") if record.fields[1] == "before")
    cues = (tuple(map(fold, text.split())) for record in records for text, _ in record.surfaces)
    return {cue for cue in cues if cue[0] in _OPENING}


def roundings(tokens: Tokens, read: Sequence[Reading]) -> dict[int, int]:
    """Return the first word of each number that is rounded, with the first word of what rounds it."""
    found: dict[int, int] = {}
    for at, reading in enumerate(read):
        if reading.tag != "K" or reading.particles or (at and read[at - 1].tag == "K"):
            continue
        for first in range(at - 1, max(at - 5, -1), -1):
            if tokens.gap(first + 1).strip():
                break
            words = (tokens.bare(first, len(read[first].particles)), *tokens.forms[first + 1 : at])
            if words in _cues():
                found[at] = first
    return found
