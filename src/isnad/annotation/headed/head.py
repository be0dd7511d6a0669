"""A head noun in a text, and what the readers of names behind it share: a patron, nouns that lead on, words read as names."""

from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.headed.tail import tail_end
from isnad.annotation.mentions import Candidate, slug
from isnad.annotation.quoted import is_toponym, near
from isnad.annotation.tokens import Tokens
from isnad.languages.names import gazetteer
from isnad.languages.naming import Head, context, given_names, is_common, is_never_name, is_ordinary, titles
from isnad.model import EntityType

_TYPES: dict[str, EntityType] = {
    "organisation": "ORG",
    "place": "GPE",
    "site": "LOC",
    "agreement": "AGREEMENT",
    "event": "EVENT",
    "materiel": "MATERIEL",
}


_FATHERS = frozenset(("ابن", "بن", "عبد"))  # «جامعة ابن طفيل», «شارع عبد الخالق ثروت»


class Headed(NamedTuple):
    """A head noun where it stands: ``skip`` letters of particles before it, its folded ``form``, what it opens."""

    tokens: Tokens
    at: int
    skip: int
    form: str
    head: Head
    end: int
    """The word behind the phrase of the head: no name goes on with a definite word behind it."""
    syntax: Syntax

    def candidate(self, first: int, last: int, rule: str) -> Candidate:
        """Return the words [first, last) as a mention of the head's kind; the head is one of them where ``first`` is it."""
        skip = self.skip if first == self.at else 0
        words = [self.tokens.bare(first, skip), *self.tokens.forms[first + 1 : last]]
        type = _TYPES[self.head.kind]
        return Candidate(first, last, skip, type, slug(type, words), " ".join(words), f"head/{self.head.kind}/{rule}")


def names_place(tokens: Tokens, at: int) -> bool:
    """Whether a listed country, region or city begins at a word."""
    match = gazetteer().bare(tokens.words, at)
    return bool(match and match.value.names[0].type == "GPE" and match.value.mark != "?")


def is_nisba(tokens: Tokens, at: int) -> bool:
    """Whether a nationality begins at a word."""
    match = gazetteer().at(tokens.words, at)
    return bool(match and match.value.names[0].type == "NORP")


def patron_end(place: Headed) -> int | None:
    """Return where a name ends that is somebody's in whose honour it is: «قاعدة الملك سلمان الجوية»; None where it is not."""
    tokens, given, first = place.tokens, given_names(), place.at + 1
    if not place.head.kept or not near(tokens, first) or not _is_patron(tokens.forms[first]):
        return None
    if place.form.startswith("ال") and tokens.forms[first] in _FATHERS:
        return None  # «القيادي في الجبهة عبد الكريم بحيرة»
    last = first + 1
    while last < min(first + 6, len(tokens)) and near(tokens, last):
        form = tokens.forms[last]
        name = place.syntax.readings[last].tag == "M" or form in given.sure or form in given.unsure
        name = name or tokens.forms[last - 1] in _FATHERS
        if not name or place.syntax.readings[last].tag in "SPC" or place.syntax.readings[last].particles:
            break
        last += 1
    return tail_end(tokens, last, 3, place.end if place.end > last else last + 1) if last > first + 1 else None


def _is_patron(form: str) -> bool:
    """Whether a word opens the name of somebody in whose honour a thing is named: «الملك», «ابن»."""
    return form in context("patron") or form in _FATHERS


def is_forename(form: str) -> bool:
    """Whether a folded form is a given name, Arabic or foreign, or a word that is one, too."""
    given = given_names()
    return form in given.sure or form in given.unsure or form in given.foreign


def is_idafa(syntax: Syntax, at: int) -> bool:
    """Whether an indefinite ordinary noun stands between head and tail: «وزارة شؤون الأسرى», «غرفة طوارئ رأس العلم»."""
    tokens = syntax.tokens
    form = tokens.forms[at]
    return (
        not form.startswith(("ال", "وال", "لل"))
        and is_ordinary(form)
        and (form in context("folk") or not is_never_name(form))
        and (form[:1] not in "يت" or form in context("purpose"))
        and near(tokens, at + 1)
        and (
            tokens.forms[at + 1].startswith("ال")
            or names_place(tokens, at + 1)
            or is_toponym(syntax, at + 1)
            or _is_chain(tokens, at + 1)
        )
    )


def _is_chain(tokens: Tokens, at: int) -> bool:
    """Whether a second noun goes on to a definite one: «عائلات [ضحايا الرحلة]»."""
    form, before = tokens.forms[at], tokens.forms[at - 1]
    plain = is_ordinary(form) and not is_never_name(form) and form[:1] not in "يتوبل"
    return before in context("fellows") and plain and near(tokens, at + 1) and tokens.forms[at + 1].startswith("ال")


def named_end(syntax: Syntax, first: int, apart: bool = False) -> int:
    """Return where a run of at most three words that the tagger reads as names ends, no title and no listed name among them.

    ``apart`` are names to which «و» joins others: places, not companies («أردن وهولم»).
    """
    tokens, last = syntax.tokens, first
    while last < min(first + 3, len(tokens)) and near(tokens, last):
        form, reading = tokens.forms[last], syntax.readings[last]
        if reading.tag != "M" and (last == first or reading.tag not in "NA" or is_common(form) or form.startswith("ال")):
            break
        if reading.particles or is_never_name(form) or titles().get(form) or gazetteer().at(tokens.words, last):
            break
        if apart and last > first and form.startswith("و"):
            break  # «قريتي سفيان وتمرايت»
        last += 1
    return last
