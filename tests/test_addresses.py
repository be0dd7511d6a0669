"""Addresses: polite, conditional, bounded, and never into a private network. The servers are on this machine, and no other is asked."""

import gzip
import itertools
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from isnad import Case
from isnad.cli import cli
from isnad.model import Page
from isnad.reading import Fault, Unreadable, fetching, guarded, read
from isnad.reading.fetching import Fetcher
from isnad.reading.naming import believed, plain_address
from isnad.watching import look
from tests import formats

Answering = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server of this test: what it answers by path, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.special: dict[str, Answering] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                if self.path in site.special:
                    site.special[self.path](self)
                    return
                status, headers, body = site.pages.get(self.path, (404, {}, b""))
                if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.port = self.server.server_port
        self.root = f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        self.pages[path] = (
            200,
            {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}},
            body,
        )
        return self.root + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    made = Site()
    monkeypatch.setattr(guarded, "ALLOWED", frozenset([("127.0.0.1", made.port)]))
    monkeypatch.setattr(fetching, "_PAUSE", 0.0)
    yield made
    made.server.shutdown()
    made.server.server_close()


PAGE = formats.html(*formats.article())


def fetcher(limit: int = 1_000_000) -> tuple[Fetcher, list[float]]:
    slept: list[float] = []
    return Fetcher(limit, slept.append), slept


def refused(address: str, limit: int = 1_000_000) -> str:
    with pytest.raises(Unreadable) as told:
        fetcher(limit)[0].get(address)
    return str(told.value)


def test_an_address_is_read_by_what_its_server_says_it_is(site: Site) -> None:
    address = site.put("/a?n=1", PAGE)
    site.put("/b", formats.pdf(*formats.article()), "application/pdf")
    pages = [item for item in read(address + "#top", site.root + "/b", publisher="الساحل") if isinstance(item, Page)]
    assert [page.name for page in pages] == [address, site.root + "/b"]
    assert [page.publisher for page in pages] == ["الساحل", "الساحل"]
    assert all("وادي المرجان" in page.text for page in pages)
    assert site.asked[1][1]["user-agent"].startswith("isnad/")


def test_what_is_no_page_is_a_fault_with_its_address(site: Site) -> None:
    site.put("/picture", b"\x89PNG", "image/png")
    told = {item.name: item.reason for item in read(site.root + "/nothing", site.root + "/picture") if isinstance(item, Fault)}
    assert "404" in told[site.root + "/nothing"]
    assert "format" in told[site.root + "/picture"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1:8080/",
        "http://172.16.9.9/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[fec0::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://224.0.0.1/",
    ],
)
def test_private_addresses_are_never_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket, "create_connection", never)
    assert "not asked" in refused(address) or "no host" in refused(address)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://",
        "http://u:p@example.org/",
        "http://example.org:22/",
        "http://a b/",
        "gopher://x",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("93.184.216.34", 22))])
    assert refused(address)


def test_a_host_of_which_one_number_is_private_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.7", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: numbers)
    assert "10.0.0.7" in refused("http://news.example/")


