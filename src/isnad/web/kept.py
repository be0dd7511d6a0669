"""What was worked out from a case, kept until the case changes; what takes long is worked out beside the pages."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from isnad.case import Case

T = TypeVar("T")
_MOST = 400  # answers that are kept, of which a few are long


class Kept:
    """Answers of the case at ``path``, each under a key."""

    def __init__(self, path: Path | str) -> None:
        self.path = path
        self.case = Case.open(path, create=False)
        self._kept: dict[str, tuple[object, Any]] = {}
        self._working: set[str] = set()
        self._held: object = None
        self.late = False  # whether a page shows something that was worked out before the case was last changed

    def hold(self) -> None:
        """Look at the case once for all that a page asks for: a page asks a thousand times, and the disk answers slowly."""
        self._held = self._look()
        self.late = False

    def release(self) -> None:
        """Look at the case again whenever something is asked for."""
        self._held = None

    def _keep(self, key: str, work: Callable[[], T]) -> T:
        """Return what was worked out under a key, anew where the case has changed since."""
        state = self._state()
        if key not in self._kept or self._kept[key][0] != state:
            self._kept.pop(key, None)
            self._kept[key] = (state, work())
            if len(self._kept) > _MOST:
                del self._kept[next(iter(self._kept))]  # what nobody asked for the longest
        else:
            self._kept[key] = self._kept.pop(key)
        found: T = self._kept[key][1]
        return found

    def _keep_beside(self, key: str, work: Callable[[Case], T]) -> T | None:
        """Return what is worked out under a key on a connection of its own: what was known before, None at first, until it
        is there.
        """
        state = self._state()
        kept = self._kept.get(key)
        if (kept is None or kept[0] != state) and key not in self._working:
            self._working.add(key)
            Thread(target=self._work, args=(key, state, work), daemon=True).start()
        self.late = self.late or (kept is not None and kept[0] != state)
        return kept[1] if kept else None

    def _work(self, key: str, state: object, work: Callable[[Case], Any]) -> None:
        """Work something out on a connection of its own."""
        try:
            with Case.open(self.path, create=False) as case:
                self._kept[key] = (state, work(case))
        finally:
            self._working.discard(key)

    def _state(self) -> object:
        """Return a value that differs once anybody has written to the case; what was held, while a page is made."""
        return self._held or self._look()

    def _look(self) -> object:
        """Return a value that differs once anybody has written to the case."""
        return self.case.state
