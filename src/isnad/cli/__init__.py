"""The command line: one command for each public function. A command's module is imported when it is called."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from isnad.release import __version__

# command -> (module, object): read in this order by --help, the way of the work
COMMANDS = {
    "demo": ("isnad.cli.demo", "demo"),
    "serve": ("isnad.cli.serve", "serve"),
    "read": ("isnad.cli.read", "read"),
    "watch": ("isnad.cli.watch", "watch"),
    "show": ("isnad.cli.show", "show"),
    "search": ("isnad.cli.search", "search"),
    "entities": ("isnad.cli.entities", "entities"),
    "statements": ("isnad.cli.statements", "statements"),
    "events": ("isnad.cli.events", "events"),
    "flows": ("isnad.cli.flows", "flows"),
    "voices": ("isnad.cli.voices", "voices"),
    "stories": ("isnad.cli.stories", "stories"),
    "claims": ("isnad.cli.claims", "claims"),
    "claim": ("isnad.cli.claim", "claim"),
    "ask": ("isnad.cli.ask", "ask"),
    "timeline": ("isnad.cli.timeline", "timeline"),
    "places": ("isnad.cli.places", "places"),
    "copies": ("isnad.cli.copies", "copies"),
    "versions": ("isnad.cli.versions", "versions"),
    "explain": ("isnad.cli.explain", "explain"),
    "locate": ("isnad.cli.locate", "locate"),
    "parse": ("isnad.cli.parse", "parse"),
    "briefing": ("isnad.cli.briefing", "briefing"),
    "export": ("isnad.cli.export", "export"),
    "import": ("isnad.cli.import_", "import_"),
    "packet": ("isnad.cli.packet", "packet"),
    "verify": ("isnad.cli.verify", "verify"),
    "mcp": ("isnad.cli.mcp", "mcp"),
    "annotate": ("isnad.cli.annotate", "annotate"),
    "judge": ("isnad.cli.judge", "judge"),
    "propose": ("isnad.cli.propose", "propose"),
    "remove": ("isnad.cli.remove", "remove"),
    "check": ("isnad.cli.check", "check"),
    "backup": ("isnad.cli.backup", "backup"),
    "refresh": ("isnad.cli.refresh", "refresh"),
    "names": ("isnad.cli.names", "names"),
    "compile": ("isnad.cli.compile", "compile"),
    "version": ("isnad.cli.version", "version"),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for, and whose errors are sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Return the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        from difflib import get_close_matches

        near = get_close_matches(args[0], COMMANDS, 1) if args[0] not in COMMANDS else []
        if near:
            ctx.fail(f"There is no command {args[0]!r}. Is {near[0]!r} meant?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what a case cannot do, and what a file cannot, is told without a traceback."""
        try:
            return self._run(ctx)
        except click.ClickException as error:
            from isnad.cli.screen import one_line

            said = error.format_message()
            if said.isprintable() and one_line(said) == said:
                raise
            if isinstance(error, click.UsageError):  # it quotes what an article, or a file's name, says
                raise click.UsageError(one_line(said), error.ctx) from error
            raise click.ClickException(one_line(said)) from error

    def _run(self, ctx: click.Context) -> Any:
        from isnad.storage.file import CaseError

        try:
            return super().invoke(ctx)
        except CaseError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{(error.strerror or str(error)).lower()}.") from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="isnad")
def cli() -> None:
    """Isnad reads Arabic news and shows who says what, who did what to whom, who and what is named,
    when, and how many.

    A case is one file that keeps articles and what was found in them. Begin with «isnad demo», or with
    «isnad read FOLDER», then «isnad show case.isnad 003».
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with 0, 1 for faults, 2 for a command that was not understood."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Arabic also where the locale knows only ASCII, or a Windows code page
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli.main(args=args, prog_name="isnad")
