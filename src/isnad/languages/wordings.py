"""The words with which Isnad itself speaks: templates of glosses, counted nouns, dates (``glosses.txt``, ``wordings.txt``)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.lexicon import analyses
from isnad.languages.names import gazetteer
from isnad.model import Wording

_PART = re.compile(r"\[([^\]]*)\]|\{([a-z]+)/([a-z]+)\}|\{([a-z.-]+)(?:\?([^}]*))?\}")


class Slot(NamedTuple):
    """A place of a template that a word fills; ``default`` where there is none, None where the template then fails."""

    name: str
    default: str | None


class Agreement(NamedTuple):
    """A verb that agrees with the slot before it."""

    singular: str
    plural: str


class Segment(NamedTuple):
    """A part of a template that is left out where a slot of it has no word."""

    parts: tuple[str | Slot | Agreement, ...]


Part = str | Slot | Agreement | Segment


class Template(NamedTuple):
    """A line with slots. ``needs`` are those without which it cannot be written."""

    parts: tuple[Part, ...]

    @property
    def needs(self) -> frozenset[str]:
        """The slots without which the line cannot be written."""
        return frozenset(part.name for part in self.parts if isinstance(part, Slot) and part.default is None)

    @property
    def slots(self) -> frozenset[str]:
        """All slots of the line."""
        inside = (inner for part in self.parts for inner in (part.parts if isinstance(part, Segment) else (part,)))
        return frozenset(part.name for part in inside if isinstance(part, Slot))


class Templates(NamedTuple):
    """The lines of one kind, of each language the one that wants most first."""

    ar: tuple[Template, ...]
    en: tuple[Template, ...]


class Noun(NamedTuple):
    """What is counted. Arabic: singular, plural, dual (genitive), the singular behind 11 to 99; English: singular, plural.

    ``kind`` is "p" for people, "m" for a measure of something, "" for the rest. ``country`` is that of a people.
    """

    ar: tuple[str, str, str, str]
    en: tuple[str, str]
    feminine: bool = False
    kind: str = ""
    country: str = ""


class Thing(NamedTuple):
    """A word for what passes hands: Arabic genitive, accusative and with the article, English, and whether that is a plural."""

    genitive: str
    accusative: str
    definite: str
    en: str
    plural: bool


def parse(text: str) -> Template:
    """Return a template as it is written in ``glosses.txt``. Raises ValueError where a bracket is left over."""
    return Template(tuple(_parts(text)))


def _parts(text: str) -> Iterator[Part]:
    at = 0
    for match in _PART.finditer(text):
        yield from _plain(text[at : match.start()], text)
        at = match.end()
        segment, singular, plural, name, default = match.groups()
        if segment is not None:
            yield Segment(tuple(part for part in _parts(segment) if not isinstance(part, Segment)))
        elif name is not None:
            yield Slot(name, default)
        else:
            yield Agreement(singular, plural)
    yield from _plain(text[at:], text)


def _plain(text: str, whole: str) -> Iterator[str]:
    if set(text) & set("[]{}"):
        raise ValueError(f"a bracket that is not closed: {whole!r}")
    if text:
        yield text


@cache
def glosses() -> Mapping[str, Templates]:
    """Return the templates of each claim key, and of each PLOVER type for keys that have none."""
    return {
        record.fields[0]: Templates(tuple(parse(line.text) for line in record.surfaces), tuple(map(parse, record.fields[1:])))
        for record in pack.read("glosses")
    }


def templates(key: str, type: str, thing: str | None) -> Templates | None:
    """Return the templates of a report by its key, else its type: those of "pay" where a purchase passes money."""
    if thing == "money" and key in section("payment")["keys"][0]:
        key = "pay"
    return glosses().get(key) or glosses().get(type)


@cache
def tail() -> Templates:
    """Return what a gloss adds where its template leaves it out."""
    ((english, arabic),) = section("tail").values()
    return Templates((parse(arabic[0]),), (parse(english[0]),))


@cache
def section(name: str) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return a section of ``wordings.txt``: the English and the Arabic words of each key."""
    return {
        record.fields[1]: (record.fields[2:], tuple(line.text for line in record.surfaces if not line.mark))
        for record in pack.read("wordings")
        if record.fields[0] == name
    }


def word(name: str, key: str) -> Wording:
    """Return the first words of a key of a section. Raises KeyError where it has none."""
    english, arabic = section(name)[key]
    return Wording(arabic[0], english[0])


def understood(rules: Mapping[str, str]) -> dict[str, Wording]:
    """Return in words the rules by which roles of an event have those whom their words do not name.

    A case that another version of Isnad read may have rules that this one does not know.
    """
    return {role: word("understood", rule) for role, rule in rules.items() if rule in section("understood")}


@cache
def things() -> Mapping[str, Thing]:
    """Return the words for each class of what passes hands."""
    found = {}
    for record in pack.read("wordings"):
        if record.fields[0] == "object":
            genitive, accusative, definite = (line.text for line in record.surfaces)
            found[record.fields[1]] = Thing(genitive, accusative, definite, record.fields[2], record.settings["n"] == "p")
    return found


