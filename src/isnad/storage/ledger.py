"""The ledger of a claim: who told it how, and when it happened, was said, was published and was read."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from isnad.connection.identities import identity
from isnad.languages.amounts import amount
from isnad.languages.wordings import noun_of
from isnad.model import Claim, Report, Wording

if TYPE_CHECKING:
    from isnad.storage.claims import Reported

_DENIED = Wording("منفيّ", "denied")
_UNPROVEN = Wording("لا دليل عليه", "no proof found")
_TOLD = {
    "actual": Wording("مرويّ", "told"),
    "planned": Wording("مقرَّر أو موعود به", "planned or promised"),
    "possible": Wording("متوقَّع أو محتمل", "expected or possible"),
    "denied": _DENIED,
}
_STANCES = {
    "denied": Wording("نفي", "denied"),
    "confirmed": Wording("تأكيد", "confirmed"),
    "asserted": Wording("إثبات", "asserted"),
}
_SLOTS = {
    "polarity": Wording("الموقف", "word"),
    "count": Wording("العدد", "number"),
    "time": Wording("التاريخ", "date"),
    "place": Wording("المكان", "place"),
    "actor": Wording("الفاعل", "doer"),
    "recipient": Wording("المتلقي", "recipient"),
    "words": Wording("اللفظ", "words"),
}
_EDITED = Wording("عدّلت الوسيلة نصّها", "the outlet edited its article")


class Entry(Struct, frozen=True, kw_only=True):
    """A state of a claim: how one voice tells it, in which report (index), and when.

    ``happened`` and ``said`` are TIMEX3 values, None where the text does not tell; ``published`` is None where nobody knows the
    day; ``read`` is when the document came into the case. ``by`` is an id, None on the outlet's own word. ``changes`` say what
    this source said before.
    """

    report: int
    happened: str | None
    said: str | None
    published: str | None
    read: str
    by: str | None
    state: Wording
    changes: tuple[Wording, ...] = ()


def ledger(claim: Claim, reports: "Sequence[Reported]") -> tuple[Entry, ...]:
    """Return the states of a claim in the order of their publication; those whose day nobody knows come last.

    A voice has an entry where it speaks first, and wherever it tells the thing otherwise than before.
    """
    found: list[Entry] = []
    last: dict[str, tuple[Wording, str | None]] = {}
    changes = _changes(claim)
    for index, told in enumerate(reports):
        report = told.report
        voice = identity(report.voice) if report.voice else f"outlet {told.publisher or told.document}"
        state = _state(report)
        before, time = last.get(voice, (None, None))
        if before == state and report.time in (None, time) and index not in changes:
            continue
        last[voice] = state, report.time or time
        found.append(
            Entry(
                report=index,
                happened=report.time,
                said=told.said,
                published=told.published,
                read=told.read,
                by=report.voice,
                state=state,
                changes=changes.get(index, ()),
            )
        )
    return tuple(found)


def _state(report: Report) -> Wording:
    words = _UNPROVEN if report.unproven else _DENIED if report.polarity == "-" else _TOLD[report.factuality]
    counts = [told for unit, bounds in sorted(report.values.items()) if (told := _count(unit, bounds)).ar]
    if not counts:
        return words
    return Wording(f"{words.ar}: {'، '.join(told.ar for told in counts)}", f"{words.en}: {', '.join(told.en for told in counts)}")


def _count(unit: str, bounds: tuple[float | None, float | None]) -> Wording:
    """Return a number with what it counts, the noun alone where no number is told."""
    noun = noun_of(unit) if unit else None
    return amount(*bounds, noun, alone=True) or (Wording(noun.ar[1], noun.en[1]) if noun else Wording("", ""))


def _changes(claim: Claim) -> Mapping[int, tuple[Wording, ...]]:
    """Return what each report changes in the word of its source."""
    found: dict[int, tuple[Wording, ...]] = {}
    for change in claim.revisions:
        slot = _SLOTS[change.slot]
        old, new = (_STANCES.get(word, Wording(word, word)) for word in (change.old, change.new))
        words = Wording(f"{slot.ar}: {old.ar} ثم {new.ar}", f"{slot.en}: {old.en}, then {new.en}")
        if change.edited:
            words = Wording(f"{_EDITED.ar}: {words.ar}", f"{_EDITED.en}: {words.en}")
        found[change.between[1]] = (*found.get(change.between[1], ()), words)
    return found
