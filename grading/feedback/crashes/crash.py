"""An exception of a submission beside the line that it came from, as far as the text of the file tells."""

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

import course
from course.records import Exercise
from grading.results import Raised
from grading.submissions.names import Function, assigned_names, names_of, parsed
from language import translated as _

MOST_NODES = 400
"""A statement of more parts was written by a program."""
PLAIN = {
    "exp", "log", "sum", "mean", "max", "min", "amax", "amin", "argmax", "argmin", "abs", "sqrt", "float", "double",
    "int", "long", "type", "to", "detach", "clone", "item", "range", "len", "arange", "size", "unsqueeze", "squeeze",
    "t", "zeros", "ones", "bool", "numel", "list", "tolist",
}  # fmt: skip
"""Calls that put no two tensors beside each other and pick nothing."""
CODE = re.compile(r"[\w.()\[\], +*/=-]{1,40}")
"""Source code that is short and plain enough to stand within a sentence."""


@dataclass(frozen=True)
class Crash:
    """What was raised, while an exercise was called or loaded, and the texts of the submission's files."""

    raised: Raised
    sources: Mapping[str, str]
    exercise: Exercise

    @property
    def text(self) -> str:
        """The exception's own words; the first line says all that matters, and is not endless."""
        return self.raised.text[:500].partition("\n")[0].strip()

    @property
    def file(self) -> str:
        """The file of the innermost line of the submission; the exercise's own where none was reached."""
        return self.raised.frames[-1][0] if self.raised.frames else self.exercise.file

    @property
    def number(self) -> int:
        """The number of that line, from 1; 0 where the call came to no line of the submission."""
        return self.raised.frames[-1][1] if self.raised.frames else 0

    @cached_property
    def tree(self) -> ast.Module:
        return parsed(self.sources.get(self.file, ""))

    @cached_property
    def modules(self) -> list[ast.Module]:
        """The parsed files that belong to the exercise: that of the line, its own, and those that it needs."""
        files = dict.fromkeys([self.exercise.file, *(course.exercise(id).file for id in self.exercise.needs)])
        return [self.tree, *(parsed(self.sources.get(file, "")) for file in files if file != self.file)]

    # The line

    @cached_property
    def statement(self) -> ast.stmt | None:
        """The innermost statement at the line."""
        found = [node for node in ast.walk(self.tree) if isinstance(node, ast.stmt) and self._covers(node)]
        return max(found, key=lambda node: (node.lineno, node.col_offset), default=None)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """What the statement at the line is made of; of a loop or a function its head. Nothing if it is endless."""
        if self.statement is None:
            return []
        blocks = ("body", "orelse", "finalbody", "handlers")
        parts = [value for name, value in ast.iter_fields(self.statement) if name not in blocks]
        items = [item for part in parts for item in (part if isinstance(part, list) else [part])]
        nodes = [node for item in items if isinstance(item, ast.AST) for node in ast.walk(item)]
        return nodes if len(nodes) <= MOST_NODES else []

    def calls(self) -> list[ast.Call]:
        return [node for node in self.nodes if isinstance(node, ast.Call)]

    @property
    def plain(self) -> bool:
        """Whether the line calls only what takes one tensor at a time: then an operator on it is what went wrong."""
        return all(ast.unparse(call.func).rpartition(".")[2] in PLAIN for call in self.calls())

    def before(self, attribute: str) -> str | None:
        """The code whose attribute of this name the line asks for, if that is one piece of code."""
        return only(node.value for node in self.nodes if isinstance(node, ast.Attribute) and node.attr == attribute)

    def _covers(self, node: ast.stmt) -> bool:
        return node.lineno <= self.number <= (node.end_lineno or node.lineno)

    # What is around it

    @cached_property
    def function(self) -> Function | None:
        """The innermost function around the line."""
        return max(
            (node for node in ast.walk(self.tree) if isinstance(node, Function) and self._covers(node)),
            key=lambda node: node.lineno, default=None,
        )  # fmt: skip

    @cached_property
    def klass(self) -> ast.ClassDef | None:
        """The class around the line."""
        return next((node for node in self.tree.body if isinstance(node, ast.ClassDef) and self._covers(node)), None)

    @property
    def parameters(self) -> list[str]:
        return parameters_of(self.function) if self.function else []

    def known_names(self) -> list[str]:
        """The names that the line can use, but for Python's own: those of its function, then those of its file."""
        inner = ast.walk(self.function) if self.function else iter(())
        names = [*self.parameters, *(name for node in inner for name in assigned_names(node)), *names_of(self.tree)]
        return list(dict.fromkeys(names))

    def value_of(self, node: ast.expr) -> ast.expr:
        """What a name was last given above the line, in the same function; else the node itself."""
        if isinstance(node, ast.Name):
            above = [given for given in self._given.get(node.id, []) if given[0] < self.number]
            return max(above, key=itemgetter(0))[1] if above else node
        return node

    def values_of(self, name: str) -> list[ast.expr]:
        """All that the function gives a name."""
        return [value for _line, value in self._given.get(name, [])]

    @cached_property
    def _given(self) -> Mapping[str, list[tuple[int, ast.expr]]]:
        """By name, the values that the function assigns to it, and on which lines."""
        given: dict[str, list[tuple[int, ast.expr]]] = defaultdict(list)
        for node in ast.walk(self.function) if self.function else ():
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        given[target.id].append((node.lineno, node.value))
        return given

    def class_named(self, name: str) -> ast.ClassDef | None:
        """The learner's class of this name."""
        return next(
            (
                node
                for tree in self.modules
                for node in tree.body
                if isinstance(node, ast.ClassDef) and node.name == name
            ),
            None,
        )

    def function_named(self, name: str) -> Function | None:
        """The learner's function, or method as Class.method, of this name."""
        owner, _dot, last = name.rpartition(".")
        homes: list[Iterable[ast.stmt]] = [tree.body for tree in self.modules]
        if owner:
            klass = self.class_named(owner)
            homes = [klass.body] if klass else []
        return next((node for home in homes for node in home if isinstance(node, Function) and node.name == last), None)


def code(node: ast.AST) -> str | None:
    """The code of a node, if it may stand within a sentence."""
    text = ast.unparse(node)
    return text if CODE.fullmatch(text) else None


def only(nodes: Iterable[ast.AST]) -> str | None:
    """The code of these nodes, if it is one and the same for all of them."""
    texts = {code(node) for node in nodes}
    return texts.pop() if len(texts) == 1 else None


def quoted(text: str | None, otherwise: str) -> str:
    """Code within a sentence, or words where there is none to show."""
    return f"`{text}`" if text else otherwise


def value_before(attribute: str) -> str:
    return _("What stands before `.{attribute}`").format(attribute=attribute)


def parameters_of(function: Function) -> list[str]:
    arguments = function.args
    return [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]


def attributes_of(klass: ast.ClassDef) -> list[str]:
    """What objects of a class have, as far as its text tells: methods, values of the class, and self.name = ..."""
    own = [name for statement in klass.body for node in [statement, *ast.iter_child_nodes(statement)]
           for name in assigned_names(node)]  # fmt: skip
    assigned = [
        node.attr for node in ast.walk(klass) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    ]
    return list(dict.fromkeys([*own, *assigned]))


def builtin(name: str) -> bool:
    return hasattr(builtins, name)
