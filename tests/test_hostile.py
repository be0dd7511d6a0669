"""Attacks on the readers: each ends soon, with a fault that names it, and the good beside it is read."""

import gzip
import io
import json
import random
import re
import stat
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from isnad import Case, annotate
from isnad.annotation.events import casualties, completion, grounds, harm, parties
from isnad.annotation.statements import chains, named
from isnad.connection import Side, denials, governments, homes, reports
from isnad.connection.candidates import candidates
from isnad.connection.conflicts import conflicts
from isnad.connection.content import weight
from isnad.connection.pairs import agreement
from isnad.connection.tolls import denies
from isnad.model import Page, Report
from isnad.reading import Fault, dates, read
from isnad.reading.readers import endings
from isnad.storage import bodies
from isnad.storage.file import CaseFile
from tests import formats
from tests.counting import lines, steps
from tests.formats import zipped

GOOD = formats.html(*formats.article())


def found(folder: Path, name: str, raw: bytes, limit: int = 1_000_000) -> list[Page | Fault]:
    (folder / name).write_bytes(raw)
    return list(read(folder / name, limit=limit))


def the_fault(folder: Path, name: str, raw: bytes, limit: int = 1_000_000) -> str:
    items = found(folder, name, raw, limit)
    assert [type(item) for item in items] == [Fault], items
    return f"{items[0].name}: {items[0].reason}"  # type: ignore[union-attr]


# ---- archives


def test_a_member_that_unpacks_to_far_more_than_it_is(tmp_path: Path) -> None:
    items = found(tmp_path, "a.zip", zipped({"bomb.txt": b"\0" * 30_000_000, "good.html": GOOD}))
    assert [(item.name, type(item)) for item in items] == [("a.zip/bomb.txt", Fault), ("a.zip/good.html", Page)]
    assert "attacks" in items[0].reason  # type: ignore[union-attr]


