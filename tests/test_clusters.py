"""Clusters: whatever the engine, the case holds what one machine puts there, to the byte, also where processes die."""

import importlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from isnad import Case
from isnad.cli import cli
from isnad.clusters import Engine, Processes, comparing, engine, pages
from isnad.languages.names import Name, UserNames
from isnad.model import Document, Page
from isnad.workers import Made, made
from tests import server

STORIES = Path(__file__).parent / "stories" / "development"
NAMES = UserNames([("كورمانيا", Name("KRM", "GPE", "Kormania", {}))])
TEXT = "قال وزير الدفاع في كورمانيا إن {} جندياً قتلوا في هجوم على مدينة كورسك أمس."
TABLES = (
    "documents",
    "annotations",
    "mentions",
    "reports",
    "told",
    "document_keys",
    "fingerprints",
    "seeds",
    "copies",
    "connected",
)
MOMENTS = {"read_at"}  # the clock's, not ours


class Here:
    """An engine of this very process, whose work is handed over as others' is."""

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def each(self, work: Callable[[Any], Any], items: Any) -> Iterator[Any]:
        return map(work, list(items))


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two stories, as text, JSON Lines and Parquet, one article twice; one file that is none; a manifest."""
    folder = tmp_path_factory.mktemp("sources")
    first, second = sorted((STORIES / "ceasefire").glob("*.txt")), sorted((STORIES / "dam").glob("*.txt"))
    for path in first[:3]:
        (folder / path.name).write_bytes(path.read_bytes())
    rows = [{"id": path.stem, "text": path.read_text(encoding="utf-8")} for path in (*first[2:], second[0])]
    (folder / "lines.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    parquet, pyarrow = pytest.importorskip("pyarrow.parquet"), pytest.importorskip("pyarrow")
    columns = [{"id": path.stem, "text": path.read_text(encoding="utf-8")} for path in second[1:]]
    parquet.write_table(pyarrow.Table.from_pylist(columns), folder / "table.parquet")
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "manifest.csv").write_text(f"file,publisher\n{first[0].name},وكالة\n", encoding="utf-8")
    return folder


def kept(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of a case, but for the moments at which they were written."""
    with sqlite3.connect(path) as case:
        found = {table: _rows(case, table) for table in TABLES}
        claims = "id, documents, reports, origins, conflicts, revisions, earliest, latest, body"
        found["claims"] = sorted(case.execute(f"SELECT {claims} FROM claims"))
        terms = "SELECT terms.term, c.id FROM claim_terms t JOIN terms ON terms.row = t.term JOIN claims c ON c.row = t.claim"
        found["terms"] = sorted(case.execute(terms))
    case.close()
    return found


