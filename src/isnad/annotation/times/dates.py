"""Dates: days, weeks, months, years and their parts, decades, centuries; Gregorian and Hijri."""

from datetime import date, timedelta

from isnad.annotation import calendar
from isnad.annotation.times.grammar import Found, Grammar, Groups, count_of, toward
from isnad.annotation.times.resolver import Resolver
from isnad.annotation.times.words import DOTTED, TWO_YEARS, Item
from isnad.annotation.tokens import Tokens
from isnad.languages.folding import fold

GRAMMAR: Grammar = Grammar()
_WITHIN = frozenset(map(fold, ("قبل", "منذ", "طوال", "طيلة", "حتى")))
"""What stands before a season of one year: «قبل الصيف»."""
_DURING = frozenset(map(fold, ("في", "خلال", "بعد")))


def _year(r: Resolver, g: Groups, month: int, day: int = 1) -> str:
    if "year" in g:
        return g["year"].value
    if "yrel" in g and r.published:
        return f"{r.published.year + toward(g['yrel']):04d}"
    rel = g.get("rel")
    if rel and rel.letter == "C" and r.published:
        return f"{r.published.year:04d}"
    if rel and rel.value in ("previous", "following"):
        rel = None
    return r.year_of(month, day, toward(rel))


_MONTH = r"<month:M>(?:/M|\(M\)|-M)?"
_YEAR = r"(?:<rel:[PFC]>|,?(?:o?U)?<year:Y>e?|o?U<yrel:[PFC]>)?"


@GRAMMAR.rule(
    "numeric-date",
    r"<part:A>?(?:U?D[,(]?)?(?:<day:N>[/-]<nmonth:N>[/-]<year:Y>|<year2:Y>[/-]<nmonth2:N>[/-]<day2:N>|<dotted:J>)\)?",
)
def _numeric_date(r: Resolver, g: Groups) -> Found | None:
    if "dotted" in g:
        match = DOTTED.fullmatch(g["dotted"].value)
        day, month, year = map(int, match.groups()) if match else (0, 0, 0)
    else:
        pairs = [g.get("day") or g["day2"], g.get("nmonth") or g["nmonth2"], g.get("year") or g["year2"]]
        day, month, year = (int(float(item.value)) for item in pairs)
        if month > 12 >= day and "year2" not in g:
            day, month = month, day
    try:
        return _on_day(date(year, month, day).isoformat(), g)
    except ValueError:
        return None


def _on_day(value: str, g: Groups) -> Found:
    if "part" in g:
        return Found("TIME", f"{value}T{g['part'].value}")
    return Found("DATE", value)


@GRAMMAR.rule("week-of-month", rf"<unit:U><week:O>o?U?{_MONTH}{_YEAR}")
def _week_of_month(r: Resolver, g: Groups) -> Found | None:
    if g["unit"].value != "week":
        return None
    month = int(g["month"].value)
    year = _year(r, g, month)
    if not year.isdecimal():
        return Found("DATE", f"XXXX-{month:02d}")
    day = date(int(year), month, 1) + timedelta(weeks=int(g["week"].value) - 1)
    return Found("DATE", calendar.week_value(day))


@GRAMMAR.rule("day-range-month", rf"<day:N>(?:[l-]|w)<day2:N>o?U?{_MONTH}{_YEAR}")
def _day_range(r: Resolver, g: Groups) -> Found | None:
    month = int(g["month"].value)
    first, last = count_of(g["day"]), count_of(g["day2"])
    if first is None or last is None or not 1 <= first < last <= 31:
        return None
    year = _year(r, g, month, last)
    return Found("DATE", f"{year}-{month:02d}-{first:02d}/{year}-{month:02d}-{last:02d}")


