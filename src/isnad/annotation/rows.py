"""Names in a row: what is joined with «و» to places and persons is one as well: «قريتي سلمى وتمرة», «مروان، وفادي القزي»."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.mentions import Candidate, slug
from isnad.annotation.persons import person_named
from isnad.annotation.quoted import near
from isnad.annotation.tokens import Tokens
from isnad.languages.lexicon import analyses
from isnad.languages.names import gazetteer
from isnad.languages.naming import (
    BINDERS,
    context,
    given_names,
    heads,
    is_common,
    is_never_name,
    is_ordinary,
    listed_as_name,
    titles,
)
from isnad.model import EntityType

_PLACES = ("GPE", "LOC")
_LONGEST_ASIDE = 3


class Part(NamedTuple):
    """A member of a row: its words [first, last), the mention that it is; None where nothing was found yet."""

    first: int
    last: int
    mention: Candidate | None


def rows(syntax: Syntax, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the members of rows of places and persons of which no other word tells what they are."""
    starts = {mention.first: mention for mention in found}
    yield from _places(syntax, starts)
    yield from _persons(syntax, starts)


def _places(syntax: Syntax, starts: dict[int, Candidate]) -> Iterator[Candidate]:
    """Yield unfound members of a row: all behind a plural head («بلدات …»), else such as no list knows, or between two places."""
    done = 0
    for first, mention in sorted(starts.items()):
        if first < done or mention.type not in _PLACES:
            continue
        many = _is_many(syntax.tokens, mention)
        parts = [Part(first, mention.last, mention), *_joined(syntax, starts, mention.last, many)]
        done = parts[-1].last
        known = sum(part.mention is not None or _is_sure(syntax, part) for part in parts)
        sure = [
            i
            for i, part in enumerate(parts)
            if part.mention is not None or _is_strange(syntax.tokens, part.first) or _is_sure(syntax, part)
        ]
        strange = sum(part.mention is None and _is_strange(syntax.tokens, part.first) for part in parts)
        for i, part in enumerate(parts):
            if part.mention is not None and part.mention is not starts.get(part.first):
                yield part.mention
            elif part.mention is None and (many or (max(known, strange) > 1 and i <= sure[-1])):
                yield _place(syntax.tokens, part, mention.type)


def _is_sure(syntax: Syntax, part: Part) -> bool:
    """Whether a member that was not found is a listed place all the same, and no common word: «مكة [وتبوك]»."""
    form = syntax.tokens.forms[part.first][1:]
    named = syntax.readings[part.first].tag == "M" or not is_common(form)
    return named and _listed(syntax.tokens, part.first, part.last) is not None


def _is_strange(tokens: Tokens, at: int) -> bool:
    """Whether what «و» joins is no word of the language."""
    return not is_ordinary(tokens.forms[at][1:])


def _is_many(tokens: Tokens, mention: Candidate) -> bool:
    """Whether a plural or dual head stands before a place, or opens its name: «قرى», «مدينتي», «جبال عطان»."""
    own = tokens.bare(mention.first, mention.skip)
    before = tokens.forms[mention.first - 1] if near(tokens, mention.first) else ""
    return own in context("places") or any(
        form in context("places") for form in (before, before[1:] if before[:1] in "بلوف" else "")
    )


def _joined(syntax: Syntax, starts: dict[int, Candidate], at: int, many: bool) -> list[Part]:
    """Return what «و» joins to a place that ends at a word, as long as it can be one."""
    tokens, parts = syntax.tokens, list[Part]()
    while (at := _behind_aside(tokens, at)) < len(tokens) and tokens.forms[at].startswith("و") and _follows(tokens, at):
        mention = starts.get(at)
        if mention is not None and mention.type in _PLACES and mention.skip:
            parts.append(Part(at, mention.last, mention))
        elif mention is not None and mention.type == "PER" and (place := _listed(tokens, at, mention.last)) is not None:
            parts.append(Part(at, mention.last, place))  # «ديالى وصلاح الدين»
        elif (mention is None or (many and mention.type == "PER")) and (last := _end(syntax, at, many)) > at:
            parts.append(Part(at, last, None))
        else:
            break
        at = parts[-1].last
    return parts


def _behind_aside(tokens: Tokens, at: int) -> int:
    """Return the word behind an aside in parentheses: «حلب (شمال) وحماة»; the word itself where none opens."""
    if at >= len(tokens) or not tokens.gap(at).strip().startswith("("):
        return at
    closing = (last for last in range(at + 1, min(at + _LONGEST_ASIDE, len(tokens)) + 1) if ")" in tokens.gap(last))
    return next(closing, at)


def _follows(tokens: Tokens, at: int) -> bool:
    """Whether a word goes on with a row: behind white space, a comma, or what closes an aside."""
    gap = tokens.gap(at)
    return "\n" not in gap and gap.strip() in ("", "،", ",", ")", "»", '"', ")،")


