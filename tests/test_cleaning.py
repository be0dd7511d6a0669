"""Cleaning: furniture is marked, prose never is."""

import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.cleaning import clean
from isnad.model import Page

PROSE = (
    "قال مسؤول في خفر السواحل إن المركب غرق فجر الأحد قبالة الساحل الشرقي، وإن فرق الإنقاذ انتشلت عددا من الناجين ونقلتهم إلى المستشفى.",
    "وأضاف المسؤول أن الرياح كانت شديدة، وأن الطاقم أبلغ عن عطل في المحرك قبل ساعات من الحادث، ولم يصدر تعليق من الشركة المالكة.",
)
TITLE = "غرق مركب قبالة الساحل الشرقي"
TEXT = "\n".join(
    [
        "الرئيسية | أخبار | رياضة | اقتصاد",
        TITLE,
        TITLE,
        "شارك المقال: فيسبوك تويتر واتساب",
        PROSE[0],
        PROSE[1],
        "اقرأ أيضا",
        "اترك تعليقا",
        "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
    ]
)


def marked(text: str) -> str:
    document = clean(Page(name="a.txt", text=text))
    return "".join(span.quote(text) for span in document.boilerplate)


def test_furniture_is_marked_and_prose_is_not() -> None:
    found = marked(TEXT)
    for line in ("الرئيسية | أخبار", "شارك المقال", "اترك تعليقا", "الحقول الإلزامية"):
        assert line in found
    assert not any(prose[10:60] in found for prose in PROSE)


def test_the_first_headline_is_content_and_its_repetition_is_not() -> None:
    document = clean(Page(name="a.txt", text=TEXT))
    assert document.title is not None
    assert document.title.quote(TEXT) == TITLE
    assert marked(TEXT).count(TITLE) == 1


def test_the_text_is_unchanged_and_hashed() -> None:
    page = Page(name="a.txt", text=TEXT, raw=TEXT.encode())
    document = clean(page)
    assert document.text == TEXT
    assert len(document.sha256) == 64


def test_a_paywall_makes_it_truncated() -> None:
    text = "\n".join([TITLE, *PROSE, "75% من هذا المقال متبقية للقراءة، اشترك للوصول إليها!"])
    assert "truncated" in clean(Page(name="a.txt", text=text)).flags
    assert "truncated" not in clean(Page(name="a.txt", text="\n".join([TITLE, *PROSE]))).flags


def test_an_author_line_of_opinion_makes_it_opinion() -> None:
    text = "\n".join(["رأي", TITLE, "بقلم: سالم الهاشمي", *PROSE])
    assert "opinion" in clean(Page(name="a.txt", text=text)).flags


def test_a_given_date_stays_and_a_missing_one_is_bounded_not_guessed() -> None:
    assert clean(Page(name="a.txt", text=TEXT, published="2025-03-04")).published == "2025-03-04"
    document = clean(Page(name="a.txt", text=TITLE + "\n" + PROSE[0].replace("فجر الأحد", "في مارس 2024")))
    assert document.published is None
    assert "undated" in document.flags
    assert document.bounds is not None
    assert (document.bounds.earliest or "")[:4] == "2024"
    assert document.bounds.reason


def test_languages() -> None:
    assert clean(Page(name="a", text=PROSE[0])).lang == "ar"
    assert (
        clean(Page(name="a", text="The boat sank off the coast on Sunday, an official said, and rescue teams came.")).lang != "ar"
    )
    assert (
        clean(Page(name="a", text="رئیس جمهور ایران گفت که این کشور برای گفتگو آماده است و پیشنهاد را بررسی می‌کند")).lang != "ar"
    )


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_cleaned_with_spans_in_order(text: str) -> None:
    document = clean(Page(name="a.txt", text=text))
    end = 0
    for span in document.boilerplate:
        assert end <= span.start < span.end <= len(text)
        end = span.end


# ---- whole pages, in the manner of real sites

PAGES = Path(__file__).parent / "data" / "pages"
SHARED = Path(__file__).parent.parent.parent / "shared"


