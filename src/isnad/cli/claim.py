"""`isnad claim`: one claim in full: who tells it on whose word, where they disagree, and how it changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from isnad.cli.claims import Form, as_object, outlets
from isnad.cli.options import CASE, FORM, PLAIN, Place, write_json
from isnad.model import Conflict

if TYPE_CHECKING:
    from isnad.case import Claimed, Entry, Judged, Link, Reported
    from isnad.cli.screen import Screen

_WIDE = 10  # columns of the heads of lines
_DIFFERENCES = {"update": "later news", "scope": "another scope", "rounding": "rounding"}


@click.command(short_help="One claim: reports, origins, conflicts, ledger.")
@CASE
@click.argument("claim", metavar="CLAIM")
@FORM
@PLAIN
def claim(case: Place, claim: str, form: Form, plain: bool) -> None:
    """Show one claim: its reports in their sentences, its origins, where the accounts disagree, and how it changed.

    CLAIM is its id, or the id of one of its reports, or the beginning of either; «isnad claims» shows them.

    A conflict that nobody has judged is called possible. The ledger keeps four times apart: when it happened, was said,
    was published, and was read into the case; «–» is what no text tells.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    with Case.open(case, create=False) as opened:
        found = opened.claim(claim)
    if form == "json":
        write_json(as_object(found))
    else:
        show_claim(Screen(plain), found)


def show_claim(screen: "Screen", claimed: "Claimed") -> None:
    """Print a claim in full."""
    _show_head(screen, claimed)
    _show_reports(screen, claimed)
    _show_origins(screen, claimed)
    _show_conflicts(screen, claimed)
    _show_revisions(screen, claimed)
    _show_judged(screen, claimed)
    _show_ledger(screen, claimed)


def _show_head(screen: "Screen", claimed: "Claimed") -> None:
    claim = claimed.claim
    lines = {
        "claim": claim.id,
        "what": screen.cell(claim.gloss.ar),
        "": screen.cell(claim.gloss.en) if claim.gloss.en != claim.gloss.ar else "",
        "standing": "; ".join(words.en for words in claim.standing),
    }
    for head, value in lines.items():
        if value:
            _headed(screen, head, value)


def _headed(screen: "Screen", head: str, value: str) -> None:
    from rich.text import Text

    screen.line(Text.assemble((f"{head:<{_WIDE}}", "bold"), value))


def _titled(screen: "Screen", title: str) -> None:
    screen.line()
    screen.line(title, style="bold")


# ---- reports


def _show_reports(screen: "Screen", claimed: "Claimed") -> None:
    _titled(screen, f"{_many(len(claimed.reports), 'report')} in {_many(claimed.documents, 'document')}")
    for number, reported in enumerate(claimed.reports, 1):
        show_report(screen, reported, f"{number:>3}  ", claimed.parties)
        for line in judged_lines(screen, claimed, reported):
            screen.line(f"     {line}")
    if claimed.rejected:
        _titled(screen, "Rejected")
    for reported in claimed.rejected:
        show_report(screen, reported, "  –  ", claimed.parties)
        for line in judged_lines(screen, claimed, reported):
            screen.line(f"     {line}")


def judged_lines(screen: "Screen", claimed: "Claimed", reported: "Reported") -> Iterator[str]:
    """Yield a line for each judgement on one report alone: notes, translations, corrections, rejections."""
    for one in claimed.judged:
        if len(one.reports) == 1 and reported.report.id in one.reports[0] and one.state != "withdrawn":
            judgement = one.judgement
            said = ": ".join(filter(None, (judgement.kind, judgement.slot, judgement.value)))
            state = "" if one.state == "applies" else f", {one.state}"
            signed = f"{judgement.by}, {judgement.at[:10]}{state}: {judgement.why}"
            yield f"judged {screen.cell(said)} ({screen.cell(signed)})"


def show_report(screen: "Screen", reported: "Reported", head: str, parties: "Mapping[str, Link] | None" = None) -> None:
    """Print a report: where and when it stands, who says it how, and its words marked in their sentence."""
    from isnad.cli.screen import Mark, painted

    where = (day(reported), reported.publisher or "", reported.document, f"({reported.report.id})", *map(_flag, reported.flags))
    where += ("[earlier version]",) if reported.earlier else ()
    screen.line(head + "  ".join(screen.cell(part) for part in where if part))
    screen.line(" " * len(head) + "; ".join(_told(screen, reported, parties or {})))
    mark = Mark(reported.at.start, reported.at.end, "[", "]", "bold yellow")
    screen.paragraph(painted(reported.sentence, [mark]), indent=len(head))


