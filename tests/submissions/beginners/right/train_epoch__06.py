from torch import nn
from torch.optim import Optimizer
from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    match net:
        case nn.Module():
            net.train()
    metric = Accumulator(3)
    for X, y in train_iter:
        l = loss(y_hat := net(X), y)
        metric.add(l.sum(), accuracy(y_hat, y), len(X))
        match updater:
            case Optimizer():
                updater.zero_grad()
                l.mean().backward()
                updater.step()
            case _:
                l.sum().backward()
                updater(len(X))
    return tuple(metric[i] / metric[2] for i in (0, 1))
