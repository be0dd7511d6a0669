"""Who speaks how often, and about whom."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from isnad import Case
from isnad.cli import cli

TEXT = """أعلنت وزارة الصحة أن 12 شخصا قتلوا في دمشق أمس.

وقال سيرغي لافروف إن قطر أرسلت مساعدات إلى تونس أمس.

وقال مصدر إن قطر أرسلت مساعدات إلى مصر أمس.
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    with Case.open(folder / "c.isnad") as opened:
        opened.read(folder / "a.txt", published="2026-03-02")
    return folder / "c.isnad"


def test_who_speaks_by_name_is_counted(case: Path) -> None:
    with Case.open(case) as opened:
        heard = {one.source.id: one.statements for one in opened.heard()}
        assert heard["sergei-lavrov"] == 1 and not any(id.startswith("unnamed") for id in heard)
        assert len(opened.heard(1)) == 1


def test_who_speaks_about_whom(case: Path) -> None:
    with Case.open(case) as opened:
        pairs = {(one.source.id, one.party.id): (one.reports, one.documents) for one in opened.spoken()}
    assert pairs["sergei-lavrov", "QA"] == pairs["sergei-lavrov", "TN"] == (1, 1)
    assert not any(source.startswith("unnamed") for source, _ in pairs)


def test_a_flow_names_its_claims(case: Path) -> None:
    with Case.open(case) as opened:
        flows = {(flow.giver.id, flow.receiver.id): flow for flow in opened.flows() if flow.giver and flow.receiver}
        told = {claimed.claim.id for claimed in opened.claims()}
    assert flows["QA", "TN"].claims and set(flows["QA", "TN"].claims) <= told


def test_voices_are_a_command(case: Path) -> None:
    heads, *rows = CliRunner().invoke(cli, ["voices", str(case), "--plain"]).output.splitlines()
    assert heads.split("\t") == ["who speaks", "id", "statements"]
    assert any("sergei-lavrov" in row for row in rows)
    about = CliRunner().invoke(cli, ["voices", str(case), "--about", "--plain"]).output.splitlines()
    assert about[0].split("\t") == ["who speaks", "about whom", "reports", "documents"] and len(about) > 2
    lines = CliRunner().invoke(cli, ["voices", str(case), "--about", "--json", "--limit", "1"]).output.splitlines()
    assert len(lines) == 1 and json.loads(lines[0])["documents"] == 1
