"""Statements: who says what, on whose word (``shared/gold/GUIDE.md``, "Statements").

``cues`` finds the words that report; the reader of each kind of cue finds who speaks (``subjects``, ``antecedents``,
``speakers``) and what is said (``contents``, ``hosts``, ``extents``). Cues are read in the order of the text, for what was said
before tells who goes on.
"""

from collections.abc import Sequence

from isnad.annotation.clauses import Syntax
from isnad.annotation.statements.attributions import Adverbs, Attributions
from isnad.annotation.statements.chains import Chains
from isnad.annotation.statements.checks import Checks
from isnad.annotation.statements.colons import Colons
from isnad.annotation.statements.cues import Found, Kind
from isnad.annotation.statements.extents import Content
from isnad.annotation.statements.nouns import Nouns, Participles
from isnad.annotation.statements.readers import Reader
from isnad.annotation.statements.said import Said, Text
from isnad.annotation.statements.verbs import Verbs
from isnad.languages.naming import context
from isnad.model import Entity, Span, Statement

_BESIDE = 100  # statements on either side among which one is told again: they share their words
_SAME = 0.6  # of the words of two contents, where they are one


def statements(syntax: Syntax, entities: Sequence[Entity]) -> tuple[Statement, ...]:
    """Return the statements of a text, in the order of their cues."""
    text = Text(syntax, entities)
    colons = Colons(text)
    readers: dict[Kind, Reader] = {
        "verb": Verbs(text),
        "participle": Participles(text),
        "noun": Nouns(text),
        "prep": Attributions(text),
        "adverb": Adverbs(text),
        "colon": colons,
        "answer": colons.answers,
    }
    for cue in sorted([*text.cues, *colons.cues()], key=lambda cue: cue.first):
        text.said += _without_inserted(text, readers[cue.kind].said(cue))
    text.said = _without_repeated(text, text.said)
    chains, checks = Chains(text), Checks(text)
    ordered = sorted(text.said, key=lambda said: (said.cue.first, said.content.first, said.ids))
    return tuple(_statement(text, said, chains, checks) for said in ordered)


def _without_inserted(text: Text, found: Sequence[Said]) -> list[Said]:
    """Leave out what only stands between another cue and its content; a named body that broadcasts it is a link of its chain."""
    kept: list[Said] = []
    for said in found:
        hosts = [at for at in text.places if _is_inserted(said, text.said[at])]
        kept += [] if hosts else [said]
        if hosts and not said.speaker.unnamed and text.verb(said.cue) in context("broadcasts"):
            host = text.said[hosts[-1]]
            if said.ids != host.ids and said.ids not in host.media:
                text.said[hosts[-1]] = host._replace(media=(*host.media, said.ids))
    return kept


def _without_repeated(text: Text, found: Sequence[Said]) -> list[Said]:
    """Keep one statement where a noun and a verb give the same words to the same source."""
    kept: list[Said] = []
    for place, said in enumerate(found):
        beside = found[max(0, place - _BESIDE) : place + _BESIDE]
        again = [other for other in kept[-_BESIDE:] if other.ids == said.ids and _same(other.content, said.content)]
        within = [other for other in again if _is_told(text, said, other)]
        if said.cue.kind == "noun" and any(_is_opened(said, other) for other in beside):
            continue
        if again and within == again and again[0].rule == "verb/quoted-from":
            kept[kept.index(again[0])] = said._replace(media=again[0].media)  # «نُقل عنهم أنهم يشترطون …» is their condition
        elif within == again and (said.cue.kind == "prep" or not any(_is_inserted(said, other) for other in beside)):
            kept.append(said)
    return kept


def _is_opened(said: Said, other: Said) -> bool:
    """Whether a noun of saying (the cue of ``said``) opens what its speaker says: «أكد الطرفان [التزامهما بالهدنة]» is one."""
    opens = other.cue.kind == "verb" and other.content.first == said.cue.first
    return opens and other.ids == said.ids and other.content.last >= said.content.last


def _is_told(text: Text, said: Said, other: Said) -> bool:
    """Whether a statement is told with a verb and «أن» of its own within another: «قالت إنها أكدت لأول مرة أنها …»."""
    inside = said.cue.kind == "verb" and other.content.first <= said.cue.first < other.content.last
    return inside and not text.read[said.content.first - 1].particles.startswith("و")


def _is_inserted(said: Said, other: Said) -> bool:
    """Whether a cue only stands between another and its content: «وردّت، في بيان [توصلت] به الجريدة، بأنها …»."""
    between = other.cue.first < said.cue.first < other.content.first == said.content.first
    return (
        between
        and said.cue.kind != "prep"
        and other.content.how in ("that", "quote", "b")
        and not said.rule.startswith("verb/told")
    )


def _same(a: Content, b: Content) -> bool:
    both = max(0, min(a.last, b.last) - max(a.first, b.first))
    return both / (a.last - a.first + b.last - b.first - both) >= _SAME


def _statement(text: Text, said: Said, chains: Chains, checks: Checks) -> Statement:
    phrase = said.speaker.phrase
    reading = text.read[phrase.first] if phrase is not None else None
    skip = len(reading.particles) if reading is not None and reading.tag != "S" else 0  # «بان كي مون»
    return Statement(
        source=None if phrase is None else text.tokens.span(phrase.first, phrase.last, skip),
        source_id=said.ids,
        cue=_cue_span(text, said.cue),
        content=text.contents.span(said.content),
        stance=said.stance,
        chain=tuple(chains.of(said)),
        rule=said.rule,
        candidates=chains.candidates(said),
        unverified=checks.is_unverified(said),
    )


def _cue_span(text: Text, cue: Found) -> Span:
    """Return the surface of a cue; of a colon, the mark before its first word."""
    if cue.kind not in ("colon", "answer"):
        return text.tokens.span(cue.first, cue.last, cue.skip)
    place = text.tokens.surface.index(":", text.tokens.span(cue.first - 1, cue.first).end)
    return Span(place, place + 1)
