"""Documents and parties as lists show them: an entry of a document, the names of a party, the roles that word lists know."""

from functools import cache
from typing import NamedTuple

from isnad.case import Named
from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.names import gazetteer
from isnad.model import Document
from isnad.web.texts import cut

_OF = frozenset(map(fold, ("بن", "ابن", "بنت", "ولد", "آل", "أبو", "أبي", "أم", "بو", "بني")))  # with which no given name begins
_LONGEST = 48  # letters of a title that stands for its publisher


class Entry(NamedTuple):
    """A document as a list shows it."""

    id: str
    name: str
    title: str
    publisher: str | None
    published: str | None
    lang: str
    flags: tuple[str, ...]

    @property
    def outlet(self) -> str:
        """Who prints it; where nobody knows, the document by its title or name."""
        return self.publisher or cut(self.title, _LONGEST)


class Names(NamedTuple):
    """What a party is called: as its documents most often write it, and as the word lists do."""

    ar: str
    en: str


def entry(document: Document) -> Entry:
    """Return a document as a list shows it."""
    title = " ".join(document.title.quote(document.text).split()) if document.title else document.name
    return Entry(document.id, document.name, title, document.publisher, document.published, document.lang, document.flags)


def called(named: Named) -> Names:
    """Return what somebody is called: a person by the full name that is written most often, not by one word of it."""
    spelt = [surface for surface, _ in named.surfaces]
    full = next((surface for surface in spelt if _is_full(surface)), spelt[0]) if named.type == "PER" else spelt[0]
    return Names(full, full if named.name in spelt else named.name)


def _is_full(name: str) -> bool:
    """Whether a name is a given name and another: «الناصر بن حليمة», and not «بن حليمة»."""
    first, *others = name.split()
    return bool(others) and fold(first) not in _OF


@cache
def countries() -> dict[str, Names]:
    """Return what countries are called: a case may name one only by its people or its capital."""
    return {record.fields[0]: Names(record.surfaces[0].text, record.fields[1]) for record in pack.read("names/countries")}


@cache
def listed_roles() -> dict[str, str]:
    """Return the roles that the word lists give to whom they know, as they are written there, by ids."""
    names = (name for known in gazetteer().table.values() if known for name in known.names)
    return {name.id: name.settings["role"] for name in names if "role" in name.settings}
