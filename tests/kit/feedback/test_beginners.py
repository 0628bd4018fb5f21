"""What is said of answers that were written from the stubs alone, by somebody who had seen nothing of the kit.

tests/submissions/beginners holds two sets of 80 wrong answers, half of them with two mistakes at once, and 80 right
ones. Of the 152 that lost points in the first run, 142 got a name or another sentence; one of the names was false.
"""

from pathlib import Path

import pytest

from course import EXERCISES
from course.records import Exercise
from grading.feedback.cells import cells_of
from grading.feedback.observation import observe
from grading.results import ExerciseResult
from grading.sandbox.in_process import LocalSession
from tests.kit.answers import ALL, KIT, RIGHT, answer, every_answer, folder, graded, with_files
from tests.kit.sampling import sampled

BEGINNERS = KIT / "tests" / "submissions" / "beginners"
UNEXPLAINED, MORE = 0.05, 3
"""The share of wrong answers of which nothing is said, and how many more a sample of 40 may hold by chance."""


def result_of(path: Path) -> ExerciseResult:
    exercise = next(exercise for exercise in EXERCISES if path.stem.startswith(f"{exercise.id}__"))
    submission = with_files("solutions", {exercise.file: path.read_text(encoding="utf-8")})
    return graded(submission, [exercise], seed=7)[exercise.id]


def some_of(name: str) -> list[Path]:
    return sampled(sorted((BEGINNERS / name).glob("*.py")), 20)


@pytest.mark.seeds
@pytest.mark.timeout(1200)
def test_of_most_wrong_answers_of_beginners_something_is_said() -> None:
    results = {f"{path.parent.name}/{path.name}": result_of(path) for path in (*some_of("one"), *some_of("two"))}
    lost = {name: result for name, result in results.items() if result.status != "passed"}
    silent = [
        name
        for name, result in lost.items()
        if not result.mistakes and "goes wrong where" not in result.difference and "is not valid" not in said_of(result)
    ]
    assert len(silent) <= UNEXPLAINED * len(lost) + MORE, f"nothing is said of {silent}"


def said_of(result: ExerciseResult) -> str:
    return result.open_checks[0].message


@pytest.mark.seeds
@pytest.mark.timeout(1200)
def test_right_answers_of_beginners_get_full_points_and_no_mistake_is_named() -> None:
    for path in some_of("right"):
        result = result_of(path)
        assert (result.status, result.mistakes, result.difference) == ("passed", (), ""), path.name


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_no_situation_asks_for_what_a_right_answer_does_not_do(exercise: Exercise) -> None:
    solved = LocalSession(folder("solutions"), [exercise], exercise.scenario).answer(exercise)
    for of_exercise, name in every_answer(RIGHT):
        if of_exercise == exercise:
            session = LocalSession(answer(name, exercise, RIGHT), [exercise], exercise.scenario)
            cells = cells_of(exercise, observe(exercise, session.answer(exercise)), observe(exercise, solved))
            assert [cell.what for cell in cells if cell.wrong and cell.aspect != "gradients"] == [], name
