"""Reading: every format, and every way in which a file can be no article."""

import os
from pathlib import Path

import pytest

from isnad.model import Page
from isnad.reading import Fault, read

TEXT = "غرق مركب قبالة الساحل\n\nقال مسؤول في خفر السواحل إن المركب غرق فجر أمس، وإن البحث عن المفقودين جار.\n"


def pages(*sources: Path, limit: int = 50_000_000) -> list[Page]:
    return [item for item in read(*sources, limit=limit) if isinstance(item, Page)]


def faults(*sources: Path, limit: int = 50_000_000) -> list[Fault]:
    return [item for item in read(*sources, limit=limit) if isinstance(item, Fault)]


def test_plain_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    (tmp_path / "a.txt").write_bytes(text.encode())
    [page] = pages(tmp_path)
    assert (page.name, page.text) == ("a.txt", text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256", "iso-8859-6"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    [page] = pages(tmp_path / "a.txt")
    assert "خفر السواحل" in page.text


def test_the_manifest_wins_and_its_faults_are_told(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    rows = "file,published,publisher,url\na.txt,2025-03-04,صحيفة المرفأ,https://example.org/a\nb.txt,soon,,\nc.txt,2025-01-01,,\n"
    (tmp_path / "manifest.csv").write_text(rows, encoding="utf-8")
    found = {page.name: page for page in pages(tmp_path)}
    assert (found["a.txt"].published, found["a.txt"].publisher) == ("2025-03-04", "صحيفة المرفأ")
    assert found["b.txt"].published is None
    told = " ".join(f"{fault.name} {fault.reason}" for fault in faults(tmp_path))
    assert "soon" in told
    assert "c.txt" in told


def test_html_gives_text_and_metadata_in_spite_of_broken_json_ld(tmp_path: Path) -> None:
    html = f"""<html lang="ar"><head><title>غرق مركب - موقع</title><meta property="og:site_name" content="موقع الخليج">
    <meta property="article:published_time" content="2025-03-04T10:00:00+03:00"><script type="application/ld+json">{{"a":</script></head>
    <body><nav><a href="/">الرئيسية</a></nav><article><h1>غرق مركب قبالة الساحل</h1><p>{TEXT.splitlines()[2]}</p>
    <p>{"وأضاف أن الرياح كانت شديدة وأن الطاقم أبلغ عن عطل في المحرك قبل ساعات. " * 4}</p></article></body></html>"""
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    [page] = pages(tmp_path)
    assert (page.published or "")[:10] == "2025-03-04"
    assert page.publisher == "موقع الخليج"
    assert "خفر السواحل" in page.text
    assert "الرئيسية" not in page.text


def test_a_broken_line_does_not_stop_the_others(tmp_path: Path) -> None:
    lines = ['{"id": "1", "text": "نص أول"}', "{broken", '{"id": "2", "text": "نص ثان", "published": "2025-01-02"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert [page.text for page in pages(tmp_path)] == ["نص أول", "نص ثان"]
    [fault] = faults(tmp_path)
    assert "2" in fault.name + fault.reason


@pytest.mark.parametrize("raw", [b"", b"  \n", b"\x00\x01\x02\x7fELF\x00\x00", bytes(range(256)) * 20])
def test_what_is_no_text_is_a_fault_with_a_reason(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert [page.name for page in pages(tmp_path)] == ["b.txt"]
    [fault] = faults(tmp_path)
    assert fault.name == "a.txt"
    assert fault.reason


def test_a_file_over_the_limit_and_a_missing_one_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert faults(tmp_path, limit=20)
    assert faults(tmp_path / "nowhere.txt")


def test_a_date_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="soon"):
        list(read(tmp_path, published="soon"))


# ---- sources and names


def test_a_folder_is_read_in_order_without_what_is_hidden_or_no_article(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.txt", ".hidden.txt", ".git/x.txt", "README.md", "a.gold.json", "photo.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [page.name for page in pages(tmp_path)] == ["a.txt", "b/1.md", "b/2.txt"]
    assert faults(tmp_path) == []


def test_a_glob_names_its_files_from_its_fixed_folder(tmp_path: Path) -> None:
    (tmp_path / "x" / "y").mkdir(parents=True)
    (tmp_path / "x" / "y" / "a.txt").write_text(TEXT, encoding="utf-8")
    found = [item.name for item in read(str(tmp_path / "x" / "**" / "*.txt"))]
    assert found == ["y/a.txt"]
    [fault] = read(str(tmp_path / "*.html"))
    assert isinstance(fault, Fault)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert [page.name for page in pages(tmp_path, tmp_path / "a.txt")] == ["a.txt"]


@pytest.mark.parametrize("name", ["a.jpg", "a", "nowhere/a.txt", "nul\0.txt"])
def test_what_is_asked_for_by_name_and_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    if name in ("a.jpg", "a"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert pages(tmp_path / name) == []
    assert len(faults(tmp_path / name)) == 1


def test_links_in_a_circle_and_pipes_are_told(tmp_path: Path) -> None:
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "z.txt").write_text(TEXT, encoding="utf-8")
    assert [page.name for page in pages(tmp_path)] == ["z.txt"]
    assert {fault.name for fault in faults(tmp_path)} == {"circle.txt", "pipe.txt"}


def test_links_to_folders_are_told_and_not_followed(tmp_path: Path) -> None:
    for name in ("in/deep", "out"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "deep" / "back").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "side").symlink_to(tmp_path / "out", target_is_directory=True)
    (tmp_path / "in" / ".hidden").symlink_to(tmp_path / "out", target_is_directory=True)
    assert [page.name for page in pages(tmp_path / "in")] == ["deep/a.txt"]
    assert [(fault.name, "link to a folder" in fault.reason) for fault in faults(tmp_path / "in")] == [
        ("side", True),
        ("deep/back", True),
    ]
    assert [page.name for page in pages(tmp_path / "in" / "side")] == ["a.txt"]


def test_a_file_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    [fault] = faults(tmp_path)
    assert fault == Fault("a.txt", "The file cannot be opened: permission denied.")


def test_each_reason_is_its_own(tmp_path: Path) -> None:
    broken = {
        "empty.txt": b"",
        "binary.txt": b"\x89PNG\r\n\x1a\n\x00\x00",
        "scrambled.txt": "غرق مركب".encode()[:-1],
        "cyrillic.txt": "Президент заявил".encode("cp1251"),
        "half.txt": b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1],
        "large.txt": TEXT.encode() * 40,
    }
    for name, raw in broken.items():
        (tmp_path / name).write_bytes(raw)
    told = {fault.name: fault.reason for fault in faults(tmp_path, limit=4000)}
    assert set(told) == set(broken)
    assert "empty" in told["empty.txt"]
    assert "binary" in told["binary.txt"]
    assert "not UTF-8" in told["scrambled.txt"]
    assert "encoding" in told["cyrillic.txt"]
    assert "UTF-16" in told["half.txt"]
    assert "too large" in told["large.txt"]


def test_a_byte_order_mark_of_utf_8_stays(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + TEXT.encode()
    (tmp_path / "a.txt").write_bytes(raw)
    [page] = pages(tmp_path)
    assert page.text == raw.decode("utf-8")
    assert page.raw == raw


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    assert [page.text for page in pages(tmp_path)] == [TEXT]


@pytest.mark.parametrize("text", ["قال وزير الخارجية إن بلاده ترفض التهجير", "القبض على متهم بسرقة مصرف في الجيزة"])
@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_a_short_text_in_a_single_byte_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert [page.text for page in pages(tmp_path)] == [text]


# ---- manifests, dates, JSON Lines


def test_a_manifest_of_a_folder_below_with_semicolons_and_a_mark(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    for name in ("x/a.txt", "x/b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    rows = "\ufeffFile;Published;Note\r\na.txt;04/03/2025;شيء\r\n"
    (tmp_path / "x" / "manifest.csv").write_text(rows, encoding="utf-8")
    found = {page.name: page.published for page in pages(tmp_path)}
    assert found == {"x/a.txt": "2025-03-04", "x/b.txt": None}


@pytest.mark.parametrize("rows", ["", "name,date\na.txt,2025-01-01\n", "file\n" + "x" * 200_000 + "\n", "\x00\x01"])
def test_a_broken_manifest_is_told_and_the_files_are_read(tmp_path: Path, rows: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "manifest.csv").write_text(rows, encoding="utf-8")
    assert [page.published for page in pages(tmp_path)] == [None]
    assert [fault.name.partition("#")[0] for fault in faults(tmp_path)] == ["manifest.csv"]


def test_the_manifest_wins_over_what_is_given_for_all_and_that_over_the_page(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"text": "نص", "published": "2020-01-01"}', encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("file,published\na.txt,2025-03-04\n", encoding="utf-8")
    found = [item.published for item in read(tmp_path, published="2024-12-31") if isinstance(item, Page)]
    assert found == ["2025-03-04", "2024-12-31", "2024-12-31"]


def test_json_lines_name_their_pages_and_tell_each_fault(tmp_path: Path) -> None:
    lines = [
        '{"id": 7, "text": "نص أول", "title": "عنوان", "url": "https://example.org", "lang": "ar", "extra": 1}',
        '{"id": "7", "text": "نص ثان"}',
        '{"text": "نص ثالث", "published": "غدا"}',
        '{"text": ""}',
        '["text"]',
        '{"title": "بلا نص"}',
        "[" * 100_000,
        "",
        '{"text": "نص أخير", "published": "2025-03-04T10:00:00Z"}',
        '{"text": "' + "ن" * 3000 + '"}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = [page.name for page in pages(tmp_path, limit=4000)]
    assert found == ["7", "a.jsonl#2", "a.jsonl#3", "a.jsonl#9"]
    told = [fault.name for fault in faults(tmp_path, limit=4000)]
    assert told == [f"a.jsonl#{number}" for number in (2, 3, 4, 5, 6, 7, 10)]


def test_json_lines_tell_what_else_is_known(tmp_path: Path) -> None:
    line = '{"text": "نص", "modified": "2025-03-05", "section": "سياسة", "agency": "وكالة", "private": true}'
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    [page] = pages(tmp_path)
    assert (page.modified, page.section, page.agency, page.private) == ("2025-03-05", "سياسة", "وكالة", True)


@pytest.mark.parametrize("raw", [b"", b"\x00\x01" * 50, TEXT.encode("utf-16")])
def test_a_file_that_is_no_json_lines_is_one_fault(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(raw)
    assert [fault.name for fault in faults(tmp_path)] == ["a.jsonl"]


# ---- web pages

BODY = "".join(f"<p>{TEXT.splitlines()[2]} وهذه هي الفقرة رقم {number} من النص.</p>" for number in range(4))


def _html(tmp_path: Path, html: str, encoding: str = "utf-8") -> Page:
    (tmp_path / "a.html").write_bytes(html.encode(encoding))
    [page] = pages(tmp_path / "a.html")
    return page


def test_joiners_marks_and_no_break_spaces_of_a_page_stay(tmp_path: Path) -> None:
    words = "بلغ العدد 12&nbsp;ألفا &rlm;وقيل می\u200cخواهم، وأكد البيان أن الأرقام نهائية ولن تراجع قبل نهاية العام"
    page = _html(tmp_path, f"<article><h1>عنوان الخبر الأول هنا</h1>{BODY}<p>{words}.</p></article>")
    assert "12\u00a0ألفا \u200fوقيل می\u200cخواهم" in page.text
    assert page.text.startswith("عنوان الخبر الأول هنا\n\nقال مسؤول")
    assert page.text.count("عنوان الخبر") == 1


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"datePublished":"2025-03-04"}]}</script>',
            "2025-03-04",
        ),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":7}</script>', None),
        ('<meta name="PubDate" content="Tue, 04 Mar 2025 10:20:00 GMT">', "2025-03-04T10:20:00+00:00"),
        (
            '<meta property="article:published_time" content="soon"><time datetime="2025-03-05T08:00"></time>',
            "2025-03-05T08:00:00",
        ),
        ('<link rel="canonical" href="https://example.org/news/2025/3/4/ship">', "2025-03-04"),
        ("<body><div>٤/٣/٢٠٢٥</div>", "2025-03-04"),
        ("<body><div><a href='/x'>4/3/2025</a></div>", None),
        ("<body><div>31/2/2025</div>", None),
    ],
)
def test_the_date_of_a_page(tmp_path: Path, head: str, published: str | None) -> None:
    assert _html(tmp_path, f"<head>{head}<article>{BODY}</article>").published == published


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="غرق مركب قبالة الساحل | المرفأ نت">', "غرق مركب قبالة الساحل"),
        ("<title>غرق مركب قبالة الساحل الشرقي - موقع المرفأ الإخباري</title>", "غرق مركب قبالة الساحل الشرقي"),
        ("<title>المرفأ - غرق مركب</title><body><h1>غرق مركب قبالة الساحل</h1>", "المرفأ - غرق مركب"),
        ("<body><h1>غرق مركب قبالة الساحل</h1>", "غرق مركب قبالة الساحل"),
        ("", None),
    ],
)
def test_the_title_of_a_page(tmp_path: Path, head: str, title: str | None) -> None:
    assert _html(tmp_path, f"<html><head>{head}<article>{BODY}</article>").title == title


