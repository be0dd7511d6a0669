"""Names of agreements and events behind their head: «معاهدة شراكة شاملة», «حرب أوكرانيا»."""

from collections.abc import Iterator

from isnad.annotation.headed.head import Headed
from isnad.annotation.headed.quotation import quoted_name
from isnad.annotation.headed.tail import tail_end
from isnad.annotation.mentions import Candidate, quoted_end
from isnad.annotation.quoted import near, unknown_end
from isnad.annotation.tokens import Tokens
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, is_ordinary, is_particle


def agreement_names(place: Headed) -> Iterator[Candidate]:
    """Yield an agreement by its place, its topic, its definite words or an unknown name."""
    tokens, first = place.tokens, place.at + 1
    if not near(tokens, first):
        quoted = quoted_name(place)
        if quoted:
            yield quoted._replace(first=place.at, skip=place.skip)
        return
    if place.form.startswith("ال"):
        return
    match = gazetteer().bare(tokens.words, first)
    if match and match.value.names[0].type in ("GPE", "LOC"):
        yield place.candidate(place.at, match.last, "place")
    elif tokens.forms[first] in context("topic"):
        last = _topic_end(place)
        if last > first + 1 or tokens.forms[first] not in context("memorandum"):
            yield place.candidate(place.at, last, "topic")  # «مذكرة تفاهم» alone names none
    elif (
        tokens.forms[first] not in context("party")
        and gazetteer().at(tokens.words, first) is None
        and (last := tail_end(tokens, first, 2)) > first
    ):
        if last > first + 1 or place.form not in context("announcement") or not is_ordinary(tokens.forms[first]):
            yield place.candidate(place.at, last, "definite")  # «إعلان الحقيقة» is none
    elif (last := unknown_end(tokens, first, 2)) > first:
        yield place.candidate(place.at, last, "unknown")


def _topic_end(place: Headed) -> int:
    """Return the end of a topic: its noun with definite complements or with its adjectives («شراكة استراتيجية شاملة»)."""
    tokens, read, first = place.tokens, place.syntax.readings, place.at + 1
    last = first + 1
    feminine = tokens.forms[first].endswith("ه")
    while last < min(first + 4, len(tokens)) and near(tokens, last):
        form = tokens.forms[last]
        adjective = form.endswith("ه") if feminine else form.endswith("ي") or (read[last].tag == "A" and not form.endswith("ه"))
        adjective = adjective and form not in context("time")
        if form.startswith("لل") and near(tokens, last + 1) and tokens.forms[last + 1].startswith("ال"):
            adjective = read[last + 1].tag == "A"  # «تفاهم للتعاون الصحي»
        if is_particle(form) or not (form.startswith("ال") or adjective or tokens.forms[first] in ("وقف", "عدم", "حظر", "حسن")):
            break
        last += 1
    return last


def event_names(place: Headed) -> Iterator[Candidate]:
    """Yield a war, a summit, a championship by its place, nationality or definite words."""
    tokens, first = place.tokens, place.at + 1
    if not near(tokens, first):
        quoted = quoted_name(place)
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
    elif place.form in context("meeting") and not definite and (last := tail_end(tokens, first, 3)) > first:
        yield place.candidate(place.at, last, "definite")
    elif place.form in context("meeting") and not definite and (last := unknown_end(tokens, first, 2)) > first:
        yield place.candidate(place.at, last, "unknown")


def _against(tokens: Tokens, at: int) -> bool:
    """Whether an adversary follows: «حرب روسيا على أوكرانيا» describes, «حرب أوكرانيا» names."""
    if not near(tokens, at):
        return False
    match = gazetteer().at(tokens.words, at)
    return tokens.forms[at] in ("علي", "ضد", "مع", "في") or bool(match and match.particles)
