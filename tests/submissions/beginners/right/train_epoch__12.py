import torch
from torch import nn
from torch.optim import Optimizer


def _batches(net, train_iter, loss, updater):
    """Train on each batch; yield (summed loss, right predictions, samples)."""
    for X, y in train_iter:
        with torch.enable_grad():
            y_hat = net(X)
            l = loss(y_hat, y)
        report = (l.sum().item(), (y_hat.argmax(-1) == y).sum().item(), X.size(0))
        try:
            if isinstance(updater, Optimizer):
                updater.zero_grad()
                l.mean().backward()
            else:
                l.sum().backward()
        finally:
            yield report
        if isinstance(updater, Optimizer):
            updater.step()
        else:
            updater(X.size(0))


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = hits = samples = 0
    for batch_loss, batch_hits, batch_samples in _batches(net, train_iter, loss, updater):
        loss_sum += batch_loss
        hits += batch_hits
        samples += batch_samples
    return float(loss_sum / samples), float(hits / samples)
