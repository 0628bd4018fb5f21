"""What somebody sees and asks for while their saves are graded."""

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import redirect_stderr
from dataclasses import replace
from gettext import gettext as _
from io import StringIO
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

import course
from course.records import Exercise, Task
from grading.commands.hint import show_next_hint
from grading.commands.latest import LatestResults
from grading.commands.reset import begin_again
from grading.commands.shared import learners_console, showing_progress, waiting
from grading.grade import Settings
from grading.report import terminal, watching
from grading.report.next_step import headline
from grading.results import NoGrade
from grading.sandbox.isolation import Deadlines
from grading.submissions.submission import UnusableSubmission
from grading.text import wrapped

IMPATIENT = Deadlines(exercise=10.0)
"""For somebody who waits: an endless loop is one after 10 s. A whole grade has the usual deadlines."""


class Desk:
    """Shows what the exercises come to, after each save and each key.

    keys: whether somebody sits at a terminal; else verdicts follow one another as plain lines.
    """

    def __init__(self, folder: Path, settings: Settings, keys: bool) -> None:
        self.keys = keys
        self.latest = LatestResults(folder, settings)
        self.console = learners_console()
        self.view = watching.View(keys=keys)

    # Grading

    def begin(self) -> None:
        """Grade what there is, show it, and have everything ready for the first save."""
        self._grade(course.EVERY_EXERCISE, IMPATIENT)
        self.view = replace(self.view, heading=(), news=())
        self.show()
        with waiting(self.console, _("Getting ready")):
            self.latest.get_ready()

    def saved(self, files: Collection[str]) -> None:
        """Grade what hangs on these files: first the exercises in them, then what builds on those."""
        try:
            tasks, others = self.latest.touched_by(files)
        except UnusableSubmission as problem:
            self.view = watching.View(problem=str(problem), keys=self.keys)
            self.show()
            return
        if not tasks:
            return
        self.latest.work_on(tasks)
        asked_for = self.view.extra
        self._grade(tasks, IMPATIENT)
        if not any(map(self.latest.is_started, tasks)):  # such as what a reset has just said
            self.view = replace(self.view, extra=asked_for)
        self.show()
        if others and not self.view.problem:
            self._grade_what_builds_on_it(others)
        self.latest.start_workers()

    def _grade_what_builds_on_it(self, tasks: Sequence[Task]) -> None:
        """Grade these too, and say so where one of them comes to something else than before."""
        before, view = dict(self.latest.results), self.view
        self._grade(tasks, IMPATIENT)
        changed = [task for task in tasks if self.latest.results[task.id].score != before[task.id].score]
        if not self.view.problem:
            verdicts = tuple(watching.verdict(self.latest.results[task.id]) for task in changed)
            self.view = replace(view, heading=view.heading + verdicts, news=view.news + self.view.news)
        if changed or self.view.problem:
            self.show()

    def grade_all(self) -> None:
        """Grade everything, with the model, and list it."""
        self.latest.work_on(())
        self._grade(course.TASKS, self.latest.settings.deadlines)
        if (scorecard := self.latest.scorecard) and not self.view.problem:
            points = f"{scorecard.score} / {scorecard.max_score}"
            heading = headline(_("Score {points}"), self.console.width, points=points)
            self.view = replace(self.view, heading=(), extra=self._printed(Group(heading, Text(), self._table())))
        self.show()
        self.latest.start_workers()

    def _grade(self, tasks: Sequence[Task], deadlines: Deadlines) -> None:
        """Grade these tasks; the view then has the verdicts, and what was done and learnt by them."""
        try:
            with showing_progress(self.console) as progress:
                done = self.latest.grade(tasks, deadlines, progress)
        except UnusableSubmission as problem:
            self.view = watching.View(problem=str(problem), keys=self.keys)
        except (NoGrade, OSError) as problem:
            self.view = watching.View(problem=f"{problem}\n{_('This is not a grade.')}", keys=self.keys)
        else:
            verdicts = tuple(watching.verdict(self.latest.results[task.id]) for task in tasks)
            now = time.strftime("%H:%M:%S")
            self.view = watching.View(now, verdicts, news=tuple(map(self._learnt, done)), keys=self.keys)

    def _learnt(self, task: Task) -> str:
        learnt = _(task.learnt) if isinstance(task, Exercise) else ""
        scorecard = self.latest.scorecard
        if scorecard and scorecard.training and not learnt:
            learnt = terminal.about_the_model(scorecard.training)
        return _("{exercise} is done. {learnt}").format(exercise=task.id, learnt=learnt)

    # Showing

    def show(self) -> None:
        """Show the view: at a terminal in place of what is on the screen."""
        if self.keys:
            self.console.clear()
        self._print_view()

    def show_below(self) -> None:
        """Show only what to do next, and leave what is on the screen."""
        self.view = watching.View(keys=self.keys)
        self.console.print()
        self._print_view()

    def _print_view(self) -> None:
        self.view = self._with_next_step()
        self.console = learners_console()  # whose size may have changed
        height = self.console.height - 1 if self.keys else 10**6
        text = watching.rendered(self.view, self.console.width, height)
        self.console.print(text, end="\n" if self.keys else "\n\n")

    def _with_next_step(self) -> watching.View:
        """The view with what to do next, and how much is done."""
        latest, task = self.latest, self.latest.current
        done = sum(map(latest.passes, course.EVERY_TASK))
        view = replace(self.view, done=done, tasks=len(course.EVERY_TASK), step="", scorecard=None)
        if task is None or view.problem:
            return view
        if latest.is_started(task) and latest.scorecard:
            alone = replace(latest.scorecard, exercises=(latest.results[task.id],), bonus=())
            return replace(view, scorecard=alone)
        if isinstance(task, Exercise):
            message = _("open {file}, read what it asks for, replace the line `raise NotImplementedError`, and save.")
            return replace(view, step=message.format(file=f"{latest.folder.name}/{task.file}"))
        if self.keys:
            return replace(view, step=_("press `a`, and the model trains with all that you have written."))
        return replace(view, step=_("`python grader.py` trains the model with all that you have written."))

    def _show_extra(self, extra: Text) -> None:
        self.view = replace(self.view, extra=extra)
        self.show()

    def _say(self, text: str, style: str = "") -> None:
        self._show_extra(Text(wrapped(text, self.console.width), style))

    def _printed(self, what: RenderableType) -> Text:
        return self._captured(lambda console: console.print(what))

    def _captured(self, print_on: Callable[[Console], None]) -> Text:
        """What is printed on a console like this one, and on standard error."""
        problems = StringIO()
        with self.console.capture() as captured, redirect_stderr(problems):
            print_on(self.console)
        return Text.from_ansi((captured.get() + problems.getvalue()).strip("\n"))

    def _table(self) -> Padding:
        results = list(self.latest.results.values())
        return Padding(terminal.results_table(results, self.console), (0, 0, 0, terminal.GAP))

    # Keys

    def explain_keys(self) -> None:
        self._show_extra(watching.keys_explained(self.console.width))

    def list_all(self) -> None:
        self._show_extra(self._printed(self._table()))

    def hint(self) -> None:
        """The next hint for the current exercise."""
        task, folder = self.latest.current, self.latest.folder
        if isinstance(task, Exercise) and self.latest.is_unusable(task):
            self._say(_("Put that right first; your next hint is kept until then."))
        elif isinstance(task, Exercise):
            self._show_extra(self._captured(lambda console: show_next_hint(folder, task, console)))
        else:
            self._say(_("There is no exercise left to hint at."))

    def ask_to_reset(self) -> Exercise | None:
        """Ask whether the current exercise shall be the stub again; None if there is no exercise."""
        task = self.latest.current
        if not isinstance(task, Exercise):
            self._say(_("There is no exercise left to reset."))
            return None
        question = _(
            "Put the stub of {exercise} back? What you wrote is kept beside it. `y` does it, any other key does not."
        )
        self._say(question.format(exercise=task.id), "bold")
        return task

    def reset(self, exercise: Exercise) -> None:
        try:
            self._say(begin_again(self.latest.folder, exercise))
        except OSError as problem:
            self._say(str(problem))

    def leave_as_it_is(self, exercise: Exercise) -> None:
        self._say(_("{exercise} is left as it is.").format(exercise=exercise.id))
