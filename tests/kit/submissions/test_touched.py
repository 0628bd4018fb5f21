"""Which exercises a saved file touches."""

import pytest

import course
from grading.submissions.touched import touched
from tests.kit.answers import with_files

HELPED = {
    "softmax.py": "from exercises.helper import exponentials\nimport torch.nn as sgd\n",
    "cross_entropy.py": "def cross_entropy(y_hat, y):\n    from .numbers import log\n",
    "accumulator.py": "from . import sums\n",
    "train_epoch.py": "",
    "helper.py": "import constants\n",
}


@pytest.mark.parametrize(
    ("file", "reached"),
    [
        ("softmax.py", ["softmax"]),
        ("helper.py", ["softmax"]),
        ("constants.py", ["softmax"]),
        ("numbers.py", ["cross_entropy"]),
        ("sums.py", ["accumulator", "train_epoch", "evaluate_accuracy"]),
        ("accuracy.py", ["accuracy", "train_epoch", "evaluate_accuracy"]),
        ("sgd.py", ["sgd"]),
        ("nn.py", []),
        ("notes.py", []),
    ],
)
def test_a_file_touches_its_exercise_and_all_that_import_or_need_it(file: str, reached: list[str]) -> None:
    submission = with_files("exercises", {**HELPED, "sgd.py": ""})
    assert [exercise.id for exercise in touched(submission, {file})] == reached


def test_files_that_import_each_other_come_to_an_end() -> None:
    circle = {"softmax.py": "import helper", "helper.py": "import softmax"}
    assert [exercise.id for exercise in touched(with_files("exercises", circle), {"helper.py"})] == ["softmax"]


def test_a_file_that_is_gone_touches_its_exercise_and_those_that_import_it() -> None:
    gone = with_files("solutions", {"accuracy.py": None, "softmax.py": "def softmax(X:\n"})
    reached = [exercise.id for exercise in touched(gone, {"accuracy.py"})]
    assert reached == ["accuracy", "train_epoch", "evaluate_accuracy"]


def test_what_the_package_itself_says_touches_all() -> None:
    assert len(touched(with_files("exercises", {}), {"__init__.py"})) == len(course.EVERY_EXERCISE)
