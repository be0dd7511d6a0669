"""The lexicon: what a written Arabic word can be.

Verbs, nouns, adjectives and particles stand in ``languages/ar`` one record a lemma; their stems (``isnad.languages.arabic``) are
compiled to one table, kept in the user's cache under the pack's fingerprint. A form is analysed by cutting off what can be
particles before it and endings behind it, and looking up the rest; nothing is enumerated, so the table stays small.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from isnad.languages import arabic, cached, pack
from isnad.languages.arabic import PERSONS, SUFFIXES, Stem, Suffix, Verb
from isnad.languages.folding import fold
from isnad.languages.records import Record
from isnad.languages.stems import Entry, StoredStems

_PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "ك", "كم", "نا", "ي", "ني")
_LONGEST_ENDING = max(len(ending) for endings in SUFFIXES.values() for ending in endings)


_WHOLE = frozenset(("N", "Nf", "NB", "NF", "NO"))  # kinds of stems that are nouns by themselves


class Lemma(Struct, frozen=True):
    """A word of the lists: its form, class ("verb", "noun", "adj", "masdar", "participle", "prep" …), sense class, root.

    ``source`` is the verb of which a masdar or participle is made ("" elsewhere); ``gender`` is that of a noun.
    """

    form: str
    pos: str
    sense: str = ""
    root: str = ""
    source: str = ""
    gender: str = ""


class Analysis(Struct, frozen=True):
    """One reading of a form: ``skip`` letters of particles, perhaps the article, a stem of a lemma, an ending.

    ``tense`` is past, present, jussive or "" (no verb); ``voice`` passive where the letters show it.
    """

    lemma: Lemma
    particles: str
    article: bool
    suffix: Suffix
    tense: str = ""
    voice: str = ""
    gender: str = ""
    person: str = ""

    @property
    def pos(self) -> str:
        """The word class of the lemma."""
        return self.lemma.pos

    @property
    def number(self) -> str:
        """Singular "s", dual "d", plural "p"."""
        return self.suffix.number


class _Table(NamedTuple):
    lemmas: list[Lemma]
    stems: dict[str, list[Entry]]


def _build() -> StoredStems:
    entries = [(lemma, list(dict.fromkeys(found))) for lemma, found in _entries()]
    nouns = {stem.form for lemma, found in entries for stem in found if stem.kind in _WHOLE and stem.form != lemma.form[:-1]}
    stems: dict[str, list[Entry]] = {}
    for at, (lemma, found) in enumerate(entries):
        for stem in found:
            if not (_drops(lemma, stem) and stem.form in nouns):
                stems.setdefault(stem.form, []).append((at, stem.kind, stem.voice))
    fields = [(lemma.form, lemma.pos, lemma.sense, lemma.root, lemma.source, lemma.gender) for lemma, _ in entries]
    return StoredStems(fields, stems)


def _drops(lemma: Lemma, stem: Stem) -> bool:
    """Whether a stem lacks the last letter of a noun in «ي»: «قاض» of «قاضي», but «حزب» is no form of «حزبي»."""
    return stem.kind in ("ND", "NU") and lemma.pos in ("adj", "noun") and stem.form == lemma.form[:-1]


def _entries() -> Iterator[tuple[Lemma, list[Stem]]]:
    for path in sorted((pack.FOLDER / "verbs").glob("*.txt")):
        for record in pack.read(f"verbs/{path.stem}"):
            yield from _verb_entries(record, path.name)
    for path in sorted((pack.FOLDER / "nouns").glob("*.txt")):
        for record in pack.read(f"nouns/{path.stem}"):
            yield from _noun_entries(record)
    for record in pack.read("particles"):
        yield from _particle_entries(record)


def verb_of(record: Record, name: str = "verbs") -> Verb:
    """Return the verb of a record of a verb list. Raises ValueError that names the record's line."""
    try:
        root, form, vowels = record.fields[:3]
        past = next(fold(text) for text, mark in record.surfaces if mark == "")
        present = next(fold(text) for text, mark in record.surfaces if mark == "~")
        return Verb(arabic.root_letters(root), form, past, present, vowels)
    except (ValueError, StopIteration) as error:
        raise ValueError(f"{name}:{record.line}: a verb is root | form | vowels, past, ~ present: {error}") from None


