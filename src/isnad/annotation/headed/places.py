"""Names of places and sites behind their head: «مدينة وونسان», «سد السواني», «ساحة الاستقلال»."""

from collections.abc import Iterator

from isnad.annotation.clauses import Syntax
from isnad.annotation.headed.head import Headed, is_forename, is_idafa, is_nisba, named_end, patron_end
from isnad.annotation.headed.quotation import quoted_name
from isnad.annotation.headed.tail import tail_end
from isnad.annotation.mentions import Candidate, quoted_end, slug
from isnad.annotation.quoted import is_toponym, near, unknown_end
from isnad.annotation.tokens import Tokens
from isnad.languages.folding import fold
from isnad.languages.names import gazetteer
from isnad.languages.naming import BINDERS, context, heads, is_common, is_never_name, is_ordinary, listed_as_name
from isnad.model import EntityType

_PEOPLE = frozenset(map(fold, ("أهالي", "سكان", "أبناء")))
_CITY = 100_000  # so many people live in a place that is meant even where a crossing or a camp there is named


def place_names(place: Headed) -> Iterator[Candidate]:
    """Yield what stands behind a class noun of inhabited places, which is no part of the name."""
    tokens, first = place.tokens, place.at + 1
    if place.form.startswith("ال") or not first < len(tokens) or _is_of_body(place):
        return
    if place.form in context("office-or-place") and near(tokens, first) and is_common(tokens.forms[first]):
        if gazetteer().at(tokens.words, first) is None and tokens.forms[first].startswith("ال"):
            last = tail_end(tokens, first, end=place.end, syntax=place.syntax)
            office = place.candidate(place.at, last, "office")  # «مديرية الصحة»
            yield office._replace(type="ORG", id="org" + office.id.removeprefix("gpe"))
        return
    spot = place.form in context("spot")
    quoted = quoted_end(tokens, first, 4)
    if quoted:
        found = place.candidate(first, quoted, "quoted")
        yield found._replace(type="LOC", id=slug("LOC", tokens.forms[first:quoted])) if spot else found
        return
    if not near(tokens, first):
        return
    known = gazetteer().bare(tokens.words, first)
    if (complex := _complex_end(place)) is not None:
        yield place.candidate(place.at, complex, "complex")._replace(type="LOC", id=slug("LOC", tokens.forms[place.at : complex]))
        return
    if (power := _power_end(place)) is not None:
        yield place.candidate(place.at, power, "power")._replace(type="LOC")
        return
    if known and known.last == first + 1 and (is_toponym(place.syntax, first) or _opens_toponym(place.syntax, first)):
        known = None  # «بلدة بئر الصنوبر», though there is a «بئر»
    if known:
        town = known.value.names[0]
        if spot and town.type == "GPE" and int(town.settings.get("population", 0)) < _CITY and "capital" not in town.settings:
            yield place.candidate(first, known.last, "spot")._replace(type="LOC")  # «حي الزمالك»
        longer = named_end(place.syntax, known.last, apart=True)
        if (
            place.form in context("settlement")
            and longer == known.last + 1 == first + 2
            and not is_forename(tokens.forms[first + 1])
        ):
            yield place.candidate(first, longer, "longer")  # «مدينة باغا سولا»
        return
    wild = tokens.forms[first] in context("land") and place.form in ("منطقه", "مناطق")
    type: EntityType = "LOC" if spot or wild else "GPE"  # «منطقة رأس غبيت»
    last = unknown_end(tokens, first, 3, apart=True)
    if last > first:
        last = max(last, named_end(place.syntax, first, apart=True), named_end(place.syntax, last, apart=True))
        if (
            last < len(tokens)
            and near(tokens, last)
            and tokens.forms[last].startswith("ال")
            and not is_ordinary(tokens.forms[last])
        ):
            last += 1
        yield place.candidate(first, last, "spot" if spot else "unknown")._replace(type=type)
    elif _is_definite(place):
        yield place.candidate(first, first + 1, "spot" if spot else "definite")._replace(type=type)
    elif (
        is_toponym(place.syntax, first)
        or _opens_toponym(place.syntax, first)
        or (place.form in context("settlement") and is_idafa(place.syntax, first) and not is_ordinary(tokens.forms[first + 1]))
    ):
        yield place.candidate(first, first + 2, "spot" if spot else "idafa")._replace(type=type)
    elif place.form in context("settlement") and (last := named_end(place.syntax, first, apart=True)) > first:
        yield place.candidate(first, last, "spot" if spot else "tagged")._replace(type=type)


def _is_of_body(place: Headed) -> bool:
    """Whether people of a place only stand in the name of their body: «رابطة [أهالي] وادي المرجان»."""
    before = heads().get(place.tokens.forms[place.at - 1]) if place.at and near(place.tokens, place.at) else None
    return place.form in _PEOPLE and before is not None and before.kind == "organisation"


def _is_definite(place: Headed) -> bool:
    """Whether a definite word behind a head is a place: «قرية الأمل»; behind a plural one only if it is uncommon."""
    tokens, first = place.tokens, place.at + 1
    form = tokens.forms[first]
    if not form.startswith("ال") or is_never_name(form):
        return False
    if place.form in context("settlement"):
        return True
    return place.form in context("places") and heads().get(form) is None and not is_common(form)


def _complex_end(place: Headed) -> int | None:
    """Return where a city of sport, medicine or industry ends that is called after somebody: «مدينة الملك فهد الطبية»."""
    tokens, first = place.tokens, place.at + 1
    if place.form != "مدينه" or tokens.forms[first] not in context("patron"):
        return None
    ends = (at for at in range(first + 1, min(first + 6, len(tokens))) if near(tokens, at))
    return next((at + 1 for at in ends if tokens.forms[at] in context("complex-kind")), None)


