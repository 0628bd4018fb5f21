"""A failed exercise becomes the name of a mistake, by observation: never by looking at the code.

The learner's observations are compared with those of every wrong answer in tests/wrong, which play the same
probes here. The same observations on all of them are the same mistake. Some mistakes show in several ways:
tests/wrong/forms holds their other forms, each named after its mistake up to `__`.
"""

import ast
import inspect
import warnings
from gettext import gettext as _
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from torch import Tensor

from course import Exercise
from grading import KIT
from grading.results import Mistake
from grading.sandbox.untrusted.probes import probes_of
from grading.sandbox.wire import Foreign

WRONG_ANSWERS = KIT / "course" / "mistakes"
TOLERANCE = 1e-4


def name_mistake(exercise: Exercise, observations: list[Any]) -> Mistake | None:
    """The known mistake with exactly these observations (see probes.observe), or None.

    None also if two mistakes match: a wrong name is worse than none.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what torch thinks of wrong answers is not for the learner
        answers = _wrong_answers(WRONG_ANSWERS / exercise.file)
        forms = _wrong_answers(WRONG_ANSWERS / "variants" / exercise.file)
        matches = {
            name.partition("__")[0]
            for name, answer in (answers | forms).items()
            if _behaves_like(answer, exercise, observations)
        }
    return _described(answers[matches.pop()]) if len(matches) == 1 else None


def _wrong_answers(path: Path) -> dict[str, Any]:
    """The wrong answers of a file by their names, loaded afresh: some keep state."""
    source = path.read_text(encoding="utf-8")
    module = ModuleType(f"course.mistakes.{path.stem}")
    exec(compile(source, str(path), "exec", dont_inherit=True), module.__dict__)
    return {
        node.name: getattr(module, node.name)
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }


def _behaves_like(answer: Any, exercise: Exercise, observations: list[Any]) -> bool:
    probes = probes_of(exercise.id)
    if len(probes) != len(observations):
        return False
    objects = {exercise.name: answer}
    return all(same(probe(objects), seen) for probe, seen in zip(probes, observations, strict=True))


def same(mine: Any, theirs: Any) -> bool:
    """Whether two observations are the same for a learner: numbers to four digits, a pair is a pair."""
    mine, theirs = _plain(mine), _plain(theirs)
    if isinstance(mine, Tensor) and isinstance(theirs, Tensor):
        return (
            mine.shape == theirs.shape
            and mine.dtype == theirs.dtype
            and torch.allclose(mine.double(), theirs.double(), rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)
        )
    if isinstance(mine, float) and isinstance(theirs, float):
        return (
            mine == theirs
            or abs(mine - theirs) <= TOLERANCE * max(1.0, abs(mine))
            or (mine != mine and theirs != theirs)
        )
    if isinstance(mine, list) and isinstance(theirs, list):
        return len(mine) == len(theirs) and all(map(same, mine, theirs))
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return mine.keys() == theirs.keys() and all(same(mine[key], theirs[key]) for key in mine)
    return type(mine) is type(theirs) and bool(mine == theirs)


def _plain(value: Any) -> Any:
    """A value without what does not matter: 0-dim tensors are numbers, integers are floats, tuples are lists."""
    if isinstance(value, Tensor):
        value = value.detach()
        return float(value) if value.ndim == 0 and value.dtype != torch.bool else value
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, tuple | list):
        return list(value)
    if isinstance(value, str | dict | Foreign):
        return value
    return Foreign(type(value).__name__)


def _described(answer: Any) -> Mistake:
    title, explanation = texts_of(answer.__doc__)
    return Mistake(snake_case(answer.__name__), _(title), _(explanation))


def texts_of(docstring: str) -> tuple[str, str]:
    """A wrong answer's docstring as the mistake's title and explanation, in English."""
    title, explanation = inspect.cleandoc(docstring).split("\n", 1)
    return title, " ".join(explanation.split())


def snake_case(name: str) -> str:
    """ResetsALocalName -> resets_a_local_name."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
