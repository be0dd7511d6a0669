"""Idioms in a text: a verb with the words of its own behind it, which may stand apart: «أعرب الوزير عن قلقه»."""

from collections.abc import Set
from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.tokens import COMMAS
from isnad.languages import cues as lexicon
from isnad.languages.cues import Cue

IDIOM_REACH = 8  # words from a verb to the last of its idiom
_RELATIVE_REACH = 14  # words of a relative clause between commas
_OWNED_REACH = 12  # the same where that is the speaker's own: «أبدى مدير الوكالة … قلقه»
_WHOLE_REACH = 18  # the same where subject and object stand between: «حمّلت اللجنة الوزارة المسؤولية»


class Idiom(NamedTuple):
    """An idiom in a text: the word behind its last; ``owned`` is that which is the speaker's own («عن قلقه»)."""

    cue: Cue
    last: int
    owned: int | None


class Idioms:
    """The idioms of one text."""

    def __init__(self, syntax: Syntax) -> None:
        self.tokens, self.read = syntax.tokens, syntax.readings
        self._of_sentence: dict[int, Set[tuple[str, str]]] = {}

    def telling(self, at: int, lemma: str) -> Idiom | None:
        """Return the idiom of a verb, None where it says no more than the verb: «نفى جملة وتفصيلاً»."""
        idiom, plain = self.of(at, lemma), lexicon.verbs().get(lemma)
        opens = idiom is not None and not {"self", "whole"}.isdisjoint(idiom.cue.frames)
        if (
            idiom is None or idiom.owned is not None or opens or (idiom.cue.frames and self.read[idiom.last - 1].tag == "P")
        ):  # «كشف النقاب عن»
            return idiom
        if plain is not None and plain.stance == idiom.cue.stance:
            return None
        return idiom

    def of(self, at: int, lemma: str) -> Idiom | None:
        """Return the idiom that a verb makes with words behind it."""
        known = lexicon.idioms().get(lemma)
        if known is None:
            return None
        there = self._there(at)
        for idiom in known:
            if any(map(there.isdisjoint, idiom.rest)):
                continue
            place, reach = at + 1, IDIOM_REACH if idiom.owned is None else _OWNED_REACH
            reach = _WHOLE_REACH if "whole" in idiom.cue.frames else reach
            places: list[int] = []
            for wanted in idiom.rest:
                found = self._find(place, min(at + reach, len(self.read)), wanted)
                if found is None:
                    break
                if len(places) == idiom.owned and self.tokens.forms[found].startswith("ال"):
                    break  # «أكدته مصادر في [المعارضة]» is no «أكد معارضته»
                places.append(found)
                place = found + 1
            else:
                return Idiom(idiom.cue, place, None if idiom.owned is None else places[idiom.owned])
        return None

    def _there(self, at: int) -> Set[tuple[str, str]]:
        """Return all that the words of a word's sentence can be: most idioms have a word that none of these is."""
        number = self.tokens.sentence(at)
        if number not in self._of_sentence:
            forms = self.tokens.forms[self.tokens.sentence_start(at) : self.tokens.sentence_end(at)]
            self._of_sentence[number] = frozenset[tuple[str, str]]().union(*map(lexicon.within_idiom, forms))
        return self._of_sentence[number]

    def _find(self, first: int, last: int, wanted: Set[tuple[str, str]]) -> int | None:
        """Return the word of an idiom between two words, in the sentence and with no verb before it."""
        at = first - 1
        while (at := at + 1) < last:
            if self.read[at].tag == "R" and (behind := self._behind_relative(at)) is not None:
                at, last = behind, min(last + behind - at, len(self.read))  # «أعربت المنظمة، التي تتخذ من باريس مقراً، عن قلقها»
            if self.tokens.breaks(at):
                return None
            found = not wanted.isdisjoint(lexicon.within_idiom(self.tokens.forms[at]))
            if self.read[at].tag in "VS" and not (found and self.read[at - 1].tag == "P"):
                return None  # «عن «قلق بالغ»», which was read as a verb
            if found:
                return at
        return None

    def _behind_relative(self, at: int) -> int | None:
        """Return the word behind the comma that closes a relative clause between commas, None where ``at`` opens none."""
        if not self._is_comma(at):
            return None
        near = range(at + 1, min(at + _RELATIVE_REACH, len(self.read)))
        return next((i for i in near if self._is_comma(i) and not any(self.tokens.breaks(j) for j in range(at, i + 1))), None)

    def _is_comma(self, at: int) -> bool:
        return not COMMAS.isdisjoint(self.tokens.gap(at))
