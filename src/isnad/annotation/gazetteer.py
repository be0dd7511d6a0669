"""Listed names in a text: which of their readings holds, and when a doubtful one is believed."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from isnad.annotation.addressed import told
from isnad.annotation.clauses import Syntax
from isnad.annotation.mentions import Candidate, is_latin, slug
from isnad.annotation.numbers import forms as number_words
from isnad.annotation.quoted import joins, near, nisba_of_name, unknown_end
from isnad.annotation.tokens import Tokens
from isnad.languages.folding import fold
from isnad.languages.lexicon import analyses
from isnad.languages.names import Known, UserNames, gazetteer
from isnad.languages.naming import context, heads, is_never_name, listed_as_name, named_beside
from isnad.languages.phrases import Match

_MODELS = frozenset(map(fold, ("طراز", "نوع", "فئة", "موديل")))
_COUNTRY = 2
"""The length of a country's id."""
_IN_NAME_OF = fold("باسم")
_FROM = frozenset(("في", "من", "الي"))


def listed(syntax: Syntax, user: UserNames) -> list[Candidate]:
    """Return the mentions of listed names; ``user`` names go before the pack's."""
    tokens = syntax.tokens
    matches = list(_matches(syntax, user))
    plain = (match for match in matches if match.value.mark != "?" or _is_headed(tokens, match) or _is_located(tokens, match))
    sure = Counter(name.id for match in plain for name in match.value.names[:1])
    found = []
    for match in matches:
        if (outlet := told(tokens, match)) is not None:
            found.append(outlet)
            continue
        believed = match.value.mark != "?" or _supported(tokens, match, sure) or _reads_as_place(syntax, match)
        if not (believed or (match.value.names[0].type == "ORG" and _acts(syntax, match))):
            continue
        candidate = _candidate(tokens, match, sure)
        found.append(candidate._replace(type="NORP", rule="name/norp") if _is_of_nation(syntax, match) else candidate)
    return found


def _matches(syntax: Syntax, user: UserNames) -> Iterator[Match[Known]]:
    tokens, at = syntax.tokens, 0
    while at < len(tokens):
        match = (user.phrases.at(tokens.words, at) if user.rows else None) or gazetteer().at(tokens.words, at)
        if (
            match is None
            or (_is_word(syntax, match) and not _is_named_here(tokens, match) and not _is_land_behind(syntax, match))
            or _is_direction(tokens, match)
            or (match.value.names[0].type == "NORP" and nisba_of_name(syntax, match.first))
            or _is_fixed(tokens, match)
            or _is_model(tokens, match)
            or _is_cut(tokens, match)
        ):
            at += 1
            continue
        if tokens.forms[match.first].isascii() and not tokens.quote(match.first)[:1].isupper():
            at += 1  # an ordinary word of another language
            continue
        yield match
        at = match.last


