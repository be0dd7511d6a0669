"""One article in every format that is read, made by hand: `python -m tests.formats FOLDER` writes them, reads them, and compares.

What is made has the shapes that the programs of these formats give: a PDF in the order of the eye with joined shapes and
broken lines, a letter in base64, a table with commas, a gzip of web archive records.
"""

import gzip
import io
import json
import re
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import Any

from fastwarc.stream_io import ZstdWriter

from isnad import annotate, clean
from isnad.model import Annotations, Page
from isnad.reading import read

ARTICLE = Path(__file__).parent.parent / "src" / "isnad" / "examples" / "01-alsahil.txt"
PUBLISHED = "2025-03-11"
PUBLISHER = "صحيفة الساحل"
ADDRESS = "https://alsahil.example/news/412"


def article() -> tuple[str, list[str]]:
    """Return the headline and the paragraphs."""
    lines = [line for line in ARTICLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    return lines[1], lines[3:7]  # between the furniture of its page


def html(title: str, paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{escape(title)} | {PUBLISHER}</title></head><body>'
        f'<nav><a href="/">الرئيسية</a></nav><article><h1>{escape(title)}</h1>{body}</article><footer>حقوق النشر</footer></body></html>'
    ).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(zipfile.ZipInfo(name), raw, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def docx(title: str, paragraphs: list[str]) -> bytes:
    def paragraph(text: str, style: str = "") -> str:
        mark = f'<w:pPr><w:pStyle w:val="{style}"/><w:bidi/></w:pPr>' if style else "<w:pPr><w:bidi/></w:pPr>"
        half = len(text) // 2  # Word cuts a sentence into runs anywhere
        runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (text[:half], text[half:]))
        return f"<w:p>{mark}{runs}</w:p>"

    lines = paragraph(title, "Heading1") + "".join(map(paragraph, paragraphs))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{space}"><w:body>{lines}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def odt(title: str, paragraphs: list[str]) -> bytes:
    lines = "".join(
        f"<text:p>{escape(paragraph).replace(' ', ' <text:span>', 1)}</text:span></text:p>" for paragraph in paragraphs
    )
    office, text = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text"))
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{text}"><office:body><office:text>'
        f'<text:h text:outline-level="1">{escape(title)}</text:h>{lines}</office:text></office:body></office:document-content>'
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def epub(title: str, paragraphs: list[str]) -> bytes:
    chapter = html(title, paragraphs).replace(b'<nav><a href="/">', b"<!--").replace("الرئيسية</a></nav>".encode(), b"-->")
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>عدد آذار</dc:title>'
        '<dc:language>ar</dc:language></metadata><manifest><item id="n" href="nav.xhtml" properties="nav"/>'
        '<item id="c" href="text/one.xhtml"/></manifest><spine><itemref idref="n"/><itemref idref="c"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "OEBPS/content.opf": package.encode(),
            "OEBPS/nav.xhtml": html("المحتويات", paragraphs),
            "OEBPS/text/one.xhtml": chapter,
        }
    )


def letter(title: str, paragraphs: list[str]) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = title, "كاتبة الرسالة <writer@mail.example>", "desk@mail.example"
    message["Date"], message["Message-ID"] = "Tue, 11 Mar 2025 08:00:00 +0000", "<one@mail.example>"
    message.set_content("\n\n".join(paragraphs) + "\n", cte="base64")
    message.add_alternative(html(title, paragraphs).decode(), subtype="html")
    return message


def rss(title: str, paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{PUBLISHER}</title><item><title>{escape(title)}</title><link>{ADDRESS}</link>"
        f"<pubDate>الثلاثاء، ١١ آذار/مارس ٢٠٢٥</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item></channel></rss>"
    ).encode()


def atom(title: str, paragraphs: list[str]) -> bytes:
    body = escape("".join(f"<div>{escape(paragraph)}</div>" for paragraph in paragraphs))
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{PUBLISHER}</title><entry><title>{escape(title)}</title>'
        f'<link rel="alternate" href="{ADDRESS}"/><published>2025-03-11T08:00:00Z</published><content type="html">{body}</content></entry></feed>'
    ).encode()


def json_feed(title: str, paragraphs: list[str]) -> bytes:
    item = {"id": "1", "url": ADDRESS, "title": title, "content_text": "\n\n".join(paragraphs)}
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": PUBLISHER, "items": [item]}, ensure_ascii=False
    ).encode()


def telegram(title: str, paragraphs: list[str]) -> bytes:
    text: list[Any] = [{"type": "bold", "text": title}, "\n\n" + "\n\n".join(paragraphs)]
    messages = [
        {"id": 1, "type": "service", "text": "", "action": "create_channel"},
        {"id": 2, "type": "message", "date_unixtime": "1741680000", "from": PUBLISHER, "text": text},
    ]
    return json.dumps({"name": PUBLISHER, "type": "public_channel", "id": 7, "messages": messages}, ensure_ascii=False).encode()