@GRAMMAR.rule(
    "dates-range",
    rf"<lead:[bo]><all:U?<day:[NO]>o?<month1:M>(?:,?<year1:Y>)?<to:[lw]>?U?<day2:[NO]>o?{_MONTH}{_YEAR}>",
)
def _dates_range(r: Resolver, g: Groups) -> Found | None:
    first, last = _day_number(g["day"]), _day_number(g["day2"])
    if first is None or last is None or not ("to" in g or (g["lead"].letter == "b" and g["day2"].skip)):
        return None  # «بين 12 مارس [و15 أبريل]»
    month1, month = int(g["month1"].value), int(g["month"].value)
    year = _year(r, g, month, last)
    late = (month1, first) > (month, last)
    year1 = g["year1"].value if "year1" in g else str(int(year) - late) if year.isdecimal() else year
    return Found("DATE", f"{year1}-{month1:02d}-{first:02d}/{year}-{month:02d}-{last:02d}")


@GRAMMAR.rule("day-month", rf"(?:<part:A>(?!,))?(?:X,?)?<dow:U?D>?,?\(?U?<day:[NO]>o?U?{_MONTH}{_YEAR}(?:\))?(?:<part2:A>)?")
def _day_month(r: Resolver, g: Groups) -> Found | None:
    month, day = int(g["month"].value), _day_number(g["day"])
    if day is None:
        return None
    year = _year(r, g, month, day)
    if "part2" in g:
        g = {**g, "part": g["part2"]}
    value = f"{year}-{month:02d}-{day:02d}"
    if year.isdecimal() and calendar.bounds(value) == (None, None):
        return None
    return _on_day(value, g)


def _day_number(item: Item) -> int | None:
    day = int(item.value) if item.letter == "O" else count_of(item)
    return day if day is not None and 1 <= day <= 31 else None


@GRAMMAR.rule("day-of-this-month", r"(?:U?D,?)?U?<day:[NO]>o?<rel:C>")
def _day_of_this_month(r: Resolver, g: Groups) -> Found | None:
    day = _day_number(g["day"])
    if day is None or r.published is None or r.tokens.forms[g["rel"].first] not in ("الجاري", "الحالي"):
        return None  # «الثامن من الجاري»
    return Found("DATE", f"{calendar.month_value(r.published.year, r.published.month)}-{day:02d}")


@GRAMMAR.rule("day-of-same-month", r"<day:N><pronoun:_>")
def _day_of_same_month(r: Resolver, g: Groups) -> Found | None:
    day = _day_number(g["day"])
    if day is None or r.tokens.forms[g["pronoun"].first] != "منه" or calendar.bounds(r.reference or "") == (None, None):
        return None  # «في 28 منه»
    return Found("DATE", f"{r.reference[:7]}-{day:02d}") if r.reference and len(r.reference) >= len("YYYY-MM") else None


@GRAMMAR.rule("part-of-month", rf"<half:h>o<unit:U>?{_MONTH}{_YEAR}")
def _part_of_month(r: Resolver, g: Groups) -> Found | None:
    return _month(r, g)


@GRAMMAR.rule("day-of-month", r"<part:A>?(?:U?D)?,?U?<day:[NO]>o<unit:U><rel:[PFC]>?(?!D)")
def _day_of_month(r: Resolver, g: Groups) -> Found | None:
    day = _day_number(g["day"])
    if g["unit"].value != "month" or day is None or not g["unit"].definite or r.published is None:
        return None
    month = calendar.add_months(r.published, toward(g.get("rel")))
    return _on_day(f"{calendar.month_value(month.year, month.month)}-{day:02d}", g)


@GRAMMAR.rule("hijri", r"<part:A>?(?:U?D,?)?U?<day:[NO]>?o?<unit:U>?<hmonth:H>(?:o?U?<hyear:y>e?|<rel:[PFC]>)?")
def _hijri(r: Resolver, g: Groups) -> Found | None:
    day = _day_number(g["day"]) if "day" in g else None
    month = int(g["hmonth"].value)
    if "hyear" in g:
        value = calendar.hijri_value(int(g["hyear"].value), month, day)
    elif r.published and (day or ("unit" in g and g["unit"].value == "month") or "rel" in g):
        way = toward(g.get("rel"))
        value = calendar.hijri_near(r.published, month, day, way > 0 or (way == 0 and r.ahead()))
    else:
        return None
    return _on_day(value, g) if value else None


