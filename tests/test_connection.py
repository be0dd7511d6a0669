"""Connection: reports of a document, what makes two of them one claim, origins, conflicts, changes of word."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from isnad import annotate
from isnad.connection import claim, connect, groups, keys, reports, score
from isnad.connection.claims import telling
from isnad.connection.conflicts import conflicts
from isnad.connection.content import stems, weight
from isnad.connection.families import families
from isnad.connection.governments import governments
from isnad.connection.identities import identity
from isnad.connection.keys import SHARED
from isnad.connection.origins import origins
from isnad.connection.revisions import revisions
from isnad.connection.senses import senses, shared
from isnad.connection.tolls import (
    calls_false,
    comparable,
    denies,
    is_called_false,
    is_denial,
    is_denied,
    is_hearsay_called_false,
    is_none,
    measure,
    points_back,
    toll,
)
from isnad.model import Annotations, Report, Wording

PUBLISHED = "2026-05-10"
DATA = Path(__file__).parent / "data"


def told(text: str, published: str = PUBLISHED) -> Annotations:
    return annotate(text, published=published)


def made(**slots: object) -> Report:
    """Return a report of nothing in particular, but for the slots that are given."""
    given: dict[str, object] = {
        "start": 0, "end": 10, "id": "a", "document": "d", "event": 0, "statement": None, "key": "kill", "type": "ASSAULT",
        "actors": (), "recipients": (), "object": None, "values": {}, "about": (), "once": False, "time": None, "earliest": None,
        "latest": None, "place": None, "factuality": "actual", "polarity": "+", "unproven": False, "chain": (), "origin": (),
        "voice": None, "stems": ("قتل", "زلزال"), "context": ("قتل", "زلزال", "صفاقس"), "named": ("sfax-tn",), "deed": "قتل",
        "topics": ("sfax-tn", "زلزال"), "lead": False, "published": PUBLISHED,
    }  # fmt: skip
    return Report(**(given | slots))  # type: ignore[arg-type]


def said(voice: str, **slots: object) -> Report:
    return made(origin=(voice,), chain=(voice,), voice=voice, id=str(sorted(slots.items())) + voice, **slots)


# ---- words


@pytest.mark.parametrize("one", ["أرسلت الحكومة", "إرسال الحكومة", "وسترسل الحكومة"])
def test_a_deed_has_one_stem_in_all_its_forms(one: str) -> None:
    assert stems(one)[0] == stems("أرسل")[0]


def test_a_particle_is_not_taken_off_a_name() -> None:
    assert stems("كوريا") == ("كوريا",)
    assert stems("والقوات") == stems("قوات")


def test_a_rare_word_says_more() -> None:
    assert weight("تسونامي") > weight("قال")


# ---- tolls and denials


@pytest.mark.parametrize(
    ("unit", "before", "behind", "kind"),
    [
        ("قتيلا", "وبلغت الحصيلة ", "", "killed"),
        ("شخصا", "أسفر الزلزال عن مقتل ", "", "killed"),
        ("شخصا", "", " لقوا حتفهم في الحادث", "killed"),
        ("آخرون", "لقوا حتفهم وأصيب ", "", "wounded"),
        ("مدنيا", "قتل ", "", "killed:مدنيا"),
        ("شخصا", "شارك في المسيرة ", "", None),
        ("مليون دولار", "قتل الاقتصاد ", "", None),
        ("آخرون", "لقي 11 عاملا حتفهم وفقد ", "", "missing"),
        ("شخصا", "فقد ", "شخصا حياتهم", "killed"),
        ("جندي", "فقد قدمت بيونغ يانغ أكثر من ", "", None),
        ("أفرادها", "اعترفت الحكومة بأنه قتل ", "", "killed"),
    ],
)
def test_what_a_number_of_people_is_a_toll_of(unit: str, before: str, behind: str, kind: str | None) -> None:
    assert toll(unit, before, behind) == kind


def test_tolls_of_people_at_large_and_of_some_are_compared_those_of_two_kinds_not() -> None:
    assert comparable("killed", "killed:مدنيا")
    assert not comparable("killed:مدنيا", "killed:جنديا")
    assert not comparable("killed", "wounded")
    assert measure("جنود") == measure("جنود")
    assert comparable("شخص", "متظاهر")
    assert comparable("مزارع", "شخص")
    assert not comparable("أسرة", "شخص")
    assert not comparable("مزارع", "متظاهر")


@pytest.mark.parametrize("text", ["نفت الوزارة وجود أي نقص", "لا صحة لما تردد عن البيع", "الخبر عار عن الصحة"])
def test_a_clause_denies_by_its_words(text: str) -> None:
    assert denies(text, said=False)


def test_a_negated_verb_denies_what_somebody_says_but_not_every_negation_does() -> None:
    assert denies("لن تسلم البلاد مواطنيها", said=True)
    assert not denies("لن تسلم البلاد مواطنيها", said=False)
    assert not denies("لا يزال البحث مستمرا", said=True)
    assert not denies("لم يصل إلا نصف المبلغ", said=True)


def test_what_stands_behind_a_denial_is_denied() -> None:
    assert is_denied("نفت الشركة أن تكون قد ")
    assert not is_denied("أعلنت الشركة أنها ")


def test_a_denial_that_tells_nothing_points_back() -> None:
    assert points_back("وسارعت الوزارة إلى نفي الخبر", "الوزارة")
    assert not points_back("ونفت الوزارة وجود تشققات في السد", "الوزارة")
    assert points_back("شيئا من ذلك لم يحصل", "")
    assert not points_back("لم تصل ورقة واحدة", "")


# ---- parties


def test_words_that_call_a_thing_untrue_are_known_where_they_open() -> None:
    assert is_called_false("الكذبة الكبيرة")
    assert is_called_false("رواية خيالية كُتبت على عجل")
    assert not is_called_false("خطوة كبيرة على طريق السلام")


def test_a_cue_of_denial_is_told_from_a_negated_content() -> None:
    assert is_denial("ونفت")
    assert not is_denial("قال")


def test_one_party_in_two_spellings() -> None:
    assert identity("org-شركه-الواحه") == identity("org-الواحه")
    assert identity("per-جانكارلو-فيتالي") == identity("per-جيانكارلو-فيتالي")
    assert identity("RU") == "RU"
    assert identity("per-سالم-الهاشمي") != identity("per-سليم-القاسمي")


def test_bodies_and_officers_speak_for_their_country() -> None:
    found = governments(
        told("قالت وزارة الصحة التونسية إن الوضع مستقر. وأضاف وزير الداخلية التونسي سالم الهاشمي أن الطرق مفتوحة في تونس.")
    )
    assert set(found.values()) == {"TN"}
    assert any(id.startswith("org-") for id in found)
    assert any(id.startswith("per-") for id in found)


def test_a_body_that_names_its_country_tells_where_a_text_is_at_home() -> None:
    found = governments(
        told("أعلنت الوقاية المدنية المغربية الحصيلة. وقال القائد الإقليمي للوقاية المدنية إدريس البوعزاوي إن البحث مستمر.")
    )
    assert set(found.values()) == {"MA"}


def test_somebody_who_was_a_minister_speaks_for_himself() -> None:
    found = governments(told("قال وزير المالية السابق التونسي سالم الهاشمي إن الأزمة عميقة في تونس."))
    assert not any(id.startswith("per-") for id in found)


def test_an_office_behind_a_name_needs_no_comma() -> None:
    found = governments(told("صرح السفير ممدوح الشربيني مساعد وزير الخارجية المصري بأن عاملين بين المفقودين."))
    assert found == {"per-ممدوح-الشربيني": "EG"}


# ---- reports


def test_an_event_a_number_and_a_denial_are_reports() -> None:
    found = reports(
        told("أعلنت وزارة الداخلية التونسية أن 12 شخصا قتلوا في حريق بمدينة صفاقس. ونفى الوزير وجود أي تقصير في الحماية المدنية.")
    )
    assert any(report.event is not None for report in found)
    assert any(report.values.get("killed") == (12, 12) for report in found)
    assert any(report.polarity == "-" for report in found)
    assert all(report.id for report in found)
    assert len({report.id for report in found}) == len(found)


def test_a_report_knows_on_whose_word_it_stands() -> None:
    found = reports(told("ذكرت وكالة رويترز أن 12 شخصا قتلوا في حريق بمدينة صفاقس."))
    assert {report.origin for report in found if report.values} == {("reuters",)}


def test_a_denial_of_what_others_tell_is_a_report_beside_it() -> None:
    found = reports(told("نفت وزارة الداخلية التونسية ما تناقلته وسائل إعلام عن توقيف النائب سالم الهاشمي."))
    assert [(r.polarity, r.voice, r.key) for r in found if r.key == "arrest"] == [
        ("-", "TN", "arrest"),
        ("+", "unnamed-وسايل", "arrest"),
    ]


def test_who_denies_is_named_beside_his_denial() -> None:
    found = reports(told("أكدت أوكرانيا أن بيلاروسيا باعت أسلحة للسودان. وكانت بيلاروسيا قد أنكرت في يناير أي بيع."))
    assert [(r.polarity, r.voice) for r in found if r.key == "sell"] == [("+", "UA"), ("-", "BY")]


def test_a_denial_that_points_back_has_the_words_of_what_it_denies() -> None:
    found = reports(told("قال الوزير إن الجيش قصف سوق البلدة. وأقسم الوالي أن شيئا من ذلك لم يحصل."))
    assert [(r.key, r.polarity) for r in found] == [("shell", "+"), ("shell", "-")]
    assert {*found[0].context} <= {*found[1].context}


def test_a_denial_of_a_charge_denies_what_it_says() -> None:
    found = reports(told("اتهمت الحكومة الكينية الهند بمهاجمة قرية حدودية. ونفت الحكومة الهندية ذلك."))
    assert [r.key for r in found if r.polarity == "-"] == ["attack"]


def test_who_promises_by_the_word_of_a_deed_tells_it() -> None:
    (promise, *_) = reports(told("تعهدت مصر بإرسال مساعدات إلى اليمن."))
    assert (promise.factuality, promise.origin) == ("planned", ("EG",))


def test_what_is_done_once_has_no_place_of_another_clause() -> None:
    places = {r.place for r in reports(told("وقعت مصر والهند اتفاقية دفاع، وصادق عليها البرلمان في القاهرة.")) if r.key == "sign"}
    assert places == {None}


def test_a_denial_of_several_things_is_one_of_each() -> None:
    found = reports(told("قالت أوكرانيا إن إيران باعت صواريخ لروسيا ودربت جنودا روسا. ونفت طهران هذه الاتهامات."))
    denied = [report for report in found if report.polarity == "-"]
    assert {report.key for report in denied} >= {report.key for report in found if report.polarity == "+" and report.key}
    assert len({report.key for report in denied}) > 1
    assert len({report.id for report in found}) == len(found)
    assert {report.voice for report in denied} == {"IR"}


def test_what_is_called_untrue_behind_it_is_denied() -> None:
    found = reports(told("قالت وزارة الداخلية التونسية إن ما راج عن توقيف النائب سالم الهاشمي «لا أساس له من الصحة»."))
    assert [(r.polarity, r.voice) for r in found if r.key == "arrest"] == [("-", "TN")]


def test_an_estimate_of_a_number_tells_it() -> None:
    (found,) = [r for r in reports(told("تقدر نقابة الأطباء عدد القتلى بستة وعشرين.")) if r.values]
    assert (found.values, found.factuality) == ({"killed": (26, 26)}, "actual")


def test_a_quotation_goes_on_with_its_sentence() -> None:
    (found,) = [r for r in reports(told("قالت نقابة العاملين إن عدد الضحايا «لا يقل عن تسعة».")) if r.values]
    assert found.values == {"killed": (9, None)}


def test_a_name_for_anothers_word_that_calls_it_untrue_denies() -> None:
    (label,) = [
        r
        for r in reports(told("واتهمت تشاد السودان بتسليم المتمردين ذخائر. وقالت الخرطوم إنها كذبة للاستهلاك الداخلي."))
        if r.voice == "SD"
    ]
    assert label.polarity == "-"


def test_each_content_of_one_word_of_saying_is_a_report() -> None:
    text = "قال وزير الصحة إن اللقاح متوفر في كل الولايات وإن المستشفيات لن تغلق أبوابها."
    assert len(reports(told(text))) == 2


def test_a_clause_that_names_nothing_is_a_report_where_it_tells_a_deed() -> None:
    (found,) = reports(told("انفجرت فوق خزان للوقود."))
    assert found.polarity == "+" and not found.origin


def test_who_says_something_and_how_is_no_report() -> None:
    text = "وأوضح مسؤول كبير في وزارة الخزانة الأمريكية، تحدث شرط عدم كشف هويته، أن ثلاث شركات شحن أفلست."
    found = [report.quote(text) for report in reports(told(text))]
    assert any("أفلست" in words for words in found) and not any(words.startswith("وأوضح") for words in found)


def test_a_number_behind_its_noun_counts_nothing_that_stood_before() -> None:
    found = reports(told("قالت النقابة إن الشركة دفعت 12 ألف دينار. ولم تصل الإدارة ورقة واحدة."))
    assert [r.values for r in found if "دينار" in r.values] == [{"دينار": (12000, 12000)}]


def test_a_clause_without_a_negation_beside_one_with_it_denies_nothing() -> None:
    text = "وقال المتحدث باسم الحكومة التونسية إن أي لقاء لم يحصل وإن المراسم ستجري في صفاقس في 25 يوليو 2026."
    assert {r.polarity for r in reports(told(text)) if "مراسم" in r.stems} == {"+"}


def test_a_part_in_words_is_a_share_as_one_in_percent_is() -> None:
    for text in ("قالت الشركة إن نصف الأسهم بيع في تونس.", "قالت الشركة إن 50 في المئة من الأسهم بيعت في تونس."):
        assert {"%": (50, 50)} in [report.values for report in reports(told(text))]


def test_a_number_without_a_noun_counts_what_the_one_before_it_counts() -> None:
    text = "قدرت النقابة عدد المشاركين بنحو 15 ألف متظاهر في صفاقس، بينما تحدثت الشرطة عن 4 آلاف فقط."
    found = [report.values for report in reports(told(text)) if report.values]
    assert {measure(unit) for values in found for unit in values} == {measure("متظاهر")}


def test_the_comma_of_a_number_ends_no_clause() -> None:
    found = reports(told("بلغت طاقة السد 17,8 مليون متر مكعب في تونس."))
    assert any((17_800_000, 17_800_000) in report.values.values() for report in found)


# ---- pairs and claims


@dataclass
class Two:
    first: str
    second: str
    one_claim: bool


@pytest.mark.parametrize(
    "two",
    [
        Two(
            "أعلنت الحماية المدنية مقتل 12 شخصا في انهيار عمارة النخيل بمدينة صفاقس التونسية.",
            "قالت مصادر طبية إن 14 شخصا قتلوا في انهيار عمارة النخيل بصفاقس.",
            one_claim=True,
        ),
        Two(
            "أعلنت الحماية المدنية مقتل 12 شخصا في انهيار عمارة النخيل بمدينة صفاقس التونسية.",
            "قتل ثلاثة جنود في هجوم على نقطة تفتيش قرب مأرب اليمنية.",
            one_claim=False,
        ),
    ],
)
def test_two_articles_tell_one_thing_or_two(two: Two) -> None:
    found = connect([named("a", two.first), named("b", two.second)], lambda _: Wording("", ""))
    assert any(len({report.document for report in claim.reports}) == 2 for claim in found) is two.one_claim


def named(name: str, text: str, published: str = PUBLISHED) -> Annotations:
    from isnad import clean
    from isnad.model import Page

    return annotate(clean(Page(name=name, text=text, published=published)))


def test_giving_is_not_taking_and_one_thing_is_not_another() -> None:
    gave = made(key="supply", type="AID", actors=("KP",), recipients=("RU",), object="ammunition")
    for other in ({"actors": ("RU",), "recipients": ("KP",)}, {"object": "food"}):
        assert (
            score(
                gave,
                made(
                    **{"key": "supply", "type": "AID", "actors": ("KP",), "recipients": ("RU",), "object": "ammunition"} | other
                ),
            )
            < score(gave, gave) - 1
        )


def test_a_claim_is_called_by_its_most_common_parties_and_a_date_that_none_contradicts() -> None:
    deed = {"key": "sign", "type": "COOPERATE", "once": True}
    first = made(id="a", actors=("KP",), recipients=("US",), time="2024-06", earliest="2024-06-01", latest="2024-06-30", **deed)
    others = [made(id=name, actors=("KP",), recipients=("RU",), place="moscow-ru", **deed) for name in "bc"]
    called = telling([first, *others])
    assert (called.recipients, called.place) == (("RU",), "moscow-ru")
    third = made(id="d", actors=("KP",), recipients=("RU",), time="2023-06", earliest="2023-06-01", latest="2023-06-30", **deed)
    assert telling([third]).time == "2023-06"
    assert telling([first, third, others[0]]).time is None


def test_a_claim_is_not_called_by_a_party_that_one_report_of_many_names() -> None:
    deed = {"key": "kill", "type": "ASSAULT"}
    odd = made(id="a", actors=("KP",), recipients=("RU",), values={"killed": (9.0, 9.0)}, **deed)
    others = [made(id=name, values={"killed": (12.0, 12.0)}, **deed) for name in "bcd"]
    called = telling([odd, *others])
    assert (called.actors, called.recipients, called.values) == ((), (), {"killed": (12, 12)})
    assert telling([odd, *others[:2]]).actors == ("KP",)


def test_the_toll_of_years_ago_is_not_that_of_today() -> None:
    deed = {"key": "kill", "type": "ASSAULT", "published": "2026-05-10", "stems": ("قتل", "شخص", "فيضان")}
    today = made(values={"killed": (61.0, 61.0)}, **deed)
    then = {"time": "1973-03", "earliest": "1973-03-01", "latest": "1973-03-31"}
    past = made(document="e", values={"killed": (90.0, 90.0)}, **deed | then)
    late = {"time": "2026-05", "earliest": "2026-05-01", "latest": "2026-05-31"}
    present = made(document="e", values={"killed": (90.0, 90.0)}, **deed | late)
    assert score(today, past) < score(today, present) - 2


def test_an_article_of_the_days_of_a_toll_tells_it_as_those_do_that_look_back() -> None:
    deed = {"key": "kill", "type": "ASSAULT", "stems": ("قتل", "شخص", "فيضان"), "values": {"killed": (90.0, 90.0)}}
    then = {"time": "2025-03", "earliest": "2025-03-01", "latest": "2025-03-31", "published": "2026-05-20"}
    back = made(document="e", **deed | then)
    news, today = made(published="2025-03-20", **deed), made(published="2026-05-10", **deed)
    assert score(news, back) > score(today, back) + 2


def test_deeds_of_one_family_can_be_one_thing() -> None:
    assert families(["pay"]) & families(["receive"])
    assert not families(["pay"]) & families(["kill"])
    assert families(["congratulate"]) == {"congratulate"}  # of none: its own
    paid, got = made(key="pay", type="AID"), made(key="receive", type="AID", document="e")
    assert score(paid, got) > score(paid, made(key="congratulate", type="AID", document="e"))


def test_the_order_of_two_reports_does_not_matter() -> None:
    ours = reports(named("a", "أعلنت الحماية المدنية مقتل 12 شخصا في انهيار عمارة النخيل بمدينة صفاقس."))
    theirs = reports(named("b", "قالت مصادر طبية إن 14 شخصا قتلوا في انهيار عمارة النخيل بصفاقس."))
    assert all(score(a, b) == score(b, a) for a in ours for b in theirs)


def test_documents_of_one_story_share_keys_and_a_country_is_none() -> None:
    ours = keys(reports(named("a", "قتل 12 شخصا في انهيار عمارة النخيل بمدينة صفاقس التونسية.")))
    theirs = keys(reports(named("b", "انهارت عمارة النخيل في صفاقس وقتل عدد من السكان.")))
    others = keys(reports(named("c", "ارتفعت أسعار القمح في تونس بعد قرار الحكومة التونسية.")))
    assert len(ours & theirs) > len(ours & others)


def test_a_short_dispatch_shares_commoner_words_with_those_of_its_month_alone() -> None:
    ours = keys(reports(told("قالت نقابة عمال الموانئ إن 46 في المئة من العمال شاركوا في الإضراب.")))
    text = "قالت وزارة النقل إن 39 في المئة فقط من عمال الموانئ انضموا إلى الإضراب."
    assert len(ours & keys(reports(told(text)))) >= SHARED
    assert len(ours & keys(reports(told(text, "2026-06-05")))) >= SHARED - 1
    assert not ours & keys(reports(told(text, "2025-05-10")))


# ---- origins


def of(*found: Report) -> Sequence[Report]:
    return found


def test_one_government_is_one_origin_and_unnamed_sources_make_a_range() -> None:
    found = origins(
        of(
            made(id="1", origin=("org-وزاره-الصحه",), voice="TN"),
            made(id="2", origin=("per-سالم",), voice="TN"),
            made(id="3", origin=("unnamed-مصدر",), voice="unnamed-مصدر"),
            made(id="4", origin=("unnamed-مصدر",), voice="unnamed-مصدر", document="e"),
            made(id="5"),
        ),
        lambda _a, _b: False,
    )
    assert [origin.id for origin in found.origins] == ["TN", "unnamed-مصدر", "unnamed-مصدر"]
    assert (found.least, found.most, found.own) == (1, 3, (4,))
    assert found.origins[0].folded


def test_a_person_is_one_origin_for_whomever_he_speaks() -> None:
    spoken = of(
        made(id="1", origin=("per-سالم-العبدي",), voice="TN"),
        made(id="2", origin=("org-وزاره-الصحه",), voice="LY", document="e"),
        made(id="3", origin=("per-سالم-العبدي",), voice="per-سالم-العبدي", document="f"),
    )
    for ordered in (spoken, spoken[::-1]):
        assert sorted(len(origin.reports) for origin in origins(ordered, lambda _a, _b: False).origins) == [1, 2]


def test_copies_of_one_passage_have_one_unnamed_source() -> None:
    both = of(
        made(id="1", origin=("unnamed-مصدر",), voice="unnamed-مصدر"),
        made(id="2", origin=("unnamed-مصدر",), voice="unnamed-مصدر", document="e"),
    )
    assert len(origins(both, lambda _a, _b: True).origins) == 1
    assert len(origins(both, lambda _a, _b: False).origins) == 2


# ---- conflicts


def relations(*found: Report) -> list[tuple[str, str]]:
    return [(conflict.slot, conflict.relation) for conflict in conflicts(found)]


def test_two_sources_with_numbers_that_exclude_each_other_contradict() -> None:
    one = said("TN", values={"killed": (12, 12)})
    assert relations(one, said("union", values={"killed": (20, 20)}, document="e")) == [("count", "contradiction")]
    assert relations(one, said("union", values={"killed": (10, None)}, document="e")) == []
    assert relations(one, said("union", values={"wounded": (20, 20)}, document="e")) == []


def test_a_toll_many_times_another_is_of_other_people() -> None:
    one = said("TN", values={"killed": (12, 12)})
    assert relations(one, said("union", values={"killed": (36, 36)}, document="e")) == [("count", "contradiction")]
    assert relations(one, said("union", values={"killed": (37, 37)}, document="e")) == [("count", "scope")]
    day = {"values": {"killed": (20, 20)}, "document": "e", "time": "2026-05-09"}
    may = said("TN", values={"killed": (12, 12)}, time="2026-05-08", earliest="2026-05-08", latest="2026-05-08")
    assert relations(may, said("union", earliest="2026-05-09", latest="2026-05-09", **day)) == [("count", "scope")]


def test_bare_numbers_of_outlets_conflict_where_they_are_surely_of_one_thing() -> None:
    words = {"key": "", "type": "", "deed": "", "stems": ("شحن", "قمح", "دمياط"), "context": ("شحن", "قمح", "دمياط")}
    one = made(id="1", values={"طن": (63_000, 63_000)}, **words)
    other = made(id="2", values={"طن": (65_000, 65_000)}, document="e", **words)
    about = {"stems": ("قمح", "بورصة"), "context": ("قمح", "مصر", "وزير"), "named": ("EG",), "topics": ("EG", "بورصة")}
    far = made(id="3", values={"طن": (65_000, 65_000)}, document="e", **words | about)
    assert relations(one, other) == [("count", "contradiction")]
    assert ("count", "contradiction") not in relations(one, far)


def test_about_reaches_one_unit_of_the_last_digit_that_counts() -> None:
    one = said("TN", values={"متظاهر": (15_000, 15_000)}, about=("متظاهر",))
    assert relations(one, said("union", values={"متظاهر": (14_500, 14_500)}, document="e")) == [("count", "rounding")]
    assert relations(one, said("union", values={"متظاهر": (4_000, 4_000)}, document="e")) == [("count", "contradiction")]


def test_a_source_that_gives_another_number_later_changes_its_word_and_contradicts_nobody() -> None:
    first = said("TN", values={"killed": (12, 12)})
    later = said("TN", values={"killed": (20, 20)}, document="e", published="2026-05-12")
    assert relations(first, later) == []
    (change,) = revisions((first, later))
    assert (change.slot, change.old, change.new, change.by) == ("count", "12", "20", "TN")


def test_two_numbers_of_one_day_are_no_change_of_word() -> None:
    assert revisions((said("TN", values={"killed": (12, 12)}), said("TN", values={"killed": (20, 20)}, document="e"))) == ()


def test_a_denial_is_set_against_what_is_told_where_somebody_denies() -> None:
    told_so = said("union")
    assert relations(told_so, said("TN", polarity="-", factuality="denied", document="e")) == [("polarity", "contradiction")]
    assert relations(told_so, made(id="2", polarity="-", factuality="denied", document="e")) == []
    assert relations(told_so, said("TN", polarity="-", factuality="denied", unproven=True, document="e")) == []


def test_what_is_done_once_is_done_in_one_city() -> None:
    signed = {"key": "sign", "once": True}
    here, there = made(**signed, place="ankara-tr"), made(**signed, place="cairo-eg", document="e", id="b")
    assert [found.slot for found in conflicts((here, there))] == ["place"]
    assert not conflicts((here, made(**signed, place="TR", document="e", id="b")))
    assert not conflicts((made(place="ankara-tr"), made(place="cairo-eg", document="e", id="b")))


def test_two_who_lay_a_deed_to_each_other_differ_in_who_did_it() -> None:
    ours, theirs = said("ET", actors=("org-b",)), said("org-b", actors=("ET",), document="e")
    assert [found.slot for found in conflicts((ours, theirs))] == ["actor"]
    assert not conflicts((ours, said("org-b", actors=("KE",), document="e")))


def test_a_denial_that_its_source_took_back_denies_no_outlet() -> None:
    denial = said("YE", polarity="-", factuality="denied", published="2026-05-01")
    confirmed = said("YE", document="e")
    outlet = made(document="f", id="c")
    assert [found.between for found in conflicts((denial, outlet))] == [(0, 1)]
    assert not conflicts((denial, confirmed, outlet))


def test_a_denial_does_not_stand_against_its_own_words_nor_lightly_against_an_outlets() -> None:
    denial = said("TN", polarity="-", factuality="denied", start=20, end=40)
    assert relations(denial, said("union", start=22, end=30)) == []
    assert relations(denial, said("union", start=50, end=60)) == [("polarity", "contradiction")]
    loose = {"key": "arrest", "type": "COERCE", "stems": ("أوقف",), "context": ("أوقف", "صفاقس"), "document": "e"}
    near, far = made(id="2", document="e"), made(id="3", **loose)
    assert relations(denial, near) == [("polarity", "contradiction")]
    assert relations(denial, far) == []


def test_denied_then_confirmed_by_one_government_is_a_change_of_its_word() -> None:
    denied = said("TN", polarity="-", factuality="denied")
    confirmed = said("TN", document="e", published="2026-06-01")
    (change,) = revisions((denied, confirmed))
    assert (change.slot, change.old, change.new) == ("polarity", "denied", "confirmed")
    assert relations(denied, confirmed) == []


def test_two_dates_of_a_deed_that_happens_once_contradict() -> None:
    def signed(month: str, day: str, **slots: object) -> Report:
        return made(key="sign", type="SUPPORT", once=True, time=month, earliest=f"{month}-01", latest=f"{month}-{day}", **slots)

    june, later = signed("2023-06", "30", id="1"), signed("2024-06", "30", id="2", document="e")
    assert relations(june, later) == [("time", "contradiction")]
    assert relations(june, signed("2023-06", "30", id="3", document="e")) == []


def test_words_that_tell_one_thing_are_alike_without_a_common_stem() -> None:
    one, other = (frozenset(stems(text)) for text in ("سدد ثمن الشحنة", "دفعت كلفة الحمولة"))
    assert not one & other
    assert shared(senses(one), senses(other), frozenset()) > 0
    assert shared(senses(one), senses(frozenset(stems("غرق المركب"))), frozenset()) == 0


def test_something_is_called_untrue_behind_a_word_that_equates_it() -> None:
    assert calls_false("وصف الهلال الأحمر التقرير بأنه «محض خيال»")
    assert calls_false("يصف القضية بأنها رواية تجسس خيالية")
    assert not calls_false("نشر التقرير قبل أسبوع شائعات عن المصنع")


def test_what_is_ruled_out_is_denied_and_what_is_not_ruled_out_is_not() -> None:
    assert is_denial("استبعد") and is_denial("نافين")
    assert not is_denial("لم يستبعد") and not is_denial("لا ينفي")


def test_a_verb_is_denied_behind_a_particle_that_and_joins() -> None:
    assert denies("ولم يوقفوا واحدة", said=True)
    assert not denies("ولم يوقفوا واحدة", said=False)


def test_the_dead_of_somebody_are_a_toll() -> None:
    assert toll("", "رفعت النيجر عدد قتلاها من", "") == "killed"


def test_that_two_numbers_are_in_thousands_or_shares_is_nothing_that_they_share() -> None:
    assert stems("15 في المئة") == ("15",)
    assert not {*stems("ثلاثة ملايين دولار")} & {*stems("أربعة ملايين برميل")}


def test_a_country_whose_bodies_speak_is_at_home_before_one_named_as_often() -> None:
    text = "أعلنت وزارة الداخلية المغربية الحصيلة. وأرسلت إسبانيا فريق إنقاذ. ونفت وزارة التجهيز تلقي أي تحذير."
    assert governments(told(text))["org-وزاره-التجهيز"] == "MA"


def test_a_clause_that_is_only_a_name_tells_nothing() -> None:
    (first, *_) = reports(told("صفاقس (وكالة الأفق للأنباء) - أعلنت الشرطة إغلاق الميناء."))
    assert "وكالة" not in first.quote("صفاقس (وكالة الأفق للأنباء) - أعلنت الشرطة إغلاق الميناء.")


# ---- who speaks for whom


def test_a_body_is_of_the_country_in_which_it_sits_or_that_its_sentence_named_last() -> None:
    text = (
        "وصل الوفد الباكستاني إلى باكستان. وقالت وزارة البترول في جوبا إن النفط يتدفق. وفي كينيا قالت وزارة الصحة إن المرض انحسر."
    )
    found = governments(told(text))
    assert (found["org-وزاره-البترول"], found["org-وزاره-الصحه"]) == ("SS", "KE")


def test_a_ministry_of_finance_is_not_malian_and_a_country_is_known_by_its_whole_name() -> None:
    text = "قالت وزارة المالية التونسية إن الدين ارتفع. ونفى المتحدث باسم جيش جنوب السودان قبريال أجاك ذلك."
    found = governments(told(text))
    assert (found["org-وزاره-الماليه-التونسيه"], found["per-قبريال-اجاك"]) == ("TN", "SS")


def test_an_officer_of_an_organisation_speaks_for_it_by_a_pronoun_too() -> None:
    text = "تواصل نقابة عمال الورق تحركها. وقال رئيسها سالم الدهشان إن 700 عامل شاركوا في الإضراب في قنا."
    assert governments(told(text))["per-سالم-الدهشان"] == "org-نقابه-عمال-الورق"


@pytest.mark.parametrize(
    ("text", "person", "whom"),
    [
        ("تستمر المعارك في ليبيا. وقال العميد سالم الدهشان إن الطرق مغلقة.", "per-سالم-الدهشان", "LY"),
        ("قال سالم الدهشان إن الوضع مستقر في مصر. وأكد ناطق ليبيا سالم الدهشان أن الحدود مفتوحة.", "per-سالم-الدهشان", "LY"),
        ("تستمر المعارك في ليبيا. وصرح محافظ سبها، اللواء سالم الدهشان، بأن الطرق مغلقة.", "per-سالم-الدهشان", "LY"),
        (
            "نفت وزارة الصحة التونسية الخبر. وتحدث وزراء في ليبيا عن المرض وفي ليبيا ظهر أولا.\n"
            "وقال المتحدث باسم الوزارة سالم الدهشان إن الوضع مستقر.",
            "per-سالم-الدهشان",
            "TN",
        ),
        (
            "تواصل نقابة عمال الورق تحركها في مصر.\nوقالت مندوبتها سلمى الدهشان إن 700 عامل شاركوا في الإضراب.",
            "per-سلمي-الدهشان",
            "org-نقابه-عمال-الورق",
        ),
    ],
)
def test_an_officer_speaks_for_whom_his_title_tells(text: str, person: str, whom: str) -> None:
    assert governments(told(text)).get(person) == whom


def test_who_has_left_the_army_speaks_for_himself() -> None:
    assert not governments(told("تستمر المعارك في ليبيا. وقال العميد المتقاعد سالم الدهشان إن الطرق مغلقة."))


def test_a_woman_in_office_is_no_office_of_him_who_was_named_before() -> None:
    found = governments(
        told("أعلنت وزارة الداخلية الليبية الحصيلة.\nوقالت الطبيبة منى الهادي، رئيسة قسم الطوارئ، إن العدد أكبر.")
    )
    assert "per-منى-الهادي" not in found and "per-مني-الهادي" not in found


def test_a_news_agency_that_is_named_for_a_country_alone_is_its_governments() -> None:
    found = governments(told("ذكرت وكالة أنباء النيجر أن الطرق مفتوحة، وقالت وكالة أنباء الأفق إنها مغلقة في مالي."))
    assert (found.get("org-وكاله-انباء-النيجر"), found.get("org-وكاله-انباء-الافق")) == ("NE", None)


def test_what_two_say_together_is_a_report_of_each() -> None:
    found = reports(told("نفت تونس وليبيا إرسال أي سفينة إلى مالطا."))
    assert {report.voice for report in found if report.polarity == "-"} == {"TN", "LY"}
    assert len({report.id for report in found}) == len(found)


def test_claims_that_two_deny_by_a_noun_that_points_back_are_denied_by_each() -> None:
    text = "أرسلت تونس جنوداً إلى مالطا. ويُعتقد أن تونس زوّدت مالطا بالصواريخ، على الرغم من أن كلتا الدولتين تنكر هذه المطالبات."
    denied = {(report.voice, report.object) for report in reports(told(text)) if report.polarity == "-" and report.type == "AID"}
    assert {("TN", "troops"), ("MT", "troops")} <= denied


def test_who_denied_several_deeds_confirms_that_of_them_which_he_tells_later() -> None:
    fought = said("TN", key="battle", type="COERCE", polarity="-", factuality="denied", stems=("شارك",), named=(), topics=())
    denied = said("TN", key="send", object="troops", polarity="-", factuality="denied", start=20)
    confirmed = said("TN", key="send", object="troops", document="e", published="2026-05-12")
    (change,) = revisions((fought, denied, confirmed))
    assert (change.old, change.new, change.between) == ("denied", "confirmed", (1, 2))


def test_the_visit_of_one_person_is_not_that_of_another() -> None:
    visits = [made(key="visit", actors=(who,), recipients=("TN",), id=who) for who in ("per-سالم-العبدي", "per-منى-الهادي", "MT")]
    one, other, country = visits
    assert score(one, country) - score(one, other) > 2


def test_who_denied_to_have_sent_one_thing_has_not_changed_his_word_by_sending_another() -> None:
    denied = said("TN", key="send", object="ammunition", polarity="-", factuality="denied")
    fuel, shells = (
        said("TN", key="send", object=sent, document="e", published="2026-05-12") for sent in ("energy", "ammunition")
    )
    assert not revisions((denied, fuel))
    assert [change.new for change in revisions((denied, shells))] == ["confirmed"]


# ---- denials and changes of word


def test_what_is_told_of_none_is_denied_and_what_is_not_named_is_not() -> None:
    assert is_none("قال المتحدث إن لا فدية")
    assert not is_none("قال المتحدث إنه لا يزال")
    assert not is_none("إنه لا جدال في")
    assert not is_none("قال إنه لا عجب أن")
    assert not denies("قيادي في الحركة لم تسمّه", True)
    assert not denies("ستمئة لا أكثر", True)


def test_hearsay_that_is_called_untrue_points_back() -> None:
    assert is_hearsay_called_false("ما قيل بأنه «رواية خيالية كُتبت على عجل»")
    assert not is_hearsay_called_false("ما قيل في الجلسة كان مهما")
    assert not is_hearsay_called_false("الحكم بأنه خيال")


def test_a_denial_whose_deed_is_none_is_a_report_of_its_own() -> None:
    found = reports(told("نفت برلين أن تكون قد جمّدت حصتها عقب الانقلاب في السودان."))
    assert any(report.polarity == "-" and "حصتها" in report.quote("نفت برلين أن تكون قد جمّدت حصتها عقب الانقلاب في السودان.")
               for report in found)  # fmt: skip


def test_those_lost_in_a_death_are_dead() -> None:
    (report,) = (r for r in reports(told("قال الجيش المالي إنه فقد تسعة جنود في كمين.")) if r.values)
    assert list(report.values) == ["killed:جنود"]


def test_a_toll_of_some_is_raised_by_one_of_people_at_large() -> None:
    old = said("DJ", values={"killed:جنوده": (9, 9)}, published="2026-05-01")
    new = said("DJ", values={"killed": (11, 11)}, document="e", published="2026-06-01")
    assert [(change.old, change.new) for change in revisions((old, new))] == [("9", "11")]


def test_a_promise_confirms_no_denial_nor_does_what_has_nothing_in_common() -> None:
    old = said("TN", polarity="-", factuality="denied", published="2026-05-01")
    done = said("TN", document="e", published="2026-06-01")
    promised = said("TN", factuality="planned", document="e", published="2026-06-01")
    other = said("TN", key="", type="", deed="", stems=("سفر",), context=("سفر",), named=(), document="e", published="2026-06-01")
    assert [change.new for change in revisions((old, done))] == ["confirmed"]
    assert not revisions((old, promised))
    assert not revisions((old, other))


def test_an_outlets_own_word_is_denied_only_where_both_tell_a_deed() -> None:
    denial = said("TN", polarity="-", factuality="denied")
    assert relations(made(document="e"), denial) == [("polarity", "contradiction")]
    assert not relations(made(document="e", key="", type="", event=None), denial)


def test_a_number_many_times_another_counts_something_else_unless_it_counts_a_crowd() -> None:
    one = said("TN", values={"طن": (400, 400)})
    assert relations(one, said("union", values={"طن": (90_000, 90_000)}, document="e")) == [("count", "scope")]
    crowd = said("TN", values={"متظاهر": (400, 400)})
    assert relations(crowd, said("union", values={"متظاهر": (9_000, 9_000)}, document="e")) == [("count", "contradiction")]


def test_two_numbers_beside_each_other_without_a_noun_contradict() -> None:
    one, other = said("union", values={"": (2000, 2000)}), said("TN", values={"": (600, 600)}, start=40, end=50)
    assert relations(one, other) == [("count", "contradiction")]
    assert not relations(one, said("TN", values={"": (600, 600)}, start=900, end=910))


# ---- pairs of accounts (tests/data/accounts.txt)

Account = tuple[str, str, list[tuple[str, str]]]  # what is expected, which half, and day and text of each article


def accounts() -> list[Account]:
    found: list[Account] = []
    for line in (DATA / "accounts.txt").read_text(encoding="utf-8").splitlines():
        if line[:1].isdigit():
            found[-1][2].append((line[:10], line[11:]))
        elif line and not line.startswith("#"):
            expected, half = line.split(" | ")
            found.append((expected, half, []))
    return found


def differs(articles: list[tuple[str, str]], expected: str) -> bool:
    """Whether two articles of one story differ as expected."""
    found = [report for day, text in articles for report in reports(told(text, day))]
    story = frozenset({0})
    claims = [claim(group, lambda _: Wording("", "")) for group in groups(found, {r.document: story for r in found})]
    kind, _, value = expected.partition(" ")
    if kind == "origins":
        return any(len(one.origins) == int(value) for one in claims if len({r.document for r in one.reports}) > 1)
    conflicting = {c.slot for one in claims for c in one.conflicts if c.relation == "contradiction"}
    revised = {r.slot for one in claims for r in one.revisions}
    return (conflicting, revised) == ({value} - {""} if kind == "conflict" else set(), {value} if kind == "revision" else set())


@pytest.mark.parametrize(("half", "least"), [("learned", 30), ("kept", 24)])
def test_two_accounts_differ_as_a_reader_says(half: str, least: int) -> None:
    """Of the half that was kept apart while the rules were made only the total was looked at: 25 of 30."""
    told_apart = [differs(articles, expected) for expected, which, articles in accounts() if which == half]
    assert len(told_apart) >= 30
    assert sum(told_apart) >= least


def test_a_forecast_of_another_share_denies_nobody() -> None:
    share = "وأضاف المدير كمال التازروتي أن الشركة لم تتقاض سوى 15 في المئة من قيمة العقد."
    other = "وقالت المحللة هدى بنقدور إن شركات التأمين لن تغطي أكثر من 40 في المئة من قيمة العقد."
    one, denial = reports(told(f"{share} {other}"))
    assert (one.polarity, denial.polarity) == ("+", "-")
    assert not conflicts([one, denial])
