"""Where a text has cues: verbs, participles, nouns, prepositions and idioms that carry reporting."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from isnad.annotation.clauses import Syntax, is_time
from isnad.annotation.statements.complements import PREPOSITIONS
from isnad.annotation.statements.idioms import IDIOM_REACH, Idiom, Idioms
from isnad.languages import cues as lexicon
from isnad.languages.cues import Cue
from isnad.languages.forms import Reading
from isnad.languages.lexicon import Analysis, analyses
from isnad.languages.naming import context
from isnad.languages.phrases import Match

Kind = Literal["verb", "participle", "noun", "prep", "adverb", "colon", "answer"]
_HAS = ("فقد", "وقد", "لقد", "ولقد")  # before a past: «فقد كشف»
_WRITTEN = ("رأى", "بيّن", "أسرّ", "أثنى", "عزا")  # verbs by letters that folding takes away
_THUS = Cue("assert", ("quote",))
_TOLD = frozenset(("abstract", "thing", "substance", "illness", "measure", "money", "animal"))  # what no source is
_AS_TOLD = (  # any verb may follow
    ["وفق", "ما"],
    ["ووفق", "ما"],
    ["بحسب", "ما"],
    ["وبحسب", "ما"],
    ["حسب", "ما"],
    ["وفقا", "لما"],
    ["ووفقا", "لما"],
    ["طبقا", "لما"],
)
_SHOWN = 9  # words from «وبين» to «أن»
_NAMED = 7  # words from a verb that goes on to the colon behind its subject
_TALK_REACH = 24  # words from «في مقابلة» to the verb of saying
_EXCEPT_REACH = 6  # words from a negated verb to «إلا»


class Found(NamedTuple):
    """A cue in a text: the words [first, last) and where its content may begin; ``skip`` letters of particles before it."""

    first: int
    last: int
    skip: int
    kind: Kind
    cue: Cue
    passive: bool = False
    written: bool = False
    """Whether the passive is written (harakat); else its form only may be one."""
    open: int = 0
    """The word from which on its content may stand."""
    begins: int | None = None
    """The word of an idiom with which its content begins: «أعربت عن [قلقها من …]»."""
    told: Analysis | None = None
    """What the verb is as this cue: «تقول» is of «قال», whatever else the word was read as."""


@lru_cache(maxsize=1 << 16)
def _of_pos(form: str, pos: str) -> tuple[Analysis, ...]:
    """Return what a folded form can be of a part of speech."""
    return tuple(found for found in analyses(form) if found.pos == pos)


def cues(syntax: Syntax) -> list[Found]:
    """Return the cues of a text, in order."""
    return list(_Finder(syntax).cues())


class _Finder:
    """Finds the cues of one text."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.idioms = Idioms(syntax)

    def cues(self) -> Iterator[Found]:
        at = 0
        while at < len(self.read):
            match = self._phrase_at(at)
            if match is not None and match.value[0] == "nocue":  # a phrase that only looks like a cue: «حلف الناتو»
                at = match.last - 1
                match = self._phrase_at(at)
            found = self._phrase(at, match) if match is not None else None
            found = found or self._thus(at) or self._verb(at)
            if found is None and self.read[at].tag in "ANB":
                found = self._participle(at) or self._noun(at)
            if found:
                yield found
            if found and found.kind in ("prep", "adverb"):
                at = found.last + self._is_verbal(found)
            else:
                at += 1

    def _is_verbal(self, found: Found) -> bool:
        """Whether a verb belongs to an adverb: «كما أعلن»."""
        return found.kind == "adverb" and self.tokens.forms[found.last - 1].endswith("ما")

    def _phrase_at(self, at: int) -> Match[tuple[str, str, Cue]] | None:
        return lexicon.phrases().at(self.tokens.words, at)

    def _phrase(self, at: int, match: Match[tuple[str, str, Cue]]) -> Found | None:
        """Find an idiom as it is written, a preposition or an adverb."""
        kind, particle, cue = match.value
        if kind == "prep" and self._tells_amid(match.first, match.last, particle):
            return None
        nobody = self.tokens.forms[match.last - 1] in context("awaited")  # «من المتوقع أن»
        found = Found(at, match.last, match.particles, "verb", cue, nobody, nobody, match.last)
        if kind == "prep":
            return found._replace(kind="prep") if self._is_preposition(found, particle) else None
        if kind == "adverb":
            return self._adverb(found._replace(kind="adverb"))
        return found if cue.stance else None

    def _tells_amid(self, first: int, last: int, particle: str) -> bool:
        """Whether behind «وسط» and a noun of saying what is said stands, not who says it: «وسط تحذيرات من [اتساع] الحرب»."""
        if self.tokens.forms[first].removeprefix("و") not in ("سط", "وسط") or last >= len(self.read):
            return False
        found = self.read[last].analysis
        return (
            particle == "ب" or self.read[last].tag == "S" or (found is not None and found.pos == "masdar" and not found.article)
        )

    def _is_preposition(self, found: Found, particle: str) -> bool:
        """Whether a preposition is a cue: the particle that must follow does, and no verb beside it says what was said."""
        first, last = found.first, found.last
        if last >= len(self.read) or (particle and not self.read[last].particles.startswith(particle)):
            return False
        if last - first == 1 and self.read[first].tag not in "PN":
            return False
        if self.tokens.forms[first] == "في" and self._takes_fi(first):
            return False
        if self.tokens.forms[first].startswith("ب") and self._is_done(first):
            return False
        talk = any(self.tokens.forms[at].removeprefix("ب") in context("talk") for at in range(first, last))
        return not (talk and self._has_verb(first))  # where somebody said what a verb beside it says he did

    def _is_done(self, at: int) -> bool:
        """Whether a noun of saying is what somebody does: «قامت الوزارة [بنفي] الخبر»."""
        near = (self.read[i].analysis for i in range(max(0, at - IDIOM_REACH), at) if self.read[i].tag == "V")
        return any(found is not None and found.lemma.form == "قام" for found in near)

    def _takes_fi(self, at: int) -> bool:
        """Whether a verb of the clause has «في» of its own: «شكك المحامون في رواية الشرطة», «طعن في حديثه»."""
        clause = self.syntax.clauses[self.syntax.clause_at[at]]
        found = self.read[clause.verb].analysis if clause.verb is not None and clause.verb < at else None
        cue = lexicon.verbs().get(found.lemma.form) if found is not None else None
        return cue is not None and "fi" in cue.frames

    def _adverb(self, found: Found) -> Found | None:
        """Return an adverb with the stance of the verb that belongs to it, None where none does."""
        if not self._is_verbal(found):
            return found
        last = found.last
        if self.tokens.forms[found.first] == "علي" and self.syntax.gaps[found.first] == "" and self._takes_ala(found.first - 1):
            return None  # «أي تعقيب على ما نُشر»
        if last >= len(self.read) or self.read[last].tag != "V" or self.syntax.gaps[last] != "":
            return None
        verb, any_verb = self._verb(last), self.tokens.forms[last - 2 : last] in _AS_TOLD
        if not any_verb and (verb is None or self.read[last].pronoun):
            return None
        if self.tokens.forms[last - 1] == "كما" and verb is not None:
            opens = self.syntax.gaps[found.first] not in ("", "comma", "ended")
            if self._has_complement(last, verb.cue) or (opens and not self._is_closed(last)):
                return None  # "also": «، كما أعلن إغلاق المدارس», but «كما يقول التقرير، أُغلقت المدارس»
        return found._replace(cue=found.cue._replace(stance=verb.cue.stance)) if verb else found

    def _has_complement(self, verb: int, cue: Cue) -> bool:
        """Whether a verb has something to say of its own in its clause: «أن», a quotation, an object or a noun of its frames."""
        subject = False
        at = verb + 1
        while at < len(self.read) and not self.tokens.breaks(at) and self.syntax.gaps[at] not in ("comma", "ended", "closing"):
            reading, index = self.read[at], self.syntax.phrase_at[at]
            if reading.tag == "S" or self.syntax.gaps[at] == "colon":
                return True
            if reading.tag in "VRD":
                return False
            governing = (self.tokens.forms[at], reading.particles[-1:])
            if not subject and any(form in PREPOSITIONS.get(frame, ()) for frame in cue.frames for form in governing):
                return not reading.pronoun
            if reading.tag == "P" or index < 0 or reading.particles:
                at += 1
                continue
            phrase = self.syntax.phrases[index]
            if self.syntax.governed(phrase) is None and not is_time(self.syntax, phrase):
                if subject or ("obj" in cue.frames and self._is_told(phrase.first)):
                    return "obj" in cue.frames
                subject = True
            at = max(phrase.last, at + 1)
        return False

    def _is_closed(self, verb: int) -> bool:
        """Whether a comma and another clause stand right behind a verb and its subject."""
        index = self.syntax.phrase_at[verb + 1] if verb + 1 < len(self.read) else -1
        behind = self.syntax.phrases[index].last if index >= 0 else len(self.read)
        if behind >= len(self.read) or self.syntax.gaps[behind] not in ("comma", "ended"):
            return False
        return self.read[behind].tag in "VGT" or self.read[behind].particles == "ف"

    def _is_told(self, at: int) -> bool:
        """Whether a noun is what is told, not who tells it: a verbal noun without the article, a thing, a sum, a state."""
        found = self.read[at].analysis
        if found is None or self.read[at].tag != "N":
            return False
        return not found.article if found.pos == "masdar" else found.lemma.sense in _TOLD

    def _takes_ala(self, at: int) -> bool:
        """Whether a noun has a complement with «على»: «تعقيب», «رد», «احتجاج»."""
        found = self.read[at].analysis if at >= 0 else None
        return found is not None and found.lemma.form in context("replies")

    def _has_verb(self, at: int) -> bool:
        """Whether a verb of saying stands near a word in its sentence."""
        first, last = at, at + 1
        while first > 0 and not self.tokens.breaks(first) and at - first < _TALK_REACH:
            first -= 1
        while last < len(self.read) and not self.tokens.breaks(last) and last - at <= _TALK_REACH:
            last += 1
        return any(self._is_saying(near) for near in range(first, last))

    def _is_saying(self, at: int) -> bool:
        found = self.read[at].analysis
        cue = lexicon.verbs().get(found.lemma.form) if found is not None and self.read[at].tag == "V" else None
        return cue is not None and not cue.weak

    def _lemmas(self, at: int, pos: str) -> list[Analysis]:
        """Return what a word can be of a part of speech, as it was read first."""
        of_pos = _of_pos(self.tokens.forms[at], pos)
        if not of_pos:
            return []
        reading = self.read[at]
        particles = (reading.particles, "ف") if self._is_written(at) else (reading.particles,)
        if pos == "verb" and reading.particles == "و":
            particles = ("و", "")  # «وصف» was read as «و» and «صف»
        found = [a for a in of_pos if a.particles in particles]
        if len(found) < 2:
            return found
        chosen = reading.analysis
        written = self.tokens.quote(at)[len(reading.particles) :]
        derived = ("2", "4", "3") if "ّ" in written else ("4", "3", "2")  # «تُدين» is of «أدان»
        ranks = {sense: rank for rank, sense in enumerate(derived)} if written[1:2] == "ُ" and written[:1] in "يتن" else {}
        return sorted(
            found,
            key=lambda a: (
                a.particles != particles[0],
                self._disagrees(at, a),
                bool(ranks) and ranks.get(a.lemma.sense, 3),
                a != chosen,
                a.person != "3",
            ),
        )

    def _disagrees(self, at: int, verb: Analysis) -> bool:
        """Whether a verb cannot be of the feminine noun right before it: «النقابة تحمّل الشركة المسؤولية» is no past."""
        index = self.syntax.phrase_at[at - 1] if at and self.syntax.gaps[at] in ("", "closing") else -1
        if index < 0 or self.read[at].particles or verb.person != "3":
            return False
        head = self.read[self.syntax.phrases[index].first].analysis
        return head is not None and head.gender == "f" and head.number == "s" and verb.gender == "m"

    def _verb(self, at: int) -> Found | None:
        """Find a verb, alone or with the words of its idiom."""
        reading = self.read[at]
        if (reading.tag != "V" and not self._resumes(at)) or (reading.analysis is None and not self._is_written(at)):
            return None
        negated, analysed = self._is_negated(at), self._lemmas(at, "verb")
        joined = reading.particles[:1] in ("و", "ف") and self.tokens.forms[at][len(reading.particles) :] in lexicon.no_cues()
        promises = (
            joined and self._takes_b(at) and [found for found in analysed if found.lemma.form == "وعد"]
        )  # «فيعد بتعويض المتضررين»
        for found in promises or analysed:
            lemma = found.lemma.form
            idiom = self.idioms.telling(at, lemma)
            if idiom is not None:
                return None if negated else self._of_idiom(at, idiom, found)
            cue = self._verb_cue(at, lemma, negated)
            if lemma in context("light") and (noun := self._noun_done(at)) is not None:
                cue = noun._replace(frames=tuple(frame for frame in noun.frames if frame not in ("obj", "quote")))
            if cue is None:
                continue
            if not cue.stance:
                return None
            passive, written = (False, False) if negated and "fi" in cue.frames else self._passive(at, found, reading)
            return Found(at, at + 1, len(found.particles), "verb", cue, passive, written, at + 1, told=found)
        return Found(at, at + 1, len(reading.particles), "verb", _THUS, open=at + 1) if self._behind_thus(at) else None

    def _noun_done(self, at: int) -> Cue | None:
        """Return the noun of saying before a relative clause that tells whose it is: «الاتهامات التي وجهتها كييف بـ»."""
        if at < 2 or self.read[at - 1].tag != "R" or not self.read[at].pronoun or self.syntax.gaps[at - 1] != "":
            return None
        index = self.syntax.phrase_at[at - 2]
        first = self.syntax.phrases[index].first if index >= 0 else at - 2
        nouns = (
            _of_noun(self.tokens.forms[i], self.read[i].particles)
            for i in range(at - 2, first - 1, -1)
            if self.read[i].tag == "N"
        )
        return next((cue for cue in nouns if cue is not None), None)

    def _thus(self, at: int) -> Found | None:
        """Find «هكذا» before a name, which stands for a verb: «…»، هكذا المتحدثة."""
        named = self.tokens.forms[at] == "هكذا" and at + 1 < len(self.read) and self.read[at + 1].tag in "NM"
        return Found(at, at + 1, 0, "verb", _THUS, open=at + 1) if named and self._behind_thus(at + 1) else None

    def _behind_thus(self, at: int) -> bool:
        """Whether «هكذا» right before a word takes up a quotation: «…»، هكذا لخّص فلان."""
        return at > 1 and self.tokens.forms[at - 1] == "هكذا" and self.syntax.depths[at - 2] > self.syntax.depths[at - 1]

    def _is_negated(self, at: int) -> bool:
        """Whether a negation stands before a verb, with no «إلا» behind it: «لا تعترف إلا بغياب الثلث»."""
        if at > 1 and self.tokens.forms[at - 1] == "ان" and self.tokens.forms[at - 2] in ("غير", "دون", "بدون"):
            return self.tokens.forms[at - 3 : at - 2] == ["من"] or self.tokens.forms[at - 2] != "غير"  # «من دون أن يعرض وساطته»
        if at == 0 or self.syntax.gaps[at] != "" or self.tokens.forms[at - 1].removeprefix("و") not in context("negation"):
            return False
        rumoured = self.tokens.forms[at - 1] == "ما" and any(
            a.lemma.form in context("impersonal") for a in self._lemmas(at, "verb")
        )
        if rumoured or self.read[at - 1].tag == "R":
            return False  # «ما تردد عن …»
        behind = range(at + 1, min(at + _EXCEPT_REACH, len(self.read)))
        excepted = next((i for i in behind if self.tokens.forms[i] in ("الا", "سوي") or self.tokens.breaks(i)), None)
        return excepted is None or self.tokens.breaks(excepted) or self.syntax.gaps[excepted] != ""

    def _resumes(self, at: int) -> bool:
        """Whether a word read as none is a verb: one of going on that opens a sentence («وتابع أن»), or as it is written."""
        if self._is_written(at) or (at and self.read[at].tag == "N" and self.tokens.forms[at - 1] in _HAS):
            return True
        if self.tokens.forms[at] in ("وبين", "بين") and self._shows(at):
            return True
        if self.read[at].particles != "و" or at + 1 >= len(self.read):
            return False
        if self.read[at].pronoun and self.read[at].tag == "N" and self.tokens.forms[at + 1].startswith("بان"):
            return bool(self._lemmas(at, "verb"))  # «رفض العرض ووصفه بأنه «إهانة»»
        if not self.tokens.breaks(at):
            return False
        verbs = {a.lemma.form for a in self._lemmas(at, "verb")}
        if verbs.isdisjoint(context("goes-on")):
            return False
        gap = self.tokens.gap(at + 1)
        named = range(at + 2, min(at + _NAMED, len(self.read)))  # «وتابع الوزير: «…»»
        if any(":" in self.tokens.gap(i) and self.syntax.depths[i] > self.syntax.depths[at] for i in named):
            return True
        return any(mark in gap for mark in ':«“"') or self.read[at + 1].tag == "S" or self.tokens.forms[at + 1] == "قايلا"

    def _shows(self, at: int) -> bool:
        """Whether «وبين» that opens a sentence says something: one party stands behind it and «أن», «وبين العتيبي أن»."""
        if not self.tokens.breaks(at) or at + 1 >= len(self.read):
            return False
        near = range(at + 1, min(at + _SHOWN, self.tokens.sentence_end(at)))
        that = next((i for i in near if self.read[i].tag == "S"), None)
        between = self.read[at + 1 : that] if that is not None else []
        plain = all(reading.tag in "NMA" and reading.particles in ("", "ل") for reading in between)
        return bool(between) and plain and self.tokens.quote(that or at).removeprefix("و")[:1] == "أ"

    def _is_written(self, at: int) -> bool:
        """Whether a word is a verb by letters that folding takes away: «رأى», no «رأي»; «بيّن» by its shadda; «أثنى», no two."""
        written = self.tokens.quotes[at]
        if not written.endswith(_WRITTEN):
            return False
        written = written[len(self.read[at].particles) :]
        return written.removeprefix("ف") in _WRITTEN

    def _of_idiom(self, at: int, idiom: Idiom, told: Analysis) -> Found | None:
        """Return the cue that an idiom is, None where it makes no statement."""
        cue, last, skip = idiom.cue, idiom.last, len(self.read[at].particles)
        begins = last - 1 if "self" in cue.frames else idiom.owned
        opens = at + 1 if "whole" in cue.frames else last
        return Found(at, at + 1, skip, "verb", cue, open=opens, begins=begins, told=told) if cue.stance else None

    def _verb_cue(self, at: int, lemma: str, negated: bool) -> Cue | None:
        """Return what a verb says of its content, None where it is no cue; without a stance where a negation takes it away."""
        reading = self.read[at]
        bare = self.tokens.forms[at][len(reading.particles) :]
        blocked = lexicon.no_cues().get(lemma) or lexicon.no_cues().get(bare)
        if blocked is not None and not blocked.weak:
            return None
        if lemma == "وعد" and self._takes_b(at):
            blocked = None  # «فيعد بتعويض المتضررين»
        cue = lexicon.verbs().get(lemma)
        other = lexicon.others().get(lemma)
        if other is not None and "b" in other.frames and self._takes_b(at):
            cue = other
        if negated:
            cue = lexicon.negated().get(lemma, cue)
        if cue is None:
            return None
        frames = cue.frames if blocked is None else (*cue.frames, "weak")
        itself = at + 1 < len(self.read) and self.tokens.forms[at + 1] in context("itself")
        if reading.pronoun or itself:  # what it speaks of is the pronoun: «وصفه بـ», «دحضته»
            frames = tuple(frame for frame in frames if frame != "obj")
        return cue._replace(frames=frames)

    def _takes_b(self, at: int) -> bool:
        """Whether «بـ» with a noun, and neither «أن» nor «إلى», follows a verb: «ونوّه الوزير بـ«هبّة الأشقاء»»."""
        for ahead in range(at + 1, min(at + IDIOM_REACH, len(self.read))):
            if self.tokens.breaks(ahead) or self.read[ahead].tag in "VS" or self.tokens.forms[ahead] == "الي":
                return False
            if self.tokens.forms[ahead] == "ب" or self.read[ahead].particles == "ب":
                return self.read[min(ahead + 1, len(self.read) - 1)].tag != "S" and self.tokens.forms[ahead] != "باسم"
        return False

    def _passive(self, at: int, found: Analysis, reading: Reading) -> tuple[bool, bool]:
        """Return whether a verb is, or can be, passive; and whether its harakat say so."""
        word = self.tokens.quote(at)[len(reading.particles) :]
        active = word[:1] in "يتن" and found.lemma.sense in ("3", "4") and found.lemma.form not in context("passive-too")
        if (word[1:2] == "ُ" and not active) or (word[2:3] == "ُ" and word[:1] in "يتنا"):
            return True, True
        bare = self.tokens.forms[at][len(reading.particles) :]
        return bare in context("passive") or found.lemma.form in context("impersonal") or found.voice == "passive", False

    def _participle(self, at: int) -> Found | None:
        """Find «مؤكداً», «ومشيرة إلى»: an indefinite participle in the accusative that goes on speaking."""
        reading = self.read[at]
        if reading.particles not in ("", "و", "ف"):
            return None
        if at and self.read[at - 1].tag == "K" and self.syntax.gaps[at] == "":
            return None  # «حبس 23 متهما»
        if reading.analysis is not None and reading.analysis.pos == "noun" and self.syntax.gaps[at] == "":
            return None  # «نشر جنود مقطعا»
        if reading.pronoun and not self.tokens.quote(at).endswith(("ة", "ةً")):  # such is no pronoun, whatever was read
            return None
        for found in self._lemmas(at, "participle"):
            if found.article or found.lemma.sense != "active":
                continue
            idiom = self.idioms.of(at, found.lemma.source)
            cue = idiom.cue if idiom and idiom.owned is not None else lexicon.verbs().get(found.lemma.source)
            bare = self.tokens.forms[at][len(reading.particles) :]
            if cue is None or bare in lexicon.no_cues():
                continue
            if idiom and not idiom.cue.stance:
                return None
            attached = self.syntax.gaps[at] == "" and reading.particles != "و" and at not in self.syntax.boundaries
            masculine = self.tokens.quote(at).endswith("ه")  # «ومقره المنامة»: no feminine, but a pronoun
            if (attached and found.gender == "f") or (masculine and found.gender == "f") or not self._accusative(at, found):
                continue
            begins = idiom.owned if idiom else None  # «مبدية [استعدادها للتعاون]»
            return Found(at, at + 1, len(reading.particles), "participle", cue, open=at + 1, begins=begins)
        return None

    def _accusative(self, at: int, found: Analysis) -> bool:
        """Whether a participle is, or behind a comma can be, in the accusative."""
        written = self.tokens.quote(at)
        opens = self.syntax.gaps[at] in ("comma", "ended", "closing", "quote", "line") or self._describes_none(at)
        if found.number == "s" and found.gender == "m":
            return found.suffix.state == "acc" or written.endswith(("اً", "ًا"))
        if found.number == "s":
            return written.endswith("ةً") or opens
        return opens and found.suffix.pronoun == "" and self.tokens.forms[at].endswith("ين")

    def _describes_none(self, at: int) -> bool:
        """Whether a plural participle describes no noun before it, but those who do something: «تظاهروا في سوسة مطالبين بـ»."""
        before = self.read[at - 1] if at else None
        if before is None or self.read[at].particles or not self.tokens.forms[at].endswith("ين"):
            return False
        found = before.analysis
        definite = before.tag == "M" or (found is not None and (found.article or before.pronoun != ""))
        one = before.tag == "N" and found is not None and found.number == "s" and at > 1 and self.read[at - 2].tag == "P"
        return (before.tag in "NAM" and definite) or one

    def _noun(self, at: int) -> Found | None:
        """Find a noun of saying, not the writer's own («قولي»)."""
        reading = self.read[at]
        if reading.tag != "N" or reading.analysis is None or reading.pronoun in ("ي", "نا"):
            return None
        if reading.particles == "ب" and reading.pronoun and self.tokens.forms[at].startswith("بوصف"):
            return None  # «المعاهدة بوصفها جسراً»
        cue = _of_noun(self.tokens.forms[at], reading.particles)
        return None if cue is None else Found(at, at + 1, len(reading.particles), "noun", cue, open=at + 1)


@lru_cache(maxsize=1 << 14)
def _of_noun(form: str, particles: str) -> Cue | None:
    """Return the cue that a folded form with these particles is as a noun."""
    nouns, no_cues = lexicon.nouns(), lexicon.no_cues()
    bare = form[len(particles) :].removeprefix("ال")
    for found in analyses(form):
        if found.pos not in ("noun", "masdar") or found.particles != particles:
            continue
        cue = nouns.get(found.lemma.form) or nouns.get(bare)
        if cue and bare not in no_cues and found.lemma.form not in no_cues:
            return cue
    return None
