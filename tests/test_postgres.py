"""A case on a PostgreSQL server: what it tells is what a case file tells, whoever reads and writes it at once."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import isnad
from isnad import Case
from isnad.case import CaseError
from isnad.cli import cli
from isnad.model import Annotations, Document, digest
from isnad.storage import documents, open_file, schema
from isnad.storage.address import parse
from isnad.storage.documents import Reading
from isnad.storage.file import CaseFile
from isnad.storage.postgres import PostgresFile
from isnad.storage.query import parse as query
from isnad.storage.search import search
from isnad.web.shelf import Shelf
from tests import server
from tests.test_case import ARTICLES
from tests.test_versions import ADDRESS, FIRST, SECOND

EXAMPLES = sorted((Path(isnad.__file__).parent / "examples").glob("*.txt"))
ASKED = (
    *("entities", "statements", "events", "flows", "claims", "summaries", "stories", "timeline"),
    *("places", "copies", "totals", "heard", "spoken", "outlets", "queue", "latest"),
)


@pytest.fixture
def address(postgres: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a case that is not there yet."""
    made = server.with_schema(postgres, f"isnad_own_{digest(request.node.name)}")
    server.drop([made])
    yield made
    server.drop([made])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def told(case: Case) -> str:
    """Return all that a case tells."""
    lines = [json.dumps(line, ensure_ascii=False) for line in case.export_annotations()]
    found = {name: getattr(case, name)() for name in ASKED}
    said = {name: value if isinstance(value, msgspec.Struct) else list(value) for name, value in found.items()}
    return "\n".join((*lines, *(msgspec.json.encode(value).decode() for value in said.values())))


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args])


# ---- the same as a file


def test_both_stores_tell_the_same_to_the_byte(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.case._now", lambda: "2026-03-01T10:00:00+00:00")
    with Case.open(tmp_path / "c.isnad") as one, Case.open(address) as two:
        for case in (one, two):
            case.read(*EXAMPLES)
            first, second, *_ = case.claims()
            case.judge("same", first.claim.id, second.claim.id, by="Lina", why="one accident")
            case.remove(EXAMPLES[2].name, by="Lina", why="a forgery")
            case.read(EXAMPLES[2])
            for page in (FIRST, SECOND):
                case.read_pages([page])
        moments = [one.judgement.at for case in (one, two) for one in case.judgements()]
        first_told, second_told = (told(case).replace(at, "then") for case, at in zip((one, two), moments, strict=True))
        for id in {found.judgement.id for case in (one, two) for found in case.judgements()}:
            first_told, second_told = first_told.replace(id, "it"), second_told.replace(id, "it")
        assert first_told == second_told
        sentence = "أعلنت الوزارة فتح تحقيق في الحادث"
        assert [found.claimed.claim.id for found in one.ask(sentence).found] == [
            found.claimed.claim.id for found in two.ask(sentence).found
        ]
        assert two.check().findings == ()


WORDS = ("القوات", "قوات", "والقوات", "الكورية", "كوريا", "10,000", "kn23", "وبالقوات", "حرب")


@pytest.fixture(scope="module")
def both(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CaseFile, CaseFile]]:
    made = server.with_schema(postgres, "isnad_own_both")
    server.drop([made])
    with closing(open_file(tmp_path_factory.mktemp("both") / "c.isnad")) as one, closing(open_file(made)) as two:
        yield one, two
    server.drop([made])


TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
QUERIES = st.lists(st.sampled_from((*WORDS, "OR", "-حرب", "كور*", "ق*", '"القوات الكورية"', "والق*")), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=5), queries=st.lists(QUERIES.map(" ".join), min_size=4, max_size=4))
def test_what_is_found_and_how_well_it_fits_is_what_sqlite_says(
    texts: list[str], queries: list[str], both: tuple[CaseFile, CaseFile]
) -> None:
    for number, text in enumerate(texts):
        document = Document(name=f"{number}.txt", text=text, sha256=f"{number}", lang="ar")
        for file in both:  # in the place of what stood there before, whose words the index goes on counting
            documents.save(file, Annotations(document=document, pack="p"), b"", Reading("2025-07-13", "p"))
    for asked in filter(lambda asked: query(asked).groups, queries):
        one, two = (file.scores(query(asked).groups) for file in both)
        assert two == pytest.approx(one, rel=1e-12), asked
        found = [[(hit.document.id, hit.spans) for hit in search(file, asked)] for file in both]
        assert found[0] == found[1], asked


# ---- moving


