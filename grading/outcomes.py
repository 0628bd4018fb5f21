"""What can keep a check from being decided by its assertions. Each carries the status it gives the check."""

from typing import ClassVar

from grading.results import CheckStatus


class Undecided(Exception):
    """The submission did not come as far as an answer; the message tells the learner what happened."""

    status: ClassVar[CheckStatus]


class NotStarted(Undecided):
    """The code still raises NotImplementedError."""

    status = "not_started"


class CodeFailed(Undecided):
    """The submission raised an exception, could not be loaded, or ended its process."""

    status = "error"


class TimedOut(Undecided):
    """The submission did not answer before its deadline."""

    status = "timeout"


class Violated(Undecided):
    """The worker broke the rules of the conversation."""

    status = "violation"


class ReadyMade(Undecided):
    """The submission called, ready-made, what the exercise asks to be built."""

    status = "failed"


class NoGrade(Exception):
    """The grader itself cannot go on; this is never to be read as a grade."""
