"""How many a deed of violence befell: by the number of its victims, by the toll it reaches, by one victim alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.arguments import Arguments, first
from isnad.annotation.events.told import Count, Told
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.events.victims import counted
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.speakers import Speakers
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.languages.lexicon import analyses
from isnad.model import Quantity

_REACHING = frozenset(map(fold, ("ارتفع", "بلغ", "وصل", "تجاوز", "قل", "زاد", "ناهز", "قارب")))
_TO = fold("إلى")
_TWO = deed_words("two")
_BODIES: dict[str, Count] = {
    fold(word): (number, number)
    for number, words in {1.0: "جثة جثمان", 2.0: "جثتي جثتين جثتا جثتان جثماني جثمانين"}.items()
    for word in words.split()
}
_ONE = deed_words("one-more")
_FALLEN = frozenset(map(fold, ("قتيلا", "قتيلة", "قتيلين", "جريحا", "شهيدا")))
_FALLING = 6  # words within which such a word only says how one fell
_EACH = {"ه": 1.0, "هما": 2.0}  # how many befell what a noun tells by its pronoun: «مقتله», «خطفهما»
_BY = frozenset(map(fold, ("عند", "بنحو", "بحوالي", "بأكثر", "بين", "بزهاء", "بما")))
_FAR = 16  # words within which a toll names the number that it reaches


def once(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Leave out the victims that only belong to a toll told beside them: «وفاة ثلاثة [مصابين]», «حصيلة [ضحايا] … 5 قتلى»."""
    tolls = _Tolls([told for told in found if told.casualties])
    return [
        told
        for told in found
        if not (told.casualties and any(_is_part(told, other, syntax) for other in tolls.near(told, syntax)))
    ]


class _Tolls:
    """Tolls by their place: those that are near a word, and those whose victims' words hold it, are few of all there are."""

    def __init__(self, tolls: Sequence[Told]) -> None:
        self._tolls = sorted(tolls, key=lambda told: told.trigger.at)
        self._places = [told.trigger.at for told in self._tolls]
        victims = [(span, told) for told in tolls for role, span in told.words if role == "victims"]
        self._victims = sorted(victims, key=lambda pair: pair[0].start)
        self._starts = [span.start for span, _ in self._victims]
        self._ends = list(accumulate((span.end for span, _ in self._victims), max))

    def near(self, told: Told, syntax: Syntax) -> Iterator[Told]:
        """Yield the tolls within reach of a toll, and those among whose victims it stands."""
        at = told.trigger.at
        yield from self._tolls[bisect_left(self._places, at - _FAR) : bisect_right(self._places, at + _FAR)]
        start = syntax.tokens.span(at, at + 1).start
        for number in range(bisect_right(self._starts, start) - 1, -1, -1):
            if self._ends[number] <= start:
                return
            yield self._victims[number][1]


def _is_part(told: Told, other: Told, syntax: Syntax) -> bool:
    """Whether victims are those of another toll: within its words, or named without a number or as a toll beside a number."""
    at, beside = told.trigger.at, other.trigger.at
    if at == beside or told.trigger.tells or syntax.tokens.sentence(at) != syntax.tokens.sentence(beside):
        return False
    start = syntax.tokens.span(at, at + 1).start
    joined = syntax.readings[at].particles == "و"  # «مصرع خمسة [وفقدان] ثلاثين»
    if any(role == "victims" and span.start <= start < span.end for role, span in other.words) and at > beside and not joined:
        return True
    if ((None, None) in other.casualties.values() and syntax.tokens.forms[at] not in _FALLEN) or abs(at - beside) > _FAR:
        return False
    fallen = (
        syntax.tokens.forms[at] in _FALLEN
        and syntax.readings[at - 1].tag != "K"
        and told.casualties.keys() == other.casualties.keys()
    )
    if fallen and beside < at <= beside + _FALLING:
        return True  # «أردته الشرطة [قتيلاً]»
    if len(other.casualties) > 1 and beside < at and told.casualties.items() <= other.casualties.items():
        return True  # «أوقع 25 قتيلاً و63 [جريحاً]»
    if _counts_the_same(told, other) and at < beside:
        return True  # «حصيلة [ضحايا] الفيضانات إلى 410 قتلى»
    unnumbered = (
        set(told.casualties.values()) == {(None, None)} and told.casualties.keys() == other.casualties.keys() and at < beside
    )
    return unnumbered or (told.frame.key == "toll" and other.frame.key != "toll")


