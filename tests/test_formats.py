"""Formats: one article in each, and what each of them does that the others do not."""

import base64
import gzip
import json
import shutil
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner

from isnad import Case
from isnad.cli import cli
from isnad.model import Page
from isnad.reading import Fault, read, readers
from tests import formats
from tests.formats import read_all


def test_an_article_has_the_same_annotations_whatever_its_format(tmp_path: Path) -> None:
    lines, differ = read_all(tmp_path)
    assert differ == 0, "\n".join(lines)
    assert len(lines) == 22
    assert all(int(line.split()[1]) > 20 for line in lines), "else there is nothing to compare"


def pages(folder: Path, name: str, raw: bytes, **known: object) -> list[Page | Fault]:
    (folder / name).write_bytes(raw)
    return list(read(folder / name, **known))  # type: ignore[arg-type]


def one(folder: Path, name: str, raw: bytes) -> Page:
    [page] = pages(folder, name, raw)
    assert isinstance(page, Page), page
    return page


# ---- feeds

FEEDS = {
    "rss 2.0": f"""<?xml version="1.0" encoding="windows-1256"?>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>المرفأ</title>
        <item><title>{"عنوان &amp;quot;الخبر&amp;quot;"}</title><link>https://m.example/1</link><dc:creator>سلمى</dc:creator>
        <pubDate>الأحد، 13 يوليو 2025 10:30 م</pubDate><category>سياسة</category>
        <description>&lt;p&gt;الفقرة الأولى&amp;nbsp;هنا&lt;/p&gt;&lt;p&gt;الثانية&lt;/p&gt;</description></item></channel></rss>""",
    "rss 1.0": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>المرفأ</title></channel><item><title>عنوان "الخبر"</title><link>https://m.example/1</link><dc:creator>سلمى</dc:creator>
        <dc:date>2025-07-13T22:30:00</dc:date><category>سياسة</category><description><![CDATA[<p>الفقرة الأولى&nbsp;هنا<br>الثانية</p>]]></description></item></rdf:RDF>""",
    "atom": """<feed xmlns="http://www.w3.org/2005/Atom"><title>المرفأ</title><entry><title>عنوان "الخبر"</title><link rel="self" href="https://m.example/x"/>
        <link href="https://m.example/1"/><author><name>سلمى</name></author><published>2025-07-13T22:30:00</published><category term="سياسة"/>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>الفقرة الأولى&#160;هنا</p><p>الثانية</p></div></content></entry></feed>""",
    "json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "المرفأ",
            "items": [
                {
                    "id": "1",
                    "url": "https://m.example/1",
                    "title": 'عنوان "الخبر"',
                    "content_html": "<p>الفقرة الأولى&nbsp;هنا</p><p>الثانية</p>",
                    "date_published": "2025-07-13T22:30:00",
                    "authors": [{"name": "سلمى"}],
                    "tags": ["سياسة"],
                }
            ],
        }
    ),
}


@pytest.mark.parametrize("kind", FEEDS)
def test_all_feeds_tell_the_same(kind: str, tmp_path: Path) -> None:
    page = one(tmp_path, "feed.json" if kind == "json" else "feed.xml", FEEDS[kind].encode())
    assert page.text == 'عنوان "الخبر"\n\nالفقرة الأولى\u00a0هنا\nالثانية\n'
    assert (page.name, page.url, page.title) == ("https://m.example/1", "https://m.example/1", 'عنوان "الخبر"')
    assert (page.publisher, page.byline, page.published, page.section) == ("المرفأ", "سلمى", "2025-07-13T22:30:00", "سياسة")


def test_a_broken_feed_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    raw = FEEDS["rss 1.0"].replace("</rdf:RDF>", "<item><title>خبر ثان & آخر</title>").encode()
    found = pages(tmp_path, "a.rss", raw)
    assert isinstance(found[-1], Fault)
    assert "complete" in found[-1].reason
    assert [page.text.splitlines()[0] for page in found if isinstance(page, Page)] == [
        'عنوان "الخبر"',
        "خبر ثان & آخر",
    ]


