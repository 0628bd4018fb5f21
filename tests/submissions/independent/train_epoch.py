"""Wrong answers to the training exercise, each with the idea behind its one mistake."""

import torch
from torch import Tensor, nn
from torch.optim import Optimizer


def _right(y_hat: Tensor, y: Tensor) -> float:
    return float((y_hat.argmax(dim=1) == y).sum())


class _Totals:
    def __init__(self) -> None:
        self.loss = 0.0
        self.right = 0.0
        self.samples = 0

    def take(self, losses: Tensor, y_hat: Tensor, y: Tensor) -> None:
        self.loss += float(losses.sum())
        self.right += _right(y_hat, y)
        self.samples += y.numel()

    def means(self) -> tuple[float, float]:
        return self.loss / self.samples, self.right / self.samples


def gradients_pile_up(net, train_iter, loss, updater):
    """idea: zero_grad missing"""
    if isinstance(net, nn.Module):
        net.train()
    total_loss, total_right, n = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)  # noqa: E741 -- the book's name
        if isinstance(updater, torch.optim.Optimizer):
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[0])
        total_loss += float(l.sum())
        total_right += _right(y_hat, y)
        n += y.numel()
    return total_loss / n, total_right / n


def _descend(losses: Tensor, updater: Optimizer) -> None:
    losses.mean().backward()
    updater.step()


def step_in_a_helper(net, train_iter, loss, updater):
    """idea: zero_grad missing"""
    if isinstance(net, nn.Module):
        net.train(True)
    totals = _Totals()
    for features, labels in train_iter:
        outputs = net(features)
        losses = loss(outputs, labels)
        totals.take(losses, outputs, labels)
        if isinstance(updater, Optimizer):
            _descend(losses, updater)
        else:
            torch.sum(losses).backward()
            updater(len(labels))
    return totals.means()


def evaluates_while_training(net, train_iter, loss, updater):
    """idea: eval instead of train"""
    if isinstance(net, torch.nn.Module):
        net.eval()
    sums = [0.0, 0.0, 0.0]
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        sums = [s + v for s, v in zip(sums, (losses.sum().item(), _right(y_hat, y), len(y)), strict=True)]
    return sums[0] / sums[2], sums[1] / sums[2]


def train_of_false(net, train_iter, loss, updater):
    """idea: eval instead of train"""
    if hasattr(net, "train"):
        net.train(mode=False)
    built_in = isinstance(updater, Optimizer)
    totals = _Totals()
    for X, y in train_iter:
        if built_in:
            updater.zero_grad()
        y_hat = net(X)
        losses = loss(y_hat, y)
        totals.take(losses, y_hat, y)
        objective = losses.mean() if built_in else losses.sum()
        objective.backward()
        if built_in:
            updater.step()
        else:
            updater(len(X))
    return totals.means()


def mode_left_as_it_was(net, train_iter, loss, updater):
    """idea: never sets train mode"""
    seen = []
    for X, y in train_iter:
        y_hat = net(X)
        ls = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad(set_to_none=True)
            ls.mean().backward()
            updater.step()
        else:
            ls.sum().backward()
            updater(ls.shape[0])
        seen.append((ls.detach().sum().item(), _right(y_hat.detach(), y), len(y)))
    loss_sum, right, n = (sum(column) for column in zip(*seen, strict=True))
    return loss_sum / n, right / n


def train_without_a_call(net, train_iter, loss, updater):
    """idea: never sets train mode"""
    if isinstance(net, nn.Module):
        net.train  # noqa: B018 -- the call that is not made is the mistake
    totals = _Totals()
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(y.shape[0])
        totals.take(losses, y_hat, y)
    return totals.means()


