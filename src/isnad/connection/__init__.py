"""Connection: what the annotations of many documents say together (``shared/gold/GUIDE.md``, section 2)."""

from collections.abc import Callable, Iterable, Sequence

from isnad.connection.claims import LEAST, SEED, Filed, claim, components, filed, founding, groups, merged, telling
from isnad.connection.copies import Copied, Worded, copy, fingerprints
from isnad.connection.keys import keys
from isnad.connection.pairs import Side, score
from isnad.connection.parts import Part, Parts
from isnad.connection.reports import readable, reports
from isnad.model import Annotations, Claim, Report, Wording

__all__ = [
    "LEAST",
    "SEED",
    "Copied",
    "Filed",
    "Part",
    "Parts",
    "Side",
    "Worded",
    "claim",
    "components",
    "connect",
    "copy",
    "filed",
    "fingerprints",
    "founding",
    "groups",
    "keys",
    "merged",
    "readable",
    "reports",
    "score",
    "telling",
]


def connect(found: Iterable[Annotations], gloss: Callable[[Sequence[Report]], Wording]) -> tuple[Claim, ...]:
    """Return the claims of some documents, in the order of their ids: the same whatever the order of the documents."""
    told = [report for annotations in found for report in reports(annotations)]
    keys = filed(told)
    made = [claim(group, gloss) for component in components(told, keys) for group in groups(component, keys)]
    return tuple(sorted(made, key=lambda claim: claim.id))
