"""Spans of time: durations, sets, «قبل ثلاثة أيام», «الأيام الماضية», «العام الماضي».

«منذ 3 أيام» is read as a duration: without the verb's aspect nothing tells "ago" from "for", and "for" is usual.
"""

from isnad.annotation import calendar
from isnad.annotation.numbers import number_at
from isnad.annotation.times.grammar import Found, Grammar, Groups, count_of, toward
from isnad.annotation.times.resolver import Resolver
from isnad.annotation.times.words import CLOCK_UNITS, ISO_UNITS, Item, lexicon

GRAMMAR: Grammar = Grammar()


@GRAMMAR.rule("plural-with-number", r"(?:n?<plural:W><count:N>[PF]|<count2:N>o?<unit:[UW]>[PF]|<dual:V>[PF])")
def _plural_number(r: Resolver, g: Groups) -> Found | None:
    unit = g.get("plural") or g.get("unit") or g["dual"]
    if "count2" in g and g["unit"].definite and g["unit"].letter == "U" and not g["count2"].definite:
        return None
    return _duration(unit.value, g.get("count") or g.get("count2"), unit)


@GRAMMAR.rule("plural-vague", r"T?<plural:W><rel:[PFC]>")
def _plural_vague(r: Resolver, g: Groups) -> Found | None:
    if not g["plural"].definite:
        return None
    return Found("DATE", {"P": "PAST_REF", "F": "FUTURE_REF", "C": "PRESENT_REF"}[g["rel"].letter])


@GRAMMAR.rule("each-weekday", r"(?:<daily:Z>|c)<day:[D_]>")
def _each_weekday(r: Resolver, g: Groups) -> Found | None:
    day = g["day"]
    named = day if day.letter == "D" else lexicon().get("ال" + r.tokens.forms[day.first])
    if named is None or named.letter != "D" or ("daily" in g and g["daily"].value != "P1D"):
        return None
    return Found("SET", f"XXXX-WXX-{named.value}")  # «كل سبت», «كل يوم أربعاء»


@GRAMMAR.rule("set", r"<set:Z>|c<count:N>?<unit:[UVW]>")
def _set(r: Resolver, g: Groups) -> Found | None:
    if "set" in g:
        return Found("SET", g["set"].value)
    found = _duration(g["unit"].value, g.get("count"), g["unit"])
    return Found("SET", found.value) if found and not g["unit"].definite else None


@GRAMMAR.rule("unit-relative", r"(?:<edge:E>o?)?(?:<this:T><unit:U>|<unit2:U><rel:[PFC]>)")
def _unit_relative(r: Resolver, g: Groups) -> Found | None:
    unit = g.get("unit") or g["unit2"]
    rel = g.get("rel")
    if not unit.definite:
        return None
    if rel and rel.value in ("following", "previous") and unit.value == "day":
        value = r.next_day() if rel.value == "following" else None
    else:
        value = r.relative(unit.value, toward(rel), r.tokens.forms[rel.first] if rel else "")
    return Found("DATE", value) if value else None


@GRAMMAR.rule("edge-of-unit", r"<edge:E><unit:U>(?![PFCYOsoXDM])")
def _edge_of_unit(r: Resolver, g: Groups) -> Found | None:
    unit = g["unit"]
    behind = r.tokens.forms[unit.last] if unit.last < len(r.tokens) and not r.tokens.gap(unit.last).strip() else ""
    if not unit.definite or unit.value not in ("week", "month", "year") or behind.startswith("ال") or r.published is None:
        return None  # «نهاية العام الدراسي»
    value = r.relative(unit.value, 0)
    return Found("DATE", value) if value else None


_SPAN = r"(?:<count:[NO]><unit:[UVW]>|<dual:V>|<part:Q><half:U>|<many:W>|<one:U>(?![YMH])(?:<single:N>)?)<more:Q>?(?![NO]o?M)"


@GRAMMAR.rule("ago", rf"Bn?{_SPAN}(?!o)")
def _ago(r: Resolver, g: Groups) -> Found | None:
    found = _span_found(g)
    if found is None:
        return None
    if "X" in found.value:
        return Found("DATE", "PAST_REF")
    unit, count = _unit_with(g)
    if r.published is None or unit is None or count is None:
        return Found("DATE", "PAST_REF")
    value = r.day(0) if unit in CLOCK_UNITS else calendar.shift(r.published, -count, "day" if unit == "night" else unit)
    return Found("DATE", value)