def mean_for_both(net, train_iter, loss, updater):
    """idea: mean's gradient with a custom updater"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        totals.take(losses, y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
        losses.mean().backward()
        if isinstance(updater, Optimizer):
            updater.step()
        else:
            updater(X.size(0))
    return totals.means()


def divides_before_backward(net, train_iter, loss, updater):
    """idea: mean's gradient with a custom updater"""
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = right = 0.0
    n = 0
    for X, y in train_iter:
        batch_size = len(y)
        predictions = net(X)
        batch_loss = loss(predictions, y).sum()
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            (batch_loss / batch_size).backward()
            updater.step()
        else:
            # a gradient that does not depend on the batch size
            torch.div(batch_loss, batch_size).backward()
            updater(batch_size)
        loss_sum += batch_loss.item()
        right += _right(predictions, y)
        n += batch_size
    return loss_sum / n, right / n


def sum_for_both(net, train_iter, loss, updater):
    """idea: sum's gradient with an Optimizer"""
    if isinstance(net, nn.Module):
        net.train()
    optimizer = updater if isinstance(updater, Optimizer) else None
    totals = _Totals()
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        totals.take(losses, y_hat, y)
        if optimizer is not None:
            optimizer.zero_grad()
        losses.sum().backward()  # one line for both kinds of updater
        if optimizer is not None:
            optimizer.step()
            continue
        updater(len(y))
    return totals.means()


def ones_as_gradient(net, train_iter, loss, updater):
    """idea: sum's gradient with an Optimizer"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    by_torch = isinstance(updater, Optimizer)
    for batch, target in train_iter:
        scores = net(batch)
        losses = loss(scores, target)
        totals.take(losses, scores, target)
        if by_torch:
            updater.zero_grad()
        losses.backward(torch.ones_like(losses))
        updater.step() if by_torch else updater(batch.shape[0])
    return totals.means()


def backward_of_many(net, train_iter, loss, updater):
    """idea: backward on the vector of losses"""
    if isinstance(net, nn.Module):
        net.train()
    loss_sum, n_right, n = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)  # noqa: E741 -- the book's name
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.backward()
            updater.step()
        else:
            l.backward()
            updater(X.shape[0])
        loss_sum, n_right, n = loss_sum + float(l.sum()), n_right + _right(y_hat, y), n + len(y)
    return loss_sum / n, n_right / n


def backward_of_a_scaled_vector(net, train_iter, loss, updater):
    """idea: backward on the vector of losses"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        totals.take(losses, y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            torch.autograd.backward(losses / len(y))
            updater.step()
        else:
            torch.autograd.backward(losses)
            updater(len(y))
    return totals.means()


def updater_without_a_word(net, train_iter, loss, updater):
    """idea: updater called without the batch size"""
    is_module, is_optimizer = isinstance(net, nn.Module), isinstance(updater, Optimizer)
    if is_module:
        net.train()
    lost, hit, seen = 0.0, 0, 0
    for X, y in train_iter:
        output = net(X)
        errors = loss(output, y)
        lost += errors.sum().item()
        hit += output.argmax(1).eq(y).sum().item()
        seen += y.shape[0]
        if not is_optimizer:
            errors.sum().backward()
            updater()
        else:
            updater.zero_grad()
            errors.mean().backward()
            updater.step()
    return lost / seen, hit / seen


def picks_the_step_beforehand(net, train_iter, loss, updater):
    """idea: updater called without the batch size"""
    if isinstance(net, nn.Module):
        net.train()
    if isinstance(updater, Optimizer):
        reduce, clear, step = torch.mean, updater.zero_grad, updater.step
    else:
        reduce, clear, step = torch.sum, (lambda: None), updater
    history = []
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        history.append([losses.sum().item(), _right(y_hat, y), float(len(y))])
        clear()
        reduce(losses).backward()
        step()
    sums = torch.tensor(history, dtype=torch.float64).sum(dim=0)
    return (sums[0] / sums[2]).item(), (sums[1] / sums[2]).item()