class Marked(NamedTuple):
    """A page with what is right for it: see ``data/pages/README.md``."""

    text: str
    furniture: set[int]
    title: str | None
    flags: set[str]
    published: str | None


def _page(path: Path) -> Marked:
    head, _, body = path.read_text(encoding="utf-8").partition("---\n")
    about = dict(re.findall(r"^(\w+): *(.*)$", head, re.MULTILINE))
    text, furniture, title = "", set[int](), None
    for line in body.splitlines():
        if line[:1] == "=" and title is None:
            title = line[1:]
        shown = line[1:] if line.startswith(("~", "=")) else line
        if line[:1] == "~":
            furniture.update(range(len(text), len(text) + len(shown)))
        while "[[" in shown:
            start, end = shown.index("[["), shown.index("]]") - 2
            furniture.update(range(len(text) + start, len(text) + end))
            shown = shown.replace("[[", "", 1).replace("]]", "", 1)
        text += shown + "\n"
    flags = {flag.strip() for flag in about["flags"].split(",") if flag.strip()}
    return Marked(text, furniture, title, flags, None if about["date"] == "None" else about["date"])


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.page")), ids=lambda path: path.stem)
def test_a_page_of_a_site(path: Path) -> None:
    page = _page(path)
    document = clean(Page(name=path.name, text=page.text))
    found = {i for span in document.boilerplate for i in range(span.start, span.end)}
    wrong = sorted(i for i in found ^ page.furniture if not page.text[i].isspace())
    assert "".join(page.text[i] for i in wrong) == ""
    assert (document.title.quote(page.text) if document.title else None) == page.title
    assert set(document.flags) == page.flags
    assert document.published == page.published
    assert document.lang == "ar"


@pytest.mark.parametrize(
    ("story", "texts"), [("north-korea-russia", "seeds"), ("pipeline", "gold/pipeline")], ids=["seeds", "pipeline"]
)
def test_the_gold_of_development(story: str, texts: str, tmp_path: Path) -> None:
    if not SHARED.exists():
        pytest.skip(f"the development data is not here: no {SHARED}")
    rows = []
    for path in sorted((SHARED / texts).glob("*.txt")):
        document = clean(Page(name=path.name, text=path.read_bytes().decode("utf-8")))
        spans = [[span.start, span.end] for span in document.boilerplate]
        rows.append(json.dumps({"kind": "document", "doc": path.name, "boilerplate": spans, "flags": document.flags}))
    (tmp_path / "out.jsonl").write_text("\n".join(rows), encoding="utf-8")
    score = [SHARED / "gold" / "score", SHARED / "gold" / story, tmp_path / "out.jsonl", "--text-dir", SHARED / texts]
    told = subprocess.run([sys.executable, *map(str, score), "--json"], capture_output=True, check=True).stdout
    found = json.loads(told)
    assert found["clean: article characters"]["f1"] >= 0.985
    assert found["clean: flags"]["f1"] == 1.0


# ---- single signs


@pytest.mark.parametrize(
    "line",
    [
        "هيئة التحريرمنذ 4 ساعاتآخر تحديث :",
        "آخر تحديث: الثلاثاء 27 مايو/أيار 2025 - 20:40 بتوقيت تونس",
        "Stand: 28.04.2025, 07:48 Uhr",
        "نُشر: 10 أبريل 2025 06:00",
        "تاريخ النشر: 24.10.2024 | 14:12 GMT |",
        "20:15",
        "حجم الخط: A A A",
        "Kommentare (0)",
        "كلمات مفتاحية : غاز ، مرفأ ، إضراب",
        "حمّل تطبيق «المرفأ» الآن",
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك في الموقع.",
        "جميع الحقوق محفوظة © المرفأ 2025",
        "https://example.org/p/4kIvF",
        "صدر الصورة، Getty Images",
    ],
)
def test_a_line_of_the_site_is_marked_amid_prose(line: str) -> None:
    text = "\n".join([TITLE, PROSE[0], line, PROSE[1], PROSE[0].replace("الأحد", "السبت")])
    assert marked(text) == line


