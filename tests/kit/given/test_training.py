"""What given.training promises: epochs, their figures, and the book's closing checks."""

import dataclasses
import functools
import math
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from given.model import init_params, net, sgd
from given.training import EpochMetrics, check_learned, train_ch3, train_epochs

ROOT = Path(__file__).resolve().parents[3]


def softmax(X):
    return X.exp() / X.exp().sum(dim=1, keepdim=True)


def cross_entropy(y_hat, y):
    return -y_hat[torch.arange(len(y)), y].log()


def train_epoch(net, train_iter, loss, updater):
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


def train_epoch_that_reports(*figures):
    reports = iter(figures)
    return lambda net, train_iter, loss, updater: next(reports)


class TwoClasses:
    """A toy problem that softmax regression learns in one epoch: two clouds of points far apart."""

    def __init__(self):
        generator = torch.Generator().manual_seed(0)
        y = torch.randint(2, (320,), generator=generator)
        X = torch.eye(2)[y] + 0.1 * torch.randn(320, 2, generator=generator)
        self.train_iter = list(zip(X[:256].split(16), y[:256].split(16), strict=True))
        self.test_iter = [(X[256:], y[256:])]
        self.W, b = init_params(2, 2, generator)
        self.net = functools.partial(net, W=self.W, b=b, softmax=softmax)
        self.updater = functools.partial(sgd, [self.W, b], 1.0)

    def train(self, num_epochs, train_epoch=train_epoch, animator=None):
        return train_ch3(
            self.net,
            self.train_iter,
            self.test_iter,
            cross_entropy,
            num_epochs,
            lambda batch_size: self.updater(batch_size=batch_size),
            train_epoch,
            animator,
        )


class RecordingAnimator:
    def __init__(self):
        self.points = []

    def add(self, x, ys):
        self.points.append((x, tuple(ys)))


@pytest.fixture
def problem():
    return TwoClasses()


def test_training_returns_the_figures_of_every_epoch_and_learns(problem):
    history = problem.train(3)

    assert [metrics.epoch for metrics in history] == [1, 2, 3]
    assert history[2].train_loss < history[1].train_loss < history[0].train_loss
    assert history[-1].train_accuracy > 0.9
    assert history[-1].test_accuracy > 0.9


def test_the_training_figures_are_the_ones_that_the_learner_s_epoch_returns(problem):
    problem.train(1)
    (metrics,) = problem.train(1, train_epoch_that_reports((0.25, 0.75)))

    assert (metrics.train_loss, metrics.train_accuracy) == (0.25, 0.75)


def test_figures_returned_as_tensors_become_plain_numbers(problem):
    problem.train(1)
    (metrics,) = problem.train(1, train_epoch_that_reports((torch.tensor(0.25), torch.tensor(0.75))))

    assert type(metrics.train_loss) is float
    assert type(metrics.train_accuracy) is float


def test_the_figures_of_an_epoch_cannot_be_changed():
    metrics = EpochMetrics(1, 0.4, 0.8, 0.8)

    with pytest.raises(dataclasses.FrozenInstanceError):
        metrics.test_accuracy = 1.0


def test_each_epoch_prints_one_line(problem, capsys):
    first, second = problem.train(2)

    assert capsys.readouterr().out.splitlines() == [
        f"epoch {metrics.epoch}/2: train loss {metrics.train_loss:.3f}, "
        f"train accuracy {metrics.train_accuracy:.3f}, test accuracy {metrics.test_accuracy:.3f}"
        for metrics in (first, second)
    ]


def test_an_animator_gets_a_point_an_epoch_in_the_place_of_the_lines(problem, capsys):
    animator = RecordingAnimator()
    history = problem.train(2, animator=animator)

    assert animator.points == [
        (metrics.epoch, (metrics.train_loss, metrics.train_accuracy, metrics.test_accuracy)) for metrics in history
    ]
    assert capsys.readouterr().out == ""


def test_the_figures_of_an_epoch_are_there_before_the_next_one_starts(problem):
    epochs = train_epochs(
        problem.net,
        problem.train_iter,
        problem.test_iter,
        cross_entropy,
        2,
        None,
        train_epoch_that_reports((0.9, 0.1)),
    )

    assert next(epochs).train_loss == 0.9


def test_the_test_accuracy_is_measured_on_the_test_data(problem):
    problem.train(1)
    _, y = problem.test_iter[0]
    y[: len(y) // 4] = 1 - y[: len(y) // 4]

    (metrics,) = problem.train(1)

    assert metrics.train_accuracy == 1
    assert metrics.test_accuracy == 0.75


def test_training_for_no_epoch_is_refused(problem):
    with pytest.raises(ValueError, match="num_epochs is 0"):
        problem.train(0)


@pytest.mark.parametrize("returned", [None, 0.4, (0.4,), (0.4, 0.8, 256)])
def test_an_epoch_that_returns_something_else_is_told_what_to_return(problem, returned):
    with pytest.raises(TypeError, match=r"should return \(mean loss, accuracy\); it returned"):
        problem.train(1, train_epoch_that_reports(returned))


def test_a_model_that_has_learned_passes_the_closing_checks():
    check_learned(EpochMetrics(10, 0.45, 0.85, 0.83))
    check_learned(EpochMetrics(10, 0.0, 1.0, 1.0))


@pytest.mark.parametrize("loss", [0.5, 2.3, math.inf, math.nan])
def test_a_loss_that_has_not_fallen_below_a_half_is_reported_with_what_to_try(loss):
    with pytest.raises(AssertionError, match=f"training loss is {loss:.4g} after epoch 10.*learning rate"):
        check_learned(EpochMetrics(10, loss, 0.85, 0.83))


@pytest.mark.parametrize("accuracy", [0.1, 0.7, math.nan])
def test_an_accuracy_of_seven_tenths_or_less_is_reported(accuracy):
    with pytest.raises(AssertionError, match=f"training accuracy is {accuracy:.4g} .*above 0.7"):
        check_learned(EpochMetrics(10, 0.45, accuracy, 0.83))
    with pytest.raises(AssertionError, match=f"test accuracy is {accuracy:.4g} .*above 0.7"):
        check_learned(EpochMetrics(10, 0.45, 0.85, accuracy))


def test_an_accuracy_above_one_is_reported_as_a_count_that_was_not_divided():
    with pytest.raises(AssertionError, match=r"training accuracy is 217 .*what the count .* is divided by"):
        check_learned(EpochMetrics(10, 0.45, 217.0, 0.83))


def test_training_ends_with_the_closing_checks_of_the_last_epoch(problem):
    with pytest.raises(AssertionError, match=r"training loss is 0\.9 after epoch 2"):
        problem.train(2, train_epoch_that_reports((0.4, 0.9), (0.9, 0.9)))


def test_training_without_pictures_loads_no_matplotlib():
    code = "import sys, given.training; sys.exit('matplotlib' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
