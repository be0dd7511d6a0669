"""Parts: what hangs together is cut where it is too large, in one way whatever came first, went, or was read with what."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import isnad
from isnad import Case
from isnad.connection import Part, Parts, parts
from isnad.storage import CaseFile, open_file
from isnad.storage import parts as kept
from isnad.storage.parties import json as listed

EXAMPLES = sorted((Path(isnad.__file__).parent / "examples").glob("*.txt"))
SIZE = 14  # reports
SMALL = 4  # reports of a part, in these tests
PAIRS = st.dictionaries(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(0, 3),
    max_size=30,
)
_SLOW = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
_QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Pairs = dict[tuple[int, int], int]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", SMALL)


@pytest.fixture
def few_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "HIGHEST", 3)


def together(report: int, pairs: Pairs, least: int) -> list[int]:
    """Return what the pairs of a level and those above join with a report, walked to in the plainest way."""
    found, waiting = {report}, [report]
    while waiting:
        here = waiting.pop()
        for pair, at in pairs.items():
            if at >= least and here in pair and not {*pair} <= found:
                waiting += {*pair} - found
                found |= {*pair}
    return sorted(found)


def expected(report: int, pairs: Pairs) -> Part:
    """Return the part of a report by what a part is said to be."""
    joined = [together(report, pairs, least) for least in range(parts.HIGHEST + 1)]
    least = next((least for least, found in enumerate(joined) if len(found) <= SMALL), parts.HIGHEST)
    return Part(joined[least], least)


def near(pairs: Pairs) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {report: [] for report in range(SIZE)}
    for (i, j), at in pairs.items():
        found[i].append((j, at))
        found[j].append((i, at))
    return found


# ---- what a part is


@pytest.mark.usefixtures("few_levels")
@_QUICK
@given(pairs=PAIRS, order=st.permutations(range(SIZE)))
def test_a_part_is_what_the_lowest_level_joins_that_joins_few_enough(pairs: Pairs, order: list[int]) -> None:
    walked = Parts(near(pairs).__getitem__)
    for report in order:
        assert walked.of(report) == expected(report, pairs)


@pytest.mark.usefixtures("few_levels")
def test_a_chain_is_cut_at_its_weakest_pairs() -> None:
    strong = {(0, 1): 3, (1, 2): 3, (3, 4): 3, (4, 5): 3}
    walked = Parts(near(strong | {(2, 3): 0}).__getitem__)
    assert walked.of(0) == Part([0, 1, 2], 1)
    assert walked.of(5) == Part([3, 4, 5], 1)


@pytest.mark.usefixtures("few_levels")
def test_reports_of_the_same_words_are_one_part_however_many() -> None:
    walked = Parts(near({(0, other): 3 for other in range(1, 9)} | {(8, 9): 2}).__getitem__)
    assert walked.of(4) == Part(list(range(9)), 3)
    assert walked.of(9) == Part([9], 3)


@pytest.mark.usefixtures("few_levels")
@pytest.mark.parametrize(("over", "at"), [(-0.05, None), (0.0, 0), (0.24, 0), (0.25, 1), (99.0, 3)])
def test_a_pair_joins_at_a_level_that_its_score_gives(over: float, at: int | None) -> None:
    assert parts.level(over) == at


# ---- parts that are kept


@pytest.fixture
def file(tmp_path: Path) -> Iterator[CaseFile]:
    opened = open_file(tmp_path / "c.isnad")
    opened.run("PRAGMA foreign_keys = OFF")  # reports without documents
    yield opened
    opened.close()


def settle(file: CaseFile) -> None:
    """Give every report the claim that its part would have, were all reports of a part one."""
    for found in kept.unsettled(file, (), ()):
        for part in found:
            file.run("UPDATE reports SET claim = ? WHERE row IN numbers(?)", f"claim of {part.reports}", listed(part.reports))
        kept.keep(file, found)


def put(file: CaseFile, report: int, pairs: Pairs) -> None:
    there = {row for (row,) in file.rows("SELECT row FROM reports")}
    file.run("INSERT INTO reports (row, id, document) VALUES (?, ?, 1)", report, str(report))
    kept.join(file, [(*pair, at) for pair, at in pairs.items() if report in pair and {*pair} <= {*there, report}])


def take(file: CaseFile, report: int) -> None:
    kept.loosen(file, [report])
    file.run("DELETE FROM reports WHERE row = ?", report)


@pytest.mark.usefixtures("few_levels")
@_QUICK
@given(
    pairs=PAIRS,
    steps=st.lists(st.one_of(st.integers(0, SIZE - 1), st.none()), min_size=SIZE, max_size=40),  # None: settled in between
)
def test_what_comes_and_goes_leaves_the_parts_of_what_is_there(
    pairs: Pairs, steps: list[int | None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    opened = open_file(tmp_path_factory.mktemp("parts") / "c.isnad")
    opened.run("PRAGMA foreign_keys = OFF")
    opened.run("PRAGMA synchronous = OFF")
    there = set[int]()
    for step in (*steps, None):
        if step is None:
            settle(opened)
            left = {pair: at for pair, at in pairs.items() if {*pair} <= there}
            found = {row: (claim, level) for row, claim, level in opened.rows("SELECT row, claim, level FROM reports")}
            for row in there:
                part = expected(row, left)
                assert found[row] == (f"claim of {part.reports}", part.level)
        elif step in there:
            take(opened, step)
            there.remove(step)
        else:
            put(opened, step, pairs)
            there.add(step)
    opened.close()


@pytest.mark.usefixtures("few_levels")
def test_one_report_more_parts_what_was_together_and_its_going_joins_it(file: CaseFile) -> None:
    pairs = {(0, 1): 2, (1, 2): 0, (2, 3): 2, (3, 4): 0}
    for report in range(4):
        put(file, report, pairs)
    settle(file)
    assert file.rows("SELECT DISTINCT part FROM reports") == [(0,)]
    put(file, 4, pairs)
    settle(file)
    assert file.rows("SELECT row, part FROM reports ORDER BY row") == [(0, 0), (1, 0), (2, 2), (3, 2), (4, 4)]
    take(file, 4)
    settle(file)
    assert file.rows("SELECT DISTINCT part FROM reports") == [(0,)]


@pytest.mark.usefixtures("few_levels")
def test_a_weak_pair_with_what_is_cut_already_loosens_nothing(file: CaseFile) -> None:
    pairs = {(0, 1): 2, (1, 2): 0, (2, 3): 2, (3, 4): 0, (4, 5): 2, (0, 6): 1, (0, 7): 2}
    for report in range(6):
        put(file, report, pairs)
    settle(file)
    assert file.rows("SELECT part, level FROM reports WHERE row = 0") == [(0, 1)]
    put(file, 6, {(0, 6): 0})
    assert file.rows("SELECT part FROM loose") == []
    put(file, 7, pairs)
    assert file.rows("SELECT part FROM loose") == [(0,)]


# ---- cases


def exported(case: Case) -> str:
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in case.export_annotations())


def read(path: Path, *batches: list[Path]) -> str:
    with Case.open(path) as case:
        for batch in batches:
            case.read(*batch)
        return exported(case)


def test_a_case_whose_parts_are_cut_tells_other_claims_than_one_whose_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = read(tmp_path / "cut.isnad", EXAMPLES)
    monkeypatch.setattr(parts, "MOST", 10_000)
    assert cut != read(tmp_path / "whole.isnad", EXAMPLES)  # else the tests below show nothing


@_SLOW
@given(order=st.permutations(EXAMPLES), cuts=st.sets(st.integers(1, len(EXAMPLES) - 1)))
def test_parts_that_are_cut_give_the_same_claims_in_any_order(
    order: list[Path], cuts: set[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    bounds = [0, *sorted(cuts), len(order)]
    assert read(folder / "a.isnad", *(order[start:end] for start, end in pairwise(bounds))) == read(folder / "b.isnad", EXAMPLES)


def test_what_is_removed_from_parts_that_are_cut_leaves_no_trace(tmp_path: Path) -> None:
    for number, left_out in enumerate(EXAMPLES):
        rest = [path for path in EXAMPLES if path != left_out]
        with Case.open(tmp_path / f"{number}.isnad") as case:
            case.read(*EXAMPLES)
            case.remove(left_out.name, why="a forgery", by="Lina")
            assert exported(case) == read(tmp_path / f"without {number}.isnad", rest)


def test_rejected_reports_are_cut_out_and_come_back(tmp_path: Path) -> None:
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(*EXAMPLES)
        before = exported(case)
        told = [report.report.id for claimed in case.claims(limit=3) for report in claimed.reports]
        made = [case.judge("reject", id, by="Lina", why="misread").judgement for id in told]
        between = exported(case)
        assert between != before
        with Case.open(tmp_path / "other.isnad") as other:
            other.read(*reversed(EXAMPLES))
            other.import_judgements(list(case.export_judgements()))
            assert exported(other) == between
        for judgement in made:
            case.judge("withdraw", judgement.id, by="Lina", why="it was right")
        assert exported(case) == before
