"""Other forms of the mistakes in train_epoch.py beside this folder: the name up to `__` is the mistake's."""

import torch


def _optimizer(updater):
    return isinstance(updater, torch.optim.Optimizer)


def _learn(losses, updater, size):
    if _optimizer(updater):
        updater.zero_grad()
        losses.mean().backward()
        updater.step()
    else:
        losses.sum().backward()
        updater(size)


def _epoch(net, batches, loss, updater, learn=_learn):
    """A right epoch, but for what `learn` does. Returns the sums of losses and hits, and the batch sizes."""
    if isinstance(net, torch.nn.Module):
        net.train()
    total, right, sizes = 0.0, 0.0, []
    for X, y in batches:
        y_hat = net(X)
        losses = loss(y_hat, y)
        learn(losses, updater, len(y))
        total += float(losses.detach().sum())
        right += float((y_hat.argmax(1) == y).sum())
        sizes.append(len(y))
    return total, right, sizes


def assumes_equal_batches__of_the_last_size(net, train_iter, loss, updater):
    total, right, sizes = _epoch(net, train_iter, loss, updater)
    return total / (len(sizes) * sizes[-1]), right / (len(sizes) * sizes[-1])


def assumes_equal_batches__of_256(net, train_iter, loss, updater):
    total, right, sizes = _epoch(net, train_iter, loss, updater)
    return total / (len(sizes) * 256), right / (len(sizes) * 256)


def detaches_the_loss__and_sums(net, train_iter, loss, updater):
    def learn(losses, updater, size):
        _learn(losses.detach(), updater, size)

    total, right, sizes = _epoch(net, train_iter, loss, updater, learn)
    return total / sum(sizes), right / sum(sizes)


def updates_twice_a_batch__whatever_the_updater(net, train_iter, loss, updater):
    def learn(losses, updater, size):
        _learn(losses, updater, size)
        updater.step() if _optimizer(updater) else updater(size)

    total, right, sizes = _epoch(net, train_iter, loss, updater, learn)
    return total / sum(sizes), right / sum(sizes)


def updates_twice_a_batch__and_measures_the_first(net, train_iter, loss, updater):
    if isinstance(net, torch.nn.Module):
        net.train()
    total, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        _learn(losses, updater, len(y))
        _learn(loss(net(X), y), updater, len(y))
        total += float(losses.detach().sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total / samples, right / samples


def updates_twice_a_batch__and_measures_the_second(net, train_iter, loss, updater):
    twice = [batch for batch in train_iter for _ in range(2)]
    if isinstance(net, torch.nn.Module):
        net.train()
    total, right, samples = 0.0, 0.0, 0
    for place, (X, y) in enumerate(twice):
        y_hat = net(X)
        losses = loss(y_hat, y)
        _learn(losses, updater, len(y))
        if place % 2:
            total += float(losses.detach().sum())
            right += float((y_hat.argmax(1) == y).sum())
            samples += len(y)
    return total / samples, right / samples


def updates_twice_a_batch__and_measures_both(net, train_iter, loss, updater):
    total, right, sizes = _epoch(net, [batch for batch in train_iter for _ in range(2)], loss, updater)
    return total / sum(sizes), right / sum(sizes)


def skips_the_last_batch__unless_it_is_full(net, train_iter, loss, updater):
    batches = list(train_iter)
    full = [batch for batch in batches if len(batch[1]) == len(batches[0][1])]
    total, right, sizes = _epoch(net, full, loss, updater)
    return total / sum(sizes), right / sum(sizes)


def skips_the_last_batch__but_counts_its_samples(net, train_iter, loss, updater):
    batches = list(train_iter)
    total, right, _ = _epoch(net, batches[:-1], loss, updater)
    samples = sum(len(y) for _, y in batches)
    return total / samples, right / samples


def skips_the_last_batch__and_survives_a_single_one(net, train_iter, loss, updater):
    total, right, sizes = _epoch(net, list(train_iter)[:-1], loss, updater)
    samples = max(1, sum(sizes))
    return total / samples, right / samples
