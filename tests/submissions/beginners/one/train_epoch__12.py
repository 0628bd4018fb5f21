# cause 2: The test updater is Optimizer is never true (isinstance is meant), so an Optimizer is called like a function and raises a TypeError. Besides, the accuracy is divided by the number of batches and not of samples, wrong for batches of more than one sample with anything right.
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
    metric = Accumulator(3)
    num_batches = 0
    for X, y in train_iter:
        num_batches += 1
        y_hat = net(X)
        l = loss(y_hat, y)
        if updater is Optimizer:
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[0])
        metric.add(float(l.sum()), accuracy(y_hat, y), y.numel())
    return metric[0] / metric[2], metric[1] / num_batches
