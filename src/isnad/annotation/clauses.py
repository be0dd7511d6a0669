"""Clauses: who does what in each: verb, subject, objects, complements, and the clauses that hang on it.

Between two boundaries (``isnad.annotation.boundaries``) a subordinator or a relative opens a clause of its own; a finite verb
makes it one. The subject stands before or behind its verb and agrees with it; a preposition opens a complement.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal

from msgspec import Struct

from isnad.annotation.boundaries import boundaries, depths
from isnad.annotation.phrases import Phrase, phrases
from isnad.annotation.roundings import roundings
from isnad.annotation.tokens import Tokens
from isnad.annotation.words import AUXILIARY, Gaps, readings
from isnad.languages.folding import fold
from isnad.languages.forms import Reading, form, light
from isnad.languages.lexicon import Analysis, analyses
from isnad.languages.names import gazetteer
from isnad.languages.naming import context, gender_of

ClauseKind = Literal["main", "that", "relative", "further"]
_AFTER, _NOT_YET = fold("بعد"), frozenset(("لم", "ولم"))
_PREPOSITIONS = frozenset("بكل")
_BESIDE = 3  # words between a verb and its subject


def _undivided(reading: Reading, quote: str) -> Reading:
    """Return a word that was cut into «ك» and a number as the noun that it is: «كميات» is no "like hundreds"."""
    if reading.tag != "K" or reading.particles[-1:] != "ك":
        return reading
    return next((found for found in form(light(quote)).readings if found.tag == "N" and not found.particles), reading)


class Complement(Struct, frozen=True):
    """A phrase behind a preposition: ``preposition`` is the folded form («في», «ب»), ``at`` the word that carries it."""

    preposition: str
    at: int
    phrase: Phrase


class Clause(Struct, frozen=True):
    """One predication on the words [first, last), less those of the clauses that hang on it.

    ``parent`` is the index of the clause on which it hangs, None for a main clause; ``opener`` the word (subordinator, relative)
    with which it opens. ``verb`` is the finite verb, None in a headline or a nominal sentence; ``auxiliary`` one such as «كان»
    before it. ``subject`` is None where it is elided; its gender and number are then those of the verb.
    """

    first: int
    last: int
    kind: ClauseKind
    parent: int | None
    opener: int | None
    verb: int | None
    auxiliary: int | None
    subject: Phrase | None
    objects: tuple[Phrase, ...]
    complements: tuple[Complement, ...]


class _Open:
    def __init__(self, first: int, kind: ClauseKind, parent: int | None, opener: int | None) -> None:
        self.first, self.kind, self.parent, self.opener = first, kind, parent, opener
        self.verb: int | None = None
        self.auxiliary: int | None = None
        self.last = first
        self.words: list[int] = []


class Syntax:
    """A text with its words read, its phrases, clauses and quotations: what the later layers stand on."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.readings = list(map(_undivided, readings(tokens), tokens.quotes))
        self.gaps = Gaps(tokens).classes
        self.phrases = phrases(tokens, self.readings)
        self._roundings = roundings(tokens, self.readings)
        self.rounding = {at for number, first in self._roundings.items() for at in range(first, number)}
        self.boundaries = boundaries(tokens, self.readings)
        self._complements: dict[Phrase, Complement | None] = {}  # the same phrases are asked for again and again
        self.clauses = list(_Reader(self).clauses())  # in the order of their first words; at once, for subjects settle readings

    @cached_property
    def quotations(self) -> list[tuple[int, int, int]]:
        """The quotations of the text, on the surface: start, end, depth."""
        return [tuple(found) for found in self.tokens.quotations]  # type: ignore[misc]

    @cached_property
    def depths(self) -> list[int]:
        """In how many quotations each word stands."""
        return depths(self.tokens, self.tokens.quotations)

    @cached_property
    def phrase_at(self) -> list[int]:
        """For each word the index of its phrase, -1 outside of any."""
        found = [-1] * len(self.tokens)
        for index, phrase in enumerate(self.phrases):
            found[phrase.first : phrase.last] = [index] * phrase.size
        return found

    def is_parted(self, first: int, last: int) -> bool:
        """Whether two words stand in different paragraphs."""
        return self._paragraphs[first] != self._paragraphs[last]

    def paragraph_start(self, at: int) -> int:
        """Return the first word of a word's paragraph."""
        return bisect_left(self._paragraphs, self._paragraphs[at])

    @cached_property
    def _paragraphs(self) -> list[int]:
        """For each word the number of its paragraph."""
        return list(accumulate(int("\n" in self.tokens.gap(at)) for at in range(len(self.tokens))))

    def phrase_of(self, at: int) -> Phrase | None:
        """Return the phrase in which a word stands."""
        index = self.phrase_at[at]
        return self.phrases[index] if index >= 0 else None

    def phrase_from(self, at: int) -> Phrase | None:
        """Return the phrase that begins with a word."""
        phrase = self.phrase_of(at)
        return phrase if phrase is not None and phrase.first == at else None

    def complement_of(self, at: int) -> Complement | None:
        """Return the complement in whose phrase a word stands."""
        phrase = self.phrase_of(at)
        return self.governed(phrase) if phrase is not None else None

    @cached_property
    def wholes(self) -> list[str]:
        """Each word's folded form without particles."""
        return [self.tokens.bare(at, len(reading.particles)) for at, reading in enumerate(self.readings)]

    @cached_property
    def bares(self) -> list[str]:
        """Each word's folded form without particles, article and pronoun."""
        return [_without_article(form, reading.pronoun) for form, reading in zip(self.wholes, self.readings, strict=True)]

    @cached_property
    def clause_at(self) -> list[int]:
        """For each word the index of the innermost clause in which it stands."""
        found = [0] * len(self.tokens)
        for index, clause in enumerate(self.clauses):
            found[clause.first : clause.last] = [index] * (clause.last - clause.first)
        return found

    def clauses_between(self, first: int, last: int) -> list[Clause]:
        """Return the clauses, in order, but for those that end before ``first`` or begin with ``last`` or behind it."""
        return self.clauses[bisect_right(self._ends, first) : bisect_left(self._starts, last)]

    @cached_property
    def _starts(self) -> list[int]:
        return [clause.first for clause in self.clauses]

    @cached_property
    def _ends(self) -> list[int]:
        """For each clause the end of the one that reaches furthest up to there."""
        return list(accumulate((clause.last for clause in self.clauses), max))

    def governed(self, phrase: Phrase) -> Complement | None:
        """Return the phrase as complement of its preposition, None where none governs it."""
        if phrase in self._complements:
            return self._complements[phrase]
        passed: list[Phrase] = []
        head: Phrase | None = phrase
        found: Complement | None = None
        while head is not None and head not in self._complements and (found := self._governed(head)) is None:
            passed.append(head)
            head = self._joined_to(head)  # «بين موسكو وبيونغ يانغ»
        if head is not None:
            found = self._complements.setdefault(head, found)
        for one in passed:  # each is asked for again, and so is what is joined to it: a list has no end
            self._complements[one] = found and Complement(found.preposition, found.at, one)
        return self._complements[phrase]

    def _governed(self, phrase: Phrase) -> Complement | None:
        """Return a phrase as complement of the preposition at its head or right before it."""
        first = self._roundings.get(phrase.first, phrase.first)
        attached = self.readings[first].particles[-1:]
        if attached in _PREPOSITIONS and attached:
            return Complement(attached, first, phrase)
        before = self.readings[first - 1] if first else None
        if self._is_yet(first - 1):
            return None
        if before is None or before.tag != "P" or before.pronoun or self.gaps[first] not in ("", "opening", "quote"):
            return None
        return Complement(self.tokens.forms[first - 1].removeprefix(before.particles), first - 1, phrase)

    def _is_yet(self, at: int) -> bool:
        """Whether «بعد» says "yet", right behind a negated verb: «لم تتلقَّ [بعد] أياً من المقاتلات»."""
        if at < 2 or self.tokens.forms[at] != _AFTER or self.readings[at - 1].tag != "V":
            return False
        return self.tokens.forms[at - 2] in _NOT_YET and self.tokens.forms[at + 1].endswith("ا")

    def _joined_to(self, phrase: Phrase) -> Phrase | None:
        """Return the phrase to which «و» joins one."""
        joined = self.readings[phrase.first].particles == "و" and phrase.first and self.gaps[phrase.first] == ""
        index = self.phrase_at[phrase.first - 1] if joined else -1
        return self.phrases[index] if index >= 0 else None


