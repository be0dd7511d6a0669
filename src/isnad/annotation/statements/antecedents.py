"""Who speaks where no subject is named: who spoke last, or the subject of a clause before, where it agrees."""

from typing import NamedTuple

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.named import SPEAK
from isnad.annotation.statements.said import Part, Said, Voice
from isnad.annotation.statements.speakers import OWNERS, Speaker
from isnad.languages import cues as lexicon
from isnad.languages.naming import context

_PARAGRAPH = 400  # words of a paragraph that are looked back over
_REACH = 150  # words back to who spoke last
_APPOSED = 6  # words behind a subject in which its name may stand
_BESIDE = 12  # words back to the name of «الرجل»
_SAME = ("نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها")  # behind who spoke before: «المصدر نفسه»
_HE = ("هو", "هي")
_BEFORE = 3  # words between such a pronoun and its verb
_BUT = ("غير", "الا", "بيد")  # before «أن»: another main clause


class _Agreement(NamedTuple):
    """The gender and number that a cue wants of its speaker, "" where its form does not tell."""

    gender: str
    number: str

    def bars(self, gender: str) -> bool:
        """Whether one of another gender is not meant; in the plural it does not tell."""
        return self.number == "s" and bool(self.gender and gender) and gender != self.gender


class Antecedents(Part):
    """The speakers of one text that a cue takes up again."""

    def of(self, cue: Found) -> Voice | None:
        """Return who spoke last and agrees with a cue that names no subject; the one whose clause it goes on with before him."""
        found = self.text.told(cue)
        if found is not None and found.person == "1":
            return None
        if found is not None and found.number == "p" and self.syntax.depths[cue.first] and cue.kind == "verb":
            return Voice(Speaker(None, ("unnamed",), "", ""), None, "they")  # «طلبوا منا أن نكتب»
        start, wanted = self.extents.sentence_start(cue.first), self._agreement(cue)
        if (named := self._of_pronoun(cue)) is not None:
            return named
        if cue.kind == "verb" and self.read[cue.first].particles.endswith("ل"):
            main = self._main_before(cue.first, start)  # «ثم يأتي الوزير ليقول»
            if main is not None:
                return self._of_clause(cue, main, cue.first)
        near = self._near_subject(cue.first, start, wanted)
        if near is not None and cue.kind == "noun":
            return self._of_clause(cue, near, near.last)
        for said in reversed(self.text.lately):
            if near is not None and said.cue.first < start:
                return self._of_clause(cue, near, cue.first)
            if cue.first - said.cue.first > _REACH:
                break
            if (
                self._can_go_on(said)
                and not self._is_told(said, cue)
                and not self.text.is_aside(said)
                and self._agrees(said.speaker, wanted)
            ):
                return Voice(said.speaker, said, "elided")
        if near is not None:
            return self._of_clause(cue, near, cue.first)
        subject = self._main_subject(cue.first, wanted)
        return None if subject is None else self._of_clause(cue, subject, subject.last)

    def of_clause(self, cue: Found) -> Voice | None:
        """Return the subject of the clause in which a cue stands, whoever its pronoun may be."""
        near = self._near_subject(cue.first, self.extents.sentence_start(cue.first), _Agreement("", ""))
        return None if near is None else self._of_clause(cue, near, near.last)

    def _of_pronoun(self, cue: Found) -> Voice | None:
        """Return the person named last before «هو قال», «هي لا تزال تصف», in its paragraph."""
        near = range(cue.first - 1, max(self.extents.sentence_start(cue.first), cue.first - _BEFORE) - 1, -1)
        pronoun = next((at for at in near if self.read[at].tag == "X"), None)
        if cue.kind != "verb" or pronoun is None or self.tokens.forms[pronoun] not in _HE:
            return None
        for at in range(pronoun - 1, max(pronoun - _REACH, -1), -1):
            if "\n" in self.tokens.gap(at + 1):
                return None
            entity = self.speakers.at[at]
            if entity is not None and entity.type == "PER" and self.speakers.first_of(entity, at):
                return self._of_clause(cue, Phrase(at, self.speakers.end_of(at)), cue.first)
        return None

    def of_participle(self, cue: Found) -> Voice | None:
        """Return who goes on speaking: the last speaker of the sentence, else its subject, else who spoke last."""
        start = self.extents.sentence_start(cue.first)
        last = next(
            (said for said in reversed(self.text.lately) if said.cue.first < cue.first and self._may_go_on(said, cue)), None
        )
        if last is not None and last.cue.first < start:
            last = None
        last = None if last is None else self._outermost(last, cue)
        main = self._main_before(cue.first, start if last is None else max(start, last.content.last, last.cue.last))
        if main is not None:
            return Voice(self.speakers.speaker(main, min(main.last + _APPOSED, cue.first)), None, "subject")
        if last is not None:
            return Voice(last.speaker, last, "sentence")
        for clause in self.syntax.clauses_between(start, cue.first):
            subject = clause.subject
            if subject is None or not (start <= clause.first < cue.first and subject.first < cue.first):
                continue
            if self.speakers.can_speak(subject):
                return Voice(self.speakers.speaker(subject, subject.last), None, "subject")
            if self.read[subject.first].tag in "KQ" and cue.kind == "participle":
                return Voice(Speaker(subject, ("unnamed",), "", "p"), None, "subject")  # «تظاهر المئات مطالبين بـ»
        return self.of(cue)

    def _outermost(self, said: Said, cue: Found) -> Said:
        """Return who tells that somebody let others know something, where a participle follows.

        «قال البيان إن الجهاز أبلغ السلطات بالخطر، مشددا على»; an outlet only passes on, and what has «أن» is gone on with.
        """
        if said.content.how in ("that", "quote"):
            return said
        outer = next(
            (
                other
                for other in reversed(self.text.lately)
                if other.content.first <= said.cue.first < other.content.last
                and self._may_go_on(other, cue)
                and other.cue.kind == "verb"
                and not any(self.speakers.is_media(at) for at in range(other.cue.first, other.content.first))
            ),
            None,
        )
        return said if outer is None else self._outermost(outer, cue)

    def _may_go_on(self, said: Said, cue: Found) -> bool:
        """Whether who said something may go on at a participle: not within a quotation that ended before it."""
        outside = self.syntax.depths[said.cue.first] <= self.syntax.depths[cue.first]
        return outside and said.cue.kind in ("verb", "participle", "noun") and not self.text.is_aside(said)

    def _main_before(self, at: int, start: int) -> Phrase | None:
        """Return the subject of the nearest main clause between two words, also behind «غير أن», that can speak."""
        for clause in reversed(self.syntax.clauses_between(start, at)):
            subject, verb = clause.subject, clause.verb
            if subject is None or verb is None or not start <= clause.first < at or max(subject.first, verb) >= at:
                continue
            contrast = clause.kind == "that" and clause.first and self.tokens.forms[clause.first - 1].removeprefix("و") in _BUT
            quoted = self.syntax.depths[verb] > self.syntax.depths[at]
            if quoted or (clause.kind != "main" and not contrast):
                continue
            figure = self.speakers.bare(self.speakers.head(subject)) in context("figures")  # «الحصيلة …، جازمةً بأن»
            return subject if self.speakers.can_speak(subject) and not figure else None
        return None

    def again(self, cue: Found, subject: Phrase, speaker: Speaker) -> Voice | None:
        """Return who is meant by a definite person or text that nothing names: «وأضاف المتحدث», «وذكر البيان»."""
        head = self.speakers.head(subject)
        found, form = self.read[head].analysis, self.speakers.bare(head)
        if subject.size == 2 and self.tokens.forms[subject.last - 1] in _SAME:
            return self.same(cue, form)
        if (
            self.speakers.bare(subject.first) in ("احد", "احدي")
            and head > subject.first
            and self.speakers.whole(head).startswith("ال")
        ):
            return self.same(cue, form, speaker)  # «وأضاف أحد المصادر»
        if found is None or not found.article or subject.size > 1 or self.speakers.at[head] is not None:
            return None
        if self._is_posted(subject):
            return None
        named = speaker.phrase is None or speaker.phrase.first != subject.first or self.speakers.is_person(speaker.ids[0])
        if named or found.number != "s":
            return None
        if form in lexicon.sources("source") and speaker.unnamed and form not in context("again"):
            return self._issuer_of(head)
        anybody = form in context("again")
        if "group" in self.speakers.senses(head):
            return None  # «المعارضة» is no person
        if not anybody and not self.speakers.is_office(subject) and "person" not in self.speakers.senses(head):
            return None
        if form in context("man") and (last := self._last_person(subject.first)) is not None:
            return Voice(self.speakers.speaker(last, last.last), None, "again")
        for said in reversed(self.text.lately):
            if cue.first - said.cue.first > _REACH or said.cue.first >= cue.first:
                continue
            other = said.speaker
            named = self.speakers.is_person(other.ids[0])
            one = other.number == "s" and not (other.gender and found.gender and other.gender != found.gender)
            called = other.phrase is not None and self._is_called(other.phrase, form)  # «طبيب …», then «الطبيب»
            unnamed = other.unnamed and (called or (anybody and self._can_go_on(said)))
            if one and (named or unnamed) and not self._within(said, cue):
                return Voice(other, said, "again")
        return None

    def _last_person(self, at: int) -> Phrase | None:
        """Return the name of the person named last before «الرجل», "the man", in its sentence or the one before."""
        for before in range(at - 1, max(at - _BESIDE, -1), -1):
            entity = self.speakers.at[before]
            if entity is not None and entity.type == "PER" and self.speakers.first_of(entity, before):
                return Phrase(before, self.speakers.end_of(before))
        return None

    def _is_posted(self, subject: Phrase) -> bool:
        """Whether a place or a body behind an office tells who is meant: «السفير في بيروت»."""
        at = subject.last
        inside = at + 1 < len(self.read) and self.tokens.forms[at] in ("في", "لدي") and self.syntax.gaps[at] == ""
        entity = self.speakers.at[at + 1] if inside else None
        return entity is not None and entity.type in ("GPE", "ORG") and self.speakers.is_office(subject)

    def same(self, cue: Found, form: str, one: Speaker | None = None) -> Voice | None:
        """Return who is «المصدر نفسه»: who spoke last under that name, else whoever did; ``one`` of them speaks himself."""
        lately = reversed(self.text.lately)
        near = [said for said in lately if cue.first - said.cue.first <= _REACH and said.cue.first < cue.first]
        heads = (said for said in near if said.speaker.phrase is not None and self._is_called(said.speaker.phrase, form))
        if one is not None:
            said = next(heads, None)
            return None if said is None else Voice(one, said, "again")
        said = next(heads, next((said for said in near if self._can_go_on(said)), None))
        return None if said is None else Voice(said.speaker, said, "again")

    def _is_called(self, phrase: Phrase, form: str) -> bool:
        return self.speakers.plain(self.speakers.head(phrase)) == form

    def _is_told(self, said: Said, cue: Found) -> bool:
        """Whether who said something is only told of in what another said, which is over: «وأضاف» is of that other."""
        at = said.cue.first
        words = (cue.first, cue.first - 1) if cue.kind == "participle" else (cue.first,)  # «وأردف ساخراً»
        goes_on = any(self.text.lemma(i) in context("goes-on") for i in words)
        opens = cue.kind == "verb" and self.tokens.breaks(cue.first) and said.cue.kind == "noun"  # «بطلب من الرئيس. وقال: «…»»
        return (goes_on or opens) and any(
            other.content.first <= at < other.content.last <= cue.first for other in self.text.lately if other is not said
        )

    def _within(self, said: Said, cue: Found) -> bool:
        """Whether a statement was made within a quotation that is over."""
        return self.syntax.depths[said.cue.first] > self.syntax.depths[cue.first]

    def _issuer_of(self, head: int) -> Voice | None:
        """Return who spoke in a text named before without its issuer: «ردّت الشركة، في بيان، …», then «البيان»."""
        form = self.speakers.bare(head)
        before = next((at for at in range(head - 1, max(head - _REACH, -1), -1) if self.speakers.plain(at) == form), None)
        if before is None:
            return None
        start = self.extents.sentence_start(before)
        near = [said for said in self.text.lately if start <= said.cue.first <= before + 2 and not said.speaker.unnamed]
        return Voice(near[-1].speaker, near[-1], "again") if near else None

    def _of_clause(self, cue: Found, subject: Phrase, zone: int) -> Voice:
        if self._are_people(self.speakers.head(subject)):
            zone = subject.last  # who is named behind «المتظاهرون» is none of them
        speaker = self.speakers.speaker(subject, zone)
        return self.again(cue, subject, speaker) or Voice(speaker, None, "clause")

    def _agreement(self, cue: Found) -> _Agreement:
        """Return what the form of a verb wants, or the pronoun behind a noun."""
        if cue.kind != "verb":
            return _Agreement(*OWNERS.get(self.read[cue.first].pronoun, ("", "")))
        found = self.text.told(cue)
        return _Agreement(found.gender, found.number) if found else _Agreement("", "")

    def _can_go_on(self, said: Said) -> bool:
        """Whether who said something is somebody, not a mere «قيل», «مخاوف من», «بحسب مصادر»."""
        unnamed = said.speaker.unnamed
        nobody = said.speaker.ids == ("unnamed",) or said.rule.endswith("impersonal")
        return not nobody and not (said.cue.kind == "prep" and unnamed)

    def _agrees(self, speaker: Speaker, wanted: _Agreement) -> bool:
        if wanted.number == "s" and wanted.gender == "m" and speaker.number == "p":
            return False
        one = wanted.number in ("d", "p") and speaker.number == "s" and not speaker.ids[0].startswith("org-")
        return not one and not wanted.bars(speaker.gender)

    def _near_subject(self, at: int, start: int, wanted: _Agreement) -> Phrase | None:
        """Return the subject of a clause before a word in its sentence, the nearest that can speak and agrees."""
        for clause in reversed(self.syntax.clauses_between(start, at)):
            subject = clause.subject
            if subject is None or not start <= subject.first < at or clause.verb is None:
                continue
            subject = Phrase(subject.first, min(subject.last, at))  # «رفض [المطوطح العرض] ووصفه», which was read as one phrase
            if self.text.lemma(clause.verb) in context("sees") or self._describes(clause.verb):
                continue  # «في بيان تلقت «المرسى» نسخة منه», «في بيان بثه التلفزيون»
            head = self.speakers.head(subject)
            entity, found = self.speakers.at[head], self.read[head].analysis
            named = (
                entity is not None and entity.type in SPEAK and not self.speakers.is_city(entity)
            ) or self.speakers.is_office(subject)
            named = named or self.speakers.quoted_name(subject) is not None
            named = named or self.speakers.names_both(head)  # «أصدر الجانبان بيانا أكدا فيه …»
            if wanted.number == "p":
                named = not self._is_one(subject) and (named or self._are_people(head))  # «رفع [المتظاهرون] صوره وطالبوا»
            gender = "f" if entity is not None and entity.type == "GPE" else found.gender if found else ""
            if named and self.speakers.can_speak(subject) and not wanted.bars(gender):
                return subject
        return None

    def _is_one(self, subject: Phrase) -> bool:
        """Whether a subject is one person by name, joined to nobody: «طالبوا» is of others."""
        joined = range(subject.first + 1, min(subject.last + 1, len(self.read)))
        one = self.speakers.entity(subject, ("PER",)) is not None
        return one and not any(self.read[at].particles == "و" and self.read[at].tag != "V" for at in joined)

    def _are_people(self, head: int) -> bool:
        """Whether a noun is a plural of persons: «المتظاهرون»."""
        found = self.read[head].analysis
        return found is not None and found.number == "p" and "person" in self.speakers.senses(head)

    def _describes(self, verb: int) -> bool:
        """Whether a verb tells of the indefinite noun right before it, to which its pronoun points back: «بيان بثه»."""
        before = self.read[verb - 1] if verb else None
        if before is None or not self.read[verb].pronoun or before.tag != "N" or before.pronoun or self.syntax.gaps[verb] != "":
            return False
        return before.analysis is not None and not before.analysis.article

    def _main_subject(self, at: int, wanted: _Agreement) -> Phrase | None:
        """Return the subject of the nearest clause before a word, in its paragraph, that can speak."""
        near = range(at, max(0, at - _PARAGRAPH), -1)
        line = next((i for i in near if "\n" in self.tokens.gap(i)), max(0, at - _PARAGRAPH))
        for clause in reversed(self.syntax.clauses_between(line, at)):
            if clause.first >= at or clause.subject is None or clause.subject.first >= at:
                continue
            if clause.first < line:
                return None
            head = self.speakers.head(clause.subject)
            entity = self.speakers.at[head]
            if wanted.number == "p" and self._is_one(clause.subject):
                continue
            if (
                entity is not None
                and entity.type in SPEAK
                and not self.speakers.is_city(entity)
                and self.speakers.can_speak(clause.subject)
            ):
                return clause.subject
            if self.speakers.entity(clause.subject, ("PER",)) is not None or self.speakers.is_body(head):
                return clause.subject
            follows = self.tokens.breaks(at) and self.tokens.sentence(clause.first) == self.tokens.sentence(at) - 1
            if (
                follows
                and clause.kind == "main"
                and self.speakers.is_office(clause.subject)
                and not wanted.bars(self._gender(head))
            ):
                return clause.subject  # «زار [الوزير] المستشفى. وأكد أن»
        return None

    def _is_known_office(self, subject: Phrase) -> bool:
        """Whether a phrase is an office of a state or body that is known: «الوزير» may be somebody named elsewhere."""
        return self.speakers.is_office(subject) and not self.speakers.speaker(subject, subject.last).unnamed

    def _gender(self, at: int) -> str:
        found = self.read[at].analysis
        return found.gender if found is not None else ""