def _rows(case: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    columns = [name for _, name, *_ in case.execute(f"PRAGMA table_info({table})") if name not in MOMENTS]
    return sorted(case.execute(f"SELECT {', '.join(columns)} FROM {table}"), key=repr)


@pytest.fixture(scope="module")
def alone(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case that one process makes of the sources."""
    path = tmp_path_factory.mktemp("alone") / "case.isnad"
    with Case.open(path) as case:
        case.read(sources)
    return path


def read(sources: Path, place: Path | str, on: Engine, work: Path | None = None) -> tuple[int, list[str]]:
    with Case.open(place) as case:
        report = case.read(sources, on=on, work=work)
    return report.new, [fault.name for fault in report.faults]


def test_what_is_read_in_pieces_is_what_is_read_at_once(sources: Path, alone: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("isnad.clusters.linking._BLOCK", 3)  # several blocks, lots and pieces, and blocks of other sizes
    monkeypatch.setattr("isnad.clusters.linking._EQUAL", 2)
    monkeypatch.setattr("isnad.clusters.linking._COST", 10)
    monkeypatch.setattr(pages, "_PAGES", 2)
    monkeypatch.setattr(pages, "_FILES", 3)
    new, faults = read(sources, tmp_path / "c.isnad", Here())
    with Case.open(alone) as case:
        assert (new, faults) == (case.totals().documents, ["broken.txt"])
    theirs, ours = kept(tmp_path / "c.isnad"), kept(alone)
    assert ours["claims"] and ours["seeds"] and ours["copies"]
    for table, rows in ours.items():
        assert theirs[table] == rows, table
    assert [path.name for path in tmp_path.iterdir()] == ["c.isnad"]  # nothing is left of the work


def test_a_case_on_a_server_is_read_in_pieces_too(sources: Path, alone: Path, postgres: str, tmp_path: Path) -> None:
    there = server.with_schema(postgres, "isnad_own_clusters")
    server.drop([there])
    with pytest.raises(ValueError, match="has no folder beside it"):
        read(sources, there, Here())
    read(sources, there, Here(), tmp_path / "work")
    with Case.open(there) as case:
        case.backup(tmp_path / "c.isnad")
    server.drop([there])
    assert kept(tmp_path / "c.isnad") == kept(alone)


def test_what_is_added_on_an_engine_meets_what_is_there(sources: Path, alone: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("isnad.clusters.linking._BLOCK", 4)
    path = tmp_path / "c.isnad"
    with Case.open(path) as case:
        for source in sorted(sources.glob("[0-9]*")):
            case.read(source)
        with Case.open(alone) as other:
            told, size = [claimed.claim for claimed in other.claims()], other.totals().documents
        report = case.read(sources, on=Here())
        assert report.new + report.unchanged + report.updated == size
        claims = [claimed.claim for claimed in case.claims()]
    assert sorted(claims, key=lambda claim: claim.id) == sorted(told, key=lambda claim: claim.id)


def test_judgements_shape_what_is_connected_elsewhere(sources: Path, tmp_path: Path) -> None:
    told = []
    for on in (None, Here()):
        with Case.open(tmp_path / f"{on is None}.isnad") as case:
            case.read(*sources.glob("[0-9]*"))
            claimed = next(found for found in case.claims() if len(found.reports) > 1)
            one, other = (report.report.id for report in claimed.reports[:2])
            case.judge("different", one, other, by="test", why="test")
            case.read(sources, on=on)
            told.append([found.claim.id for found in case.claims()])
            homes = [found.claim.id for found in case.claims() if {one, other} & {r.report.id for r in found.reports}]
            assert len(homes) == 2
    assert told[0] == told[1]


def dying_once(page: Page, known: Callable[[Page], Document | None], names: UserNames) -> Made:
    """Die on one page the first time, as where a machine is lost."""
    mark = Path(os.environ["DIED"])
    if page.name == "03.txt" and not mark.exists():
        mark.touch()
        os._exit(9)
    return made(page, known, names)


def dying(page: Page, known: Callable[[Page], Document | None], names: UserNames) -> Made:
    """Die on one page whenever it is read."""
    if page.name == "03.txt":
        os._exit(9)
    return made(page, known, names)


def _annotate_dying_once(given: Any) -> Path:
    pages.made = dying_once  # type: ignore[attr-defined]
    return pages._annotate(given)


def _annotate_dying(given: Any) -> Path:
    pages.made = dying  # type: ignore[attr-defined]
    return pages._annotate(given)


class Dying(Processes):
    """Processes some of which die over a page."""

    def __init__(self, jobs: int, work: Callable[[Any], Any]) -> None:
        super().__init__(jobs)
        self.work = work

    def each(self, work: Callable[[Any], Any], items: Any) -> Iterator[Any]:
        return super().each(self.work if work is pages._annotate else work, items)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number:02}.txt").write_text(TEXT.format(number + 20), encoding="utf-8")
    return folder


def test_a_process_that_is_killed_changes_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIED", str(tmp_path / "died"))
    with Case.open(tmp_path / "1.isnad") as case:
        case.read(folder, names=NAMES)
    with Case.open(tmp_path / "2.isnad") as case:
        report = case.read(folder, names=NAMES, on=Dying(2, _annotate_dying_once))
    assert (tmp_path / "died").exists()
    assert not report.faults
    assert kept(tmp_path / "1.isnad") == kept(tmp_path / "2.isnad")


def test_an_article_that_kills_its_processes_is_named_and_the_others_are_read(folder: Path, tmp_path: Path) -> None:
    with Case.open(tmp_path / "c.isnad") as case:
        report = case.read(folder, names=NAMES, on=Dying(1, _annotate_dying))
        assert [(fault.name, "died" in fault.reason) for fault in report.faults] == [("03.txt", True)]
        assert report.new == 5


def test_a_rule_that_fails_is_told_as_on_one_machine(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> object:
        raise ZeroDivisionError("a rule")

    monkeypatch.setattr(comparing, "amended", failing)
    with Case.open(tmp_path / "c.isnad") as case:
        report = case.read(folder, on=Here())
    assert len(report.faults) == report.new == 6
    assert "connect it (ZeroDivisionError: a rule)" in report.faults[0].reason


def test_where_comparing_fails_the_documents_are_connected_one_by_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> object:
        raise ZeroDivisionError("a rule")

    monkeypatch.setattr(comparing, "founding", failing)
    for on in (None, Here()):
        with Case.open(tmp_path / f"{on is None}.isnad") as case:
            assert not case.read(folder, on=on).faults
    assert kept(tmp_path / "True.isnad") == kept(tmp_path / "False.isnad")


def test_authors_of_private_pages_are_renamed_before_they_are_cleaned(tmp_path: Path) -> None:
    letter = (
        "From: Salem <salem@example.org>\nDate: Sun, 13 Jul 2025 10:00:00 +0000\nSubject: x\n"
        "Content-Type: text/plain; charset=utf-8\n\nقال الوزير إن الاتفاق جاهز.\n"
    )
    (tmp_path / "letter.eml").write_text(letter, encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        assert case.read(tmp_path / "letter.eml", on=Here()).new == 1
        (document,) = case.documents()
    assert document.private
    assert (document.byline or "").startswith("member-")


def test_what_is_no_engine_or_no_empty_folder_is_told(folder: Path, tmp_path: Path) -> None:
    case = ["--case", str(tmp_path / "c.isnad")]
    for options, told in (
        (["--on", "spark"], "«spark» is no engine"),
        (["--on", "processes:0"], "is no engine"),
        (["--work", "x"], "--work is where"),
        (["--on", "processes:1", "--work", str(folder)], "is not empty"),
    ):
        result = CliRunner().invoke(cli, ["read", str(folder), *case, *options])
        assert result.exit_code == 2
        assert told in " ".join(result.stderr.split())
    result = CliRunner().invoke(cli, ["read", "https://example.org/a", *case, "--on", "processes:1"])
    assert result.exit_code == 2
    assert "is an address" in result.stderr


def test_the_command_reads_on_processes_and_keeps_their_files(folder: Path, tmp_path: Path) -> None:
    case, work = tmp_path / "c.isnad", tmp_path / "work"
    result = CliRunner().invoke(
        cli, ["read", str(folder), "--case", str(case), "--on", "processes:2", "--work", str(work), "--json"]
    )
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["new"] == 6
    assert sorted(path.name for path in work.iterdir()) == ["documents", "filed", "found", "keys", "links", "lots", "pages"]


@pytest.mark.filterwarnings("ignore")
def test_a_ray_cluster_of_two_workers_one_of_which_is_killed_makes_the_same_case(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray.data", reason="Ray is not installed: the cluster is not tested (uv sync --group cluster)")
    ray: Any = importlib.import_module("ray")
    monkeypatch.setenv("DIED", str(tmp_path / "died"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", ""))))
    with Case.open(tmp_path / "1.isnad") as case:
        case.read(folder, names=NAMES)
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=100_000_000)
    try:
        with Case.open(tmp_path / "2.isnad") as case:
            report = case.read(folder, names=NAMES, on=_ray_dying_once())
    finally:
        ray.shutdown()
    assert (tmp_path / "died").exists()
    assert not report.faults
    assert kept(tmp_path / "1.isnad") == kept(tmp_path / "2.isnad")


def _ray_dying_once() -> Engine:
    running: Any = engine("ray")
    each = running.each
    running.each = lambda work, items: each(_annotate_dying_once if work is pages._annotate else work, items)
    return running  # type: ignore[no-any-return]