def telegram_page(title: str, paragraphs: list[str]) -> bytes:
    text = "<br>".join(escape(line) for line in (title, "", *paragraphs))
    return (
        f'<html><body><div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">{PUBLISHER}</div></div></div>'
        f'<div class="history"><div class="message default clearfix" id="message2"><div class="body"><div class="pull_right date details" '
        f'title="11.03.2025 11:00:00 UTC+03:00">11:00</div><div class="from_name">{PUBLISHER}</div><div class="text">{text}</div></div></div></div></div></body></html>'
    ).encode()


def csv(title: str, paragraphs: list[str]) -> bytes:
    body = "\n".join(paragraphs).replace('"', '""')
    quoted = title.replace('"', '""')
    return f'id,العنوان,النص,التاريخ\r\n1,"{quoted}","{body}",{PUBLISHED}\r\n'.encode("utf-8-sig")


def parquet(title: str, paragraphs: list[str]) -> bytes:
    import pyarrow  # type: ignore[import-untyped, unused-ignore]
    from pyarrow import parquet as writer

    held = io.BytesIO()
    writer.write_table(pyarrow.table({"headline": [title], "body": ["\n".join(paragraphs)], "url": [ADDRESS]}), held)
    return held.getvalue()


def warc(title: str, paragraphs: list[str]) -> bytes:
    page = html(title, paragraphs)
    packed = gzip.compress(page, mtime=0)
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n\r\n" + packed
    return record("response", "application/http; msgtype=response", answer)


def wet(title: str, paragraphs: list[str]) -> bytes:
    return record("conversion", "text/plain", "\n".join([title, *paragraphs]).encode())


def record(kind: str, content_type: str, block: bytes, address: str = ADDRESS) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-04-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


class Kept(io.BytesIO):
    """A file in memory that is still there when its writer has closed it."""

    def close(self) -> None:
        pass


def zstd(raw: bytes) -> bytes:
    held = Kept()
    with ZstdWriter(held) as writer:
        writer.write(raw)
    return held.getvalue()


# ---- a PDF, as a printer of the nineties makes them: shapes of letters, one after another from left to right


def shapes() -> dict[tuple[str, str], str]:
    """Return the joined shapes by their letter and place in the word."""
    found = {}
    for code in range(0xFE70, 0xFEFD):
        place, _, letters = unicodedata.decomposition(chr(code)).partition("> ")
        found["".join(chr(int(letter, 16)) for letter in letters.split()), place[1:]] = chr(code)
    return found


def shaped(text: str) -> str:
    """Return a text with each letter in the shape that its neighbours ask for, lam and alef as one."""
    known = shapes()

    def joins_back(letter: str) -> bool:
        return (letter, "final") in known

    def joins_on(letter: str) -> bool:
        return (letter, "initial") in known

    out, at = [], 0
    while at < len(text):
        two = text[at : at + 2]
        letter = two if (two, "final") in known and two[0] == "ل" else text[at]
        before, behind = text[at - 1 : at], text[at + len(letter) : at + len(letter) + 1]
        back = bool(before) and joins_on(before) and joins_back(letter)
        on = len(letter) == 1 and bool(behind) and joins_on(letter) and joins_back(behind)
        place = {(True, True): "medial", (True, False): "final", (False, True): "initial", (False, False): "isolated"}[back, on]
        out.append(known.get((letter, place), letter))
        at += len(letter)
    return "".join(out)


def to_the_eye(line: str) -> str:
    """Return a line as it stands on paper, from left to right: numbers and Latin words stay, brackets are turned."""
    runs = r"[A-Za-z](?:[A-Za-z0-9 -]*[A-Za-z0-9])?|[0-9](?:[0-9.,:/-]*[0-9])?%?"
    return re.sub(runs, lambda match: match[0][::-1], line)[::-1].translate(str.maketrans("()[]«»", ")(][»«"))


def broken(text: str, width: int = 78) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines


def pdf(title: str, paragraphs: list[str], per_page: int = 30, head: str = "") -> bytes:
    lines: list[str] = []
    for paragraph in (title, *paragraphs):
        lines += [*broken(paragraph), ""]
    above = [head, ""] if head else []
    pages = [above + lines[at : at + per_page] for at in range(0, len(lines), per_page)]
    letters = sorted({letter for line in (head, *lines) for letter in to_the_eye(shaped(line))} | set("0123456789"))
    code = {letter: number for number, letter in enumerate(letters, 1)}

    def codes(line: str) -> str:
        return "".join(f"{code[letter]:04X}" for letter in line)

    def content(page: list[str], number: int) -> bytes:
        shown = [
            f"BT /F 10 Tf 1 0 0 1 {560 - 5 * len(line)} {800 - 14 * at} Tm <{codes(line)}> Tj ET"
            for at, line in enumerate(map(to_the_eye, map(shaped, page)))
            if line
        ]
        return zlib.compress("\n".join([*shown, f"BT /F 10 Tf 1 0 0 1 300 20 Tm <{codes(str(number))}> Tj ET"]).encode())

    pairs = "\n".join(f"<{number:04X}> <{letter.encode('utf-16-be').hex()}>" for letter, number in code.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> "
        f"endcodespacerange {len(code)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{7 + 2 * at} 0 R' for at in range(len(pages)))}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Amiri /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Amiri /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /Amiri /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        stream(cmap.encode()),
    ]
    for number, page in enumerate(pages, 1):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>".encode()
        )
        objects.append(stream(content(page, number), b"/Filter /FlateDecode "))
    return assembled(objects)


