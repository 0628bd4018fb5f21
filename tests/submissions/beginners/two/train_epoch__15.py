# cause 2: Calls an updater that is no Optimizer before backward, so at the first batch it finds no gradients (it crashes or does nothing) and later those of the batch before. Returns the accuracy in percent and not as a fraction.
import torch
from torch import nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    loss_sum, right, n = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        loss_sum += l.sum().item()
        right += accuracy(y_hat, y)
        n += y.shape[0]
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            updater(y.shape[0])
            l.sum().backward()
    return loss_sum / n, 100 * right / n
