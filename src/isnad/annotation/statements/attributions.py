"""Statements by an attribution beside the clause: «بحسب الوزارة», «كما أعلنت الوزارة», «على حد قوله»."""

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.cues import Found
from isnad.annotation.statements.extents import Content
from isnad.annotation.statements.named import SPEAK
from isnad.annotation.statements.readers import Reader
from isnad.annotation.statements.said import Said, Voice
from isnad.annotation.statements.speakers import Speaker
from isnad.languages import cues as lexicon
from isnad.languages.naming import context

_OPENING = 4  # words that open a clause before its passive: «ومن جهة أخرى، يُتوقع أن»
_NEAR = 10  # words from an outlet to «نقلاً عن»
_NO_CUE = lexicon.Cue("", ())
_SAYING = lexicon.Cue("assert", ("that", "quote"))
_WORDS = ("قول", "تعبير", "وصف", "راي", "تصريح", "لسان")  # behind a preposition, before their owner: «على حد قول الوزير»


class _Beside(Reader):
    """What the readers of attributions have in common."""

    def _taken_over(self, cue: Found, content: Content) -> tuple[Found, Content]:
        """Return the cue and content of an attribution to what a passive said of nobody: «يُتوقع أن …، بحسب «رويترز»»."""
        for index in reversed(self.text.places):
            said = self.text.said[index]
            inside = content.first <= said.cue.first and said.content.last == content.last and said.cue.first < cue.first
            told = said.ids == "unnamed" and said.stance in ("expect", "estimate")
            if inside and told and said.cue.first - content.first <= _OPENING:
                del self.text.said[index]
                return cue._replace(cue=cue.cue._replace(stance=said.stance)), said.content
        return cue, content


