"""Simple wrong rules: a solution with any one reduction, comparison, operator, constant or step changed."""

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from course.records import Answer, Exercise
from grading.sandbox.in_process import LocalSession
from tests.kit.answers import folder, with_files

METHODS = (
    ("sum", "mean", "prod", "amax", "amin", "numel", "cumsum"),
    ("argmax", "argmin", "argsort"),
    ("exp", "exp2", "expm1", "abs", "square", "sigmoid", "relu"),
    ("log", "log2", "log1p", "exp", "sqrt"),
    ("train", "eval"),
)
COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div)
NUMBERS = (-1, 0, 1, 2, 3)


def alternatives(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in a node's place instead."""
    match node:
        case ast.Attribute(value=value, attr=name, ctx=context):
            for family in METHODS:
                if name in family:
                    yield from (ast.Attribute(value, other, context) for other in family if other != name)
        case ast.Compare(left=left, ops=[operator], comparators=right):
            yield from (ast.Compare(left, [kind()], right) for kind in COMPARISONS if type(operator) is not kind)
        case ast.BinOp(left=left, op=operator, right=right):
            yield from (ast.BinOp(left, kind(), right) for kind in OPERATORS if type(operator) is not kind)
            yield from (left, right)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield from (ast.Constant(type(value)(number)) for number in NUMBERS if number != value)
        case ast.IfExp(body=body, orelse=otherwise):
            yield from (body, otherwise)
        case ast.Return(value=ast.expr() as value):
            yield from (ast.Return(ast.Constant(number)) for number in (0.0, 1.0))
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()


@dataclass(frozen=True)
class Mutant:
    """A candidate for the checks, as course.check.Candidate is one; `change` says what was put for what."""

    exercise: Exercise
    change: str
    source: str
    seed: int = 0

    def session(self, exercise: Exercise) -> "Mutant":
        return self

    def answer(self, exercise: Exercise) -> Answer:
        files = with_files("solutions", {exercise.file: self.source})
        return LocalSession(files, [exercise], exercise.scenario).answer(exercise)

    @property
    def where(self) -> str:
        return self.change


def mutants(exercise: Exercise) -> Iterator[Mutant]:
    """All simple wrong rules of an exercise's solution; some of them are right after all."""
    source = folder("solutions").sources[exercise.file]
    tree = ast.parse(source)
    for node in list(in_bodies(tree)):
        for other in alternatives(node):
            changed = ast.unparse(ast.fix_missing_locations(Replaced(node, other).visit(deepcopy(tree))))
            yield Mutant(exercise, f"line {node.lineno}: {ast.unparse(node)} -> {ast.unparse(other)}", changed)


def in_bodies(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """What is computed, and not what is annotated."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for statement in function.body:
                yield from (node for node in ast.walk(statement) if isinstance(node, ast.expr | ast.stmt))


class Replaced(ast.NodeTransformer):
    """Puts another node in the place of one, which a copy of its tree knows by where it stands."""

    def __init__(self, node: ast.AST, other: ast.AST) -> None:
        self.place, self.other = self._place(node), other

    @staticmethod
    def _place(node: ast.AST) -> tuple[object, ...]:
        return type(node), *(getattr(node, name, None) for name in ("lineno", "col_offset", "end_col_offset"))

    def visit(self, node: ast.AST) -> ast.AST:
        return self.other if self._place(node) == self.place else self.generic_visit(node)
