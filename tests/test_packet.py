"""The evidence packet: the same bytes each time, only what may leave, and a verification that fails where words moved."""

import http.server
import io
import json
import re
import shutil
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import isnad
from isnad import Case
from isnad.case import CaseError
from isnad.cli import cli
from isnad.exports import Options, Verified, packet, verify
from isnad.exports.material import around
from isnad.exports.quotes import Quote, Sentence, moved
from isnad.model import Span
from isnad.reading import guarded

EXAMPLES = Path(isnad.__file__).parent / "examples"
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
TOLL = "776dd612174a030f"  # the claim of the sample story that most outlets number otherwise
ALL = Options(unreviewed=True)


@pytest.fixture
def case(sample: Path, tmp_path: Path) -> Iterator[Case]:
    with Case.open(shutil.copy(sample, tmp_path / "copy.isnad")) as case:
        yield case


@pytest.fixture(scope="module")
def packed(sample: Path) -> bytes:
    target = io.BytesIO()
    with Case.open(sample) as case:
        packet(case, [toll(case)], target, ALL)
    return target.getvalue()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES, tmp_path / "articles"))


def toll(case: Case) -> str:
    return next(one.claim.id for one in case.claims() if "killed" in one.claim.gloss.en)


def made(case: Case, path: Path, options: Options = ALL) -> Path:
    with path.open("wb") as target:
        packet(case, [toll(case)], target, options)
    return path


