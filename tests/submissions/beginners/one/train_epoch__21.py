# cause 2: The metrics are collected in a second pass over train_iter after all updates, so they are not those seen before each update, and a one-pass iterator gives a ZeroDivisionError. Besides, zero_grad lacks its parentheses, so an Optimizer's gradients pile up.
from collections.abc import Callable, Iterable

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
    if isinstance(net, nn.Module):
        net.train()
    # first train
    for X, y in train_iter:
        l = loss(net(X), y)
        if isinstance(updater, Optimizer):
            updater.zero_grad
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(len(X))
    # then evaluate
    metric = Accumulator(3)
    for X, y in train_iter:
        y_hat = net(X)
        metric.add(float(loss(y_hat, y).sum()), accuracy(y_hat, y), y.numel())
    return metric[0] / metric[2], metric[1] / metric[2]