def test_an_entry_without_words_and_one_that_is_broken_are_told(tmp_path: Path) -> None:
    items = [{"id": "1"}, {"id": "2", "title": 7}, {"id": "3", "content_text": "نص"}]
    raw = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode()
    found = pages(tmp_path, "feed.json", raw)
    assert [item.name for item in found] == ["feed.json#1", "feed.json#2", "3"]
    assert [isinstance(item, Fault) for item in found] == [True, True, False]


def test_json_and_xml_of_others_are_passed_over_in_a_folder_and_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "x"}', encoding="utf-8")
    (tmp_path / "sitemap.xml").write_text("<urlset><url/></urlset>", encoding="utf-8")
    (tmp_path / "numbers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert list(read(tmp_path)) == []
    for name in ("package.json", "sitemap.xml", "numbers.csv"):
        [fault] = read(tmp_path / name)
        assert isinstance(fault, Fault)


# ---- PDF


def test_a_pdf_of_several_pages_without_its_running_heads(tmp_path: Path) -> None:
    title, paragraphs = formats.article()
    words = " ".join(paragraphs).split()
    long = [" ".join(words[at:] + words[:at]) + "." for at in range(0, 100, 9)]
    page = one(tmp_path, "a.pdf", formats.pdf(title, long, per_page=12, head="صحيفة الساحل - عدد الأحد"))
    assert "".join(page.text.split()) == "".join("".join([title, *long]).split())


def test_a_pdf_that_a_browser_printed(tmp_path: Path) -> None:
    chromium = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if chromium is None:
        pytest.skip("no Chromium is installed (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    title, paragraphs = formats.article()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        sheet = browser.new_page()
        sheet.set_content(formats.html(title, paragraphs).decode().replace("<html", '<html dir="rtl"'))
        raw = sheet.pdf()
        browser.close()
    page = one(tmp_path, "a.pdf", raw)
    wanted = {word for paragraph in paragraphs for word in paragraph.split()}
    got = set(page.text.split())
    assert len(wanted & got) > 0.93 * len(wanted), wanted - got  # how letters join is up to the font
    for words in ("«خضع للصيانة عام 2024»", "عام 1987،", "(وك"):
        assert words in page.text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\ngarbage", "broken"),
        (b"hello", "no PDF"),
        (
            formats.assembled(
                [
                    b"<< /Type /Catalog /Pages 2 0 R >>",
                    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
                ]
            ),
            "scan",
        ),
        (formats.pdf(*formats.article())[:-400], None),
    ],
)
def test_a_pdf_that_is_none_or_holds_no_words_is_told(raw: bytes, reason: str | None, tmp_path: Path) -> None:
    [found] = pages(tmp_path, "a.pdf", raw)
    if reason:
        assert isinstance(found, Fault)
        assert reason in found.reason


def test_a_pdf_whose_font_does_not_name_its_letters_is_told(tmp_path: Path) -> None:
    raw = formats.pdf(*formats.article()).replace(b"/ToUnicode 6 0 R", b"")
    [fault] = pages(tmp_path, "a.pdf", raw)
    assert isinstance(fault, Fault)
    assert "by eye" in fault.reason


@pytest.mark.parametrize(
    "line",
    [
        "عام 1987، وتعبره",
        "وكالة (مصر) قالت",
        "بنسبة 12.5% في BBC News أمس",
        "«قال» 3/7/2025",
        "English words only",
        "من 1,250 إلى 3.000",
    ],
)
def test_lines_in_the_order_of_the_eye_are_turned_back(line: str) -> None:
    from isnad.reading.visual import logical, plain

    assert plain("ﻻ ﷲ ﺳﻼم") == "لا الله سلام"
    if any("\u0600" < letter < "\u06ff" for letter in line):
        assert logical(formats.to_the_eye(line)) == line


# ---- Word, OpenDocument, EPUB


