"""The grading of one submission of a class, in a process of its own that grades one after the other."""

import hashlib
import multiprocessing
import os
import signal
import threading
from dataclasses import dataclass
from functools import cache
from gettext import gettext as _
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

import language
from grading import KIT
from grading.grade import Settings, grade, unusable
from grading.results import NoGrade, Scorecard
from grading.submissions.submission import Submission

if TYPE_CHECKING:  # torch costs seconds, which untouched stubs do without
    from given.data import Choice, ImageData

FOLDERS = ("course", "given", "grading", "language", "solutions", "tests/graded")
"""What decides what a submission is worth."""


@dataclass(frozen=True)
class Job:
    """A submission to grade, or why there is none; kit: the digest of the kit that is to grade it."""

    name: str
    submission: Submission | None
    problem: str
    settings: Settings
    language: str
    kit: str


def graded(job: Job) -> Scorecard:
    """The scorecard of a submission. NoGrade where this machine cannot grade it, or has another kit."""
    language.use(job.language)
    if job.kit != digest_of_the_kit():
        message = _("The kit here is not the one that asks for the grade. Install the same version on all machines.")
        raise NoGrade(message)
    if job.submission is None:
        return unusable(job.name, job.problem, job.settings)
    settings = job.settings
    if settings.extra_checks:
        settings.extra_checks.refuse_changes()
    return grade(job.submission, settings, images=lambda: _images(settings.data, settings.data_dir))


@cache
def _images(data: "Choice", data_dir: Path | None) -> "ImageData":
    """The images, loaded once for all that this process grades."""
    from given.data import load_images

    return load_images(data, data_dir)


@cache
def digest_of_the_kit() -> str:
    """A digest of the files that decide what a submission is worth."""
    found = hashlib.sha256()
    for file in sorted(file for folder in FOLDERS for file in (KIT / folder).rglob("*.py")):
        found.update(f"{file.relative_to(KIT).as_posix()}\0".encode())
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def begin() -> None:
    """Make this process one that grades for another: it ends when that one does, and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
