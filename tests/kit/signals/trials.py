"""One trial: a grader is started and sent a signal, and what is left of it is noted."""

import ctypes
import json
import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from grading import KIT
from grading.sandbox.signals import ENDINGS
from tests.kit.signals.moments import GRADED, MOMENTS, OLD_REPORT, POINTS, Folders

ROUNDS = 5
"""How often each signal is sent at each moment."""
STOPPED_MESSAGE = "grader: stopped. This is not a grade.\n"
FINISHED, STOPPED = (0, 1), 130
SECONDS_TO_CLEAN = 15.0
"""How long after the signal something may still be there; most of it is an import of torch that nothing can hurry."""
LONGEST_GRADE = 120.0
"""Seconds after which a grade that nobody ended is over, on a busy machine too."""
ATTEMPTS = 8
_PR_SET_CHILD_SUBREAPER = 36
_FIRST_LINE = (KIT / "grader.py").read_text().splitlines().index("    try:") + 1
_LINE_OF_THE_KIT = re.compile(rf'File "{re.escape(str(KIT))}/(.+)", line (\d+)')


@dataclass(frozen=True)
class Signal:
    """A signal, and who gets it. again_within: seconds within which it is sent a second time, 0 for once only."""

    number: signal.Signals
    to_group: bool = False
    again_within: float = 0.0

    def send(self, grader: int, draw: random.Random) -> None:
        """Send it to a grader that leads its own group, and that nobody has waited for yet."""
        send = os.killpg if self.to_group else os.kill
        send(grader, self.number)
        if self.again_within:
            time.sleep(draw.uniform(0, self.again_within))
            with suppress(ProcessLookupError):  # the first was enough
                send(grader, self.number)


SIGNALS = {
    "kill -9": Signal(signal.SIGKILL),
    "Ctrl-C": Signal(signal.SIGINT, to_group=True),
    "Ctrl-C twice": Signal(signal.SIGINT, to_group=True, again_within=1.5),
    "kill": Signal(signal.SIGTERM),
    "timeout(1)": Signal(signal.SIGTERM, to_group=True),
    "terminal closed": Signal(signal.SIGHUP, to_group=True),
}


@dataclass(frozen=True)
class Trial:
    """One grader and its end, by the names of signal and moment; the number seeds what is drawn."""

    number: int
    signal: str
    moment: str


@dataclass
class Outcome:
    """What was left after a trial. problems: none if all is well. delivered: the signal met a living grader."""

    trial: Trial
    submission: str
    delivered: bool = False
    problems: list[str] = field(default_factory=list)


def all_trials(rounds: int = ROUNDS) -> list[Trial]:
    """Each signal at every moment, so many times."""
    pairs = [(signal, moment) for _ in range(rounds) for moment in MOMENTS for signal in SIGNALS]
    return [Trial(number, signal, moment) for number, (signal, moment) in enumerate(pairs)]


def run_all(trials: Sequence[Trial]) -> list[Outcome]:
    """Run them in processes of their own, each with one grader at a time."""
    clean = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor((os.cpu_count() or 1) + 1, clean, _adopt_orphans) as pool:
        return list(pool.map(run, trials))


def _adopt_orphans() -> None:
    """Make this process the parent of every process below it that loses its own, so that none can hide (Linux)."""
    assert ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    for ending in ENDINGS:  # where tests run in the background, or under nohup, children inherit that they ignore some
        signal.signal(ending, signal.SIG_DFL)


def run(trial: Trial) -> Outcome:
    """Start a grader, send it the signal, and note what is left. This process adopts orphans and has no child.

    A signal that met no grader is tried again: the grade was over, or Python had not come to the kit's first line.
    """
    for attempt in range(ATTEMPTS):
        outcome = _run(trial, random.Random(f"{trial} {attempt}"))
        if outcome.delivered or outcome.problems:
            break
    return outcome


def _run(trial: Trial, draw: random.Random) -> Outcome:
    moment = MOMENTS[trial.moment]
    outcome = Outcome(trial, draw.choice(moment.submissions))
    with tempfile.TemporaryDirectory(prefix="kit", dir="/tmp") as home:  # a short name: sockets have to fit in
        folders, stderr = Folders(Path(home), outcome.submission), Path(home, "stderr")
        with moment.watch(folders) as has_begun:
            grader = _start(folders, outcome.submission, stderr)
            give_up = time.monotonic() + LONGEST_GRADE
            while not has_begun() and grader.poll() is None:
                assert time.monotonic() < give_up, f"{trial}: its moment does not come"
            time.sleep(draw.uniform(0, moment.seconds))
            if grader.poll() is None:
                outcome.delivered = True
                SIGNALS[trial.signal].send(grader.pid, draw)
        _wait_until_nothing_is_left(outcome, folders, grader)
        replaced = _check_report(outcome, folders)
        _check_ending(outcome, grader.wait(), stderr.read_text(), replaced)
    return outcome


