"""Right answers to evaluate_accuracy(net, data_iter) in unusual styles: each deserves full marks."""

import math

import numpy as np
import torch
from torch import nn


def with_a_mode_as_argument(net, data_iter):
    """train(False); the count as a tensor, y.numel() as the book has it."""
    if isinstance(net, nn.Module):
        net.train(False)
    right, samples = torch.tensor(0), 0
    with torch.no_grad():
        for X, y in data_iter:
            right += (net(X).argmax(axis=1).type(y.dtype) == y).sum()
            samples += y.numel()
    return right / samples


@torch.no_grad()
def with_a_decorator(net, data_iter):
    """no_grad as a decorator, one comprehension."""
    if isinstance(net, nn.Module):
        net.eval()
    pairs = [(int((net(X).argmax(-1) == y).sum()), len(y)) for X, y in data_iter]
    return sum(right for right, _ in pairs) / sum(n for _, n in pairs)


@torch.inference_mode()
def in_inference_mode(net, data_iter):
    """inference_mode, every hit in one tensor."""
    if isinstance(net, nn.Module):
        net.eval()
    return torch.cat([net(X).argmax(1).eq(y) for X, y in data_iter]).double().mean()


def brings_the_mode_back(net, data_iter):
    """The mode that the net came in comes back."""
    was_training = getattr(net, "training", None)
    if was_training is not None:
        net.eval()
    try:
        with torch.no_grad():
            hits = [hit for X, y in data_iter for hit in (net(X).max(dim=1).indices == y).tolist()]
    finally:
        if was_training is not None:
            net.train(was_training)
    return hits.count(True) / len(hits)


def switches_recording_off_and_on(net, data_iter):
    """set_grad_enabled by hand, and eval() for what has it."""
    if hasattr(net, "eval"):
        net.eval()
    before = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    right = n = 0
    for X, y in data_iter:
        right += torch.sum(torch.argmax(net(X), dim=1) == y).item()
        n += y.shape[0]
    torch.set_grad_enabled(before)
    return right / n


def sets_every_layer(net, data_iter):
    """The flag of each module; numpy for the counts."""
    for module in net.modules() if isinstance(net, nn.Module) else ():
        module.training = False
    hits = np.empty(0)
    for X, y in data_iter:
        with torch.no_grad():
            hits = np.append(hits, (net(X).argmax(1) == y).numpy())
    return hits.mean()


def counts_sample_by_sample(net, data_iter):
    """Each sample goes through the net alone."""
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0, 0
    for X, y in data_iter:
        for x, label in zip(X, y, strict=True):
            with torch.no_grad():
                scores = net(x.unsqueeze(0)).squeeze(0).tolist()
            right += scores.index(max(scores)) == label.item()
            samples += 1
    return right / samples


def keeps_a_running_mean(net, data_iter):
    """A mean that is corrected at every batch, by its weight."""
    if isinstance(net, nn.Module):
        net = net.eval()
    mean, seen = 0.0, 0
    with torch.set_grad_enabled(False):
        for X, y in data_iter:
            seen += len(y)
            mean += len(y) / seen * (float((net(X).argmax(1) == y).float().mean()) - mean)
    return mean


def predicts_everything_at_once(net: nn.Module, data_iter) -> float:
    """All batches in one, by torch.cat; type hints."""
    if isinstance(net, nn.Module):
        net.eval()
    all_X, all_y = zip(*data_iter, strict=True)
    with torch.no_grad():
        y_hat: torch.Tensor = net(torch.cat(all_X))
    labels = torch.cat(all_y)
    return float((y_hat.sort(dim=1).indices[:, -1] == labels).sum() / len(labels))


def iterates_by_hand(model, loader, verbose=False):
    """A while loop over next(), other names, an extra parameter, fsum."""
    if isinstance(model, nn.Module):
        model.requires_grad_(True).eval()
    rights, sizes, batches = [], [], iter(loader)
    while (batch := next(batches, None)) is not None:
        with torch.no_grad():
            scores = model(batch[0])
        rights.append((scores.topk(1).indices.flatten() == batch[1]).sum().item())
        sizes.append(len(batch[1]))
        if verbose:
            print(rights[-1] / sizes[-1])
    return math.fsum(rights) / sum(sizes)
