"""The weights by which two reports are judged to tell the same thing: fitted, and measured on stories that the fit did not see.

Reads the development stories of the tree and of ``../shared/gold`` with their claims (``*.claims.json``), makes reports of what
Isnad finds in them, and labels each pair of reports by whether their places belong to one claim of the gold. Prints, for each
story, how well same-claim links are found by weights fitted to the others; ``--write`` then writes the weights fitted to all.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from itertools import combinations, islice, product
from pathlib import Path
from typing import NamedTuple

from isnad import annotate, clean, read
from isnad.connection.claims import LEAST, clusters
from isnad.connection.pairs import RULED, Side, features
from isnad.connection.reports import reports
from isnad.model import Page, Report

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
WEIGHTS = ROOT / "src" / "isnad" / "connection" / "weights.txt"
_STEPS = 8  # of Newton's method, which doubles the digits that are right with each
_RIDGE = 2.0
_STRANGERS = 10  # of so many pairs of different stories one is an example: there are ever more of them
_ALIKE = 2  # words that two reports of different stories share where they could be taken for one


class Example(NamedTuple):
    features: dict[str, float]
    same: bool

    @property
    def ruled(self) -> float:
        """What speaks for it by rule, whatever the weights."""
        return sum(weight * self.features.get(name, 0.0) for name, weight in RULED.items())


class Told(NamedTuple):
    """A report and the place of the gold on which it stands (None: on none)."""

    report: Report
    place: int | None


class Story(NamedTuple):
    told: list[Told]
    claims: dict[int, set[int]]  # place -> the claims that it tells
    links: set[tuple[int, int]]
    documents: dict[int, str]

    @property
    def sides(self) -> list[Side]:
        return [Side(told.report) for told in self.told]


def story(folder: Path, texts: Path) -> Story:
    score = SourceFileLoader("score", str(SHARED / "gold" / "score")).load_module()
    gold = json.loads(next(folder.glob("*.claims.json")).read_text(encoding="utf-8"))
    found = {p.name: annotate(clean(p)) for p in read(texts) if isinstance(p, Page) and p.name.endswith(".txt")}
    places: list[tuple[str, int, int]] = []
    claims: dict[int, set[int]] = defaultdict(set)
    for number, claim in enumerate(gold["claims"]):
        for report in claim["reports"]:
            start, end = score.find(found[report["doc"]].text, report["quote"], report.get("n", 1))
            place = (report["doc"], start, end)
            if place not in places:
                places.append(place)
            claims[places.index(place)].add(number)
    told = []
    for name, annotations in found.items():
        for report in reports(annotations):
            fits = [(score.iou((s, e), (report.start, report.end)), i) for i, (d, s, e) in enumerate(places) if d == name]
            fit, number = max(fits, default=(0.0, -1), key=lambda item: item[0])
            told.append(Told(report, number if fit else None))
    documents = {i: place[0] for i, place in enumerate(places)}
    links = {(a, b) for a, b in combinations(range(len(places)), 2) if claims[a] & claims[b] and documents[a] != documents[b]}
    return Story(told, claims, links, documents)


def examples(found: Story) -> Iterator[Example]:
    told = zip(found.sides, [one.place for one in found.told], strict=True)
    for (a, ours), (b, theirs) in combinations(told, 2):
        if ours is not None and theirs is not None and ours != theirs:
            yield Example(dict(features(a, b)), bool(found.claims[ours] & found.claims[theirs]))


def strangers(stories: list[Story]) -> Iterator[Example]:
    """Yield pairs of reports of different stories that say something alike: what a case of many stories must keep apart."""
    for one, other in combinations(stories, 2):
        alike = ((a, b) for a, b in product(one.sides, other.sides) if is_alike(a, b))
        for a, b in islice(alike, 0, None, _STRANGERS):
            yield Example(dict(features(a, b)), False)


def is_alike(a: Side, b: Side) -> bool:
    return a.report.key == b.report.key != "" or len(a.stems & b.stems) >= _ALIKE


def fit(data: list[Example]) -> dict[str, float]:
    """Fit a logistic model with a ridge by Newton's method, which ends where it must, in whatever order the examples come."""
    names = sorted({name for example in data for name in example.features} - RULED.keys())
    place = {name: at for at, name in enumerate(names)}
    rows = [
        ([(place[name], value) for name, value in example.features.items() if name in place], example.ruled, float(example.same))
        for example in data
    ]
    weights = [0.0] * len(names)
    for _ in range(_STEPS):
        slope = [-_RIDGE * weight for weight in weights]
        curve = [[_RIDGE if i == j else 0.0 for j in range(len(names))] for i in range(len(names))]
        for row, ruled, same in rows:
            margin = ruled + sum(weights[at] * value for at, value in row)
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, margin))))
            bend = chance * (1 - chance)
            for at, value in row:
                slope[at] += (same - chance) * value
                line, part = curve[at], bend * value
                for other, more in row:
                    line[other] += part * more
        weights = [weight + step for weight, step in zip(weights, solved(curve, slope), strict=True)]
    return dict(zip(names, weights, strict=True))