def test_a_word_file_with_a_table_changes_and_a_text_box(tmp_path: Path) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = """<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>تقرير الموسم</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">بلغ الإنتاج </w:t></w:r><w:del><w:r><w:delText>ألفي طن</w:delText></w:r></w:del><w:ins><w:r><w:t>ثلاثة آلاف طن</w:t></w:r></w:ins>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>مخفي</w:t></w:r><w:r><w:br/><w:t>سطر ثان</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>القمح</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1200 طن</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>في مربع</w:t></w:r></w:p></w:txbxContent></mc:Choice>
        <mc:Fallback><w:p><w:r><w:t>في مربع</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"""
    core = "<p><title>عنوان آخر</title><creator>سلمى الحداد</creator></p>"
    members = {
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>".encode(),
        "docProps/core.xml": core.encode(),
    }
    page = one(tmp_path, "a.docx", formats.zipped(members))
    assert page.text == "تقرير الموسم\n\nبلغ الإنتاج ثلاثة آلاف طن\nسطر ثان\nالقمح\n1200 طن\nفي مربع\n"
    assert (page.title, page.byline) == ("تقرير الموسم", "سلمى الحداد")


def test_an_office_text_with_a_table_a_note_and_a_deletion(tmp_path: Path) -> None:
    office, text, table = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "table"))
    content = f"""<office:document-content xmlns:office="{office}" xmlns:text="{text}" xmlns:table="{table}"><office:body><office:text>
        <text:tracked-changes><text:changed-region><text:deletion><text:p>محذوف</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:h text:outline-level="1">تقرير الموسم</text:h><text:p>بلغ<text:s text:c="2"/>الإنتاج<text:line-break/>ثلاثة آلاف<office:annotation><text:p>تعليق</text:p></office:annotation> طن</text:p>
        <table:table><table:table-row><table:table-cell><text:p>القمح</text:p></table:table-cell><table:table-cell><text:p>1200 طن</text:p></table:table-cell></table:table-row></table:table>
        </office:text></office:body></office:document-content>"""
    page = one(tmp_path, "a.odt", formats.zipped({"content.xml": content.encode()}))
    assert page.text == "تقرير الموسم\n\nبلغ الإنتاج\nثلاثة آلاف طن\nالقمح\n1200 طن\n"


