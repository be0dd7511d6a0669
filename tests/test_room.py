"""The reading room as a person reads it: dates, directions, sentences that stand once, and what others wrote about them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from isnad import Case
from isnad.case import Flow, Link
from isnad.web import application
from isnad.web.guard import Guard
from isnad.web.interface import Interface
from isnad.web.pages.quotes import sentences
from isnad.web.pictures.flow import flow_url
from isnad.web.pictures.numbers import _kind
from isnad.web.shelf import Shelf
from isnad.web.view import View
from tests.conftest import HOST

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A case of two articles: one begins a line with Latin letters, and has sentences that tell two things."""
    path = tmp_path_factory.mktemp("told")
    texts = (
        "انهيار مصنع\n\nReuters - أعلنت وزارة الصحة السورية أن 12 شخصا قتلوا وأن 30 آخرين أصيبوا في مصنع بدمشق أمس.\n",
        "المصنع\n\nقالت وزارة الصحة السورية إن 15 شخصا قتلوا وأصيب 30 آخرون في مصنع بدمشق أمس، وأرسلت قطر مساعدات إلى سوريا.\n",
    )
    lines = [
        {"id": f"{at}", "text": text, "published": f"2026-03-0{at + 2}", "publisher": f"المرصد {at}", "lang": "ar"}
        for at, text in enumerate(texts)
    ]
    (path / "a.jsonl").write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    with Case.open(path / "c.isnad") as case:
        case.read(path / "a.jsonl")
    opened = Shelf(path / "c.isnad")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("first", "last", "arabic", "english"),
    [
        ("2024-01-01", "2024-12-31", "2024", "2024"),
        ("2024-02-01", "2024-02-29", "فبراير 2024", "February 2024"),
        ("2022-06-01", "2022-08-31", "يونيو 2022 – أغسطس 2022", "June 2022 – August 2022"),
        ("2023-02-01", "2023-02-27", "1 فبراير 2023 – 27 فبراير 2023", "1 February 2023 – 27 February 2023"),
        ("2026-03-02", "2026-03-02", "2 مارس 2026", "2 March 2026"),
        ("2026-03-02T10:00:00", "2026-03-02", "2 مارس 2026", "2 March 2026"),
        (None, None, "بلا تاريخ", "undated"),
        ("<b>", "2026-03-31", "&lt;b&gt; – 31 مارس 2026", "&lt;b&gt; – 31 March 2026"),
    ],
)
def test_days_are_said_as_precisely_as_they_are_known(first: str, last: str, arabic: str, english: str) -> None:
    said = [re.sub("</?(time|bdi)[^>]*>", "", Interface(lang).span(first, last)) for lang in ("ar", "en")]
    assert said == [arabic, english]


def test_a_quotation_runs_as_its_document_does(shelf: Shelf, client: TestClient[Guard]) -> None:
    pages = (client.get(f"/claims/{one.claim.id}?lang=en").text for one in shelf.summaries())
    quotes = [found for html in pages for found in re.findall(r"<blockquote ([^>]*)>(?:<mark[^>]*>)?(\w+)", html)]
    assert {words for words, _ in quotes} == {'lang="ar" dir="rtl"'}
    assert "Reuters" in {first for _, first in quotes}


def test_a_sentence_that_tells_a_thing_twice_is_read_once(shelf: Shelf) -> None:
    claimed = max(shelf.claims(), key=lambda one: len(one.reports))
    twice = [*claimed.reports, *claimed.reports]
    quotes = sentences(twice)
    assert sum(len(quote.reports) for quote in quotes) == len(twice)
    places = [(quote.reported.document_id, quote.reported.sentence) for quote in quotes]
    assert len(set(places)) == len(places)
    for quote in quotes:
        assert "".join(piece.text for piece in quote.pieces) == quote.reported.sentence
        assert len({tuple(link.id for link in one.chain) for one in quote.chains}) == len(quote.chains)


def test_what_is_not_there_is_told_in_the_language_of_the_page(client: TestClient[Guard]) -> None:
    arabic, english = (client.get(f"/docs/nothing?lang={lang}") for lang in ("ar", "en"))
    assert (arabic.status_code, english.status_code) == (404, 404)
    assert 'lang="en" dir="ltr">No document is called' in arabic.text and "ليس في هذه القضية" in arabic.text
    assert "No document is called" in english.text and 'dir="ltr">No document' not in english.text


def test_two_articles_that_share_no_words_are_told_to_share_none(shelf: Shelf, client: TestClient[Guard]) -> None:
    first, second = (entry.id for entry in shelf.entries())
    assert "The two share no five words in a row." in client.get(f"/compare?a={first}&b={second}&lang=en").text
    assert "The two share" not in client.get(f"/compare?a={first}&b={first}&lang=en").text


def test_a_document_without_a_title_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "name-of-it", "text": "وصل الوزير أمس إلى تونس.\n"}), encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.jsonl")
    opened = Shelf(tmp_path / "c.isnad")
    with TestClient(application(opened, [HOST])) as client:
        assert client.get("/docs").text.count("name-of-it") == 1
        page = client.get(f"/docs/{opened.entries()[0].id}").text
        assert page[page.index("<main") : page.index("</article>")].count("name-of-it") == 1
    opened.close()


def test_many_flows_come_page_by_page(shelf: Shelf, client: TestClient[Guard], monkeypatch: pytest.MonkeyPatch) -> None:
    (one, *_) = (flow for flow in shelf.flows() or () if flow.giver and flow.receiver)
    many = [
        Flow(**{name: getattr(one, name) for name in one.__struct_fields__} | {"giver": Link(f"g{n}", f"giver{n}")})
        for n in range(70)
    ]
    monkeypatch.setattr(Shelf, "flows", lambda *_: many)
    pages = [client.get("/flows", params={"known": known, "lang": "en"}).text for known in ("", "2", "3")]
    rows = [len(re.findall("<td><span><a[^>]*><bdi>giver", html)) for html in pages]
    assert rows == [30, 30, 10]
    assert "known=2" in pages[0] and "known=3" in pages[1] and "known=4" not in pages[2]
    assert flow_url(View(shelf, "/flows", {}, "en"), many[5]) in pages[0].replace("&amp;", "&")


def test_twelve_sources_of_a_chart_can_be_told_apart() -> None:
    assert len({_kind(source) for source in range(12)}) == 12
    assert _kind(12) == _kind(0)


def test_what_a_reviewer_writes_is_text(tmp_path: Path) -> None:
    text = "قالت وزارة الصحة السورية إن 12 شخصا قتلوا في مصنع بدمشق أمس.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.txt")
    opened = Shelf(tmp_path / "c.isnad")
    with TestClient(application(opened, [HOST])) as client:
        claimed, document = opened.claims()[0], opened.entries()[0].id
        written = {"by": EVIL, "why": EVIL, "value": EVIL, "back": f"/claims/{claimed.claim.id}?x={EVIL}"}
        for kind in ("note", "translate"):
            form = written | {"kind": kind, "a": claimed.reports[0].report.id}
            answer = client.post("/judge", data=form, headers={"origin": f"http://{HOST}"})
            assert answer.status_code == 200
        kept = opened.claims()[0].claim.id
        for page in (f"/claims/{kept}?by={EVIL}", f"/docs/{document}?span=0-30&by={EVIL}", f"/review?by={EVIL}", "/"):
            html = client.get(page).text
            assert (
                html.count("<script") == 1
                and "<img" not in html
                and "onerror=alert" not in html.replace("onerror=alert(2)&gt;", "")
            )
        assert "&lt;script&gt;alert(1)" in client.get(f"/claims/{kept}").text
    opened.close()
