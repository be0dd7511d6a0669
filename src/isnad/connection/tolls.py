"""Tolls and denials: what the words beside a number say that befell those whom it counts, and whether a clause denies."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from isnad.connection.content import stem, stems
from isnad.languages import pack
from isnad.languages.folding import Folded, fold
from isnad.languages.lexicon import analyses
from isnad.languages.words import Word, readings, words
from isnad.model import Span

_OPENING = 3  # words with which a clause opens
_EQUATED = 3  # words in front of one that calls something untrue, among which the word that equates stands
_FIRST = 6  # words of a clause among which its first verb stands: «أن شيئاً من ذلك لم يحصل»
_LOSE = 2  # words by which «فقد» stands further off, for what is lost is told behind: «فقد 12 شخصا حياتهم»
_REACH = 7  # words over which a denial reaches what it denies
_PARTICLE = "فقد"  # «has», or «lost»
_NONE = 3  # words in front of a verb among which its subject is said to be none
_BINDING = frozenset(("في", "ان", "بان", "من", "علي", "سوي", "الا", "بل"))  # behind them stands what is so: «لا جدال في مقتل»
_WHAT = "ما"
_UNTRUE = 5  # and those behind a deed among which its denial stands
KINDS = ("killed", "wounded", "missing", "captured")


def toll(unit: str, before: str, behind: str) -> str | None:
    """Return what befell the people whom a number counts, said by their noun, or by the nearest such word of its clause.

    ``unit`` is the counted noun, "" where none is written; ``before`` and ``behind`` what stands there in the clause. People
    of a kind («مدنيا») stand behind a colon. None where it counts other things, or people whom nothing befell.
    """
    counted = [word.form for word in words(fold(unit))]
    kind = next((kind for kind in KINDS if _any(kind, counted)), None)
    if kind:
        return kind
    if counted and stem(counted[0]) not in _stems("people"):
        return None
    near = [*_befalling(reversed(_telling(words(fold(before))))), *_befalling(_telling(words(fold(behind))))]
    kind = min(near, default=(0, None), key=lambda found: found[0])[1]
    return f"{kind}:{unit.split()[0]}" if kind and counted and stem(counted[0]) not in _stems("anybody") else kind


def befalls(text: str) -> bool:
    """Whether a word of a text tells what befell somebody: where none does, no number of it is a toll for the words beside it."""
    return any(_befell(word.form) for word in words(fold(text)))


def _telling(told: list[Word]) -> list[Word]:
    """Return words without each «فقد» before a verb, which is a particle there: «فقد قدمت 10 آلاف جندي»."""
    after = [*(word.form for word in told[1:]), ""]
    return [word for word, next in zip(told, after, strict=False) if word.form != _PARTICLE or not (next and _is_verb(next))]


def _is_verb(form: str) -> bool:
    known = analyses(form)
    return bool(known) and all(found.pos == "verb" for found in known)


def _befalling(told: Iterable[Word]) -> Iterator[tuple[int, str]]:
    """Yield how far away, in words, the first word stands that tells what befell somebody, and what."""
    for far, word in enumerate(told):
        if kind := _befell(word.form):
            yield (far + _LOSE if word.form in _words("lose") else far), kind
            return


@lru_cache(maxsize=1 << 14)
def _befell(form: str) -> str | None:
    return next((kind for kind in KINDS if _any(kind, [form])), None)


def shown(unit: str) -> str:
    """Return a unit as it is shown: «killed مدنيا»."""
    return unit.replace(":", " ")


@lru_cache(maxsize=1 << 14)
def measure(unit: str) -> str:
    """Return under what numbers of a unit are compared: a toll with the stem of who they are, else the stem of the noun."""
    kind, _, who = unit.partition(":")
    if kind in KINDS:
        return f"{kind}:{stem(fold(who))}" if who else kind
    return next(iter(stems(unit)), unit)


def comparable(ours: str, theirs: str) -> bool:
    """Whether two units count the same: the same, or people at large and people of a kind, with a toll or without one."""
    (kind, _, who), (other, _, whom) = measure(ours).partition(":"), measure(theirs).partition(":")
    if kind != other:
        return _are_they(kind, other) or _are_they(other, kind)
    return who == whom or (kind in KINDS and not (who and whom))


def _are_they(persons: str, others: str) -> bool:
    """Whether one measure counts persons at large, and the other such as have a name for what they do: «شخص», «متظاهر»."""
    return (
        persons in _stems("persons")
        and others in _stems("people")
        and (others not in _stems("anybody") or others in _stems("persons"))
    )


def is_limit(word: str) -> bool:
    """Whether a word behind a number only limits it: «فقط»."""
    return _any("exception", [fold(word)])


def is_crowd(unit: str) -> bool:
    """Whether a unit counts people whom nothing befell, whose numbers one side tells many times higher than another."""
    return measure(unit) in _stems("people")


def is_money(measured: str) -> bool:
    """Whether a measure is one of money, or of shares: two such numbers of an article seldom are about one thing."""
    return measured == "%" or measured in _stems("money")


def denies(text: str, said: bool) -> bool:
    """Whether a clause denies what it tells: by a word of denial, or, where somebody says it, by its negated first verb."""
    told = [word.form for word in words(fold(text))]
    return _speaks_denial(told) or (said and _is_negated(told[:_FIRST]) and not _any("exception", told))


def is_called_false(content: str) -> bool:
    """Whether words with which a source speaks of what was told open with such as call it untrue: «الكذبة الكبيرة»."""
    return any(map(_is_false, [word.form for word in words(fold(content))][:_OPENING]))


def calls_false(clause: str) -> bool:
    """Whether a clause says of something that it is untrue: «وصف التقرير بأنه محض خيال», «القضية كـ "رواية تجسس"»."""
    told = [word.form for word in words(fold(clause))]
    return any(
        _is_false(form) and any(before in _words("equals") for before in told[max(0, at - _EQUATED) : at])
        for at, form in enumerate(told)
    )


def _is_false(form: str) -> bool:
    return _bare(form) in _words("falsehood") or _any("falsehood", [form])


def is_denial(cue: str) -> bool:
    """Whether the words of a cue are those of a denial: «نفت», but not the «لم» of «قال إنه لم»."""
    return _speaks_denial([word.form for word in words(fold(cue))])


def points_back(text: str, named: str) -> bool:
    """Whether a clause denies without telling what: beside its ``named`` words it has none but those of a denial."""
    told = [word.form for word in words(fold(text))]
    if not (_speaks_denial(told) or _is_negated(told[:_FIRST])):
        return False
    told = [form for form in told if form not in _words("negation")]
    known = {*stems(named)}
    rest = [form for form in told if not (_any("denial", [form]) or _any("anaphor", [_bare(form)]))]
    return not [form for form in rest if stem(form) and stem(form) not in known]


def is_anaphor(text: str) -> bool:
    """Whether words are nothing but a noun by which one points back to what was told: «الاتهامات», «هذه المزاعم»."""
    told = [_bare(word.form) for word in words(fold(text))]
    return bool(told) and all(_any("anaphor", [form]) or _any("anaphor", [form.removeprefix("ال")]) for form in told)


def speaks_of_several(text: str) -> bool:
    """Whether the noun by which a denial points back is a plural: «نفت هذه الاتهامات»."""
    return any(_any("several", [form, form.removeprefix("ال")]) for form in (_bare(word.form) for word in words(fold(text))))


def _bare(form: str) -> str:
    return next((r.rest.removeprefix("ال") for r in readings(form) if r.rest.startswith("ال")), form)


def denial_words(text: str, within: Span) -> list[Span]:
    """Return the words of denial of a stretch of text, in order: verbs and nouns, no phrases."""
    folded = Folded(within.quote(text))
    found = (folded.span(word.start, word.end) for word in words(folded.text) if _any("denial", [word.form]))
    return [Span(within.start + span.start, within.start + span.end) for span in found]


def is_denied(before: str) -> bool:
    """Whether what stands right behind some words is what they deny: «نفت أن تكون», «لا صحة لما قيل عن»."""
    return _speaks_denial([word.form for word in words(fold(before))][-_REACH:])


def is_none(before: str) -> bool:
    """Whether what stands right behind some words is said of none: «لا فدية [دُفعت]», «لا رصاصة واحدة [أُطلقت]»."""
    told = [word.form for word in words(fold(before))][-_NONE:]
    return any(
        form in _words("none")
        and not _is_verb(told[at + 1])
        and told[at + 1] not in _words("spared")
        and not _BINDING.intersection(told[at + 1 :])  # «لا جدال في مقتل», «لا عجب أن قتل»
        for at, form in enumerate(told[:-1])
    )


def is_hearsay_called_false(clause: str) -> bool:
    """Whether a clause calls untrue what it names only as hearsay: «ما قيل بأنه محض خيال», «ما يُنشر شائعات»."""
    told = [word.form for word in words(fold(clause))]
    at = next((at for at, form in enumerate(told) if form in _words("equals") or _is_false(form)), 0)
    return (
        at > 0
        and told[0] == _WHAT
        and all(_any("hearsay", [form]) for form in told[1:at])
        and any(map(_is_false, told[at : at + _OPENING + 1]))
    )


def is_called_untrue(behind: str) -> bool:
    """Whether what stands right before some words is denied by them: «لا أساس له من الصحة», «غير صحيح»."""
    near = f" {' '.join([word.form for word in words(fold(behind))][:_UNTRUE])} "
    return any(f" {phrase} " in near for phrase in _words("untrue"))


def _speaks_denial(told: list[str]) -> bool:
    """Whether words hold one of denial that is not itself denied: «نفت», but not «لم تستبعد»."""
    joined = f" {' '.join(told)} "
    phrases = any(f" {phrase} " in joined for phrase in _words("denial") if " " in phrase)
    return phrases or any(_any("denial", [form]) and not _negates(before) for before, form in pairwise(("", *told)))


def _is_negated(opening: list[str]) -> bool:
    return any(_negates(form) and after not in _words("spared") for form, after in pairwise(opening))


def _negates(form: str) -> bool:
    """Whether a word is a particle that denies the verb behind it, «و» or «ف» before it or not: «لم», «ولم»."""
    return form in _words("negation") or (form[:1] in "وف" and form[1:] in _words("negation"))


def _any(kind: str, forms: list[str]) -> bool:
    listed = _words(kind)
    return any(reading.rest in listed for form in forms for reading in readings(form))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(fold(text) for record in pack.read("tolls") if record.fields[0] == kind for text, _ in record.surfaces)


@cache
def _stems(kind: str) -> frozenset[str]:
    return frozenset(map(stem, _words(kind))) - {""}
