"""Glosses: one line that says what a claim is, in Arabic and English, made from the slots of a report and from nothing else."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from msgspec.structs import replace

from isnad.languages import wordings
from isnad.languages.amounts import amount, is_one
from isnad.languages.bilingual import kind
from isnad.languages.dates import when
from isnad.languages.wordings import Agreement, Segment, Slot, Template
from isnad.model import Factuality, Report, Wording

Names = Callable[[str], tuple[str, str]]
Language = Literal["ar", "en"]
Value = tuple[float | None, float | None]

_LONGEST = 90  # letters of a quote
_MOST = 4  # parties named in one list
_TOLLS = ("killed", "wounded", "captured", "missing", "losses")
_ISOLATE, _END = "\u2068", "\u2069"
_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z]")
_NISBA = re.compile(r"\b(ال\w{3,}ي)ون\b")  # «الحوثيون»: names stand in the genitive here


class _Word(NamedTuple):
    """What fills a slot, whether a verb behind it is in the plural, whether it opens with a name that wants «the»."""

    text: str
    plural: bool = True
    the: bool = False


class _Line(NamedTuple):
    text: str
    quoted: bool
    modal: bool


def gloss(report: Report, names: Names, quote: str = "") -> Wording:
    """Return the line for a report: a headline where it tells a deed, else the words of its ``quote``.

    ``names`` gives the Arabic and the English name of an id. A name in the other script stands isolated in the line, so
    that each line may be shown as it is in a paragraph of its language.
    """
    found = wordings.templates(report.key, report.type, report.object) if report.key else None
    if found is None:
        return Wording(_quoted(quote, "ar"), _quoted(quote, "en"))
    report = replace(report, values={unit.partition(":")[0]: bounds for unit, bounds in report.values.items()})
    return Wording(_written(report, names, quote, found.ar, "ar"), _written(report, names, quote, found.en, "en"))


def _written(report: Report, names: Names, quote: str, templates: Sequence[Template], language: Language) -> str:
    slots = _Slots(report, names, quote, language)
    template = next((t for t in templates if all(slots.get(name) for name in t.needs)), templates[-1])
    slots.told.clear()
    core = _fill(template, slots, report.factuality, language)
    used = _used(template)
    rest = {name for name in ("place", "time", "count.alone") if name.removesuffix(".alone") not in used}
    if core.quoted:
        rest.discard("count.alone")
    (more,) = wordings.tail().ar if language == "ar" else wordings.tail().en
    text = core.text + _fill(more, _Only(slots, rest), "actual", language).text
    if report.factuality != "actual" and not core.modal:
        label = wordings.word("list", "label")
        word = wordings.word("factuality", report.factuality)
        text = (label.ar if language == "ar" else label.en).format(text=text, label=word.ar if language == "ar" else word.en)
    return text if language == "ar" else _capital(text)


def _used(template: Template) -> set[str]:
    return {name.removesuffix(".acc") for name in template.slots}


class _Slots:
    """What a report has for each slot of a template, in one language; ``told``: the numbers that stand in the line already."""

    def __init__(self, report: Report, names: Names, quote: str, language: Language) -> None:
        self.report, self.names, self.quote, self.language = report, names, quote, language
        self.told: set[str] = set()

    def get(self, name: str, default: str | None = None) -> _Word | None:
        """Return what fills a slot, None where nothing does."""
        report = self.report
        if name in ("actors", "recipients"):
            return self._parties(getattr(report, name))
        if name in ("parties", "sides"):
            several = report.actors if name == "parties" else report.recipients
            return self._parties(several) if len(several) > 1 else None
        if name in ("persons", "named"):
            types = ("PER",) if name == "persons" else ("PER", "ORG")
            fitting = report.recipients and not report.values and all(_type(id) in types for id in report.recipients)
            return self._parties(report.recipients) if fitting else None
        if name.startswith("object"):
            return self._object(name.endswith(".acc"), default)
        if name in ("count", "count.alone"):
            return self._count(self._untold(), name == "count.alone")
        if name == "losses":
            self.told.add("losses")
            return self._number("losses")
        if name in ("victims", "killed", "wounded", "captured", "missing"):
            return self._victims(None if name == "victims" else name, default)
        if name == "quote":
            return _Word(_quoted(self.quote, self.language)) if self.quote.strip() else None
        if name == "place":
            known = report.place is None or report.place in (*report.actors, *report.recipients)
            return None if known else self._parties((report.place,))  # type: ignore[arg-type]
        if name == "time":
            words = when(report.time, within=True) if report.time else None
            return _Word(self._of(words)) if words else None
        raise KeyError(name)

    def _untold(self) -> dict[str, Value]:
        return {counted: value for counted, value in self.report.values.items() if counted not in self.told}

    def _of(self, words: Wording) -> str:
        return words.ar if self.language == "ar" else words.en

    # ---- parties

    def _parties(self, ids: Sequence[str]) -> _Word | None:
        named = [self._name(id) for id in ids]
        found = [name for name in named if name is not None]
        if not found:
            return None
        shown = found if len(found) <= _MOST else found[: _MOST - 1]
        texts = [shown[0].text, *(_the(name) for name in shown[1:])]
        if len(found) > _MOST:
            text = self._of(wordings.word("list", "others")).format(rest=self._joined(texts))
        elif self.language == "ar" or len(texts) == 1:
            text = self._joined(texts)
        else:
            text = self._of(wordings.word("list", "pair")).format(rest=self._joined(texts[:-1]), last=texts[-1])
        return _Word(text, len(found) > 1 or found[0].plural, found[0].the)

    def _joined(self, texts: Sequence[str]) -> str:
        if self.language == "en":
            return ", ".join(texts)
        return texts[0] + "".join(f" و{'' if _ARABIC.match(text) else ' '}{text}" for text in texts[1:])

    def _name(self, id: str) -> _Word | None:
        arabic, english = (_clean(name) for name in self.names(id))
        if self.language == "ar":
            name = arabic or english
            name = name if "فزيون" in name else _NISBA.sub(r"\1ين", name).replace("الإخوان المسلمون", "الإخوان المسلمين")
            return _Word(_isolated(name, _LATIN)) if name else None
        name = english or arabic
        if not name:
            return None
        return _Word(_isolated(name, _ARABIC), _is_plural(name), _wants_the(name))

    # ---- numbers

    def _number(self, counted: str, alone: bool = False) -> _Word | None:
        low, high = self.report.values.get(counted, (None, None))
        words = amount(low, high, wordings.noun_of(counted) if counted else None, alone=alone)
        if words is None:
            return None
        return _Word(self._foreign(self._of(words)), not is_one(low, high))

    def _foreign(self, text: str) -> str:
        """Return a text of which a noun may be in the other script."""
        return _isolated(text, _ARABIC) if self.language == "en" and _ARABIC.search(text) else text

    def _count(self, values: Mapping[str, Value], alone: bool) -> _Word | None:
        found = []
        for counted, bounds in values.items():
            number = self._number(counted, alone)
            if number is not None:
                found.append(number)
            elif counted in _TOLLS and bounds == (None, None):
                found.append(_Word(self._of(wordings.word("toll", counted))))
        if not found:
            return None
        texts = [number.text for number in found]
        if self.language == "ar" or len(texts) == 1:
            text = self._joined_counts(texts)
        else:
            text = self._of(wordings.word("list", "pair")).format(rest=", ".join(texts[:-1]), last=texts[-1])
        return _Word(text, len(found) > 1 or found[0].plural)

    @staticmethod
    def _joined_counts(texts: Sequence[str]) -> str:
        return texts[0] + "".join(f" و{text}" for text in texts[1:])

    def _object(self, accusative: bool, default: str | None) -> _Word | None:
        """Return what passes hands: its number and noun, «20 طناً من المساعدات», or the word of its class."""
        thing = wordings.things().get(self.report.object or "")
        if self.report.object == "other":
            thing = None
        for counted in self.report.values:
            number = None if counted in _TOLLS else self._number(counted)
            if number is None:
                continue
            if self._is_object(counted):
                self.told.add(counted)
                return number
            if wordings.noun_of(counted).kind == "m" and (thing or default):
                self.told.add(counted)
                if self.language == "ar":
                    whole = thing.definite if thing else "ال" + (default or "").removesuffix("اً")
                else:
                    whole = thing.en if thing else default or ""
                return number._replace(text=self._of(wordings.word("list", "of")).format(count=number.text, thing=whole))
        if thing is None:
            return None
        if self.language == "en":
            return _Word(thing.en, thing.plural)
        return _Word(thing.accusative if accusative else thing.genitive)

    def _is_object(self, counted: str) -> bool:
        """Whether a counted noun is what passes hands."""
        found = wordings.thing_of(counted)
        return found is not None and self.report.object in (found, None)

    def _victims(self, toll: str | None, default: str | None) -> _Word | None:
        """Return whom a deed befell: by name, or how many and of whom."""
        report = self.report
        counted = toll or next((name for name in report.values if name in _TOLLS or wordings.noun_of(name).kind == "p"), None)
        low, high = report.values.get(counted, (None, None)) if counted else (None, None)
        if counted:
            self.told.add(counted)
        persons = tuple(id for id in report.recipients if _type(id) == "PER")
        if persons and len(persons) == len(report.recipients) and (high is None or high <= len(persons)):
            return self._parties(persons)
        noun = None
        if counted is not None:
            noun = wordings.noun("person") if counted in _TOLLS else wordings.noun_of(counted)
        number = amount(low, high, noun) if noun is not None else None
        origin = self._parties(tuple(id for id in report.recipients if noun is None or id != noun.country))
        if number is not None:
            people = _Word(self._foreign(self._of(number)), not is_one(low, high))
        elif origin is not None:
            person = wordings.noun("person")
            people = _Word(default or self._of(Wording(person.ar[1], person.en[1])))
        else:
            return None
        if origin is None:
            return people
        return people._replace(text=self._of(wordings.word("list", "from")).format(people=people.text, parties=_the(origin)))


class _Only(_Slots):
    """Some of the slots of a report."""

    def __init__(self, slots: _Slots, names: set[str]) -> None:
        super().__init__(slots.report, slots.names, slots.quote, slots.language)
        self.only, self.told = names, slots.told

    def get(self, name: str, default: str | None = None) -> _Word | None:
        """Return what fills a slot of those, None for others."""
        return super().get(name, default) if name in self.only else None


def _fill(template: Template, slots: _Slots, factuality: Factuality, language: Language) -> _Line:
    """Write a template; in English the verb that agrees is «to send» or «may send» where the deed is planned or possible."""
    text, plural, quoted, modal = "", True, False, False
    for part in template.parts:
        if isinstance(part, Segment):
            inside = [slots.get(inner.name, inner.default) for inner in part.parts if isinstance(inner, Slot)]
            if not all(inside):
                continue
            parts: tuple[str | Slot | Agreement, ...] = part.parts
        else:
            parts = (part,)
        for piece in parts:
            if isinstance(piece, str):
                text += piece
            elif isinstance(piece, Agreement):
                base = "be" if piece.plural == "are" else piece.plural
                if not modal and factuality in ("planned", "possible"):
                    text, modal = text + ("to " if factuality == "planned" else "may ") + base, True
                else:
                    text += piece.plural if plural else piece.singular
            else:
                word = slots.get(piece.name, piece.default) or _Word(piece.default or "")
                quoted, plural = quoted or piece.name == "quote", word.plural
                text = _attached(text, word.text) if language == "ar" else text + (_the(word) if text else word.text)
    return _Line(text, quoted, modal)


def _attached(text: str, word: str) -> str:
    """Join a word to a text that ends in «لـ», «بـ», «و», «من», «عن»: «للصين», «لروسيا», «لـ NATO», «عمّا لا يقل»."""
    if word.startswith("ما ") and text.endswith((" من ", " عن ")):
        return f"{text[:-2]}مّ{word[1:]}"
    if text.endswith("لـ") and word.startswith("ال"):
        return f"{text[:-1]}{word[1:]}"
    if text.endswith(("لـ", "بـ")) and _ARABIC.match(word):
        return text[:-1] + word
    if text.endswith(("لـ", "بـ", " و")) and word and not word[0].isdigit():
        return text + ("" if _ARABIC.match(word) else " ") + word
    return text + word


def _the(name: _Word) -> str:
    return f"the {name.text}" if name.the else name.text


@cache
def _english(key: str) -> frozenset[str]:
    return frozenset(wordings.section("english")[key][0])


def _wants_the(name: str) -> bool:
    words = name.split()
    listed = name in _english("the-name") or words[-1] in _english("the-last") or words[0] in _english("the-first")
    return listed and words[0] != "The"


def _is_plural(name: str) -> bool:
    return name.split()[-1] in _english("plural-last")


def _type(id: str) -> str:
    """Return whether an id is a person's ("PER") or a body's ("ORG"), "" for the rest."""
    listed, prefix = kind(id).partition("-")[0], id.partition("-")[0]
    if listed:
        return {"persons": "PER", "organisations": "ORG"}.get(listed, "")
    return prefix.upper() if prefix in ("per", "org") else ""


def _clean(text: str) -> str:
    return _CONTROLS.sub("", " ".join(text.split()))


def _isolated(text: str, other: re.Pattern[str]) -> str:
    return f"{_ISOLATE}{text}{_END}" if other.search(text) else text


def _quoted(quote: str, language: Language) -> str:
    """Return the words of a text as a line, cut behind a word, in quotation marks; isolated from a line of the other language."""
    text = _clean(quote)
    if len(text) > _LONGEST:
        cut = text[: _LONGEST + 1].rpartition(" ")[0] or text[:_LONGEST]
        text = cut.rstrip("،,;؛:.-–— ") + "…"
    if language == "ar":
        return f"«{_isolated(text, _LATIN) if not _ARABIC.search(text) else text}»"
    return f"“{_isolated(text, _ARABIC)}”"


def _capital(text: str) -> str:
    at = len(text) - len(text.lstrip("“" + _ISOLATE))
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
