"""Copies: what two articles share word for word is found and quoted, however one is retitled, shortened or written around."""

import re

import pytest

from isnad.cleaning import clean
from isnad.connection import Worded, copy, fingerprints
from isnad.model import Copy, Page

TITLE = "سد الوادي الأخضر يفيض على ثلاث قرى"
LEAD = (
    "فاض سد الوادي الأخضر فجر الاثنين على قرى زمرين والمرج وعين الطلح بعد أن ظلت الأمطار تهطل يومين كاملين، "
    "وقال قائد الدفاع المدني العميد نادر السلمي إن 640 أسرة نُقلت إلى مدارس المدينة."
)
SECOND = (
    "وأوضح السلمي أن منسوب المياه تراجع قليلا مع ساعات المساء، وأن فرق الإنقاذ ما زالت تبحث عن راعيين "
    "انقطع الاتصال بهما قرب الجسر القديم منذ ليلة الأحد."
)
THIRD = "ووعد محافظ الإقليم هاني الكوكبي بتعويض المزارعين قبل نهاية الشهر، وطلب من سكان الضفة الشرقية ألا يعودوا إلى بيوتهم."
QUOTE = "«لن نترك عائلة واحدة من دون سقف قبل حلول الشتاء ولن ننتظر موافقة العاصمة لنبدأ البناء في القرى المنكوبة كلها»"
OTHER = (
    "بعد ليلة من المطر انهارت حافة السد الترابي في الوادي الأخضر، فغرقت بيوت في المرج وزمرين. وذكر الدفاع المدني "
    "أن مئات العائلات باتت في مدارس المدينة، فيما تتواصل عمليات البحث عن مفقودين اثنين.",
    "وتقول وزارة الري إن السد بُني قبل أربعين عاما ولم يُرمم إلا مرة واحدة، وإن لجنة فنية ستفحصه في الأسبوع المقبل.",
)


def worded(*paragraphs: str) -> Worded:
    return Worded(clean(Page(name=f"{hash(paragraphs)}.txt", text="\n".join(paragraphs))))


def shared(a: Worded, b: Worded) -> Copy | None:
    """Return the copy, as a case finds it: only where the two share fingerprints."""
    return copy(a, b) if len(fingerprints(a) & fingerprints(b)) >= 2 else None


def quotes(a: Worded, b: Worded) -> list[tuple[str, str]]:
    found = shared(a, b)
    assert found is not None
    return [(ours.quote(a.document.text), theirs.quote(b.document.text)) for ours, theirs in found.passages]


ORIGINAL = worded(TITLE, LEAD, SECOND, THIRD)


def test_an_exact_copy_is_shared_as_a_whole() -> None:
    found = shared(ORIGINAL, worded(TITLE, LEAD, SECOND, THIRD))
    assert found is not None
    assert found.share == 1.0
    ((ours, theirs),) = quotes(ORIGINAL, worded(TITLE, LEAD, SECOND, THIRD))
    assert ours == theirs
    assert ours.startswith("سد الوادي")


@pytest.mark.parametrize(
    ("made", "least", "words"),
    [
        ((("640 أسرة في المدارس بعد فيضان السد"), LEAD, SECOND, THIRD), 0.8, (LEAD, SECOND, THIRD)),  # retitled
        ((TITLE, LEAD), 0.95, (TITLE, LEAD)),  # shortened
        ((*OTHER, LEAD, SECOND, THIRD), 0.8, (LEAD, SECOND, THIRD)),  # background added before
        ((TITLE, LEAD, SECOND, THIRD, *OTHER), 0.95, (TITLE, LEAD, SECOND, THIRD)),  # and behind
        ((*OTHER, SECOND), 0.2, (SECOND,)),  # a passage
    ],
    ids=["retitled", "shortened", "background before", "background behind", "passage"],
)
def test_a_copy_is_found_with_its_words(made: tuple[str, ...], least: float, words: tuple[str, ...]) -> None:
    other = worded(*made)
    found = shared(ORIGINAL, other)
    assert found is not None
    assert found.share >= least
    said = "\n".join(ours for ours, _ in quotes(ORIGINAL, other))
    assert all(paragraph.rstrip(".") in said for paragraph in words)


def test_two_passages_around_new_words_are_two() -> None:
    other = worded(LEAD, *OTHER, THIRD)
    assert [ours.rstrip(".") for ours, _ in quotes(ORIGINAL, other)] == [LEAD.rstrip("."), THIRD.rstrip(".")]


def test_another_article_on_the_same_subject_is_no_copy() -> None:
    assert shared(ORIGINAL, worded("انهيار سد في الوادي الأخضر", *OTHER)) is None


def test_a_quote_that_both_share_is_a_passage() -> None:
    ours = worded(LEAD, f"وقال المحافظ: {QUOTE}.")
    theirs = worded(*OTHER, f"وفي مؤتمر صحفي أعلن هاني الكوكبي {QUOTE}، ثم غادر القاعة.")
    ((quoted, _),) = quotes(ours, theirs)
    assert quoted == QUOTE.strip("«»")


def test_a_short_phrase_that_both_share_is_none() -> None:
    phrase = "منسوب المياه تراجع قليلا مع ساعات المساء"
    assert shared(ORIGINAL, worded(*OTHER, f"ولاحظ السكان أن {phrase} ففرحوا.")) is None


@pytest.mark.parametrize(
    "spelled",
    [
        LEAD.replace("فاض", "فَاضَ").replace("نُقلت", "نقلت").replace("السلمي", "السَّلَمي"),
        LEAD.replace("سد", "ســد").replace("المدينة", "المديـنة"),
        LEAD.replace("640", "٦٤٠"),
        LEAD.replace("الأخضر", "الاخضر").replace("أسرة", "اسره"),
        re.sub(" ", "  ", LEAD),
    ],
    ids=["harakat", "tatweel", "digits", "letters", "blanks"],
)
def test_the_way_of_writing_does_not_hide_a_copy(spelled: str) -> None:
    other = worded(*OTHER, spelled)
    ((ours, theirs),) = quotes(ORIGINAL, other)
    assert ours == LEAD.rstrip(".")
    assert theirs == spelled.rstrip(".")


@pytest.mark.parametrize(("old", "new"), [("يومين كاملين", "ثلاثة أيام"), ("نادر السلمي", "نادر سلمي")])
def test_a_word_that_was_changed_does_not_end_a_passage(old: str, new: str) -> None:
    ((ours, _),) = quotes(ORIGINAL, worded(*OTHER, LEAD.replace(old, new)))
    assert ours == LEAD.rstrip(".")


def test_furniture_is_no_copy() -> None:
    footer = ("تابعونا على فيسبوك", "جميع الحقوق محفوظة © 2026", "اقرأ أيضا:", TITLE, "الأكثر قراءة", "سياسة الخصوصية")
    ours, theirs = worded(TITLE, LEAD, SECOND, *footer), worded("خبر من بلد آخر", *OTHER, *footer)
    assert ours.document.boilerplate
    assert theirs.document.boilerplate
    assert shared(ours, theirs) is None


def test_the_order_of_two_does_not_matter() -> None:
    other = worded(*OTHER, SECOND, LEAD)
    one, two = shared(ORIGINAL, other), shared(other, ORIGINAL)
    assert one is not None
    assert two is not None
    assert one.share == two.share
    assert set(one.passages) == {(ours, theirs) for theirs, ours in two.passages}


def test_texts_without_enough_words_have_no_copies() -> None:
    assert fingerprints(worded("خبر")) == frozenset()
    assert copy(worded(""), worded("")) is None
