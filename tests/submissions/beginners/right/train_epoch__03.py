from functools import singledispatch

from torch import Tensor, nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


@singledispatch
def _update(updater, losses: Tensor) -> None:
    losses.sum().backward()
    updater(losses.shape[0])


@_update.register
def _(updater: Optimizer, losses: Tensor) -> None:
    updater.zero_grad(set_to_none=True)
    losses.mean().backward()
    updater.step()


def train_epoch_ch3(net, train_iter, loss, updater) -> tuple[float, float]:
    if isinstance(net, nn.Module):
        net.train()
    sums = Accumulator(3)
    for features, labels in train_iter:
        predictions = net(features)
        losses = loss(predictions, labels)
        sums.add(losses.detach().sum(), accuracy(predictions, labels), labels.shape[0])
        _update(updater, losses)
    n = sums[2]
    return sums[0] / n, sums[1] / n
