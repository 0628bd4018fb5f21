# cause 2: Puts the Module in eval mode and not in training mode. Asks for len(train_iter) to print progress, which crashes with a TypeError for a generator or another iterable without length.
import torch
from torch import nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.eval()
    metric = Accumulator(3)
    total = len(train_iter)
    for i, (X, y) in enumerate(train_iter):
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
        if i % 100 == 99:
            print(f"batch {i + 1}/{total}")
    return metric[0] / metric[2], metric[1] / metric[2]
