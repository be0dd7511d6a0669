"""Hostile texts in doubling sizes: what each layer and what readers do cost, and with which power of the length (1 is linear).

    python bench/hostile.py [--size 64000] [--only NAME] [--worst 1.25]

Prints, for each text and layer, the CPU seconds at the greatest size and the exponent over the last two doublings. Ends with 1
where a layer that takes any time at all grows faster than ``--worst``, or fails.
"""

import argparse
import math
import sys
from collections.abc import Callable, Iterator
from functools import partial
from time import process_time
from typing import TypeVar

from isnad import annotate, clean
from isnad.annotation.clauses import Syntax
from isnad.annotation.entities import entities
from isnad.annotation.events import events
from isnad.annotation.quantities import quantities
from isnad.annotation.statements import statements
from isnad.annotation.times import times
from isnad.annotation.tokens import Tokens
from isnad.connection import components, filed, reports
from isnad.languages.names import UserNames
from isnad.model import Annotations, Document, Page
from isnad.reading import dates
from isnad.reading.blocks import shown
from isnad.reading.composing import unwrap
from isnad.reading.linked import _loaded
from isnad.reading.visual import logical, plain
from isnad.storage.query import parse
from isnad.storage.search import index_words

T = TypeVar("T")
_NOTICED = 0.15  # seconds; below it the clock says more of itself than of the text
_SENTENCE = "قالت وزارة الدفاع الروسية يوم الأحد إن 12 جنديا قتلوا في هجوم قرب مدينة كورسك، ونفت كييف ذلك. "