def _verb_entries(record: Record, name: str) -> Iterator[tuple[Lemma, list[Stem]]]:
    verb = verb_of(record, name)
    passive_only = record.settings.get("passive") == "only"
    lemma = Lemma(verb.past, "verb", verb.form, verb.root)
    stems = list(arabic.verb_stems(verb))
    yield lemma, [stem._replace(voice="passive") for stem in stems] if passive_only else stems
    for form, voice in arabic.participles(verb):
        noun = Lemma(form, "participle", voice, verb.root, verb.past)
        stems = list(arabic.noun_stems(form, plurals="un,at", pair=True, radical=True))
        if voice == "passive" and verb.defective and verb.form != "1":
            stems.append(Stem(form[:-1] + "ا", "NF"))  # معطى: «معطاة»
        yield noun, stems
    for text, mark in record.surfaces:
        if mark == "+":
            form = fold(text)
            plurals = "at" if verb.form != "1" or text.endswith("ة") else ""
            found = arabic.noun_stems(form, plurals=plurals, radical=text.endswith("ه"))
            yield Lemma(form, "masdar", "", verb.root, verb.past), list(found)


def _noun_entries(record: Record) -> Iterator[tuple[Lemma, list[Stem]]]:
    sense = record.fields[1] if len(record.fields) > 1 else ""
    pos = sense if sense in ("adj", "elative", "adverb") else "noun"
    plurals = record.settings.get("pl", "un,at" if pos == "adj" else "")
    feminine = record.settings.get("g") == "f"
    pair = pos == "adj" or record.settings.get("f") == "a"
    plain = {text for text, mark in record.surfaces if mark == ""}
    for text, mark in record.surfaces:
        if mark == "" and text + "ي" not in plain:  # «قاض» is a form of «قاضي», never with the article
            form = fold(text)
            radical = text.endswith("ه")  # «منبه», not the ة that folding makes like it
            plural = record.settings.get("n") == "p"  # «سلطات», «استخبارات»: spoken of in the plural alone
            gender = "f" if feminine or plural or text.endswith("ة") else "m"
            lemma = Lemma(form, pos, sense, gender=gender)
            if plural:
                yield lemma, [Stem(form.removesuffix("ات"), "NA")]
                continue
            stems = list(
                arabic.noun_stems(
                    form, feminine=feminine, plurals=plurals, pair=pair, radical=radical, maqsura=text.endswith("ى")
                )
            )
            for other, other_mark in record.surfaces:
                if other_mark == "+":
                    stems.extend(arabic.plural_stems(fold(other), radical=other.endswith("ه"), maqsura=other.endswith("ى")))
                elif other_mark == "!":
                    stems.extend(arabic.noun_stems(fold(other), feminine=True))
            yield lemma, stems


def _particle_entries(record: Record) -> Iterator[tuple[Lemma, list[Stem]]]:
    pos = record.fields[0]
    for text, _ in record.surfaces:
        form = fold(text)
        stems = [Stem(form, "X")]
        if record.settings.get("owned") == "yes":
            stems.extend(Stem(form + pronoun, "X") for pronoun in _PRONOUNS)
        yield Lemma(form, pos), stems


@cache
def _table() -> _Table:
    stored = cached.load("lexicon", StoredStems, _build, pack.fingerprint_of_words)
    return _Table([Lemma(*fields) for fields in stored.lemmas], stored.stems)


_NO_SUFFIX = Suffix("", "", "", "", "")


@lru_cache(maxsize=1 << 16)
def analyses(form: str) -> tuple[Analysis, ...]:
    """Return every way to read a folded form, none where it is not known."""
    found = tuple(_analyses(form))
    return tuple(dict.fromkeys(found)) if len(found) > 1 else found


