"""Code as learners write it, run in this process until it raises."""

import sys
from bdb import BdbQuit
from typing import Any

import pytest

from course.records import Answer, Call, Exercise, Play, Script
from grading.feedback.crashes import explained
from grading.results import Mistake, Raised
from grading.sandbox.in_process import LocalSession
from grading.sandbox.untrusted.worker import _described
from tests.kit.answers import with_files

OF_JUPYTER = ("IPython", "matplotlib_inline")


def explanation(exercise: Exercise, code: str, **others: str) -> Mistake | None:
    """What is said of the exception that this code ends in, beside the solutions of the other exercises."""
    sources = with_files("solutions", {exercise.file: code, **{f"{name}.py": text for name, text in others.items()}})
    return explained(raised_by(exercise, code, **others), sources.sources, exercise)


def raised_by(exercise: Exercise, code: str, **others: str) -> Raised:
    """The exception of this code, in the first of its exercise's situations that it does not come through."""
    changed = {exercise.file: code, **{f"{name}.py": text for name, text in others.items()}}
    submission = with_files("solutions", dict(changed))
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.breakpointhook", _quit)  # pytest's own waits for somebody
            patch.setattr("sys.meta_path", [_WithoutJupyter(), *sys.meta_path])
            for name in [name for name in sys.modules if name.partition(".")[0] in OF_JUPYTER]:
                patch.delitem(sys.modules, name)
            _try_all(exercise, LocalSession(submission, [exercise], exercise.scenario).answer(exercise))
    except BaseException as error:
        told = _described(error, str(submission.folder))
        frames = tuple((file, line, function) for file, line, function in told["frames"])
        return Raised(told["type"], told["not_written"], told["text"], frames)
    raise AssertionError("it raises nothing")


def _try_all(exercise: Exercise, answer: Answer) -> None:
    for situation in exercise.situations():
        match situation:
            case Call():
                answer(*[arg.clone().requires_grad_(arg.is_floating_point()) for arg in situation.arguments])
            case Play():
                answer(**situation.arguments)
            case Script():
                objects: dict[str, Any] = {}
                for step in situation.steps:
                    if step.object not in objects:
                        objects[step.object] = answer(*situation.arguments)
                    if step.method == "__getitem__":
                        objects[step.object][step.arguments[0]]
                    else:
                        getattr(objects[step.object], step.method)(*step.arguments)


def _quit(*args: Any) -> None:
    raise BdbQuit


class _WithoutJupyter:
    """Finds none of the packages that the kit's tests have, and a learner's grade has not."""

    def find_spec(self, name: str, *_: object) -> None:
        if name.partition(".")[0] in OF_JUPYTER:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
