"""A word that can tell a deed, with the frames that it may have."""

from typing import Literal, NamedTuple

from isnad.languages.frames import Frame

Kind = Literal["verb", "masdar", "noun"]


class Trigger(NamedTuple):
    """A word that can tell a deed: the word, how it tells it, its frames, whether it is passive, the idiom's further words.

    A noun is passive behind a verb that says no more than that it was done: «تم تجميد», «جرى تبادل». ``whole`` is a verb
    whose «و» was read as "and".
    """

    at: int
    kind: Kind
    frames: tuple[Frame, ...]
    passive: bool = False
    rest: tuple[int, ...] = ()
    whole: bool = False

    @property
    def tells(self) -> bool:
        """Whether it tells the deed and does not only name it."""
        return self.kind == "verb" or self.passive
