"""`watch`: each save is graded at once, and keys do the rest."""

import _thread
import atexit
import os
import queue
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from course.records import Exercise
from grading import KIT
from grading.commands import streams
from grading.commands.desk import Desk
from grading.commands.keys import CLOSED, INTERRUPT, Keyboard
from grading.commands.saves import report_saves
from grading.commands.shared import data_dir_option, data_option, refusing_unusable_input, submission_option
from grading.grade import Settings
from grading.sandbox import signals
from grading.submissions.submission import read_folder

WAIT_SECONDS = 1.0
"""On Windows nobody hears Ctrl-C while they wait; so no wait is longer."""
QUIT, YES = "q", "y"


@dataclass(frozen=True)
class Saved:
    """These files were saved, or are gone."""

    files: frozenset[str]


@dataclass(frozen=True)
class Pressed:
    key: str


@dataclass(frozen=True)
class Redraw:
    """The terminal has another size, or was another program's meanwhile."""


Event = Saved | Pressed | Redraw


@click.command("watch")
@submission_option
@data_option
@data_dir_option
@click.option("--epochs", type=click.IntRange(1, 10_000), help="Train for so many epochs.")
def watch(submission: Path, **training: Any) -> None:
    """Grade again at each save, and show what to do next."""
    with refusing_unusable_input():
        folder = read_folder(submission).folder
    keys = sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()
    Watch(Desk(folder, Settings(**training), keys), training).run()


class Watch:
    """Waits for saves and keys, one after the other, and hands them to the desk. All grading is the first thread's."""

    def __init__(self, desk: Desk, options: dict[str, Any]) -> None:
        self.desk, self.options = desk, options
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.keyboard = Keyboard(self.hear)
        self.training: subprocess.Popen[bytes] | None = None
        self.quitting = False
        self.asked: Exercise | None = None

    def run(self) -> None:
        """Watch until somebody ends it."""
        self.end_calmly()
        report_saves(self.desk.latest.folder, lambda files: self.events.put(Saved(frozenset(files))))
        if self.desk.keys:
            atexit.register(self.keyboard.stop)
            self.keyboard.start()
        self.desk.begin()
        while not streams.failed():
            self.handle(self.happened())

    def happened(self) -> list[Event]:
        """What has happened since it was asked last, and if nothing has, what happens next."""
        events: list[Event] = []
        while not events:
            with suppress(queue.Empty):
                events.append(self.events.get(timeout=WAIT_SECONDS))
        with suppress(queue.Empty):
            while True:
                events.append(self.events.get_nowait())
        return events

    def handle(self, events: list[Event]) -> None:
        """All saves as one, then the keys."""
        if files := frozenset().union(*(event.files for event in events if isinstance(event, Saved))):
            self.asked = None  # what was asked is not on the screen any more
            self.desk.saved(files)
        if Redraw() in events:
            self.desk.show()
        for event in events:
            if isinstance(event, Pressed):
                self.pressed(event.key)

    def pressed(self, key: str) -> None:
        if self.asked:
            exercise, self.asked = self.asked, None
            if key == YES:
                self.desk.reset(exercise)
            else:
                self.desk.leave_as_it_is(exercise)
            return
        match key:
            case "h":
                self.desk.hint()
            case "l":
                self.desk.list_all()
            case "r":
                self.asked = self.desk.ask_to_reset()
            case "a":
                self.desk.grade_all()
            case "t":
                self.train()
            case _:
                self.desk.explain_keys()

    def train(self) -> None:
        """The command `train`, in a process of its own: the learner's code runs there. Ctrl-C ends it alone."""
        options = [f"--{name.replace('_', '-')}={value}" for name, value in self.options.items() if value]
        folder = self.desk.latest.folder
        command = [sys.executable, str(KIT / "grader.py"), "train", f"--submission={folder}", *options]
        self.keyboard.deaf = True
        click.echo()
        try:
            self.training = subprocess.Popen(command, stdin=subprocess.DEVNULL)
            self.training.wait()
        finally:
            self.training, self.keyboard.deaf = None, False
        self.desk.show_below()

    # The end

    def hear(self, key: str) -> None:
        """A key, in the keyboard's thread; those that end the program do so whatever it is doing."""
        if key in (QUIT, CLOSED, INTERRUPT):
            self.quitting = key != INTERRUPT
            if os.name == "nt":
                _thread.interrupt_main()
            else:
                os.kill(os.getpid(), signal.SIGINT)
        else:
            self.events.put(Pressed(key))

    def end_calmly(self) -> None:
        """Let the terminal be as it was and no process be left, whichever signal ends this one."""
        if self.desk.keys or signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, self._interrupted)
        for ending in signals.ENDINGS - {signal.SIGINT}:
            if signal.getsignal(ending) is signal.SIG_DFL:
                signal.signal(ending, self._killed)
        if self.desk.keys and os.name == "posix":
            signal.signal(signal.SIGTSTP, self._suspended)
            signal.signal(signal.SIGWINCH, lambda *_: self.events.put(Redraw()))

    def _interrupted(self, *_: object) -> None:
        if self.training is None:  # it has heard Ctrl-C too
            signals.end(0 if self.quitting else signals.STOPPED, "")

    def _killed(self, number: int, _frame: object) -> None:
        if self.training:
            self.training.terminate()
        signals.end_by(number)

    def _suspended(self, number: int, _frame: object) -> None:
        """Give the terminal back to the shell, and take it again when this goes on."""
        self.keyboard.stop()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, self._suspended)
        self.keyboard.take()
        self.events.put(Redraw())
