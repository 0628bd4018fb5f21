"""The import rules of the design: what each room may know, and what it never meets."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path, PurePath

import pytest

from tests.kit.answers import KIT
from tests.kit.repository.rooms import LOW_TO_HIGH, ROOMS, UNTRUSTED, Room

MAX_LINES = 250
ATTACKS = KIT / "tests" / "kit" / "attacks"
"""Its folders hold hostile submissions, which import what they please."""


def files(room: str) -> list[Path]:
    found = (file for file in (KIT / room).rglob("*.py") if "__pycache__" not in file.parts)
    return sorted(file for file in found if ATTACKS not in file.parent.parents)


def path_of(file: Path) -> str:
    return file.relative_to(KIT).as_posix()


FILES = [
    KIT / "grader.py",
    KIT / "conftest.py",
    *(file for home in ("exercises", "solutions", "given", "grading") for file in files(home)),
    *(file for home in ("tests/graded", "tests/wrong", "tests/kit/right") for file in files(home)),
]
each_file = pytest.mark.parametrize("file", FILES, ids=path_of)


def module_name(file: Path) -> str:
    parts = file.relative_to(KIT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


KIT_MODULES = {module_name(file): file for file in [*FILES, *files("tests/kit")]}
KIT_PACKAGES = {"exercises", "solutions", "given", "grading", "grader", "tests", "conftest", "benchmarks"}


def room_of(file: Path) -> Room | None:
    """The room of a file; the table's patterns are relative to the kit's folder."""
    path = PurePath(path_of(file))
    return next((room for pattern, room in ROOMS.items() if path.match(pattern)), None)


@cache
def imports(file: Path) -> frozenset[str]:
    """The modules that a file imports anywhere: also inside functions, and for type checkers alone."""
    return frozenset(_imported(ast.parse(file.read_text(encoding="utf-8"))))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, "imports say where from by full name, not by dots"
            assert node.level == 0, "imports say where from by full name, not by dots"
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                yield submodule if submodule in KIT_MODULES else node.module


def of_the_kit(modules: frozenset[str]) -> set[str]:
    return {module for module in modules if module.partition(".")[0] in KIT_PACKAGES}


def libraries(modules: frozenset[str]) -> set[str]:
    tops = {module.partition(".")[0] for module in modules}
    return tops - KIT_PACKAGES - sys.stdlib_module_names


def allows(room: Room, module: str) -> bool:
    """Whether a room may import this module of the kit; `given.*` is given and all that is in it."""
    names = room.kit.split()
    folders = tuple(name.removesuffix("*") for name in names if name.endswith(".*"))
    return module in names or f"{module}.".startswith(folders)


def reachable(module: str) -> set[str]:
    """The modules of the kit that a module imports, itself or through others."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        for name in of_the_kit(imports(KIT_MODULES[waiting.pop()])) - found:
            found.add(name)
            waiting.append(name)
    return found


# The table


@each_file
def test_every_file_stands_in_a_room(file: Path) -> None:
    assert room_of(file), f"{path_of(file)} has no row in tests/kit/rooms.py: write down there what it may import"


@pytest.mark.parametrize("pattern", ROOMS)
def test_every_room_holds_a_file(pattern: str) -> None:
    assert any(PurePath(path_of(file)).match(pattern) for file in FILES)


@each_file
def test_a_file_imports_of_the_kit_only_what_its_room_allows(file: Path) -> None:
    room = room_of(file) or Room()
    strangers = {module for module in of_the_kit(imports(file)) if not allows(room, module)}
    assert not strangers, f"{path_of(file)} must not know {', '.join(sorted(strangers))}"


@each_file
def test_a_file_imports_only_the_libraries_of_its_room(file: Path) -> None:
    room = room_of(file) or Room()
    strangers = libraries(imports(file)) - set(room.libraries.split())
    assert not strangers, f"{path_of(file)} must not need {', '.join(sorted(strangers))}"


@pytest.mark.parametrize(
    "file", [file for file in (*FILES, *files("tests/kit")) if file.name != "train_epoch.py"], ids=path_of
)
def test_only_train_epoch_imports_exercises_and_nobody_imports_solutions(file: Path) -> None:
    assert not {module for module in imports(file) if module.partition(".")[0] in ("exercises", "solutions")}


@pytest.mark.parametrize("file", files("given"), ids=path_of)
def test_notebooks_are_no_condition_for_what_is_given(file: Path) -> None:
    at_the_top = ast.parse(file.read_text(encoding="utf-8")).body
    names = {alias.name for node in at_the_top if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in at_the_top if isinstance(node, ast.ImportFrom)}
    assert not any(name.startswith("IPython") for name in names)


# Through other modules


def test_no_module_imports_itself_through_others() -> None:
    graph = {name: of_the_kit(imports(file)) - {name} for name, file in KIT_MODULES.items()}
    TopologicalSorter(graph).prepare()  # CycleError names the modules of a cycle


@pytest.mark.parametrize("low", LOW_TO_HIGH)
def test_a_lower_layer_never_reaches_a_higher_one(low: str) -> None:
    higher = {f"grading.{name}" for name in LOW_TO_HIGH[LOW_TO_HIGH.index(low) + 1 :]}
    assert not reachable(f"grading.{low}") & higher


@pytest.mark.parametrize("module", UNTRUSTED)
def test_the_untrusted_side_knows_nothing_of_expected_values_points_and_reports(module: str) -> None:
    reached = {name for name in reachable(f"grading.{module}") if not name.startswith("given")}
    assert reached <= {f"grading.{name}" for name in UNTRUSTED}


def test_reports_need_nothing_but_plain_records_and_texts() -> None:
    for file in files("grading/report"):
        others = {name for name in reachable(module_name(file)) if not name.startswith("grading.report")}
        assert others <= {"grading.results", "grading.text", "language"}


def test_graded_checks_never_see_the_engine_or_an_answer() -> None:
    for file in files("tests/graded"):
        assert all(name.startswith("tests.graded") for name in reachable(module_name(file)))


# When it runs


def loaded_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after this code."""
    script = f"import json, sys\n{code}\nprint(json.dumps([name for name in sys.modules if '.' not in name]))"
    command = [sys.executable, "-c", script]
    finished = subprocess.run(command, cwd=KIT, capture_output=True, text=True, timeout=120)
    assert finished.returncode == 0, finished.stderr
    return set(json.loads(finished.stdout.splitlines()[-1]))


def test_the_commands_start_without_the_slow_libraries() -> None:
    assert not loaded_after("import grading.commands.main") & {"torch", "numpy", "pytest", "matplotlib", "torchvision"}


def test_untouched_stubs_are_graded_without_the_slow_libraries() -> None:
    loaded = loaded_after(
        "from grading.commands.main import main\n"
        "try:\n    main(['grade', '--submission', 'exercises'], standalone_mode=False)\n"
        "except SystemExit as end:\n    assert end.code == 1, end.code"
    )
    assert "grading" in loaded
    assert not loaded & {"torch", "numpy", "pytest", "matplotlib", "torchvision"}


# Size


@pytest.mark.parametrize("file", [*files("grading"), *files("given")], ids=path_of)
def test_a_file_is_one_room(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_LINES, f"{path_of(file)} has {lines} lines: it is two rooms"
