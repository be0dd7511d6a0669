"""Frames of events: the words by which a text tells a deed, and where its parts stand (explained in ``ar/frames.txt``)."""

from functools import cache
from typing import Literal, NamedTuple, cast

import msgspec

from isnad.languages import cached, pack
from isnad.languages.folding import fold
from isnad.languages.lexicon import analyses
from isnad.languages.records import Record
from isnad.model import Factuality

Slots = tuple[str, ...]


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """One way to tell a deed: claim key, PLOVER type ("-" for none) and mode, and the slots of its roles, the likeliest first.

    ``actor`` None: only an agent phrase names him; ("none",): there is none. ``both``: all parties are actors. ``need`` is what
    must be filled. ``object`` is the class of what passes hands where the word implies it, ``reverse`` that of what is
    given for it. ``casualties`` names what befalls the victims. ``commands`` is what becomes of another event that is its
    object; ``control`` "r" where the recipient is to do that. ``new``: a noun that the article alone makes a mere mention;
    ``unsaid``: a verb that is no event where it reports.
    """

    key: str
    type: str
    mode: str
    actor: Slots | None
    recipient: Slots
    theme: Slots
    victim: Slots
    both: bool
    need: str
    object: str
    reverse: str
    casualties: str
    commands: Factuality | Literal["", "none"]
    control: str
    factuality: Factuality | Literal[""]
    once: bool
    form: str
    noun: bool
    new: bool
    unsaid: bool


class Idiom(msgspec.Struct, frozen=True, array_like=True):
    """What goes with a verb to tell a deed: of each further word its particle and the lemmas it can be; and the frames."""

    rest: tuple[tuple[str, tuple[str, ...]], ...]
    frames: tuple[int, ...]


class _Table(msgspec.Struct, array_like=True):
    frames: list[Frame]
    verbs: dict[str, tuple[int, ...]]
    nouns: dict[str, tuple[int, ...]]
    idioms: dict[str, list[Idiom]]


class Found(NamedTuple):
    """An idiom found: of each further word all that it can be, particles and form or lemma; and the frames."""

    rest: tuple[frozenset[tuple[str, str]], ...]
    frames: tuple[Frame, ...]


def _slots(record: Record, name: str) -> Slots:
    return tuple(slot.strip() for slot in record.settings.get(name, "").split(",") if slot.strip())


def _frame(record: Record, noun: bool) -> Frame:
    key, type = record.fields[:2]
    get = record.settings.get
    return Frame(
        key,
        type,
        get("mode", ""),
        _slots(record, "a") if "a" in record.settings else None,
        _slots(record, "r"),
        _slots(record, "o"),
        _slots(record, "v"),
        get("both") == "yes",
        get("need", ""),
        get("object", ""),
        get("reverse", ""),
        get("casualties", ""),
        cast(Literal["", "none"], get("commands", "")),
        get("control", ""),
        cast(Literal[""], get("factuality", "")),
        get("times") == "once",
        get("form", ""),
        noun,
        get("new") == "yes",
        get("unsaid") == "yes",
    )


def judgement(type: str) -> Frame:
    """Return the frame of a word that blames or praises only by what it reports."""
    settings = {"a": "subj", "r": "obj,li,ila,did,ala,an,min"}
    return _frame(Record(("judge", type), settings, (), 0), noun=False)


def pattern(text: str, mark: str) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return what a surface stands for: a verb or a noun, folded; of an idiom its verb, and what each further word can be."""
    verb, *rest = map(fold, text.split())
    return (verb, tuple(map(_lemmas, rest))) if mark == "!" else (" ".join((verb, *rest)), ())


def _build() -> _Table:
    frames: list[Frame] = []
    numbers: dict[Frame, int] = {}
    verbs: dict[str, list[int]] = {}
    nouns: dict[str, list[int]] = {}
    idioms: dict[str, dict[tuple[tuple[str, tuple[str, ...]], ...], list[int]]] = {}
    for record in pack.read("frames"):
        for text, mark in record.surfaces:
            frame = _frame(record, mark == "+")
            if frame not in numbers:
                numbers[frame] = len(frames)
                frames.append(frame)
            number = numbers[frame]
            first, rest = pattern(text, mark)
            if mark == "!":
                idioms.setdefault(first, {}).setdefault(rest, []).append(number)
            else:
                (nouns if mark == "+" else verbs).setdefault(first, []).append(number)

    def ordered(found: list[int]) -> tuple[int, ...]:
        return tuple(sorted(dict.fromkeys(found), key=lambda n: not frames[n].need))

    return _Table(
        frames,
        {verb: ordered(found) for verb, found in verbs.items()},
        {noun: ordered(found) for noun, found in nouns.items()},
        {
            verb: sorted((Idiom(rest, ordered(found)) for rest, found in group.items()), key=lambda idiom: -len(idiom.rest))
            for verb, group in idioms.items()
        },
    )


@cache
def _lemmas(word: str) -> tuple[str, tuple[str, ...]]:
    """Return the particles of a folded word of an idiom, and the lemmas that it can be."""
    found = analyses(word)
    particles = "" if not found or any(not reading.particles for reading in found) else found[0].particles
    lemmas = dict.fromkeys(reading.lemma.form for reading in found if reading.particles == particles and reading.pos != "verb")
    return particles, tuple(lemmas) or (word.removeprefix(particles),)


@cache
def _table() -> _Table:
    return cached.load("frames", _Table, _build)


@cache
def of_verb(past: str) -> tuple[Frame, ...]:
    """Return the frames of a verb by its folded past; those with a need stand first."""
    return tuple(_table().frames[n] for n in _table().verbs.get(past, ()))


@cache
def of_noun(form: str) -> tuple[Frame, ...]:
    """Return the frames of an event noun by its folded form."""
    return tuple(_table().frames[n] for n in _table().nouns.get(form, ()))


def opens_noun(form: str) -> bool:
    """Whether an event noun of several words begins with a folded word."""
    return form in _openings()


@cache
def _openings() -> frozenset[str]:
    return frozenset(noun.partition(" ")[0] for noun in _table().nouns if " " in noun)


@cache
def of_idioms(past: str) -> tuple[Found, ...]:
    """Return what makes an idiom of a verb, the longest first."""
    table = _table()
    return tuple(
        Found(
            tuple(frozenset((particles, lemma) for lemma in lemmas) for particles, lemmas in idiom.rest),
            tuple(table.frames[n] for n in idiom.frames),
        )
        for idiom in table.idioms.get(past, ())
    )


@cache
def once() -> frozenset[str]:
    """Return the keys of deeds of which two dates are a disagreement."""
    return frozenset(frame.key for frame in _table().frames if frame.once)
