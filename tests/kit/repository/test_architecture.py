"""Imports flow one way: what each room may know of the kit, and what must never be met where."""

import ast
import json
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import course
from grading import KIT

RECORDS = "language course grading grading.results grading.text"
ROOMS = {
    "language": "",
    "exercises": "exercises",
    "solutions": "exercises",
    "given": "given",
    "course": "course language given.model",
    "tests/graded": "tests.graded course.values",
    "grading/sandbox/untrusted": "language grading grading.sandbox.untrusted grading.sandbox.wire",
    "grading/submissions": f"{RECORDS} grading.submissions",
    "grading/sandbox": f"{RECORDS} grading.submissions grading.sandbox",
    "grading/checks": f"{RECORDS} grading.submissions grading.sandbox grading.checks given",
    "grading/feedback": f"{RECORDS} grading.submissions grading.sandbox grading.feedback",
    "grading/report": f"{RECORDS} grading.report",
    "grading": f"{RECORDS} grading.counting grading.obstacles grading.submissions grading.sandbox grading.checks "
    "grading.feedback given",
    "grading/classroom": f"{RECORDS} grading.submissions grading.sandbox grading.grade grading.report "
    "grading.classroom given",
    "grading/handout": f"{RECORDS} grading.feedback grading.handout given",
    "grading/notebook": f"{RECORDS} grading.submissions grading.grade grading.report grading.notebook",
    "grading/commands": f"{RECORDS} grading.submissions grading.sandbox grading.checks grading.grade grading.report "
    "grading.classroom grading.handout grading.commands given",
}
"""What the files of a folder may import of the kit: modules, and packages with all that is in them.

A folder that is not named here belongs to the one above it; `grading` alone is the kit's version and place.
"""
PROGRAMS = ("course/check.py", "language/update.py", "language/extraction.py")
PACKAGES = {"exercises", "solutions", "given", "course", "language", "grading", "tests", "grader", "benchmarks"}


def python_files(folder: str) -> list[Path]:
    return sorted(file for file in (KIT / folder).rglob("*.py") if file.relative_to(KIT).as_posix() not in PROGRAMS)


def path_of(file: Path) -> str:
    return file.relative_to(KIT).as_posix()


@cache
def imports(file: Path) -> frozenset[str]:
    """The modules of the kit that a file imports anywhere: also inside functions, and for type checkers alone."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{path_of(file)}: imports say where from by full name, not by dots"
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                found.add(submodule if _is_module(submodule) else node.module)
    return frozenset(name for name in found if name.partition(".")[0] in PACKAGES)


def _is_module(name: str) -> bool:
    path = KIT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or path.is_dir()


def room_of(file: Path) -> str:
    return next(path_of(folder) for folder in file.parents if path_of(folder) in ROOMS)


def allowed(room: str, module: str) -> bool:
    names = ROOMS[room].split()
    packages = tuple(f"{name}." for name in names if name != "grading")
    return module in names or module.startswith(packages)


FILES = [file for room in ("course", "exercises", "given", "grading", "language", "solutions", "tests/graded")
         for file in python_files(room)]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=path_of)
def test_a_file_imports_only_what_its_room_may_know(file: Path) -> None:
    strangers = {module for module in imports(file) if not allowed(room_of(file), module)}
    assert not strangers, f"{path_of(file)} must not know {', '.join(sorted(strangers))}: see ROOMS"


def reachable(*modules: str) -> set[str]:
    """The modules of the kit that these import, themselves or through others, with the packages around them."""
    found: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            path = KIT / module.replace(".", "/")
            file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            waiting += [*imports(file), *([module.rpartition(".")[0]] if "." in module else [])]
    return found


def test_the_untrusted_side_reaches_no_course_no_answer_and_no_check() -> None:
    untrusted = [f"grading.sandbox.untrusted.{file.stem}" for file in python_files("grading/sandbox/untrusted")]
    reached = reachable(*untrusted, "grading.sandbox.server")
    assert not {name for name in reached if name.partition(".")[0] in ("course", "solutions", "given", "tests")}
    assert not {name for name in reached if name.startswith(("grading.checks", "grading.feedback", "grading.results"))}


def test_no_module_imports_itself_through_others() -> None:
    modules = {path_of(file).removesuffix(".py").removesuffix("/__init__").replace("/", "."): file for file in FILES}
    graph = {name: {other for other in imports(file) if other in modules} - {name} for name, file in modules.items()}
    TopologicalSorter(graph).prepare()  # CycleError names the modules of a cycle


# The engine knows no exercise

COURSE_NAMES = {
    name for task in course.EVERY_TASK for name in (task.id, getattr(task, "name", task.id), f"{task.id}.py")
}


@pytest.mark.parametrize("file", python_files("grading"), ids=path_of)
def test_no_identifier_or_string_of_the_engine_is_a_name_of_the_course(file: Path) -> None:
    """The metrics of the trained model, such as test_accuracy, are none of them."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        texts = [getattr(node, field, None) for field in ("id", "attr", "name", "arg", "asname", "module", "value")]
        found |= {text for text in texts if isinstance(text, str)} & COURSE_NAMES
    assert not found, f"{path_of(file)} names {', '.join(sorted(found))}"


# When it runs


def loaded_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after this code."""
    script = f"import json, sys\n{code}\nprint(json.dumps([name for name in sys.modules if '.' not in name]))"
    command = [sys.executable, "-c", script]
    finished = subprocess.run(command, cwd=KIT, capture_output=True, text=True, timeout=120)
    assert finished.returncode == 0, finished.stderr
    return set(json.loads(finished.stdout.splitlines()[-1]))


def test_untouched_stubs_are_graded_without_the_slow_libraries() -> None:
    loaded = loaded_after(
        "from grading.commands.main import main\n"
        "try:\n    main(['grade', '--submission', 'exercises'], standalone_mode=False)\n"
        "except SystemExit as end:\n    assert end.code == 1, end.code"
    )
    assert "grading" in loaded
    assert not loaded & {"torch", "numpy", "pytest", "matplotlib", "torchvision"}


def test_training_without_pictures_loads_no_matplotlib() -> None:
    assert "matplotlib" not in loaded_after("import given.training")


@pytest.mark.parametrize("file", [file for file in FILES if "mistakes" not in file.parts], ids=path_of)
def test_a_file_is_as_long_as_one_subject(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= 260, f"{path_of(file)} has {lines} lines: it holds two subjects"
