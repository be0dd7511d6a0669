"""Briefings: every sentence stands on quotes, only what people accepted leaves, both languages read right."""

import io
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from selectolax.lexbor import LexborHTMLParser

from isnad import Case
from isnad.briefing import FORMS, LANGS, Briefing, Lang, Line, brief, written
from isnad.briefing.words import Words, _table
from isnad.cli import cli
from isnad.model import Stance

UNFOOTED = ("لا شيء", "Nothing", "لم يُعرض", "not shown", "وما لم يُقبل", "not accepted yet", "ما يعارض هذا", "contradict or deny")


@pytest.fixture
def case(sample: Path, tmp_path: Path) -> Iterator[Case]:
    with Case.open(shutil.copy(sample, tmp_path / "copy.isnad")) as opened:
        yield opened


def lines(made: Briefing, *sections: str) -> list[Line]:
    return [line for section in made.sections if not sections or section.key in sections for line in section.lines]


def accept(case: Case, *reports: str) -> None:
    for report in reports:
        case.judge("accept", *report.split(), by="Mona", why="read in its place")


def disputed(case: Case) -> tuple[str, str]:
    """Return two reports that give another number, as the sides of one conflict."""
    for claimed in case.claims(conflicts=True):
        for conflict in claimed.claim.conflicts:
            if conflict.slot == "count" and conflict.relation == "contradiction":
                first, second = (claimed.reports[index].report.id for index in conflict.between)
                return first, second
    raise AssertionError


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_leads_to_words_that_stand_in_an_article(case: Case, lang: Lang) -> None:
    made = brief(case, lang, name="x", unreviewed=True, every=True)
    assert [line.text for line in lines(made) if not line.notes and not line.text.startswith(UNFOOTED)] == []
    texts = [document.text for document in case.documents()]
    assert [note.number for note in made.notes] == list(range(1, len(made.notes) + 1))
    used = {number for line in lines(made) for number in line.notes}
    assert used == {note.number for note in made.notes}
    for note in made.notes:
        assert any(note.before + note.quote + note.after in text for text in texts)


@pytest.mark.parametrize("lang", LANGS)
def test_with_nothing_accepted_it_says_so_and_how_to_go_on(case: Case, lang: Lang) -> None:
    made = brief(case, lang, name="story", file="story.isnad")
    assert (made.sections, made.notes) == ((), ())
    said = "\n".join(line.text for line in made.lead)
    waiting = Words(lang).count("claims", case.totals().claims)
    for words in ("isnad serve story.isnad", "isnad judge story.isnad accept", "--unreviewed", waiting):
        assert words in said
    page = written(made, ".html").decode()
    assert "isnad judge story.isnad accept" in page


@pytest.mark.parametrize("lang", LANGS)
def test_only_what_was_accepted_is_told(case: Case, lang: Lang) -> None:
    first, _ = disputed(case)
    told = next(one for one in case.claim(first).reports if one.report.id == first)
    accept(case, first)
    made = brief(case, lang, name="x")
    assert [note.quote for note in made.notes] == [told.quote]
    assert not any(line.unreviewed for line in lines(made))
    assert made.mark not in written(made, ".md").decode()
    article = case.document(told.document_id).text
    others = [one for one in case.claim(first).reports if one.sentence not in article]
    text = written(made, ".html").decode()
    assert others
    assert not any(one.sentence in text for one in others)


def test_what_unaccepted_reports_contradict_is_not_called_undisputed(case: Case) -> None:
    first, second = disputed(case)
    accept(case, first)
    made = brief(case, "en", name="x")
    assert not lines(made, "undisputed")[0].notes
    said = [line.text for line in lines(made, "disputed")]
    assert any("contradict or deny this; no reviewer has accepted them" in line for line in said)
    assert any(re.search(r"not accepted yet: \d+ more reports", line) for line in said)
    accept(case, second)
    sides = [line for line in lines(brief(case, "en", name="x"), "disputed") if line.level == 2]
    assert len(sides) == 2
    assert "possible conflict" in written(brief(case, "en", name="x"), ".md").decode()
    accept(case, f"{first} {second}")
    assert "confirmed by a reviewer" in written(brief(case, "en", name="x"), ".md").decode()