TEXTS: dict[str, Callable[[int], str]] = {
    "news": lambda n: _repeated(_SENTENCE, n),
    "news on one line each": lambda n: _repeated(_SENTENCE.strip() + "\n", n),
    "no sentence end": lambda n: _repeated(_SENTENCE.replace(".", "،"), n),
    "quotes only": lambda n: "«" * (n // 2) + "»" * (n // 2),
    "straight quotes only": lambda n: '"' * n,
    "nested quotes": lambda n: "قال «" * (n // 10) + "»" * (n // 10),
    "open quotes": lambda n: _repeated("قال الوزير «", n),
    "mixed quotes": lambda n: _repeated('«"“”»"', n),
    "one long word": lambda n: "م" * n,
    "و": lambda n: _repeated("و ", n),
    "و in one word": lambda n: "و" * n,
    "وال in one word": lambda n: _repeated("وال", n),
    "digits": lambda n: "1" * n,
    "digits apart": lambda n: _repeated("1 ", n),
    "digits and points": lambda n: _repeated("1.", n),
    "grouped digits": lambda n: _repeated("111,", n),
    "dates": lambda n: _repeated("12/12/", n),
    "number words": lambda n: _repeated("مئة ألف و", n),
    "million of millions": lambda n: _repeated("مليون ", n),
    "cues": lambda n: _repeated("قال ", n),
    "cues that": lambda n: _repeated("قال إن ", n),
    "according to": lambda n: _repeated("بحسب مصدر ", n),
    "titles": lambda n: _repeated("وزير ", n),
    "titles of": lambda n: _repeated("رئيس وزير خارجية ", n),
    "one name": lambda n: _repeated("روسيا ", n),
    "names and": lambda n: _repeated("روسيا وأوكرانيا و", n),
    "unknown names": lambda n: _repeated("محمد ", n),
    "deeds": lambda n: _repeated("قتل ", n),
    "supplies": lambda n: _repeated("أرسلت روسيا قوات إلى ", n),
    "not": lambda n: _repeated("لم ", n),
    "colons": lambda n: _repeated("الوزير: ", n),
    "commas": lambda n: _repeated("، ", n),
    "brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "lines": lambda n: "\n" * n + "خبر",
    "short lines": lambda n: _repeated("خبر\n", n),
    "spaces": lambda n: " " * n + "خبر",
    "points": lambda n: "." * n,
    "harakat": lambda n: "خ" + "\u064e" * n,
    "tatweel": lambda n: "خ" + "ـ" * n,
    "controls": lambda n: _repeated("\u202e\u200f\u2067", n),
    "ligatures": lambda n: "\ufdfa" * (n // 18),
    "latin": lambda n: _repeated("a1", n),
    "addresses": lambda n: _repeated("http://a.b/?", n),
    "at": lambda n: _repeated("a@", n),
    "hyphens": lambda n: "-" * n,
    "emoji": lambda n: "😀" * n,
    "dashes": lambda n: "غرق مركب قبالة الساحل" + _repeated(" - ", n),
    "updates on one line": lambda n: _repeated("قال الرئيس إن آخر تحديث للبرنامج منذ 4 ساعات في 12 مايو 2025 ", n),
    "stamps": lambda n: _repeated("آخر تحديث 12 مايو 2025 ", n),
    "tables": lambda n: _repeated("أ|ب\n---|---\n", n),
    "bars": lambda n: _repeated("| ", n),
    "titles again and again": lambda n: _repeated("عنوان طويل للخبر هنا | موقع\n", n),
    "no words": lambda n: _repeated("***\n\n•\n", n),
    "that": lambda n: _repeated("أن ", n),
    "in": lambda n: _repeated("في ", n),
    "the article": lambda n: _repeated("ال ", n),
    "letters": lambda n: _repeated("سي ", n),
    "masdars": lambda n: _repeated("إرسال ", n),
    "agreements": lambda n: _repeated("اتفاق ", n),
    "tolls of tolls": lambda n: _repeated("حصيلة ", n),
    "tolls": lambda n: _repeated("قتل 12 شخصا ", n),
    "tolls in sentences": lambda n: _repeated("مقتل 12 شخصا. ", n),
    "other tolls": lambda n: _numbered("قتل {} جنديا في هجوم على كورسك. ", n),
    "denials": lambda n: _repeated("نفت الوزارة مقتل 3 جنود. ", n),
    "bodies that are not named": lambda n: _repeated("قال متحدث باسم الشركة إن مصر تنفي ذلك. ", n),
    "persons and": lambda n: _repeated("محمد علي وأحمد حسن و", n),
    "percent": lambda n: _repeated("10% ", n),
    "ranges": lambda n: _repeated("10-", n),
    "phones": lambda n: _repeated("+20 1 ", n),
    "other numbers": lambda n: _numbered("{} ", n),
    "accusations": lambda n: _repeated("اتهمت روسيا أوكرانيا ", n),
    "who said": lambda n: _repeated("الذي قال ", n),
    "quoting": lambda n: _repeated("نقلا عن مصدر ", n),
    "harakat on each": lambda n: _repeated("قَالَ الوَزِيرُ إِنَّ ", n),
    "joiners": lambda n: _repeated("قال\u200d الوزير\u200c ", n),
    "bullets": lambda n: _repeated("• قال الوزير\n", n),
}

READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "spaces": (shown, " \t"),
    "entities": (shown, "&amp;quot"),
    "turned latin": (logical, "a! "),
    "turned digits": (logical, "1.,"),
    "brackets": (logical, "(«"),
    "shapes": (plain, "ﻻ"),
    "lines": (lambda text: unwrap(text.splitlines()), "كلمة " * 15 + "\n"),
    "script": (_loaded, ", }"),
    "wrappings": (_loaded, "//  -->;"),
    "dates": (dates.worded, "1 كانون / "),
}


def _repeated(part: str, size: int) -> str:
    return part * (size // len(part))


def _numbered(form: str, size: int) -> str:
    """Return a text of parts that each have another number."""
    return "".join(form.format(number) for number in range(1, size // len(form) + 1))


def layers(text: str) -> Iterator[tuple[str, float]]:
    """Yield the name and the seconds of each layer on a text."""
    page = Page(name="a.txt", text=text)
    document, took = _timed(lambda: clean(page))
    yield "clean", took
    document = Document(name="a.txt", text=text, sha256=document.sha256, lang="ar", published="2025-07-13")
    yield "index", _timed(lambda: index_words(document))[1]
    yield "query", _timed(lambda: parse(text))[1]
    tokens, took = _timed(lambda: Tokens(text))
    yield "tokens", took
    syntax = Syntax(tokens)
    found_times, took = _timed(lambda: times(tokens, "2025-07-13"))
    yield "times", took
    found_entities, took = _timed(lambda: entities(syntax, UserNames(), None))
    yield "entities and syntax", took
    found_quantities, took = _timed(lambda: quantities(tokens, (*found_times, *found_entities)))
    yield "quantities", took
    found_statements, took = _timed(lambda: statements(syntax, found_entities))
    yield "statements", took
    found_events, took = _timed(lambda: events(syntax, found_entities, found_times, found_quantities, found_statements))
    yield "events", took
    found = Annotations(
        document=document,
        pack="",
        entities=found_entities,
        times=found_times,
        quantities=found_quantities,
        statements=found_statements,
        events=found_events,
    )
    told, took = _timed(lambda: reports(found))
    yield "reports", took
    yield "founding", _timed(lambda: components(told, filed(told)))[1]


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = process_time()
    made = work()
    return made, process_time() - began


def main() -> None:
    """Run it, and print a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--size", type=int, default=64_000, help="code points of the greatest text")
    options.add_argument("--only", help="the texts with this in their name")
    options.add_argument("--worst", type=float, default=1.25)
    given = options.parse_args()
    annotate(_SENTENCE)
    failed = 0
    for name, make in TEXTS.items():
        if given.only and given.only not in name:
            continue
        try:
            small, large = (dict(layers(make(size))) for size in (given.size // 4, given.size))
        except Exception as error:
            print(f"{name:<24} {type(error).__name__}: {error}", flush=True)
            failed += 1
            continue
        told = []
        for layer, took in large.items():
            if took < _NOTICED:
                continue
            power = math.log(took / max(small[layer], 1e-4), 4)
            failed += power > given.worst
            told.append(f"{layer} {took:.2f} s ^{power:.2f}{' !' if power > given.worst else ''}")
        print(f"{name:<24} {sum(large.values()):6.2f} s  {', '.join(told)}", flush=True)
    for name, (run, unit) in READERS.items():
        if given.only and given.only not in name:
            continue
        texts = (_repeated(unit, size) for size in (2 * given.size, 8 * given.size))
        quick, slow = (_timed(partial(run, text))[1] for text in texts)
        power = math.log(slow / max(quick, 1e-4), 4)
        failed += slow >= _NOTICED and power > given.worst
        print(f"{'reading: ' + name:<24} {slow:6.2f} s ^{power:.2f}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
