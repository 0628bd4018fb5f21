"""Answers through real workers: what is wrong costs its own exercise and is named, what is right gets full marks."""

from itertools import zip_longest

import pytest

from course.records import Exercise
from grading.feedback.answer_files import MISTAKES, answers_in, mistake_of
from tests.kit.answers import ALL, RIGHT, answer, every_answer, graded, merged

each_exercise = pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)


@pytest.mark.parametrize(("exercise", "name"), every_answer(MISTAKES), ids=lambda value: getattr(value, "id", value))
def test_a_wrong_answer_loses_points_is_named_and_each_failed_check_says_why(exercise: Exercise, name: str) -> None:
    result = graded(answer(name, exercise), [exercise])[exercise.id]
    assert result.open_checks, f"{name} passes all checks of {exercise.id}"
    silent = [check.title for check in result.open_checks if not check.message.strip()]
    assert not silent, f"{name} fails these checks without a message: {silent}"
    assert [mistake.name for mistake in result.mistakes] == [mistake_of(name)], "another name, or none"


@each_exercise
def test_a_mistake_costs_points_in_its_own_exercise_alone(exercise: Exercise) -> None:
    name = next(iter(answers_in(MISTAKES / exercise.file)))
    results = graded(answer(name, exercise), ALL)
    assert not [id for id, result in results.items() if (result.status == "passed") == (id == exercise.id)], (
        f"{name} should cost points in {exercise.id} and nowhere else: "
        f"{ {id: result.score for id, result in results.items()} }"
    )


def rounds() -> list[dict[Exercise, str]]:
    """One right answer of every exercise at a time, as long as there are any."""
    columns = [answers_in(RIGHT / exercise.file) for exercise in ALL]
    return [
        {exercise: name for exercise, name in zip(ALL, names, strict=True) if name} for names in zip_longest(*columns)
    ]


@pytest.mark.parametrize("chosen", rounds(), ids=lambda chosen: next(iter(chosen.values())))
def test_right_answers_get_full_marks_whatever_their_style_and_no_mistake_is_named(chosen: dict[Exercise, str]) -> None:
    results = graded(merged(chosen, RIGHT), tuple(chosen))
    for exercise, name in chosen.items():
        result = results[exercise.id]
        failed = [(check.title, check.message) for check in result.open_checks]
        assert not failed, f"{name} is right: {failed}"
        assert not result.mistakes, f"{name} is right, and is called {result.mistakes[0].name}"
