"""Reading: every format, and every way in which a file can be no article."""

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
