"""Origins: on whose word a claim stands, in these texts. Distinct there; never called independent in the world."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from isnad.connection.identities import identity
from isnad.model import Origin, Report, Wording

_UNNAMED = "unnamed"
_PERSON = "per-"  # ids of people whom no list knows; of those whom one knows, the office tells for whom they speak


class Told(NamedTuple):
    """On whose word reports stand: the origins, how many there are at least and at most, and who tells it on his own word."""

    origins: tuple[Origin, ...]
    least: int
    most: int
    own: tuple[int, ...]


def origins(reports: Sequence[Report], copied: Callable[[Report, Report], bool], past: Collection[int] = ()) -> Told:
    """Return the origins of the reports of a claim. ``copied`` tells whether two reports stand in passages that are copies.

    The people and bodies of one government are one origin, and so are those of one organisation, and a person is one, whatever
    each article has him speak for; a copy has the origin of
    what it copies. Sources without a name, of one document or of two, may be one or several: so many are there at least and at
    most. Those that are ``past`` (indices), which their outlets tell no longer, have none.
    """
    groups: dict[str, list[int]] = {}
    for index, report in enumerate(reports):
        if report.origin and index not in past:
            groups.setdefault(_key(report), []).append(index)
    _fold_persons(groups, reports)
    folded = _fold_copies(groups, reports, copied)
    found = tuple(
        Origin(_id([reports[i] for i in indices]), tuple(indices), _reasons([reports[i] for i in indices], key in folded))
        for key, indices in groups.items()
    )
    unnamed = sum(origin.id.startswith(_UNNAMED) for origin in found)
    named = len(found) - unnamed
    own = tuple(index for index, report in enumerate(reports) if not report.origin and index not in past)
    return Told(found, named + (unnamed > 0 and not named), len(found), own)


def _key(report: Report) -> str:
    voice = report.voice or report.origin[0]
    return f"{voice} {report.document}" if voice.startswith(_UNNAMED) else identity(voice)


def _fold_persons(groups: dict[str, list[int]], reports: Sequence[Report]) -> None:
    """Put the words of one person under one head, for whomever each article lets him speak."""
    heads: dict[str, str] = {}
    for key in list(groups):
        spoken = {identity(id) for i in groups[key] if (id := reports[i].origin[0]).startswith(_PERSON)}
        others = dict.fromkeys(heads[id] for id in sorted(spoken) if id in heads)
        for other in others:
            groups[key] = sorted(groups[key] + groups.pop(other))
        heads = {id: key if head in others else head for id, head in heads.items()} | dict.fromkeys(spoken, key)


def _fold_copies(
    groups: dict[str, list[int]], reports: Sequence[Report], copied: Callable[[Report, Report], bool]
) -> frozenset[str]:
    """Put sources without a name that stand in copies of one passage under one head; return the heads that took others in."""
    folded = set()
    unnamed = [key for key in groups if key.startswith(_UNNAMED)]
    for at, key in enumerate(unnamed):
        for other in unnamed[at + 1 :]:
            if key in groups and other in groups:
                pairs = ((reports[i], reports[j]) for i in groups[key] for j in groups[other])
                if any(copied(a, b) for a, b in pairs):
                    groups[key] = sorted(groups[key] + groups.pop(other))
                    folded.add(key)
    return frozenset(folded)


def _id(reports: Sequence[Report]) -> str:
    """Return the id of an origin: that for which most of its reports speak, the first of those that are level."""
    voices = [report.voice or report.origin[0] for report in reports]
    return max(dict.fromkeys(voices), key=voices.count)


def _reasons(reports: Sequence[Report], copies: bool) -> tuple[Wording, ...]:
    """Return why several sources count as one."""
    spoken = {report.origin[0] for report in reports}
    voices = {report.voice for report in reports}
    found = []
    if copies:
        found.append(Wording("نسخ عن نص واحد", "copies of one text"))
    if len(voices) == 1 and (spoken - voices or len(spoken) > 1):
        found.append(Wording("يتحدثون باسم جهة واحدة", "they speak for one body"))
    if len({identity(id) for id in spoken}) < len(spoken):
        found.append(Wording("الاسم نفسه برسم آخر", "the same name in another spelling"))
    return tuple(found)
