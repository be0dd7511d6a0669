"""The reading room: every page in both languages, what a document may not do to one, and who may ask."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote
from urllib.request import urlopen

import msgspec
import pytest
from litestar.testing import TestClient

from isnad import Case
from isnad.case import summary
from isnad.languages.names import read_user_names
from isnad.languages.wordings import word
from isnad.model import Span
from isnad.web import application, interface, shelf, twins
from isnad.web.addresses import id_and_form, part
from isnad.web.entries import listed_roles
from isnad.web.guard import Guard
from isnad.web.interface import LANGS, Interface, plural, table
from isnad.web.pages import actors
from isnad.web.pages.claims import grouped
from isnad.web.pages.documents import blocks, marks
from isnad.web.shelf import Shelf
from isnad.web.texts import amid, pieces

HOST = "testserver.local"
WEB = Path(interface.__file__).parent
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>\u202e=HYPERLINK("http://evil.example")'
SECTIONS = (
    "/",
    "/claims",
    "/docs",
    "/actors",
    "/flows",
    "/map",
    "/map?whole=1",
    "/search?q=الوزارة",
    "/search",
    "/?since=2026-03-10",
    "/review",
    "/stories",
    "/review?by=x",
)
POSTED = ("/judge", "/add/files")  # to which forms are sent
Client = TestClient[Guard]


@pytest.fixture(scope="module")
def client(sample_shelf: Shelf) -> Iterator[Client]:
    with TestClient(application(sample_shelf, [HOST])) as client:
        yield client


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A case of two stories: of a bank, and of an earthquake."""
    path = tmp_path_factory.mktemp("two") / "two.isnad"
    stories = Path(__file__).parent / "stories" / "development"
    with Case.open(path) as case:
        case.read(stories / "bank", stories / "quake")
    opened = Shelf(path)
    yield opened
    opened.close()


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Client]:
    """A case whose one document is an attack wherever a document can say something."""
    text = f"{HOSTILE}\n\nقالت وزارة الصحة التونسية إن 12 ألف جرعة وصلت أمس {HOSTILE} إلى مدينة صفاقس، وأرسلت قطر 3 ملايين دولار إلى تونس.\n"
    page = {
        "id": HOSTILE,
        "title": HOSTILE,
        "text": text,
        "published": "2026-03-02",
        "publisher": HOSTILE,
        "url": f"javascript:{HOSTILE}",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.jsonl")
    opened = Shelf(tmp_path / "c.isnad")
    with TestClient(application(opened, [HOST])) as client:
        yield client
    opened.close()


class Page(HTMLParser):
    """What a page holds that could run or load something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    @property
    def links(self) -> list[str]:
        return [value for name, value in self.attributes if name in ("href", "src", "action")]


def addresses(client: Client) -> list[str]:
    """Return every page that can be reached from the sections, without their state."""
    found = {link.split("?")[0].split("#")[0] for section in SECTIONS for link in Page(client.get(section).text).links}
    return sorted(
        link
        for link in found
        if link.startswith("/") and not re.search(r"^/(static|compare|judge|add/files)|\.(json|csv)$", link)
    )


def test_every_page_is_there_in_both_languages(client: Client, sample_shelf: Shelf) -> None:
    pages = addresses(client)
    assert {"/docs", "/claims", "/actors", "/flows", "/"} <= set(pages)
    assert {f"/claims/{claimed.claim.id}" for claimed in sample_shelf.claims()} <= {page.partition("?")[0] for page in pages}
    assert sum(page.startswith("/docs/") for page in pages) == 6
    for page in pages:
        for lang, direction in (("ar", "rtl"), ("en", "ltr")):
            answer = client.get(page, params={"lang": lang})
            assert answer.status_code == 200, page
            assert f'<html lang="{lang}" dir="{direction}"' in answer.text
            assert Page(answer.text).tags.count("h1") == 1, page


def test_a_page_holds_no_script_style_or_foreign_address(client: Client) -> None:
    for page in [*addresses(client), *SECTIONS]:
        answer = client.get(page)
        html = Page(answer.text)
        assert html.tags.count("script") == 1 and "style" not in html.tags, page
        assert not [name for name, _ in html.attributes if name == "style" or name.startswith("on")], page
        assert all(link.startswith(("/", "#")) for link in html.links), page
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy


def test_every_link_leads_somewhere(client: Client) -> None:
    links = {link for section in [*addresses(client), *SECTIONS] for link in Page(client.get(section).text).links}
    for link in links:
        if link.startswith("/") and not link.startswith(POSTED):
            assert client.get(link).status_code == 200, link


def test_a_claim_shows_its_reports_with_quote_chain_and_conflict(client: Client, sample_shelf: Shelf) -> None:
    claimed = sample_shelf.claims()[0]
    html = client.get(f"/claims/{claimed.claim.id}", params={"lang": "ar"}).text
    sentences = {(told.document_id, told.report.start - told.at.start) for told in claimed.reports}
    assert html.count('class="report"') == len(sentences) + 4 < len(claimed.reports) + 4  # and two pairs face to face
    assert "تعارض محتمل" in html and "نزاع" not in html and "ادعاء" not in html
    assert '<mark class="differs quote">22</mark>' in html
    assert 'class="link unnamed"' in html and "link outlet" in html
    assert "5 مقالات" in unescape(re.sub("<[^>]+>", "", html))
    english = client.get(f"/claims/{claimed.claim.id}", params={"lang": "en"}).text
    assert "Possible conflict" in english and "5 articles" in re.sub("<[^>]+>", "", english)


def test_a_document_keeps_its_letters_whatever_is_marked(client: Client, sample_shelf: Shelf) -> None:
    for entry in sample_shelf.entries():
        found = sample_shelf.case.annotations(entry.id)
        lines = [p for block in blocks(found, [("span", Span(30, 160))]) for p in block.paragraphs]
        shown = "".join(piece.text for line in lines for piece in line.pieces)
        assert "".join(shown.split()) == "".join(found.text.split())
        assert all(found.text[start:end] for spans in marks(found).values() for start, end in spans)
    html = client.get(f"/docs/{sample_shelf.entries()[0].id}", params={"span": "3-9"}).text
    assert 'id="span"' in html
    assert 'id="span"' not in client.get(f"/docs/{sample_shelf.entries()[0].id}", params={"span": "9-99999999"}).text


def test_a_document_says_by_which_rule_a_party_is_understood(client: Client, sample_shelf: Shelf) -> None:
    events = ((entry.id, event) for entry in sample_shelf.entries() for event in sample_shelf.case.annotations(entry.id).events)
    document, event = next((id, event) for id, event in events if "actor" in event.understood)
    rule = word("understood", event.understood["actor"])
    for lang, words in (("ar", ("الفاعل مفهوم من السياق", rule.ar)), ("en", ("Understood who acts", rule.en))):
        html = client.get(f"/docs/{document}", params={"lang": lang}).text
        assert all(said in unescape(html) for said in words)


def test_two_documents_stand_side_by_side(client: Client, sample_shelf: Shelf) -> None:
    first, second = (next(e.id for e in sample_shelf.entries() if e.name.startswith(name)) for name in ("01", "02"))
    html = client.get(f"/compare?a={first}&b={second}").text
    assert "دعامتين في الجسر" in "".join(re.findall('<mark class="shared">([^<]+)', html))
    assert "السلطات المحلية" not in "".join(re.findall('<mark class="shared">([^<]+)', html))
    pairs = client.get(f"/compare.json?a={first}&b={second}").json()
    text = sample_shelf.annotations(second).text
    assert pairs and all(text[pair["b"]["start"] : pair["b"]["end"]].split() == pair["quote"].split() for pair in pairs)
    assert client.get(f"/docs/{first}").text.count("/compare?") >= 1


def test_two_reports_stand_side_by_side(sample: Path) -> None:
    opened = Shelf(sample)
    claimed = opened.claims(conflicts=True)[0]
    conflict = opened.clashes(claimed)[0]
    a, b = (claimed.reports[at] for at in conflict.between)
    with TestClient(application(opened, [HOST])) as real:
        html = real.get(f"/compare?a={a.report.id}&b={b.report.id}&lang=en").text
        assert html.count('class="report"') == 2 and html.index(f"docs/{a.document_id}") < html.rindex(f"docs/{b.document_id}")
        other = next(one for one in opened.claims() if one.claim.id != claimed.claim.id).reports[0].report.id
        assert real.get(f"/compare?a={other}&b={b.report.id}").text.count('class="report"') == 2
        assert real.get("/compare?a=0123456789abcdef&b=none").status_code == 404
    opened.close()


def test_a_whole_sentence_is_answered_with_claims(client: Client) -> None:
    html = client.get("/search", params={"q": "مقتل 12 شخصا في انهيار جسر وادي المرجان", "lang": "en"}).text
    assert "Claims nearest to this sentence" in html and 'class="claim-row"' in html
    assert "Claims nearest" not in client.get("/search", params={"q": "الجسر", "lang": "en"}).text


def test_a_document_names_its_copies(client: Client, sample_shelf: Shelf) -> None:
    first = next(e.id for e in sample_shelf.entries() if e.name.startswith("01"))
    assert "of the shorter one shared" in client.get(f"/docs/{first}?lang=en").text


def test_marks_overlap_and_letters_stay() -> None:
    cut = pieces("abcdef", [("x", Span(0, 4)), ("y", Span(2, 6)), ("z", Span(9, 12))])
    assert [(piece.text, sorted(piece.marks)) for piece in cut] == [("ab", ["x"]), ("cd", ["x", "y"]), ("ef", ["y"])]


def test_an_attack_in_a_document_is_text_everywhere(hostile: Client) -> None:
    pages = addresses(hostile)
    assert len(pages) > 6
    asked = [f"/search?q={HOSTILE}", f"/docs?page={HOSTILE}", f"/?since={HOSTILE}", f"/actors?type={HOSTILE}"]
    asked += [f"/map?place={HOSTILE}", f"/flows?item={HOSTILE}&giver={HOSTILE}", f"/review?by={HOSTILE}&page={HOSTILE}"]
    asked += [f"/?lang={HOSTILE}&theme={HOSTILE}&done={HOSTILE}"]
    (id,) = (page.rpartition("/")[2] for page in pages if page.startswith("/docs/"))
    asked += [f"/docs/{id}?span=2-40&layers={HOSTILE}", f"/compare?a={id}&b={id}", f"/compare?a={HOSTILE}&b={HOSTILE}"]
    asked += [f"/claims/{HOSTILE}", f"/actors/{HOSTILE}", f"/stories?story={HOSTILE}", f"/add?by={HOSTILE}"]
    assert "/map" in pages
    for page in [*pages, *asked]:
        for lang in LANGS:
            html = Page(hostile.get(page, params=None if "?" in page else {"lang": lang}).text)
            assert html.tags.count("script") == 1 and "img" not in html.tags, page
            assert not [name for name, _ in html.attributes if name.startswith("on")], page
            assert all(link.startswith(("/", "#")) for link in html.links), page


def test_an_attack_is_text_in_pictures_and_data(tmp_path: Path) -> None:
    name = "<script>alert(1)</script>"
    text = f"قالت منظمة «{name}» إن 12 شخصا قتلوا في مصنع {name} بدمشق أمس، وأرسلت قطر 3 ملايين دولار «{name}» إلى تونس.\n"
    names = tmp_path / "names.csv"
    names.write_text("surface,id,type,name\nوادي المرجان الغربي,evil/<b>,LOC,<img src=x onerror=alert(1)>\n", encoding="utf-8")
    lines = [
        {
            "id": f"../{number}{HOSTILE}",
            "title": HOSTILE,
            "text": f"{text}وقتل 5 أشخاص في وادي المرجان الغربي أمس.\n",
            "published": "2026-03-02",
            "publisher": f"{HOSTILE}{number}",
        }
        for number in range(3)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.jsonl", names=read_user_names(names))
    opened = Shelf(tmp_path / "c.isnad")
    with TestClient(application(opened, [HOST])) as client:
        drawn = 0
        for page in addresses(client):
            html = client.get(page).text
            drawn += html.count("<svg")
            tags = Page(html).tags
            assert tags.count("script") == 1 and "img" not in tags, page
            assert "<script>alert" not in html and "<img" not in html, page
        assert drawn > 20
        for name in ("claims", "docs", "actors", "flows", "map", "case", "review", "search"):
            page = f"/{name}.json?q=قطر"
            answer = client.get(page)
            assert answer.headers["content-type"].startswith("application/json"), page
            assert answer.headers["x-content-type-options"] == "nosniff", page
            json.loads(answer.content)
    opened.close()


def test_an_attack_in_a_document_is_no_formula_in_a_table(hostile: Client) -> None:
    for page in ("/docs.csv", "/actors.csv", "/flows.csv", "/claims.csv", "/map.csv"):
        answer = hostile.get(page)
        assert answer.content.startswith("\ufeff".encode())
        assert not re.search(r'(^|[,\n])"?[=+@-]', answer.text), page
    safe = twins.csv_table(["a"], [["=1+1"], [" @x"], ["-2"], [-2], [None]], "x").content.decode("utf-8-sig")
    assert safe.splitlines() == ["a", "'=1+1", "' @x", "'-2", "-2", '""']


def test_the_twins_hold_what_the_pages_show(client: Client, sample_shelf: Shelf) -> None:
    listed = client.get("/claims.json").json()
    claims = listed["claims"]
    assert [claim["id"] for claim in claims] == [claimed.claim.id for claimed in sample_shelf.claims()]
    whole = client.get(claims[0]["address"]).json()
    assert (whole["claim"]["id"], len(whole["reports"])) == (claims[0]["id"], claims[0]["reports"])
    assert (listed["page"], listed["next"]) == (1, None) and len(client.get("/claims.json").content) < 4_000
    assert len(client.get("/docs.json").json()) == 6
    found = client.get(f"/docs/{sample_shelf.entries()[0].id}.json").json()
    assert found["document"]["text"] and found["entities"]
    assert client.get("/search.json?q=الوزارة").json()[0]["spans"][0]["quote"]
    assert client.get("/case.json").json()["documents"] == 6
    assert client.get("/claims.csv").text.count("\n") == 5


def test_the_address_narrows_a_list(client: Client) -> None:
    assert len(client.get("/claims.json?conflicts=1").json()["claims"]) == 3
    assert len(client.get("/claims.json?since=2026-03-13").json()["claims"]) == 2
    assert {named["type"] for named in client.get("/actors.json?type=PER").json()["actors"]} == {"PER"}
    assert client.get("/docs?page=999").status_code == 200


def test_what_is_not_there_is_told(client: Client) -> None:
    for page in ("/nothing", "/claims/none", "/docs/none", "/actors/none", "/docs/%2e%2e%2fsecret", "/static/../app.py"):
        answer = client.get(page)
        assert answer.status_code == 404, page
        assert "content-security-policy" in answer.headers


def test_what_is_from_before_a_change_says_so(two: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Shelf(Path(shutil.copy(two.path, tmp_path / "c.isnad")))
    monkeypatch.setattr("isnad.web.shelf._LARGE", 0)  # as of a large case
    words = table()["words"]["renewing"]["en"]
    with TestClient(application(opened, [HOST])) as client:
        client.get("/")
        while None in (opened.timeline(), opened.flows(), opened.stories()):
            time.sleep(0.01)
        assert words not in client.get("/?lang=en").text
        flows = client.get("/flows.json").json()
        monkeypatch.setattr("isnad.web.kept.Thread", lambda **_: SimpleNamespace(start=lambda: None))  # never done
        opened.case.judge("note", opened.claims(limit=1)[0].reports[0].report.id, by="n", why="w", value="v")
        assert words in client.get("/?lang=en").text
        assert client.get("/flows.json").json() == flows  # data waits for what is true now
    opened.close()


def test_a_list_as_data_is_written_anew_once_the_case_changes(sample: Path, tmp_path: Path) -> None:
    opened = Shelf(Path(shutil.copy(sample, tmp_path / "c.isnad")))
    with TestClient(application(opened, [HOST])) as client:
        before = client.get("/claims.csv").content
        assert client.get("/claims.csv").content == before != client.get("/claims.csv?conflicts=1").content
        told = opened.claims(conflicts=True)[0]
        conflict = opened.clashes(told)[0]
        opened.case.judge("different", *(told.reports[at].report.id for at in conflict.between), by="n", why="w")
        assert client.get("/claims.csv").content != before
    opened.close()


def test_only_this_machine_may_ask(sample_shelf: Shelf) -> None:
    with TestClient(application(sample_shelf, ["127.0.0.1:8737"]), base_url="http://127.0.0.1:8737") as client:
        assert client.get("/").status_code == 200
        for host in ("evil.example", "evil.example:8737", "127.0.0.1:9999", ""):
            answer = client.get("/claims.json", headers={"host": host})
            assert answer.status_code == 403 and "killed" not in answer.text
        assert client.post("/", headers={"origin": "http://evil.example"}).status_code == 403
        assert client.post("/", headers={"origin": "null"}).status_code == 403
        assert client.post("/").status_code == 403
        assert client.post("/", headers={"origin": "http://127.0.0.1:8737"}).status_code == 405


def test_another_address_asks_for_the_token(sample_shelf: Shelf) -> None:
    with TestClient(application(sample_shelf, [], token="secret"), base_url="http://10.0.0.7:8737") as client:
        assert client.get("/").status_code == 403
        assert client.get("/?token=wrong").status_code == 403
        first = client.get("/docs?token=secret&lang=en", follow_redirects=False)
        assert (first.status_code, first.headers["location"]) == (303, "/docs?lang=en")
        assert "HttpOnly" in first.headers["set-cookie"] and "SameSite=Strict" in first.headers["set-cookie"]
        assert client.get("/docs").status_code == 200


def test_any_id_comes_back_from_its_address() -> None:
    for id in ("org-وزاره", "a/b", "..", "x.json", "~2F", "a?b#c", "<'\">", "%2e"):
        assert id_and_form(unquote(part(id))) == (id, "")
        assert id_and_form(unquote(part(id)) + ".json") == (id, "json")
        assert not re.search(r"[/.?#<>'\" ]", part(id))


def test_the_interface_has_all_its_words_in_both_languages() -> None:
    words, counts = table()["words"], table()["counts"]
    assert all(set(word) == set(LANGS) and all(word.values()) for word in words.values())
    for forms in counts.values():
        assert set(forms["ar"]) == {"zero", "one", "two", "few", "many", "other"}
        assert set(forms["en"]) == {"one", "other"}
    sources = [path.read_text(encoding="utf-8") for path in WEB.rglob("*") if path.suffix in (".html", ".py")]
    asked = {key for source in sources for key in re.findall(r"\bt\(['\"](\w+)['\"][,)]", source)}
    assert asked and asked <= set(words)
    assert {key for source in sources for key in re.findall(r"count\(['\"](\w+)['\"],", source)} <= set(counts)


@pytest.mark.parametrize(
    ("number", "category"),
    [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (3, "few"),
        (10, "few"),
        (11, "many"),
        (99, "many"),
        (100, "other"),
        (102, "other"),
        (103, "few"),
        (111, "many"),
    ],
)
def test_arabic_counts_in_six_forms(number: int, category: str) -> None:
    assert plural("ar", number) == category


def test_words_are_safe_and_isolated() -> None:
    assert Interface("en")("no_hits", q="<b>") == "Nothing found for “<bdi>&lt;b&gt;</bdi>”."
    assert Interface("ar").day("2026-03-02") == '<time datetime="2026-03-02">2 مارس 2026</time>'
    assert Interface("ar").day("<b>") == "&lt;b&gt;"
    assert "بلا تاريخ" in Interface("ar").day(None)


def test_the_pages_see_what_is_read_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "c.isnad"
    (tmp_path / "a.txt").write_text("قالت وزارة الدفاع الروسية إن القوات تقدمت أمس قرب كورسك.\n", encoding="utf-8")
    with Case.open(path) as case:
        opened = Shelf(path)
        with TestClient(application(opened, [HOST])) as client:
            assert client.get("/docs.json").json() == []
            assert client.get("/").status_code == 200
            case.read(tmp_path / "a.txt")
            assert len(client.get("/docs.json").json()) == 1
        opened.close()


def test_a_judgement_is_made_kept_and_taken_back(sample: Path, tmp_path: Path) -> None:
    opened = Shelf(Path(shutil.copy(sample, tmp_path / "c.isnad")))
    with TestClient(application(opened, [HOST])) as client:
        origin = {"origin": f"http://{HOST}"}
        html = client.get("/review?by=سلمى&lang=ar").text
        a, b = re.findall('name="[ab]" value="([0-9a-f]+)"', html)[:2]
        form = {"kind": "accept", "a": a, "b": b, "by": "سلمى"}
        assert client.post("/review", data=form).status_code == 403
        assert client.post("/review", data=form | {"by": " "}, headers=origin).status_code == 404
        assert client.post("/review", data=form | {"kind": "withdraw"}, headers=origin).status_code == 400
        assert opened.case.judgements() == []
        answer = client.post("/review?lang=ar", data=form, headers=origin)
        (made,) = opened.case.judgements()
        assert (made.judgement.kind, made.judgement.by, made.state) == ("accept", "سلمى", "applies")
        assert made.judgement.id in str(answer.url) and "سُجّل قرار المراجعة" in answer.text
        claim = opened.case.claim(a).claim.id
        assert 'badge clash">تعارض</span>' in client.get(f"/claims/{claim}?lang=ar").text
        client.post("/judge/undo", data={"id": made.judgement.id, "by": "سلمى"}, headers=origin)
        assert [one.state for one in opened.case.judgements() if one.judgement.kind == "accept"] == ["withdrawn"]
        assert 'badge clash">تعارض</span>' not in client.get(f"/claims/{claim}?lang=ar").text
    opened.close()


def test_what_takes_long_is_worked_out_beside_the_pages(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_LARGE", 3)
    opened = Shelf(sample)
    with TestClient(application(opened, [HOST])) as client:
        assert "data-preparing" in client.get("/").text
        for _ in range(400):
            if opened.flows() is not None and opened.timeline() is not None:
                break
            time.sleep(0.05)
        assert opened.flows() == opened.case.flows() and opened.timeline()
        assert "data-preparing" not in client.get("/").text
    opened.close()


def test_a_list_of_claims_is_that_of_whole_claims_in_short(sample: Path, tmp_path: Path) -> None:
    opened = Shelf(Path(shutil.copy(sample, tmp_path / "c.isnad")))
    case = opened.case
    for asked in ({}, {"conflicts": True}, {"limit": 3, "offset": 2}, {"min_origins": 2}, {"actor": "MA"}):
        assert case.summaries(**asked) == [summary(claimed) for claimed in case.claims(**asked)]
    one = case.claims(conflicts=True)[0]
    case.judge("note", one.reports[0].report.id, by="سلمى", why="x", value="y")
    case.judge("accept", one.reports[0].report.id, by="سلمى", why="x")
    assert case.summaries() == [summary(claimed) for claimed in case.claims()]
    document = opened.latest(1)[0].id
    told = {
        c.claim.id: [(r.start, r.end) for r in c.claim.reports if r.document == document] for c in case.claims(document=document)
    }
    assert {id: sorted((s.start, s.end) for s in spans) for id, spans in case.parts(document).claims.items()} == {
        id: sorted(spans) for id, spans in told.items()
    }
    opened.close()


def test_what_no_judgement_touches_is_kept(sample: Path, tmp_path: Path) -> None:
    opened = Shelf(Path(shutil.copy(sample, tmp_path / "c.isnad")))
    flows, entries, claims = opened.flows(), opened.entries(), opened.summaries()
    report = opened.claims()[0].reports[0].report.id
    opened.judge("reject", report, by="سلمى", why="x")
    assert opened.flows() is flows and opened.entries() is entries
    assert opened.summaries() != claims
    opened.close()


def test_an_article_is_added_from_the_page(tmp_path: Path) -> None:
    Case.open(tmp_path / "c.isnad").close()
    opened = Shelf(tmp_path / "c.isnad")
    form = {
        "text": "قالت وزارة الصحة التونسية إن 12 ألف جرعة وصلت أمس.\r\n",
        "title": "جرعات",
        "publisher": "<b>",
        "published": "2026-03-02",
    }
    with TestClient(application(opened, [HOST])) as client:
        origin = {"origin": f"http://{HOST}"}
        assert client.post("/add", data=form).status_code == 403
        assert client.post("/add", data=form | {"text": " "}, headers=origin).status_code == 422
        assert client.post("/add", data=form | {"published": "gestern"}, headers=origin).status_code == 422
        answer = client.post("/add?lang=en", data=form, headers=origin)
        assert answer.status_code == 200 and "/docs/" in str(answer.url) and "lang=en" in str(answer.url)
        assert "&lt;b&gt;" in answer.text and "12 ألف جرعة" in answer.text
        (entry,) = opened.entries()
        assert (entry.title, entry.published) == ("جرعات", "2026-03-02")
    opened.close()


def test_a_report_is_judged_where_it_is_read(sample: Path, tmp_path: Path) -> None:
    opened = Shelf(Path(shutil.copy(sample, tmp_path / "c.isnad")))
    with TestClient(application(opened, [HOST])) as client:
        origin = {"origin": f"http://{HOST}"}
        claimed = opened.claims(conflicts=True)[0]
        page, report = f"/claims/{claimed.claim.id}?lang=ar", claimed.reports[0].report.id
        assert f'name="a" value="{report}"' in client.get(page).text
        form = {"kind": "translate", "a": report, "value": "<b>in English</b>", "by": "سلمى", "back": page}
        assert client.post("/judge", data=form).status_code == 403
        assert client.post("/judge", data=form | {"kind": "withdraw"}, headers=origin).status_code == 404
        assert client.post("/judge", data=form | {"kind": "correct/nonsense"}, headers=origin).status_code == 404
        assert opened.case.judgements() == []
        answer = client.post("/judge", data=form, headers=origin)
        assert str(answer.url).startswith(f"http://{HOST}/claims/") and "&lt;b&gt;in English" in answer.text
        for back in ("//evil.example/x", "/\\evil.example", "http://evil.example"):
            answer = client.post("/judge", data=form | {"back": back}, headers=origin, follow_redirects=False)
            assert answer.headers["location"].startswith("/?")
        (made, *_) = opened.case.judgements()
        client.post("/judge/undo", data={"id": made.judgement.id, "by": "سلمى", "back": page}, headers=origin)
        assert "withdrawn" in {one.state for one in opened.case.judgements()}
    opened.close()


def test_conflicts_of_one_reason_stand_together_as_data(sample: Path) -> None:
    opened = Shelf(sample)
    claimed = opened.claims(conflicts=True)[0]
    told = msgspec.to_builtins(grouped(claimed.claim))["conflicts"]
    assert sum(one["pairs"] for one in told) == len(claimed.claim.conflicts) >= len(told)
    assert len({(one["slot"], one["relation"], one["why"]["en"]) for one in told}) == len(told)
    opened.close()


def test_a_search_is_narrowed_by_publisher_and_month(client: Client, sample_shelf: Shelf) -> None:
    everything = client.get("/search.json?q=الجسر").json()
    publisher = next(entry.publisher for entry in sample_shelf.entries() if entry.publisher)
    named = {entry.id for entry in sample_shelf.entries() if entry.publisher == publisher}
    found = client.get("/search.json", params={"q": "الجسر", "publisher": publisher}).json()
    assert {one["id"] for one in found} == {one["id"] for one in everything} & named
    html = client.get("/search", params={"q": "الجسر", "in": "claims", "lang": "en"}).text
    assert "In claims" in html and "In documents" not in html
    assert client.get("/search.json?q=الجسر&month=1999-01").json() == []


def test_a_word_of_a_text_is_shown_in_its_sentence() -> None:
    sentence = "قال الناطق إن النقابة قاطعت الجلسة التي عقدت في العاصمة أمس بحضور الوزير ونوابه والمدعوين من الخارج."
    at = sentence.index("قاطعت")
    assert amid(sentence, Span(at, at + 5), 40) == "…إن النقابة قاطعت الجلسة التي عقدت في…"
    assert amid("قاطعت النقابة.", Span(0, 5), 40) == "قاطعت النقابة."
    assert Interface("ar").amount((12, 12), "killed:مدنيا") == "12 قتيلاً مدنياً"
    assert Interface("en").amount((3, 3), "killed:مدنيا") == "three civilians killed"
    assert Interface("ar").counted("killed:مدنيا") == "قتلى مدنيون"


def test_serve_prints_its_address_and_ends_when_interrupted(sample: Path) -> None:
    command = [sys.executable, "-m", "isnad", "serve", str(sample), "--port", "0", "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        told = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert address, told
        with urlopen(f"{address[0]}?lang=en", timeout=20) as answer:
            assert b"Isnad" in answer.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.communicate()


def test_an_actor_has_the_roles_of_the_lists() -> None:
    (role,) = actors.roles("sergei-lavrov")
    assert (role.kind, role.of, role.since, role.until) == ("foreign_minister", "RU", "2004-03", None)
    assert actors.roles("nobody") == []
    known = {role.kind for id in listed_roles() for role in actors.roles(id)}
    assert {f"role_{kind}" for kind in known} <= set(table()["words"])


def test_a_quotation_in_a_translated_article_is_the_outlets_wording(tmp_path: Path) -> None:
    text = "قال الوزير سامي الكيلاني إن الجسر انهار بسبب السيول أمس.\n"
    page = {"id": "a", "text": text, "published": "2026-03-02", "publisher": "المرصد"}
    (tmp_path / "a.jsonl").write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.jsonl")
    opened = Shelf(tmp_path / "c.isnad")
    with TestClient(application(opened, [HOST])) as client:
        page_of = f"/claims/{opened.summaries()[0].claim.id}?lang=en"
        assert "outlet&#39;s wording" not in client.get(page_of).text
        told = opened.claims()[0]
        flagged = [msgspec.structs.replace(one, flags=("machine_translated",)) for one in told.reports]
        opened._kept[f"claim {told.claim.id}"] = (opened._state(), msgspec.structs.replace(told, reports=tuple(flagged)))
        assert "outlet&#39;s wording" in client.get(page_of).text
    opened.close()


def test_a_story_narrows_every_page_and_its_twin_and_is_kept_in_links(two: Shelf) -> None:
    bank, quake = sorted(two.case.stories(), key=lambda story: story.first or "")
    assert [len(story.documents) for story in (bank, quake)] == [4, 4]
    names = {story.id: {two.case.document(id).name for id in story.documents} for story in (bank, quake)}
    with TestClient(application(two, [HOST])) as client:
        client.base_url = f"http://{HOST}"
        for story, other in ((bank, quake), (quake, bank)):
            for path in ("/docs.json", "/search.json?q=قال"):
                told = client.get(f"{path}{'&' if '?' in path else '?'}story={story.id}").json()
                assert {one["name"] for one in told} <= names[story.id], path
            claims = client.get(f"/claims.json?story={story.id}").json()["claims"]
            assert {one["id"] for one in claims} == {one.claim.id for one in two.case.claims(story=story.id)} != set()
            flows = client.get(f"/flows.json?story={story.id}").json()["flows"]
            assert {name for flow in flows for name in flow["documents"]} <= names[story.id]
            queue = client.get(f"/review.json?story={story.id}").json()
            assert all({told["document_id"] for told in one["reports"]} & {*story.documents} for one in queue)
            places = client.get(f"/map.json?story={story.id}").json()
            assert {id for place in places for id in place["claims"]} <= {one["id"] for one in claims}
            actors = {one["id"] for one in client.get(f"/actors.json?story={story.id}").json()["actors"]}
            assert actors and actors != {one["id"] for one in client.get(f"/actors.json?story={other.id}").json()["actors"]}
            counts = client.get(f"/case.json?story={story.id}").json()
            assert (counts["documents"], counts["claims"], counts["disputed"]) == (4, story.claims, story.disputed)
        for path in ("/", "/claims", "/docs", "/actors", "/flows", "/map", "/search?q=قال", "/review", "/stories"):
            page = client.get(f"{path}{'&' if '?' in path else '?'}story={bank.id}&lang=en")
            assert page.status_code == 200
            assert f"story={quake.id}" in page.text  # another can be chosen
            assert re.search(f'href="/claims\\?[^"]*story={bank.id}', page.text)
        assert client.get(f"/docs?story={quake.documents[2]}&lang=en").text.count("<h3 lang") == 4  # meant by a document
        assert client.get("/?story=nowhere").status_code == 404
        assert "story=" not in client.get("/claims?lang=en").text.partition("<main")[2]


def test_a_page_looks_at_the_file_once_and_sees_what_was_judged(sample: Path, tmp_path: Path) -> None:
    shutil.copy(sample, tmp_path / "c.isnad")
    opened = Shelf(tmp_path / "c.isnad")
    opened.hold()
    before = {one.claim.id: one for one in opened.claims(conflicts=True, limit=5)}
    first = next(iter(before.values())).reports[0].report.id
    opened.judge("note", first, by="x", why="y", value="z")
    after = opened.claims(conflicts=True, limit=5)
    for claimed in after:
        told = any(reported.report.id == first for reported in claimed.reports)
        assert (claimed is before[claimed.claim.id]) != told  # what the note is not about is not read again
        assert claimed == opened.case.claim(claimed.claim.id)
    opened.close()


def test_the_form_offers_the_formats_that_are_read(client: Client) -> None:
    page = client.get("/add?lang=en").text
    assert all(f"{ending}" in re.findall('accept="([^"]*)"', page)[0].split(",") for ending in (".pdf", ".docx", ".epub", ".eml"))
