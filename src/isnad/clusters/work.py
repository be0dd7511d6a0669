"""The folder in which the machines of a cluster hand over what they made."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def place(case: Path | None, work: str | Path | None) -> Iterator[Path]:
    """Give the folder ``work``, which is kept, or one beside the case, which is not.

    Raises ValueError where it is not empty, and where none is named for a case that is no file.
    """
    if work is None:
        if case is None:
            raise ValueError("A case on a server has no folder beside it. Name one that all machines see at the same path.")
        folder = Path(tempfile.mkdtemp(prefix=f".{case.name}.", suffix=".work", dir=case.absolute().parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return
    folder = Path(work).absolute()
    if folder.is_dir() and any(folder.iterdir()):
        raise ValueError(f"The folder {folder} is not empty: what another reading left there could be taken for this one's.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError(f"The folder {folder} cannot be made: {(error.strerror or str(error)).lower()}.") from error
    yield folder
