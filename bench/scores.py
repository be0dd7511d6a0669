"""Scores on annotated stories: development (../shared/gold, tests/stories/development) and test (tests/stories/test), each apart.

Reads each story as a user would (`Case.read`, with its manifest where it has one), and compares the export with the gold by
`../shared/gold/score`. Prints F1, a row a layer and a column a story, and last that over all stories of a kind, weighted by the
gold's size.
"""

import json
import subprocess
import sys
from collections import defaultdict
from importlib.machinery import SourceFileLoader
from pathlib import Path
from tempfile import TemporaryDirectory

from isnad import Case

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
LAYERS = {
    "clean: article characters": "article characters",
    "clean: flags": "flags",
    "entities: span+type": "entities, type",
    "entities: span+identity": "entities, identity",
    "times: value": "times",
    "quantities: value": "quantities",
    "statements: content": "statements",
    "statements: content+source": "statements, source",
    "statements: content+stance": "statements, stance",
    "statements: content+chain": "statements, chain",
    "events: type": "events, type",
    "events: type+actor": "events, actor",
    "events: who-what-whom": "who, what, whom",
    "events: flows (who gives what to whom)": "flows",
    "claims: same-claim links": "same-claim links",
    "claims: conflicts": "conflicts",
    "claims: revisions": "revisions",
    "claims: number of independent origins": "number of origins",
}
_NONE = {"f1": 1.0, "recall": 0.0, "gold": 0, "found": 0}  # of a story whose gold has no claims
_COLUMN = 8


def scores(gold: Path, texts: Path) -> dict[str, dict[str, float]]:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        with Case.open(Path(folder) / "c.isnad") as case:
            case.read(texts)
            out.write_text("\n".join(json.dumps(row) for row in case.export_annotations()), encoding="utf-8")
        command = [sys.executable, str(SHARED / "gold" / "score"), str(gold), str(out), "--text-dir", str(texts), "--json"]
        found: dict[str, dict[str, float]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        return found


def by_type(pairs: list[tuple[Path, Path]]) -> dict[str, tuple[int, int, int]]:
    """Return hits, gold and found mentions of each entity type, span and type right."""
    module = SourceFileLoader("score", str(SHARED / "gold" / "score")).load_module()
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for gold, texts in pairs:
        with TemporaryDirectory() as folder, Case.open(Path(folder) / "c.isnad") as case:
            case.read(texts)
            rows = {row["doc"]: row for row in case.export_annotations() if row["kind"] == "document"}
        for path in sorted(gold.glob("*.gold.json")):
            name = json.loads(path.read_text(encoding="utf-8"))["doc"]
            wanted = module.load_gold(path, (texts / name).read_bytes().decode())["entities"]
            right = {(e["start"], e["end"], e["type"]) for e in wanted}
            found = {(e["start"], e["end"], e["type"]) for e in rows[name]["entities"]}
            for at, items in enumerate((right & found, right, found)):
                for _, _, kind in items:
                    total[kind][at] += 1
    return {kind: (hit, gold, seen) for kind, (hit, gold, seen) in total.items()}


def stories(kind: str) -> list[tuple[Path, Path]]:
    return [(path, path) for path in sorted((ROOT / "tests" / "stories" / kind).iterdir()) if path.is_dir()]


def overall(found: list[dict[str, dict[str, float]]], layer: str) -> float:
    rows = [story.get(layer, _NONE) for story in found]
    size = sum(row["gold"] + row["found"] for row in rows)
    return 2 * sum(row["recall"] * row["gold"] for row in rows) / size if size else 1.0


def row(name: str, cells: list[str]) -> str:
    return f"{name:20}" + "".join(f"{cell:>{_COLUMN}}" for cell in cells)


def main() -> None:
    shared = [(SHARED / "gold" / "north-korea-russia", SHARED / "seeds"), (SHARED / "gold" / "pipeline",) * 2]
    for kind, pairs in {"development": shared + stories("development"), "test": stories("test")}.items():
        found = [scores(gold, texts) for gold, texts in pairs]
        print(row(kind, [*(gold.name[: _COLUMN - 1] for gold, _ in pairs), "all"]))
        for layer, name in LAYERS.items():
            cells = [f"{story[layer]['f1']:.3f}" if layer in story else "–" for story in found]
            print(row(name, [*cells, f"{overall(found, layer):.3f}"]))
        types = sorted(by_type(pairs).items(), key=lambda row: -row[1][1])
        print("by type: " + ", ".join(f"{kind} {2 * hit / (gold + seen):.2f} of {gold}" for kind, (hit, gold, seen) in types))
        print()


if __name__ == "__main__":
    main()
