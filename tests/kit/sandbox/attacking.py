"""Carries out the attacks of tests/kit/attacks: lays out witnesses, grades, and compares with what must be."""

import multiprocessing
import os
import re
import runpy
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Literal

from course import EXERCISES, TASKS, Exercise, Task
from grading.grade import Settings, grade
from grading.report import json, junit
from grading.results import ExerciseResult, Scorecard
from grading.sandbox.isolation import Deadlines, Isolation, workers_folder
from grading.submissions.submission import Submission, UnusableSubmission, read_folder
from tests.kit.answers import KIT, folder, with_files

HOME = KIT / "tests" / "submissions" / "hostile"
DEADLINES = Deadlines(load=1.0, call=0.8, exercise=1.2)
"""Shorter than a learner's, so that a loop without end costs the suite a second and not thirty."""
MAX_SECONDS = 20.0
"""A grade of one exercise takes a tenth of a second and one timeout; what takes longer than this hangs."""
MAX_REPORT = 200_000
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
OUTCOME = re.compile(r'(?P<points>\d+) points?(; (?P<status>\w+))?(; says "(?P<phrase>.+)")?$')


@dataclass(frozen=True)
class Attack:
    """One file: what it tries and what must come of it. status and phrase are those of the first lost check."""

    name: str
    text: str

    def _head(self, key: str, default: str = "") -> str:
        found = re.search(rf"^# {key}: (.+)$", self.text, re.MULTILINE)
        return found[1] if found else default

    @cached_property
    def intent(self) -> str:
        return self.text.partition("\n")[0].strip('"')

    @cached_property
    def target(self) -> Task:
        return {task.id: task for task in TASKS}[self._head("exercise", "softmax")]

    @property
    def file(self) -> str:
        """Where the hostile text stands; the trained model is attacked from the epoch."""
        return self.target.file if isinstance(self.target, Exercise) else "train_epoch.py"

    @cached_property
    def graded(self) -> tuple[Task, ...]:
        return EXERCISES if self._head("graded") == "all" else (self.target,)

    @cached_property
    def points(self) -> int:
        return int(self._outcome["points"])

    @cached_property
    def status(self) -> str | None:
        return self._outcome["status"]

    @cached_property
    def phrase(self) -> str | None:
        return self._outcome["phrase"]

    @property
    def lays_a_folder(self) -> bool:
        return self.name.startswith("folders/")

    @property
    def _outcome(self) -> re.Match[str]:
        found = OUTCOME.match(self._head("outcome"))
        assert found, f"{self.name} does not say what must come of it"
        return found


def _attacks() -> Iterator[Attack]:
    for file in sorted(HOME.glob("*/*.py")):
        yield Attack(f"{file.parent.name}/{file.stem}", file.read_text(encoding="utf-8"))


ATTACKS = tuple(_attacks())


Harm = Literal["undeserved points", "hangs", "lost verdicts", "of other harm"]


@dataclass
class Verdict:
    """What came of an attack. harm: what must never be; differences: what else is not as the attack says."""

    points: int
    status: str
    seconds: float
    harm: list[tuple[Harm, str]] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        return [*(f"{kind}: {text}" for kind, text in self.harm), *self.differences]


class Witnesses:
    """What an attack may aim at: a file with a secret, its folder, a sleeping process, a port of this machine."""

    def __enter__(self) -> "Witnesses":
        self.temporary = tempfile.TemporaryDirectory(prefix="witnesses-")
        self.folder = Path(self.temporary.name)
        self.secret = secrets.token_hex(8)
        self.file = self.folder / "secret.txt"
        self.file.write_text(self.secret)
        self.process = subprocess.Popen(["sleep", "600"], start_new_session=True)
        self.port = socket.create_server(("127.0.0.1", 0))
        self.port.setblocking(False)
        self.before = self._state()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.process.kill()
        self.process.wait()
        self.port.close()
        self.temporary.cleanup()

    def names(self) -> Mapping[str, str]:
        return {
            "@FILE@": str(self.file),
            "@FOLDER@": str(self.folder),
            "@PID@": str(self.process.pid),
            "@PORT@": str(self.port.getsockname()[1]),
            "@KIT@": str(KIT),
            "@GRADER@": str(os.getpid()),
            "@LONG@": "y" * 500_000,
        }

    def problems(self) -> Iterator[str]:
        """What has happened to the witnesses."""
        if self.process.poll() is not None:
            yield "the process of the test was ended"
        if self._state() != self.before:
            yield f"a witness was changed: {self.before} became {self._state()}"
        with suppress(BlockingIOError):
            self.port.accept()
            yield "someone connected to the port of the test"
        if multiprocessing.active_children():
            yield "a worker is still alive"
        if left := list(workers_folder().glob("tmp*")):
            yield f"workers left their folders behind: {left}"

    def _state(self) -> list[object]:
        about = self.file.stat() if self.file.exists() else None
        text = self.file.read_text() if about and about.st_mode & 0o400 else None
        priority, cores = None, None
        if sys.platform == "linux" and self.process.poll() is None:
            priority = os.getpriority(os.PRIO_PROCESS, self.process.pid)
            cores = os.sched_getaffinity(self.process.pid)
        status = about and (about.st_mode, about.st_uid, about.st_mtime_ns, about.st_nlink)
        attributes = os.listxattr(self.file) if about and sys.platform == "linux" else None
        return [sorted(os.listdir(self.folder)), text, status, attributes, priority, cores]


