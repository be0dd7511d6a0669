"""A room that many ask at once while a reading writes the case, and judgements made meanwhile: all answered, none lost."""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from urllib.parse import quote, urlencode

import pytest
import uvicorn

from isnad import Case
from isnad.web import application
from isnad.web.shelf import Shelf
from tests.conftest import EXAMPLES

TIMES = int(os.environ.get("ISNAD_FUZZ", "1"))
CLIENTS, EACH, READ, JUDGED = 50, 4 * TIMES, 12 * TIMES, 12
_READING = "import sys\nfrom isnad.cli import main\nmain(['read', sys.argv[1], '--case', sys.argv[2]])"


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    with Case.open(sample) as case:
        case.backup(tmp_path / "c.isnad")
    return tmp_path / "c.isnad"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles that are told like those of the sample, each with a sentence of its own."""
    folder = tmp_path / "more"
    folder.mkdir()
    texts = [one.read_text(encoding="utf-8") for one in sorted(EXAMPLES.glob("*.txt"))]
    for number in range(READ):
        text = f"{texts[number % len(texts)]}\n\nوقال المحافظ إن {number + 20} عاملا أصيبوا في حي رقم {number}.\n"
        (folder / f"n{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def port(path: Path) -> Iterator[int]:
    listening = socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    shelf = Shelf(path)
    app = application(shelf, [f"127.0.0.1:{port}"])
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    serving.start()
    while not server.started:
        time.sleep(0.02)
    yield port
    server.should_exit = True
    serving.join(20)
    shelf.close()


def read(folder: Path, path: Path) -> "subprocess.Popen[bytes]":
    """Begin to read a folder into a case, in a process of its own."""
    return subprocess.Popen([sys.executable, "-c", _READING, str(folder), str(path)], stdout=subprocess.DEVNULL)


def ask(port: int, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"origin": f"http://127.0.0.1:{port}", "content-type": "application/x-www-form-urlencoded"}
    connection.request("POST" if form else "GET", path, urlencode(form) if form else None, headers if form else {})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_fifty_ask_while_a_reading_writes_and_people_judge(path: Path, folder: Path, port: int) -> None:
    with Case.open(path) as case:
        reports = [told.report.id for claimed in case.claims() for told in claimed.reports][:JUDGED]
        document, actor = next(case.documents()).id, case.entities(limit=1)[0].id
        claim = case.claims(limit=1)[0].claim.id
    pages = ["/", "/claims", f"/docs/{document}", "/docs", "/actors", f"/actors/{quote(actor)}", "/flows", "/map", "/review?by=x"]
    pages += [
        "/search?q=%D8%A7%D9%84%D8%AC%D8%B3%D8%B1",
        "/claims.json",
        "/case.json",
        "/stories",
        f"/claims/{claim}",
        "/flows.csv",
    ]
    reading = read(folder, path)
    told: Counter[int] = Counter()

    def client(number: int) -> list[tuple[str, int, str]]:
        return [(page, *ask(port, page)) for turn in range(EACH) for page in [pages[(number + turn) % len(pages)]]]

    def judge(report: str) -> tuple[str, int, str]:
        return (
            report,
            *ask(port, "/judge", {"kind": "note", "a": report, "value": f"ملاحظة {report}", "by": "ليلى", "why": "قرأتها"}),
        )

    with ThreadPoolExecutor(CLIENTS + 2) as pool:
        judged = [pool.submit(judge, report) for report in reports]
        asked = [pool.submit(client, number) for number in range(CLIENTS)]
        for page, status, body in (one for future in asked for one in future.result()):
            told[status] += 1
            assert status == 200 or (status == 404 and page == f"/claims/{claim}"), (page, status, body[-2000:])
        for report, status, body in (future.result() for future in judged):
            assert status == 303, (report, status, body[-2000:])
    assert reading.wait(300) == 0
    assert told.total() == CLIENTS * EACH
    assert ask(port, "/case.json")[1].startswith(f'{{"documents":{6 + READ},')
    with Case.open(path) as case:
        assert not case.check().findings
        notes = {one.judgement.value for one in case.judgements() if one.state == "applies"}
        assert notes == {f"ملاحظة {report}" for report in reports}
        before = list(case.export_annotations())
        assert case.read(folder).new == 0 and list(case.export_annotations()) == before


def test_judgements_made_while_a_reading_writes_are_all_kept(path: Path, folder: Path, tmp_path: Path) -> None:
    """Two programs: one reads, one judges. What comes of them is what comes of one after the other."""
    with Case.open(path) as case:
        case.backup(tmp_path / "calm.isnad")
        reports = [told.report.id for claimed in case.claims() for told in claimed.reports][:JUDGED]
    reading = read(folder, path)
    with Case.open(path) as case:
        for number, report in enumerate(reports):
            case.judge("reject" if number % 3 == 0 else "accept", report, by="ليلى", why="قرأتها")
    assert reading.wait(300) == 0
    with Case.open(path) as case, Case.open(tmp_path / "calm.isnad") as calm:
        calm.import_judgements(case.export_judgements())
        calm.read(folder)
        assert not case.check().findings
        assert len(case.judgements()) == JUDGED
        assert [one.claim for one in case.claims()] == [one.claim for one in calm.claims()]
        assert list(case.export_annotations()) == list(calm.export_annotations())
