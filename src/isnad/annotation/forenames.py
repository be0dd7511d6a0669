"""Given names in disguise: read as a verb, a noun or a foreign word, and names by what stands beside them.

Each function answers for the word ``at`` of a text.
"""

from isnad.annotation.clauses import Syntax
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context, given_names, is_common, is_ordinary, listed_as_name, titles

_LATIN_BINDERS = frozenset(
    ("bin", "bint", "ibn", "ben", "al", "el", "ould", "von", "van", "der", "de", "di", "da", "du", "la", "le")
)


def is_first(form: str) -> bool:
    """Whether a folded form is a given name, or a word that is one, too."""
    names = given_names()
    return form in names.sure or form in names.unsure


def is_called_like_verb(syntax: Syntax, at: int) -> bool:
    """Whether a given name that is read as a verb opens a sentence or a topic before a family name: «أما سامح الدرديري»."""
    tokens, read = syntax.tokens, syntax.readings
    if at + 1 >= len(read) or read[at].tag != "V" or read[at + 1].tag != "M" or tokens.gap(at + 1) != " ":
        return False
    family, opens = tokens.forms[at + 1], not at or tokens.breaks(at) or tokens.forms[at - 1] in ("اما", "واما")
    return opens and is_first(tokens.forms[at]) and family in given_names().family and not is_common(family)


def is_quoted_given(syntax: Syntax, at: int) -> bool:
    """Whether a given name that is a word too stands before a listed name where somebody is quoted: «قول إخلاص حمد»."""
    tokens = syntax.tokens
    if not at or at + 1 >= len(tokens) or syntax.readings[at].tag != "N" or tokens.forms[at - 1] not in context("words-of"):
        return False
    named = is_first(tokens.forms[at]) and listed_as_name(tokens.forms[at + 1])
    return named and tokens.gap(at) == " " and tokens.gap(at + 1) == " "


def is_latin_part(syntax: Syntax, at: int) -> bool:
    """Whether a Latin word without a capital is of a name: «Jin-woo», «Nasser bin Daghar», «Mabchut al-Hammami»."""
    tokens = syntax.tokens
    if not at or syntax.readings[at - 1].tag != "F":
        return False
    followed = at + 1 < len(tokens) and tokens.quote(at + 1)[:1].isupper()
    return tokens.gap(at) == "-" or (tokens.forms[at] in _LATIN_BINDERS and followed)


def is_given_behind_title(syntax: Syntax, at: int) -> bool:
    """Whether a given name that is read as a verb stands between a title and a family name: «المهندس رفعت الجندي»."""
    tokens = syntax.tokens
    if not at or at + 1 >= len(tokens) or syntax.readings[at].tag != "V" or tokens.gap(at) != " ":
        return False
    form, family, before = tokens.forms[at], tokens.forms[at + 1], tokens.forms[at - 1]
    if not is_first(form) or tokens.gap(at + 1) != " " or not family.startswith("ال"):
        return False
    if titles().get(before) or owned_title(syntax, at - 1):
        return listed_as_name(family)
    listed = listed_as_name(family) or not is_ordinary(family)
    return before.startswith("ال") and listed and not is_common(family)  # «النقابة الأساسية آمال الجريبي»


def is_titled_given(syntax: Syntax, at: int) -> bool:
    """Whether a given name that is a word too stands between a rank and a word that is none: «العقيد عمر بوح روبلة»."""
    tokens = syntax.tokens
    form = tokens.forms[at]
    if not is_first(form) or not at or at + 1 >= len(tokens) or tokens.gap(at).strip() or tokens.gap(at + 1) != " ":
        return False
    follows = tokens.forms[at + 1]
    family = syntax.readings[at + 1].tag in "NAM" and not follows.startswith("ال") and not is_common(follows)
    styled = (
        is_first(follows) and syntax.readings[at + 1].tag == "M" and titles().get(tokens.forms[at - 1]) in ("rank", "honorific")
    )
    return (family and titles().get(tokens.forms[at - 1]) == "rank") or styled  # «الشيخ صباح خالد»


def is_strange(syntax: Syntax, at: int) -> bool:
    """Whether a word behind a title is none of the language: «القاضي ستاليوس خريستو»."""
    tokens = syntax.tokens
    form = tokens.forms[at]
    if is_common(form) or is_ordinary(form) or form.startswith("ال") or tokens.gap(at).strip() or not at:
        return False
    return titles().get(tokens.forms[at - 1]) is not None


def is_dual(syntax: Syntax, at: int) -> bool:
    """Whether a word is an unlisted dual of a noun or an adjective: «اتصالين هاتفيين»."""
    form = syntax.tokens.forms[at]
    if not form.endswith("ين") or len(form) < 6 or listed_as_name(form):
        return False
    stem = form[:-3] + "ه" if form.endswith("تين") else form[:-2]
    return any(found.pos in ("noun", "adj", "masdar") and not found.particles for found in analyses(stem))


def owned_title(syntax: Syntax, at: int) -> str:
    """Return the kind of a title with a pronoun behind it, "" if none is one: «مفوضته إنغريد دالمان»."""
    form, pronoun = syntax.tokens.forms[at], syntax.readings[at].pronoun
    if not pronoun or pronoun == "ي" or syntax.readings[at].tag not in "NA":
        return ""  # «لفلاحي الساورة» are no farmers of mine
    stem = form.removesuffix(pronoun)
    stem = stem[:-1] + "ه" if stem.endswith("ت") else stem
    return (titles().get(stem) or titles().get(stem[1:]) or "") if len(stem) > 3 else ""
