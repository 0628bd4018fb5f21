# cause: uses the summed loss for both kinds of updater, so a torch Optimizer steps on gradients that are too large by the batch size; shows with an Optimizer and batches of more than one sample.
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
        l = loss(y_hat, y).sum()
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.backward()
            updater.step()
        else:
            l.backward()
            updater(X.shape[0])
        metric.add(l.item(), accuracy(y_hat, y), len(y))
    return metric[0] / metric[2], metric[1] / metric[2]
