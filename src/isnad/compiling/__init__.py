"""Compiling: machine code of the modules that read articles, made on this machine and put beside the package.

It wants mypy (whose compiler, mypyc, translates typed Python into C), setuptools and a C compiler, none of which Isnad needs
otherwise. ``isnad.native`` has Python use what is made here.
"""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from isnad import native
from isnad.compiling.rewriting import may_compile, prepared

__all__ = ["CompilingError", "compile", "remove"]

# What is asked for each word of an article.
_LANGUAGES = ("arabic", "cues", "folding", "forms", "lexicon", "naming", "perceptron", "phrases", "words")


class CompilingError(Exception):
    """What keeps the modules from being compiled, in a sentence."""


def compile() -> int:
    """Compile the modules that read articles, put them beside the package, and return how many there are.

    Takes some minutes. Raises CompilingError where something is missing, or a module cannot be compiled.
    """
    _check()
    home = native.HOME
    with TemporaryDirectory() as scratch:
        modules = _copied(Path(scratch))
        made_of = native.digest()
        done = subprocess.run(
            [sys.executable, "-m", "isnad.compiling.build", *modules],
            cwd=scratch,
            env={**os.environ, "ISNAD_COMPILED": "0", "PYTHONPATH": os.pathsep.join([scratch, *sys.path])},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CompilingError(f"The modules could not be compiled: {_last_words(done.stdout + done.stderr)}")
        try:
            _put(Path(scratch), home, made_of)
        except OSError as error:
            raise CompilingError(f"{home}: what was compiled could not be put here ({error.strerror}).") from error
    return len(modules)


def remove() -> bool:
    """Remove what was compiled for this Python, and return whether there was any. Raises OSError where it cannot be."""
    home = native.HOME
    if not home.exists():
        return False
    shutil.rmtree(home)
    return True


def _check() -> None:
    missing = [name for name in ("mypyc", "setuptools") if find_spec(name) is None]
    if missing:
        raise CompilingError("Compiling wants mypy and setuptools: pip install mypy setuptools.")
    command = shlex.split(sysconfig.get_config_var("CC") or "")  # unset on Windows, where setuptools looks for one
    if command and shutil.which(command[0]) is None:
        raise CompilingError(f"There is no C compiler ({command[0]}): Isnad goes on in Python, the same but slower.")
    header = Path(sysconfig.get_path("include"), "Python.h")
    if not header.exists():
        raise CompilingError(f"{header} is missing: it comes with the development files of Python (python3-dev).")


def _copied(scratch: Path) -> list[str]:
    """Copy the sources of the package to a folder, ready to be compiled; return the modules that will be, as paths below it."""
    package, modules = native.PACKAGE, list[str]()
    for path in sorted(package.rglob("*.py")):
        place, source = path.relative_to(package.parent), path.read_text(encoding="utf-8")
        if _reads(path.relative_to(package)) and may_compile(source):
            source = prepared(source)
            modules.append(place.as_posix())
        (scratch / place).parent.mkdir(parents=True, exist_ok=True)
        (scratch / place).write_text(source, encoding="utf-8")
    return modules


def _reads(place: Path) -> bool:
    """Whether a module, given below the package, is at work for each article; what is a package has to say where it lies."""
    folder = place.parts[0]
    wanted = folder in ("annotation", "cleaning") or (folder == "languages" and place.stem in _LANGUAGES)
    return wanted and place.name != "__init__.py"


def _put(scratch: Path, home: Path, made_of: str) -> None:
    """Put the compiled modules in their place, each under its full name."""
    fresh = home.with_name(home.name + ".part")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for path in scratch.rglob(f"*{native.SUFFIX}"):
        if path.relative_to(scratch).parts[0] != "build":
            shutil.copy(path, fresh / ".".join(path.relative_to(scratch).parts))
    (fresh / native.MADE_OF).write_text(made_of, encoding="ascii")
    shutil.rmtree(home, ignore_errors=True)
    fresh.replace(home)


def _last_words(told: str) -> str:
    """Return the first line that names an error, or the last one."""
    lines = [line for line in told.splitlines() if line.strip()] or ["nothing was said"]
    return next((line for line in lines if "error:" in line), lines[-1])
