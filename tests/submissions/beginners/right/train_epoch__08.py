from torch import nn
from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    """Duck typing: whoever can be called is a plain updater, an Optimizer can not."""
    if isinstance(net, nn.Module): net.train()
    m = Accumulator(3)
    for X, y in train_iter:
        y_hat = net(X); l = loss(y_hat, y); s = l.sum()
        m.add(s.item(), accuracy(y_hat, y), y.numel())
        if callable(updater): s.backward(); updater(y.numel())
        else: updater.zero_grad(); (s / y.numel()).backward(); updater.step()
    return m[0] / m[2], m[1] / m[2]
