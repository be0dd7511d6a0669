"""The stance of a statement: that of its cue, mended by what is said."""

from collections.abc import Sequence

from isnad.annotation.clauses import Syntax
from isnad.annotation.statements.extents import Content
from isnad.languages.naming import context
from isnad.model import Stance

# How a content opens that denies what it names.
_DENIALS = (("لا", "صحه"), ("لا", "اساس"), ("لا", "علاقه"), ("لا", "نيه"), ("غير", "صحيح"), ("عار", "عن"), ("لا", "وجود"))

_NOUNS: tuple[tuple[str, Stance], ...] = (("commits", "commit"), ("demands", "demand"), ("worries", "estimate"))
_FUTURE = ("سوف", "لن")
_FIRST_CLAUSE = 12  # words in which the first verb of a content stands


def stance(syntax: Syntax, base: Stance, content: Content, speaker_ids: Sequence[str], own: Sequence[str]) -> Stance:
    """Return the stance of a content under a cue of stance ``base``; ``own`` are the ids named as its first clause's subject."""
    if base != "assert":
        return base
    if tuple(syntax.tokens.forms[content.first : content.last][:2]) in _DENIALS:
        return "deny"
    return _of_noun(syntax, content.first) or _of_future(syntax, content, not set(own).isdisjoint(speaker_ids))


def _of_noun(syntax: Syntax, at: int) -> Stance | None:
    """Return what a noun that opens a content makes of it: «استعداده لـ», «ضرورة أن», «مخاوف من»."""
    head = syntax.readings[at]
    if head.tag != "N" or head.analysis is None:
        return None
    return next((stance for words, stance in _NOUNS if head.analysis.lemma.form in context(words)), None)


def _of_future(syntax: Syntax, content: Content, own: bool) -> Stance:
    """Return what a future verb makes of a content: a commitment where the speaker is its subject (``own``), else a forecast."""
    read, forms, first = syntax.readings, syntax.tokens.forms, content.first
    verb = next((at for at in range(first, min(content.last, first + _FIRST_CLAUSE)) if read[at].tag == "V"), None)
    if verb is None or any(read[at].tag in "RS" for at in range(first, verb)):
        return "assert"
    found, particle = read[verb].analysis, verb > first and forms[verb - 1] in _FUTURE
    if found is None or not (particle or read[verb].particles.endswith("س")):
        return "assert"
    opens = verb == first or (particle and verb == first + 1)
    return "commit" if found.person == "1" or own or opens else "expect"
