"""`isnad versions`: what one address said at several times."""

import click

from isnad.cli.options import AS_JSON, CASE, Place, write_json


@click.command(short_help="Show what was changed in an article since it was first read.")
@CASE
@click.argument("document")
@AS_JSON
def versions(case: Place, document: str, as_json: bool) -> None:
    """Show the versions of a document, by its name, id or address, in the order of their reading, and what each changed.

    An article that is read again with other words, from the same file or address, is a version of it: silent edits are seen.
    The last one stands: what it tells is counted, and what earlier ones tell otherwise is shown as changed by the outlet.
    """
    from isnad.case import Case
    from isnad.cli.screen import printable

    with Case.open(case, create=False) as opened:
        found = opened.versions(document)
    for number, version in enumerate(found, 1):
        if as_json:
            told = {"id": version.document.id, "name": version.document.name, "read_at": version.read_at, "edits": version.edits}
            write_json(told | {"modified": version.document.modified, "stands": number == len(found)})
            continue
        stands = "  stands" if number == len(found) > 1 else ""
        click.echo(printable(f"{number}  {version.document.id}  read {version.read_at}{stands}  {version.document.name}"))
        for edit in version.edits:
            for sign, words in (("-", edit.before), ("+", edit.now)):
                if words:
                    click.echo(printable(f"   {sign} {words}"))