class Attributions(_Beside):
    """Reads prepositions before a source."""

    def said(self, cue: Found) -> list[Said]:
        """Read «بحسب الوزارة» with the clause beside it."""
        at = cue.last
        source = None if self.tokens.breaks(at) else self._source(at)
        if source is None or self._is_read(cue) or (self._rests(cue.first) and self._is_written(source)):
            return []
        if self.speakers.bare(source.first) in context("norms") and self.speakers.entity(source, SPEAK) is None:
            return []  # «استناداً إلى المادة 340», «وفقاً للاتفاق»
        source = self._who_issued(source) or source
        end = self.hosts.source_end(source)
        host = self._host(cue)
        if host is not None:
            return self._inserted(cue, host, source, end)
        if (relayed := self._behind_outlet(cue, source, end)) is not None:
            return relayed
        content = self._content(cue, self.hosts.behind_relative(end))
        if content is None or self._is_label(content, end):
            return []
        speaker = self.speakers.speaker(source, end)
        again = self.antecedents.again(cue, source, speaker) if speaker.unnamed else None
        voice = again or Voice(speaker, None, "source")
        cue, content = self._taken_over(cue, content)
        media = self.text.media(source.last, end) or self.text.interviewed(source.last, source.last + _NEAR)
        if content.how == "that" and self._passes_on(cue.first):
            media = (*media, *self._outlet_before(cue))
        return self.text.made(cue, voice, content, f"prep/{content.how}", media)

    def _who_issued(self, phrase: Phrase) -> Phrase | None:
        """Return who made a text or figures public, in a clause behind them: «وفق حصيلة أعلنها [وكيل الوزارة]»."""
        verb = phrase.last
        written = self._is_text(phrase) or self.speakers.bare(phrase.first) in lexicon.sources("source")
        if not written or verb >= len(self.read) or self.read[verb].tag != "V" or not self.read[verb].pronoun:
            return None
        if self.text.lemma(verb) not in context("issues") or self.syntax.gaps[verb] != "":
            return None
        issuer = self.subjects.behind(verb + 1)
        return issuer if issuer is not None and self.speakers.can_speak(issuer) else None

    def _is_label(self, content: Content, end: int) -> bool:
        """Whether an attribution stands before a colon behind a mere name: «وكالة تسنيم نقلاً عن محافظ أصفهان: …»."""
        colon = end < len(self.read) and ":" in self.tokens.gap(end)
        return colon and not any(reading.tag == "V" for reading in self.read[content.first : content.last])

    def _outlet_before(self, cue: Found) -> tuple[str, ...]:
        """Return the outlet that passes on in the clause before: «قالت وكالة «رويترز» نقلاً عن مسؤول إن»."""
        near = range(max(self.extents.sentence_start(cue.first), cue.first - _NEAR), cue.first)
        return next(((id,) for at in reversed(near) if (id := self.speakers.is_media(at))), ())

    def _host(self, cue: Found) -> int | None:
        """Return which statement read before has an attribution between its cue and its content."""
        for index in reversed(self.text.places):
            said = self.text.said[index]
            if said.cue.kind in ("verb", "participle") and said.cue.first < cue.first < said.content.first:
                return index
        return None

    def _inserted(self, cue: Found, host: int, source: Phrase, end: int) -> list[Said]:
        """Read «ذكرت الصحيفة، نقلاً عن شهود، أن …»: the witnesses say it; another source passes it on."""
        said = self.text.said[host]
        if not self._passes_on(cue.first):
            speaker = self.speakers.speaker(source, end)
            voiced = "لسان" in self.tokens.forms[cue.first : cue.last]  # who speaks for the source
            known = speaker.ids[0] == said.ids or speaker.ids[0] in said.media
            if not voiced and not speaker.unnamed and not known:
                self.text.said[host] = said._replace(media=(*said.media, speaker.ids[0]))  # «ويفيد التقرير، وفق المجلة، بأن»
            return []
        del self.text.said[host]
        voice = Voice(self.speakers.speaker(source, end), None, "quoted-from")
        return self.text.made(said.cue, voice, said.content, said.rule, (said.ids, *said.media))

    def _behind_outlet(self, cue: Found, source: Phrase, end: int) -> list[Said] | None:
        """Read «قالت «رويترز» إن …، نقلاً عن مسؤولين»: they say what the outlet does; None where no outlet spoke before."""
        last = self.text.said[-1] if self.text.said else None
        if last is None or not self._passes_on(cue.first) or last.cue.kind != "verb" or self.hosts.opens(cue.first):
            return None
        reaches = last.cue.first < last.content.first < cue.first <= last.content.last
        outlet = {self.speakers.is_media(at) for at in range(last.cue.first, last.content.first)}
        if not reaches or last.ids not in outlet or self.syntax.gaps[cue.first] not in ("", "comma", "ended", "closing"):
            return None
        self.text.said.pop()
        voice = Voice(self.speakers.speaker(source, end), None, "quoted-from")
        return self.text.made(cue, voice, last.content._replace(last=cue.first), "prep/before", (last.ids,))

    def _passes_on(self, at: int) -> bool:
        return self.tokens.forms[at].removeprefix("و") in ("نقلا", "ناقلا", "ناقله")

    def _rests(self, at: int) -> bool:
        """Whether an attribution tells on what a source rests: «استناداً إلى سجلات» is no statement of the records."""
        return self.tokens.forms[at].removeprefix("و") in ("استنادا", "بالاستناد", "اعتمادا", "بالاعتماد")

    def _is_written(self, phrase: Phrase) -> bool:
        """Whether a source is a text: «وثائق», «سجلات»."""
        form = self.speakers.bare(phrase.first)
        people = form in ("مصدر", "مصادر")
        return (
            not people
            and (form in lexicon.sources("source") or self._is_text(phrase))
            and self.speakers.entity(phrase, SPEAK) is None
        )

    def _is_read(self, cue: Found) -> bool:
        """Whether «نقلاً عن» goes on with an attribution that was read with it: «بحسب ما أفادت الوكالة نقلاً عن بيان»."""
        return cue.first in self.text.relayed

    def _content(self, cue: Found, end: int) -> Content | None:
        """Return the clause beside an attribution that reaches to the word ``end``."""
        if end < len(self.read) and self.extents.is_that(end):
            particles = self.read[end].particles
            if not particles or (particles == "ب" and self._passes_on(cue.first)):
                return self.extents.behind_that(end)  # «نقلاً عن مصدر، أن …»
        if not self.hosts.opens(cue.first):
            return self.hosts.around(cue.first, end)
        segment = self.extents.segment_at[cue.first]
        while (
            end < len(self.read)
            and self.syntax.gaps[end] == ""
            and self.extents.segment_at[end] == segment
            and self.read[end].tag in "PBN"
            and self._before_comma(end)
        ):
            end += 1
        return self.hosts.following(end)

    def _before_comma(self, at: int) -> bool:
        """Whether a comma closes the attribution soon behind a word."""
        for ahead in range(at + 1, min(at + 12, len(self.read))):
            if self.syntax.gaps[ahead] in ("comma", "ended"):
                return True
            if self.tokens.breaks(ahead) or self.read[ahead].tag == "V":
                return False
        return False

    def _source(self, at: int) -> Phrase | None:
        """Return the source behind a preposition: «الوزارة», «بيان الوزارة», «ما أعلنته الوزارة»."""
        if self.read[at].tag == "R" or self.tokens.forms[at] == "ما":
            return self._teller(at + 1)
        phrase = self.text.phrase(at)
        if phrase is None:
            return None
        phrase = Phrase(max(phrase.first, at), phrase.last)
        noun = self.text.lemma(phrase.first)
        if noun in lexicon.nouns() or noun in _WORDS:
            if phrase.size > 1 and self.read[phrase.first + 1].tag != "A":
                return Phrase(phrase.first + 1, phrase.last)
            if self.read[phrase.first].pronoun:
                return None
        return phrase if self.speakers.can_speak(phrase) or self._is_text(phrase) else None

    def _teller(self, verb: int) -> Phrase | None:
        """Return the subject of «ما أعلنته الوزارة»."""
        if verb >= len(self.read) or self.read[verb].tag not in "VT":
            return None
        phrase = self.subjects.behind(verb + 1 + (self.read[verb].tag == "T"))
        return phrase if phrase is not None and self.speakers.can_speak(phrase) else None

    def _is_text(self, phrase: Phrase) -> bool:
        """Whether a text or a body of data is named as source: «أرقام», «بيانات», «السجلات»."""
        found = self.read[phrase.first].analysis
        return found is not None and found.lemma.sense == "text"


