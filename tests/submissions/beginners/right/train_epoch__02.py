from torch import nn
from torch.optim import Optimizer


def train_epoch_ch3(net, train_iter, loss, updater):
    # no helpers, three plain numbers
    if isinstance(net, nn.Module):
        net.train(True)
    total, right, seen = 0.0, 0, 0
    for X, y in train_iter:
        scores = net(X)
        losses = loss(scores, y)
        total += losses.sum().item()
        right += (scores.argmax(dim=1) == y).sum().item()
        seen += len(y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
    return total / seen, right / seen
