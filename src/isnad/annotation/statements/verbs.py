"""Statements by verbs: «قال الوزير إن …», «وأضاف أن …», «…»، قال فلان."""

from itertools import pairwise

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.appositions import Appositions
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.extents import Content
from isnad.annotation.statements.named import SPEAK
from isnad.annotation.statements.readers import Reader
from isnad.annotation.statements.relays import Relays
from isnad.annotation.statements.said import Said, Text, Voice
from isnad.annotation.statements.speakers import Speaker
from isnad.languages.naming import context

_LATELY = 4  # statements one of which «وهو ما …» may take up
_LONGEST_CLOSE = 12  # words from a cue that closes its sentence to the end
_BESIDE = ("خل", "في", "مع", "بع", "قب", "حي")  # how prepositions begin that tell when and where: «خلالها», «فيه», «معه»
_WITHIN = ("في", "وفي", "خلال", "وخلال")  # what opens «في تصريح لقناة …، قال»
_SUCH_AS = ("مثل", "منها", "بينها")  # between a group and who is meant: «دول مثل روسيا والصين»


class Verbs(Reader):
    """Reads verbs and idioms that open with one."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.relays, self.appositions = Relays(text), Appositions(text)

    def said(self, cue: Found) -> list[Said]:
        """Read a verb with its subject or with who spoke before, and its content behind it or before it."""
        subject = self._before_addressee(cue, self.subjects.of(cue))
        if self.text.verb(cue) in context("passes-on") and self.relays.source_at(cue) is not None:
            return self.relays.said(cue, subject)
        if learned := self.relays.learned(cue, subject):
            return learned
        if (whom := self.relays.whom(cue)) is not None:
            voice = self.antecedents.of(whom)
            return [] if voice is None else self.relays.of_whom(cue, subject, voice)
        subject = self._before_object(cue, subject)
        content = self._content(cue, subject)
        if (
            content is None
            or content.last <= content.first
            or self._is_no_content(cue, content)
            or self._is_outside(cue, content)
        ):
            return []
        if "whole" in cue.cue.frames and not self._has_blame(content):
            blamed = self._blamed(cue, subject)
            content, subject = (blamed, subject) if subject is None or blamed.first >= subject.last else (blamed, None)
        elif subject is not None and self._is_target(cue, subject, content):
            content, subject = content._replace(first=subject.first, skip=0, how="obj"), None
        if subject is None and content.how == "obj" and not cue.passive and not self._goes_on(cue):
            return []
        if cue.passive and content.how in ("b", "obj") and cue.cue.stance in ("confirm", "commit", "demand"):
            return []  # «أن يُسلَّم المعني بالأمر», «أُمر بمصادرة أملاكه»
        if subject is not None and self._is_verdict(cue, subject):
            return []
        voice = self._voice(cue, subject, content)
        if voice is None or self._is_wanted(cue):
            return []
        media = self.text.media(cue.open, content.first) or self.text.informed(cue, content.first)
        if not media and subject is not None:
            media = self.text.interviewed(subject.last, content.first if subject.first > cue.first else cue.first)
        if not media and subject is not None and self.tokens.forms[(start := self.extents.sentence_start(cue.first))] in _WITHIN:
            media = self.text.media(start + 1, cue.first)
        content = self.meant(cue, content)
        made = self.text.made(cue, voice, content, f"verb/{content.how}/{voice.rule}", media)
        return made + self._threatened(cue, voice)

    def _before_addressee(self, cue: Found, subject: Phrase | None) -> Phrase | None:
        """Return a subject without the outlet that it tells: «أبلغ مدير المطار [وكالة الأناضول] أن»."""
        if subject is None or self.text.verb(cue) not in context("informs"):
            return subject
        told = (at for at in range(subject.first + 1, subject.last) if self.speakers.is_first(at) and self.speakers.is_media(at))
        return next((Phrase(subject.first, at) for at in told), subject)

    def _before_object(self, cue: Found, subject: Phrase | None) -> Phrase | None:
        """Return a subject without the object that was read as one phrase with its name: «حث مجلس الأمن [الطرفين] على»."""
        if subject is None or "obj" not in cue.cue.frames:
            return subject
        if (alone := self.subjects.before_deed(subject)) is not None and subject.first > cue.first:
            return alone
        named = next((at for at in range(subject.first, subject.last) if self.speakers.at[at] is not None), None)
        if named is None or subject.first < cue.first:
            return self._before_other(cue, subject)
        end = self.speakers.end_of(named)
        parts = end < subject.last and self.read[end].tag in "NM" and self.speakers.at[end] is None
        other = parts and self.speakers.whole(end).startswith("ال") and not self.speakers.is_title(end)
        if not parts or self.read[end].particles or (named > subject.first and not other):
            return self._before_other(cue, subject)
        return Phrase(subject.first, end)  # «وصفت حركة حماس [الحادث] بأنه»

    def _before_other(self, cue: Found, subject: Phrase) -> Phrase:
        """Return a definite subject without the country or body behind it: «حمّلت الحركة [إسرائيل] المسؤولية».

        Behind verbs that put one thing down to another, also without what was read as its adjective: «عزا الوزير [الفارق] إلى».
        """
        head, at = self.read[subject.first].analysis, subject.first + 1
        other = self.speakers.begins(at) if at < subject.last else None
        definite = head is not None and head.article and not self.read[at - 1].pronoun
        parts = other is not None and other.type in ("GPE", "ORG") and not self.read[at].particles
        bare = at < subject.last and self.read[at].tag == "N" and not self.read[at].particles and self.speakers.at[at] is None
        parts = parts or (bare and self.speakers.at[at - 1] is None and not self.speakers.is_title(at))  # «ناشد المصدر [الناس]»
        if definite and subject.size == 2 and self.text.verb(cue) in context("ascribes") and self.read[at].tag == "A":
            parts = parts or (subject.last < len(self.read) and self.tokens.forms[subject.last] == "الي")
        return Phrase(subject.first, at) if definite and parts else subject

    def _content(self, cue: Found, subject: Phrase | None) -> Content | None:
        """Return what is said behind a verb, before it or its subject, or in the noun that it resumes."""
        behind = subject if subject is not None and subject.first > cue.first else None
        thus = next((at for at in (cue.first, cue.first - 1) if at > 0 and self.tokens.forms[at] == "هكذا"), None)
        if thus is not None and (quoted := self.hosts.quoted_before(thus)) is not None:
            return quoted
        content = self.contents.behind(cue, behind, self.appositions.end(behind) if behind else 0)
        begins = cue.first if subject is None else min(cue.first, subject.first)
        if content is not None:
            return self._joined_quotation(begins, content)
        if begins and (self.read[begins - 1].tag == "X" or self.tokens.forms[begins - 1] == "هكذا"):
            begins -= 1
        content = self.hosts.quoted_before(begins) or self._said_before(cue, begins)
        if content is None:
            return self._bare(cue, subject) or self._taken_up(cue) or self._resumed(cue) or self._pointed(cue)
        return None if self.text.is_said(content) else content

    def _joined_quotation(self, begins: int, content: Content) -> Content:
        """Return a quotation with its first part before the cue, which only interrupts it: «…»، يقول فلان، «…»."""
        if content.how != "quote" or ":" in self.tokens.gap(content.first) or self.tokens.breaks(begins):
            return content
        before = self.hosts.quoted_before(begins)
        one = before is not None and self.extents.sentence_start(begins) == self.extents.sentence_start(content.first)
        return content._replace(first=before.first) if before is not None and one and not self.text.is_said(before) else content

    def _is_no_content(self, cue: Found, content: Content) -> bool:
        """Whether an object tells on which terms somebody speaks («هويته», «عدم نشر اسمه»), or tells nothing.

        A lone adjective does not, nor what is counted without a number («عد الموظفون الأصوات»).
        """
        first, nominal = content.first, content.how in ("obj", "b", "an", "owned")
        words = self.tokens.forms[first : content.last]
        if content.how == "that" and any(pair in context("anonymous") for pair in map(" ".join, pairwise(words))):
            return True  # «الذي يفضل أن يبقى مجهول الهوية»
        terms = self.text.lemma(first) in ("هويه", "اسم") and self.read[first].pronoun != ""
        terms = terms or (
            words[:1] == ["عدم"] and any(self.text.lemma(at) in ("هويه", "اسم") for at in range(first + 1, content.last))
        )
        if content.how == "obj" and self.text.verb(cue) in context("counts"):
            return not any(reading.tag == "K" for reading in self.read[first : content.last])
        lone = content.how == "obj" and len(words) == 1 and self.read[first].tag == "A" and self.speakers.at[first] is None
        return nominal and (terms or lone)

    def _is_outside(self, cue: Found, content: Content) -> bool:
        """Whether a content stands behind the quotation, or the relative clause, in which its verb does.

        «إلى أن يثبت العكس»، غير أن الوزير …», «للتقرير الذي نشرته المنظمة، فإن …».
        """
        if content.first > cue.first and self.syntax.depths[content.first] < self.syntax.depths[cue.first]:
            return True
        whole = self.read[cue.first].pronoun != "" and cue.first > 0 and self.read[cue.first - 1].tag == "R"
        commas = (self.syntax.gaps[at] in ("comma", "ended") for at in range(cue.last, content.first))
        return whole and content.how == "that" and any(commas)

    def _threatened(self, cue: Found, voice: Voice) -> list[Said]:
        """Return what is threatened besides what is demanded: «أمهلت السلطات يومين، وإلا [دخلت في إضراب]»."""
        if self.text.verb(cue) not in context("ultimatum"):
            return []
        near = range(cue.last, self.extents.sentence_end(cue.first) - 1)
        or_else = next((at for at in near if self.tokens.forms[at] == "والا" and self.read[at + 1].tag in "VGT"), None)
        if or_else is None:
            return []
        content = Content(or_else + 1, self.extents.end(or_else + 1), 0, "that")
        threat = cue._replace(cue=cue.cue._replace(stance="commit"))
        return self.text.made(threat, voice, content, f"verb/else/{voice.rule}")

    def _has_blame(self, content: Content) -> bool:
        """Whether a content has the noun of its idiom: «[الوزارة المسؤولية]»."""
        return any(self.text.lemma(at) in context("blame") for at in range(content.first, content.last))

    def _blamed(self, cue: Found, subject: Phrase | None) -> Content:
        """Return who is blamed with the idiom's noun: behind the last comma before it, else from the cue on."""
        blame = next(at for at in range(cue.last, len(self.read)) if self.text.lemma(at) in context("blame"))
        comma = next((at for at in range(blame, cue.last, -1) if self.syntax.gaps[at] in ("comma", "ended")), None)
        first = comma if comma is not None else subject.first if subject is not None else cue.last
        return Content(first, self.extents.nominal_end(blame), 0, "obj")

    def _is_target(self, cue: Found, subject: Phrase, content: Content) -> bool:
        """Whether what seems the subject is of whom is spoken: «واتهم الجيش بقصف السوق», where the speaker goes on."""
        if "obj" not in cue.cue.frames or content.how not in ("b", "ala", "ila", "li", "min") or not self.text.said:
            return False
        if cue.cue.stance == "commit":
            return False  # «وتعهدت قطر بتقديم مليوني دولار»
        goes_on = self.read[cue.first].particles in ("و", "ف") and not self.tokens.breaks(cue.first)
        near = all(self.read[at].tag == "B" for at in range(cue.last, subject.first))  # «ويتهم أيضاً تاجر سلاح بـ»
        goes_on = goes_on or (near and cue.last < subject.first)
        return goes_on and cue.last <= subject.first and near and content.first - subject.last <= 1

    def _goes_on(self, cue: Found) -> bool:
        """Whether a verb without a subject goes on with what its speaker said: «وأنكر …», «كما أعلن …»."""
        if self.subjects.takes_up(cue.first):
            return True  # «ببيان وصف فيه الاتهام بأنه»
        before = self.read[cue.first - 1] if cue.first else None
        starts = self.tokens.breaks(cue.first) or cue.first in self.syntax.boundaries or self._behind_was(cue)
        return self.read[cue.first].particles in ("و", "ف") or starts or (before is not None and before.tag in "CTG")

    def _is_verdict(self, cue: Found, subject: Phrase) -> bool:
        """Whether a court finds somebody guilty, which is a deed: «أدانت محكمة الجنايات المتهمين»."""
        court = self.speakers.bare(self.speakers.head(subject)) in context("courts")
        return court and self.text.verb(cue) in ("ادان", "برا", "جرم")

    def _is_wanted(self, cue: Found) -> bool:
        """Whether to say something is what another demands: «طالب النائب الحكومة بأن [توضح] «كيف دخل الرجل»»."""
        demands = (said for said in self.text.lately if said.stance == "demand" and said.content.how == "that")
        return any(said.content.first == cue.first for said in demands)

    def _behind_was(self, cue: Found) -> bool:
        """Whether «وكان» opens the sentence of a verb, with nothing but when and where between: «وكان في وقت سابق ينفي»."""
        start = self.extents.sentence_start(cue.first)
        between = self.read[start + 1 : cue.first]
        return self.text.lemma(start) == "كان" and all(r.tag in "PNATB" for r in between)

    def _said_before(self, cue: Found, begins: int) -> Content | None:
        """Return the clause before a cue that closes its sentence: «الحصيلة قد ترتفع، قال مسؤولون»."""
        if "quote" not in cue.cue.frames or cue.cue.weak or begins == 0 or self.syntax.gaps[begins] not in ("comma", "ended"):
            return None
        if self.read[cue.first].particles or self._close(cue) - cue.first > _LONGEST_CLOSE:
            return None
        start = self.extents.sentence_start(begins)
        if not any(self.read[at].tag == "V" for at in range(start, begins)) or any(
            at in self.extents.cued for at in range(start, begins)
        ):
            return None
        return Content(start, begins, 0, "before")

    def _close(self, cue: Found) -> int:
        """Return the word behind the clause of a cue: behind its next comma, or its sentence."""
        end = self.extents.sentence_end(cue.first)
        return next((at for at in range(cue.last, end) if self.syntax.gaps[at] in ("comma", "ended")), end)

    def _resumed(self, cue: Found) -> Content | None:
        """Return the noun before a cue that a pronoun behind it takes up: «2.4 مليار أُعلن عنها», «الحصيلة التي أعطتها الجبهة»."""
        if cue.cue.weak or self.read[cue.first].particles or cue.first == 0:
            return None
        behind = self.read[cue.last] if cue.last < len(self.read) else None
        taken_up = behind is not None and behind.tag == "P" and behind.pronoun and self.tokens.forms[cue.last][:2] not in _BESIDE
        if not self.read[cue.first].pronoun and not taken_up:
            return None
        at = cue.first - 1
        while at > 0 and self.read[at].tag in "RTB" and self.syntax.gaps[at] == "":
            if self.read[at].tag == "R" and self.tokens.forms[at].endswith(("ما", "من")):
                return None
            at -= 1
        phrase = self.text.phrase(at)
        if phrase is None or self.syntax.gaps[at + 1] not in ("", "closing") or self.speakers.can_speak(phrase):
            return None
        return Content(phrase.first, phrase.last, len(self.read[phrase.first].particles), "resumed")

    def _bare(self, cue: Found, subject: Phrase | None) -> Content | None:
        """Return a clause with neither «أن» nor marks, as translated pages have it: «المسؤولون قالوا الكويت وعدت …»."""
        at = cue.last
        if self.text.verb(cue) != "قال" or subject is None or subject.first > cue.first or at >= len(self.read):
            return None
        clause, last = self.text.phrase(at), self.extents.segment(at)[1]
        opens = clause is not None and clause.first == at and self.syntax.gaps[at] == "" and not self.read[at].particles
        verb = clause.last if clause is not None else at
        return Content(at, self.extents.end(at), 0, "that") if opens and verb < last and self.read[verb].tag in "VG" else None

    def _pointed(self, cue: Found) -> Content | None:
        """Return what was said last in the sentence, where a pronoun points to it: «نفى …، ثم عاد فأقرّ به»."""
        forms = [{"b": "به", "ala": "عليه"}.get(frame) for frame in cue.cue.frames]
        last = self.text.said[-1] if self.text.said else None
        if last is None or cue.last >= len(self.read) or cue.cue.weak or self.tokens.forms[cue.last] not in forms:
            return None
        near = self.extents.sentence_start(last.cue.first) == self.extents.sentence_start(cue.first)
        return last.content._replace(how="meant") if near and last.content.last <= cue.first else None

    def _taken_up(self, cue: Found) -> Content | None:
        """Return the clause that «وهو ما نفاه الوزير», «الأمر الذي أكدته الوزارة», «وهو كلام كرره السفير» takes up."""
        at = cue.first - 1
        while at > 1 and self.read[at].tag in "TG" and self.tokens.forms[at] != "ما":
            at -= 1
        if at < 2:
            return None
        forms = self.tokens.forms[at - 1 : at + 1]
        known = forms[1:] == ["ما"] or (forms[-1] in context("comments") and self.read[cue.first].pronoun != "")
        remark = forms[:1] in (["وهو"], ["وهي"]) and known
        if not (remark or forms == ["الامر", "الذي"]) or self.syntax.gaps[at - 1] not in ("comma", "ended"):
            return None
        begins = at - 1
        said = next((said for said in reversed(self.text.said[-_LATELY:]) if said.content.last == begins), None)
        if said is not None:
            return said.content._replace(how="meant")
        start = self.extents.sentence_start(begins)
        that = next((i for i in range(begins - 2, start, -1) if self.extents.is_that(i)), None)
        return Content(that + 1, begins, 0, "meant") if that is not None else self.hosts.before(begins)

    def _voice(self, cue: Found, subject: Phrase | None, content: Content) -> Voice | None:
        """Return who speaks: the subject, nobody in particular behind a passive, else who spoke before."""
        if subject is not None:
            zone = content.first if content.first > cue.first else self.extents.segment(cue.first)[1]
            limit = zone if zone > subject.first else cue.first
            speaker = self._in_gender(cue, subject, self.speakers.speaker(subject, limit))
            again = self.antecedents.again(cue, subject, speaker)
            if again is not None:
                return again
            return Voice(self._jointly(speaker, subject, limit), None, "subject")
        if cue.passive:
            return Voice(Speaker(Phrase(cue.first, cue.last), ("unnamed",), "", ""), None, "passive")
        return self.antecedents.of(cue)

    def _in_gender(self, cue: Found, subject: Phrase, speaker: Speaker) -> Speaker:
        """Return a speaker in the gender in which a verb before it agrees: «قالت [أسر الضحايا]», «قالت [كريستين]»."""
        told = self.text.told(cue)
        agrees = told is not None and told.person == "3" and told.number == "s" and subject.first > cue.first
        return speaker._replace(gender=told.gender) if told is not None and agrees and told.gender else speaker

    def _jointly(self, speaker: Speaker, subject: Phrase, limit: int) -> Speaker:
        """Return the speaker together with those whom «و» joins to it: «الولايات المتحدة والناتو»."""
        ids = [*self._joined_before(subject), *speaker.ids]
        last = max(subject.last, speaker.phrase.last if speaker.phrase else 0)
        if last < limit and self.syntax.gaps[last] == "" and self.tokens.forms[last] in _SUCH_AS:
            last += 1
            ids = []
        while last < min(limit, len(self.read)) and self.syntax.gaps[last] == "":
            entity = self.speakers.begins(last)
            if entity is None or not (self.read[last].particles == "و" or not ids):
                break
            ids.append(entity.id)
            last = self.speakers.end_of(last)
        return speaker._replace(ids=tuple(dict.fromkeys(ids))) if ids else speaker

    def _joined_before(self, subject: Phrase) -> list[str]:
        """Return who is named right before a subject that «و» joins to it: «باريس [وبروكسل] تدعوان»."""
        at = subject.first
        if at == 0 or self.read[at].particles != "و" or self.syntax.gaps[at] != "" or self.speakers.begins(at) is None:
            return []
        before = self.speakers.at[at - 1]
        speaks = before is not None and before.type in SPEAK and self.syntax.governed(Phrase(at - 1, at)) is None
        return [before.id] if before is not None and speaks else []
