"""Stories: the documents of a case that belong together, because they tell the same things.

Two documents are of one story where they share two claims, or so much of what the shorter tells that it tells little else (a
place with a name of its own counts as two claims of all that name it: ``storage/stories.py``). A
story holds together in more than one way: a document by which alone two groups hang together (a round-up of the week) stands in
both, and does not make one of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import combinations

_SHARED = 2  # claims that two documents of one story share
_MOST = 0.4  # or the share of the claims of the shorter one that makes one enough
_CROWD = 60  # documents of one claim beyond which it says which news was great, not which belong together

Graph = Mapping[str, Set[str]]


def stories(told: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the documents of each story, in order, from the documents that tell each claim.

    A document that shares nothing with others is a story of its own. The order of claims and documents does not matter.
    """
    claims = {claim: sorted(set(documents)) for claim, documents in told.items()}
    graph = _neighbours(claims)
    return tuple(sorted(tuple(sorted(story)) for story in _whole(list(_blocks(graph)))))


def _neighbours(claims: Mapping[str, list[str]]) -> dict[str, set[str]]:
    """Return which documents are of one story with each."""
    shared: Counter[tuple[str, str]] = Counter()
    size: Counter[str] = Counter()
    for documents in claims.values():
        size.update(documents)
        if len(documents) <= _CROWD:
            shared.update(combinations(documents, 2))
    graph: dict[str, set[str]] = {document: set() for document in size}
    for (one, other), count in shared.items():
        if count >= _SHARED or count >= _MOST * min(size[one], size[other]):
            graph[one].add(other)
            graph[other].add(one)
    return graph


def _blocks(graph: Graph) -> Iterator[set[str]]:
    """Yield the groups of documents that hang together in two ways and more, and the pairs that hang together in one only.

    The biconnected components of the graph (Hopcroft and Tarjan 1973), without recursion, for a story may be long.
    """
    depth: dict[str, int] = {}
    low: dict[str, int] = {}
    for root in sorted(graph):
        if root in depth:
            continue
        if not graph[root]:
            yield {root}
            continue
        depth[root] = low[root] = 0
        edges: list[tuple[str, str]] = []
        path = [(root, "", iter(sorted(graph[root])))]
        while path:
            here, parent, rest = path[-1]
            after = next(rest, None)
            if after is None:
                path.pop()
                if not path:
                    continue
                above = path[-1][0]
                low[above] = min(low[above], low[here])
                if low[here] >= depth[above]:
                    block: set[str] = set()
                    while (edge := edges.pop()) != (above, here):
                        block.update(edge)
                    yield block | {above, here}
            elif after not in depth:
                depth[after] = low[after] = len(path)
                edges.append((here, after))
                path.append((after, here, iter(sorted(graph[after]))))
            elif after != parent and depth[after] < depth[here]:
                edges.append((here, after))
                low[here] = min(low[here], depth[after])


def _whole(blocks: list[set[str]]) -> list[set[str]]:
    """Return the groups with the documents that hang on them by one other only: each goes to the group that is nearest to it."""
    found = [set(block) for block in blocks if len(block) != 2]
    hangs: dict[str, set[str]] = defaultdict(set)
    for one, other in (sorted(block) for block in blocks if len(block) == 2):
        hangs[one].add(other)
        hangs[other].add(one)
    of: dict[str, set[int]] = defaultdict(set)
    for number, block in enumerate(found):
        for document in block & hangs.keys():
            of[document].add(number)
    edge = set(of)
    while edge:
        reached: dict[str, set[int]] = defaultdict(set)
        for document in edge:
            for next in hangs[document] - of.keys():
                reached[next] |= of[document]
        of.update(reached)
        edge = set(reached)
    for document, numbers in of.items():
        for number in numbers:
            found[number].add(document)
    return [*found, *_components(hangs, hangs.keys() - of.keys())]


def _components(graph: Graph, documents: Set[str]) -> Iterator[set[str]]:
    left = set(documents)
    while left:
        component, edge = set[str](), {min(left)}
        while edge:
            component |= edge
            edge = {next for document in edge for next in graph[document]} - component
        left -= component
        yield component
