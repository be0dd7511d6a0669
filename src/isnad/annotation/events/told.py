"""A deed as a text tells it, before it becomes an event for each thing that passes hands."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from isnad.annotation.events.trigger import Trigger
from isnad.languages.frames import Frame
from isnad.model import Factuality, Span

Count = tuple[float | None, float | None]
"""How many, at least and at most; an end that no text tells is None."""
TRANSFERS = frozenset(("AID", "COOPERATE", "SANCTION"))
"""The types in which something passes hands, or is withheld."""
ADDRESSED = frozenset(("ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "COERCE"))
"""The types that are done to somebody, who may stand second."""
JUDGING = frozenset(("ACCUSE", "SUPPORT", "REJECT"))
"""The types that are done to somebody by speaking of what he did."""


class Words:
    """The words that fill the roles of a deed, and the rules by which those are understood whom no word names."""

    def __init__(self) -> None:
        self.spans: list[tuple[str, Span]] = []
        self.understood: dict[str, str] = {}

    def add(self, role: str, span: Span, rule: str = "") -> None:
        """Add words for a role, with the rule by which they mean somebody, "" where they name him."""
        self.spans.append((role, span))
        if rule:
            self.understood[role] = rule

    def lack(self, role: str) -> bool:
        """Whether no words fill a role."""
        return all(filled != role for filled, _ in self.spans)

    def note(self, rule: str, role: str, before: tuple[str, ...], behind: tuple[str, ...]) -> None:
        """Note the rule by which a role has other parties than before."""
        if behind and behind != before:
            self.understood[role] = rule


class Told(NamedTuple):
    """A deed: its word and frame, its parties, what passes hands, how far it is so, the words for it, its clause's subject.

    ``unnamed``: the clause says who does it, and that is nobody with a name («سكان», «مصدر طبي»).
    ``about``: the definite noun that is judged or refused («القرار», «العرض»), or that names people who are held.
    ``aimed``: at people without a name.
    ``own``: its own clause names a party. ``known``: a noun with the article comes back to an accusation told before.
    ``struck``: what is attacked is a place or a thing of nobody who is named.
    ``sites``: names of places in what it befalls and in what its noun is of.
    ``understood``: the rules (section "understood" of ``wordings.txt``) by which a role has whom its words do not name.
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
    understood: Mapping[str, str] = {}


def is_land(id: str) -> bool:
    """Whether an id is that of a country."""
    return len(id) == 2 and id.isupper()


def noted(rule: str, before: Sequence[Told], behind: Sequence[Told]) -> list[Told]:
    """Return deeds with the name of the rule that made them of others, in each role whose parties it changed."""
    was = {(told.trigger.at, told.frame.key): told for told in before}
    return [_noted(rule, was[told.trigger.at, told.frame.key], told) for told in behind]


def _noted(rule: str, was: Told, told: Told) -> Told:
    understood = dict(told.understood)
    for role, old, new in (("actor", was.actors, told.actors), ("recipient", was.recipients, told.recipients)):
        if new != old:
            understood[role] = rule
        if not new:
            understood.pop(role, None)
    return told._replace(understood=understood) if understood != told.understood else told
