"""One trial: a grader is started and ended, and what is left of it is noted."""

import ctypes
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from grading.report.writing import write_whole
from grading.sandbox.signals import ENDINGS
from tests.kit.answers import KIT
from tests.kit.signals.blows import BLOWS, Blow
from tests.kit.signals.moments import MOMENTS, OLD_REPORT, Folders
from tests.kit.signals.victims import GRADED, POINTS

CALM = "grader: stopped. This is not a grade.\n"
FINISHED, STOPPED = (0, 1), 130
SECONDS_TO_CLEAN = 15.0
"""How long after the blow something may still be there; most of it is an import of torch that nothing can hurry."""
LONGEST_GRADE = 120.0
"""Seconds after which a grade that nobody ended is over, on a busy machine too."""
ATTEMPTS = 8
KINDS = ("survivors", "leftovers", "halves", "words")
_PR_SET_CHILD_SUBREAPER = 36
_FIRST_LINE = (KIT / "grader.py").read_text().splitlines().index("    try:") + 1
_LINE_OF_THE_KIT = re.compile(rf'File "{re.escape(str(KIT))}/(.+)", line (\d+)')


@dataclass(frozen=True)
class Trial:
    """One grader and its end, by the names of blow and moment; the number seeds what is drawn."""

    number: int
    blow: str
    moment: str


@dataclass
class Verdict:
    """What was left after a trial, of four kinds; each list is empty if all is well.

    landed: the blow met a living grader; replaced: the report is a new one; seconds: until nothing was left.
    """

    trial: Trial
    victim: str
    landed: bool = False
    replaced: bool = False
    seconds: float = 0.0
    survivors: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    halves: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        return [f"{kind}: {problem}" for kind in KINDS for problem in getattr(self, kind)]


def catch_orphans() -> None:
    """Make this process the parent of every process below it that loses its own, so that none can hide (Linux)."""
    assert ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    for ending in ENDINGS:  # where tests run in the background, or under nohup, children inherit that they ignore some
        signal.signal(ending, signal.SIG_DFL)


def carry_out(trial: Trial) -> Verdict:
    """Start a grader, end it, and note what is left. This process has to catch orphans and to have no child.

    A blow that met no grader is tried again: the grade was over, or Python had not come to the kit's first line.
    """
    for attempt in range(ATTEMPTS):
        verdict = _carry_out(trial, random.Random(f"{trial} {attempt}"))
        if verdict.landed or verdict.problems:
            break
    return verdict


def _carry_out(trial: Trial, draw: random.Random) -> Verdict:
    moment = MOMENTS[trial.moment]
    verdict = Verdict(trial, draw.choice(moment.victims))
    home = Path(tempfile.mkdtemp(prefix="kill", dir="/tmp"))  # a short name: sockets have to fit in
    try:
        folders = Folders(home, verdict.victim)
        with moment.watch(folders) as has_begun:
            grader = _start(folders, verdict.victim)
            give_up = time.monotonic() + LONGEST_GRADE
            while not has_begun() and grader.poll() is None:
                assert time.monotonic() < give_up, f"{trial}: its moment does not come"
            time.sleep(draw.uniform(0, moment.seconds))
            if grader.poll() is None:
                verdict.landed = True
                BLOWS[trial.blow].strike(grader.pid, draw)
        _wait_until_nothing_is_left(verdict, folders, grader)
        _look_at_the_report(verdict, folders)
        _listen(verdict, BLOWS[trial.blow], grader.wait(), folders.said.read_text())
    finally:
        shutil.rmtree(home)
    return verdict


def _start(folders: Folders, victim: str) -> "subprocess.Popen[bytes]":
    with folders.said.open("w") as said:
        return subprocess.Popen(
            [sys.executable, KIT / "grader.py", "grade", *GRADED.get(victim, ["softmax"]),
             "--submission", folders.submission, "--data", "synthetic", "--epochs", "1", "--json", folders.report],
            cwd=folders.reports, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said,
            start_new_session=True, env={**os.environ, "TMPDIR": str(folders.temporary), "LANGUAGE": "en"},
        )  # fmt: skip


def _wait_until_nothing_is_left(verdict: Verdict, folders: Folders, grader: "subprocess.Popen[bytes]") -> None:
    """Wait for processes and temporary files to go; note what does not, and end it."""
    began = time.monotonic()
    patience = SECONDS_TO_CLEAN if verdict.landed else LONGEST_GRADE
    while True:
        running, left = _descendants(grader), folders.left()
        verdict.seconds = time.monotonic() - began
        if not (running or left) or verdict.seconds > patience:
            break
        time.sleep(0.02)
    verdict.survivors += running.values()
    verdict.leftovers += left
    while running:
        for survivor in running:
            with suppress(ProcessLookupError):
                os.kill(survivor, signal.SIGKILL)
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


def _look_at_the_report(verdict: Verdict, folders: Folders) -> None:
    """Note a report that is neither the old one nor a whole new one.

    Between its two names a whole one may be left by kill -9, to be replaced by the next.
    """
    report = folders.report.read_text() if folders.report.exists() else "no file"
    verdict.replaced = report != OLD_REPORT
    reports = [report] if verdict.replaced else []
    if folders.between_two_names.exists():
        reports.append(folders.between_two_names.read_text())
        write_whole(folders.report, report)
        verdict.leftovers += [folders.between_two_names.name] if folders.between_two_names.exists() else []
    verdict.halves += [text for text in reports if not _is_whole(text, verdict.victim)]


def _is_whole(report: str, victim: str) -> bool:
    try:
        written = json.loads(report)
    except ValueError:
        return False
    return report.endswith("}\n") and (written.get("score"), written.get("max_score")) == POINTS[victim]


def _listen(verdict: Verdict, blow: Blow, code: int, said: str) -> None:
    """Note how the grader ended for whoever started it, by its exit code and what it said, if that is wrong."""
    starting = verdict.trial.moment == "start" and blow.signal == signal.SIGINT
    if starting and _python_was_starting(code, said):
        verdict.landed = False
        return
    finished = code in FINISHED and said == "" and verdict.replaced
    if blow.signal == signal.SIGINT:
        stopped = code == STOPPED and (said == CALM or (starting and said == ""))
    else:
        stopped = code == -blow.signal and said == ""
    if not finished and not (verdict.landed and stopped):
        verdict.words.append(f"exit code {code}, and it said {said!r}")


def _python_was_starting(code: int, said: str) -> bool:
    """Whether no line of the kit had run yet: what is said then, Python says."""
    lines = [found for found in _LINE_OF_THE_KIT.findall(said) if "site-packages" not in found[0]]
    before = all(file == "grader.py" and int(line) < _FIRST_LINE for file, line in lines)
    return before and ("Traceback" in said or code == -signal.SIGINT)
