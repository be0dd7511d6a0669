"""Growth: what connecting costs in cases of ever more documents, and whether its claims and copies stay as right as they were.

Documents are made of the sentences in ``connect.txt``, about twenty a story, a third of them copies: whole, retitled, shortened,
with background added, or of a passage. Each wording of a sentence is annotated once, with sample names, numbers and dates in its
slots, and what is found is then moved to the story's. It is filed as anything else is, so that the case file is a real one.
Prints time, memory and bytes for each size, the time that one more document takes, and precision and recall of same-claim links
and of copies.
"""

import argparse
import math
import random
import re
import tempfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, combinations
from multiprocessing import get_context
from pathlib import Path
from platform import machine, python_version
from resource import RUSAGE_SELF, getrusage
from time import process_time
from typing import NamedTuple

import msgspec
from msgspec import Struct

from isnad import annotate
from isnad.languages.folding import fold
from isnad.languages.names import Name, UserNames
from isnad.model import Annotations, Document, Entity, EntityType, Event, Quantity, Span, Statement, Time, digest
from isnad.storage import CaseFile, documents, open_file
from isnad.storage.bodies import reports_of
from isnad.storage.documents import Reading
from isnad.storage.reports import connect

FRAMES = Path(__file__).with_name("connect.txt")
READING = Reading("2031-03-20T00:00:00+00:00", "bench")
STORY = 20  # documents of a story
TOGETHER = 10  # stories that unfold at the same time
ADDED = 20  # documents that are added one by one to the finished case
COPIED = 0.35  # of the documents
WORDS = 12  # that a sentence has whose copy counts as one
POOL = {"GPE": 1500, "PER": 4000, "ORG": 1500}  # how many there are in all: the stories meet in them
_PREFIX = {"GPE": "gpe", "PER": "per", "ORG": "org"}
_TYPES: dict[str, EntityType] = {
    **dict.fromkeys(("place", "district"), "GPE"),
    **dict.fromkeys(("person", "lawyer", "mp"), "PER"),
    **dict.fromkeys(("company", "ngo"), "ORG"),
}
_DAYS = 1000  # over which the stories begin
_MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
_GIVEN = "سالم ماهر نبيل فارس هشام وليد طارق رامي سمير عادل كريم منير حسام زياد أنور جلال بسام عماد رشيد فؤاد"
_TRADES = "للإسمنت للأدوية للنسيج للطاقة للأغذية للورق للصلب للشحن"
_OUTLETS = "الضفاف المرصد الأفق المنارة الساحل البيان الشروق الميناء الرواق السهل"
_MANNERS = ("whole", "retitled", "shortened", "background", "passage")


# ---- sentences: frames with slots, each wording annotated once


class Layers(Struct):
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()


class Wording(NamedTuple):
    """A sentence with its choices made: its pieces, of which every other is a slot, and what is found in it, as JSON.

    Of that, too, every other piece is to be filled in: by a slot's value, by a place (``@piece+offset``), by an index.
    """

    pieces: tuple[str, ...]
    found: tuple[str, ...]


class Fact(NamedTuple):
    tellings: tuple[str, ...]
    headlines: tuple[str, ...]


@cache
def kinds() -> tuple[tuple[Fact, ...], ...]:
    """Return the facts of each kind of story."""
    found: list[list[tuple[list[str], list[str]]]] = []
    for line in FRAMES.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if text.startswith("="):
            found.append([])
        elif text.startswith("-"):
            found[-1].append(([], []))
        elif text.startswith("^"):
            found[-1][-1][1].append(text.removeprefix("^ "))
        elif text and not text.startswith("#"):
            found[-1][-1][0].append(text)
    return tuple(tuple(Fact(tuple(told), tuple(heads)) for told, heads in facts) for facts in found)


