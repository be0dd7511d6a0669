"""Trials: who stands accused in an article, and which state accuses, tries and holds him."""

from collections import Counter
from collections.abc import Sequence, Set

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.told import Told, is_land
from isnad.languages.folding import fold

_LAWFUL = frozenset(("charge", "convict", "investigate", "sentence", "arrest", "freeze-assets"))  # what courts and prosecutors do
_TRIALS = frozenset(map(fold, ("محاكمة", "المحاكمة", "استجواب", "الاستجواب", "السجن", "الإدانة", "إدانة")))
_ON = fold("على")
_WITH, _HIM = fold("مع"), frozenset(("ه", "ها", "هم", "هما"))
_PENALTIES = frozenset(("arrest", "execute"))
_CHARGE = "investigate"  # the mode of an accusation that is a charge: «متهم بقبول رشوة»


def tried(found: Sequence[Told], persons: Set[str], syntax: Syntax) -> list[Told]:
    """Give what courts do and what bribes reach, where they name nobody, the accused of the article and his state."""
    accused, state = _accused(found, persons)
    if accused is None:
        return list(found)
    return [_tried(told, accused, state, persons) if _is_of_trial(told, syntax) else told for told in found]


def sentenced(found: Sequence[Told], persons: Set[str], syntax: Syntax) -> list[Told]:
    """Return as done to persons a sentence passed on them, and by nobody: «حُكم على رجل الأعمال سامي راشد», without its vowels."""
    return [
        told._replace(actors=(), recipients=told.actors)
        if told.frame.key == "sentence" and not told.recipients and {*told.actors} <= persons and _is_passed_on(told, syntax)
        else told
        for told in found
    ]


def passed(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Tell once what a court passes as a sentence, on whom its verbal noun is: «قضت المحكمة [بسجن] الوزير»."""
    completed = list(found)
    for told in found:
        if told.frame.key not in _PENALTIES or told.trigger.kind == "verb" or syntax.readings[told.trigger.at].particles != "ب":
            continue
        ruling = next((other for other in completed if _is_ruling(other, told, syntax)), None)
        if ruling is not None:
            completed[completed.index(ruling)] = ruling._replace(recipients=told.recipients or ruling.recipients)
            completed.remove(told)
    return completed


def _is_ruling(ruling: Told, told: Told, syntax: Syntax) -> bool:
    """Whether a verb of sentencing stands before a penalty in its clause."""
    at, penalty = ruling.trigger.at, told.trigger.at
    own = ruling.frame.key == "sentence" and ruling.trigger.kind == "verb" and at < penalty
    return own and syntax.clause_at[at] == syntax.clause_at[penalty]


def _is_passed_on(told: Told, syntax: Syntax) -> bool:
    """Whether «على» stands right behind a verb of sentencing: «حكم القاضي سامي راشد» has none there."""
    behind = told.trigger.at + 1
    return told.trigger.kind == "verb" and behind < len(syntax.tokens) and syntax.tokens.forms[behind] == _ON


def _accused(found: Sequence[Told], persons: Set[str]) -> tuple[str | None, tuple[str, ...]]:
    """Return the one person to whom most of what courts do in an article is done, and the state that does it most."""
    lawful = [told for told in found if told.frame.key in _LAWFUL or (told.frame.key == "accuse" and told.frame.mode == _CHARGE)]
    held = [told for told in lawful if len(told.recipients) == 1 and told.recipients[0] in persons]
    votes = Counter(told.recipients[0] for told in held)
    accused, times = next(iter(votes.most_common(1)), (None, 0))
    if accused is None or 2 * times <= votes.total():
        return None, ()
    states = Counter(told.actors for told in held if told.recipients[0] == accused and _is_state(told.actors))
    return accused, next((actors for actors, _ in states.most_common(1)), ())


def _tried(told: Told, accused: str, state: tuple[str, ...], persons: Set[str]) -> Told:
    if accused in told.actors or told.frame.key == "bribe":
        actors = told.actors if told.frame.key == "bribe" else state
    else:
        actors = state if told.known or not told.actors or {*told.actors} <= persons else told.actors
    return told._replace(actors=actors, recipients=(accused,)) if accused not in actors else told


def _is_of_trial(told: Told, syntax: Syntax) -> bool:
    """Whether a deed is one of the trial of an article and names nobody to whom it is done."""
    if told.recipients or told.aimed:
        return False
    at, key = told.trigger.at, told.frame.key
    if key == "investigate":
        return syntax.tokens.forms[at] in _TRIALS or _is_with_him(at, syntax)
    if key == "accuse":
        return told.known
    return key == "bribe" or (key in _LAWFUL and (told.trigger.kind != "verb" or key == "freeze-assets"))


def _is_with_him(at: int, syntax: Syntax) -> bool:
    """Whether a pronoun says with whom an inquiry is: «في إطار التحقيق معه»."""
    if at + 1 >= len(syntax.readings):
        return False
    return syntax.tokens.forms[at + 1].startswith(_WITH) and syntax.readings[at + 1].pronoun in _HIM


def _is_state(ids: tuple[str, ...]) -> bool:
    return len(ids) == 1 and is_land(ids[0])
