"""The commands around claims: what a person asks, sees and decides."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from isnad import Case
from isnad.cli import cli
from isnad.cli.claim import crossed
from isnad.connection.corrections import corrected
from isnad.model import JudgementKind, Report
from isnad.storage.judgements import signed
from isnad.storage.review import kappa, wilson
from tests.test_claims import EXAMPLES, exported, members, pair, story

__all__ = ["story"]  # a fixture


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISNAD_HOME", str(tmp_path / "home"))


@pytest.fixture
def path(story: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(story, tmp_path / "copy.isnad"))


def run(*args: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], input=text)


def rows(result: Result) -> list[dict[str, str]]:
    """Return a table as it is printed for programs."""
    heads, *lines = (line.split("\t") for line in result.stdout.splitlines())
    return [dict(zip(heads, line, strict=True)) for line in lines]


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    with Case.open(path) as case:
        yield case


# ---- asking


def test_claims_are_listed_with_their_origins_and_outlets(path: Path) -> None:
    found = rows(run("claims", path))
    first = found[0]
    assert int(first["documents"]) >= 4
    assert "possible conflict" in first["standing"]
    assert len(rows(run("claims", path, "--conflicts"))) < len(found)
    assert all(row["origins"] not in ("0", "1") for row in rows(run("claims", path, "--min-origins", "2")))
    assert run("claims", path, "--changed-since", "2999").stdout == "No claims found.\n"
    assert len(rows(run("claims", path, "--changed-since", "2020-01-01", "--limit", "3"))) == 3
    assert run("claims", path, "--changed-since", "أمس").exit_code == 2


def test_a_claim_is_shown_in_full(case: Case, path: Path) -> None:
    claimed = case.claims(conflicts=True)[0]
    shown = run("claim", path, claimed.claim.id[:8]).stdout
    assert shown.count("[") >= len(claimed.reports)
    assert all(told.report.id in shown for told in claimed.reports)
    assert "possible conflict, " in shown and "distinct origins in these texts; told by" in shown
    assert "published\tsaid\thappened\tread\twho\tstate\treport" in shown
    assert run("claim", path, claimed.reports[-1].report.id).stdout == shown
    told = json.loads(run("claim", path, claimed.claim.id, "--as", "json").stdout)
    assert {"claim", "reports", "ledger", "judged"} <= told.keys() and "stems" not in told["reports"][0]["report"]
    assert run("claim", path, "zzzz").exit_code == 1


def test_the_ledger_keeps_four_times_apart(case: Case) -> None:
    entries = [
        (entry, claimed.reports[entry.report])
        for claimed in case.claims()
        for entry in claimed.ledger
        if entry.said and entry.said != entry.happened
    ]
    assert ("2024", "2026-03-02TAF", "2026-03-02") in {(entry.happened, entry.said, entry.published) for entry, _ in entries}
    assert any(entry.state.en.startswith("denied") for claimed in case.claims() for entry in claimed.ledger)
    for entry, told in entries:
        assert (entry.happened, entry.said, entry.published) == (told.report.time, told.said, told.report.published)
        assert entry.published and entry.read > entry.published


def test_times_are_as_precise_as_they_are_written(case: Case, path: Path) -> None:
    found = case.timeline()
    years = [moment for moment in found if moment.when == "2024"]
    assert years and all((moment.earliest, moment.latest) == ("2024-01-01", "2024-12-31") for moment in years)
    shown = rows(run("timeline", path))
    assert "2024" in [row["when"] for row in shown if row["claim"] == years[0].claimed.claim.id]
    assert all(row["when"].startswith("(") != moment.own for row, moment in zip(shown, found, strict=True))
    days = [moment.earliest for moment in found if moment.earliest]
    assert days == sorted(days)
    assert len(run("timeline", path, "--actor", "إسبانيا", "--as", "json").stdout.splitlines()) < len(found)


def test_copies_are_shown_with_what_they_share(case: Case, path: Path) -> None:
    shared = case.copies()[0]
    assert shared.documents == ("01-alsahil.txt", "02-nabd-aljanoub.txt")
    assert all(passage.words == passage.first.quote(case.document("01").text) for passage in shared.passages)
    assert shared.passages[0].words[:20] in run("copies", path).stdout


def test_a_sentence_is_answered_with_its_claims_and_not_kept(case: Case, path: Path) -> None:
    before = exported(case)
    answer = case.ask("أرسلت إسبانيا فريق إنقاذ")
    assert "إسبانيا" in answer.found[0].claimed.reports[0].sentence
    assert answer.found[0].first
    assert exported(case) == before
    assert "earliest" in run("ask", path, "أرسلت إسبانيا فريق إنقاذ").stdout
    nothing = run("ask", path, "انتخب البرازيليون رئيسا جديدا في أكتوبر")
    assert nothing.stdout.endswith(f"Nothing in these {len(EXAMPLES)} articles.\n")
    assert json.loads(run("ask", path, "أرسلت إسبانيا فريق إنقاذ", "--as", "json").stdout)["documents"] == len(EXAMPLES)


# ---- deciding


def test_an_article_is_taken_out_with_a_reason(path: Path) -> None:
    assert run("remove", path, "04").exit_code == 2
    assert rows(run("remove", path, "04", "--by", "Lina", "--why", "a forgery"))[0]["taken out"] == "04-daftar-almal.txt"
    assert rows(run("remove", path))[0]["why"] == "a forgery"
    assert run("show", path, "04-daftar").exit_code == 1


def test_a_decision_wants_a_name_and_a_reason(case: Case, path: Path) -> None:
    a, b = (claimed.claim.id for claimed in pair(case))
    assert run("judge", path, "same", a, b, "--by", "Lina").exit_code == 2
    assert run("judge", path, "same", a, b, "--by", "Lina", "--why", " ").exit_code == 2
    assert run("judge", path, "like", a, b, "--by", "Lina", "--why", "so").exit_code == 2
    assert run("judge", path, "accept", a, b, "--by", "Lina", "--why", "so").exit_code == 2
    assert run("judge", path, "same", a, a, "--by", "Lina", "--why", "so").exit_code == 2
    assert run("judge", path, "correct", a, "date", "--by", "Lina", "--why", "so").exit_code == 2
    assert run("judge", path, "correct", a, "date", "gestern", "--by", "Lina", "--why", "so").exit_code == 2
    assert run("judge", path, "add", "01", "9-3", "--by", "Lina", "--why", "so").exit_code == 2
    assert run("judge", path).stdout == "No judgements yet.\n"
    assert rows(run("judge", path, "same", a, b, "--by", "Lina", "--why", "so"))[0]["state"] == "applies"


def test_notes_and_translations_stand_beside_their_report(case: Case, path: Path) -> None:
    id = pair(case)[0].reports[1].report.id
    run("judge", path, "note", id, "see", "the annex", "--by", "Lina", "--why", "context")
    run("judge", path, "translate", id, "twelve died", "--by", "Omar", "--why", "for the desk")
    shown = run("claim", path, id).stdout
    assert "judged note: see the annex (Lina" in shown and "judged translate: twelve died (Omar" in shown


def test_the_log_goes_through_a_file(case: Case, path: Path, story: Path, tmp_path: Path) -> None:
    a, b = (claimed.claim.id for claimed in pair(case))
    run("judge", path, "same", a, b, "--by", "Lina", "--why", "one accident")
    assert run("judge", path, "--export", tmp_path / "log.jsonl").exit_code == 0
    other = Path(shutil.copy(story, tmp_path / "other.isnad"))
    assert run("judge", other, "--import", tmp_path / "log.jsonl").stdout == "1 new judgements.\n"
    assert run("judge", other, "--import", tmp_path / "log.jsonl").stdout == "0 new judgements.\n"
    with Case.open(other) as theirs:
        assert b in members(theirs, a)
    altered = (tmp_path / "log.jsonl").read_text(encoding="utf-8").replace("Lina", "Omar")
    (tmp_path / "log.jsonl").write_text(altered, encoding="utf-8")
    assert "has been altered" in run("judge", other, "--import", tmp_path / "log.jsonl").stderr


def test_a_count_needs_no_unit_where_there_is_but_one(case: Case) -> None:
    told = next(told for claimed in case.claims() for told in claimed.reports if [*told.report.values] == ["killed"])
    judged = case.judge("correct", told.report.id, slot="count", value="7", by="Lina", why="a slip")
    assert judged.judgement.value == "killed=7"


def test_a_corrected_stance_is_shown(case: Case) -> None:
    told = next(told for claimed in case.claims() for told in claimed.reports if told.stance == "deny")
    case.judge("correct", told.report.id, slot="stance", value="confirm", by="Lina", why="a double negation")
    found = next(one for one in case.claim(told.report.id).reports if one.report.id == told.report.id)
    assert (found.stance, found.report.polarity) == ("confirm", "+")


def test_judgements_that_nobody_can_have_made_are_not_imported(case: Case) -> None:
    a, b = (claimed.claim.id for claimed in pair(case))
    made = case.judge("same", a, b, by="Lina", why="one accident").judgement
    for altered in (
        msgspec.structs.replace(made, by="Omar"),
        signed(msgspec.structs.replace(made, subjects=made.subjects[:1])),
        signed(msgspec.structs.replace(made, kind="note", subjects=made.subjects[:1])),
        signed(msgspec.structs.replace(made, kind="correct", subjects=made.subjects[:1], slot="date", value="soon")),
    ):
        with pytest.raises(ValueError, match=r"altered|not complete|no value|not a date"):
            case.import_judgements([altered])
    gone = signed(msgspec.structs.replace(made, subjects=(("0" * 64, 3, 9), made.subjects[1]), at="2020"))
    assert case.import_judgements([gone]) == 1
    assert [one.state for one in case.judgements()] == ["orphaned", "applies"]


def test_contrary_judgements_come_first_in_the_queue(case: Case, path: Path) -> None:
    a, b = (claimed.claim.id for claimed in pair(case))
    assert all(queued.kind != "contrary" for queued in case.queue())
    case.judge("same", a, b, by="Lina", why="one accident")
    case.judge("different", a, b, by="Omar", why="two accidents")
    first = case.queue(limit=1)[0]
    assert (first.kind, {told.report.id for told in first.reports}) == ("contrary", {a, b})
    assert "two accidents" in run("judge", path, "--queue").stdout.splitlines()[0]


def test_what_was_judged_leaves_the_queue(case: Case) -> None:
    decisions: dict[str, JudgementKind] = {"conflict": "reject", "pair": "different"}
    for kind, decision in decisions.items():
        ids = [told.report.id for told in next(queued for queued in case.queue() if queued.kind == kind).reports]
        case.judge(decision, *ids, by="Lina", why="so")
        assert all({told.report.id for told in queued.reports} != {*ids} for queued in case.queue() if queued.kind == kind)


def test_a_sample_is_drawn_alike_whatever_was_judged_and_tells_the_precision(case: Case, path: Path) -> None:
    before = [drawn.pair for drawn in case.sample(10, seed=7)]
    assert len(set(before)) == 10
    assert before != [drawn.pair for drawn in case.sample(10, seed=8)]
    shown = run("judge", path, "--sample", "10", "--seed", "7", "--by", "Lina", text="yes\nno\nyes\nskip\nyes\nquit\n")
    assert "3 of 4 pairs are the same thing: precision 0.75, 95% interval 0.30 to 0.95 (Wilson)." in shown.stdout
    assert [drawn.pair for drawn in case.sample(10, seed=7)] == before
    again = run("judge", path, "--sample", "10", "--seed", "7", "--by", "Omar", text="yes\nno\nno\nyes\nyes\n")
    assert "3 of 5 pairs" in again.stdout
    assert "With Lina, on 4 pairs that both judged: Cohen's kappa 0.50." in again.stdout


def test_the_figures_are_those_of_the_books() -> None:
    low, high = wilson(8, 10)
    assert (round(low or 0, 3), round(high or 0, 3)) == (0.490, 0.943)
    assert wilson(0, 0) == (None, None)
    answers = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert round(kappa(answers) or 0, 2) == 0.40
    assert kappa([(True, True)]) is None


@pytest.mark.parametrize(
    ("slot", "value", "field", "expected"),
    [
        ("date", "2024", "earliest", "2024-01-01"),
        ("date", "2024-02", "latest", "2024-02-29"),
        ("count", "killed=10-", "values", {"killed": (10, None)}),
        ("count", "killed=-1,200", "values", {"killed": (None, 1200)}),
        ("stance", "deny", "polarity", "-"),
        ("factuality", "planned", "factuality", "planned"),
        ("actor", "RU, KP", "actors", ("RU", "KP")),
        ("source", "unnamed-officials,org-x", "origin", ("org-x",)),
        ("source", "kim", "voice", "KP"),
    ],
)
def test_a_slot_is_corrected(slot: str, value: str, field: str, expected: object, case: Case) -> None:
    report = next(told.report for claimed in case.claims() for told in claimed.reports if [*told.report.values] == ["killed"])
    assert getattr(corrected(report, slot, value, {"kim": "KP"}), field) == expected
    assert corrected(report, slot, value, {}).id == report.id


@pytest.mark.parametrize(
    ("slot", "value"), [("date", "2024-13"), ("date", "2024-02-31"), ("count", "many"), ("stance", "no"), ("colour", "red")]
)
def test_what_is_no_value_of_a_slot_is_refused(slot: str, value: str, case: Case) -> None:
    report: Report = case.claims()[0].reports[0].report
    with pytest.raises(ValueError, match=r"not a date|not a count|can be corrected"):
        corrected(report, slot, value, {})


def test_pairs_are_told_as_few_products() -> None:
    assert crossed([(0, 2), (1, 2), (0, 3), (1, 3), (4, 3)]) == [((0, 1), (2, 3)), ((4,), (3,))]
