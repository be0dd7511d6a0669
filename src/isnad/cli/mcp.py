"""`isnad mcp`: a case as tools of an assistant."""

import click

from isnad.cli.options import CASE, Place


@click.command(short_help="Serve a case to an assistant (MCP).")
@CASE
def mcp(case: Place) -> None:
    """Serve a case to an assistant over the Model Context Protocol, on standard input and output.

    The assistant's program starts this command (docs/mcp.md shows how). Its tools search, list and open claims, documents
    and actors, and check quotes; none of them changes the case, none answers from a document that is marked private, and
    every answer is a page. Needs the extra: pip install 'isnad[mcp]'.
    """
    try:
        from isnad.mcp import server
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith(("mcp", "pydantic")):
            raise
        raise click.ClickException("The MCP server needs the official SDK. Install it with: pip install 'isnad[mcp]'") from error
    from isnad.case import Case

    with Case.open(case, create=False) as opened:
        server(opened).run()