def test_a_case_moves_to_a_server_and_back(address: str, tmp_path: Path) -> None:
    with Case.open(tmp_path / "a.isnad") as case:
        case.read(*EXAMPLES[:3])
        for page in (FIRST, SECOND):
            case.read_pages([page])
        first, second, *_ = case.claims()
        case.judge("same", first.claim.id, second.claim.id, by="Lina", why="one accident")
        case.remove(EXAMPLES[0].name, by="Lina", why="a forgery")
        before = told(case)
    there = run("backup", tmp_path / "a.isnad", address)
    assert there.exit_code == 0, there.output
    with Case.open(address) as case:
        assert told(case) == before
        assert case.removals()[0].why == "a forgery"
        assert case.check().findings == ()
        assert [hit.document.name for hit in case.search("القطار OR الوزارة")]
        assert [len(version.edits) for version in case.versions(ADDRESS)] == [0, 2]
        case.read(*EXAMPLES)  # numbers go on behind those that came from the file
        after = told(case)
    back = run("backup", address, tmp_path / "b.isnad")
    assert (back.exit_code, "b.isnad is a copy of postgresql://" in back.output) == (0, True), back.output
    with Case.open(tmp_path / "b.isnad") as case:
        assert told(case) == after
        assert case.check().findings == ()
    assert server.PASSWORD not in there.output + back.output


def test_a_copy_overwrites_no_case_on_a_server(address: str, folder: Path, tmp_path: Path) -> None:
    with Case.open(address) as case, Case.open(tmp_path / "a.isnad") as other:
        case.read(folder / "a.txt")
        other.read(folder / "b.txt")
        with pytest.raises(CaseError, match="is there already, and is not overwritten"):
            other.backup(address)
        assert [document.name for document in case.documents()] == ["a.txt"]


# ---- several at once


