"""What is known of a learner's folder while they work on it: graded again piece by piece, and shown."""

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import redirect_stderr, suppress
from dataclasses import replace
from gettext import gettext as _
from io import StringIO
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

import course
from course.records import Exercise, Task
from grading.checks.catalogue import checks_of
from grading.commands.hint import show_next_hint
from grading.commands.reset import begin_again
from grading.commands.shared import learners_console, showing_progress, waiting
from grading.grade import Settings, grade
from grading.report import terminal, watching
from grading.report.next_step import headline
from grading.results import Check, ExerciseResult, NoGrade, Scorecard
from grading.sandbox.isolation import Deadlines
from grading.submissions.submission import UnusableSubmission, from_texts, read_folder
from grading.submissions.touched import touched
from grading.text import NOTHING, wrapped

TASKS: tuple[Task, ...] = (*course.TASKS, *course.BONUS)
WORKERS = 2
"""What a grade of one exercise needs: its checks run in one, and its review in another."""
IMPATIENT = Deadlines(exercise=10.0)
"""For somebody who waits: an endless loop is one after 10 s. A whole grade has the usual deadlines."""


class Desk:
    """The results by the ids of their tasks, and what is on the screen.

    keys: whether somebody sits at a terminal; else verdicts follow one another as plain lines.
    """

    def __init__(self, folder: Path, settings: Settings, keys: bool) -> None:
        self.folder, self.settings, self.keys = folder, settings, keys
        self.results = {task.id: _not_graded(task) for task in TASKS}
        self.scorecard: Scorecard | None = None
        self.trained_with: dict[str, str] = {}
        self.view = watching.View(keys=keys)
        self.at_hand: set[str] = set()
        self.said_of_a_reset: Text | None = None
        self.console = learners_console()

    # Grading

    def begin(self) -> None:
        """Grade what there is, show it, and have everything ready for the first save."""
        self._grade((*course.EXERCISES, *course.BONUS), IMPATIENT)
        self.view = replace(self.view, heading=(), news=())
        self.show()
        first = course.EXERCISES[0]
        nothing = from_texts(self.folder, {first.file: f"def {first.name}(*arguments):\n    return None\n"})
        with suppress(NoGrade), waiting(self.console, _("Getting ready")):  # the first save will say what is wrong
            grade(nothing, replace(self.settings, tasks=(first,)))  # torch, pytest and the server are there after it
        self._start_workers()

    def saved(self, files: Collection[str]) -> None:
        """Grade what hangs on these files: first the exercises in them, then what builds on those."""
        try:
            submission = read_folder(self.folder)
        except UnusableSubmission as problem:
            self._show_problem(str(problem))
            return
        tasks = touched(submission, files)
        saved = [task for task in tasks if task.file in files] or tasks
        if not saved:
            return
        self.at_hand = {task.id for task in saved}
        if any(submission.sources.get(file) != text for file, text in self.trained_with.items()):
            self.results[course.MODEL.id] = _not_graded(course.MODEL)
        self._grade(saved, IMPATIENT)
        self.view = replace(self.view, extra=self.said_of_a_reset)  # this save is the reset's
        self.said_of_a_reset = None
        self.show()
        before = dict(self.results)
        others = [task for task in tasks if task not in saved and not submission.not_started(task)]
        if others and not self.view.problem:
            heading, news = self.view.heading, self.view.news
            self._grade(others, IMPATIENT)
            changed = [task for task in others if self.results[task.id].score != before[task.id].score]
            heading = (*heading, *(watching.verdict(self.results[task.id]) for task in changed))
            self.view = replace(self.view, heading=heading, news=(*news, *self.view.news))
            if changed:
                self.show()
        self._start_workers()

    def grade_all(self) -> None:
        """Grade everything, with the model, and list it."""
        self.at_hand = set()
        self._grade(course.TASKS, self.settings.deadlines)
        if self.scorecard and not self.view.problem:
            points = f"{self.scorecard.score} / {self.scorecard.max_score}"
            heading = headline(_("Score {points}"), self.console.width, points=points)
            self.view = replace(self.view, heading=(), extra=self._printed(Group(heading, Text(), self._table())))
        self.show()
        self._start_workers()

    def _grade(self, tasks: Sequence[Task], deadlines: Deadlines) -> None:
        """Grade these tasks; the view has the verdicts, and what was done and learnt by them."""
        before = dict(self.results)
        try:
            submission = read_folder(self.folder)
            with showing_progress(self.console) as progress:
                settings = replace(self.settings, tasks=tuple(tasks), deadlines=deadlines)
                self.scorecard = grade(submission, settings, progress)
        except UnusableSubmission as problem:
            self.view = watching.View(problem=str(problem), keys=self.keys)
            return
        except (NoGrade, OSError) as problem:
            self.view = watching.View(problem=f"{problem}\n{_('This is not a grade.')}", keys=self.keys)
            return
        graded = (*self.scorecard.exercises, *self.scorecard.bonus)
        self.results |= {result.id: result for result in graded}
        if course.MODEL in tasks:
            self.trained_with = {task.file: submission.sources.get(task.file, "") for task in course.EXERCISES}
        done = [task for task in TASKS if self._passes(task) and before[task.id].status != "passed"]
        self.view = watching.View(
            at=time.strftime("%H:%M:%S"),
            heading=tuple(watching.verdict(self.results[task.id]) for task in tasks),
            news=tuple(map(self._learnt, done)),
            keys=self.keys,
        )

    def _start_workers(self) -> None:
        """Have the workers of the next grade on their way; without a server they take seconds."""
        from grading.sandbox.process import start_ahead  # imports torch

        with suppress(NoGrade):  # the next grade will say so
            start_ahead(self.settings.isolation, WORKERS)

    def _learnt(self, task: Task) -> str:
        learnt = task.learnt if isinstance(task, Exercise) else ""
        if self.scorecard and self.scorecard.training and not learnt:
            learnt = terminal.about_the_model(self.scorecard.training)
        return _("{exercise} is done. {learnt}").format(exercise=task.id, learnt=_(learnt))

    # What to do next

    @property
    def current(self) -> Task | None:
        """The first task that does not pass: of those that were saved last, or else of all."""
        open_tasks = [task for task in TASKS if not self._passes(task)]
        saved = [task for task in open_tasks if task.id in self.at_hand and self._is_started(task)]
        return next(iter([*saved, *open_tasks]), None)

    def _passes(self, task: Task) -> bool:
        return self.results[task.id].status == "passed"

    def _is_started(self, task: Task) -> bool:
        return self.results[task.id].status != "not_started"

    def _next(self) -> watching.View:
        """The view with what to do next, and how much is done."""
        done = sum(map(self._passes, TASKS))
        view = replace(self.view, done=done, tasks=len(TASKS), step="", scorecard=None)
        task = self.current
        if task is None or view.problem:
            return view
        if self._is_started(task) and self.scorecard:
            alone = replace(self.scorecard, exercises=(self.results[task.id],), bonus=())
            return replace(view, scorecard=alone)
        if isinstance(task, Exercise):
            message = _("open {file}, read what it asks for, replace the line `raise NotImplementedError`, and save.")
            return replace(view, step=message.format(file=f"{self.folder.name}/{task.file}"))
        if self.keys:
            return replace(view, step=_("press `a`, and the model trains with all that you have written."))
        return replace(view, step=_("`python grader.py` trains the model with all that you have written."))

    # Showing

    def show_below(self) -> None:
        """Show only what to do next, and leave what is on the screen."""
        self.view = watching.View(keys=self.keys)
        self.console.print()
        self.show(clear=False)

    def show(self, clear: bool = True) -> None:
        """Show the view: at a terminal in place of what is on the screen."""
        self.view = self._next()
        self.console = learners_console()  # whose size may have changed
        height = self.console.height
        if self.keys and clear:
            self.console.clear()
        text = watching.rendered(self.view, self.console.width, height - 1 if self.keys else 10**6)
        self.console.print(text, end="\n" if self.keys else "\n\n")

    def _show_problem(self, problem: str) -> None:
        self.view = watching.View(problem=problem, keys=self.keys)
        self.show()

    def _show_extra(self, extra: Text) -> None:
        self.view = replace(self.view, extra=extra)
        self.show()

    def _printed(self, what: RenderableType) -> Text:
        return self._captured(lambda console: console.print(what))

    def _captured(self, print_on: Callable[[Console], None]) -> Text:
        """What is printed on a console like this one, and on standard error."""
        problems = StringIO()
        with self.console.capture() as captured, redirect_stderr(problems):
            print_on(self.console)
        return Text.from_ansi((captured.get() + problems.getvalue()).strip("\n"))

    def _table(self) -> Padding:
        return Padding(terminal.table(list(self.results.values()), self.console), (0, 0, 0, terminal.GAP))

    # Keys

    def explain_keys(self) -> None:
        self._show_extra(watching.keys_explained(self.console.width))

    def list_all(self) -> None:
        self._show_extra(self._printed(self._table()))

    def hint(self) -> None:
        """The next hint for the current exercise."""
        task = self.current
        if not isinstance(task, Exercise):
            self._show_extra(Text(_("There is no exercise left to hint at.")))
            return
        self._show_extra(self._captured(lambda console: show_next_hint(self.folder, task, console)))

    def ask_to_reset(self) -> Exercise | None:
        """Ask whether the current exercise shall be the stub again; None if there is no exercise."""
        task = self.current
        if not isinstance(task, Exercise):
            self._show_extra(Text(_("There is no exercise left to reset.")))
            return None
        question = _(
            "Put the stub of {exercise} back? What you wrote is kept beside it. `y` does it, any other key does not."
        )
        self._show_extra(Text(wrapped(question.format(exercise=task.id), self.console.width), "bold"))
        return task

    def reset(self, exercise: Exercise) -> None:
        try:
            said = begin_again(self.folder, exercise)
        except OSError as problem:
            said = str(problem)
        else:
            self.said_of_a_reset = Text(wrapped(said, self.console.width))
        self._show_extra(Text(wrapped(said, self.console.width)))

    def leave_as_it_is(self, exercise: Exercise) -> None:
        said = _("{exercise} is left as it is.").format(exercise=exercise.id)
        self._show_extra(Text(said))


def _not_graded(task: Task) -> ExerciseResult:
    checks = tuple(
        Check(known.id, _(known.title), 0, known.points, "not_started", NOTHING, NOTHING) for known in checks_of(task)
    )
    return ExerciseResult(task.id, _(task.title), checks)
