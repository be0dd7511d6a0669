"""A lint of the lexicon: verbs whose derived forms nobody writes, and entries that collide.

The forms that the lists derive are looked up among those that wordfreq has met in Arabic (its large list, folded).
What is rare is not wrong, and homographs hide much; a verb known by one tense only, or by none, is worth a look.
Run it after editing the lists.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

import wordfreq

from isnad.languages import arabic, pack
from isnad.languages.arabic import SUFFIXES, Verb
from isnad.languages.folding import fold
from isnad.languages.lexicon import lemmas, verb_of
from isnad.languages.records import Record

SHOWN = 60
_PLURAL = ("وا", "ون")
_PREFIXES = ("ي", "ت", "ن", "ا")


class Entry(NamedTuple):
    """A verb of the lists, the place of its record, and its masdars."""

    verb: Verb
    place: str
    masdars: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.place:14}{self.verb.root:6}{self.verb.form:4}{self.verb.past}"


@cache
def attested() -> dict[str, float]:
    """Return how often wordfreq has met each folded form, per million words."""
    found: dict[str, float] = defaultdict(float)
    for word, frequency in wordfreq.get_frequency_dict("ar", wordlist="large").items():
        found[fold(word)] += frequency * 1e6
    return dict(found)


def records(folder: str) -> Iterator[tuple[Record, str]]:
    for path in sorted((pack.FOLDER / folder).glob("*.txt")):
        for record in pack.read(f"{folder}/{path.stem}"):
            yield record, f"{path.stem[:6]}:{record.line}"


def entries() -> Iterator[Entry]:
    for record, place in records("verbs"):
        yield Entry(verb_of(record, place), place, tuple(fold(text) for text, mark in record.surfaces if mark == "+"))


def finite(verb: Verb) -> Iterator[str]:
    """Yield the finite forms of a verb without pronouns, in all persons, active and passive."""
    for form, kind, _ in arabic.verb_stems(verb):
        for ending, suffix in SUFFIXES[kind].items():
            if not suffix.pronoun:
                yield from (form + ending,) if kind[0] == "P" else (prefix + form + ending for prefix in _PREFIXES)


def nominal(entry: Entry) -> Iterator[str]:
    """Yield the masdars of a verb, bare, definite and with its commonest particles."""
    for masdar in entry.masdars:
        construct = masdar[:-1] + "ت" if masdar.endswith("ه") else masdar
        yield from (masdar, "ال" + masdar, "ب" + masdar, "وال" + masdar, "لل" + masdar, construct + "ه", construct + "ها")


_THIRD = {
    "PV": ("", "ت"),
    "P0": ("",),
    "PT": ("ت", "وا"),
    "PM": ("وا",),
    "IV": ("", "ون"),
    "I0": ("",),
    "IP": ("ون",),
    "IM": ("ون",),
}


def third(verb: Verb) -> Iterator[tuple[str, str]]:
    """Yield the forms of "he", "she" and "they" of both tenses, active, each with the place that it has in the paradigm."""
    weak = verb.past[-1] in "اء"
    for form, kind, voice in arabic.verb_stems(verb):
        tense = "past" if kind[0] == "P" else "present"
        for ending in () if voice else _THIRD.get(kind, ()):
            if tense == "past":
                yield tense + ending, form + ending
            else:
                yield from ((f"{tense}{prefix}{ending}", prefix + form + ending) for prefix in ("يت" if not ending else "ي"))
        if kind == "PV" and not voice and not weak:
            yield "pastوا", form + "وا"


def unattested() -> Iterator[tuple[int, Entry]]:
    """Yield all verbs with the number of their forms that are attested."""
    known = attested()
    for entry in entries():
        forms = {*finite(entry.verb), *nominal(entry)}
        yield sum(form in known for form in forms), entry


def suspicious() -> Iterator[tuple[float, Entry, list[str]]]:
    """Yield verbs whose third persons are attested in part: the frequency of the rarest, and the forms that nobody writes.

    A form counts only where none in its place is attested («قرؤوا» beside «قرأوا» is no fault), a plural only where the
    other tense has one.
    """
    known = attested()
    for entry in entries():
        places: dict[str, list[str]] = defaultdict(list)
        for place, form in third(entry.verb):
            places[place].append(form)
        heights = {place: max(known.get(form, 0.0) for form in forms) for place, forms in places.items()}
        plural = any(height for place, height in heights.items() if place.endswith(_PLURAL))
        missing = [place for place, height in heights.items() if not height and (plural or not place.endswith(_PLURAL))]
        lowest = min((height for height in heights.values() if height), default=0.0)
        if missing and len(missing) <= 2:
            yield lowest, entry, [places[place][0] for place in missing]


def collisions() -> Iterator[tuple[Entry, Entry]]:
    """Yield verbs of one form and one folded past that have different roots, or the very same entry twice."""
    met: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries():
        others = met[entry.verb.form, entry.verb.past]
        yield from ((other, entry) for other in others if other.verb.root != entry.verb.root or other.verb == entry.verb)
        others.append(entry)


def roots() -> Iterator[Entry]:
    """Yield verbs with a strong radical that their past does not show."""
    for entry in entries():
        letters = iter(entry.verb.past.replace("ط", "ت").replace("د", "ت"))
        strong = [letter for letter in entry.verb.root.replace("ط", "ت").replace("د", "ت") if letter not in "اويء"]
        doubled = len(strong) > 1 and strong[-1] == strong[-2]
        if not all(letter in letters for letter in (strong[:-1] if doubled else strong)):
            yield entry


def repeated() -> Iterator[tuple[str, str, str, str]]:
    """Yield nouns and adjectives that are listed twice with one sense: the form, the sense, both places."""
    met: dict[tuple[str, str], str] = {}
    for record, place in records("nouns"):
        sense = record.fields[1] if len(record.fields) > 1 else ""
        for text in (text for text, mark in record.surfaces if not mark):
            first = met.setdefault((text, sense), place)
            if first != place:
                yield text, sense, first, place


def totals() -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for lemma in lemmas():
        found[lemma.pos] += 1
    return dict(found)


def show(title: str, lines: Iterable[str], most: int = SHOWN) -> None:
    rows = list(lines)
    print(f"\n{title}: {len(rows)}")
    for row in islice(rows, most):
        print("   ", row)


def main() -> None:
    counted = sorted(unattested(), key=lambda row: row[0])
    show("verbs without an attested form", (str(entry) for count, entry in counted if count == 0), 10_000)
    show("verbs with few attested forms", (f"{count:3}  {entry}" for count, entry in counted if 0 < count < 6))
    doubtful = sorted(suspicious(), key=lambda row: -row[0])
    show("third persons that nobody writes", (f"{height:8.2f}  {entry}: {' '.join(forms)}" for height, entry, forms in doubtful))
    show("radicals that the past lacks", map(str, roots()))
    show("verbs listed twice", (f"{first}  =  {second}" for first, second in collisions()))
    show("nouns listed twice", (f"{form} ({sense}) {first} {second}" for form, sense, first, second in repeated()))
    print("\n" + ", ".join(f"{count} {pos}" for pos, count in sorted(totals().items(), key=lambda item: -item[1])))


if __name__ == "__main__":
    main()
