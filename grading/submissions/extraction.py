"""The cells of a notebook become a file for each exercise: its last definition, with what that reaches.

A notebook runs from top to bottom and gives the same name to one thing after the other. So a name is looked for from
where it is read: a function finds the last definition in the notebook, what runs at once the last one above.
"""

import ast
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from course.records import Exercise
from grading.submissions.names import near
from grading.submissions.notebook import Cell
from grading.submissions.source import Unreadable, syntax_problem
from grading.submissions.statements import Statement, rough_definitions, statements_of, without_magic
from grading.text import printable

OF_THE_KIT = ("d2l", "given", "grading", "solutions", "course")
"""What a notebook may import that is not there while an exercise is graded."""
PACKAGE = "exercises"
MOST_STEPS = 200_000
ALIKE = 0.85
Place = tuple[str, int]
"""How messages name a cell, and a line in it."""


@dataclass(frozen=True)
class Extracted:
    """By the exercise's file: its text, the cell that defines it, where each line stands, and why it cannot be used.

    A line that stands nowhere is an import of another exercise. Of an exercise that the notebook has not there is none.
    """

    sources: Mapping[str, str]
    homes: Mapping[str, str]
    places: Mapping[str, Sequence[Place | None]]
    problems: Mapping[str, str]


def extract(cells: Sequence[Cell], where: str, exercises: Sequence[Exercise]) -> Extracted:
    """What the cells of a notebook, which messages call `where`, hold of each exercise."""
    statements: list[Statement] = []
    broken: dict[str, tuple[int, str]] = {}
    names = [exercise.name for exercise in exercises]
    for cell in cells:
        try:
            statements += statements_of(cell)
        except (SyntaxError, Unreadable):
            problem = syntax_problem(without_magic(cell.source), cell.where) or ""
            broken |= {name: (len(statements), problem) for name in rough_definitions(cell, names)}
    notebook = _Notebook(statements, exercises)
    sources: dict[str, str] = {}
    homes: dict[str, str] = {}
    places: dict[str, Sequence[Place | None]] = {}
    problems: dict[str, str] = {}
    for exercise in exercises:
        at = notebook.definition(exercise.name)
        position, problem = broken.get(exercise.name, (-1, ""))
        if position > (-1 if at is None else at):
            problems[exercise.file] = problem
        elif at is None:
            if misnamed := _misnamed(exercise, notebook, names, where):
                problems[exercise.file] = misnamed
        else:
            try:
                taken, others = notebook.reached_by(exercise, at)
            except Unreadable as tangled:
                problems[exercise.file] = str(tangled)
                continue
            if refused := _refused(exercise, taken):
                problems[exercise.file] = refused
            else:
                homes[exercise.file] = statements[at].cell.where
                sources[exercise.file], places[exercise.file] = _file(taken, others)
    return Extracted(sources, homes, places, problems)


class _Notebook:
    """The statements of a notebook, and which of them a name means."""

    def __init__(self, statements: Sequence[Statement], exercises: Sequence[Exercise]) -> None:
        self.statements, self.exercises = statements, {exercise.name: exercise for exercise in exercises}
        self.defining = _positions(statement.defines for statement in statements)
        self.binding = _positions(statement.binds for statement in statements)
        self.changing = _positions(statement.changes for statement in statements)
        self.always = [position for position, statement in enumerate(statements) if _is_kept(statement)]

    def definition(self, name: str, above: int | None = None) -> int | None:
        """The position of what a name means above a position: its last `def` or `class`, else its last value."""
        end = len(self.statements) if above is None else above
        for found in (self.defining.get(name, []), self.binding.get(name, [])):
            if place := bisect_left(found, end):
                return found[place - 1]
        return None

    def reached_by(self, exercise: Exercise, at: int) -> tuple[list[Statement], list[Exercise]]:
        """The statements that an exercise defined at a position needs, in their order, and the exercises among them.

        Unreadable if they hang together in more ways than anybody writes.
        """
        taken, others = set(self.always), set[str]()
        waiting = [(exercise.name, len(self.statements))]
        seen, steps = set(waiting), 0
        while waiting:
            name, above = waiting.pop()
            other = self.exercises.get(name)
            if other and other is not exercise and (other.id in exercise.needs or self.definition(name) is not None):
                others.add(name)
                continue
            found = at if other is exercise else self.definition(name, above)
            if found is None:
                continue
            changes = self.changing.get(name, [])
            reached = [found, *changes[bisect_left(changes, found + 1) : bisect_left(changes, above)]]
            for position in reached:
                statement = self.statements[position]
                taken.add(position)
                steps += 1 + len(statement.now) + len(statement.later)
                if steps > MOST_STEPS:
                    message = _("{name} in {cell} hangs together with too much else in the notebook.")
                    raise Unreadable(message.format(name=exercise.name, cell=self.statements[at].cell.where))
                needs = [(name, position) for name in statement.now] + [(name, above) for name in statement.later]
                waiting += [need for need in needs if need not in seen]
                seen.update(needs)
        imported = [other for name, other in self.exercises.items() if name in others]
        return [self.statements[position] for position in sorted(taken)], imported


