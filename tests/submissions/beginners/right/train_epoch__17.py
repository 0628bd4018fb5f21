from typing import Generic, NamedTuple, TypeVar

from torch import Tensor, nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy as count_right

U = TypeVar("U")


class Epoch(NamedTuple):
    loss: float
    accuracy: float


class Strategy(Generic[U]):
    def __init__(self, updater: U) -> None:
        self.updater = updater

    def __call__(self, losses: Tensor) -> None:
        raise TypeError("abstract")


class ByOptimizer(Strategy[Optimizer]):
    def __call__(self, losses: Tensor) -> None:
        self.updater.zero_grad()
        losses.mean().backward()
        self.updater.step()


class ByFunction(Strategy):
    def __call__(self, losses: Tensor) -> None:
        losses.sum().backward()
        self.updater(losses.numel())


def train_epoch_ch3(net, train_iter, loss, updater) -> tuple[float, float]:
    learn = (ByOptimizer if issubclass(type(updater), Optimizer) else ByFunction)(updater)
    if isinstance(net, nn.Module):
        net.train()
    metric = Accumulator(3)
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        metric.add(losses.sum().item(), count_right(y_hat.detach(), y), losses.numel())
        learn(losses)
    epoch = Epoch(loss=metric[0] / metric[2], accuracy=metric[1] / metric[2])
    return tuple(epoch)
