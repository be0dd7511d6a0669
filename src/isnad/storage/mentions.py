"""Who and what the documents of a case name: counted over the flat table of mentions."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from isnad.model import EntityType
from isnad.storage.file import ALL, CaseFile
from isnad.storage.stories import within

_MANY = 200  # named things; to ask for each of so many takes longer than to ask for all
_AMONG = "(?{0} IS NULL OR document IN numbers(?{0}))"  # the documents that are meant; without, all


class Named(Struct, frozen=True):
    """A named thing in a case: how often it is mentioned, under which surfaces, in which documents (their names)."""

    id: str
    name: str
    type: EntityType
    mentions: int
    documents: tuple[str, ...]
    surfaces: tuple[tuple[str, int], ...]


def entities(
    file: CaseFile,
    type: EntityType | None = None,
    limit: int | None = None,
    offset: int = 0,
    id: str | None = None,
    story: str | None = None,
) -> list[Named]:
    """Return what is named, the most often mentioned first; ``type``, ``id``, ``story`` and ``limit`` narrow it."""
    narrowed = "entity = ?3 AND" if id is not None else "?3 IS NULL AND"  # the index serves a plain comparison alone
    rows = within(file, story)
    counted = file.rows(
        f"SELECT type, entity, count(*) FROM mentions WHERE {narrowed} (?1 IS NULL OR type = ?1) "
        f"AND {_AMONG.format(5)} GROUP BY type, entity ORDER BY count(*) DESC, entity, type LIMIT ?2 OFFSET ?4",
        *(type, ALL if limit is None else limit, id, offset, rows),
    )
    if len(counted) > _MANY:
        return list(_all_named(file, counted, rows))
    return [_named(file, type, entity, count, rows) for type, entity, count in counted]


def _all_named(file: CaseFile, counted: Sequence[tuple[EntityType, str, int]], rows: str | None) -> Iterator[Named]:
    """Yield named things as :func:`_named` does, with one look at all mentions."""
    called = dict[int, str](file.rows("SELECT row, name FROM documents"))
    names, surfaces = (defaultdict[tuple[str, str], Counter[str]](Counter) for _ in range(2))
    documents = defaultdict[tuple[str, str], set[int]](set)
    for type, entity, name, surface, document in file.rows(
        f"SELECT type, entity, name, surface, document FROM mentions WHERE {_AMONG.format(1)}", rows
    ):
        key = type, entity
        names[key][name] += 1
        surfaces[key][surface] += 1
        documents[key].add(document)
    for type, entity, count in counted:
        key = type, entity
        told = sorted({called[row] for row in documents[key]})
        yield Named(entity, _ordered(names[key])[0][0], type, count, tuple(told), tuple(_ordered(surfaces[key])))


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _named(file: CaseFile, type: EntityType, entity: str, count: int, rows: str | None) -> Named:
    documents = file.rows(
        "SELECT DISTINCT documents.name FROM mentions JOIN documents ON documents.row = mentions.document "
        f"WHERE type = ?1 AND entity = ?2 AND {_AMONG.format(3)} ORDER BY documents.name",
        *(type, entity, rows),
    )
    (name, _), *_ = _counted(file, "name", type, entity, rows)
    surfaces = tuple(_counted(file, "surface", type, entity, rows))
    return Named(entity, name, type, count, tuple(name for (name,) in documents), surfaces)


def _counted(file: CaseFile, column: str, type: str, entity: str, rows: str | None) -> list[tuple[str, int]]:
    """Return the values of a column for one named thing, the most frequent first."""
    return file.rows(
        f"SELECT {column}, count(*) FROM mentions WHERE type = ?1 AND entity = ?2 AND {_AMONG.format(3)} "
        f"GROUP BY {column} ORDER BY count(*) DESC, {column}",
        *(type, entity, rows),
    )