@GRAMMAR.rule("hijri-year", r"<unit:U>?<hyear:y><era:e>?")
def _hijri_year(r: Resolver, g: Groups) -> Found | None:
    if g.get("era", g["hyear"]).value != "AH":
        return None
    value = calendar.hijri_value(int(g["hyear"].value))
    return Found("DATE", value) if value else None


@GRAMMAR.rule("month-range", rf"<edge:E>?U?<month1:M>(?:/M)?(?:,?<year1:Y>)?(?:[l-])<edge2:E>?{_MONTH}{_YEAR}")
def _month_range(r: Resolver, g: Groups) -> Found | None:
    first, last = int(g["month1"].value), int(g["month"].value)
    year = _year(r, g, last)
    year1 = g["year1"].value if "year1" in g else str(int(year) - (first > last)) if year.isdecimal() else year
    return Found("DATE", f"{year1}-{first:02d}/{year}-{last:02d}")


@GRAMMAR.rule("between-months", rf"b<all:<month1:M>(?:/M)?(?:,?<year1:Y>)?{_MONTH}{_YEAR}>")
def _between_months(r: Resolver, g: Groups) -> Found | None:
    return _month_range(r, g) if g["month"].skip else None  # «بين مارس [ومايو]»


@GRAMMAR.rule("month", rf"(?:<edge:E>o?)?<unit:U>?{_MONTH}{_YEAR}")
def _month(r: Resolver, g: Groups) -> Found | None:
    if "unit" in g and g["unit"].value != "month":
        return None
    month = g["month"]
    if r.tokens.forms[month.first] in ("مارس", "ماي") and not _is_month(r, g, month):
        return None
    return Found("DATE", f"{_year(r, g, int(month.value))}-{int(month.value):02d}")


def _is_month(r: Resolver, g: Groups, month: Item) -> bool:
    """«مارس» is also "he practised": believe it beside a year, a preposition, or at the end of its phrase."""
    if month.skip or {"year", "rel", "edge", "unit", "yrel"} & set(g):
        return True
    before = r.tokens.forms[month.first - 1] if month.first else ""
    if before in ("في", "منذ", "من", "حتي", "الي", "خلال", "شهر", "بحلول", "بين", "قبل", "بعد", "لشهر", "عن"):
        return True
    return r.tokens.gap(month.last).strip() != "" and month.first > 0 and not r.tokens.gap(month.first).strip()


@GRAMMAR.rule("year-range", r"[bo]?<all:[UV]?(?:<year1:Y>(?:[-/l]|w)U?<year2:Y>|<both:2>)>")
def _year_range(r: Resolver, g: Groups) -> Found | None:
    if "both" in g:
        match = TWO_YEARS.fullmatch(g["both"].value)
        first, last = match.groups() if match else ("", "")
    else:
        first, last = g["year1"].value, g["year2"].value
    return Found("DATE", f"{first}/{last}") if first < last else None


@GRAMMAR.rule("part-of-year", r"(?:<half:h>|<quarter:q>|<season:S>)(?:o?<unit:U>?(?:<year:Y>|<yrel:[PFC]>))?")
def _part_of_year(r: Resolver, g: Groups) -> Found | None:
    if "unit" in g and g["unit"].value not in ("year",):
        return None
    name, item = next((k, g[k]) for k in ("half", "quarter", "season") if k in g)
    if "year" in g:
        year = g["year"].value
    elif name == "season":
        return _season(r, g, item)
    elif r.published is None:
        year = "XXXX"
    else:
        year = f"{r.published.year + (toward(g.get('yrel')) if 'yrel' in g else 0):04d}"
        if "yrel" not in g and name == "half" and not r.ahead():
            return None  # «النصف الأول» of what?
    return Found("DATE", f"{year}-{ {'half': 'H', 'quarter': 'Q', 'season': ''}[name] }{item.value}")


