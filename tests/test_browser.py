"""The reading room in a browser: walked through in both languages, by mouse and keyboard, checked by axe-core.

They need a Chromium (Debian's package will do); where there is none they are skipped.
"""

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-not-found, import-untyped, unused-ignore]
from playwright.sync_api import Browser, Page, expect, sync_playwright

from isnad import Case
from isnad.web import application
from isnad.web.interface import LANGS, Lang
from isnad.web.shelf import Shelf

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: apt install chromium)")
STORY = Path(__file__).parent / "stories" / "development" / "quake"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1440, 390)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WORDS = {
    "ar": {
        "claims": "الأخبار",
        "conflict": "تعارض محتمل",
        "place": "في موضعه من الوثيقة",
        "content": "المقول",
        "times": "الأزمنة",
    },
    "en": {
        "claims": "Claims",
        "conflict": "Possible conflict",
        "place": "In its place in the document",
        "content": "What is said",
        "times": "Times",
    },
}


@contextmanager
def served(shelf: Shelf) -> Iterator[str]:
    """The address at which a case is served meanwhile."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(application(shelf, [host]), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://{host}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def address(sample_shelf: Shelf) -> Iterator[str]:
    with served(sample_shelf) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page that may ask only its own server, and must not complain."""
    complaints: list[str] = []
    context = browser.new_context(base_url=address, **options)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(f"{address}/") else complaints.append(request.url))
    page.on("requestfailed", lambda request: None if _left(request.failure) else complaints.append(f"failed: {request.url}"))
    yield page
    context.close()
    assert complaints == []


def _left(failure: str | None) -> bool:
    """Whether a request ended because its page was left while it loaded."""
    return "ERR_ABORTED" in (failure or "")


def pages(shelf: Shelf) -> list[str]:
    claims, documents = shelf.claims(), shelf.entries()
    return [
        *("/", "/?since=2026-03-01", "/stories", "/claims", "/docs", "/actors", "/flows", "/map", "/map?whole=1", "/add"),
        *("/search?q=الوزارة", "/search?q=كم شخصا قتل في الحادث", "/search", "/review", "/review?by=x", "/compare"),
        *(f"/claims/{claimed.claim.id}" for claimed in claims[:2]),
        f"/docs/{documents[-1].id}?span=120-188",
        f"/compare?a={documents[-1].id}&b={documents[-2].id}",
        f"/compare?a={claims[0].reports[0].report.id}&b={claims[0].reports[1].report.id}",
        *("/claims?conflicts=1", "/flows?page=2", f"/docs/{documents[0].id}?layers=source,cue,content,events"),
        "/actors/per-نبيل-الودغيري",
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_no_violation(browser: Browser, address: str, sample_shelf: Shelf, lang: Lang) -> None:
    with opened(browser, address, reduced_motion="reduce") as page:
        for path in pages(sample_shelf):
            show(page, f"{path}{'&' if '?' in path else '?'}lang={lang}")
            for scheme, width in product(SCHEMES, WIDTHS):  # each page is asked for once and looked at in four ways
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 900})
                look(page, f"{path} {scheme} {width}")


def check(page: Page, path: str) -> None:
    """Open a page and look at it."""
    show(page, path)
    look(page, path)


def show(page: Page, path: str) -> None:
    """Open a page and all that is folded on it."""
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(element => { element.open = true })")


def look(page: Page, path: str) -> None:
    """Hold the page that is open against WCAG 2.2 AA; nothing of it lies beside the screen."""
    found = Axe().run(page, options={"runOnly": STANDARDS, "resultTypes": ["violations"]}).response["violations"]
    told = [(one["id"], [node["html"][:160] + node["failureSummary"] for node in one["nodes"][:3]]) for one in found]
    assert told == [], path
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


