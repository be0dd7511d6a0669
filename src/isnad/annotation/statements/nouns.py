"""Statements by nouns and participles: «تأكيد الوزارة أن …», «بيان صادر عن …», «مؤكدا أن …»."""

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.extents import Content
from isnad.annotation.statements.readers import Reader
from isnad.annotation.statements.said import Said, Text, Voice
from isnad.annotation.statements.speakers import Speaker
from isnad.annotation.tokens import COMMAS
from isnad.languages.naming import context

_NEAR = 3  # words between a noun and its content
_THAT_NEAR = 6  # words between a noun and «أن»: «اعترافه في الجلسة قبل الأخيرة بأن»
_QUOTED_NEAR = 9  # words between a noun and a quotation: «إلى التكذيب في بيان صدر مساء الجمعة: «…»»


class Participles(Reader):
    """Reads participles by which a speaker goes on."""

    def said(self, cue: Found) -> list[Said]:
        """Read «مؤكدا أن …», said by who speaks in the sentence."""
        content = self.contents.behind(cue, None)
        if content is None or content.last <= content.first:
            return []
        voice = self.antecedents.of_participle(cue)
        return [] if voice is None else self.text.made(cue, voice, content, f"participle/{content.how}/{voice.rule}")


class Nouns(Reader):
    """Reads nouns of saying."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self._seen, self._relayed = 0, set[int]()

    def said(self, cue: Found) -> list[Said]:
        """Read «تأكيد الوزارة أن …»: its owner speaks, or who issued it, or the subject whose deed it is."""
        if self._is_relayed(cue):
            return []
        phrase = self.text.phrase(cue.first) or Phrase(cue.first, cue.last)
        owner = None if self.read[cue.first].pronoun else self._owner(cue, phrase) or self._issuer(phrase)
        voice = self._voice(cue, phrase, owner)
        if voice is None:
            return []
        opened = phrase.last if owner is None else owner.last
        if voice.rule == "deed" and "obj" in cue.cue.frames and phrase.first == cue.first and phrase.size > 1:
            opened = cue.last
            content: Content | None = self.extents.of_noun(opened)  # «سارعت إلى نفي أي علاقة»
        else:
            content = self.contents.behind(cue._replace(open=opened), None, opened)
        if content is not None and self._opens_sentence(cue):
            content = content._replace(last=self._main_clause(content))
        if content is None or content.last <= content.first:
            return []
        if content.how == "obj" and not COMMAS.isdisjoint(self.tokens.gap(content.first)):
            return []  # «بطلب من بريطانيا، عقد المجلس جلسة»
        reach = {"quote": _QUOTED_NEAR, "that": _THAT_NEAR}.get(content.how, _NEAR)
        if content.first - opened > reach:
            return []
        if cue.cue.weak and content.how not in ("that", "quote"):
            return []
        if any(
            said.content.first == cue.first and said.content.last >= content.last and self._calls(said)
            for said in self.text.lately
        ):
            return []  # «وصف [اعتراف الشركة] بأنه متأخر»
        content = self.meant(cue, content)
        return self.text.made(cue, voice, content, f"noun/{content.how}/{voice.rule}")

    def _calls(self, said: Said) -> bool:
        return said.cue.kind == "verb" and self.text.verb(said.cue) in context("calls")

    def _is_relayed(self, cue: Found) -> bool:
        """Whether a noun belongs to the cue before it: «نقلت الوكالة عن مسؤول [قوله] إن», «أبدى [تخوفه] من»."""
        for said in self.text.said[self._seen :]:
            if said.rule == "verb/quoted-from":
                self._relayed.update(range(said.cue.first + 1, said.content.first))
            if said.cue.begins is not None:
                self._relayed.add(said.cue.begins)
        self._seen = len(self.text.said)
        return cue.first in self._relayed

    def _voice(self, cue: Found, phrase: Phrase, owner: Phrase | None) -> Voice | None:
        """Return who speaks by a noun: its owner, who is meant by its pronoun, whose deed it is, or the noun itself."""
        if self.read[cue.first].pronoun and self.read[cue.first].particles == "ل" and self.text.lemma(cue.first) == "اتهام":
            return self.antecedents.of_clause(cue)  # «عقوبات على الشركة لاتهامها بـ»: who imposes them
        if self.read[cue.first].pronoun:
            voice = self.antecedents.of(cue)
            return None if voice is None else voice._replace(rule="owned")
        if owner is not None:
            return Voice(self.speakers.speaker(owner, owner.last), None, "owner")
        if self._governing_verb(cue.first) and (voice := self.antecedents.of(cue)) is not None:
            return voice._replace(rule="deed")
        return self._impersonal(cue, phrase)

    def _owner(self, cue: Found, phrase: Phrase) -> Phrase | None:
        """Return the owner right behind a noun: «تأكيد الوزارة»."""
        timed = all(self.tokens.forms[at] in context("at-which") for at in range(phrase.first, cue.first))  # «غداة تأكيد الوزير»
        if not timed or phrase.last - cue.first < 2 or self._definite(cue.first):
            return None
        if self.read[cue.first + 1].tag == "A" and self.tokens.forms[cue.first + 1] not in ("مصادر", "مصدر", "محللين", "مراقبين"):
            return None
        owner = Phrase(cue.first + 1, phrase.last)
        if self.speakers.begins(owner.first) is not None and self._parts(self.speakers.end_of(owner.first), owner.last):
            owner = Phrase(owner.first, self.speakers.end_of(owner.first))
        return owner if self.speakers.can_speak(owner) else None

    def _parts(self, at: int, last: int) -> bool:
        """Whether a noun behind a name was only read as one phrase with it: «إعلان البنك المركزي [تعيين] متصرف»."""
        return at < last and self.read[at].tag == "N" and not self.read[at].particles and self.speakers.at[at] is None

    def _opens_sentence(self, cue: Found) -> bool:
        """Whether a noun stands behind a preposition that opens its sentence: «ورغم تأكيد الوزارة أن …»."""
        return cue.first - self.extents.sentence_start(cue.first) == 1 and self.read[cue.first - 1].tag == "P"

    def _main_clause(self, content: Content) -> int:
        """Return where a content ends before the main clause: «ورغم تأكيد الوزارة أن الجسر آمن، انهار الجسر»."""
        inside = range(content.first + 1, content.last)
        return next((at for at in inside if self.syntax.gaps[at] == "comma" and self.read[at].tag == "V"), content.last)

    def _governing_verb(self, at: int) -> bool:
        """Whether a noun is what its subject hurries or has to do: «سارعت الوزارة إلى نفي», «اضطر إلى الاعتراف»."""
        if self.read[at].particles == "ب":
            return any(self.read[i].tag == "V" and self.text.lemma(i) == "قام" for i in range(max(0, at - 7), at))
        if at == 0 or self.tokens.forms[at - 1] not in ("الي", "عن", "علي"):
            return False
        return any(self.read[i].tag == "V" and self.text.lemma(i) in context("hurries") for i in range(max(0, at - 9), at))

    def _issuer(self, phrase: Phrase) -> Phrase | None:
        """Return from whom a noun comes by a preposition right behind it: «أمر من الزعيم», «بيان صادر عن الوزارة»."""
        at = phrase.last
        if at < len(self.read) and self.tokens.forms[at] in ("صادر", "صادره"):
            at += 1
        if at + 1 >= len(self.read) or self.tokens.forms[at] not in ("من", "عن") or self.syntax.gaps[at] != "":
            return None
        issuer = self.text.phrase(at + 1)
        return issuer if issuer is not None and self.speakers.can_speak(issuer) else None

    def _definite(self, at: int) -> bool:
        found = self.read[at].analysis
        return found is not None and found.article

    def _impersonal(self, cue: Found, phrase: Phrase) -> Voice | None:
        """Return the unnamed source of a noun that stands for itself: «توقعات بـ», «مخاوف من», «دعوات إلى»."""
        found = self.read[cue.first].analysis
        amid = cue.first > 0 and self.tokens.forms[cue.first - 1] in context("amid")  # «وسط حديث عن»
        if found is None or (found.number != "p" and not amid) or found.article or phrase.size > 2:
            return None
        speaker = Speaker(phrase, (f"unnamed-{self.speakers.bare(cue.first)}",), "f", "s")
        return Voice(speaker, None, "impersonal")
