"""Strikes told twice in one clause, and weapons that one side fires and the other brings down."""

from collections.abc import Sequence

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.told import Told
from isnad.languages.folding import fold

_STRIKING = frozenset(map(fold, ("استهدف", "طال", "ضرب", "هز", "أصاب", "نفذ", "وقع", "شن")))
"""What a strike does, or how it comes about, which is the strike again: «غارة [استهدفت] سيارة», «قصف [وقع] فجراً»."""
_NEAR = 7  # words within which the verb stands behind its strike
_DOWNING = frozenset(("shoot-down", "intercept"))
_FIRING = frozenset(("launch", "shell", "strike-by-drone", "strike-from-air"))
_BEHIND = 10  # words within which is told who fired what is brought down


def told_once(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Leave out a verb that only says of a strike what it hit, and let the strike befall it: «غارة استهدفت قافلة تركية»."""
    completed = list(found)
    for told in found:
        if not _says_what(told, syntax):
            continue
        number = next((i for i in range(len(completed) - 1, -1, -1) if _is_subject(completed[i], told, syntax)), None)
        if number is None:
            continue
        strike = completed[number]
        actors = strike.actors or told.actors
        befallen = strike.recipients or tuple(id for id in told.recipients if id not in actors)
        completed[number] = strike._replace(
            actors=actors, recipients=befallen, sites=(*strike.sites, *told.sites), struck=strike.struck or told.struck
        )
        completed.remove(told)
    return completed


def _says_what(told: Told, syntax: Syntax) -> bool:
    found = syntax.readings[told.trigger.at].analysis
    striking = found is not None and found.lemma.form in _STRIKING
    return (
        striking
        and told.trigger.kind == "verb"
        and told.frame.type == "ASSAULT"
        and not (told.casualties or told.trigger.passive)
    )


def _is_subject(strike: Told, told: Told, syntax: Syntax) -> bool:
    """Whether a strike told by a noun is the subject of a verb: what its clause describes, or what it has for a subject."""
    at, verb = strike.trigger.at, told.trigger.at
    if strike.trigger.kind == "verb" or strike.frame.type != "ASSAULT" or strike.casualties or strike.frame.both:
        return False
    clause = syntax.clauses[syntax.clause_at[verb]]
    if clause.subject is not None and clause.subject.first <= at < clause.subject.last:
        return True
    if not verb - _NEAR <= at < verb or syntax.tokens.sentence(at) != syntax.tokens.sentence(verb):
        return False
    between = syntax.readings[at + 1 : verb]
    own = clause.subject is not None and clause.subject.first > verb
    return clause.kind in ("relative", "further") and not own and not any(r.tag == "V" or "و" in r.particles for r in between)


def intercepted(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Let what is brought down be his who fired it, and be fired at him who brings it down: «أسقطت مسيّرات أطلقتها روسيا»."""
    completed = list(found)
    for number, downing in enumerate(found):
        if downing.frame.key not in _DOWNING or not downing.actors or downing.recipients:
            continue
        for other, firing in enumerate(found):
            if not downing.trigger.at < firing.trigger.at <= downing.trigger.at + _BEHIND or not _is_fired(firing, syntax):
                continue
            completed[number] = downing._replace(recipients=tuple(id for id in firing.actors if id not in downing.actors))
            if not firing.recipients and not {*firing.actors} & {*downing.actors}:
                completed[other] = firing._replace(recipients=downing.actors)
    return completed


def _is_fired(told: Told, syntax: Syntax) -> bool:
    """Whether a verb with a pronoun says who fired what stands before it."""
    pronoun = syntax.readings[told.trigger.at].pronoun
    return told.frame.type == "ASSAULT" and told.frame.key in _FIRING and bool(told.actors) and pronoun in ("ه", "ها", "هما")
