"""The material of a briefing: the claims of a case as far as they may be told, and the articles on which they stand."""

from collections.abc import Iterator
from typing import NamedTuple

from isnad.case import Case, Claimed, Reported
from isnad.model import Annotations
from isnad.narrowing import accepted, narrow, public


class Shown(NamedTuple):
    """A claim: ``whole`` with all its reports, ``told`` with those that the briefing may tell."""

    whole: Claimed
    told: Claimed

    @property
    def hidden(self) -> bool:
        """Whether reports that are not told contradict or deny those that are."""
        return len(self.told.reports) < len(self.whole.reports) and _is_disputed(self.whole) and not _is_disputed(self.told)


class Material:
    """What a briefing is made from. ``accepted`` are the ids of the reports for which a person stands."""

    def __init__(self, case: Case, unreviewed: bool) -> None:
        self.case = case
        self.unreviewed = unreviewed
        self.private = case.withheld()
        self.accepted: frozenset[str] = frozenset()
        self.shown: list[Shown] = []
        for whole in self._claims():
            sure = accepted(whole)
            self.accepted |= sure
            told = whole if unreviewed else narrow(whole, lambda told, sure=sure: told.report.id in sure)  # type: ignore[misc]
            if told is not None:
                self.shown.append(Shown(whole, told))
        self._found: dict[str, Annotations] = {}

    def found(self, document: str) -> Annotations:
        """Return what was found in a document (its id)."""
        if document not in self._found:
            self._found[document] = self.case.annotations(document)
        return self._found[document]

    @property
    def reports(self) -> list[Reported]:
        """All reports that may be told, in the order of their claims."""
        return [told for shown in self.shown for told in shown.told.reports]

    @property
    def documents(self) -> list[str]:
        """The ids of the articles on which they stand."""
        return list(dict.fromkeys(told.document_id for told in self.reports))

    def is_sure(self, told: Reported) -> bool:
        """Whether a person stands for a report."""
        return told.report.id in self.accepted

    def _claims(self) -> Iterator[Claimed]:
        """Yield the claims of which something may be told, first those that most documents tell."""
        found: list[Claimed]
        if self.unreviewed:
            found = self.case.claims()
        else:
            reports = sorted(
                {id for one in self.case.judgements() if one.state == "applies" for ids in one.reports for id in ids}
            )
            found = list({claimed.claim.id: claimed for claimed in map(self.case.claim, reports)}.values())
            found.sort(key=lambda one: (-one.documents, -len(one.reports), one.claim.id))
        return (kept for claimed in found if (kept := public(claimed, self.private)))


def _is_disputed(claimed: Claimed) -> bool:
    clashes = any(conflict.relation == "contradiction" for conflict in claimed.claim.conflicts)
    return clashes or len({told.report.polarity for told in claimed.reports}) > 1
