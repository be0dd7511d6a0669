"""Document -> Annotations: everything that the layers find in one text."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from isnad.annotation.agency import agency
from isnad.annotation.clauses import Syntax
from isnad.annotation.entities import entities
from isnad.annotation.events import events
from isnad.annotation.quantities import quantities
from isnad.annotation.statements import statements
from isnad.annotation.times import times
from isnad.annotation.tokens import Tokens
from isnad.languages import pack
from isnad.languages.names import UserNames
from isnad.model import Annotations, Document

_LANGUAGES = frozenset({"ar"})
_NO_NAMES = UserNames()

__all__ = ["annotate"]


def annotate(document: Document | str, *, published: str | None = None, names: UserNames = _NO_NAMES) -> Annotations:
    """Return what is found in a document, or in a bare Arabic text published on ``published`` (ISO 8601).

    A pure function: no clock, no network, no store. ``names`` are the user's own names. A text in a language
    without a pack comes back with ``pack`` None and nothing found. Furniture is not read.
    """
    if isinstance(document, str):
        digest = sha256(document.encode("utf-8", "surrogatepass")).hexdigest()
        document = Document(name="", text=document, sha256=digest, lang="ar", published=published)
    if document.lang not in _LANGUAGES:
        return Annotations(document=document, pack=None)
    with _uncollected():
        return _annotated(document, names)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python's search for cyclic garbage out: over the tables of the pack it takes a tenth of the time, for nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _annotated(document: Document, names: UserNames) -> Annotations:
    syntax = Syntax(Tokens(_article(document)))
    tokens = syntax.tokens
    found_times = times(tokens, document.published)
    found_entities = entities(syntax, names, document.publisher)
    found_quantities = quantities(tokens, (*found_times, *found_entities))
    found_statements = statements(syntax, found_entities)
    return Annotations(
        document=document,
        pack=pack.fingerprint() + names.fingerprint,
        agency=agency(tokens.surface, found_entities),
        entities=found_entities,
        times=found_times,
        quantities=found_quantities,
        statements=found_statements,
        events=events(syntax, found_entities, found_times, found_quantities, found_statements),
    )


def _article(document: Document) -> str:
    """Return the text with its furniture blanked, every offset unchanged."""
    parts, end = [], 0
    for span in document.boilerplate:
        parts += [document.text[end : span.start], "\n" * (span.end - span.start)]
        end = span.end
    return "".join([*parts, document.text[end:]])
