"""`doctor`: whether a grade can run here: what is installed, which images it would use, which layers there are."""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
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
    text: str
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
        for finding in _examine(data_dir, require_sandbox):
            _show(finding, console)
            ready = ready and finding.mark != "fix"
    verdict = _("A grade can run here.") if ready else _("Not ready to grade: first put right what is marked {mark}.")
    console.print(Text("\n" + wrapped(verdict.format(mark=_("fix")), console.width), "bold"))
    sys.exit(0 if ready else NOT_READY)


def _show(finding: Finding, console: Console) -> None:
    mark, style = MARKS[finding.mark]
    mark_width = max(columns(_(word)) for word, _style in MARKS.values())
    grid = Table.grid(padding=(0, 2, 0, 0))
    for column_width in (mark_width, SUBJECT_WIDTH, None):
        grid.add_column(width=column_width)
    width = max(console.width - mark_width - SUBJECT_WIDTH - 6, 10)
    text = wrapped(printable("\n".join(filter(None, (finding.text, finding.advice)))), width)
    grid.add_row(Text(_(mark), style), Text(finding.subject), Text(text))
    console.print(grid)


def _examine(data_dir: Path | None, require_sandbox: bool) -> Iterator[Finding]:
    """The quick parts first: importing torch takes seconds. Without it there is nothing more to look at."""
    looks: dict[str, Callable[[], Iterator[Finding]]] = {
        _("packages"): _packages,
        _("import"): _imports,
        _("images"): partial(_images, data_dir),
        _("sandbox"): partial(_sandbox, require_sandbox),
    }
    for subject, look in looks.items():
        try:
            yield from look()
        except Exception as problem:  # what nobody thought of is a finding too; DataError is torch's to import
            known = isinstance(problem, NoGrade) or type(problem).__name__ in ("DataError", "DownloadError")
            yield Finding("fix", subject, str(problem) if known else machine.explain(problem))
            if look is _imports and "torch" not in sys.modules:
                return


def _packages() -> Iterator[Finding]:
    """One line for all that are in order, and one for each that is not."""
    from grading.commands.installation import packages  # its packaging comes with pytest, and may be missing itself

    found = packages(KIT / "pyproject.toml")
    text = _("{fitting} of {count} are as pyproject.toml asks")
    yield Finding("ok", _("packages"), text.format(fitting=sum(package.fits for package in found), count=len(found)))
    for package in found:
        if package.fits:
            continue
        text = _("{version} (needed: {range})") if package.installed else _("not installed (needed: {range})")
        text = text.format(version=package.installed, range=package.asked_for)
        why = OPTIONAL.get(package.name)
        advice = f'pip install "{package.name}{package.asked_for}"'
        if package.name == "Python":
            advice = _("Install such a Python, and make a new virtual environment with it.")
        yield Finding("note" if why else "fix", package.name, f"{text}\n{_(why)}" if why else text, advice)


def _imports() -> Iterator[Finding]:
    machine.refuse_too_little_memory()  # torch would end this process as it likes
    try:
        import torch  # noqa: F401  (whether that works is the question)
    except Exception as error:
        text = _("torch cannot be imported ({error}), so images and sandbox are not looked at")
        absent = isinstance(error, ModuleNotFoundError)
        advice = "pip install -e ." if absent else "pip install --force-reinstall torch torchvision"
        raise NoGrade(f"{text.format(error=f'{type(error).__name__}: {error}')}\n{advice}") from error
    with suppress(Exception):  # the server imports torch meanwhile; what fails now fails again below
        start_server(Isolation())
    from given.download import import_fashion_mnist

    import_fashion_mnist()
    yield Finding("ok", _("import"), _("torch and torchvision fit each other"))


def _images(data_dir: Path | None) -> Iterator[Finding]:
    """What --data auto comes to here; nothing is downloaded or drawn."""
    from given.data import images_folder, read_images
    from given.download import DownloadError, require_mirror

    images, folder = read_images(data_dir), images_folder(data_dir).resolve()
    if images:
        text = _("Fashion-MNIST ({train:,} + {test:,} images) in {folder}")
        sizes = {"train": len(images.train_labels), "test": len(images.test_labels)}
        yield Finding("ok", _("images"), text.format(folder=folder, **sizes))
        return
    try:
        require_mirror()
        text = _("Fashion-MNIST, which the first grade would download into {folder}").format(folder=folder)
        yield Finding("ok", _("images"), text)
    except DownloadError as reason:
        text = _("Drawn garments would stand in for Fashion-MNIST: {reason}.").format(reason=reason)
        yield Finding("note", _("images"), text, _("If you have the real images, name their folder: --data-dir."))


def _sandbox(required: bool) -> Iterator[Finding]:
    """Whether a worker really starts, and what confines it."""
    from grading.sandbox import process

    with process.start(Isolation()) as worker:
        active, missing = [_(layer) for layer in worker.active], worker.missing
    text = _("a worker starts; active layers: {layers}") if active else _("a worker starts, with no layer active")
    yield Finding("ok", _("sandbox"), text.format(layers=listed(active)))
    if missing:
        text = "\n".join(_("without {layer}").format(layer=layer) for layer in missing)
        advice = _(
            "Points stay safe, but files, network and processes are not all confined. "
            "Official scores come from Linux, with --require-sandbox."
        )
        yield Finding("fix" if required else "note", _("sandbox"), text, advice)
