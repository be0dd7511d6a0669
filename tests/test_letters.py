"""What is no letter: control characters, lone surrogates and noncharacters, from every format, reach nothing that is written."""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from click.testing import CliRunner
from litestar.testing import TestClient

from isnad import Case, annotate, clean
from isnad.briefing import brief
from isnad.briefing.writing import written
from isnad.cli import cli
from isnad.exports import Options, export, packet, verify
from isnad.exports.formats import FORMATS
from isnad.model import Page
from isnad.reading import Fault, read
from isnad.reading.letters import lettered, named, plain
from isnad.reading.selectors import select
from isnad.storage.judgements import signed
from isnad.web import application
from isnad.web.shelf import Shelf

HOST = "127.0.0.1:8000"
WRONG = "\0\x01\x08\x0b\x0c\x1b\x1f\x7f\x85\x9b\ufdd0\ufffe\uffff\U0001ffff"
NO_LETTER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff]")
TOLD = f"قالت وزارة الدفاع الروسية{WRONG} إن 12{WRONG} جنديا قتلوا{WRONG} قرب كورسك يوم الأحد. وأرسلت روسيا 10 دبابات إلى كوريا الشمالية."


def members(name: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file, or the members of an archive, at every depth."""
    if raw[:4] != b"PK\3\4":
        yield name, raw
        return
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for member in archive.namelist():
            yield from members(f"{name}/{member}", archive.read(member))


def assert_letters(name: str, raw: bytes) -> None:
    """No member of a file holds what is no letter, also where it is escaped; what is XML is read as XML, JSON as JSON."""
    for place, held in members(name, raw):
        if held[:4] == b"PAR1" or place.endswith((".jpeg", ".jpg", ".png", ".woff2")):
            continue
        text = held.decode("utf-8")  # strictly: no lone surrogate
        assert not NO_LETTER.search(text), (place, NO_LETTER.search(text))
        if text.startswith("<?xml"):
            ElementTree.fromstring(held)
            assert not re.search(r"_x00(?!0[9AD])[01][0-9A-F]_", text), place
        for line in text.splitlines() if place.endswith(("jsonl", "json", "jsonld")) and text[:1] in "{[" else ():
            assert not re.search(r"(?<!\\)\\u(?:00[01789]|d[89a-f]|fff[ef])", line, re.IGNORECASE), (place, line)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case of the same told by JSON Lines, a table and a page, all of them full of what is no letter."""
    folder = tmp_path_factory.mktemp("in")
    fields = {
        "title": f"مقتل{WRONG} 12 جنديا",
        "publisher": f"صحيفة{WRONG}",
        "byline": f"كاتب{WRONG}",
        "section": WRONG,
        "agency": WRONG,
    }
    row = {
        "id": f"ا{WRONG}",
        "text": f"{fields['title']}\n\n{TOLD}",
        "url": f"https://a.example/{WRONG}",
        "published": "2025-07-13",
    }
    (folder / "a.jsonl").write_text(json.dumps(row | fields), encoding="utf-8")
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["text", "published", "url", *fields])
    told = TOLD.replace("12", "30") + " وقال شهود إن الانفجار هز المدينة قبل الفجر." * 40  # with fewer letters it is no text
    writer.writerow([value.replace("\0", "") for value in (told, "2025-07-14", f"https://b.example/{WRONG}", *fields.values())])
    (folder / "b.csv").write_text(written.getvalue(), encoding="utf-8")
    entities = "".join(f"&#{ord(char)};" for char in WRONG) + WRONG[1:]
    told = TOLD.replace(WRONG, entities).replace("12", "15")
    body = f"<article><h1>مقتل{entities} 15 جنديا</h1><p>{told}</p><p>{'وقال شهود إن الانفجار هز المدينة قبل الفجر. ' * 6}</p></article>"
    head = f'<title>مقتل{entities} 15 جنديا</title><meta property="og:site_name" content="موقع{entities}"><meta name="author" content="كاتبة{entities}">'
    (folder / "c.html").write_text(
        f'<html lang="ar"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>', encoding="utf-8"
    )
    path = tmp_path_factory.mktemp("case") / "c.isnad"
    with Case.open(path) as case:
        case.read(folder)
        assert len(list(case.documents())) == 3
    return path


def test_no_page_has_what_is_no_letter_and_its_offsets_are_those_of_what_was_read(hostile: Path) -> None:
    with Case.open(hostile) as case:
        for document in case.documents():
            assert not NO_LETTER.search("".join(str(getattr(document, field)) for field in document.__struct_fields__)), document
            assert case.annotations(document.id).events, document.name
        row = next(document for document in case.documents() if "a.example" in (document.url or ""))
        assert len(row.text) == len(f"مقتل{WRONG} 12 جنديا\n\n{TOLD}")
        assert row.text.index("جنديا قتلوا") == f"مقتل{WRONG} 12 جنديا\n\n{TOLD}".index("جنديا قتلوا")


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_export_has_what_is_no_letter(hostile: Path, form: str) -> None:
    target = io.BytesIO()
    with Case.open(hostile) as case:
        claim = next(one.claim for one in case.claims() if one.claim.reports)
        for one in case.claims():
            for told in one.reports:
                case.judge("accept", told.report.id, by="قارئ", why="رأيته")
        export(case, form, target, Options(full_text=True))
        assert claim.id
    assert target.getvalue()
    assert_letters(form, target.getvalue())


