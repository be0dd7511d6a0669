"""`isnad compile`: machine code of what reads articles, made on this machine."""

import click


@click.command(short_help="Make what reads articles faster, by machine code.")
@click.option("--remove", "away", is_flag=True, help="Remove what was compiled, and go on in Python.")
def compile(away: bool) -> None:
    """Compile the modules that read articles, once and for some minutes.

    The machine code lies beside the package and is used from then on, until a source or Python changes; what is found in an
    article is the same to the byte, in less time. It wants a C compiler, mypy and setuptools. «isnad version» says whether
    compiled modules are in use.
    """
    from isnad import compiling

    if away:
        click.echo("Removed." if compiling.remove() else "Nothing was compiled.")
        return
    click.echo("Compiling, for some minutes …", err=True)
    try:
        click.echo(f"{compiling.compile()} modules are compiled.")
    except compiling.CompilingError as error:
        raise click.ClickException(str(error)) from error