def solved(matrix: list[list[float]], wanted: list[float]) -> list[float]:
    """Return the solution of a system of linear equations, by elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, wanted, strict=True)]
    size = len(rows)
    for at in range(size):
        for below in range(at + 1, size):
            ratio = rows[below][at] / rows[at][at]
            if ratio:
                rows[below] = [value - ratio * above for value, above in zip(rows[below], rows[at], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        found[at] = (rows[at][size] - sum(rows[at][j] * found[j] for j in range(at + 1, size))) / rows[at][at]
    return found


def measured(found: Story, weights: dict[str, float], least: float) -> tuple[int, int, int]:
    """Return how many same-claim links are right, how many there are, and how many were made."""
    sides, weights = found.sides, RULED | weights
    links = {}
    for (i, a), (j, b) in combinations(enumerate(sides), 2):
        links[i, j] = round(sum(weights.get(name, 0.0) * value for name, value in features(a, b)), 6)
    made = set()
    for cluster in clusters(len(sides), links, least):
        stood = sorted({place for i in cluster if (place := found.told[i].place) is not None})
        made |= {(a, b) for a, b in combinations(stood, 2) if found.documents[a] != found.documents[b]}
    return len(made & found.links), len(found.links), len(made)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--write", action="store_true", help="write the weights")
    ask.add_argument("--least", type=float, nargs="*", default=[LEAST], help="mean log-odds at which reports are one claim")
    args = ask.parse_args()
    folders = sorted(path.parent for path in (ROOT / "tests" / "stories" / "development").glob("*/*.claims.json"))
    gold = SHARED / "gold"
    texts = {gold / "north-korea-russia": SHARED / "seeds", gold / "pipeline": gold / "pipeline"} | {f: f for f in folders}
    stories = {folder.name: story(folder, place) for folder, place in texts.items()}
    data = {name: list(examples(found)) for name, found in stories.items()}
    for least in args.least:
        total = [0, 0, 0]
        for name, found in stories.items():
            others = [other for other in data if other != name]
            apart = strangers([stories[other] for other in others])
            weights = fit([*(example for other in others for example in data[other]), *apart])
            counts = measured(found, weights, least)
            total = [a + b for a, b in zip(total, counts, strict=True)]
            print(f"{least:5.1f}  {name:12} {line(*counts)}")
        print(f"{least:5.1f}  {'all':12} {line(*total)}")
    if args.write:
        weights = fit([*(example for rows in data.values() for example in rows), *strangers(list(stories.values()))])
        head = "# What speaks for two reports telling the same thing, in thousandths of log-odds (bench/pairs.py --write).\n"
        rows = "".join(f"{name} {round(1000 * value)}\n" for name, value in sorted(weights.items()))
        WEIGHTS.write_text(head + rows, encoding="utf-8")


def line(right: int, wanted: int, made: int) -> str:
    precision, recall = right / made if made else 0.0, right / wanted if wanted else 0.0
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {2 * right / (wanted + made) if wanted + made else 0.0:.3f}"


if __name__ == "__main__":
    main()
