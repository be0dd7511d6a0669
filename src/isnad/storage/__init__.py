"""The case file: one SQLite file that keeps what was read and what was found in it. The only place that knows SQL."""

from isnad.storage.file import CaseError, CaseFile, open_file

__all__ = ["CaseError", "CaseFile", "open_file"]
