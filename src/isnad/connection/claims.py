"""Claims: the reports, in all documents, that tell the same thing."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations, product

from msgspec.structs import replace

from isnad.connection import parts
from isnad.connection.candidates import candidates
from isnad.connection.conflicts import conflicts
from isnad.connection.identities import identity
from isnad.connection.keys import LINKED, SHARED, keys
from isnad.connection.origins import origins
from isnad.connection.pairs import Side, agreement
from isnad.connection.revisions import revisions
from isnad.connection.rulings import NONE, Pair, Rulings
from isnad.connection.standing import standing
from isnad.connection.versions import NONE as ALL_STAND
from isnad.connection.versions import Editions, edits
from isnad.model import Claim, Conflict, Report, Wording

SEED = -1.75  # log-odds at which two reports can found a claim; what no such pair joins is never compared further
LEAST = -1.5  # mean log-odds of the pairs of two groups at which they are one claim
_FEW = 3  # of so many reports one must tell a time, a place or a party that is the claim's
_ABSENT = -5.0  # what a pair counts that has no link
_ROUNDED = 1e-5  # more than means lose by being rounded
Filed = Mapping[str, frozenset[int]]  # the keys of documents, by their ids
_APART, _TOGETHER = -1e9, 1e6  # and one that people judged: no number of other pairs outweighs it


def filed(reports: Iterable[Report]) -> dict[str, frozenset[int]]:
    """Return the keys of each document, given all reports of it."""
    documents: dict[str, list[Report]] = {}
    for report in reports:
        documents.setdefault(report.document, []).append(report)
    return {document: keys(told) for document, told in documents.items()}


def components(reports: Sequence[Report], filed: Filed) -> list[list[Report]]:
    """Return reports in groups that no claim crosses: their parts, as the pairs join them that can found one.

    Only reports of one document, or of two that share :data:`SHARED` keys, found one.
    """
    documents = _by_document(dict(enumerate(map(Side, reports))))
    pairs = [pair for told in documents.values() for pair in founding(told)]
    for one, other in _near(documents, filed, SHARED):
        pairs += founding(documents[one], documents[other])
    return joined(reports, pairs)


def _by_document(sides: Mapping[int, Side]) -> dict[str, dict[int, Side]]:
    found: dict[str, dict[int, Side]] = {}
    for number, side in sides.items():
        found.setdefault(side.report.document, {})[number] = side
    return found


def _near(documents: Iterable[str], filed: Filed, least: int) -> Iterator[tuple[str, str]]:
    """Yield the pairs of documents that share at least so many keys."""
    if least == 1:  # of a story, nearly all do: the first one that they share settles it
        return ((a, b) for a, b in combinations(documents, 2) if not filed[a].isdisjoint(filed[b]))
    return ((a, b) for a, b in combinations(documents, 2) if len(filed[a] & filed[b]) >= least)


def founding(own: Mapping[int, Side], others: Mapping[int, Side] | None = None) -> list[tuple[int, int, int]]:
    """Return the pairs, by their numbers and each with its level (``parts``), that can found a claim: of the reports of a
    document with those of another or, without one, among themselves.
    """
    return [(i, j, at) for (i, a), (j, b) in candidates(own, others) if (at := parts.level(agreement(a, b) - SEED)) is not None]


def joined(reports: Sequence[Report], pairs: Iterable[tuple[int, int, int]]) -> list[list[Report]]:
    """Return the parts of reports, given the pairs (indices, and a level) that join them."""
    near: list[list[tuple[int, int]]] = [[] for _ in reports]
    for i, j, at in pairs:
        near[i].append((j, at))
        near[j].append((i, at))
    walker, seen, found = parts.Parts(near.__getitem__), set[int](), list[list[Report]]()
    for index in range(len(reports)):
        if index not in seen:
            part = walker.of(index).reports
            seen.update(part)
            found.append([reports[at] for at in part])
    return found


def _connected(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    head = list(range(size))

    def find(index: int) -> int:
        while head[index] != index:
            head[index] = head[head[index]]
            index = head[index]
        return index

    for i, j in pairs:
        head[find(j)] = find(i)
    found: dict[int, list[int]] = {}
    for index in range(size):
        found.setdefault(find(index), []).append(index)
    return list(found.values())


def groups(
    component: Sequence[Report], filed: Filed, ruled: Rulings = NONE, ready: Callable[[Report], Side] = Side
) -> list[list[Report]]:
    """Return the reports of a component in groups, one for each claim; never two in one that people hold apart.

    Reports that are more than a part may be are all but the same words, and one claim. ``ready`` makes a report ready to be
    compared, or has it at hand.
    """
    if len(component) > parts.MOST and not _is_split(component, ruled):
        return [sorted(component, key=lambda report: report.id)]
    return _grouped(map(ready, component), filed, ruled.apart)


def _is_split(reports: Iterable[Report], ruled: Rulings) -> bool:
    """Whether people hold apart two of some reports."""
    ids = {report.id for report in reports} if ruled.apart else set[str]()
    return any(pair <= ids for pair in ruled.apart)


def merged(found: Sequence[list[Report]], filed: Filed, ruled: Rulings) -> list[list[Report]]:
    """Join the groups of which people say that they tell the same thing.

    Where others hold apart two reports of those groups, only what is named in the judgements is joined.
    """
    place = {report.id: index for index, group in enumerate(found) for report in group}
    pairs = [sorted(place[id] for id in pair) for pair in ruled.same if pair <= place.keys()]
    made = []
    for joining in _connected(len(found), [(i, j) for i, j in pairs]):
        reports = [report for index in joining for report in found[index]]
        split = len(joining) > 1 and _is_split(reports, ruled)
        made += _grouped(map(Side, reports), filed, ruled.apart, ruled.same) if split else [reports]
    return made


def _grouped(sides: Iterable[Side], filed: Filed, apart: Collection[Pair], same: Collection[Pair] = ()) -> list[list[Report]]:
    ordered = sorted(sides, key=lambda side: side.report.id)
    documents = _by_document(dict(enumerate(ordered)))
    links = {
        (i, j): agreement(ordered[i], ordered[j])
        for pairs in (
            *(combinations(told, 2) for told in documents.values()),
            *(map(_ascending, product(documents[one], documents[other])) for one, other in _near(documents, filed, LINKED)),
        )
        for i, j in pairs
    }
    if apart or same:
        places = {side.report.id: index for index, side in enumerate(ordered)}
        for judged, value in ((same, _TOGETHER), (apart, _APART)):
            pairs = ([places[id] for id in pair] for pair in judged if pair <= places.keys())
            links |= dict.fromkeys(((min(pair), max(pair)) for pair in pairs), value)
    return [[ordered[index].report for index in group] for group in clusters(len(ordered), links)]


def _ascending(pair: tuple[int, int]) -> tuple[int, int]:
    i, j = pair
    return (i, j) if i < j else (j, i)


def clusters(size: int, links: Mapping[tuple[int, int], float], least: float = LEAST) -> list[list[int]]:
    """Return the groups of ``size`` reports, by mean linkage: ever the two groups are joined whose pairs agree most.

    ``links`` are the log-odds of pairs (i < j), a pair without one counts :data:`_ABSENT`. The result depends on nothing but
    these: of pairs that are level the first is taken.
    """
    members = {index: [index] for index in range(size)}
    sums: list[dict[int, float]] = [{} for _ in range(size)]
    for (i, j), value in links.items():
        sums[i][j] = sums[j][i] = value
    heap = [(-round(value, 6), i, j) for (i, j), value in links.items() if value >= least]
    heapify(heap)
    while heap:
        negative, i, j = heappop(heap)
        if i not in members or j not in members or round(sums[i][j] / (len(members[i]) * len(members[j])), 6) != -negative:
            continue
        _join(i, j, members, sums)
        own = len(members[i])
        for other, total in sums[i].items():
            pairs = own * len(members[other])
            if total >= (least - _ROUNDED) * pairs and (mean := round(total / pairs, 6)) >= least:
                heappush(heap, (-mean, i, other) if i < other else (-mean, other, i))
    return [sorted(group) for group in members.values()]


def _join(i: int, j: int, members: dict[int, list[int]], sums: list[dict[int, float]]) -> None:
    """Put the second group into the first."""
    ours, theirs = sums[i], sums[j]
    missing_ours, missing_theirs = _ABSENT * len(members[i]), _ABSENT * len(members[j])
    del ours[j], theirs[i]
    for other, total in theirs.items():
        rest = sums[other]
        del rest[j]
        ours[other] = rest[i] = (ours[other] if other in ours else missing_ours * len(members[other])) + total
    for other in ours.keys() - theirs.keys():
        ours[other] = sums[other][i] = ours[other] + missing_theirs * len(members[other])
    members[i] += members.pop(j)


def earliest(reports: Iterable[Report]) -> list[Report]:
    """Return reports in the order of their days, then of their documents and places; those without a day come last."""
    return sorted(reports, key=lambda r: (r.published is None, r.published or "", r.document, r.start, r.end, r.id))


def telling(reports: Iterable[Report]) -> Report:
    """Return the report that says most of what a claim is: of the deed that most of them tell, with its parties, as actual.

    It has a time and a place only where they are those of the claim: a claim of which two dates are told has none. So with its
    parties: whom one report of many names, the others may not mean.
    """
    ordered = earliest(reports)
    told = Counter(report.key for report in ordered)
    common = _common_parties(ordered)
    parties = Counter(sides for report in common if (sides := _sides(report)))
    values = Counter(counted for report in common if report.key for counted in report.values.items())

    def speaks(report: Report) -> tuple[int, ...]:
        number = max((values[counted] for counted in report.values.items()), default=0)
        return told[report.key] if report.key else 0, parties[_sides(report) or ()], *_says(report), number

    says = max(common, key=speaks)
    time = says.time if _is_common(says, [r for r in ordered if r.time], len(ordered), _meet_in_time) else None
    place = says.place if _is_common(says, [r for r in ordered if r.place], len(ordered), _are_there) else None
    return replace(says, time=time, place=place)


def _common_parties(reports: Sequence[Report]) -> list[Report]:
    """Return reports without the actors and the recipients whom too few of those that tell their deed name."""
    told = Counter(report.key for report in reports)
    actors = Counter((report.key, party) for report in reports for party in {*map(identity, report.actors)})
    recipients = Counter((report.key, party) for report in reports for party in {*map(identity, report.recipients)})

    def common(key: str, ids: tuple[str, ...], times: Counter[tuple[str, str]]) -> tuple[str, ...]:
        return ids if any(times[key, identity(id)] * _FEW >= told[key] for id in ids) else ()

    return [
        replace(r, actors=common(r.key, r.actors, actors), recipients=common(r.key, r.recipients, recipients)) if r.key else r
        for r in reports
    ]


def _is_common(says: Report, told: Sequence[Report], size: int, agree: Callable[[Report, Report], bool]) -> bool:
    """Whether a time or place belongs to a claim: enough of its reports tell one, and none tells another."""
    return len(told) * _FEW >= size and all(agree(says, report) for report in told)


def _meet_in_time(a: Report, b: Report) -> bool:
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return a.time == b.time
    return a.earliest <= b.latest and b.earliest <= a.latest


def _are_there(a: Report, b: Report) -> bool:
    return bool(a.place and b.place) and identity(a.place or "") == identity(b.place or "")


def _sides(report: Report) -> tuple[object, ...] | None:
    """Return who does a deed to whom, None where one side is not told."""
    whole = report.actors and report.recipients
    return (report.key, *(tuple(sorted(map(identity, ids))) for ids in (report.actors, report.recipients))) if whole else None


def _says(report: Report) -> tuple[bool, int, bool, bool]:
    roles = bool(report.actors) + bool(report.recipients) + bool(report.object)
    return report.polarity == "+", roles, report.factuality == "actual", bool(report.values)


def claim(
    reports: Sequence[Report],
    gloss: Callable[[Sequence[Report]], Wording],
    copied: Callable[[Report, Report], bool] = lambda _a, _b: False,
    ruled: Rulings = NONE,
    editions: Editions = ALL_STAND,
) -> Claim:
    """Return the claim that some reports make. ``gloss`` says it in a line; ``copied`` tells whether two reports are copies.

    What only an earlier version of an article tells adds no origin and stands in no conflict.
    """
    ordered = earliest(reports)
    gone = editions.superseded(ordered)
    withdrawn = len(gone) == len(ordered)
    past = frozenset[int]() if withdrawn else gone
    told = origins(ordered, copied, past)
    differ = tuple(ruled.decide(conflicts(ordered, past), ordered))
    changed = (*revisions(ordered, past), *edits(ordered, editions))
    standing_now = [report for index, report in enumerate(ordered) if index not in past]
    return Claim(
        id=ordered[0].id,
        gloss=gloss(standing_now),
        reports=tuple(ordered),
        origins=told.origins,
        least=told.least,
        most=told.most,
        own=told.own,
        conflicts=differ,
        revisions=changed,
        standing=(
            *standing(standing_now, told, [c for c in differ if not c.judged]),
            *_confirmed(differ),
            *((Wording("لم يعد يرويه ناشره", "no longer told by its outlet"),) if withdrawn else ()),
        ),
        later={id: editions.later[id] for id in sorted({ordered[index].document for index in gone})},
    )


def _confirmed(conflicts: Iterable[Conflict]) -> Iterator[Wording]:
    if any(conflict.judged for conflict in conflicts):
        yield Wording("تعارض", "conflict")
