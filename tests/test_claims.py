"""Claims: the same whatever the order of reading, without a trace of what was removed, and back where a judgement is undone."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import isnad
from isnad import Case, annotate
from isnad.annotation import annotate as annotated

EXAMPLES = sorted((Path(isnad.__file__).parent / "examples").glob("*.txt"))


def exported(case: Case) -> str:
    """Return all that a case tells, but for when it was read."""
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in case.export_annotations())


def read(path: Path, batches: Sequence[Sequence[Path]]) -> str:
    with Case.open(path) as case:
        for batch in batches:
            case.read(*batch)
        return exported(case)


@pytest.mark.parametrize("left_out", range(len(EXAMPLES)))
def test_what_is_removed_leaves_no_trace(left_out: int, tmp_path: Path) -> None:
    without = read(tmp_path / "without.isnad", [[path for path in EXAMPLES if path != EXAMPLES[left_out]]])
    with Case.open(tmp_path / "removed.isnad") as case:
        case.read(*EXAMPLES)
        removal = case.remove(EXAMPLES[left_out].name, why="a forgery", by="Lina")
        assert exported(case) == without
        assert case.removals() == [removal]
