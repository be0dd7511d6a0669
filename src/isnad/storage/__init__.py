"""The case, in an SQLite file or on a PostgreSQL server: it keeps what was read and found. The only place that knows SQL."""

from isnad.storage.file import CaseError, CaseFile, open_file

__all__ = ["CaseError", "CaseFile", "open_file"]