def carry_out(attack: Attack, witnesses: Witnesses, isolation: Isolation | None = None) -> Verdict:
    """Grade the attack, and note everything that differs from what must be."""
    began = time.monotonic()
    settings = Settings(
        tasks=attack.graded, data="synthetic", epochs=1, deadlines=DEADLINES, isolation=isolation or Isolation()
    )
    try:
        scorecard = grade(_submission(attack, witnesses), settings)
    except UnusableSubmission as refused:
        verdict = Verdict(0, "refused", time.monotonic() - began)
        if attack.points or not attack.phrase or attack.phrase not in str(refused):
            verdict.differences.append(str(refused))
    except Exception as error:
        verdict = Verdict(0, "lost", time.monotonic() - began, [("lost verdicts", f"{type(error).__name__}: {error}")])
    else:
        verdict = _verdict(attack, scorecard, witnesses, time.monotonic() - began)
    if verdict.seconds > MAX_SECONDS:
        verdict.harm.append(("hangs", f"it took {verdict.seconds:.0f} s"))
    verdict.harm += [("of other harm", text) for text in witnesses.problems()]
    return verdict


def _verdict(attack: Attack, scorecard: Scorecard, witnesses: Witnesses, seconds: float) -> Verdict:
    results = {result.id: result for result in scorecard.exercises}
    hit = results[attack.target.id]
    lost = hit.open_checks[0] if hit.open_checks else None
    verdict = Verdict(hit.score, lost.status if lost else "passed", seconds)
    if hit.score > attack.points:
        verdict.harm.append(("undeserved points", f"{hit.score} instead of {attack.points}"))
    for other in attack.graded:
        if other != attack.target and results[other.id].score != other.points:
            message = results[other.id].open_checks[0].message
            verdict.harm.append(("lost verdicts", f"{other.id} lost points: {message}"))
    verdict.harm += _wrong_report(scorecard, witnesses)
    verdict.differences += _differences(attack, hit)
    return verdict


def _differences(attack: Attack, hit: ExerciseResult) -> Iterator[str]:
    """How points, status and message differ from what the attack says must come of it."""
    if hit.score != attack.points:
        yield f"{hit.score} points, not {attack.points}: {[(check.id, check.status) for check in hit.checks]}"
    statuses = {check.status for check in hit.open_checks}
    if attack.status and attack.status not in statuses:
        yield f"{sorted(statuses)}, not {attack.status}: {hit.open_checks and hit.open_checks[0].message}"
    if attack.phrase and not any(attack.phrase in check.message for check in hit.open_checks):
        yield f"no message says {attack.phrase!r}: {hit.open_checks and hit.open_checks[0].message}"


def _wrong_report(scorecard: Scorecard, witnesses: Witnesses) -> Iterator[tuple[Harm, str]]:
    """The verdict can be written down, tells no secret and steers neither a terminal nor a CI system."""
    report = json.render(scorecard)
    try:
        junit.render(scorecard).encode()
    except Exception as error:
        yield "lost verdicts", f"{type(error).__name__}: {error}"
    texts = [text for result in scorecard.exercises for text in (result.difference, *result.advice)]
    texts += [check.message for result in scorecard.exercises for check in result.checks]
    if witnesses.secret in report:
        yield "of other harm", "the report tells the secret"
    if len(report) > MAX_REPORT:
        yield "of other harm", f"the report has {len(report):,} characters"
    for text in texts:
        if found := CONTROL.search(text):
            yield "of other harm", f"the report holds the control character {found[0]!r}"
            return


def _submission(attack: Attack, witnesses: Witnesses) -> Submission:
    if attack.lays_a_folder:
        laid = witnesses.folder / "submitted"
        laid.mkdir()
        for name, text in folder("solutions").sources.items():
            (laid / name).write_text(text, encoding="utf-8")
        lay = runpy.run_path(str(HOME / f"{attack.name}.py"))["lay"]
        lay(laid, witnesses.file)
        witnesses.before = witnesses._state()
        return read_folder(laid)
    text = attack.text
    for name, value in witnesses.names().items():
        text = text.replace(name, value)
    return with_files("solutions", {attack.file: text})
