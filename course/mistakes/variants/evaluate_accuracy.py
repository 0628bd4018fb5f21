"""Other forms of the mistakes in evaluate_accuracy.py beside this folder: the name up to `__` is the mistake's."""

import torch
from torch import nn


@torch.no_grad()
def averages_the_fractions__with_torch(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    return torch.stack([(net(X).argmax(1) == y).double().mean() for X, y in data_iter]).mean().item()


def never_sets_the_evaluation_mode__of_the_layers(net, data_iter):
    if isinstance(net, nn.Module):
        net.training = False
    hits, n = 0, 0
    with torch.no_grad():
        for X, y in data_iter:
            hits += int((net(X).argmax(1) == y).sum())
            n += len(y)
    return hits / n


def records_gradients__and_detaches(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    hits = torch.cat([net(X).detach().argmax(1) == y for X, y in data_iter])
    return float(hits.double().mean())


def returns_the_share_of_errors__by_subtraction(net, data_iter):
    if isinstance(net, nn.Module):
        net.eval()
    hits, n = 0, 0
    with torch.no_grad():
        for X, y in data_iter:
            hits += int((net(X).argmax(1) == y).sum())
            n += len(y)
    return 1 - hits / n
