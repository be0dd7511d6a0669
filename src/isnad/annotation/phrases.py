"""Phrases: base noun phrases, a head with all that hangs on it without a preposition (``docs/tagging.md``).

Where a phrase begins and how far it reaches is chosen by a linear model over the readings of the words: their classes, states
and agreement; never over a mark or a line's end.
"""

import random
import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from isnad.annotation.joints import OUTSIDE, closed_by, may_join, sense
from isnad.annotation.tokens import Tokens
from isnad.annotation.training import SEEDS, Example, trained
from isnad.annotation.words import Gaps, agreement, readings
from isnad.languages.folding import fold
from isnad.languages.forms import Reading, is_country
from isnad.languages.names import Known, gazetteer
from isnad.languages.naming import context, listed_as_name, titles
from isnad.languages.perceptron import Choice, Chooser, View, Weights, together, written

_PASSES = 6
_YEARS = frozenset(map(fold, ("السنة", "العام", "الشهر", "الأسبوع")))
_SEASONS = frozenset(map(fold, ("ربيع", "صيف", "خريف", "شتاء")))
_COUNTERPART = "نظير"
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_LONGEST_NAME = 5
_DESCRIBED = 2  # words of a noun with its adjective
_FIRST = frozenset(map(fold, ("أول", "أولى")))
"""What begins a phrase of its own behind a place: «بمعبر رأس جدير [أولى] الشاحنات»."""
_LONGEST = 64  # words of a phrase: a list that goes on is cut, for whoever reads a phrase reads all of it


_Prepared = tuple[Example, list[Reading], list[str], "list[Phrase]"]


class Phrase(Struct, frozen=True):
    """A base noun phrase: the words [first, last); the particles of its first word stand outside of it."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many words."""
        return self.last - self.first


def phrases(tokens: Tokens, read: Sequence[Reading], joins: Choice | None = None) -> list[Phrase]:
    """Return the noun phrases of a text in order, those of one word too; pronouns and closed classes are in none."""
    joins = _model() if joins is None else joins
    gaps = Gaps(tokens).classes
    found: list[Phrase] = []
    first = None
    for at, reading in enumerate(read):
        joined = (
            first is not None
            and at - first < _LONGEST
            and (may_join(tokens, read, gaps, first, at) or (gaps[at] == "" and _is_of_nation(tokens, read, at)))
            and not _is_named_before(tokens, read, at)
            and not _is_behind_day(tokens, read, at)
            and not _is_behind_two(tokens, read, at)
            and not _is_behind_year(tokens, read, at)
            and not _is_behind_place(tokens, read, at)
            and not _is_behind_body(tokens, read, at)
            and not _is_office_behind(tokens, read, first, at)
            and not _is_behind_described(tokens, read, at)
            and not _is_behind_plural(tokens, read, at)
            and (
                _is_counterpart(tokens, read, at)
                or _is_of_nation(tokens, read, at)
                or _is_counted(tokens, read, at)
                or joins(_view(tokens, read, gaps, first, at))
            )
        )
        if first is not None and not joined:
            found.append(Phrase(first, at))
            first = None
        if first is None and _opens(reading):
            first = at
    if first is not None:
        found.append(Phrase(first, len(read)))
    return found


def _is_counted(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether an indefinite noun in the accusative stands right behind a number, which counts it: «63 [قتيلا]»."""
    plain = not read[at].particles and not read[at].pronoun and read[at].tag in "NA"
    return read[at - 1].tag == "K" and plain and tokens.forms[at].endswith("ا")


def _is_named_before(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether things in the plural, or a verbal noun, stand right behind a name, of which they are no part.

    «أجرى بلينكن [محادثات]», «أعلن الوزير خالد عمر [استعادة] المدينة».
    """
    here = read[at].analysis
    plain = not read[at].particles and not read[at].pronoun and read[at].tag == "N" and read[at - 1].tag == "M"
    deed = here is not None and here.pos == "masdar" and not here.article
    return plain and (tokens.forms[at].endswith("ات") or deed) and not listed_as_name(tokens.bare(at, 0))


def _is_behind_day(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether a name, or a noun with the article, stands behind the name of a day, or any noun or number behind a month.

    «وقّعت يوم الخميس [الحكومة]», «أوقفت واشنطن مطلع مايو [شحنة]».
    """
    here, form = read[at], tokens.forms[at]
    if here.particles or (here.analysis is not None and here.analysis.lemma.sense == "time"):
        return False
    if listed_as_name(tokens.forms[at - 1]) and listed_as_name(form):
        return False  # «رجب [طيب] أردوغان»
    if tokens.forms[at - 1] in context("month"):
        return here.tag in "NM" or (here.tag == "K" and not _YEAR.fullmatch(form) and not form.startswith("ال"))
    named = here.tag == "M" or (here.tag == "N" and (form.startswith("ال") or form.endswith("ين")))
    return named and tokens.forms[at - 1] in context("weekday")


def _is_behind_two(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether a name or a noun stands behind two days, weeks or years, which are of nothing: «برّأت قبل أسبوعين [الوزير]»."""
    before = read[at - 1].analysis
    if read[at].tag == "K" and not read[at].particles and tokens.forms[at - 1] in _YEARS:
        return True  # «النصف الأول من السنة [120 ألف] طن»
    if before is None or before.lemma.sense != "time" or read[at - 1].pronoun:
        return False
    return (
        before.number == "d" and tokens.forms[at - 1].endswith(("ين", "ان")) and read[at].tag in "NM" and not read[at].particles
    )


def _is_behind_year(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether a word stands behind the number of a year, which counts nothing: «في يوليو 2021 [ألف جندي]»."""
    if at < 2 or not _YEAR.fullmatch(tokens.forms[at - 1]) or read[at].particles or tokens.forms[at].isdigit():
        return False
    before = read[at - 2].analysis
    return tokens.forms[at - 2] in _SEASONS or (before is not None and before.lemma.sense == "time")


def _is_behind_place(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether what names nothing stands behind the name of a place: «باريس [ربيع] 2022», «سلّمت البحرين [أربعاً]»."""
    here, last = read[at], read[at - 1]
    if tokens.forms[at] in _SEASONS and at + 1 < len(read) and _YEAR.fullmatch(tokens.forms[at + 1]):
        return True
    told = here.tag == "K" or tokens.quote(at).endswith(("اً", "تان")) or tokens.forms[at] in _FIRST
    if (
        last.tag not in "MNA"
        or here.tag not in "NKAM"
        or (here.tag in "AM" and not told)
        or here.particles
        or tokens.forms[at].startswith("ال")
        or tokens.forms[at].isdigit()
    ):
        return False
    known = _named_before(tokens, at)
    if known is None or known.names[0].type not in ("GPE", "LOC") or known.mark:
        return False
    return told or (here.analysis is not None and not listed_as_name(tokens.bare(at, 0)))


def _is_behind_body(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether a country's name stands right behind the name of a body, and is another party: «دعا حلف الناتو [روسيا]»."""
    if read[at].tag != "M" or read[at].particles or not is_country(tokens.forms[at]):
        return False
    before = _named_before(tokens, at)
    return before is not None and before.names[0].type == "ORG"


def _is_office_behind(tokens: Tokens, read: Sequence[Reading], first: int, at: int) -> bool:
    """Whether a title before a name stands behind an adjective with which it does not agree: «السلطات التونسية [الصحفي] مراد»."""
    here, last, form = read[at], read[at - 1], tokens.forms[at]
    plain = not here.particles and form.startswith("ال") and here.tag in "NA" and last.tag == "A"
    if not plain or at + 1 >= len(read) or read[at + 1].tag != "M" or form.endswith("ه") or at - first < _DESCRIBED:
        return False
    title = titles().get(form) is not None or titles().get(form[2:]) is not None
    return title and tokens.forms[at - 1].startswith("ال") and tokens.forms[at - 1].endswith("ه")


def _named_before(tokens: Tokens, at: int) -> Known | None:
    """Return the longest listed name that ends right before a word."""
    found = (gazetteer().bare(tokens.words, first) for first in range(max(0, at - _LONGEST_NAME), at))
    return next((match.value for match in found if match is not None and match.last == at), None)


def _is_behind_described(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether a noun without article stands behind an adjective with it: «غادر الجنود الفرنسيون [قاعدة] كوسي»."""
    here, last = read[at], read[at - 1]
    bare = here.tag == "N" and here.analysis is not None and not here.particles and not tokens.forms[at].startswith("ال")
    described = last.tag == "A" and tokens.forms[at - 1][len(last.particles) :].startswith("ال")
    return bare and described and not listed_as_name(tokens.bare(at, 0)) and titles().get(tokens.bare(at, 0)) is None


def _is_behind_plural(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether a noun stands behind a plural in «ون», which is of nothing: «أحرق مجهولون [ليل] الخميس سيارتين»."""
    here, found = read[at], read[at - 1].analysis
    plural = found is not None and found.number == "p" and tokens.forms[at - 1].endswith(found.lemma.form + "ون")
    return plural and here.tag == "N" and not here.particles and not tokens.forms[at].startswith("ال")


def _is_of_nation(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether a nationality describes the noun right before it, both with the article: «الجيش [السوداني] وقوات الدعم»."""
    if not (tokens.forms[at].startswith("ال") and tokens.forms[at - 1][len(read[at - 1].particles) :].startswith("ال")):
        return False
    known = gazetteer().bare(tokens.words, at) if read[at - 1].tag == "N" and read[at].tag in "NA" else None
    return known is not None and known.last == at + 1 and any(name.type == "NORP" for name in known.value.names)


def _is_counterpart(tokens: Tokens, read: Sequence[Reading], at: int) -> bool:
    """Whether a name stands right behind «his counterpart»: «بنظيره [راؤول] كاسترو»."""
    last = read[at - 1]
    return (
        read[at].tag == "M"
        and not read[at].particles
        and bool(last.pronoun)
        and tokens.bare(at - 1, len(last.particles)).startswith(_COUNTERPART)
    )


def _opens(reading: Reading) -> bool:
    return reading.tag not in OUTSIDE and not (
        reading.tag == "G" and (reading.analysis is None or reading.analysis.lemma.form != "غير")
    )


def _view(tokens: Tokens, read: Sequence[Reading], gaps: Sequence[str], first: int, at: int) -> View:
    here, last, head = read[at], read[at - 1], read[first]
    particles = here.particles
    closed = closed_by(read, first, at)
    return (
        (
            (
                last.shape,
                here.shape,
                particles,
                read[at + 1].shape if at + 1 < len(read) and gaps[at + 1] == "" else "$",
                gaps[at],
                closed,
                titles().get(tokens.bare(at, len(particles))) or "",
            ),
            (
                head.shape,
                read[at - 2].shape if at - 2 >= first else "^",
                last.shape,
                here.shape,
                particles,
                min(at - first, 4),
                agreement(head, here),
                agreement(last, here),
                read[first - 1].tag if first else "^",
            ),
            (sense(head), sense(last), sense(here), last.shape[:2], here.shape[:2], closed),
        ),
        (f"7{tokens.forms[at]}", f"8{tokens.forms[at - 1]}"),
    )


def _of_neighbours(last: str, here: str, particles: str, after: str, gap: str, closed: str, title: str) -> Sequence[str]:
    return (
        "bias",
        f"1{last}|{here}|{particles}",
        f"5{here}|{after}|{particles}",
        f"6{last[0]}{here[0]}{after[:1]}|{particles}",
        f"9{gap}|{last[0]}{here[0]}",
        f"12{last}|{here}|{after}",
        f"13{closed}|{here}|{particles}",
        f"17{title}|{closed}|{after[:1]}",
        f"18{closed}|{here}|{after}",
    )


def _of_phrase(
    head: str, older: str, last: str, here: str, particles: str, size: int, agrees: str, agrees_with_last: str, before: str
) -> Sequence[str]:
    return (
        f"2{older}|{last}|{here}|{particles}",
        f"3{head}|{here}|{size}|{particles}",
        f"4{agrees}|{agrees_with_last}|{last[0]}{here[0]}|{particles}",
        f"10{before}|{head[0]}{last[0]}{here[0]}{size}",
        f"11{head[0]}{agrees}{here}",
    )


def _of_senses(head: str, last: str, here: str, last_shape: str, shape: str, closed: str) -> Sequence[str]:
    return (f"14{closed}|{here}|{shape}", f"15{last}|{here}|{last_shape}{shape}", f"16{head}|{here}|{closed}")


TEMPLATES = (_of_neighbours, _of_phrase, _of_senses)


def gold(sentence: Example) -> list[Phrase]:
    """Return the phrases that a person marked, of two words and more."""
    found, first = [], None
    for at, mark in enumerate(sentence.marks):
        new = at == 0 or mark is not sentence.marks[at - 1]
        if mark.opens and new:
            first = at
        ends = at + 1 == len(sentence.marks) or sentence.marks[at + 1] is not mark
        if mark.closes and ends and first is not None:
            if at + 1 - first > 1:
                found.append(Phrase(first, at + 1))
            first = None
    return found


def train(examples: Sequence[Example], passes: int = _PASSES) -> Weights:
    """Return the weights learned from tagged sentences, over the readings that the tagger gives them."""
    prepared = [(e, readings(e.tokens), Gaps(e.tokens).classes, gold(e)) for e in examples]
    return together(_trained(prepared, passes, seed) for seed in SEEDS)


def _trained(prepared: Sequence[_Prepared], passes: int, seed: int) -> Weights:
    chooser, order, shuffled = Chooser(), random.Random(seed), list(prepared)
    for _ in range(passes):
        order.shuffle(shuffled)
        for sentence in shuffled:
            _learn(chooser, *sentence)
    return chooser.learner.averaged()


def _learn(chooser: Chooser, sentence: Example, read: Sequence[Reading], gaps: Sequence[str], right: Sequence[Phrase]) -> None:
    inside = {at for phrase in right for at in range(phrase.first + 1, phrase.last)}
    first = None
    for at, reading in enumerate(read):
        wanted = False
        if first is not None and may_join(sentence.tokens, read, gaps, first, at):
            features = written(TEMPLATES, _view(sentence.tokens, read, gaps, first, at))
            wanted = at in inside
            chooser.learn(features, wanted, chooser(features))
        if not wanted:
            first = at if _opens(reading) else None


@cache
def _model() -> Choice:
    return Choice(trained("phrases", train), TEMPLATES)