def _power_end(place: Headed) -> int | None:
    """Return where the name of a power station ends, None where none is read: «محطة زابوريجيا النووية»."""
    tokens, first = place.tokens, place.at + 1
    if place.form not in context("station"):
        return None
    known = gazetteer().bare(tokens.words, first)
    last = known.last if known and known.value.names[0].type in ("GPE", "LOC") else unknown_end(tokens, first, 2, apart=True)
    powered = last > first and near(tokens, last) and tokens.forms[last] in context("powered")
    return last + 1 if powered else None


def site_names(place: Headed) -> Iterator[Candidate]:
    """Yield a site, with its head where that belongs to the name, or the inhabited place called after one."""
    quoted = quoted_name(place)
    if quoted:
        yield quoted
        return
    tokens, first = place.tokens, place.at + 1
    if (
        place.form.startswith("ال")
        or not near(tokens, first)
        or tokens.forms[first] in context("name-end")
        or tokens.forms[first] in context("site-part")
    ):
        return
    if (patron := patron_end(place)) is not None:
        yield place.candidate(place.at, patron, "patron")
        return
    match = gazetteer().at(tokens.words, first)
    owned = ("GPE", "PER", "LOC", "ORG") if place.form in context("works") else ("GPE", "PER", "LOC")  # «مصنع بيجو»
    if match and match.value.names[0].type in owned and not match.particles:
        end = _site_end(place, match.last)
        town = place.form in context("local") and match.value.names[0].type == "GPE" and end == match.last
        if place.head.kept and not town:
            yield place.candidate(place.at, end, "place")
        return  # «مطار كسلا»: the town
    before = tokens.forms[place.at - 1] if place.at and near(tokens, place.at) else ""
    inhabited = any(form in context("settlement") for form in (before, before[1:]))
    town = inhabited or place.form in context("well")
    type: EntityType = "GPE" if town and place.form not in context("land") else "LOC"  # «بلدة بير كورا», «قرب بئر تامو»
    if place.head.kept and place.form in context("toponym") and not is_ordinary(tokens.forms[first]):
        yield place.candidate(place.at, first + 1, "settled" if town else "toponym")._replace(type=type)
        return
    head = place.at if place.head.kept else first
    local = place.form in context("local")  # «مطار أم قرون»: the town
    if is_toponym(place.syntax, first) or _opens_toponym(place.syntax, first):
        if local:
            yield _town(place, first + 2)
        else:
            yield place.candidate(head, first + 2, "idafa")  # «مصفاة رأس العجيل»
        return
    last = max(unknown_end(tokens, first, 3, apart=True), named_end(place.syntax, first, apart=True))
    named = not is_common(tokens.forms[first]) or _is_square(tokens, place)
    if last == first and named and tokens.forms[first].startswith("ال"):
        last = first + 1  # «سد السواني», «ساحة الاستقلال»
    if last > first + 1 and not place.head.kept and tokens.forms[last - 1] in context("site-kind"):
        last -= 1  # «حقل المبروك النفطي»
    if last > first:
        end = _site_end(place, last, place.end) if place.head.kept else last
        if end == last + 1 and is_nisba(tokens, last) and tokens.forms[last] not in context("formal"):
            end = last  # «قاعدة أوليمار الروسية» is a Russian one
        if place.form in context("toponym") and any(form.startswith("لل") for form in tokens.forms[last:end]):
            end = last  # «معسكر وادي السدر للاجئين»
        if local and end == last and not (place.head.kept and _is_honoured(tokens, first)):
            if place.head.kept:  # «سجن بوعصيدة» is what befell him
                yield _town(place, last)
            return
        rule = "toponym" if place.form in context("toponym") and not town else "unknown"
        yield place.candidate(head, end, rule)._replace(type=type)


def _site_end(place: Headed, first: int, end: int | None = None) -> int:
    """Return where a site's name ends: what «و» joins behind a proper name is another thing, «حاجز حوارة [والطريق]»."""
    tokens = place.tokens
    last = tail_end(tokens, first, 2, end)
    joined = next((at for at in range(first, last) if tokens.forms[at].startswith("وال")), last)
    return joined if not is_common(tokens.forms[first - 1]) else last


def _town(place: Headed, last: int) -> Candidate:
    """Return the words behind a head up to ``last`` as a town, with the id that they have alone."""
    found = place.candidate(place.at + 1, last, "town")
    return found._replace(type="GPE", id=slug("GPE", place.tokens.forms[found.first : last]))


def _opens_toponym(syntax: Syntax, at: int) -> bool:
    """Whether a word that opens names of places stands before a plain noun: behind a head of places «أم قرون» is one."""
    tokens = syntax.tokens
    if tokens.forms[at] not in context("toponym") or not near(tokens, at + 1):
        return False
    following = syntax.readings[at + 1]
    form = tokens.forms[at + 1]
    plain = following.tag in "NM" or (following.tag == "V" and not is_common(form))  # «بير كورا»
    return plain and not following.particles and not following.pronoun and not is_never_name(form)


def _is_honoured(tokens: Tokens, first: int) -> bool:
    """Whether a site is called after a person: «مستشفى ابن رشد», «مطار محمد الخامس»."""
    return tokens.forms[first] in BINDERS or listed_as_name(tokens.forms[first])


def _is_square(tokens: Tokens, place: Headed) -> bool:
    """Whether a head of streets and squares has a common noun as its name: «شارع النيل», but not «ساحة المعركة»."""
    return place.form in context("square") and tokens.forms[place.at + 1] in context("square-name")