def test_no_packet_and_no_briefing_has_what_is_no_letter(hostile: Path) -> None:
    target = io.BytesIO()
    with Case.open(hostile) as case:
        packet(case, [one.claim.id for one in case.claims()], target, Options(unreviewed=True, full_text=True))
        assert_letters("packet", target.getvalue())
        for form in (".html", ".md", ".docx"):
            assert_letters(form, written(brief(case, name="موجز", unreviewed=True), form))


def test_a_packet_of_such_texts_holds_against_what_they_were_read_from(hostile: Path, tmp_path: Path) -> None:
    with Case.open(hostile) as case, (tmp_path / "p.zip").open("wb") as target:
        packet(case, [one.claim.id for one in case.claims()], target, Options(unreviewed=True))
    assert verify(tmp_path / "p.zip", hostile).holds


def test_no_page_of_the_room_has_what_is_no_letter(hostile: Path) -> None:
    with Case.open(hostile) as case:
        documents, claims = [one.id for one in case.documents()], [one.claim.id for one in case.claims()]
    shelf = Shelf(hostile)
    with TestClient(application(shelf, [HOST]), base_url=f"http://{HOST}") as client:
        places = ["/", "/docs", "/claims", "/claims.csv", "/claims.json", "/actors", "/flows", "/stories", "/search?q=كورسك"]
        for place in (*places, *(f"/docs/{id}" for id in documents), *(f"/claims/{id}" for id in claims)):
            answer = client.get(place)
            assert answer.status_code == 200, place
            assert not NO_LETTER.search(answer.text), place
    shelf.close()


@pytest.mark.parametrize(
    "command", [("claims", "--as", "json"), ("entities", "--json"), ("statements",), ("events",), ("export",)]
)
def test_no_command_prints_what_is_no_letter(hostile: Path, command: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(cli, [command[0], str(hostile), *command[1:]]).output
    assert shown and not NO_LETTER.search(shown)


def test_words_with_controls_lead_back_to_their_page(tmp_path: Path) -> None:
    html = "<html lang=ar><body><article><h1>غرق مركب قبالة الساحل</h1><p>قال\x1b مسؤول في خفر السواحل إن المركب غرق\x0c فجر أمس.</p></article></body></html>"
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    [page] = [item for item in read(tmp_path) if isinstance(item, Page)]
    start = page.text.index("مسؤول")
    assert "\ufffd" in page.text and select(page.raw, page.text, start, start + 5).start is not None


def test_names_that_differ_in_what_is_no_letter_are_no_versions(tmp_path: Path) -> None:
    names = [b"\xce\xc8\xd1.txt", b"\xcf\xc8\xd1.txt", b"a\x01.txt", b"a\x02.txt", b"a\n.txt"]  # two of them in windows-1256
    for number, name in enumerate(names):
        Path(str(tmp_path), name.decode("utf-8", "surrogateescape")).write_text(
            f"قال الوزير إن {number + 20} جنديا قتلوا أمس.", encoding="utf-8"
        )
    found = [item.name for item in read(tmp_path)]
    assert len(set(found)) == 5 and "%CE%C8%D1.txt" in found and "a%01.txt" in found
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path)
        assert len(list(case.documents())) == 5


def test_one_code_point_stays_one() -> None:
    text = "".join(map(chr, range(0x3000))) + "\ud800\udfff\ufdd0\ufffe\uffff\U0010fffe"
    assert len(plain(text)) == len(text) and plain(plain(text)) == plain(text) and not NO_LETTER.search(plain(text))
    assert plain("أ\tب\r\nج\u2028د\u200fه\u202eو") == "أ\tب\r\nج\u2028د\u200fه\u202eو"
    page = Page(name="a", text="نص")
    assert lettered(page) is page
    assert named("خبر 1.txt") == "خبر 1.txt" and named("\udcce\x1b") == "%CE%1B"


def test_a_fault_is_written_whatever_its_name(tmp_path: Path) -> None:
    Path(str(tmp_path), b"\xce\x1b\xfe.txt".decode("utf-8", "surrogateescape")).write_bytes(b"\0\1")
    [fault] = read(tmp_path)
    assert isinstance(fault, Fault) and fault.name == "%CE%1B%FE.txt"
    result = CliRunner().invoke(cli, ["read", str(tmp_path), "--case", str(tmp_path / "c.isnad"), "--json"])
    assert result.exit_code == 1 and not NO_LETTER.search(result.output)


def test_a_page_made_by_hand_is_made_of_letters_when_a_case_takes_it() -> None:
    document = clean(lettered(Page(name="a\0", text=TOLD, byline="\ud800")))
    assert annotate(document).events and document.name == "a%00" and document.byline == "\ufffd"


def test_no_judgement_holds_what_is_no_letter(hostile: Path, tmp_path: Path) -> None:
    with Case.open(shutil.copy(hostile, tmp_path / "c.isnad")) as case:
        report = case.claims()[0].reports[0].report.id
        made = case.judge("note", report, value=f"نعم{WRONG}", by=f"قارئ{WRONG}", why=f"رأيته\r\n{WRONG}").judgement
        assert not NO_LETTER.search(f"{made.value}{made.by}{made.why}") and made.why.startswith("رأيته\r\n")
        before = len(case.judgements())
        with pytest.raises(ValueError, match="control characters"):
            case.import_judgements([signed(msgspec.structs.replace(made, why=WRONG))])
        assert len(case.judgements()) == before
