"""The gazetteer: every known name of the pack under its folded surface, and the names a user adds.

Nisbas are listed once («روسي») and inflected here. The table is built from the word lists in about a second and
kept in the user's cache folder under the pack's fingerprint, so that later starts load it in a few hundredths.
"""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import get_args

import msgspec
from msgspec import Struct

from isnad.languages import cached, pack
from isnad.languages.folding import fold
from isnad.languages.lexicon import analyses
from isnad.languages.phrases import Phrases, key
from isnad.languages.records import Record
from isnad.model import EntityType

_TYPES = frozenset(get_args(EntityType))
_DEFAULT: dict[str, EntityType] = {
    "countries": "GPE",
    "demonyms": "NORP",
    "regions": "GPE",
    "cities": "GPE",
    "towns": "GPE",
    "sites": "LOC",
    "organisations": "ORG",
    "persons-east": "PER",
    "persons-west": "PER",
    "materiel": "MATERIEL",
    "agreements": "AGREEMENT",
    "events": "EVENT",
}
# Feminine, dual, sound plurals and the accusative of an adjective or noun of relation: «روسي» + …
_ENDINGS = ("", "ة", "ون", "ين", "ات", "ان", "تان", "تين", "ا")


class Name(msgspec.Struct, frozen=True, array_like=True):
    """A known thing: its id, type, English name and settings (``country``, ``capital``, ``role``, ``wikidata`` …)."""

    id: str
    type: EntityType
    name: str
    settings: dict[str, str]

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells one record from another."""
        return self.id, self.type, self.name


class Known(Struct, frozen=True):
    """A surface's meaning: the names it may stand for, the one listed first before; ``mark`` says how sure."""

    names: tuple[Name, ...]
    mark: str


def _inflected(base: str) -> Iterator[str]:
    """Yield all forms of a nisba, of several words too: «كوري شمالي», «الكوريين الشماليين» …"""
    words = base.split()
    fixed = words[:-1] if len(words) > 1 and not words[0].endswith("ي") else []  # «جنوب سودانيون», but «كوريون شماليون»
    for ending in _ENDINGS:
        plain = [*fixed, *(word + ending for word in words[len(fixed) :])]
        yield " ".join(plain)
        yield " ".join("ال" + word for word in plain)
        if fixed:
            yield "ال" + " ".join(plain)  # «الجنوب سوداني»


def _surfaces(record: Record, type: EntityType) -> Iterator[tuple[str, str]]:
    for text, mark in record.surfaces:
        if type != "NORP":
            yield text, mark
        elif mark == "+":
            yield text, ""
            yield "ال" + text, ""
        else:
            for form in _inflected(text):
                yield form, mark


def _listed() -> Iterator[tuple[str, str, Name]]:
    """Yield every surface of the pack with its mark and name."""
    for path in sorted((pack.FOLDER / "names").glob("*.txt")):
        for record in pack.read(f"names/{path.stem}"):
            id, name = record.fields[0], record.fields[-1]
            type = record.settings.get("type", _DEFAULT[path.stem])
            entry = Name(id, type, name, {k: v for k, v in record.settings.items() if k != "type"})  # type: ignore[arg-type]
            for surface, mark in _surfaces(record, entry.type):
                yield surface, mark, entry
            if entry.type in ("GPE", "LOC", "PER", "ORG") and len(name) > 3 and "(" not in name:
                yield name, "", entry  # translated pages leave names in Latin letters


def _build(listed: Iterable[tuple[str, str, Name]]) -> dict[str, Known | None]:
    found: dict[str, Known] = {}
    for surface, mark, name in listed:
        phrase = key(surface)
        known = found.get(phrase)
        if known is None or (known.mark == "?" and mark != "?"):
            found[phrase] = Known((name,), mark)
        elif mark != "?" or known.mark == "?":
            found[phrase] = Known((*known.names, name), known.mark)
    phrases: Phrases[Known] = Phrases()
    for phrase, known in found.items():
        # «روسيا» is the country before it is the accusative of «روسي»
        names = tuple(sorted(known.names, key=lambda name: name.type == "NORP"))
        phrases.add(phrase, Known(names, "?" if _is_word(phrase, names[0]) else known.mark))
    return phrases.table


def _is_word(phrase: str, name: Name) -> bool:
    """Whether a name of one word is an ordinary word as well («البناء» is a newspaper, too)."""
    if " " in phrase or name.type not in ("ORG", "MATERIEL", "EVENT", "AGREEMENT") or name.id.isupper():
        return False  # places that are words as well carry their mark in the lists
    return any(found.pos in ("noun", "adj", "verb", "masdar", "participle") for found in analyses(phrase))


class _Stored(msgspec.Struct, array_like=True):
    names: list[Name]
    known: list[tuple[tuple[int, ...], str]]
    table: dict[str, int]


@cache
def gazetteer() -> Phrases[Known]:
    """Return the names of the pack."""
    stored = cached.load("names", _Stored, lambda: _stored(_build(_listed())), pack.fingerprint_of_words)
    names = stored.names
    phrases: Phrases[Known] = Phrases()
    known = [Known(tuple(names[i] for i in found), mark) for found, mark in stored.known]
    phrases.table = {phrase: None if at < 0 else known[at] for phrase, at in stored.table.items()}
    return phrases


def _stored(table: dict[str, Known | None]) -> _Stored:
    unique = {name.key: name for known in table.values() for name in (known.names if known else ())}
    numbers = {key: i for i, key in enumerate(unique)}
    meanings: dict[tuple[tuple[int, ...], str], int] = {}
    places = {}
    for phrase, known in table.items():
        meaning = (tuple(numbers[n.key] for n in known.names), known.mark) if known else None
        places[phrase] = -1 if meaning is None else meanings.setdefault(meaning, len(meanings))
    return _Stored(list(unique.values()), list(meanings), places)


class UserNames:
    """Names that a user adds to the pack's; ``fingerprint`` tells one set from another."""

    def __init__(self, rows: Iterable[tuple[str, Name]] = ()) -> None:
        self.rows = tuple(sorted(rows, key=lambda row: (row[0], row[1].id)))
        self.phrases: Phrases[Known] = Phrases()
        for surface, name in self.rows:
            self.phrases.add(surface, Known((name,), ""))
        spelled = "\n".join(f"{surface}\t{name.id}\t{name.type}\t{name.name}" for surface, name in self.rows)
        self.fingerprint = sha256(spelled.encode()).hexdigest()[:12] if self.rows else ""


def read_user_names(path: Path) -> UserNames:
    """Read a CSV file with the columns ``surface,id,type,name`` (name may be left out).

    Raises ValueError that names the file, the row and the fault; OSError where it cannot be read.
    """
    rows = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        missing = {"surface", "id", "type"} - set(table.fieldnames or ())
        if missing:
            raise ValueError(f"{path.name}: no column {', '.join(sorted(missing))}; columns are surface,id,type,name")
        for number, row in enumerate(table, 2):
            type = (row["type"] or "").strip().upper()
            surface, id = (row["surface"] or "").strip(), (row["id"] or "").strip()
            if type not in _TYPES:
                raise ValueError(f"{path.name}:{number}: type {row['type']!r} is none of {', '.join(sorted(_TYPES))}")
            if not id or not key(surface):
                raise ValueError(f"{path.name}:{number}: a row needs a surface with a letter in it and an id")
            rows.append((surface, Name(id, type, (row.get("name") or surface).strip(), {})))  # type: ignore[arg-type]
    return UserNames(rows)


def folded_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a surface."""
    return tuple(fold(key(text)).split())
