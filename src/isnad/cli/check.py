"""`isnad check`: whether a case still holds what was read into it."""

import click

from isnad.cli.options import AS_JSON, CASE, Place, write_json


@click.command(short_help="Check that a case is sound, and mend its index.")
@CASE
@click.option("--repair", is_flag=True, help="Make anew, from the texts that are sound, what is wrong and follows from them.")
@AS_JSON
def check(case: Place, repair: bool, as_json: bool) -> None:
    """Check all that a case holds: the bytes as read and the texts against their SHA-256, that quotes stand where they stand,
    the search index against the texts, claims and judgements.

    What is wrong is named on standard error; the exit code is then 1. With --repair the search index, what was found in the
    texts, and the claims are made anew where they are wrong. A text that is no longer the one that was read cannot be mended so:
    read the article again, or restore a copy («isnad backup»).
    """
    from isnad.case import Case
    from isnad.cli.screen import one_line
    from isnad.storage import own_names

    try:
        names = own_names.load()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    with Case.open(case, create=False) as opened:
        found = opened.check(repair=repair, names=names)
    if as_json:
        write_json(found)
    else:
        click.echo(
            f"{found.documents:,} documents, {found.originals:,} originals, {found.spans:,} spans, {found.words:,} words, "
            f"{found.claims:,} claims, {found.judgements:,} judgements: "
            + (f"{len(found.wrong)} faults." if found.wrong else "sound.")
        )
    for finding in found.findings:
        mended = " (mended)" if finding.mended else ""
        click.echo(one_line(f"{finding.part}: {finding.where}: {finding.what}{mended}"), err=True)
    if found.wrong:
        raise click.exceptions.Exit(1)
