"""What the readers of all kinds of cues have in common."""

from abc import ABC, abstractmethod

from isnad.annotation.statements.antecedents import Antecedents
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.hosts import Hosts
from isnad.annotation.statements.said import Part, Said, Text
from isnad.annotation.statements.subjects import Subjects


class Reader(Part, ABC):
    """Reads one kind of cue."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.subjects, self.antecedents, self.hosts = Subjects(text), Antecedents(text), Hosts(text)

    @abstractmethod
    def said(self, cue: Found) -> list[Said]:
        """Return what is said at a cue, once for each who says it; nothing where the cue makes no statement."""
