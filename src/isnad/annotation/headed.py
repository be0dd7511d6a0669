"""Names that open with a head noun: «وزارة الطاقة الجزائرية», «شركة «بوغازهان»», «مدينة وونسان», «معاهدة شراكة شاملة».

The head says what kind of thing is named and whether it belongs to the mention; where the name ends is read off the
form of the words: an Arabic proper name of this kind goes on with definite words, nationalities and unknown words.
"""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.mentions import Candidate, quoted_end, slug
from isnad.annotation.quoted import is_toponym, near, unknown_end
from isnad.annotation.tokens import Tokens
from isnad.languages import pack
from isnad.languages.names import gazetteer
from isnad.languages.naming import (
    Head,
    context,
    given_names,
    heads,
    is_common,
    is_never_name,
    is_ordinary,
    is_particle,
    is_verb_only,
    titles,
)
from isnad.languages.phrases import Phrases
from isnad.languages.words import readings
from isnad.model import EntityType

_TYPES: dict[str, EntityType] = {
    "organisation": "ORG",
    "place": "GPE",
    "site": "LOC",
    "agreement": "AGREEMENT",
    "event": "EVENT",
    "materiel": "MATERIEL",
}


@cache
def _bodies() -> Phrases[str]:
    """Return bodies of a state that are named by their nationality alone: «الجيش الروسي», «الخارجية الأمريكية»."""
    return Phrases((text, "body") for record in pack.read("bodies") for text, _ in record.surfaces)


_CITY = 100_000  # so many people live in a place that is meant even where a crossing or a camp there is named
_GENERAL = ("العام", "العامه")


def headed(syntax: Syntax) -> Iterator[Candidate]:
    """Yield names found by their head noun, in order."""
    tokens, bodies = syntax.tokens, _bodies()
    for at, written in enumerate(tokens.forms):
        found = _head_of(written)
        if found is not None:
            skip, form, head = found
            index = syntax.phrase_at[at]
            end = syntax.phrases[index].last if index >= 0 else at + 1
            yield from _READERS[head.kind](_Place(tokens, at, skip, form, head, end, syntax))
        if bodies.opens(written):
            yield from _body(tokens, at)
        yield from _code(tokens, at)


@lru_cache(maxsize=1 << 16)
def _head_of(written: str) -> tuple[int, str, Head] | None:
    """Return the head noun that a folded form is: how many letters before it are particles, the noun, what it opens."""
    found = ((len(particles), form, heads().get(form)) for particles, form in readings(written))
    return next(((skip, form, head) for skip, form, head in found if head is not None), None)


class _Place(NamedTuple):
    tokens: Tokens
    at: int
    skip: int
    form: str
    head: Head
    end: int
    """The word behind the phrase of the head: no name goes on with a definite word behind it."""
    syntax: Syntax

    def candidate(self, first: int, last: int, rule: str) -> Candidate:
        skip = self.skip if first == self.at else 0
        words = [self.tokens.bare(first, skip), *self.tokens.forms[first + 1 : last]]
        type = _TYPES[self.head.kind]
        return Candidate(first, last, skip, type, slug(type, words), " ".join(words), f"head/{self.head.kind}/{rule}")


def _quoted(place: _Place) -> Candidate | None:
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
        if between and _names_place(tokens, place.at + 1):
            return None  # «تلفزيون الكويت «…»»
        if any((inner := heads().get(form)) is not None and inner.kind == "organisation" for form in between):
            return None  # «مجلس إدارة شركة «النورس للملاحة»»
        if first > place.end:
            return None  # «المجمع ببنك «لومانيس»»
        if between and place.head.kept and not any(w.startswith("ال") for w in between) and not _nisba(tokens, place.at + 1):
            return place.candidate(place.at, last, "quoted")._replace(closed=True)
        return place.candidate(first, last, "quoted") if not between or _describes(tokens, place.at + 1, first) else None
    return None


def _quoted_title(place: _Place) -> Candidate | None:
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


def _names_place(tokens: Tokens, at: int) -> bool:
    match = gazetteer().bare(tokens.words, at)
    return bool(match and match.value.names[0].type == "GPE" and match.value.mark != "?")


