"""Who speaks where a verb names its subject: behind it, before it, or in the phrase that it describes."""

from collections.abc import Sequence

from isnad.annotation.clauses import Clause, is_time
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.said import Part
from isnad.annotation.statements.speakers import OWNERS
from isnad.languages import cues as lexicon
from isnad.languages.lexicon import analyses
from isnad.languages.naming import context

_OF_TEXTS = frozenset(("deny", "criticise", "praise", "demand"))  # stances that are taken to what others have said

_RELATIVES = {"الذي": ("m", "s"), "التي": ("f", "s"), "الذين": ("", "p")}
"""Gender and number of what a relative describes, as ``OWNERS`` has them of a pronoun."""

_LONGEST_NAME = 3  # words of a name in quotation marks
_FURTHEST_ISSUER = 3  # words behind a text in which its issuer is named
_FURTHEST_AHEAD = 40  # words between a subject and a verb behind it
_FURTHEST_DESCRIBED = 11  # words between an indefinite source and a verb that describes it
_FURTHEST_BEHIND = 12  # words behind a verb


class Subjects(Part):
    """The subjects of the verbs of saying of one text."""

    def of(self, cue: Found) -> Phrase | None:
        """Return the subject of a verb of saying, None where it names none."""
        reading = self.text.told(cue)
        if (cue.passive and cue.written) or (reading is not None and reading.person in ("1", "2")):
            return None
        before = self.read[cue.first - 1] if cue.first else None
        if (
            cue.kind == "verb"
            and before is not None
            and before.tag == "C"
            and before.pronoun
            and self.syntax.gaps[cue.first] == ""
        ):
            return None  # «لكنها نبّهت إلى»
        beside = self._beside(cue)
        opens = beside is not None and (
            self._opens_clause(beside, self.extents.sentence_start(cue.first), False)
            or (self._opens_anew(beside) and self._is_party(beside.first))  # «بعد انهيار السد [والوزارة] تنفي»
        )
        known = self._issued(cue) or (beside if opens else None)
        if known is not None:
            return known
        found = self._candidates(cue, self.syntax.clauses[self.syntax.clause_at[cue.first]])
        if self.text.verb(cue) in context("informs") and any(phrase.first > cue.first for phrase in found):
            told = [phrase for phrase in found if phrase.first > cue.first and self._is_outlet(phrase)]
            ahead = self._ahead(cue) if told and not any(phrase.first < cue.first for phrase in found) else None
            others = [phrase for phrase in found if phrase not in told]
            found = [ahead, *others] if ahead is not None else others or found  # «المهندس … أخبر [أصداء الأطلس] أن»
        for phrase in found:
            if (
                self.speakers.can_speak(phrase)
                and not self._is_inside(phrase, cue)
                and not self._is_dateline(phrase)
                and not (cue.cue.stance in _OF_TEXTS and self._is_text(phrase))
            ):
                return phrase
        named = self._named_in(found, cue)
        if named is None and self._resumes(cue):
            return None
        named = named or (None if cue.passive else self._ahead(cue) or beside)
        if named is not None or cue.passive:
            return named
        described = self._described(cue) or self._quoted_name(cue)
        if described is not None:
            return described
        return found[0] if found and self.text.verb(cue) in context("shows") else None

    def _quoted_name(self, cue: Found) -> Phrase | None:
        """Return the name in quotation marks right behind a verb, before «أن»: an outlet that no list knows."""
        at = cue.last
        if cue.kind != "verb" or at >= len(self.read) or self.syntax.depths[at] <= self.syntax.depths[cue.first]:
            return None
        last = self.extents.quotation_end(at)
        that = last < len(self.read) and self.extents.is_that(last) and self.syntax.gaps[last] == "closing"
        return Phrase(at, last) if that and last - at <= _LONGEST_NAME and ":" not in self.tokens.gap(at) else None

    def _is_inside(self, phrase: Phrase, cue: Found) -> bool:
        """Whether a phrase without a name stands within a quotation that ends before a verb: «بأنه "متفائل" ووعد بـ»."""
        deeper = self.syntax.depths[phrase.first] > self.syntax.depths[cue.first]
        return deeper and phrase.first < cue.first and self.speakers.at[self.speakers.head(phrase)] is None

    def _is_outlet(self, phrase: Phrase) -> bool:
        """Whether a phrase is an outlet and nobody else."""
        return self.speakers.is_outlet(self.speakers.head(phrase))

    def _issued(self, cue: Found) -> Phrase | None:
        """Return the text of an idiom whose issuer is named: «جاء في [بيان وزارة الصحة]»."""
        at = cue.open - 1
        phrase = self.text.phrase(at) if at > cue.first else None
        if phrase is None or self.text.lemma(cue.first) not in ("جاء", "ورد"):
            return None
        text = Phrase(at, phrase.last)
        zone = min(text.last + _FURTHEST_ISSUER, len(self.read))
        named = not self.speakers.speaker(text, zone).unnamed
        return text if named or not self._has_spoken(cue) else None

    def _has_spoken(self, cue: Found) -> bool:
        """Whether somebody spoke before in the paragraph, whose text «البيان» then is."""
        near = [said.cue.first for said in self.text.lately if said.cue.first < cue.first]
        return bool(near) and not any("\n" in self.tokens.gap(at) for at in range(near[-1] + 1, cue.first + 1))

    def _candidates(self, cue: Found, clause: Clause) -> list[Phrase]:
        """Return the phrases that may be the subject of a verb of a clause, the likeliest first."""
        behind = [self.behind(at) for at in self._behind_cue(cue) if self._awaits_subject(cue)]
        limit = (
            len(self.read) if cue.begins is None else cue.begins
        )  # «وقدّرت [عدد المشاركين] بألفين»: no subject, but what is said
        near = (phrase for phrase in behind if phrase is not None and phrase.first < limit)
        found = list(dict.fromkeys(phrase for phrase in near if self._agrees(cue, phrase) and not self._is_informed(cue, phrase)))
        if clause.verb != cue.first or self.takes_up(cue.first):
            return found
        if clause.subject is not None and clause.subject.first < cue.first:
            first = self.syntax.gaps[cue.first] == "" and not self.read[cue.first].particles
            found.insert(0 if first else len(found), clause.subject)
        blames = "whole" in cue.cue.frames and clause.opener == cue.first - 1  # «الجيش الذي حمّل «أوبسيديان» المسؤولية»
        if clause.kind == "relative" and clause.opener is not None:
            headless = self.tokens.forms[clause.opener].endswith("ما")  # «ما راج عن»
            before = None if headless or self._resumes(cue) else self._phrase_before(clause.opener)
            if before is not None and (not found or blames):
                return [before]
            if before is not None and not self.read[cue.first].pronoun:
                found.append(before)  # «الحركة، التي تنفي صلتها بالهجوم»
        return found

    def _resumes(self, cue: Found) -> bool:
        """Whether the pronoun of a verb takes up what its relative clause describes: «الهجمات التي [وصفها] بأنها»."""
        at = cue.first
        clause = self.syntax.clauses[self.syntax.clause_at[at]]
        if clause.kind != "relative" or clause.opener is None or at != clause.opener + 1 or self.read[at].pronoun not in OWNERS:
            return False
        wanted = _RELATIVES.get(self.tokens.forms[clause.opener][len(self.read[clause.opener].particles) :])
        return wanted is not None and OWNERS[self.read[at].pronoun] == wanted

    def _is_informed(self, cue: Found, phrase: Phrase) -> bool:
        """Whether a phrase right behind a verb is who is told by its owner, the elided subject: «وأخطرت عملاءها بأن»."""
        if self.text.verb(cue) not in context("informs") or phrase.first != cue.first + 1 or self.read[cue.first].pronoun:
            return False
        told, owner = self.text.told(cue), OWNERS.get(self.read[phrase.first].pronoun)
        behind = phrase.last < len(self.read) and (self.read[phrase.last].tag == "S" or self.read[phrase.last].particles == "ب")
        return behind and told is not None and owner is not None and told.gender in ("", owner[0])

    def takes_up(self, verb: int) -> bool:
        """Whether a pronoun of a verb takes up the indefinite noun right before it.

        «في حصيلة وصفتها بـ…», «وهو رقم وصفته الحركة», «نشر الوزير بياناً أكد فيه أن».
        """
        inside = self.tokens.forms[verb + 1 : verb + 2]
        taken = self.read[verb].pronoun != "" or (inside != [] and inside[0] in context("within"))
        if verb == 0 or not taken or self.read[verb].particles or self.syntax.gaps[verb] != "":
            return False
        if self.read[verb - 1].tag == "A" and self.syntax.phrase_at[verb - 1] >= 0:  # «مؤتمراً صحفياً نفى خلاله»
            verb = self.syntax.phrases[self.syntax.phrase_at[verb - 1]].first + 1
        before = self.read[verb - 1]
        found = before.analysis
        told = before.tag == "N" and not before.pronoun and found is not None and not found.article
        return told and "person" not in self.speakers.senses(verb - 1) and self.speakers.at[verb - 1] is None

    def before_deed(self, phrase: Phrase) -> Phrase | None:
        """Return people without the verbal noun that was read as their complement: «يتوقع [خبراء] ارتفاع الأسعار».

        A body has a complement of its own before it: «تخشى [منظمات إغاثة] انتقال العدوى».
        """
        people = self.speakers.bare(phrase.first) in lexicon.sources("unnamed")
        first = phrase.first + (1 if people else 2)
        body = people or self.speakers.bare(phrase.first) in context("bodies")
        if not body or self.read[phrase.first].tag != "N" or self.speakers.whole(phrase.first).startswith("ال"):
            return None
        deeds = (at for at in range(first, phrase.last - 1) if self._is_deed(at) and self.read[at + 1].tag != "A")
        at = next(deeds, None)
        return None if at is None else Phrase(phrase.first, at)

    def _is_deed(self, at: int) -> bool:
        found = self.read[at].analysis
        plain = found is not None and not found.article and self.read[at].particles == "" and self.read[at].pronoun == ""
        return plain and found is not None and found.pos == "masdar" and self.read[at].tag == "N"

    def _behind_cue(self, cue: Found) -> tuple[int, ...]:
        """Return the words behind a verb, and behind its idiom where that is no part of what is said."""
        return (cue.last,) if cue.begins is not None else (cue.last, max(cue.open, cue.last))

    def _awaits_subject(self, cue: Found) -> bool:
        """Whether a subject can stand behind a verb: a dual or plural has it before («الجانبان … أكدا»)."""
        found = self.text.told(cue)
        return cue.kind != "verb" or found is None or found.number == "s" or found.person != "3"

    def behind(self, at: int) -> Phrase | None:
        """Return the phrase that can be the subject behind a verb: the first one that no preposition governs."""
        limit = min(at + _FURTHEST_BEHIND, len(self.read))
        while at < limit:
            if self.tokens.breaks(at) or self.read[at].tag in "VSR" or self.syntax.gaps[at] in ("colon", "stop"):
                return None
            phrase = self._from(self.text.phrase(at), at)
            if phrase is None or phrase.first < at or (phrase.size == 1 and self.read[at].tag == "D"):
                at += 1
            elif self._is_addressee(phrase):
                at = phrase.last
            elif self.read[at - 1].tag == "P" and at - 1 in self.extents.cued and self.extents.cued[at - 1].kind == "verb":
                return phrase  # «وبيّن الوزير أن», which was read as «بين»
            elif self._is_quoted_object(phrase, at):
                at = self.extents.quotation_end(phrase.first)
            elif self.syntax.governed(phrase) is None and not is_time(self.syntax, phrase) and not self._accusative(phrase):
                return self._counted(phrase)
            else:
                at = phrase.last
                if at < limit and self.read[at].tag == "K" and not self.read[at].particles and self.syntax.gaps[at] == "":
                    at = counted.last if (counted := self.text.phrase(at)) is not None else at + 1  # «عن مقتل [ثلاثة جنود]»
        return None

    def _counted(self, phrase: Phrase) -> Phrase:
        """Return a mere number with those of whom it is: «اثنان [من المسؤولين]»."""
        at = phrase.last + 1
        number = phrase.size == 1 and self.read[phrase.first].tag == "K" and at < len(self.read)
        of = number and self.tokens.forms[phrase.last] == "من" and self.read[at].tag == "N"
        return Phrase(phrase.first, people.last) if of and (people := self.text.phrase(at)) is not None else phrase

    def _is_quoted_object(self, phrase: Phrase, at: int) -> bool:
        """Whether a phrase opens a quotation that a preposition governs: «أشادت بـ«صبر القضاة الشبان»»."""
        deeper = self.syntax.depths[phrase.first] > (self.syntax.depths[phrase.first - 1] if phrase.first else 0)
        return deeper and phrase.first >= at and self.syntax.governed(phrase) is not None

    def _is_addressee(self, phrase: Phrase) -> bool:
        """Whether a name in quotation marks is the one to whom something is said: «قال لفضائية «مرآة» إن»."""
        if self.syntax.gaps[phrase.first] not in ("opening", "quote", "("):
            return False
        before = self.text.phrase(phrase.first - 1)
        if before is None:
            return self.read[phrase.first - 1].tag == "P"
        return self.syntax.governed(before) is not None and self.speakers.whole(before.last - 1) in context("medium")

    def _from(self, phrase: Phrase | None, at: int) -> Phrase | None:
        """Return a phrase without the verb of saying that was read as its head: «[رأى] مصرفي تونسي»."""
        if phrase is None or phrase.first != at - 1 or at - 1 not in self.extents.cued or self.read[at - 1].tag == "V":
            return phrase
        return Phrase(at, phrase.last) if self.extents.cued[at - 1].kind == "verb" else phrase

    def _accusative(self, phrase: Phrase) -> bool:
        """Whether a phrase is written in the accusative or genitive, so that it is no subject."""
        found = self.read[phrase.first].analysis
        named = self.speakers.at[phrase.first] is not None  # «بكين»
        several = found is not None and found.number in ("d", "p") and self.read[phrase.first].tag in "NA" and not named
        several = several and not self._may_be_one(phrase.first)
        if several and self.tokens.forms[phrase.first].endswith("ين") and not self.read[phrase.first].pronoun:
            return True
        return self.tokens.quote(phrase.first).endswith(("اً", "ًا", "ةً"))

    def _may_be_one(self, at: int) -> bool:
        """Whether a word can be a singular noun as well: «الأمين العام», not two mothers."""
        particles = self.read[at].particles
        return any(a.pos == "noun" and a.number == "s" and a.particles == particles for a in analyses(self.tokens.forms[at]))

    def _phrase_before(self, at: int) -> Phrase | None:
        """Return the nearest phrase before a word that no preposition governs, or that can speak."""
        for back in range(at - 1, max(at - 8, -1), -1):
            if self.tokens.breaks(back + 1):
                return None
            phrase = self.text.phrase(back)
            if phrase is not None and (self.syntax.governed(phrase) is None or self.speakers.can_speak(phrase)):
                return self._seated(phrase) or phrase
        return None

    def _seated(self, phrase: Phrase) -> Phrase | None:
        """Return the body that sits in a place: «وزارة البترول [في جوبا]، التي تعهدت»."""
        at = phrase.first - 1
        place = self.speakers.begins(phrase.first)
        inside = place is not None and place.type == "GPE" and at > 0 and self.tokens.forms[at] == "في"
        body = self.text.phrase(at - 1) if inside and self.syntax.gaps[at] == "" else None
        return body if body is not None and self.speakers.can_speak(body) else None

    def _agrees(self, cue: Found, phrase: Phrase) -> bool:
        """Whether a phrase can have the gender of a verb; a plural, a name or a number can have any."""
        found, at = self.text.told(cue), self.speakers.head(phrase)
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

    def _is_text(self, phrase: Phrase) -> bool:
        """Whether a phrase is what is denied or criticised, not who does: «رفض المزاعم»; «مصادر» are people."""
        form = self.speakers.bare(phrase.first)
        listed = form in lexicon.sources("source") or form in lexicon.nouns()
        return phrase.first > 0 and listed and form not in ("مصدر", "مصادر")

    def _named_in(self, found: Sequence[Phrase], cue: Found) -> Phrase | None:
        """Return somebody who is named inside of a phrase right behind the verb, whatever else stands in it."""
        for at in (at for phrase in found if phrase.first > cue.first for at in range(phrase.first, phrase.last)):
            entity = self.speakers.begins(at)
            if entity is not None and entity.type in ("PER", "ORG") and not self.read[at].particles:
                return Phrase(at, self.speakers.end_of(at))
        return None

    def _ahead(self, cue: Found) -> Phrase | None:
        """Return who stands before a verb in its sentence, with nothing but his description between: «المنظمة، التي …، قالت»."""
        if self.read[cue.first].particles:
            return None
        start = self.extents.sentence_start(cue.first)
        near = range(cue.first - 1, max(start, cue.first - _FURTHEST_AHEAD), -1)
        start = next((at for at in near if self.syntax.gaps[at] == "colon"), start)  # «نجامينا ترى ذلك بشكل مختلف: المتحدث … سخر»
        at, best = max(start, cue.first - _FURTHEST_AHEAD), None
        while at < cue.first:
            phrase = self.text.phrase(at)
            phrase = phrase and self._counted(phrase)
            if phrase is None:
                if self.read[at].tag == "V" and best is None and not self._is_auxiliary(at):
                    return None
                if self.read[at].tag == "C" and self.tokens.forms[at] != "اما":
                    best = None
                at += 1
                continue
            if self._opens_clause(phrase, start, best is not None) and self._can_be(phrase, cue):
                best = phrase
            at = max(phrase.last, at + 1)
        return best

    def _beside(self, cue: Found) -> Phrase | None:
        """Return who stands right before a verb, as in headlines: «والوزارة تنفي»."""
        if cue.first == 0 or self.syntax.gaps[cue.first] not in ("", "closing") or self.read[cue.first].particles:
            return None
        if self.takes_up(cue.first):
            return None
        told = self.text.told(cue)
        negated = cue.first > 1 and self.read[cue.first - 1].tag == "G"  # «والنقابة لا تحصي»
        phrase = self.text.phrase(cue.first - 1 - negated)
        phrase = phrase if told is not None and told.number != "s" else self._joined(phrase)
        if phrase is None or self.read[cue.first].pronoun or (self.syntax.governed(phrase) and not self._opens_anew(phrase)):
            return None
        head = self.read[self.speakers.head(phrase)].analysis
        several = told is not None and told.number != "s" and (head is None or head.number != told.number)
        return phrase if self._can_be(phrase, cue) and not several else None

    def _joined(self, phrase: Phrase | None) -> Phrase | None:
        """Return a phrase from its last definite noun with «و» on: «يشل 74 فرعا [والإدارة المؤقتة] تنفي»."""
        if phrase is None:
            return None
        inner = [at for at in range(phrase.first + 1, phrase.last) if self.read[at].particles == "و" and self._is_definite(at)]
        return Phrase(inner[-1], phrase.last) if inner else phrase

    def _is_definite(self, at: int) -> bool:
        found = self.read[at].analysis
        return self.read[at].tag == "N" and found is not None and found.article

    def _opens_anew(self, phrase: Phrase) -> bool:
        """Whether «و» joins a new clause, not a further complement: «بعد حادث الدار البيضاء [والشركة] تنفي»."""
        named = self._is_definite(phrase.first) or self.speakers.begins(phrase.first) is not None
        return self.read[phrase.first].particles == "و" and named

    def _is_party(self, at: int) -> bool:
        """Whether a body, a state or a person is named at a word."""
        return self.speakers.is_body(at) or self.speakers.begins(at) is not None

    def _opens_clause(self, phrase: Phrase, start: int, found: bool) -> bool:
        """Whether a phrase can be the subject with which a clause opens; where one was ``found`` before, only a new «و…» can."""
        anew = self.read[phrase.first].particles == "و" and self.syntax.gaps[phrase.first] != ""
        if anew or found:
            return anew
        opens = phrase.first == start or phrase.first in self.syntax.boundaries or self.read[phrase.first - 1].tag in "CSB"
        opens = opens or self._is_auxiliary(phrase.first - 1) or self.syntax.gaps[phrase.first] == "colon"
        return opens and self.syntax.governed(phrase) is None

    def _is_auxiliary(self, at: int) -> bool:
        """Whether a verb goes with another behind its subject: «ولا تزال النقابة تقول», «عادت الوزارة تؤكد»."""
        if at < 0 or self.read[at].tag != "V":
            return False
        return self.syntax.clauses[self.syntax.clause_at[at]].auxiliary == at or self.text.lemma(at) in context("auxiliary")

    def _is_dateline(self, phrase: Phrase) -> bool:
        """Whether a phrase only tells from where is reported: «[صوفيا] - وزارة الدفاع قالت»."""
        gap = self.tokens.gap(phrase.last) if phrase.last < len(self.read) else ""
        dash = any(mark in gap for mark in "-–—") or gap == "  "  # where «ـ» stood
        return dash and self.tokens.breaks(phrase.first)

    def _can_be(self, phrase: Phrase, cue: Found) -> bool:
        if self._is_dateline(phrase):
            return False
        return self.speakers.can_speak(phrase) and self._agrees(cue, phrase)

    def _described(self, cue: Found) -> Phrase | None:
        """Return the indefinite source that a verb without its own subject describes: «تقارير … تشير إلى»."""
        if self.read[cue.first].particles or cue.kind != "verb" or self.takes_up(cue.first):
            return None
        first = max(self.extents.sentence_start(cue.first), cue.first - _FURTHEST_DESCRIBED)
        for at in range(cue.first - 1, first - 1, -1):
            if at in self.extents.cued and self.extents.cued[at].kind == "verb":
                return None
            phrase = self.text.phrase(at)
            if phrase is None:
                continue
            head = self.speakers.head(phrase)
            found = self.read[head].analysis
            indefinite = found is not None and (not found.article or self.read[phrase.first].tag == "Q")
            if indefinite and _is_source(self.speakers.bare(head)) and self._agrees(cue, phrase):
                return phrase
        return None


def _is_source(form: str) -> bool:
    """Whether a folded form is a noun of sources: of texts or of people without a name."""
    return form in lexicon.sources("source") or form in lexicon.sources("unnamed")