@pytest.mark.parametrize(
    "line",
    [
        "المصدر: وكالة الأنباء المركزية",
        "تداعيات القرار",
        "12 مارس 2020",
        "- 14 شهرا من الإغلاق",
        "اقتصاد",
        "كتب الجلاصي من سجنه رسالة إلى تلاميذه قال فيها: «لا تتوقفوا عن القراءة».",
        "شارك في الاجتماع وزراء الخارجية والدفاع ورؤساء الأجهزة الأمنية.",
        "لماذا الآن؟",
        "بيروت",
    ],
)
def test_a_line_of_the_article_is_not_marked(line: str) -> None:
    assert marked("\n".join([TITLE, PROSE[0], line, PROSE[1]])) == ""


def test_a_dateline_is_content_and_the_outlet_beside_the_stamp_is_not() -> None:
    text = "\n".join([TITLE, "صدى المرفأ", "22 فيفري 2025 - 14:35", "دبي - «المرفأ»", *PROSE])
    assert marked(text) == "صدى المرفأ\n22 فيفري 2025 - 14:35"


def test_the_name_of_the_site_after_the_headline_is_marked() -> None:
    text = "\n".join([f"{TITLE} | المرفأ نت", TITLE, *PROSE])
    document = clean(Page(name="a", text=text))
    assert document.title
    assert document.title.quote(text) == TITLE
    assert marked(text) == f" | المرفأ نت{TITLE}"


def test_a_headline_of_two_words_stands_alone() -> None:
    document = clean(Page(name="a", text=f"القوات تتقدم\n\n{PROSE[0]}\n"))
    assert document.title
    assert (document.title.start, document.title.end) == (0, 12)


def test_the_title_of_the_page_wins() -> None:
    text = "\n".join(["قضايا الساحل: الأسئلة الصعبة عن الهجرة", TITLE, *PROSE])
    document = clean(Page(name="a", text=text, title=TITLE))
    assert document.title
    assert document.title.quote(text) == TITLE


def test_empty_tables_are_furniture_and_tables_of_figures_are_not() -> None:
    table = "السنة | الضحايا\n---|---\n2023 | 14\n2024 | 22"
    empty = "السهم | الإغلاق | التغير\n---|---|---"
    assert marked("\n".join([TITLE, PROSE[0], table, PROSE[1]])) == ""
    assert marked("\n".join([TITLE, PROSE[0], empty, PROSE[1]])) == empty


# ---- dates, flags, languages


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("الجمعة 7 آذار 2025 - 02:00", "2025-03-07"),
        ("السبت 2 أوت 2025", "2025-08-02"),
        ("20 دجنبر 2024 - 15:04", "2024-12-20"),
        ("٢٨/٠٤/٢٠٢٥", "2025-04-28"),
        ("نشر في: 14 أكتوبر ,2023: 06:50 ص GST", "2023-10-14"),
        ("5 نوفمبر/ تشرين الثاني 2024", "2024-11-05"),
        ("Published: March 4, 2025", "2025-03-04"),
        ("Publié le 18 mars 2025 à 09:12", "2025-03-18"),
        ("منذ 6 ساعات", None),
        ("31 فبراير 2025", None),
    ],
)
def test_the_date_of_a_stamp(stamp: str, day: str | None) -> None:
    document = clean(Page(name="a", text="\n".join([TITLE, stamp, *PROSE])))
    assert document.published == day
    assert ("undated" in document.flags) == (day is None)


def test_a_stamp_does_not_override_what_is_given() -> None:
    document = clean(Page(name="a", text=f"{TITLE}\n7 آذار 2025\n{PROSE[0]}", published="2025-03-09T10:00:00+03:00"))
    assert document.published == "2025-03-09T10:00:00+03:00"
    assert "undated" not in document.flags


def test_dates_of_the_story_and_of_links_are_not_the_date_of_the_page() -> None:
    text = "\n".join(
        [TITLE, PROSE[0], PROSE[1] + " وكان القانون قد صدر في 3 مايو 2021.", "مقالات ذات صلة", "خبر آخر", "9 مايو 2024"]
    )
    document = clean(Page(name="a", text=text))
    assert document.published is None
    assert document.bounds
    assert document.bounds.earliest == "2021-05-03"
    assert document.bounds.latest is None


