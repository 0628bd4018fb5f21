# cause: Accuracy and loss are returned in the wrong order (accuracy first); shows whenever the two differ.
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
    if isinstance(net, nn.Module):
        net.train()
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if not isinstance(updater, Optimizer):
            l.sum().backward()
            updater(X.shape[0])
        else:
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        metric.add(accuracy(y_hat, y), float(l.sum()), y.numel())
    return metric[0] / metric[2], metric[1] / metric[2]
