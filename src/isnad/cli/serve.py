"""`isnad serve`: the reading room, a case as pages in the browser."""

import os
import secrets
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

import click

from isnad.cli.options import Place, place

if TYPE_CHECKING:
    from socket import socket

_PORT = 8737
_HERE = ("127.0.0.1", "localhost")
_TRIED = 20  # ports after the first


@click.command(short_help="Open a case as pages in the browser.")
@click.argument("case", required=False, type=place)
@click.option("--port", default=_PORT, show_default=True, type=click.IntRange(0, 65535), help="The next free one is taken.")
@click.option(
    "--host",
    default=_HERE[0],
    show_default=True,
    help="Another address than this machine's own asks for the token that is printed.",
)
@click.option(
    "--disputed",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A list of disputed borders in the place of Isnad's own.",
)
@click.option("--private", is_flag=True, help="With --host: although the case holds private documents, which its pages show.")
@click.option("--open/--no-open", "opens", default=True, help="Whether to open the browser.")
def serve(case: Place | None, port: int, host: str, disputed: Path | None, private: bool, opens: bool) -> None:
    """Serve a case as pages in Arabic and English; without one the sample story. Ctrl+C ends it.

    Only this machine can ask. With --host another address is served too, to those who have the token: what is sent is not
    encrypted, so keep it to a network that you trust. A case with letters or chats that are not public is served there only with
    --private.
    """
    if case is not None:
        serve_case(case, port=port, host=host, disputed=disputed, private=private, opens=opens)
        return
    from isnad.case import Case
    from isnad.cli.demo import EXAMPLES
    from isnad.cli.preparing import tell_preparing

    with TemporaryDirectory(prefix="isnad-") as folder:
        path = Path(folder) / "sample.isnad"
        tell_preparing()
        with Case.open(path) as sample:
            sample.read(EXAMPLES)
        serve_case(path, port=port, host=host, disputed=disputed, opens=opens, sample=True)


def serve_case(
    path: Place,
    *,
    port: int = _PORT,
    host: str = _HERE[0],
    disputed: Path | None = None,
    private: bool = False,
    opens: bool = True,
    sample: bool = False,
) -> None:
    """Serve a case until it is interrupted; print its address, and open a browser there where one is wanted."""
    import uvicorn

    from isnad.web import application
    from isnad.web.atlas import AtlasError
    from isnad.web.shelf import Shelf
    from isnad.web.view import warm

    try:
        shelf = Shelf(path, sample, disputed)
    except AtlasError as error:
        raise click.ClickException(str(error)) from error
    private = private or host in _HERE
    try:
        if not private and (why := shelf.closed()):
            raise click.ClickException(why)
        listening = _listen(host, port)
        port = listening.getsockname()[1]
        token = None if host in _HERE else secrets.token_urlsafe(18)
        address = f"http://{host}:{port}/" + (f"?token={token}" if token else "")
        click.echo(f"Isnad is at {address} (Ctrl+C ends it)")
        if opens and _has_screen():
            webbrowser.open(address)
        Thread(target=warm, daemon=True).start()
        shelf.prepare()
        app = application(shelf, [f"{name}:{port}" for name in _HERE], token, private)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, date_header=False))
        with suppress(KeyboardInterrupt):  # how a person ends it
            server.run(sockets=[listening])
    finally:
        shelf.close()


def _has_screen() -> bool:
    """Whether a browser would have a window to open in; a terminal must not be taken over by one that has none."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _listen(host: str, port: int) -> "socket":
    """Return a socket at the first free port from ``port`` on (0: any)."""
    import socket

    for tried in range(port, min(port + _TRIED, 65535) + 1 if port else 1):
        listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, tried))
            listening.listen()  # from here on a browser may ask, and waits until the server answers
        except OSError as error:
            listening.close()
            last = error
            continue
        return listening
    raise click.ClickException(f"No port from {port} on is free at {host}: {last.strerror}.")