def torch_updaters_please(net, train_iter, loss, updater):
    """idea: only Optimizers handled"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        updater.zero_grad()
        losses.mean().backward()
        updater.step()
        totals.take(losses, y_hat, y)
    return totals.means()


def no_else(net, train_iter, loss, updater):
    """idea: only Optimizers handled"""
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = n_right = 0.0
    n = 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        loss_sum += float(losses.detach().sum())
        n_right += _right(y_hat, y)
        n += len(y)
    return loss_sum / n, n_right / n


def refuses_functions(net, train_iter, loss, updater):
    """idea: only Optimizers handled"""
    if not isinstance(updater, Optimizer):
        raise TypeError("updater must be a torch.optim.Optimizer")
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    for X, y in train_iter:
        updater.zero_grad()
        y_hat = net(X)
        losses = loss(y_hat, y)
        losses.mean().backward()
        updater.step()
        totals.take(losses, y_hat, y)
    return totals.means()


def calls_whatever_comes(net, train_iter, loss, updater):
    """idea: only functions handled"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        losses.sum().backward()
        updater(X.shape[0])
        totals.take(losses, y_hat, y)
    return totals.means()


def if_it_can_be_called(net, train_iter, loss, updater):
    """idea: only functions handled"""
    if isinstance(net, nn.Module):
        net.train()
    all_losses, all_hits = [], []
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        all_losses.append(losses.detach())
        all_hits.append((y_hat.argmax(1) == y).float())
        if callable(updater):
            losses.sum().backward()
            updater(len(y))
    return torch.cat(all_losses).mean().item(), torch.cat(all_hits).mean().item()


def sums_start_in_the_loop(net, train_iter, loss, updater):
    """idea: metrics of the last batch only"""
    if isinstance(net, nn.Module):
        net.train()
    for X, y in train_iter:
        # running sums
        train_loss_sum, train_right_sum, n = 0.0, 0.0, 0
        y_hat = net(X)
        l = loss(y_hat, y)  # noqa: E741 -- the book's name
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[0])
        train_loss_sum += l.sum().item()
        train_right_sum += (y_hat.argmax(dim=1) == y).sum().item()
        n += y.shape[0]
    return train_loss_sum / n, train_right_sum / n


def reads_what_is_left(net, train_iter, loss, updater):
    """idea: metrics of the last batch only"""
    if isinstance(net, nn.Module):
        net.train()
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
    return losses.mean().item(), (y_hat.argmax(dim=1) == y).double().mean().item()


def mean_of_batch_means(net, train_iter, loss, updater):
    """idea: divided by the number of batches"""
    if isinstance(net, nn.Module):
        net.train()
    batch_losses, batch_accuracies = [], []
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        batch_losses.append(losses.mean().item())
        batch_accuracies.append(_right(y_hat, y) / len(y))
    return sum(batch_losses) / len(batch_losses), sum(batch_accuracies) / len(batch_accuracies)


def sums_per_batch(net, train_iter, loss, updater):
    """idea: divided by the number of batches"""
    if isinstance(net, nn.Module):
        net.train()
    loss_sums, right_counts = [], []
    for X, y in train_iter:
        y_hat = net(X)
        per_sample = loss(y_hat, y)
        loss_sums.append(per_sample.detach().sum())
        right_counts.append(torch.eq(y_hat.argmax(dim=1), y).sum())
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            torch.mean(per_sample).backward()
            updater.step()
        else:
            torch.sum(per_sample).backward()
            updater(y.size(0))
    return torch.stack(loss_sums).mean().item(), torch.stack(right_counts).double().mean().item()


def running_mean_over_batches(net, train_iter, loss, updater):
    """idea: divided by the number of batches"""
    if isinstance(net, nn.Module):
        net.train()
    mean_loss = mean_accuracy = 0.0
    for k, (X, y) in enumerate(train_iter, start=1):
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        mean_loss += (losses.mean().item() - mean_loss) / k
        mean_accuracy += (_right(y_hat, y) / len(y) - mean_accuracy) / k
    return mean_loss, mean_accuracy


