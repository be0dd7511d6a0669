"""A timeline as results."""

from typing import ClassVar

from isnad import notebook
from isnad.frames import Columns, Row
from isnad.results.sequence import Results
from isnad.storage.timeline import Moment


class Moments(Results[Moment]):
    """What happened when, in order; a notebook shows it as a line of time."""

    columns: ClassVar[Columns] = {
        "when": "text",
        "earliest": "text",
        "latest": "text",
        "told": "truth",
        "claim": "text",
        "gloss_ar": "text",
        "gloss_en": "text",
        "reports": "whole",
    }
    what: ClassVar[str] = "moments"

    def row(self, one: Moment) -> Row:
        """Return a moment as a row; ``told`` is false where only the day of publication is known."""
        return {
            "when": one.when,
            "earliest": one.earliest,
            "latest": one.latest,
            "told": one.own,
            "claim": one.claimed.claim.id,
            "gloss_ar": one.claimed.claim.gloss.ar,
            "gloss_en": one.claimed.claim.gloss.en,
            "reports": len(one.reports),
        }

    def _repr_html_(self) -> str:
        return notebook.timeline(self)
