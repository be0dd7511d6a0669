"""Who gives and who gets where something passes hands, and its words do not say it by their slots."""

from isnad.annotation.events.arguments import Arguments, first
from isnad.annotation.events.goods import Goods
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.told import TRANSFERS
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.languages.folding import fold
from isnad.languages.frames import Frame

_WITH = fold("مع")


def takes(frame: Frame) -> bool:
    """Whether who does what a frame tells is its recipient: who buys or receives."""
    return "subj" in frame.recipient or (frame.noun and frame.recipient == ("gen",) and frame.actor == ("min",))


class Transfers:
    """Finds the givers and receivers of a text."""

    def __init__(self, parties: Parties, goods: Goods) -> None:
        self.parties, self.speakers = parties, parties.speakers
        self.goods = goods

    def are_of_giver(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether what passes hands says whose it is, and so who gives it: «وصول [كتيبة باكستانية]»."""
        return self.arrives(frame) or self._is_gift(frame, arguments) or self._sends_soldiers(trigger, frame, arguments)

    def are_anothers(self, trigger: Trigger, frame: Frame, arguments: Arguments, actors: tuple[str, ...]) -> bool:
        """Whether a noun tells of goods whose nationality alone says who gives: «معارضتها بيع [أسلحة أميركية] لتايوان»."""
        phrase = first(frame.theme, arguments)
        if frame.type != "AID" or trigger.kind == "verb" or takes(frame) or phrase is None or self.arrives(frame):
            return False
        named = (
            ids for slot in ("gen", "subj", "min") for other in arguments.slots.get(slot, ()) if (ids := self.parties.ids(other))
        )
        if any(ids == actors for ids in named) or not self.goods.is_headed(phrase):
            return False
        inside = [e for at in range(phrase.first, phrase.last) if (e := self.speakers.at[at]) is not None]
        return bool(inside) and all(entity.type == "NORP" for entity in inside)

    def _sends_soldiers(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether a noun tells of soldiers who are sent, whose nationality then says who sends: «إرسال كتيبة باكستانية»."""
        phrase = first(frame.theme, arguments)
        given = frame.type == "AID" and trigger.kind != "verb" and not takes(frame)
        return given and phrase is not None and "troops" in self.goods.classes(phrase)

    def _is_gift(self, frame: Frame, arguments: Arguments) -> bool:
        """Whether a nationality alone says whose what is received or bought is: «حصل على هبة فرنسية», «شراء قمح روسي»."""
        buys = frame.key == "buy" and frame.noun
        phrase = first(frame.theme, arguments) if buys or frame.key == "receive" else None
        if phrase is None or not (self.goods.is_headed(phrase) if buys else self._is_given(phrase)):
            return False
        named = [e for at in range(phrase.first, phrase.last) if (e := self.speakers.at[at])]
        return bool(named) and all(entity.type == "NORP" for entity in named)

    def _is_given(self, phrase: Phrase) -> bool:
        """Whether what is received is money or the load of a vehicle: «استقبل الميناء طائرة إغاثة كويتية»."""
        return "money" in self.goods.classes(phrase) or bool(self.goods.carried(phrase))

    def is_of_nation(self, frame: Frame, arguments: Arguments) -> bool:
        """Whether goods that come have a nationality, which gives, and not the land from where: «وصلت من مالطا طائرة كويتية»."""
        phrase, source = first(frame.theme, arguments), first(("min",), arguments)
        if not self.arrives(frame) or phrase is None or source is None:
            return False
        start = self.speakers.at[source.first]
        national = any((e := self.speakers.at[at]) is not None and e.type == "NORP" for at in range(phrase.first, phrase.last))
        return national and start is not None and start.type == "GPE"

    def but_goods(self, frame: Frame, arguments: Arguments) -> Arguments:
        """Return arguments without the goods behind a noun of buying, whose nationality is no buyer's: «شراء قمح روسي»."""
        if frame.type not in TRANSFERS or "gen" not in frame.recipient or "gen" not in frame.theme:
            return arguments
        buyers = tuple(phrase for phrase in arguments.slots.get("gen", ()) if not self.goods.is_headed(phrase))
        return arguments._replace(slots={**arguments.slots, "gen": buyers})

    def arrives(self, frame: Frame) -> bool:
        """Whether goods or soldiers come of themselves in a frame: whose they are he gives, and who tells of it does not."""
        return frame.key == "flow" and (frame.actor or ())[:1] == ("min",)

    def by_contract(
        self, trigger: Trigger, frame: Frame, arguments: Arguments, actors: tuple[str, ...], recipients: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who gives and who gets what a contract or talks «with» somebody are for: «عقداً مع طرابلس لتسليم لقاحات»."""
        tokens, read = self.speakers.tokens, self.speakers.read
        for at in range(arguments.clause.first, trigger.at - 1):
            phrase = self.parties.syntax.phrase_of(at + 1)
            if tokens.forms[at] != _WITH or read[at].pronoun or phrase is None:
                continue
            other = self.parties.ids(self.parties.whole(phrase))
            if other and takes(frame) and not actors:
                return other, tuple(id for id in recipients if id not in other)
            if other and not takes(frame) and not recipients:
                return tuple(id for id in actors if id not in other), other
        return actors, recipients

    def with_others(self, trigger: Trigger, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return givers with those who are listed behind, each with a sum: «قدمت ألمانيا 12 مليوناً لمالي، [وكندا] أربعة»."""
        if frame.type != "AID" or not actors or takes(frame):
            return actors
        tokens, read, gaps, named = self.speakers.tokens, self.speakers.read, self.parties.syntax.gaps, self.speakers.at
        found = list(actors)
        for at in range(trigger.at + 1, len(read) - 1):
            if tokens.breaks(at) or read[at].tag in "VSR":
                break
            entity, joined = named[at], read[at].particles in ("", "و")
            if gaps[at] != "comma" or entity is None or entity.type not in ("GPE", "ORG") or not joined:
                continue
            last = next((i for i in range(at, len(read)) if named[i] is not entity), len(read))
            if last < len(read) and gaps[last] == "" and read[last].tag == "K" and read[last].particles in ("", "ب"):
                found.append(entity.id)
        return tuple(dict.fromkeys(found))
