"""Outlets and companies that their last word gives away: «أطلس برس», «الأرخبيل القابضة», «مباشر 24»."""

from collections.abc import Iterator

from isnad.annotation.mentions import Candidate, quoted_end, slug
from isnad.annotation.tokens import Tokens
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, is_common, is_never_name, is_verb_only


def outlets(tokens: Tokens) -> Iterator[Candidate]:
    """Yield names of two words whose last is one that only outlets and companies have, and a quoted word with a number."""
    endings = context("name-end")
    for at in range(len(tokens) - 1):
        last = tokens.forms[at + 1]
        listed, number = last in endings, last.isdecimal() and len(last) < 3
        if not (listed or number) or tokens.gap(at + 1) != " " or not _opens(tokens, at):
            continue
        if listed or quoted_end(tokens, at, 2) == at + 2:
            skip = _particle(tokens, at)
            words = [tokens.bare(at, skip), last]
            yield Candidate(at, at + 2, skip, "ORG", slug("ORG", words), " ".join(words), "outlet/last-word")


def _opens(tokens: Tokens, at: int) -> bool:
    form, quoted = tokens.forms[at], tokens.gap(at).strip()[-1:] in ("«", "“", '"')
    return form.isalpha() and len(form) > 2 and (quoted or not (is_never_name(form) or is_verb_only(form)))


def _particle(tokens: Tokens, at: int) -> int:
    """Return how many letters of a particle stand before a name: «لأطلس برس», where «أطلس برس» stands elsewhere."""
    form = tokens.forms[at]
    if form.startswith("لل"):
        return 1  # «للديرة نت»
    if (known := gazetteer().at(tokens.words, at)) is not None and known.last == at + 2:
        return known.particles  # «لشفق نيوز»
    return int(form[0] in "لبو" and (form[1:] in tokens.forms or (is_common(form[1:]) and not is_common(form))))