@pytest.mark.parametrize("lang", LANGS)
def test_a_draft_marks_every_line_that_rests_on_what_nobody_accepted(case: Case, lang: Lang) -> None:
    first, second = disputed(case)
    accept(case, first, second)
    made = brief(case, lang, name="x", unreviewed=True)
    sure = {note.number for note in made.notes if not note.unreviewed}
    assert len(sure) == 2
    for line in lines(made):
        assert line.unreviewed == any(number not in sure for number in line.notes) or len(line.notes) == 8
    marked = sum(line.unreviewed for line in lines(made)) + sum(note.unreviewed for note in made.notes)
    page = LexborHTMLParser(written(made, ".html").decode())
    assert len(page.css("section .mark")) == marked > 50
    escaped = made.mark.replace("[", "\\[").replace("]", "\\]")
    assert written(made, ".md").decode().count(f"**{escaped}**") == marked + 1  # the head explains the mark
    paragraphs = docx.Document(io.BytesIO(written(made, ".docx"))).paragraphs
    assert sum(paragraph.text.startswith(made.mark) or f"] {made.mark}" in paragraph.text for paragraph in paragraphs) == marked


def test_the_same_case_gives_the_same_bytes(case: Case) -> None:
    made = [brief(case, "ar", name="x", unreviewed=True) for _ in range(2)]
    for form in (".html", ".md"):
        assert written(made[0], form) == written(made[1], form)


