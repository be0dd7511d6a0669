"""The reference of the Python API, made from the code: signatures, docstrings, and the fields of what comes back."""

import inspect
import re
import textwrap
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import isnad
import isnad.briefing
import isnad.case
import isnad.exports
import isnad.llm
import isnad.mcp
import isnad.model
import isnad.reading
import isnad.results
import isnad.storage.claims
import isnad.web

_HEAD = """# Python API

Made from the code by `make docs`. [From Python](python.md) shows it in use.
Every offset is a code point of a document's text, end exclusive: `text[start:end]` is the quote.
Everything that is handed out is frozen.
"""
# module -> what it is for; what a module hands out is its __all__, or what it defines itself
MODULES = {
    isnad.results: "What a case answers",
    isnad.storage.claims: "A claim with all that belongs to it",
    isnad.model: "What the layers hand to each other",
    isnad.reading: "Reading",
    isnad.exports: "Exports and the packet",
    isnad.briefing: "Briefings",
    isnad.llm: "The optional model",
    isnad.mcp: "Serving an assistant",
    isnad.web: "Serving pages",
}


def names(module: ModuleType) -> list[str]:
    """Return the public names of a module: those that it says, else those that it defines."""
    said = getattr(module, "__all__", None)
    own = [name for name, thing in vars(module).items() if getattr(thing, "__module__", "") == module.__name__]
    return [name for name in said or own if not name.startswith("_")]


def markdown() -> str:
    """Return the page."""
    return _HEAD + "".join(_parts())


def _parts() -> Iterator[str]:
    yield "\n## isnad\n\n"
    for name in names(isnad):
        yield from _thing(name, getattr(isnad, name), "isnad")
    for module, title in MODULES.items():
        yield f"\n## {title}\n\n`{module.__name__}`\n\n"
        for name in names(module):
            if name not in isnad.__all__:
                yield from _thing(name, getattr(module, name), module.__name__)


def _thing(name: str, thing: Any, where: str) -> Iterator[str]:
    if inspect.isclass(thing):
        yield f"\n### {where}.{name}\n\n{_doc(thing)}\n\n"
        yield from _fields(thing)
        yield from _methods(thing)
    elif inspect.isfunction(thing):
        yield f"\n### {where}.{name}\n\n```python\n{_signature(name, thing)}\n```\n\n{_doc(thing)}\n\n"


def _fields(thing: type) -> Iterator[str]:
    fields = getattr(thing, "__struct_fields__", ())
    types = _annotations(thing)
    if fields:
        yield "| field | type |\n| --- | --- |\n"
        yield from (f"| `{field}` | `{_written(types.get(field, '')).replace('|', chr(92) + '|')}` |\n" for field in fields)
        yield "\n"


def _annotations(thing: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(thing.__mro__):
        found |= vars(base).get("__annotations__", {})
    return found


def _methods(thing: type) -> Iterator[str]:
    """Yield the public methods and properties that a class defines itself."""
    for name, value in vars(thing).items():
        if name.startswith("_"):
            continue
        if isinstance(value, property):
            yield f"\n#### .{name}\n\n{_doc(value)}\n\n"
        elif isinstance(value, (staticmethod, classmethod)):
            yield f"\n#### .{name}\n\n```python\n{_signature(name, value.__func__)}\n```\n\n{_doc(value.__func__)}\n\n"
        elif inspect.isfunction(value):
            yield f"\n#### .{name}\n\n```python\n{_signature(name, value)}\n```\n\n{_doc(value)}\n\n"


def _signature(name: str, function: Any) -> str:
    found = inspect.signature(function)
    given = [parameter for key, parameter in found.parameters.items() if key not in ("self", "cls")]
    line = name + _written(found.replace(parameters=given))
    if len(line) <= 100:
        return line
    head, _, tail = line.partition("(")
    inner, _, rest = tail.rpartition(")")
    parts = re.split(r", (?![^\[(]*[\])])", inner)
    return f"{head}(\n" + "".join(f"    {part},\n" for part in parts) + f"){rest}"


def _written(annotation: Any) -> str:
    """Return an annotation or signature as it stands in the code, without modules and quotation marks."""
    words = annotation.__name__ if inspect.isclass(annotation) and not hasattr(annotation, "__args__") else str(annotation)
    return re.sub(r"\b(?:\w+\.)+(?=[A-Z])|['\"](?=[A-Z])|(?<=[\w\]])['\"](?=[,)\] ]|$)", "", words)


def _doc(thing: Any) -> str:
    """Return a docstring as Markdown."""
    words = inspect.getdoc(thing) or ""
    words = re.sub(r":(?:func|meth|class):`~?([\w.]+)`", r"`\1`", words)
    return textwrap.dedent(words).replace("``", "`")