def test_a_day_ahead_bounds_nothing() -> None:
    text = "\n".join([TITLE, PROSE[0], "ومن المقرر أن تنتهي الأشغال بحلول يونيو 2027."])
    assert clean(Page(name="a", text=text)).bounds is None


def test_one_kind_of_sign_does_not_make_a_machine_translation() -> None:
    spaced = [line.replace("،", " ،").replace(".", " .") for line in PROSE * 2]
    assert "machine_translated" not in clean(Page(name="a", text="\n".join([TITLE, *spaced]))).flags
    foreign = [TITLE, *spaced, "Mehr zum Thema", "Kommentare (0)"]
    assert "machine_translated" in clean(Page(name="a", text="\n".join(foreign))).flags


def test_a_sentence_that_breaks_off_makes_it_truncated() -> None:
    cut_off = "\n".join([TITLE, PROSE[0], PROSE[1].removesuffix(".") + "...", "اقرأ المزيد"])
    assert "truncated" in clean(Page(name="a", text=cut_off)).flags
    assert "truncated" not in clean(Page(name="a", text=cut_off.removesuffix("اقرأ المزيد"))).flags


def test_the_section_in_a_menu_is_no_opinion() -> None:
    text = "\n".join(["سياسة | اقتصاد | رأي | رياضة", TITLE, "بقلم: سالم الهاشمي", *PROSE])
    assert "opinion" not in clean(Page(name="a", text=text)).flags


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (PROSE[0], "ar"),
        ("رئیس جمهور گفت که دولت از این طرح حمایت می‌کند", "fa"),
        ("وزیر اعظم نے کہا کہ حکومت عوام کے مسائل حل کرنے کے لیے ہر ممکن اقدام کرے گی", "ur"),
        ("سەرۆکی هەرێمی کوردستان لەگەڵ وەزیری دەرەوە کۆبووەوە", "ckb"),
        ("د افغانستان د بهرنیو چارو وزارت وايي چې په کابل کې د ښوونځیو دروازې پرانیستل شوي دي", "ps"),
        ("12345", "und"),
        ("", "und"),
    ],
)
def test_the_language_of_a_text(text: str, lang: str) -> None:
    assert clean(Page(name="a", text=text)).lang == lang


def test_the_page_names_a_language_that_its_text_does_not_show() -> None:
    assert clean(Page(name="a", text="12345", lang="ar-EG")).lang == "ar"


# ---- hostile input

HOSTILE = {
    "dashes": "غرق مركب قبالة الساحل" + " - " * 100_000,
    "one line": "قال الرئيس إن آخر تحديث للبرنامج منذ 4 ساعات في 12 مايو 2025 " * 4000,
    "stamps": "آخر تحديث 12 مايو 2025 " * 8000,
    "tables": "أ|ب\n---|---\n" * 8000,
    "bars": "| " * 100_000,
    "figures": "1/" * 100_000,
    "repeated": "عنوان طويل للخبر هنا | موقع\n" * 6000,
    "quotes": "«" * 200_000,
    "spaces": " " * 200_000 + "ا",
    "no words": "***\n\n•\n" * 1000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_cleaned_to_its_end(text: str) -> None:
    """What it costs, in doubling sizes, is measured by bench/hostile.py."""
    document = clean(Page(name="a", text=text))
    edges = [edge for span in document.boilerplate for edge in (span.start, span.end)]
    assert document.text == text and edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)


LINES = [
    "اقرأ أيضا",
    "اترك تعليقا",
    "آخر تحديث: 12 مايو 2025",
    "20:15",
    "---|---",
    "a | b",
    "المصدر: رويترز",
    "رأي",
    "",
    TITLE,
    *PROSE,
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_any_order_of_lines_is_cleaned(lines: list[str]) -> None:
    text = "\n".join(lines)
    document = clean(Page(name="a", text=text))
    assert document == clean(Page(name="a", text=text))
    spans = [(span.start, span.end) for span in document.boilerplate]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
