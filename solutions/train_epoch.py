"""Exercise 5: train for one epoch (Dive into Deep Learning, 3.6.6)."""

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(
    net: nn.Module | Callable[[Tensor], Tensor],
    train_iter: Iterable[tuple[Tensor, Tensor]],
    loss: Callable[[Tensor, Tensor], Tensor],
    updater: Optimizer | Callable[[int], None],
) -> tuple[float, float]:
    """Go through the training batches once: predict, measure the loss, take its gradients, update.

    net: maps a batch X to predictions y_hat (batch, classes); a Module has to be in training mode.
    train_iter: yields batches (X, y); the last one may be smaller.
    loss: maps (y_hat, y) to the losses of the samples, (batch,).
    updater: a torch Optimizer steps on gradients of the batch's mean loss and needs them cleared first;
        any other updater is called with the batch size, divides by it and clears the gradients itself,
        so it needs the gradients of the batch's summed loss.
    Returns the mean loss and the accuracy over all samples, both as each batch was seen before its update.

    >>> import torch
    >>> y_hat = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]], requires_grad=True)
    >>> batch = (torch.eye(2), torch.tensor([0, 2]))
    >>> train_epoch_ch3(
    ...     net=lambda X: X @ y_hat,
    ...     train_iter=[batch],
    ...     loss=lambda y_hat, y: -torch.log(y_hat[[0, 1], y]),
    ...     updater=lambda batch_size: None,
    ... )
    (1.497866153717041, 0.5)
    """
    if isinstance(net, nn.Module):
        net.train()
    metric = Accumulator(3)  # summed loss, right predictions, samples
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        metric.add(losses.detach().sum(), accuracy(y_hat, y), len(y))
    return metric[0] / metric[2], metric[1] / metric[2]
