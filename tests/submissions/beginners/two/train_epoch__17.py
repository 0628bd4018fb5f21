# cause 2: Skips every batch whose size differs from that of the first, so a smaller last batch is neither trained on nor counted. Calls loss(y, y_hat) with the arguments swapped, which crashes with a loss that indexes the predictions by the labels.
import torch
from torch import nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    metric = Accumulator(3)
    batch_size = 0
    for X, y in train_iter:
        batch_size = batch_size or len(X)
        if len(X) != batch_size:
            continue
        y_hat = net(X)
        l = loss(y, y_hat)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(batch_size)
        metric.add(float(l.sum()), accuracy(y_hat, y), y.numel())
    return metric[0] / metric[2], metric[1] / metric[2]
