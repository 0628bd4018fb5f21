"""Rules that every right answer keeps: what a wrong one breaks is told where no mistake explains it."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from course import exercise
from course.records import Exercise
from grading.feedback.answer_files import answers_in
from grading.feedback.invariants import INVARIANTS, broken_invariants
from grading.sandbox.in_process import local_answer
from tests.kit.answers import ALL, KIT, RIGHT, graded, with_files
from tests.kit.sampling import chosen

SEEDS = [chosen.seed % 1000 + more for more in range(12)]
WITH_INVARIANTS = [one for one in ALL if (INVARIANTS / one.file).exists()]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("of", WITH_INVARIANTS, ids=lambda of: of.id)
def test_every_right_answer_keeps_them_whatever_the_seed(of: Exercise) -> None:
    for home in (RIGHT, KIT / "solutions"):
        for name, answer in answers_in(home / of.file).items():
            for seed in SEEDS:
                assert not list(broken_invariants(of, local_answer(of, answer), [seed])), f"{name}, seed {seed}"


def right_softmax(X: Tensor) -> Tensor:
    return X.softmax(dim=1)


def right_losses(y_hat: Tensor, y: Tensor) -> Tensor:
    return -y_hat[range(len(y)), y].log()


def predicted(y_hat: Tensor) -> Tensor:
    return y_hat.argmax(dim=1) if y_hat.ndim > 1 else y_hat


def right_ones(y_hat: Tensor, y: Tensor) -> Tensor:
    return predicted(y_hat) == y


class Sums:
    shared: list[float] | None = None
    start = 0.0

    def __init__(self, n: int) -> None:
        self.sums = [self.start] * n if self.shared is None else self.shared

    def add(self, *args: Any) -> None:
        self.sums[:] = [self.after(old, float(new)) for old, new in zip(self.sums, args, strict=True)]

    def after(self, old: float, new: float) -> float:
        return old + new

    def reset(self) -> None:
        self.sums[:] = [0.0] * len(self.sums)

    def __getitem__(self, place: int) -> float:
        return self.sums[place]


def sums(**changed: Any) -> type:
    """The class with some of its attributes written anew."""
    return type("Changed", (Sums,), changed)


BREAKING: dict[str, dict[str, Callable[..., Any]]] = {
    "softmax": {
        "other_scores_give_the_same": lambda X: torch.full(X.shape, 1 / X.shape[1]),
        "a_row_changes_with_the_others": lambda X: X.exp() / X.exp().sum(),
        "classes_are_not_treated_alike": lambda X: right_softmax(X + torch.arange(X.shape[1])),
        "a_higher_score_gets_less": lambda X: right_softmax(-X),
        "a_constant_changes_the_result": lambda X: X.exp() / (X.exp().sum(dim=1, keepdim=True) + 0.5),
        "ratios_are_no_powers_of_e": lambda X: right_softmax(2 * X),
    },
    "cross_entropy": {
        "class_zero_costs_nothing": lambda y_hat, y: torch.where(y == 0, 0, right_losses(y_hat, y)),
        "labels_play_no_part": lambda y_hat, y: -y_hat[:, 0].log(),
        "a_loss_changes_with_the_other_samples": lambda y_hat, y: right_losses(y_hat, y).cumsum(dim=0),
        "the_number_of_samples_counts": lambda y_hat, y: right_losses(y_hat, y) / len(y),
        "a_higher_probability_costs_more": lambda y_hat, y: -(1.01 - y_hat[range(len(y)), y]).log(),
        "other_classes_count": lambda y_hat, y: right_losses(y_hat**2 / (y_hat**2).sum(dim=1, keepdim=True), y),
        "the_number_of_a_class_counts": lambda y_hat, y: right_losses(y_hat, y) * (1 + y),
        "certainty_costs_something": lambda y_hat, y: 1 + right_losses(y_hat, y),
        "half_the_probability_does_not_cost_log_two": lambda y_hat, y: right_losses(y_hat, y) ** 2,
    },
    "accuracy": {
        "right_ones_of_the_last_class_are_not_counted": (
            lambda y_hat, y: right_ones(y_hat[:, :-1] if y_hat.ndim > 1 else y_hat, y).sum()
        ),
        "right_ones_of_class_zero_are_not_counted": lambda y_hat, y: (right_ones(y_hat, y) * y).count_nonzero(),
        "right_ones_of_one_class_count_once": lambda y_hat, y: len(set(y[right_ones(y_hat, y)].tolist())),
        "the_count_is_one_at_most": lambda y_hat, y: right_ones(y_hat, y).any(),
        "the_first_row_is_not_counted": lambda y_hat, y: right_ones(y_hat, y)[1:].sum(),
        "the_last_row_is_not_counted": lambda y_hat, y: right_ones(y_hat, y)[:-1].sum(),
        "a_constant_changes_the_count": lambda y_hat, y: right_ones(y_hat.abs(), y).sum(),
        "a_miss_by_one_counts": lambda y_hat, y: ((predicted(y_hat) - y).abs() < 2).sum(),
        "scores_and_classes_count_differently": (
            lambda y_hat, y: right_ones(-y_hat if y_hat.ndim > 1 else y_hat, y).sum()
        ),
        "the_order_of_the_rows_counts": lambda y_hat, y: right_ones(y_hat, y).long().cumprod(dim=0).sum(),
        "something_counts_where_nothing_is_right": lambda y_hat, y: right_ones(y_hat, y).sum() + 1,
        "one_more_right_one_does_not_count_one": lambda y_hat, y: right_ones(y_hat, y).sum() * 2,
    },
    "accumulator": {
        "objects_share_their_sums": sums(shared=[0.0, 0.0, 0.0]),
        "a_new_object_does_not_start_at_zero": sums(start=1.0),
        "reset_changes_no_sum": sums(reset=lambda self: None),
        "reset_does_not_lead_to_zero": sums(reset=lambda self: self.sums.__setitem__(0, 0.0)),
        "reading_changes_a_sum": sums(
            __getitem__=lambda self, place: (self.sums[place], self.sums.__setitem__(place, 0.0))[0]
        ),
        "add_changes_nothing": sums(after=lambda self, old, new: old),
        "the_last_number_is_not_added": sums(add=lambda self, *args: Sums.add(self, *args[:-1], 0.0)),
        "the_first_number_is_not_added": sums(add=lambda self, *args: Sums.add(self, 0.0, *args[1:])),
        "numbers_play_no_part": sums(after=lambda self, old, new: old + 1),
        "fractions_are_lost": sums(after=lambda self, old, new: old + int(new)),
        "numbers_land_elsewhere": sums(add=lambda self, *args: Sums.add(self, *reversed(args))),
        "tensors_are_not_added_like_numbers": sums(
            add=lambda self, *args: Sums.add(self, *(0 if isinstance(one, Tensor) else one for one in args))
        ),
        "adding_zero_changes_a_sum": sums(after=lambda self, old, new: (old + new) / 2),
        "the_same_again_is_not_the_double": sums(after=lambda self, old, new: max(old, new)),
    },
}


@pytest.mark.parametrize("of", WITH_INVARIANTS, ids=lambda of: of.id)
def test_each_is_broken_by_an_answer_that_does_what_its_title_says(of: Exercise) -> None:
    assert list(BREAKING[of.id]) == list(answers_in(INVARIANTS / of.file))
    for name, wrong in BREAKING[of.id].items():
        told = [mistake.name for mistake in broken_invariants(of, local_answer(of, wrong), SEEDS)]
        assert name in told, f"{name} is not told; {told} are"


UNLISTED = {
    "whole numbers, and a start at 1": (
        "accumulator",
        "class Accumulator:\n"
        "    def __init__(self, n):\n        self.sums = [1] * n\n"
        "    def add(self, *args):\n        self.sums = [a + round(float(b)) for a, b in zip(self.sums, args)]\n"
        "    def reset(self):\n        self.sums = [0] * len(self.sums)\n"
        "    def __getitem__(self, i):\n        return float(self.sums[i])\n",
        ["a_new_object_does_not_start_at_zero", "fractions_are_lost"],
    ),
    "a set, and no last class": (
        "accuracy",
        "def accuracy(y_hat, y):\n"
        "    classes = y_hat[:, :-1].argmax(1) if y_hat.ndim > 1 else y_hat\n"
        "    return float(len(set(y[classes == y].tolist())))\n",
        ["right_ones_of_the_last_class_are_not_counted", "right_ones_of_one_class_count_once"],
    ),
    "the rest, in another unit": (
        "cross_entropy",
        "import math\n\ndef cross_entropy(y_hat, y):\n"
        "    p = y_hat[range(len(y)), y]\n"
        "    return -(1 - p).log() / math.log(y_hat.shape[1])\n",
        ["a_higher_probability_costs_more", "half_the_probability_does_not_cost_log_two"],
    ),
    "sorted, and a longer sum": (
        "softmax",
        "def softmax(X):\n    X = X.sort(dim=1).values.exp()\n    return X / (X.sum(1, keepdim=True) + 0.5)\n",
        ["classes_are_not_treated_alike", "a_higher_score_gets_less"],
    ),
}


@pytest.mark.parametrize("name", UNLISTED)
def test_two_mistakes_that_no_list_holds_are_told_by_the_rules_that_they_break(name: str) -> None:
    id, source, expected = UNLISTED[name]
    of = exercise(id)
    result = graded(with_files("solutions", {of.file: source}), [of])[id]
    assert [mistake.name for mistake in result.mistakes] == expected
    assert result.difference, "what no mistake explains is shown too"
