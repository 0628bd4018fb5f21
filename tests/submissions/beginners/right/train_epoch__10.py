from functools import reduce

from torch import nn
from torch.optim import Optimizer

from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    is_opt = isinstance(updater, Optimizer)
    isinstance(net, nn.Module) and net.train()

    def one_batch(state, batch):
        X, y = batch
        y_hat = net(X)
        l = loss(y_hat, y)
        new = state[0] + float(l.detach().sum()), state[1] + accuracy(y_hat, y), state[2] + len(y)
        is_opt and updater.zero_grad()
        (l.mean() if is_opt else l.sum()).backward()
        updater.step() if is_opt else updater(len(y))
        return new

    a, b, n = reduce(one_batch, train_iter, (0.0, 0.0, 0))
    return a / n, b / n
