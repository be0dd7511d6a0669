"""Who stand together in an article: they do not attack each other, whatever a clause leaves out."""

from collections import Counter
from collections.abc import Sequence, Set
from itertools import combinations

from isnad.annotation.events.told import Told

_FRIENDLY = frozenset(("AID", "SUPPORT", "COOPERATE"))  # who agree may have fought
_HOSTILE = frozenset(("ASSAULT", "COERCE", "THREATEN", "ACCUSE"))
_PACTS = frozenset(("sign", "ratify"))  # which enemies make as well
_TRUCES = frozenset(("cease-fire", "exchange-prisoners"))  # which only enemies make
_FREEING = "recapture-land"  # whose land is freed is not who is struck
_OFTEN = 2  # deeds of two for each other by which they stand together

Alliances = Set[frozenset[str]]


def alliances(found: Sequence[Told]) -> Alliances:
    """Return the pairs of whom an article tells more than once that one helps the other, and nothing hostile that names both.

    What is hostile and was only understood of them counts against that.
    """
    helped, harmed = Counter[frozenset[str]](), Counter[frozenset[str]]()
    hostile: set[frozenset[str]] = set()
    for told in found:
        pairs = combinations(told.actors, 2) if told.frame.both else ((a, r) for a in told.actors for r in told.recipients)
        for pair in {frozenset(pair) for pair in pairs}:
            if (told.frame.type in _HOSTILE and _says_both(told)) or told.frame.key in _TRUCES:
                hostile.add(pair)
            elif told.frame.type in _HOSTILE:
                harmed[pair] += 1
            elif told.frame.type in _FRIENDLY and told.frame.key not in _PACTS and told.factuality != "denied":
                helped[pair] += 1
    return {pair for pair, times in helped.items() if len(pair) == 2 and times >= _OFTEN and times > harmed[pair]} - hostile


def spared(found: Sequence[Told], allied: Alliances, warring: Sequence[str]) -> list[Told]:
    """Return attacks of nobody on those who stand with him: the other at war, or nobody, is struck, and kills.

    «شاركت قواتها في [تحرير] كورسك» strikes not the land that is freed. What a sentence says of both stays.
    """
    completed = []
    for told in found:
        together = [pair for a in told.actors for b in (told.recipients or told.actors) if (pair := frozenset((a, b))) in allied]
        if told.frame.type == "ASSAULT" and together and not _says_both(told):
            other = tuple(id for id in warring if not any(id in pair for pair in together))
            one = other if len(other) == 1 and len(warring) == 2 else ()
            if told.frame.both:
                told = told._replace(actors=())
            elif told.frame.key != _FREEING and (told.casualties or "recipient" in dict(told.words)):
                told = told._replace(actors=one)
            else:
                told = told._replace(recipients=one)
        completed.append(told)
    return completed


def _says_both(told: Told) -> bool:
    """Whether a clause names who does a deed and to whom; whose land is freed is not to whom."""
    spoken = {role for role, _ in told.words}
    return told.frame.key != _FREEING and ("actor" in spoken if told.frame.both else {"actor", "recipient"} <= spoken)
