"""A cell becomes its statements, with the names that each of them gives a value to, reads and changes."""

import ast
import re
import symtable
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from grading.submissions.names import Function
from grading.submissions.notebook import Cell
from grading.submissions.source import parse

NAMES = frozenset[str]
MAGIC = re.compile(r"\s*(?:%%?[A-Za-z]|!(?!=)|\?|[\w.]+\?{1,2}\s*$|[\w., ]+=\s*(?:!|%[A-Za-z]))")
"""How a line begins that speaks to a notebook and not to Python: `%time f()`, `!ls`, `f?`, `files = !ls`."""
COMPREHENSIONS = ("listcomp", "setcomp", "dictcomp", "genexpr")


@dataclass(frozen=True)
class Statement:
    """A statement outside of functions and classes, or one name that it imports.

    line: where it begins in its cell, from 1.
    defines: the names of functions and classes; binds: all names that it gives a value to.
    now, later: the names outside of itself that it reads when it runs, and when what it defines is called.
    changes: the names whose attributes or items it assigns, as in `Accumulator.reset = reset`.
    module: what an import takes its name from; everything: whether it takes all names.
    """

    cell: Cell
    line: int
    text: str
    node: ast.stmt
    defines: NAMES = frozenset()
    binds: NAMES = frozenset()
    now: NAMES = frozenset()
    later: NAMES = frozenset()
    changes: NAMES = frozenset()
    module: str = ""
    everything: bool = False


def statements_of(cell: Cell) -> list[Statement]:
    """The statements of a cell; where Python cannot parse it, without the lines that speak to a notebook.

    SyntaxError or Unreadable where it cannot parse that either.
    """
    tree, source = _parsed(cell)
    lines = [line.encode() for line in source.split("\n")]
    last_on_line = {node.lineno: node for node in tree.body}
    found: list[Statement] = []
    for node in tree.body:
        line, text = _text(node, lines)
        if last_on_line.get(node.end_lineno or 0, node) is node and node.end_lineno:
            comment = lines[node.end_lineno - 1][node.end_col_offset :].decode()
            text += comment if comment.strip().startswith("#") else ""
        found += _described(Statement(cell, line, text, node))
    return found


def _parsed(cell: Cell) -> tuple[ast.Module, str]:
    try:
        return parse(cell.source, cell.where), cell.source
    except SyntaxError:
        plain = without_magic(cell.source)
        if plain == cell.source:
            raise
        return parse(plain, cell.where), plain


def without_magic(source: str) -> str:
    """The text with lines that speak to a notebook made empty, or `pass` in a block: the others keep their numbers."""
    lines, goes_on = [], False
    for line in source.split("\n"):
        speaks = goes_on or MAGIC.match(line) is not None
        margin = "" if goes_on else line[: len(line) - len(line.lstrip())]
        goes_on = speaks and line.rstrip().endswith("\\")
        lines.append((f"{margin}pass" if margin else "") if speaks else line)
    return "\n".join(lines)


def _text(node: ast.stmt, lines: list[bytes]) -> tuple[int, str]:
    """Where a statement begins, with its decorators, and its text; columns count bytes."""
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    last = node.end_lineno or node.lineno
    taken = lines[first - 1 : last]
    taken[-1] = taken[-1][: node.end_col_offset]
    taken[0] = taken[0] if decorators else taken[0][node.col_offset :]
    return first, b"\n".join(taken).decode()


def _described(statement: Statement) -> Iterator[Statement]:
    """The statement with its names; an import of several names becomes one of each."""
    node = statement.node
    if isinstance(node, ast.Import):
        for name in node.names:
            bound = name.asname or name.name.partition(".")[0]
            yield _import(statement, ast.Import([name]), name.name, bound)
    elif isinstance(node, ast.ImportFrom):
        for name in node.names:
            single = ast.ImportFrom(node.module, [name], node.level)
            bound = name.asname or name.name
            yield _import(statement, single, f"{'.' * node.level}{node.module or ''}", bound)
    else:
        binds, now, later = _names(statement)
        parts = list(_at_once(node))
        targets = [part.target for part in parts if isinstance(part, ast.AugAssign)]
        added = frozenset(target.id for target in targets if isinstance(target, ast.Name))
        yield replace(
            statement, defines=frozenset(_defined(parts)), binds=binds - _deleted(parts), now=now | added, later=later,
            changes=frozenset(_changed(parts)),
        )  # fmt: skip


def _import(statement: Statement, node: ast.Import | ast.ImportFrom, module: str, bound: str) -> Statement:
    everything = bound == "*"
    binds = frozenset[str]() if everything else frozenset([bound])
    return replace(
        statement, text=ast.unparse(node), node=node, binds=binds, module=module, everything=everything
    )  # fmt: skip


def _names(statement: Statement) -> tuple[NAMES, NAMES, NAMES]:
    """What a statement binds, what it reads when it runs, and what it reads later."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table = symtable.symtable(statement.text, statement.cell.where, "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # it cannot be run; that is said when it is
        nodes = [node for node in ast.walk(statement.node) if isinstance(node, ast.Name)]
        bound = [*(node.id for node in nodes if isinstance(node.ctx, ast.Store)), *_defined([statement.node])]
        return frozenset(bound), frozenset(node.id for node in nodes), frozenset()
    symbols = table.get_symbols()
    binds = {symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()}
    now = {symbol.get_name() for symbol in symbols if symbol.is_referenced()}
    later: set[str] = set()
    waiting = [(child, False) for child in table.get_children()]
    while waiting:
        scope, is_later = waiting.pop()
        is_later = is_later or (scope.get_type() == "function" and scope.get_name() not in COMPREHENSIONS)
        in_class = scope.get_type() == "class"
        read = {
            symbol.get_name() for symbol in scope.get_symbols()
            if symbol.is_global() or (in_class and symbol.is_referenced() and not symbol.is_free())
        }  # fmt: skip
        (later if is_later else now).update(read)
        waiting += [(child, is_later) for child in scope.get_children()]
    return frozenset(binds), frozenset(now), frozenset(later)


def _at_once(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a statement that belong to no function or class within it."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        if not isinstance(current, Function | ast.ClassDef | ast.Lambda):
            waiting += ast.iter_child_nodes(current)


def _defined(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Function | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _deleted(nodes: Iterable[ast.AST]) -> NAMES:
    deleted = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)}
    return frozenset(deleted)


def _changed(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The names whose attributes or items are assigned, also by setattr or by a decorator that is told of them."""
    for node in nodes:
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield from _root(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "setattr":
            yield from (name for argument in node.args[:1] for name in _root(argument))
        elif isinstance(node, Function | ast.ClassDef):
            calls = [decorator for decorator in node.decorator_list if isinstance(decorator, ast.Call)]
            yield from (name for call in calls for argument in call.args for name in _root(argument))


def _root(node: ast.AST) -> Iterator[str]:
    """The name that a chain of attributes and items begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def rough_definitions(cell: Cell, names: Iterable[str]) -> Iterator[str]:
    """Those of the names that a cell seems to define which Python cannot parse."""
    for name in names:
        if re.search(rf"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+{re.escape(name)}\b", cell.source, re.MULTILINE):
            yield name

