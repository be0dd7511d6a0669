"""The line to a PostgreSQL server: reached, encrypted, and its settings as a case wants them."""

import socket
import ssl

from isnad.storage.address import Address
from isnad.storage.file import CaseError

try:
    from pg8000.exceptions import DatabaseError
    from pg8000.native import Connection, PreparedStatement
except ImportError as error:
    raise CaseError(
        "A case on a PostgreSQL server needs pg8000, which is not installed: pip install 'isnad[postgres]' does that."
    ) from error

__all__ = ["Connection", "DatabaseError", "PreparedStatement", "connected", "quoted"]
_REACHED = 10  # seconds within which a server answers


def connected(address: Address, patience: int) -> Connection:
    """Connect to a server, there to wait so many milliseconds for others who write.

    Raises OSError, DatabaseError, and CaseError where it answers anything else.
    """
    line = _line(address)
    try:
        connection = Connection(
            address.user,
            host=address.host,
            database=address.database,
            password=address.password,
            sock=line,
            ssl_context=_encryption(address),
            application_name="isnad",
        )
        for order in (
            "SET client_encoding TO 'UTF8'",
            f"SET search_path TO {quoted(address.schema)}",
            f"SET lock_timeout TO {patience}",
            "SET jit TO off",
            "SET client_min_messages TO error",
        ):
            connection.run(order)
    except (DatabaseError, OSError, CaseError):
        line.close()
        raise
    except Exception as error:  # what the driver says of another program's answer, or of a way to log in that it does not know
        line.close()
        said = error.__context__
        while said is not None and not isinstance(said, DatabaseError):
            said = said.__context__
        if said is not None:  # the server says why it hangs up; the driver, that it did
            raise said from None
        raise CaseError(
            f"{address.name} does not answer as a PostgreSQL server does: {error or type(error).__name__}."
        ) from error
    return connection


def _line(address: Address) -> socket.socket:
    """Return a line to a server, over which nothing was said yet. Raises OSError."""
    if not address.is_socket:
        line = socket.create_connection((address.host, address.port), _REACHED)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        line.settimeout(None)
        return line
    line = socket.socket(socket.AF_UNIX)
    try:
        line.connect(f"{address.host}/.s.PGSQL.{address.port}")
    except OSError:
        line.close()
        raise
    return line


def _encryption(address: Address) -> ssl.SSLContext | bool | None:
    """Return what the driver takes for how the connection is encrypted: None where the server may choose."""
    if address.is_socket or address.encrypted == "disable":
        return False
    if address.encrypted == "verify-full":
        try:
            return ssl.create_default_context(cafile=address.certificate)
        except OSError as error:
            raise CaseError(f"The certificates in {address.certificate} cannot be read: {error.strerror or error}.") from error
    return True if address.encrypted == "require" else None


def quoted(name: str) -> str:
    """Return a name as it stands in a statement."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
