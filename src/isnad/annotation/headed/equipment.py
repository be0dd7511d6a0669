"""Names of equipment behind their head, and designations: «صاروخ «شاهد»», «KN-23», «ميغ 29»."""

from collections.abc import Iterator

from isnad.annotation.headed.head import Headed, is_forename, is_nisba, named_end
from isnad.annotation.headed.quotation import quoted_name
from isnad.annotation.mentions import Candidate, slug
from isnad.annotation.quoted import near, unknown_end
from isnad.annotation.tokens import Tokens
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, given_names, titles
from isnad.model import EntityType


def equipment_names(place: Headed) -> Iterator[Candidate]:
    """Yield a quoted name behind a head of equipment, or unknown words behind its make."""
    tokens, first = place.tokens, place.at + 1
    quoted = quoted_name(place)
    if quoted and place.form.removeprefix("ال") == "عباره" and not _is_ferry(place):
        return  # «عبارة «…»» is a phrase
    if quoted:
        carrier = place.form.removeprefix("ال") in context("carrier")
        if not carrier or any(form[:1].isdecimal() or form.isascii() for form in tokens.forms[quoted.first : quoted.last]):
            yield quoted  # what a plane is called «دلمون» after is its company
        return
    if place.form in context("vessel") and (vessel := _vessel(place)) is not None:
        yield vessel
        return
    while near(tokens, first) and (
        is_nisba(tokens, first) or tokens.forms[first] in ("من", "طراز", "نوع", "الباليستي", "الباليستيه", "كروز", "مسيره")
    ):
        first += 1
    if not near(tokens, first) or place.form.startswith("ال") or gazetteer().bare(tokens.words, first):
        return
    last = unknown_end(tokens, first, 2)
    if last > first and not any(form in given_names().sure for form in tokens.forms[first:last]):
        yield place.candidate(first, last, "unknown")


def _vessel(place: Headed) -> Candidate | None:
    """Return the name right behind a definite ship, None where none is read: «السفينة روبيمار», «الفرقاطة شارل ديغول»."""
    tokens, first = place.tokens, place.at + 1
    if (place.at and near(tokens, place.at) and titles().get(tokens.forms[place.at - 1]) is not None) or not near(tokens, first):
        return None  # «قبطان السفينة سالم باعوضان»
    if tokens.forms[first] == "الطايرات" and near(tokens, first + 1):
        first += 1  # «حاملة الطائرات أيزنهاور»
    known = gazetteer().bare(tokens.words, first)
    if known and known.value.names[0].type == "PER" and place.form in context("warship"):
        return place.candidate(first, known.last, "vessel")
    if known or is_forename(tokens.forms[first]):
        return None
    last = max(unknown_end(tokens, first, 3), named_end(place.syntax, first))
    return place.candidate(first, last, "vessel") if last > first else None


def _is_ferry(place: Headed) -> bool:
    """Whether «عبارة» is a ferry: written with its shadda, or behind a word of ships."""
    before = place.tokens.forms[place.at - 1] if place.at else ""
    return "ّ" in place.tokens.quote(place.at) or before.lstrip("وب") in context("aboard")


def _is_road(tokens: Tokens, at: int) -> bool:
    """Whether a number with a letter is a road's: «الطريق الدولي M4»."""
    before = tokens.forms[at - 1] if at and near(tokens, at) else ""
    return before in context("road") or before[1:] in context("road")


def designations(tokens: Tokens, at: int) -> Iterator[Candidate]:
    """Propose designations of equipment: «KN-23», «M1991», «إس-400», «ميغ 29»."""
    form = tokens.forms[at]
    if form.isascii() and form[0].isalpha() and any(c.isdecimal() for c in form):
        if tokens.quote(at)[0].isupper() and len(form) < 9 and form not in ("g7", "g20", "g8", "5g", "4g", "m23"):
            last = at + 1
            while (
                last < len(tokens) and tokens.gap(last) == " " and tokens.forms[last].isalpha() and tokens.forms[last].isascii()
            ):
                last += 1  # «M1989 Koksan»
            type: EntityType = "LOC" if _is_road(tokens, at) else "MATERIEL"
            yield Candidate(at, last, 0, type, slug(type, tokens.forms[at:last]), form.upper(), "code/latin")
        return
    if at + 1 >= len(tokens) or not tokens.forms[at + 1][:1].isdecimal() or len(tokens.forms[at + 1]) > 4:
        return
    latin = form.isascii() and form.isalpha() and len(form) <= 8 and tokens.quote(at)[:1].isupper()
    gap = tokens.gap(at + 1)
    if (latin and gap == "-") or (form in context("letter") and gap in ("-", " - ", "- ")):
        words = [form, tokens.forms[at + 1]]
        yield Candidate(at, at + 2, 0, "MATERIEL", slug("MATERIEL", words), "-".join(words), "code/designation")
