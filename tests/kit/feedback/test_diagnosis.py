"""Mistakes are recognised in code that the diagnosis has not seen, and a wrong name is never given.

Two sets of wrong answers were written apart from tests/wrong: `apart`, which then showed what forms were
missing (it began at 128 of 157), and `held_out`, written after that and never used to improve anything.
"""

import contextlib
import io
import warnings
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from grading.sandbox.untrusted.probes import observe

from course import EXERCISES, Exercise
from grading.feedback.diagnosis import name_mistake, snake_case
from grading.grade import Settings, grade
from tests.kit.answers import ALL_RIGHT, KIT, RIGHT, WRONG, answers, folder, with_files

APART, HELD_OUT, FORMS = KIT / "tests/submissions/independent", KIT / "tests/submissions/unseen", WRONG / "variants"
REQUIRED = 0.9

MISTAKES_OF_AN_IDEA = {
    "sum over the whole tensor": "sums_over_the_whole_tensor",
    "sum down the columns": "sums_down_the_columns",
    "keepdim missing": "lets_the_sum_drop_its_dimension",
    "input changed in place": "overwrites_its_input shifts_its_input_in_place",
    "exp forgotten": "forgets_the_exponential",
    "log_softmax instead of softmax": "returns_the_logarithm",
    "sigmoid normalised": "normalises_the_sigmoid",
    "max's tuple not unpacked": "keeps_the_indices_of_max",
    "nothing returned": "returns_nothing",
    "stops at exp": "stops_at_the_exponential",
    "base 2 instead of e": "raises_two_instead_of_e",
    "gradient cut off (detach/numpy/.data)": "leaves_the_graph",
    "mean over the batch": "averages_over_the_batch",
    "sum over the batch": "sums_over_the_batch",
    "minus forgotten": "forgets_the_minus",
    "log2": "takes_the_logarithm_to_base_two",
    "log10": "takes_the_logarithm_to_base_ten",
    "y_hat[:, y]": "picks_the_columns_for_every_row",
    "softmax applied again": "applies_softmax_again",
    "shape (n, 1)": "keeps_an_extra_dimension",
    "log forgotten (minus probability)": "forgets_the_logarithm",
    "gradient cut off by float()": "turns_tensors_into_numbers",
    "arguments swapped": "swaps_the_arguments",
    "fraction instead of count": "returns_a_fraction",
    "percent instead of count": "returns_a_percentage",
    "argmax over the batch (dim 0)": "searches_down_the_batch",
    "no argmax": "compares_scores_with_labels",
    "scores cast to int before argmax": "truncates_the_scores_first",
    "threshold 0.5 on the scores": "asks_for_more_than_half",
    "1-D predictions turned away or mishandled by argmax anyway": (
        "expects_scores_only searches_among_finished_predictions"
    ),
    "1-D predictions mishandled by argmax anyway": "searches_among_finished_predictions",
    "one-row batches turned away": "turns_single_rows_away",
    "boolean tensor returned": "returns_the_comparison",
    "wrong ones counted": "counts_the_wrong_ones",
    "return inside the if": "returns_only_inside_the_if returns_inside_the_loop",
    "last value kept": "keeps_the_last_value",
    "reset missing": "has_no_reset",
    "reset makes a local name only": "resets_a_local_name",
    "reset leaves a list of the wrong length": "reset_leaves_a_single_zero reset_empties_the_list",
    "only the first argument is added": "adds_only_the_first",
    "state shared between instances": "shares_its_sums",
    "__getitem__ missing": "cannot_be_indexed",
    "the same value added to all sums": "adds_the_first_value_to_every_sum",
    "tensors kept alive with their graph": "keeps_tensors_alive",
    "all arguments added into one sum": "adds_everything_together",
    "zero_grad missing": "forgets_to_clear_the_gradients",
    "eval instead of train": "evaluates_instead_of_training",
    "never sets train mode": "never_sets_the_training_mode",
    "mean's gradient with a custom updater": "takes_the_mean_for_every_updater",
    "sum's gradient with an Optimizer": "takes_the_sum_for_every_updater",
    "backward on the vector of losses": "goes_backward_from_a_vector",
    "updater called without the batch size": "calls_the_updater_without_the_batch_size",
    "only Optimizers handled": "handles_only_optimizers forgets_the_custom_updater",
    "only functions handled": "handles_only_functions never_takes_a_step",
    "metrics of the last batch only": "counts_only_the_last_batch",
    "divided by the number of batches": "averages_the_batch_averages divides_by_the_number_of_batches",
    "divided by a constant batch size times the number of batches": "assumes_equal_batches",
    "metrics after the update": "measures_after_the_update",
    "loss detached before backward": "detaches_the_loss",
    "two updates a batch": "updates_twice_a_batch",
    "last batch skipped": "skips_the_last_batch",
    "only the loss returned": "returns_only_the_loss",
    "order swapped": "returns_the_accuracy_first",
}
"""What an idea of the two sets is called in tests/wrong; some show in two ways that have names of their own."""


@cache
def loaded(home: Path, exercise: Exercise, name: str) -> object:
    """One answer of a collection, from a module of its own: some answers keep state."""
    module = ModuleType("answers")
    exec(compile((home / exercise.file).read_text(encoding="utf-8"), name, "exec"), module.__dict__)
    return getattr(module, name)


