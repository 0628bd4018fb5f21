"""The names that a file defines, and the one that was likely meant."""

import ast
import difflib
from collections.abc import Collection, Iterator

NAME = r"[^\W\d]\w{0,39}"
"""What a regular expression takes for an identifier: all of a stranger's text that an explanation repeats."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def assigned_names(node: ast.AST) -> Iterator[str]:
    """The names that a node gives a value to."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
    elif isinstance(node, Function | ast.ClassDef):
        yield node.name


def names_of(tree: ast.Module) -> list[str]:
    """What a file defines, imports or assigns outside of its functions and classes."""
    return list(dict.fromkeys(name for statement in tree.body for name in names_in(statement)))


def names_in(statement: ast.stmt) -> Iterator[str]:
    """What a statement gives a value to, beside a function's or a class's own lines."""
    inside = [statement] if isinstance(statement, Function | ast.ClassDef) else ast.walk(statement)
    return (name for node in inside for name in assigned_names(node))


def defined_in(statement: ast.stmt) -> Iterator[str]:
    """What a statement defines or assigns, and does not import."""
    return iter(()) if isinstance(statement, ast.Import | ast.ImportFrom) else names_in(statement)


def near(name: str, names: Collection[str], alike: float = 0.75) -> str | None:
    """The name that was likely meant: it differs in capitals, underscores or little else (alike: of 1, for equal)."""
    plain = {_plain(other): other for other in reversed(list(names)) if other != name}
    if _plain(name) in plain:
        return plain[_plain(name)]
    found = difflib.get_close_matches(_plain(name), plain, n=1, cutoff=alike) if len(name) > 2 else []
    return plain[found[0]] if found else None


def _plain(name: str) -> str:
    return name.lower().replace("_", "")


def parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])
