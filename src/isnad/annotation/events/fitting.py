"""The arguments of a trigger as one of its frames has them: without what cannot stand in its roles."""

from isnad.annotation.events.arguments import Arguments
from isnad.annotation.events.goods import Goods
from isnad.annotation.events.told import TRANSFERS
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.speakers import Speakers
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.languages.frames import Frame

_BUILT = deed_words("built")
_BETWEEN = frozenset(map(fold, ("قد", "منهم", "منهن", "منها", "آخرين", "آخرون", "على", "الأقل")))


class Fitting:
    """Fits the arguments of the triggers of a text to frames."""

    def __init__(self, speakers: Speakers, goods: Goods) -> None:
        self.speakers, self.goods = speakers, goods

    def of(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> tuple[Trigger, Arguments]:
        """Return a trigger and its arguments as a frame has them; what an agent does is told by a passive."""
        if trigger.kind == "verb" and arguments.agent is not None:
            trigger = trigger._replace(passive=True)
        if frame.casualties or frame.type in ("ASSAULT", "COERCE"):
            trigger, arguments = self._undergone(trigger, frame, arguments)
        if frame.casualties:
            arguments = self._of_victims(trigger, frame, arguments)
        if frame.type in TRANSFERS and (frame.actor or ())[:1] == ("min",):
            arguments = self._from_whom(arguments)
        return trigger, arguments

    def _undergone(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> tuple[Trigger, Arguments]:
        """Return as a passive a verb of killing or holding without an object, of people whom it befalls, or of a place.

        «سبعة من جنوده قتلوا في هجوم», «قتل خمسة جنود في هجوم»: the press hardly writes «قُتل».
        """
        subject = next(iter(arguments.slots.get("subj", ())), None)
        counted = subject is not None and self.speakers.read[subject.first].tag == "K" and subject.last == trigger.at
        acts = "obj" in frame.recipient and trigger.kind == "verb" and not trigger.passive and not trigger.rest
        read = self.speakers.read
        objects = [
            p
            for p in arguments.slots.get("obj", ())
            if (subject is None or not subject.first <= p.first < subject.last) and read[p.first].particles != "و"
        ]  # «قتل مهندس [وجرح 17 آخرون]»
        if not acts or objects or self.speakers.read[trigger.at].pronoun:
            return trigger, arguments
        befallen = counted or (subject is not None and arguments.clause.kind == "main" and self._befalls(trigger, frame, subject))
        if not befallen and not self._is_seat(trigger, frame, subject):
            return trigger, arguments
        slots = {**arguments.slots, "obj": arguments.slots["subj"], "subj": ()}
        return trigger._replace(passive=True), arguments._replace(slots=slots)

    def _befalls(self, trigger: Trigger, frame: Frame, subject: Phrase) -> bool:
        """Whether persons, counted or not, stand right behind a verb of what befalls people, and it has no object."""
        if not self._is_right_behind(subject, trigger.at) or not (frame.casualties or frame.type == "COERCE"):
            return False
        head, read, tokens = self.speakers.head(subject), self.speakers.read, self.speakers.tokens
        if read[trigger.at].particles and not tokens.breaks(trigger.at):
            return False  # «صدّ الهجوم وقتل 63 مسلحاً»: who did the one does the other
        counted = read[subject.first].tag == "K"
        return counted or ("person" in self.speakers.senses(head) and not self.speakers.whole(head).startswith("ال"))

    def _is_right_behind(self, phrase: Phrase, at: int) -> bool:
        """Whether a phrase stands right behind a word, but for what rounds its number."""
        return phrase.first > at and all(place in self.speakers.syntax.rounding for place in range(at + 1, phrase.first))

    def _is_seat(self, trigger: Trigger, frame: Frame, subject: Phrase | None) -> bool:
        """Whether a place stands before a relative verb, to which the deed is done: «القنصلية التي [أُحرقت]»."""
        if subject is None or subject.last > trigger.at or frame.casualties:
            return False
        head = self.speakers.head(subject)
        built = "place" in self.speakers.senses(head) or self.speakers.bare(head) in _BUILT
        return built and self.speakers.read[trigger.at - 1].tag == "R"

    def _of_victims(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> Arguments:
        """Return arguments without what cannot be hurt: a subject of a clause before, a dateline, a place («ضحايا منجم تونس»)."""
        slots = dict(arguments.slots)
        for phrase in slots.get("subj", ()) if trigger.kind == "verb" and frame.recipient[:1] == ("subj",) else ():
            entity = self.speakers.at[phrase.first]
            apart = phrase.first < arguments.clause.first and not self._stands_before(phrase, trigger.at)
            if apart or (entity is not None and entity.type == "GPE"):
                del slots["subj"]
        for phrase in slots.get("gen", ()) if trigger.kind == "noun" else ():
            head = self.speakers.head(phrase)
            senses = self.speakers.senses(head)
            if self.speakers.at[head] is None and "place" in senses and not senses & {"person", "group"}:
                del slots["gen"]
        return arguments._replace(slots=slots)

    def _from_whom(self, arguments: Arguments) -> Arguments:
        """Return arguments with what goods are of behind who gives them: «شراء 60 ألف طن [من القمح الروماني] من شركة «غراين»»."""
        sources = arguments.slots.get("min", ())
        ordered = tuple(sorted(sources, key=lambda phrase: bool(self.goods.classes(phrase))))
        return arguments._replace(slots={**arguments.slots, "min": ordered}) if len(sources) > 1 else arguments

    def _stands_before(self, phrase: Phrase, at: int) -> bool:
        """Whether nothing but «قد» and «منهم» stands between a phrase and a verb: «أن يكون [أربعة] منهم قد لقوا حتفهم»."""
        between = {self.speakers.tokens.forms[i] for i in range(phrase.last, at)}
        return between <= _BETWEEN