def stream(raw: bytes, more: bytes = b"") -> bytes:
    return b"<< " + more + b"/Length %d >>\nstream\n" % len(raw) + raw + b"\nendstream"


def assembled(objects: Iterable[bytes]) -> bytes:
    raw, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    return (
        raw
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(raw))
    )


Maker = Callable[[str, list[str]], bytes]
MAKERS: dict[str, Maker] = {
    "plain.txt": lambda title, paragraphs: "\n".join([title, "", *paragraphs, ""]).encode(),
    "windows.txt": lambda title, paragraphs: "\r\n".join([title, "", *paragraphs, ""]).encode("utf-16"),
    "page.html": html,
    "lines.jsonl": lambda title, paragraphs: json.dumps(
        {"title": title, "text": "\n".join([title, *paragraphs])}, ensure_ascii=False
    ).encode(),
    "feed.rss": rss,
    "feed.atom": atom,
    "feed.json": json_feed,
    "printed.pdf": pdf,
    "word.docx": docx,
    "office.odt": odt,
    "book.epub": epub,
    "letter.eml": lambda title, paragraphs: letter(title, paragraphs).as_bytes(),
    "letters.mbox": lambda title, paragraphs: (
        b"From writer@mail.example Tue Mar 11 08:00:00 2025\n" + letter(title, paragraphs).as_bytes() + b"\n"
    ),
    "result.json": telegram,
    "messages.html": telegram_page,
    "table.csv": csv,
    "table.parquet": parquet,
    "crawl.warc": warc,
    "crawl.warc.gz": lambda title, paragraphs: gzip.compress(warc(title, paragraphs), mtime=0),
    "crawl.warc.zst": lambda title, paragraphs: zstd(warc(title, paragraphs)),
    "crawl.wet.gz": lambda title, paragraphs: gzip.compress(wet(title, paragraphs), mtime=0),
    "archive.zip": lambda title, paragraphs: zipped({"inner/page.html": html(title, paragraphs)}),
}


def make(folder: Path) -> None:
    """Write the article in every format into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, maker in MAKERS.items():
        (folder / name).write_bytes(maker(*article()))


def told(found: Annotations) -> list[tuple[object, ...]]:
    """Return what was found in a document, each with its place counted in letters that are no space."""
    text = found.text.removeprefix("\ufeff")
    places = [0]
    for letter in text:
        places.append(places[-1] + (not letter.isspace()))
    rows: list[tuple[object, ...]] = [("entity", places[e.start], places[e.end], e.type, e.id) for e in found.entities]
    rows += [("time", places[t.start], places[t.end], t.type, t.value) for t in found.times]
    rows += [("quantity", places[q.start], places[q.end], q.low, q.high, q.kind) for q in found.quantities]
    rows += [
        ("statement", places[s.content.start], places[s.content.end], s.source_id, s.stance, s.chain) for s in found.statements
    ]
    rows += [("event", places[e.trigger.start], e.key, e.actors, e.recipients, e.time, e.factuality) for e in found.events]
    return rows


def read_all(folder: Path) -> tuple[list[str], int]:
    """Make the formats, read and annotate them, and return a line for each document, and how many differ from plain text."""
    make(folder)
    found = {name: read_one(folder / name) for name in MAKERS}
    plain = found["plain.txt"]
    lines, differ = [], 0
    for name, annotations in found.items():
        same, words = told(annotations) == told(plain), bare(annotations) == bare(plain)
        differ += not (same and words)
        outcome = "the same" if same and words else "OTHER ANNOTATIONS" if words else "OTHER WORDS"
        lines.append(f"{name:16} {len(told(annotations)):4} annotations, {outcome}")
    return lines, differ


def read_one(path: Path) -> Annotations:
    [page] = read(path, published=PUBLISHED, publisher=PUBLISHER)
    assert isinstance(page, Page), page
    return annotate(clean(page))


def bare(found: Annotations) -> str:
    return "".join(found.text.removeprefix("\ufeff").split())


def main(folder: Path) -> int:
    lines, differ = read_all(folder)
    print("\n".join(lines))
    print(f"{len(lines)} files in {folder}, {differ} differ")
    return int(differ > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
