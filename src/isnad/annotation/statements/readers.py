"""What the readers of all kinds of cues have in common."""

from abc import ABC, abstractmethod

from isnad.annotation.statements.antecedents import Antecedents
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.extents import Content
from isnad.annotation.statements.hosts import Hosts
from isnad.annotation.statements.said import Part, Said, Text
from isnad.annotation.statements.subjects import Subjects
from isnad.languages.naming import context


class Reader(Part, ABC):
    """Reads one kind of cue."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.subjects, self.antecedents, self.hosts = Subjects(text), Antecedents(text), Hosts(text)

    @abstractmethod
    def said(self, cue: Found) -> list[Said]:
        """Return what is said at a cue, once for each who says it; nothing where the cue makes no statement."""

    def meant(self, cue: Found, content: Content) -> Content:
        """Return the clause that a content of a mere «ذلك» or «هذه المزاعم» stands for; the content where none is near."""
        words = self.read[content.first : content.last]
        mere = len(words) == 1 or all(reading.tag not in "VS" for reading in words)
        truth = len(words) == 2 and words[1].tag == "D" and self.text.lemma(content.first) in context("truth")  # «صحة ذلك»
        own = len(words) > 1 and self.text.lemma(content.first + 1) in context("charges") and content.how == "obj"
        if (words[0].tag == "D" and mere and not own) or truth:
            return self.text.nearest(cue.first) or content
        return content
