"""Plain sentences in every construction of news Arabic: is each deed told with both its parties?

Verbs and parties are put into each of twenty-five places of a sentence: behind a dateline, with a time between verb and subject,
in a headline, behind «إن», in a relative clause, as a verbal noun, with the subject in the sentence before. Two thirds of the
verbs are for development; the others, of which only totals were looked at, are the test. ``--errors`` prints what is told
amiss of the first.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from isnad import annotate


class Verb(NamedTuple):
    """A verb: its forms, the type of its deed, what stands behind it with {0} for the other; whether both do it."""

    past: str
    present: str
    her_past: str
    noun: str
    type: str
    behind: str
    mutual: bool = False


_DEVELOPMENT = (
    Verb("انتقد", "ينتقد", "انتقدت", "انتقاد", "ACCUSE", "{0}"),
    Verb("اتهم", "يتهم", "اتهمت", "اتهام", "ACCUSE", "{0} بخرق الاتفاق"),
    Verb("طالب", "يطالب", "طالبت", "مطالبة", "REQUEST", "{0} بتقديم اعتذار"),
    Verb("دعا", "يدعو", "دعت", "دعوة", "REQUEST", "{0} إلى تقديم اعتذار"),
    Verb("حذر", "يحذر", "حذرت", "تحذير", "ACCUSE", "{0} من التصعيد"),
    Verb("هدد", "يهدد", "هددت", "تهديد", "THREATEN", "{0} بفرض عقوبات"),
    Verb("دعم", "يدعم", "دعمت", "دعم", "SUPPORT", "{0}"),
    Verb("شكر", "يشكر", "شكرت", "شكر", "SUPPORT", "{0}"),
    Verb("هنأ", "يهنئ", "هنأت", "تهنئة", "SUPPORT", "{0}"),
    Verb("زود", "يزود", "زودت", "تزويد", "AID", "{0} بالأسلحة"),
    Verb("منح", "يمنح", "منحت", "منح", "AID", "{0} مليون دولار"),
    Verb("باع", "يبيع", "باعت", "بيع", "AID", "{0} طائرات مقاتلة"),
    Verb("فرض", "يفرض", "فرضت", "فرض", "SANCTION", "عقوبات على {0}"),
    Verb("رفع", "يرفع", "رفعت", "رفع", "CONCEDE", "العقوبات عن {0}"),
    Verb("أرسل", "يرسل", "أرسلت", "إرسال", "AID", "شحنة أسلحة إلى {0}"),
    Verb("وقع", "يوقع", "وقعت", "توقيع", "SUPPORT", "اتفاقية تعاون مع {0}", True),
    Verb("أجرى", "يجري", "أجرت", "إجراء", "CONSULT", "محادثات مع {0}", True),
    Verb("اتفق", "يتفق", "اتفقت", "اتفاق", "AGREE", "مع {0} على وقف إطلاق النار", True),
    Verb("استهدف", "يستهدف", "استهدفت", "استهداف", "ASSAULT", "{0} بغارات جوية"),
    Verb("حث", "يحث", "حثت", "حث", "REQUEST", "{0} على وقف إطلاق النار"),
    Verb("توعد", "يتوعد", "توعدت", "توعد", "THREATEN", "{0} برد قاس"),
    Verb("تضامن", "يتضامن", "تضامنت", "تضامن", "SUPPORT", "مع {0}"),
)
_TEST = (
    Verb("ساند", "يساند", "ساندت", "مساندة", "SUPPORT", "{0}"),
    Verb("حاصر", "يحاصر", "حاصرت", "محاصرة", "ASSAULT", "{0}"),
    Verb("قاطع", "يقاطع", "قاطعت", "مقاطعة", "SANCTION", "{0}"),
    Verb("قدم", "يقدم", "قدمت", "تقديم", "AID", "منحة مالية إلى {0}"),
    Verb("ألغى", "يلغي", "ألغت", "إلغاء", "SANCTION", "الاتفاق مع {0}"),
    Verb("أبرم", "يبرم", "أبرمت", "إبرام", "SUPPORT", "صفقة أسلحة مع {0}", True),
    Verb("تفاوض", "يتفاوض", "تفاوضت", "تفاوض", "CONSULT", "مع {0} حول الهدنة", True),
    Verb("خاطب", "يخاطب", "خاطبت", "مخاطبة", "CONSULT", "{0} بشأن الأزمة"),
    Verb("وبخ", "يوبخ", "وبخت", "توبيخ", "ACCUSE", "{0}"),
    Verb("سلم", "يسلم", "سلمت", "تسليم", "AID", "دبابات إلى {0}"),
    Verb("ناشد", "يناشد", "ناشدت", "مناشدة", "REQUEST", "{0} فتح المعابر"),
)
_PARTIES = (  # as they stand, whether a verb agrees with them as with «she», and who they are
    ("مصر", True, "EG"),
    ("الحكومة الكينية", True, "KE"),
    ("الجيش الهندي", False, "IN"),
    ("وزارة الدفاع التونسية", True, "TN"),
    ("الرئيس الفرنسي إيمانويل ماكرون", False, "emmanuel-macron"),
    ("وزير الخارجية القطري", False, "QA"),
    ("القوات المغربية", True, "MA"),
    ("الاتحاد الأفريقي", False, "african-union"),
    ("لبنان", False, "LB"),
    ("البرلمان الأردني", False, "JO"),
    ("شركة النور للطاقة", True, "org-النور-للطاقه"),
    ("جبهة تحرير الوادي", True, "org-جبهه-تحرير-الوادي"),
    ("نقابة المعلمين", True, "org-نقابه-المعلمين"),
    ("المحامي سامر الحلبي", False, "per-سامر-الحلبي"),
    ("النائبة هدى العلمي", True, "per-هدي-العلمي"),
    ("رئيس لجنة الإغاثة خالد المنصوري", False, "per-خالد-المنصوري"),
    ("المتحدث باسم الحكومة الكويتية", False, "KW"),
    ("مسؤول أميركي كبير", False, "US"),
)
_OTHERS = (
    ("إثيوبيا", "ET"),
    ("الحكومة السودانية", "SD"),
    ("إيران", "IR"),
    ("الرئيس التركي رجب طيب أردوغان", "recep-tayyip-erdogan"),
    ("أنقرة", "TR"),
    ("السلطات البرازيلية", "BR"),
    ("حزب الله", "hezbollah"),
)
CONSTRUCTIONS = {
    "verb first": "{past} {who} {rest}.",
    "subject first": "وكان المشهد هادئا، لكن {who} {past} {rest}.",
    "headline": "{who} {present} {rest}",
    "dateline with agency": "بيروت (رويترز) - {past} {who} {rest} يوم الأحد.",
    "dateline with colon": "بيروت - وكالات: {past} {who} {rest}.",
    "behind «إن»": "قال مصدر دبلوماسي إن {who} {past} {rest}.",
    "time behind the verb": "{past} يوم الثلاثاء {who} {rest}.",
    "time behind the subject": "{past} {who}، أمس الأربعاء، {rest}.",
    "opening phrase": "وفي سياق متصل، {past} {who} {rest}، وفق بيان رسمي.",
    "future": "س{present} {who} {rest} الأسبوع المقبل.",
    "present": "و{present} {who} {rest} منذ أشهر.",
    "«لن»": "لن {present} {who} {rest}.",
    "«كان قد»": "وكان{t} {who} قد {past} {rest} الشهر الماضي.",
    "relative clause": "وأكدت الصحيفة أن {who}، {which} {past} {rest}، {present_other} الصمت.",
    "in brackets": "{past} {who} (يمين الصورة) {rest}.",
    "verbal noun": "جاء ذلك بعد {noun} {who} {rest}.",
    "«لم»": "لكن {who} لم {jussive} {rest}.",
    "nothing before the subject": "{who} {past} {rest} أمس الأحد.",
    "«بدوره»": "{in_turn}، {past} {who} {rest} في بيان مقتضب.",
    "«أنه»": "أعلن{t} {who} أن{him} {past} {rest}.",
    "second verb": "عقد{t} {who} اجتماعا طارئا و{past} {rest}.",
    "next sentence": "أصدر{t} {who} بيانا مساء الثلاثاء. و{past} {rest}.",
    "place behind the subject": "{past} {who} من بروكسل {rest}.",
    "decided": "قرر{t} {who} {noun} {rest}.",
    "went on": "وواصل{t} {who} {noun} {rest}.",
}


def sentences(verbs: tuple[Verb, ...], times: int, seed: int = 1) -> Iterator[tuple[str, str, str, set[str], set[str]]]:
    """Yield sentences, each verb ``times`` times in each construction: construction, text, type, actors, recipients."""
    chance = random.Random(seed)
    for verb in verbs:
        for name, pattern in CONSTRUCTIONS.items():
            for _ in range(times):
                who, hers, id = chance.choice(_PARTIES)
                other, its = chance.choice(_OTHERS)
                present = "ت" + verb.present[1:] if hers else verb.present
                text = pattern.format(
                    past=verb.her_past if hers else verb.past,
                    present=present,
                    jussive=present[:-1] if present[-1] in "يو" else present,
                    in_turn="بدورها" if hers else "بدوره",
                    him="ها" if hers else "ه",
                    present_other="تلتزم" if hers else "يلتزم",
                    noun=verb.noun,
                    who=who,
                    which="التي" if hers else "الذي",
                    t="ت" if hers else "",
                    rest=verb.behind.format(other),
                )
                yield name, text, verb.type, {id, its} if verb.mutual else {id}, set() if verb.mutual else {its}


def main() -> None:
    """Print, construction by construction, how many deeds are told with both parties."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=2, help="sentences of each verb in each construction")
    parser.add_argument("--errors", action="store_true", help="print what is told amiss with the verbs of development")
    options = parser.parse_args()
    rates: dict[str, list[str]] = {name: [] for name in (*CONSTRUCTIONS, "all")}
    for verbs in (_DEVELOPMENT, _TEST):
        tried, right = Counter[str](), Counter[str]()
        for name, text, type, actors, recipients in sentences(verbs, options.times):
            events = annotate(text, published="2025-07-13").events
            told = any((e.type, {*e.actors}, {*e.recipients}) == (type, actors, recipients) for e in events)
            for key in (name, "all"):
                tried[key] += 1
                right[key] += told
            if not told and options.errors and verbs is _DEVELOPMENT:
                print(name, text, [(e.type, *e.actors, ">", *e.recipients) for e in events], sep=" | ")
        for key, rate in rates.items():
            rate.append(f"{right[key] / tried[key]:.2f} of {tried[key]}")
    print("| construction | development | test |\n| --- | --- | --- |")
    for key, (development, test) in rates.items():
        print(f"| {key} | {development} | {test} |")


if __name__ == "__main__":
    main()