def _is_named_here(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether what stands around a name makes it one, whatever else it could be."""
    return any(check(tokens, match) for check in (_is_bare_name, _is_located, _is_in_company, _is_joined_capital, told))


def _is_word(syntax: Syntax, match: Match[Known]) -> bool:
    """Whether one word is read as something other than a name: «كان» is not ك+ان, «السلط» are authorities."""
    if match.last - match.first > 1:
        return False
    form, reading, type = syntax.tokens.forms[match.first], syntax.readings[match.first], match.value.names[0].type
    if match.particles and form in number_words():
        return True  # «بليون دولار» are no dollars in Lyon
    if type == "ORG" and _acts(syntax, match):
        return False
    if type == "GPE" and reading.pronoun == "ه" and not syntax.tokens.quote(match.first).endswith("ة"):
        return True  # «جده» is his grandfather, not «جدة»
    if match.particles and not reading.particles and reading.tag == "M" and listed_as_name(form):
        return True  # «كلير» is not like Leer
    behind = syntax.tokens.forms[match.first - 1] in ("في", "الي", "من") if match.first else False
    if type == "GPE" and match.value.mark == "" and (behind or _is_dateline(syntax.tokens, match)):
        return False  # «في أستانا», where no verb can stand
    if reading.tag == "V" and type == "NORP" and _describes(syntax, match):
        return False
    if reading.tag in "VPCSRDXGTBQ" and (type == "NORP" or reading.analysis is not None):
        return True
    if type != "NORP" and reading.tag in "NA" and reading.analysis is not None and match.value.mark == "?":
        return True
    if not match.particles:
        return False
    word = type == "ORG" and bool(analyses(form))  # «لرويترز» is none
    return is_never_name(form) or len(form) - match.particles < 3 or word


def _describes(syntax: Syntax, match: Match[Known]) -> bool:
    """Whether a nationality that is a verb's form as well stands behind a noun or an adjective: «مصدر قضائي تونسي»."""
    form, at = syntax.tokens.forms[match.first], match.first
    sure = match.value.mark == "" and not match.particles and form.endswith("ي") and form[:1] != "ي"
    return sure and near(syntax.tokens, at) and syntax.readings[at - 1].tag in "NA"


def _is_of_nation(syntax: Syntax, match: Match[Known]) -> bool:
    """Whether a country's name is the accusative of its nationality, behind a noun that is so as well: «قصفاً [روسيا]»."""
    at = match.first
    if match.value.names[0].type != "GPE" or match.last != at + 1 or match.particles or not near(syntax.tokens, at):
        return False
    before, form = syntax.readings[at - 1], syntax.tokens.forms[at - 1]
    noun = before.analysis is not None and before.tag == "N" and form == before.particles + before.analysis.lemma.form + "ا"
    return noun and syntax.tokens.forms[at].endswith("يا") and not before.pronoun


def _is_fixed(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether a word belongs to an expression in which it names nothing: «القوة القاهرة», «الحد الأقصى», «أبريل (نيسان)»."""
    before = tokens.forms[match.first - 1] if match.first else ""
    if match.value.names[0].type == "PER" and match.last == match.first + 1 and tokens.forms[match.first] in context("places"):
        return near(tokens, match.last)  # «ولايتي سنار»
    return f"{before} {tokens.forms[match.first]}" in context("fixed")


def _is_model(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether what could be a person's name is that of a model: «مدرعات من طراز «كيربي»»."""
    return match.value.names[0].type == "PER" and match.first > 0 and tokens.forms[match.first - 1] in _MODELS


def _is_cut(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether a listed name in Latin letters goes on behind a hyphen: «Park Jin[-woo]»."""
    if match.last >= len(tokens) or tokens.gap(match.last) != "-" or match.value.names[0].type != "PER":
        return False
    return is_latin(tokens.forms[match.last]) and is_latin(tokens.forms[match.last - 1])


def _is_direction(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether «غربي» is a side of a place, not the West: beside a geographic noun, or before a place."""
    if match.value.names[0].settings.get("direction") != "yes":
        return False
    before = tokens.forms[match.first - 1] if match.first else ""
    if _is_sided(tokens, match.first):
        return True
    if before in context("side") or match.last >= len(tokens) or tokens.gap(match.last).strip():
        return before in context("side")
    if tokens.forms[match.first] in ("غربي", "شرقي") and tokens.forms[match.last] in context("sided"):
        return True  # «غربي البلاد»
    after = gazetteer().at(tokens.words, match.last)
    return tokens.forms[match.first] in ("غربي", "شرقي") and bool(after and after.value.names[0].type in ("GPE", "LOC"))


def _is_sided(tokens: Tokens, at: int) -> bool:
    """Whether «الغربي» says which side of a place is meant: «ريف حلب الغربي», «مدخل سلواد الغربي»."""
    if not tokens.forms[at].startswith("ال"):
        return False
    for head in range(at - 2, max(at - 5, -1), -1):
        if not all(near(tokens, word) for word in range(head + 1, at + 1)):
            return False
        form = tokens.forms[head]
        if any(bare in context("part") for bare in (form, form[1:] if form[:1] in "بوفل" else "")):
            described = gazetteer().at(tokens.words, at - 1)
            return described is None or described.value.names[0].type != "NORP"
    return False


def _reads_as_place(syntax: Syntax, match: Match[Known]) -> bool:
    """Whether a doubtful place is read as a name behind a preposition of place: «في نيامي»."""
    tokens, first = syntax.tokens, match.first
    if _is_land_behind(syntax, match):
        return True
    name = syntax.readings[first].tag == "M" and match.value.names[0].type in ("GPE", "LOC")
    if not name or match.particles:
        return False
    if (tokens.forms[first - 1] if first else "") in context("before-place") or _acts(syntax, match):
        return True
    following = gazetteer().at(tokens.words, match.last) if near(tokens, match.last) else None
    joined = following is not None and following.particles == 1 and tokens.forms[match.last].startswith("و")
    return joined and following is not None and following.value.mark == "" and following.value.names[0].type == "GPE"


def _is_land_behind(syntax: Syntax, match: Match[Known]) -> bool:
    """Whether a doubtful country stands alone behind a preposition, where no adjective can: «انسحبت من [مالي]»."""
    tokens, at = syntax.tokens, match.first
    if len(match.value.names[0].id) != _COUNTRY or match.particles or not near(tokens, at) or tokens.forms[at].startswith("ال"):
        return False
    phrase = syntax.phrase_of(at)
    alone = phrase is None or (phrase.first == at and phrase.last == match.last)
    return alone and tokens.forms[at - 1] in _FROM


def _acts(syntax: Syntax, match: Match[Known]) -> bool:
    """Whether what has the name of a word stands right behind a feminine verb: a country, «قالت طالبان», no «حماس الجماهير»."""
    name, following = match.value.names[0], syntax.tokens.forms[match.last] if match.last < len(syntax.tokens) else ""
    people = following.startswith("ال") and any(found.lemma.sense in ("person", "group") for found in analyses(following))
    movement = name.type == "ORG" and bool(named_beside(name.id)) and not match.particles and not people
    if not (len(name.id) == _COUNTRY or movement) or not near(syntax.tokens, match.first):
        return False
    if movement and syntax.tokens.forms[match.first - 1] == _IN_NAME_OF:
        return True  # «المتحدث باسم طالبان»
    verb = syntax.readings[match.first - 1]
    return verb.tag == "V" and verb.analysis is not None and verb.analysis.gender == "f"


def _supported(tokens: Tokens, match: Match[Known], sure: Counter[str]) -> bool:
    """Whether a doubtful surface is believed: named elsewhere beyond doubt, in quotation marks, or behind its head."""
    names = match.value.names
    if any(sure[name.id] or sure[name.settings.get("capital", "")] for name in names):
        return True
    if names[0].type == "NORP":
        return False
    if _is_in_company(tokens, match) or _is_joined_capital(tokens, match):
        return True
    gap = tokens.gap(match.first).strip()
    if gap[-1:] in '«“"(' and gap and tokens.gap(match.last).strip()[:1] in ("»", "”", '"', ")"):
        return True
    return _is_headed(tokens, match) or _is_located(tokens, match)


def _is_in_company(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether a text speaks of those among whom a body with the name of an ordinary word is named: «حماس» beside «غزة»."""
    manner = tokens.forms[match.first][: match.particles].endswith("ب")  # «بحماس» is how somebody plays
    following = tokens.forms[match.last] if near(tokens, match.last) else ""
    if following == "من" or (following.startswith("ال") and any(found.pos == "noun" for found in analyses(following))):
        return False  # «حماس الجماهير», «طالبان من باكستان»
    beside = () if manner else named_beside(match.value.names[0].id)
    return bool(beside) and any(form in beside for form in tokens.forms)


def _is_joined_capital(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether a capital that is a common word as well is joined to the name of a place: «وقّعته وارسو [وسيول]»."""
    capital = match.particles == 1 and tokens.forms[match.first].startswith("و") and "capital" in match.value.names[0].settings
    before = gazetteer().bare(tokens.words, match.first - 1) if capital and near(tokens, match.first) else None
    return before is not None and before.last == match.first and before.value.mark == "" and before.value.names[0].type == "GPE"


def _is_located(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether a doubtful place stands behind «في» and before where it lies: «في الزاوية غرب طرابلس»."""
    inside = match.first and tokens.forms[match.first - 1].removeprefix("و") in context("inside-of")
    if match.value.names[0].type != "GPE" or match.particles or not inside or not near(tokens, match.last):
        return False
    if tokens.forms[match.last] not in context("before-place") or not near(tokens, match.last + 1):
        return False
    place = gazetteer().bare(tokens.words, match.last + 1)
    return place is not None and place.value.mark == "" and place.value.names[0].type == "GPE"


def _is_bare_name(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether a name is sure behind its head noun: without an article («تنظيم داعش»), or an outlet («قناة العربية»)."""
    before = tokens.forms[match.first - 1] if match.first else ""
    if not _is_headed(tokens, match):
        return False
    outlet = before in context("medium") or before[1:] in context("medium")
    town = _is_town(before) or (before[:1] in tuple("وبل") and _is_town(before[1:]))  # «ميناء الخمس», «ببلدة»
    return outlet or town or not tokens.forms[match.first].startswith("ال")


def _is_town(form: str) -> bool:
    """Whether a form is a noun for a town or a port."""
    return form in context("settlement") or form in context("port")


def _is_headed(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether the head noun of its kind stands before a name: «تنظيم داعش», «بلدة الكرمة»."""
    before = tokens.forms[match.first - 1] if match.first and not tokens.gap(match.first).strip() else ""
    head = heads().get(before) or (heads().get(before[1:]) if before[:1] in ("ل", "ب", "و") else None)
    country = len(match.value.names[0].id) == _COUNTRY and match.value.names[0].type == "GPE" and not match.particles
    if country and any(form in context("state-of") for form in (before, before[1:] if before[:1] in "لبوف" else "")):
        return True  # «رئيس بنين», «حكومة مالي»
    if head is None or match.particles or before.startswith("ال"):
        return False
    if f"{before} {tokens.forms[match.first]}" in context("no-body"):
        return False  # «مصلحة الوطن»
    kinds = {"GPE": ("place",), "LOC": ("place", "site"), "ORG": ("organisation",), "MATERIEL": ("materiel",)}
    return any(head.kind in kinds.get(name.type, ()) for name in match.value.names)


def _candidate(tokens: Tokens, match: Match[Known], sure: Counter[str]) -> Candidate:
    name = max(match.value.names, key=lambda n: sure[n.id]) if len(match.value.names) > 1 else match.value.names[0]
    id, type = name.id, name.type
    if type == "GPE" and tokens.quote(match.last - 1).endswith(("ياً", "يًا")):
        return Candidate(match.first, match.last, match.particles, "NORP", id, name.name, "name/norp")  # «عرضاً إيطالياً»
    if _is_outlet(tokens, match):
        listed = next((n for n in match.value.names if n.type == "ORG"), None)
        words = tokens.forms[match.first : match.last]
        id, called = (listed.id, listed.name) if listed else (slug("ORG", words), " ".join(words))
        return Candidate(match.first, match.last, 0, "ORG", id, called, "name/outlet")
    head = heads().get(tokens.bare(match.first, match.particles))
    if type == "GPE" and match.last - match.first > 1 and head is not None and head.kind == "place":
        rest = gazetteer().bare(tokens.words, match.first + 1)
        if rest is not None and rest.last == match.last and rest.value.names[0].id == id:
            match = rest  # «دولة الكويت» is named «الكويت»
    classed = head is not None and (head.kind == "place" or (head.kind == "site" and not head.kept))
    classed = classed and tokens.forms[match.last - 1] not in context("powered")  # «محطة بوشهر النووية»
    if type == "LOC" and match.last - match.first > 1 and head is not None and classed:
        rest = gazetteer().bare(tokens.words, match.first + 1)
        spot = tokens.bare(match.first, match.particles) in context("spot")  # «معبر رفح»: no town
        if rest is not None and rest.last == match.last and head.kind == "place" and not spot:
            return _candidate(tokens, rest, sure)  # «ميناء بورتسودان»: the city
        cut = match.last - match.first > 2 and tokens.forms[match.last - 1] in context("site-kind")  # «الشرارة النفطي»
        match = Match(match.first + 1, match.last - cut, 0, match.value)
    elif type == "ORG" and match.last - match.first > 1 and head is not None and head.kind == "organisation" and not head.kept:
        rest = gazetteer().bare(tokens.words, match.first + 1)
        single = rest is not None and rest.last == match.last < match.first + 4
        if rest is not None and single and any(other.id == id for other in rest.value.names):
            match = rest  # «تنظيم القاعدة»
    city = _homonyms().get(id) if type == "GPE" else None
    if city and _is_city(tokens, match):
        id = city
    seat = name.settings.get("seat") or name.settings.get("capital")
    if seat and not _is_place(tokens, match):
        id, type = seat, "GPE" if seat.isupper() else "ORG"
    last = match.last
    if (
        type == "GPE"
        and not seat
        and name.type == "GPE"
        and last - match.first == 1
        and unknown_end(tokens, last, 1) > last
        and not joins(tokens, last)
    ):
        words = [tokens.bare(match.first, match.particles), tokens.forms[last]]
        return Candidate(match.first, last + 1, match.particles, "GPE", slug("GPE", words), " ".join(words), "name/longer")
    return Candidate(match.first, last, match.particles, type, id, name.name, f"name/{name.type.lower()}")


def _is_outlet(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether a definite name is an outlet's behind its indefinite head: «قناة العربية», «صحيفة «الخبر»»."""
    before = tokens.forms[match.first - 1] if match.first else ""
    quoted = tokens.gap(match.first).strip() in ("«", '"', "“")
    medium = context("medium")
    head = before if before in medium else before[1:] if before[:1] in "لبو" and before[1:] in medium else ""
    if not head or heads()[head].kept or not (quoted or near(tokens, match.first)) or match.particles:
        return False
    return tokens.forms[match.first].startswith("ال") and match.value.names[0].type in ("GPE", "LOC", "NORP")


def _is_place(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether a capital is the city itself, not the government that it stands for."""
    particles = tokens.forms[match.first][: match.particles]
    before = tokens.forms[match.first - 1] if match.first and not tokens.gap(match.first).strip() else ""
    if (
        particles.endswith("ب")
        or before.removeprefix("و") in context("inside")
        or (before in ("الي", "من") and _motion(tokens, match.first))
    ):
        return True
    if particles.endswith("ل") and _motion(tokens, match.first + 1):
        return True
    return _is_dateline(tokens, match)


@cache
def _homonyms() -> dict[str, str]:
    """Return the capitals that have their country's name («الجزائر», «تونس», «الكويت»), by the country's id."""
    found, table = {}, gazetteer().table
    for phrase, known in table.items():
        plain = table.get(phrase.removesuffix(" العاصمه")) if phrase.endswith(" العاصمه") else None
        if known and plain and plain.names[0].id == known.names[0].settings.get("capital"):
            found[plain.names[0].id] = known.names[0].id
    return found


def _is_city(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether a name that is a country's and its capital's is the capital's: «العاصمة تونس», or in a dateline."""
    before = tokens.forms[match.first - 1] if match.first and not tokens.gap(match.first).strip() else ""
    court = match.particles == 1 and before in context("court") and tokens.forms[match.first][0] == "ب"
    return court or before.lstrip("وبل").removeprefix("ال") in ("عاصمه", "مدينه") or _is_dateline(tokens, match)


def _is_dateline(tokens: Tokens, match: Match[Known]) -> bool:
    """Whether a name opens a line and an agency, a date or a dash follows: «تونس (رويترز)», «الرياض 17 جمادى الأولى»."""
    if match.first and "\n" not in tokens.gap(match.first):
        return False
    if match.last >= len(tokens):
        return False
    gap = tokens.gap(match.last)
    if gap.strip() == "،" and (after := gazetteer().bare(tokens.words, match.last)) is not None and after.last < len(tokens):
        gap = tokens.gap(after.last)  # «نجامينا، تشاد - »
        return after.value.names[0].type == "GPE" and gap.strip()[:1] in tuple("(-–—")
    dated = not gap.strip() and tokens.forms[match.last].isdecimal()
    return dated or gap.strip()[:1] in tuple("(-–—/") or gap == "  "  # where «ـ» stood


def _motion(tokens: Tokens, first: int) -> bool:
    near = tokens.forms[max(0, first - 6) : first]
    return any(root in form for form in near for root in context("motion"))
