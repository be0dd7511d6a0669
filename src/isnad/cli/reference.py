"""The reference of the commands, made from their own help: `python -m isnad.cli.reference > docs/commands.md`."""

import sys
from collections.abc import Iterator

import click

from isnad.cli import cli

_HEAD = """# Commands

Made from `--help` by `python -m isnad.cli.reference > docs/commands.md`; a test says whether it is current.

The exit code is 0 when all went well, 1 when something could not be read, found or written (it is named on
standard error), 2 when the command was not understood.
"""


def markdown() -> str:
    """Return the page: every command with its help, in the order of the work."""
    return _HEAD + "".join(f"\n## {name}\n\n```\n{help}\n```\n" for name, help in _commands(cli, "isnad", None))


def _commands(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    # The width is fixed, so that the page does not depend on the terminal that it is made in.
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            if found is not None:
                yield from _commands(found, sub, context)


if __name__ == "__main__":
    sys.stdout.buffer.write(markdown().encode())
