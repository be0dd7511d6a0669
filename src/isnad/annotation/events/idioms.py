"""Idioms: a verb, its verbal noun or its participle with the words that tell a deed together with it."""

from collections.abc import Iterator, Set
from functools import cached_property, lru_cache

from isnad.annotation.clauses import Syntax
from isnad.languages import frames as lexicon
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.languages.lexicon import analyses

_ENDING = deed_words("ending")
AT_LEAST = frozenset(map(fold, ("ما", "لا", "يقل", "يزيد")))  # of «ما لا يقل عن», which can stand within an idiom
_REACH = 15  # words within which an idiom's words stand
_MEN = frozenset(map(fold, ("رجل", "رجال", "سيدة", "سيدات")))  # «أوقف [رجل] أعمال» ends no work
_PART = fold("من")
_LACK = fold("عدم")
_NAMING = deed_words("naming")
_CEASE_FIRE = (fold("وقف"), fold("إطلاق"))
_NOMINAL = frozenset(("noun", "masdar", "participle", "adj"))
_NOTHING: frozenset[tuple[str, str]] = frozenset()


class Idioms:
    """Finds the idioms of a text; ``named`` are the words of names."""

    def __init__(self, syntax: Syntax, named: Set[int]) -> None:
        self.syntax, self.tokens, self.read, self.named = syntax, syntax.tokens, syntax.readings, named
        self._reached: dict[int, Set[tuple[str, str]]] = {}

    def of(self, at: int, verb: str) -> Iterator[tuple[lexicon.Found, tuple[int, ...]]]:
        """Yield the idioms that a verb, or its verbal noun or participle at ``at``, makes with words behind it, and these."""
        opening = _by_first_word(verb)
        if not opening:
            return
        near, idioms = self._near(at), lexicon.of_idioms(verb)
        for number in sorted({number for word in opening.keys() & near for number in opening[word]}):
            idiom = idioms[number]
            if not any(map(near.isdisjoint, idiom.rest)) and (rest := self._rest(at, idiom)) is not None:
                yield idiom, rest

    def _near(self, at: int) -> Set[tuple[str, str]]:
        """Return all that the words within reach of an idiom's first can be: most idioms have a word that none of these is."""
        if at not in self._reached:
            found: set[tuple[str, str]] = set()
            for can_be in self._in_idioms[at + 1 : at + _REACH]:
                if can_be is None:
                    break
                found |= can_be
            self._reached[at] = found
        return self._reached[at]

    def _rest(self, at: int, idiom: lexicon.Found) -> tuple[int, ...] | None:
        """Return where the further words of an idiom stand behind its verb, None where they do not."""
        found, place = [], at + 1
        before: Set[tuple[str, str]] = frozenset()
        for wanted in idiom.rest:
            word = self._find(place, at + _REACH, wanted, before)
            if word is not None and self._is_within(word, at, idiom):
                return None
            if word is None:
                return None
            if "يّر" in self.tokens.quotes[word] and any(frame.type == "PROTEST" for frame in idiom.frames):
                return None  # «غارة نفذتها طائرة مسيّرة» is no march
            found.append(word)
            place, before = word + 1, wanted
        return tuple(found)

    def _find(self, first: int, last: int, wanted: Set[tuple[str, str]], before: Set[tuple[str, str]]) -> int | None:
        """Return the first word of an idiom between two words, None where a word before it ends what can be an idiom."""
        for at in range(first, min(last, len(self.read))):
            can_be = self._in_idioms[at]
            if can_be is None:
                return None
            if not wanted.isdisjoint(can_be):
                return None if at > first and self._is_governed(at, before) else at
        return None

    def _is_governed(self, at: int, before: Set[tuple[str, str]]) -> bool:
        """Whether a word stands behind a preposition that the idiom has not: «علّق على تورط قواته في حرب» suspends no war."""
        phrase, form = self.syntax.phrase_of(at), self.tokens.forms[at - 1]
        governed = self.syntax.governed(phrase) if phrase is not None else None
        own = form == "من" or ("", form) in before  # «حزمة من العقوبات», «دخل العمال في ألمانيا في إضراب»
        return self._is_undone(at) or (governed is not None and governed.at == at - 1 and not own)

    def _is_within(self, at: int, verb: int, idiom: lexicon.Found) -> bool:
        """Whether a word is only a part of what stands behind a preposition that the idiom has not.

        «قطع سكان محتجون على [غياب مياه] الشرب الطريق» cuts no water.
        """
        phrase = self.syntax.phrase_of(at)
        governed = self.syntax.governed(phrase) if phrase is not None and phrase.first > verb else None
        if phrase is None or governed is None or governed.at == phrase.first or governed.at <= verb:
            return False
        if phrase.first == at and self.tokens.forms[governed.at] != _PART:
            return False  # as ``_is_governed`` has it
        form = self.tokens.forms[governed.at]
        if form == _PART:  # «خلال الليلة الثالثة من [أعمال] الشغب»
            return governed.at - 1 > verb and self._is_within(governed.at - 1, verb, idiom)
        return not any(("", form) in wanted for wanted in idiom.rest)

    def _is_undone(self, at: int) -> bool:
        """Whether a word is what a noun right before it ends («أعلن [إلغاء] دعم الوقود»), or only says who somebody is."""
        before = self.syntax.wholes[at - 1] if self.syntax.gaps[at] == "" else ""
        return before in _ENDING or (before in _MEN and not self.read[at].pronoun)  # but «لقيت سيدة [مصرعها]»

    @cached_property
    def _in_idioms(self) -> list[Set[tuple[str, str]] | None]:
        """What each word can be within an idiom, its particles and the rest; None where it ends one."""
        found: list[Set[tuple[str, str]] | None] = []
        for at, (form, reading) in enumerate(zip(self.tokens.forms, self.read, strict=True)):
            if form in AT_LEAST:
                found.append(_NOTHING)
            elif self.tokens.breaks(at) or (reading.tag in "VSR" and not self._is_of_lack(at)):
                found.append(None)
            elif at in self.named and (at - 1 in self.named or form in _NAMING):
                found.append(_NOTHING)  # «أطلق [حزب] الله صاروخا» founds no party
            else:
                found.append(_within_idiom(form, reading.tag in "NAPV"))
        return found

    def _is_of_lack(self, at: int) -> bool:
        """Whether a word that reads as a verb is a verbal noun: «عدم نشر اسمه», «خرق الجيش وقف إطلاق النار»."""
        if self.read[at].tag == "V" and tuple(self.tokens.forms[at : at + 2]) == _CEASE_FIRE:
            return True
        return self.read[at].tag == "V" and at > 0 and self.tokens.forms[at - 1] == _LACK and self.syntax.gaps[at] == ""


@lru_cache(maxsize=1 << 12)
def _by_first_word(verb: str) -> dict[tuple[str, str], list[int]]:
    """Return the numbers of a verb's idioms by what the first of their further words can be."""
    found: dict[tuple[str, str], list[int]] = {}
    for number, idiom in enumerate(lexicon.of_idioms(verb)):
        for word in idiom.rest[0]:
            found.setdefault(word, []).append(number)
    return found


@lru_cache(maxsize=1 << 14)
def _within_idiom(form: str, nominal: bool) -> frozenset[tuple[str, str]]:
    """Return what a folded form can be within an idiom: particles and a word as written, or (``nominal``) and a lemma."""
    written = {(form[:size], form[size:]) for size in range(len(form))} | {("", form)}
    found = [a for a in analyses(form) if nominal and a.pos in _NOMINAL and form.startswith(a.particles)]
    described = any(a.pos == "adj" for a in found)  # «رسمي» is official, and not a fee of mine
    read = {(a.particles, a.lemma.form) for a in found if not (described and a.suffix.pronoun == "ي")}
    return frozenset(written | read)
