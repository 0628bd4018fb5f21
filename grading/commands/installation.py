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
    needed = [Requirement(line) for line in asked["dependencies"]]
    return [
        _package("Python", SpecifierSet(asked["requires-python"]), platform.python_version()),
        *(
            _package(item.name, item.specifier, _installed(item.name))
            for item in needed
            if item.marker is None or item.marker.evaluate()
        ),
    ]


def _package(name: str, asked_for: SpecifierSet, installed: str | None) -> Package:
    at_least_first = ",".join(sorted(map(str, asked_for), reverse=True))
    fits = installed is not None and asked_for.contains(installed, prereleases=True)
    return Package(name, at_least_first, installed, fits)


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
