"""Proposing: the sentences in which the rules found nobody speaking and no deed, read a second time by a model."""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from isnad.case import Case
from isnad.connection.reports import SENTENCE
from isnad.llm.checking import Dropped, Proposal, check
from isnad.llm.endpoint import Model, ModelError
from isnad.llm.prompt import INSTRUCTIONS, message
from isnad.model import Annotations, Document, Span

_AT_ONCE, _LETTERS = 12, 6000  # sentences and code points of one question
_WORDS = re.compile(r"\w+")
_LEAST = 4  # words of a sentence that can tell anything
_FAILURES = 3  # in a row: then the endpoint is not asked further


class Proposals(Struct, frozen=True, kw_only=True):
    """What a model proposed: of how many ``documents`` and silent ``sentences``, in how many ``questions``.

    ``dropped`` counts what did not fit, by the reason; ``failures`` say, each once, why questions got no answer.
    """

    found: tuple[Proposal, ...]
    documents: int
    sentences: int
    questions: int
    dropped: dict[str, int]
    failures: tuple[str, ...]


def propose(
    case: Case,
    model: Model,
    *references: str,
    key: str | None = None,
    progress: Callable[[int, str], None] | None = None,
) -> Proposals:
    """Return what a model finds where the rules found nothing: in some documents, or in all but the private ones.

    Nothing is kept: a proposal enters the claims where a person adds its words (``Case.judge("add", …)``). Raises CaseError
    where a reference means no document.
    """
    rule, dropped = f"model {model.name}", Dropped()
    found: list[Proposal] = []
    failures: dict[str, None] = {}
    documents = sentences = questions = in_a_row = 0
    for document in _meant(case, references):
        documents += 1
        silent = list(silences(case.annotations(document.id)))
        sentences += len(silent)
        for asked in _batches(silent):
            if in_a_row >= _FAILURES:
                break
            questions += 1
            if progress:
                progress(questions, document.name)
            try:
                answer = model.ask(INSTRUCTIONS, message([span.quote(document.text) for span in asked]), key)
            except ModelError as error:
                failures[str(error)] = None
                dropped["no answer"] += 1
                in_a_row += 1
                continue
            in_a_row = 0
            found += check(answer, document, asked, rule, dropped)
    return Proposals(
        found=tuple(found),
        documents=documents,
        sentences=sentences,
        questions=questions,
        dropped=dict(dropped.items()),
        failures=tuple(failures),
    )


def _meant(case: Case, references: Sequence[str]) -> Iterator[Document]:
    if references:
        yield from {document.id: document for document in map(case.document, references)}.values()
        return
    private = case.withheld()
    yield from (document for document in case.documents() if document.id not in private)


def silences(found: Annotations) -> Iterator[Span]:
    """Yield the sentences of an article in which the rules found no statement and no event."""
    text = found.text
    told = [*found.document.boilerplate, *(event.trigger for event in found.events)]
    told += [span for s in found.statements for span in (s.source, s.cue, s.content) if span]
    at = 0
    for end in [*(match.end() for match in SENTENCE.finditer(text)), len(text)]:
        start, at = at, end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if len(_WORDS.findall(text, start, end)) < _LEAST or end - start > _LETTERS:
            continue
        if not any(span.start < end and start < span.end for span in told):
            yield Span(start, end)


def _batches(sentences: Sequence[Span]) -> Iterator[list[Span]]:
    batch: list[Span] = []
    size = 0
    for span in sentences:
        if batch and (len(batch) == _AT_ONCE or size + span.end - span.start > _LETTERS):
            yield batch
            batch, size = [], 0
        batch.append(span)
        size += span.end - span.start
    if batch:
        yield batch
