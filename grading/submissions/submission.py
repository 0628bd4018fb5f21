"""A folder, an archive or a notebook becomes a Submission: the exercises' texts, read with care and never run here."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from pathlib import Path

from course import EVERY_EXERCISE
from course.records import Exercise
from grading import KIT
from grading.submissions.archive import contents, read_archive
from grading.submissions.extraction import Place, extract
from grading.submissions.folders import name_without_suffix, place_within
from grading.submissions.missing import look_alikes, missing_file
from grading.submissions.notebook import MAX_NOTEBOOK_BYTES, Cell, is_notebook, read_cells
from grading.submissions.source import MAX_FILE_BYTES, Unreadable, decoded, only_raises, open_file, syntax_problem
from grading.text import listed, printable

MAX_FILES = 50
MOST_NAMED = 4
DEFAULT_FOLDER = KIT / "exercises"
FILES = [exercise.file for exercise in EVERY_EXERCISE]


class UnusableSubmission(Exception):
    """There is nothing to grade; the message says where the kit looked and for what."""


@dataclass(frozen=True)
class Submission:
    """The Python files of a folder: text by file name, and what is wrong with those that cannot be used.

    An archive counts as the folder that it would make where it lies. Of a notebook each exercise makes a file.
    look_alikes: by an exercise's file that is missing, what lies there in its place.
    notebook: what messages call the notebook; homes, places: by file, the cell that defines its exercise, and where
        each of its lines stands.
    notes: lines for every report on this submission.
    """

    folder: Path
    sources: Mapping[str, str]
    problems: Mapping[str, str]
    look_alikes: Mapping[str, str] = field(default_factory=dict)
    notebook: str = ""
    homes: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Sequence[Place | None]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The folder as reports name it: its own name and nothing of the machine."""
        return self.folder.name

    def home(self, exercise: Exercise) -> str:
        """How messages name the file of an exercise, or the cell that defines it."""
        if not self.notebook:
            return f"{self.label}/{exercise.file}"
        absent = _("`{name}` in {notebook}").format(name=exercise.name, notebook=self.notebook)
        return self.homes.get(exercise.file, absent)

    def line(self, file: str, number: int) -> str:
        """A line of a file, counted from 1; "" if there is none."""
        lines = self.sources.get(file, "").split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def place(self, file: str, number: int) -> Place | None:
        """How messages name the file or cell of a line, and its number there; None of a line that nobody wrote."""
        if not self.line(file, number):
            return None
        return self.places[file][number - 1] if self.notebook else (f"{self.label}/{file}", number)

    def problem(self, exercise: Exercise) -> str | None:
        """Why an exercise cannot be graded at all, or None."""
        if exercise.file in self.sources or exercise.file in self.problems:
            return self.problems.get(exercise.file)
        if self.notebook:
            return _("{file} defines no `{name}`.").format(file=self.notebook, name=exercise.name)
        command = f"python grader.py reset {exercise.id}"
        if self.folder != DEFAULT_FOLDER:
            command += f" --submission {self.label}"
        return missing_file(exercise, self.label, self.look_alikes.get(exercise.file, ""), command)

    def not_started(self, exercise: Exercise) -> bool:
        """Whether nothing of the exercise is written: its code does nothing but raise, or a notebook has none of it."""
        source = self.sources.get(exercise.file)
        if source is None and self.notebook:
            return exercise.file not in self.problems
        return source is not None and exercise.file not in self.problems and only_raises(source, exercise.name)


def read(path: Path) -> Submission:
    """Read a folder, an archive of one, or a notebook; UnusableSubmission says what is wrong with it.

    A folder's submission may lie in a folder within it, at any depth, or in the one archive that it holds.
    """
    try:
        if path.is_dir():
            place = None if path.is_symlink() or _is_home(path) else place_within(path, FILES)
            if place is None or place.is_dir():
                return read_folder(place or path)
            path = place
        return _read_file(path)
    except Unreadable as problem:
        raise UnusableSubmission(str(problem)) from None


def _is_home(folder: Path) -> bool:
    """Whether the exercises' files lie right here, or in the folder `exercises`, as everywhere in the kit."""
    return any((home / file).exists() for home in (folder, folder / "exercises") for file in FILES)


