"""Compiled modules: what is changed before compiling, when they are used, and that they find the same."""

import os
import subprocess
import sys
from functools import cached_property
from pathlib import Path

import pytest
from msgspec import Struct

from isnad import compiling, native
from isnad.compiling.rewriting import may_compile, prepared

PROPERTY = '''
from functools import cached_property

class Text:
    """A text."""

    def __init__(self) -> None:
        self.asked = 0

    @cached_property
    def words(self) -> list[str]:
        """Its words."""
        self.asked += 1
        return ["كلمة"]

    @cached_property
    def size(self) -> int:
        return len(self.words)
'''

ANNOTATE = """
import sys, msgspec
from pathlib import Path
from isnad import annotate, clean, read
from isnad.annotation import words
assert words.__file__.endswith(sys.argv[2]), words.__file__
for page in read(sys.argv[1]):
    sys.stdout.buffer.write(msgspec.json.encode(annotate(clean(page))) + b"\\n")
"""


def test_a_cached_property_becomes_two_slots() -> None:
    made: dict[str, type] = {}
    exec(prepared(PROPERTY), made)
    kind = made["Text"]
    assert not any(isinstance(value, cached_property) for value in vars(kind).values())
    text = kind()
    assert (text.size, text.words, text.words is text.words, text.asked) == (1, ["كلمة"], True, 1)


def test_a_class_without_docstring_keeps_its_first_method() -> None:
    made: dict[str, type] = {}
    exec(prepared(PROPERTY.replace('    """A text."""\n\n', "")), made)
    assert made["Text"]().size == 1


RECORD = '''
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Word(Struct, frozen=True):
    """A word."""

    form: str
    end: int = 1
    """Where it ends."""

    @property
    def size(self) -> int:
        return self.end


class Match(Struct, Generic[T], frozen=True):
    value: T
'''


def test_a_frozen_struct_becomes_a_class_of_its_fields() -> None:
    assert may_compile(RECORD)
    structs: dict[str, type] = {}
    made: dict[str, type] = {}
    exec(RECORD, structs)
    exec(prepared(RECORD), made)
    assert issubclass(structs["Word"], Struct) and not issubclass(made["Word"], Struct)
    for kinds in (structs, made):
        word = kinds["Word"]("قال")
        assert (word.form, word.end, word.size) == ("قال", 1, 1)
        assert word == kinds["Word"](form="قال", end=1) != kinds["Word"]("قال", 2)
        assert word != ("قال", 1) and {word: "found"}[kinds["Word"]("قال")] == "found"
        assert kinds["Match"]([word]).value == [word]


def test_a_whole_number_stays_whole_where_a_fraction_is_allowed() -> None:
    source = "def f(كلمة: str, x: float, y: list[float]) -> float:\n    z: float = float(x)\n    return z\n"
    assert prepared(source) == (
        "def f(كلمة: str, x: float | int, y: list[float | int]) -> float | int:\n    z: float | int = float(x)\n    return z\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        "class A(Struct):\n    x: int\n",
        "class A(msgspec.Struct, frozen=True):\n    x: int\n",
        "class A(B, frozen=True):\n    x: int\n",
        "HERE = __file__\n",
    ],
)
def test_structs_and_what_asks_where_it_lies_are_left_in_python(source: str) -> None:
    assert not may_compile(source)
    assert may_compile("class A:\n    x = 1\n")


def test_what_was_made_of_other_sources_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "HOME", tmp_path / "compiled")
    monkeypatch.delenv("ISNAD_COMPILED", raising=False)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    before = list(sys.meta_path)
    assert native.state() == "not compiled"
    native.use()
    assert sys.meta_path == before
    native.HOME.mkdir()
    (native.HOME / native.MADE_OF).write_text("others", encoding="ascii")
    assert native.state() == "compiled from other sources"
    native.use()
    assert sys.meta_path == before
    (native.HOME / native.MADE_OF).write_text(native.digest(), encoding="ascii")
    assert native.state() == "compiled"
    monkeypatch.setenv("ISNAD_COMPILED", "0")
    native.use()
    assert sys.meta_path == before
    monkeypatch.delenv("ISNAD_COMPILED")
    native.use()
    assert sys.meta_path != before


def test_without_a_compiler_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.compiling.find_spec", lambda name: name)
    monkeypatch.setattr("sysconfig.get_config_var", lambda _: "no-such-compiler -pthread")
    with pytest.raises(compiling.CompilingError, match=r"There is no C compiler \(no-such-compiler\)"):
        compiling.compile()


def test_without_mypy_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.compiling.find_spec", lambda _: None)
    with pytest.raises(compiling.CompilingError, match="pip install mypy setuptools"):
        compiling.compile()


def test_what_was_compiled_can_be_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "HOME", tmp_path / "compiled")
    assert not compiling.remove()
    native.HOME.mkdir()
    assert compiling.remove()
    assert not native.HOME.exists()


@pytest.mark.skipif(native.state() != "compiled", reason="nothing is compiled here (make compile)")
def test_compiled_modules_find_the_same_to_the_byte() -> None:
    found = []
    for compiled, ending in (("0", "words.py"), ("1", native.SUFFIX)):
        command = [sys.executable, "-c", ANNOTATE, str(native.PACKAGE / "examples"), ending]
        done = subprocess.run(command, env={**os.environ, "ISNAD_COMPILED": compiled}, capture_output=True, check=True)
        found.append(done.stdout)
    assert found[0].count(b"\n") > 3
    assert found[0] == found[1]
