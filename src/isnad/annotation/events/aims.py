"""At what a deed is aimed and about what it is where that has no name: people, a place, a decision, those who are held."""

from collections.abc import Mapping

from isnad.annotation.events.answers import NAMING, POINTING
from isnad.annotation.events.arguments import Arguments, first
from isnad.annotation.events.harm import CAPTIVES
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.told import JUDGING, TRANSFERS
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.model import Statement

_THAT = 6  # words behind a verb of judging within which «ذلك» is what it judges
_VERDICT = fold("الحكم")
_LANDS = frozenset(map(fold, ("بلاد", "بلد", "دولة", "جمهورية", "مملكة", "بلدان", "دول")))
_NEEDY = deed_words("needy")


class Aims:
    """Finds the aims of the deeds of a text; ``cues`` are the statements by their words of saying."""

    def __init__(self, parties: Parties, cues: Mapping[int, Statement]) -> None:
        self.parties, self.speakers = parties, parties.speakers
        self.cues = cues

    def about(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> str:
        """Return the definite noun without a name that somebody judges or refuses: «رفض العرض», «أشاد بالقرار»."""
        if frame.type not in JUDGING:
            return ""
        read = self.speakers.read
        heads = [
            self.speakers.head(phrase)
            for slot in ("obj", "b", "ala", "min", "fi")
            for phrase in arguments.slots.get(slot, ())
            if phrase.size == 1 or (phrase.size == 2 and read[phrase.first].tag == "D")
        ]
        behind = range(trigger.at + 1, min(trigger.at + _THAT, arguments.clause.last))
        that = [at for at in behind if self.parties.tokens.forms[at] in POINTING]  # «ووصف الاتحاد [ذلك] بأنه …»
        named = (whole for head in (*trigger.rest, *heads, *that) if (whole := self.speakers.whole(head)) in NAMING)
        return next(named, _VERDICT if frame.key == "appeal-verdict" and frame.type == "REJECT" else "")

    def captives(self, frame: Frame, arguments: Arguments) -> str:
        """Return the noun for people who are held that stands where a deed has its victims: «هدد بقتل الرهائن»."""
        phrase = first((*frame.recipient, *frame.victim), arguments)
        whole = self.speakers.whole(self.speakers.head(phrase)) if phrase is not None else ""
        return whole if whole in CAPTIVES else ""

    def is_aimed(self, frame: Frame, arguments: Arguments) -> bool:
        """Whether a deed befalls people without a name: «أوقفت السلطات ثلاثة مقاولين»."""
        phrase = first(frame.recipient, arguments)
        if phrase is None:
            return False
        head = self.speakers.head(phrase)
        if self.parties.cast.is_rebels(phrase):
            return True  # «الخاطفين», of whom no band is told
        if frame.type in TRANSFERS and self._is_nowhere(phrase):
            return True  # «الوجود العسكري في المنطقة», «ضخ النفط إلى الأسواق»
        if self.speakers.read[phrase.first].tag == "K" and phrase.size <= 2 and not frame.casualties:
            return True  # «أوقفت سبعة منهم»
        if frame.type == "AID" and self.speakers.bare(head) in _NEEDY:
            return True  # «لأسر الضحايا», «بكفالة الأيتام»
        return bool(self.speakers.senses(head) & {"person", "group"}) and not self.speakers.whole(head).startswith("ال")

    def _is_nowhere(self, phrase: Phrase) -> bool:
        """Whether a phrase is a place that no name tells: «في المنطقة», «إلى الأسواق», but not «البلاد»."""
        head = self.speakers.head(phrase)
        placed = "place" in self.speakers.senses(head) and self.speakers.bare(head) not in _LANDS
        return placed and not self.parties.ids(phrase)

    def is_place_hit(self, frame: Frame, arguments: Arguments) -> bool:
        """Whether a place or a thing is hit, which may be nobody's that fights: «هاجمت المدينة», «قصف سوق البلدة»."""
        phrase = first(frame.recipient, arguments) if frame.type == "ASSAULT" and not frame.casualties else None
        return phrase is not None and bool(self.speakers.senses(self.speakers.head(phrase)) & {"place", "thing"})

    def is_unnamed(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether the subject of a verb is somebody without a name: «رفض مصدر طبي», «اتهم سكان»."""
        if frame.type == "AID" and trigger.kind != "verb" and (frame.actor or ())[:1] == ("subj",):
            doer = first(("subj", "ruler"), arguments)
            return doer is not None and bool(self.speakers.senses(self.speakers.head(doer)) & {"person", "group"})
        if trigger.kind == "noun" and (doer := first(("subj",), arguments)) is not None:
            head = self.speakers.head(doer)
            return bool(self.speakers.senses(head) & {"person", "group"}) and not self.parties.ids(doer)  # «هجوم نفذه مسلحون»
        if trigger.kind != "verb" or trigger.passive or (frame.actor or ())[:1] != ("subj",):
            return False
        statement = self.cues.get(trigger.at)
        if statement is not None and statement.source is not None and statement.source_id.startswith("unnamed"):
            return True
        heads = (self.speakers.head(phrase) for phrase in arguments.slots.get("subj", ()))
        return any(
            self.speakers.senses(head) & {"person", "group"}
            and not (self._is_definite(head) or self.speakers.read[head].pronoun)
            and self.speakers.at[head] is None
            and arguments.clause.first <= head < arguments.clause.last
            for head in heads
        )

    def _is_definite(self, head: int) -> bool:
        """Whether a noun has the article and is no «المسلحون», whom nobody knows unless a band is told."""
        return self.speakers.whole(head).startswith("ال") and not self.parties.cast.is_rebels(Phrase(head, head + 1))

    def sites(self, frame: Frame, arguments: Arguments) -> tuple[int, ...]:
        """Return the names of places in what a deed befalls and in what its noun is of: «تضرب مطار مرسى», «معركة بئر الوادي»."""
        return tuple(
            at
            for slot in (*frame.recipient, "gen")
            for phrase in arguments.slots.get(slot, ())
            for at in range(phrase.first, phrase.last)
            if (entity := self.speakers.at[at]) is not None and entity.type in ("GPE", "LOC")
        )
