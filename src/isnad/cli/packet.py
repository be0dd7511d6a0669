"""`isnad packet`: the evidence for some claims in one file."""

from pathlib import Path

import click

from isnad.cli.options import CASE, FULL_TEXT, NAME_REVIEWERS, UNREVIEWED, Place


@click.command(short_help="Bundle claims with their evidence in one file.")
@CASE
@click.argument("claims", metavar="CLAIM…", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    default=Path("packet.zip"),
    show_default=True,
    help="The file to write, - for standard output.",
)
@UNREVIEWED
@FULL_TEXT
@NAME_REVIEWERS
def packet(case: Place, claims: tuple[str, ...], output: Path, unreviewed: bool, full_text: bool, name_reviewers: bool) -> None:
    """Write an evidence packet of one or more claims: a page in Arabic and in English, and the same for programs.

    CLAIM is the id of a claim or of one of its reports, or the beginning of either. A packet needs neither the case nor a
    network; «isnad verify» checks it. It holds only reports that somebody accepted («isnad judge CASE accept REPORT»).
    """
    from hashlib import sha256
    from io import BytesIO

    from isnad.case import Case
    from isnad.cli.export import told, whole
    from isnad.exports import Options
    from isnad.exports import packet as write

    options = Options(unreviewed=unreviewed, full_text=full_text, name_reviewers=name_reviewers)
    made = BytesIO()
    with Case.open(case, create=False) as opened:
        material = write(opened, claims, made, options)
    with whole(output) as target:
        target.write(made.getvalue())
    told(material)
    click.echo(f"SHA-256 {sha256(made.getvalue()).hexdigest()}", err=True)
