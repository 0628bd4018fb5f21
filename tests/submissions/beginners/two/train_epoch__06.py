# cause: uses the mean loss also for an updater that is no Optimizer, which divides by the batch size itself, so its steps are too small; shows with batches of more than one sample.
import torch
from torch import nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    metric = Accumulator(3)
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        is_torch = isinstance(updater, Optimizer)
        if is_torch:
            updater.zero_grad()
        l.mean().backward()
        if is_torch:
            updater.step()
        else:
            updater(X.shape[0])
        metric.add(float(l.sum()), accuracy(y_hat, y), y.numel())
    return metric[0] / metric[2], metric[1] / metric[2]
