"""Names of bodies behind their head: «وزارة الطاقة الجزائرية», «نقابة العاملين في الشركة», «رابطة طياري دلمون»."""

from collections.abc import Iterator

from isnad.annotation.clauses import Syntax
from isnad.annotation.headed.agencies import agency_end
from isnad.annotation.headed.head import Headed, is_forename, is_idafa, is_nisba, named_end, patron_end
from isnad.annotation.headed.quotation import quoted_name
from isnad.annotation.headed.states import bodies
from isnad.annotation.headed.tail import tail_end
from isnad.annotation.mentions import Candidate, is_latin, slug
from isnad.annotation.quoted import is_toponym, near, unknown_end
from isnad.annotation.tokens import Tokens
from isnad.languages.names import Known, gazetteer
from isnad.languages.naming import context, given_names, heads, is_never_name, is_ordinary, titles
from isnad.languages.phrases import Match


def organisation_names(place: Headed) -> Iterator[Candidate]:
    """Yield a body: quoted, after somebody, with definite words and complements, or with unknown ones."""
    quoted = quoted_name(place)
    if quoted:
        yield _as_site(place, quoted)
        return
    tokens, first = place.tokens, place.at + 1
    definite = place.form.startswith("ال")
    if definite and place.form not in context("body-noun") and place.form not in context("body-noun plain"):
        return
    if _is_nobody(tokens, place) or _is_only_said(place):
        return
    if (latin := _latin_end(tokens, first)) > first:
        yield place.candidate(place.at if place.head.kept else first, latin, "latin")
        return
    if (patron := patron_end(place)) is not None:
        yield place.candidate(place.at, patron, "patron")
        return
    if (end := agency_end(place)) is not None:
        yield place.candidate(place.at, end, "agency")
        return
    known = gazetteer().bare(tokens.words, first) if not definite and near(tokens, first) else None
    if known is not None and (owner := _owner_end(place, known)):
        yield place.candidate(place.at, owner, "owner")
        return
    whole = known is not None and known.value.mark == "" and known.value.names[0].type == "ORG" and known.last == first + 1
    if whole and place.form in context("apposed") and not is_ordinary(tokens.forms[first]):
        return  # «منظمة الإنتربول»
    start = first
    while not definite and start < first + 2 and near(tokens, start) and is_idafa(place.syntax, start):
        start += 1
    if start == first and not definite and place.form in context("unit") and _is_epithet(place.syntax, first):
        start += 1  # «لواء فجر الصحراء»
    if definite and (named := _behind_adjectives(place)) is not None:
        yield place.candidate(*named, "described")
        return
    end = max(place.end, first + 1) if place.head.name == "formal" and start == first and not definite else place.end
    last = tail_end(tokens, start, end=end, syntax=place.syntax)
    if place.head.name == "formal" and last == start and not definite:
        last = _behind_members(place) or (named_end(place.syntax, first) if start == first else last)
    listed = gazetteer().bare(tokens.words, place.at) if definite or not place.skip else None
    state = bodies().bare(tokens.words, place.at)
    whole_end = state.last if state else listed.last if listed and listed.value.mark == "" else 0
    if first < whole_end < last and tokens.forms[whole_end].startswith("لل"):
        last = whole_end  # «استعداد الاتحاد الأفريقي للوساطة»
    if last > start and near(tokens, last) and tokens.forms[last].isdecimal() and tokens.forms[last - 1] in context("numbered"):
        last += 1  # «جمعية عائلات ضحايا الرحلة 417»
    described = not definite and near(tokens, first) and is_nisba(tokens, first) and not tokens.forms[first].startswith("ال")
    if described and (last == first + 1 or place.head.name != "formal"):
        return  # «مصرف روسي», «كتيبة باكستانية لحماية النفط» describe
    if known is not None and not definite and place.head.kept and _is_town_kind(place, known):
        yield place.candidate(place.at, known.last + 1, "town-kind")  # «مستشفى سبها المركزي»
        return
    if place.form in context("local") and known is not None and known.value.names[0].type == "GPE" and known.last >= last:
        return  # «مستشفى وهران»: the town
    if (end := _of_end(place)) > first + 1:
        yield place.candidate(place.at, end, "of")
        return
    if not definite and not place.head.kept and _is_trade(place):
        yield place.candidate(first, first + 2, "trade")  # «شركة النيل للتعدين»
        return
    kept = place.head.kept or (definite and _is_whole(place, last))
    if last > start and kept and _opens(place, start, last) and not _only_nisba(tokens, first, last):
        yield place.candidate(place.at, _members_end(place, start, last), "definite")
    elif place.form in context("club") and _is_club(place.syntax, first):
        yield place.candidate(first, first + 2, "club")
    elif start == first and not definite:
        unknown = unknown_end(tokens, first, 4)
        if unknown == first and not place.head.kept:
            unknown = named_end(place.syntax, first)  # «شركة بترو دكن»
        if unknown > first:
            if not place.head.kept and near(tokens, unknown) and tokens.forms[unknown].startswith("لل"):
                unknown += 1  # «شركة أوردا للدفاع»
            first, last = (place.at, tail_end(tokens, unknown, 2)) if place.head.kept else (first, unknown)
            yield place.candidate(first, last, "unknown")


