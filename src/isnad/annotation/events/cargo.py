"""What passes hands where a pronoun alone tells it: the goods or the captives named last before a verb that agree with it."""

from bisect import bisect_left
from functools import cached_property

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.arguments import Arguments
from isnad.annotation.events.goods import Goods
from isnad.annotation.events.needs import is_captive
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.speakers import Speakers

_HANDING_ON = frozenset(("AID", "RETREAT", "SANCTION"))  # types of deeds whose goods or captives a pronoun takes up
_REACH = 45  # words within which it is still meant
_THINGS, _PEOPLE = frozenset(("ه", "ها")), frozenset(("ه", "ها", "هم", "هن", "هما"))


class Cargo:
    """Knows the goods and the captives that a text has named before a word."""

    def __init__(self, syntax: Syntax, speakers: Speakers, goods: Goods) -> None:
        self.syntax, self.read = syntax, syntax.readings
        self.speakers, self.goods = speakers, goods

    def resolved(self, trigger: Trigger, arguments: Arguments) -> Arguments:
        """Return the arguments of a verb with what its pronoun means, where no party or thing stands there that can be moved.

        «ذخائر كانت شركة قد باعتها لإيران», «الجثمانين … نقلهما إلى الجيش».
        """
        moves = any(frame.type in _HANDING_ON and "obj" in frame.theme for frame in trigger.frames)
        pronoun = self.read[trigger.at].pronoun
        if trigger.kind != "verb" or trigger.passive or not moves or pronoun not in _PEOPLE:
            return arguments
        own = next(iter(arguments.slots.get("obj", ())), None)
        if own is not None and (self._is_moved(own) or own.first > trigger.at):
            return arguments
        if own is not None and own.last == trigger.at and self.syntax.gaps[own.last] == "":
            return arguments  # «مذكرة وزعتها البعثة» hands out no soldiers
        meant = self._meant(trigger.at, pronoun)
        if own is not None and meant is not None and meant.first < own.first and self._is_person(own):
            return arguments  # «سلّمته مالطا إلى تونس» hands over him who was named last
        return arguments._replace(slots={**arguments.slots, "obj": (meant,)}) if meant is not None else arguments

    def _meant(self, at: int, pronoun: str) -> Phrase | None:
        """Return the last phrase before a word that can be moved and that a pronoun can mean, in the same paragraph."""
        for number in range(bisect_left(self._firsts, at) - 1, -1, -1):
            phrase = self.syntax.phrases[number]
            if at - phrase.first > _REACH or self.syntax.is_parted(phrase.last - 1, at):
                return None
            if phrase.last <= at and self._is_moved(phrase) and self._agrees(phrase, pronoun):
                return phrase
        return None

    def _is_person(self, phrase: Phrase) -> bool:
        return any(
            (entity := self.speakers.at[at]) is not None and entity.type == "PER" for at in range(phrase.first, phrase.last)
        )

    @cached_property
    def _firsts(self) -> list[int]:
        return [phrase.first for phrase in self.syntax.phrases]

    def _is_moved(self, phrase: Phrase) -> bool:
        """Whether a phrase names goods, people sent, or people who are held."""
        words = range(phrase.first, phrase.last)
        if any(is_captive(self.speakers.bare(at)) for at in words):
            return True
        return self.goods.is_headed(phrase) and bool(self.goods.classes(phrase))

    def _agrees(self, phrase: Phrase, pronoun: str) -> bool:
        """Whether a pronoun can mean things or people by their number and gender: things in the plural are «she»."""
        head = next((at for at in range(phrase.first, phrase.last) if self.read[at].tag not in "KDQP"), phrase.first)
        found = self.read[head].analysis
        if found is None:
            return pronoun == "ها"
        people = bool(self.speakers.senses(head) & {"person"})
        counted = head > phrase.first and self.read[phrase.first].tag == "K"
        if found.number == "d":
            return pronoun == "هما"
        if found.number == "p" or counted:
            return pronoun in ("هم", "هن") if people else pronoun == "ها"
        return pronoun == ("ها" if found.gender == "f" else "ه")
