"""Statements by an attribution beside the clause: «بحسب الوزارة», «كما أعلنت الوزارة», «على حد قوله»."""

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.contents import Content
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.readers import Reader
from isnad.annotation.statements.said import Said
from isnad.annotation.statements.speakers import Speaker
from isnad.languages import cues as lexicon

_NO_CUE = lexicon.Cue("", ())


class Attributions(Reader):
    """Reads prepositions before a source."""

    def said(self, cue: Found) -> list[Said]:
        """Read «بحسب الوزارة» with the clause beside it."""
        at = cue.last
        if at >= len(self.read) or self.tokens.breaks(at):
            return []
        source, end, _ = self._named(at)
        if source is None:
            return []
        speaker = self.speakers.speaker(source, end)
        opens = self.hosts.opens(cue.first)
        content: Content | None
        if end < len(self.read) and self.extents.is_that(end) and not self.read[end].particles:  # «نقلاً عن مصدر، أن …»
            content = self.contents.behind_that(end)
        elif opens:
            first = end
            while (
                first < len(self.read)
                and self.syntax.gaps[first] == ""
                and self.extents.segment_at[first] == self.extents.segment_at[cue.first]
                and self.read[first].tag in "PBN"
                and self._before_comma(first)
            ):
                first += 1
            content = self.hosts.following(first)
        else:
            content = self.hosts.around(cue.first, end)
        if content is None:
            return []
        media = self.text.media(source.last, end)
        if self.tokens.forms[cue.last - 1] == "عن":  # «نقلاً عن مصدر»: who is quoted in what another passes on
            media = (*media,)
        return self.text.made(cue, speaker, content, media, None, f"prep/{content.how}")

    def _before_comma(self, at: int) -> bool:
        """Whether a comma closes the attribution soon behind a word."""
        for i in range(at + 1, min(at + 12, len(self.read))):
            if self.syntax.gaps[i] in ("comma", "ended"):
                return True
            if self.tokens.breaks(i) or self.read[i].tag == "V":
                return False
        return False

    def _named(self, at: int) -> tuple[Phrase | None, int, int | None]:
        """Return the source behind a preposition, the word behind all that belongs to it, and the verb of «ما أعلنته»."""
        if self.read[at].tag == "R" or self.tokens.forms[at] == "ما":
            verb = at + 1
            if verb < len(self.read) and self.read[verb].tag in "VT":
                verb += self.read[verb].tag == "T"
                phrase = self.subjects.behind(verb + 1)
                if phrase is not None and self.speakers.can_speak(phrase):
                    return phrase, self.hosts.source_end(phrase), verb
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
                return Phrase(phrase.first + 1, phrase.last), self.hosts.source_end(phrase), None
            if owned:
                return None, at, None
        return (
            (phrase, self.hosts.source_end(phrase), None)
            if self.speakers.can_speak(phrase) or self._is_measure(phrase)
            else (None, at, None)
        )

    def _is_measure(self, phrase: Phrase) -> bool:
        """Whether a text or a body of data is named as source: «أرقام», «بيانات», «السجلات»."""
        found = self.read[phrase.first].analysis
        return found is not None and found.lemma.sense == "text"


class Adverbs(Reader):
    """Reads «كما أعلن», «على حد تعبيره», «بالقول»."""

    def said(self, cue: Found) -> list[Said]:
        """Read «كما أعلنت الوزارة», «على حد قوله» with the clause beside it, «بالقول» with what follows."""
        behind = self.tokens.forms[cue.last - 1].endswith("ما")
        speaker: Speaker | None
        antecedent: Said | None = None
        end = cue.last
        if behind and cue.last < len(self.read):
            phrase = self.subjects.behind(cue.last + 1)
            if phrase is not None and self.speakers.can_speak(phrase):
                end = self.hosts.source_end(phrase)
                speaker = self.speakers.speaker(phrase, end)
            elif lexicon.verbs().get(self.text.lemma(cue.last), _NO_CUE).weak:
                return []
            else:
                speaker, antecedent, _ = self.antecedents.of(cue)
                end = cue.last + 1
        else:
            speaker, antecedent, _ = self.antecedents.of_participle(cue._replace(kind="noun"))
        if speaker is None:
            return []
        if behind and (told := self.read[cue.last].analysis) is not None and told.person == "1":
            return []
        if not behind and self.tokens.forms[cue.last - 1] == "بالقول":  # «بالقول إنها», «بالقول للصحافيين: «…»»
            content = self.contents.behind(cue._replace(cue=lexicon.Cue("assert", ("that", "quote"))), None)
            return [] if content is None else self.text.made(cue, speaker, content, (), antecedent, "adverb/said")
        content = self.hosts.following(end) if self.hosts.opens(cue.first) else self.hosts.around(cue.first, end)
        return [] if content is None else self.text.made(cue, speaker, content, (), antecedent, "adverb")