def _analyses(form: str) -> Iterator[Analysis]:
    for conjunction, rest in _conjunctions(form):
        yield from _particles(conjunction, rest)
        yield from _verbs(conjunction, rest)
        for preposition, article, noun in _prepositions(rest):
            yield from _nouns(conjunction + preposition, article, noun)


def _conjunctions(form: str) -> Iterator[tuple[str, str]]:
    yield "", form
    if len(form) > 2 and form[0] in "وف":
        yield form[0], form[1:]


def _prepositions(form: str) -> Iterator[tuple[str, bool, str]]:
    yield "", False, form
    if form.startswith("ال") and len(form) > 3:
        yield "", True, form[2:]
    if len(form) > 2 and form[0] in "بكل":
        yield form[0], False, form[1:]
        if form.startswith("لل"):
            yield "ل", True, form[2:]
        elif form.startswith("ال", 1) and len(form) > 4:
            yield form[0], True, form[3:]


_AFTER_PREPOSITION = frozenset({"sub", "rel", "dem", "quant"})  # «بأن», «لما», «بهذا», «لكل»


def _particles(conjunction: str, form: str) -> Iterator[Analysis]:
    table = _table()
    for preposition, rest in (("", form), (form[0], form[1:])) if form[0] in "بكل" and len(form) > 2 else (("", form),):
        for number, kind, _ in table.stems.get(rest, ()):
            lemma = table.lemmas[number]
            if kind == "X" and (not preposition or lemma.pos in _AFTER_PREPOSITION):
                yield Analysis(lemma, conjunction + preposition, False, _NO_SUFFIX)


def _verbs(conjunction: str, form: str) -> Iterator[Analysis]:
    yield from _past_verbs(conjunction, form)
    yield from _present_verbs(conjunction, form)
    if form[:1] in "سل" and len(form) > 3 and form[1] in PERSONS:
        yield from _present_verbs(conjunction + form[0], form[1:])


def _past_verbs(particles: str, form: str) -> Iterator[Analysis]:
    for lemma, voice, suffix in _cut(form, "P"):
        yield Analysis(lemma, particles, False, suffix, "past", voice, suffix.gender, suffix.person)


def _present_verbs(particles: str, form: str) -> Iterator[Analysis]:
    person = PERSONS.get(form[:1])
    if person is None:
        return
    for lemma, voice, suffix in _cut(form[1:], "I"):
        if (suffix.person == "2" and form[0] != "ت") or (form[0] in "ان" and suffix.number != "s"):
            continue  # «يرى» is no "you see", «نون» belongs to no "we"
        tense = "jussive" if suffix.state == "jussive" else "present"
        yield Analysis(lemma, particles, False, suffix, tense, voice, suffix.gender or person[0], person[1])


def _nouns(particles: str, article: bool, form: str) -> Iterator[Analysis]:
    for lemma, _, suffix in _cut(form, "N"):
        if article and (suffix.pronoun or suffix.state in ("construct", "acc", "indefinite")):
            continue
        gender = suffix.gender or lemma.gender
        yield Analysis(lemma, particles, article, suffix, "", "", gender, "3")


def _cut(form: str, family: str) -> Iterator[tuple[Lemma, str, Suffix]]:
    """Yield the lemmas of which a form can be with an ending of a family behind it, each with the stem's voice and the ending."""
    table = _table()
    for at in range(len(form), max(1, len(form) - _LONGEST_ENDING) - 1, -1):  # the longest stem first
        for number, kind, voice in table.stems.get(form[:at], ()):
            if kind[0] == family:
                suffix = SUFFIXES[kind].get(form[at:])
                if suffix is not None:
                    yield table.lemmas[number], voice, suffix


def lemmas() -> Iterable[Lemma]:
    """Return all lemmas of the pack."""
    return _table().lemmas
