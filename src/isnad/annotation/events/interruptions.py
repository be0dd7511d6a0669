"""Where a clause goes on behind what interrupts it between commas: «ستحصل بولندا، التي سلّمت كييف مقاتلاتها، [على 96 مروحية]»."""

from isnad.annotation.clauses import Clause, Syntax

_OPENING = 9  # words behind a verb within which what interrupts its clause begins
_LENGTH = 20  # words of an interruption


def goes_on(syntax: Syntax, verb: int, clause: Clause) -> range:
    """Return the words with which the clause of a verb goes on behind a clause between commas; an empty range if it does not."""
    opening = next((at for at in range(verb + 1, min(verb + _OPENING, len(syntax.gaps))) if syntax.gaps[at] == "comma"), None)
    if opening is None or opening > clause.last or not clause.first <= verb < clause.last:
        return range(0)
    inner = syntax.readings[opening].tag == "P" or syntax.readings[opening].particles[-1:] in ("ب", "ل")  # «، وفق أرقام الوزارة،»
    for at in range(opening, min(opening + _LENGTH, len(syntax.readings))):
        reading, gap = syntax.readings[at], syntax.gaps[at]
        if at > opening and gap not in ("", "comma", "opening", "closing", "quote", "mark"):
            return range(0)
        if at > opening and gap == "comma":
            fits = inner and reading.tag in "NKMDPQ" and not reading.particles.startswith(("و", "ف"))
            return range(at, _end(syntax, at)) if fits else range(0)
        inner = inner or reading.tag == "V"
    return range(0)


def _end(syntax: Syntax, first: int) -> int:
    """Return where the words end that a clause goes on with: before the next verb, conjunction or mark."""
    for at in range(first + 1, len(syntax.readings)):
        if syntax.readings[at].tag in "VSR" or syntax.gaps[at] in ("comma", "stop", "line", "colon"):
            return at
    return len(syntax.readings)
