"""`isnad import`: what was corrected in another program, back into the log of judgements."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from isnad.cli.options import BY, CASE, FORM, PLAIN, WHY, Place, write_json

if TYPE_CHECKING:
    from isnad.cli.screen import Screen
    from isnad.exports import Correction


@click.command("import", short_help="Read corrections made in brat or Label Studio.")
@CASE
@click.argument("corrected", type=click.Path(path_type=Path, exists=True))
@BY
@WHY
@click.option("--dry-run", is_flag=True, help="Show what would be judged, and judge nothing.")
@FORM
@PLAIN
def import_(case: Place, corrected: Path, by: str | None, why: str | None, dry_run: bool, form: str, plain: bool) -> None:
    """Read what was corrected in brat (a folder or zip) or Label Studio (its JSON export) as judgements on the case.

    A mark that is gone rejects its report, a new one adds its words, a moved one does both; «accepted» accepts; another stance
    or factuality corrects. The text must be as it was exported. Each judgement can be withdrawn («isnad judge CASE withdraw ID»).
    """
    from isnad.case import Case
    from isnad.cli.screen import Screen
    from isnad.exports import read_corrections, take

    if not dry_run and not (by and by.strip() and why and why.strip()):
        raise click.UsageError("--by NAME and --why TEXT are asked for, or --dry-run.")
    try:
        with Case.open(case, create=False) as opened:
            found = take(opened, read_corrections(corrected), by=by or "", why=why or "", dry=dry_run)
    except ValueError as error:
        raise click.ClickException(f"{error}. Nothing was judged.") from error
    if form == "json":
        for one in found:
            write_json(one)
    else:
        _show(Screen(plain), found, dry_run)


def _show(screen: "Screen", found: "list[Correction]", dry: bool) -> None:
    from isnad.exports.material import many

    rows = [(" ".join(filter(None, (one.kind, one.slot, one.value))), one.words, _state(one, dry)) for one in found]
    if rows:
        screen.table(("judgement", "words", "state"), rows)
    refused = sum(one.refused is not None for one in found)
    taken = many(len(found) - refused, "correction")
    screen.line(f"{taken} {'would be taken' if dry else 'taken'}; {refused} refused.")


def _state(one: "Correction", dry: bool) -> str:
    return f"refused: {one.refused}" if one.refused else "not judged yet" if dry else one.judgement or ""
