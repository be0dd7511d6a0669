"""Claims as results, and what they are asked for: their reports, where these clash, which sources changed their word."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from isnad.frames import Columns, Row
from isnad.model import Conflict, Revision
from isnad.results.sequence import Results
from isnad.storage.claims import Claimed, Reported


class Clash(Struct, frozen=True, kw_only=True):
    """Two reports of a claim that cannot both be right, and why. Unless a person judged it, it is a possible one."""

    claimed: Claimed
    conflict: Conflict
    first: Reported
    second: Reported


class Turn(Struct, frozen=True, kw_only=True):
    """A source that changed its word about a claim, and the reports of the old and the new one."""

    claimed: Claimed
    revision: Revision
    before: Reported
    after: Reported


class Tale(Struct, frozen=True, kw_only=True):
    """A report with the claim that it tells."""

    claimed: Claimed
    reported: Reported


class Claims(Results[Claimed]):
    """Claims, first those that most documents tell."""

    columns: ClassVar[Columns] = {
        "claim": "text",
        "gloss_ar": "text",
        "gloss_en": "text",
        "standing": "text",
        "documents": "whole",
        "reports": "whole",
        "origins_least": "whole",
        "origins_most": "whole",
        "outlets": "texts",
        "conflicts": "whole",
        "first_published": "text",
        "last_published": "text",
    }
    what: ClassVar[str] = "claims"

    def row(self, one: Claimed) -> Row:
        """Return a claim as a row."""
        days = sorted(told.published for told in one.reports if told.published)
        return {
            "claim": one.claim.id,
            "gloss_ar": one.claim.gloss.ar,
            "gloss_en": one.claim.gloss.en,
            "standing": "; ".join(words.en for words in one.claim.standing),
            "documents": one.documents,
            "reports": len(one.reports),
            "origins_least": one.claim.least,
            "origins_most": one.claim.most,
            "outlets": list(dict.fromkeys(told.publisher or told.document for told in one.reports)),
            "conflicts": sum(conflict.relation == "contradiction" for conflict in one.claim.conflicts),
            "first_published": days[0] if days else None,
            "last_published": days[-1] if days else None,
        }

    def disputed(self) -> "Claims":
        """Return those with reports that cannot both be right."""
        return self.where(lambda one: any(conflict.relation == "contradiction" for conflict in one.claim.conflicts))

    def conflicts(self) -> "Clashes":
        """Return where reports of these claims cannot both be right, each pair of reports that differs."""
        return Clashes(clash for claimed in self for clash in _clashes(claimed))

    def revisions(self) -> "Turns":
        """Return which sources changed their word in these claims."""
        return Turns(turn for claimed in self for turn in _turns(claimed))

    def reports(self) -> "Reports":
        """Return all reports of these claims, each with its claim."""
        return Reports(Tale(claimed=claimed, reported=told) for claimed in self for told in claimed.reports)


class Reports(Results[Tale]):
    """Reports with their claims."""

    columns: ClassVar[Columns] = {
        "claim": "text",
        "report": "text",
        "said_by": "text",
        "chain": "texts",
        "stance": "text",
        "told_as": "text",
        "denied": "truth",
        "counted": "texts",
        "low": "number",
        "high": "number",
        "time": "text",
        "place": "text",
        "publisher": "text",
        "published": "text",
        "document": "text",
        "start": "whole",
        "end": "whole",
        "quote": "text",
        "sentence": "text",
    }
    what: ClassVar[str] = "reports"

    def row(self, one: Tale) -> Row:
        """Return a report as a row; ``low`` and ``high`` are of its first number."""
        told, report = one.reported, one.reported.report
        bounds = next(iter(report.values.values()), (None, None))
        names = [link.name or link.id for link in told.chain]
        return {
            "claim": one.claimed.claim.id,
            "report": report.id,
            "said_by": names[0] if names else None,
            "chain": names,
            "stance": told.stance,
            "told_as": report.factuality,
            "denied": report.polarity == "-",
            "counted": list(report.values),
            "low": bounds[0],
            "high": bounds[1],
            "time": report.time,
            "place": report.place,
            "publisher": told.publisher,
            "published": told.published,
            "document": told.document,
            "start": report.start,
            "end": report.end,
            "quote": told.quote,
            "sentence": told.sentence,
        }


class Clashes(Results[Clash]):
    """Pairs of reports that cannot both be right."""

    columns: ClassVar[Columns] = {
        "claim": "text",
        "slot": "text",
        "why": "text",
        "judged": "truth",
        "first_by": "text",
        "first_quote": "text",
        "first_published": "text",
        "second_by": "text",
        "second_quote": "text",
        "second_published": "text",
    }
    what: ClassVar[str] = "conflicts"

    def row(self, one: Clash) -> Row:
        """Return a conflict as a row."""
        return {
            "claim": one.claimed.claim.id,
            "slot": one.conflict.slot,
            "why": one.conflict.why.en,
            "judged": one.conflict.judged,
            **{f"first_{name}": value for name, value in _side(one.first).items()},
            **{f"second_{name}": value for name, value in _side(one.second).items()},
        }


class Turns(Results[Turn]):
    """Sources that changed their word."""

    columns: ClassVar[Columns] = {
        "claim": "text",
        "by": "text",
        "slot": "text",
        "old": "text",
        "new": "text",
        "old_published": "text",
        "new_published": "text",
        "old_quote": "text",
        "new_quote": "text",
    }
    what: ClassVar[str] = "changed words"

    def row(self, one: Turn) -> Row:
        """Return a change as a row."""
        by = one.claimed.parties.get(one.revision.by)
        return {
            "claim": one.claimed.claim.id,
            "by": (by.name if by else None) or one.revision.by,
            "slot": one.revision.slot,
            "old": one.revision.old,
            "new": one.revision.new,
            "old_published": one.before.published,
            "new_published": one.after.published,
            "old_quote": one.before.quote,
            "new_quote": one.after.quote,
        }


def _clashes(claimed: Claimed) -> Iterator[Clash]:
    for conflict in claimed.claim.conflicts:
        if conflict.relation == "contradiction":
            first, second = (claimed.reports[index] for index in conflict.between)
            yield Clash(claimed=claimed, conflict=conflict, first=first, second=second)


def _turns(claimed: Claimed) -> Iterator[Turn]:
    for revision in claimed.claim.revisions:
        before, after = (claimed.reports[index] for index in revision.between)
        yield Turn(claimed=claimed, revision=revision, before=before, after=after)


def _side(told: Reported) -> Row:
    by = (told.chain[0].name or told.chain[0].id) if told.chain else told.publisher
    return {"by": by, "quote": told.quote, "published": told.published}
