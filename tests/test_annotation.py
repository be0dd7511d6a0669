"""What holds of every annotation, whatever the text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad import annotate
from isnad.annotation.calendar import bounds, shift
from isnad.annotation.numbers import number_at
from isnad.annotation.tokens import Tokens
from isnad.languages.lexicon import analyses
from isnad.languages.naming import heads
from isnad.model import Document, Span

_PHRASES = st.lists(
    st.sampled_from(
        [
            "قال",
            "وزير",
            "الدفاع",
            "الروسي",
            "كيم",
            "في",
            "موسكو",
            "أمس",
            "الخميس",
            "12",
            "ألف",
            "جندي",
            "«بوغازهان»",
            "إن",
            "75%",
            "من",
            "مارس",
            "الماضي",
            "KN-23",
            "،",
            ".",
            "\n",
            "(",
            ")",
            "ـ",
            "2024",
            "وثلاثة",
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.one_of(_PHRASES, st.text(max_size=80)))
def test_spans_lie_in_the_text_and_do_not_overlap_in_a_layer(text: str) -> None:
    found = annotate(text, published="2025-07-13")
    for layer in (found.entities, found.times, found.quantities):
        end = 0
        for item in layer:
            assert end <= item.start < item.end <= len(text)
            assert item.quote(text).strip()
            end = item.end


@settings(max_examples=30, deadline=None)
@given(_PHRASES)
def test_annotation_is_a_function_of_the_text(text: str) -> None:
    assert annotate(text, published="2025-07-13") == annotate(text, published="2025-07-13")


def test_a_language_without_a_pack_is_not_annotated() -> None:
    document = Document(name="a", text="The army said 12 died in Moscow", sha256="", lang="en")
    found = annotate(document)
    assert found.pack is None
    assert not found.entities


def test_furniture_is_not_read() -> None:
    text = "منذ أمس\nوصل 5 جنود إلى روسيا"
    document = Document(name="a", text=text, sha256="", lang="ar", published="2025-07-13", boilerplate=(Span(0, 7),))
    found = annotate(document)
    assert not found.times
    assert [entity.quote(text) for entity in found.entities] == ["روسيا"]


def test_an_unknown_publication_date_leaves_values_open() -> None:
    assert [time.value for time in annotate("في أبريل الماضي").times] == ["XXXX-04"]


@pytest.mark.parametrize("published", ["0001-01-01", "2025-07-13", "9999-12-31"])
@given(count=st.integers(0, 10**15), unit=st.sampled_from(["يوم", "أسبوع", "شهر", "عام", "عقد", "قرن", "ساعة"]))
@settings(max_examples=40, deadline=None)
def test_no_date_is_too_far(published: str, count: int, unit: str) -> None:
    others = "وقع في 5 مايو، ثم في الثامن من الجاري وقبل نهاية الشهر، وبعد ذلك بيومين، وقبل الصيف."
    relative = f"الشهر الماضي، الخميس المقبل، الخريف الماضي قبل {count}"
    for text in (f"قبل {count} {unit}", f"غدا و{unit} المقبل", relative, others):
        for time in annotate(text, published=published).times:
            assert not time.value.startswith("-")


def test_numbers_are_read_whole() -> None:
    tokens = Tokens("مئة وخمسة وعشرون ألفاً")
    number = number_at(tokens, 0)
    assert number is not None
    assert (number.low, number.last) == (125000, 4)


def test_bounds_and_shifts() -> None:
    from datetime import date

    assert bounds("2025-W27") == ("2025-06-30", "2025-07-06")
    assert bounds("2024-02") == ("2024-02-01", "2024-02-29")
    assert bounds("1950/1953") == ("1950-01-01", "1953-12-31")
    assert bounds("PAST_REF") == (None, None)
    assert shift(date(2025, 7, 13), -1, "month") == "2025-06"


def test_weak_and_doubled_verbs_are_known_in_all_their_forms() -> None:
    forms = {
        "زار": ("زاروا", "زرت", "زرنا", "يزور", "يزر", "يزورون"),
        "شن": ("شنت", "شنوا", "شننا", "يشن", "تشنها"),
        "دعا": ("دعت", "دعوا", "دعوت", "دعاه", "يدعو", "يدع", "يدعون", "دعي"),
        "رمي": ("رمت", "رموا", "رميت", "رماه", "يرمون"),
        "بقي": ("بقيت", "بقوا", "بقينا", "يبقون"),
        "اقام": ("اقمت", "اقاموا", "يقيم", "يقم", "اقيم", "يقام"),
        "شاهد": ("شوهد", "شاهدوا", "يشاهدون"),
        "وجد": ("وجدوا", "يجد", "يوجد"),
    }
    for lemma, inflected in forms.items():
        for form in inflected:
            assert any(a.pos == "verb" and a.lemma.form == lemma for a in analyses(form)), (lemma, form)
    assert any(a.tense == "past" and a.number == "p" and a.lemma.form == "زار" for a in analyses("زاروا"))
    assert any(a.particles == "وس" and a.tense == "present" for a in analyses("وسيستسلم"))


def test_a_text_may_end_with_any_word() -> None:
    for line in (Path(__file__).parent / "data" / "deeds.txt").read_text(encoding="utf-8").splitlines():
        told = line.removeprefix("! ").split("|")[0].split()
        for size in range(1, len(told)):
            annotate(" ".join(told[:size]))
    for head in heads():
        annotate(f"زار الوزير {head}")
        annotate(f"زار الوزير ال{head}")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وقال رئيس لجنة الإغاثة خالد المنصوري إن الوضع صعب.", "خالد المنصوري"),
        ("انتقدت مصر وزير المالية السابق كريم العثماني.", "كريم العثماني"),
        ("التقى الوفد النائب رشيد العراقي في العاصمة.", "رشيد العراقي"),
        ("وقال المدعي العام، علي العمري، إن الوضع صعب.", "علي العمري"),
        ("لكن الأستاذ في جامعة دمشق سامي النجار رفض التعليق.", "سامي النجار"),
        ("وبحسب المدرب عبد الرحمن الخطيب، فإن الوضع صعب.", "عبد الرحمن الخطيب"),
        ("وبحسب محافظ البصرة بشار حداد، فإن الوضع صعب.", "بشار حداد"),
        ("قالت فاطمة خليل أمام البنك إن الوضع صعب.", "فاطمة خليل"),
        ("طلب عمرو موسى الأمين العام السابق توضيحات.", "عمرو موسى"),
    ],
)
def test_a_name_behind_a_title_is_read_whole(text: str, name: str) -> None:
    assert [text[e.start : e.end] for e in annotate(text).entities if e.type == "PER"] == [name]


def test_a_body_of_a_name_behind_a_title_is_no_person() -> None:
    assert [e.type for e in annotate("وقال رئيس جامعة محمد الخامس إن الوضع صعب.").entities] == ["ORG"]


def test_ministers_are_no_ministry() -> None:
    assert "ORG" not in {e.type for e in annotate("اجتمع وزراء الخارجية العرب أمس.").entities}
