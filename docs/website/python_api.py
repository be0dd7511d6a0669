"""The reference of the Python API, made from the code: signatures, docstrings, and the fields of what comes back."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

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
_WIDEST = 100  # columns of a signature in one line
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
    """Return the public names of a module: those that it says, else the classes that it defines."""
    said = getattr(module, "__all__", None)
    own = [name for name, thing in vars(module).items() if inspect.isclass(thing) and thing.__module__ == module.__name__]
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
        if module is isnad.model:
            yield from _values(module)
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
    """Yield the fields of what is handed out, with their types as the source has them."""
    fields = getattr(thing, "__struct_fields__", ())
    types = {
        node.target.id: ast.unparse(_plain(node.annotation) or node.annotation)
        for base in reversed(thing.__mro__)
        if base.__module__.startswith("isnad")
        for node in _source(base).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    if fields:
        yield "| field | type |\n| --- | --- |\n"
        yield from (f"| `{field}` | `{types[field]}` |\n".replace(" | None", " \\| None") for field in fields)
        yield "\n"


def _values(module: ModuleType) -> Iterator[str]:
    """Yield the names for one of several words (`Stance`), with the words."""
    found = {name: get_args(value) for name, value in vars(module).items() if get_origin(value) is Literal and name[0] != "_"}
    if found:
        yield "| name | one of |\n| --- | --- |\n"
        yield from (f"| `{name}` | {', '.join(f'`{word}`' for word in words)} |\n" for name, words in found.items())
        yield "\n"


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
    """Return how a function is called, as its source has it, without self."""
    node = _source(function)
    given = node.args
    for arguments in (given.posonlyargs, given.args):
        arguments[:] = [one for one in arguments if one.arg not in ("self", "cls")]
    back = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    parts = [re.sub(r"(: [^=]*)=", r"\1 = ", part) for part in _parts_of(ast.unparse(given))]
    line = f"{name}({', '.join(parts)}){back}"
    if len(line) <= _WIDEST:
        return line
    return f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){back}"


def _parts_of(arguments: str) -> Iterator[str]:
    """Yield the parts between the commas that stand in no bracket."""
    start = depth = 0
    for at, letter in enumerate(arguments):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and not depth:
            yield arguments[start:at].strip()
            start = at + 1
    yield arguments[start:].strip()


def _source(thing: Any) -> Any:
    """Return the source of a function or class as a tree; annotations in quotation marks are taken out of them."""
    return _Unquoted().visit(ast.parse(textwrap.dedent(inspect.getsource(thing)))).body[0]


class _Unquoted(ast.NodeTransformer):
    """Annotations without quotation marks."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """Mend the annotation of an argument."""
        node.annotation = _plain(node.annotation)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Mend what a function returns, and its arguments."""
        node.returns = _plain(node.returns)
        self.generic_visit(node)
        return node


def _plain(annotation: ast.expr | None) -> ast.expr | None:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return ast.parse(annotation.value, mode="eval").body
    return annotation


def _doc(thing: Any) -> str:
    """Return a docstring as Markdown."""
    words = inspect.getdoc(thing) or ""
    words = re.sub(r":(?:func|meth|class):`~?([\w.]+)`", r"`\1`", words)
    return textwrap.dedent(words).replace("``", "`")
