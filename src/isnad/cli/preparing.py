"""The first use of a language pack trains its models: whoever waits at a terminal is told so."""

import sys

import click

_MODELS = ("words", "phrases", "boundaries")


def tell_preparing() -> None:
    """Say on standard error, where that is a terminal, that the models of the pack have still to be trained."""
    if sys.stderr.isatty() and not _is_prepared():
        click.echo("Preparing the language pack (once, about half a minute) …", err=True)


def _is_prepared() -> bool:
    """Whether the user's cache holds the models of the present word lists (``isnad.languages.cached`` names the files)."""
    from pathlib import Path

    import platformdirs

    from isnad.languages import pack

    folder = Path(platformdirs.user_cache_dir("isnad"))
    return all(any(folder.glob(f"{model}-*-{pack.fingerprint_of_words()}.msgpack")) for model in _MODELS)
