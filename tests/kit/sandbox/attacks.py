"""Runs the attacks of tests/submissions/hostile: makes what they aim at, grades, and compares with what must be."""

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
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
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
TASK_BY_ID = {task.id: task for task in TASKS}

Harm = Literal["undeserved points", "hangs", "lost verdicts", "of other harm"]
"""What must never be."""


@dataclass(frozen=True)
class Attack:
    """One file: what it tries and what must come of it. status and phrase are those of the first lost check."""

    name: str
    text: str
    intent: str
    target: Task
    graded: tuple[Task, ...]
    points: int
    status: str | None
    phrase: str | None

    @property
    def kind(self) -> str:
        """The folder that it stands in."""
        return self.name.partition("/")[0]


def _read(file: Path) -> Attack:
    text = file.read_text(encoding="utf-8")
    head = dict(re.findall(r"^# (\w+): (.+)$", text, re.MULTILINE))
    outcome = OUTCOME.match(head.get("outcome", ""))
    assert outcome, f"{file} does not say what must come of it"
    target = TASK_BY_ID[head.get("exercise", "softmax")]
    return Attack(
        name=f"{file.parent.name}/{file.stem}",
        text=text,
        intent=text.partition("\n")[0].strip('"'),
        target=target,
        graded=EXERCISES if head.get("graded") == "all" else (target,),
        points=int(outcome["points"]),
        status=outcome["status"],
        phrase=outcome["phrase"],
    )


ATTACKS = tuple(_read(file) for file in sorted(HOME.glob("*/*.py")))


@dataclass
class Outcome:
    """What came of an attack. differences: what is not as the attack says, besides the harm."""

    points: int
    status: str
    seconds: float
    harm: list[tuple[Harm, str]] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        return [*(f"{kind}: {text}" for kind, text in self.harm), *self.differences]


class Targets:
    """What an attack may aim at: a file with a secret, its folder, a sleeping process, a port of this machine."""

    def __enter__(self) -> "Targets":
        self.temporary = tempfile.TemporaryDirectory(prefix="targets-")
        self.folder = Path(self.temporary.name)
        self.secret = secrets.token_hex(8)
        self.file = self.folder / "secret.txt"
        self.file.write_text(self.secret)
        self.process = subprocess.Popen(["sleep", "600"], start_new_session=True)
        self.port = socket.create_server(("127.0.0.1", 0))
        self.port.setblocking(False)
        self.before = self.state()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.port.close()
        self.temporary.cleanup()

    def inserted_into(self, text: str) -> str:
        """The text of an attack, with what it aims at in the places of its @NAMES@."""
        names = {
            "FILE": self.file, "FOLDER": self.folder, "PID": self.process.pid, "PORT": self.port.getsockname()[1],
            "KIT": KIT, "GRADER": os.getpid(), "LONG": "y" * 500_000,
        }  # fmt: skip
        for name, value in names.items():
            text = text.replace(f"@{name}@", str(value))
        return text

    def state(self) -> list[object]:
        about = self.file.stat() if self.file.exists() else None
        text = self.file.read_text() if about and about.st_mode & 0o400 else None
        status = about and (about.st_mode, about.st_uid, about.st_mtime_ns, about.st_nlink)
        of_linux: list[object] = []
        if sys.platform == "linux":
            of_linux.append(os.listxattr(self.file) if about else None)
            if self.process.poll() is None:
                of_linux += [os.getpriority(os.PRIO_PROCESS, self.process.pid), os.sched_getaffinity(self.process.pid)]
        return [sorted(os.listdir(self.folder)), text, status, *of_linux]

    def harm(self) -> Iterator[str]:
        """What has happened to them, and what is left of the workers."""
        if self.process.poll() is not None:
            yield "the process of the test was ended"
        if self.state() != self.before:
            yield f"something of the test's was changed: {self.before} became {self.state()}"
        with suppress(BlockingIOError):
            self.port.accept()
            yield "someone connected to the port of the test"
        if multiprocessing.active_children():
            yield "a worker is still alive"
        if left := list(workers_folder().glob("tmp*")):
            yield f"workers left their folders behind: {left}"


