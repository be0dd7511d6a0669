"""A PostgreSQL server for the tests: the one that ISNAD_TEST_POSTGRES names, or one of our own in a temporary folder."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from isnad.storage.address import parse
from isnad.storage.postgres import PostgresFile

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
PASSWORD = "pass:word@/?"


def is_given() -> bool:
    """Whether the tests use a server of others."""
    return bool(os.environ.get("ISNAD_TEST_POSTGRES"))


def missing() -> str | None:
    """Return why there can be no server, None where there can."""
    if is_given() or _programs():
        return None
    return "no PostgreSQL server: install one (apt-get install postgresql), or name one in ISNAD_TEST_POSTGRES"


@contextmanager
def served() -> Iterator[str]:
    """Give the address of a server, without schema; stop it afterwards where it is our own."""
    if given := os.environ.get("ISNAD_TEST_POSTGRES"):
        yield given
        return
    programs = _programs()
    assert programs is not None
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # ten thousand files come and go
    folder = Path(tempfile.mkdtemp(prefix="isnad-pg-", dir=memory))
    try:
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        if os.geteuid() == 0:
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres", "postgres")
        data, passwords = folder / "data", f"--pwfile={folder / 'password'}"
        _run(programs / "initdb", "-D", data, "-U", "lina", "-A", "scram-sha-256", passwords, "-E", "UTF8", "--locale=C", "-N")
        # Nothing is kept: no write has to reach the disk.
        port = _free_port()
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        _run(programs / "pg_ctl", "-D", data, "-w", "-s", "-l", folder / "log", "-o", settings, "start")
        try:
            yield f"postgresql://lina:{quote(PASSWORD, safe='')}@:{port}/postgres?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-s", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def with_schema(address: str, name: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}schema={name}"


def drop(cases: Sequence[str]) -> None:
    """Take cases of the tests off a server that stays."""
    if cases and is_given():
        file = PostgresFile(parse(cases[0]))
        with file.snapshot():
            file.rows("SET TRANSACTION READ WRITE")
            for address in cases:
                file.rows(f"DROP SCHEMA IF EXISTS {parse(address).schema} CASCADE")
        file.close()


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def _programs() -> Path | None:
    """Return the folder of the server's programs; it refuses root, who needs a way to be somebody else."""
    if os.geteuid() == 0 and not (shutil.which("setpriv") and shutil.which("chown")):
        return None
    return next((path for path in BINARIES if (path / "initdb").exists()), None)


def _run(*command: str | Path) -> None:
    other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    done = subprocess.run([*other, *map(str, command)], capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr
