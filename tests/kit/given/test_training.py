"""What given.training promises: epochs, and their figures."""

import dataclasses
import math
import warnings
from functools import partial
from types import SimpleNamespace

import pytest
import torch
from torch.nn.functional import cross_entropy

from given.model import init_params, net, sgd
from given.training import EpochMetrics, line_of, train_epochs


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


def train(problem, num_epochs, train_epoch_ch3=train_epoch, **others):
    return list(train_epochs(**vars(problem), num_epochs=num_epochs, train_epoch_ch3=train_epoch_ch3, **others))


def test_training_gives_the_figures_of_every_epoch_and_learns(problem):
    history = train(problem, 3)
    assert [metrics.epoch for metrics in history] == [1, 2, 3]
    assert history[2].train_loss < history[1].train_loss < history[0].train_loss
    assert history[-1].train_accuracy > 0.9
    assert history[-1].test_accuracy > 0.9


def test_the_figures_of_an_epoch_fit_on_a_line():
    line = "epoch  2/10: train loss 0.900, train accuracy 0.700, test accuracy 0.650"
    assert line_of(EpochMetrics(2, 0.9, 0.7, 0.65), 10) == line


def test_the_training_figures_are_what_the_learners_epoch_returns_as_plain_numbers(problem):
    train(problem, 1)
    for returned in ((0.25, 0.75), (torch.tensor(0.25), torch.tensor(0.75))):
        (metrics,) = train(problem, 1, epoch_that_returns(returned))
        assert (metrics.train_loss, metrics.train_accuracy) == (0.25, 0.75)
        assert type(metrics.train_loss) is type(metrics.train_accuracy) is float
    with pytest.raises(dataclasses.FrozenInstanceError):
        metrics.test_accuracy = 1.0


def test_the_figures_of_an_epoch_are_there_before_the_next_one_starts(problem):
    epochs = train_epochs(**vars(problem), num_epochs=2, train_epoch_ch3=epoch_that_returns((0.9, 0.1)))
    assert next(epochs).train_loss == 0.9


@pytest.mark.parametrize("loss", [math.nan, math.inf])
def test_an_epoch_without_a_loss_is_the_last(problem, loss):
    history = train(problem, 5, epoch_that_returns((0.9, 0.1), (loss, 0.1)))
    assert [metrics.epoch for metrics in history] == [1, 2]


def test_the_accuracy_can_be_measured_with_the_learners_own_function(problem):
    (metrics,) = train(problem, 1, evaluate_accuracy=lambda net, batches: torch.tensor(0.25))
    assert metrics.test_accuracy == 0.25


def test_a_loss_that_is_summed_up_as_the_book_does_it_brings_no_warning(problem):
    def epoch(net, train_iter, loss, updater):
        X, y = train_iter[0]
        return float(loss(net(X), y).sum()), loss(net(X), y).mean()

    torch.set_warn_always(True)  # and not once a process
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            train(problem, 1, epoch)
            assert not warned
            float(torch.ones(1, requires_grad=True))
        assert "requires_grad=True to a scalar" in str(warned[0].message), "elsewhere torch warns as ever"
    finally:
        torch.set_warn_always(False)


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
