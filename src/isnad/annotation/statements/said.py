"""What was said so far in a text, and what all that read a text for statements stand on."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from isnad.annotation.clauses import Syntax
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.contents import Contents
from isnad.annotation.statements.cues import Found, cues
from isnad.annotation.statements.extents import Content, Extents
from isnad.annotation.statements.speakers import Speaker, Speakers
from isnad.annotation.statements.stances import Teller, stance
from isnad.languages.lexicon import Analysis
from isnad.languages.naming import context
from isnad.model import Entity, Stance

_NEAR = 40  # words from what «ذلك» stands for to the cue
_LATELY = 200  # statements back to which others are held: more words than any sentence has lie between
_RECENT = 6  # statements that a quotation before a cue may belong to
_ADDRESSEE = 8  # words from a verb to the outlet that it addresses
_INTERVIEW = 7  # words from «استطلعت» to the pronoun of whom it asked
_OUTLET = 15  # words behind a cue in which an outlet can be named


class Voice(NamedTuple):
    """Who speaks at a cue, and the ``rule`` by which he was found.

    ``antecedent`` is the statement that names him, where the cue itself does not.
    """

    speaker: Speaker
    antecedent: "Said | None"
    rule: str


class Said(NamedTuple):
    """A statement as it was read: who says what at which cue.

    ``ids`` is one source: where several speak jointly, each has a statement of its own. ``rule`` tells how it was found.
    """

    cue: Found
    speaker: Speaker
    ids: str
    content: Content
    stance: Stance
    media: tuple[str, ...]
    antecedent: "Said | None"
    rule: str


class Text:
    """A text with its cues, its sources, and what was said up to where it is read."""

    def __init__(self, syntax: Syntax, entities: Sequence[Entity]) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.speakers = Speakers(syntax, entities)
        self.cues = [cue for cue in cues(syntax) if not self._is_named(cue)]
        deeper = (at for at, (before, depth) in enumerate(pairwise(syntax.depths), 1) if depth > before)
        addressed = frozenset(at for at in deeper if self.speakers.is_addressed_name(at))
        joined = (at for at, form in enumerate(self.tokens.forms) if form.startswith("و") and at)
        named = frozenset(at for at in joined if self._is_place(at) and self._is_place(at - 1))
        called = frozenset(at for at, entity in enumerate(self.speakers.at) if entity is not None and self.read[at].tag in "VS")
        self.extents = Extents(syntax, self.cues, self.speakers.quoted | called, addressed, named)
        self.contents = Contents(syntax, self.extents)
        self.said: list[Said] = []
        self.relayed: set[int] = set()
        """The cues «نقلاً عن» that were read with the attribution before them."""

    def _is_place(self, at: int) -> bool:
        entity = self.speakers.at[at]
        return entity is not None and entity.type in ("GPE", "LOC")

    def _is_named(self, cue: Found) -> bool:
        """Whether a verb is a word of a name in quotation marks («صوت الراين»), or a name alone in brackets («(نبأ)»)."""
        return cue.kind == "verb" and cue.first in self.speakers.quoted

    @property
    def lately(self) -> list[Said]:
        """The statements read last, in order: all but those of a very long text."""
        return self.said[-_LATELY:]

    @property
    def places(self) -> range:
        """Where those stand among all."""
        return range(max(0, len(self.said) - _LATELY), len(self.said))

    def phrase(self, at: int) -> Phrase | None:
        """Return the phrase in which a word stands."""
        index = self.syntax.phrase_at[at]
        return self.syntax.phrases[index] if index >= 0 else None

    def lemma(self, at: int) -> str:
        """Return the folded lemma of a word, "" where no list knows it."""
        found = self.read[at].analysis
        return found.lemma.form if found else ""

    def told(self, cue: Found) -> Analysis | None:
        """Return what the first word of a cue is."""
        return cue.told or self.read[cue.first].analysis

    def verb(self, cue: Found) -> str:
        """Return the folded lemma of a cue's first word, "" where no list knows it."""
        found = self.told(cue)
        return found.lemma.form if found else ""

    def one_sentence(self, said: Said, other: Said) -> bool:
        """Whether two cues stand in one sentence."""
        return self.extents.sentence_start(said.cue.first) == self.extents.sentence_start(other.cue.first)

    def is_aside(self, said: Said) -> bool:
        """Whether somebody is told of within what another says: «نفت ما تداولته الصحف عن»."""
        at = said.cue.first
        return said.cue.kind == "verb" and at > 0 and self.read[at - 1].tag in "RG" and self.tokens.forms[at - 1].endswith("ما")

    def nearest(self, at: int) -> Content | None:
        """Return what was last said not far before a word."""
        for said in reversed(self.said):
            if said.cue.first < at and at - said.content.last < _NEAR:
                return said.content._replace(how="meant")
        return None

    def is_said(self, content: Content) -> bool:
        """Whether words of a content were given to somebody a short while before."""
        return any(
            said.content.first < content.last
            and content.first < said.content.last
            and not content.first <= said.cue.first < content.last  # «"اصبروا"، قالوا لنا», within what another tells
            for said in self.said[-_RECENT:]
        )

    def media(self, first: int, last: int) -> tuple[str, ...]:
        """Return the outlet to which something was said: «لوكالة رويترز», «في مقابلة مع قناة العربية»."""
        for at in range(first, min(last, first + _OUTLET)):
            media = self.speakers.is_media(at)
            if media is None and (called := self._called_outlet(at)):
                return (called,)
            spoken = self.read[at].particles.endswith("ل") or self.tokens.forms[at - 1] == "ل"
            if media is None and spoken and (meant := self._outlet_meant(at)):
                return (meant,)
            if media and self.speakers.is_first(at) and (spoken or self._told(first, at)):
                return (media,)
        return ()

    def _called_outlet(self, at: int) -> str | None:
        """Return an outlet that no list knows, by its name in quotation marks: «أسرّ [لـ«الشرق الأوسط»]», «لموقع «كووورة» أن»."""
        if not self.speakers.is_addressed_name(at) or (self.speakers.at[at] is not None and self.speakers.is_publisher(at)):
            return None
        entity = self.speakers.at[at]
        words = self.tokens.forms[at : self.extents.quotation_end(at)]
        return entity.id if entity is not None else "-".join(["org", *words])

    def _outlet_meant(self, at: int) -> str | None:
        """Return the outlet named before that a definite noun means: «للوكالة», «للصحيفة نفسها»."""
        noun = self.speakers.whole(at).startswith("ال") and self.speakers.bare(at) in context("medium")
        meant = self.speakers.known(at) if noun and self.speakers.at[at] is None else None
        named = meant is not None and self.speakers.first_named_as_media.get(meant, at) < at
        return meant if named else None  # not the agency that publishes the article

    def informed(self, cue: Found, until: int) -> tuple[str, ...]:
        """Return the outlet that is told something: «أبلغ رويترز أن», «تحدثوا إلى «رويترز»»."""
        if self.verb(cue) not in context("informs"):
            return ()
        near = range(cue.last, min(until, cue.last + _ADDRESSEE, len(self.read)))
        named = next(((media,) for at in near if (media := self.speakers.is_media(at)) and self._is_addressed(at)), ())
        meant = (self._outlet_meant(at) for at in near if self._is_addressed(at))
        return named or next(((outlet,) for outlet in meant if outlet), ())  # «أبلغ الشيخ الوكالة أن»

    def interviewed(self, first: int, last: int) -> tuple[str, ...]:
        """Return the outlet that spoke with whom words describe: «محللون استطلعت «رويترز» آراءهم», «مسؤول نقلت عنه الوكالة»."""
        for verb in range(first, min(last, first + _OUTLET, len(self.read))):
            if self.read[verb].tag != "V" or self.lemma(verb) not in context("interviews"):
                continue
            behind = range(verb, min(verb + _INTERVIEW, len(self.read)))
            meant = any(self.read[at].pronoun in ("ه", "ها", "هم", "هن", "هما") for at in behind)
            outlet = next((media for at in behind if (media := self.speakers.is_media(at))), None)
            if meant and outlet:
                return (outlet,)
        return ()

    def _is_addressed(self, at: int) -> bool:
        return not self.read[at].particles or self.tokens.forms[at - 1] in ("الي", "مع")

    def _told(self, first: int, at: int) -> bool:
        """Whether words before an outlet tell that something was said to it: «في تصريح لصحيفة …»."""
        words = [self.speakers.whole(i) for i in range(max(0, first - 1), at)]
        addressed = any(self.read[i].particles.endswith("ل") or self.read[i].tag == "P" for i in range(first, at + 1))
        return addressed and not context("told").isdisjoint(words)

    def made(self, cue: Found, voice: Voice, content: Content, rule: str, media: tuple[str, ...] = ()) -> list[Said]:
        """Return a statement for each who speaks, its stance mended by what is said."""
        speaker = voice.speaker
        noun = "" if speaker.phrase is None else self.lemma(speaker.phrase.first)
        teller = Teller(self.verb(cue), cue.cue.stance or "assert", speaker.ids, noun, self._subject_ids(content))
        mended = stance(self.syntax, teller, content)
        return [Said(cue, speaker, id, content, mended, media, voice.antecedent, rule) for id in speaker.ids]

    def _subject_ids(self, content: Content) -> list[str]:
        """Return who is named by the first word of a content."""
        found = self.speakers.at[content.first]
        return [found.id] if found is not None else []


class Part:
    """What reads one thing in a text."""

    def __init__(self, text: Text) -> None:
        self.text, self.syntax, self.tokens, self.read = text, text.syntax, text.tokens, text.read
        self.extents, self.contents, self.speakers = text.extents, text.contents, text.speakers
