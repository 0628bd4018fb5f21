"""`doctor`: whether a grade can run here: what is installed, which images it would use, which layers there are."""

import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from gettext import gettext as _
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from grading import KIT, VERSION
from grading.commands.shared import data_dir_option, waiting
from grading.results import NoGrade
from grading.sandbox import machine
from grading.sandbox.isolation import Isolation, start_server
from grading.text import listed, printable, wrapped
from language import N_

if TYPE_CHECKING:
    from packaging.requirements import Requirement

NOT_READY = 3
MARKS = {"ok": (N_("ok"), "green"), "note": (N_("note"), "yellow"), "fix": (N_("fix"), "red")}
"""A note is on what a grade does without; what is to be fixed, it needs."""
SUBJECTS = N_("packages"), N_("import"), N_("images"), N_("sandbox")
Findings = Iterator[tuple[str, str]]
"""Marks, and what was found."""


@click.command("doctor")
@data_dir_option
@click.option("--require-sandbox", is_flag=True, help="Exit with 3 where a layer of the sandbox is missing.")
def doctor(data_dir: Path | None, require_sandbox: bool) -> None:
    """See whether a grade can run here: packages, images and sandbox."""
    console = Console(highlight=False)
    console.print(Text(f"softmax-from-scratch {VERSION}\n", "bold"))
    ready = True
    with waiting(console, _("Looking at this machine")):
        # The quick parts first: importing torch takes seconds.
        looks = (_packages(), _imports(), _images(data_dir), _sandbox(require_sandbox))
        for subject, findings in zip(SUBJECTS, looks, strict=True):
            for mark, text in _safely(findings):
                _show(console, mark, _(subject), text)
                ready = ready and mark != "fix"
            if subject == "import" and "torch" not in sys.modules:
                break
    verdict = _("A grade can run here.") if ready else _("Not ready to grade: first put right what is marked {mark}.")
    console.print(Text("\n" + wrapped(verdict.format(mark=_("fix")), console.width), "bold"))
    sys.exit(0 if ready else NOT_READY)


def _show(console: Console, mark: str, subject: str, text: str) -> None:
    widths = [max(cell_len(_(word)) for word in words) for words in (MARKS, SUBJECTS)]
    grid = Table.grid(*(Column(width=width) for width in widths), "", padding=(0, 2, 0, 0))
    room = max(console.width - sum(widths) - 6, 10)
    grid.add_row(Text(_(mark), MARKS[mark][1]), Text(subject), Text(wrapped(printable(text), room)))
    console.print(grid)


def _safely(findings: Findings) -> Findings:
    """What was found; what went wrong, and what nobody thought of, is a finding too."""
    try:
        yield from findings
    except Exception as problem:
        known = isinstance(problem, NoGrade) or type(problem).__name__ in ("DataError", "DownloadError")
        yield "fix", str(problem) if known else machine.explain(problem)


def _packages() -> Findings:
    """One line for all that are in order, and one for each that is not."""
    from packaging.requirements import Requirement  # this comes with pytest, and may be missing itself

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib  # so does this

    project = tomllib.loads((KIT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [Requirement(f"Python{project['requires-python']}"), *map(Requirement, project["dependencies"])]
    needed = [package for package in needed if not package.marker or package.marker.evaluate()]
    problems = [problem for package in needed if (problem := _problem_with(package))]
    text = _("{fitting} of {count} are as pyproject.toml asks")
    yield "ok", text.format(fitting=len(needed) - len(problems), count=len(needed))
    for problem in problems:
        yield "fix", problem


def _problem_with(package: "Requirement") -> str:
    """What is installed in place of the package that is needed, and how to put it right; "" where it fits."""
    if package.name == "Python":
        installed: str | None = platform.python_version()
    else:
        installed = next((found.version for found in metadata.distributions(name=package.name)), None)
    if installed and package.specifier.contains(installed, prereleases=True):
        return ""
    at_least_first = ",".join(sorted(map(str, package.specifier), reverse=True))
    text = _("{version} (needed: {range})") if installed else _("not installed (needed: {range})")
    remedy = f'pip install "{package.name}{at_least_first}"'
    if package.name == "Python":
        remedy = _("Install such a Python, and make a new virtual environment with it.")
    return f"{package.name} {text.format(version=installed, range=at_least_first)}\n{remedy}"


def _imports() -> Findings:
    machine.refuse_too_little_memory()  # torch would end this process as it likes
    _try_to_import("torch")
    with suppress(Exception):  # the server imports torch meanwhile; what fails now fails again below
        start_server(Isolation())
    _try_to_import("torchvision.datasets")  # built for another torch, it can fail with any exception
    yield "ok", _("torch and torchvision fit each other")


def _try_to_import(module: str) -> None:
    try:
        import_module(module)
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
        text = _("{module} cannot be imported ({error})").format(module=module, error=problem)
        raise NoGrade(f"{text}\npip install --force-reinstall torch torchvision") from error


def _images(data_dir: Path | None) -> Findings:
    """What --data auto comes to here; nothing is downloaded or drawn."""
    from given.data import images_folder, read_images
    from given.download import DownloadError, require_mirror

    images, folder = read_images(data_dir), images_folder(data_dir).resolve()
    if images:
        text = _("Fashion-MNIST ({train:,} + {test:,} images) in {folder}")
        yield "ok", text.format(folder=folder, train=len(images.train_labels), test=len(images.test_labels))
        return
    try:
        require_mirror()
        yield "ok", _("Fashion-MNIST, which the first grade would download into {folder}").format(folder=folder)
    except DownloadError as reason:
        text = _("Drawn garments would stand in for Fashion-MNIST: {reason}.").format(reason=reason)
        yield "note", text + "\n" + _("If you have the real images, name their folder: --data-dir.")


def _sandbox(required: bool) -> Findings:
    """Whether a worker really starts, and what confines it."""
    from grading.sandbox import process

    with process.start(Isolation()) as worker:
        active, missing = [_(layer) for layer in worker.active], worker.missing
    text = _("a worker starts; active layers: {layers}") if active else _("a worker starts, with no layer active")
    yield "ok", text.format(layers=listed(map(_, active)))
    if missing:
        advice = _(
            "Points stay safe, but files, network and processes are not all confined. "
            "Official scores come from Linux, with --require-sandbox."
        )
        lines = [_("without {layer}").format(layer=layer) for layer in missing]
        yield "fix" if required else "note", "\n".join([*lines, advice])