def files(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def altered(path: Path, name: str, old: str, new: str) -> Path:
    """Return a packet in which one file says something else."""
    held = files(path)
    assert old in held[name].decode()
    held[name] = held[name].decode().replace(old, new, 1).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for file, data in held.items():
            archive.writestr(file, data)
    return path


def edit(article: Path, old: str, new: str) -> None:
    text = article.read_text(encoding="utf-8")
    assert old in text
    article.write_text(text.replace(old, new, 1), encoding="utf-8")


def kinds(found: Verified) -> set[str]:
    return {failure.kind for failure in found.failures}


# ---- what it holds


def test_the_same_case_gives_the_same_bytes(case: Case, tmp_path: Path) -> None:
    first, second = made(case, tmp_path / "a.zip"), made(case, tmp_path / "b.zip")
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_holds_only_what_a_person_accepted(case: Case, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="Nobody has accepted"):
        made(case, tmp_path / "a.zip", Options())
    accepted = case.claim(toll(case)).reports[1].report.id
    case.judge("accept", accepted, by="Mona Haddad", why="compared with the page")
    held = files(made(case, tmp_path / "a.zip", Options()))
    (claim,) = json.loads(held["packet.json"])["claims"]
    assert [report["id"] for report in claim["reports"]] == [accepted]
    assert claim["conflicts"] == []
    assert not any("not reviewed" in data.decode() or "Mona" in data.decode() for data in held.values())
    assert claim["judgements"][0]["by"] == "R1"
    assert "id" not in claim["judgements"][0]  # it would tell the name to who guesses it


def test_a_reviewer_is_called_the_same_in_every_packet(case: Case, tmp_path: Path) -> None:
    first, second, *_ = case.claim(toll(case)).reports
    other = next(one for one in case.claims() if one.claim.id != toll(case))
    case.judge("accept", other.claim.id, by="Mona Haddad", why="-")
    case.judge("accept", first.report.id, by="Karim Nasr", why="-")
    case.judge("accept", second.report.id, by="Mona Haddad", why="-")
    (claim,) = json.loads(files(made(case, tmp_path / "a.zip", Options()))["packet.json"])["claims"]
    assert [one["by"] for one in claim["judgements"]] == ["R2", "R1"]


def test_what_nobody_reviewed_is_marked_on_every_line(case: Case, tmp_path: Path) -> None:
    case.judge("accept", toll(case), by="Mona Haddad", why="compared with the page")
    held = files(made(case, tmp_path / "a.zip", Options(unreviewed=True, name_reviewers=True)))
    (claim,) = json.loads(held["packet.json"])["claims"]
    marks = [report["review"] for report in claim["reports"]]
    assert marks.count("accepted") == 1
    page = held["page.en.html"].decode()
    lines = re.findall(r'<li id="r-.*?</li>', page, re.S)
    assert len(lines) == len(marks)
    assert sum("not reviewed" in line for line in lines) == marks.count("unreviewed")
    assert "Mona Haddad" in page


def test_whole_articles_only_when_asked_for(case: Case, tmp_path: Path) -> None:
    texts = [document.text for document in case.documents()]
    short, long = made(case, tmp_path / "a.zip"), made(case, tmp_path / "b.zip", Options(unreviewed=True, full_text=True))
    assert not any(text in json.loads(files(short)["packet.json"])["documents"][0].values() for text in texts)
    told = json.loads(files(long)["packet.json"])["documents"]
    assert all(document["text"] in texts for document in told)
    assert verify(long).holds


def test_it_tells_no_path_of_this_machine(case: Case, tmp_path: Path) -> None:
    for name, data in files(made(case, tmp_path / "a.zip")).items():
        for private in (str(EXAMPLES), str(tmp_path), str(Path.home())):
            assert private not in data.decode(), name


def test_a_private_article_does_not_leave(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.exports.material.PRIVATE", "opinion")
    told = case.claim(toll(case))
    flagged = [
        type(one)(**{field: getattr(one, field) for field in one.__struct_fields__} | {"flags": ("opinion",)})
        for one in told.reports
    ]
    private = type(told)(**{field: getattr(told, field) for field in told.__struct_fields__} | {"reports": tuple(flagged)})
    monkeypatch.setattr(Case, "claim", lambda _self, _id: private)
    with pytest.raises(CaseError, match="private"):
        packet(case, [told.claim.id], io.BytesIO(), ALL)


def test_the_pages_are_complete_and_run_their_own_way(case: Case, tmp_path: Path) -> None:
    held = files(made(case, tmp_path / "a.zip"))
    arabic, english = held["page.ar.html"].decode(), held["page.en.html"].decode()
    assert '<html lang="ar" dir="rtl">' in arabic
    assert '<html lang="en" dir="ltr">' in english
    for page in (arabic, english):
        assert "<script" not in page
        assert "default-src 'none'" in page
        assert not re.search(r'(src|href)="(?!#|page\.|https?://example\.org/)', page)
    quote = case.claim(toll(case)).reports[0].quote
    assert f"<mark>{quote}</mark>" in arabic


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    bad = "</script><img src=x onerror=alert(1)>\"'\u202e&amp;"
    rows = {
        "id": "=cmd|' /C calc'!A0.txt",
        "title": f"{bad} مقتل 12 شخصا",
        "publisher": f"=HYPERLINK({bad})",
        "url": "javascript:alert(1)",
        "published": "2026-03-02",
        "text": f"قال وزير الداخلية إن 12 شخصا قتلوا في انهيار الجسر {bad}.",
    }
    (folder / "a.jsonl").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(folder)
        found = case.claims()[0]
        with (tmp_path / "p.zip").open("wb") as target:
            packet(case, [found.claim.id], target, ALL)
    held = files(tmp_path / "p.zip")
    for lang in ("ar", "en"):
        page = held[f"page.{lang}.html"].decode()
        assert "<img" not in page
        assert "javascript:" not in page
    assert "javascript:" not in held["annotations.jsonld"].decode()
    assert verify(tmp_path / "p.zip").holds


# ---- verifying


def test_a_packet_holds(case: Case, articles: Path, tmp_path: Path) -> None:
    path = made(case, tmp_path / "a.zip")
    assert verify(path).holds
    found = verify(path, articles)
    assert found.holds
    assert found.held == found.stand == found.quotes > 5
    assert verify(path, tmp_path / "copy.isnad").holds


def test_a_word_that_changed_is_told(case: Case, articles: Path, tmp_path: Path) -> None:
    path = made(case, tmp_path / "a.zip")
    edit(articles / "01-alsahil.txt", "12 شخصا", "13 شخصا")
    found = verify(path, articles)
    assert kinds(found) == {"quote"}
    assert "01-alsahil.txt" in found.changed
    failure = next(failure for failure in found.failures if failure.what == "مقتل 12 شخصا")
    assert "«مقتل 13 شخصا»" in failure.how
    assert "nowhere" in failure.how


def test_a_quote_that_moved_is_not_taken_for_its_like(case: Case, articles: Path, tmp_path: Path) -> None:
    path = made(case, tmp_path / "a.zip")
    edit(articles / "01-alsahil.txt", "", "عاجل: ")
    found = verify(path, articles)
    assert kinds(found) == {"quote"}
    moved = [failure for failure in found.failures if "01-alsahil" in failure.how]
    assert len(moved) == sum(told.document == "01-alsahil.txt" for told in case.claim(toll(case)).reports)
    assert all("another place" in failure.how for failure in moved)


def test_a_quote_taken_out_and_written_elsewhere_fails(case: Case, articles: Path, tmp_path: Path) -> None:
    path = made(case, tmp_path / "a.zip")
    article = articles / "01-alsahil.txt"
    edit(article, "مقتل 12 شخصا", "انهيار الجسر")
    article.write_text(article.read_text(encoding="utf-8") + "\nمقتل 12 شخصا\n", encoding="utf-8")
    how = [failure.how for failure in verify(path, articles).failures]
    assert any("another place" in told for told in how)


def test_what_stands_still_in_a_changed_article_holds(case: Case, articles: Path, tmp_path: Path) -> None:
    path = made(case, tmp_path / "a.zip")
    article = articles / "01-alsahil.txt"
    article.write_text(article.read_text(encoding="utf-8") + "\nتصحيح\n", encoding="utf-8")
    found = verify(path, articles)
    assert found.holds
    assert found.changed == ("01-alsahil.txt",)


def test_an_article_that_is_gone_fails(case: Case, articles: Path, tmp_path: Path) -> None:
    path = made(case, tmp_path / "a.zip")
    (articles / "05-minbar-alatlas.txt").unlink()
    assert kinds(verify(path, articles)) == {"article"}


@pytest.mark.parametrize("name", ["packet.json", "page.ar.html", "page.en.html", "annotations.jsonld"])
def test_an_altered_file_fails(case: Case, tmp_path: Path, name: str) -> None:
    path = altered(made(case, tmp_path / "a.zip"), name, "12", "21")
    found = verify(path)
    assert not found.holds
    assert ("file", name) in {(failure.kind, failure.what) for failure in found.failures}


def test_files_put_in_or_taken_out_fail(case: Case, tmp_path: Path) -> None:
    path = made(case, tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("extra.html", b"")
    assert "put in" in verify(path).failures[0].how
    path = made(case, tmp_path / "b.zip")
    held = files(path)
    with zipfile.ZipFile(path, "w") as archive:
        for name in held.keys() - {"page.ar.html"}:
            archive.writestr(name, held[name])
    assert "missing" in verify(path).failures[0].how


def test_a_quote_altered_with_its_hash_contradicts_its_sentence(case: Case, tmp_path: Path) -> None:
    from isnad.exports.packet import MANIFEST, sealed

    path = made(case, tmp_path / "a.zip")
    quote = case.claim(toll(case)).reports[0].quote
    altered(path, "packet.json", f'"quote": "{quote}"', '"quote": "مقتل 99 شخصا"')
    held = {name: data for name, data in files(path).items() if name != MANIFEST}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in sealed(held).items():
            archive.writestr(name, data)
    assert kinds(verify(path)) == {"packet"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"no zip at all"])
def test_what_is_no_packet_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(ValueError, match="packet"):
        verify(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("manifest.json", '{"format": "isnad-packet/1", "files": []}')
    with pytest.raises(ValueError, match=r"packet\.json is missing"):
        verify(tmp_path / "b.zip")
    result = CliRunner().invoke(cli, ["verify", str(tmp_path / "a.zip")])
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_against_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article at its own address, as it was and then otherwise; never in a private network, whatever a packet says."""
    served = tmp_path / "www"
    served.mkdir()
    page = "<html><head><meta charset=utf-8><title>ج</title></head><body><article><p>{}</p></article></body></html>"
    sentence = "أعلنت وزارة الداخلية أن 12 شخصا قتلوا في انهيار جسر الوادي مساء الأحد بحسب بيان رسمي نشر اليوم."
    (served / "a.html").write_text(page.format(sentence), encoding="utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(served))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/a.html"
        (served / "manifest.csv").write_text(f"file,url,published\na.html,{url},2026-03-02\n", encoding="utf-8")
        with Case.open(tmp_path / "web.isnad") as web:
            web.read(served)
            with (tmp_path / "p.zip").open("wb") as target:
                packet(web, [web.claims()[0].claim.id], target, ALL)
        with pytest.raises(ValueError, match="it is not asked"):
            verify(tmp_path / "p.zip", url)
        monkeypatch.setattr(guarded, "ALLOWED", frozenset([("127.0.0.1", server.server_port)]))
        assert verify(tmp_path / "p.zip", url).holds
        (served / "a.html").write_text(page.format(sentence.replace("12", "15")), encoding="utf-8")
        found = verify(tmp_path / "p.zip", url)
        assert kinds(found) == {"quote"}
        with pytest.raises(ValueError, match="no article of the packet is from"):
            verify(tmp_path / "p.zip", f"{url}?other")
        server.shutdown()


def test_the_commands(case: Case, articles: Path, tmp_path: Path) -> None:
    run, copy, out = CliRunner().invoke, str(tmp_path / "copy.isnad"), str(tmp_path / "p.zip")
    refused = run(cli, ["packet", copy, toll(case), "-o", out])
    assert refused.exit_code == 1
    assert "--unreviewed" in refused.output
    assert not Path(out).exists()
    assert run(cli, ["packet", copy, toll(case), "-o", out, "--unreviewed"]).exit_code == 0
    assert run(cli, ["verify", out, "--against", str(articles)]).exit_code == 0
    edit(articles / "01-alsahil.txt", "12 شخصا", "13 شخصا")
    failed = run(cli, ["verify", out, "--against", str(articles), "--plain"])
    assert failed.exit_code == 1
    assert "مقتل 13 شخصا" in failed.output
    told = json.loads(run(cli, ["verify", out, "--against", str(articles), "--as", "json"]).output)
    assert told["failures"][0]["report"]
    assert run(cli, ["verify", out, "--against", str(tmp_path / "nothing")]).exit_code == 1


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_packet_never_passes(packed: bytes, tmp_path: Path, data: st.DataObject) -> None:
    """A byte that changed is an error or a failure, unless it is one that no file is made of."""
    place = data.draw(st.integers(0, len(packed) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != packed[place]))
    path = tmp_path / "damaged.zip"
    path.write_bytes(packed[:place] + bytes([byte]) + packed[place + 1 :])
    try:
        found = verify(path)
    except ValueError:
        return
    if found.holds:
        (tmp_path / "whole.zip").write_bytes(packed)
        assert files(path) == files(tmp_path / "whole.zip")


@given(
    st.text(alphabet="ابت 🌉\n", max_size=40), st.text(alphabet="ابت 🌉\n", max_size=40), st.integers(0, 30), st.integers(1, 9)
)
def test_a_quote_stands_at_its_place_or_falls(text: str, now: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    words = text[start:end]
    quote = Quote("r", "d", start, end, words, Sentence(0, text), *around(text, Span(start, end)))
    assert (moved(quote, now) is None) == (now[start:end] == words)


# ---- in a browser


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: apt install chromium)")
def test_the_pages_in_a_browser(case: Case, tmp_path: Path) -> None:
    """They ask for nothing but themselves, are readable for all, and do not run out of a phone's screen."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from playwright.sync_api import sync_playwright

    case.judge("accept", toll(case), by="Mona Haddad", why="compared with the page")
    for name, data in files(made(case, tmp_path / "a.zip")).items():
        (tmp_path / name).write_bytes(data)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for lang in ("ar", "en"):
            page = browser.new_page(viewport={"width": 360, "height": 800})
            address = (tmp_path / f"page.{lang}.html").as_uri()
            with page.expect_event("load"):
                page.goto(address)
            assert page.evaluate("performance.getEntriesByType('resource').length") == 0
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            quote = page.locator("blockquote").first
            assert quote.evaluate("element => getComputedStyle(element).direction") == "rtl"
            found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
            assert not found.response["violations"], found.generate_report()
        browser.close()
