"""The page of an evidence packet: the same objects that its machine files hold, for a person to read and print."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from isnad.languages.amounts import amount
from isnad.languages.dates import when
from isnad.languages.wordings import noun_of
from isnad.model import Wording

Lang = Literal["ar", "en"]
LANGS: tuple[Lang, ...] = ("ar", "en")
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "ur", "ckb", "sd", "ug", "yi")
_HERE = files("isnad.exports")
Object = Mapping[str, Any]


def page(lang: Lang, claims: Sequence[Object], documents: Mapping[str, Object], program: Object, *, unreviewed: bool) -> str:
    """Return the page of some claims in one language, complete in itself: no script, nothing loaded from anywhere."""
    numbers = {report["id"]: number for claim in claims for number, report in enumerate(claim["reports"], 1)}
    written: str = _template().render(
        t=_Words(lang),
        claims=claims,
        documents=documents,
        numbers=numbers,
        version=program["version"],
        rules=program["rules"],
        packs=sorted({document["pack"] for document in documents.values() if document["pack"]}),
        unreviewed=unreviewed,
        style=Markup(_HERE.joinpath("page.css").read_text(encoding="utf-8")),
    )
    return written


@cache
def _template() -> Any:
    source = _HERE.joinpath("page.html").read_text(encoding="utf-8")
    made = Environment(
        loader=DictLoader({"page": source}), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return made.get_template("page")


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(_HERE.joinpath("words.toml").read_text(encoding="utf-8"))


class _Words:
    """What the page says in one language, and what it says of the objects."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        arabic = lang == "ar"
        self.other_lang: Lang = "en" if arabic else "ar"
        self.other = f"page.{self.other_lang}.html"
        self.dir = "rtl" if arabic else "ltr"
        self.comma, self.semicolon, self.colon = ("، ", "؛ ", ": ") if arabic else (", ", "; ", ": ")
        self.arrow = "←" if arabic else "→"

    def __call__(self, key: str, **values: object) -> Markup:
        """Return the words of a key, each value isolated from the direction of what stands around it."""
        parts = Formatter().parse(_table()[key][self.lang])
        return Markup("").join(
            escape(text) + (Markup("<bdi>{}</bdi>").format(values[slot]) if slot else Markup("")) for text, slot, _, _ in parts
        )

    def direction(self, document: Object) -> str:
        """Return in which direction an article is written."""
        return "rtl" if document["lang"] in _RIGHT_TO_LEFT else "auto"

    def say(self, words: Mapping[str, str]) -> str:
        """Return what is said in both languages in this one."""
        return words[self.lang] or words[self.other_lang]

    def flag(self, flag: str) -> Markup:
        """Return a flag of an article in words; one without words as it is."""
        return self(f"flag_{flag}") if f"flag_{flag}" in _table() else escape(flag)

    def day(self, moment: str | None) -> Markup:
        """Return the day of an ISO date as a person reads it."""
        return self.time(moment[:10]) if moment else self("undated")

    def time(self, value: str | None) -> Markup:
        """Return a TIMEX3 value as a person reads it, as precise as it is; one that names no date, such as «once», is none."""
        if not value or not any(letter.isdigit() for letter in value):
            return Markup("–")
        told = when(value)
        return escape(self._of(told) if told else value)

    def amount(self, count: Object) -> str:
        """Return a number with what it counts."""
        unit = str(count["unit"])
        noun = noun_of(unit) if unit else None
        told = amount(count["low"], count["high"], noun, alone=True)
        named = self._of(Wording(noun.ar[1], noun.en[1])) if noun else ""
        return self._of(told) if told else named

    def _of(self, words: Wording) -> str:
        return words.ar if self.lang == "ar" else words.en

    def any_unreviewed(self, claim: Object, ids: Iterable[str]) -> bool:
        """Whether one of some reports of a claim was accepted by nobody."""
        wanted = set(ids)
        return any(report["review"] == "unreviewed" for report in claim["reports"] if report["id"] in wanted)

    def some_unreviewed(self, claim: Object) -> bool:
        """Whether a report of a claim was accepted by nobody, so that what is worked out from all of them is unreviewed."""
        return self.any_unreviewed(claim, (report["id"] for report in claim["reports"]))

    def outlet(self, claim: Object, id: str, documents: Mapping[str, Object]) -> str:
        """Return the outlet in which a report stands."""
        document = documents[next(report["document"] for report in claim["reports"] if report["id"] == id)]
        return str(document["publisher"] or document["name"])

    def clashes(self, claim: Object) -> list[dict[str, Any]]:
        """Return the contradictions of a claim, those that say the same as one: its two sides with all their reports."""
        told = {report["id"]: report for report in claim["reports"]}
        found: dict[tuple[str, bool, str, str], dict[str, list[str]]] = {}
        for one in claim["conflicts"]:
            if one["relation"] == "contradiction":
                left, right = sorted(one["between"], key=lambda id: _tells(told[id], one["slot"]))
                known = found.setdefault((one["slot"], one["judged"], one["why"]["ar"], one["why"]["en"]), {})
                known.setdefault(left, []).append(right)
        order = {report["id"]: place for place, report in enumerate(claim["reports"])}
        return [
            {"slot": slot, "judged": judged, "why": {"ar": ar, "en": en}, "sides": sides}
            for (slot, judged, ar, en), pairs in found.items()
            for sides in _sides(pairs, order)
        ]


def _tells(report: Object, slot: str) -> str:
    """Return what a report says in a slot, so that those who say the same come to stand on one side."""
    values = {
        "count": report["counts"],
        "time": report["time"]["value"],
        "place": report["place"],
        "actor": report["event"]["actors"],
        "recipient": report["event"]["recipients"],
        "polarity": report["polarity"],
    }
    return str(values[slot])


def _sides(pairs: Mapping[str, Sequence[str]], order: Mapping[str, int]) -> list[tuple[list[str], list[str]]]:
    """Return pairs as few products of two sides: reports that are against the same others stand on one side."""
    joined: dict[tuple[str, ...], list[str]] = {}
    for left, rights in pairs.items():
        joined.setdefault(tuple(sorted(rights, key=order.__getitem__)), []).append(left)
    return [(lefts, list(rights)) for rights, lefts in joined.items()]