def _unit_with(g: Groups) -> tuple[str | None, int | None]:
    if "dual" in g:
        return g["dual"].value, 2
    if "one" in g:
        return g["one"].value, 1
    if "unit" in g:
        return g["unit"].value, int(g["count"].value) if g["count"].letter == "O" else count_of(g["count"])
    return None, None


@GRAMMAR.rule("after-that", rf"at<all:n?{_SPAN}>")
def _after_that(r: Resolver, g: Groups) -> Found | None:
    day = calendar.parse(r.reference)
    unit, count = _unit_with(g)
    if day is None or unit is None or count is None or unit in CLOCK_UNITS or "X" in (_span_found(g) or Found("DATE", "X")).value:
        return None
    return Found("DATE", calendar.shift(day, count, "day" if unit == "night" else unit))  # «بعد ذلك بيومين»


@GRAMMAR.rule("duration", rf"<lead:[GaBI]>?<all:n?{_SPAN}>")
def _spans(r: Resolver, g: Groups) -> Found | None:
    if "single" in g and count_of(g["single"]) != 1:
        return None
    if ("many" in g or "one" in g) and "lead" not in g and not ("more" in g and "one" in g) and "single" not in g:
        return None
    if "unit" in g and g["count"].definite and g["count"].letter == "N" and g["unit"].letter == "U" and not g["unit"].definite:
        return None  # «ميناء الخمس يوم 24 أفريل»
    bare = g.get("one") or g.get("many")
    if bare and bare.definite:
        return None
    if "one" in g and g["lead" if "lead" in g else "one"].letter in "Ia" and g["one"].value == "day":
        return None  # «بعد يوم» of a compound: «يوم الخميس», «يوم غد»
    if "count" in g and g["count"].letter == "O" and not (g["unit"].letter == "U" and int(g["count"].value) in (20, 30)):
        return None
    return _span_found(g)


def _span_found(g: Groups) -> Found | None:
    if "half" in g and g["part"].number:
        return _part_of_unit(g["half"].value, g["part"].number.low)
    unit = g.get("unit") or g.get("dual") or g.get("many") or g["one"]
    found = _duration(unit.value, g.get("count"), unit)
    if found and "more" in g and g["more"].number and g["more"].skip:
        return _with_half(unit.value, _unit_with(g)[1], g["more"].number.low)
    return found


def _duration(unit: str, count: Item | None, item: Item) -> Found | None:
    if item.letter == "V":
        amount = "2"
    elif count is None:
        amount = "X" if item.letter == "W" else "1"
    elif count.number and count.number.vague:
        amount = "X"
    else:
        amount = count.value
        if amount.endswith(".0"):
            amount = amount[:-2]
    if unit in CLOCK_UNITS:
        return Found("DURATION", f"PT{amount}{CLOCK_UNITS[unit]}")
    return Found("DURATION", f"P{amount}{ISO_UNITS[unit]}")


def _part_of_unit(unit: str, part: float) -> Found | None:
    whole = {"hour": (60, "PT{}M"), "year": (12, "P{}M"), "century": (100, "P{}Y"), "day": (24, "PT{}H")}.get(unit)
    if whole is None or part * whole[0] != int(part * whole[0]):
        return None
    return Found("DURATION", whole[1].format(int(part * whole[0])))


def _with_half(unit: str, count: int | None, part: float) -> Found | None:
    if unit == "hour" and count is not None:
        return Found("DURATION", f"PT{count}H{int(part * 60)}M")
    whole = {"year": (12, "P{}M"), "decade": (10, "P{}Y"), "day": (24, "PT{}H")}.get(unit)
    if count is None or whole is None:
        return None
    return Found("DURATION", whole[1].format(int((count + part) * whole[0])))


@GRAMMAR.rule("per-unit", r"i<unit:U>(?![PFCOsD])")
def _per_unit(r: Resolver, g: Groups) -> Found | None:
    if not g["unit"].definite or g["unit"].value not in ("day", "year", "month", "week", "hour"):
        return None
    before = range(max(0, g["unit"].first - 6), g["unit"].first - 1)
    if not any(number_at(r.tokens, i) for i in before):
        return None
    found = _duration(g["unit"].value, None, g["unit"])
    return Found("SET", found.value) if found else None


@GRAMMAR.rule("per-day", r"i<deictic:X>(?![PFCOsD])")
def _per_day(r: Resolver, g: Groups) -> Found | None:
    before = range(max(0, g["deictic"].first - 6), g["deictic"].first - 1)
    if g["deictic"].value != "0" or not any(number_at(r.tokens, i) for i in before):
        return None
    return Found("SET", "P1D")
