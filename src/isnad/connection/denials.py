"""Denials: where somebody denies what another tells, so that the denial and what it denies are two reports.

«نفت الوزارة ذلك» denies what stands before it, «نفى الوزير ما تردد عن استقالته» what others tell: the words of the denial are its
source and its cue, and what it denies is told by whoever tells it.
"""

from isnad.connection.overlaps import Overlaps
from isnad.connection.tolls import denial_words
from isnad.model import Annotations, Entity, Span, Statement

_SAME = 0.8  # share of two contents that is common where they are one
_SPEAKERS = ("PER", "ORG", "GPE", "NORP")
_BESIDE = 12  # code points between a word of denial and the name of its subject behind it
_BEFORE = 60  # and that of one before it
_REACH = 120  # code points from a word of denial to what it denies
_SENTENCE = ".!؟?\n"


def denials(found: Annotations) -> dict[int, Span]:
    """Return the words of each denial of what another tells, by the index of its statement."""
    contents = Overlaps(statement.content for statement in found.statements)
    return {
        number: _words(found.text, statement)
        for number, statement in enumerate(found.statements)
        if statement.stance == "deny" and _is_of_another(statement, found.statements, contents)
    }


def _is_of_another(denial: Statement, statements: tuple[Statement, ...], contents: Overlaps[Span]) -> bool:
    """Whether what is denied stands before the denial, or is the content of somebody else's word too."""
    if denial.content.end <= denial.cue.start:
        return True
    return any(
        other.stance != "deny" and other.source_id != denial.source_id and _shared(denial.content, other.content) >= _SAME
        for other in (statements[number] for number, _ in contents.over(denial.content.start, denial.content.end))
    )


def denier(text: str, sentence: Span, denied: Span, entities: Overlaps[Entity]) -> str | None:
    """Return who denies what stands at a span of a sentence: the name beside the last word of denial before it, or in it.

    «نفت الحركة مسؤوليتها عن الهجوم», «بيلاروسيا أنكرت أي بيع»; of nobody where none stands there.
    """
    near = [word for word in denial_words(text, sentence) if word.start < denied.end and denied.start - word.end <= _REACH]
    for word in reversed(near):
        named = [e for _, e in entities.over(sentence.start, sentence.end) if e.type in _SPEAKERS]
        behind = [e for e in named if 0 <= e.start - word.end <= _BESIDE]
        before = [e for e in named if 0 <= word.start - e.end <= _BEFORE]
        if behind or before:
            return behind[0].id if behind else before[-1].id
    return None


def _words(text: str, denial: Statement) -> Span:
    """Return the cue of a denial with its source, where that stands in one sentence with it."""
    source, cue = denial.source, denial.cue
    if source is None:
        return Span(cue.start, cue.end)
    both = Span(min(source.start, cue.start), max(source.end, cue.end))
    one = not any(mark in both.quote(text) for mark in _SENTENCE)
    return both if one and both.end <= max(cue.end, denial.content.start) else Span(cue.start, cue.end)


def _shared(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (max(a.end, b.end) - min(a.start, b.start))