def test_an_old_page_in_tables_with_its_declared_encoding(tmp_path: Path) -> None:
    lines = "<br><br>".join(f"{TEXT.splitlines()[2]} {number}" for number in range(4))
    html = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"></head><body><form>
    <table><tr><td><a href=1>الرئيسية</a><br><a href=2>أخبار</a></td><td>{lines}</td></tr></table></form></body></html>"""
    page = _html(tmp_path, html, "windows-1256")
    assert page.text.count("خفر السواحل") == 4
    assert "الرئيسية" not in page.text


def test_a_few_broken_bytes_do_not_cost_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(f"<article>{BODY}".encode() + b"\xd8")
    assert len(pages(tmp_path)) == 1


@pytest.mark.parametrize("html", ["<html><body></body></html>", "<script>var x = 1</script>", "<div>" * 50_000 + BODY])
def test_a_page_without_text_or_beyond_reason_is_told(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    assert len(faults(tmp_path)) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<" * 200_000 + BODY,
        "<p>نص " * 20_000,
        "&amp;" * 100_000 + BODY,
        " " * 1_000_000 + BODY,
        f"<title>{' - '.join(['س'] * 50_000)}</title>" + BODY,
        f"<p>{'كلمة ' * 200_000}</p>",
    ],
    ids=["brackets", "unclosed", "entities", "spaces", "title", "one line"],
)
def test_hostile_pages_are_read_to_their_end(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    assert list(read(tmp_path))