class Adverbs(_Beside):
    """Reads «كما أعلن», «على حد تعبيره», «بالقول»."""

    def said(self, cue: Found) -> list[Said]:
        """Read «كما أعلنت الوزارة», «على حد قوله» with the clause beside it, «بالقول» with what follows."""
        if self.tokens.forms[cue.last - 1].endswith("ما"):
            return self._as_told(cue)
        words = self.tokens.forms[cue.first : cue.last]
        same = next((noun for noun in ("مصدر", "مصادر") if f"ال{noun}" in words), None)  # «بحسب المصدر ذاته»
        voice = self.antecedents.same(cue, same) if same else self.antecedents.of_participle(cue._replace(kind="noun"))
        if voice is None:
            return []
        if self.tokens.forms[cue.last - 1] == "بالقول":  # «بالقول إنها», «بالقول للصحافيين: «…»»
            content = self.contents.behind(cue._replace(cue=_SAYING), None)
            return [] if content is None else self.text.made(cue, voice, content, "adverb/said")
        return self._beside(cue, voice, cue.last)

    def _as_told(self, cue: Found) -> list[Said]:
        """Read «كما أعلن» with its subject, or with who spoke before."""
        told = self.read[cue.last].analysis
        if told is not None and told.person == "1":
            return []
        phrase = self.subjects.behind(cue.last + 1)
        if phrase is not None and self.speakers.can_speak(phrase):
            end = self.hosts.source_end(phrase)
            relay = self._relayed(cue, phrase, end)
            named = Voice(self.speakers.speaker(phrase, end), None, "subject")
            return relay or self._beside(cue, named, end, self.text.media(phrase.last, end))
        if self.text.lemma(cue.last) in context("spreads") and not self.read[cue.last].pronoun:
            nobody = Voice(Speaker(Phrase(cue.last, cue.last + 1), ("unnamed",), "", ""), None, "passive")
            return self._beside(cue, nobody, cue.last + 1)  # «لا 480 مليوناً كما شاع»
        if lexicon.verbs().get(self.text.lemma(cue.last), _NO_CUE).weak:
            return []
        voice = self.antecedents.of(cue)
        return [] if voice is None else self._beside(cue, voice, cue.last + 1)

    def _relayed(self, cue: Found, outlet: Phrase, end: int) -> list[Said]:
        """Read «بحسب ما أفادت الوكالة نقلاً عن بيان للوزارة», «وفق ما نقلته الوكالة عن طبيب»: the outlet only passes it on."""
        relay = next((c for at in range(outlet.last, min(end + 2, len(self.read))) if (c := self._relay_at(at))), None)
        first = relay.last if relay is not None else self._passed_from(cue, outlet)
        source = self.text.phrase(first) if first is not None and first < len(self.read) else None
        content = self.hosts.before(cue.first)
        if first is None or source is None or content is None:
            return []
        if relay is not None:
            self.text.relayed.add(relay.first)
        source = Phrase(max(source.first, first), source.last)
        passed = self.speakers.speaker(outlet, outlet.last).ids[:1]
        voice = Voice(self.speakers.speaker(source, self.hosts.source_end(source)), None, "quoted-from")
        return self.text.made(cue, voice, content, "adverb", passed)

    def _passed_from(self, cue: Found, outlet: Phrase) -> int | None:
        """Return the word behind «عن» from whom an outlet passes on what an attribution says: «ما نقلته الوكالة عن [طبيب]»."""
        at = outlet.last
        passed = self.text.lemma(cue.last) in context("passes-on")
        from_there = at + 1 < len(self.read) and self.tokens.forms[at] == "عن" and self.syntax.gaps[at] in ("", "closing")
        return at + 1 if passed and from_there else None

    def _relay_at(self, at: int) -> Found | None:
        found = self.extents.cued.get(at)
        return found if found is not None and found.kind == "prep" and self.tokens.forms[at] in ("نقلا", "ناقله") else None

    def _resumed(self, cue: Found, end: int) -> int | None:
        """Return «أن» with which a noun goes on behind an attribution: «والسبب، كما قيل لنا، أن …»."""
        near = range(end, min(end + _NEAR, len(self.read)))
        that = next((at for at in near if self.extents.is_that(at) or self.tokens.breaks(at)), None)
        start = self.extents.sentence_start(cue.first)
        if (
            that is None
            or self.tokens.breaks(that)
            or self.read[that].particles
            or self.syntax.gaps[that] not in ("comma", "ended")
        ):
            return None
        return None if any(self.read[at].tag == "V" for at in range(start, cue.first)) else that

    def _beside(self, cue: Found, voice: Voice, end: int, media: tuple[str, ...] = ()) -> list[Said]:
        that = self._resumed(cue, end)
        if that is not None:
            content = self.extents.behind_that(that)
        else:
            content = self.hosts.following(end) if self.hosts.opens(cue.first) else self.hosts.around(cue.first, end)
        if content is None or self._is_repeated(voice, content):
            return []
        cue, content = self._taken_over(cue, content)
        return self.text.made(cue, voice, content, "adverb", media)

    def _is_repeated(self, voice: Voice, content: Content) -> bool:
        """Whether a source said just that already at a verb within it: «قال الوزير إن …، على حد تعبيره»."""
        inside = (said for said in self.text.lately if content.first <= said.cue.first < said.content.last == content.last)
        return any(said.ids in voice.speaker.ids for said in inside)