def day(reported: "Reported") -> str:
    """Return the day on which a report was published, or between which days that must have been."""
    if reported.published:
        return reported.published[:10]
    bounds = reported.bounds
    if bounds is None or not (bounds.earliest or bounds.latest):
        return "undated"
    return f"undated ({bounds.earliest or '…'} to {bounds.latest or '…'})"


def _flag(flag: str) -> str:
    return "[page undated]" if flag == "undated" else f"[{flag.replace('_', ' ')}]"


def _told(screen: "Screen", reported: "Reported", parties: "Mapping[str, Link]") -> Iterator[str]:
    from isnad.cli.statements import chain, who

    report = reported.report
    names = [screen.cell(who(link.id, link.name)) for link in reported.chain]
    said = f"{reported.stance}" if reported.stance else "tells"
    yield f"{chain(names)}: {said}" if names else "on its own word"
    yield "no proof found" if report.unproven else report.factuality
    counts = [f"{unit.replace(':', ' ')} {bounds(low, high)}".strip() for unit, (low, high) in report.values.items()]
    yield from (screen.cell(count) for count in counts)
    place = parties.get(report.place or "")
    for name, value in (("time", report.time), ("place", (place.name or place.id) if place else report.place)):
        if value:
            yield f"{name} {screen.cell(value)}"


def bounds(low: float | None, high: float | None) -> str:
    """Return a number as it is told: 12, 12 or more, up to 12, 10 to 12."""
    if low is None or high is None:
        return f"up to {_number(high)}" if high is not None else f"{_number(low)} or more" if low is not None else ""
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


# ---- origins


def _show_origins(screen: "Screen", claimed: "Claimed") -> None:
    from isnad.cli.claims import origins
    from isnad.cli.statements import who

    claim, own = claimed.claim, outlets(claimed)
    count = "1 origin" if claim.least == claim.most == 1 else f"{origins(claimed)} distinct origins"
    beside = f"; told by {_many(len(own), 'outlet')} on their own word" if len(own) > 1 else ""
    beside = "; told by 1 outlet on its own word" if len(own) == 1 else beside
    _titled(screen, f"{count} in these texts{beside}")
    for origin in claim.origins:
        link = claimed.parties.get(origin.id)
        name = screen.cell(who(origin.id, link.name if link else None))
        folded = "".join(f"; one origin, because {why.en}" for why in origin.folded)
        screen.line(f"     {name}: {_numbered(origin.reports)}{folded}")
        for path in dict.fromkeys(_path(screen, claimed.reports[index]) for index in origin.reports):
            screen.line(f"       {path}")
    if own:
        named = ", ".join(map(screen.cell, own))
        screen.line(f"     on their own word: {named}: {_numbered(claim.own)}")


def _path(screen: "Screen", reported: "Reported") -> str:
    """Return the way of a report from its origin to the outlet."""
    from isnad.cli.statements import chain, who

    links = [who(link.id, link.name) for link in reported.chain]
    return chain(screen.cell(link) for link in (*links, reported.publisher or reported.document))


def _numbered(reports: Iterable[int]) -> str:
    numbers = [str(index + 1) for index in reports]
    return f"report{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"


# ---- conflicts


def _show_conflicts(screen: "Screen", claimed: "Claimed") -> None:
    others = [conflict for conflict in claimed.claim.conflicts if conflict.relation != "contradiction"]
    for title, lines in (
        ("Conflicts", conflict_lines(screen, claimed)),
        ("Other differences, no conflicts", _lines(screen, claimed, others)),
    ):
        if found := list(lines):
            _titled(screen, title)
            for line in found:
                screen.line(f"     {line}")


def conflict_lines(screen: "Screen", claimed: "Claimed") -> Iterator[str]:
    """Yield a line for each conflict of a claim, its reports by their numbers."""
    yield from _lines(screen, claimed, [found for found in claimed.claim.conflicts if found.relation == "contradiction"])


def _lines(screen: "Screen", claimed: "Claimed", found: Sequence[Conflict]) -> Iterator[str]:
    """Yield each difference once, with all the reports on its two sides."""
    groups: dict[tuple[str, ...], list[Conflict]] = {}
    for conflict in found:
        kind = _DIFFERENCES.get(conflict.relation, "conflict" if conflict.judged else "possible conflict")
        sides = sorted(repr(claimed.reports[index].tells(conflict.slot)) for index in conflict.between)
        groups.setdefault((kind, conflict.slot, *sides), []).append(conflict)
    for (kind, slot, *_), conflicts in groups.items():
        first = claimed.reports[conflicts[0].between[0]].tells(conflicts[0].slot)
        turned = [_turned(claimed, conflict, first) for conflict in conflicts]
        pairs = "; ".join(f"{_plain(left)} against {_plain(right)}" for left, right in crossed(turned))
        whose = sorted({_whose(claimed, conflict) for conflict in conflicts})
        yield f"{kind}, {slot}: {screen.cell(conflicts[0].why.en)}: reports {pairs} ({', '.join(whose)})"


