"""The rules by which reports are made and connected: their fingerprint tells which claims are to be made anew."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from isnad.languages import pack


@cache
def fingerprint() -> str:
    """Return twelve hexadecimal digits that change with the code of connection, its weights and word lists, and the pack."""
    state = sha256(pack.fingerprint().encode())
    folder = Path(__file__).parent
    lists = (pack.FOLDER / f"{name}.txt" for name in pack.NOT_READ_WITH)
    for path in (*sorted(folder.glob("*.py")), *sorted(folder.glob("*.txt")), *lists):
        state.update(path.name.encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:12]
