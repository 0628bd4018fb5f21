"""An instructor's own graded checks beside the kit's, known without running them: a folder of files test_ID.py.

checks.toml in that folder may give them points, and other points to the kit's.
"""

import ast
import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path
from typing import Any

import course
from course.records import Task
from grading.checks.catalogue import PREFIX, KnownCheck, checks_of, described
from grading.results import NoGrade
from grading.text import listed, printable

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

POINTS_FILE = "checks.toml"
TASKS = {task.id: task for task in course.EVERY_TASK}


class UnusableChecks(Exception):
    """The folder of extra checks cannot be used; the message says which file, and what to change."""


@dataclass(frozen=True)
class ExtraChecks:
    """The checks of a folder, by the ids of their tasks in the order of their files.

    digest: of what is in the folder. points: by the ids of task and check, what a check of the kit is worth instead.
    """

    folder: Path
    digest: str
    checks: Mapping[str, tuple[KnownCheck, ...]]
    points: Mapping[tuple[str, str], int]

    def refuse_changes(self) -> None:
        """NoGrade where the folder is another one than it was, or is not on this machine."""
        if _digest(self.folder) != self.digest:
            message = _("The checks in {folder} are not those that the grade was asked for with.")
            raise NoGrade(message.format(folder=self.folder))

    def files(self, tasks: list[str]) -> list[Path]:
        """The files that hold the extra checks of these tasks."""
        return [self.folder / f"{PREFIX}{id}.py" for id in tasks if id in self.checks]


def known_checks(task: Task, extra: ExtraChecks | None) -> tuple[KnownCheck, ...]:
    """All checks of a task: the kit's, then the extra ones, of which the hidden come last."""
    if extra is None:
        return checks_of(task)
    own = (replace(check, points=extra.points.get((task.id, check.id), check.points)) for check in checks_of(task))
    return (*own, *sorted(extra.checks.get(task.id, ()), key=lambda check: check.hidden))


def read_extra_checks(folder: Path) -> ExtraChecks:
    """The checks of a folder; UnusableChecks if there is none, or if one of its files is wrong."""
    folder = folder.resolve()
    if not folder.is_dir():
        raise UnusableChecks(_("There is no folder {folder} of extra checks.").format(folder=folder))
    files = sorted(folder.glob(f"{PREFIX}*.py"))
    if not files and not (folder / POINTS_FILE).is_file():
        message = _("There are no extra checks in {folder}: no file test_ID.py, such as {file}, and no checks.toml.")
        raise UnusableChecks(message.format(folder=folder, file=f"{PREFIX}{course.TASKS[0].id}.py"))
    tests = {_task_of(file).id: _tests_in(file) for file in files}
    given = _points_given(folder, tests)
    checks = {id: tuple(_checks(TASKS[id], found, given.get(id, {}))) for id, found in tests.items()}
    known = {id: {check.id for check in checks_of(TASKS[id])} for id in given}
    replaced = {(id, check): n for id, points in given.items() for check, n in points.items() if check in known[id]}
    return ExtraChecks(folder, _digest(folder), checks, replaced)


def _task_of(file: Path) -> Task:
    task = TASKS.get(file.stem.removeprefix(PREFIX))
    if task is None:
        message = _("{file} belongs to no exercise. Name it test_ID.py, with one of these for ID: {exercises}.")
        raise UnusableChecks(message.format(file=file.name, exercises=listed(TASKS)))
    return task