def _end(syntax: Syntax, at: int, many: bool) -> int:
    """Return where a member of a row ends that begins with «و» at a word; the word itself where it can be no place."""
    tokens, form, read = syntax.tokens, syntax.tokens.forms[at][1:], syntax.readings
    known = gazetteer().table.get(form)
    listed = known is not None and known.names[0].type in _PLACES
    if form in context("toponym") and near(tokens, at + 1) and not is_never_name(tokens.forms[at + 1]):
        return at + 2  # «وعين الصفا»
    if len(form) < 3 or is_never_name(form) or form in heads() or (titles().get(form) is not None and not listed):
        return at
    plain = read[at].tag == "M" or (read[at].tag in "NA" and read[at].particles == "و" and read[at].pronoun not in ("ها", "هم"))
    plain = plain or (read[at].tag == "V" and read[at].particles[:1] == "و" and not read[at].pronoun and not is_common(form))
    closed = many and _closes(tokens, at + 1)
    if not (listed or plain) or (is_common(form) and not listed and (form.startswith("ال") or not closed)):
        return at
    named = near(tokens, at + 1) and read[at + 1].tag == "M" and not read[at + 1].particles
    longer = named and not is_common(tokens.forms[at + 1]) and gazetteer().at(tokens.words, at + 1) is None
    return at + 1 + (longer and not listed)


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether a member of a row ends before a word: the next follows, an aside, a pause."""
    gap = tokens.gap(at).strip()
    return at >= len(tokens) or gap[:1] in tuple("،,.؛(") or (not gap and tokens.forms[at].startswith("و"))


def _listed(tokens: Tokens, first: int, last: int) -> Candidate | None:
    """Return the listed place that the words behind «و» are, None where they are none."""
    known = gazetteer().table.get(" ".join((tokens.forms[first][1:], *tokens.forms[first + 1 : last])))
    name = next((name for name in known.names if name.type in _PLACES), None) if known is not None else None
    return None if name is None else Candidate(first, last, 1, name.type, name.id, name.name, "row/listed")


def _place(tokens: Tokens, part: Part, type: EntityType) -> Candidate:
    if (listed := _listed(tokens, part.first, part.last)) is not None:
        return listed
    words = [tokens.forms[part.first][1:], *tokens.forms[part.first + 1 : part.last]]
    return Candidate(part.first, part.last, 1, type, slug(type, words), " ".join(words), "row/place")


def _persons(syntax: Syntax, starts: dict[int, Candidate]) -> Iterator[Candidate]:
    """Yield who stands behind «كل من», and who is joined to a person: a given name and what ends before a pause or a «و»."""
    tokens = syntax.tokens
    ends = {mention.last for mention in starts.values() if mention.type == "PER" and mention.size > 1}
    for at in range(2, len(tokens) - 1):
        each = tokens.forms[at - 1] == "من" and tokens.forms[at - 2] in ("كل", "كلا", "لكل") and near(tokens, at)
        joined = at in ends and _follows(tokens, at) and tokens.forms[at].startswith("و")
        if tokens.forms[at - 1] in context("pair") and near(tokens, at) and at not in starts and _is_family(tokens.forms[at]):
            yield person_named(tokens, at, at + 1, 0, "row/person")  # «النائبان الشمري والمطيري»
            if _follows(tokens, at + 1) and tokens.forms[at + 1][:1] == "و" and _is_family(tokens.forms[at + 1][1:]):
                yield person_named(tokens, at + 1, at + 2, 1, "row/person")
        if (each or joined) and at not in starts and (last := _named_end(syntax, at, int(joined))) > at:
            ends.add(last)
            yield person_named(tokens, at, last, int(joined), "row/person")


def _named_end(syntax: Syntax, at: int, skip: int) -> int:
    """Return where a given name and one or two words end, before a pause or a further «و»; the word itself where none does."""
    tokens, given = syntax.tokens, given_names()
    form = tokens.forms[at][skip:]
    if not (form in given.sure or form in given.unsure or form in given.foreign) or form in heads():
        return at
    for last in (at + 2, at + 3):
        sure = form in given.sure and syntax.readings[last - 1].tag == "N" if last <= len(tokens) else False
        if last > len(tokens) or not near(tokens, last - 1) or not _names_on(syntax, last - 1, sure):
            break
        if _closes(tokens, last):
            return last
    return at


def _is_family(form: str) -> bool:
    """Whether a word with the article is a family name, and no common word."""
    adjective = any(found.pos in ("adj", "participle") for found in analyses(form)) and is_common(form)
    listed = (form in given_names().family and not adjective) or not is_common(form)
    return form.startswith("ال") and listed and not is_never_name(form) and titles().get(form) is None


def _names_on(syntax: Syntax, at: int, sure: bool) -> bool:
    """Whether a word can be a family name: listed as one, no common word or behind a sure given name; no verb, no particle."""
    form = syntax.tokens.forms[at]
    if is_never_name(form) or syntax.readings[at].tag not in "NMA" or syntax.readings[at].particles:
        return False
    return sure or listed_as_name(form) or form in BINDERS or not is_common(form)
