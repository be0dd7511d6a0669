"""Claims of responsibility: who says that he did a violent deed did it."""

from collections.abc import Sequence

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.answers import NAMING
from isnad.annotation.events.parties import Parties
from isnad.annotation.events.told import Told, is_land
from isnad.languages.folding import fold

_CLAIMING = frozenset((fold("تبنى"),))
_RESPONSIBILITY = (fold("المسؤولية"), fold("مسؤولية"))
_REACH = 60  # words within which the deed stands before its claim


def claimed(found: Sequence[Told], syntax: Syntax, parties: Parties) -> list[Told]:
    """Let who claims a deed have done those told without an actor right before: «خُطف مهندسان. وتبنّت الجماعة العملية»."""
    completed = list(found)
    for at, actors in _claims(syntax, parties):
        open_deeds = [
            number
            for number, told in enumerate(completed)
            if told.frame.type == "ASSAULT" and at - _REACH < told.trigger.at < at and not (told.actors or told.frame.both)
        ]
        if not open_deeds:
            continue
        sentence = syntax.tokens.sentence(completed[open_deeds[-1]].trigger.at)
        for number in open_deeds:
            told = completed[number]
            if syntax.tokens.sentence(told.trigger.at) == sentence and not {*actors} & {*told.recipients}:
                completed[number] = told._replace(actors=actors)
        completed = [told for told in completed if told.trigger.at != at]
    return completed


def _claims(syntax: Syntax, parties: Parties) -> list[tuple[int, tuple[str, ...]]]:
    """Return the verbs of claiming, each with the one who claims, where he is named."""
    claims: list[tuple[int, tuple[str, ...]]] = []
    for clause in syntax.clauses:
        verb = syntax.readings[clause.verb].analysis if clause.verb is not None else None
        if clause.verb is None or verb is None or verb.lemma.form not in _CLAIMING or clause.subject is None:
            continue
        if not any(_is_deed(syntax, at) for at in range(clause.verb + 1, clause.last)):
            continue  # «وتبنى البرلمان قانوناً»
        actors = parties.ids(clause.subject)
        if len(actors) == 1 and not is_land(actors[0]):
            claims.append((clause.verb, actors))
    return claims


def _is_deed(syntax: Syntax, at: int) -> bool:
    """Whether a word is that for a violent deed or for its responsibility, with the article: «العملية», «المسؤولية عن»."""
    form = syntax.wholes[at]
    return form.startswith(_RESPONSIBILITY) or "ASSAULT" in NAMING.get(form, ())
