"""Glosses: the line of a claim in Arabic and English; numbers, dates and names as people read them; the words as data."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from isnad.connection.glosses import gloss
from isnad.languages import pack, wordings
from isnad.languages.amounts import Bound, amount, category, counted
from isnad.languages.bilingual import called
from isnad.languages.dates import when
from isnad.languages.wordings import Agreement, Segment, Slot, Template, noun, noun_of
from isnad.model import Report, Wording

FSI, PDI = "\u2068", "\u2069"
_OWN: Mapping[str, tuple[str, str]] = {
    "org-شركة-الساحل": ("شركة الساحل", ""),
    "org-nato-mission": ("بعثة NATO", "NATO mission"),
    "houthis": ("الحوثيون", "Houthis"),
    "per-سالم-الهاشمي": ("سالم الهاشمي", "Salem al-Hashimi"),
}


def names(id: str) -> tuple[str, str]:
    return _OWN.get(id) or called(id) or ("", "")


def report(key: str, type: str = "", actors: str = "", recipients: str = "", **slots: Any) -> Report:
    given: dict[str, Any] = {
        "start": 0, "end": 1, "id": "r", "document": "d", "event": 0, "statement": None, "key": key, "type": type,
        "actors": tuple(actors.split()), "recipients": tuple(recipients.split()), "object": None, "values": {}, "time": None,
        "earliest": None, "latest": None, "place": None, "factuality": "actual", "polarity": "+", "unproven": False,
        "chain": (), "origin": (), "voice": None, "stems": (), "context": (), "named": (), "deed": "", "topics": (), "lead": False,
        "about": (), "once": False, "published": None,
    }  # fmt: skip
    return Report(**(given | slots))


@pytest.mark.parametrize(
    ("told", "arabic", "english"),
    [
        (
            report("send", "AID", "KP", "RU", object="troops", values={"جندي": (10_000, None)}, time="2024-10"),
            "إرسال كوريا الشمالية ما لا يقل عن 10 آلاف جندي إلى روسيا في أكتوبر 2024",
            "North Korea sends at least 10,000 soldiers to Russia in October 2024",
        ),
        (
            report("send", "AID", "KP", "RU", object="troops"),
            "إرسال كوريا الشمالية جنوداً إلى روسيا",
            "North Korea sends troops to Russia",
        ),
        (report("send", "AID", "", "RU", object="troops"), "إرسال جنود إلى روسيا", "Troops sent to Russia"),
        (report("send", "AID", "KP", object="other"), "إرسال كوريا الشمالية مساعدات", "North Korea sends aid"),
        (
            report("send", "AID", "US GB", "UA", object="money", values={"دولار": (2.4e9, 2.4e9)}),
            "إرسال الولايات المتحدة وبريطانيا 2.4 مليار دولار إلى أوكرانيا",
            "United States and the United Kingdom send 2.4 billion dollars to Ukraine",
        ),
        (
            report("send", "AID", "AE", "SD", object="other", values={"طن": (20, 20)}),
            "إرسال الإمارات 20 طناً من المساعدات إلى السودان",
            "United Arab Emirates sends 20 tonnes of aid to Sudan",
        ),
        (
            report("deliver", "AID", "QA", "PS", object="food", values={"أسره": (500, 500)}),
            "تسليم قطر أغذية إلى فلسطين: 500 أسرة",
            "Qatar delivers food to Palestine: 500 families",
        ),
        (
            report("supply", "AID", "KP", "RU", object="ammunition", values={"قذايف": (5e6, 9e6)}),
            "تزويد كوريا الشمالية لروسيا بما بين 5 ملايين و9 ملايين قذيفة",
            "North Korea supplies Russia with 5 million to 9 million shells",
        ),
        (
            report("kill", "ASSAULT", values={"killed": (12, None), "wounded": (30, 30)}, place="sfax-tn"),
            "مقتل ما لا يقل عن 12 شخصاً في صفاقس: 30 جريحاً",
            "At least 12 people killed in Sfax: 30 wounded",
        ),
        (
            report("kill", "ASSAULT", "UA", "KP", values={"killed": (3000, 3000)}),
            "مقتل 3000 شخص من كوريا الشمالية على يد أوكرانيا",
            "Ukraine kills 3,000 people from North Korea",
        ),
        (
            report("kill", "ASSAULT", "", "hassan-nasrallah", values={"killed": (1, 1)}),
            "مقتل حسن نصر الله",
            "Hassan Nasrallah killed",
        ),
        (report("kill", "ASSAULT", "", "per-سالم-الهاشمي"), "مقتل سالم الهاشمي", "Salem al-Hashimi killed"),
        (report("kill", "ASSAULT", values={"killed": (None, None)}), "مقتل أشخاص", "People killed"),
        (report("die", "ASSAULT", values={"killed": (1, 1)}), "وفاة شخص", "One person dies"),
        (report("wound", "ASSAULT", values={"wounded": (2, 2)}), "إصابة شخصين", "Two people wounded"),
        (
            report("attack", "ASSAULT", "RU", "UA", values={"killed": (None, None), "wounded": (3, 3)}, time="2025-07-12TEV"),
            "هجوم روسيا على أوكرانيا مساء 12 يوليو 2025: قتلى و3 جرحى",
            "Russia attacks Ukraine on the evening of 12 July 2025: deaths and three wounded",
        ),
        (report("attack", "ASSAULT", "", "UA"), "هجوم على أوكرانيا", "Attack on Ukraine"),
        (report("attack", "ASSAULT"), "هجوم", "Attack"),
        (
            report("arrest", "COERCE", "TR", "SY", values={"سوريا": (12, 12)}),
            "اعتقال 12 سورياً من جانب تركيا",
            "Turkey arrests 12 Syrians",
        ),
        (
            report("release", "RETREAT", "hamas", "IL", values={"رهينه": (3, None)}),
            "إفراج حماس عمّا لا يقل عن 3 رهائن من إسرائيل",
            "Hamas releases at least three hostages from Israel",
        ),
        (report("shell", "ASSAULT", "RU", "US"), "قصف روسيا للولايات المتحدة", "Russia shells the United States"),
        (report("praise", "SUPPORT", "RU", "NL"), "إشادة روسيا بهولندا", "Russia praises the Netherlands"),
        (
            report("sign", "SUPPORT", "RU KP", time="2024-06-19", place="pyongyang"),
            "توقيع روسيا وكوريا الشمالية اتفاقاً في بيونغ يانغ في 19 يونيو 2024",
            "Russia and North Korea sign an agreement in Pyongyang on 19 June 2024",
        ),
        (report("meet", "CONSULT", "RU"), "عقد روسيا لقاءً", "Russia holds a meeting"),
        (report("mediate", "CONSULT", "QA", "IL PS"), "وساطة قطر بين إسرائيل وفلسطين", "Qatar mediates between Israel and Palestine"),
        (report("mediate", "CONSULT", "QA", "IL"), "وساطة قطر لدى إسرائيل", "Qatar mediates with Israel"),
        (report("warn", "ACCUSE", "houthis"), "تحذير صادر عن الحوثيين", "Houthis give a warning"),
        (report("visit", "CONSULT", "FR", "RU", place="RU"), "زيارة فرنسا إلى روسيا", "France visits Russia"),
        (
            report("summit", "CONSULT", "US CN FR GB RU"),
            "قمة بين الولايات المتحدة والصين وفرنسا وآخرين",
            "United States, China, France and others hold a summit",
        ),
        (report("sell", "AID", "RU", "KP", object="money"), "دفع روسيا أموالاً لكوريا الشمالية", "Russia pays North Korea money"),
        (report("support", "SUPPORT", "RU", "west"), "دعم روسيا للغرب", "Russia supports the West"),
        (
            report("test-missile", "MOBILIZE", "KP", values={"صاروخ باليستي": (2, 2)}),
            "إجراء كوريا الشمالية تجربة سلاح: صاروخان باليستيان",
            "North Korea tests a weapon: two ballistic missiles",
        ),
        (report("release", "RETREAT", "IL", values={"أسير": (90, 90)}), "إفراج إسرائيل عن 90 أسيراً", "Israel releases 90 prisoners"),
        (report("judge", "ACCUSE", "FR", "IR"), "انتقاد فرنسا لإيران", "France criticises Iran"),
    ],
)  # fmt: skip
def test_a_report_in_a_line(told: Report, arabic: str, english: str) -> None:
    assert gloss(told, names) == Wording(arabic, english)


@pytest.mark.parametrize(
    ("factuality", "arabic", "english"),
    [
        ("planned", "لقاء بين روسيا وإيران (مقرَّر)", "Russia and Iran to meet"),
        ("possible", "لقاء بين روسيا وإيران (محتمل)", "Russia and Iran may meet"),
        ("denied", "لقاء بين روسيا وإيران (منفي)", "Russia and Iran meet (denied)"),
    ],
)
def test_how_far_it_is_so(factuality: str, arabic: str, english: str) -> None:
    assert gloss(report("meet", "CONSULT", "RU IR", factuality=factuality), names) == Wording(arabic, english)


def test_a_line_without_a_verb_has_a_label() -> None:
    found = gloss(report("attack", "ASSAULT", "", "UA", factuality="planned"), names)
    assert found == Wording("هجوم على أوكرانيا (مقرَّر)", "Attack on Ukraine (planned)")
    assert gloss(report("involve", "-", "RU", factuality="planned"), names).en == "Russia to be involved"


def test_names_in_the_other_script_stand_isolated() -> None:
    found = gloss(report("attack", "ASSAULT", "org-شركة-الساحل", "org-nato-mission"), names)
    assert found.en == f"{FSI}شركة الساحل{PDI} attacks NATO mission"
    assert found.ar == f"هجوم شركة الساحل على {FSI}بعثة NATO{PDI}"
    supported = gloss(report("support", "SUPPORT", "RU", "X"), lambda id: ("", "NATO") if id == "X" else names(id))
    assert supported.ar == f"دعم روسيا لـ {FSI}NATO{PDI}"


def test_an_unknown_party_leaves_its_place() -> None:
    assert gloss(report("attack", "ASSAULT", "unnamed-1", "UA"), names).ar == "هجوم على أوكرانيا"


def test_a_state_is_its_quote() -> None:
    quote = "كشفت شركة الغاز الوطنية أن الإنتاج سيرتفع إلى 12 ألف برميل يومياً اعتباراً من مطلع العام المقبل بعد توقف\nدام أشهراً"
    found = gloss(report(""), names, quote)
    cut = "كشفت شركة الغاز الوطنية أن الإنتاج سيرتفع إلى 12 ألف برميل يومياً اعتباراً من مطلع العام…"
    assert found == Wording(f"«{cut}»", f"“{FSI}{cut}{PDI}”")
    assert len(cut) <= 91
    assert gloss(report(""), names, " the line\nholds ") == Wording(f"«{FSI}the line holds{PDI}»", "“the line holds”")
    assert gloss(report("", "-"), names, "أ\u202eب").ar == "«أب»"  # controls that could turn the page


def test_a_deed_that_says_little_has_its_words() -> None:
    found = gloss(report("decide", "-", "SA"), names, "قررت السعودية خفض الإنتاج")
    assert found.ar == "قرار من السعودية: «قررت السعودية خفض الإنتاج»"
    assert found.en == f"Saudi Arabia decides: “{FSI}قررت السعودية خفض الإنتاج{PDI}”"
    assert gloss(report("decide", "-", "SA"), names) == Wording("قرار من السعودية", "Saudi Arabia decides")


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [
        ("2024-06", "في يونيو 2024", "in June 2024"),
        ("2024-06-01", "في 1 يونيو 2024", "on 1 June 2024"),
        ("2024", "عام 2024", "in 2024"),
        ("2022-SU", "في صيف 2022", "in summer 2022"),
        ("2025-Q3", "في الربع الثالث من 2025", "in the third quarter of 2025"),
        ("2025-H1", "في النصف الأول من 2025", "in the first half of 2025"),
        ("2025-W27", "في أسبوع 30 يونيو 2025", "in the week of 30 June 2025"),
        ("198", "في ثمانينيات القرن الـ20", "in the 1980s"),
        ("200", "في العقد الأول من القرن الـ21", "in the 2000s"),
        ("201", "في العقد الثاني من القرن الـ21", "in the 2010s"),
        ("18", "في القرن الـ19", "in the 19th century"),
        ("20", "في القرن الـ21", "in the 21st century"),
        ("XXXX-04", "في أبريل", "in April"),
        ("XXXX-04-12", "في 12 أبريل", "on 12 April"),
        ("2025-07-12TMO", "صباح 12 يوليو 2025", "on the morning of 12 July 2025"),
        ("2025-07-13T11:00", "في 13 يوليو 2025", "on 13 July 2025"),
        ("2025-03-12/2025-03-15", "بين 12 مارس 2025 و15 مارس 2025", "between 12 March 2025 and 15 March 2025"),
    ],
)
def test_dates(value: str, arabic: str, english: str) -> None:
    assert when(value, within=True) == Wording(arabic, english)


@pytest.mark.parametrize("value", ["PAST_REF", "PRESENT_REF", "FUTURE_REF", "P3D", "PXM", "P2DE", "2025-W99", "2025-13", "", "/"])
def test_what_is_no_date(value: str) -> None:
    assert when(value) is None


def test_a_date_alone() -> None:
    assert when("2024-06") == Wording("يونيو 2024", "June 2024")
    assert when("2003/2005") == Wording("بين عام 2003 وعام 2005", "2003 to 2005")


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "other"), (102, "other"),
     (103, "few"), (111, "many"), (1000, "other"), (1.5, "other")],
)  # fmt: skip
def test_plural_categories(number: float, form: str) -> None:
    assert category(number) == form


@pytest.mark.parametrize(
    ("key", "number", "arabic", "english"),
    [
        ("claim", 0, "لا أخبار", "no claims"),
        ("claim", 1, "خبر واحد", "1 claim"),
        ("claim", 2, "خبران", "2 claims"),
        ("claim", 3, "3 أخبار", "3 claims"),
        ("claim", 11, "11 خبراً", "11 claims"),
        ("claim", 100, "100 خبر", "100 claims"),
        ("report", 1, "رواية واحدة", "1 account"),
        ("report", 2, "روايتان", "2 accounts"),
        ("report", 11, "11 رواية", "11 accounts"),
        ("origin", 2, "منشآن", "2 origins"),
        ("origin", 5, "5 مناشئ", "5 origins"),
        ("article", 12, "12 مقالاً", "12 articles"),
        ("outlet", 2, "وسيلتا إعلام", "2 outlets"),
        ("outlet", 4, "4 وسائل إعلام", "4 outlets"),
        ("story", 1200, "1200 قضية", "1,200 stories"),
    ],
)
def test_counts_of_the_pages(key: str, number: int, arabic: str, english: str) -> None:
    assert counted(number, noun(key)) == Wording(arabic, english)


@pytest.mark.parametrize(
    ("low", "high", "counted_noun", "arabic", "english"),
    [
        (10_000, None, "جندي", "ما لا يقل عن 10 آلاف جندي", "at least 10,000 soldiers"),
        (None, 12_000, "جندي", "ما يصل إلى 12 ألف جندي", "up to 12,000 soldiers"),
        (12_000, 15_000, "جندي", "ما بين 12 ألفاً و15 ألف جندي", "12,000 to 15,000 soldiers"),
        (3e9, 5e9, "متر مكعب", "ما بين 3 مليارات و5 مليارات متر مكعب", "3 billion to 5 billion cubic metres"),
        (2e6, 2e6, "دولار", "مليوني دولار", "2 million dollars"),
        (1e6, 1e6, "دولار", "مليون دولار", "1 million dollars"),
        (11_500, 11_500, "شخص", "11,500 شخص", "11,500 people"),
        (2000, None, "جنود", "ما لا يقل عن 2000 جندي", "at least 2,000 soldiers"),
        (2, None, "جنود", "عدة جنود", "several soldiers"),
        (75, 75, "%", "75%", "75%"),
        (17.5, 17.5, "دولار", "17.5 دولار", "17.5 dollars"),
        (3, 3, "مستوطنات", "3 مستوطنات", "three مستوطنات"),
    ],
)
def test_amounts(low: float | None, high: float | None, counted_noun: str, arabic: str, english: str) -> None:
    assert amount(low, high, noun_of(counted_noun)) == Wording(arabic, english)


def test_amounts_alone() -> None:
    assert amount(None, None) is None
    assert amount(12_000, 12_000) == Wording("12 ألفاً", "12,000")
    kinds: dict[Bound, Wording] = {
        "approx": Wording("نحو 300", "about 300"),
        "more": Wording("أكثر من 300", "more than 300"),
    }
    for kind, words in kinds.items():
        assert amount(300, 300, kind=kind) == words


def test_names_of_the_pack() -> None:
    assert called("KP") == ("كوريا الشمالية", "North Korea")
    assert called("CD") == ("الكونغو الديمقراطية", "DR Congo")
    assert called("himars") == ("هيمارس", "HIMARS")
    assert called("tripoli-lb") == ("طرابلس الشام", "Tripoli")
    assert called("nobody-knows-this") is None


# ---- the words as data

_KEYS = sorted({record.fields[0]: record.fields[1] for record in pack.read("frames")}.items())
_SLOTS = {
    "actors", "recipients", "parties", "sides", "persons", "named", "object", "object.acc", "count", "victims", "killed",
    "wounded", "captured", "missing", "losses", "quote", "place", "time",
}  # fmt: skip


def _plain(text: str) -> str:
    return re.sub(r"\{[^}?]*\??", "", text)


def test_every_key_has_a_gloss() -> None:
    assert {key for key, _ in _KEYS} <= wordings.glosses().keys()
    assert {type for _, type in _KEYS} - {"-"} <= wordings.glosses().keys()
    assert len([record.fields[0] for record in pack.read("glosses")]) == len(wordings.glosses()), "a key stands twice"


def test_every_class_has_a_word() -> None:
    classes = {record.fields[0] for record in pack.read("objects")}
    implied = {
        record.settings[slot] for record in pack.read("frames") for slot in ("object", "reverse") if slot in record.settings
    }
    assert classes | implied <= wordings.things().keys()
    paid = {record.fields[0] for record in pack.read("frames") if record.settings.get("reverse") == "money"}
    assert paid == {*wordings.section("payment")["keys"][0]}
    tolls = {record.settings["casualties"] for record in pack.read("frames") if "casualties" in record.settings}
    assert tolls <= wordings.section("toll").keys()
    assert tolls <= {record.fields[1] for record in pack.read("wordings") if record.fields[0] == "noun"}


@pytest.mark.parametrize("name", ["glosses", "wordings"])
def test_each_language_has_its_letters(name: str) -> None:
    for record in pack.read(name):
        for english in record.fields[1:]:
            assert english.isascii(), english
        for line in record.surfaces:
            assert not re.search("[A-Za-z]", _plain(line.text)), line.text


def test_templates_hold_together() -> None:
    for key, templates in wordings.glosses().items():
        for lines in templates:
            assert lines, key
            *_, last = lines
            assert not last.needs, f"{key}: the last line cannot always be written"
            for template in lines:
                assert template.slots <= _SLOTS, key
                assert not any("  " in part for part in template.parts if isinstance(part, str)), key
            seen: list[frozenset[str]] = [template.needs for template in lines]
            assert len(set(seen)) == len(seen), f"{key}: a line that is never written"
        assert not any(isinstance(part, Agreement) for template in templates.ar for part in template.parts), key
        for template in templates.en:
            _agrees(key, template)


def _agrees(key: str, template: Template) -> None:
    """A verb that agrees stands behind what it agrees with, or behind a plural noun where nothing is known."""
    for at, part in enumerate(template.parts):
        if isinstance(part, Agreement):
            assert not isinstance(template.parts[at - 1], Segment), key
            assert part.singular != part.plural, key
            assert any(isinstance(before, Slot) for before in template.parts[:at]) or template.parts[0] == "people ", key


@pytest.mark.parametrize(("key", "type"), _KEYS)
def test_every_line_can_be_written(key: str, type: str) -> None:
    full: dict[str, Any] = {
        "object": "weapons",
        "values": {"صاروخ": (12, 12), "killed": (3, 3), "رهينة": (2, 5)},
        "time": "2024-06",
        "place": "sfax-tn",
    }
    for actors in ("", "RU", "RU IR"):
        for recipients in ("", "UA", "UA PL", "hassan-nasrallah", "hamas"):
            for slots in ({}, full, {"factuality": "planned"}, {"factuality": "denied", **full}):
                for quote in ("", "كلام من النص"):
                    found = gloss(report(key, type, actors, recipients, **slots), names, quote)
                    english = re.sub(f"{FSI}[^{PDI}]*{PDI}", "", found.en)
                    for line in (found.ar, english):
                        assert line
                        assert line == line.strip()
                        assert not set(line) & set("{}[]?"), line
                        assert "  " not in line, line
                    assert not re.search("[A-Za-z]", found.ar), found.ar
                    assert not re.search("[\u0600-\u06ff]", english), english
                    assert not re.search(r"لـ(?!\d)", found.ar), found.ar
                    assert english[0].isupper() or english[0].isdigit(), english
                    if slots is full:
                        assert "2024" in found.ar, found.ar
                        assert "2024" in found.en, found.en