def test_two_who_write_and_one_who_reads_at_once_lose_nothing(address: str, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for number in range(4):
        (folder / f"f{number}.txt").write_text(f"{ARTICLES['a.txt']}\n\nرقم {number}.\n", encoding="utf-8")
        (other / f"o{number}.txt").write_text(f"{ARTICLES['b.txt']}\n\nرقم {number}.\n", encoding="utf-8")
    Case.open(address).close()
    seen: list[int] = []
    failed: list[BaseException] = []
    done = Event()

    def write(source: Path) -> None:
        with Case.open(address) as case:
            case.read(source)

    def look() -> None:
        with Case.open(address, create=False) as case:
            while not done.is_set():
                names = [document.name for document in case.documents()]
                assert all(case.annotations(name).pack for name in names)  # what is there is there as a whole
                seen.append(len(names))
                case.search("القوات")

    def kept(what: Any, *args: Path) -> Thread:
        def work() -> None:
            try:
                what(*args)
            except BaseException as error:
                failed.append(error)

        thread = Thread(target=work)
        thread.start()
        return thread

    reader, writers = kept(look), [kept(write, folder), kept(write, other)]
    for writer in writers:
        writer.join()
    done.set()
    reader.join()
    assert failed == []
    assert seen == sorted(seen)
    with Case.open(address) as case, Case.open(tmp_path / "one.isnad") as one:
        one.read(folder, other)
        assert list(case.export_annotations()) == list(one.export_annotations())
        assert not case.check().findings


def test_who_cannot_wait_for_a_writer_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.storage.postgres._PATIENCE", 50)
    with closing(open_file(address)) as one, closing(open_file(address)) as two:
        with one.transaction():
            one.run("INSERT INTO terms (term) VALUES ('x')")
            with pytest.raises(CaseError, match="is being written by another program"):
                two.run("INSERT INTO terms (term) VALUES ('y')")
            assert two.rows("SELECT term FROM terms") == []  # reading goes on
        two.run("INSERT INTO terms (term) VALUES ('y')")
        assert two.rows("SELECT term FROM terms ORDER BY term") == [("x",), ("y",)]


def test_what_is_known_of_a_case_is_forgotten_once_another_writes(address: str) -> None:
    with closing(open_file(address)) as one, closing(open_file(address)) as two:
        before = one.state()
        one.run("INSERT INTO terms (term) VALUES ('x')")
        own = one.state()
        assert own[0] > before[0] and own[1] == before[1]
        with pytest.raises(CaseError), two.transaction():
            two.run("NONSENSE")
        assert one.state() == own
        two.run("INSERT INTO terms (term) VALUES ('y')")
        assert one.state()[1] > own[1]


def test_a_connection_that_is_lost_loses_no_more_than_what_was_being_written(address: str) -> None:
    with closing(open_file(address)) as one, closing(open_file(address)) as two:
        one.run("INSERT INTO terms (term) VALUES ('kept')")
        with pytest.raises(CaseError, match=r"was lost|is being shut down"), one.transaction():
            one.run("INSERT INTO terms (term) VALUES ('lost')")
            (process,) = one.row("SELECT pg_backend_pid()")
            two.row("SELECT pg_terminate_backend(CAST(? AS INTEGER))", process)
            for number in range(3):
                one.run("INSERT INTO terms (term) VALUES (?)", f"{number}")
        assert one.rows("SELECT term FROM terms") == [("kept",)]  # by a new connection
        two.run("INSERT INTO terms (term) VALUES ('more')")


# ---- errors


def changed(address: str, **parts: str) -> str:
    """Return an address with another part: its user, password, database or place."""
    known = {
        "user": "lina",
        "password": quote(server.PASSWORD, safe=""),
        "database": "postgres",
        "port": str(parse(address).port),
    }
    known |= {"host": parse(address).host, **parts}
    return "postgresql://{user}:{password}@:{port}/{database}?host={host}".format(**known)


WRONG = {
    "a wrong password": ({"password": "s3cret"}, "lets nobody in by this name and password"),
    "no password": ({"password": ""}, "lets nobody in by this name and password"),
    "nobody": ({"user": "omar", "password": "s3cret"}, "lets nobody in by this name"),
    "no database": ({"database": "nowhere"}, "the server has no such database"),
    "no server": ({"host": "/nowhere"}, "cannot be reached: no such file or directory"),
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.skipif(server.is_given(), reason="how a server of others lets people in is not known")
def test_why_a_server_gives_no_case_is_told_without_the_password(postgres: str, wrong: str) -> None:
    parts, reason = WRONG[wrong]
    result = run("search", changed(postgres, **parts), "القوات")
    assert (result.exit_code, reason in result.stderr, "Traceback" in result.output) == (1, True, False), result.output
    assert "s3cret" not in result.output and server.PASSWORD not in result.output
    assert result.stderr.startswith("Error: postgresql://")


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("postgresql://lina:s3cret@localhost:port/x", "is not postgresql://USER@HOST:PORT/DATABASE"),
        ("postgresql://lina:s3cret@localhost/x?colour=red", "asks for «colour»"),
        ("postgresql://lina:s3cret@localhost/x?sslmode=perhaps", "sslmode=perhaps"),
        ("postgresql://lina:s3cret@localhost/x?schema=", "a schema that can be none"),
        ("postgresql://lina:s3cret@localhost:1/x", "cannot be reached: connection refused"),
        ("postgresql://lina:s3cret@nowhere.invalid/x", "cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_the_password(wrong: str, reason: str) -> None:
    for command in (
        ("search", wrong, "x"),
        ("read", "x", "--case", wrong),
        ("backup", wrong, "x"),
        ("serve", wrong, "--no-open"),
    ):
        result = run(*command)
        assert (result.exit_code, reason in result.stderr) == (1, True), result.output
        assert "s3cret" not in result.output


def test_what_an_address_leaves_out_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PGUSER": "u", "PGPASSWORD": "p", "PGHOST": "h", "PGPORT": "7", "PGDATABASE": "d"}.items():
        monkeypatch.setenv(name, value)
    found = parse("postgresql://")
    assert (found.user, found.password, found.host, found.port, found.database, found.schema) == ("u", "p", "h", 7, "d", "isnad")
    assert found.name == "postgresql://u@h:7/d"
    found = parse("postgres://a:b%40@[::1]:9/c?schema=قضية")
    assert (found.user, found.password, found.host, found.port, found.database, found.schema) == (
        "a",
        "b@",
        "::1",
        9,
        "c",
        "قضية",
    )
    assert parse(found.name)._replace(password="b@") == found
    found = parse("postgresql://a@:6/c?host=/var/Run/pg")
    assert (found.name, parse(found.name)._replace(password="") == found._replace(password="")) == (
        "postgresql://a@:6/c?host=/var/Run/pg",
        True,
    )


@pytest.mark.skipif(server.is_given(), reason="how a server of others is reached is not known")
def test_a_server_is_reached_by_its_port_and_encrypted_where_that_is_asked(address: str) -> None:
    Case.open(address).close()
    found = parse(address)
    known = f"postgresql://lina:{quote(server.PASSWORD, safe='')}@127.0.0.1:{found.port}/postgres?schema={found.schema}"
    with Case.open(known, create=False) as case:
        assert case.address == f"postgresql://lina@127.0.0.1:{found.port}/postgres?schema={found.schema}"
        assert case.name == f"postgres.{found.schema}"
    with pytest.raises(CaseError, match="Server refuses SSL"):  # this one has no certificate
        Case.open(f"{known}&sslmode=require")


def test_a_case_that_is_not_there_is_told_and_not_made(address: str) -> None:
    result = run("claims", address)
    assert (result.exit_code, "There is no case at postgresql://" in result.stderr) == (1, True), result.output
    assert run("claims", address).stderr == result.stderr


def test_a_newer_case_is_refused(address: str) -> None:
    with closing(open_file(address)) as file:
        file.run("UPDATE state SET schema = ?", len(schema.MIGRATIONS) + 6)
    with pytest.raises(CaseError, match=rf"by a newer Isnad \(schema {len(schema.MIGRATIONS) + 6}; this one knows"):
        open_file(address)


def test_an_older_case_is_migrated_and_a_step_that_fails_leaves_it_as_it_was(
    address: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Case.open(address) as case:
        case.read(folder)
        before = told(case)
    step = (
        "CREATE TABLE later (row INTEGER PRIMARY KEY, body BLOB) WITHOUT ROWID",
        "INSERT INTO later SELECT row, NULL FROM documents",
    )
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step, ("CREATE TABLE more (x TEXT)", "CREATE NONSENSE")))
        with pytest.raises(CaseError, match="gives an error: syntax error"):
            open_file(address)
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))
        with closing(open_file(address)) as file:
            assert file.rows("SELECT row FROM later ORDER BY row") == [(1,), (2,)]
        with Case.open(address) as case:
            assert told(case) == before


