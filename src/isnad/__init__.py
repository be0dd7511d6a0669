"""Isnad (إسناد): who says what, on whose word, since when, and where the accounts disagree."""

from importlib import import_module
from typing import TYPE_CHECKING

from isnad import native
from isnad.release import __version__

if TYPE_CHECKING:
    from isnad.annotation import annotate
    from isnad.case import Case
    from isnad.cleaning import clean
    from isnad.parsing import parse
    from isnad.reading import read

native.use()  # before any module is imported that may be compiled

__all__ = ["Case", "__version__", "annotate", "clean", "parse", "read"]

_HOMES = {
    "Case": "isnad.case",
    "annotate": "isnad.annotation",
    "clean": "isnad.cleaning",
    "parse": "isnad.parsing",
    "read": "isnad.reading",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that ``import isnad`` costs nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'isnad' has no attribute {name!r}")
