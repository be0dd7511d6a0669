"""Days as the writer stands to them (yesterday, Thursday, the evening, an hour), and what refers back."""

from datetime import timedelta

from isnad.annotation.times.grammar import Found, Grammar, Groups, count_of, toward
from isnad.annotation.times.resolver import Resolver
from isnad.annotation.times.words import Item
from isnad.languages.names import gazetteer

GRAMMAR: Grammar = Grammar()
_AT = frozenset(("في", "حتي", "عند", "منذ"))
_UNTIL = frozenset(("حتي", "وحتي", "والي"))  # «أجلت القضية إلى [اليوم]» is that day


@GRAMMAR.rule(
    "part-of-day",
    r"(?:<part:A>(?:<deictic:X>F?(?:[,(]?U?D\)?)?|U?<dow:D>(?:-D)?<rel:[PF]>?|<unit:U><rel2:[PF]>)|U?(?:<deictic2:X>|<dow2:D>)<part2:A>|(?:T|(?<=I))<only:A>(?![DXU]))",
)
def _part_of_day(r: Resolver, g: Groups) -> Found | None:
    part = g.get("part") or g.get("part2") or g["only"]
    deictic, dow = g.get("deictic") or g.get("deictic2"), g.get("dow") or g.get("dow2")
    if "unit" in g:
        if g["unit"].value != "day":
            return None
        value = r.next_day()
    elif dow:
        value = r.weekday(int(dow.value), toward(g.get("rel")))
    elif deictic and _followed_by_following(r, deictic):
        value = r.next_day()
    else:
        value = r.day(int(deictic.value) if deictic else 0)
    return Found("TIME", f"{value}T{part.value}") if value else None


def _followed_by_following(r: Resolver, deictic: Item) -> bool:
    form = r.tokens.forms[deictic.last] if deictic.last < len(r.tokens) else ""
    return form in ("التالي", "الموالي")


@GRAMMAR.rule("part-alone", r"<part:A>(?![DXUY])")
def _part_alone(r: Resolver, g: Groups) -> Found | None:
    part = g["part"]
    before = r.tokens.forms[part.first - 1] if part.first and not r.tokens.gap(part.first).strip() else ""
    behind = r.tokens.forms[part.last] if part.last < len(r.tokens) and not r.tokens.gap(part.last).strip() else ""
    adverb = r.tokens.quote(part.last - 1).endswith(("اً", "ًا", "ءً")) and not behind.startswith("ونهار")
    form = r.tokens.forms[part.first]
    known = gazetteer().bare(r.tokens.words, part.first)
    definite = form.startswith("ال") and (known is None or known.value.names[0].type != "GPE")  # «في المغرب»
    day = r.told() or (r.day(0) if r.is_past() else None)  # «تغلق المتاجر [مساءً]» every day
    if day is None or not (adverb or (before in _AT and definite and not behind.startswith("ال"))):
        return None
    return Found("TIME", f"{day}T{part.value}")  # «أُفرج عنهم [ليلاً]», «ألغيت حتى [الظهر] رحلات»


@GRAMMAR.rule("midnight", r"<edge:E><part:A>(?:<deictic:X>|U?<dow:D>)?")
def _midnight(r: Resolver, g: Groups) -> Found | None:
    if g["edge"].value != "middle" or g["part"].value not in ("NI", "AF"):
        return None
    value = r.weekday(int(g["dow"].value)) if "dow" in g else r.day(int(g["deictic"].value) if "deictic" in g else 0)
    return Found("TIME", f"{value}T{'24' if g['part'].value == 'NI' else '12'}:00")


@GRAMMAR.rule(
    "clock",
    r"(?:n)?(?:<unit:U>(?:n)?)?(?:<hour:N>:<minute:N>|<spelled:[NO]>(?:<half:Q>)?)(?:o)?<part:A>?(?:o?<deictic:X>|o?U?<dow:D>)?",
)
def _clock(r: Resolver, g: Groups) -> Found | None:
    hours_named = "unit" in g and g["unit"].value == "hour" and g["unit"].definite
    if not hours_named and not ("part" in g and "hour" in g) and not ("part" in g and g.get("spelled", g["part"]).letter == "O"):
        return None
    item = g.get("hour") or g["spelled"]
    hour = int(item.value) if item.letter == "O" else count_of(item)
    minute = (count_of(g["minute"]) or 0) if "minute" in g else 0
    if hour is None or hour > 24 or minute > 59:
        return None
    if "half" in g and g["half"].number:
        minute = int(60 * g["half"].number.low) % 60
    if g.get("part") and g["part"].value in ("AF", "EV", "NI") and hour < 12:
        hour += 12 if not (g["part"].value == "NI" and hour < 5) else 0
    named = r.weekday(int(g["dow"].value)) if "dow" in g else None
    day = named or (r.day(int(g["deictic"].value)) if "deictic" in g else r.told() or r.day(0))
    return Found("TIME", f"{day}T{hour:02d}:{minute:02d}")


