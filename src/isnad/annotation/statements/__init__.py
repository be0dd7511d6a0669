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
from isnad.model import Entity, Span, Statement

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
        text.said += readers[cue.kind].said(cue)
    text.said = _without_repeated(text.said)
    chains, checks = Chains(text), Checks(text)
    ordered = sorted(text.said, key=lambda said: (said.cue.first, said.content.first, said.ids))
    return tuple(_statement(text, said, chains, checks) for said in ordered)


def _without_repeated(found: Sequence[Said]) -> list[Said]:
    """Keep one statement where a noun and a verb give the same words to the same source."""
    kept: list[Said] = []
    given: dict[tuple[str, int], list[Content]] = {}
    for said in found:
        content = said.content
        middle = (content.first + content.last - 1) // 2  # it stands in all that is more than half of the content
        if not any(_same(other, content) for other in given.get((said.ids, middle), ())):
            kept.append(said)
            for at in range(content.first, content.last):
                given.setdefault((said.ids, at), []).append(content)
    return kept


def _same(a: Content, b: Content) -> bool:
    both = max(0, min(a.last, b.last) - max(a.first, b.first))
    return both / (a.last - a.first + b.last - b.first - both) >= _SAME


def _statement(text: Text, said: Said, chains: Chains, checks: Checks) -> Statement:
    phrase = said.speaker.phrase
    return Statement(
        source=None if phrase is None else text.tokens.span(phrase.first, phrase.last, len(text.read[phrase.first].particles)),
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