def test_a_member_that_lies_about_its_size(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.txt": bytes(range(256)) * 20_000}))
    size = (256 * 20_000).to_bytes(4, "little")
    for at in (raw.find(size), raw.rfind(size)):
        raw[at : at + 4] = (10).to_bytes(4, "little")
    [item] = found(tmp_path, "a.zip", bytes(raw))
    assert isinstance(item, Fault)


@pytest.mark.parametrize("more", [0, 1])
def test_a_member_that_is_larger_than_the_limit_and_no_bomb(more: int, tmp_path: Path) -> None:
    letters = random.Random(1).choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", k=25_000)
    raw = ("x" * more + "".join(letters)).encode()
    [item] = found(tmp_path, "a.zip", zipped({"a.txt": raw}), limit=len(raw) - more)
    assert isinstance(item, Fault) == bool(more)
    assert not more or "more than" in item.reason  # type: ignore[union-attr]


def test_many_members_of_one_large_archive_stop_at_its_limit(tmp_path: Path) -> None:
    words = "كلمة " * 1000
    members = {f"{number:03}.txt": (words + str(number)).encode() for number in range(100)}
    items = found(tmp_path, "a.zip", zipped(members), limit=20_000)
    assert "read no further" in items[-1].reason or "not read further" in items[-1].reason  # type: ignore[union-attr]
    assert 20 < sum(isinstance(item, Page) for item in items) < 100


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/etc/a.txt", "C:/a.txt", "..\\..\\a.txt", "x/../../a.txt"])
def test_names_that_lead_out_of_an_archive(name: str, tmp_path: Path) -> None:
    items = found(tmp_path, "a.zip", zipped({name: b"text", "good.html": GOOD}))
    assert sorted(type(item).__name__ for item in items) == ["Fault", "Page"]
    assert not list(tmp_path.parent.rglob("etc"))


def test_links_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("passwd.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "link" in the_fault(tmp_path, "a.zip", held.getvalue())


def test_an_archive_of_very_many_members_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.reading.archive._MOST_MEMBERS", 3)
    assert len(found(tmp_path, "a.zip", zipped({f"{at}.html": GOOD for at in range(3)}))) == 3
    assert "more than 3 members" in the_fault(tmp_path, "b.zip", zipped({f"{at}.html": GOOD for at in range(4)}))


def test_a_member_that_is_encrypted(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.html": GOOD}))
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.find(head) + flags] |= 1
    assert the_fault(tmp_path, "a.zip", bytes(raw)) == "a.zip/a.html: It is encrypted."


def test_archives_in_archives_end_at_three(tmp_path: Path) -> None:
    raw = zipped({"a.html": GOOD})
    for _ in range(2):
        raw = zipped({"a.zip": raw})
    assert [type(item) for item in found(tmp_path, "a.zip", raw)] == [Page]
    for _ in range(5):
        raw = zipped({"a.zip": raw})
    assert "More than 3" in the_fault(tmp_path, "a.zip", raw)


def test_names_of_members_are_printable(tmp_path: Path) -> None:
    [item] = found(tmp_path, "a.zip", zipped({"a\u202etxt.\x1b[31m.html": GOOD}))
    assert item.name == "a.zip/a�txt.�[31m.html"


def test_two_members_of_one_name_are_no_versions(tmp_path: Path) -> None:
    raw = zipped({"a.txt": "نص أول".encode(), "b.txt": "نص ثان".encode()}).replace(b"b.txt", b"a.txt")
    items = found(tmp_path, "a.zip", raw)
    assert [(item.name, type(item)) for item in items] == [("a.zip/a.txt", Page), ("a.zip/a.txt", Fault), ("a.zip/a.txt#2", Page)]


def test_data_in_an_archive_that_are_no_articles_are_passed_over_as_in_a_folder(tmp_path: Path) -> None:
    members = {"package.json": b"{}", "sitemap.xml": b"<urlset/>", "prices.csv": b"a,b\n1,2\n", "good.html": GOOD}
    assert [item.name for item in found(tmp_path, "a.zip", zipped(members))] == ["a.zip/good.html"]
    assert [type(item) for item in found(tmp_path, "b.zip", zipped({"feed.xml": b"<rss>"}))] == [Fault]


def book(*chapters: str) -> bytes:
    items = "".join(f'<item id="c{at}" href="{chapter}"/>' for at, chapter in enumerate(chapters))
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    return zipped(
        {
            "META-INF/container.xml": b'<container><rootfile full-path="OEBPS/content.opf"/></container>',
            "OEBPS/content.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>".encode(),
            "OEBPS/a.xhtml": GOOD,
        }
    )


def test_a_book_whose_chapters_lead_out_or_come_again(tmp_path: Path) -> None:
    items = found(tmp_path, "a.epub", book("../../etc/passwd", "a.xhtml", "/etc/passwd", *["a.xhtml"] * 1_000, "%2e%2e/%2e%2e/x"))
    assert [type(item) for item in items] == [Fault, Page, Fault, Fault]


def test_a_book_stops_at_the_limit_of_an_archive(tmp_path: Path) -> None:
    long = GOOD.replace(b"</body>", b"<!--" + b"x" * 9_000 + b"--></body>")
    chapters = {f"OEBPS/{number}.xhtml": long for number in range(100)}
    items = "".join(f'<item id="c{at}" href="{at}.xhtml"/>' for at in range(100))
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(100))
    package = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>".encode()
    container = b'<container><rootfile full-path="OEBPS/content.opf"/></container>'
    raw = zipped({"META-INF/container.xml": container, "OEBPS/content.opf": package, **chapters})
    *_, last = read_items = found(tmp_path, "a.epub", raw, limit=20_000)
    assert isinstance(last, Fault) and "not read further" in last.reason and len(read_items) < 100


@pytest.mark.parametrize("cut", [40, 400])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_that_ends_early_is_no_whole_page(name: str, cut: int, tmp_path: Path) -> None:
    record = formats.warc(*formats.article())
    two = gzip.compress(record) + gzip.compress(record) if name.endswith("gz") else record + record
    assert [type(item) for item in found(tmp_path, name, two)] == [Page, Page]
    assert [type(item) for item in found(tmp_path, name, two[:-cut])] == [Page, Fault]


@pytest.mark.parametrize("kept", [60, 200])
def test_a_web_archive_that_ends_in_the_head_of_a_record(kept: int, tmp_path: Path) -> None:
    record = formats.warc(*formats.article())
    whole, cut = record + record, record + record[:kept]
    packed = gzip.compress(record) + gzip.compress(record)[:kept]
    for name, raw in {"a.warc": cut, "a.warc.gz": packed, "b.warc.gz": gzip.compress(cut)}.items():
        items = found(tmp_path, name, raw)
        assert isinstance(items[0], Page) and isinstance(items[-1], Fault), name
    for name, raw in {"c.warc": whole, "c.warc.gz": gzip.compress(whole), "c.warc.zst": formats.zstd(whole)}.items():
        assert [type(item) for item in found(tmp_path, name, raw)] == [Page, Page], name


def test_two_records_packed_as_one_that_end_early(tmp_path: Path) -> None:
    record = formats.wet(*formats.article())
    assert [type(item) for item in found(tmp_path, "a.wet.gz", gzip.compress(record + record)[:-60])][-1] is Fault


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.mbox.gz"])
def test_what_is_packed_and_cut_off_is_told(name: str, tmp_path: Path) -> None:
    head = {"a.csv.gz": b"text\n", "a.mbox.gz": b"From a@b 1\nSubject: x\n\n"}.get(name, b"")
    lines = "".join(json.dumps({"text": f"خبر {random.Random(number).random()}"}) + "\n" for number in range(500))
    *_, last = found(tmp_path, name, gzip.compress(head + lines.encode())[:-200])
    assert isinstance(last, Fault) and "cannot be unpacked" in last.reason


@pytest.mark.parametrize("ending", [".zip", ".docx", ".odt", ".epub"])
def test_an_archive_that_is_none_or_torn_is_told_in_our_words(ending: str, tmp_path: Path) -> None:
    made = {name[-len(ending) :]: maker(*formats.article()) for name, maker in formats.MAKERS.items()}
    raw = made.get(ending) or zipped({"a.html": GOOD})
    assert "does not begin as a zip archive" in the_fault(tmp_path, f"a{ending}", b"\xd9\x86" * 200)
    assert "damaged, or cut off" in the_fault(tmp_path, f"a{ending}", raw[: len(raw) // 2])


def test_a_member_that_is_damaged_is_told_in_our_words(tmp_path: Path) -> None:
    raw = zipped({"a.html": GOOD})
    at = raw.index(b"a.html") + 100
    assert the_fault(tmp_path, "a.zip", raw[:at] + b"\xff" * 20 + raw[at + 20 :]).endswith("it is damaged, or cut off.")


@pytest.mark.parametrize("ending", [*set(endings()) - {".gz"}, ".txt.gz", ".jsonl.gz"])
def test_an_empty_file_is_told_as_one(ending: str, tmp_path: Path) -> None:
    assert the_fault(tmp_path, f"a{ending}", b"").endswith(f"a{ending}: The file is empty.")


# ---- Parquet


DAMAGED = """
import io, pyarrow, pyarrow.parquet
from isnad.reading.readers import read_source
from isnad.reading.source import Source

made = io.BytesIO()
pyarrow.parquet.write_table(pyarrow.table({"text": ["خبر أول", "خبر ثان"]}), made)
raw = made.getvalue()
for at in range(len(raw)):
    for value in (0, 1, 2, 255):
        damaged = raw[:at] + bytes([value]) + raw[at + 1 :]
        list(read_source(Source(name="a.parquet", limit=1_000_000, held=damaged), ".parquet"))
"""


def test_no_byte_of_a_parquet_file_ends_the_process() -> None:
    pytest.importorskip("pyarrow")
    done = subprocess.run([sys.executable, "-c", DAMAGED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def parquet(folder: Path, table: object, **options: object) -> list[Page | Fault]:
    from pyarrow import parquet as writer  # type: ignore[import-untyped, unused-ignore]

    writer.write_table(table, folder / "a.parquet", **options)
    return list(read(folder / "a.parquet", limit=1_000_000))


def test_a_table_that_says_one_text_many_times(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    text = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 10_000, pyarrow.int32()), pyarrow.array(["خبر " * 50_000]))
    items = parquet(tmp_path, pyarrow.table({"text": text}), compression="zstd", store_schema=False)
    assert (tmp_path / "a.parquet").stat().st_size < 2_000
    assert isinstance(items[-1], Fault) and "attacks" in items[-1].reason and len(items) < 10


def test_values_of_a_table_that_are_too_large(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    large = random.Random(1).randbytes(1_000_000).hex()
    plain: dict[str, object] = {"use_dictionary": False, "write_statistics": False}
    [item] = parquet(tmp_path, pyarrow.table({"text": ["x" * 2_000_000]}), compression="zstd", **plain)
    assert isinstance(item, Fault) and "attacks" in item.reason
    [item] = parquet(tmp_path, pyarrow.table({"text": [large]}), **plain)
    assert isinstance(item, Fault) and "too large" in item.reason
    items = parquet(tmp_path, pyarrow.table({"text": ["خبر", large, "نص"]}), **plain)
    assert [type(item) for item in items] == [Page, Fault, Page]


@pytest.mark.parametrize("ending", ["zip", "docx", "odt", "epub"])
def test_what_is_no_archive_is_told(ending: str, tmp_path: Path) -> None:
    whole = zipped({"a.html": GOOD})
    for raw in (b"", b"PK\x03\x04 nothing", whole[: len(whole) // 2]):
        assert the_fault(tmp_path, f"a.{ending}", raw)
    if ending != "zip":
        assert "no member" in the_fault(tmp_path, f"a.{ending}", whole)


# ---- XML

BOMB = '<!DOCTYPE r [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"
FILE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
PARAMETER = '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>'


def as_docx(head: str, word: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'{head}<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>نص {word}</w:t></w:r></w:p></w:body></w:document>'
    return zipped({"word/document.xml": document.encode()})


def as_odt(head: str, word: str) -> bytes:
    return zipped({"content.xml": f"{head}<d><body><p>نص {word}</p></body></d>".encode()})


def as_epub(head: str, word: str) -> bytes:
    return zipped({"META-INF/container.xml": f'{head}<container><rootfile full-path="{word}"/></container>'.encode()})


def as_feed(head: str, word: str) -> bytes:
    return f"{head}<rss><channel><item><title>نص {word}</title></item></channel></rss>".encode()


MADE: dict[str, Callable[[str, str], bytes]] = {"docx": as_docx, "odt": as_odt, "epub": as_epub, "rss": as_feed}


@pytest.mark.parametrize("ending", MADE)
@pytest.mark.parametrize(("head", "word"), [(BOMB, "&j;"), (FILE, "&x;"), (PARAMETER, "")], ids=["bomb", "file", "parameter"])
def test_entities_are_refused(ending: str, head: str, word: str, tmp_path: Path) -> None:
    assert the_fault(tmp_path, f"a.{ending}", MADE[ending](head, word))


@pytest.mark.parametrize("ending", ["docx", "odt", "rss"])
def test_deep_xml_is_refused(ending: str, tmp_path: Path) -> None:
    deep = "<x>" * 100_000 + "</x>" * 100_000
    items = found(tmp_path, f"a.{ending}", MADE[ending]("", deep), 10_000_000)
    assert len(items) <= 1


# ---- long lines, deep values, odd numbers


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.mbox", "a.txt", "a.json", "a.html", "a.eml", "a.rss", "a.warc"])
def test_one_endless_line(name: str, tmp_path: Path) -> None:
    head = {"a.csv": b"text\n", "a.mbox": b"From a@b 1\nSubject: x\n\n"}.get(name, b"")
    items = found(tmp_path, name, head + b"x" * 30_000_000)
    assert [type(item) for item in items] == [Fault]


def test_a_quote_that_never_closes(tmp_path: Path) -> None:
    rows = 'text\n"نص أول"\n"نص ' + "\n".join(["سطر"] * 20)
    items = found(tmp_path, "a.csv", rows.encode())
    assert [type(item) for item in items] == [Page, Fault]
    assert "line 3" in items[1].reason  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "raw",
    [
        b'{"messages":' + b"[" * 200_000,
        b'{"version":"https://jsonfeed.org/version/1","items":[' + b"[" * 200_000 + b"]" * 200_000 + b"]}",
    ],
)
def test_deep_json(raw: bytes, tmp_path: Path) -> None:
    assert the_fault(tmp_path, "a.json", raw)


def test_json_with_a_key_twice_takes_the_last_as_all_do(tmp_path: Path) -> None:
    [item] = found(tmp_path, "a.jsonl", '{"text": "أول", "text": "آخر"}'.encode())
    assert isinstance(item, Page)
    assert item.text == "آخر"


def test_a_table_whose_rows_change_their_encoding(tmp_path: Path) -> None:
    rows = "text\n" + "نص عربي من كييف\n" * 5_000
    items = found(tmp_path, "a.csv", rows.encode() + "خبر بترميز آخر من كييف\n".encode("cp1256") + "خبر أخير\n".encode())
    assert [type(item) for item in items[-3:]] == [Page, Fault, Page] and len(items) == 5_002


def exported(*messages: Mapping[str, object]) -> bytes:
    return json.dumps({"name": "قناة", "type": "public_channel", "id": 7, "messages": messages}).encode()


def test_two_messages_of_one_number_are_no_versions(tmp_path: Path) -> None:
    first, second = ({"id": 2, "type": "message", "text": text} for text in ("نص أول", "نص آخر"))
    items = found(tmp_path, "a.json", exported(first, second))
    assert [(item.name, type(item)) for item in items] == [("a.json#2", Page), ("a.json#item 2", Fault), ("a.json#item 2", Page)]
    nameless = json.dumps({"chats": {"list": [{"messages": [first]}, {"messages": [second]}]}}).encode()
    assert len({item.name for item in found(tmp_path, "b.json", nameless) if isinstance(item, Page)}) == 2


def test_two_messages_of_one_number_in_a_page_of_a_chat_are_no_versions(tmp_path: Path) -> None:
    raw = formats.MAKERS["messages.html"](*formats.article())
    [told] = re.findall(rb'<div class="message default.*?</div>\s*</div>\s*</div>', raw, re.DOTALL)[:1]
    items = found(tmp_path, "messages.html", raw.replace(told, told + told.replace("عنوان".encode(), b"x")))
    names = [item.name for item in items if isinstance(item, Page)]
    assert len(names) == len(set(names)) > 1
    assert any("was read before" in item.reason for item in items if isinstance(item, Fault))


@pytest.mark.parametrize("tag", ["noframes", "noembed"])
def test_what_a_browser_keeps_as_letters_is_no_text(tag: str, tmp_path: Path) -> None:
    [page] = found(tmp_path, "a.html", GOOD.replace(b"<article>", f"<article><{tag}><p>مخفي</p></{tag}>".encode()))
    assert isinstance(page, Page) and "مخفي" not in page.text and "<p>" not in page.text


def test_keys_twice_in_an_export_take_the_last_as_all_do(tmp_path: Path) -> None:
    raw = '{"type": "personal_chat", "type": "public_channel", "messages": [], "messages": [{"id": 1, "id": 2, "type": "message", "text": "أ", "text": "ب"}]}'
    [item] = found(tmp_path, "a.json", raw.encode())
    assert isinstance(item, Page) and (item.name, item.text.strip(), item.private) == ("a.json#2", "ب", False)


def test_entries_of_a_feed_under_one_address_are_no_versions(tmp_path: Path) -> None:
    entries = "".join(f"<item><title>{title}</title><link>https://a.example/</link></item>" for title in ("أول", "ثان", "أول"))
    items = found(tmp_path, "a.rss", f"<rss><channel>{entries}</channel></rss>".encode())
    assert [type(item) for item in items] == [Page, Fault, Page, Page]
    assert [item.name for item in items] == ["https://a.example/", "a.rss#2", "a.rss#2", "https://a.example/"]


def test_the_address_of_a_page_is_one_of_the_web(tmp_path: Path) -> None:
    for told in ("javascript:alert(1)", "/article?id=7", "file:///etc/passwd", "article"):
        link = f'<link rel="canonical" href="{told}"></head>'.encode()
        [item] = found(tmp_path, "a.html", GOOD.replace(b"</head>", link))
        assert isinstance(item, Page) and item.url is None


@pytest.mark.parametrize(
    "written",
    [
        "99999-01-01",
        "0001-01-01",
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59Z",
        "2025-13-45",
        "0000-00-00",
        "1e400",
        "٩٩٩٩٩٩٩٩٩٩٩٩",
        "31 فبراير 2025",
        "-1",
        "13 رمضان 9999",
        "\0",
        "2025" * 50,
    ],
)
def test_absurd_dates_are_none(written: str, tmp_path: Path) -> None:
    assert dates.iso(written) is None
    items = found(tmp_path, "a.jsonl", json.dumps({"text": "نص", "published": written}).encode())
    assert [type(item) for item in items] == [Fault, Page]


@pytest.mark.parametrize("seconds", [0, -5, 10**30, 10**12 * 9])
def test_absurd_seconds_are_none(seconds: int) -> None:
    assert dates.of_seconds(seconds) is None or seconds == 10**12 * 9


# ---- PDF and letters


def test_a_pdf_whose_pages_go_in_a_circle_or_unpack_to_gigabytes(tmp_path: Path) -> None:
    circle = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9999999 >>"]
    assert the_fault(tmp_path, "a.pdf", formats.assembled(circle))
    bomb = formats.stream(zlib.compress(b"(x) Tj " * 3_000_000, 9), b"/Filter /FlateDecode ")
    objects = [
        circle[0],
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        bomb,
    ]
    assert the_fault(tmp_path, "b.pdf", formats.assembled(objects))


def test_a_letter_of_letters_ends(tmp_path: Path) -> None:
    message = formats.letter(*formats.article())
    for _ in range(8):
        outer = formats.letter("رسالة", ["نص الرسالة"])
        outer.add_attachment(message.as_bytes(), maintype="application", subtype="octet-stream", filename="a.eml")
        message = outer
    items = found(tmp_path, "a.eml", message.as_bytes(), 50_000_000)
    assert [type(item) for item in items] == [Page] * 4 + [Fault]


@pytest.mark.parametrize(
    "raw",
    [
        b"".join(b"--a\nContent-Type: multipart/mixed; boundary=a%d\n\n" % number for number in range(20_000)),
        b"".join(b"--a\ncontent-type :\n multipart/mixed; boundary*0=a\n\n" for _ in range(20_000)),
        b"--a\n\nx\n" * 500_000,
        b"--a\nContent-Type: multipart/mixed; boundary=b\n\n" * 100 + b"\n" * 900_000,
    ],
    ids=["nested", "nested and folded", "many", "many lines"],
)
def test_a_letter_of_very_many_parts(raw: bytes, tmp_path: Path) -> None:
    letter = b"Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n" + raw
    assert "parts" in the_fault(tmp_path, "a.eml", letter, 50_000_000)


def test_a_letter_with_headers_that_are_none(tmp_path: Path) -> None:
    raw = (
        b"From: \xff\xfe<@@>\nSubject: =?utf-8?b?////?= =?x?q?y?=\nDate: Never\nContent-Type: text/plain; charset=nothing\n\nnass "
        + "نص عربي".encode()
    )
    [item] = found(tmp_path, "a.eml", raw)
    assert isinstance(item, Page)
    assert item.published is None


# ---- names that look like others, numbers that are none


@pytest.mark.parametrize(
    "written",
    [
        "ڪریم البحیري",
        "كر\u200bيم البح\u2067ي\u2069ري",
        "\u202eكريم\u202c البحيري",
        "ﻛﺮﻳﻢ ﺍﻟﺒﺤﻴﺮﻱ",
        "كَرِيم البُحيريّ",
        "كريـــم البحيري",
        "كريم\u00a0البحيري",
        "كريم\u2009البحيري",
    ],
    ids=["neighbours' letters", "zero width", "turned", "shapes", "harakat", "tatweel", "no break", "thin space"],
)
def test_a_name_that_looks_the_same_is_the_same(written: str) -> None:
    text = f"قال الخبير {written} إن 12 شخصا قتلوا في هجوم على الخرطوم."
    found = annotate(text, published="2025-07-13")
    (said,) = found.statements
    assert said.source_id == "per-كريم-البحيري"
    (person,) = [entity for entity in found.entities if entity.type == "PER"]
    assert written.strip("\u202e\u202c") in person.quote(text) or written in text


def test_two_spellings_of_one_source_are_one_origin(tmp_path: Path) -> None:
    """Else whoever writes a name with other letters makes a second witness of one."""
    for number, name in enumerate(("كريم البحيري", "ڪریم البحیري", "كر\u200bيم\u00a0البح\u2067ي\u2069ري")):
        text = f"قال الخبير {name} إن 12 شخصا قتلوا في هجوم على الخرطوم يوم الاثنين."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path, published="2025-07-13")
        counts = [(claimed.documents, claimed.claim.least, claimed.claim.most) for claimed in case.claims()]
    assert counts and set(counts) == {(3, 1, 1)}


@pytest.mark.parametrize(
    "number", ["9" * 400, "1e999", "1,2,3,4", "-0", "1" + "0" * 30, "NaN", "∞", "٩" * 5_000, "0x10", "1/0", "½" * 50]
)
def test_absurd_numbers_make_no_absurd_claim(number: str, tmp_path: Path) -> None:
    text = f"قالت وزارة الصحة إن {number} شخصا قتلوا في هجوم على الخرطوم يوم الاثنين."
    found = annotate(text, published="2025-07-13")
    for quantity in found.quantities:
        assert all(value is None or 0 <= value < 1e31 for value in (quantity.low, quantity.high)), quantity
        assert quantity.quote(text).strip()
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        assert case.read(tmp_path / "a.txt", published="2025-07-13").faults == ()
        for line in case.export_annotations():
            json.dumps(line, allow_nan=False)
        assert not case.check().findings


@pytest.mark.parametrize("ending", [".jsonl", ".json"])
def test_keys_twice_at_every_depth(ending: str, tmp_path: Path) -> None:
    addresses = '"url": "https://a.example/1", "url": "https://a.example/2"'
    item = f'{{"id": "1", "id": "2", "content_text": "خبر أول", "content_text": "خبر آخر", {addresses}}}'
    raw = (
        item.replace("content_text", "text")
        if ending == ".jsonl"
        else f'{{"version": "https://jsonfeed.org/version/1", "items": [], "items": [{item}]}}'
    )
    [page] = found(tmp_path, f"a{ending}", raw.encode())
    assert isinstance(page, Page) and page.text.strip() == "خبر آخر" and page.url == "https://a.example/2"


def test_a_table_with_a_column_twice_has_the_first(tmp_path: Path) -> None:
    [page] = found(tmp_path, "a.csv", "text,text\nأول,آخر\n".encode())
    assert isinstance(page, Page) and page.text.strip() == "أول"


@pytest.mark.parametrize(
    ("told", "limit", "why"), [(10, 1_000_000, "before it is complete"), (0, 300, "too large"), (0, 1_000_000, "")]
)
def test_a_record_of_a_web_archive_that_lies_or_is_too_large(told: int, limit: int, why: str, tmp_path: Path) -> None:
    """``told`` is by how much the answer in it says that it is longer than it is."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % (len(GOOD) + told) + GOOD
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/a\r\nContent-Type: application/http; msgtype=response\r\n"
    raw = head.encode() + b"Content-Length: %d\r\n\r\n" % len(answer) + answer + b"\r\n\r\n"
    [item] = found(tmp_path, "a.warc", raw, limit=limit)
    assert isinstance(item, Fault) == bool(why)
    assert not why or why in item.reason  # type: ignore[union-attr]


# ---- what the attacks of 30 November found


LETTERS = "قالت وزارة الدفاع إن 12 جنديا قتلوا قرب المدينة."
HEAD = "From: a@mail.example\nSubject: s\n"


LONG = "=?utf-8?b?2YI=?= " * 20_000
DIGEST = f"{HEAD}Content-Type: multipart/digest; boundary=b\n\n"


def reasons(items: list[Page | Fault]) -> str:
    return " ".join(item.reason for item in items if isinstance(item, Fault))


def texts(items: list[Page | Fault]) -> list[str]:
    return [item.text for item in items if isinstance(item, Page)]


def test_a_list_of_very_many_options(tmp_path: Path) -> None:
    """The parser looks at the whole list for each of them: a page of 1 MB took two minutes and a half."""
    raw = f"<p>{LETTERS}</p><select>{'<option>خ' * 10_001}</select>".encode()
    assert "more than 10000 options" in the_fault(tmp_path, "a.html", raw)


@pytest.mark.parametrize(
    "header",
    ["From: " + "a@b.c, " * 40_000, "Subject: " + "=?utf-8?b?2YI=?= " * 20_000, "Date: " + "\n 1" * 9_000]
    + [f"Content-{name}: x; " + "; ".join(f"filename*{at}*=x" for at in range(300)) for name in ("Type", "Disposition")],
    ids=["from", "subject", "date", "type", "disposition"],
)
def test_a_letter_with_a_header_without_end(header: str, tmp_path: Path) -> None:
    """340 kB of encoded words took 2.6 GB of memory, 230 kB of parameters more than twelve seconds."""
    assert "one of its headers is longer than" in the_fault(tmp_path, "a.eml", f"{HEAD}{header}\n\n{LETTERS}\n".encode())


@pytest.mark.parametrize(
    "letter",
    [f"{HEAD}Subject: a\n \n {LONG}\n\n{LETTERS}\n", f"{DIGEST}--b\n\nSubject: {LONG}\n\n{LETTERS}\n--b--\n"],
    ids=["behind a line that goes on", "in a digest"],
)
def test_a_header_without_end_is_found_where_it_hides(letter: str, tmp_path: Path) -> None:
    assert "one of its headers is longer than" in the_fault(tmp_path, "a.eml", letter.encode())


def test_a_line_of_a_letter_that_looks_like_a_long_header_is_none(tmp_path: Path) -> None:
    words = f"{LETTERS}\n\nقال ما يلي:\nSubject: {'كلمة ' * 3000}\n"
    [page] = found(tmp_path, "a.eml", f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n{words}".encode())
    assert isinstance(page, Page) and page.text.count("كلمة") == 3000


def test_a_letter_to_very_many_is_read(tmp_path: Path) -> None:
    raw = f"{HEAD}To: {'a@mail.example, ' * 9_000}\n\n{LETTERS}\n".encode()
    assert texts(found(tmp_path, "a.eml", raw)) == [f"s\n\n{LETTERS}\n"]


def parted(*parts: str) -> bytes:
    return (
        f"{HEAD}Content-Type: multipart/mixed; boundary=x\n\n" + "".join(f"--x\n{part}\n" for part in parts) + "--x--\n"
    ).encode()


def test_a_letter_that_is_passed_on_in_another_is_read(tmp_path: Path) -> None:
    plain = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    inner = f"Content-Type: message/rfc822\n\nFrom: b@mail.example\nSubject: inner\n{plain}"
    items = found(tmp_path, "a.eml", parted(f"{plain}{LETTERS}\n", f"{inner}نفت الوزارة ذلك.\n", f"{inner}أكدت الوزارة ذلك.\n"))
    assert texts(items) == [f"s\n\n{LETTERS}\n", "inner\n\nنفت الوزارة ذلك.\n", "inner\n\nأكدت الوزارة ذلك.\n"]
    assert all(isinstance(item, Page) and item.private for item in items)
    assert len({item.name for item in items}) == 3


def test_two_attachments_of_one_name_are_no_versions(tmp_path: Path) -> None:
    part = 'Content-Disposition: attachment; filename="a.txt"\nContent-Transfer-Encoding: 8bit\n\n'
    items = found(tmp_path, "l.eml", parted(f"{part}{LETTERS}\n", f"{part}نفت الوزارة ذلك يوم الأحد.\n"))
    assert len({item.name for item in items}) == len(items) == 3


def test_a_letter_of_nothing_is_told(tmp_path: Path) -> None:
    raw = b'From: a@mail.example\nContent-Type: image/png\nContent-Disposition: attachment; filename="a.png"\n\nx\n'
    assert "neither a subject nor a text" in the_fault(tmp_path, "a.eml", raw)


def test_entries_in_entries_say_nothing_twice(tmp_path: Path) -> None:
    """400 kB of entries in one another told thirteen million letters."""
    raw = f"<rss><channel>{'<item><description>خبر ' * 100}{LETTERS}{'</description></item>' * 100}</channel></rss>".encode()
    items = found(tmp_path, "a.rss", raw)
    assert len(items) == 1 and sum(map(len, texts(items))) < len(raw)


@pytest.mark.parametrize("name", ["a.rss", "a.json"])
def test_an_entry_that_is_refused_leaves_the_others(name: str, tmp_path: Path) -> None:
    deep = "<b>" * 6_000
    if name == "a.rss":
        bodies = (
            f"<item><guid>{at}</guid><description><![CDATA[{body}]]></description></item>"
            for at, body in enumerate((deep, LETTERS))
        )
        raw = f"<rss><channel>{''.join(bodies)}</channel></rss>".encode()
    else:
        made = [{"id": str(at), "content_html": body} for at, body in enumerate((deep, LETTERS))]
        raw = json.dumps({"version": "https://jsonfeed.org/version/1", "items": made}).encode()
    items = found(tmp_path, name, raw)
    assert texts(items) == [f"{LETTERS}\n"] and "nested in one another" in reasons(items)


def broken_answers() -> dict[str, bytes]:
    head, page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", b"<p>x</p>" * 50
    return {
        "chunks": head + b"Transfer-Encoding: chunked\r\n\r\nFFFF\r\n" + page,
        "gzip": head + b"Content-Encoding: gzip\r\n\r\n" + page,
        "brotli": head + b"Content-Encoding: br\r\n\r\n" + page,
        "no answer": page,
        "no status": b"HTTP/1.1 abc OK\r\nContent-Type: text/html\r\n\r\n" + page,
    }


@pytest.mark.parametrize("kind", broken_answers())
def test_a_broken_record_of_a_web_archive_leaves_those_behind_it(kind: str, tmp_path: Path) -> None:
    bad = formats.record("response", "application/http; msgtype=response", broken_answers()[kind], "https://a.example/bad")
    items = found(tmp_path, "a.warc", formats.warc(*formats.article()) + bad + formats.warc(*formats.article()))
    assert len(texts(items)) == 2 and "The record is broken" in reasons(items)


def drawings(deep: int, last: bytes, times: int = 2) -> bytes:
    """Return a PDF whose page draws one thing so many times, which draws another as often, and so on."""
    holds = b"/Resources << /XObject << /X %d 0 R >> /Font << /F 4 0 R >> >> "
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R " + holds % 6 + b">>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        formats.stream(b"BT /F 10 Tf (Hello all the world) Tj ET /X Do"),
    ]
    for number in range(6, 6 + deep):
        inner = last if number == 5 + deep else b"%d" % (number + 1)
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + holds.replace(b"%d", inner)
        objects.append(formats.stream(b"/X Do " * times, head))
    return formats.assembled([*objects, formats.stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] ")])


def test_drawings_that_draw_others_without_end(tmp_path: Path) -> None:
    """1 kB of names that a page draws kept the reader busy for good."""
    assert "draws itself" in the_fault(tmp_path, "a.pdf", drawings(1, b"6"))
    assert "others in others without end" in the_fault(tmp_path, "d.pdf", drawings(2_000, b"2006"))
    assert "unfolds to more than 10000 drawings" in the_fault(tmp_path, "b.pdf", drawings(30, b"36"))
    assert texts(found(tmp_path, "c.pdf", drawings(8, b"14"))) == ["Hello all the world\n"]


def test_a_book_without_chapters_is_told(tmp_path: Path) -> None:
    raw = formats.zipped(
        {
            "META-INF/container.xml": b'<container><rootfile full-path="c.opf"/></container>',
            "c.opf": b"<package><manifest/><spine/></package>",
        }
    )
    assert "no chapter with a text" in the_fault(tmp_path, "a.epub", raw)


def test_spaces_without_number_in_a_text(tmp_path: Path) -> None:
    raw = formats.odt("عنوان", [f"{LETTERS} ثم"])
    content = (
        zipfile.ZipFile(io.BytesIO(raw))
        .read("content.xml")
        .replace(b" <text:span>", b'<text:s text:c="%s"/><text:span>' % (b"9" * 5000))
    )
    assert len(texts(found(tmp_path, "a.odt", zipped({"content.xml": content})))) == 1


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16-le", "utf-16-be"])
def test_wide_letters_are_read_as_such(encoding: str, tmp_path: Path) -> None:
    """Of UTF-32 every other letter was NUL; a table in UTF-16 without a mark had a NUL behind each."""
    table = f"text,id\n{LETTERS},1\n".encode(encoding)
    assert texts(found(tmp_path, "a.csv", table)) == [f"{LETTERS}\n"]
    if encoding == "utf-32":
        assert texts(found(tmp_path, "a.txt", LETTERS.encode(encoding))) == [LETTERS]


def test_a_table_of_excel_that_says_its_separator(tmp_path: Path) -> None:
    items = found(tmp_path, "a.csv", f'sep=;\r\ntext;id\r\n"{LETTERS}, نعم";7\r\n'.encode("utf-8-sig"))
    assert [(item.name, isinstance(item, Page) and item.text) for item in items] == [("a.csv#7", f"{LETTERS}, نعم\n")]


@pytest.mark.parametrize(("written", "private"), [("yes", True), ("نعم", True), ("0", False), ("", False), ("ربما", True)])
def test_a_row_may_say_that_it_is_private(written: str, private: bool, tmp_path: Path) -> None:
    items = found(tmp_path, "a.csv", f"text,private\n{LETTERS},{written}\n".encode())
    assert [item.private for item in items if isinstance(item, Page)] == [private]
    assert ("taken for private" in reasons(items)) == (written == "ربما")


def test_values_of_a_table_that_python_cannot_hold(tmp_path: Path) -> None:
    """A day beyond the calendar ended the reading of the rows behind it."""
    pa = pytest.importorskip("pyarrow")
    days = pa.array([1, 2**30, 3], pa.date32())
    items = parquet(tmp_path, pa.table({"text": [LETTERS] * 3, "published": days}))
    assert len(texts(items)) == 3 and "without its «published»" in reasons(items)
    items = parquet(tmp_path, pa.table({"text": [LETTERS], "published": pa.array([1], pa.timestamp("s", tz="No/Where"))}))
    assert len(texts(items)) == 1 and "without its «published»" in reasons(items)


def test_what_holds_others_is_no_text_of_a_table(tmp_path: Path) -> None:
    """Lists, records and bytes were read as Python writes them."""
    pa = pytest.importorskip("pyarrow")
    for values in ([[LETTERS, LETTERS]], [{"a": LETTERS}], [b"\xff\xfe\x01"]):
        items = parquet(tmp_path, pa.table({"text": pa.array(values)}))
        assert not texts(items) and "without its «text»" in reasons(items)
    assert texts(parquet(tmp_path, pa.table({"text": pa.array([LETTERS.encode()])}))) == [f"{LETTERS}\n"]


# ---- texts that cost more than they are long: counted, for no test asserts a time


def told(text: str) -> tuple[Report, ...]:
    return reports(annotate(text, published="2025-07-13"))


@pytest.mark.parametrize("unit", ["أن ", "في ", "أو ", "سي ", "إرسال ", "اتفاق ", "حصيلة "])
def test_words_that_may_be_letters_or_a_phrase_take_steps_as_they_are_many(unit: str) -> None:
    """A name spelled in letters was looked for to the end of the text from each word, and a phrase had no end."""
    annotate(unit * 100)
    assert steps(unit * 1_200, annotate) < 2.2 * steps(unit * 600, annotate) + 1_000


@pytest.mark.parametrize(
    "unit",
    [
        "مقتل 12 شخصا. ",
        "نفت الوزارة مقتل 3 جنود. ",
        "قال محمد علي وأحمد حسن. ",
        "قال متحدث باسم الشركة إن مصر تنفي ذلك. ",
        "نفى خالد حسن أن مصر باعت النفط. ",
    ],
)
def test_what_is_told_of_each_sentence_is_not_looked_for_in_all(unit: str) -> None:
    """Each toll looked at all numbers, each person at all names, each denial at all that is said, each content at all clauses."""
    modules = [
        casualties,
        named,
        parties,
        harm,
        grounds,
        denials,
        governments,
        homes,
        sys.modules["isnad.connection.reports"],
    ]
    told(unit * 10)
    assert lines(unit * 120, told, *modules) < 2.2 * lines(unit * 60, told, *modules) + 1_000


def test_who_did_what_was_told_before_is_looked_for_near_a_deed() -> None:
    """Each deed looked at all before it."""
    unit = "قتل 12 جنديا في هجوم على كورسك. "
    told(unit * 10)
    assert lines(unit * 120, told, completion) < 2.2 * lines(unit * 60, told, completion) + 1_000


def test_a_clause_is_asked_once_whether_it_denies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each number of a clause of numbers alone asked it anew."""
    asked: list[str] = []

    def counted(text: str, said: bool) -> bool:
        asked.append(text)
        return denies(text, said)

    monkeypatch.setattr(sys.modules["isnad.connection.reports"], "denies", counted)  # a function of that name hides it
    assert len(told("1 " * 500)) > 60 and len(asked) < 10


def sides(text: str) -> dict[int, Side]:
    return dict(enumerate(map(Side, told(text))))


def tolls(number: int, first: int = 1) -> str:
    return "".join(f"قتل {at} جنديا في هجوم على كورسك يوم الأحد. " for at in range(first, first + number))


def test_a_document_that_tells_without_end_is_not_compared_pair_by_pair() -> None:
    few, many = sides(tolls(100)), sides(tolls(400))
    assert len(list(candidates(few))) == len(few) * (len(few) - 1) // 2
    pairs = [(i, j) for (i, _), (j, _) in candidates(many)]
    assert len(pairs) == len({*pairs}) < 33 * len(many) and all(i < j for i, j in pairs)
    assert {*range(len(many))} == {number for pair in pairs for number in pair}
    again = sides(tolls(1) * 400)
    assert len(list(candidates(again))) < 2 * len(again)


def test_two_documents_that_tell_without_end_are_compared_alike_from_either_side() -> None:
    ours, theirs = sides(tolls(400)), sides(tolls(300, 5_000) + tolls(5) + tolls(5, 390))
    pairs = {(i, j) for (i, _), (j, _) in candidates(ours, theirs)}
    assert pairs == {(i, j) for (j, _), (i, _) in candidates(theirs, ours)}
    assert len(pairs) < 17 * len(theirs)
    same = [(i, j) for i in ours for j in theirs if ours[i].content is theirs[j].content]
    assert len(same) > 9 and {*same} <= pairs


def test_what_a_document_tells_of_a_claim_again_and_again_is_in_few_conflicts() -> None:
    """What it tells first, and what it tells last: in a live blog the last toll is the one that it stands by."""
    again = [side.report for side in sides(tolls(300)).values()]
    found = conflicts(again)
    places = {place for one in found for place in one.between}
    assert 0 < len(found) <= 64 * 63 // 2 and places <= {*range(32), *range(len(again) - 32, len(again))}
    assert min(places) == 0 and len(again) - 3 <= max(places)


def in_one_sentence(number: int, words: int) -> dict[int, Side]:
    """Return reports that stand in one long sentence, each with a word of its own."""
    [report, *_] = told("قتل 3 جنود في كورسك.")
    sentence = tuple(f"كلمة{word}" for word in range(words))
    return {at: Side(replace(report, start=at, stems=(sentence[at],), context=sentence)) for at in range(number)}


def test_a_sentence_of_very_many_reports_is_looked_up_once() -> None:
    """The numbers of a list without end: for each of them each word of it was asked for 256 reports."""
    few, many = in_one_sentence(400, 600), in_one_sentence(800, 1_200)
    work = sys.modules["isnad.connection.candidates"]
    once = lines("", lambda _: list(candidates(few)), work)
    assert once < 4 * 400 * 600 and lines("", lambda _: list(candidates(many)), work) < 2.2 * once


def test_what_two_sentences_share_is_weighed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reports_of_one = list(in_one_sentence(30, 700).values())
    weighed: list[str] = []

    def counted(stem: str) -> float:
        weighed.append(stem)
        return weight(stem)

    monkeypatch.setattr(sys.modules["isnad.connection.pairs"], "weight", counted)
    for one, other in combinations(reports_of_one, 2):
        agreement(one, other)
    assert 700 < len(weighed) < 10 * 700


def test_a_clause_of_numbers_without_end_tells_some_of_them() -> None:
    written = [f"{number} " for number in range(1_000, 1_800)]
    assert len(told("".join(written[:20]))) >= 20
    few, many = (len(told("".join(written[:number]))) for number in (400, 800))
    assert 32 < many < 2.2 * few < 400


def test_the_claims_of_one_document_are_shown_without_reading_all_its_reports_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "باعت مصر القمح إلى تونس. قتل ثلاثة جنود في مالي. زار رئيس الصومال أنقرة. اتهمت اليونان قبرص بالتجسس. اعتقلت الشرطة صحفيا في بيرو."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    read: list[int] = []
    bodies_of = bodies.bodies_of

    def counted(file: CaseFile, document: int) -> Mapping[int, Any]:
        read.append(document)
        return bodies_of(file, document)

    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.txt", published="2025-07-13")
        monkeypatch.setattr(bodies, "bodies_of", counted)
        assert len(case.claims()) > 3 and len(read) == 1


def test_a_report_in_a_sentence_without_end_is_shown_with_the_words_near_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("كلمة " * 2_000 + "قتل 12 جنديا في كورسك " + "كلمة " * 2_000, encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.txt", published="2025-07-13")
        shown = [report for claimed in case.claims() for report in claimed.reports]
        assert shown and all(report.quote == report.at.quote(report.sentence) for report in shown)
        assert max(len(report.sentence) - len(report.quote) for report in shown) <= 4_000


@pytest.mark.parametrize("unit", ["اتهمت روسيا أوكرانيا ", "بحسب مصدر "])
def test_a_chain_of_statements_in_one_another_ends(unit: str) -> None:
    """From each statement of a sentence all were gone through in which it stands, and all of those again: a cube."""
    few, many = (annotate(unit * number).statements for number in (60, 120))
    assert len(many) > len(few) > 20
    assert lines(unit * 120, annotate, chains) < 5 * lines(unit * 60, annotate, chains)


def test_a_chain_of_many_sources_in_one_another_ends() -> None:
    lands = [
        "روسيا",
        "فرنسا",
        "مصر",
        "تونس",
        "ليبيا",
        "سوريا",
        "تركيا",
        "إيران",
        "الصين",
        "الهند",
        "اليابان",
        "ألمانيا",
        "إيطاليا",
    ]
    lands += ["إسبانيا", "البرازيل", "الأرجنتين", "المكسيك", "كندا"]
    statements = annotate(" ".join(f"قالت {land} إن" for land in lands) + " الحرب انتهت.").statements
    assert len(statements) == len(lands) and max(len(said.chain) for said in statements) == 13
