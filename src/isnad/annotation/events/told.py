"""A deed as a text tells it, before it becomes an event for each thing that passes hands."""

from typing import NamedTuple

from isnad.annotation.events.trigger import Trigger
from isnad.languages.frames import Frame
from isnad.model import Factuality, Span

Count = tuple[float | None, float | None]
"""How many, at least and at most; an end that no text tells is None."""
Words = list[tuple[str, Span]]
"""The words that fill the roles of a deed, each with its role."""
TRANSFERS = frozenset(("AID", "COOPERATE", "SANCTION"))
"""The types in which something passes hands, or is withheld."""
ADDRESSED = frozenset(("ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "COERCE"))
"""The types that are done to somebody, who may stand second."""
JUDGING = frozenset(("ACCUSE", "SUPPORT", "REJECT"))
"""The types that are done to somebody by speaking of what he did."""


class Told(NamedTuple):
    """A deed: its word and frame, its parties, what passes hands, how far it is so, the words for it, its clause's subject.

    ``unnamed``: the clause says who does it, and that is nobody with a name («سكان», «مصدر طبي»).
    ``about``: the definite noun that is judged or refused («القرار», «العرض»), or that names people who are held.
    ``aimed``: at people without a name.
    ``own``: its own clause names a party. ``known``: a noun with the article comes back to an accusation told before.
    ``struck``: what is attacked is a place or a thing of nobody who is named.
    ``sites``: names of places in what it befalls and in what its noun is of.
    """

    trigger: Trigger
    frame: Frame
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    objects: dict[str | None, Span | None]
    factuality: Factuality
    casualties: dict[str, Count]
    statement: int | None
    words: tuple[tuple[str, Span], ...]
    subject: tuple[str, ...]
    unnamed: bool = False
    about: str = ""
    aimed: bool = False
    own: bool = True
    known: bool = False
    struck: bool = False
    sites: tuple[int, ...] = ()


def is_land(id: str) -> bool:
    """Whether an id is that of a country."""
    return len(id) == 2 and id.isupper()