def test_a_host_that_changes_its_number_after_the_check_is_asked_at_the_checked_one(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the name resolves once for each hop, and the connection goes to the number that was checked."""
    site.put("/a", PAGE)
    resolved: list[str] = []
    connected: list[str] = []
    original, numeric = socket.create_connection, socket.getaddrinfo

    def resolve(host: str, port: int, *more: object, **known: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        if host != "news.example":
            return numeric(host, port, *more, **known)  # type: ignore[arg-type, return-value]
        resolved.append(host)
        return [(2, 1, 6, "", ("93.184.216.34" if len(resolved) < 3 else "10.0.0.7", port))]

    def connect(place: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(place[0])
        return original(("127.0.0.1", site.port), timeout)

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(guarded, "ALLOWED", frozenset())
    fetch = fetcher()[0]
    assert fetch.get("http://news.example/a").status == 200
    assert set(connected) == {"93.184.216.34"}
    with pytest.raises(Unreadable, match="public"):
        fetch.get("http://news.example/a")
    assert set(connected) == {"93.184.216.34"}


@pytest.mark.parametrize(
    "there", ["http://127.0.0.1:1/", "http://169.254.169.254/", "//10.0.0.1/x", "file:///etc/passwd", "http://localhost:9/"]
)
def test_a_redirect_into_a_private_network_is_refused(site: Site, there: str) -> None:
    site.pages["/go"] = (302, {"Location": there}, b"")
    assert refused(site.root + "/go")
    assert site.paths() == ["/go"]


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.pages["/one"] = (301, {"Location": "/two"}, b"")
    site.pages["/two"] = (302, {"Location": "three"}, b"")
    site.put("/three", PAGE)
    assert fetcher()[0].get(site.root + "/one").address == site.root + "/three"
    site.pages["/round"] = (302, {"Location": "/round"}, b"")
    assert "times" in refused(site.root + "/round")


def test_robots_are_obeyed(site: Site) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /secret\nCrawl-delay: 7\n", "text/plain")
    site.put("/secret/a", PAGE)
    site.put("/open", PAGE)
    fetch, slept = fetcher()
    with pytest.raises(Unreadable, match=r"robots\.txt"):
        fetch.get(site.root + "/secret/a")
    assert fetch.get(site.root + "/open").status == 200
    assert site.paths() == ["/open"]
    assert max(slept) == pytest.approx(7, abs=1)


def test_a_mark_before_robots_hides_none_of_its_rules(site: Site) -> None:
    site.put("/robots.txt", "\ufeffUser-agent: *\nDisallow: /secret\n".encode(), "text/plain")
    site.put("/secret", PAGE)
    assert "robots.txt" in refused(site.root + "/secret")
    assert site.paths() == []


def test_a_site_whose_robots_cannot_be_read_is_not_asked(site: Site) -> None:
    site.pages["/robots.txt"] = (500, {}, b"")
    site.put("/a", PAGE)
    assert "robots.txt" in refused(site.root + "/a")
    assert site.paths() == []


def test_a_busy_server_is_asked_again_later(site: Site) -> None:
    answers = iter([503, 429, 200])

    def busy(request: BaseHTTPRequestHandler) -> None:
        status = next(answers)
        request.send_response(status)
        request.send_header("Retry-After", "3")
        request.send_header("Content-Length", "0")
        request.end_headers()

    site.special["/a"] = busy
    fetch, slept = fetcher()
    assert fetch.get(site.root + "/a").status == 200
    assert slept.count(3.0) == 2


def test_one_host_is_given_a_pause(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_PAUSE", 5.0)
    site.put("/a", PAGE)
    fetch, slept = fetcher()
    fetch.get(site.root + "/a")
    fetch.get(site.root + "/a")
    assert len([pause for pause in slept if pause > 4]) == 2  # after robots.txt, and after the first


def test_bombs_and_endless_answers_stop_at_the_limit(site: Site) -> None:
    site.put("/bomb", gzip.compress(b"\0" * 30_000_000), Content_Encoding="gzip")
    site.put("/large", b"x" * 2_000_000)
    site.put("/odd", b"x", Content_Encoding="br")
    site.put("/torn", b"\x1f\x8b\x08\0broken", Content_Encoding="gzip")

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"x" * 100_000)
        except OSError:
            return

    site.special["/endless"] = endless
    for path in ("/bomb", "/large", "/endless"):
        assert "too large" in refused(site.root + path)
    assert "packed" in refused(site.root + "/odd")
    assert refused(site.root + "/torn")


def test_slow_servers_are_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_PATIENCE", 0.4)
    monkeypatch.setattr(fetching, "_DEADLINE", 0.8)

    def silent(request: BaseHTTPRequestHandler) -> None:
        request.rfile.read(0)
        time.sleep(2)

    def dripping(request: BaseHTTPRequestHandler) -> None:
        try:
            for letter in itertools.chain(b"HTTP/1.1 200 OK\r\nX: ", itertools.repeat(ord("y"))):  # it never ends
                request.wfile.write(bytes([letter]))
                request.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    def dripping_words(request: BaseHTTPRequestHandler) -> None:
        try:
            request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(100):  # never silent for long: only the time of the whole answer ends it
                request.wfile.write(b"y")
                time.sleep(0.1)
        except OSError:
            return

    site.special |= {"/silent": silent, "/dripping": dripping, "/words": dripping_words}
    for path in site.special:
        began = time.monotonic()
        assert refused(site.root + path)
        assert time.monotonic() - began < 5


# ---- watching


def rss(site: Site, *items: tuple[str, str]) -> bytes:
    told = "".join(
        f"<item><title>{title}</title><link>{site.root}{path}</link><description>مقدمة الخبر</description></item>"
        for title, path in items
    )
    return f'<rss version="2.0"><channel><title>صحيفة الساحل</title>{told}</channel></rss>'.encode()


def article(number: str) -> bytes:
    return formats.html(
        f"وزير الري: {number} قتيلا في فيضان الوادي",
        [
            f"قال وزير الري إن {number} شخصا قتلوا في فيضان وادي المرجان يوم الأحد الماضي، وإن البحث مستمر عن المفقودين.",
            "وأضاف الوزير أن الحكومة قررت إغلاق المدارس في المدينة حتى نهاية الأسبوع الجاري بسبب السيول.",
        ],
    )


def test_watching_reads_what_is_new_and_asks_for_nothing_twice(site: Site, tmp_path: Path) -> None:
    feed = site.put("/feed", rss(site, ("أ", "/1")), "application/rss+xml", ETag='"f1"')
    site.put("/1", article("12"), ETag='"a1"')
    with Case.open(tmp_path / "c.isnad") as case:
        first = look(case, [feed], fetcher()[0])
        assert (first.report.new, first.report.faults) == (1, ())
        assert {change.kind for change in first.changes} == {"new"}
        assert case.document(site.root + "/1").publisher == "صحيفة الساحل"
        second = look(case, [feed], fetcher()[0])
        assert (second.unchanged, second.report.documents, second.changes) == (1, 0, ())
        assert site.asked[-1][1]["if-none-match"] == '"f1"'
        assert site.paths() == ["/feed", "/1", "/feed"]
        site.put("/feed", rss(site, ("ب", "/2"), ("أ", "/1")), "application/rss+xml", ETag='"f2"')
        site.put("/2", article("15"))
        third = look(case, [feed], fetcher()[0])
        assert third.report.new == 1
        assert site.paths()[-1] == "/2"
        assert third.changes


def test_silent_edits_are_seen_where_the_feed_stays_as_it_is(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = site.put("/feed", rss(site, ("أ", "/1")), "application/rss+xml", ETag='"f1"')
    site.put("/1", article("12"))
    with Case.open(tmp_path / "c.isnad") as case:
        look(case, [feed], fetcher()[0])
        site.put("/1", article("15"))
        assert look(case, [feed], fetcher()[0]).unchanged == 1
        monkeypatch.setattr("isnad.watching._AGAIN", timedelta(0))
        assert look(case, [feed], fetcher()[0]).report.new == 1
        assert len(case.versions(site.root + "/1")) == 2


def test_an_article_that_could_not_be_had_is_asked_for_again(site: Site, tmp_path: Path) -> None:
    feed = site.put("/feed", rss(site, ("أ", "/1")), "application/rss+xml", ETag='"f1"')
    site.pages["/1"] = (500, {}, b"")
    with Case.open(tmp_path / "c.isnad") as case:
        first = look(case, [feed], fetcher()[0])
        assert (first.report.new, len(first.report.faults)) == (1, 1)  # as the feed has it
        site.put("/1", article("12"))
        assert look(case, [feed], fetcher()[0]).report.new == 1
        assert "وادي المرجان" in case.versions(site.root + "/1")[-1].document.text
        assert look(case, [feed], fetcher()[0]).unchanged == 1


def entry(number: int, id: str = "<guid isPermaLink='false'>g7</guid>") -> str:
    told = f"قال وزير النقل إن {number} شخصا قتلوا في غرق المركب."
    return f"<item>{id}<title>غرق مركب</title><description>{told}</description></item>"


def test_an_entry_without_an_address_is_known_by_its_id(site: Site, tmp_path: Path) -> None:
    """Other words under one id are a version, on another day; in one feed they are another article."""

    def put(*entries: str) -> str:
        told = f"<rss><channel><title>صحيفة</title>{''.join(entries)}</channel></rss>"
        return site.put("/feed", told.encode(), "application/rss+xml")

    feed = put(entry(12))
    with Case.open(tmp_path / "c.isnad") as case:
        look(case, [feed], fetcher()[0])
        look(case, [put(entry(15))], fetcher()[0])
        _, second = case.versions(feed + "!g7")
        assert {(edit.before, edit.now) for edit in second.edits} == {("12", "15")}
        look(case, [put(entry(15), entry(19), entry(15))], fetcher()[0])
        assert [document.name for document in case.documents()][2:] == [feed + "!g7#" + case.document(feed + "!g7#").name[-8:]]
        assert len(case.versions(feed + "!g7")) == 2
        before = case.totals().documents
        look(case, [put(entry(1, ""), entry(15))], fetcher()[0])
        look(case, [put(entry(2, "").replace("غرق مركب<", "سقوط جسر<"), entry(1, ""), entry(15))], fetcher()[0])
        assert case.totals().documents == before + 2  # the place in the feed is no name: another comes before it


def test_a_feed_without_an_end_is_read_as_far_as_it_goes(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.reading.feed._MOST", 3)
    entries = "".join(entry(at, f"<guid isPermaLink='false'>{at}</guid>") for at in range(5))
    feed = site.put("/feed", f"<rss><channel>{entries}</channel></rss>".encode(), "application/rss+xml")
    with Case.open(tmp_path / "c.isnad") as case:
        found = look(case, [feed], fetcher()[0])
    assert found.report.new == 3
    assert "more than 3" in found.report.faults[0].reason


def test_what_a_feed_points_to_is_guarded_too(site: Site, tmp_path: Path) -> None:
    bad = rss(site, ("أ", "/1")).replace(site.root.encode() + b"/1", b"http://169.254.169.254/latest/")
    feed = site.put("/feed", bad, "application/rss+xml")
    with Case.open(tmp_path / "c.isnad") as case:
        found = look(case, [feed], fetcher()[0])
    [fault] = found.report.faults
    assert "169.254.169.254" in fault.name
    assert "not asked" in fault.reason
    assert found.report.new == 1  # what the feed itself has


def test_watch_once_on_the_command_line(site: Site, tmp_path: Path) -> None:
    feed = site.put("/feed", rss(site, ("أ", "/1")), "application/rss+xml")
    site.put("/1", article("12"))
    command = ["watch", feed, "--once", "--case", str(tmp_path / "c.isnad")]
    done = CliRunner().invoke(cli, command)
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "1 new, 0 updated, 0 feeds without news, 0 faults")
    assert "new " in done.output
    del site.pages["/feed"]
    done = CliRunner().invoke(cli, [*command, "--json"])
    assert done.exit_code == 1
    assert "404" in json.loads(done.output.splitlines()[0])["report"]["faults"][0]["reason"]


# ---- versions


def test_an_article_with_other_words_is_a_version_of_it(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = site.put("/feed", rss(site, ("أ", "/1")), "application/rss+xml")
    site.put("/1", article("12"))
    case_file = str(tmp_path / "c.isnad")
    with Case.open(case_file) as case:
        look(case, [feed], fetcher()[0])
        site.put("/1", article("15"))
        look(case, [feed], fetcher()[0])
        assert len(case.versions(site.root + "/1")) == 1  # within the hour nobody asks again
        monkeypatch.setattr("isnad.watching._AGAIN", timedelta(0))
        found = look(case, [feed], fetcher()[0])
        assert (found.report.new, found.report.faults) == (1, ())
        first, second = case.versions(site.root + "/1")
        assert first.edits == ()
        assert {(edit.before, edit.now) for edit in second.edits} == {("12", "15")}
        assert second.document.name == first.document.name
        for claimed in case.claims():
            assert claimed.claim.most == 1  # an outlet that edits itself is no second origin
    done = CliRunner().invoke(cli, ["versions", case_file, site.root + "/1"])
    assert done.output.splitlines()[2:4] == ["   - 12", "   + 15"]


def test_a_page_with_other_bytes_and_the_same_words_is_the_same_document(site: Site, tmp_path: Path) -> None:
    address = site.put("/1", article("12"))
    with Case.open(tmp_path / "c.isnad") as case:
        assert case.read(address).new == 1
        site.put("/1", article("12").replace(b"<nav>", b"<script>token = 7</script><nav>"))
        again = case.read(address)
        assert (again.new, again.unchanged) == (0, 1)
        site.put("/1", article("12").replace(b"<nav>", b"<meta property='article:section' content='x'><nav>"))
        assert case.read(address).updated == 1
        assert [document.section for document in case.documents()] == ["x"]
        assert case.locate(address, 0, 9)["selector"]


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://a.example/x?utm_source=rss&id=7&utm_medium=feed#top", "https://a.example/x?id=7"),
        ("https://a.example/x?fbclid=1", "https://a.example/x"),
        (" https://a.example/?q=utm_x ", "https://a.example/?q=utm_x"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_an_address_is_called_the_same_from_wherever_a_reader_comes(address: str, plain: str) -> None:
    assert plain_address(address) == plain


def test_a_page_cannot_say_that_it_is_in_the_site_of_another() -> None:
    assert believed("https://m.news.example/a", "https://www.news.example/a?x") == "https://m.news.example/a"
    assert believed("https://bbc.example.com/a", "https://news.example/a") == "https://news.example/a"
    assert believed("/a", "https://news.example/a") == "https://news.example/a"
    assert believed("http://[x", "https://news.example/a") == "https://news.example/a"
    assert believed(None, "https://news.example/a") == "https://news.example/a"
