"""`isnad locate`: the way back from a document to the page it was read from."""

import click

from isnad.cli.options import CASE, Place, write_json


@click.command(short_help="Say where words of a document stand in its page.")
@CASE
@click.argument("document")
@click.argument("span", metavar="START-END")
def locate(case: Place, document: str, span: str) -> None:
    """Write where a stretch of a document stands in the page it was read from, as JSON for web annotation tools.

    START and END are letters of the document's text, END exclusive, as «isnad export» and «isnad explain» tell them. The
    answer has a W3C TextQuoteSelector, and a TextPositionSelector where the page's body has the words.
    """
    from isnad.case import Case

    start, dash, end = span.partition("-")
    if not (dash and start.isdecimal() and end.isdecimal()):
        raise click.UsageError(f"{span!r} is no stretch of text such as 120-158.")
    with Case.open(case, create=False) as opened:
        try:
            write_json(opened.locate(document, int(start), int(end)))
        except ValueError as error:
            raise click.UsageError(str(error)) from error
