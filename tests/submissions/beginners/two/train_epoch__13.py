# cause 2: An updater that is no Optimizer always gets the size of the first batch, wrong for a smaller last batch. The batches' mean losses are added up but divided by the number of samples, so the returned loss is too small with batches of more than one sample.
import torch
from torch import nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    metric = Accumulator(3)
    batch_size = None
    for X, y in train_iter:
        if batch_size is None:
            batch_size = X.shape[0]
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(batch_size)
        metric.add(float(l.mean()), accuracy(y_hat, y), y.numel())
    return metric[0] / metric[2], metric[1] / metric[2]