@cache
def _nouns() -> tuple[dict[str, Noun], dict[str, Noun]]:
    by_key: dict[str, Noun] = {}
    by_form: dict[str, Noun] = {}
    for record in pack.read("wordings"):
        if record.fields[0] != "noun":
            continue
        forms = [line.text for line in record.surfaces if line.mark == ""]
        singular, plural = forms[:2]
        dual, behind = forms[2:] or (dual_of(singular), accusative_of(singular))
        english, get = (record.fields[2], record.fields[3]), record.settings.get
        found = Noun((singular, plural, dual, behind), english, get("g") == "f", get("k", ""))
        by_key[record.fields[1]] = found
        if record.fields[1] in section("toll"):
            continue  # «أسير» in a text is a prisoner
        for form in (*found.ar, nominative_of(dual), *(line.text for line in record.surfaces if line.mark)):
            by_form.setdefault(fold(form), found)
    return by_key, by_form


def noun(key: str) -> Noun:
    """Return a noun of ``wordings.txt`` by its key. Raises KeyError."""
    return _nouns()[0][key]


@lru_cache(maxsize=1 << 12)
def noun_of(counted: str) -> Noun:
    """Return what a report counts: by the key of a toll ("killed"), or by a noun as a text has it, folded or not.

    People of a kind stand behind the toll («killed:مدنيا»). A noun that is not listed stands in every number as the text has
    it, in English too.
    """
    by_key, by_form = _nouns()
    if counted in by_key and counted.isascii():
        return by_key[counted]
    toll, _, who = counted.partition(":")
    if who and toll in by_key:
        return _of_people(by_key[toll], noun_of(who))
    form = fold(counted.strip())
    found = by_form.get(form) or by_form.get(" ".join(part.removeprefix("ال") for part in form.split()))
    if found is not None:
        return found
    shown = " ".join(_unfolded().get(part, part) for part in counted.split())
    return _people(form) or Noun((shown,) * 4, (shown, shown), kind="p" if _is_person(form.split()) else "")


def _of_people(toll: Noun, who: Noun) -> Noun:
    """Return the noun for people of a kind whom something befell: «قتيلاً مدنياً», "civilians killed"."""
    singular, plural, dual, behind = (f"{ours} {theirs}" for ours, theirs in zip(toll.ar, who.ar, strict=True))
    english = (f"{who.en[0]} {toll.en[0]}", f"{who.en[1]} {toll.en[1]}")
    return Noun((singular, plural, dual, behind), english, kind="p", country=who.country)


def _people(form: str) -> Noun | None:
    """Return the noun of a nationality: «سوري», "Syrian"."""
    known = gazetteer().table.get(form)
    names = [name for name in (known.names if known else ()) if name.type == "NORP"]
    if not names or names[0].id not in _nisbas():
        return None
    singular, english = _nisbas()[names[0].id]
    words = singular.split()
    plural = " ".join(part + "ين" for part in words)
    several = english if english.endswith(("ese", "sh", "ch", "ss")) else f"{english}s"
    behind = " ".join(part + "اً" for part in words)
    return Noun((singular, plural, plural, behind), (english, several), kind="p", country=names[0].id)


@cache
def _nisbas() -> Mapping[str, tuple[str, str]]:
    """Return the Arabic and the English word for one of a people, by its id."""
    return {
        record.fields[0]: (record.surfaces[0].text, record.fields[-1])
        for record in reversed(list(pack.read("names/demonyms")))
        if record.surfaces[0].mark in ("", "?")
    }


def _is_person(words: list[str]) -> bool:
    return bool(words) and any(found.pos == "noun" and found.lemma.sense in ("person", "group") for found in analyses(words[0]))


def thing_of(counted: str) -> str | None:
    """Return the class of what passes hands that a counted noun has, None where it has none."""
    form = fold(counted.strip())
    return _classes().get(form) or next((_classes()[part] for part in form.split()[:1] if part in _classes()), None)


@cache
def _classes() -> Mapping[str, str]:
    return {fold(line.text): record.fields[0] for record in pack.read("objects") for line in record.surfaces}


@cache
def _unfolded() -> Mapping[str, str]:
    """Return nouns in their spelling by their folded form."""
    found: dict[str, str] = {}
    lists = ["objects", *(f"nouns/{path.stem}" for path in sorted((pack.FOLDER / "nouns").glob("*.txt")))]
    for record in (record for name in lists for record in pack.read(name)):
        for line in record.surfaces:
            if " " not in line.text:
                found.setdefault(fold(line.text), line.text)
    return found


def dual_of(singular: str) -> str:
    """Return the dual of a noun, as it stands in a genitive."""
    return singular[:-1] + "تين" if singular.endswith("ة") else singular + "ين"


def nominative_of(dual: str) -> str:
    """Return a dual as it stands alone: «روايتان», «وسيلتا إعلام»."""
    first, *rest = dual.split()
    if first.endswith("ين") and len(first) > 3:
        first = first[:-2] + "ان"
    elif rest and first.endswith("ي"):
        first = first[:-1] + "ا"
    rest = [part[:-2] + "ان" if part.endswith("ين") and len(part) > 3 else part for part in rest]
    return " ".join((first, *rest)).replace("أان", "آن")


def accusative_of(singular: str) -> str:
    """Return an indefinite noun in the accusative, as it stands behind 11 to 99."""
    return singular if singular.endswith(("ة", "اء", "ى")) else singular + "اً"
