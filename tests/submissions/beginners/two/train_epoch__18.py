# cause 2: For an updater that is no Optimizer it calls backward on the vector of losses without sum, which crashes for batches of more than one sample. Returns the accuracy of the last batch only and not of all samples; shows with more than one batch.
import torch
from torch import nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    metric = Accumulator(2)
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.backward()
            updater(X.shape[0])
        metric.add(float(l.sum()), y.numel())
        train_acc = accuracy(y_hat, y) / y.numel()
    return metric[0] / metric[1], train_acc
