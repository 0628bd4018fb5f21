import torch
from torch import nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    """Clear the gradients by hand, one parameter at a time."""
    if isinstance(net, nn.Module) and not net.training:
        net.train()
    elif isinstance(net, nn.Module):
        net.train()  # a child may have been left in evaluation mode
    metric = Accumulator(4)
    iterator = iter(train_iter)
    while True:
        try:
            X, y = next(iterator)
        except StopIteration:
            break
        y_hat = net(X)
        losses = loss(y_hat, y)
        objective = losses.sum()
        metric.add(objective.item(), accuracy(y_hat, y), y.numel(), 1)
        if isinstance(updater, Optimizer):
            for group in updater.param_groups:
                for parameter in group["params"]:
                    parameter.grad = None
            objective.div(y.numel()).backward()
            updater.step()
        else:
            objective.backward()
            updater(X.shape[0])
        del X, y, y_hat, losses, objective
    return metric[0] / metric[2], metric[1] / metric[2]