def test_a_private_document_is_left_out(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    private = case.document("01-alsahil")
    monkeypatch.setattr(Case, "withheld", lambda _: frozenset({private.id}))
    text = written(brief(case, "ar", name="x", unreviewed=True, every=True), ".md").decode()
    assert "alsahil" not in text
    assert "في القضية 5 مقالات" in text


# ---- languages


def test_both_languages_have_the_same_slots() -> None:
    for key, (arabic, english) in _table()["words"].items():
        slots = [{slot for _, slot, _, _ in Formatter().parse(text) if slot} for text in (arabic, english)]
        assert slots[0] == slots[1], key
    for stance in get_args(Stance):
        assert Words("ar")(f"voice_{stance}", who="x")


@pytest.mark.parametrize(
    ("key", "number", "words"),
    [
        ("origins_in", 1, "منشأ واحد"),
        ("origins_in", 2, "منشأين"),
        ("origins_in", 3, "3 مناشئ"),
        ("origins_in", 11, "11 منشأ"),
        ("claims_in", 2, "خبرين"),
        ("claims", 2, "خبران"),
        ("claims", 48, "48 خبراً"),
        ("claims", 100, "100 خبر"),
        ("claims", 103, "103 أخبار"),
        ("tell", 2, "يرويه مقالان"),
        ("tell", 4, "ترويه 4 مقالات"),
        ("tell", 12, "يرويه 12 مقالاً"),
        ("outlets_in", 2, "وسيلتي إعلام"),
        ("reports", 2, "روايتان"),
        ("reports_in", 2, "روايتين"),
        ("other_reports_in", 2, "روايتين أخريين"),
    ],
)
def test_arabic_numbers_agree(key: str, number: int, words: str) -> None:
    assert Words("ar").count(key, number) == words


def test_names_are_joined_as_each_language_joins_them() -> None:
    arabic, english = Words("ar"), Words("en")
    names = [arabic("unnamed_as", who="مصدر"), ((arabic("or")[0]),)]
    assert "".join(piece.text for piece in arabic.names(names[:1] * 2)) == "«مصدر» (بلا اسم) و«مصدر» (بلا اسم)"
    assert "".join(p.text for p in arabic.names([arabic("none"), english("none")])) == "لا شيء. و Nothing."
    assert "".join(p.text for p in english.names([english("unnamed")] * 3)).endswith(
        ", a source without a name and a source without a name"
    )
    assert arabic.days(["2026-03-02", "2026-03-20"]) == "بين 2 مارس 2026 و20 مارس 2026"
    assert english.days(["2026-03-02", None]) == "2 March 2026, some of no known date"


# ---- forms


def test_the_page_is_of_one_piece_and_loads_nothing(case: Case) -> None:
    for lang, direction in (("ar", "rtl"), ("en", "ltr")):
        page = LexborHTMLParser(written(brief(case, lang, name="x", unreviewed=True), ".html").decode())  # type: ignore[arg-type]
        root = page.css_first("html")
        assert root is not None
        assert (root.attributes["lang"], root.attributes["dir"]) == (lang, direction)
        assert not page.css("script, link, img, iframe, [src]")
        anchors = {node.attributes["id"] for node in page.css("[id]")}
        assert all(str(node.attributes["href"])[1:] in anchors for node in page.css("sup a"))


def test_what_an_article_says_is_no_markup(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    hostile = "قال الوزير أحمد الخطيب إن 12 شخصا قتلوا <script>alert(1)</script> [هنا](javascript:alert(1)) **صدقوا** \x0b في انهيار الجسر."
    (folder / "a.txt").write_text(hostile, encoding="utf-8")
    (folder / "manifest.csv").write_text(
        "file,published,publisher,url\na.txt,2026-03-02,<b>ناشر</b>,javascript:alert(1)\n", encoding="utf-8"
    )
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(folder)
        made = brief(case, "ar", name="<i>x</i>", unreviewed=True, every=True)
    assert made.notes
    page = LexborHTMLParser(written(made, ".html").decode())
    assert not page.css("script, main b, i")
    assert not [node for node in page.css("a") if not str(node.attributes["href"]).startswith(("#", "https://", "http://"))]
    text = written(made, ".md").decode()
    assert "<script" not in text.replace("\\<script", "")
    assert "[هنا](" not in text.replace("\\[هنا\\](", "")
    assert docx.Document(io.BytesIO(written(made, ".docx"))).paragraphs


def test_a_word_file_runs_from_right_to_left(case: Case) -> None:
    for lang in LANGS:
        made = docx.Document(io.BytesIO(written(brief(case, lang, name="x", unreviewed=True), ".docx")))
        turned = [
            paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:bidi")) is not None for paragraph in made.paragraphs
        ]
        assert all(turned) if lang == "ar" else not all(turned)
        for paragraph in made.paragraphs:
            for run in paragraph.runs:
                if re.search("[\u0621-\u064a]", run.text):
                    assert run.font.rtl


def test_the_command_writes_each_form_and_refuses_others(sample: Path, tmp_path: Path) -> None:
    for form in FORMS:
        target = tmp_path / f"out{form}"
        found = CliRunner().invoke(cli, ["briefing", str(sample), "-o", str(target), "--lang", "en", "--unreviewed"])
        assert (found.exit_code, target.stat().st_size > 10_000) == (0, True), found.output
    found = CliRunner().invoke(cli, ["briefing", str(sample), "-o", str(tmp_path / "out.pdf")])
    assert found.exit_code == 2
    assert ".docx" in found.output
    found = CliRunner().invoke(cli, ["briefing", str(sample), "-o", "-"])
    assert "لم يقبل أحد بعد" in found.output


def test_without_python_docx_the_command_says_what_to_install(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "docx" or name == "isnad.briefing.docx_file"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    found = CliRunner().invoke(cli, ["briefing", str(sample), "-o", str(tmp_path / "out.docx"), "--unreviewed"])
    assert found.exit_code == 1
    assert "pip install 'isnad[docx]'" in found.output
    assert not (tmp_path / "out.docx").exists()
