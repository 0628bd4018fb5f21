"""`reset`: an exercise's file as it was at the beginning, with the old one kept beside it."""

import os
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

import click

from course.records import Exercise
from course.stubs import stub
from grading.commands import bookmarks
from grading.commands.shared import UnusableInput, exercise_argument, refusing_unusable_input, submission_option
from grading.report.writing import write_whole
from grading.submissions.submission import UnusableSubmission, read_folder


@click.command("reset")
@exercise_argument
@submission_option
def reset(task: Exercise, submission: Path) -> None:
    """Put the stub of an exercise back, and keep the old file beside it."""
    with refusing_unusable_input():
        folder = _home(submission)
        click.echo(put_back(folder / task.file, stub(task)))
        with suppress(OSError):  # what could not be noted needs no forgetting
            bookmarks.note(folder, task.id, 0)


def _home(folder: Path) -> Path:
    """The folder of the exercises' files, as for a grade; it may have lost them all."""
    try:
        return read_folder(folder).folder
    except UnusableSubmission:
        if not folder.is_dir():
            raise
        return folder


def put_back(file: Path, text: str) -> str:
    """Give a file this text, keep what it held before in a backup, and say what happened.

    The backup, softmax.py.bak, or where that is taken .bak.1, .bak.2 and so on, is complete on the disk before the
    file is replaced in one step. OSError if one of them cannot be written.
    """
    if not os.path.lexists(file):
        write_whole(file, text)
        return _("{file} was missing; the stub is there now.").format(file=file)
    if file.is_symlink() or not file.is_file():
        message = _("{file} is not an ordinary file, so it is left alone. Move it away and reset again.")
        raise UnusableInput(message.format(file=file))
    written = file.read_bytes()
    if written.replace(b"\r\n", b"\n") == text.encode():
        return _("{file} is still the stub that you were given, so nothing has changed.").format(file=file)
    backup, number = file.with_name(f"{file.name}.bak"), 0
    while os.path.lexists(backup):
        number += 1
        backup = file.with_name(f"{file.name}.bak.{number}")
    write_whole(backup, written)
    write_whole(file, text)
    return _("{file} is the stub again. What you wrote is kept in {backup}.").format(file=file, backup=backup)
