"""Scores on annotated stories: development (../shared/gold) and test (tests/stories/test), each apart.

Reads each story as a user would (`Case.read`, with its manifest where it has one), and compares the export with the gold by
`../shared/gold/score`. Prints F1 by layer for each story, and over all stories of a kind, weighted by the gold's size.
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
LAYERS = (
    "clean: article characters",
    "clean: flags",
    "entities: span+type",
    "entities: span+identity",
    "times: value",
    "quantities: value",
)


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
            rows = {row["doc"]: row for row in case.export_annotations()}
        for path in sorted(gold.glob("*.gold.json")):
            name = json.loads(path.read_text(encoding="utf-8"))["doc"]
            wanted = module.load_gold(path, (texts / name).read_bytes().decode())["entities"]
            right = {(e["start"], e["end"], e["type"]) for e in wanted}
            found = {(e["start"], e["end"], e["type"]) for e in rows[name]["entities"]}
            for at, items in enumerate((right & found, right, found)):
                for _, _, kind in items:
                    total[kind][at] += 1
    return {kind: (hit, gold, seen) for kind, (hit, gold, seen) in total.items()}


def main() -> None:
    tests = sorted(path for path in (ROOT / "tests" / "stories" / "test").iterdir() if path.is_dir())
    stories = {
        "development": [(SHARED / "gold" / "north-korea-russia", SHARED / "seeds"), (SHARED / "gold" / "pipeline",) * 2],
        "test": [(path, path) for path in tests],
    }
    for kind, pairs in stories.items():
        total: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        print(f"{kind:20}" + "".join(f"{layer:>27}" for layer in LAYERS))
        for gold, texts in pairs:
            found = scores(gold, texts)
            print(f"{gold.name:20}" + "".join(f"{found[layer]['f1']:27.3f}" for layer in LAYERS))
            for layer in LAYERS:
                row = found[layer]
                total[layer][0] += row["recall"] * row["gold"]
                total[layer][1] += row["gold"]
                total[layer][2] += row["found"]
        f1 = {layer: 2 * hit / (gold + seen) if gold + seen else 1.0 for layer, (hit, gold, seen) in total.items()}
        print(f"{'all':20}" + "".join(f"{f1[layer]:27.3f}" for layer in LAYERS))
        types = sorted(by_type(pairs).items(), key=lambda row: -row[1][1])
        print(
            "by type: " + ", ".join(f"{kind} {2 * hit / (gold + seen):.2f} of {gold}" for kind, (hit, gold, seen) in types) + "\n"
        )


if __name__ == "__main__":
    main()
