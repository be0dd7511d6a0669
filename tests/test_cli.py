"""The commands: what a person types, sees, and is told when something is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from isnad.cli import cli
from tests.test_case import ARTICLES


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISNAD_HOME", str(tmp_path / "home"))


def run(*args: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], input=text)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = tmp_path / "c.isnad"
    assert run("read", folder, "--case", path).exit_code == 0
    return path


def test_show_search_entities_and_export(case: Path, tmp_path: Path) -> None:
    assert "[كورسك]" in run("show", case, "a", "--plain").output.replace("\u200f", "") or "كورسك" in run("show", case, "a").output
    assert "القوّات" in run("search", case, "القوات").output
    assert "vladimir-putin" in run("entities", case).output
    out = tmp_path / "out.jsonl"
    assert run("export", case, "--as", "annotations", "-o", out).exit_code == 0
    assert [json.loads(line)["doc"] for line in out.read_text(encoding="utf-8").splitlines()] == ["a.txt", "b.txt"]


def test_a_broken_file_is_named_the_rest_is_read_and_the_exit_code_is_1(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ARTICLES["a.txt"], encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02\x00")
    result = run("read", tmp_path, "--case", tmp_path / "c.isnad")
    assert result.exit_code == 1
    assert "bad.txt" in result.output
    assert "good.txt" in run("export", tmp_path / "c.isnad", "--as", "annotations", "-o", "-").output


def test_a_missing_case_is_told_without_a_traceback(tmp_path: Path) -> None:
    result = run("show", tmp_path / "none.isnad", "a")
    assert result.exit_code != 0
    assert "none.isnad" in result.output
    assert "Traceback" not in result.output


def test_annotate_is_a_filter_that_outlives_a_broken_line() -> None:
    line = json.dumps({"id": "x", "text": "وصل 12 ألف جندي إلى روسيا أمس", "published": "2025-07-13"})
    code = [sys.executable, "-m", "isnad", "annotate"]
    result = subprocess.run(code, input=f"{line}\nbroken\n{line}\n".encode(), capture_output=True, check=False)
    found = [json.loads(row) for row in result.stdout.decode().splitlines()]
    assert [row["doc"] for row in found] == ["x", "x"]
    assert found[0]["quantities"][0]["low"] == 12000
    assert result.returncode == 1
    assert b'"line":2' in result.stderr.replace(b" ", b"")


def test_names_of_ones_own_are_found(case: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("surface,id,type,name\nخفر السواحل البحري,coast-guard,ORG,Coast Guard\n", encoding="utf-8")
    assert run("names", "add", names).exit_code == 0
    assert "coast-guard" in run("names", "list").output
    assert run("refresh", case).exit_code == 0
    bad = tmp_path / "bad.csv"
    bad.write_text("surface,id,type\nاسم,x,PLANET\n", encoding="utf-8")
    result = run("names", "add", bad)
    assert result.exit_code != 0
    assert "PLANET" in result.output


def test_the_demo_runs() -> None:
    result = run("demo")
    assert result.exit_code == 0, result.output
    assert "entities" in result.output
