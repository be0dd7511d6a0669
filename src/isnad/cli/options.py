"""What several commands take: the case, JSON instead of a table, and output without colours and marks."""

import re
from pathlib import Path
from typing import Any

import click

# What msgspec leaves as it is, and a terminal may take for an order: controls, line ends, turns of direction.
_UNSEEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
Place = Path | str  # where a case is: a file, or an address


def place(value: Place) -> Place:
    """Return a case as it is meant on the command line: an address (postgresql://…) as it stands, all else as a path."""
    from isnad.storage.file import is_address

    return value if is_address(value) else Path(value)


CASE = click.argument("case", type=place)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON, one object a line.")
BY = click.option("--by", metavar="NAME", help="Who decides so.")
WHY = click.option("--why", metavar="TEXT", help="For what reason.")
FORM = click.option(
    "--as",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="In which form; JSON one object a line.",
)
STORY = click.option("--story", metavar="ID", help="Only of this story («isnad stories»), or of that of this document.")
UNREVIEWED = click.option("--unreviewed", is_flag=True, help="Also what nobody has accepted, marked on every line.")
FULL_TEXT = click.option("--full-text", is_flag=True, help="Also whole articles; without, quotes with their sentence.")
NAME_REVIEWERS = click.option("--name-reviewers", is_flag=True, help="Name who judged; without, they are R1, R2.")
PLAIN = click.option("--plain", is_flag=True, help="No colours, direction marks or line breaks of the terminal.")
LAYERS = ("entities", "times", "quantities", "statements", "events")
DEFAULT_LAYERS = LAYERS[:-1]  # five kinds of marks in one sentence can no longer be read


def _layers(context: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:  # noqa: ARG001 - as click calls it
    chosen = tuple(layer.strip() for layer in value.split(",") if layer.strip())
    if unknown := [layer for layer in chosen if layer not in LAYERS]:
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(LAYERS)}.")
    return chosen


SHOWN_LAYERS = click.option(
    "--layers",
    metavar="LAYER,…",
    default=",".join(DEFAULT_LAYERS),
    show_default=True,
    callback=_layers,
    help="Which layers to mark and to list.",
)


def write_json(value: Any) -> None:
    """Write a value (msgspec types too) as one line of JSON."""
    import msgspec

    click.echo(_UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", msgspec.json.encode(value).decode()))
