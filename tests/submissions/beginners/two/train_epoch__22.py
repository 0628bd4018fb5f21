# cause 2: The updating calls (step or updater) stand after the loop, so the parameters change once an epoch and not once a batch; shows with more than one batch. The returned loss is a 0-dim tensor and not a float.
import torch
from torch import nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    total_loss, total_right, total = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        total_loss += l.detach().sum()
        total_right += accuracy(y_hat, y)
        total += len(y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
        else:
            l.sum().backward()
    if isinstance(updater, Optimizer):
        updater.step()
    else:
        updater(len(y))
    return total_loss / total, total_right / total
