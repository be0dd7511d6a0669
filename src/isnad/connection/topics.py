"""Topics: what a document is about, in a few names and words, by which documents of one story are told from others."""

from collections import Counter

from isnad.connection.content import stems, weight
from isnad.connection.identities import identity
from isnad.model import Annotations

_MOST = 24  # topics of a document
_NAMED = 2.0  # what a name weighs


def topics(found: Annotations) -> tuple[str, ...]:
    """Return the topics of a document, the weightiest first: how often it names or says them, by how rare they are."""
    named = Counter(identity(entity.id) for entity in found.entities)
    said = Counter(stems(_article(found)))
    weights = {id: count * _NAMED for id, count in named.items()} | {stem: n * weight(stem) for stem, n in said.items()}
    return tuple(sorted(weights, key=lambda topic: (-round(weights[topic], 6), topic))[:_MOST])


def _article(found: Annotations) -> str:
    """Return the text of a document without its furniture."""
    kept, at = [], 0
    for span in found.document.boilerplate:
        kept.append(found.text[at : span.start])
        at = span.end
    return " ".join((*kept, found.text[at:]))
