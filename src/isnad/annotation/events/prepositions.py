"""What stands behind prepositions around a deed, in which slot, and who does it by an agent phrase."""

from collections.abc import Iterable, Iterator

from isnad.annotation.clauses import Clause, Complement, Syntax
from isnad.annotation.events.extents import ROUNDERS, Extents
from isnad.annotation.phrases import Phrase
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold

_SLOTS = {
    "ب": "b",
    "علي": "ala",
    "عن": "an",
    "الي": "ila",
    "من": "min",
    "في": "fi",
    "ل": "li",
    "مع": "maa",
    "بين": "bayn",
    "ضد": "did",
    "حول": "hawl",
    "بشان": "hawl",
    "نحو": "nahw",
    "باتجاه": "nahw",
    "امام": "amam",
    "فوق": "fawq",
    "لدي": "ladi",
    "بحق": "bihaqq",
    "لصالح": "li",
    "لفايده": "li",
}
_AGENTS = frozenset(tuple(map(fold, words.split())) for words in ("من قبل", "من جانب", "من طرف", "على يد", "على أيدي"))
BESIDE = "beside"  # the slot of those at whose side something is done
_BESIDE = frozenset(map(fold, ("جانب", "جوار")))
MEASURED = "measured"  # the slot of what goods are of
_TAKING_PLACE = deed_words("taking-place")
_HEADS = deed_words("head-of")
_FIRE = frozenset(map(fold, ("برصاص", "بنيران")))  # whose it is, he kills
_AGAINST, _RIGHT = fold("بحق"), fold("حق")
_CARRYING = frozenset(map(fold, ("حمل", "أقل", "ضم", "تحمل")))


def slot_of(preposition: str) -> str:
    """Return the slot of what stands behind a preposition: its own, where it has no name."""
    return _SLOTS.get(preposition, preposition)


def is_of_title(syntax: Syntax, complement: Complement) -> bool:
    """Whether «ل» only says of what somebody is the head: «الأمين العام [للأمم المتحدة] أنطونيو غوتيريش»."""
    first = complement.phrase.first
    before = syntax.phrase_of(first - 1) if first else None
    if complement.preposition != "ل" or before is None or syntax.gaps[first] != "":
        return False
    return syntax.wholes[before.first].removeprefix("ال") in _HEADS


class Prepositions:
    """Finds the complements of the triggers of a text."""

    def __init__(self, extents: Extents) -> None:
        self.extents = extents
        self.syntax, self.tokens, self.read = extents.syntax, extents.tokens, extents.read
        self.entities = extents.entities

    def around(self, at: int, first: int, last: int) -> Iterable[Complement]:
        """Yield the complements behind a word up to the next verb, then those before it, the nearest first."""
        verbs = (i for i in range(at + 1, last) if self.read[i].tag == "V" and i not in self.syntax.rounding)
        end = next((verb for verb in verbs if not (self._describes(at, verb) or self._carries(verb))), last)
        yield from self._governed(range(at + 1, end))
        yield from self._governed(range(at - 1, first - 1, -1))

    def _governed(self, words: range) -> Iterator[Complement]:
        """Yield the complements whose phrases begin with some words, in the order of these."""
        for at in words:
            phrase = self.syntax.phrase_from(at)
            if phrase is not None and (governed := self.syntax.governed(phrase)) is not None:
                yield governed

    def add(self, slots: dict[str, tuple[Phrase, ...]], complement: Complement) -> None:
        """Put a complement behind those of its slot; a part («العديد من الجنود») is none."""
        measured = self.extents.is_measured(complement)
        if (self.extents.is_part(complement) and not measured) or is_of_title(self.syntax, complement):
            return
        slot, phrase = MEASURED if measured else slot_of(complement.preposition), complement.phrase
        if slot == "ila" and self.tokens.forms[phrase.first] in _BESIDE:
            slot = BESIDE  # «إلى جانب جيشها»
        if self.tokens.forms[phrase.first] == _AGAINST and phrase.size > 1:
            slot, phrase = "bihaqq", Phrase(phrase.first + 1, phrase.last)
        elif slot == "fi" and self.tokens.forms[phrase.first] == _RIGHT and phrase.size > 1:
            slot, phrase = "bihaqq", Phrase(phrase.first + 1, phrase.last)  # «في حق الوزير»
        elif slot == "b" and self.tokens.forms[phrase.first] in _FIRE and phrase.size > 1:
            slot, phrase = "fire", Phrase(phrase.first + 1, phrase.last)
        if phrase.size == 1 and self.syntax.wholes[phrase.first] in ROUNDERS and (counted := self.extents.counted(phrase.last)):
            phrase = Phrase(phrase.first, counted[0].last)  # «بنحو [ثلاثة آلاف جندي]»
        slots[slot] = (*slots.get(slot, ()), Phrase(phrase.first, self.extents.behind_quotation(phrase)))  # «لشركة «الواحة»»

    def past_cargo(self, clause: Clause) -> int:
        """Return where a clause ends with the one behind it that only says what something carries."""
        last = clause.last
        if last >= len(self.read) or not self._carries(last):
            return last
        return self.syntax.clauses[self.syntax.clause_at[last]].last

    def _carries(self, verb: int) -> bool:
        """Whether a verb right behind a noun says what it carries; a goal behind is the noun's: «طائرة تحمل دواء إلى غزة»."""
        found = self.read[verb].analysis
        carrying = self.read[verb].tag == "V" and found is not None and found.lemma.form in _CARRYING
        return carrying and not self.read[verb].particles and self.syntax.gaps[verb] == "" and self.read[verb - 1].tag in "NA"

    def _describes(self, noun: int, verb: int) -> bool:
        """Whether a verb right behind a noun only says that it takes place: «معارك اندلعت فجراً بين …»."""
        found = self.read[verb].analysis
        return (
            self.read[noun].tag != "V"
            and found is not None
            and found.lemma.form in _TAKING_PLACE
            and verb - noun <= 4
            and not self.read[verb].particles
            and not any(self.tokens.breaks(i) for i in range(noun + 1, verb + 1))
        )

    def agent(self, at: int, clause: Clause) -> Phrase | None:
        """Return who does it by an agent phrase: «من قبل القوات», «على يد مجهولين»."""
        for place in range(at + 1, min(clause.last, at + 20) - 1):
            if (self.tokens.forms[place], self.tokens.forms[place + 1]) in _AGENTS and place + 2 < len(self.read):
                phrase = self.syntax.phrase_of(place + 2)
                if phrase is not None:
                    return Phrase(max(phrase.first, place + 2), phrase.last)
        return None