def _start(folders: Folders, submission: str, errors: Path) -> "subprocess.Popen[bytes]":
    with errors.open("w") as stderr:
        return subprocess.Popen(
            [sys.executable, KIT / "grader.py", "grade", *GRADED.get(submission, ["softmax"]),
             "--submission", folders.submission, "--data", "synthetic", "--epochs", "5", "--json", folders.report],
            cwd=folders.reports, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr,
            start_new_session=True, env={**os.environ, "TMPDIR": str(folders.temporary), "LANGUAGE": "en"},
        )  # fmt: skip


def _wait_until_nothing_is_left(outcome: Outcome, folders: Folders, grader: "subprocess.Popen[bytes]") -> None:
    """Wait for processes and temporary files to go; note what does not, and end it."""
    began = time.monotonic()
    longest = SECONDS_TO_CLEAN if outcome.delivered else LONGEST_GRADE
    while True:
        running, left = _descendants(grader), folders.left()
        if not (running or left) or time.monotonic() - began > longest:
            break
        time.sleep(0.02)
    outcome.problems += [*running.values(), *left]
    while running:
        for process in running:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        running = _descendants(grader)


def _descendants(grader: "subprocess.Popen[bytes]") -> dict[int, str]:
    """The processes that this one or its own have started, by id; those that have ended are reaped."""
    grader.poll()
    parents, names = {}, {}
    for process in (int(name) for name in os.listdir("/proc") if name.isdigit()):
        with suppress(OSError):  # it has ended meanwhile
            state, parent = Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()[:2]
            command = Path(f"/proc/{process}/cmdline").read_text(errors="replace").replace("\0", " ")
            if state != "Z":
                parents[process], names[process] = int(parent), f"{process} {state} {command[:120]}"
            elif int(parent) == os.getpid() and process != grader.pid:
                os.waitpid(process, os.WNOHANG)
    return {process: name for process, name in names.items() if _is_above(os.getpid(), process, parents)}


def _is_above(ancestor: int, process: int, parents: dict[int, int]) -> bool:
    while process := parents.get(process, 0):
        if process == ancestor:
            return True
    return False


def _check_report(outcome: Outcome, folders: Folders) -> bool:
    """Note a report that is neither the old one nor a whole new one; whether it is a new one."""
    report = folders.report.read_text() if folders.report.exists() else "no file"
    replaced = report != OLD_REPORT
    if replaced and not _is_whole(report, outcome.submission):
        outcome.problems.append(report)
    return replaced


def _is_whole(report: str, submission: str) -> bool:
    try:
        written = json.loads(report)
    except ValueError:
        return False
    return report.endswith("}\n") and (written.get("score"), written.get("max_score")) == POINTS[submission]


def _check_ending(outcome: Outcome, code: int, stderr: str, replaced: bool) -> None:
    """Note an exit code or a message that is wrong for whoever started the grader."""
    number = SIGNALS[outcome.trial.signal].number
    starting = outcome.trial.moment == "start" and number == signal.SIGINT
    if starting and _python_was_starting(code, stderr):
        outcome.delivered = False
        return
    finished = code in FINISHED and stderr == "" and replaced
    if number == signal.SIGINT:
        stopped = code == STOPPED and (stderr == STOPPED_MESSAGE or (starting and stderr == ""))
    else:
        stopped = code == -number and stderr == ""
    if not finished and not (outcome.delivered and stopped):
        outcome.problems.append(f"exit code {code}, and it said {stderr!r}")


def _python_was_starting(code: int, stderr: str) -> bool:
    """Whether no line of the kit had run yet: what is said then, Python says."""
    lines = [found for found in _LINE_OF_THE_KIT.findall(stderr) if "site-packages" not in found[0]]
    before = all(file == "grader.py" and int(line) < _FIRST_LINE for file, line in lines)
    return before and ("Traceback" in stderr or code == -signal.SIGINT)
