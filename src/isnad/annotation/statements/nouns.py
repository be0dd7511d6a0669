"""Statements by nouns and participles: «تأكيد الوزارة أن …», «بيان صادر عن …», «مؤكدا أن …»."""

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.contents import Content
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.readers import Reader
from isnad.annotation.statements.said import Said
from isnad.annotation.statements.speakers import Speaker
from isnad.languages.naming import context

_NEAR = 3  # words between a noun and its content


class Participles(Reader):
    """Reads participles by which a speaker goes on."""

    def said(self, cue: Found) -> list[Said]:
        """Read «مؤكدا أن …», said by who speaks in the sentence."""
        content = self.contents.behind(cue, None)
        if content is None or content.last <= content.first:
            return []
        speaker, antecedent, rule = self.antecedents.of_participle(cue)
        if speaker is None:
            return []
        return self.text.made(cue, speaker, content, (), antecedent, f"participle/{content.how}/{rule}")


class Nouns(Reader):
    """Reads nouns of saying."""

    def said(self, cue: Found) -> list[Said]:
        """Read «تأكيد الوزارة أن …»: its owner speaks, or who issued it, or the subject whose deed it is."""
        reading = self.read[cue.first]
        index = self.syntax.phrase_at[cue.first]
        phrase = self.syntax.phrases[index] if index >= 0 else Phrase(cue.first, cue.last)
        speaker: Speaker | None = None
        antecedent: Said | None = None
        opened = phrase.last
        rule = "owner"
        if reading.pronoun:
            speaker, antecedent, _ = self.antecedents.of(cue)
            rule = "owned"
        elif phrase.first == cue.first and phrase.size > 1 and not self._definite(cue.first):
            owner = Phrase(cue.first + 1, phrase.last)
            if self.speakers.can_speak(owner):
                speaker = self.speakers.speaker(owner, phrase.last)
        if speaker is None and not reading.pronoun:
            speaker, opened = self._issuer(phrase)
        if speaker is None and not reading.pronoun and self._governing_verb(cue.first):
            speaker, antecedent, _ = self.antecedents.of(cue)
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
            and cue.first - self.extents.sentence_start(cue.first) == 1
            and self.read[cue.first - 1].tag == "P"
        ):
            content = content._replace(last=self._main_clause(content))
        if content is None or content.first - opened > _NEAR or content.last <= content.first:
            return []
        if cue.cue.weak and content.how not in ("that", "quote"):
            return []
        return self.text.made(cue, speaker, content, (), antecedent, f"noun/{content.how}/{rule}")

    def _main_clause(self, content: Content) -> int:
        """Return where a content ends before the main clause: «ورغم تأكيد الوزارة أن الجسر آمن، انهار الجسر»."""
        inside = range(content.first + 1, content.last)
        return next((at for at in inside if self.syntax.gaps[at] == "comma" and self.read[at].tag == "V"), content.last)

    def _governing_verb(self, at: int) -> bool:
        """Whether a noun is what its subject hurries or has to do: «سارعت الوزارة إلى نفي», «اضطر إلى الاعتراف»."""
        if at == 0 or self.tokens.forms[at - 1] not in ("الي", "عن", "علي"):
            return False
        return any(self.read[i].tag == "V" and self.text.lemma(i) in context("hurries") for i in range(max(0, at - 9), at))

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
