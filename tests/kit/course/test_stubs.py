"""Stubs and solutions are the same but for the code, and what their docstrings promise is true."""

import ast
import doctest
import importlib
import inspect
import io
import re
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from course import EXERCISES, Exercise
from grading.sandbox.untrusted import loader
from tests.kit.answers import KIT, folder

MAX_LINES = 60
WITH_EXAMPLES = [
    file
    for room in ("given", "grading", "tests/graded")
    for file in sorted((KIT / room).rglob("*.py"))
    if ">>> " in file.read_text(encoding="utf-8")
]

Loader = Callable[[str, Exercise], ModuleType]
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)


def names() -> list[str]:
    """The package `exercises` and its modules, as far as they are imported."""
    return [name for name in sys.modules if name.partition(".")[0] == loader.PACKAGE]


@pytest.fixture
def module_of() -> Iterator[Loader]:
    """Loads a module of the package `exercises` from a folder of the kit: "exercises" or "solutions"."""
    finders = sys.meta_path[:]
    modules = {name: sys.modules[name] for name in names()}

    def load(home: str, exercise: Exercise) -> ModuleType:
        loader.install(folder(home).sources, str(KIT / home), {})
        return importlib.import_module(f"{loader.PACKAGE}.{exercise.id}")

    yield load
    sys.meta_path[:] = finders
    for name in names():
        del sys.modules[name]
    sys.modules.update(modules)


def text_of(home: str, exercise: Exercise) -> str:
    return (KIT / home / exercise.file).read_text(encoding="utf-8")


def outline(source: str) -> str:
    """A module without its code: docstrings, names, signatures and annotations."""
    module = ast.parse(source)
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for node in ast.walk(module):
        if isinstance(node, (ast.Module, *definitions)):
            kept = [item for item in node.body if isinstance(node, ast.ClassDef | ast.Module)]
            docstring = [ast.Expr(ast.Constant(ast.get_docstring(node)))]
            node.body = docstring + [item for item in kept if isinstance(item, definitions)]
    return ast.unparse(ast.fix_missing_locations(module))


def failed_examples(module: ModuleType) -> tuple[int, str]:
    """How many docstring examples a module has, and the report on those that fail."""
    report = io.StringIO()
    runner = doctest.DocTestRunner()
    for test in doctest.DocTestFinder().find(module, module.__name__):
        runner.run(test, out=report.write)
    return runner.tries, report.getvalue()


@each_exercise
def test_the_stub_raises_not_implemented_error(exercise: Exercise, module_of: Loader) -> None:
    written = getattr(module_of("exercises", exercise), exercise.name)
    functions: list[Callable[..., Any]] = [written]
    if inspect.isclass(written):
        functions = [value for value in vars(written).values() if inspect.isfunction(value)]
        assert [function.__name__ for function in functions] == ["__init__", "add", "reset", "__getitem__"]
    for function in functions:
        arguments = [None] * len(inspect.signature(function).parameters)
        with pytest.raises(NotImplementedError):
            function(*arguments)


@each_exercise
def test_the_stub_has_no_code_but_the_raise(exercise: Exercise) -> None:
    for node in ast.walk(ast.parse(text_of("exercises", exercise))):
        if isinstance(node, ast.FunctionDef):
            _docstring, *code = map(ast.unparse, node.body)
            assert code == ["raise NotImplementedError"]


@each_exercise
def test_stub_and_solution_have_the_same_signatures_and_docstrings(exercise: Exercise) -> None:
    assert outline(text_of("exercises", exercise)) == outline(text_of("solutions", exercise))


@each_exercise
def test_every_parameter_and_result_has_a_type(exercise: Exercise) -> None:
    for node in ast.walk(ast.parse(text_of("exercises", exercise))):
        if isinstance(node, ast.FunctionDef):
            named = [*node.args.args, *filter(None, [node.args.vararg, node.args.kwarg])]
            untyped = [argument.arg for argument in named if not argument.annotation]
            assert untyped in ([], ["self"])
            assert node.returns is not None


@each_exercise
def test_the_examples_of_the_solution_give_what_they_say(exercise: Exercise, module_of: Loader) -> None:
    examples, failures = failed_examples(module_of("solutions", exercise))
    assert examples > 0, f"{exercise.file} shows no worked example"
    assert not failures, failures


@each_exercise
def test_the_examples_fail_on_the_stub(exercise: Exercise, module_of: Loader) -> None:
    _, failures = failed_examples(module_of("exercises", exercise))
    assert "NotImplementedError" in failures


def test_all_examples_elsewhere_in_the_kit_give_what_they_say() -> None:
    for file in WITH_EXAMPLES:
        _, failures = failed_examples(importlib.import_module(".".join(file.relative_to(KIT).with_suffix("").parts)))
        assert not failures, failures


@each_exercise
def test_the_stub_says_which_exercise_it_is_and_names_its_section(exercise: Exercise) -> None:
    number = EXERCISES.index(exercise) + 1
    docstring = ast.get_docstring(ast.parse(text_of("exercises", exercise))) or ""
    assert re.fullmatch(rf"Exercise {number}: .+ \(Dive into Deep Learning, 3\.6\.\d\)\.", docstring)


@each_exercise
def test_the_stub_is_short(exercise: Exercise) -> None:
    assert len(text_of("exercises", exercise).splitlines()) <= MAX_LINES


@each_exercise
def test_the_stub_imports_nothing_that_gives_the_answer_away(exercise: Exercise) -> None:
    stub = text_of("exercises", exercise)
    assert "nn.functional" not in stub
    assert "solutions" not in stub


def test_exercises_and_solutions_hold_the_same_files() -> None:
    expected = {"__init__.py", *(exercise.file for exercise in EXERCISES)}
    for home in ("exercises", "solutions"):
        assert {file.name for file in (KIT / home).glob("*.py")} == expected
