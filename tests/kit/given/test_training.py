"""What given.training promises: epochs, their figures, and the book's closing checks."""

import dataclasses
import math
from functools import partial
from types import SimpleNamespace

import pytest
import torch
from torch.nn.functional import cross_entropy

from given.model import init_params, net, sgd
from given.training import EpochMetrics, check_learned, train_ch3


def train_epoch(net, train_iter, loss, updater):
    """What the book's train_epoch_ch3 does for an updater of its own (3.6.6)."""
    total = right = samples = 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        losses.sum().backward()
        updater(len(y))
        total += losses.sum().item()
        right += (y_hat.argmax(dim=1) == y).sum().item()
        samples += len(y)
    return total / samples, right / samples


def epoch_that_returns(*figures):
    returned = iter(figures)
    return lambda net, train_iter, loss, updater: next(returned)


@pytest.fixture
def problem():
    """What softmax regression learns in one epoch: two clouds of points far apart."""
    generator = torch.Generator().manual_seed(0)
    y = torch.randint(2, (320,), generator=generator)
    X = torch.eye(2)[y] + 0.1 * torch.randn(320, 2, generator=generator)
    W, b = init_params(2, 2, generator)
    return SimpleNamespace(
        net=partial(net, W=W, b=b, softmax=lambda scores: scores),  # torch's cross_entropy takes the scores
        train_iter=list(zip(X[:256].split(16), y[:256].split(16), strict=True)),
        test_iter=[(X[256:], y[256:])],
        loss=partial(cross_entropy, reduction="none"),
        updater=lambda batch_size: sgd([W, b], 1.0, batch_size),
    )


def train(problem, num_epochs, train_epoch_ch3=train_epoch, animator=None):
    return train_ch3(**vars(problem), num_epochs=num_epochs, train_epoch_ch3=train_epoch_ch3, animator=animator)


def test_training_prints_and_returns_the_figures_of_every_epoch_and_learns(problem, capsys):
    history = train(problem, 3)
    assert [metrics.epoch for metrics in history] == [1, 2, 3]
    assert history[2].train_loss < history[1].train_loss < history[0].train_loss
    assert history[-1].train_accuracy > 0.9
    assert history[-1].test_accuracy > 0.9
    assert capsys.readouterr().out.splitlines() == [
        f"epoch {metrics.epoch}/3: train loss {metrics.train_loss:.3f}, "
        f"train accuracy {metrics.train_accuracy:.3f}, test accuracy {metrics.test_accuracy:.3f}"
        for metrics in history
    ]


def test_the_training_figures_are_what_the_learners_epoch_returns_as_plain_numbers(problem):
    train(problem, 1)
    for returned in ((0.25, 0.75), (torch.tensor(0.25), torch.tensor(0.75))):
        (metrics,) = train(problem, 1, epoch_that_returns(returned))
        assert (metrics.train_loss, metrics.train_accuracy) == (0.25, 0.75)
        assert type(metrics.train_loss) is type(metrics.train_accuracy) is float
    with pytest.raises(dataclasses.FrozenInstanceError):
        metrics.test_accuracy = 1.0


def test_an_animator_gets_a_point_an_epoch(problem):
    points = []
    history = train(problem, 2, animator=SimpleNamespace(add=lambda x, ys: points.append((x, *ys))))
    assert points == [dataclasses.astuple(metrics) for metrics in history]


def test_the_figures_of_an_epoch_are_there_before_the_next_one_starts(problem, capsys):
    with pytest.raises(StopIteration):
        train(problem, 2, epoch_that_returns((0.9, 0.1)))
    assert capsys.readouterr().out.startswith("epoch 1/2: train loss 0.900")


def test_the_test_accuracy_is_measured_on_the_test_data(problem):
    train(problem, 1)
    _, y = problem.test_iter[0]
    y[: len(y) // 4] = 1 - y[: len(y) // 4]
    (metrics,) = train(problem, 1)
    assert (metrics.train_accuracy, metrics.test_accuracy) == (1, 0.75)


def test_training_for_no_epoch_is_refused(problem):
    with pytest.raises(ValueError, match="num_epochs is 0"):
        train(problem, 0)


@pytest.mark.parametrize("returned", [None, 0.4, (0.4,), (0.4, 0.8, 256)])
def test_for_an_epoch_that_returns_something_else_the_error_says_what_to_return(problem, returned):
    with pytest.raises(TypeError, match=r"should return \(mean loss, accuracy\); it returned"):
        train(problem, 1, epoch_that_returns(returned))


def test_a_model_that_has_learned_passes_the_closing_checks():
    check_learned(EpochMetrics(10, 0.45, 0.85, 0.83))
    check_learned(EpochMetrics(10, 0.0, 1.0, 1.0))


@pytest.mark.parametrize("loss", [0.5, 2.3, math.inf, math.nan])
def test_a_loss_that_has_not_fallen_below_a_half_is_reported_with_what_to_try(loss):
    with pytest.raises(AssertionError, match=f"training loss is {loss:.4g} after epoch 10.*learning rate"):
        check_learned(EpochMetrics(10, loss, 0.85, 0.83))


@pytest.mark.parametrize("accuracy", [0.1, 0.7, math.nan])
def test_an_accuracy_of_seven_tenths_or_less_is_reported(accuracy):
    for which, metrics in (
        ("training", EpochMetrics(10, 0.45, accuracy, 0.83)), ("test", EpochMetrics(10, 0.45, 0.85, accuracy)),
    ):  # fmt: skip
        with pytest.raises(AssertionError, match=f"{which} accuracy is {accuracy:.4g} .*above 0.7"):
            check_learned(metrics)


def test_an_accuracy_above_one_is_reported_as_a_count_that_was_not_divided():
    with pytest.raises(AssertionError, match=r"training accuracy is 217 .*what the count .* is divided by"):
        check_learned(EpochMetrics(10, 0.45, 217.0, 0.83))
