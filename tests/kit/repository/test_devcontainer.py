"""The container for Codespaces and VS Code: fields of the Dev Container specification, commands that fit the kit."""

import json
import re
from typing import Any

from tests.kit.answers import KIT

FILE = KIT / ".devcontainer" / "devcontainer.json"
FIELDS: dict[str, type] = {
    "name": str, "image": str, "hostRequirements": dict, "onCreateCommand": str, "updateContentCommand": str,
    "customizations": dict,
}  # fmt: skip
"""Of the specification's "devcontainer.json properties", those that the file has, with their types."""


def read() -> dict[str, Any]:
    """JSON with comments, which the specification allows; here they have lines of their own."""
    text = FILE.read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    return found


def test_it_has_documented_fields() -> None:
    container = read()
    assert {name: type(value) for name, value in container.items()} == FIELDS
    assert container["image"].startswith("mcr.microsoft.com/devcontainers/python:")
    assert container["hostRequirements"].keys() <= {"cpus", "memory", "storage", "gpu"}
    assert re.fullmatch(r"\d+(tb|gb|mb|kb)", container["hostRequirements"]["memory"])
    assert container["customizations"].keys() <= {"vscode", "codespaces"}
    assert container["customizations"]["vscode"].keys() <= {"extensions", "settings"}


def test_it_installs_the_wheels_for_the_cpu_before_the_kit_and_ends_ready_to_grade() -> None:
    """Codespaces lets nobody in before updateContentCommand is done, unless waitFor says otherwise."""
    container = read()
    first, then = container["onCreateCommand"], container["updateContentCommand"]
    assert first == "pip install torch torchvision --index-url https://download.pytorch.org/whl/cpu"
    assert then == "pip install -e .", "as the README has it"
    assert "waitFor" not in container


def test_its_python_is_one_that_the_kit_supports() -> None:
    [version] = re.findall(r"3\.(\d+)", read()["image"])
    [least] = re.findall(r'requires-python = ">=3\.(\d+)"', (KIT / "pyproject.toml").read_text(encoding="utf-8"))
    assert int(version) >= int(least)


def test_the_files_that_it_opens_are_there() -> None:
    customizations = read()["customizations"]
    for name in customizations["codespaces"]["openFiles"]:
        assert (KIT / name).is_file(), name
    for name in customizations["vscode"]["settings"]["python.testing.pytestArgs"]:
        assert (KIT / name).is_dir(), name
