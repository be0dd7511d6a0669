"""Terms: under which forms a word is indexed, and under which one it is sought.

A word is indexed as it is written (folded), without the particles that may stand before it, and without the
article; it is sought without the article. So «القوات» finds قوات، القوّات، وقوات، للقوات; «وقوات» only itself.
"""

import re
from functools import lru_cache

from isnad.languages.folding import fold
from isnad.languages.words import readings

_LONGEST = 64  # letters; longer «words» are noise, and told apart well enough by so many
# Behind a particle a remainder shorter than this says nothing: «بحر» is not «حر», «ولد» not «لد».
_SHORTEST = 3
# What certainly is an article where three letters follow: «والقوات», «بالقوات», «للقوات».
_ARTICLE = re.compile(r"(?:[وف]?[بك]?ال|[وف]?لل)(?=...)")
_NUMERAL = re.compile(r"\d+(?:[.,،٬٫]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,،٬٫]\d{3})+")
_SEPARATOR = re.compile(r"[.,،٬٫]")
# Words whose first two letters are no article.
_OWN = frozenset(
    fold(word)
    for line in (
        "الله إلى الآن التي الذي الذين ألف ألم إلا إلغاء إلقاء إلهام إلزام",
        "التزام التقاء ألمانيا ألمانية ألماني ألبانيا ألبوم ألعاب",
    )
    for word in line.split()
)


@lru_cache(maxsize=1 << 16)
def indexed(form: str) -> tuple[str, ...]:
    """Return all forms under which a folded word is indexed."""
    if _NUMERAL.fullmatch(form):
        return (_numeral(form),)
    found = [form]
    for reading in readings(form):
        if reading.particles and len(reading.rest) >= _SHORTEST:
            found.append(reading.rest)
        if reading.rest.startswith("ال") and len(reading.rest) >= 4 and reading.rest not in _OWN:
            found.append(reading.rest[2:])
    return tuple(dict.fromkeys(term[:_LONGEST] for term in found))


@lru_cache(maxsize=1 << 12)
def sought(form: str) -> tuple[str, ...]:
    """Return the forms under which a folded word of a query is looked up.

    There are two where one cannot tell whether an article stands there: «بالستية» is no «ستية».
    """
    if _NUMERAL.fullmatch(form):
        return (_numeral(form),)
    if form in _OWN:
        return (form,)
    if form.startswith("ال") and len(form) >= 4:
        return (form[2:][:_LONGEST],)
    article = _ARTICLE.match(form)
    return (form[:_LONGEST], form[article.end() :][:_LONGEST]) if article else (form[:_LONGEST],)


def _numeral(form: str) -> str:
    """Return a numeral in one form: «10،000», «10,000» and «10000» are the same number, and so are «2,5» and «2.5»."""
    if _GROUPED.fullmatch(form):
        return _SEPARATOR.sub("", form)[:_LONGEST]
    return _SEPARATOR.sub(".", form)[:_LONGEST]
