"""Persons that no list knows: a title and the name behind it, a given name and what follows, a speaker.

A name's extent is the difficulty: it ends where an ordinary word, a mark or a number begins. What is ordinary
comes from the word lists of ``isnad.languages.naming``.
"""

from collections.abc import Iterator
from functools import cache

from isnad.annotation.mentions import Candidate, skeleton, slug
from isnad.annotation.tokens import Tokens
from isnad.languages.lexicon import analyses
from isnad.languages.names import gazetteer
from isnad.languages.naming import BINDERS, given_names, heads, is_never_name, is_ordinary, is_verb_only, titles

_LONGEST_NAME = 5
_LONGEST_TITLE = 9
_LINKS = frozenset(("باسم", "لدي", "لشوون", "للشوون", "شوون", "بلسان", "عام", "اول", "ثان", "سابق", "اسبق", "مساعد", "نايب"))


def persons(tokens: Tokens) -> Iterator[Candidate]:
    """Yield persons found by title, by given name, and as subjects of speech."""
    for at in range(len(tokens)):
        title = titles().at(tokens.words, at)
        if title:
            yield from _after_title(tokens, title.last, title.value)
        yield from _by_given_name(tokens, at)


def _after_title(tokens: Tokens, first: int, kind: str) -> Iterator[Candidate]:
    start = _name_start(tokens, first, kind)
    if start is None:
        return
    last = _extent(tokens, start)
    if last > start and not (last - start == 1 and tokens.forms[start] in given_names().unsure):
        yield _person(tokens, start, last, 0, "person/title")


def _name_start(tokens: Tokens, first: int, kind: str) -> int | None:
    """Return where the name begins behind a title and its complements («وزير الدفاع الكوري الجنوبي»), if it does."""
    at = first
    while at < min(first + _LONGEST_TITLE, len(tokens)) and not tokens.gap(at).strip(' "«»“”') and not _new_line(tokens, at):
        form = tokens.forms[at]
        known = gazetteer().at(tokens.words, at)
        if known and known.value.names[0].type == "PER" and not known.particles:
            return None  # listed: the gazetteer proposes it
        if known and known.value.names[0].type in ("GPE", "ORG", "NORP", "LOC") and known.value.mark != "?":
            at = known.last
        elif (form in given_names().sure and _begins_name(tokens, at)) or _is_first_of_two(tokens, at):
            return at
        elif (again := titles().bare(tokens.words, at)) is not None:
            at = again.last
        elif _begins_name(tokens, at):
            return at
        elif form.startswith(("ال", "وال", "لل")) or form in _LINKS or _is_complement(form, kind):
            at += 1
        else:
            return None
    return None


def _is_first_of_two(tokens: Tokens, at: int) -> bool:
    """Whether a given name that is also a title stands before just one more part of a name: «سردار أقينجي»."""
    if tokens.forms[at] not in given_names().unsure or at + 1 >= len(tokens) or tokens.gap(at + 1) != " ":
        return False
    after = tokens.forms[at + 1]
    return not is_ordinary(after) and not titles().get(after) and not _continues(tokens, at + 2)


def _new_line(tokens: Tokens, at: int) -> bool:
    return "\n" in tokens.gap(at)


def _is_complement(form: str, kind: str) -> bool:
    """Whether an indefinite word can stand between an office and the name: «رئيس مجلس إدارة», «قائد لواء»."""
    return kind == "office" and is_ordinary(form) and not is_never_name(form) and form[:1] not in "يتن"


def _begins_name(tokens: Tokens, at: int) -> bool:
    form, known = tokens.forms[at], given_names()
    if not form[:1].isalpha() or form.isascii() or is_never_name(form):
        return False
    if _binds(tokens, at + 1) and tokens.forms[at + 1] in _FILIAL:
        return True
    if form in known.sure or form in known.foreign:
        return not is_never_name(form)
    if form in known.unsure:
        return (at + 1 < len(tokens) and _continues(tokens, at + 1) and tokens.forms[at + 1] not in BINDERS) or _binds(
            tokens, at + 1
        )
    if form in BINDERS:
        return at + 1 < len(tokens) and tokens.gap(at + 1) == " " and not is_never_name(tokens.forms[at + 1])
    return not form.startswith("ال") and not is_ordinary(form) and len(form) > 2