@cache
def wording(text: str) -> Wording:
    """Annotate a sentence whose choices are made, and take apart what is found in it."""
    pieces = tuple(re.split(r"\{(\w+)\}", text))
    sample = {slot: _sample(slot) for slot in sorted(set(pieces[1::2]))}
    filled = [sample[piece]["text"] if at % 2 else piece for at, piece in enumerate(pieces)]
    named = {slot: type for slot in sample if (type := _type(slot))}
    names = UserNames((sample[slot]["text"], Name(sample[slot]["id"], type, "", {})) for slot, type in named.items())
    found = annotate("".join(filled), published="2031-03-20", names=names)
    starts = list(accumulate(map(len, filled), initial=0))[:-1]

    def marked(value: object, key: object = "") -> object:
        """Return what is found, with marks in the place of what has to be filled in."""
        if isinstance(value, dict):
            return {name: marked(part, name) for name, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [marked(part, key) for part in value]
        if isinstance(value, int) and key in ("start", "end"):
            piece = bisect_right(starts, value) - 1
            if piece % 2:  # what begins or ends inside a slot holds the whole of it
                return f"\0@{piece + (key == 'end' and value > starts[piece])}+0\0"
            return f"\0@{piece}+{value - starts[piece]}\0"
        if isinstance(value, int) and key in ("statement", "same"):
            return f"\0{key}+{value}\0"
        if isinstance(value, float):
            return next(
                (f"\0{slot}.text\0" for slot in sample if _is_number(slot) and float(sample[slot]["text"]) == value), value
            )
        if isinstance(value, str):
            for slot, forms in sample.items():
                for form in forms.keys() & {"id", "words", "day"}:
                    value = value.replace(forms[form], f"\1{slot}.{form}\1")
        return value

    layers = Layers(found.entities, found.times, found.quantities, found.statements, found.events)
    written = msgspec.json.encode(marked(msgspec.to_builtins(layers))).decode()
    parts = re.split(r'"\\u0000([^\\]+)\\u0000"|\\u0001([^\\]+)\\u0001', written)
    return Wording(pieces, tuple(part for part in parts if part is not None))


def _type(slot: str) -> EntityType | None:
    return _TYPES.get(slot.rstrip("0123456789"))


def _is_number(slot: str) -> bool:
    return slot[0] == "n" and slot[1:].isdigit()


def _forms(type: EntityType, name: str) -> dict[str, str]:
    """Return how a name stands in a text and in ids."""
    words = "-".join(fold(name).split())
    return {"text": name, "id": f"{_PREFIX[type]}-{words}", "words": words}


def _dated(day: date) -> dict[str, str]:
    return {"text": f"{day.day} {_MONTHS.split()[day.month - 1]} {day.year}", "day": day.isoformat()}


def _sample(slot: str) -> dict[str, str]:
    """Return what stands in a slot when its sentence is annotated."""
    type = _type(slot)
    if type:
        return _forms(type, _coined(type, slot))
    number = int(slot.lstrip("daten") or 0)
    return {"text": str(4700 + 11 * number)} if _is_number(slot) else _dated(date(2031, 2, 10 + number))


@cache
def _coined(type: EntityType, number: object) -> str:
    """Return a name that nobody bears."""
    chance = random.Random(f"{type} {number}")
    word = "".join(map(chance.choice, ("زدرخشطغق", "اوي", "رنمدج", "بكفسلح", "اوي", "رنطزق")))
    if type == "PER":
        return f"{chance.choice(_GIVEN.split())} {word}"
    return f"شركة {word} {chance.choice(_TRADES.split())}" if type == "ORG" else word


# ---- stories


class Article(NamedTuple):
    """A document of a story: its headline and its sentences, each with the number of its fact and its frame."""

    sentences: tuple[tuple[int, str, str], ...]


class Made(NamedTuple):
    """A document with what is found in it, and where in it each of its sentences begins."""

    found: Annotations
    story: int
    article: Article
    starts: tuple[int, ...]


def articles(story: int, count: int) -> list[Article]:
    """Return the first documents of a story."""
    chance = random.Random(f"articles {story}")
    facts = kinds()[story % len(kinds())]
    made: list[Article] = []

    def chosen(fact: int, frames: Sequence[str]) -> tuple[int, str, str]:
        frame = chance.choice(frames)
        return fact, frame, re.sub(r"\[([^\]]+)\]", lambda match: chance.choice(match[1].split("|")), frame)

    def told(without: set[int], most: int) -> list[tuple[int, str, str]]:
        others = [fact for fact in range(1, len(facts)) if fact not in without]
        picked = [*({0} - without), *chance.sample(others, min(most - 1, len(others)))]
        return [chosen(fact, facts[fact].tellings) for fact in picked]

    for _ in range(count):
        manner = chance.choice(_MANNERS) if made and chance.random() < COPIED else "own"
        headline = chosen(0, facts[0].headlines)
        copied = chance.choice(made).sentences if made else ()
        body = list(copied[1:])
        if manner == "own":
            body = told(set(), chance.randint(5, 6))
        elif manner == "whole":
            headline = copied[0]
        elif manner == "shortened":
            body = body[: max(2, len(body) // 2)]
        elif manner == "background":
            body += told({fact for fact, *_ in body}, 3)
        elif manner == "passage":
            at = chance.randrange(len(body) - 1)
            passage = body[at : at + 2]
            body = [*told({fact for fact, *_ in passage}, 4), *passage]
        made.append(Article((headline, *body)))
    return made


@cache
def _slots(story: int) -> dict[str, dict[str, str]]:
    """Return what stands in the slots of a story."""
    chance = random.Random(f"slots {story}")
    begun = date(2028, 1, 1) + timedelta(days=chance.randrange(_DAYS))
    facts = kinds()[story % len(kinds())]
    slots = {slot for fact in facts for frame in (*fact.tellings, *fact.headlines) for slot in re.findall(r"\{(\w+)\}", frame)}
    found: dict[str, dict[str, str]] = {}
    for slot in sorted(slots):
        type = _type(slot)
        if type:
            found[slot] = _forms(type, _coined(type, chance.randrange(POOL[type])))
        elif _is_number(slot):
            found[slot] = {"text": str(int(11 * 900 ** chance.random()))}
        else:
            found[slot] = _dated(begun + timedelta(days=chance.randrange(60) if slot[4:] else 0))
    return found


def make(story: int, number: int, article: Article) -> Made:
    """Return a document of a story with what is found in it."""
    slots = _slots(story)
    text, starts, layers, events, statements = "", [], [], 0, 0
    for at, (_, _, chosen) in enumerate(article.sentences):
        pieces, written = wording(chosen)
        text += "" if not at else "\n\n" if at % 2 else " "
        starts.append(len(text))
        filled = [slots[piece]["text"] if number % 2 else piece for number, piece in enumerate(pieces)]
        places = list(accumulate(map(len, filled), initial=len(text)))
        text += "".join(filled)
        parts = [
            _filled(part, slots, places, {"statement": statements, "same": events}) if number % 2 else part
            for number, part in enumerate(written)
        ]
        layers.append(msgspec.json.decode("".join(parts), type=Layers))
        events, statements = events + len(layers[-1].events), statements + len(layers[-1].statements)
    day = date.fromisoformat(slots["date"]["day"]) + timedelta(days=1 + number % 4)
    document = Document(
        name=f"{story:06}-{number:04}.txt",
        text=text,
        sha256=digest(text, str(number)),
        lang="ar",
        published=day.isoformat(),
        publisher=f"صحيفة {_OUTLETS.split()[number % 10]}",
        title=Span(0, starts[1] - 2),
    )
    found = Annotations(
        document=document,
        pack="bench",
        entities=tuple(one for layer in layers for one in layer.entities),
        times=tuple(one for layer in layers for one in layer.times),
        quantities=tuple(one for layer in layers for one in layer.quantities),
        statements=tuple(one for layer in layers for one in layer.statements),
        events=tuple(one for layer in layers for one in layer.events),
    )
    return Made(found, story, article, tuple(starts))


def _filled(part: str, slots: Mapping[str, Mapping[str, str]], places: Sequence[int], before: Mapping[str, int]) -> str:
    name, plus, offset = part.partition("+")
    if not plus:
        slot, form = name.split(".")
        return slots[slot][form]
    return str(int(offset) + (places[int(name[1:])] if name[0] == "@" else before[name]))


def made(stories: int, size: int) -> Iterator[Made]:
    """Yield the documents of some stories, a few of which always unfold together."""
    for first in range(0, stories, TOGETHER):
        together = [
            (story, number, article)
            for story in range(first, min(first + TOGETHER, stories))
            for number, article in enumerate(articles(story, size))
        ]
        random.Random(first).shuffle(together)
        for one in together:
            yield make(*one)


# ---- measuring


class Rate(NamedTuple):
    """How many of what was found are right, and how many there are."""

    right: int
    found: int
    wanted: int

    def __str__(self) -> str:
        return f"{self.right / max(1, self.found):6.3f} {self.right / max(1, self.wanted):6.3f}"


class Measured(NamedTuple):
    documents: int
    reports: int
    filing: float
    connecting: float
    memory: int
    text: int
    file: int
    adding: list[float]
    links: Rate
    copies: Rate


def measure(stories: int, size: int) -> Measured:
    """Make a case of some stories of a size, and measure it. To be run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.isnad"
        file = open_file(path)
        text, filing = 0, 0.0
        for one in made(stories, size):
            begun = process_time()
            documents.save(file, one.found, b"", READING)
            filing += process_time() - begun
            text += len(one.found.text.encode())
        begun = process_time()
        connect(file)
        connecting = process_time() - begun
        memory = getrusage(RUSAGE_SELF).ru_maxrss * 1024
        (reports,) = file.row("SELECT count(*) FROM reports")
        file.row("PRAGMA wal_checkpoint(TRUNCATE)")
        links, copies = rates(file, stories, size)
        written = path.stat().st_size
        adding = list(_added(file, stories, size))
        file.close()
    return Measured(stories * size, reports, filing, connecting, memory, text, written, adding, links, copies)


def _added(file: CaseFile, stories: int, size: int) -> Iterator[float]:
    """Add documents one by one, each to another story; yield how long each takes, without its annotation."""
    for number in range(ADDED):
        story = number * stories // ADDED
        one = make(story, size + number, articles(story, size + number + 1)[-1])
        begun = process_time()
        documents.save(file, one.found, b"", READING)
        connect(file)
        yield process_time() - begun


def rates(file: CaseFile, stories: int, size: int) -> tuple[Rate, Rate]:
    """Return how well same-claim links between sentences of two documents are found, and copies."""
    known = {row[0]: row[1] for row in file.rows("SELECT id, row FROM documents")}
    sentences: dict[int, tuple[int, tuple[int, ...], Article]] = {}
    wanted = 0
    copied, similar = set[tuple[int, int]](), set[tuple[int, int]]()
    of_story: dict[int, list[int]] = defaultdict(list)
    for one in made(stories, size):
        row = known[one.found.document.id]
        sentences[row] = one.story, one.starts, one.article
        of_story[one.story].append(row)
    for rows in of_story.values():
        for a, b in combinations(sorted(rows), 2):
            ours, theirs = sentences[a][2].sentences, sentences[b][2].sentences
            wanted += sum(one[0] == other[0] for one in ours for other in theirs)
            if any(len(one[2].split()) >= WORDS for one in {*ours} & {*theirs}):
                copied.add((a, b))
            elif {one[1] for one in ours} & {other[1] for other in theirs}:
                similar.add((a, b))  # the same frame with other words: neither right nor wrong
    links = set[tuple[int, int, int, int]]()
    right = 0
    for found in _claimed(file):
        places = sorted({(row, bisect_right(sentences[row][1], start) - 1) for row, start in found})
        for (a, i), (b, j) in combinations(places, 2):
            if a != b and (a, i, b, j) not in links:
                links.add((a, i, b, j))
                alike = sentences[a][0] == sentences[b][0]
                right += alike and sentences[a][2].sentences[i][0] == sentences[b][2].sentences[j][0]
    pairs = {(min(a, b), max(a, b)) for a, b in file.rows("SELECT document, other FROM copies")} - similar
    return Rate(right, len(links), wanted), Rate(len(pairs & copied), len(pairs), len(copied))


def _claimed(file: CaseFile) -> Iterator[list[tuple[int, int]]]:
    """Yield the documents (rows) and beginnings of the reports of each claim."""
    claim, told = "", list[tuple[int, int]]()
    starts: dict[int, int] = {}
    for (document,) in file.rows("SELECT document FROM told"):
        starts |= {row: report.start for row, report in reports_of(file, document).items()}
    for id, row, document in file.rows("SELECT claim, row, document FROM reports WHERE claim <> '' ORDER BY claim"):
        if id != claim:
            yield told
            claim, told = id, []
        told.append((document, starts[row]))
    yield told


def exponent(measured: Sequence[Measured]) -> float:
    """Return the power of the number of documents with which the time grows, by least squares."""
    points = [(math.log(one.documents), math.log(one.filing + one.connecting)) for one in measured]
    middle = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    slope = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    return slope / sum((x - middle[0]) ** 2 for x, _ in points)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sizes", type=int, nargs="*", default=[1000, 4000], help="documents of a case")
    ask.add_argument("--story", type=int, nargs="*", default=[], help="documents of a case that is one story")
    args = ask.parse_args()
    print(f"{machine()}, Python {python_version()}, one core; seconds of the process; P and R: precision and recall")
    print("documents   reports    filed connected  ms each  peak MB  text B  file B  add ms  p95 ms link P link R copy P copy R")
    several = [measured_apart(size // STORY, STORY) for size in args.sizes]
    if len(several) > 1:
        print(f"the time grows with the number of documents to the power of {exponent(several):.2f}")
    for size in args.story:
        measured_apart(1, size)


def measured_apart(stories: int, size: int) -> Measured:
    """Measure in a process of its own, so that its memory is its own, and print it."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        one = pool.submit(measure, stories, size).result()
    adding = sorted(one.adding)
    each = 1000 * (one.filing + one.connecting) / one.documents
    print(
        f"{one.documents:9,} {one.reports:9,} {one.filing:8.1f} {one.connecting:9.1f} {each:8.1f} {one.memory / 1e6:8.0f} "
        f"{one.text / one.documents:7.0f} {one.file / one.documents:7.0f} {1000 * adding[len(adding) // 2]:7.0f} "
        f"{1000 * adding[int(0.95 * len(adding)) - 1]:7.0f} {one.links} {one.copies}",
        flush=True,
    )
    return one


if __name__ == "__main__":
    main()
