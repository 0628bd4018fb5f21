import torch
from torch import nn
from torch.optim import Optimizer
from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    """Gradients by torch.autograd.grad for the optimizer, by backward for everybody else."""
    if isinstance(net, nn.Module):
        net.train()
    tally = Accumulator(2)
    total = 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        tally.add(l.sum().detach(), accuracy(y_hat, y))
        total += len(y)
        if isinstance(updater, Optimizer):
            params = [p for g in updater.param_groups for p in g["params"] if p.requires_grad]
            grads = torch.autograd.grad(l.mean(), params, allow_unused=True)
            for p, g in zip(params, grads):
                p.grad = g
            updater.step()
        else:
            l.sum().backward()
            updater(len(y))
    return tally[0] / total, tally[1] / total
