"""What several commands take: the case, JSON instead of a table, and output without colours and marks."""

from pathlib import Path
from typing import Any

import click

CASE = click.argument("case", type=click.Path(path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON, one object a line.")
PLAIN = click.option("--plain", is_flag=True, help="No colours, direction marks or line breaks of the terminal.")


def write_json(value: Any) -> None:
    """Write a value (msgspec types too) as one line of JSON."""
    import msgspec

    click.echo(msgspec.json.encode(value).decode())
