"""`isnad judge`: people's decisions on what Isnad found, and what waits for one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from isnad.cli.claims import Form
from isnad.cli.options import BY, CASE, FORM, PLAIN, WHY, Place, write_json
from isnad.model import JudgementKind

if TYPE_CHECKING:
    from isnad.case import Case, Judged, Queued, Reported, Review
    from isnad.cli.screen import Screen

_VALUED = ("correct", "note", "translate")


@click.command(short_help="Decide on what was found; everything follows.")
@CASE
@click.argument("decision", nargs=-1)
@BY
@WHY
@click.option("--queue", is_flag=True, help="Show what waits for a judgement.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Judge so many pairs drawn at random: the precision.")
@click.option("--seed", default=1, show_default=True, help="Which sample is drawn.")
@click.option(
    "--export",
    "target",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write the log as JSON Lines; - for standard output.",
)
@click.option("--import", "source", type=click.Path(path_type=Path), help="Add the judgements of such a file to the log.")
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many of the queue.")
@FORM
@PLAIN
def judge(
    case: Place,
    decision: tuple[str, ...],
    by: str | None,
    why: str | None,
    queue: bool,
    sample: int | None,
    seed: int,
    target: Path | None,
    source: Path | None,
    limit: int | None,
    form: Form,
    plain: bool,
) -> None:
    """Judge what Isnad found. Without a decision, show the log of judgements and what became of each.

    \b
    same A B             two reports tell the same thing
    different A B        they do not
    accept X | A B       a report is as it was read | two reports are in conflict
    reject X | A B       it is misread, and leaves its claim | they are in no conflict
    correct X SLOT VALUE another source, stance, date, count, actor, recipient, place, factuality
    add DOC WORDS        words of an article that tell something and were missed, or their span: 120-158
    translate X TEXT     a person's translation of a report
    note X TEXT          a note on a report
    withdraw ID          undo a judgement

    A, B and X are ids of reports, or their beginnings; a claim's id is that of its earliest report. A count is written
    killed=12, killed=10-12, killed=10- or killed=-12. A decision needs --by and --why.

    The log only grows, and the claims are made anew from it. A judgement holds to the words of an article: one whose words
    are no report any more is shown as orphaned. Of contrary judgements of two people none applies.
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen

    screen = Screen(plain)
    if sum((bool(decision), queue, sample is not None, target is not None, source is not None)) > 1:
        raise click.UsageError("One thing at a time: a decision, --queue, --sample, --export or --import.")
    with Case.open(case, create=False) as opened:
        if target is not None:
            _export(opened, target)
        elif source is not None:
            click.echo(f"{_import(opened, source)} new judgements.")
        elif queue:
            _show_queue(screen, opened.queue(limit), form)
        elif sample is not None:
            _sample(screen, opened, sample, seed, _given(by, "--by NAME"), form)
        elif decision:
            judged = _decide(opened, decision, _given(by, "--by NAME"), _given(why, "--why TEXT"))
            _show_log(screen, [judged], form)
        else:
            _show_log(screen, opened.judgements(), form)


def _given(value: str | None, option: str) -> str:
    if not (value or "").strip():
        raise click.UsageError(f"{option} is asked for.")
    return str(value)


def _decide(case: "Case", decision: Sequence[str], by: str, why: str) -> "Judged":
    kind, *rest = decision
    kinds: tuple[JudgementKind, ...] = get_args(JudgementKind)
    chosen = next((known for known in kinds if known == kind), None)
    if chosen is None:
        raise click.UsageError(f"{kind!r} is no decision: {', '.join(kinds)}.")
    slot = value = None
    if chosen in _VALUED:
        least = 3 if chosen == "correct" else 2
        if len(rest) < least:
            raise click.UsageError(f"{chosen} takes a report, {'a slot and a value' if least == 3 else 'and a text'}.")
        slot = rest[1] if chosen == "correct" else None
        rest, value = rest[:1], " ".join(rest[least - 1 :])
    try:
        return case.judge(chosen, *rest, slot=slot, value=value, by=by, why=why)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error


# ---- the log


def _show_log(screen: "Screen", found: "Sequence[Judged]", form: Form) -> None:
    if form == "json":
        for one in found:
            write_json(one)
    elif not found:
        screen.line("No judgements yet.")
    else:
        screen.table(("id", "judgement", "on", "by", "when", "state", "why"), map(_row, found))


