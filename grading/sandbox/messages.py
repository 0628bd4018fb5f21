"""How the learner's own errors read in a message."""

from gettext import gettext as _

from course.records import Exercise
from grading.results import Raised
from grading.submissions.submission import Submission
from grading.text import printable, shown
from language import N_

OUT_OF_REACH = ("PermissionError", "URLError", "gaierror", "<urlopen error", "ModuleNotFoundError")
ALONE = N_(
    "While it is graded, your code runs alone: with torch and the files beside it, and without other files, processes, "
    'packages or a network. What needs more can stand below `if __name__ == "__main__":`, which does not run then.'
)


def comes_to_a_stub(raised: Raised, submission: Submission) -> bool:
    """Whether it is a line of the submission that raises NotImplementedError, and not torch."""
    file, number, _function = raised.frames[-1] if raised.frames else ("", 0, "")
    return raised.not_written and "NotImplementedError" in submission.line(file, number)


def failure_text(what: str, raised: Raised, submission: Submission) -> str:
    """What was called, what it raised, and the lines of the learner's own code that it came through."""
    if comes_to_a_stub(raised, submission):
        happened = _("{call}: this part still raises NotImplementedError.").format(call=what)
    elif raised.type_name == "SystemExit":
        happened = _("{call} called for Python to exit.").format(call=what)
    else:
        text = printable(raised.text).strip()
        error = f"{printable(raised.type_name)}: {text}" if text else printable(raised.type_name)
        happened = _("{call} raised {error}").format(call=what, error=error)
    out_of_reach = any(sign in f"{raised.type_name}: {raised.text}" for sign in OUT_OF_REACH)
    return happened + _lines(raised, submission) + (f"\n{_(ALONE)}" if out_of_reach else "")


def ready_made_text(
    what: str, operator: str, place: tuple[str, int], exercise: Exercise, submission: Submission
) -> str:
    """Which ready-made operator was called, the learner's line that led there, and what the exercise is about."""
    called = _("{call} calls the ready-made operator {operator}.").format(call=what, operator=printable(operator))
    task = _("This exercise is about building it yourself, from {parts}.").format(parts=_(exercise.built_from))
    return f"{called}{shown_line(submission, *place)}\n{task}"


def _lines(raised: Raised, submission: Submission) -> str:
    return "".join(shown_line(submission, *frame) for frame in raised.frames)


def shown_line(submission: Submission, file: str, number: int, function: str = "<") -> str:
    """A line of the learner's code under its place, or "" if there is no such line."""
    written = submission.place(file, number)
    if not written:
        return ""
    place = _("{file}, line {line}:") if function.startswith("<") else _("{file}, line {line}, in {function}:")
    where = place.format(file=written[0], line=written[1], function=printable(function))
    return f"\n  {where}\n    {shown(submission.line(file, number).strip(), 200)}"
