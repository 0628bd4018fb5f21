"""The model, its updater and its test, as the book gives them (3.2.6, 3.6.1, 3.6.3, 3.6.5), and a thread for them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from gettext import gettext as _

import torch
from torch import Tensor, nn

Net = Callable[[Tensor], Tensor]
Batches = Iterable[tuple[Tensor, Tensor]]


def init_params(
    num_inputs: int = 784, num_outputs: int = 10, generator: torch.Generator | None = None
) -> tuple[Tensor, Tensor]:
    """Fresh parameters of softmax regression (3.6.1), float32, both requiring gradients.

    Returns W, (num_inputs, num_outputs), drawn from a normal distribution with mean 0 and standard
    deviation 0.01, and b, (num_outputs,), zeros. 784 is the number of pixels of an image of 28 x 28.
    """
    W = torch.normal(0.0, 0.01, size=(num_inputs, num_outputs), generator=generator)
    return W.requires_grad_(), torch.zeros(num_outputs, requires_grad=True)


def net(X: Tensor, W: Tensor, b: Tensor, softmax: Net) -> Tensor:
    """Softmax regression (3.6.3): flatten each image, one linear layer, then the given softmax.

    X: (n, ...), a batch of n images, for instance (n, 1, 28, 28).
    Returns (n, num_outputs), what softmax makes of the scores.

    Training wants a net of X alone; `functools.partial(net, W=W, b=b, softmax=softmax)` is one.
    """
    return softmax(X.flatten(start_dim=1) @ W + b)


def sgd(params: Iterable[Tensor], lr: float, batch_size: int) -> None:
    """One step of minibatch stochastic gradient descent, in place (3.2.6); clears the gradients.

    Expects the gradients of the batch's summed loss: it is this step that divides by the batch size.
    Raises ValueError for a parameter that has no gradient yet.
    """
    with torch.no_grad():
        for param in params:
            if param.grad is None:
                message = _(
                    "a parameter of shape {shape} has no gradient yet; "
                    "the loss needs its backward() before the updater can step"
                )
                raise ValueError(message.format(shape=tuple(param.shape)))
            param -= lr * param.grad / batch_size
            param.grad.zero_()


@contextmanager
def evaluating(net: Net) -> Iterator[None]:
    """Within, nothing records gradients and a Module is in evaluation mode; its own mode comes back after."""
    modules = list(net.modules()) if isinstance(net, nn.Module) else []
    was_training = [module.training for module in modules]
    try:
        for module in modules:
            module.training = False
        with torch.no_grad():
            yield
    finally:
        for module, training in zip(modules, was_training, strict=True):
            module.training = training


def evaluate_accuracy(net: Net, data_iter: Batches) -> float:
    """The fraction of samples whose highest score is at their true class (3.6.5).

    net: maps a batch X to scores, (batch, classes).
    data_iter: yields batches (X, y) with y of shape (batch,), int64.
    Returns a float between 0 and 1; for ten classes it is about 0.1 before training.
    Raises ValueError when there is no sample to count.
    """
    right = samples = 0
    with evaluating(net):
        for X, y in data_iter:
            right += int((net(X).argmax(dim=1) == y).sum())
            samples += len(y)
    if not samples:
        message = _(
            "no samples to measure the accuracy on: the data iterator is empty "
            "(a generator can be used only once; a list or a DataLoader starts again)"
        )
        raise ValueError(message)
    return right / samples


@contextmanager
def one_thread() -> Iterator[None]:
    """Within, torch uses one thread: on busy cores, several mostly wait for each other; one is ten times as fast."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)