def _counts_the_same(told: Told, other: Told) -> bool:
    """Whether a noun for victims only has the number of those counted behind it."""
    own = any(role == "victims" for role, _ in told.words)
    return told.casualties == other.casualties and told.trigger.kind == "noun" and other.trigger.kind == "noun" and not own


class Casualties:
    """Counts the victims of the deeds of a text."""

    def __init__(self, syntax: Syntax, speakers: Speakers, quantities: Sequence[Quantity]) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.speakers, self.quantities = speakers, quantities
        self._starts = [quantity.start for quantity in quantities]

    def _beginning(self, start: int, end: int) -> Sequence[Quantity]:
        """Return the numbers that begin in ``[start, end)``."""
        return self.quantities[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def told(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> tuple[Count, Phrase | None]:
        """Return how many a deed befell, and the words of the number."""
        verb = trigger.kind == "verb"
        if (found := self._bodies(trigger)) is not None:
            return found, None
        return self.count(trigger.at, verb, first((*frame.victim, *(("subj", "obj") if verb else ("gen",))), arguments))

    def caused(self, trigger: Trigger) -> dict[str, Count]:
        """Return how many befell what, where a verb of causing has several victims: «أوقع 25 قتيلاً و63 جريحاً»; else nothing."""
        if trigger.kind != "verb":
            return {}
        found: dict[str, Count] = {}
        for key, number in counted(self.syntax, trigger.rest, self._of_noun):
            together = number == (None, None) and bool(found)  # «عشرات القتلى [والجرحى]»
            found.setdefault(key, next(iter(found.values())) if together else number)
        return found if len(found) > 1 else {}

    def _of_noun(self, at: int, phrase: Phrase) -> Count:
        """Return how many a noun for victims counts."""
        number = self._number(phrase)
        two = self.tokens.forms[at].endswith("ين") and self._is_dual(at)
        return number if number is not None else (2.0, 2.0) if two or self.tokens.forms[at] in _TWO else (None, None)

    def _bodies(self, trigger: Trigger) -> Count | None:
        """Return how many bodies are found, where no number counts them: «انتشلت جثتي شابين», «العثور على جثة صحافي»."""
        for at in (trigger.at, *trigger.rest):
            form = self.syntax.wholes[at]
            counted = self.read[at - 1].tag == "K" if at else False
            if form in _BODIES and not counted:
                return _BODIES[form]
        return None

    def count(self, at: int, verb: bool, victim: Phrase | None) -> tuple[Count, Phrase | None]:
        """Return how many a word of violence tells of, open at both ends where no number is told, and the words of a number."""
        found = self.read[at].analysis
        if self.tokens.forms[at] in _TWO:
            return (2.0, 2.0), None
        dual = found.number == "d" if found is not None else self._is_dual(at)
        if dual and (verb or self.speakers.whole(at).endswith("ان") or self._is_dual(at)):
            return (2.0, 2.0), None  # «راكبين توفيا», «قتيلان»
        own = self.syntax.phrase_of(at)
        if own is not None and self.read[at].particles == "و":
            own = Phrase(at, own.last)  # «مقتل صحفيين اثنين [وإصابة 17 آخرين]»
        for phrase in (victim, own):
            if phrase is not None and (number := self._number(phrase)) is not None:
                return number, phrase
        if verb and victim is not None and (few := self._alone(victim)) is not None:
            return (few, few), None
        number = self._counted_behind(at) if verb else self._next(at) or self._tolled(at)
        if number is not None:
            return number, None
        if not verb and self.read[at].pronoun in _EACH:
            alone: float | None = _EACH[self.read[at].pronoun]
        else:
            alone = self._alone(victim) if victim is not None else None
        return (alone, alone), None

    def _alone(self, victim: Phrase) -> float | None:
        """Return how many a victim without a number is: one person by name, «مواطن» is one, «مواطنان» two."""
        head = self.speakers.head(victim)
        entity, found = self.speakers.at[head], self.read[head].analysis
        if self.tokens.forms[victim.first] in _ONE or self.tokens.forms[head] in _ONE:
            behind = victim.first + 1  # «أحد قادته» is one, «أحد عشر شرطياً» are more
            return 1.0 if behind >= len(self.read) or self.read[behind].tag != "K" else None
        if entity is not None and entity.type == "PER":
            return 1.0
        people = found is not None and (found.pos == "participle" or bool(self.speakers.senses(head) & {"person"}))
        if self.tokens.forms[head] in _TWO:
            return 2.0
        if found is None or self.read[head].tag not in "NA" or not people:
            return None
        if found.number == "d":
            return 2.0 if self.speakers.whole(head).endswith("ان") or self._is_dual(head) else None
        return 1.0 if found.number == "s" and not found.article else None

    def _is_dual(self, at: int) -> bool:
        """Whether a word in «ين» can only be two: «جريحين»; «المتسوقين» are more."""
        found = [a for a in analyses(self.tokens.forms[at]) if a.pos in ("noun", "adj", "participle")]
        return bool(found) and all(a.number == "d" for a in found)

    def _counted_behind(self, at: int) -> Count | None:
        """Return the first number behind a verb of its clause: «قُتل ما لا يقل عن 34 شخصاً»."""
        last = at + 1
        while (
            last < min(at + 8, len(self.read))
            and not self.tokens.breaks(last)
            and not (self.read[last].tag == "V" and last > at + 3)
        ):
            last += 1
        span = self.tokens.span(at, last)
        return next(((q.low, q.high) for q in self._beginning(span.start, span.end) if q.end <= span.end), None)

    def _next(self, at: int) -> Count | None:
        """Return the number right behind a noun: «مقتل 67 شخصاً», «القتلى 67»; with «إلى» between them, «عدد المصابين إلى 17»."""
        phrase = self.syntax.phrase_of(at)
        place = max(at + 1, phrase.last) if phrase is not None else at + 1
        if place < len(self.read) and self.tokens.forms[place] == _TO:
            place += 1
        if place >= len(self.read) or self.tokens.breaks(place):
            return None
        start = self.tokens.span(place, place + 1).start
        direct = next(((q.low, q.high) for q in self._beginning(start, start + 2)), None)
        return direct or self._put_at(place)

    def _put_at(self, place: int) -> Count | None:
        """Return the number at which a toll is put: «عدد القتلى عند 14», «بما يتراوح بين 210 و240»."""
        for at in range(place, min(place + 6, len(self.read))):
            if self.tokens.breaks(at) or self.read[at].tag == "S":
                return None
            if self.tokens.forms[at] in _BY and (number := self._counted_behind(at)) is not None:
                return number
        return None

    def _tolled(self, at: int) -> Count | None:
        """Return the number that a toll reaches: «الوفيات ارتفع إلى 58», «عدد الضحايا لا يقل عن تسعة»."""
        for place in range(at + 1, min(at + 5, len(self.read))):
            found = self.read[place].analysis
            if self.tokens.breaks(place):
                return None
            if self.read[place].tag == "V":
                return self._counted_behind(place) if found is not None and found.lemma.form in _REACHING else None
        return self._risen(at)

    def _risen(self, at: int) -> Count | None:
        """Return the number to which a toll rises by a verb before it: «ارتفعت حصيلة قتلى الفيضانات في إسبانيا إلى 217»."""
        first = at
        while first > max(0, at - _FAR) and not self.tokens.breaks(first):
            first -= 1
        before = (self.read[place] for place in range(first, at))
        if not any(r.tag == "V" and r.analysis is not None and r.analysis.lemma.form in _REACHING for r in before):
            return None
        for place in range(at + 1, min(at + _FAR, len(self.read))):
            if self.tokens.breaks(place):
                return None
            if self.tokens.forms[place] == _TO and (number := self._counted_behind(place)) is not None:
                return number
        return None

    def _number(self, phrase: Phrase) -> Count | None:
        span = self.tokens.span(phrase.first, phrase.last)
        at = max(0, bisect_right(self._starts, span.start) - 1)
        for quantity in self.quantities[at : at + 2]:
            if quantity.start < span.end and span.start < quantity.end:
                return quantity.low, quantity.high
        if self.read[phrase.first].particles:
            return None
        before = self.tokens.span(max(0, phrase.first - 4), phrase.first).start if phrase.first else 0
        for quantity in self._beginning(before, span.start):  # «ما لا يقل عن 12 شخصاً», where it begins behind the number
            if quantity.end <= span.start and not self.tokens.surface[quantity.end : span.start].strip():
                return quantity.low, quantity.high
        return None
