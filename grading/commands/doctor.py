"""`doctor`: whether a grade can run here: what is installed, which images it would use, which layers there are."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grading import KIT, VERSION
from grading.commands.shared import waiting
from grading.results import NoGrade
from grading.sandbox import machine
from grading.sandbox.isolation import Isolation, start_server
from grading.text import columns, listed, printable, wrapped
from language import N_

NOT_READY = 3
MARKS = {"ok": (N_("ok"), "green"), "note": (N_("note"), "yellow"), "fix": (N_("fix"), "red")}
SUBJECT_WIDTH = len("pytest-timeout")
OPTIONAL = {
    "matplotlib": N_("only `python grader.py train` needs it"),
    "pyseccomp": N_("only the sandbox's layer seccomp needs it"),
}
"""What a grade does without."""


@dataclass(frozen=True)
class Finding:
    """What was found out about a subject. "note" is for what a grade does without, "fix" for what it needs."""

    mark: Literal["ok", "note", "fix"]
    subject: str
    told: str
    advice: str = ""


@click.command("doctor")
@click.option("--data-dir", type=click.Path(path_type=Path), help="The folder that holds Fashion-MNIST.")
@click.option("--require-sandbox", is_flag=True, help="Exit with 3 where a layer of the sandbox is missing.")
def doctor(data_dir: Path | None, require_sandbox: bool) -> None:
    """See whether a grade can run here: packages, images and sandbox."""
    console = Console(highlight=False)
    console.print(Text(f"softmax-from-scratch {VERSION}\n", "bold"))
    ready = True
    with waiting(console, _("Looking at this machine")):
        for finding in _examine_safely(data_dir, require_sandbox):
            _show(finding, console)
            ready = ready and finding.mark != "fix"
    told = _("A grade can run here.") if ready else _("Not ready to grade: first put right what is marked {mark}.")
    console.print(Text("\n" + wrapped(told.format(mark=_("fix")), console.width), "bold"))
    sys.exit(0 if ready else NOT_READY)


def _show(finding: Finding, console: Console) -> None:
    mark, style = MARKS[finding.mark]
    mark_width = max(columns(_(word)) for word, _style in MARKS.values())
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=mark_width)
    grid.add_column(width=SUBJECT_WIDTH)
    grid.add_column()
    width = max(console.width - mark_width - SUBJECT_WIDTH - 6, 10)
    text = wrapped(printable("\n".join(filter(None, (finding.told, finding.advice)))), width)
    grid.add_row(Text(_(mark), style), Text(finding.subject), Text(text))
    console.print(grid)


def _examine_safely(data_dir: Path | None, require_sandbox: bool) -> Iterator[Finding]:
    """What there is to say; what nobody thought of is a finding too."""
    try:
        yield from _examine(data_dir, require_sandbox)
    except Exception as error:
        told = _("an error of the grader itself, {error}")
        yield Finding("fix", "doctor", told.format(error=_in_one_line(error)))


def _examine(data_dir: Path | None, require_sandbox: bool) -> Iterator[Finding]:
    """The quick parts first: importing torch takes seconds."""
    yield from _packages()
    try:
        machine.refuse_too_little_memory()
    except NoGrade as problem:
        yield Finding("fix", _("memory"), str(problem))
        return
    try:
        importlib.import_module("torch")
    except Exception as error:
        told = _("torch cannot be imported ({error}), so images and sandbox are not looked at")
        absent = isinstance(error, ModuleNotFoundError)
        advice = "pip install -e ." if absent else "pip install --force-reinstall torch torchvision"
        yield Finding("fix", _("import"), told.format(error=_in_one_line(error)), advice)
        return
    with suppress(Exception):  # the server imports torch meanwhile; what fails now fails again below
        start_server(Isolation())
    yield _torchvision()
    yield _images(data_dir)
    yield from _sandbox(require_sandbox)


def _packages() -> Iterator[Finding]:
    try:
        from grading.commands.installation import packages

        found = packages(KIT / "pyproject.toml")
    except Exception as error:  # packaging, which comes with pytest, may itself be what is not installed
        told = _("versions cannot be compared with pyproject.toml ({error})")
        yield Finding("fix", _("packages"), told.format(error=_in_one_line(error)), "pip install -e .")
        return
    for package in found:
        told = _("{version} (needed: {range})") if package.installed else _("not installed (needed: {range})")
        told = told.format(version=package.installed, range=package.asked_for)
        if package.fits:
            yield Finding("ok", package.name, told)
            continue
        why = OPTIONAL.get(package.name)
        told = f"{told}\n{_(why)}" if why else told
        yield Finding("note" if why else "fix", package.name, told, _how_to_install(package.name, package.asked_for))


def _how_to_install(name: str, asked_for: str) -> str:
    if name == "Python":
        return _("Install such a Python, and make a new virtual environment with it.")
    return f'pip install "{name}{asked_for}"'


def _torchvision() -> Finding:
    from given.download import DownloadError, import_fashion_mnist

    try:
        import_fashion_mnist()
    except DownloadError as problem:
        return Finding("fix", _("import"), str(problem))
    return Finding("ok", _("import"), _("torch and torchvision fit each other"))


def _images(data_dir: Path | None) -> Finding:
    """What --data auto comes to here; nothing is downloaded or drawn."""
    from given.data import DataError, images_folder, read_images
    from given.download import DownloadError, require_mirror

    try:
        images = read_images(data_dir)
        folder = images_folder(data_dir).resolve()
        if images:
            told = _("Fashion-MNIST ({train:,} + {test:,} images) in {folder}")
            sizes = {"train": len(images.train_labels), "test": len(images.test_labels)}
            return Finding("ok", _("images"), told.format(folder=folder, **sizes))
        require_mirror()
    except DataError as problem:
        return Finding("fix", _("images"), str(problem))
    except DownloadError as reason:
        told = _("Drawn garments would stand in for Fashion-MNIST: {reason}.").format(reason=reason)
        return Finding("note", _("images"), told, _("If you have the real images, name their folder: --data-dir."))
    told = _("Fashion-MNIST, which the first grade would download into {folder}")
    return Finding("ok", _("images"), told.format(folder=folder))


def _sandbox(required: bool) -> Iterator[Finding]:
    """Whether a worker really starts, and what confines it."""
    from grading.sandbox import process

    try:
        with process.start(Isolation()) as worker:
            active, missing = [_(layer) for layer in worker.active], worker.missing
    except NoGrade as problem:
        yield Finding("fix", _("sandbox"), str(problem))
        return
    told = _("a worker starts; active layers: {layers}") if active else _("a worker starts, with no layer active")
    yield Finding("ok", _("sandbox"), told.format(layers=listed(active)))
    advice = _(
        "Points stay safe, but files, network and processes are not all confined. "
        "Official scores come from Linux, with --require-sandbox."
    )
    for layer in missing:
        told = _("without {layer}").format(layer=layer)
        yield Finding("fix" if required else "note", _("sandbox"), told, advice if layer == missing[-1] else "")


def _in_one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