def test_pictures_are_walked_by_keyboard_and_open_what_they_show(browser: Browser, tmp_path: Path) -> None:
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(STORY)
    shelf = Shelf(tmp_path / "c.isnad")
    with served(shelf) as address, opened(browser, address, color_scheme="dark") as page:
        for lang in LANGS:
            check(page, f"/map?lang={lang}")
            spot = page.locator(".map a:has(.spot.city)").first
            named = spot.get_attribute("aria-label") or ""
            spot.focus()
            page.keyboard.press("Enter")
            page.wait_for_url(re.compile("place="))
            expect(page.locator("#here")).to_contain_text(named.split(":")[0])
            check(page, page.url)
            page.goto(f"/flows?lang={lang}")
            band = page.locator(".flow-picture a:has(.band)").first
            band.focus()
            page.keyboard.press("Enter")
            page.wait_for_url(re.compile("item="))
            expect(page.locator("#told .deeds li")).not_to_have_count(0)
            check(page, page.url)
            check(page, f"/actors/SY?lang={lang}")
    shelf.close()


@pytest.mark.parametrize("lang", LANGS)
def test_from_the_case_to_the_words_in_two_clicks(browser: Browser, address: str, sample_shelf: Shelf, lang: Lang) -> None:
    words = WORDS[lang]
    with opened(browser, address) as page:
        page.goto(f"/?lang={lang}")
        assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if lang == "ar" else "ltr")
        conflict = page.locator(".facing").first
        expect(conflict).to_contain_text(words["conflict"])
        expect(conflict.locator(".report")).to_have_count(2)
        expect(conflict.locator("mark.differs")).to_have_text(["22", "19"])
        conflict.locator("h3 a").click()
        expect(page).to_have_url(re.compile("/claims/"))
        (told,) = (claimed for claimed in sample_shelf.claims() if claimed.claim.id in page.url)
        page.locator("section[aria-labelledby=reports] .report").first.get_by_role("link", name=words["place"]).click()
        expect(page.locator("#span")).to_have_text(told.reports[0].quote)
        expect(page.locator("#span")).to_be_in_viewport()
        assert f"lang={lang}" in page.url
        page.go_back()
        expect(page).to_have_url(re.compile("/claims/"))


def test_layers_mark_the_words_and_leave_the_letters_joined(browser: Browser, address: str, sample_shelf: Shelf) -> None:
    path = f"/docs/{sample_shelf.entries()[-1].id}?lang=en"
    shape = "[...document.querySelectorAll('#paper p')].map(p => [p.textContent, p.getBoundingClientRect().height])"
    with opened(browser, address) as page:
        page.goto(f"{path}&layers=")
        bare = page.evaluate(shape)
        for layer in ("content", "times"):
            page.get_by_label(WORDS["en"][layer], exact=True).check()
        assert page.evaluate("[...CSS.highlights.keys()]") == ["times", "content"]
        assert "ثلاثة أيام" in page.evaluate("[...CSS.highlights.get('times')].map(String)")
        assert page.evaluate(shape) == bare
        page.reload()
        assert page.evaluate("[...CSS.highlights.keys()]") == ["times", "content"]
    with opened(browser, address) as page:
        page.add_init_script("delete globalThis.Highlight")
        page.goto(f"{path}&layers=times,content,entities")
        assert "ثلاثة أيام" in page.locator("mark.layer-times").all_inner_texts()
        assert page.evaluate(shape) == bare


