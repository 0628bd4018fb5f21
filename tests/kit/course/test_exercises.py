"""What a learner opens: a stub that is short, typed and says what it asks for, with examples that are true."""

import ast
import doctest
import importlib
import io
import re
import sys
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

import course
from course.records import Exercise
from grading.sandbox.untrusted import loader
from tests.kit.answers import ALL, KIT, folder

MAX_LINES = 60
Load = Callable[[str, Exercise], ModuleType]
each_exercise = pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)


@pytest.fixture
def load() -> Iterator[Load]:
    """Loads an exercise's module from a folder of the kit: "exercises" or "solutions"."""

    def loaded(home: str, exercise: Exercise) -> ModuleType:
        loader.install(folder(home).sources, str(KIT / home), {})
        return importlib.import_module(f"{loader.PACKAGE}.{exercise.id}")

    yield loaded
    loader.install({}, "", {})
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, loader.Sources)]


def stub_of(exercise: Exercise) -> str:
    return (KIT / "exercises" / exercise.file).read_text(encoding="utf-8")


def failed_examples(module: ModuleType) -> tuple[int, str]:
    """How many docstring examples a module has, and the report on those that fail."""
    report = io.StringIO()
    runner = doctest.DocTestRunner()
    for test in doctest.DocTestFinder().find(module, module.__name__):
        runner.run(test, out=report.write)
    return runner.tries, report.getvalue()


@each_exercise
def test_every_parameter_and_result_has_a_type(exercise: Exercise) -> None:
    for function in ast.walk(ast.parse(stub_of(exercise))):
        if not isinstance(function, ast.FunctionDef):
            continue
        named = [*function.args.args, *filter(None, [function.args.vararg, function.args.kwarg])]
        untyped = [argument.arg for argument in named if not argument.annotation and argument.arg != "self"]
        assert not untyped, f"{function.name}: these parameters have no type"
        assert function.returns is not None, f"{function.name}: its result has no type"


@each_exercise
def test_the_examples_are_true_of_the_solution_and_fail_on_the_stub(exercise: Exercise, load: Load) -> None:
    examples, failures = failed_examples(load("solutions", exercise))
    assert examples > 0, f"{exercise.file} shows no worked example"
    assert not failures, failures
    assert "NotImplementedError" in failed_examples(load("exercises", exercise))[1]


@each_exercise
def test_what_a_learner_reaches_for_is_imported(exercise: Exercise, load: Load) -> None:
    stub = vars(load("exercises", exercise))
    assert stub["torch"].__name__ == "torch"
    assert stub["Tensor"] is stub["torch"].Tensor
    names = {"Accumulator": "accumulator", "accuracy": "accuracy"}
    assert [name for name, id in names.items() if id in exercise.needs and name not in stub] == []


def test_all_examples_elsewhere_in_the_kit_are_true() -> None:
    for room in ("course", "given", "grading", "tests/graded"):
        for file in sorted((KIT / room).rglob("*.py")):
            if ">>> " in file.read_text(encoding="utf-8") and file.name != "check.py":
                name = ".".join(file.relative_to(KIT).with_suffix("").parts)
                assert not failed_examples(importlib.import_module(name))[1], name


@each_exercise
def test_the_stub_is_short_says_which_exercise_it_is_and_its_section_and_gives_nothing_away(exercise: Exercise) -> None:
    docstring = ast.get_docstring(ast.parse(stub_of(exercise))) or ""
    counts = exercise in course.EXERCISES
    kind = f"Exercise {course.EXERCISES.index(exercise) + 1}" if counts else "Beyond the five"
    section = re.escape(exercise.section)
    assert re.match(rf"{kind}: .+ \(Dive into Deep Learning, {section}\)\.", docstring.partition("\n")[0])
    assert len(stub_of(exercise).splitlines()) <= MAX_LINES
    assert not re.search(r"nn\.functional|solutions", stub_of(exercise))


def test_exercises_and_solutions_hold_the_same_files() -> None:
    expected = {"__init__.py", *(exercise.file for exercise in ALL)}
    for home in ("exercises", "solutions"):
        assert {file.name for file in (KIT / home).glob("*.py")} == expected