_FILIAL = frozenset(("بن", "ولد", "بنت"))


def _binds(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens.forms[at] in BINDERS and tokens.gap(at) == " "


def _continues(tokens: Tokens, at: int) -> bool:
    """Whether the word at ``at`` goes on with the name that stands before it."""
    if at >= len(tokens) or tokens.gap(at) not in (" ", "-", " - "):
        return False
    form, known = tokens.forms[at], given_names()
    if is_never_name(form) or not form[:1].isalpha() or form.isascii():
        return False
    if form in BINDERS or tokens.forms[at - 1] in BINDERS:
        return True
    if form in known.family or form in known.sure or form in known.foreign:
        return not is_verb_only(form)
    if form.startswith("و") and len(form) > 3:
        return False  # «كيم وبلوسوف» are two
    return not is_ordinary(form) and len(form) > 1 and form not in heads()


def _extent(tokens: Tokens, first: int) -> int:
    last = first + 1
    while last - first < _LONGEST_NAME and _continues(tokens, last):
        last += 1
    while last > first and tokens.forms[last - 1] in BINDERS:
        last -= 1
    return last


def _by_given_name(tokens: Tokens, at: int) -> Iterator[Candidate]:
    """Propose a sure given name with at least one more part of a name behind it."""
    known, form = given_names(), tokens.forms[at]
    for skip in (0, 1):
        bare = form[skip:]
        if skip and (form[0] not in "وفلب" or form in known.sure):
            continue
        filial = _binds(tokens, at + 1) and tokens.forms[at + 1] in _FILIAL and not is_verb_only(bare)
        unsure = bare in known.unsure and _is_family(tokens, at + 1)
        if not (bare in known.sure or filial or unsure) or is_never_name(bare):
            continue
        last = _extent(tokens, at)
        if last - at > 1 and not (skip and is_ordinary(form)) and not _verb_and_title(tokens, at, bare, last):
            yield _person(tokens, at, last, skip, "person/given-name")
        return


def _verb_and_title(tokens: Tokens, at: int, given: str, last: int) -> bool:
    """Whether a given name that is also a verb has but a title behind it: «ورد الوزير» is "the minister replied"."""
    title = tokens.forms[at + 1]
    behind = last - at == 2 and title.startswith("ال") and titles().get(title) is not None
    return behind and any(reading.pos == "verb" for part in (given, tokens.forms[at]) for reading in analyses(part))


def _is_family(tokens: Tokens, at: int) -> bool:
    """Whether the word at ``at`` can only be a name: a family's, or unknown with the article («الزواغي»)."""
    if at >= len(tokens) or tokens.gap(at) != " " or is_never_name(tokens.forms[at]):
        return False
    form = tokens.forms[at]
    return not is_ordinary(form) and (form in given_names().family or form.startswith("ال"))


@cache
def _by_skeleton() -> dict[tuple[str, ...], tuple[str, str]]:
    """Return listed persons of two words and more by the skeleton of their names."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for phrase, known in gazetteer().table.items():
        words = phrase.split()
        if known and known.names[0].type == "PER" and len(words) > 1:
            found.setdefault(tuple(map(skeleton, words)), (known.names[0].id, known.names[0].name))
    return found


def _person(tokens: Tokens, first: int, last: int, skip: int, rule: str) -> Candidate:
    words = [tokens.bare(first, skip), *tokens.forms[first + 1 : last]]
    listed = _by_skeleton().get(tuple(map(skeleton, words))) if len(words) > 1 and sum(map(len, words)) > 7 else None
    if listed and not any(word in given_names().sure and word not in given_names().foreign for word in words):
        return Candidate(first, last, skip, "PER", listed[0], listed[1], rule + "/variant")
    return Candidate(first, last, skip, "PER", slug("PER", words), " ".join(words), rule)