def diagnosed(home: Path, exercise: Exercise, name: str) -> str | None:
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        mistake = name_mistake(exercise, observe({exercise.name: loaded(home, exercise, name)}, exercise.id))
    return mistake.name if mistake else None


def ideas(home: Path, exercise: Exercise) -> dict[str, str]:
    """The idea of each answer of a set that was written apart."""
    found = {name: getattr(loaded(home, exercise, name), "__doc__", None) or "" for name in answers(home, exercise)}
    return {name: text.removeprefix("idea: ").strip() for name, text in found.items() if text.startswith("idea: ")}


@pytest.mark.parametrize("home", [APART, HELD_OUT], ids=lambda home: home.name)
def test_answers_written_apart_are_named_rightly_and_none_wrongly(home):
    rightly, unnamed, wrongly = [], [], []
    for exercise in EXERCISES:
        for name, idea in ideas(home, exercise).items():
            found = diagnosed(home, exercise, name)
            case = f"{exercise.id}: {name} ({idea}) -> {found}"
            known = MISTAKES_OF_AN_IDEA[idea].split()
            (unnamed if found is None else rightly if found in known else wrongly).append(case)
    total = len(rightly) + len(unnamed) + len(wrongly)
    assert total >= 40
    assert not wrongly, wrongly
    assert len(rightly) >= REQUIRED * total, f"{len(rightly)} of {total}; not named: {unnamed}"


def test_every_other_form_of_a_mistake_is_called_by_its_name():
    for exercise in EXERCISES:
        for name in answers(FORMS, exercise):
            plain = answers(WRONG, exercise)
            assert name.partition("__")[0] in plain, f"{name} is the form of no mistake in tests/wrong"
            assert diagnosed(FORMS, exercise, name) == snake_case(name.partition("__")[0]), name


@pytest.mark.parametrize(("exercise", "name"), ALL_RIGHT, ids=lambda value: getattr(value, "id", value))
def test_a_right_answer_looks_like_no_mistake(exercise, name):
    assert diagnosed(RIGHT, exercise, name) is None


def softmax_alone(source: str):
    return grade(with_files("solutions", {"softmax.py": source}), Settings(tasks=EXERCISES[:1])).exercises[0]


def test_an_answer_that_matches_no_mistake_says_so_and_shows_the_smallest_difference():
    result = softmax_alone("def softmax(X):\n    X = X.exp()\n    return X / (X.sum(1, keepdim=True) + 0.5)\n")
    assert result.mistakes == ()
    call, got, expected = result.difference.splitlines()
    assert call == "softmax([[0.0]])" or call == "softmax([[1.0]])"
    assert got.split()[-1] != expected.split()[-1]
    assert "[[1.0]]" in expected


@pytest.mark.parametrize(
    "body",
    ["torch.softmax(X, 1)", "torch.nn.Softmax(dim=1)(X)", "torch.nn.functional.softmax(X, dim=-1)", "X.softmax(1)",
     "X.log_softmax(1).exp()"],
)  # fmt: skip
def test_the_ready_made_softmax_is_worth_nothing_and_its_line_is_shown(body):
    result = softmax_alone(f"import torch\n\ndef softmax(X):\n    return {body}\n")
    assert result.score == 0
    for check in result.checks:
        assert "ready-made" in check.message
        assert "submitted/softmax.py, line 4" in check.message
        assert body in check.message


def test_a_ready_made_loss_is_worth_nothing():
    body = "    return nll_loss(y_hat.log(), y, reduction='none')\n"
    source = f"from torch.nn.functional import nll_loss\ndef cross_entropy(y_hat, y):\n{body}"
    card = grade(with_files("solutions", {"cross_entropy.py": source}), Settings(tasks=EXERCISES[1:2]))
    assert card.score == 0
    assert "line 3" in card.exercises[0].checks[0].message


ADVICE = {
    "overflows": (0, folder("solutions").sources["softmax.py"], "overflows"),
    "loops over rows": (
        0,
        "import torch\ndef softmax(X):\n    X = X - X.max(1, keepdim=True).values\n"
        "    return torch.stack([row.exp() / row.exp().sum() for row in X])\n",
        "one by one",
    ),
    "copies": (
        0,
        "def softmax(X):\n    X = X.clone()\n    X = X - X.max(1, keepdim=True).values\n"
        "    return X.exp() / X.exp().sum(1, keepdim=True)\n",
        "copies its input",
    ),
    "a tensor for a count": (
        2,
        "def accuracy(y_hat, y):\n    return ((y_hat.argmax(1) if y_hat.ndim > 1 else y_hat) == y).sum()\n",
        "plain float",
    ),
}


@pytest.mark.parametrize("name", ADVICE)
def test_a_right_answer_gets_advice_once_and_all_its_points(name):
    place, source, phrase = ADVICE[name]
    exercise = EXERCISES[place]
    result = grade(with_files("solutions", {exercise.file: source}), Settings(tasks=[exercise])).exercises[0]
    assert result.score == exercise.points
    assert [phrase in line for line in result.advice] == [True]


def test_a_right_answer_that_is_also_good_gets_no_advice():
    shift = "    X = X - X.max(1, keepdim=True).values\n"
    stable = f"def softmax(X):\n{shift}    return X.exp() / X.exp().sum(1, keepdim=True)\n"
    assert softmax_alone(stable).advice == ()
