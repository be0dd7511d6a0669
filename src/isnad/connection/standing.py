"""Standing: where a claim stands, in words a page can show. Positions, never a verdict."""

from collections.abc import Sequence

from isnad.connection.origins import Told
from isnad.model import Conflict, Report, Wording

_BY_FACTUALITY = {
    "planned": Wording("مقرَّر أو موعود به", "planned or promised"),
    "possible": Wording("متوقَّع أو محتمل", "expected or possible"),
}


def standing(reports: Sequence[Report], told: Told, conflicts: Sequence[Conflict]) -> tuple[Wording, ...]:
    """Return the standing of a claim: by how many it is told, whether it is denied, planned, expected, in conflict."""
    affirmed = [report for report in reports if report.polarity == "+"]
    found = [_told_by(told)]
    if affirmed and len(affirmed) < len(reports):
        found.append(Wording("منفيّ من جهة", "denied by some"))
    elif not affirmed:
        found.append(Wording("لا يرد إلا منفيّاً", "told only as denied"))
    manners = {report.factuality for report in affirmed}
    found += [words for manner, words in _BY_FACTUALITY.items() if manners == {manner}]
    if manners == {"planned", "actual"}:
        found.append(Wording("وُعد به ثم رُوي حدوثه", "promised, then told as done"))
    if any(conflict.relation == "contradiction" for conflict in conflicts):
        found.append(Wording("تعارض محتمل", "possible conflict"))
    return tuple(found)


def _told_by(told: Told) -> Wording:
    if not told.origins:
        return Wording("ترويه الوسائل من عندها", "told by outlets on their own word")
    if told.most == 1:
        return Wording("منشأ واحد", "one origin")
    count = str(told.most) if told.least == told.most else f"{told.least}–{told.most}"
    return Wording(f"مناشئ متعددة ({count})", f"several origins ({count})")
