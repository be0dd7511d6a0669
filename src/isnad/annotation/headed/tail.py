"""The rest of a proper name behind its head: definite words, nationalities, a place, a purpose with «لـ»."""

from isnad.annotation.clauses import Syntax
from isnad.annotation.quoted import is_toponym, near
from isnad.annotation.tokens import Tokens
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, given_names, is_common, is_never_name, is_ordinary, titles

_GENERAL = ("العام", "العامه")


def tail_end(tokens: Tokens, first: int, limit: int = 6, end: int | None = None, syntax: Syntax | None = None) -> int:
    """Return where a run of definite words, nationalities and places ends: the rest of a proper name.

    A definite word behind ``end`` does not go on with it, one before ``end`` does, whatever else it can be. A complement with
    «لـ» or «و» behind it goes on, with its own phrase in a ``syntax``.
    """
    last = first
    if syntax is not None and near(tokens, first) and is_toponym(syntax, first) and not tokens.forms[first].startswith("ال"):
        return first + 2  # «غرفة طوارئ رأس العلم»
    while last < min(first + limit, len(tokens)) and near(tokens, last):
        form = tokens.forms[last]
        match = gazetteer().at(tokens.words, last)
        if match and match.value.names[0].type in ("NORP", "GPE", "LOC") and match.value.mark != "?" and not match.particles:
            if match.value.names[0].type != "NORP" and last > first:
                break  # «صندوق النقد الدولي» ends before a place
            last = match.last
            if match.value.names[0].type != "NORP":
                if near(tokens, last) and tokens.forms[last].startswith("لل"):
                    last += 1  # «معهد جنيف للأمن»
                break
            continue
        if syntax is not None and last > first and _is_purpose(syntax, last):
            last, end = last + 2, syntax.phrases[syntax.phrase_at[last]].last
            continue
        if last > first and tokens.forms[first - 1].endswith("وزاره") and _is_second_charge(tokens, last):
            last, end = last + 2, None if end is None else max(end, last + 2)
            continue
        if last > first and syntax is not None and _is_person(syntax, last):
            break  # «لنقابة عمال المناجم الناصر الهذيلي»
        if form.startswith("وال") and match and match.particles and match.value.names[0].type in ("GPE", "LOC"):
            break  # «الاتحاد الأفريقي والجزائر»
        if form in context("party") and last > first:
            break  # «مجلس التعاون الخليجي البلدين»
        bare = "ال" + form[2:] if form.startswith("لل") else form.removeprefix("و").removeprefix("ل")
        if form in _GENERAL and end is not None and last < end and (last > first or tokens.forms[first - 1].startswith("ال")):
            last += 1  # «مرصد المال العام», though «العام» is the year as well
            continue
        if not (bare.startswith("ال") or form.startswith("لل")) or len(bare) < 4 or is_never_name(form) or is_never_name(bare):
            break
        if end is not None and last >= end:
            if not form.startswith(("لل", "وال")):
                break
            if last > first and syntax is not None and syntax.phrase_at[last] >= 0:
                end = syntax.phrases[syntax.phrase_at[last]].last  # «المعهد الوطني للرصد الجوي»
        title = titles().bare(tokens.words, last)
        if (
            title
            and not form.startswith("وال")
            and (title.value in ("rank", "honorific") or ((end is None or last >= end) and last > first))
        ):
            break  # «المركز الدكتور ماجد», «الجبهة العقيد حسن»
        named = syntax is not None and title is not None and last + 1 < len(tokens) and syntax.readings[last + 1].tag == "M"
        if form in context("describing") or (named and near(tokens, last + 1)):
            break  # «المحكمة القاضي ستاليوس»
        last += 1
    return last


def _is_second_charge(tokens: Tokens, at: int) -> bool:
    """Whether a ministry's further charge stands at a word: «وزارة الخارجية [وشؤون المغتربين]»."""
    form = tokens.forms[at]
    return form[0] == "و" and form[1:] in context("purpose") and near(tokens, at + 1) and tokens.forms[at + 1].startswith("ال")


def _is_person(syntax: Syntax, at: int) -> bool:
    """Whether a given name with the article stands at a word, before a family name that is no word: «الناصر الهذيلي»."""
    form, given = syntax.tokens.forms[at], given_names()
    if not (form in given.sure or form in given.unsure) or not near(syntax.tokens, at + 1):
        return False
    family = syntax.tokens.forms[at + 1]
    return family.startswith("ال") and not is_common(family) and syntax.readings[at + 1].tag in "MNA" and not is_ordinary(family)


def _is_purpose(syntax: Syntax, at: int) -> bool:
    """Whether «لـ» with a purpose and a definite noun stands at a word: «الهيئة الوطنية [لمكافحة الفساد]»."""
    tokens = syntax.tokens
    if not near(tokens, at + 1) or not tokens.forms[at].startswith("ل") or tokens.forms[at].startswith("لل"):
        return False
    joined = syntax.phrase_at[at] >= 0 and syntax.phrase_at[at] == syntax.phrase_at[at + 1]
    bare = tokens.forms[at][1:]
    member = bare in context("members") or bare in context("fellows")
    joined = joined or (member and bare[-1] in "وي")
    return joined and (member or bare in context("purpose")) and tokens.forms[at + 1].startswith("ال")
