"""Entities: who and what is named, listed names first, then names found by the words around them.

Detectors propose mentions; of those that overlap the longest stands. Names found once in a document are then
looked for in the whole of it. Nothing is proposed without the name of the rule that did.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from isnad.annotation.clauses import Syntax
from isnad.annotation.composed import composed
from isnad.annotation.gazetteer import listed
from isnad.annotation.glossed import glossed
from isnad.annotation.headed import headed
from isnad.annotation.mentions import Candidate, longest, slug
from isnad.annotation.outlets import outlets
from isnad.annotation.persons import persons
from isnad.annotation.quoted import quoted
from isnad.annotation.repeated import repeated
from isnad.annotation.rows import rows
from isnad.annotation.spelled import spelled
from isnad.annotation.tellers import tellers
from isnad.annotation.tokens import Tokens
from isnad.languages.names import UserNames
from isnad.languages.naming import heads
from isnad.languages.phrases import Phrases, key
from isnad.model import Entity

_NO_NAMES = UserNames()


def entities(syntax: Syntax, user: UserNames = _NO_NAMES, publisher: str | None = None) -> tuple[Entity, ...]:
    """Return the mentions of a text, in order; ``user`` are names that go before the pack's, ``publisher`` is one more."""
    tokens = syntax.tokens
    own = list(_publisher(tokens, publisher))
    named = [mention for mention in own if tokens.gap(mention.first).strip()[-1:] in ("«", '"', "“", "(")]
    found = [
        *headed(syntax),
        *persons(syntax),
        *quoted(syntax),
        *outlets(tokens),
        *tellers(syntax),
        *glossed(syntax),
        *spelled(tokens),
    ]
    # «حي الزمالك»: the quarter, not the club; «الفرقاطة شارل ديغول»: not the general
    spots = [mention for mention in found if mention.rule in ("head/place/spot", "head/materiel/vessel")]
    # «المرسى» in quotation marks is the outlet, not the town
    chosen = longest([*named, *spots, *listed(syntax, user), *own, *found])
    chosen = longest([*rows(syntax, chosen), *chosen])
    chosen = longest([*repeated(syntax, chosen), *chosen])
    chosen = longest([*composed(tokens, chosen), *chosen])
    return tuple(_exported(tokens, chosen))


def _publisher(tokens: Tokens, name: str | None) -> Iterator[Candidate]:
    """Yield where an article names the outlet that published it: «قال لـ«نبض الصحراء نت»»."""
    if not name or not key(name):
        return
    words = Phrases((form, name) for form in _shortened(name))
    for at in range(len(tokens)):
        match = words.at(tokens.words, at)
        if match:
            parts = [tokens.bare(at, match.particles), *tokens.forms[at + 1 : match.last]]
            yield Candidate(at, match.last, match.particles, "ORG", slug("ORG", parts), name, "publisher")


def _shortened(name: str) -> Iterator[str]:
    """Yield an outlet's name, and what is left of it without the word for what it is: «صحيفة الساحل»: «الساحل»."""
    yield name
    first, _, rest = name.partition(" ")
    head = heads().get(key(first))
    if head is not None and head.kind == "organisation" and len(key(rest)) > 3:
        yield rest
        core, _, last = rest.rpartition(" ")
        if core and last.startswith("لل"):
            yield core  # «وكالة الساحل للأنباء»: «الساحل»


def _exported(tokens: Tokens, chosen: Sequence[Candidate]) -> Iterator[Entity]:
    called: dict[str, str] = {}
    for mention in chosen:
        quote = tokens.span(mention.first, mention.last, mention.skip).quote(tokens.surface)
        if tokens.bare(mention.first, mention.skip) != tokens.forms[mention.first][mention.skip :]:
            quote = "ا" + quote  # the alef of the article that «لل» hides
        if not mention.rule.startswith("name/") and len(quote) > len(called.get(mention.id, "")):
            called[mention.id] = quote
    korea = Counter(m.id for m in chosen if m.id in ("KP", "KR")).most_common(1)
    for mention in chosen:
        span = tokens.span(mention.first, mention.last, mention.skip)
        id = korea[0][0] if mention.id == "KOREA" and korea else mention.id
        yield Entity(span.start, span.end + mention.closed, mention.type, id, called.get(mention.id, mention.name), mention.rule)