def test_an_address_may_be_longer_than_an_index_takes(address: str) -> None:
    long = f"https://fajr.example/a?{Random(1).randbytes(6000).hex()}"
    with Case.open(address) as case:
        for page in (FIRST, SECOND):
            assert case.read_pages([msgspec.structs.replace(page, name="a.txt", url=long)]).faults == ()
        assert [version.document.url for version in case.versions(long)] == [long, long]


def test_tables_of_another_program_are_left_alone(address: str) -> None:
    with closing(PostgresFile(parse(address))) as other:
        with other.snapshot():
            other.rows("SET TRANSACTION READ WRITE")
            other.rows(f"CREATE SCHEMA {other.address.schema}")
            other.rows("CREATE TABLE documents (x TEXT)")
        with pytest.raises(CaseError, match="holds tables of another program"):
            open_file(address)
        assert other.rows("SELECT * FROM documents") == []


@pytest.mark.skipif(server.is_given(), reason="no user is made on a server of others")
def test_who_may_only_read_reads(address: str, folder: Path) -> None:
    with Case.open(address) as case:
        case.read(folder)
        before = told(case)
    name = parse(address).schema
    with closing(open_file(address)) as file, file.transaction():
        file.rows("CREATE USER guest PASSWORD 's3cret'")
        file.rows(f"GRANT USAGE ON SCHEMA {name} TO guest")
        file.rows(f"GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO guest")
    with Case.open(f"{changed(address, user='guest', password='s3cret')}&schema={name}") as case:
        assert told(case) == before
        with pytest.raises(CaseError, match="may not be read or written by this user"):
            case.read(folder, published="2025-01-01")


def test_a_driver_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pg8000.native", None)
    for name in ("isnad.storage.postgres", "isnad.storage.wire"):
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(CaseError, match=r"pip install 'isnad\[postgres\]'"):
        open_file("postgresql://localhost/x")


# ---- commands and pages


def test_commands_take_an_address_wherever_they_take_a_case(address: str, folder: Path, tmp_path: Path) -> None:
    read = run("read", folder, "--case", address)
    assert (read.exit_code, "2 new" in read.output) == (0, True), read.output
    for command, *rest in (
        ("show", "a"),
        ("search", "القوات"),
        ("claims",),
        ("entities",),
        ("export", "-o", tmp_path / "out.jsonl"),
        ("briefing", "-o", tmp_path / "briefing.md"),
        ("check",),
        ("judge",),
        ("refresh",),
    ):
        result = run(command, address, *rest)
        assert result.exit_code == 0, (command, result.output)
        assert server.PASSWORD not in result.output and quote(server.PASSWORD, safe="") not in result.output
    assert "القوّات" in run("search", address, "القوات").output
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").count('"kind":"document"') == 2


def test_pages_see_what_others_write(address: str, folder: Path) -> None:
    Case.open(address).close()
    shelf = Shelf(address)
    assert shelf.claims() == []
    with Case.open(address) as case:
        case.read(folder)
        expected = [claimed.claim.id for claimed in case.claims()]
    assert [claimed.claim.id for claimed in shelf.claims()] == expected
    shelf.close()