def _turned(claimed: "Claimed", conflict: Conflict, first: object) -> tuple[int, int]:
    """Return the two reports of a difference, that which has the first value first."""
    i, j = conflict.between
    return (i, j) if claimed.reports[i].tells(conflict.slot) == first else (j, i)


def crossed(pairs: Iterable[tuple[int, int]]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return pairs as few products of two sides: (1, 3), (2, 3) are (1, 2) with (3)."""
    right: dict[int, list[int]] = {}
    for i, j in pairs:
        right.setdefault(i, []).append(j)
    left: dict[tuple[int, ...], list[int]] = {}
    for i, others in right.items():
        left.setdefault(tuple(sorted(others)), []).append(i)
    return [(tuple(sorted(ours)), theirs) for theirs, ours in left.items()]


def _plain(reports: Iterable[int]) -> str:
    return ", ".join(str(index + 1) for index in reports)


def _whose(claimed: "Claimed", conflict: Conflict) -> str:
    """Return between whom a difference is."""
    a, b = (claimed.reports[index] for index in conflict.between)
    if bool(a.report.origin) == bool(b.report.origin):
        return "source against source" if a.report.origin else "outlet against outlet"
    return "outlet against its own source" if a.document_id == b.document_id else "outlet against source"


# ---- judgements on pairs


def _show_judged(screen: "Screen", claimed: "Claimed") -> None:
    """Print what people decided on two reports: the same thing or not, a conflict or none."""
    found = [one for one in claimed.judged if len(one.reports) > 1]
    if found:
        _titled(screen, "Judgements on pairs")
    for one in found:
        judgement = one.judgement
        said = f"{judgement.kind}: {' and '.join(_numbers(claimed, one))}; {one.state}"
        screen.line(f"     {said} ({screen.cell(judgement.by)}, {judgement.at[:10]}: {screen.cell(judgement.why)})")


def _numbers(claimed: "Claimed", one: "Judged") -> Iterator[str]:
    """Yield the reports that a judgement is about: by their numbers in this claim, else by their ids."""
    places = {told.report.id: number for number, told in enumerate(claimed.reports, 1)}
    for ids in one.reports:
        yield ", ".join(f"report {places[id]}" if id in places else id for id in ids) or "(words that are no report now)"


# ---- change


def _show_revisions(screen: "Screen", claimed: "Claimed") -> None:
    if claimed.claim.revisions:
        _titled(screen, "Changed their word")
    for change in claimed.claim.revisions:
        link = claimed.parties[change.by]
        old, new = (_at(screen, claimed, index) for index in change.between)
        edited = " edited its article" if change.edited else ""
        heading = f"{screen.cell(link.name or link.id)}{edited}, {change.slot}"
        screen.line(f"     {heading}: {screen.cell(change.old)} ({old}), then {screen.cell(change.new)} ({new})")


def _at(screen: "Screen", claimed: "Claimed", index: int) -> str:
    told = claimed.reports[index]
    return f"{screen.cell(speaker(claimed, told))}, {day(told)}, report {index + 1}"


def speaker(claimed: "Claimed", told: "Reported") -> str:
    """Return who speaks in a report as the text names him, and for whom; the outlet where it speaks itself."""
    from isnad.cli.statements import who

    report = told.report
    if not report.origin:
        return told.publisher or told.document
    named, voice = claimed.parties[report.origin[0]], claimed.parties.get(report.voice or "")
    spoken = who(named.id, named.name)
    return spoken if voice is None or voice.id == named.id else f"{spoken} ({voice.name or voice.id})"


# ---- the ledger


def _show_ledger(screen: "Screen", claimed: "Claimed") -> None:
    _titled(screen, "Ledger")
    rows = [_entry(claimed, entry) for entry in claimed.ledger]
    screen.table(("published", "said", "happened", "read", "who", "state", "report"), rows)


def _entry(claimed: "Claimed", entry: "Entry") -> tuple[str, ...]:
    told = claimed.reports[entry.report]
    state = "; ".join((entry.state.en, *(f"changed {words.en}" for words in entry.changes)))
    times = (day(told), entry.said or "–", entry.happened or "–", entry.read[:10])
    return *times, speaker(claimed, told), state, str(entry.report + 1)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
