"""The compiled modules, where somebody has made them: Python imports them in place of their sources.

``isnad compile`` (``isnad.compiling``) makes machine code of the modules that read articles, and puts it beside the package. It
stands for its sources as long as it was made of exactly these and for this Python; else they are imported, and nothing is said.
What is found is the same to the byte. ``ISNAD_COMPILED=0`` in the environment leaves it aside.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Literal

State = Literal["compiled", "compiled from other sources", "not compiled"]

PACKAGE = Path(__file__).parent
SUFFIX = EXTENSION_SUFFIXES[0]  # of this Python alone: «.cpython-311-x86_64-linux-gnu.so»
HOME = PACKAGE / "_compiled" / SUFFIX.strip(".").rpartition(".")[0]
MADE_OF = "made-of"  # the file that says of which sources
_FOLDERS = ("annotation", "cleaning", "languages")


def sources() -> Iterator[Path]:
    """Yield the sources on which a compiled module may depend, in order."""
    yield PACKAGE / "model.py"
    for folder in _FOLDERS:
        yield from sorted((PACKAGE / folder).rglob("*.py"))


def digest() -> str:
    """Return what the sources are, in a word."""
    from hashlib import sha256

    state = sha256()
    for path in sources():
        state.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()


def state() -> State:
    """Return whether compiled modules are at hand, and made of the present sources."""
    try:
        made_of = (HOME / MADE_OF).read_text(encoding="ascii")
    except OSError:
        return "not compiled"
    return "compiled" if made_of == digest() else "compiled from other sources"


def use() -> None:
    """Have Python import the compiled modules, where they fit the sources and the environment does not forbid it."""
    if HOME.is_dir() and os.environ.get("ISNAD_COMPILED") != "0" and state() == "compiled":
        sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    """Finds the compiled modules by their names, which are those of their files."""

    def __init__(self) -> None:
        self.places = {path.name.removesuffix(SUFFIX): path for path in HOME.glob(f"*{SUFFIX}")}

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - as Python calls it
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Return where a compiled module lies, None for any other."""
        place = self.places.get(fullname)
        return spec_from_file_location(fullname, place, loader=ExtensionFileLoader(fullname, str(place))) if place else None
