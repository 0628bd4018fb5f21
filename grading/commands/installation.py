"""What pyproject.toml asks for, and which versions of it are installed."""

import platform
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # pytest needs it there


@dataclass(frozen=True)
class Package:
    """asked_for is a range of versions, such as ">=2.6,<3"; installed is None where there is none."""

    name: str
    asked_for: str
    installed: str | None
    fits: bool


def packages(project: Path) -> list[Package]:
    """Python, and the packages that a pyproject.toml asks for on this platform, in its order."""
    asked = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    found = [_package("Python", SpecifierSet(asked["requires-python"]), platform.python_version())]
    for item in map(Requirement, asked["dependencies"]):
        if item.marker is None or item.marker.evaluate():
            installed = next((found.version for found in metadata.distributions(name=item.name)), None)
            found.append(_package(item.name, item.specifier, installed))
    return found


def _package(name: str, asked_for: SpecifierSet, installed: str | None) -> Package:
    at_least_first = ",".join(sorted(map(str, asked_for), reverse=True))
    return Package(name, at_least_first, installed, installed is not None and asked_for.contains(installed, True))
