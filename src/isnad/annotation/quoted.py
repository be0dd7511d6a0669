"""Names that only their quotation marks or their place in the sentence give away: «بوغازهان», «في تيمرغين»."""

from collections import Counter
from collections.abc import Iterator

from isnad.annotation.clauses import Syntax
from isnad.annotation.mentions import Candidate, quoted_end, slug
from isnad.annotation.tokens import Tokens
from isnad.languages.names import gazetteer
from isnad.languages.naming import (
    context,
    given_names,
    heads,
    is_common,
    is_never_name,
    is_ordinary,
    is_verb_only,
    listed_as_name,
)
from isnad.model import EntityType


def quoted(syntax: Syntax) -> Iterator[Candidate]:
    """Yield unknown words in quotation marks, phrases that are quoted again and again, unknown words behind «في»."""
    tokens = syntax.tokens
    ends = ((at, quoted_end(tokens, at, 3)) for at, gap in enumerate(tokens.gaps) if gap != " ")
    spans = [(at, last) for at, last in ends if last is not None]
    often = Counter(" ".join(tokens.forms[first:last]) for first, last in spans)
    for first, last in spans:
        words = tokens.forms[first:last]
        if any((known := gazetteer().at(tokens.words, at)) and known.value.names[0].type == "NORP" for at in range(first, last)):
            continue  # «هنديان ومصري وكويتي»
        if _is_owner(syntax, first):
            yield _candidate(tokens, first, last, "ORG", "quoted/owner")
            continue
        if _is_quoted_speaker(syntax, first, last):
            yield _candidate(tokens, first, last, "ORG", "quoted/speaker")
            continue
        if any(is_never_name(word) or is_verb_only(word) for word in words if not word.isdecimal()):
            continue
        if any(tokens.quote(at).endswith(("اً", "ًا")) for at in range(first, last)):
            continue  # «جملة وتفصيلاً»
        if all(word.endswith("وا") and not is_common(word) for word in words):
            continue  # «اصبروا»
        if " ".join(words) in context("fixed"):
            continue  # «القوة القاهرة»
        if first and near_quote(tokens, first) and tokens.forms[first - 1] in context("called"):
            continue  # «سياسة «صفر إرجوت»»
        if (type := _other_type(syntax, first, last)) is not None:
            yield _candidate(tokens, first, last, type, f"quoted/{type.lower()}")
            continue
        head = heads().get(words[0])
        if head is not None and head.kind == "organisation" and head.kept and len(words) > 1:
            yield _candidate(tokens, first, last, "ORG", "quoted/headed")
        elif not any(reading.tag in "MF" for reading in syntax.readings[first:last]) and often[" ".join(words)] < 2:
            continue  # words in quotation marks, no name
        elif not is_ordinary(words[0]) or often[" ".join(words)] > 1 or (len(words) > 1 and any(map(_is_strange, words))):
            yield _candidate(tokens, first, last, "ORG", "quoted/unknown")
    before_place = context("before-place")
    for at in range(1, len(tokens)):
        before = tokens.forms[at - 1]
        if before in ("في", "وفي") and (last := unknown_end(tokens, at, 3, apart=True)) > at:
            yield _candidate(tokens, at, max(last, _named_end(syntax, at)), "GPE", "place/preposition")
        elif before in before_place and (last := _named_end(syntax, at)) > at:
            yield _candidate(tokens, at, last, "GPE", "place/tagged")
        elif is_toponym(syntax, at) and _stands_for_place(syntax, at):
            yield _candidate(tokens, at, at + 2, "LOC" if tokens.forms[at] in context("land") else "GPE", "place/toponym")


def near_quote(tokens: Tokens, first: int) -> bool:
    """Whether nothing but the opening quotation mark stands between a quoted name and the word before."""
    return tokens.gap(first).strip() in ("«", '"', "“", "”")


def _other_type(syntax: Syntax, first: int, last: int) -> EntityType | None:
    """Return what quoted words name that is no body: a ship («على متن «…»»), a type («ياستريب-3»), a spot («كاف السبع»)."""
    tokens = syntax.tokens
    before = tokens.forms[first - 1] if first else ""
    if before.lstrip("وب") in context("aboard") or before in context("aboard"):
        return "MATERIEL"
    if last == first + 2 and tokens.forms[first + 1].isdecimal() and tokens.gap(first + 1) == "-":
        return "MATERIEL"
    if last == first + 2 and tokens.forms[first] in context("land") and is_toponym(syntax, first):
        return "LOC"
    return None


def _is_owner(syntax: Syntax, at: int) -> bool:
    """Whether people of a body stand before its quoted name («محللو «دلتا كابيتال»»), or it is spoken to («لـ«مباشر 24»»)."""
    before = syntax.tokens.forms[at - 1] if at else ""
    return before in ("ل", "باسم", "بلسان") or (before.endswith(("و", "ي")) and before in context("members"))


