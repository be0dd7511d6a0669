"""Faults: what a case, its check and its backup do when files, disks, processes and input go wrong."""

import json
import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from isnad import Case
from isnad.case import CaseError
from isnad.cli import cli
from isnad.cli.export import whole
from isnad.storage import schema
from tests.test_case import ARTICLES

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISNAD_HOME", str(tmp_path / "home"))


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def path(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "c.isnad"
    with Case.open(path) as case:
        case.read(folder)
    return path


def change(path: Path, *statements: str) -> None:
    """Change a case behind its back."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def export(path: Path) -> list[object]:
    with Case.open(path) as case:
        return list(case.export_annotations())


# ---- check


def test_a_sound_case_is_sound(path: Path) -> None:
    result = run("check", path)
    assert (result.exit_code, result.output.count("sound.")) == (0, 1), result.output
    found = json.loads(run("check", path, "--json").output)
    assert (found["documents"], found["originals"], found["findings"]) == (2, 2, [])
    assert found["spans"] > 10 and found["words"] > 20


def test_a_check_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    run("check", path)
    assert path.read_bytes() == before


# What is damaged; the part that is named; and whether a repair makes it whole.
DAMAGES = {
    "an original": ("UPDATE originals SET bytes = x'" + zlib.compress(b"other").hex() + "'", "original", False),
    "an original that is no longer packed": ("UPDATE originals SET bytes = x'00'", "original", False),
    "the hash of a text": ("UPDATE texts SET sha256 = '0'", "text", False),
    "a text that is gone": ("UPDATE documents SET text = x'' WHERE name = 'a.txt'", "text", False),
    "the id of a document": ("UPDATE documents SET id = 'ffffffffffffffff' WHERE name = 'a.txt'", "text", False),
    "annotations that are gone": ("DELETE FROM annotations", "annotations", True),
    "annotations that are no JSON": ("UPDATE annotations SET layers = x'7b'", "annotations", True),
    "a quote of a mention": ("UPDATE mentions SET surface = 'باريس' WHERE entity = 'vladimir-putin'", "annotations", True),
    "a mention that is gone": ("DELETE FROM mentions WHERE entity = 'vladimir-putin'", "annotations", True),
    "a speaker": ("UPDATE statements SET source = 'US'", "annotations", True),
    "an empty index": ("INSERT INTO search (search) VALUES ('delete-all')", "index", True),
    "words in the index": ("INSERT INTO search (rowid, words) VALUES (1, 'باريس')", "index", True),
    "a broken index": ("UPDATE search_data SET block = x'0102' WHERE id > 10", "index", True),
    "claims that are gone": ("DELETE FROM claims", "claims", True),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_wrong_is_named_and_what_follows_from_texts_is_mended(path: Path, damage: str) -> None:
    statement, part, mendable = DAMAGES[damage]
    before = export(path)
    change(path, statement)
    result = run("check", path)
    assert result.exit_code == 1, result.output
    assert any(line.startswith(f"{part}: ") for line in result.stderr.splitlines()), result.output
    assert "Traceback" not in result.output
    repaired = run("check", path, "--repair")
    assert repaired.exit_code == (0 if mendable else 1), repaired.output
    if mendable:
        assert "(mended)" in repaired.stderr
        assert run("check", path).exit_code == 0
        assert export(path) == before
        assert "القوّات" in run("search", path, "القوات").output


def test_an_altered_judgement_is_named(path: Path) -> None:
    report = json.loads(run("claims", path, "--as", "json").output.splitlines()[0])["claim"]["id"]
    assert run("judge", path, "reject", report, "--by", "منى", "--why", "خطأ").exit_code == 0
    connection = sqlite3.connect(path)
    (body,) = connection.execute("SELECT body FROM judgements").fetchone()
    connection.execute("UPDATE judgements SET body = ?", (body.replace("منى".encode(), "علي".encode()),))
    connection.commit()
    connection.close()
    result = run("check", path)
    assert (result.exit_code, result.stderr.startswith("judgements: ")) == (1, True)
    assert "has been altered" in result.stderr


def test_reading_again_brings_back_a_text_that_was_lost(path: Path, folder: Path) -> None:
    before = export(path)
    change(path, "UPDATE documents SET text = x'' WHERE name = 'a.txt'")
    assert run("read", folder, "--case", path).exit_code == 0
    assert run("check", path, "--repair").exit_code == 0
    assert export(path) == before


# ---- backup


def test_a_backup_is_the_case_also_while_another_program_writes(path: Path, tmp_path: Path) -> None:
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM documents")
    target = tmp_path / "copy.isnad"
    result = run("backup", path, target)
    writer.execute("ROLLBACK")
    writer.close()
    assert (result.exit_code, export(target) == export(path)) == (0, True), result.output
    assert run("check", target).exit_code == 0


@pytest.mark.parametrize("make", [lambda path: path.write_text("mine"), lambda path: path.symlink_to("nowhere"), Path.mkdir])
def test_a_backup_overwrites_nothing(path: Path, tmp_path: Path, make: Callable[[Path], object]) -> None:
    target = tmp_path / "copy.isnad"
    make(target)
    result = run("backup", path, target)
    assert (result.exit_code, "is not overwritten" in result.stderr) == (1, True)
    assert not list(tmp_path.glob(".*part*"))
    assert run("backup", path, path).exit_code == 1


def test_an_older_or_newer_case_is_copied_as_it_is(path: Path, tmp_path: Path) -> None:
    change(path, "PRAGMA user_version = 999")
    assert run("backup", path, tmp_path / "copy.isnad").exit_code == 0
    assert sqlite3.connect(tmp_path / "copy.isnad").execute("PRAGMA user_version").fetchone() == (999,)


def test_a_damaged_case_makes_no_copy(path: Path, tmp_path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[8192:] = b"\x00\xff" * ((len(raw) - 8192) // 2)
    path.write_bytes(raw)
    result = run("backup", path, tmp_path / "copy.isnad")
    assert (result.exit_code, "is damaged" in result.stderr) == (1, True), result.output
    assert not list(tmp_path.glob("*copy*"))


# ---- disks, locks, other files

COMMANDS = (
    ("show", "a"),
    ("search", "القوات"),
    ("entities",),
    ("statements",),
    ("events",),
    ("flows",),
    ("claims",),
    ("claim", "0000"),
    ("ask", "أرسلت روسيا قوات"),
    ("timeline",),
    ("copies",),
    ("export",),
    ("judge",),
    ("remove",),
    ("refresh",),
    ("check",),
    ("backup",),
)


def ask(path: Path, command: tuple[str, ...]) -> Result:
    given = [path.with_name("copy.isnad")] if command[0] == "backup" else command[1:]
    return run(command[0], path, *given)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("kind", ["missing", "folder", "text", "another program", "newer", "damaged", "cut"])
def test_every_command_names_the_file_and_the_reason(path: Path, kind: str, command: tuple[str, ...]) -> None:
    if kind in ("missing", "folder"):
        path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("هذا نص")
    elif kind == "another program":
        path.unlink()
        change(path, "CREATE TABLE things (x)")
    elif kind == "newer":
        change(path, f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    elif kind == "damaged":
        raw = bytearray(path.read_bytes())
        raw[4096:] = b"\x00\xff" * ((len(raw) - 4096) // 2)
        path.write_bytes(raw)
    elif kind == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    result = ask(path, command)
    if (kind, command) == ("newer", ("backup",)):
        assert result.exit_code == 0
        return
    assert (result.exit_code, "Traceback" in result.output) == (1, False), result.output
    assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit)
    assert "c.isnad" in result.stderr or result.stderr.startswith(("file: c.isnad", "text: ")), result.stderr


def in_process(code: str, *args: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, args)], capture_output=True, text=True, check=False, env={**os.environ}
    )


_CROWDED = """
import resource, signal, sys
from isnad.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
main(sys.argv[2:])
"""


def test_a_disk_that_is_full_is_told_and_nothing_is_lost(path: Path, tmp_path: Path) -> None:
    # A file may grow to a limit and no further: to SQLite that is a disk that fails where it ends.
    more = tmp_path / "more"
    more.mkdir()
    for number in range(16):
        (more / f"{number}.txt").write_text(ARTICLES["a.txt"] * 10 + str(number), encoding="utf-8")
    before = export(path)
    limit = str(path.stat().st_size + 40_000)
    result = in_process(_CROWDED, limit, "read", str(more), "--case", str(path))
    assert result.returncode == 1, result.stderr
    assert str(path) in result.stderr and "disk" in result.stderr and "Traceback" not in result.stderr
    with Case.open(path) as case:
        assert not case.check().findings
        kept = {document.name for document in case.documents()}
        assert kept >= set(ARTICLES) and len(kept) < 18
    copy = in_process(_CROWDED, "40000", "backup", str(path), str(tmp_path / "copy.isnad"))
    assert (copy.returncode, "copy.isnad" in copy.stderr, list(tmp_path.glob("*copy*"))) == (1, True, [])
    out = in_process(_CROWDED, "5000", "export", str(path), "-o", str(tmp_path / "out.jsonl"))
    assert (out.returncode, "Traceback" in out.stderr, (tmp_path / "out.jsonl").exists()) == (1, False, False)
    assert {row["doc"] for row in export(path) if "sha256" in row} >= {row["doc"] for row in before if "sha256" in row}  # type: ignore[operator, index]


def test_an_export_onto_a_full_disk_says_which_file_had_no_room(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space") as told, whole(tmp_path / "out.csv"):
        raise OSError(28, "No space left on device")
    assert (told.value.filename, list(tmp_path.glob("*out*"))) == (str(tmp_path / "out.csv"), [])


def test_two_readings_of_one_case_at_once_both_keep_everything(folder: Path, tmp_path: Path) -> None:
    path, other = tmp_path / "two.isnad", tmp_path / "other"
    other.mkdir()
    for number in range(5):
        (other / f"o{number}.txt").write_text(f"{ARTICLES['b.txt']}\n\nرقم {number}.\n", encoding="utf-8")
        (folder / f"f{number}.txt").write_text(f"{ARTICLES['a.txt']}\n\nرقم {number}.\n", encoding="utf-8")
    reading = "import sys\nfrom isnad.cli import main\nmain(['read', sys.argv[1], '--case', sys.argv[2]])"
    both = [subprocess.Popen([sys.executable, "-c", reading, str(f), str(path)], stderr=subprocess.PIPE) for f in (folder, other)]
    told = [process.communicate()[1].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    with Case.open(path) as case, Case.open(tmp_path / "one.isnad") as one:
        one.read(folder, other)
        assert list(case.export_annotations()) == list(one.export_annotations())
        assert not case.check().findings


def test_a_reading_that_is_killed_leaves_a_sound_case(tmp_path: Path) -> None:
    kill = [sys.executable, str(ROOT / "bench" / "kill.py"), "--documents", "8", "--times", "3"]
    result = subprocess.run(kill, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "3 times killed, 3 times sound" in result.stdout


def test_a_pipe_and_a_device_are_no_case(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", Path("/dev/null")):
        for create in (True, False):
            with pytest.raises(CaseError, match=f"{place} is not a case file but a device"):
                Case.open(place, create=create)


def test_a_case_in_a_folder_that_vanishes(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="There is no folder"):
        Case.open(tmp_path / "gone" / "c.isnad")


# ---- what articles and file names say to the terminal

EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\u2067\r"
ORDERS = {"\x1b", "\x07", "\x9b", "\r", "\u202e", "\u2067"}


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    told = f"قالت وزارة الدفاع الروسية{EVIL} إن 12{EVIL} جنديا قتلوا قرب كورسك{EVIL} يوم الأحد. وأرسلت روسيا{EVIL} 10 دبابات إلى كوريا الشمالية."
    rows = [
        {
            "id": f"اسم{EVIL}\nثان",
            "text": f"عنوان{EVIL}\n\n{told}",
            "published": "2025-07-13",
            "publisher": EVIL,
            "byline": EVIL,
            "url": EVIL,
        },
        {
            "id": f"ب{EVIL}",
            "text": f"عنوان\n\n{told.replace('12', '30')}",
            "published": "2025-07-14",
            "publisher": f"صحيفة{EVIL}",
        },
    ]
    folder = tmp_path / "evil"
    folder.mkdir()
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / f"bad{EVIL}\nname.txt").write_bytes(b"\0\1\2")
    path = tmp_path / "evil.isnad"
    result = run("read", folder, "--case", path)
    assert result.exit_code == 1 and not ORDERS & set(result.output)
    assert len(result.stderr.splitlines()) == 1
    return path


def test_no_command_passes_an_order_of_an_article_to_the_terminal(evil: Path) -> None:
    claim = json.loads(run("claims", evil, "--as", "json").output.splitlines()[0])["claim"]["id"]
    commands = [("entities", evil, "--json"), ("claims", evil, "--as", "json"), ("show", evil, "ثان", "--lists", "--all")]
    commands += [("show", evil, "ثان", "--layers", "events"), ("explain", evil, "ثان:0"), ("claim", evil, claim)]
    commands += [
        ("show", evil, EVIL),
        ("show", evil, "nothing"),
        ("read", EVIL, "--case", evil),
        ("judge", evil, "--import", EVIL),
    ]
    commands += [
        ("remove", evil, "ثان", "--by", EVIL + "م", "--why", EVIL + "ل"),
        (EVIL,),
        ("show", EVIL, "x"),
        ("backup", evil, evil),
    ]
    commands += [(name, evil, *rest) for name, *rest in COMMANDS if name not in ("export", "backup", "claim", "show")]
    for command in commands:
        shown = run(*command).output
        assert not ORDERS & set(shown), (command, shown)


# ---- a large batch with broken parts


def test_a_batch_with_broken_parts_is_read_and_each_is_named(tmp_path: Path) -> None:
    folder, path = tmp_path / "batch", tmp_path / "batch.isnad"
    folder.mkdir()
    for number in range(60):
        (folder / f"g{number:02}.txt").write_text(
            f"خبر {number}\n\nقالت الوزارة إن {number + 2} جنديا قتلوا.\n", encoding="utf-8"
        )
    broken = {
        "binary.txt": b"\0\1\2\xff" * 50,
        "empty.txt": b"",
        "blank.html": b"<html><body></body></html>",
        "deep.html": b"<div>" * 60_000 + "خبر".encode(),
        "image.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        "empty.jsonl": b"",
        "sixteen.jsonl": '{"text": "خبر"}'.encode("utf-16"),
    }
    for name, raw in broken.items():
        (folder / name).write_bytes(raw)
    for name in ("lost.txt", "gone.txt"):
        (folder / name).symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    lines = [
        "{",
        "[1]",
        '{"text": ""}',
        '{"id": 1}',
        '{"text": "خبر من كييف"}',
        '{"text": "خبر", "published": "لا"}',
        '{"text": NaN}',
    ]
    (folder / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "manifest.csv").write_text('file,published\ng01.txt,99\nnone.txt,2025-07-13\n,\n"', encoding="utf-8")
    expected = {
        *broken,
        "lost.txt",
        "gone.txt",
        "pipe.txt",
        *(f"lines.jsonl#{n}" for n in (1, 2, 3, 4, 6, 7)),
        "manifest.csv#2",
        "manifest.csv#3",
    }
    result = run("read", folder, "--case", path, "--json")
    assert result.exit_code == 1, result.output
    report = json.loads(result.stdout)
    assert report["new"] == 62
    assert {fault["name"] for fault in report["faults"]} == expected
    assert all(fault["reason"].endswith(".") for fault in report["faults"])
    assert {line.partition(": ")[0] for line in result.stderr.splitlines()} == expected
    assert run("check", path).exit_code == 0
