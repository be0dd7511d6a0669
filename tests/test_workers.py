"""Several processes: they find what one finds, in the same order, and one that dies costs no more than its article."""

import os
from pathlib import Path

import pytest

from isnad import Case
from isnad.languages.names import Name, UserNames
from isnad.model import Document, Page
from isnad.workers import Made, made

TEXT = "قال وزير الدفاع في كورمانيا إن {} جندياً قتلوا في هجوم على مدينة كورسك أمس."
NAMES = UserNames([("كورمانيا", Name("KRM", "GPE", "Kormania", {}))])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number:02}.txt").write_text(TEXT.format(number + 20), encoding="utf-8")
    (folder / "05.txt").write_bytes(b"\x00\x01\x02" * 50)
    return folder


def killing(page: Page, before: Document | None) -> Made:
    """Die on one page, as a process does whose memory ran out."""
    if page.name == "03.txt":
        os._exit(9)
    return made(page, lambda _: before, NAMES)


def failing(page: Page, before: Document | None) -> Made:
    """Fail on one page, as a rule may."""
    if page.name == "03.txt":
        raise ZeroDivisionError("a rule")
    return made(page, lambda _: before, NAMES)


def test_two_processes_keep_what_one_keeps(folder: Path, tmp_path: Path) -> None:
    told, kept = [], []
    for jobs in (1, 2):
        seen: list[str] = []
        with Case.open(tmp_path / f"{jobs}.isnad") as case:
            report = case.read(folder, names=NAMES, jobs=jobs, progress=lambda state: seen.append(state.name))  # noqa: B023
            again = case.read(folder, names=NAMES, jobs=jobs)
            kept.append(list(case.export_annotations()))
        assert (again.new, again.unchanged) == (0, report.new)
        told.append((report.new, report.events, [fault.name for fault in report.faults], seen))
    assert told[0] == told[1]
    assert kept[0] == kept[1]
    assert any(entity["id"] == "KRM" for entity in kept[0][0]["entities"])


def test_a_process_that_dies_is_named_and_the_others_are_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("isnad.workers._made", killing)
    with Case.open(tmp_path / "c.isnad") as case:
        report = case.read(folder, names=NAMES, jobs=2)
        assert [(fault.name, "died" in fault.reason) for fault in report.faults] == [
            *(("03.txt", True), ("05.txt", False)),
        ]
        assert [document.name for document in case.documents()] == [f"{n:02}.txt" for n in (0, 1, 2, 4)]


def test_a_page_on_which_a_rule_fails_is_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.workers._made", failing)
    with Case.open(tmp_path / "c.isnad") as case:
        report = case.read(folder, names=NAMES, jobs=2)
        assert [(fault.name, "ZeroDivisionError: a rule" in fault.reason) for fault in report.faults][:1] == [("03.txt", True)]
        assert report.new == 4
