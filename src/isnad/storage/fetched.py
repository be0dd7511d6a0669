"""What was fetched for a case, and by which marks a server can say that it has not changed since."""

from msgspec import Struct

from isnad.storage.file import CaseFile


class Fetched(Struct, frozen=True):
    """An address as it was last asked for: the server's own marks, "" where it gave none, and when (ISO 8601, UTC)."""

    etag: str
    changed: str
    at: str


def fetched(file: CaseFile, address: str) -> Fetched | None:
    """Return how an address was last asked for, None where it never was."""
    found = file.row("SELECT etag, changed, at FROM fetched WHERE address = ?", address)
    return Fetched(*found) if found else None


def keep(file: CaseFile, address: str, known: Fetched) -> None:
    """Keep how an address was asked for."""
    with file.transaction():
        file.run("DELETE FROM fetched WHERE address = ?", address)
        file.run("INSERT INTO fetched VALUES (?, ?, ?, ?)", address, known.etag, known.changed, known.at)