@GRAMMAR.rule("night", r"<unit:U><rel:P>?")
def _night(r: Resolver, g: Groups) -> Found | None:
    if g["unit"].value != "night" or not g["unit"].definite:
        return None
    return Found("TIME", f"{r.day(-1 if 'rel' in g else 0)}TNI")


@GRAMMAR.rule("following-day", r"<deictic:X><rel:F>")
def _following_day(r: Resolver, g: Groups) -> Found | None:
    value = r.next_day() if g["rel"].value == "following" and g["deictic"].value == "0" else None
    return Found("DATE", value) if value else None


@GRAMMAR.rule("same", r"(?:<deictic:X>|<unit:U>)s|t<unit2:[UX]>")
def _same(r: Resolver, g: Groups) -> Found | None:
    item = g.get("deictic") or g.get("unit") or g["unit2"]
    width = {"year": 4, "month": 7, "day": 10}.get("day" if item.letter == "X" else item.value)
    if r.reference is None or width is None or (not item.definite and item.letter != "X"):
        return None
    return Found("DATE", r.reference[:width]) if len(r.reference) >= width else None


@GRAMMAR.rule("deictic", r"U?<deictic:X>(?:[,(]?U?<dow:D>\)?)?")
def _deictic(r: Resolver, g: Groups) -> Found | None:
    deictic = g["deictic"]
    if deictic.value == "0" and "dow" not in g:
        after = r.tokens.forms[deictic.last] if deictic.last < len(r.tokens) else ""
        if after.startswith("ال") and not r.tokens.gap(deictic.last).strip():
            return None  # «اليوم العالمي», «اليوم الأول»
        if _is_quoted(r, deictic):
            return None  # «النيل اليوم»
        until = deictic.first > 0 and r.tokens.forms[deictic.first - 1] in _UNTIL and not r.tokens.gap(deictic.first).strip()
        if until or deictic.skip or r.published is None:
            return Found("DATE", "PRESENT_REF")
    if "dow" in g and r.published:
        near = r.published + timedelta(days=int(deictic.value))
        off = (near.isoweekday() - int(g["dow"].value) + 3) % 7 - 3
        return Found("DATE", (near - timedelta(days=off)).isoformat())
    return Found("DATE", r.day(int(deictic.value)))


def _is_quoted(r: Resolver, item: Item) -> bool:
    """Whether a word ends a short name in quotation marks."""
    opening = (r.tokens.gap(at).strip()[-1:] for at in range(max(0, item.first - 2), item.first))
    return r.tokens.gap(item.last).strip()[:1] in ("»", "”") and any(mark and mark in "«“" for mark in opening)


@GRAMMAR.rule("weekday", r"U?<dow:D><rel:[PF]>?")
def _weekday(r: Resolver, g: Groups) -> Found | None:
    before = r.tokens.forms[g["dow"].first - 1] if g["dow"].first else ""
    if before in ("صلاه", "خطبه", "خطيب", "مسجد", "سوق"):
        return None
    return Found("DATE", r.weekday(int(g["dow"].value), toward(g.get("rel"))))


@GRAMMAR.rule("reference", r"<ref:R>")
def _reference(r: Resolver, g: Groups) -> Found | None:
    return Found("DATE", r.reference) if r.reference else Found("DATE", "PAST_REF")


@GRAMMAR.rule("vague", r"<ref:[rpf]>")
def _vague(r: Resolver, g: Groups) -> Found | None:
    behind = r.tokens.forms[g["ref"].last] if g["ref"].last < len(r.tokens) else ""
    if _is_quoted(r, g["ref"]) or behind in ("لاوانه", "لاوانها", "نفسه", "ذاته", "عينه"):
        return None  # «الرباط الآن», «سابقاً لأوانه», «في الآن نفسه»
    return Found("DATE", g["ref"].value)
