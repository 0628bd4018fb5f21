"""Every command that a document or the workflow names is there: its options, exercises, markers, modules and files."""

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner

from grading.commands.main import main
from tests.kit.answers import KIT

WORKFLOW = KIT / ".github" / "workflows" / "classroom.yml"
PLATFORMS = ("gitlab/grade.yml", "gradescope/run_autograder", "prairielearn/run.sh")
SCRIPTS = [WORKFLOW, *(KIT / "platforms" / file for file in PLATFORMS)]
FOLDERS = ("docs", "exercises", "tests")
DOCUMENTS = [*KIT.glob("*.md"), *(file for folder in FOLDERS for file in KIT.glob(f"{folder}/**/*.md"))]
ARGUMENTS = r"""((?: +(?:"[^"\n]*"|[^\s"|&;)]+))*)"""
"""What follows a program up to the end of its command."""

each_document = pytest.mark.parametrize("path", [*DOCUMENTS, *SCRIPTS], ids=lambda path: str(path.relative_to(KIT)))


def code(path: Path) -> str:
    """What stands in a document as code, a line each; of a script, all."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        blocks = r"^ *```[\s\S]*?^ *```|(?:^ {4}.*\n)+"
        spans = re.findall(r"`([^`]+)`", re.sub(blocks, "", text, flags=re.MULTILINE))
        text = "\n".join([*re.findall(blocks, text, re.MULTILINE), *(" " + span.replace("\n", " ") for span in spans)])
    text = re.sub(r'"\$\{\w+\[@\]\}"', "", text.replace("\\\n", " "))  # options that a script may have
    return re.sub(r"\$\w+", "100", text)


def commands(program: str, path: Path) -> Iterator[list[str]]:
    """The arguments of each command of a program (a pattern)."""
    for found in re.finditer(program + ARGUMENTS, code(path), re.MULTILINE):
        yield shlex.split(found[1])


@each_document
def test_the_grader_knows_its_commands(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in main.commands.values():
        monkeypatch.setattr(command, "callback", mock.Mock(return_value=None))
    for arguments in commands(r"(?:python3?|uv run) grader\.py", path):
        run = CliRunner().invoke(main, arguments)
        assert run.exit_code == 0, f"python grader.py {shlex.join(arguments)}\n{run.output}"


@each_document
def test_pytest_knows_its_options_markers_and_paths(path: Path, pytestconfig: pytest.Config) -> None:
    markers = {re.split("[:(]", line)[0] for line in pytestconfig.getini("markers")}
    for arguments in commands(r"(?:(?<![\w.@/-])pytest(?= )|^(?= -m ))", path):
        rest = iter(arguments)
        for argument in rest:
            if argument == "-m":
                assert set(re.findall(r"\w+", next(rest))) - {"and", "or", "not"} <= markers, arguments
            elif argument.startswith("-"):
                pytestconfig.getoption(argument)  # ValueError if there is none
                if argument == "-k":
                    next(rest)
            else:
                assert (KIT / argument).exists(), arguments


@each_document
def test_options_named_alone_are_shown_by_help(path: Path, pytestconfig: pytest.Config) -> None:
    commands = [[], *([name] for name in main.commands)]
    pages = [CliRunner().invoke(main, [*command, "--help"]).output for command in commands]
    shown = re.findall(r"--[a-z-]+", "".join(pages))
    for option in re.findall(r"^ (--[a-z-]+)", code(path), re.MULTILINE):
        if option not in shown:
            pytestconfig.getoption(option)  # ValueError if pytest does not know it either


@each_document
def test_python_finds_its_modules_and_files(path: Path) -> None:
    for module, *_ in commands(r"(?:python3?|py) -m", path):
        if module == "pip":  # uv makes environments without it
            continue
        found = importlib.util.find_spec(module)
        assert found, module
        assert not found.submodule_search_locations or importlib.util.find_spec(f"{module}.__main__"), module
    for file, *_ in commands(r"python3?(?= \S+\.py)", path):
        assert (KIT / file).is_file(), file


def test_there_are_commands_to_look_at() -> None:
    assert ["hint", "softmax"] in [*commands(r"python grader\.py", KIT / "README.md")]
    assert ["tests/kit"] in [*commands("pytest", KIT / "README.md")]
    for script in SCRIPTS:
        assert any("--submission" in arguments for arguments in commands(r"python grader\.py", script))
