"""`isnad version`: what exactly is running, for a report."""

import platform

import click

from isnad.release import __version__


@click.command(short_help="Show the versions of Isnad and its parts.")
def version() -> None:
    """Show the versions of Isnad, its word lists and the case schema."""
    import sqlite3

    from isnad import native
    from isnad.languages import pack
    from isnad.storage import own_names
    from isnad.storage.schema import MIGRATIONS

    click.echo(f"isnad {__version__}")
    click.echo(f"word lists {pack.fingerprint()}, case schema {len(MIGRATIONS)}")
    click.echo(f"your names {own_names.path()}{'' if own_names.path().exists() else ' (none)'}")
    click.echo(f"Python {platform.python_version()} ({native.state()}), SQLite {sqlite3.sqlite_version}, {platform.system()}")
