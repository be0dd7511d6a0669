"""Cleaning: furniture is marked, prose never is."""

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
    assert document.bounds is None or document.bounds.earliest is None or document.bounds.earliest <= "2024-12-31"


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
