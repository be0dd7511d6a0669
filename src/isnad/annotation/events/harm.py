"""Harm: who is hurt or held, and by whom, where the article says so of the same deed in another place."""

from collections.abc import Sequence
from itertools import chain

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.cast import Cast
from isnad.annotation.events.told import Told
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold

CAPTIVES = deed_words("captives")
_FORCE = frozenset(("crowd-control", "clear-out"))  # what the police do that leaves people hurt
_TAKING = frozenset(("abduct", "take-hostage", "capture"))  # what makes captives of people
_BY = frozenset(map(fold, ("جراء", "إثر", "نتيجة", "بفعل", "بسبب", "بعدما", "عندما", "في")))
"""Words behind which the deed stands by which somebody was hurt."""
_BESIDE = 14  # words within which a joined toll stands behind another
_BY_HAND = frozenset(("kill", "wound"))
_PAYING = frozenset(("pay", "deliver", "supply", "send", "ransom", "give"))  # how a ransom reaches its takers


def hurt(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Make him who attacks the one who kills and wounds by it in the same sentence: «قصف السوق، ما أودى بحياة 58 مدنياً»."""
    completed: list[Told] = []
    before: dict[int, list[Told]] = {}  # the deeds of force by their sentences, so far, and all without a toll
    bare: dict[int, list[Told]] = {}
    for told in found:
        if _is_force(told) and not told.casualties:
            bare.setdefault(syntax.tokens.sentence(told.trigger.at), []).append(told)
    for told in found:
        sentence = syntax.tokens.sentence(told.trigger.at)
        if told.casualties and not told.actors:
            led = (
                other.actors
                for other in chain(reversed(before.get(sentence, ())), bare.get(sentence, ()))
                if _hurts(other.trigger.at, told.trigger.at, syntax)
            )
            actors = next(led, ()) or _striking_before(told, bare.get(sentence - 1, ()), bare.get(sentence, ()), syntax)
            told = told._replace(actors=actors)
        completed.append(told)
        if _is_force(told):
            before.setdefault(sentence, []).append(told)
    return completed


def continued_toll(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Let a toll that a bare number goes on be of the same people by the same hand: «مقتل سبعة من جنودها وإصابة [11]»."""
    completed: list[Told] = []
    for told in found:
        before = completed[-1] if completed else None
        if before is not None and told.casualties and before.casualties and _goes_on(before, told, syntax):
            told = told._replace(
                actors=told.actors or tuple(id for id in before.actors if id not in told.recipients),
                recipients=told.recipients or tuple(id for id in before.recipients if id not in told.actors),
            )
        completed.append(told)
    return completed


def joined(found: Sequence[Told], syntax: Syntax) -> list[Told]:
    """Give a toll the actor of the one joined to it by «و»: «قُتل أربعة [وجُرح تسعة] في غارة إسرائيلية»."""
    told: list[Told] = []
    for at, one in enumerate(found):
        behind = found[at + 1] if at + 1 < len(found) else None
        lends = behind is not None and not one.actors and _is_joined(one, behind, syntax)
        told.append(one._replace(actors=behind.actors) if behind is not None and lends else one)
    return told


def counted(found: Sequence[Told]) -> list[Told]:
    """Give a toll the parties with which the article tells the same toll of the same number."""
    completed: list[Told] = []
    alike: dict[tuple[object, ...], dict[tuple[object, ...], Told]] = {}  # of those with the same parties the first tells all
    for told in found:
        if told.casualties and (told.actors or told.recipients):
            alike.setdefault(_toll(told), {}).setdefault((told.actors, told.recipients), told)
    for told in found:
        if told.casualties and not (told.actors and told.recipients):
            same = [other for other in alike.get(_toll(told), {}).values() if other is not told and _is_same_toll(other, told)]
            actors = told.actors or next((other.actors for other in same if other.actors), ())
            recipients = told.recipients or next((other.recipients for other in same if other.recipients), ())
            if actors and not {*actors} & {*recipients}:
                told = told._replace(actors=actors, recipients=recipients)
        completed.append(told)
    return completed


def held(found: Sequence[Told], cast: Cast) -> list[Told]:
    """Let «the hostages» be who is taken, who takes and frees them be one, and money that is paid for them reach him."""
    takings = [told for told in found if told.frame.key in _TAKING]
    taken = max((told.recipients for told in takings), key=len, default=())
    rebels = (cast.rebels,) if cast.rebels else ()
    takers = (cast.band,) if cast.band else next((told.actors for told in takings if told.actors), rebels)
    return [_held(told, taken, takers) for told in found] if takings else list(found)


def _held(told: Told, taken: tuple[str, ...], takers: tuple[str, ...]) -> Told:
    """Return a deed with the people who are held and with who holds them, where it names nobody."""
    if told.about in CAPTIVES and not told.recipients:
        told = told._replace(recipients=tuple(id for id in taken if id not in told.actors))
    if {*takers} & {*told.recipients, *told.actors}:
        return told
    taking = told.frame.key in _TAKING and told.casualties
    if not told.actors and (taking or (told.frame.key == "release" and told.about in CAPTIVES)):
        return told._replace(actors=takers)
    return told._replace(recipients=takers) if _is_ransom(told) else told


def _is_ransom(told: Told) -> bool:
    paid = told.frame.type == "AID" and told.frame.key in _PAYING and "money" in told.objects
    return paid and not (told.recipients or told.aimed)


def _toll(told: Told) -> tuple[object, ...]:
    return told.frame.type, *told.casualties.items()


def _is_same_toll(other: Told, told: Told) -> bool:
    """Whether two tolls of one number can be one: it is more than one person, and no party differs."""
    low, _ = next(iter(told.casualties.values()))
    fits = not (other.actors and told.actors and other.actors != told.actors)
    return (
        low is not None
        and low > 1
        and fits
        and not (other.recipients and told.recipients and {*other.recipients} != {*told.recipients})
    )


def _is_joined(one: Told, other: Told, syntax: Syntax) -> bool:
    """Whether a second toll goes on with a first one in its sentence."""
    first, second = one.trigger.at, other.trigger.at
    if not (one.casualties and other.casualties) or not first < second <= first + _BESIDE:
        return False
    same = syntax.tokens.sentence(first) == syntax.tokens.sentence(second)
    return same and syntax.readings[second].particles.startswith("و") and not {*other.actors} & {*one.recipients}


def _goes_on(before: Told, told: Told, syntax: Syntax) -> bool:
    """Whether a toll is joined to the one before it by «و» in one sentence, and names nobody of its own."""
    at = told.trigger.at
    joined = syntax.readings[at].particles.startswith("و") or syntax.tokens.forms[at - 1] == "و"
    return joined and not told.aimed and syntax.tokens.sentence(at) == syntax.tokens.sentence(before.trigger.at)


def _is_force(told: Told) -> bool:
    forced = told.frame.type == "ASSAULT" or told.frame.key in _FORCE
    return forced and len(told.actors) == 1 and not told.frame.both


def _striking_before(told: Told, before: Sequence[Told], beside: Sequence[Told], syntax: Syntax) -> tuple[str, ...]:
    """Return who strikes in the sentence before a toll that names no cause of its own: «… وقال الأطباء إن تسعة قتلوا»."""
    actors = {other.actors for other in before}
    if len(actors) != 1 or beside or told.frame.key not in _BY_HAND:
        return ()
    at = told.trigger.at
    if syntax.is_parted(before[-1].trigger.at, at):
        return ()
    sentence = syntax.tokens.sentence(at)
    behind = range(at + 1, min(at + _BESIDE, len(syntax.readings)))
    if any(syntax.tokens.sentence(word) == sentence and syntax.tokens.forms[word] in _BY for word in behind):
        return ()
    (alone,) = actors
    return tuple(id for id in alone if id not in told.recipients)


def _hurts(force: int, harm: int, syntax: Syntax) -> bool:
    """Whether a deed of force does a harm of its sentence: told before it, in its clause («قُتل 5 في غارة»), or as its cause."""
    return force < harm or syntax.clause_at[force] == syntax.clause_at[harm] or _is_cause(force, syntax)


def _is_cause(at: int, syntax: Syntax) -> bool:
    """Whether a deed is told as that from which another came: «جراء قصف», «بعدما أطلقت دبابة», «في غارة»."""
    phrase = syntax.phrase_of(at)
    first = phrase.first if phrase is not None else at
    if first > 1 and syntax.readings[first - 1].tag == "V":
        first -= 1  # «عندما استهدفت [غارة] روسية المحطة»
    return syntax.tokens.forms[first - 1] in _BY if first else False
