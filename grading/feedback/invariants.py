"""Which rules an answer breaks that hold for every right one, such as: a row's result does not change with the others.

They ask for no right result, and know no wrong answer: what they say is how results change when the input does. An
exercise has them in course/invariants/ID.py.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from course.records import Answer, Exercise
from grading import KIT
from grading.feedback.answer_files import answers_in, texts_of
from grading.results import Mistake
from language import translated as _

INVARIANTS = KIT / "course" / "invariants"
SEEDS = range(3)


def broken_invariants(exercise: Exercise, answer: Answer, seeds: Iterable[int] = SEEDS) -> Iterator[Mistake]:
    """Those that are broken whatever the seed, in the order of the file."""
    for name, is_broken in answers_in(INVARIANTS / exercise.file).items():
        if all(_is_true(is_broken, answer, seed) for seed in seeds):
            title, explanation = texts_of(is_broken.__doc__)
            yield Mistake(name, _(title), _(explanation))


def _is_true(is_broken: Any, answer: Answer, seed: int) -> bool:
    """Whether an invariant is seen to be broken: where an answer crashes, or returns what is no number, it is not."""
    try:
        return bool(is_broken(answer, seed))
    except Exception:
        return False