def first_size_times_batches(net, train_iter, loss, updater):
    """idea: divided by a constant batch size times the number of batches"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    batch_size = None
    n_batches = 0
    for X, y in train_iter:
        if batch_size is None:
            batch_size = len(X)
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        totals.take(losses, y_hat, y)
        n_batches += 1
    return totals.loss / (batch_size * n_batches), totals.right / (batch_size * n_batches)


def last_size_times_batches(net, train_iter, loss, updater):
    """idea: divided by a constant batch size times the number of batches"""
    if isinstance(net, nn.Module):
        net.train()
    l_sum, hits = torch.tensor(0.0), torch.tensor(0.0)
    count = 0
    for count, (X, y) in enumerate(train_iter, 1):  # noqa: B007 -- it is read after the loop
        y_hat = net(X)
        losses = loss(y_hat, y)
        with torch.no_grad():
            l_sum += losses.sum()
            hits += (y_hat.argmax(dim=-1) == y).sum()
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(y.size(0))
    n = count * y.size(0)
    return float(l_sum / n), float(hits / n)


BATCH_SIZE = 256


def two_hundred_and_fifty_six(net, train_iter, loss, updater):
    """idea: divided by a constant batch size times the number of batches"""
    if isinstance(net, nn.Module):
        net.train()
    sums = {"loss": 0.0, "right": 0.0, "batches": 0}
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        sums["loss"] += float(losses.sum())
        sums["right"] += _right(y_hat, y)
        sums["batches"] += 1
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
    n = BATCH_SIZE * sums["batches"]
    return sums["loss"] / n, sums["right"] / n


def looks_again_afterwards(net, train_iter, loss, updater):
    """idea: metrics after the update"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    for X, y in train_iter:
        losses = loss(net(X), y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        with torch.no_grad():
            y_hat = net(X)
            totals.take(loss(y_hat, y), y_hat, y)
    return totals.means()


def _improve(net, X, y, loss, updater):
    losses = loss(net(X), y)
    if isinstance(updater, Optimizer):
        updater.zero_grad()
        losses.mean().backward()
        updater.step()
    else:
        losses.sum().backward()
        updater(X.shape[0])


def improves_then_measures(net, train_iter, loss, updater):
    """idea: metrics after the update"""
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = right = n = 0
    for X, y in train_iter:
        _improve(net, X, y, loss, updater)
        predictions = net(X)
        loss_sum += loss(predictions, y).sum().item()
        right += _right(predictions, y)
        n += len(X)
    return loss_sum / n, right / n


def detached_sum(net, train_iter, loss, updater):
    """idea: loss detached before backward"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        batch_sum = losses.sum().detach()  # so that the running sum keeps no graph
        totals.loss += batch_sum.item()
        totals.right += _right(y_hat, y)
        totals.samples += len(y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            batch_mean = batch_sum / len(y)
            batch_mean.backward()
            updater.step()
        else:
            batch_sum.backward()
            updater(len(y))
    return totals.means()


def wraps_it_in_a_new_tensor(net, train_iter, loss, updater):
    """idea: loss detached before backward"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        totals.take(losses, y_hat, y)
        # backward asked for requires_grad
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            torch.tensor(losses.mean().item(), requires_grad=True).backward()
            updater.step()
        else:
            torch.tensor(losses.sum().item(), requires_grad=True).backward()
            updater(len(y))
    return totals.means()


def data_and_requires_grad(net, train_iter, loss, updater):
    """idea: loss detached before backward"""
    if isinstance(net, nn.Module):
        net.train()
    loss_sum, n_right, n = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y).data.requires_grad_()
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        loss_sum += losses.sum().item()
        n_right += _right(y_hat, y)
        n += y.numel()
    return loss_sum / n, n_right / n


def steps_twice(net, train_iter, loss, updater):
    """idea: two updates a batch"""

    def update(batch_size):
        if isinstance(updater, Optimizer):
            updater.step()
        else:
            updater(batch_size)

    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    for X, y in train_iter:
        if isinstance(updater, Optimizer):
            updater.zero_grad()
        y_hat = net(X)
        losses = loss(y_hat, y)
        totals.take(losses, y_hat, y)
        if isinstance(updater, Optimizer):
            losses.mean().backward()
            update(len(y))
        else:
            losses.sum().backward()
            update(len(y))
        update(len(y))
    return totals.means()


