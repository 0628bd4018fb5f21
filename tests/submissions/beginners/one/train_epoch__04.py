# cause: The net is never put into training mode; shows for a Module that is in evaluation mode when the epoch starts.
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
    for batch in train_iter:
        X, y = batch
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[0])
        metric.add(l.sum().item(), accuracy(y_hat, y), len(y))
    return metric[0] / metric[2], metric[1] / metric[2]
