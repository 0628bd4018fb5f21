"""`reset`: exercises' files as they were at the beginning, with what a learner wrote kept beside them."""

import os
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

import click

import language
from course import EVERY_EXERCISE
from course.records import Exercise
from course.stubs import stub
from grading.commands import bookmarks
from grading.commands.shared import EXERCISE_TYPE, UnusableInput, refusing_unusable_input, submission_option
from grading.report.writing import write_whole
from grading.submissions.submission import UnusableSubmission, read_folder


@click.command("reset")
@click.argument("task", type=EXERCISE_TYPE, metavar="[EXERCISE]", required=False)
@click.option("--all", "everything", is_flag=True, help="All exercises.")
@submission_option
def reset(task: Exercise | None, everything: bool, submission: Path) -> None:
    """Put the stub of an exercise back, in the language in use, and keep what you wrote beside it."""
    if (task is None) is not everything:
        raise click.UsageError(_("Name one exercise, or give --all."))
    with refusing_unusable_input():
        folder = _home(submission)
    problems = []
    for exercise in [task] if task else EVERY_EXERCISE:
        try:
            click.echo(begin_again(folder, exercise))
        except OSError as problem:
            problems.append(str(problem))
    if problems:
        raise UnusableInput("\n".join(problems))


def _home(folder: Path) -> Path:
    """The folder of the exercises' files, as for a grade; it may have lost them all."""
    try:
        return read_folder(folder).folder
    except UnusableSubmission:
        if not folder.is_dir():
            raise
        return folder


def begin_again(folder: Path, exercise: Exercise) -> str:
    """Put the stub of an exercise into this folder, forget which hints were shown for it, and say what happened.

    OSError as of put_back.
    """
    said = put_back(folder / exercise.file, exercise)
    with suppress(OSError):  # what could not be noted needs no forgetting
        bookmarks.note(folder, exercise.id, 0)
    return said


def put_back(file: Path, exercise: Exercise) -> str:
    """Make a file the stub of its exercise, in the language in use, and say what happened.

    A stub in another language is replaced. Anything else is kept in a backup, softmax.py.bak, or where that is taken
    .bak.1, .bak.2 and so on, which is complete on the disk before the file is replaced in one step. OSError if one of
    them cannot be written, or if the file is not an ordinary one.
    """
    text = stub(exercise, language.current())
    if not os.path.lexists(file):
        write_whole(file, text)
        return _("{file} was missing; the stub is there now.").format(file=file)
    if file.is_symlink() or not file.is_file():
        message = _("{file} is not an ordinary file, so it is left alone. Move it away and reset again.")
        raise OSError(message.format(file=file))
    written = file.read_bytes()
    untouched = written.replace(b"\r\n", b"\n").decode(errors="replace")
    if untouched == text:
        return _("{file} is still the stub that you were given, so nothing has changed.").format(file=file)
    if untouched in [stub(exercise, spoken) for spoken in language.CATALOGUES]:
        write_whole(file, text)
        return _("{file} was still the stub; it is in English now.").format(file=file)
    backup, number = file.with_name(f"{file.name}.bak"), 0
    while os.path.lexists(backup):
        number += 1
        backup = file.with_name(f"{file.name}.bak.{number}")
    write_whole(backup, written)
    write_whole(file, text)
    return _("{file} is the stub again. What you wrote is kept in {backup}.").format(file=file, backup=backup)
