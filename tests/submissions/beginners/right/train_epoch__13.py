import torch
from torch import nn
from torch.optim import Optimizer
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    """Keep what every batch said, glue it together at the end."""
    if isinstance(net, nn.Module):
        for module in net.modules():
            module.training = True
    all_losses, all_guesses, all_labels = [], [], []
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        all_losses.append(l.detach().clone())
        all_guesses.append(y_hat.detach().argmax(dim=1))
        all_labels.append(y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            torch.mean(l).backward()
            updater.step()
        else:
            torch.sum(l).backward()
            updater(y.shape[0])
    labels = torch.cat(all_labels)
    return torch.cat(all_losses).mean().item(), accuracy(torch.cat(all_guesses), labels) / len(labels)
