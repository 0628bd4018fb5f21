import operator
from torch import nn
from torch.optim import Optimizer
from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy

REDUCE = {True: operator.methodcaller("mean"), False: operator.methodcaller("sum")}


def _nothing(*_):
    pass


def train_epoch_ch3(net, train_iter, loss, updater):
    built_in = isinstance(updater, Optimizer)
    clear = updater.zero_grad if built_in else _nothing
    update = (lambda size: updater.step()) if built_in else updater
    if isinstance(net, nn.Module):
        net.train()
    losses, hits, count = Accumulator(1), Accumulator(1), 0
    for number, (X, y) in enumerate(train_iter, start=1):
        clear()
        y_hat = net(X)
        l = loss(y_hat, y)
        losses.add(l.sum().item())
        hits.add(accuracy(y_hat, y))
        count += y.numel()
        REDUCE[built_in](l).backward()
        update(y.numel())
    return losses[0] / count, hits[0] / count