def _is_quoted_speaker(syntax: Syntax, first: int, last: int) -> bool:
    """Whether quoted words are who says it: behind a verb, before what is said or to whom («نسبت «صدى الهضاب» إلى»)."""
    tokens, read = syntax.tokens, syntax.readings
    if not first or last >= len(tokens) or ":" in tokens.gap(first) or tokens.breaks(first):
        return False
    told = read[first - 1].tag == "V" and tokens.forms[first - 1].lstrip("وف") in context("outlet-says")
    plain = all(reading.tag in "NAMF" and not reading.particles for reading in read[first:last])
    if plain and (known := gazetteer().bare(tokens.words, last)) is not None and known.value.names[0].type == "NORP":
        return known.last < len(tokens) and tokens.forms[known.last] in context("outlet-says")  # ««…» التونسية نشرت»
    return told and plain and tokens.forms[last] in context("behind-outlet")


def nisba_of_name(syntax: Syntax, at: int) -> bool:
    """Whether a nationality without the article is somebody's family name: right behind a given name, «إدريس كوري»."""
    tokens = syntax.tokens
    if not near(tokens, at) or tokens.forms[at].startswith("ال") or syntax.readings[at].particles:
        return False
    before = syntax.readings[at - 1]
    given = tokens.bare(at - 1, len(before.particles)) in given_names().sure and before.tag == "M"
    described = near(tokens, at + 1) and tokens.forms[at + 1] in context("of-origin")
    known = gazetteer().bare(tokens.words, at)
    return given and not described and known is not None and known.last == at + 1 and known.value.names[0].type == "NORP"


def is_toponym(syntax: Syntax, at: int) -> bool:
    """Whether a word that opens names of places stands before a definite one, or a name: «عين القصب», «أم سيالة»."""
    tokens = syntax.tokens
    if tokens.forms[at] not in context("toponym") or not near(tokens, at + 1):
        return False
    following = syntax.readings[at + 1]
    return tokens.forms[at + 1].startswith("ال") or (following.tag == "M" and not following.particles)


def _stands_for_place(syntax: Syntax, at: int) -> bool:
    """Whether a name of two words like «رأس الملح» stands behind a preposition of place, and its second is no common word."""
    tokens = syntax.tokens
    behind = tokens.forms[at - 1] in context("before-place") and near(tokens, at)
    return behind and (syntax.readings[at + 1].tag == "M" or not is_common(tokens.forms[at + 1]))


def _is_strange(word: str) -> bool:
    """Whether a word is none that the press uses, nor one of the lists."""
    return not is_common(word) and not is_ordinary(word)


def _named_end(syntax: Syntax, first: int) -> int:
    """Return where a run of words that the tagger reads as names ends, none of them a person's and none common."""
    tokens, last = syntax.tokens, first
    while last < min(first + 3, len(tokens)) and near(tokens, last) and syntax.readings[last].tag in "MF":
        form = tokens.forms[last]
        if syntax.readings[last].tag == "F" and not (tokens.quote(last)[:1].isupper() and form.isalpha()):
            break
        if (
            syntax.readings[last].particles
            or not form[:1].isalpha()
            or syntax.readings[last].pronoun
            or is_common(form)
            or listed_as_name(form)
            or gazetteer().at(tokens.words, last)
        ):
            break
        last += 1
    return last


def unknown_end(tokens: Tokens, first: int, limit: int, apart: bool = False) -> int:
    """Return where a run of words that no list knows ends; ``first`` itself if it does not begin with one.

    ``apart`` are names to which «و» joins others: places, not companies («أردن وهولم»).
    """
    last = first
    while last < min(first + limit, len(tokens)) and near(tokens, last) and is_unknown(tokens, last):
        if apart and last > first and joins(tokens, last):
            break
        last += 1
    return last


def joins(tokens: Tokens, at: int) -> bool:
    """Whether an unknown word is likelier «و» and another name than one with that letter: «الزويعر [ومجدل]», not «ووترفورد»."""
    form = tokens.forms[at]
    return form[0] == "و" and len(form) > 3 and form[1] not in "ويا"


def near(tokens: Tokens, at: int) -> bool:
    """Whether the word at ``at`` stands in one phrase with the word before: white space between, one line."""
    if not 0 < at < len(tokens.gaps):
        return False
    gap = tokens.gaps[at]
    return gap == " " or (not gap.strip() and "\n" not in gap)


def is_unknown(tokens: Tokens, at: int) -> bool:
    """Whether no list knows the word at ``at``: neither word, nor name, nor head, nor digits."""
    form, known = tokens.forms[at], given_names()
    if not form[:1].isalpha() or form.isascii() or len(form) < 3 or is_ordinary(form) or is_never_name(form):
        return False
    if form[0] == "و" and len(form) > 4 and listed_as_name(form[1:]):
        return False  # «جامع وتسفاي منغستاب»
    return form not in heads() and form not in known.sure and gazetteer().at(tokens.words, at) is None


def _candidate(tokens: Tokens, first: int, last: int, type: EntityType, rule: str) -> Candidate:
    words = tokens.forms[first:last]
    return Candidate(first, last, 0, type, slug(type, words), " ".join(words), rule)
