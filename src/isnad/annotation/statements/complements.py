"""What stands behind a verb: the prepositions under which its content may follow, and phrases that only say when."""

from isnad.annotation.clauses import Syntax
from isnad.annotation.phrases import Phrase
from isnad.languages.naming import context

# The folded prepositions of each frame; ``languages/ar/cues.txt`` explains the frames.
PREPOSITIONS = {
    "b": ("ب",),
    "li": ("ل",),
    "an": ("عن",),
    "ala": ("علي",),
    "ila": ("الي",),
    "min": ("من",),
    "fi": ("في",),
    "hawl": ("حول", "بشان", "ازاء", "حيال", "تجاه"),
}


def is_time(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether a phrase says when: «مطلع الشهر», «أمس الاثنين»."""
    reading = syntax.readings[phrase.first]
    form = syntax.tokens.forms[phrase.first]
    if (
        reading.tag == "B"
        or form in context("time")
        or (form == "الاول" and phrase.first and syntax.tokens.forms[phrase.first - 1] == "امس")
    ):
        return True
    return reading.analysis is not None and reading.analysis.lemma.sense == "time" and reading.tag == "N" and not reading.pronoun
