"""A folder or an archive becomes a Submission: the texts of its Python files, read with care and never run here."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from pathlib import Path

from course import BONUS, EXERCISES
from course.records import Exercise
from grading import KIT
from grading.submissions.archive import contents, read_archive
from grading.submissions.folders import name_without_suffix, place_within
from grading.submissions.missing import look_alikes, missing_file
from grading.submissions.source import MAX_FILE_BYTES, Unreadable, decoded, only_raises, open_file, syntax_problem
from grading.text import listed

MAX_FILES = 50
DEFAULT_FOLDER = KIT / "exercises"
FILES = [exercise.file for exercise in (*EXERCISES, *BONUS)]


class UnusableSubmission(Exception):
    """There is nothing to grade; the message says where the kit looked and for what."""


@dataclass(frozen=True)
class Submission:
    """The Python files of a folder: text by file name, and what is wrong with those that cannot be used.

    An archive counts as the folder that it would make where it lies.
    look_alikes: by an exercise's file that is missing, what lies there in its place.
    """

    folder: Path
    sources: Mapping[str, str]
    problems: Mapping[str, str]
    look_alikes: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The folder as reports name it: its own name and nothing of the machine."""
        return self.folder.name

    def problem(self, exercise: Exercise) -> str | None:
        """Why an exercise cannot be graded at all, or None."""
        if exercise.file in self.sources or exercise.file in self.problems:
            return self.problems.get(exercise.file)
        command = f"python grader.py reset {exercise.id}"
        if self.folder != DEFAULT_FOLDER:
            command += f" --submission {self.label}"
        return missing_file(exercise, self.label, self.look_alikes.get(exercise.file, ""), command)

    def not_started(self, exercise: Exercise) -> bool:
        """Whether the exercise's code still does nothing but raise NotImplementedError."""
        source = self.sources.get(exercise.file)
        return source is not None and exercise.file not in self.problems and only_raises(source, exercise.name)


def read(path: Path) -> Submission:
    """Read a folder, or an archive of one; UnusableSubmission says what is wrong with it.

    A folder's submission may lie in a folder within it, at any depth, or in the one archive that it holds.
    """
    try:
        if path.is_dir():
            place = None if path.is_symlink() or _is_home(path) else place_within(path, FILES)
            if place is None or place.is_dir():
                return read_folder(place or path)
            path = place
        return _read_archive(path)
    except Unreadable as problem:
        raise UnusableSubmission(str(problem)) from None


def _is_home(folder: Path) -> bool:
    """Whether the exercises' files lie right here, or in the folder `exercises`, as everywhere in the kit."""
    return any((home / file).exists() for home in (folder, folder / "exercises") for file in FILES)


def _read_archive(path: Path) -> Submission:
    if not os.path.lexists(path):
        message = _(
            "There is no folder {path} and no archive of that name. "
            "Give the folder that holds {file} and the others, or an archive of it."
        )
        raise UnusableSubmission(message.format(path=path, file=FILES[0]))
    if path.suffix == ".py":
        message = _("{file} is a single file. Give the folder that holds it and the others, or an archive of it.")
        raise UnusableSubmission(message.format(file=path))
    folder = path.absolute().with_name(name_without_suffix(path.name))
    members = read_archive(path, FILES)
    return _collected(folder, members, lambda file: contents(members[file], f"{folder.name}/{file}"))


def read_folder(folder: Path) -> Submission:
    """Read the Python files of a folder, or of the folder `exercises` in it; links are not followed.

    UnusableSubmission if there is no such folder, or none of the exercises' files is in it.
    """
    if not folder.is_dir():
        message = _("There is no folder {folder}. Give the folder that holds {file} and the others.")
        raise UnusableSubmission(message.format(folder=folder, file=FILES[0]))
    inner = folder / "exercises"
    if not any((folder / file).exists() for file in FILES) and inner.is_dir():
        folder = inner
    if folder.is_symlink():  # a submission could point at someone else's files, or at the solutions
        raise UnusableSubmission(_("{folder} is a link. Give the folder itself.").format(folder=folder))
    try:
        found = [entry.name for entry in os.scandir(folder) if entry.name.endswith(".py")]
    except OSError as error:
        message = _("The folder {folder} cannot be read: {error}.")
        raise UnusableSubmission(message.format(folder=folder, error=error.strerror)) from None
    if set(FILES).isdisjoint(found):
        message = _("In {folder} there is none of {files}. Give the folder that holds them.")
        there = [f"{folder}/{path}" for path in look_alikes(folder, FILES).values()]
        also = " " + _("There is {files}.").format(files=listed(there)) if there else ""
        raise UnusableSubmission(message.format(folder=folder, files=listed(FILES)) + also)
    folder = folder.resolve()
    collected = _collected(folder, found, lambda file: _bytes(folder / file))
    return replace(collected, look_alikes=look_alikes(folder, FILES))


def _bytes(path: Path) -> bytes:
    """What a regular file holds, as far as it may count; Unreadable says in words why it cannot be read."""
    with open_file(path, f"{path.parent.name}/{path.name}") as file:
        return file.read(MAX_FILE_BYTES + 1)


def _collected(folder: Path, found: Iterable[str], data_of: Callable[[str], bytes]) -> Submission:
    """The submission that these files make: the exercises and, up to MAX_FILES, the others.

    What data_of raises as Unreadable becomes a problem of its file.
    """
    texts: dict[str, str] = {}
    problems: dict[str, str] = {}
    for file in sorted(found, key=lambda file: (file not in FILES, file))[:MAX_FILES]:
        try:
            texts[file] = decoded(data_of(file), f"{folder.name}/{file}")
        except Unreadable as problem:
            problems[file] = str(problem)
    readable = from_texts(folder, texts)
    return replace(readable, problems={**problems, **readable.problems})


def from_texts(folder: Path, texts: Mapping[str, str]) -> Submission:
    """The submission whose files have these texts; what Python cannot parse becomes a problem of its exercise."""
    exercises = [file for file in FILES if file in texts]
    found = {file: syntax_problem(texts[file], f"{folder.name}/{file}") for file in exercises}
    return Submission(folder, texts, {file: problem for file, problem in found.items() if problem})
