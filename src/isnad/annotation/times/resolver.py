"""What times are resolved against: the publication date, the way the clause looks, the date last spoken of."""

import re
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache

from isnad.annotation import calendar
from isnad.annotation.times.words import CLOCK_UNITS, lexicon
from isnad.annotation.tokens import Tokens
from isnad.languages.lexicon import analyses
from isnad.languages.names import gazetteer

_FUTURE = re.compile("[وف]?س[اينت].{2,}")


@cache
def _is_to_come(form: str) -> bool:
    """Whether a folded word is a verb of the future («سيعقد») and no noun or name that looks like one («سيناء»)."""
    if _FUTURE.fullmatch(form) is None or form in gazetteer().table:
        return False
    found = analyses(form)
    return any(one.tense == "present" for one in found) and all(one.particles.endswith("س") for one in found)


_SHORTEST = 28
"""The days of the shortest month."""
_JUST, _SOON = 60, 21
"""Days within which a date without a year lies behind or ahead; behind a verb of the future the lesser of them."""
_WILL = frozenset(("سوف", "لن"))
_NEAR = 12  # words before a time that say which way its clause looks


class Resolver:
    """Makes values: knows the publication date, the way the clause looks, and the date last spoken of.

    ``reference`` is that date, ``spoken`` the token where it stands, ``at`` the token that is looked at.
    """

    def __init__(self, tokens: Tokens, published: date | None) -> None:
        self.tokens = tokens
        self.published = published
        self.reference: str | None = None
        self.spoken = 0
        self.at = 0

    def day(self, offset: int) -> str:
        """Return the day that lies ``offset`` days from publication."""
        if self.published is None:
            return "XXXX-XX-XX"
        return (self.published + timedelta(days=offset)).isoformat()

    def told(self) -> str | None:
        """Return the day last spoken of in the same sentence."""
        day = calendar.parse(self.reference)
        near = day is not None and self.tokens.sentence(self.spoken) == self.tokens.sentence(self.at)
        return day.isoformat() if day is not None and near else None

    def weekday(self, iso: int, toward: int = 0) -> str:
        """Return the nearest such day: before (toward -1), after (1), or as the clause looks (0)."""
        if self.published is None:
            return f"XXXX-WXX-{iso}"
        back = (self.published.isoweekday() - iso) % 7
        if toward < 0:
            return self.day(-(back or 7))
        if toward > 0 or (back and self.ahead()):
            return self.day((7 - back) or 7)
        return self.day(-back)

    def year_of(self, month: int, day: int = 1, toward: int = 0) -> str:
        """Return the year of a month that stands without one: of the nearest past such month, or the coming one."""
        if self.published is None:
            return "XXXX"
        now = self.published
        past = now.year - ((month, day) > (now.month, now.day))
        if toward == 0 and (near := self._nearest(month, day)) is not None:
            return f"{near:04d}"
        if toward == 0:
            months_ahead = (month - now.month) % 12
            toward = 1 if self.ahead() or (12 - months_ahead >= 9 and 0 < months_ahead <= 3) else -1
            if (month == now.month and day == 1) or (toward > 0 and (month, day) == (now.month, now.day)):
                return f"{now.year:04d}"
        if toward < 0 and month == now.month and day == 1:
            return f"{now.year:04d}"
        return f"{past if toward < 0 else past + 1:04d}"

    def _nearest(self, month: int, day: int) -> int | None:
        """Return the year of a date that lies much nearer on one side; None where none does."""
        if self.published is None:
            return None
        years = [year for year in range(self.published.year - 1, self.published.year + 2) if MINYEAR <= year <= MAXYEAR]
        away = {(date(year, month, min(day, _SHORTEST)) - self.published).days: year for year in years}
        near = min(away, key=abs)
        just = _SOON if self._is_willed() else _JUST  # «ستُجرى الانتخابات في يونيو», told in July: of next year
        return away[near] if -just < near < _SOON and near != 0 else None

    def ahead(self) -> bool:
        """Whether the clause around looks forward: a verb of the future, «المقرر», «حتى»."""
        if {"حتي", "بحلول", "غايه"} & set(self.tokens.forms[max(0, self.at - 2) : self.at]):
            return True
        meanings = (lexicon().get(form) for form in self._before())
        return self._is_willed() or any(meaning is not None and meaning.letter == "!" for meaning in meanings)

    def is_past(self) -> bool:
        """Whether the nearest word before that can be a verb, in the same clause, can be one of the past."""
        tenses = ({one.tense for one in analyses(form)} & {"past", "present"} for form in self._before())
        return "past" in next(filter(None, tenses), ())

    def _is_willed(self) -> bool:
        """Whether a verb of the future stands before, in the same clause."""
        return any(form in _WILL or _is_to_come(form) for form in self._before())

    def _before(self) -> Iterator[str]:
        """Yield the words before, from the nearest on, to where the clause begins."""
        for at in range(self.at - 1, max(-1, self.at - 1 - _NEAR), -1):
            if self.tokens.breaks(at + 1):
                return
            yield self.tokens.forms[at]

    def relative(self, unit: str, step: int, spelled: str = "") -> str | None:
        """Return the unit that lies ``step`` from the one of publication; «العام الجديد» is the next from July on."""
        if self.published is None:
            return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}.get(unit, "XXXX")
        if unit in CLOCK_UNITS:
            return None
        if unit == "year" and spelled == "الجديد":
            return f"{self.published.year + (self.published.month > 6):04d}"
        value = calendar.shift(self.published, step, "day" if unit == "night" else unit)
        return {"decade": value[:3], "century": value[:2]}.get(unit, value)

    def next_day(self) -> str | None:
        """Return the day after the date last spoken of, None where that is no day."""
        day = calendar.parse(self.reference)
        return (day + timedelta(days=1)).isoformat() if day else None
