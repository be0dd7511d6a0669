"""The tree itself: imports point one way, commands and functions are documented, the gold scores hold, nobody else's text is in it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import isnad
from isnad.cli import COMMANDS

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
QUOTED = 15  # words in a row that no two writers share: what comment forms ask for («لن يتم نشر عنوان بريدك …») is shorter


def test_imports_point_one_way() -> None:
    found = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, check=False)
    assert found.returncode == 0, found.stdout.decode()


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    found = subprocess.run([sys.executable, "-m", "isnad.cli.reference"], capture_output=True, check=True)
    assert page == found.stdout.decode(), "run `make docs`"
    assert all(f"isnad {name}" in page for name in COMMANDS)


def test_every_public_function_is_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in isnad.__all__:
        if not name.startswith("_"):
            assert name in readme
            assert getattr(isnad, name).__doc__


@pytest.mark.parametrize(
    ("story", "texts", "floors"),
    [
        (
            "north-korea-russia",
            "seeds",
            {"entities: span+type": 0.93, "times: value": 0.97, "quantities: value": 0.95, "statements: content": 0.74},
        ),
        (
            "pipeline",
            "gold/pipeline",
            {"entities: span+type": 0.84, "times: value": 0.87, "quantities: value": 0.95, "statements: content": 0.62},
        ),
    ],
)
def test_development_stories(story: str, texts: str, floors: dict[str, float], tmp_path: Path) -> None:
    if not SHARED.exists():
        pytest.skip(f"the development stories are not here: no {SHARED}")
    out = tmp_path / "out.jsonl"
    with isnad.Case.open(tmp_path / "c.isnad") as case:
        case.read(SHARED / texts)
        out.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in case.export_annotations()), encoding="utf-8")
    score = [str(SHARED / "gold" / "score"), str(SHARED / "gold" / story), str(out), "--text-dir", str(SHARED / texts), "--json"]
    found = json.loads(subprocess.run([sys.executable, *score], capture_output=True, check=True).stdout)
    assert found["clean: article characters"]["f1"] >= 0.985
    for layer, floor in floors.items():
        assert found[layer]["f1"] >= floor, layer


def test_no_words_of_the_seeds_are_in_the_tree() -> None:
    if not SHARED.exists():
        pytest.skip(f"the seeds are not here: no {SHARED}")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this tree is no git checkout")
    seeds = {run for path in (SHARED / "seeds").glob("*.txt") for run in _runs(path.read_bytes())}
    assert seeds
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    assert [path.name for path in paths if path.is_file() and not seeds.isdisjoint(_runs(path.read_bytes()))] == []


def _runs(data: bytes) -> set[tuple[str, ...]]:
    """Return the runs of so many words of a file."""
    words = re.findall(r"\w+", data.decode("utf-8", "ignore"))
    return {tuple(words[at : at + QUOTED]) for at in range(len(words) - QUOTED + 1)}