def _as_site(place: Headed, quoted: Candidate) -> Candidate:
    """Return a quoted name as that of a place where what is behind it says so: «موقع «تل الحجر» العسكري»."""
    tokens, last = place.tokens, quoted.last
    behind = tokens.forms[last] if last < len(tokens) and not tokens.gap(last).strip(' »"”') else ""
    if place.form not in ("موقع", "مواقع") or behind not in context("military"):
        return quoted
    return quoted._replace(type="LOC", id=slug("LOC", tokens.forms[quoted.first : last]), rule="head/site/quoted")


def _owner_end(place: Headed, known: Match[Known]) -> int:
    """Return where a force of a state or an organ of a listed body ends, 0 for none: «جيش جنوب السودان», «بعثة الأمم المتحدة»."""
    owner = known.value.names[0]
    state = owner.type == "GPE" and place.form in context("state-force")
    organ = owner.type == "ORG" and place.form in context("organ")
    return known.last if known.value.mark == "" and (state or organ) else 0


def _is_epithet(syntax: Syntax, at: int) -> bool:
    """Whether a plain noun, whatever else it may be, stands before a definite one: «فجر الصحراء»."""
    tokens, reading = syntax.tokens, syntax.readings[at] if at < len(syntax.readings) else None
    plain = reading is not None and near(tokens, at) and reading.tag in "NM" and not reading.particles and not reading.pronoun
    return plain and near(tokens, at + 1) and tokens.forms[at + 1].startswith("ال") and not tokens.forms[at].startswith("ال")


def _is_town_kind(place: Headed, known: Match[Known]) -> bool:
    """Whether a town behind a head is followed by what kind of body it is: «مستشفى سبها [المركزي]»."""
    town = known.value.names[0].type == "GPE" and near(place.tokens, known.last)
    return town and place.tokens.forms[known.last] in context("formal") | context("hospital-kind")


def _latin_end(tokens: Tokens, first: int) -> int:
    """Return where Latin words end that begin with a capital, right behind a head: «شركة [Nordpetrol]»."""
    last = first
    while last < min(first + 4, len(tokens)) and near(tokens, last) and is_latin(tokens.forms[last]):
        if not tokens.quote(last)[:1].isupper():
            break
        last += 1
    return last


def _is_trade(place: Headed) -> bool:
    """Whether a definite word or a place and a trade with «لل» stand behind a company: «شركة النيل للتعدين»."""
    tokens, first = place.tokens, place.at + 1
    if not near(tokens, first) or not near(tokens, first + 1) or not tokens.forms[first + 1].startswith("لل"):
        return False
    form, known = tokens.forms[first], gazetteer().bare(tokens.words, first)
    named = form.startswith("ال") or (known is not None and known.value.names[0].type in ("GPE", "LOC"))
    return named and place.syntax.readings[first].tag in "NM" and not is_never_name(form)


_OF = {"شركه": "company-of", "حركه": "movement-of"}


def _of_end(place: Headed) -> int:
    """Return where a name ends to which its head belongs, though mostly it does not: before a trade or a cause; 0 for none.

    «شركة فسفاط الواحة», «حركة تحرير السودان»; but «شركة «المرجان»» is named «المرجان».
    """
    tokens, first = place.tokens, place.at + 1
    of = context(_OF[place.form]) if place.form in _OF else ()
    if not near(tokens, first + 1) or tokens.forms[first] not in of:
        return 0
    known = gazetteer().bare(tokens.words, first + 1)
    place_behind = known is not None and known.value.names[0].type in ("GPE", "LOC")
    if not (place_behind or tokens.forms[first + 1].startswith("ال") or is_toponym(place.syntax, first + 1)):
        return 0
    return max(first + 2, tail_end(tokens, first + 1, 4, max(place.end, first + 2), place.syntax))


