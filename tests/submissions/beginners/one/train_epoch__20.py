# cause 2: The function demands a fifth argument batch_size, so every call with the four agreed ones is a TypeError. Besides, loss gets its arguments in the wrong order, loss(y, y_hat), a crash or wrong losses.
from collections.abc import Callable, Iterable

from torch import Tensor, nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater, batch_size):
    if isinstance(net, nn.Module):
        net.train()
    train_l_sum, train_acc_sum, n = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y, y_hat)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(y.shape[0])
        train_l_sum += l.sum().item()
        train_acc_sum += accuracy(y_hat, y)
        n += y.shape[0]
    return train_l_sum / n, train_acc_sum / n