def _tests_in(file: Path) -> list[ast.FunctionDef]:
    """The tests of a file, each once and a plain function."""
    try:
        tree = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError) as error:
        line, problem = getattr(error, "lineno", None) or 1, getattr(error, "msg", str(error))
        message = _("{file}, line {line}, is not valid Python: {error}.")
        raise UnusableChecks(message.format(file=file.name, line=line, error=printable(problem))) from None
    known = {check.id for check in checks_of(_task_of(file))}
    tests = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.AsyncFunctionDef) and node.name.lower().startswith("test"):
            message = _("{file}: {name} is not a plain function, as each check is one.")
            raise UnusableChecks(message.format(file=file.name, name=node.name))
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith(PREFIX):
            continue
        if any(_name_of(decorator) == "parametrize" for decorator in node.decorator_list):
            message = _("{file}: {name} is parametrized, and a check counts once. Loop over its cases inside it.")
            raise UnusableChecks(message.format(file=file.name, name=node.name))
        if (id := node.name.removeprefix(PREFIX)) in known:
            message = _("{file}: there is a check {name} already. Give yours another name.")
            raise UnusableChecks(message.format(file=file.name, name=node.name))
        known.add(id)
        tests.append(node)
    return tests


def _checks(task: Task, tests: list[ast.FunctionDef], given: Mapping[str, int]) -> Iterator[KnownCheck]:
    hidden = 0
    for test in tests:
        marks = {_name_of(decorator): decorator for decorator in test.decorator_list}
        hidden += "hidden" in marks
        points = given.get(test.name.removeprefix(PREFIX))
        if points is None:
            points = _points(f"{PREFIX}{task.id}.py", test.name, marks.get("points"))
        yield described(test, points, hidden if "hidden" in marks else 0)


def _name_of(decorator: ast.expr) -> str:
    """The last name of a mark: `points` of @pytest.mark.points(3)."""
    named = decorator.func if isinstance(decorator, ast.Call) else decorator
    return named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")


def _points(file: str, name: str, mark: ast.expr | None) -> int:
    if mark is None:
        message = _("{file}: {name} has no points. Add @pytest.mark.points(n), or a line for it to checks.toml.")
        raise UnusableChecks(message.format(file=file, name=name))
    arguments = mark.args if isinstance(mark, ast.Call) else []
    written = ast.unparse(arguments[0]) if len(arguments) == 1 else ast.unparse(mark)
    value = arguments[0].value if len(arguments) == 1 and isinstance(arguments[0], ast.Constant) else written
    return _whole(file, name, value, written)


def _whole(file: str, name: str, value: Any, written: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    message = _("{file}: {points} are no points for {name}. Points are a whole number, 0 or more.")
    raise UnusableChecks(message.format(file=file, points=printable(written), name=name))


def _points_given(folder: Path, tests: Mapping[str, list[ast.FunctionDef]]) -> dict[str, dict[str, int]]:
    """What checks.toml says, by the ids of task and check; nothing where there is none."""
    file = folder / POINTS_FILE
    if not file.is_file():
        return {}
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:  # both of what is no TOML and of what is no UTF-8
        message = _("{file} is not valid TOML: {problem}.")
        raise UnusableChecks(message.format(file=POINTS_FILE, problem=printable(str(error)))) from None
    found: dict[str, dict[str, int]] = {}
    for id, points in content.items():
        if id not in TASKS:
            message = _("{file}: there is no exercise {name}. There are: {exercises}.")
            raise UnusableChecks(message.format(file=POINTS_FILE, name=printable(id), exercises=listed(TASKS)))
        if not isinstance(points, dict):
            message = _("{file}: {name} should be a table, [{name}], with a line for each check.")
            raise UnusableChecks(message.format(file=POINTS_FILE, name=id))
        names = [check.id for check in checks_of(TASKS[id])]
        names += [test.name.removeprefix(PREFIX) for test in tests.get(id, [])]
        for name, value in points.items():
            check = name.removeprefix(PREFIX)
            if check not in names:
                message = _("{file}: {exercise} has no check {name}. Its checks are: {checks}.")
                words = {"exercise": id, "name": printable(name), "checks": listed(names)}
                raise UnusableChecks(message.format(file=POINTS_FILE, **words))
            found.setdefault(id, {})[check] = _whole(POINTS_FILE, check, value, str(value))
    return found


def _digest(folder: Path) -> str:
    """A digest of the files in a folder at any depth, without what Python makes."""
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if "__pycache__" not in file.parts and file.is_file():
            found.update(f"{file.relative_to(folder).as_posix()}\0".encode(errors="surrogateescape"))
            found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()
