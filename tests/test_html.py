"""Web pages in the shapes of real sites: what a person would keep of them, and the way back from the text to the page."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from isnad.model import Page
from isnad.reading import Fault, read
from isnad.reading.html import extract
from isnad.reading.selectors import body_text, select

CASES = sorted((Path(__file__).parent / "data" / "html").glob("*.case"))


class Expected(NamedTuple):
    """What is to come of a page: what the first says of itself, and the texts by the parts of their names, with their times."""

    known: dict[str, str]
    texts: dict[str, str]
    times: dict[str, str]
    html: str


def expected(path: Path) -> Expected:
    head, _, rest = path.read_text(encoding="utf-8").partition("---\n")
    told, _, html = rest.partition("=====\n")
    texts, times, part = {"": ""}, {}, ""
    for line in told.splitlines():
        if line.startswith("# "):
            part = line[2:]
            texts[part] = ""
        elif line.startswith("published: "):
            times[part] = line.partition(": ")[2]
        else:
            texts[part] += line + "\n"
    known = dict(line.split(": ", 1) for line in head.splitlines())
    return Expected(known, texts, times, html)


def encoded(html: str) -> bytes:
    return html.encode("windows-1256" if "charset=windows-1256" in html else "utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_is_read_as_a_person_would(path: Path, tmp_path: Path) -> None:
    wanted = expected(path)
    (tmp_path / "a.html").write_bytes(encoded(wanted.html))
    found = list(read(tmp_path))
    if "fault" in wanted.known:
        assert found == [Fault("a.html", wanted.known["fault"])]
        return
    pages = {item.name.partition("#")[2]: item for item in found if isinstance(item, Page)}
    assert {part: page.text for part, page in pages.items()} == wanted.texts
    for part, time in wanted.times.items():
        assert pages[part].published == time
    for field, value in wanted.known.items():
        assert str(getattr(pages[""], field)) == value, field


PAGES = [path for path in CASES if path.stem not in ("frames", "paywall-json-ld")]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_line_is_found_again_in_the_page(path: Path) -> None:
    wanted = expected(path)
    raw = encoded(wanted.html)
    body = body_text(raw)
    for text in wanted.texts.values():
        at = 0
        for line in text.splitlines(keepends=True):
            if line.strip():
                found = select(raw, text, at, at + len(line) - 1)
                if path.stem not in ("br-windows-1256", "div-soup", "drupal", "entity-soup-broken-json-ld"):
                    assert found.start is not None
                if found.start is not None:
                    assert body[found.start : found.end] == found.exact
                    assert body[: found.start].endswith(found.prefix)
                    if path.stem != "entity-soup-broken-json-ld":
                        assert found.exact.split() == line.split()
            at += len(line)


def test_positions_are_those_that_a_browser_counts() -> None:
    import shutil

    chromium = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if chromium is None:
        pytest.skip("no Chromium is installed (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(java_script_enabled=True)
        for path in PAGES:
            raw = encoded(expected(path).html)
            page.set_content(raw.decode("windows-1256" if "1256" in path.stem else "utf-8"), wait_until="commit")
            assert page.evaluate("document.body.textContent") == body_text(raw), path.stem
        browser.close()


def test_words_escaped_twice_are_quoted_as_the_page_has_them() -> None:
    html = "<body><p>أعلن &amp;quot;المجلس&amp;quot;  أن   العدد &amp;#1575;رتفع، وأن الأرقام النهائية ستنشر بعد نهاية العام الجاري.</p></body>".encode()
    [text] = [article.text for article in extract(html)[1]]
    at = text.index('"المجلس" أن')
    found = select(html, text, at, at + len('"المجلس" أن'))
    assert found.exact == "&quot;المجلس&quot;  أن"
    assert found.suffix.startswith("   العدد")
    assert found.annotation("https://example.org/a") == {
        "source": "https://example.org/a",
        "selector": [
            {"type": "TextQuoteSelector", "exact": found.exact, "prefix": found.prefix, "suffix": found.suffix},
            {"type": "TextPositionSelector", "start": found.start, "end": found.end},
        ],
    }


def test_letters_that_a_text_has_not_are_refused() -> None:
    for start, end in ((1, 1), (-1, 1), (0, 10**6)):
        with pytest.raises(ValueError, match="letters"):
            select(b"", "نص", start, end)


def test_a_case_and_the_command_line_lead_back_to_the_page(tmp_path: Path) -> None:
    import json

    from click.testing import CliRunner

    from isnad import Case
    from isnad.cli import cli

    wanted = expected(next(path for path in CASES if path.stem == "wordpress"))
    (tmp_path / "a.html").write_bytes(encoded(wanted.html))
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.html")
        document = case.document("a.html")
        assert (document.section, document.modified) == ("بيئة", "2025-07-13T14:05:00+03:00")
        at = document.text.index("بنسبة 12 في المئة")
    done = CliRunner().invoke(cli, ["locate", str(tmp_path / "c.isnad"), "a.html", f"{at}-{at + 17}"])
    found = json.loads(done.output)
    assert found["source"] == wanted.known["url"]
    assert found["selector"][0]["exact"] == "بنسبة 12 في المئة"
    assert wanted.html.count(found["selector"][0]["prefix"] + found["selector"][0]["exact"]) == 1
    assert CliRunner().invoke(cli, ["locate", str(tmp_path / "c.isnad"), "a.html", "5"]).exit_code == 2


SAID = "أعلنت وزارة النقل أنها عرضت زيادة الأجور بنسبة 8 في المئة، وقالت إنها تنتظر رد النقابة في اليوم رقم "


def live_page(body: str, head: str = "") -> bytes:
    about = '<meta property="article:published_time" content="2025-07-13T08:00:00+03:00">'
    return f"<html><head><title>تغطية: إضراب الموانئ</title>{about}{head}</head><body><h1>تغطية: إضراب الموانئ</h1>{body}</body></html>".encode()


def entries_of(raw: bytes) -> list[tuple[str, str | None]]:
    return [(article.part, article.published) for article in extract(raw)[1]]


def test_a_ticker_whose_times_are_only_shown_is_a_live_blog() -> None:
    items = "".join(f'<li class="i"><span>1{n}:05</span><div><p>{SAID}{n}.</p></div></li>' for n in range(3))
    found = entries_of(live_page(f'<ul class="news-ticker">{items}</ul>'))
    assert found == [(str(n + 1), f"2025-07-13T1{n}:05:00+03:00") for n in range(3)]


def test_a_live_blog_that_only_its_data_have() -> None:
    updates = [
        {"headline": f"عنوان {n}", "datePublished": f"2025-07-13T1{n}:00:00Z", "articleBody": f"<p>{SAID}{n}</p>"}
        for n in range(3)
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": [*updates, {"headline": "بلا نص"}, 7]})
    raw = live_page("<div id=app></div>", f'<script type="application/ld+json">{data}</script>')
    assert entries_of(raw) == [(str(n + 1), f"2025-07-13T1{n}:00:00+00:00") for n in range(3)]
    assert extract(raw)[1][0].text == f"عنوان 0\n\n{SAID}0\n"


@pytest.mark.parametrize("called", ["comments live", "olive-oil", "list"])
def test_what_has_times_and_is_no_live_blog_is_not_cut(called: str) -> None:
    items = "".join(f'<div><time datetime="2025-07-13T1{n}:00">x</time><p>{SAID}{n}.</p></div>' for n in range(4))
    assert [
        part for part, _ in entries_of(live_page(f"<article><p>{SAID * 3}</p></article><div class='{called}'>{items}</div>"))
    ] == [""]
