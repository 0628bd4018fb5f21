from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


@contextmanager
def _updating(updater: Optimizer | Callable[[int], None], batch_size: int) -> Iterator[Callable[[Tensor], Tensor]]:
    """Clear before, step after; in between hand out how the losses have to be reduced."""
    if isinstance(updater, Optimizer):
        updater.zero_grad()
        yield torch.mean
        updater.step()
    else:
        yield torch.sum
        updater(batch_size)


def train_epoch_ch3(
    net: nn.Module | Callable[[Tensor], Tensor],
    train_iter: Iterable[tuple[Tensor, Tensor]],
    loss: Callable[[Tensor, Tensor], Tensor],
    updater: Optimizer | Callable[[int], None],
) -> tuple[float, float]:
    if isinstance(net, nn.Module):
        net.train()
    metric = Accumulator(3)
    for X, y in train_iter:
        with _updating(updater, y.shape[0]) as reduce:
            y_hat = net(X)
            losses = loss(y_hat, y)
            metric.add(losses.sum().detach(), accuracy(y_hat, y), y.shape[0])
            reduce(losses).backward()
    return metric[0] / metric[2], metric[1] / metric[2]
