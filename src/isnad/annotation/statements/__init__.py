"""Statements: who says what, on whose word (``shared/gold/GUIDE.md``, "Statements")."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from isnad.annotation.clauses import Clause, Syntax
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.contents import Content, Contents, is_time
from isnad.annotation.statements.cues import Found, cues
from isnad.annotation.statements.speakers import Speaker, Speakers
from isnad.annotation.statements.stances import stance
from isnad.languages import cues as lexicon
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context
from isnad.model import Entity, Span, Stance, Statement

_NO_CUE = lexicon.Cue("", ())
_OF_TEXTS = frozenset(("deny", "criticise", "praise", "demand"))
_QUESTIONS, _ANSWERS = frozenset(("س", "سؤال", "سوال")), frozenset(("ج", "جواب"))
_OWNERS = {"ه": ("m", "s"), "ها": ("f", "s"), "هم": ("m", "p"), "هن": ("f", "p"), "هما": ("", "d")}
_LONGEST_NAME = 7  # words before a colon
_NEAR = 3  # words between a noun and its content


def statements(syntax: Syntax, entities: Sequence[Entity]) -> tuple[Statement, ...]:
    """Return the statements of a text, in the order of their cues."""
    return tuple(_Reader(syntax, entities).statements())


class _Said(NamedTuple):
    cue: Found
    speaker: Speaker
    ids: str
    content: Content
    stance: Stance
    media: tuple[str, ...]
    antecedent: "_Said | None"
    rule: str


class _Reader:
    def __init__(self, syntax: Syntax, entities: Sequence[Entity]) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.cues = cues(syntax)
        self.contents = Contents(syntax, self.cues)
        self.speakers = Speakers(syntax, entities)
        self.said: list[_Said] = []

    def statements(self) -> list[Statement]:
        for cue in self._with_colons():
            found = self._read(cue)
            if found:
                self.said += found
        self._drop_repeated()
        return [self._statement(said) for said in sorted(self.said, key=lambda s: (s.cue.first, s.content.first, s.ids))]

    def _with_colons(self) -> list[Found]:
        """Return the cues, with the colons behind somebody's name alone at the beginning of a sentence: «باريس: …»."""
        found = list(self.cues)
        for at in range(1, len(self.read)):
            if ":" not in self.tokens.gap(at) or "\n" in self.tokens.gap(at):
                continue
            first = self.contents.sentence_start(at - 1)
            index = self.syntax.phrase_at[first]
            if first == at - 1 and self.tokens.forms[first] in _ANSWERS and self._interviewed is not None:
                found.append(Found(at, at, 0, "answer", lexicon.Cue("assert", ("quote",)), open=at))
                continue
            if index < 0 or not self._labels(self.syntax.phrases[index], at):
                continue
            following = self.syntax.phrase_at[at]
            if following >= 0 and is_time(self.syntax, self.syntax.phrases[following]):
                continue
            found.append(Found(at, at, 0, "colon", lexicon.Cue("assert", ("quote",)), open=at))
        return sorted(found, key=lambda cue: cue.first)

    @cached_property
    def _interviewed(self) -> Phrase | None:
        """The name, nearest before the first question («س: …»), of the one who answers; None where no interview is printed."""
        questions = (
            at for at in range(1, len(self.read)) if self.tokens.forms[at - 1] in _QUESTIONS and ":" in self.tokens.gap(at)
        )
        first = next((at - 1 for at in questions if self.contents.sentence_start(at - 1) == at - 1), 0)
        named = Counter(
            e.id for e in self.speakers.entities if e.type == "PER" and e.start < self.tokens.span(first, first + 1).start
        )
        for at in range(first - 1, -1, -1):
            entity = self.speakers.at[at]
            if entity is not None and named and entity.id == named.most_common(1)[0][0] and self.speakers.is_first(at):
                last = at
                while last < first and self.speakers.at[last] is entity:
                    last += 1
                return Phrase(at, last)
        return None

    def _answer(self, cue: Found) -> list[_Said]:
        """Read an answer of an interview: the whole paragraph behind «ج:»."""
        last = cue.first + 1
        while last < len(self.read) and "\n" not in self.tokens.gap(last):
            last += 1
        phrase = self._interviewed
        if phrase is None:
            return []
        return self._made(
            cue, self.speakers.speaker(phrase, phrase.last), Content(cue.first, last, 0, "answer"), (), None, "answer"
        )

    def _labels(self, phrase: Phrase, colon: int) -> bool:
        """Whether a phrase that opens a sentence says whose words follow a colon: «باريس: …», «الوزير للصحافيين: «…»»."""
        head = self.speakers.head(phrase)
        entity, form = self.speakers.at[head], self.speakers.bare(head)
        named = entity is not None and entity.type in ("PER", "ORG", "GPE")
        office = self.speakers.is_office(phrase) or self.speakers.entity(phrase, ("PER",)) is not None
        if not (named or office) or form in lexicon.sources("source") or form == "مصدر":
            return False
        quoted = self.syntax.depths[colon] > self.syntax.depths[colon - 1]
        rest = self.read[phrase.last : colon]
        if any(reading.tag in "VSR" for reading in rest):
            return False
        return phrase.last == colon or (quoted and len(rest) <= _LONGEST_NAME)

    def _read(self, cue: Found) -> list[_Said]:
        if cue.kind == "prep":
            return self._attribution(cue)
        if cue.kind == "adverb":
            return self._adverb(cue)
        if cue.kind == "participle":
            return self._participle(cue)
        if cue.kind == "noun":
            return self._noun(cue)
        if cue.kind == "answer":
            return self._answer(cue)
        if cue.kind == "colon":
            return self._colon(cue)
        return self._verb(cue)

    # ---- verbs

    def _verb(self, cue: Found) -> list[_Said]:
        subject = self._subject(cue)
        lemma = self._lemma(cue.first)
        if lemma in context("passes-on") and self._passed(cue) is not None:
            return self._quoted_from(cue, subject)
        behind = subject if subject is not None and subject.first > cue.first else None
        content = self.contents.behind(cue, behind, self._source_end(behind) if behind else 0)
        if content is None:
            ahead = subject is not None and subject.first < cue.first
            begins = min(cue.first, subject.first) if ahead and subject is not None else cue.first
            if begins and (self.read[begins - 1].tag == "X" or self.tokens.forms[begins - 1] == "هكذا"):
                begins -= 1
            content = self.contents.quoted_before(begins) or self._said_before(cue, begins)
            if content is not None and self._already(content):
                return []
        if content is None:
            content = self._resumed(cue)
            if content is None:
                return []
        if content.last <= content.first:
            return []
        if subject is not None and self._is_target(cue, subject, content):
            content = content._replace(first=subject.first, skip=0, how="obj")
            subject = None
        if subject is None and content.how == "obj" and not cue.passive and not self._goes_on(cue):
            return []
        zone = content.first if content.first > cue.first else self.contents.segment(cue.first)[1]
        speaker, antecedent, rule = self._speaker(cue, subject, zone)
        if speaker is None:
            return []
        media = self._media(cue.open, content.first) if content.first > cue.open else ()
        content = self._meant(cue, content)
        if content is None:
            return []
        return self._made(cue, speaker, content, media, antecedent, f"verb/{content.how}/{rule}")

    def _is_target(self, cue: Found, subject: Phrase, content: Content) -> bool:
        """Whether what seems the subject is of whom is spoken: «واتهم الجيش بقصف السوق», where the speaker goes on."""
        if "obj" not in cue.cue.frames or content.how not in ("b", "ala", "ila", "li", "min") or not self.said:
            return False
        return self.read[cue.first].particles in ("و", "ف") and cue.last == subject.first and content.first - subject.last <= 1

    def _goes_on(self, cue: Found) -> bool:
        """Whether a verb without a subject goes on with what its speaker said: «وأنكر …», «كما أعلن …»."""
        before = self.read[cue.first - 1] if cue.first else None
        starts = self.tokens.breaks(cue.first) or cue.first in self.syntax.boundaries
        return self.read[cue.first].particles in ("و", "ف") or starts or (before is not None and before.tag in "CTG")

    def _source_end(self, subject: Phrase) -> int:
        """Return the word behind a subject with the name in apposition to it, or the body for which it speaks."""
        speaker = self.speakers.speaker(subject, min(subject.last + 12, len(self.read)))
        if speaker.phrase is not None and speaker.phrase.last > subject.last:
            return speaker.phrase.last
        at = subject.last
        following = self.syntax.phrase_at[at] if at < len(self.read) else -1
        if following >= 0 and self._opens_name(at):
            return max(self.syntax.phrases[following].last, self.contents.quotation_end(at))  # «شركة «هيلاس مارين» اليونانية»
        if following >= 0 and self.syntax.gaps[at] == "" and not self.speakers.is_office(subject):
            phrase = self.syntax.phrases[following]
            if phrase.first == at and self.speakers.is_office(phrase) and not self.read[at].particles:
                return phrase.last  # «أحمد أبو الغيط وزير الخارجية»
        if at < len(self.read) and self.syntax.gaps[at] == "" and self.speakers.is_office(subject):
            particles, entity = self.read[at].particles, self.speakers.at[at]
            inside = at + 1 if self.read[at].tag == "P" and self.tokens.forms[at] in ("في", "لدي", "من") else at
            named = self.speakers.at[inside] if inside < len(self.read) else entity
            if (
                self.speakers.bare(at) == "اسم"
                or (particles == "ل" and entity is not None)
                or (inside > at and named is not None)
            ):
                index = self.syntax.phrase_at[inside]
                return self.syntax.phrases[index].last if index >= 0 else at
        return at

    def _opens_name(self, at: int) -> bool:
        """Whether the quotation that opens before a word is the name of what stands before it: short, without a verb."""
        if self.syntax.gaps[at] not in ("opening", "quote") or self.syntax.depths[at] <= self.syntax.depths[at - 1]:
            return False
        inside = self.read[at : self.contents.quotation_end(at)]
        return len(inside) <= _LONGEST_NAME and all(reading.tag not in "VSRG" for reading in inside)

    def _said_before(self, cue: Found, begins: int) -> Content | None:
        """Return the clause before a cue that closes its sentence: «الحصيلة قد ترتفع، قال مسؤولون»."""
        if "quote" not in cue.cue.frames or cue.cue.weak or begins == 0 or self.syntax.gaps[begins] not in ("comma", "ended"):
            return None
        if self.read[cue.first].particles or self.contents.sentence_end(cue.first) - cue.first > 12:
            return None
        start = self.contents.sentence_start(begins)
        if not any(self.read[at].tag == "V" for at in range(start, begins)) or any(
            at in self.contents.cued for at in range(start, begins)
        ):
            return None
        return Content(start, begins, 0, "before")

    def _resumed(self, cue: Found) -> Content | None:
        """Return the noun before a cue that a pronoun behind it takes up: «2.4 مليار أُعلن عنها», «الحصيلة التي أعطتها الجبهة»."""
        if cue.cue.weak or self.read[cue.first].particles or cue.first == 0:
            return None
        behind = self.read[cue.last] if cue.last < len(self.read) else None
        if not self.read[cue.first].pronoun and not (behind is not None and behind.tag == "P" and behind.pronoun):
            return None
        at = cue.first - 1
        while at > 0 and self.read[at].tag in "RTB" and self.syntax.gaps[at] == "":
            if self.read[at].tag == "R" and self.tokens.forms[at].endswith(("ما", "من")):
                return None
            at -= 1
        index = self.syntax.phrase_at[at]
        if index < 0 or self.syntax.gaps[at + 1] not in ("", "closing"):
            return None
        phrase = self.syntax.phrases[index]
        if self.speakers.can_speak(phrase):
            return None
        return Content(phrase.first, phrase.last, len(self.read[phrase.first].particles), "resumed")

    def _meant(self, cue: Found, content: Content) -> Content | None:
        """Return the clause that a content of a mere «ذلك» or «هذه المزاعم» stands for; None where none is near."""
        first = content.first
        demonstrative = self.read[first].tag == "D" and (content.last - first == 1 or not self._has_verb(content))
        if not demonstrative:
            return content
        return self._nearest(cue.first) or content

    def _has_verb(self, content: Content) -> bool:
        return any(self.read[at].tag == "V" for at in range(content.first, content.last))

    def _nearest(self, at: int) -> Content | None:
        """Return what was last said before a word, in its paragraph; else the clause before."""
        for said in reversed(self.said):
            if said.cue.first < at and at - said.content.last < 40:
                return said.content._replace(how="meant")
        return None

    def _subject(self, cue: Found) -> Phrase | None:
        clause = self.syntax.clauses[self.syntax.clause_at[cue.first]]
        if cue.passive and cue.written:
            return None
        reading = self.read[cue.first].analysis
        if reading is not None and reading.person in ("1", "2") and reading.person:
            return None
        found = self._candidates(cue, clause)
        for phrase in found:
            if self.speakers.can_speak(phrase) and not (cue.cue.stance in _OF_TEXTS and self._is_text(phrase)):
                return phrase
        named = self._named_in(found, cue) or (None if cue.passive else self._ahead(cue))
        if named is not None or cue.passive:
            return named
        asyndetic = self._described(cue)
        if asyndetic is not None:
            return asyndetic
        lemma = reading.lemma.form if reading else ""
        return found[0] if found and lemma in context("shows") else None

    def _is_text(self, phrase: Phrase) -> bool:
        """Whether a phrase is what is denied or criticised, not who does: «رفض المزاعم»."""
        return (
            phrase.first > 0
            and self.speakers.bare(phrase.first) in lexicon.sources("source") | lexicon.nouns().keys()
            and not self._is_measure_of(phrase)
        )

    def _is_measure_of(self, phrase: Phrase) -> bool:
        return self.speakers.bare(phrase.first) in ("مصدر", "مصادر")

    def _named_in(self, found: Sequence[Phrase], cue: Found) -> Phrase | None:
        """Return somebody who is named inside of a phrase right behind the verb, whatever else stands in it."""
        for phrase in found:
            if phrase.first > cue.first:
                for at in range(phrase.first, phrase.last):
                    entity = self.speakers.at[at]
                    if (
                        entity is not None
                        and entity.type in ("PER", "ORG")
                        and self.speakers.first_of(entity, at)
                        and not self.read[at].particles
                    ):
                        last = at
                        while last < len(self.read) and self.speakers.at[last] is entity:
                            last += 1
                        return Phrase(at, last)
        return None

    def _ahead(self, cue: Found) -> Phrase | None:
        """Return who stands before a verb in its sentence, with nothing but his description between: «المنظمة، التي …، قالت»."""
        reading = self.read[cue.first]
        if reading.particles:
            return None
        start = self.contents.sentence_start(cue.first)
        at = max(start, cue.first - 40)
        best = None
        while at < cue.first:
            index = self.syntax.phrase_at[at]
            if index < 0:
                if self.read[at].tag == "V" and best is None:
                    return None
                if self.read[at].tag == "C" and self.tokens.forms[at] not in ("اما",):
                    best = None
                at += 1
                continue
            phrase = self.syntax.phrases[index]
            opens = (
                phrase.first == start
                or phrase.first in self.syntax.boundaries
                or best is not None
                or self.read[phrase.first - 1].tag in "CSB"
            )
            anew = self.read[phrase.first].particles == "و" and self.syntax.gaps[phrase.first] != ""
            free = anew or self.syntax.governed(phrase) is None
            if (
                free
                and (opens or anew)
                and (best is None or anew)
                and self.speakers.can_speak(phrase)
                and self._agrees(cue.first, phrase)
            ):
                best = phrase
            at = max(phrase.last, at + 1)
        return best

    def _described(self, cue: Found) -> Phrase | None:
        """Return the indefinite source that a verb without its own subject describes: «تقارير … تشير إلى»."""
        reading = self.read[cue.first]
        if reading.particles or cue.kind != "verb":
            return None
        for at in range(cue.first - 1, max(self.contents.sentence_start(cue.first) - 1, cue.first - 12), -1):
            if at in self.contents.cued and self.contents.cued[at].kind == "verb":
                return None
            index = self.syntax.phrase_at[at]
            if index < 0:
                continue
            phrase = self.syntax.phrases[index]
            head = self.speakers.head(phrase)
            found = self.read[head].analysis
            listed = self.speakers.bare(head) in lexicon.sources("source") | lexicon.sources("unnamed")
            if listed and found is not None and not found.article and self._agrees(cue.first, phrase):
                return phrase
        return None

    def _candidates(self, cue: Found, clause: Clause) -> list[Phrase]:
        found = []
        behind = self._next_phrase(cue.open if cue.open > cue.first else cue.last)
        direct = self._next_phrase(cue.last)
        for phrase in (direct, behind):
            if phrase is not None and phrase not in found and self._agrees(cue.first, phrase):
                found.append(phrase)
        if clause.verb == cue.first and clause.subject is not None and clause.subject.first < cue.first:
            first = self.syntax.gaps[cue.first] == "" and not self.read[cue.first].particles
            found.insert(0 if first else len(found), clause.subject)
        if clause.kind == "relative" and clause.opener is not None and clause.verb == cue.first and not found[:1]:
            before = self._phrase_before(clause.opener)
            if before is not None:
                found.append(before)
        return found

    def _next_phrase(self, at: int) -> Phrase | None:
        """Return the phrase that can be the subject behind a verb: the first one that no preposition governs."""
        limit = min(at + 12, len(self.read))
        while at < limit:
            if self.tokens.breaks(at) or self.read[at].tag in "VSR" or self.syntax.gaps[at] in ("colon", "stop"):
                return None
            index = self.syntax.phrase_at[at]
            if index >= 0:
                phrase = self.syntax.phrases[index]
                if phrase.first < at:
                    at += 1
                    continue
                if self.syntax.governed(phrase) is None and not is_time(self.syntax, phrase) and not self._accusative(phrase):
                    return phrase
                at = phrase.last
                continue
            at += 1
        return None

    def _accusative(self, phrase: Phrase) -> bool:
        return self.tokens.quote(phrase.first).endswith(("اً", "ًا", "ةً"))

    def _phrase_before(self, at: int) -> Phrase | None:
        back = at - 1
        while back >= 0 and at - back < 8 and not self.tokens.breaks(back + 1):
            index = self.syntax.phrase_at[back]
            if index >= 0 and self.syntax.governed(self.syntax.phrases[index]) is None:
                return self.syntax.phrases[index]
            if index >= 0 and self.speakers.can_speak(self.syntax.phrases[index]):
                return self.syntax.phrases[index]
            back -= 1
        return None

    def _agrees(self, verb: int, phrase: Phrase) -> bool:
        found, at = self.read[verb].analysis, self.speakers.head(phrase)
        if found is None or not found.gender or self.speakers.at[at] is not None:
            return True
        if phrase.size > 1 and self.read[phrase.first].tag in "KQ":
            return True
        particles = self.read[at].particles
        heads = [
            a
            for a in analyses(self.tokens.forms[at])
            if a.particles == particles and a.pos in ("noun", "adj", "participle", "masdar")
        ]
        return not heads or any(a.number == "p" or not a.gender or a.gender == found.gender for a in heads)

    def _speaker(self, cue: Found, subject: Phrase | None, zone: int) -> tuple[Speaker | None, _Said | None, str]:
        if subject is not None:
            limit = zone if zone > subject.first else cue.first
            return self._jointly(self.speakers.speaker(subject, limit), subject, limit), None, "subject"
        if cue.passive:
            return Speaker(Phrase(cue.first, cue.last), ("unnamed",), "", ""), None, "passive"
        return self._elided(cue)

    def _jointly(self, speaker: Speaker, subject: Phrase, limit: int) -> Speaker:
        """Return the speaker together with those whom «و» joins to it: «الولايات المتحدة والناتو»."""
        ids, last = list(speaker.ids), max(subject.last, speaker.phrase.last if speaker.phrase else 0)
        if last < limit and self.syntax.gaps[last] == "" and self.tokens.forms[last] in ("مثل", "منها", "بينها"):
            last += 1
            ids = []
        while last < min(limit, len(self.read)) and self.syntax.gaps[last] == "":
            entity = self.speakers.at[last]
            joined = self.read[last].particles == "و" or not ids
            if (
                not joined
                or entity is None
                or entity.type not in ("GPE", "PER", "ORG")
                or not self.speakers.first_of(entity, last)
            ):
                break
            ids.append(entity.id)
            while last < len(self.read) and self.speakers.at[last] is entity:
                last += 1
        return speaker._replace(ids=tuple(dict.fromkeys(ids))) if ids else speaker

    def _elided(self, cue: Found) -> tuple[Speaker | None, _Said | None, str]:
        """Return who spoke last and agrees with a verb that names no subject; the one whose clause it goes on with before him."""
        found = self.read[cue.first].analysis
        gender, number = (found.gender, found.number) if found else ("", "")
        if cue.kind != "verb":
            gender, number = _OWNERS.get(self.read[cue.first].pronoun, ("", ""))
        if found is not None and found.person == "1":
            return None, None, ""
        start = self.contents.sentence_start(cue.first)
        if cue.kind == "noun" and (subject := self._near_subject(cue.first, start, gender, number)) is not None:
            return self.speakers.speaker(subject, subject.last), None, "clause"
        for said in reversed(self.said):
            if said.cue.first < start and (subject := self._near_subject(cue.first, start, gender, number)) is not None:
                return self.speakers.speaker(subject, cue.first), None, "clause"
            if cue.first - said.cue.first > 150:
                break
            speaker = said.speaker
            if speaker.ids == ("unnamed",) or said.rule.endswith("impersonal") or (said.cue.kind == "prep" and speaker.unnamed):
                continue
            if gender and speaker.gender and speaker.gender != gender and number == "s":
                continue
            if number == "p" and speaker.number == "s" and not self._plural(speaker):
                continue
            return speaker, said, "elided"
        subject = self._main_subject(cue.first)
        if subject is not None:
            return self.speakers.speaker(subject, subject.last), None, "clause"
        return None, None, ""

    def _near_subject(self, at: int, start: int, gender: str, number: str) -> Phrase | None:
        """Return the subject of a clause before a word in its sentence, the nearest that can speak and agrees."""
        for clause in reversed(self.syntax.clauses):
            subject = clause.subject
            if subject is None or not start <= subject.first < at or clause.verb is None or subject.last > at:
                continue
            head = self.speakers.head(subject)
            entity, found = self.speakers.at[head], self.read[head].analysis
            named = (entity is not None and entity.type in ("PER", "ORG", "GPE")) or self.speakers.is_office(subject)
            if not named or not self.speakers.can_speak(subject):
                continue
            own = "f" if entity is not None and entity.type == "GPE" else found.gender if found else ""
            if gender and own and gender != own and number == "s":
                continue
            return subject
        return None

    def _plural(self, speaker: Speaker) -> bool:
        return speaker.ids[0].startswith("org-")

    def _main_subject(self, at: int) -> Phrase | None:
        """Return the subject of the nearest clause before a word, in its paragraph, that can speak."""
        for clause in reversed(self.syntax.clauses):
            if clause.first >= at or clause.subject is None or clause.subject.first >= at:
                continue
            if any("\n" in self.tokens.gap(i) for i in range(clause.first + 1, at + 1)):
                return None
            head = self.speakers.head(clause.subject)
            entity = self.speakers.at[head]
            if entity is not None and entity.type in ("PER", "ORG", "GPE") and self.speakers.can_speak(clause.subject):
                return clause.subject
            if self.speakers.entity(clause.subject, ("PER",)) is not None:
                return clause.subject
        return None

    # ---- an agency quotes somebody

    def _passed(self, cue: Found) -> int | None:
        """Return the word behind «عن» («إلى») with which the quoted source begins: «نقلت الوكالة عن مسؤول»."""
        for at in range(cue.last, min(cue.last + 12, len(self.read))):
            if self.tokens.breaks(at) or self.read[at].tag in "VS":
                return None
            if self.tokens.forms[at] in ("عن", "الي") and self.read[at].tag == "P" and at + 1 < len(self.read):
                return at + 1
        return None

    def _quoted_from(self, cue: Found, subject: Phrase | None) -> list[_Said]:
        first = self._passed(cue)
        if first is None:
            return []
        index = self.syntax.phrase_at[first]
        if index < 0:
            return []
        source = self.syntax.phrases[index]
        source = Phrase(max(source.first, first), source.last)
        frames = lexicon.Cue("assert", ("that", "quote"))
        content = self.contents.behind(cue._replace(cue=frames, open=source.last), None)
        at = self._saying(source.last, content.first if content else min(source.last + 10, len(self.read)))
        if at is not None:
            noun = Found(at, at + 1, 0, "noun", lexicon.Cue("assert", ("that", "quote", "ala", "b", "obj")), open=at + 1)
            content = content or self.contents.behind(noun, None)
        if content is None:
            return []
        speaker = self.speakers.speaker(source, content.first)
        media: tuple[str, ...] = ()
        if subject is not None:
            media = self.speakers.speaker(subject, subject.last).ids[:1]
        return self._made(cue, speaker, content, media, None, "verb/quoted-from")

    def _saying(self, first: int, last: int) -> int | None:
        """Return the word «قوله», «تأكيدها» between two words."""
        for at in range(first, last):
            if self.read[at].tag == "N" and self.read[at].pronoun and self._lemma(at) in lexicon.nouns():
                return at
        return None

    # ---- attributions

    def _attribution(self, cue: Found) -> list[_Said]:
        at = cue.last
        if at >= len(self.read) or self.tokens.breaks(at):
            return []
        source, end, _ = self._named(at)
        if source is None:
            return []
        speaker = self.speakers.speaker(source, end)
        opens = self._is_opening(cue.first)
        content: Content | None
        if end < len(self.read) and self.contents.is_that(end) and not self.read[end].particles:  # «نقلاً عن مصدر، أن …»
            content = self.contents.behind_that(end)
        elif opens:
            first = end
            while (
                first < len(self.read)
                and self.syntax.gaps[first] == ""
                and self.contents.segment_at[first] == self.contents.segment_at[cue.first]
                and self.read[first].tag in "PBN"
                and self._before_comma(first)
            ):
                first += 1
            content = self._following(first)
        else:
            content = self._around(cue.first, end)
        if content is None:
            return []
        media = self._media(source.last, end)
        if self.tokens.forms[cue.last - 1] == "عن":  # «نقلاً عن مصدر»: who is quoted in what another passes on
            media = (*media,)
        return self._made(cue, speaker, content, media, None, f"prep/{content.how}")

    def _before_comma(self, at: int) -> bool:
        """Whether a comma closes the attribution soon behind a word."""
        for i in range(at + 1, min(at + 12, len(self.read))):
            if self.syntax.gaps[i] in ("comma", "ended"):
                return True
            if self.tokens.breaks(i) or self.read[i].tag == "V":
                return False
        return False

    def _is_opening(self, at: int) -> bool:
        before = at - 1
        return (
            self.tokens.breaks(at)
            or self.syntax.gaps[at] in ("line", "stop")
            or (before >= 0 and self.tokens.breaks(before) and self.read[before].tag == "C")
        )

    def _named(self, at: int) -> tuple[Phrase | None, int, int | None]:
        """Return the source behind a preposition, the word behind all that belongs to it, and the verb of «ما أعلنته»."""
        if self.read[at].tag == "R" or self.tokens.forms[at] == "ما":
            verb = at + 1
            if verb < len(self.read) and self.read[verb].tag in "VT":
                verb += self.read[verb].tag == "T"
                phrase = self._next_phrase(verb + 1)
                if phrase is not None and self.speakers.can_speak(phrase):
                    return phrase, self._end_of_source(phrase), verb
            return None, at, None
        index = self.syntax.phrase_at[at]
        if index < 0:
            return None, at, None
        phrase = self.syntax.phrases[index]
        phrase = Phrase(max(phrase.first, at), phrase.last)
        found = self.read[phrase.first].analysis
        noun = found.lemma.form if found else ""
        owned = self.read[phrase.first].pronoun
        if noun in lexicon.nouns() or noun in ("قول", "تعبير", "وصف", "راي", "تصريح", "لسان"):
            if phrase.size > 1:
                return Phrase(phrase.first + 1, phrase.last), self._end_of_source(phrase), None
            if owned:
                return None, at, None
        return (
            (phrase, self._end_of_source(phrase), None)
            if self.speakers.can_speak(phrase) or self._is_measure(phrase)
            else (None, at, None)
        )

    def _is_measure(self, phrase: Phrase) -> bool:
        """Whether a text or a body of data is named as source: «أرقام», «بيانات», «السجلات»."""
        found = self.read[phrase.first].analysis
        return found is not None and found.lemma.sense == "text"

    def _end_of_source(self, phrase: Phrase) -> int:
        """Return the word behind a source with its complements and its relative clause."""
        at = phrase.last
        while at < len(self.read):
            if self.tokens.breaks(at) or self.syntax.gaps[at] in ("comma", "ended", "colon", "opening", "stop", "closing"):
                return at
            if at in self.syntax.boundaries:
                return at
            if self.read[at].tag == "V" or self.read[at].tag in "SC":
                return at
            if self.read[at].particles.startswith("و"):
                return at
            at += 1
        return at

    def _following(self, first: int) -> Content | None:
        """Return the clause behind an attribution that opens a sentence, up to the sentence's end or its next attribution."""
        if first >= len(self.read) or self.tokens.breaks(first):
            return None
        if self.read[first].tag == "S" and first + 1 < len(self.read):
            first += 1
        last = self.contents.segment(first)[1]
        while last < len(self.read) and not self.tokens.breaks(last) and last not in self.contents.cued:
            last = self.contents.segment(last)[1]
        return Content(first, last, 0, "after") if last > first else None

    def _around(self, first: int, end: int) -> Content | None:
        """Return the clause in which an attribution stands, from its beginning to where it resumes and ends."""
        before = self.contents.before(first)
        if before is None:
            return None
        if end < len(self.read) and not self.tokens.breaks(end) and self._resumes(end, first):
            last = max(self.contents.segment(end)[1], self.contents.quotation_end(end))
            return before._replace(last=last)
        return before

    def _resumes(self, at: int, cue: int) -> bool:
        """Whether the clause before an attribution goes on behind it: «أسفرت، بحسب الوزارة، عن مقتل»."""
        reading = self.read[at]
        if reading.particles.startswith(("و", "ف")) or at in self.contents.cued or reading.tag in "C":
            return False
        if not any(mark in self.tokens.gap(at) for mark in "،,"):
            return False
        if self.syntax.depths[at] > 0 or reading.tag in "VS":
            return True
        before = self.read[cue - 1]
        return before.tag == "V" or not any(self.read[i].tag == "V" for i in range(self.contents.segment(cue - 1)[0], cue))

    def _adverb(self, cue: Found) -> list[_Said]:
        behind = self.tokens.forms[cue.last - 1].endswith("ما")
        speaker: Speaker | None
        antecedent: _Said | None = None
        end = cue.last
        if behind and cue.last < len(self.read):
            phrase = self._next_phrase(cue.last + 1)
            if phrase is not None and self.speakers.can_speak(phrase):
                end = self._end_of_source(phrase)
                speaker = self.speakers.speaker(phrase, end)
            elif lexicon.verbs().get(self._lemma(cue.last), _NO_CUE).weak:
                return []
            else:
                speaker, antecedent, _ = self._elided(cue)
                end = cue.last + 1
        else:
            speaker, antecedent, _ = self._actor(cue._replace(kind="noun"))
        if speaker is None:
            return []
        if behind and (told := self.read[cue.last].analysis) is not None and told.person == "1":
            return []
        if not behind and self.tokens.forms[cue.last - 1] == "بالقول":  # «بالقول إنها», «بالقول للصحافيين: «…»»
            content = self.contents.behind(cue._replace(cue=lexicon.Cue("assert", ("that", "quote"))), None)
            return [] if content is None else self._made(cue, speaker, content, (), antecedent, "adverb/said")
        content = self._following(end) if self._is_opening(cue.first) else self._around(cue.first, end)
        return [] if content is None else self._made(cue, speaker, content, (), antecedent, "adverb")

    # ---- participles, nouns, colons

    def _participle(self, cue: Found) -> list[_Said]:
        content = self.contents.behind(cue, None)
        if content is None or content.last <= content.first:
            return []
        speaker, antecedent, rule = self._actor(cue)
        if speaker is None:
            return []
        return self._made(cue, speaker, content, (), antecedent, f"participle/{content.how}/{rule}")

    def _actor(self, cue: Found) -> tuple[Speaker | None, _Said | None, str]:
        """Return who goes on speaking: the last speaker of the sentence, else its subject, else who spoke last."""
        start = self.contents.sentence_start(cue.first)
        for said in reversed(self.said):
            if said.cue.first < start:
                break
            if said.cue.kind in ("verb", "participle", "noun"):
                return said.speaker, said, "sentence"
        for clause in self.syntax.clauses:
            if (
                start <= clause.first < cue.first
                and clause.subject is not None
                and clause.subject.first < cue.first
                and self.speakers.can_speak(clause.subject)
            ):
                return self.speakers.speaker(clause.subject, clause.subject.last), None, "subject"
        return self._elided(cue)

    def _noun(self, cue: Found) -> list[_Said]:
        reading = self.read[cue.first]
        index = self.syntax.phrase_at[cue.first]
        phrase = self.syntax.phrases[index] if index >= 0 else Phrase(cue.first, cue.last)
        speaker: Speaker | None = None
        antecedent: _Said | None = None
        opened = phrase.last
        rule = "owner"
        if reading.pronoun:
            speaker, antecedent, _ = self._elided(cue)
            rule = "owned"
        elif phrase.first == cue.first and phrase.size > 1 and not self._definite(cue.first):
            owner = Phrase(cue.first + 1, phrase.last)
            if self.speakers.can_speak(owner):
                speaker = self.speakers.speaker(owner, phrase.last)
        if speaker is None and not reading.pronoun:
            speaker, opened = self._issuer(phrase)
        if speaker is None and not reading.pronoun and self._governing_verb(cue.first):
            speaker, antecedent, _ = self._elided(cue)
            rule = "deed"
        if speaker is None and not reading.pronoun:
            speaker = self._impersonal(cue, phrase)
            rule = "impersonal"
        if speaker is None:
            return []
        if rule == "deed" and "obj" in cue.cue.frames and phrase.first == cue.first and phrase.size > 1:
            opened = cue.last
            content: Content | None = self.contents.of_noun(opened)  # «سارعت إلى نفي أي علاقة»
        else:
            content = self.contents.behind(cue._replace(open=opened), None)
        if (
            content is not None
            and cue.first - self.contents.sentence_start(cue.first) == 1
            and self.read[cue.first - 1].tag == "P"
        ):
            content = content._replace(last=self._main_clause(content))
        if content is None or content.first - opened > _NEAR or content.last <= content.first:
            return []
        if cue.cue.weak and content.how not in ("that", "quote"):
            return []
        return self._made(cue, speaker, content, (), antecedent, f"noun/{content.how}/{rule}")

    def _main_clause(self, content: Content) -> int:
        """Return where a content ends before the main clause: «ورغم تأكيد الوزارة أن الجسر آمن، انهار الجسر»."""
        inside = range(content.first + 1, content.last)
        return next((at for at in inside if self.syntax.gaps[at] == "comma" and self.read[at].tag == "V"), content.last)

    def _governing_verb(self, at: int) -> bool:
        """Whether a noun is what its subject hurries or has to do: «سارعت الوزارة إلى نفي», «اضطر إلى الاعتراف»."""
        if at == 0 or self.tokens.forms[at - 1] not in ("الي", "عن", "علي"):
            return False
        return any(self.read[i].tag == "V" and self._lemma(i) in context("hurries") for i in range(max(0, at - 9), at))

    def _lemma(self, at: int) -> str:
        found = self.read[at].analysis
        return found.lemma.form if found else ""

    def _issuer(self, phrase: Phrase) -> tuple[Speaker | None, int]:
        """Return from whom a noun comes by a preposition right behind it: «أمر من الزعيم», «بيان صادر عن الوزارة»."""
        at = phrase.last
        if at < len(self.read) and self.tokens.forms[at] in ("صادر", "صادره"):
            at += 1
        if at + 1 < len(self.read) and self.tokens.forms[at] in ("من", "عن") and self.syntax.gaps[at] == "":
            index = self.syntax.phrase_at[at + 1]
            if index >= 0 and self.speakers.can_speak(self.syntax.phrases[index]):
                owner = self.syntax.phrases[index]
                return self.speakers.speaker(owner, owner.last), owner.last
        return None, phrase.last

    def _definite(self, at: int) -> bool:
        found = self.read[at].analysis
        return found is not None and found.article

    def _impersonal(self, cue: Found, phrase: Phrase) -> Speaker | None:
        """Return the unnamed source of a noun that stands for itself: «توقعات بـ», «مخاوف من», «دعوات إلى»."""
        found = self.read[cue.first].analysis
        if found is None or found.number != "p" or found.article or phrase.size > 2:
            return None
        return Speaker(phrase, (f"unnamed-{self.speakers.bare(cue.first)}",), "f", "s")

    def _colon(self, cue: Found) -> list[_Said]:
        first = self.contents.sentence_start(cue.first - 1)
        phrase = self.syntax.phrases[self.syntax.phrase_at[first]]
        content = self._following(cue.first)
        if content is None:
            return []
        if self.contents.quotation_end(cue.first) > content.last:
            content = content._replace(last=self.contents.quotation_end(cue.first))
        return self._made(cue, self.speakers.speaker(phrase, cue.first), content, (), None, "colon")

    # ---- making them

    def _media(self, first: int, last: int) -> tuple[str, ...]:
        """Return the outlet to which something was said: «لوكالة رويترز», «في مقابلة مع قناة العربية»."""
        for at in range(first, min(last, first + 15)):
            media = self.speakers.is_media(at)
            if media and self.speakers.is_first(at) and (self.read[at].particles.endswith("ل") or self._told(first, at)):
                return (media,)
        return ()

    def _told(self, first: int, at: int) -> bool:
        words = [self.tokens.bare(i, len(self.read[i].particles)) for i in range(max(0, first - 1), at)]
        return not context("told").isdisjoint(words) and (
            at == 0 or any(self.read[i].particles.endswith("ل") or self.read[i].tag == "P" for i in range(first, at + 1))
        )

    def _made(
        self, cue: Found, speaker: Speaker, content: Content, media: tuple[str, ...], antecedent: _Said | None, rule: str
    ) -> list[_Said]:
        own = self._subject_ids(content)
        mended = stance(self.syntax, cue.cue.stance or "assert", content, speaker.ids, own)
        return [_Said(cue, speaker, id, content, mended, media, antecedent, rule) for id in speaker.ids]

    def _subject_ids(self, content: Content) -> list[str]:
        found = self.speakers.at[content.first]
        return [found.id] if found is not None else []

    def _already(self, content: Content) -> bool:
        return any(said.content.first < content.last and content.first < said.content.last for said in self.said[-6:])

    def _drop_repeated(self) -> None:
        """Keep one statement where a noun and a verb give the same words to the same source."""
        kept: list[_Said] = []
        for said in self.said:
            twin = next((k for k in kept if k.ids == said.ids and _same(k.content, said.content)), None)
            if twin is None:
                kept.append(said)
        self.said = kept

    def _statement(self, said: _Said) -> Statement:
        phrase = said.speaker.phrase
        source = None
        if phrase is not None:
            source = self.tokens.span(phrase.first, phrase.last, len(self.read[phrase.first].particles))
        cue = said.cue
        span = (
            self.tokens.span(cue.first, cue.last, cue.skip)
            if cue.kind not in ("colon", "answer")
            else self._colon_span(cue.first)
        )
        return Statement(
            source=source,
            source_id=said.ids,
            cue=span,
            content=self.contents.span(said.content),
            stance=said.stance,
            chain=tuple(self._chain(said, [])),
            rule=said.rule,
            candidates=self._candidates_besides(said),
            unverified=self._is_unverified(said),
        )

    def _candidates_besides(self, said: _Said) -> tuple[str, ...]:
        """Return the two who may speak where no subject is named: both spoke in the sentence before, and both agree."""
        last = said.antecedent
        lemma = self._lemma(said.cue.first)
        if last is None or lemma in context("goes-on") or self._one_sentence(said, last):
            return ()
        rivals = [
            other.ids
            for other in self.said
            if self._one_sentence(other, last)
            and other.cue.first < last.cue.first
            and other.ids != last.ids
            and other.cue.kind == "verb"
            and not other.speaker.unnamed
            and (other.speaker.gender, other.speaker.number) == (last.speaker.gender, last.speaker.number)
        ]
        return (last.ids, *dict.fromkeys(rivals)) if rivals else ()

    def _is_unverified(self, said: _Said) -> bool:
        """Whether its sentence, or the next of the paragraph, says that it could not be checked: «لم يتسنَّ التحقق من ذلك»."""
        behind = self.contents.sentence_end(said.content.last - 1)
        until = behind
        if behind < len(self.read) and "\n" not in self.tokens.gap(behind):
            until = self.contents.sentence_end(behind)
        first = self.contents.sentence_start(said.cue.first)
        return any(at in self._unchecked for at in range(first, until))

    @cached_property
    def _unchecked(self) -> frozenset[int]:
        """The words «التحقق», «التأكد» … behind a negation in their sentence."""
        return frozenset(
            at
            for at in range(len(self.read))
            if self._lemma(at) in context("checks")
            and any(
                self.tokens.forms[i].removeprefix("و") in context("unable") for i in range(self.contents.sentence_start(at), at)
            )
        )

    def _colon_span(self, at: int) -> Span:
        start = self.tokens.span(at - 1, at).end
        place = self.tokens.surface.index(":", start)
        return Span(place, place + 1)

    def _chain(self, said: _Said, seen: list[_Said]) -> list[str]:
        chain = [said.ids, *(id for id in said.media if id != said.ids)]
        around = self._around_it(said, seen)
        if (
            around is None
            and said.antecedent is not None
            and said.antecedent not in seen
            and self._one_sentence(said, said.antecedent)
        ):
            return chain + [id for id in self._chain(said.antecedent, [*seen, said])[1:] if id not in chain]
        if around is not None:
            chain += [id for id in self._chain(around, [*seen, said]) if id not in chain]
        return chain

    def _one_sentence(self, said: _Said, other: _Said) -> bool:
        return self.contents.sentence_start(said.cue.first) == self.contents.sentence_start(other.cue.first)

    def _around_it(self, said: _Said, seen: list[_Said]) -> _Said | None:
        at = said.cue.first
        found = [
            other
            for other in self.said
            if other.cue is not said.cue
            and other not in seen
            and other.content.first <= at < other.content.last
            and not (said.content.first <= other.cue.first < said.content.last)
        ]
        return min(found, key=lambda other: other.content.last - other.content.first, default=None)


def _same(a: Content, b: Content) -> bool:
    both = max(0, min(a.last, b.last) - max(a.first, b.first))
    return both / (a.last - a.first + b.last - b.first - both) >= 0.6