def test_a_book_has_a_page_for_each_chapter(tmp_path: Path) -> None:
    title, paragraphs = formats.article()
    package = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>مجلة المرفأ</dc:title><dc:date>2025-07-13</dc:date></metadata>
        <manifest><item id="a" href="a%20b.xhtml"/><item id="b" href="b.xhtml"/><item id="c" href="gone.xhtml"/></manifest><spine><itemref idref="b"/><itemref idref="a"/><itemref idref="c"/></spine></package>"""
    raw = formats.zipped(
        {
            "META-INF/container.xml": b'<container><rootfile full-path="o/p.opf"/></container>',
            "o/p.opf": package.encode(),
            "o/a b.xhtml": formats.html(title, paragraphs),
            "o/b.xhtml": "<body><h1>افتتاحية</h1><p>قصيرة</p></body>".encode(),
        }
    )
    found = pages(tmp_path, "a.epub", raw)
    assert [(item.name, isinstance(item, Page)) for item in found] == [
        ("a.epub#o/a b.xhtml", True),
        ("a.epub#o/gone.xhtml", False),
    ]
    page = found[0]
    assert isinstance(page, Page)
    assert (page.published, page.publisher) == ("2025-07-13", "مجلة المرفأ")


# ---- letters and chats


def test_a_letter_is_private_and_what_hangs_on_it_is_read(tmp_path: Path) -> None:
    message = formats.letter(*formats.article())
    message.add_attachment(
        formats.docx(*formats.article()), maintype="application", subtype="octet-stream", filename="../خبر.docx"
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    found = pages(tmp_path, "a.eml", message.as_bytes())
    assert [(item.name, item.private) for item in found if isinstance(item, Page)] == [("a.eml", True), ("a.eml/خبر.docx", True)]
    assert found[0].published == "2025-03-11T08:00:00+00:00"  # type: ignore[union-attr]


def test_a_letter_in_html_of_an_old_program(tmp_path: Path) -> None:
    head = (
        "Subject: =?windows-1256?B?"
        + base64.b64encode("خبر عاجل".encode("windows-1256")).decode()
        + "?=\r\nFrom: a@b.example\r\n"
    )
    body = "<p>قال الوزير إن الاتفاق جاهز.</p><p>وأضاف أن التوقيع غدا.</p>".encode("windows-1256")
    raw = (head + "Content-Type: text/html; charset=windows-1256\r\nContent-Transfer-Encoding: 8bit\r\n\r\n").encode() + body
    assert one(tmp_path, "a.eml", raw).text == "خبر عاجل\n\nقال الوزير إن الاتفاق جاهز.\nوأضاف أن التوقيع غدا.\n"


def test_broken_lines_of_a_letter_are_joined(tmp_path: Path) -> None:
    paragraph = formats.article()[1][0]
    raw = (
        "Subject: a\nContent-Type: text/plain; charset=utf-8\n\n" + "\n".join(formats.broken(paragraph, 70)) + "\n\nقصيرة\n"
    ).encode()
    assert one(tmp_path, "a.eml", raw).text == f"a\n\n{paragraph}\nقصيرة\n"


def test_a_box_of_letters_names_them_by_their_own_ids(tmp_path: Path) -> None:
    def letter(number: int, body: str = "نص الرسالة") -> bytes:
        return f"From a@b Sun Jul 13 10:00:00 2025\nMessage-ID: <{number}@x>\nSubject: s{number}\n\n{body}\n>From quoted\n\n".encode()

    all_three = pages(tmp_path, "a.mbox", letter(1) + letter(2) + letter(3))
    assert len({item.name for item in all_three}) == 3
    assert [item.name for item in pages(tmp_path, "a.mbox", letter(1) + letter(3))] == [all_three[0].name, all_three[2].name]
    assert "From quoted" in all_three[0].text  # type: ignore[union-attr]
    large = pages(tmp_path, "a.mbox", letter(1) + letter(2, "ن" * 3000) + letter(3), limit=2000)
    assert [isinstance(item, Fault) for item in large] == [False, True, False]
    [fault] = pages(tmp_path, "b.mbox", b"Subject: none\n\nx")
    assert isinstance(fault, Fault)


def chat(kind: str, **more: object) -> bytes:
    messages = [
        {
            "id": 1,
            "type": "message",
            "date_unixtime": "1752390000",
            "date": "2025-07-13T10:00:00",
            "from": "أحمد",
            "from_id": "user7",
            "text": "أعلنت الوزارة إغلاق المعبر.",
        },
        {
            "id": 2,
            "type": "message",
            "date_unixtime": "1752390060",
            "from": "أحمد",
            "from_id": "user7",
            "text": ["قال ", {"type": "bold", "text": "الوزير"}, " إنه مؤقت."],
            "forwarded_from": "قناة الميناء",
            "forwarded_from_id": "channel31",
        },
        {"id": 3, "type": "message", "from": "سلمى", "text": "🙂"},
        {"id": 4, "type": "message", "from": None, "from_id": "user8", "text": "حساب محذوف قال شيئا"},
        {"type": "message", "text": "بلا رقم"},
    ]
    return json.dumps({"name": "مجموعة الحي", "type": kind, "id": 9, "messages": messages, **more}, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("kind", "private"), [("private_group", True), ("private_channel", True), ("public_supergroup", False), ("", True)]
)
def test_a_chat_is_private_unless_it_is_called_public(kind: str, private: bool, tmp_path: Path) -> None:
    found = pages(tmp_path, "result.json", chat(kind))
    read_pages = [item for item in found if isinstance(item, Page)]
    assert [page.name for page in read_pages] == ["result.json#1", "result.json#2", "result.json#4"]
    assert {page.private for page in read_pages} == {private}
    assert read_pages[1].text == "قال الوزير إنه مؤقت.\n"
    assert (read_pages[1].agency, read_pages[0].published) == ("قناة الميناء", "2025-07-13T07:00:00+00:00")
    assert [item.name for item in found if isinstance(item, Fault)] == ["result.json#message 5"]


def test_an_account_with_all_its_chats(tmp_path: Path) -> None:
    inner = json.loads(chat("personal_chat"))
    raw = json.dumps({"about": "…", "chats": {"list": [inner, {**inner, "id": 10}]}}).encode()
    names = [item.name for item in pages(tmp_path, "result.json", raw) if isinstance(item, Page)]
    assert names[0] == "result.json#9-1"
    assert len(set(names)) == 6


def test_an_exported_page_tells_who_goes_on(tmp_path: Path) -> None:
    def message(number: int, inner: str, joined: str = "") -> str:
        return f'<div class="message default clearfix {joined}" id="message{number}"><div class="body"><div class="pull_right date details" title="13.07.2025 14:05:33 UTC+03:00">14:05</div>{inner}</div></div>'

    raw = "".join(
        [
            '<div class="page_wrap"><div class="page_header"><div class="text bold">مجموعة الحي</div></div><div class="history">',
            '<div class="message service" id="message-1"><div class="body details">13 July 2025</div></div>',
            message(1, '<div class="from_name">أحمد</div><div class="text">أعلنت الوزارة<br>إغلاق المعبر.</div>'),
            message(2, '<div class="text">وقالت إنه مؤقت.</div>', "joined"),
            message(
                3,
                '<div class="from_name">سلمى</div><div class="forwarded body"><div class="from_name">قناة الميناء <span>12.07.2025</span></div><div class="text">خبر منقول</div></div>',
            ),
            "</div></div>",
        ]
    ).encode()
    found = [item for item in pages(tmp_path, "messages.html", raw) if isinstance(item, Page)]
    assert [(page.name, page.byline, page.text, page.agency) for page in found] == [
        ("messages.html#1", "أحمد", "أعلنت الوزارة\nإغلاق المعبر.\n", None),
        ("messages.html#2", "أحمد", "وقالت إنه مؤقت.\n", None),
        ("messages.html#3", "سلمى", "خبر منقول\n", "قناة الميناء"),
    ]
    assert {page.private for page in found} == {True}
    assert found[0].published == "2025-07-13T14:05:33+03:00"


def test_who_is_forwarded_in_private_is_named_only_where_it_is_a_channel(tmp_path: Path) -> None:
    def agencies(kind: str) -> list[str | None]:
        given = [{"forwarded_from": "سليم"}, {"forwarded_from": "سليم", "forwarded_from_id": "user7"}]
        given.append({"forwarded_from": "قناة الميناء", "forwarded_from_id": "channel9"})
        told = [{"id": at, "type": "message", "text": "خبر منقول", "from": "سلمى"} | more for at, more in enumerate(given)]
        raw = json.dumps({"name": "م", "type": kind, "id": 1, "messages": told}).encode()
        return [item.agency for item in pages(tmp_path, f"{kind}.json", raw) if isinstance(item, Page)]

    assert agencies("private_group") == [None, None, "قناة الميناء"]
    assert agencies("public_channel") == ["سليم", "سليم", "قناة الميناء"]
    message = '<div class="message default"><div class="body"><div class="from_name">{}</div>{}</div></div>'
    inner = '<div class="forwarded body"><div class="from_name">{}</div><div class="text">خبر منقول</div></div>'
    shown = [
        message.format("سليم", '<div class="text">خبر</div>'),
        *(message.format("سلمى", inner.format(who)) for who in ("سليم", "قناة")),
    ]
    joined = message.replace('<div class="from_name">{}</div>', "").format(inner.format("قناة"))
    raw = f'<div class="page_header"><div class="text bold">م</div></div><div class="history">{"".join((*shown, joined))}</div>'.encode()
    found = [item for item in pages(tmp_path, "messages.html", raw) if isinstance(item, Page)]
    assert [page.agency for page in found] == [None, None, "قناة", "قناة"]
    assert [page.byline for page in found] == ["سليم", "سلمى", "سلمى", "سلمى"]  # the one who goes on, not the channel


def test_members_of_private_chats_have_other_names_in_a_case_and_are_not_exported(tmp_path: Path) -> None:
    (tmp_path / "result.json").write_bytes(chat("private_group"))
    (tmp_path / "a.txt").write_text("أعلنت الوزارة إغلاق المعبر الحدودي يوم الأحد.\n", encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path)
        bylines = [document.byline for document in case.documents() if document.private]
        assert bylines[0] == bylines[1] != bylines[2]
        assert all(byline and byline.startswith("member-") for byline in bylines)
        lines = [json.dumps(line, ensure_ascii=False) for line in case.export_annotations()]
        assert any("a.txt" in line for line in lines)
        assert not any("result.json" in line for line in lines)
        assert any("result.json#2" in json.dumps(line) for line in case.export_annotations(private=["result.json#2"]))
        assert case.read(tmp_path).unchanged == 4
    with Case.open(tmp_path / "other.isnad") as other:
        other.read(tmp_path / "result.json")
        assert bylines[0] not in [document.byline for document in other.documents()]


# ---- tables and web archives


def test_columns_are_known_by_their_names_or_as_the_user_says(tmp_path: Path) -> None:
    raw = 'Headline;Story;Published At\nعنوان;"قال الوزير إن الاتفاق، الذي وقع في بغداد\nوسطر ثان";13/7/2025\nبلا نص;;\nعنوان;نص;غدا\n'.encode(
        "windows-1256"
    )
    [fault] = pages(tmp_path, "a.csv", raw)
    assert isinstance(fault, Fault)
    assert "--column" in fault.reason
    found = pages(tmp_path, "a.csv", raw, columns={"text": "Story"})
    assert [item.name for item in found] == ["a.csv#2", "a.csv#4", "a.csv#5", "a.csv#5"]
    assert found[0].text == "عنوان\n\nقال الوزير إن الاتفاق، الذي وقع في بغداد\nوسطر ثان\n"  # type: ignore[union-attr]
    assert found[0].published == "2025-07-13"  # type: ignore[union-attr]
    assert [isinstance(item, Fault) for item in found] == [False, True, True, False]
    [fault] = pages(tmp_path, "a.csv", raw, columns={"text": "Body"})
    assert "Body" in fault.reason  # type: ignore[union-attr]


def test_the_command_line_takes_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("قصة\nقال الوزير إن الاتفاق جاهز.\n", encoding="utf-8")
    base = ["read", str(tmp_path / "a.csv"), "--case", str(tmp_path / "c.isnad"), "--json"]
    assert CliRunner().invoke(cli, [*base, "--column", "text=قصة"]).exit_code == 0
    assert CliRunner().invoke(cli, [*base, "--column", "story=قصة"]).exit_code == 2
    assert CliRunner().invoke(cli, base).exit_code == 1


def test_a_parquet_file_that_is_none(tmp_path: Path) -> None:
    [fault] = pages(tmp_path, "a.parquet", b"PAR1 nothing")
    assert isinstance(fault, Fault)


def test_of_an_archive_only_pages_are_read_and_a_torn_one_is_told(tmp_path: Path) -> None:
    def answer(status: str, kind: str, body: bytes) -> bytes:
        return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    page = formats.html(*formats.article())
    records = [
        formats.record(
            "response",
            "application/http; msgtype=response",
            answer("200 OK", "text/html; charset=utf-8", page),
            "https://a.example/1",
        ),
        formats.record(
            "response", "application/http; msgtype=response", answer("404 Not Found", "text/html", page), "https://a.example/2"
        ),
        formats.record(
            "response", "application/http; msgtype=response", answer("200 OK", "image/png", b"\x89PNG"), "https://a.example/3"
        ),
        formats.record(
            "response", "application/http; msgtype=response", answer("200 OK", "text/html", b"<p></p>"), "https://a.example/4"
        ),
        formats.record("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n", "https://a.example/1"),
        formats.record(
            "response", "application/http; msgtype=response", answer("200 OK", "text/html", page), "https://a.example/5"
        ),
    ]
    packed = b"".join(gzip.compress(record) for record in records)
    found = pages(tmp_path, "a.warc.gz", packed)
    assert [(item.name, isinstance(item, Page)) for item in found] == [
        ("https://a.example/1", True),
        ("https://a.example/4", False),
        ("https://a.example/5", True),
    ]
    assert found[0].url == "https://a.example/1"  # type: ignore[union-attr]
    torn = pages(tmp_path, "a.warc.gz", packed[:-300])
    assert [isinstance(item, Page) for item in torn][:2] == [True, False]
    assert isinstance(torn[-1], Fault)
    assert torn[-1].name in ("a.warc.gz", "a.warc.gz#5 (https://a.example/5)")
    [fault] = pages(tmp_path, "b.warc", b"hello world\n")
    assert isinstance(fault, Fault)


def test_a_packed_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    lines = b'{"text": "\xd9\x86\xd8\xb5"}\n' * 3
    packed = gzip.compress(lines)
    assert [item.name for item in pages(tmp_path, "a.jsonl.gz", packed)] == [f"a.jsonl.gz#{number}" for number in (1, 2, 3)]
    assert one(tmp_path, "a.html.gz", gzip.compress(formats.html(*formats.article()))).text.startswith("انهيار")
    (tmp_path / "x").mkdir()
    assert pages(tmp_path / "x", "a.tar.gz", packed)[0].reason.startswith("Files with")  # type: ignore[union-attr]
    assert list(read(tmp_path / "x")) == []
    for raw in (packed[:-12], b"\x1f\x8b no", b"", gzip.compress(b"x" * 3000)):
        found = pages(tmp_path, "a.txt.gz", raw, limit=2000)
        assert [type(item) for item in found] == [Fault], raw
    torn = pages(tmp_path, "b.jsonl.gz", gzip.compress(lines * 50_000)[:-40])
    assert isinstance(torn[-1], Fault)
    assert "cannot be unpacked" in torn[-1].reason


# ---- formats of others


def test_a_package_can_add_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As docs/reading.md shows it: the module is that of the page, to the letter."""
    docs = (Path(__file__).parent.parent / "docs" / "reading.md").read_text(encoding="utf-8")
    module = docs.partition("```python\n")[2].partition("```")[0]
    (tmp_path / "srt_reader.py").write_text(module, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    point = EntryPoint("srt", "srt_reader:read_srt", readers.GROUP)
    monkeypatch.setattr(readers, "entry_points", lambda group: [point] if group == readers.GROUP else [])
    readers._theirs.cache_clear()
    try:
        text = "1\n00:00:01,000 --> 00:00:04,000\nقال الوزير إن الاتفاق جاهز.\n\n2\n00:00:05,000 --> 00:00:07,000\nوأضاف أن التوقيع غدا.\n"
        page = one(tmp_path, "a.srt", text.encode())
        assert page.text == "قال الوزير إن الاتفاق جاهز.\nوأضاف أن التوقيع غدا.\n"
        [fault] = pages(tmp_path, "b.srt", b"")
        assert isinstance(fault, Fault)
        monkeypatch.setattr(readers, "entry_points", lambda group: [EntryPoint("srt", "nowhere:read", group)])
        readers._theirs.cache_clear()
        [fault] = pages(tmp_path, "a.srt", text.encode())
        assert "nowhere" in fault.reason  # type: ignore[union-attr]
    finally:
        monkeypatch.undo()
        readers._theirs.cache_clear()
