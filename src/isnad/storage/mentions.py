"""Who and what the documents of a case name: counted over the flat table of mentions."""

from msgspec import Struct

from isnad.model import EntityType
from isnad.storage.file import CaseFile


class Named(Struct, frozen=True):
    """A named thing in a case: how often it is mentioned, under which surfaces, in which documents (their names)."""

    id: str
    name: str
    type: EntityType
    mentions: int
    documents: tuple[str, ...]
    surfaces: tuple[tuple[str, int], ...]


def entities(
    file: CaseFile, type: EntityType | None = None, limit: int | None = None, offset: int = 0, id: str | None = None
) -> list[Named]:
    """Return what is named, the most often mentioned first; ``type``, ``id`` and ``limit`` narrow it."""
    narrowed = "entity = ?3 AND" if id is not None else "?3 IS NULL AND"  # the index serves a plain comparison alone
    counted = file.rows(
        f"SELECT type, entity, count(*) FROM mentions WHERE {narrowed} (?1 IS NULL OR type = ?1) "
        "GROUP BY type, entity ORDER BY count(*) DESC, entity, type LIMIT ?2 OFFSET ?4",
        *(type, -1 if limit is None else limit, id, offset),
    )
    return [_named(file, type, entity, count) for type, entity, count in counted]


def _named(file: CaseFile, type: EntityType, entity: str, count: int) -> Named:
    documents = file.rows(
        "SELECT DISTINCT documents.name FROM mentions JOIN documents ON documents.row = mentions.document "
        "WHERE type = ? AND entity = ? ORDER BY documents.name",
        *(type, entity),
    )
    (name, _), *_ = _counted(file, "name", type, entity)
    surfaces = tuple(_counted(file, "surface", type, entity))
    return Named(entity, name, type, count, tuple(name for (name,) in documents), surfaces)


def _counted(file: CaseFile, column: str, type: str, entity: str) -> list[tuple[str, int]]:
    """Return the values of a column for one named thing, the most frequent first."""
    return file.rows(
        f"SELECT {column}, count(*) FROM mentions WHERE type = ? AND entity = ? "
        f"GROUP BY {column} ORDER BY count(*) DESC, {column}",
        *(type, entity),
    )
