"""Sequels: deeds that have a party of another: told beside it, by its pronoun, of the same people or the same thing."""

from collections.abc import Callable, Mapping, Sequence, Set

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.told import JUDGING, Told
from isnad.languages.folding import fold

_BODILY = frozenset(("ASSAULT", "COERCE", "RETREAT"))  # what is done to a body
_TO_HIM = _BODILY | {"ACCUSE"}
_SPOKEN = frozenset(("ACCUSE", "REQUEST", "THREATEN", "REJECT"))  # what is done by saying it
_TOWARDS = frozenset((*_BODILY, *_SPOKEN, "SUPPORT"))  # what is done to somebody
_HARMING = frozenset(("ASSAULT", "COERCE", "SANCTION"))  # what is threatened to somebody
_WHICH = frozenset(map(fold, ("ما", "خطوة", "قرار", "إجراء", "تحرك", "موقف", "مسعى")))  # «وهو ما انتقدته», «في خطوة رحّبت بها»
_HOLDING = frozenset(("release", "abduct", "take-hostage", "hand-over"))  # what is done to people who are held


def freed(found: Sequence[Told], side_of: Callable[[str], str]) -> list[Told]:
    """Let those who hold or free people of a country be the ones who do so to its people by name elsewhere."""
    held = [told for told in found if told.frame.key in _HOLDING and not told.frame.both and told.recipients]
    completed: list[Told] = []
    for told in found:
        if told in held and not told.actors:
            lands = {*map(side_of, told.recipients)}
            same = (other.actors for other in held if other.actors and lands & {*map(side_of, other.recipients)})
            actors = next(same, ())
            told = told._replace(actors=actors if not {*actors} & {*told.recipients} else ())
        completed.append(told)
    return completed


def received(found: Sequence[Told]) -> list[Told]:
    """Let a gift reach whom it reaches where its giver is not told, or is the same: «دفعت قطر فدية», «دُفعت الفدية للحركة»."""
    reached = [told for told in found if told.frame.type == "AID" and told.recipients]
    completed: list[Told] = []
    for told in found:
        if told.frame.type == "AID" and told.actors and not (told.recipients or told.aimed):
            same = (other for other in reached if _is_same_gift(other, told) and other.actors in ((), told.actors))
            ids = next((other.recipients for other in same if not {*other.recipients} & {*told.actors}), ())
            told = told._replace(recipients=ids)
        completed.append(told)
    return completed


def _is_same_gift(other: Told, told: Told) -> bool:
    return other.frame.key == told.frame.key and bool({*told.objects} & {*other.objects} - {"other", None})


def resumed(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Let the pronoun of a deed mean whom the deed before it in the sentence befell: «الإفراج عن المهندسين … من خطفهما»."""
    completed: list[Told] = []
    for told in sorted(found, key=lambda told: told.trigger.at):
        if syntax.readings[told.trigger.at].pronoun and told.frame.type in _TO_HIM and not told.frame.both:
            before = _before(completed, told, syntax)
            ids = next((other.recipients for other in before if other.frame.type in _BODILY), ())
            told = told._replace(recipients=told.recipients or tuple(id for id in ids if id not in told.actors))
        completed.append(told)
    return completed


def judging(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Let what is judged by «which» be what was done before in the sentence: «صوّتت روسيا ضده، وهو ما انتقدته لندن»."""
    completed: list[Told] = []
    for told in sorted(found, key=lambda told: told.trigger.at):
        if told.frame.type in JUDGING and told.actors and not told.recipients and _takes_up(told.trigger.at, syntax):
            sentence = syntax.tokens.sentence(told.trigger.at)
            before = (other for other in reversed(completed) if syntax.tokens.sentence(other.trigger.at) == sentence)
            ids = next((other.actors for other in before if other.actors and other.frame.type not in _SPOKEN), ())
            told = told._replace(recipients=tuple(id for id in ids if id not in told.actors))
        completed.append(told)
    return completed


def _takes_up(at: int, syntax: Syntax) -> bool:
    """Whether a verb has what was told as its object: behind «ما», with a pronoun or before one («ما رحبت به»)."""
    behind = syntax.readings[at + 1] if at + 1 < len(syntax.readings) else None
    resumes = bool(syntax.readings[at].pronoun) or (behind is not None and behind.tag == "P" and bool(behind.pronoun))
    return resumes and at > 0 and syntax.tokens.forms[at - 1] in _WHICH


def attended(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Let what somebody says beside what he does to somebody be said to the same: «اتهم الحكومة …، مهدداً بالعودة»."""
    completed: list[Told] = []
    for told in sorted(found, key=lambda told: told.trigger.at):
        if told.frame.type in _SPOKEN and told.actors and not told.aimed and _is_beside(told.trigger.at, syntax):
            main = (other for other in _before(completed, told, syntax) if other.actors == told.actors)
            ids = next((other.recipients for other in main if other.frame.type in _TOWARDS), ())
            told = told._replace(recipients=told.recipients or ids)
        completed.append(told)
    return completed


def threatened(found: Sequence[Told], promises: Mapping[int, Set[int]], state_of: Callable[[str], str]) -> list[Told]:
    """Let what is threatened be done to whom it is threatened, by the state of him who threatens: «توعّد كاتس الحوثيين بضربات»."""
    threats = {
        at: told for told in found if told.frame.type == "THREATEN" and told.actors for at in promises.get(told.trigger.at, ())
    }
    completed: list[Told] = []
    for told in found:
        threat = threats.get(told.trigger.at)
        if threat is not None and told.frame.type in _HARMING and not told.frame.both:
            actors = tuple(map(state_of, told.actors or threat.actors))
            befallen = told.recipients or (() if told.aimed else threat.recipients)
            told = told._replace(actors=actors, recipients=tuple(id for id in befallen if id not in actors))
        completed.append(told)
    return completed


def _before(found: Sequence[Told], told: Told, syntax: Syntax) -> list[Told]:
    """Return the deeds done to somebody before a deed in its sentence, the nearest first."""
    sentence = syntax.tokens.sentence(told.trigger.at)
    return [other for other in reversed(found) if other.recipients and syntax.tokens.sentence(other.trigger.at) == sentence]


def _is_beside(at: int, syntax: Syntax) -> bool:
    """Whether a word is a participle without an object that tells what somebody does beside: «محذراً من», «ملوّحاً بـ»."""
    clause, read = syntax.clauses[syntax.clause_at[at]], syntax.readings
    governs = at + 1 < len(read) and (read[at + 1].tag == "P" or bool(read[at + 1].particles))
    return read[at].tag in "AN" and clause.verb is None and governs and syntax.gaps[at] != ""
