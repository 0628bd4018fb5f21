# cause: never puts the Module in training mode, so a net that was left in eval mode (dropout, batch norm) is trained in eval mode.
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
    metric = Accumulator(3)
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[0])
        metric.add(float(l.sum()), accuracy(y_hat, y), y.numel())
    return metric[0] / metric[2], metric[1] / metric[2]
