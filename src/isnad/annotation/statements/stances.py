"""The stance of a statement: that of its cue, mended by what is said."""

from collections.abc import Sequence

from isnad.annotation.clauses import Syntax
from isnad.annotation.statements.extents import Content
from isnad.languages.naming import context
from isnad.model import Stance

_DENIALS = (("لا", "صحه"), ("لا", "اساس"), ("لا", "علاقه"), ("لا", "نيه"), ("غير", "صحيح"), ("عار", "عن"), ("لا", "وجود"))


def stance(syntax: Syntax, base: Stance, content: Content, speaker_ids: Sequence[str], own: Sequence[str]) -> Stance:
    """Return the stance of a content under a cue of stance ``base``; ``own`` are the ids named as its first clause's subject."""
    if base != "assert":
        return base
    read, forms = syntax.readings, syntax.tokens.forms
    words = forms[content.first : content.last]
    for first, second in _DENIALS:
        if words[:2] == [first, second]:
            return "deny"
    head = read[content.first]
    lemma = head.analysis.lemma.form if head.analysis else ""
    if head.tag == "N" and lemma in context("commits"):
        return "commit"
    if head.tag == "N" and lemma in context("demands"):
        return "demand"
    if head.tag == "N" and lemma in context("worries"):
        return "estimate"
    verb = next((at for at in range(content.first, min(content.last, content.first + 12)) if read[at].tag == "V"), None)
    if verb is None or any(read[at].tag in "RS" for at in range(content.first, verb)):
        return "assert"
    found = read[verb].analysis
    before = forms[verb - 1] if verb > content.first else ""
    future = read[verb].particles.endswith("س") or before in ("سوف", "لن")
    if not future or found is None:
        return "assert"
    if (
        found.person == "1"
        or set(own) & set(speaker_ids)
        or verb == content.first
        or (verb == content.first + 1 and before in ("سوف", "لن"))
    ):
        return "commit"
    return "expect"