def test_the_keyboard_reaches_everything(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto("/?lang=en")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.goto("/?lang=ar")
        box = page.get_by_role("searchbox")
        box.fill("المستشفى")
        box.press("Enter")
        expect(page.locator("mark.hit").first).to_have_text("مستشفى")


def test_the_language_and_the_theme_are_in_the_address(browser: Browser, address: str) -> None:
    with opened(browser, address, locale="en-GB") as page:
        page.goto("/claims?conflicts=1")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.get_by_role("link", name="العربية").click()
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert "conflicts=1" in page.url
        page.get_by_role("link", name="داكن").click()
        page.wait_for_url(re.compile("theme=dark"))
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
        page.locator(".claim-row a").first.click()
        assert "theme=dark" in page.url and "lang=ar" in page.url


@pytest.mark.parametrize("lang", LANGS)
def test_judging_by_keys_undoing_and_coming_back(browser: Browser, sample: Path, tmp_path: Path, lang: Lang) -> None:
    shelf = Shelf(Path(shutil.copy(sample, tmp_path / "c.isnad")))
    with served(shelf) as address, opened(browser, address) as page:
        page.goto(f"/review?lang={lang}")
        name = page.locator("input[name=by]")
        name.fill("نون")
        name.press("KeyN")  # in a field a key is a letter
        name.press("Enter")
        page.wait_for_url(re.compile("by="))
        page.keyboard.press("KeyU")
        page.wait_for_url(re.compile("page=2"))
        page.keyboard.press("Escape")
        page.wait_for_url(re.compile("page=1"))
        reports = page.locator(".report blockquote")
        asked = reports.all_inner_texts()
        page.keyboard.press("KeyY")  # «غ» on an Arabic keyboard
        expect(page.locator(".done")).to_be_visible()
        assert [one.judgement.kind for one in shelf.case.judgements()] == ["accept"]
        page.reload()
        expect(page.locator(".done")).to_be_visible()
        page.keyboard.press("KeyZ")
        expect(reports).to_have_text(asked)
        expect(page.locator(".done")).to_have_count(0)
        assert {one.state for one in shelf.case.judgements() if one.judgement.kind == "accept"} == {"withdrawn"}
    shelf.close()


def test_selected_words_are_copied_added_and_taken_back(browser: Browser, sample: Path, tmp_path: Path) -> None:
    shelf = Shelf(Path(shutil.copy(sample, tmp_path / "c.isnad")))
    document, clipboard = shelf.entries()[-1], ["clipboard-read", "clipboard-write"]
    with served(shelf) as address, opened(browser, address, permissions=clipboard) as page:
        page.goto(f"/docs/{document.id}?lang=ar")
        chosen = page.evaluate(
            "(() => { const node = [...document.querySelectorAll('#paper > p')].at(-1).firstChild;"
            "getSelection().setBaseAndExtent(node, 2, node, 30); return getSelection().toString() })()"
        )
        page.locator("#mark-here button").click()
        expect(page.locator("#mark-here button")).to_have_text("نُسخ")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"«{' '.join(chosen.split())}» — {document.publisher}، {document.published}"
        page.locator("#mark-here a").click()
        expect(page.locator("#span")).to_have_text(chosen.strip())
        page.locator("#mark summary").last.click()
        page.locator("#mark form").last.locator("input[name=by]").fill("نون")
        page.locator("#mark form").last.locator("button").click()
        expect(page.locator(".done")).to_be_visible()
        (made,) = shelf.case.judgements()
        ((_, start, end),) = made.judgement.subjects
        assert (made.judgement.kind, made.judgement.by) == ("add", "نون")
        assert shelf.annotations(document.id).text[start:end] == "ويعود بناء الجسر إلى عام 1987،"
        page.locator(".done button").click()
        expect(page.locator(".done")).to_have_count(0)
        assert {one.state for one in shelf.case.judgements() if one.judgement.kind == "add"} == {"withdrawn"}
    shelf.close()


def test_files_are_read_with_a_line_of_progress(browser: Browser, tmp_path: Path) -> None:
    Case.open(tmp_path / "c.isnad").close()
    shelf = Shelf(tmp_path / "c.isnad")
    files = [
        {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": "قالت وزارة الصحة التونسية إن 12 ألف جرعة وصلت.\n".encode()}
        for name in ("a", "<b>")
    ]
    with served(shelf) as address, opened(browser, address) as page:
        page.goto("/add?lang=en")
        page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
        page.locator("form[enctype] input[name=publisher]").fill("المرصد")
        page.locator("form[enctype] button").click()
        expect(page.locator("#upload")).to_contain_text("2 documents added.")
        assert {(entry.name, entry.publisher) for entry in shelf.entries()} == {("a.txt", "المرصد"), ("<b>.txt", "المرصد")}
    shelf.close()


def test_without_scripts_all_but_the_layers_is_there(browser: Browser, address: str, sample_shelf: Shelf) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto(f"/docs/{sample_shelf.entries()[-1].id}?span=120-188&lang=en")
        expect(page.locator("#span")).to_be_visible()
        expect(page.locator("noscript p")).to_be_visible()
        page.locator("summary", has_text="Names").click()
        expect(page.locator("td", has_text="وكالة الأطلس للأنباء").first).to_be_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_a_story_is_chosen_kept_and_left(browser: Browser, tmp_path: Path, lang: Lang) -> None:
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(STORY, STORY.with_name("bank"))
    shelf = Shelf(tmp_path / "c.isnad")
    with served(shelf) as address, opened(browser, address, viewport={"width": 390, "height": 900}) as page:
        check(page, f"/stories?lang={lang}")
        page.goto(f"/docs?lang={lang}")
        expect(page.locator("ul.docs > li")).to_have_count(8)
        page.locator("nav.stories summary").click()
        page.locator("nav.stories li a").first.click()
        expect(page.locator("ul.docs > li")).to_have_count(4)
        page.locator("header nav li a").first.click()  # the claims, of the same story
        expect(page).to_have_url(re.compile("/claims.*story="))
        check(page, page.url)
        page.goto(page.url)
        page.locator("nav.stories summary").click()
        page.locator("nav.stories li a").first.click()
        expect(page).not_to_have_url(re.compile("story="))
    shelf.close()


SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
TREATY = {"ar": ("تعارض محتمل", "تعارض", "يونيو"), "en": ("Possible conflict", "Conflict", "June")}


@pytest.mark.skipif(not SEEDS.exists(), reason="the five articles (../shared/seeds) are not here")
@pytest.mark.parametrize("lang", LANGS)
def test_the_treatys_date_is_found_read_judged_and_taken_back(browser: Browser, tmp_path: Path, lang: Lang) -> None:
    """The whole of it: the conflict, its two quotes, the words in their document, a judgement, its undoing, the same again."""
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(*sorted(SEEDS.glob("*.txt")))
    shelf = Shelf(tmp_path / "c.isnad")
    possible, judged, month = TREATY[lang]
    with served(shelf) as address, opened(browser, address) as page:
        for path in pages(shelf)[:-1]:
            check(page, f"{path}{'&' if '?' in path else '?'}lang={lang}")
        page.goto(f"/claims?conflicts=1&lang={lang}")
        (treaty,) = (one for one in shelf.claims(conflicts=True) if any(c.slot == "time" for c in one.claim.conflicts))
        page.locator(f".claim-row a[href*='{treaty.claim.id}']").click()
        facing = page.locator(".facing").first
        expect(facing).to_contain_text(possible)
        expect(facing.locator(".report")).to_have_count(2)
        expect(facing.locator("mark.differs")).to_have_count(2)
        expect(facing).to_contain_text(month)
        told = facing.inner_text()
        place = {"ar": "في موضعه من الوثيقة", "en": "In its place in the document"}[lang]
        facing.get_by_role("link", name=place).first.click()
        expect(page.locator("#span")).to_be_in_viewport()
        assert page.locator("#span").inner_text() in {one.quote for one in treaty.reports}
        page.go_back()
        facing.locator("details.judge summary").last.click()
        facing.locator("details.judge").last.locator("input[name=by]").fill("نون")
        facing.locator("details.judge").last.locator("button[value=accept]").click()
        expect(page.locator(".done")).to_be_visible()
        expect(facing).not_to_contain_text(possible)
        expect(facing).to_contain_text(judged)
        page.reload()
        expect(facing).not_to_contain_text(possible)
        page.locator(".done button").click()
        expect(page.locator(".done")).to_have_count(0)
        expect(facing).to_contain_text(possible)
        page.reload()
        assert facing.inner_text() == told
    shelf.close()