def _season(r: Resolver, g: Groups, item: Item) -> Found | None:
    if "yrel" not in g:
        return None
    if r.published is None:
        return Found("DATE", f"XXXX-{item.value}")
    if "unit" in g:  # «صيف العام الماضي»
        return Found("DATE", f"{r.published.year + toward(g['yrel']):04d}-{item.value}")
    now, way = r.published, toward(g["yrel"])
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[item.value]
    last = (first + 1) % 12 + 1
    if way < 0:  # a winter has the year in which it begins, and is past when its last month is
        year = now.year - (now.month <= last if item.value != "WI" else 1 if now.month > 2 else 2)
    elif way > 0:
        year = now.year + (now.month >= first)
    else:
        year = now.year - (item.value == "WI" and now.month <= 2)
    return Found("DATE", f"{year:04d}-{item.value}")


@GRAMMAR.rule("season-alone", r"<edge:E>?<season:S>")
def _season_alone(r: Resolver, g: Groups) -> Found | None:
    season = g["season"]
    if "edge" in g:
        return _season(r, {**g, "yrel": season}, season) if season.definite else None
    before = r.tokens.forms[season.first - 1] if season.first else ""
    if not season.definite or season.skip or not (before in _WITHIN or (before in _DURING and r.ahead())):
        return None  # «ترتفع الحرارة في الصيف», «تحدث الفيضانات خلال الخريف»: of any year
    return _season(r, {**g, "yrel": season}, season)


@GRAMMAR.rule("this-season", r"T<season:S>")
def _this_season(r: Resolver, g: Groups) -> Found | None:
    return _season(r, {**g, "yrel": g["season"]}, g["season"])


@GRAMMAR.rule("decade", r"(?:<edge:E>)?<decade:d>(?:o?<unit:U>(?:<rel:P>|<number:O>))?")
def _decade(r: Resolver, g: Groups) -> Found | None:
    century = int(g["number"].value) - 1 if "number" in g else 19
    if "unit" in g and g["unit"].value != "century":
        return None
    return Found("DATE", f"{century}{int(g['decade'].value) // 10}")


@GRAMMAR.rule("century", r"(?:<edge:E>)?<unit:U>(?:<number:O>|<rel:[PFC]>)")
def _century(r: Resolver, g: Groups) -> Found | None:
    if g["unit"].value != "century" or not g["unit"].definite:
        return None
    if "number" in g:
        return Found("DATE", f"{int(g['number'].value) - 1:02d}")
    return Found("DATE", f"{20 + toward(g['rel'])}")


@GRAMMAR.rule("year", r"(?:<edge:E>o?)?<unit:U><year:Y>e?")
def _year_named(r: Resolver, g: Groups) -> Found | None:
    return Found("DATE", g["year"].value) if g["unit"].value == "year" else None


@GRAMMAR.rule("bare-year", r"<lead:[iolbBIaGtw(!]>?(?:<edge:E>o?)?<all:<year:Y>e?>(?![/-])")
def _bare_year(r: Resolver, g: Groups) -> Found | None:
    if not ("lead" in g or "edge" in g or _licensed(r.tokens, g["year"])):
        return None
    if tuple(r.tokens.forms[max(0, g["year"].first - 2) : g["year"].first]) == ("علي", "بعد"):
        return None  # «على بعد 1800 كيلومتر»
    return None if g["year"].value == "2000" or _counts(r.tokens, g["year"]) else Found("DATE", g["year"].value)


def _licensed(tokens: Tokens, item: Item) -> bool:
    before = tokens.forms[item.first - 1] if item.first else ""
    return before in (
        "لعام",
        "بعام",
        "لسنه",
        "ل",
        "ب",
        "بنهايه",
        "مطلع",
        "بحلول",
        "لنهايه",
        "انتخابات",
        "موازنه",
        "ميزانيه",
        "مونديال",
    )


def _counts(tokens: Tokens, item: Item) -> bool:
    """Whether a counted noun seems to follow: an indefinite noun in the accusative."""
    after = item.last
    if after >= len(tokens) or tokens.gap(after).strip():
        return False
    return "\u064b" in tokens.quote(after)
