# cause: averages the batches' means and does not weight them by their sizes, so loss and accuracy are wrong when the last batch is smaller.
import torch
from torch import nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    losses, accs = [], []
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(len(X))
        losses.append(l.mean().item())
        accs.append(accuracy(y_hat, y) / len(y))
    return sum(losses) / len(losses), sum(accs) / len(accs)
