"""A class is graded: what is new or has changed, since what was graded before is kept."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import language
from grading.classroom.job import Job, digest_of_the_kit
from grading.classroom.page import page_of_the_class
from grading.classroom.pool import GradeOne
from grading.classroom.roster import Entry, digest
from grading.classroom.scheduling import grade_all
from grading.classroom.store import Record, Store
from grading.classroom.table import table
from grading.grade import Settings
from grading.report.writing import write_whole
from grading.results import NoGrade
from grading.submissions.submission import Submission, UnusableSubmission, read


@dataclass
class Classroom:
    """A class and where its results go: the folder `results`, grades.csv, class.html.

    done: the names of the submissions that are graded, filled as they come; where one has no grade, why. What they came
    to is in the store alone, as the results of a large class may not fit into memory.
    """

    entries: Sequence[Entry]
    settings: Settings
    folder: Path
    done: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.store = Store(self.folder / "results")

    def grade(
        self, executor: Executor, grade_one: GradeOne, at_once: Callable[[], int]
    ) -> Iterator[tuple[str, Record | str]]:
        """Grade what is new or changed, and yield each as it is done; what is kept comes first."""
        waiting: list[tuple[Entry, str]] = []
        for entry in self.entries:
            fingerprint = self._fingerprint(entry)
            if record := self.store.kept(entry.name, fingerprint):
                self.done[entry.name] = ""
                yield entry.name, record
            else:
                waiting.append((entry, fingerprint))
        fingerprints = {entry.name: fingerprint for entry, fingerprint in waiting}
        jobs = (self._job(entry) for entry, _fingerprint in waiting)
        for job, result in grade_all(jobs, executor, grade_one, at_once):
            name = job.name
            if isinstance(result, NoGrade):
                self.done[name] = str(result)
                yield name, str(result)
            else:
                record = self.store.keep(name, result, job.problem, fingerprints[name])
                self.done[name] = ""
                yield name, record

    def results(self) -> Iterator[tuple[str, Record | str]]:
        """What each that is done came to, or why it has no grade, in the order of the class; read when asked for."""
        for entry in self.entries:
            if self.done.get(entry.name):
                yield entry.name, self.done[entry.name]
            elif entry.name in self.done and (record := self.store.read(entry.name)):
                yield entry.name, record

    def write_reports(self) -> Path:
        """Write grades.csv and class.html of what is done so far; OSError if it fails. Returns the page's place."""
        write_whole(self.folder / "grades.csv", table(self.results()))
        seed = self.settings.seed or 0
        page = self.folder / "class.html"
        write_whole(page, page_of_the_class(self.results(), seed, len(self.entries), self.store.page))
        return page

    def _job(self, entry: Entry) -> Job:
        submission: Submission | None = None
        problem = ""
        try:
            submission = replace(read(entry.path), folder=Path(entry.name))
        except UnusableSubmission as unusable:
            problem = str(unusable)
        return Job(entry.name, submission, problem, self.settings, language.current(), digest_of_the_kit())

    def _fingerprint(self, entry: Entry) -> str:
        """What the results of a submission depend on; "" where it cannot be read, so that it is tried again."""
        content = digest(entry.path)
        asked = [content, digest_of_the_kit(), language.current(), _plain(self.settings)]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest() if content else ""


def seed_of(folder: Path, asked: int | None) -> int:
    """The seed of a class: what is asked for, else the one that its earlier results have, else a new one; it is kept.

    OSError if it cannot be kept.
    """
    file = folder / "seed"
    seed = asked
    if seed is None:
        try:
            seed = int(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            seed = secrets.randbelow(2**31)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(file, f"{seed}\n")
    return seed


def _plain(settings: Settings) -> str:
    tasks = [task.id for task in settings.tasks]
    others = {name: str(value) for name, value in asdict(replace(settings, tasks=())).items()}
    return json.dumps({**others, "tasks": tasks}, sort_keys=True)
