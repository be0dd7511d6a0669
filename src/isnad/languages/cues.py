"""Cues of attribution: the words by which a text says who says what (``languages/ar/cues.txt`` explains its records)."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.lexicon import analyses
from isnad.languages.phrases import Phrases
from isnad.model import Stance


class Cue(NamedTuple):
    """What a cue says of its content: the stance ("" where it makes no statement), and the frames in which it follows."""

    stance: Stance | Literal[""]
    frames: tuple[str, ...]

    @property
    def weak(self) -> bool:
        """Whether it is a cue only with a clause or a quotation."""
        return "weak" in self.frames


class Idiom(NamedTuple):
    """What goes with a verb to make it a cue: the lemmas of each further word, with the particle before it.

    ``owned``: which of them is the speaker's own («عن قلقه», «مسؤوليته عن») and so the first of what he says.
    """

    rest: tuple[frozenset[tuple[str, str]], ...]
    cue: Cue
    owned: int | None


def _records(*classes: str) -> Iterator[tuple[str, str, Cue]]:
    for record in pack.read("cues"):
        kind, stance, frames = record.fields[:3]
        if kind in classes:
            cue = Cue(cast(Stance, stance.strip("-")), tuple(frame for frame in frames.split(",") if frame != "-"))
            for text, _ in record.surfaces:
                yield kind, text, cue


@cache
def verbs() -> dict[str, Cue]:
    """Return the verbs that are cues, by their folded past."""
    found: dict[str, Cue] = {}
    for _, text, cue in _records("verb"):
        found.setdefault(fold(text), cue)
    return found


@cache
def others() -> dict[str, Cue]:
    """Return what verbs with a record of their own for another frame are there: «نوّه بـ», besides «نوّه إلى»."""
    found: dict[str, Cue] = {}
    for _, text, cue in _records("verb"):
        if cue != verbs()[fold(text)]:
            found.setdefault(fold(text), cue)
    return found


@cache
def negated() -> dict[str, Cue]:
    """Return the verbs whose stance is another under a negation."""
    return {fold(text): cue for _, text, cue in _records("negated")}


@cache
def nouns() -> dict[str, Cue]:
    """Return the nouns that report, by their folded forms, singular and plural."""
    found: dict[str, Cue] = {}
    for _, text, cue in _records("noun"):
        found.setdefault(fold(text), cue)
    return found


@cache
def sources(kind: str) -> frozenset[str]:
    """Return the nouns of one kind of source, "source" (texts) or "unnamed" (people), by their folded forms."""
    return frozenset(fold(text) for _, text, _ in _records(kind))


@cache
def no_cues() -> dict[str, Cue]:
    """Return the forms, and the verbs by their past, that look like cues and are none."""
    return {fold(text): cue for _, text, cue in _records("nocue") if " " not in text}


@cache
def phrases() -> Phrases[tuple[str, str, Cue]]:
    """Return cues of several words as they are written, and prepositional ones: class, the particle that must follow, cue."""
    found: Phrases[tuple[str, str, Cue]] = Phrases()
    for kind, text, cue in _records("nocue"):
        if " " in text:
            found.add(text, (kind, "", cue))
    for kind, text, cue in _records("idiom", "adverb", "prep"):
        words = text.replace("/", " ").split()
        if kind == "idiom" and _past(words[0]):
            continue
        particle = words.pop() if kind == "prep" and words[-1] in ("ل", "ب") else ""
        found.add(" ".join(words), (kind, particle, cue))
    return found


@cache
def idioms() -> dict[str, tuple[Idiom, ...]]:
    """Return what makes a verb a cue, or another one, by the verb's folded past; the longest first."""
    found: dict[str, list[Idiom]] = {}
    for _, text, cue in _records("idiom"):
        verb, *rest = text.replace("/", " ").split()
        if _past(verb) and rest:
            found.setdefault(fold(verb), []).append(Idiom(tuple(map(_lemmas, rest)), cue, _owned(rest)))
    return {verb: tuple(sorted(group, key=lambda idiom: -len(idiom.rest))) for verb, group in found.items()}


def _past(word: str) -> bool:
    """Whether an idiom opens with a verb in the past; «من» is none in «من المعتقد»."""
    return word != "من" and any(found.pos == "verb" and found.lemma.form == fold(word) for found in analyses(fold(word)))


def _owned(words: Sequence[str]) -> int | None:
    """Return which word of an idiom has the speaker's pronoun: the last one, or that before the preposition at its end."""
    at = len(words) - 1
    if at and any(reading.pos == "prep" and not reading.suffix.pronoun for reading in analyses(fold(words[at]))):
        at -= 1
    found = [reading for reading in analyses(fold(words[at])) if reading.pos in ("noun", "masdar", "adj")]
    owned = any(reading.suffix.pronoun for reading in found) and words[at][-1] in "هامن"  # and not «المسؤولية»
    return at if owned else None


def _lemmas(word: str) -> frozenset[tuple[str, str]]:
    """Return what a word of an idiom can be: its particle and a lemma; a word that no list knows stands for itself."""
    found = analyses(fold(word))
    particles = "" if any(not reading.particles for reading in found) else next((reading.particles for reading in found), "")
    lemmas = {reading.lemma.form for reading in found if reading.particles == particles} or {fold(word)}
    return frozenset((particles, lemma) for lemma in lemmas)


@lru_cache(maxsize=1 << 14)
def within_idiom(form: str) -> frozenset[tuple[str, str]]:
    """Return what a folded form can be within an idiom: particles and the word as written, or particles and a lemma."""
    written = {(form[:size], form[size:]) for size in range(len(form))}
    return frozenset(written | {(a.particles, a.lemma.form) for a in analyses(form) if form.startswith(a.particles)})
