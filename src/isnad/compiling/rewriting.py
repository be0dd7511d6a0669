"""What is changed in a copy of the sources before they are compiled, and which of them can be.

The classes of a compiled module keep their attributes in slots, not in a dictionary, and ``cached_property`` keeps what it worked
out in a dictionary: in the copy it becomes a property with two slots, one for the value and one that says whether it is there.
And where a number is said to be a ``float``, compiled code makes it one («1445.0»), while Python lets a whole number be one as it
is: in the copy it is said to be either. Frozen structs of msgspec, which mypyc cannot make, become classes of the same fields.
"""

import ast
from collections.abc import Iterator


def may_compile(source: str) -> bool:
    """Whether a module can be compiled: no class takes keywords but that of a plain record, and it does not ask where it lies."""
    tree = ast.parse(source)
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and not _is_record(node))
    if any(node.keywords or any("Struct" in ast.unparse(base) for base in node.bases) for node in classes):
        return False
    return not any(isinstance(node, ast.Name) and node.id == "__file__" for node in ast.walk(tree))


def prepared(source: str) -> str:
    """Return the source of a module as it is compiled."""
    return _with_slots(_with_records(_with_whole_numbers(source)))


def _with_whole_numbers(source: str) -> str:
    lines = source.splitlines()
    places = {(name.lineno, name.col_offset) for found in _annotations(ast.parse(source)) for name in _floats(found)}
    for line, column in sorted(places, reverse=True):  # from the end, so that no edit moves another
        raw = lines[line - 1].encode()
        lines[line - 1] = (raw[:column] + b"float | int" + raw[column + len("float") :]).decode()
    return "\n".join(lines) + "\n"


def _annotations(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield node.returns
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            yield node.annotation


def _floats(annotation: ast.expr) -> Iterator[ast.Name]:
    return (node for node in ast.walk(annotation) if isinstance(node, ast.Name) and node.id == "float")


def _is_record(node: ast.ClassDef) -> bool:
    """Whether a class is a frozen struct and nothing more."""
    keywords = [f"{keyword.arg}={ast.unparse(keyword.value)}" for keyword in node.keywords]
    return bool(node.bases) and ast.unparse(node.bases[0]) == "Struct" and keywords == ["frozen=True"]


def _with_records(source: str) -> str:
    """Write frozen structs as the classes that they stand for: made of their fields, equal and hashed by them."""
    lines, edits = source.splitlines(), list[tuple[int, int, list[str]]]()
    for node in ast.parse(source).body:
        if not isinstance(node, ast.ClassDef) or not _is_record(node):
            continue
        others = ", ".join(map(ast.unparse, node.bases[1:]))
        edits.append((node.lineno - 1, node.lineno, [f"class {node.name}({others}):" if others else f"class {node.name}:"]))
        fields = [field for field in node.body if isinstance(field, ast.AnnAssign)]
        behind = fields[-1].end_lineno or fields[-1].lineno
        edits.append((behind, behind, _made_of(node.name, fields)))
    for first, last, new in sorted(edits, reverse=True):
        lines[first:last] = new
    return "\n".join(lines) + "\n"


def _made_of(name: str, fields: list[ast.AnnAssign]) -> list[str]:
    """Return the methods of a class that is made of its fields."""
    names = [ast.unparse(field.target) for field in fields]
    values = "".join(f"self.{field}, " for field in names)
    return [
        "",
        f"    def __init__(self, {', '.join(map(ast.unparse, fields))}) -> None:",
        *(f"        self.{field} = {field}" for field in names),
        "",
        "    def __eq__(self, other: object) -> bool:",
        f"        return isinstance(other, {name}) and " + " and ".join(f"self.{field} == other.{field}" for field in names),
        "",
        "    def __hash__(self) -> int:",
        f"        return hash(({values}))",
        "",
    ]


def _with_slots(source: str) -> str:
    lines, edits = source.splitlines(), list[tuple[int, int, list[str]]]()
    for node in ast.parse(source).body:
        if not isinstance(node, ast.ClassDef):
            continue
        kept = [method for method in node.body if isinstance(method, ast.FunctionDef) and _is_kept(method)]
        if not kept:
            continue
        declared = [line for method in kept for line in _slots(method)]
        first = _line(node.body[1 if ast.get_docstring(node) else 0])
        edits.append((first, first, [*declared, ""]))
        edits += [(_line(method), method.lineno, _property(method, lines[method.lineno - 1])) for method in kept]
    for first, last, new in sorted(edits, reverse=True):
        lines[first:last] = new
    return "\n".join(lines) + "\n"


def _is_kept(method: ast.FunctionDef) -> bool:
    return [ast.unparse(found) for found in method.decorator_list] == ["cached_property"]


def _line(node: ast.stmt) -> int:
    """Return the index of the line on which a statement begins, with its decorators."""
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    return min([node.lineno, *(found.lineno for found in decorators)]) - 1


def _slots(method: ast.FunctionDef) -> list[str]:
    return [f"    _kept_{method.name}: {_type(method)}", f"    _has_{method.name}: bool = False"]


def _property(method: ast.FunctionDef, head: str) -> list[str]:
    name = method.name
    return [
        "    @property",
        f"    def {name}(self) -> {_type(method)}:",
        f"        if not self._has_{name}:",
        f"            self._kept_{name} = self._make_{name}()",
        f"            self._has_{name} = True",
        f"        return self._kept_{name}",
        "",
        head.replace(f"def {name}(", f"def _make_{name}(", 1),
    ]


def _type(method: ast.FunctionDef) -> str:
    return ast.unparse(method.returns) if method.returns is not None else "object"
