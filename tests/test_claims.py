"""Claims: the same whatever the order of reading, without a trace of what was removed, and back where a judgement is undone."""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import isnad
from isnad import Case
from isnad.case import CaseError, Claimed
from isnad.connection.corrections import amended
from isnad.model import Annotations, Judgement, JudgementKind

EXAMPLES = sorted((Path(isnad.__file__).parent / "examples").glob("*.txt"))
_SLOW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def exported(case: Case) -> str:
    """Return all that a case tells, but for when it was read."""
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in case.export_annotations())


def read(path: Path, batches: Sequence[Sequence[Path]]) -> str:
    with Case.open(path) as case:
        for batch in batches:
            case.read(*batch)
        return exported(case)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("story") / "story.isnad"
    read(path, [EXAMPLES])
    return path


@pytest.fixture
def case(story: Path, place: Path | str) -> Iterator[Case]:
    with Case.open(story) as made:
        made.backup(place)
    with Case.open(place) as case:
        yield case


def members(case: Case, report: str) -> set[str]:
    return {told.report.id for told in case.claim(report).reports}


def pair(case: Case) -> tuple[Claimed, Claimed]:
    """Return the two claims that most documents tell."""
    first, second, *_ = case.claims()
    return first, second


# ---- reading and removing


@_SLOW
@given(order=st.permutations(EXAMPLES), cuts=st.sets(st.integers(1, len(EXAMPLES) - 1)))
def test_the_order_of_reading_and_its_batches_do_not_matter(
    order: list[Path], cuts: set[int], story: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bounds = [0, *sorted(cuts), len(order)]
    batches = [order[start:end] for start, end in pairwise(bounds)]
    with Case.open(story) as case:
        assert read(tmp_path_factory.mktemp("order") / "c.isnad", batches) == exported(case)


@pytest.mark.parametrize("left_out", range(len(EXAMPLES)))
def test_what_is_removed_leaves_no_trace(left_out: int, case: Case, tmp_path: Path) -> None:
    without = read(tmp_path / "without.isnad", [[path for path in EXAMPLES if path != EXAMPLES[left_out]]])
    removal = case.remove(EXAMPLES[left_out].name, why="a forgery", by="Lina")
    assert exported(case) == without
    assert case.removals() == [removal]


@_SLOW
@given(steps=st.lists(st.tuples(st.booleans(), st.sampled_from(EXAMPLES)), min_size=3, max_size=8))
def test_reading_and_removing_leave_the_claims_of_what_is_left(
    steps: list[tuple[bool, Path]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    there: set[Path] = set()
    with Case.open(folder / "a.isnad") as case:
        for takes_out, article in steps:
            if takes_out and article in there:
                case.remove(article.name, why="drawn", by="Lina")
                there.remove(article)
            else:
                case.read(article)
                there.add(article)
        assert exported(case) == read(folder / "b.isnad", [sorted(there)])


# ---- judgements


def test_same_joins_two_claims_and_its_withdrawal_parts_them_again(case: Case) -> None:
    before = exported(case)
    first, second = pair(case)
    judged = case.judge("same", first.claim.id, second.claim.id, by="Lina", why="one accident")
    assert judged.state == "applies"
    assert members(case, first.claim.id) == {r.report.id for r in (*first.reports, *second.reports)}
    assert "judged" in [words.en for words in case.claim(first.claim.id).claim.standing]
    case.judge("withdraw", judged.judgement.id, by="Lina", why="a slip")
    assert exported(case) == before
    assert [one.state for one in case.judgements()] == ["withdrawn", "applies"]


def test_different_keeps_two_reports_apart(case: Case) -> None:
    before = exported(case)
    first = pair(case)[0]
    a, b = first.reports[0].report.id, first.reports[-1].report.id
    judged = case.judge("different", a, b, by="Lina", why="another accident")
    assert b not in members(case, a)
    case.judge("withdraw", judged.judgement.id[:8], by="Omar", why="the same accident")
    assert exported(case) == before


def test_a_rejected_report_is_out_of_its_claim_and_stays_to_be_seen(case: Case) -> None:
    first = pair(case)[0]
    out = first.reports[3].report.id
    case.judge("reject", out, by="Lina", why="misread")
    claimed = case.claim(first.claim.id)
    assert out not in members(case, first.claim.id)
    assert [told.report.id for told in claimed.rejected] == [out]
    assert case.claim(out).claim.id == claimed.claim.id


@pytest.mark.parametrize("left_out", range(len(EXAMPLES)))
def test_rejecting_all_that_a_document_tells_is_as_if_it_told_nothing(left_out: int, case: Case, tmp_path: Path) -> None:
    name = EXAMPLES[left_out].name
    told = [r.report.id for found in case.claims(document=name) for r in found.reports if r.document == name]
    for id in told:
        case.judge("reject", id, by="Lina", why="misread")
    with Case.open(tmp_path / "without.isnad") as without:
        without.read(*(path for path in EXAMPLES if path.name != name))
        ours = {frozenset(r.report.id for r in found.reports) for found in case.claims()}
        assert {frozenset(r.report.id for r in found.reports) for found in without.claims()} == ours


def test_a_correction_changes_what_follows_from_it(case: Case) -> None:
    before = exported(case)
    first = next(found for found in case.claims() if any(told.report.values for told in found.reports))
    told = next(told for told in first.reports if told.report.values)
    unit = next(iter(told.report.values))
    judged = case.judge("correct", told.report.id, slot="count", value=f"{unit}=7", by="Lina", why="a slip of the pen")
    found = next(r for r in case.claim(told.report.id).reports if r.report.id == told.report.id)
    assert found.report.values[unit] == (7, 7)
    case.judge("correct", told.report.id, slot="date", value="2026-02", by="Lina", why="as it says")
    found = next(r for r in case.claim(told.report.id).reports if r.report.id == told.report.id)
    assert (found.report.earliest, found.report.latest) == ("2026-02-01", "2026-02-28")
    for one in case.judgements():
        case.judge("withdraw", one.judgement.id, by="Lina", why="enough")
    assert judged.state == "applies"
    assert exported(case) == before


def test_a_source_is_corrected_by_its_name(case: Case) -> None:
    told = pair(case)[0].reports[0]
    case.judge("correct", told.report.id, slot="source", value="وزارة الداخلية المغربية", by="Lina", why="said above")
    found = next(r for r in case.claim(told.report.id).reports if r.report.id == told.report.id)
    assert found.report.chain == ("org-وزاره-الداخليه-المغربيه",)
    with pytest.raises(CaseError, match="nobody in the case"):
        case.judge("correct", told.report.id, slot="source", value="زحل", by="Lina", why="said above")


def test_what_was_missed_is_added_by_its_span(case: Case) -> None:
    before = exported(case)
    words = "ثلاثة أيام"
    start = case.document("01").text.index(words)
    judged = case.judge("add", "01", f"{start}-{start + len(words)}", by="Lina", why="it says how long")
    (id,) = judged.reports[0]
    assert case.judge("add", "01", words, by="Omar", why="it says how long").reports == ((id,),)
    assert words in [told.quote for told in case.claim(id).reports if told.report.id == id]
    for one in case.judgements():
        case.judge("withdraw", one.judgement.id, by="Lina", why="of no use")
    assert exported(case) == before
    for wrong in ("3-3", "0-3", "9-99999", "زحل", "في"):
        with pytest.raises(ValueError, match=r"no words|within a word|does not stand|several times"):
            case.judge("add", "01", wrong, by="Lina", why="a slip")


def test_a_conflict_that_is_judged_is_no_longer_possible(case: Case) -> None:
    found = next(found for found in case.claims(conflicts=True))
    conflicts = [conflict for conflict in found.claim.conflicts if conflict.relation == "contradiction"]
    a, b = (found.reports[index].report.id for index in conflicts[0].between)
    accepted = case.judge("accept", a, b, by="Lina", why="both cannot be")
    now = case.claim(found.claim.id).claim
    assert [conflict.judged for conflict in now.conflicts if conflict.between == conflicts[0].between] == [True]
    assert "conflict" in [words.en for words in now.standing]
    case.judge("reject", a, b, by="Lina", why="after all they can")
    now = case.claim(found.claim.id).claim
    assert len([c for c in now.conflicts if c.relation == "contradiction"]) == len(conflicts) - 1
    assert {one.judgement.id: one.state for one in case.judgements()}[accepted.judgement.id] == "superseded"


def test_contrary_judgements_of_two_people_do_not_apply(case: Case) -> None:
    before = exported(case)
    first, second = pair(case)
    case.judge("same", first.claim.id, second.claim.id, by="Lina", why="one accident")
    case.judge("different", second.claim.id, first.claim.id, by="Omar", why="two of them")
    assert [one.state for one in case.judgements()] == ["contrary", "contrary"]
    assert exported(case) == before


def test_a_chain_of_same_outweighs_a_different(case: Case) -> None:
    a, b, c = (found.claim.id for found in case.claims()[:3])
    case.judge("same", a, b, by="Lina", why="one thing")
    case.judge("same", b, c, by="Lina", why="one thing")
    case.judge("different", a, c, by="Omar", why="two things")
    assert [one.state for one in case.judgements()] == ["applies", "applies", "contrary"]
    assert {b, c} <= members(case, a)


def test_a_judgement_without_its_words_is_orphaned_and_comes_back_with_them(case: Case) -> None:
    first, second = pair(case)
    theirs = next(told for told in second.reports if told.document != first.reports[0].document)
    case.judge("same", first.reports[0].report.id, theirs.report.id, by="Lina", why="one accident")
    joined = exported(case)
    case.remove(theirs.document, why="a test", by="Lina")
    assert [one.state for one in case.judgements()] == ["orphaned"]
    case.read(*EXAMPLES)
    assert [one.state for one in case.judgements()] == ["applies"]
    assert exported(case) == joined


def test_the_log_goes_from_one_copy_of_a_case_to_another(story: Path, tmp_path: Path) -> None:
    with (
        Case.open(shutil.copy(story, tmp_path / "a.isnad")) as ours,
        Case.open(shutil.copy(story, tmp_path / "b.isnad")) as theirs,
    ):
        first, second = pair(ours)
        ours.judge("same", first.claim.id, second.claim.id, by="Lina", why="one accident")
        ours.judge("reject", first.reports[2].report.id, by="Lina", why="misread")
        assert theirs.import_judgements(ours.export_judgements()) == 2
        assert theirs.import_judgements(ours.export_judgements()) == 0
        assert exported(theirs) == exported(ours)


@_SLOW
@given(data=st.data())
def test_any_judgements_give_the_same_claims_in_any_order_of_reading_and_judging(
    data: st.DataObject, story: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("judged")
    with Case.open(shutil.copy(story, folder / "a.isnad")) as case:
        ids = sorted(told.report.id for found in case.claims() for told in found.reports)
        for number in range(data.draw(st.integers(1, 5))):
            kinds: tuple[JudgementKind, ...] = ("same", "different", "reject", "correct")
            kind = data.draw(st.sampled_from(kinds))
            a, b = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
            by = data.draw(st.sampled_from(("Lina", "Omar")))
            if kind == "correct":
                case.judge("correct", a, slot="count", value=f"killed={number}", by=by, why="drawn")
            else:
                case.judge(kind, *((a,) if kind == "reject" else (a, b)), by=by, why="drawn")
        judged, log = exported(case), data.draw(st.permutations(list(case.export_judgements())))
    with Case.open(folder / "b.isnad") as case:
        case.import_judgements(log[:2])
        for batch in (EXAMPLES[3:], EXAMPLES[:3]):
            case.read(*batch)
        case.import_judgements(log)
        assert exported(case) == judged
        for one in case.judgements():
            if one.judgement.kind != "withdraw":
                case.judge("withdraw", one.judgement.id, by="Lina", why="undone")
        with Case.open(story) as untouched:
            assert exported(case) == exported(untouched)


def test_claims_by_other_rules_are_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "c.isnad"
    with Case.open(path) as case:
        case.read(*EXAMPLES)
        before = list(case.export_annotations())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE connected SET rules = 'older'")
        connection.execute("UPDATE told SET bodies = x'00'")  # as another version wrote it
    with Case.open(path) as case:
        assert list(case.export_annotations()) == before


def test_an_article_that_cannot_be_connected_is_named_and_the_others_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(found: Annotations, log: Sequence[Judgement]) -> object:
        if found.document.name.startswith("03"):
            raise ZeroDivisionError("a rule")
        return amended(found, log)

    monkeypatch.setattr("isnad.storage.reports.amended", failing)
    with Case.open(tmp_path / "c.isnad") as case:
        report = case.read(*EXAMPLES)
        assert [(fault.name[:2], "ZeroDivisionError" in fault.reason) for fault in report.faults] == [("03", True)]
        assert report.new == len(EXAMPLES)
        assert case.claims()
        assert not case.claims(document="03")
