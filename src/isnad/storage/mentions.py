"""Who and what the documents of a case name: counted over the flat table of mentions."""

from msgspec import Struct

from isnad.model import EntityType
from isnad.storage.file import ALL, CaseFile
from isnad.storage.stories import within

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
    return [_named(file, type, entity, count, rows) for type, entity, count in counted]


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