def _positions(names: Iterable[Iterable[str]]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, group in enumerate(names):
        for name in group:
            found[name].append(position)
    return found


def _is_kept(statement: Statement) -> bool:
    """Whether every file gets a statement: what follows may mean names that only it would tell."""
    return statement.module == "__future__" or (statement.everything and not _is_of_the_kit(statement))


def _is_of_the_kit(statement: Statement) -> bool:
    return statement.module.partition(".")[0] in OF_THE_KIT


def _file(taken: Sequence[Statement], others: Sequence[Exercise]) -> tuple[str, Sequence[Place | None]]:
    """The text of an exercise's file, and the places of its lines."""
    first = [statement for statement in taken if statement.module == "__future__"]
    rest = [statement for statement in taken if statement.module != "__future__"]
    imports = [f"from {PACKAGE}.{other.id} import {other.name}" for other in others]
    lines: list[tuple[str, Place | None]] = [*_lines(first), *((line, None) for line in imports), *_lines(rest)]
    return "".join(f"{line}\n" for line, _place in lines), [place for _line, place in lines]


def _lines(statements: Iterable[Statement]) -> Iterator[tuple[str, Place]]:
    """The lines of these statements, with their places."""
    for statement in statements:
        for number, line in enumerate(statement.text.split("\n"), start=statement.line):
            yield line, (statement.cell.where, number)


def _refused(exercise: Exercise, taken: Sequence[Statement]) -> str:
    """What to say of an exercise that reaches what is the kit's; "" if it does not."""
    imports = {name: statement for statement in taken if _is_of_the_kit(statement) for name in statement.binds}
    itself = next((statement for statement in taken if statement.module and exercise.name in statement.binds), None)
    if itself:
        message = _(
            "{cell}, line {line}, takes `{name}` from `{module}`. What is graded is the `{name}` that the notebook "
            "itself defines, in a cell of its own."
        )
        where, module = itself.cell.where, printable(itself.module)
        return message.format(cell=where, line=itself.line, name=exercise.name, module=module)
    for statement in taken:
        for node, name in _uses(statement, imports):
            message = _(
                "{cell}, line {line}, uses `{used}`. `{package}` is there for the notebook, and not while `{name}` is "
                "graded: write what that needs in a cell of your own."
            )
            where, used = statement.cell.where, ast.unparse(node)
            return message.format(cell=where, line=node.lineno, used=used, name=exercise.name, package=name)
    return ""


def _uses(statement: Statement, imports: Mapping[str, Statement]) -> Iterator[tuple[ast.expr, str]]:
    """Where a statement uses what is imported, with the attribute that it asks for."""
    nodes = list(ast.walk(statement.node))
    attributes = [node for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
    yield from ((node, node.value.id) for node in attributes if node.value.id in imports)  # type: ignore[attr-defined]  # a Name
    yield from ((node, node.id) for node in nodes if isinstance(node, ast.Name) and node.id in imports)


def _misnamed(exercise: Exercise, notebook: _Notebook, names: Sequence[str], where: str) -> str:
    """What to say where nothing defines an exercise, but something of almost its name; "" if nothing does."""
    found = near(exercise.name, [name for name in notebook.defining if name not in names], ALIKE)
    if not found:
        return ""
    message = _("{file} defines no `{name}`.").format(file=where, name=exercise.name)
    hint = _("It has `{near}`. Did you mean that? To Python every letter counts, capitals too.").format(near=found)
    return f"{message} {hint}"