class _Reader:
    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.read = syntax.readings
        self.gaps = syntax.gaps

    def clauses(self) -> Iterator[Clause]:
        starts = [*self.syntax.boundaries, len(self.read)]
        offset = 0
        for first, last in pairwise(starts):
            found = self._segment(first, last, offset)
            offset += len(found)
            for clause in found:
                yield self._parts(clause)

    def _segment(self, first: int, last: int, offset: int) -> list[_Open]:
        found = [_Open(first, "main", None, None)]
        stack = [0]
        for at in range(first, last):
            if at > first and self._comma(at):
                while len(stack) > 1 and found[stack[-1]].kind == "relative" and found[stack[-1]].verb is not None:
                    found[stack.pop()].last = at
            if at in self.syntax.rounding:
                continue  # «ما لا يقل عن سبعة مدنيين» is no clause
            kind = self._opens(at)
            if kind:
                found.append(_Open(at, kind, stack[-1] + offset, at))
                stack.append(len(found) - 1)
            elif self.read[at].tag == "V":
                self._verb(at, found, stack, offset)
            found[stack[-1]].words.append(at)
        for index in stack:
            found[index].last = last
        return found

    def _comma(self, at: int) -> bool:
        return self.gaps[at] in ("comma", ")", "ended", "colon")

    def _opens(self, at: int) -> ClauseKind | None:
        tag = self.read[at].tag
        return "that" if tag == "S" else "relative" if tag == "R" else None

    def _verb(self, at: int, found: list[_Open], stack: list[int], offset: int) -> None:
        current = found[stack[-1]]
        if current.verb is None:
            current.verb = at
        elif current.kind == "relative" and len(stack) > 1 and found[stack[-2]].verb is None and not self.read[at].particles:
            current.last = at
            stack.pop()
            found[stack[-1]].verb = at
        elif self._auxiliary(current.verb) and current.auxiliary is None:
            current.auxiliary, current.verb = current.verb, at
        else:
            found.append(_Open(at, "further", stack[-1] + offset, None))
            found[-1].verb = at
            stack.append(len(found) - 1)

    def _auxiliary(self, at: int) -> bool:
        found = self.read[at].analysis
        return found is not None and found.lemma.form in AUXILIARY

    def _parts(self, clause: _Open) -> Clause:
        free, complements = [], []
        own = set(clause.words)
        index = self.syntax.phrase_at
        for number in dict.fromkeys(index[at] for at in clause.words):
            if number < 0 or self.syntax.phrases[number].first not in own:
                continue
            phrase = self.syntax.phrases[number]
            governed = self.syntax.governed(phrase)
            if governed:
                complements.append(governed)
            else:
                free.append(phrase)
        subject = self._subject(clause, free)
        return Clause(
            clause.first,
            clause.last,
            clause.kind,
            clause.parent,
            clause.opener,
            clause.verb,
            clause.auxiliary,
            subject,
            tuple(phrase for phrase in free if phrase != subject and not (subject and self._names(phrase, subject))),
            tuple(complements),
        )

    def _subject(self, clause: _Open, free: Sequence[Phrase]) -> Phrase | None:
        if clause.verb is None:
            return free[0] if free else None
        before = [phrase for phrase in free if phrase.first < clause.verb]
        behind = [phrase for phrase in free if phrase.first > clause.verb]
        aux = clause.auxiliary if clause.auxiliary is not None else clause.verb
        for phrase in before:
            if not self._adverbial(phrase) and self._can_act(clause.verb, phrase, phrase.first < aux):
                return phrase
        for phrase in self._past_times(behind)[:1]:
            if not self._accusative(phrase) and not self._adverbial(phrase) and self._can_act(clause.verb, phrase, False):
                return phrase
        return None

    def _can_act(self, verb: int, phrase: Phrase, before: bool) -> bool:
        """Whether a phrase can be a verb's subject; a past of his that may be a present of hers is read so beside her.

        «الوزارة [توجه] اتهامات», «[توقع] الحكومة اتفاقاً»: no pasts of «توجّه», «توقّع».
        """
        hers = self._as_hers(verb) if self._is_feminine(phrase) and self._stand_together(verb, phrase) else None
        if hers is not None:
            self.read[verb] = hers
        return self.agrees(verb, phrase, before)

    def _as_hers(self, verb: int) -> Reading | None:
        """Return the present of «she» as which a past of «he» that begins with «ت» can be read."""
        own, tokens = self.read[verb], self.syntax.tokens
        if not _inflects(own, "past", "m") or not tokens.forms[verb][len(own.particles) :].startswith("ت"):
            return None
        alike = form(light(tokens.quotes[verb])).readings
        return next(
            (r for r in alike if _inflects(r, "present", "f") and (r.particles, r.pronoun) == (own.particles, own.pronoun)), None
        )

    def _is_feminine(self, phrase: Phrase) -> bool:
        """Whether a phrase is of a feminine noun, or the name of a country or town, which are so but for a few."""
        head, whole = self.read[phrase.first], self.syntax.wholes[phrase.first]
        if head.tag == "M":
            known = gazetteer().table.get(whole)
            return known is not None and known.names[0].type == "GPE" and gender_of(whole, "GPE") == "f"
        return head.tag == "N" and head.analysis is not None and head.analysis.gender == "f"

    def _stand_together(self, verb: int, phrase: Phrase) -> bool:
        """Whether no mark but one of a quotation stands between a phrase and a verb beside it."""
        first, last = (phrase.last, verb) if phrase.last <= verb else (verb + 1, phrase.first)
        return last - first <= _BESIDE and all(
            self.gaps[at] in ("", "closing", "opening", "quote") for at in range(first, last + 1)
        )

    def _past_times(self, behind: Sequence[Phrase]) -> Sequence[Phrase]:
        """Return the phrases behind a verb from the first that is not one of time on: «وقّعت [يوم الخميس] الحكومة المصرية»."""
        for count, phrase in enumerate(behind):
            if not is_time(self.syntax, phrase):
                return behind[count:] if self.syntax.gaps[phrase.first] in ("", "opening", "quote") else behind
        return behind

    def _names(self, phrase: Phrase, subject: Phrase) -> bool:
        """Whether a phrase in quotation marks is the name of a subject right before it: «شركة [«رافائيل»]»."""
        head = self.read[subject.last - 1]
        bare = head.tag == "N" and not head.pronoun and head.analysis is not None and not head.analysis.article
        return bare and phrase.first == subject.last and self.syntax.gaps[phrase.first] in ("opening", "quote")

    def agrees(self, verb: int, phrase: Phrase, before: bool) -> bool:
        """Whether a phrase can be a verb's subject by person, gender and number; before the verb the number counts too."""
        found, head = self.read[verb].analysis, self.read[phrase.first]
        if found is None:
            return True
        if found.person in ("1", "2"):
            return False
        if head.analysis is None:
            return found.number == "s" or before
        if not before and found.number != "s":
            return False
        nouns = (
            a
            for a in analyses(self.syntax.tokens.forms[phrase.first])
            if a.particles == head.particles and a.pos != "verb" and (head.tag == "A") == (a.pos == "adj")
        )
        return self._is_plural(phrase.first) or any(_agree(found, noun, before) for noun in (head.analysis, *nouns))

    def _is_plural(self, at: int) -> bool:
        """Whether a noun is a broken plural in «ة», which reads as if it were one: «أجهزة», «قادة»."""
        noun, form = self.read[at].analysis, self.syntax.bares[at]
        if noun is None or noun.pos != "noun" or not form.endswith("ه"):
            return False
        return not noun.lemma.form.endswith("ه") and form != noun.lemma.form + "ه"

    def _accusative(self, phrase: Phrase) -> bool:
        return self.syntax.tokens.quote(phrase.first).endswith(("اً", "ًا"))

    def _adverbial(self, phrase: Phrase) -> bool:
        return phrase.size == 1 and self.read[phrase.first].tag in "BDQ" and self.read[phrase.first].tag == "B"