def _row(one: "Judged") -> tuple[str, ...]:
    judgement = one.judgement
    said = " ".join(filter(None, (judgement.kind, judgement.slot, judgement.value)))
    on = " ".join(ids[0] if ids else f"{text[:8]}…:{start}-{end}" for ids, (text, start, end) in _subjects(one))
    return judgement.id, said, on, judgement.by, judgement.at[:16], one.state, judgement.why


def _subjects(one: "Judged") -> "list[tuple[tuple[str, ...], tuple[str, int, int]]]":
    return list(zip(one.reports, one.judgement.subjects, strict=True))


def _export(case: "Case", path: Path) -> None:
    import msgspec

    from isnad.cli.export import whole

    with whole(path) as target:
        for judgement in case.export_judgements():
            target.write(msgspec.json.encode(judgement) + b"\n")


def _import(case: "Case", path: Path) -> int:
    import msgspec

    from isnad.model import Judgement

    try:
        lines = [line for line in path.read_bytes().splitlines() if line.strip()]
        return case.import_judgements(msgspec.json.decode(line, type=Judgement) for line in lines)
    except (ValueError, msgspec.MsgspecError) as error:
        raise click.ClickException(f"{path}: {error}. Nothing was added.") from error


# ---- the queue


def _show_queue(screen: "Screen", found: "Sequence[Queued]", form: Form) -> None:
    if form == "json":
        for queued in found:
            write_json(queued)
        return
    if not found:
        screen.line("Nothing waits for a judgement.")
    for number, queued in enumerate(found, 1):
        screen.line(f"{number}  {queued.kind}: {screen.cell(queued.why.en)}", style="bold")
        _show_pair(screen, queued)
        screen.line()


def _show_pair(screen: "Screen", pair: "Queued") -> None:
    from isnad.cli.claim import show_report

    for reported in pair.reports:
        show_report(screen, reported, "   ")


# ---- the sample


def _sample(screen: "Screen", case: "Case", count: int, seed: int, by: str, form: Form) -> None:
    """Ask about pairs that Isnad takes for the same thing, and tell in how many it is right."""
    drawn = case.sample(count, seed)
    done = {pair for one in case.judgements() if _answers(one, by) for pair in one.pairs}
    for number, pair in enumerate(drawn, 1):
        if pair.pair not in done:
            screen.line(f"{number} of {len(drawn)}", style="bold")
            answer = _asked(screen, pair.reports)
            if answer is None:
                break
            if answer != "skip":
                ids = [reported.report.id for reported in pair.reports]
                case.judge("same" if answer == "yes" else "different", *ids, by=by, why=f"sample of {count}, seed {seed}")
    review = case.review(drawn, by)
    if form == "json":
        write_json(review)
    else:
        _show_review(screen, review)


def _answers(one: "Judged", by: str) -> bool:
    """Whether a person has judged by it whether two reports tell the same thing."""
    judgement = one.judgement
    return judgement.by == by and judgement.kind in ("same", "different") and one.state in ("applies", "contrary")


def _asked(screen: "Screen", reports: "Sequence[Reported]") -> str | None:
    """Return what a person answers about two reports: yes, no or skip; None where he has had enough."""
    from isnad.cli.claim import show_report

    for reported in reports:
        show_report(screen, reported, "   ")
    try:
        answer = click.prompt("The same thing?", type=click.Choice(["yes", "no", "skip", "quit"]), err=True)
    except click.Abort:
        return None
    return None if answer == "quit" else str(answer)


def _show_review(screen: "Screen", review: "Review") -> None:
    if review.precision is None:
        screen.line(f"None of {review.drawn} pairs was judged.")
        return
    interval = f"95% interval {review.low:.2f} to {review.high:.2f} (Wilson)"
    screen.line(f"{review.same} of {review.judged} pairs are the same thing: precision {review.precision:.2f}, {interval}.")
    for other in review.agreements:
        alike = "not defined" if other.kappa is None else f"{other.kappa:.2f}"
        screen.line(f"With {screen.cell(other.by)}, on {other.pairs} pairs that both judged: Cohen's kappa {alike}.")
