"""Names in quotation marks behind a head noun: «شركة «بوغازهان»», «منظمة «أسلحة تحت الضوء»»."""

from isnad.annotation.headed.head import Headed, is_nisba, names_place
from isnad.annotation.mentions import Candidate, quoted_end
from isnad.annotation.tokens import Tokens
from isnad.languages.naming import heads, is_never_name, is_ordinary, is_verb_only


def quoted_name(place: Headed) -> Candidate | None:
    """Read a name in quotation marks behind the head: at once, or behind a noun or an adjective."""
    tokens = place.tokens
    for first in range(place.at + 1, min(place.at + 4, len(tokens))):
        if first == place.at + 1 and (whole := _quoted_title(place)) is not None:
            return whole
        if not tokens.gap(first).strip():
            if is_never_name(tokens.forms[first]) or is_verb_only(tokens.forms[first]):
                return None
            continue
        last = None if any(m in tokens.gap(first) for m in ".؟!:،\n") else quoted_end(tokens, first, 4)
        inner = heads().get(tokens.forms[first])
        if inner is not None and inner.kind == "organisation":
            return None  # «مجلس إدارة «بنك الأرخبيل»»: what is quoted is a name of its own
        if last is None or not _is_name(tokens, first, last):
            return None
        between = tokens.forms[place.at + 1 : first]
        if any(form.startswith("و") and heads().get(form[1:]) for form in between):
            return None  # «قذائف هاون وصواريخ «كونكورس»»
        if between and names_place(tokens, place.at + 1):
            return None  # «تلفزيون الكويت «…»»
        if any((inner := heads().get(form)) is not None and inner.kind == "organisation" for form in between):
            return None  # «مجلس إدارة شركة «النورس للملاحة»»
        if first > place.end:
            return None  # «المجمع ببنك «لومانيس»»
        if between and place.head.kept and not any(w.startswith("ال") for w in between) and not is_nisba(tokens, place.at + 1):
            return place.candidate(place.at, last, "quoted")._replace(closed=True)
        return place.candidate(first, last, "quoted") if not between or _describes(tokens, place.at + 1, first) else None
    return None


def _quoted_title(place: Headed) -> Candidate | None:
    """Read quoted words at once behind a body as its name: «منظمة «أسلحة تحت الضوء»», «معهد «شرق» للدراسات»."""
    tokens, first = place.tokens, place.at + 1
    if place.head.kind != "organisation" or place.form.startswith("ال") or tokens.gap(first).strip() not in ("«", '"', "“"):
        return None
    last = quoted_end(tokens, first, 4)
    inner = heads().get(tokens.forms[first])
    if last is None or (inner is not None and inner.kind == "organisation") or place.syntax.readings[place.at].pronoun:
        return None
    if any(reading.tag in "VG" for reading in place.syntax.readings[first:last]):
        return None  # «مكتبه «ولم يُقرأ»»
    behind = last < len(tokens) and not tokens.gap(last).strip(' »"”') and tokens.forms[last].startswith("لل")
    if place.head.kept and place.head.name == "formal" and behind:
        return place.candidate(place.at, last + 1, "quoted")
    strange = any(tokens.quote(at).endswith(("اً", "ًا")) for at in range(first, last))
    return place.candidate(first, last, "quoted") if last - first > 1 and not strange else None


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether quoted words can be a name: «داليان نورث» and «تور-إم1» can, whatever else their later words are."""
    joined = first + 1 < last and tokens.gap(first + 1) == "-"
    if any(tokens.quote(at).endswith(("اً", "ًا")) for at in range(first, last)):
        return False  # «الاتفاق «نصاً وروحاً»»
    if is_never_name(tokens.forms[first]) or (is_verb_only(tokens.forms[first]) and not joined):
        return False
    foreign = last - first == 2 or not is_ordinary(tokens.forms[first]) or joined
    return foreign or not any(
        is_never_name(word) or is_verb_only(word) for word in tokens.forms[first + 1 : last] if not word.isdecimal()
    )


def _describes(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words between a head and its quoted name are definite or of a nationality: «أنبوب الغاز «المرجان»»."""
    return all(form.startswith("ال") for form in tokens.forms[first:last]) or is_nisba(tokens, first)
