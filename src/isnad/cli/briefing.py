"""`isnad briefing`: what a case tells, for an editor, with every sentence footnoted."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from isnad.cli.options import CASE, Place

if TYPE_CHECKING:
    from isnad.briefing import Lang


@click.command(short_help="What a case tells, for an editor, in footnoted sentences.")
@CASE
@click.option("--lang", type=click.Choice(["ar", "en"]), default="ar", show_default=True, help="In which language.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    required=True,
    help="The file: .html, .docx or .md; - for Markdown on standard output.",
)
@click.option("--name", help="What the briefing is about; the name of the case file where it is not given.")
@click.option("--unreviewed", is_flag=True, help="Also what nobody has accepted, marked on every line.")
@click.option("--all", "every", is_flag=True, help="Every entry of long sections.")
def briefing(case: Place, lang: "Lang", output: Path, name: str | None, unreviewed: bool, every: bool) -> None:
    """Write a briefing: what no article here disputes, what is disputed with both sides, what is only denied or announced,
    what changed, flows, timeline, open questions, sources. Every sentence is footnoted to quotes.

    It is made from templates and data, and holds only what a person accepted («isnad judge», or the reading room). With
    nothing accepted it says so, and how to go on. A Word file needs the extra: pip install 'isnad[docx]'
    """
    from isnad.briefing import FORMS, brief, written
    from isnad.case import Case
    from isnad.cli.export import whole

    form = ".md" if str(output) == "-" else output.suffix.lower()
    if form not in FORMS:
        raise click.UsageError(f"{output} names no form of a briefing. Let its name end in {', '.join(FORMS)}.")
    with Case.open(case, create=False) as opened:
        made = brief(opened, lang, name=name or Path(opened.name).stem, file=opened.name, unreviewed=unreviewed, every=every)
    try:
        content = written(made, form)
    except ModuleNotFoundError as error:
        if error.name != "docx":
            raise
        raise click.ClickException("A Word file needs python-docx. Install it with: pip install 'isnad[docx]'") from error
    with whole(output) as target:
        target.write(content)
    if not made.notes:
        click.echo("Nobody has accepted a report of this case yet: the briefing says how to go on.", err=True)
