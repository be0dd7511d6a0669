"""Addresses of cases on a server: postgresql://USER@HOST:PORT/DATABASE?schema=NAME."""

import getpass
import os
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from isnad.storage.file import CaseError

_SCHEMA = "isnad"
_OPTIONS = ("schema", "host", "sslmode", "sslrootcert")
_ENCRYPTED = ("disable", "prefer", "require", "verify-full")
_LONGEST = 63  # bytes of a name in PostgreSQL


class Address(NamedTuple):
    """Where a case is kept. ``host`` is a machine, or the folder of a socket («/…»); ``password`` is "" where none is given."""

    user: str
    password: str
    host: str
    port: int
    database: str
    schema: str
    encrypted: str
    certificate: str | None

    @property
    def name(self) -> str:
        """The address as it may be shown: without the password."""
        host = "" if self.is_socket else f"[{self.host}]" if ":" in self.host else self.host
        options = {"host": self.host} if self.is_socket else {}
        options |= {"schema": self.schema} if self.schema != _SCHEMA else {}
        asked = f"?{urlencode(options, safe='/')}" if options else ""
        return f"postgresql://{quote(self.user)}@{host}:{self.port}/{quote(self.database)}{asked}"

    @property
    def short(self) -> str:
        """What a case is called on a page: its database, and its schema where that is not the usual one."""
        return self.database if self.schema == _SCHEMA else f"{self.database}.{self.schema}"

    @property
    def is_socket(self) -> bool:
        """Whether the server is reached through a file of this machine."""
        return self.host.startswith("/")


def parse(text: str) -> Address:
    """Take an address apart; what it leaves out comes from PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE, as everywhere.

    Raises CaseError where it is none; the message holds no password.
    """
    known = os.environ
    try:
        parts = urlsplit(text)
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        port = parts.port or int(known.get("PGPORT") or 5432)
    except ValueError as error:
        raise CaseError("The address of the case is not postgresql://USER@HOST:PORT/DATABASE?schema=NAME.") from error
    if unknown := sorted(options.keys() - set(_OPTIONS)):
        raise CaseError(f"The address of the case asks for «{unknown[0]}»; it may ask for {', '.join(_OPTIONS)}.")
    encrypted = options.get("sslmode", "prefer")
    if encrypted not in _ENCRYPTED:
        raise CaseError(f"The address of the case asks for sslmode={encrypted}; it may ask for {', '.join(_ENCRYPTED)}.")
    schema = options.get("schema", _SCHEMA)
    if not schema.isprintable() or not 0 < len(schema.encode("utf-8", "replace")) <= _LONGEST:
        raise CaseError(f"The address of the case names a schema that can be none: it has 1 to {_LONGEST} letters.")
    user = unquote(parts.username or "") or known.get("PGUSER") or getpass.getuser()
    return Address(
        user=user,
        password=unquote(parts.password or "") or known.get("PGPASSWORD", ""),
        host=options.get("host") or unquote(parts.hostname or "") or known.get("PGHOST") or "localhost",
        port=port,
        database=unquote(parts.path.removeprefix("/")) or known.get("PGDATABASE") or user,
        schema=schema,
        encrypted=encrypted,
        certificate=options.get("sslrootcert"),
    )