def _describes(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words between a head and its quoted name are definite or of a nationality: «أنبوب الغاز «المرجان»»."""
    return all(form.startswith("ال") for form in tokens.forms[first:last]) or _nisba(tokens, first)


def _nisba(tokens: Tokens, at: int) -> bool:
    match = gazetteer().at(tokens.words, at)
    return bool(match and match.value.names[0].type == "NORP")


def _tail(tokens: Tokens, first: int, limit: int = 6, end: int | None = None, syntax: Syntax | None = None) -> int:
    """Return where a run of definite words, nationalities and places ends: the rest of a proper name.

    A definite word behind ``end`` does not go on with it, one before ``end`` does, whatever else it can be. A complement with
    «لـ» or «و» behind it goes on, with its own phrase in a ``syntax``.
    """
    last = first
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


def _is_purpose(syntax: Syntax, at: int) -> bool:
    """Whether «لـ» with a purpose and a definite noun stands at a word: «الهيئة الوطنية [لمكافحة الفساد]»."""
    tokens = syntax.tokens
    if not near(tokens, at + 1) or not tokens.forms[at].startswith("ل") or tokens.forms[at].startswith("لل"):
        return False
    joined = syntax.phrase_at[at] >= 0 and syntax.phrase_at[at] == syntax.phrase_at[at + 1]
    members = context("purpose") | context("members") | context("fellows")
    joined = joined or (tokens.forms[at][-1] in "وي" and tokens.forms[at][1:] in context("members") | context("fellows"))
    return joined and tokens.forms[at][1:] in members and tokens.forms[at + 1].startswith("ال")


def _organisation(place: _Place) -> Iterator[Candidate]:
    quoted = _quoted(place)
    if quoted:
        yield quoted
        return
    tokens, first = place.tokens, place.at + 1
    definite = place.form.startswith("ال")
    if definite and place.form not in context("body-noun") | context("body-noun plain"):
        return
    if _is_nobody(tokens, place):
        return
    if (patron := _patron_end(place)) is not None:
        yield place.candidate(place.at, patron, "patron")
        return
    known = gazetteer().bare(tokens.words, first) if not definite and near(tokens, first) else None
    whole = known is not None and known.value.mark == "" and known.value.names[0].type == "ORG" and known.last == first + 1
    if whole and place.form in context("apposed") and not is_ordinary(tokens.forms[first]):
        return  # «منظمة الإنتربول»
    start = first
    while not definite and start < first + 2 and near(tokens, start) and _is_idafa(tokens, start):
        start += 1
    if definite and (named := _behind_adjectives(place)) is not None:
        yield place.candidate(*named, "described")
        return
    end = max(place.end, first + 1) if place.head.name == "formal" and start == first and not definite else place.end
    last = _tail(tokens, start, end=end, syntax=place.syntax)
    if place.head.name == "formal" and last == start and not definite:
        last = _behind_members(place) or (_named_end(place.syntax, first) if start == first else last)
    listed = gazetteer().bare(tokens.words, place.at) if definite else None
    if listed and first < listed.last < last and listed.value.mark == "" and tokens.forms[listed.last].startswith("لل"):
        last = listed.last  # «استعداد الاتحاد الأفريقي للوساطة»
    if last > start and near(tokens, last) and tokens.forms[last].isdecimal() and tokens.forms[last - 1] in context("numbered"):
        last += 1  # «جمعية عائلات ضحايا الرحلة 417»
    if last == first + 1 and not definite and _nisba(tokens, first) and not tokens.forms[first].startswith("ال"):
        return  # «مصرف روسي» describes
    if last > start and place.head.kept and _opens(place, start, last) and not _only_nisba(tokens, first, last):
        yield place.candidate(place.at, _members_end(place, start, last), "definite")
    elif place.form in context("club") and _is_club(place.syntax, first):
        yield place.candidate(first, first + 2, "club")
    elif start == first and not definite:
        unknown = unknown_end(tokens, first, 4)
        if unknown == first and not place.head.kept:
            unknown = _named_end(place.syntax, first)  # «شركة بترو دكن»
        if unknown > first:
            if not place.head.kept and near(tokens, unknown) and tokens.forms[unknown].startswith("لل"):
                unknown += 1  # «شركة أوردا للدفاع»
            first, last = (place.at, _tail(tokens, unknown, 2)) if place.head.kept else (first, unknown)
            yield place.candidate(first, last, "unknown")


def _is_club(syntax: Syntax, at: int) -> bool:
    """Whether a noun and a place or a definite word behind «نادي» are its name: «نادي [نهضة صور]», «نادي [أهلي جدة]»."""
    tokens = syntax.tokens
    if not near(tokens, at + 1) or syntax.readings[at].particles or syntax.readings[at].tag not in "NAM":
        return False
    known = gazetteer().bare(tokens.words, at + 1)
    place = known is not None and known.last == at + 2 and known.value.names[0].type in ("GPE", "LOC")
    return not tokens.forms[at].startswith("ال") and not is_never_name(tokens.forms[at]) and place


def _behind_members(place: _Place) -> int:
    """Return where a body ends that is named by its members and an unknown name, 0 for none: «رابطة طياري دلمون»."""
    tokens, first = place.tokens, place.at + 1
    if not near(tokens, first) or tokens.forms[first] not in context("members") | context("fellows") | context("purpose"):
        return 0
    last = _named_end(place.syntax, first + 1)
    return last if last > first + 1 else 0


def _is_nobody(tokens: Tokens, place: _Place) -> bool:
    """Whether a head and the word behind it are no body's name: «هيئة الدفاع», «مصلحة الوطن»."""
    if not near(tokens, place.at + 1):
        return False
    if place.form == "مجلس" and tokens.forms[place.at + 1] == "اداره":
        return True  # the board of a company is not the company
    if place.at and near(tokens, place.at) and f"{tokens.forms[place.at - 1]} {place.form}" in context("no-body"):
        return True  # «أمينة صندوق الاتحاد»
    if f"{place.form} {tokens.forms[place.at + 1]}" not in context("no-body"):
        return False
    if place.head.name != "formal":
        return True
    return (
        not (near(tokens, place.at + 2) and _nisba(tokens, place.at + 2))
        and _tail(tokens, place.at + 1, end=place.end) < place.at + 3
    )


def _patron_end(place: _Place) -> int | None:
    """Return where a name ends that is somebody's in whose honour it is: «قاعدة الملك سلمان الجوية»; None where it is not."""
    tokens, given, first = place.tokens, given_names(), place.at + 1
    if not place.head.kept or not near(tokens, first) or tokens.forms[first] not in context("patron"):
        return None
    last = first + 1
    while last < min(first + 6, len(tokens)) and near(tokens, last):
        name = place.syntax.readings[last].tag == "M" or tokens.forms[last] in given.sure | given.unsure
        if not name or place.syntax.readings[last].particles:
            break
        last += 1
    return _tail(tokens, last, 3, place.end if place.end > last else last + 1) if last > first + 1 else None


def _behind_adjectives(place: _Place) -> tuple[int, int] | None:
    """Return the name behind a definite company and its adjectives: «الشركة الاستشارية النرويجية نورسيف»."""
    tokens, first = place.tokens, place.at + 1
    while near(tokens, first) and place.syntax.readings[first].tag in "AM" and tokens.forms[first].startswith("ال"):
        first += 1
    if first == place.at + 1 or first - place.at > 3 or not near(tokens, first):
        return None
    last = max(unknown_end(tokens, first, 3), _named_end(place.syntax, first))
    given = given_names()
    person = any(form in given.sure | given.unsure | given.foreign for form in tokens.forms[first:last])
    return (first, last) if last > first and not person else None


def _only_nisba(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the tail is a nationality and nothing more: «الشركة الروسية» describes, it does not name."""
    match = gazetteer().at(tokens.words, first)
    described = "ال" in tokens.forms[first - 1][:4] and not tokens.forms[first - 1].endswith(
        ("الجمعيه", "الديوان", "المفوضيه", "الاتحاد", "الرابطه")
    )
    return described and bool(match and match.value.names[0].type == "NORP" and match.last >= last)


def _members_end(place: _Place, first: int, last: int) -> int:
    """Return where a body ends that is named by its members and where they work: «نقابة العاملين في شركة الجون للتكرير»."""
    tokens, index = place.tokens, place.syntax.phrase_at[last] if last < len(place.tokens) else -1
    members = tokens.forms[first].endswith("ين") or tokens.forms[first].removeprefix("ال") in context("members")
    if (
        not members
        or last + 1 >= len(tokens)
        or tokens.forms[last] != "في"
        or not near(tokens, last)
        or not near(tokens, last + 1)
    ):
        return last
    known, index = gazetteer().at(tokens.words, last + 1), place.syntax.phrase_at[last + 1]
    if index < 0 or known is not None:
        return last  # «نقابة الصحافيين في لبنان»: the place is a name of its own
    ends = range(last + 2, min(place.syntax.phrases[index].last, last + 4) + 1)
    given = given_names()
    end = next((at for at in ends if at < len(tokens) and tokens.forms[at] in given.sure | given.unsure), ends[-1])
    return end + (near(tokens, end) and tokens.forms[end].startswith("لل"))


def _opens(place: _Place, first: int, last: int) -> bool:
    """Whether a head with this tail is a proper name; a loose head wants two words, a listed name or an unknown word."""
    tokens = place.tokens
    if place.form.startswith("ال"):
        plain = place.form in context("body-noun plain")
        return not plain or tokens.forms[first] in context("formal")
    if place.head.name == "formal":
        return True
    if last - first > 1 and place.form in context("office-noun") and heads().get(tokens.forms[first]) is None:
        return _nisba(tokens, last - 1) and tokens.forms[last - 1].startswith("ال")  # «إدارة السجون التونسية»
    telling = last - first > 1 or gazetteer().at(tokens.words, first) is not None or not is_ordinary(tokens.forms[first])
    return place.head.name == "loose" and telling


def _is_idafa(tokens: Tokens, at: int) -> bool:
    """Whether an indefinite ordinary noun stands between head and tail: «وزارة شؤون الأسرى»."""
    form = tokens.forms[at]
    return (
        not form.startswith(("ال", "وال", "لل"))
        and is_ordinary(form)
        and not is_never_name(form)
        and (form[:1] not in "يت" or form in context("purpose"))
        and near(tokens, at + 1)
        and (tokens.forms[at + 1].startswith("ال") or _names_place(tokens, at + 1) or _is_chain(tokens, at + 1))
    )


def _is_chain(tokens: Tokens, at: int) -> bool:
    """Whether a second noun goes on to a definite one: «عائلات [ضحايا الرحلة]»."""
    form, before = tokens.forms[at], tokens.forms[at - 1]
    plain = is_ordinary(form) and not is_never_name(form) and form[:1] not in "يتوبل"
    return before in context("fellows") and plain and near(tokens, at + 1) and tokens.forms[at + 1].startswith("ال")


def _place(place: _Place) -> Iterator[Candidate]:
    tokens, first = place.tokens, place.at + 1
    if place.form.startswith("ال") or not first < len(tokens):
        return
    if place.form in context("office-or-place") and near(tokens, first) and is_common(tokens.forms[first]):
        if gazetteer().at(tokens.words, first) is None and tokens.forms[first].startswith("ال"):
            last = _tail(tokens, first, end=place.end, syntax=place.syntax)
            yield place.candidate(place.at, last, "office")._replace(type="ORG")  # «مديرية الصحة»
        return
    quoted = quoted_end(tokens, first, 4)
    if quoted:
        yield place.candidate(first, quoted, "quoted")
        return
    if not near(tokens, first):
        return
    spot = place.form in context("spot")
    known = gazetteer().bare(tokens.words, first)
    if known and known.last == first + 1 and is_toponym(place.syntax, first):
        known = None  # «بلدة بئر الصنوبر», though there is a «بئر»
    if known:
        town = known.value.names[0]
        if spot and town.type == "GPE" and int(town.settings.get("population", 0)) < _CITY and "capital" not in town.settings:
            yield place.candidate(first, known.last, "spot")._replace(type="LOC")  # «حي الزمالك»
        longer = _named_end(place.syntax, known.last)
        if place.form in context("settlement") and longer == known.last + 1 == first + 2 and not _is_person(tokens, first + 1):
            yield place.candidate(first, longer, "longer")  # «مدينة باغا سولا»
        return
    wild = tokens.forms[first] in context("land") and place.form in ("منطقه", "مناطق")
    type: EntityType = "LOC" if spot or wild else "GPE"  # «منطقة رأس غبيت»
    last = unknown_end(tokens, first, 3)
    if last > first:
        last = max(last, _named_end(place.syntax, first), _named_end(place.syntax, last))
        if (
            last < len(tokens)
            and near(tokens, last)
            and tokens.forms[last].startswith("ال")
            and not is_ordinary(tokens.forms[last])
        ):
            last += 1
        yield place.candidate(first, last, "spot" if spot else "unknown")._replace(type=type)
    elif place.form in context("settlement") and tokens.forms[first].startswith("ال") and not is_never_name(tokens.forms[first]):
        yield place.candidate(first, first + 1, "spot" if spot else "definite")._replace(type=type)
    elif is_toponym(place.syntax, first) or (
        place.form in context("settlement") and _is_idafa(tokens, first) and not is_ordinary(tokens.forms[first + 1])
    ):
        yield place.candidate(first, first + 2, "spot" if spot else "idafa")._replace(type=type)
    elif place.form in context("settlement") and (last := _named_end(place.syntax, first)) > first:
        yield place.candidate(first, last, "spot" if spot else "tagged")._replace(type=type)


def _is_person(tokens: Tokens, at: int) -> bool:
    return tokens.forms[at] in given_names().sure | given_names().unsure | given_names().foreign


def _named_end(syntax: Syntax, first: int) -> int:
    """Return where a run of at most three words that the tagger reads as names ends, no title and no listed name among them."""
    tokens, last = syntax.tokens, first
    while last < min(first + 3, len(tokens)) and near(tokens, last):
        form, reading = tokens.forms[last], syntax.readings[last]
        if reading.tag != "M" and (last == first or reading.tag not in "NA" or is_common(form) or form.startswith("ال")):
            break
        if reading.particles or is_never_name(form) or titles().get(form) or gazetteer().at(tokens.words, last):
            break
        last += 1
    return last


def _site(place: _Place) -> Iterator[Candidate]:
    quoted = _quoted(place)
    if quoted:
        yield quoted
        return
    tokens, first = place.tokens, place.at + 1
    if place.form.startswith("ال") or not near(tokens, first) or tokens.forms[first] in context("name-end"):
        return
    if (patron := _patron_end(place)) is not None:
        yield place.candidate(place.at, patron, "patron")
        return
    match = gazetteer().at(tokens.words, first)
    if match and match.value.names[0].type in ("GPE", "PER", "LOC") and not match.particles:
        if place.head.kept:
            yield place.candidate(place.at, _tail(tokens, match.last, 2), "place")
        return
    inhabited = place.at and near(tokens, place.at) and tokens.forms[place.at - 1].lstrip("ولب") in context("settlement")
    type: EntityType = "GPE" if inhabited and place.form not in context("land") else "LOC"  # «بلدة بير كورا»
    if place.head.kept and place.form in context("toponym") and not is_ordinary(tokens.forms[first]):
        yield place.candidate(place.at, first + 1, "settled" if inhabited else "toponym")._replace(type=type)
        return
    head = place.at if place.head.kept else first
    if is_toponym(place.syntax, first):
        yield place.candidate(head, first + 2, "idafa")  # «مصفاة رأس العجيل»
        return
    last = max(unknown_end(tokens, first, 3), _named_end(place.syntax, first))
    named = not is_common(tokens.forms[first]) or _is_square(tokens, place)
    if last == first and named and tokens.forms[first].startswith("ال"):
        last = first + 1  # «سد السواني», «ساحة الاستقلال»
    if last > first:
        end = _tail(tokens, last, 2, place.end) if place.head.kept else last
        if end == last + 1 and _nisba(tokens, last) and tokens.forms[last] not in context("formal"):
            end = last  # «قاعدة أوليمار الروسية» is a Russian one
        if end > last and place.form in context("toponym") and tokens.forms[end - 1].startswith("لل"):
            end = last  # «معسكر وادي السدر للاجئين»
        rule = "toponym" if place.form in context("toponym") and not inhabited else "unknown"
        yield place.candidate(head, end, rule)._replace(type=type)


def _is_square(tokens: Tokens, place: _Place) -> bool:
    """Whether a head of streets and squares has a common noun as its name: «شارع النيل», but not «ساحة المعركة»."""
    return place.form in context("square") and tokens.forms[place.at + 1] in context("square-name")


def _agreement(place: _Place) -> Iterator[Candidate]:
    tokens, first = place.tokens, place.at + 1
    if not near(tokens, first):
        quoted = _quoted(place)
        if quoted:
            yield quoted._replace(first=place.at, skip=place.skip)
        return
    if place.form.startswith("ال"):
        return
    match = gazetteer().bare(tokens.words, first)
    if match and match.value.names[0].type in ("GPE", "LOC"):
        yield place.candidate(place.at, match.last, "place")
    elif tokens.forms[first] in context("topic"):
        yield place.candidate(place.at, _topic_end(tokens, first), "topic")
    elif (
        tokens.forms[first] not in context("party")
        and gazetteer().at(tokens.words, first) is None
        and (last := _tail(tokens, first, 2)) > first
    ):
        yield place.candidate(place.at, last, "definite")
    elif (last := unknown_end(tokens, first, 2)) > first:
        yield place.candidate(place.at, last, "unknown")


def _topic_end(tokens: Tokens, first: int) -> int:
    """Return the end of a topic: its noun with definite complements or with its adjectives («شراكة استراتيجية شاملة»)."""
    last = first + 1
    feminine = tokens.forms[first].endswith("ه")
    while last < min(first + 4, len(tokens)) and near(tokens, last):
        form = tokens.forms[last]
        adjective = form.endswith("ه") if feminine else form.endswith("ي")
        if is_particle(form) or not (form.startswith("ال") or adjective or tokens.forms[first] in ("وقف", "عدم", "حظر", "حسن")):
            break
        last += 1
    return last


def _event(place: _Place) -> Iterator[Candidate]:
    tokens, first = place.tokens, place.at + 1
    if not near(tokens, first):
        quoted = _quoted(place)
        if quoted:
            yield quoted
        return
    if place.form in context("war") and not place.form.startswith("ال") and quoted_end(tokens, place.at, 4) == first + 1:
        if tokens.forms[first].startswith("ال"):
            yield place.candidate(place.at, first + 1, "quoted")  # ««انتفاضة العطش»»
        return
    match = gazetteer().at(tokens.words, first)
    named = match and match.value.names[0].type in ("GPE", "LOC", "NORP") and not match.particles
    definite = place.form.startswith("ال")
    if (
        match
        and named
        and place.form in context("war")
        and definite == (match.value.names[0].type == "NORP")
        and not _against(tokens, match.last)
    ) or (match and named and not definite and match.value.names[0].type == "GPE" and place.form in context("meeting")):
        yield place.candidate(place.at, match.last, "place")
    elif place.form in context("meeting") and not definite and (last := _tail(tokens, first, 3)) > first:
        yield place.candidate(place.at, last, "definite")
    elif place.form in context("meeting") and not definite and (last := unknown_end(tokens, first, 2)) > first:
        yield place.candidate(place.at, last, "unknown")


def _against(tokens: Tokens, at: int) -> bool:
    """Whether an adversary follows: «حرب روسيا على أوكرانيا» describes, «حرب أوكرانيا» names."""
    if not near(tokens, at):
        return False
    match = gazetteer().at(tokens.words, at)
    return tokens.forms[at] in ("علي", "ضد", "مع", "في") or bool(match and match.particles)


def _materiel(place: _Place) -> Iterator[Candidate]:
    tokens, first = place.tokens, place.at + 1
    quoted = _quoted(place)
    if quoted and place.form.removeprefix("ال") == "عباره" and not _is_ferry(place):
        return  # «عبارة «…»» is a phrase
    if quoted:
        carrier = place.form.removeprefix("ال") in context("carrier")
        if not carrier or any(form[:1].isdecimal() or form.isascii() for form in tokens.forms[quoted.first : quoted.last]):
            yield quoted  # what a plane is called «دلمون» after is its company
        return
    while near(tokens, first) and (
        _nisba(tokens, first) or tokens.forms[first] in ("من", "طراز", "نوع", "الباليستي", "الباليستيه", "كروز", "مسيره")
    ):
        first += 1
    if not near(tokens, first) or place.form.startswith("ال") or gazetteer().bare(tokens.words, first):
        return
    last = unknown_end(tokens, first, 2)
    if last > first and not any(form in given_names().sure for form in tokens.forms[first:last]):
        yield place.candidate(first, last, "unknown")


def _is_ferry(place: _Place) -> bool:
    """Whether «عبارة» is a ferry: written with its shadda, or behind a word of ships."""
    before = place.tokens.forms[place.at - 1] if place.at else ""
    return "ّ" in place.tokens.quote(place.at) or before.lstrip("وب") in context("aboard")


_READERS: dict[str, Callable[[_Place], Iterator[Candidate]]] = {
    "organisation": _organisation,
    "place": _place,
    "site": _site,
    "agreement": _agreement,
    "event": _event,
    "materiel": _materiel,
}


def _body(tokens: Tokens, at: int) -> Iterator[Candidate]:
    """Propose bodies of a state: army, parliament, ministry, forces by branch, with their nationality or alone."""
    match = _bodies().at(tokens.words, at)
    if match is None:
        return
    last = match.last
    while near(tokens, last) and (known := gazetteer().at(tokens.words, last)) and known.value.names[0].type == "NORP":
        last = known.last
    before = tokens.forms[at - 1] if near(tokens, at) else ""
    office = before and not is_particle(before) and before not in context("member") and titles().get(before) is not None
    alone = tokens.forms[at] in context("body-alone") and not office
    if (last == at + 1 and not alone) or (match.last == at + 1 and office):  # «وزير الدفاع الروسي»
        return
    words = [tokens.bare(at, match.particles), *tokens.forms[at + 1 : last]]
    yield Candidate(at, last, match.particles, "ORG", slug("ORG", words), " ".join(words), "head/body")


def _code(tokens: Tokens, at: int) -> Iterator[Candidate]:
    """Propose designations of equipment: «KN-23», «M1991», «إس-400», «ميغ 29»."""
    form = tokens.forms[at]
    if form.isascii() and form[0].isalpha() and any(c.isdecimal() for c in form):
        if tokens.quote(at)[0].isupper() and len(form) < 9 and form not in ("g7", "g20", "g8", "5g", "4g", "m23"):
            last = at + 1
            while (
                last < len(tokens) and tokens.gap(last) == " " and tokens.forms[last].isalpha() and tokens.forms[last].isascii()
            ):
                last += 1  # «M1989 Koksan»
            yield Candidate(at, last, 0, "MATERIEL", slug("MATERIEL", tokens.forms[at:last]), form.upper(), "code/latin")
        return
    if at + 1 >= len(tokens) or not tokens.forms[at + 1][:1].isdecimal() or len(tokens.forms[at + 1]) > 4:
        return
    latin = form.isascii() and form.isalpha() and len(form) <= 8 and tokens.quote(at)[:1].isupper()
    gap = tokens.gap(at + 1)
    if (latin and gap == "-") or (form in context("letter") and gap in ("-", " - ", "- ")):
        words = [form, tokens.forms[at + 1]]
        yield Candidate(at, at + 2, 0, "MATERIEL", slug("MATERIEL", words), "-".join(words), "code/designation")