def run(attack: Attack, isolation: Isolation | None = None) -> Outcome:
    """Grade the attack, and note everything that differs from what must be."""
    settings = Settings(
        tasks=attack.graded, data="synthetic", epochs=1, deadlines=DEADLINES, isolation=isolation or Isolation()
    )
    with Targets() as targets:
        began = time.monotonic()
        outcome = Outcome(0, "lost", 0.0)
        try:
            _compare(outcome, attack, grade(_submission(attack, targets), settings), targets)
        except UnusableSubmission as refusal:
            outcome.status = "refused"
            if attack.points or not attack.phrase or attack.phrase not in str(refusal):
                outcome.differences.append(str(refusal))
        except Exception as error:
            outcome.harm.append(("lost verdicts", f"{type(error).__name__}: {error}"))
        outcome.seconds = time.monotonic() - began
        if outcome.seconds > MAX_SECONDS:
            outcome.harm.append(("hangs", f"it took {outcome.seconds:.0f} s"))
        outcome.harm += [("of other harm", text) for text in targets.harm()]
    return outcome


def _submission(attack: Attack, targets: Targets) -> Submission:
    if attack.kind != "folders":  # the trained model is attacked from the epoch
        file = attack.target.file if isinstance(attack.target, Exercise) else "train_epoch.py"
        return with_files("solutions", {file: targets.inserted_into(attack.text)})
    home = targets.folder / "submitted"
    home.mkdir()
    for name, text in folder("solutions").sources.items():
        (home / name).write_text(text, encoding="utf-8")
    runpy.run_path(str(HOME / f"{attack.name}.py"))["lay"](home, targets.file)
    targets.before = targets.state()
    return read_folder(home)


def _compare(outcome: Outcome, attack: Attack, scorecard: Scorecard, targets: Targets) -> None:
    results = {result.id: result for result in scorecard.exercises}
    attacked = results[attack.target.id]
    outcome.points = attacked.score
    outcome.status = attacked.open_checks[0].status if attacked.open_checks else "passed"
    if attacked.score > attack.points:
        outcome.harm.append(("undeserved points", f"{attacked.score} instead of {attack.points}"))
    for other in attack.graded:
        if other != attack.target and results[other.id].score != other.points:
            message = results[other.id].open_checks[0].message
            outcome.harm.append(("lost verdicts", f"{other.id} lost points: {message}"))
    outcome.harm += _harm_of_the_report(scorecard, targets)
    outcome.differences += _differences(attack, attacked)


def _differences(attack: Attack, attacked: ExerciseResult) -> Iterator[str]:
    """How points, status and message differ from what the attack says must come of it."""
    first = attacked.open_checks and attacked.open_checks[0].message
    if attacked.score != attack.points:
        yield f"{attacked.score} points, not {attack.points}: {[(check.id, check.status) for check in attacked.checks]}"
    statuses = {check.status for check in attacked.open_checks}
    if attack.status and attack.status not in statuses:
        yield f"{sorted(statuses)}, not {attack.status}: {first}"
    if attack.phrase and not any(attack.phrase in check.message for check in attacked.open_checks):
        yield f"no message says {attack.phrase!r}: {first}"


def _harm_of_the_report(scorecard: Scorecard, targets: Targets) -> Iterator[tuple[Harm, str]]:
    """The reports can be written, tell no secret and steer neither a terminal nor a CI system."""
    report = json.render(scorecard)
    junit.render(scorecard).encode()
    if targets.secret in report:
        yield "of other harm", "the report tells the secret"
    if len(report) > MAX_REPORT:
        yield "of other harm", f"the report has {len(report):,} characters"
    texts = [text for result in scorecard.exercises for text in (result.difference, *result.advice)]
    texts += [check.message for result in scorecard.exercises for check in result.checks]
    if found := CONTROL.search("\n".join(texts)):
        yield "of other harm", f"the report holds the control character {found[0]!r}"