def _read_file(path: Path) -> Submission:
    """Read an archive or a notebook."""
    if not os.path.lexists(path):
        message = _(
            "There is no folder {path}, and no archive or notebook of that name. "
            "Give the folder that holds {file} and the others, an archive of it, or a notebook."
        )
        raise UnusableSubmission(message.format(path=path, file=FILES[0]))
    if path.suffix == ".py":
        message = _("{file} is a single file. Give the folder that holds it and the others, or an archive of it.")
        raise UnusableSubmission(message.format(file=path))
    if is_notebook(path.name):
        return _of_a_notebook(path.absolute(), path.name, lambda: _bytes(path, path.name, MAX_NOTEBOOK_BYTES))
    folder = path.absolute().with_name(name_without_suffix(path.name))
    members = read_archive(path, FILES)
    notebooks = [name for name in members if is_notebook(name)]
    if set(FILES).isdisjoint(members):
        where = f"{folder.name}/{_only(notebooks, folder)}"
        return _of_a_notebook(folder, where, lambda: contents(members[notebooks[0]], where))
    found = [name for name in members if not is_notebook(name)]
    collected = _collected(folder, found, lambda file: contents(members[file], f"{folder.name}/{file}"))
    return replace(collected, notes=_not_graded(folder, notebooks))


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
        names = [entry.name for entry in os.scandir(folder)]
    except OSError as error:
        message = _("The folder {folder} cannot be read: {error}.")
        raise UnusableSubmission(message.format(folder=folder, error=error.strerror)) from None
    found = [name for name in names if name.endswith(".py")]
    notebooks = sorted(filter(is_notebook, names))
    if set(FILES).isdisjoint(found) and notebooks:
        folder = folder.resolve()
        name = _only(notebooks, folder)
        where = f"{folder.name}/{name}"
        return _of_a_notebook(folder, where, lambda: _bytes(folder / name, where, MAX_NOTEBOOK_BYTES))
    if set(FILES).isdisjoint(found):
        message = _("In {folder} there is none of {files}. Give the folder that holds them.")
        there = [f"{folder}/{path}" for path in look_alikes(folder, FILES).values()]
        also = " " + _("There is {files}.").format(files=listed(there)) if there else ""
        raise UnusableSubmission(message.format(folder=folder, files=listed(FILES)) + also)
    folder = folder.resolve()
    collected = _collected(folder, found, lambda file: _bytes(folder / file, f"{folder.name}/{file}", MAX_FILE_BYTES))
    return replace(collected, look_alikes=look_alikes(folder, FILES), notes=_not_graded(folder, notebooks))


def _bytes(path: Path, where: str, most: int) -> bytes:
    """What a regular file holds, as far as it may count; Unreadable says in words why it cannot be read."""
    with open_file(path, where) as file:
        return file.read(most + 1)


def _only(notebooks: Sequence[str], folder: Path) -> str:
    """The one notebook of a folder; UnusableSubmission if it has more."""
    if len(notebooks) > 1:
        message = _("{folder} holds more than one notebook ({files}). Give the one that counts.")
        shown = listed(map(printable, notebooks[:MOST_NAMED]))
        raise UnusableSubmission(message.format(folder=folder.name, files=shown))
    return notebooks[0]


def _not_graded(folder: Path, notebooks: Sequence[str]) -> tuple[str, ...]:
    """What a report says of notebooks that lie beside the exercises' files."""
    message = _(
        "{notebook} was not graded, as the exercises' files lie beside it. To have it graded, give the notebook itself."
    )
    return tuple(printable(message.format(notebook=f"{folder.name}/{name}")) for name in notebooks[:MOST_NAMED])


def _of_a_notebook(folder: Path, where: str, read_data: Callable[[], bytes]) -> Submission:
    """The submission that a notebook makes, which messages call `where`."""
    try:
        return from_cells(folder, read_cells(read_data(), where), where)
    except Unreadable as problem:
        raise UnusableSubmission(printable(str(problem))) from None


def from_cells(folder: Path, cells: Sequence[Cell], where: str) -> Submission:
    """The submission that these cells make of a notebook, which messages call `where`."""
    extracted = extract(cells, where, EVERY_EXERCISE)
    return Submission(
        folder, extracted.sources, extracted.problems, notebook=where, homes=extracted.homes, places=extracted.places
    )  # fmt: skip


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
