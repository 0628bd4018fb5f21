# cause 2: accuracy is called with its arguments swapped, accuracy(y, y_hat), a crash or a wrong count. Besides, the plain branch calls the updater before backward, so it gets missing or stale gradients and leaves the batch's own behind.
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
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            updater(X.shape[0])
            l.sum().backward()
        metric.add(l.sum(), accuracy(y, y_hat), len(X))
    return metric[0] / metric[2], metric[1] / metric[2]