def is_time(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether a phrase says when: «مطلع الشهر», «أمس الاثنين»."""
    reading = syntax.readings[phrase.first]
    form = syntax.tokens.forms[phrase.first]
    if (
        reading.tag == "B"
        or form in context("time")
        or (form == "الاول" and phrase.first and syntax.tokens.forms[phrase.first - 1] == "امس")
    ):
        return True
    return reading.analysis is not None and reading.analysis.lemma.sense == "time" and reading.tag == "N" and not reading.pronoun


def _without_article(form: str, pronoun: str) -> str:
    """Return a folded form without its article, or without its pronoun and with the ending that this hides."""
    if pronoun and form.endswith(pronoun):
        form = form.removesuffix(pronoun)  # and with it no article: «التزامهما»
        return form[:-1] + "ه" if form.endswith("ت") and len(form) > 3 else form
    return form.removeprefix("ال")


def _inflects(reading: Reading, tense: str, gender: str) -> bool:
    """Whether a reading is a verb of the third person singular of a tense and a gender."""
    found = reading.analysis
    return (
        reading.tag == "V"
        and found is not None
        and (found.tense, found.gender, found.person, found.number) == (tense, gender, "3", "s")
    )


def _agree(verb: Analysis, noun: Analysis, before: bool) -> bool:
    """Whether a reading of a noun agrees with a verb in gender and number; a plural before it as after it may be feminine."""
    if noun.number == "p":
        return True
    if verb.gender and noun.gender and verb.gender != noun.gender:
        return False
    return not (before and noun.number == "d" and verb.number == "s")
