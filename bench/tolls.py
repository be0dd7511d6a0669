"""Plain sentences of killing, holding, freeing and of tolls: is what befell whom, how many and by whose hand, told right?

A sentence is right where each of its deeds has its type, actors, recipients, numbers and factuality, and no further toll,
arrest or release is told; the last ones tell none. Two thirds of the verbs and of the patterns are for development; the
others, of which only totals were looked at, are the test. ``--errors`` prints what is told amiss of the first.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from isnad import annotate
from isnad.model import Event


class Deed(NamedTuple):
    """What is to be told: who does what to whom, and what befalls how many."""

    type: str
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    casualties: tuple[tuple[str, float | None, float | None], ...] = ()
    factuality: str = "actual"


class Verb(NamedTuple):
    """A verb: his and her past, his present, its noun, its passive, and what it says befell people (else they are held or freed).

    What goes with it stands behind its subject: «أطلق … [سراح]».
    """

    past: str
    her_past: str
    present: str
    noun: str
    passive: str
    befell: str
    rest: str = ""
    known: bool = True
    """Whether the rules were made with it."""


class Victims(NamedTuple):
    """People as subject, as object and behind a noun, whose they are, and how many."""

    subject: str
    object: str
    genitive: str
    of: frozenset[str]
    low: float
    high: float | None


class Pattern(NamedTuple):
    """A sentence of a toll: its text, what befell its people and the others; whether the rules were made with it."""

    text: str
    first: str
    second: str = ""
    known: bool = True


_HURTING = (
    Verb("قتل", "قتلت", "يقتل", "قتل", "قُتل", "killed"),
    Verb("أصاب", "أصابت", "يصيب", "إصابة", "أصيب", "wounded"),
    Verb("أسر", "أسرت", "يأسر", "أسر", "أُسر", "captured"),
    Verb("أعدم", "أعدمت", "يعدم", "إعدام", "أُعدم", "killed"),
    Verb("اختطف", "اختطفت", "يختطف", "اختطاف", "اختُطف", "captured"),
    Verb("اغتال", "اغتالت", "يغتال", "اغتيال", "اغتيل", "killed"),
    Verb("خطف", "خطفت", "يخطف", "خطف", "خُطف", "captured", known=False),
    Verb("جرح", "جرحت", "يجرح", "جرح", "جُرح", "wounded", known=False),
    Verb("صفى", "صفت", "يصفي", "تصفية", "صُفي", "killed", known=False),
)
_HOLDING = (
    Verb("اعتقل", "اعتقلت", "يعتقل", "اعتقال", "اعتُقل", ""),
    Verb("أوقف", "أوقفت", "يوقف", "توقيف", "أُوقف", ""),
    Verb("احتجز", "احتجزت", "يحتجز", "احتجاز", "احتُجز", ""),
    Verb("ألقى", "ألقت", "يلقي", "إلقاء", "أُلقي", "", "القبض على"),
    Verb("سجن", "سجنت", "يسجن", "سجن", "سُجن", "", known=False),
    Verb("ضبط", "ضبطت", "يضبط", "ضبط", "ضُبط", "", known=False),
)
_FREEING = (
    Verb("أفرج", "أفرجت", "يفرج", "الإفراج", "أُفرج", "", "عن"),
    Verb("أطلق", "أطلقت", "يطلق", "إطلاق", "أُطلق", "", "سراح"),
    Verb("أخلى", "أخلت", "يخلي", "إخلاء", "أُخلي", "", "سبيل"),
    Verb("حرر", "حررت", "يحرر", "تحرير", "حُرر", "", known=False),
)
_DOERS = (  # as they stand, whether a verb agrees with them as with «she», and who they are
    ("الجيش الكيني", False, "KE"),
    ("القوات الروسية", True, "RU"),
    ("الأجهزة الأمنية المصرية", True, "EG"),
    ("الشرطة النيجيرية", True, "NG"),
    ("حركة طالبان", True, "taliban"),
    ("حزب الله", False, "hezbollah"),
    ("تنظيم داعش", False, "islamic-state"),
    ("السعودية", True, "SA"),
)
_ARMIES = (("الجيش الكيني", "ه", "KE"), ("القوات الروسية", "ها", "RU"), ("الشرطة النيجيرية", "ها", "NG"))
_STRIKES = (("غارة إسرائيلية", True, "IL"), ("قصف روسي", False, "RU"), ("هجوم تركي", False, "TR"))


def _plural(words: str, of: str, low: float, high: float | None) -> Victims:
    return Victims(words, words, words, frozenset([of] if of else []), low, high)


_PEOPLE = (
    _plural("ثلاثة صحفيين فرنسيين", "FR", 3, 3),
    _plural("12 جنديا تشاديا", "TD", 12, 12),
    _plural("نحو 20 مقاتلا أفغانيا", "AF", 20, 20),
    _plural("ما لا يقل عن سبعة مدنيين", "", 7, None),
    _plural("عشرات المدنيين", "", 20, None),
    _plural("أكثر من 30 شخصا", "", 30, None),
    _plural("أربعة عمال مصريين", "EG", 4, 4),
    _plural("ثمانية أشخاص بينهم ثلاثة أطفال", "", 8, 8),
    Victims("مهندس لبناني", "مهندسا لبنانيا", "مهندس لبناني", frozenset(["LB"]), 1, 1),
)
_MORE = (("خمسة آخرون", "خمسة آخرين", 5), ("17 آخرون", "17 آخرين", 17), ("تسعة آخرون", "تسعة آخرين", 9))
_DEEDS: dict[str, tuple[str, bool]] = {  # how a deed is told, and whether the rules were made with it
    "verb first": ("{past} {who} {rest}{whom} مساء السبت.", True),
    "subject first": ("وقال شهود إن {who} {past} {rest}{whom}.", True),
    "passive": ("{passive} {rest}{them} على يد {who}.", True),
    "headline": ("{who} {present} {rest}{whom}", True),
    "announced": ("{announced} {who} {noun} {rest}{of}.", True),
    "«كان قد»": ("وكان{t} {who} قد {past} {rest}{whom} الشهر الماضي.", False),
    "denied": ("{denied} {who} {noun} {rest}{of}.", False),
}
_CLAIMED = ("قتل", "أسر", "أعدم", "صفى")  # what he does who announces it; who announces a kidnapping may have suffered it
_TOLLS = {
    "met death in a disaster": Pattern("لقي {who} حتفهم وأصيب {more} في حريق قرب الحدود.", "killed", "wounded"),
    "killed in a strike": Pattern("قُتل {who} في {by} قرب الحدود.", "killed"),
    "«قتل» in a strike": Pattern("قتل {who} وجرح {more} في {by}.", "killed", "wounded"),
    "headline": Pattern("مقتل {of} وإصابة {of_more} في {by}", "killed", "wounded"),
    "strike led to": Pattern("و{led} {by} إلى مقتل {of} وإصابة {of_more} بجروح.", "killed", "wounded"),
    "disaster led to": Pattern("وأسفر انهيار مبنى عن وفاة {of} وفقدان {of_more}.", "killed", "missing"),
    "claimed lives": Pattern("أودى حريق بحياة {of} غربي البلاد.", "killed"),
    "still missing": Pattern("ولا يزال {who} في عداد المفقودين.", "missing"),
    "two sentences": Pattern("استهدف{t} {by} سوقا شعبيا. وتحدثت مصادر طبية عن مقتل {of}.", "killed"),
    "own losses": Pattern("{army} بمقتل {of_own} في كمين في شمال البلاد.", "killed"),
    "bodies": Pattern("عثر رجال الإنقاذ على جثث {of} تحت الأنقاض.", "killed", known=False),
    "perished": Pattern("قضى {who} في حادث مروري.", "killed", known=False),
    "lost their lives": Pattern("فقد {who} حياتهم جراء سيول جارفة.", "killed", known=False),
    "own losses denied": Pattern("{army_denying} مقتل {of_own} قرب الحدود.", "killed", known=False),
}
_NOTHING = (
    "قتل الوقت بالألعاب صار عادة لدى الشباب.",
    "أصيب الوزير بالدهشة من حجم الإقبال.",
    "خطف المنتخب الأضواء في البطولة.",
    "انسحب اللاعب من المباراة بسبب الإصابة.",
    "أوقف المصرف خدماته الإلكترونية لساعات.",
    "أسر المطرب قلوب الحاضرين بصوته.",
    "قضى الوزير إجازته في الريف.",
    "وتضم القوة 500 جندي من خمس دول.",
    "أحيت المدينة ذكرى قتلى الحرب العالمية الأولى.",
    "حاصر الصحفيون الوزير بالأسئلة.",
    "احتل الفريق المركز الثالث.",
    "أسفر الاجتماع عن توقيع اتفاقية تعاون.",
    "سقط المطر غزيرا على العاصمة أمس.",
    "اعتقلت عدسة المصور لحظات نادرة من حياة الطيور.",
)
_Sentence = tuple[str, str, bool, list[Deed]]


def deeds(chance: random.Random, times: int) -> Iterator[_Sentence]:
    """Yield sentences of one deed each: what they are of, the text, whether the rules were made with such, what they tell."""
    for type, verbs in (("ASSAULT", _HURTING), ("COERCE", _HOLDING), ("RETREAT", _FREEING)):
        for verb in verbs:
            for name, (pattern, known) in _DEEDS.items():
                if name in ("announced", "denied") and verb.befell and verb.past not in _CLAIMED:
                    continue
                for _ in range(times):
                    (who, hers, id), people = chance.choice(_DOERS), chance.choice(_PEOPLE)
                    text = pattern.format(
                        past=verb.her_past if hers else verb.past,
                        present="ت" + verb.present[1:] if hers else verb.present,
                        passive=verb.passive,
                        noun=verb.noun,
                        rest=verb.rest + " " if verb.rest else "",
                        who=who,
                        whom=people.genitive if verb.rest else people.object,
                        them=people.genitive if verb.rest else people.subject,
                        of=people.genitive,
                        announced="أعلنت" if hers else "أعلن",
                        denied="نفت" if hers else "نفى",
                        t="ت" if hers else "",
                    )
                    numbers = ((verb.befell, people.low, people.high),) if verb.befell else ()
                    told = "denied" if name == "denied" else "actual"
                    yield f"{type}, {name}", text, verb.known and known, [Deed(type, frozenset([id]), people.of, numbers, told)]


def tolls(chance: random.Random, times: int) -> Iterator[_Sentence]:
    """Yield sentences of tolls, likewise."""
    for name, pattern in _TOLLS.items():
        for _ in range(times * 6):
            people, (more, of_more, number) = chance.choice(_PEOPLE), chance.choice(_MORE)
            (by, hers, id), (army, their, land) = chance.choice(_STRIKES), chance.choice(_ARMIES)
            own, t = "{of_own}" in pattern.text, "ت" if their == "ها" else ""
            text = pattern.text.format(
                who=people.subject,
                of=people.genitive,
                more=more,
                of_more=of_more,
                by=by,
                t="ت" if hers else "",
                led="أدت" if hers else "أدى",
                army=f"أقر{t} {army}",
                army_denying=f"{'نفت' if t else 'نفى'} {army}",
                of_own=f"خمسة من جنود{their}",
            )
            actors = frozenset([id] if "{by}" in pattern.text else [])
            recipients = frozenset([land]) if own else people.of
            first = (pattern.first, 5.0, 5.0) if own else (pattern.first, people.low, people.high)
            told = [Deed("ASSAULT", actors, recipients, (first,), "denied" if "denying" in pattern.text else "actual")]
            if pattern.second:
                told.append(Deed("ASSAULT", actors, recipients, ((pattern.second, number, number),)))
            yield f"toll, {name}", text, pattern.known, told


def nothing() -> Iterator[_Sentence]:
    """Yield sentences that tell no such deed."""
    for number, text in enumerate(_NOTHING):
        yield "nothing", text, number % 3 != 2, []


def is_right(events: tuple[Event, ...], wanted: list[Deed]) -> bool:
    """Whether events are the deeds that are wanted; beside a toll the attack may be told by which it came about."""
    found = Counter(_deed(event) for event in events)
    further = found - Counter(wanted)
    return not Counter(wanted) - found and not any(
        deed.casualties or deed.type in ("COERCE", "RETREAT") or (not wanted and deed.type == "ASSAULT") for deed in further
    )


def _deed(event: Event) -> Deed:
    numbers = tuple(sorted((what, low, high) for what, (low, high) in event.casualties.items()))
    return Deed(event.type, frozenset(event.actors), frozenset(event.recipients), numbers, event.factuality)


def main() -> None:
    """Print, kind by kind of sentence, how many are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3, help="sentences of each verb in each construction")
    parser.add_argument("--errors", action="store_true", help="print what is told amiss of those for development")
    options = parser.parse_args()
    tried, right = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    chance = random.Random(1)
    for name, text, known, wanted in chain(deeds(chance, options.times), tolls(chance, options.times), nothing()):
        events = annotate(text, published="2025-07-13").events
        told = is_right(events, wanted)
        for key in (name, "all"):
            tried[key, known] += 1
            right[key, known] += told
        if not told and known and options.errors:
            print(name, text, *(_deed(event) for event in events), sep=" | ")
    print("| sentence | development | test |\n| --- | --- | --- |")
    for name in (*dict.fromkeys(key for key, _ in tried if key != "all"), "all"):
        rates = (f"{right[name, known] / n:.2f} of {n}" if (n := tried[name, known]) else "" for known in (True, False))
        print(f"| {name} | {' | '.join(rates)} |")


if __name__ == "__main__":
    main()
