"""Answers: what somebody judges or refuses by a noun alone («رفض العرض») is a deed that the article tells before."""

from collections.abc import Callable, Sequence, Set

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.told import Told
from isnad.annotation.tokens import Tokens
from isnad.languages.deeds import deed_values, deed_words
from isnad.languages.folding import fold

NAMING = {noun: frozenset(types.split()) - {"any"} for noun, types in deed_values("named-by").items()}
"""The types of deeds that a definite noun, or «ذلك», can name, none where it can name any: what somebody judges or refuses."""
POINTING = frozenset(map(fold, ("ذلك", "بذلك")))  # the deed told last, and no other
BETWEEN = frozenset(map(fold, ("الاتفاق", "الصفقة", "الهدنة", "التبادل", "المصالحة")))
"""Nouns of what both sides of an article do."""
DEAL = fold("الصفقة")  # of these that which is no matter of two states
_CHARGES = deed_words("charge")
_CASES = frozenset(map(fold, ("قضية", "قضايا", "خلفية", "ملف", "ملفات")))  # of a deed, behind «في» or «على»
_IN = frozenset(map(fold, ("في", "على")))
_CHARGED = 3  # words within which a deed stands behind the charge
_AGAINST = fold("على")
_REACTIONS = deed_words("reaction")
_ANSWERED = 140  # words within which such a deed stands before


def is_answered(tokens: Tokens, at: int) -> bool:
    """Whether a word is what somebody protests or strikes back against, which he did not do: «احتجاجاً على [القصف]»."""
    forms = tokens.forms
    return at > 1 and forms[at - 1] == _AGAINST and forms[at - 2].removesuffix("ا") in _REACTIONS


def answered(found: Sequence[Told], persons: Set[str]) -> list[Told]:
    """Let what is judged or refused be the deed told last before it that it can name: «العرض», «القرار», «الاتفاق»."""
    completed: list[Told] = []
    for told in sorted(found, key=lambda told: told.trigger.at):
        types = NAMING.get(told.about)
        if types is not None and told.actors and not told.recipients:
            before = (
                other.actors
                for other in (reversed(completed) if told.about not in POINTING else completed[-1:])
                if told.trigger.at - other.trigger.at < _ANSWERED
                and (not types or other.frame.type in types)
                and other.actors
                and not {*other.actors} & {*told.actors}
                and (types or not {*other.actors} & persons)
                and (told.about not in BETWEEN or len(other.actors) > 1)
            )
            told = told._replace(recipients=next(before, ()))
        completed.append(told)
    return completed


def accused(found: Sequence[Told], side_of: Callable[[str], str]) -> list[Told]:
    """Give a known accusation («الاتهامات») the parties with which the article tells it, against him who answers."""
    told_of = [other for other in found if other.frame.type == "ACCUSE" and other.actors and other.recipients]
    completed: list[Told] = []
    for told in found:
        if told.known and not (told.actors or told.recipients):
            answering = {*told.subject, *map(side_of, told.subject)}
            fitting = [other for other in told_of if answering & {*other.recipients}]
            before = [other for other in told_of if other.trigger.at < told.trigger.at]
            if fitting or (before and not answering):
                nearest = min(fitting or before, key=lambda other: abs(other.trigger.at - told.trigger.at))
                told = told._replace(actors=nearest.actors, recipients=nearest.recipients)
            elif told.subject:
                told = told._replace(recipients=told.subject)
        completed.append(told)
    return completed


def charged(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Let him who is held or sanctioned be accused, and do what he is held for: «اعتقلت فلاناً بتهمة شحن أسلحة»."""
    held: Told | None = None
    completed: list[Told] = []
    for told in sorted(found, key=lambda told: told.trigger.at):
        at = told.trigger.at
        if held is not None and syntax.tokens.sentence(held.trigger.at) == syntax.tokens.sentence(at):
            if _charge(at, syntax) and told.frame.key == "accuse":
                told = told._replace(actors=held.actors, recipients=held.recipients)
            elif told.trigger.kind == "masdar" and any(_charge(before, syntax) for before in range(max(0, at - _CHARGED), at)):
                told = _done_by(told, held)
        if told.frame.type in ("COERCE", "SANCTION") and told.recipients:
            held = told
        completed.append(told)
    return completed


def _done_by(told: Told, held: Told) -> Told:
    """Return a deed as that of him who is held for it; what he takes reaches him: «قضية [تقاضيه] رشى من شركة»."""
    if "subj" in told.frame.recipient:
        givers = tuple(id for id in told.actors if id not in {*held.recipients, *held.actors})
        return told._replace(actors=givers, recipients=held.recipients)
    return told._replace(actors=held.recipients, recipients=tuple(id for id in told.recipients if id not in held.recipients))


def _charge(at: int, syntax: Syntax) -> bool:
    """Whether a word says of what somebody is accused: «بتهمة», «لاتهامه», «في قضية»."""
    reading = syntax.readings[at]
    form = syntax.tokens.bare(at, len(reading.particles)).removesuffix(reading.pronoun)
    if form in _CASES and not reading.particles:
        return at > 0 and syntax.tokens.forms[at - 1] in _IN
    return reading.particles in ("ب", "ل") and form in _CHARGES
