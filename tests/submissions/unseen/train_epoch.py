import torch
from torch import nn


def piles_up_gradients(net, train_iter, loss, updater):
    """idea: zero_grad missing"""
    if isinstance(net, nn.Module):
        net.train()
    loss_sum, right, seen = 0.0, 0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        loss_sum += losses.sum().item()
        right += (y_hat.argmax(1) == y).sum().item()
        seen += len(y)
    return loss_sum / seen, right / seen


def wrong_mode(model, batches, criterion, opt):
    """idea: eval instead of train"""
    if isinstance(model, nn.Module):
        model.eval()
    totals = {"loss": 0.0, "correct": 0.0, "n": 0}
    for inputs, labels in batches:
        outputs = model(inputs)
        vec = criterion(outputs, labels)
        is_torch = isinstance(opt, torch.optim.Optimizer)
        if is_torch:
            opt.zero_grad()
            vec.mean().backward()
            opt.step()
        else:
            vec.sum().backward()
            opt(len(labels))
        totals["loss"] += float(vec.detach().sum())
        totals["correct"] += float((outputs.max(dim=1).indices == labels).sum())
        totals["n"] += len(labels)
    return totals["loss"] / totals["n"], totals["correct"] / totals["n"]


def whatever_mode(net, train_iter, loss, updater):
    """idea: never sets train mode"""
    metric = torch.zeros(3, dtype=torch.float64)
    for X, y in train_iter:
        y_hat = net(X)
        lo = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            lo.mean().backward()
            updater.step()
        else:
            lo.sum().backward()
            updater(X.size(0))
        hits = (torch.argmax(y_hat, dim=1) == y).sum().item()
        metric += torch.tensor([lo.sum().item(), hits, y.numel()], dtype=torch.float64)
    return (metric[0] / metric[2]).item(), (metric[1] / metric[2]).item()


def mean_for_everyone(net, train_iter, loss, updater):
    """idea: mean's gradient with a custom updater"""
    if hasattr(net, "train"):
        net.train()
    all_losses = []
    all_hits = []
    for X, y in train_iter:
        y_hat = net(X)
        batch_losses = loss(y_hat, y)
        uses_torch = isinstance(updater, torch.optim.Optimizer)
        if uses_torch:
            updater.zero_grad()
        batch_losses.mean().backward()
        if uses_torch:
            updater.step()
        else:
            updater(len(X))
        all_losses.extend(batch_losses.tolist())
        all_hits.extend((y_hat.argmax(dim=1) == y).tolist())
    return sum(all_losses) / len(all_losses), sum(all_hits) / len(all_hits)


def sum_for_everyone(net, data, loss_fn, updater):
    """idea: sum's gradient with an Optimizer"""
    if isinstance(net, torch.nn.Module):
        net.train()
    total, correct, count = 0.0, 0.0, 0
    for X, y in data:
        out = net(X)
        objective = loss_fn(out, y).sum()
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            objective.backward()
            updater.step()
        else:
            objective.backward()
            updater(y.shape[0])
        total += objective.item()
        correct += (out.argmax(dim=1) == y).float().sum().item()
        count += y.shape[0]
    return (total / count, correct / count)


def not_reduced(net, train_iter, loss, updater):
    """idea: backward on the vector of losses"""
    if isinstance(net, nn.Module):
        net.train(True)
    s, c, n = 0.0, 0, 0
    for X, y in train_iter:
        y_hat = net(X)
        l_vec = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l_vec.backward()
            updater.step()
        else:
            l_vec.backward()
            updater(len(y))
        s += l_vec.sum().item()
        c += int((y_hat.argmax(1) == y).sum())
        n += len(y)
    return s / n, c / n


def bare_call(net, train_iter, loss, updater):
    """idea: updater called without the batch size"""

    def count_right(scores, labels):
        return sum(1 for row, t in zip(scores, labels) if row.argmax() == t)  # noqa: B905 - learners write a plain zip

    if isinstance(net, nn.Module):
        net.train()
    loss_total = 0.0
    n_right = 0
    n_all = 0
    for X, y in train_iter:
        y_hat = net(X)
        value = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            value.mean().backward()
            updater.step()
        else:
            value.sum().backward()
            updater()
        loss_total += float(value.sum())
        n_right += count_right(y_hat, y)
        n_all += len(y)
    return loss_total / n_all, n_right / n_all


def scratch_only(net, train_iter, loss, updater):
    """idea: only functions handled"""
    if isinstance(net, nn.Module):
        net.train()
    sums = [0.0, 0.0, 0.0]
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        losses.sum().backward()
        updater(X.shape[0])
        batch = (losses.sum().item(), (y_hat.argmax(axis=1) == y).sum().item(), y.numel())
        sums = [a + b for a, b in zip(sums, batch)]  # noqa: B905 - learners write a plain zip
    return sums[0] / sums[2], sums[1] / sums[2]


def restarts_each_batch(net, train_iter, loss, updater):
    """idea: metrics of the last batch only"""
    if isinstance(net, nn.Module):
        net.train()
    for X, y in train_iter:
        loss_sum, right, samples = 0.0, 0.0, 0
        pred = net(X)
        lo = loss(pred, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            lo.mean().backward()
            updater.step()
        else:
            lo.sum().backward()
            updater(X.shape[0])
        loss_sum += lo.sum().item()
        right += (pred.argmax(1) == y).sum().item()
        samples += y.numel()
    return loss_sum / samples, right / samples


def mean_of_means(net, loader, criterion, updater):
    """idea: divided by the number of batches"""
    if isinstance(net, nn.Module):
        net.train()
    epoch_loss = 0.0
    epoch_acc = 0.0
    batches = 0
    for X, y in loader:
        batches += 1
        y_hat = net(X)
        lo = criterion(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            lo.mean().backward()
            updater.step()
        else:
            lo.sum().backward()
            updater(len(y))
        epoch_loss += lo.mean().item()
        epoch_acc += (y_hat.argmax(1) == y).float().mean().item()
    return epoch_loss / batches, epoch_acc / batches


def looks_again(net, train_iter, loss, updater):
    """idea: metrics after the update"""
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = hits = n = 0
    for X, y in train_iter:
        first = loss(net(X), y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            first.mean().backward()
            updater.step()
        else:
            first.sum().backward()
            updater(X.shape[0])
        with torch.no_grad():
            y_hat = net(X)
            loss_sum += loss(y_hat, y).sum().item()
            hits += (y_hat.argmax(1) == y).sum().item()
            n += y.shape[0]
    return loss_sum / n, hits / n


def accuracy_first(net, train_iter, loss, updater):
    """idea: order swapped"""
    if isinstance(net, nn.Module):
        net.train()
    history = []
    for X, y in train_iter:
        y_hat = net(X)
        ell = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            ell.mean().backward()
            updater.step()
        else:
            ell.sum().backward()
            updater(len(X))
        right = (y_hat.argmax(-1) == y).sum().item()
        history.append((ell.sum().item(), right, len(y)))
    loss_total, right_total, n = (sum(column) for column in zip(*history))  # noqa: B905 - learners write a plain zip
    return right_total / n, loss_total / n