def learns_each_batch_twice(net, train_iter, loss, updater):
    """idea: two updates a batch"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    for X, y in train_iter:
        for attempt in range(2):
            y_hat = net(X)
            losses = loss(y_hat, y)
            if attempt == 0:
                totals.take(losses, y_hat, y)
            if isinstance(updater, Optimizer):
                updater.zero_grad()
                losses.mean().backward()
                updater.step()
            else:
                losses.sum().backward()
                updater(len(y))
    return totals.means()


def measures_then_improves_then_improves(net, train_iter, loss, updater):
    """idea: two updates a batch"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    for X, y in train_iter:
        with torch.no_grad():
            y_hat = net(X)
            totals.take(loss(y_hat, y), y_hat, y)
        _improve(net, X, y, loss, updater)
        _improve(net, X, y, loss, updater)
    return totals.means()


def all_but_the_last(net, train_iter, loss, updater):
    """idea: last batch skipped"""
    if isinstance(net, nn.Module):
        net.train()
    batches = list(train_iter)
    loss_sum = n_right = n = 0
    for i in range(len(batches) - 1):
        X, y = batches[i]
        y_hat = net(X)
        losses = loss(y_hat, y)
        loss_sum += losses.sum().item()
        n_right += _right(y_hat, y)
        n += X.shape[0]
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
    return loss_sum / n, n_right / n


def only_full_batches(net, train_iter, loss, updater):
    """idea: last batch skipped"""
    if isinstance(net, nn.Module):
        net.train()
    totals = _Totals()
    full = 0
    for X, y in train_iter:
        full = full or len(y)
        if len(y) < full:
            break  # an incomplete batch
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        totals.take(losses, y_hat, y)
    return totals.means()


def one_batch_behind(net, train_iter, loss, updater):
    """idea: last batch skipped"""
    if isinstance(net, nn.Module):
        net.train()
    loss_sum, n_right, n = 0.0, 0.0, 0
    batches = iter(train_iter)
    current = next(batches)
    for following in batches:
        X, y = current
        y_hat = net(X)
        losses = loss(y_hat, y)
        loss_sum, n_right, n = loss_sum + losses.sum().item(), n_right + _right(y_hat, y), n + len(y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        current = following
    return loss_sum / n, n_right / n


def loss_alone(net, train_iter, loss, updater):
    """idea: only the loss returned"""
    if isinstance(net, nn.Module):
        net.train()
    loss_sum, n = 0.0, 0
    for X, y in train_iter:
        losses = loss(net(X), y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        loss_sum += losses.sum().item()
        n += len(y)
    return loss_sum / n


def first_of_the_means(net, train_iter, loss, updater):
    """idea: only the loss returned"""
    if isinstance(net, nn.Module):
        net.train()
    collected = []
    for X, y in train_iter:
        losses = loss(net(X), y)
        collected.extend(losses.tolist())
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            (losses.sum() / len(losses)).backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(losses))
    return torch.tensor(collected, dtype=torch.float64).mean()


def accuracy_first(net, train_iter, loss, updater):
    """idea: order swapped"""
    for module in [net] if isinstance(net, nn.Module) else []:
        module.train()
    losses_seen: list[float] = []
    hits_seen: list[bool] = []
    for X, y in train_iter:
        y_hat = net(X)
        batch_losses = loss(y_hat, y)
        losses_seen += batch_losses.detach().tolist()
        hits_seen += (y_hat.argmax(dim=1) == y).tolist()
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            batch_losses.mean().backward()
            updater.step()
        else:
            batch_losses.sum().backward()
            updater(len(y))
    mean_loss = sum(losses_seen) / len(losses_seen)
    train_accuracy = sum(hits_seen) / len(hits_seen)
    return train_accuracy, mean_loss


def hits_come_before_losses(net, train_iter, loss, updater):
    """idea: order swapped"""
    if isinstance(net, nn.Module):
        net.train()
    sums = torch.zeros(3, dtype=torch.float64)  # right, loss, samples
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        sums += torch.tensor([_right(y_hat, y), losses.sum().item(), y.numel()], dtype=torch.float64)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
    right, lost = (sums[:2] / sums[2]).tolist()
    return [right, lost]