def _is_whole(place: Headed, last: int) -> bool:
    """Whether a head with the article belongs to the name: by a nationality and a purpose, «الشركة السودانية للأنابيب»."""
    tokens, first = place.tokens, place.at + 1
    if last <= first + 1 or not tokens.forms[last - 1].startswith("لل"):
        return False
    return is_nisba(tokens, first) or tokens.forms[first] in context("formal")


def _is_club(syntax: Syntax, at: int) -> bool:
    """Whether a noun and a place or a definite word behind «نادي» are its name: «نادي [نهضة صور]», «نادي [أهلي جدة]»."""
    tokens = syntax.tokens
    if not near(tokens, at + 1) or syntax.readings[at].particles or syntax.readings[at].tag not in "NAM":
        return False
    known = gazetteer().bare(tokens.words, at + 1)
    place = known is not None and known.last == at + 2 and known.value.names[0].type in ("GPE", "LOC")
    return not tokens.forms[at].startswith("ال") and not is_never_name(tokens.forms[at]) and place


def _behind_members(place: Headed) -> int:
    """Return where a body ends that is named by its members and an unknown name, 0 for none: «رابطة طياري دلمون»."""
    tokens, first = place.tokens, place.at + 1
    if not near(tokens, first) or not any(tokens.forms[first] in context(name) for name in ("members", "fellows", "purpose")):
        return 0
    last = named_end(place.syntax, first + 1)
    return last if last > first + 1 else 0


def _is_nobody(tokens: Tokens, place: Headed) -> bool:
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
        not (near(tokens, place.at + 2) and is_nisba(tokens, place.at + 2))
        and tail_end(tokens, place.at + 1, end=place.end) < place.at + 3
    )


def _is_only_said(place: Headed) -> bool:
    """Whether a head names nothing where it stands: «برئاسة وزير المالية», «بين المجلس والحكومة», «وزير الصحة بالوكالة»."""
    tokens, first = place.tokens, place.at + 1
    if not near(tokens, first):
        return False
    by = tokens.forms[place.at][: place.skip].endswith("ب") or tokens.forms[place.at].startswith("بال")
    if by and place.form in context("led-by") and titles().get(tokens.forms[first]) is not None:
        return True
    if by and place.form == "الوكاله" and titles().get(tokens.forms[first]) is not None:
        return True
    return tokens.forms[first].startswith("وال")


def _behind_adjectives(place: Headed) -> tuple[int, int] | None:
    """Return the name behind a definite company and its adjectives: «الشركة الاستشارية النرويجية نورسيف»."""
    tokens, first = place.tokens, place.at + 1
    while near(tokens, first) and place.syntax.readings[first].tag in "AM" and tokens.forms[first].startswith("ال"):
        first += 1
    if first == place.at + 1 or first - place.at > 3 or not near(tokens, first):
        return None
    last = max(unknown_end(tokens, first, 3), named_end(place.syntax, first))
    person = any(is_forename(form) for form in tokens.forms[first:last])
    return (first, last) if last > first and not person else None


def _only_nisba(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the tail is a nationality and nothing more: «الشركة الروسية» describes, it does not name."""
    match = gazetteer().at(tokens.words, first)
    described = "ال" in tokens.forms[first - 1][:4] and not tokens.forms[first - 1].endswith(
        ("الجمعيه", "الديوان", "المفوضيه", "الاتحاد", "الرابطه")
    )
    return described and bool(match and match.value.names[0].type == "NORP" and match.last >= last)


def _members_end(place: Headed, first: int, last: int) -> int:
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
    named = (at for at in ends if at < len(tokens) and (tokens.forms[at] in given.sure or tokens.forms[at] in given.unsure))
    end = next(named, ends[-1])
    return end + (near(tokens, end) and tokens.forms[end].startswith("لل"))


def _opens(place: Headed, first: int, last: int) -> bool:
    """Whether a head with this tail is a proper name; a loose head wants two words, a listed name or an unknown word."""
    tokens = place.tokens
    if place.form.startswith("ال"):
        plain = place.form in context("body-noun plain")
        return not plain or tokens.forms[first] in context("formal")
    if place.head.name == "formal" or not place.head.kept:
        return True
    if last - first > 1 and place.form in context("office-noun") and heads().get(tokens.forms[first]) is None:
        return is_nisba(tokens, last - 1) and tokens.forms[last - 1].startswith("ال")  # «إدارة السجون التونسية»
    unit = place.form in context("unit")  # «كتيبة الفاروق»
    known = gazetteer().at(tokens.words, first) is not None
    telling = unit or known or last - first > 1 or not is_ordinary(tokens.forms[first])
    return place.head.name == "loose" and telling
