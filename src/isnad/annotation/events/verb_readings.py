"""Which verb a word is: those of its like without vowels, of which frames and nouns beside it tell the likely ones."""

from isnad.annotation.events.readings import NOT, Readings, like
from isnad.languages import frames as lexicon
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.languages.lexicon import Analysis

_COPULA = fold("كان")
_GEMINATE = 2  # letters of a verb whose last two are alike
_BEFORE_PRESENT = frozenset(map(fold, ("أن", "بأن", "لن", "كي", "لكي", "لم", "سوف")))
_PASTS, _PRESENTS = frozenset(("1", "2")), frozenset(("1", "2", "4"))


class VerbReadings:
    """The verbs that the words of a text can be, and their frames."""

    def __init__(self, readings: Readings) -> None:
        self.readings = readings
        self.syntax, self.tokens, self.read, self.named = readings.syntax, readings.tokens, readings.read, readings.named

    def likely(self, at: int) -> list[Analysis]:
        """Return the analyses of a verb: those of the lemma of its reading, then those of its like where that has no frame."""
        found, chosen = self.readings.of(at, ("verb",)), self.read[at].analysis
        if chosen is None:
            return found
        if chosen.lemma.form == _COPULA:
            return [chosen]
        before = self.tokens.forms[at - 1].removeprefix("و") if at else ""
        if chosen.tense == "jussive" and before not in NOT:
            likely = [a for a in found if a.tense == "present"]  # «يخطط» is of «خطّط», not of «خطّ»
            if likely:
                return likely
        if chosen.tense == "past" and before in _BEFORE_PRESENT:
            present = [a for a in found if a.tense != "past"]  # «أن تزود» is of «زوّد», not of «تزوّد»
            if present:
                return [] if any(a.lemma.form == _COPULA for a in present) else present
        if (chosen.tense, chosen.gender) == ("present", "f") and any((a.tense, a.gender) == ("past", "m") for a in found):
            return [a for a in found if (a.tense, a.gender) == ("present", "f")]  # «الشرطة توقف»: which of them, its object tells
        own = [a for a in found if a.lemma.form == chosen.lemma.form]  # «أعلن» is no plural of «أعال»
        if chosen.lemma.sense == "1" and self.is_doubled(at):
            others = [a for a in found if self._is_like(a, chosen, at)]
            geminate = [a for a in own if a not in others] if len(chosen.lemma.form) == _GEMINATE else []
            return others + geminate  # «عزّت», «ضخّت»
        likely = own + [a for a in found if a not in own and self._is_like(a, chosen, at)]
        if chosen.tense == "present" and not any(self.frames(at, a) for a in likely):
            alike = (a for a in found if a not in likely and _inflected(a) == _inflected(chosen))
            likely += [a for a in alike if all(frame.need for frame in self.frames(at, a))]  # «يشيد بـ» is of «أشاد»
        return likely

    def undivided(self, at: int) -> list[Analysis]:
        """Return the analyses of a verb whose «و» was read as "and": «وعدت», «وصفت»."""
        reading = self.read[at]
        if reading.particles != "و":
            return []
        found = like(self.tokens.forms[at], ("verb",), "", bool(reading.pronoun))
        whole = (a for a in found if a.lemma.form.startswith("و") and a.tense == "past")
        doubled = self.tokens.quote(at)[2:3] == "ّ"  # «وردّت» is no «ورّدت»
        return [a for a in whole if a.lemma.sense == ("2" if doubled else "1")]

    def frames(self, at: int, found: Analysis) -> tuple[Frame, ...]:
        """Return the frames of a verb that go with its form: a written shadda settles a homograph («أسرّ» is no «أسر»)."""
        word = self.tokens.quote(at)[len(self.read[at].particles) :]
        against = ("1", "2") if word.endswith("ّ") else ("1",) if "ّ" in word else ()  # «وردّ» is no «ورّد», «أسرّ» no «أسر»
        if found.tense == "past" and word.replace("َ", "")[2:3] == "ِ":
            against = ("2",)  # «قَدِمت شاحنة» hands nothing over
        if len(found.lemma.form) == _GEMINATE:
            against = ("2",) if found.lemma.sense == "1" else ()  # «شنّت», «حثّ», «ضخّت»
        if found.lemma.form.startswith("و") and found.tense == "present" and word[1:2] == "ُ" and found.voice != "passive":
            return ()  # «يُعدّ ميناء» promises nothing
        frames = lexicon.of_verb(found.lemma.form)
        return tuple(
            frame for frame in frames if not frame.form or (frame.form == found.lemma.sense and frame.form not in against)
        )

    def written_alike(self, at: int) -> tuple[Frame, ...]:
        """Return what a verb tells by those written like it without vowels («سلم», «يطلق»), where a class is needed."""
        chosen = self.read[at].analysis
        if chosen is None or chosen.lemma.form == _COPULA or self.is_doubled(at):
            return ()
        written = _PRESENTS if chosen.tense == "present" else _PASTS
        found = (
            a
            for a in self.readings.of(at, ("verb",))
            if a.lemma.form != _COPULA and {a.lemma.sense, chosen.lemma.sense} <= written and _inflected(a) == _inflected(chosen)
        )
        return tuple(frame for a in found for frame in self.frames(at, a) if _asks_for_a_class(frame))

    def is_passive(self, at: int, found: Analysis) -> bool:
        """Whether a verb is passive: by its vowels where they are written, else by its form."""
        word = self.tokens.quote(at)[len(self.read[at].particles) :]
        hollow = self.tokens.forms[at][-2:-1] == "ي"  # a passive is «تُدان»
        active = found.tense != "past" and (found.lemma.sense == "4" or hollow)  # «تُدين» has its damma in the active too
        marked = (
            (word[1:2] == "ُ" and not active) or (word[2:3] == "ُ" and word[:1] in "يتنا") or (word[3:4] == "ُ" and word[:1] == "ا")
        )
        return marked or found.voice == "passive"

    def is_doubled(self, at: int) -> bool:
        """Whether a shadda is written inside a verb, as on none of form 1 but on the last letter: «تلوّح» is not of «لاح»."""
        if "ّ" not in self.tokens.quotes[at]:
            return False
        word = self.tokens.quotes[at][len(self.read[at].particles) :]
        letters = [place for place, letter in enumerate(word) if letter.isalpha()]
        return any(word[place + 1 : place + 2] == "ّ" for place in letters[1:-1])

    def _is_like(self, other: Analysis, chosen: Analysis, at: int) -> bool:
        """Whether a verb is as likely as the chosen one: of the same form, with a written shadda, or a present in «ت»."""
        if other.lemma.form == _COPULA:
            return False
        if self.is_doubled(at):
            return other.lemma.sense in ("2", "5")
        same = other.lemma.sense, other.tense, other.person, other.gender, other.number
        if same == (chosen.lemma.sense, chosen.tense, chosen.person, chosen.gender, chosen.number):
            return True
        return chosen.tense == "past" and chosen.lemma.sense == "5" and other.tense == "present" and other.gender == "f"


def _inflected(found: Analysis) -> tuple[str, ...]:
    return found.tense, found.person, found.gender, found.number


def _asks_for_a_class(frame: Frame) -> bool:
    """Whether a frame holds only where a noun of a class stands by its word."""
    return ":" in frame.need
