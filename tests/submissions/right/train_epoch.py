"""Right answers to train_epoch_ch3(net, train_iter, loss, updater) in unusual styles."""

import math

import numpy as np
import torch
from torch import nn


def sums_in_three_numbers(net, train_iter, loss, updater):
    """Plain numbers instead of an Accumulator."""
    if isinstance(net, nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
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
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += y.numel()
    return total_loss / samples, right / samples


def divides_the_sum_for_the_optimizer(net, train_iter, loss, updater):
    """The sum over n instead of the mean."""
    if isinstance(net, nn.Module):
        net.train()
    metric = [0.0, 0.0, 0.0]
    for X, y in train_iter:
        y_hat = net(X)
        total = loss(y_hat, y).sum()
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            (total / len(y)).backward()
            updater.step()
        else:
            total.backward()
            updater(len(y))
        metric[0] += total.item()
        metric[1] += (y_hat.argmax(dim=1) == y).sum().item()
        metric[2] += len(y)
    return metric[0] / metric[2], metric[1] / metric[2]


def clears_before_the_forward_pass(net, train_iter, loss, updater):
    """zero_grad at the top of the loop, set to None."""
    is_optimizer = isinstance(updater, torch.optim.Optimizer)
    if isinstance(net, nn.Module):
        net.train()
    loss_sum = acc_sum = n = 0
    for features, labels in train_iter:
        if is_optimizer:
            updater.zero_grad(set_to_none=True)
        outputs = net(features)
        values = loss(outputs, labels)
        if is_optimizer:
            values.mean().backward()
            updater.step()
        else:
            values.sum().backward()
            updater(features.shape[0])
        loss_sum += float(values.sum())
        acc_sum += float((outputs.argmax(axis=1) == labels).sum())
        n += labels.shape[0]
    return loss_sum / n, acc_sum / n


def clears_after_the_step(net, train_iter, loss, updater):
    """zero_grad once before the loop, and again after every step."""
    if isinstance(net, nn.Module):
        net.train()
    if isinstance(updater, torch.optim.Optimizer):
        updater.zero_grad()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            losses.mean().backward()
            updater.step()
            updater.zero_grad()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def fills_gradients_with_zeros(net, train_iter, loss, updater):
    """zero_grad that keeps the tensors."""
    if isinstance(net, nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        losses = loss(y_hat := net(X), y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(set_to_none=False)
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.size(0))
        total_loss += losses.sum().item()
        right += y_hat.argmax(1).eq(y).sum().item()
        samples += y.size(0)
    return total_loss / samples, right / samples


def collects_lists(net, train_iter, loss, updater):
    """Lists for the metrics, summed at the end."""
    if isinstance(net, nn.Module):
        net.train()
    all_losses, all_right = [], []
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
        all_losses += losses.tolist()
        all_right += (y_hat.argmax(1) == y).tolist()
    return sum(all_losses) / len(all_losses), sum(all_right) / len(all_right)


def concatenates_tensors(net, train_iter, loss, updater):
    """Detached tensors joined at the end, and 0-dim tensors returned."""
    if isinstance(net, nn.Module):
        net.train()
    all_losses, all_right = [], []
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
        all_losses.append(losses.detach())
        all_right.append(y_hat.detach().argmax(1) == y)
    return torch.cat(all_losses).mean(), torch.cat(all_right).float().mean()


def measures_without_gradients(net, train_iter, loss, updater):
    """A no_grad block around the metrics, before the update."""
    if isinstance(net, nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        with torch.no_grad():
            total_loss += float(losses.sum())
            right += float((y_hat.argmax(1) == y).sum())
            samples += len(y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
    return total_loss / samples, right / samples


def asks_whether_it_can_be_called(net, train_iter, loss, updater):
    """callable() the other way round."""
    if isinstance(net, nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if callable(updater):
            losses.sum().backward()
            updater(X.shape[0])
        else:
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def asks_for_the_methods(net, train_iter, loss, updater):
    """hasattr for both questions."""
    if hasattr(net, "train"):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if hasattr(updater, "step"):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def tries_and_catches(net, train_iter, loss, updater):
    """Exceptions answer both questions, before anything is changed."""
    try:
        net.train()
    except AttributeError:
        print("the net has no training mode")
    try:
        step, clear = updater.step, updater.zero_grad
    except AttributeError:
        step = None
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if step is None:
            losses.sum().backward()
            updater(X.shape[0])
        else:
            clear()
            losses.mean().backward()
            step()
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def sets_the_mode_with_an_argument(net, train_iter, loss, updater):
    """net.train(True), and again at every batch."""
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        if isinstance(net, nn.Module):
            net.train(mode=True)
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def counts_the_batches_too(net, train_iter, loss, updater, every=2):
    """enumerate, prints, and an extra parameter with a default."""
    if isinstance(net, nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for i, (X, y) in enumerate(train_iter, start=1):
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
        if i % every == 0:
            print(f"batch {i}: loss {total_loss / samples:.3f}")
    return total_loss / samples, right / samples


def weighs_the_means(net, train_iter, loss, updater):
    """The batch's mean times its size."""
    if isinstance(net, nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        mean_loss = loss(y_hat, y).mean()
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            mean_loss.backward()
            updater.step()
        else:
            (mean_loss * len(y)).backward()
            updater(len(y))
        total_loss += float(mean_loss) * len(y)
        right += float((y_hat.argmax(1) == y).float().mean()) * len(y)
        samples += len(y)
    return total_loss / samples, right / samples


def keeps_running_means(net, train_iter, loss, updater):
    """Means that are corrected at every batch."""
    if isinstance(net, nn.Module):
        net.train()
    mean_loss, mean_right, seen = 0.0, 0.0, 0
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
        seen += len(y)
        mean_loss += (float(losses.sum()) - len(y) * mean_loss) / seen
        mean_right += (float((y_hat.argmax(1) == y).sum()) - len(y) * mean_right) / seen
    return mean_loss, mean_right


def helps_itself(net, train_iter, loss, updater):
    """A nested function for one batch, a comprehension for the epoch."""

    def one_batch(X, y):
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        return losses.sum().item(), (y_hat.argmax(1) == y).sum().item(), len(y)

    if isinstance(net, nn.Module):
        net.train()
    loss_sums, rights, sizes = zip(*[one_batch(X, y) for X, y in train_iter], strict=True)
    return math.fsum(loss_sums) / sum(sizes), sum(rights) / sum(sizes)


def sums_generators(net, train_iter, loss, updater):
    """Generator expressions over stored rows, a list returned."""
    if isinstance(net, nn.Module):
        net.train()
    rows = []
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
        rows.append({"loss": float(losses.sum()), "right": int((y_hat.argmax(1) == y).sum()), "n": len(y)})
    n = sum(row["n"] for row in rows)
    return [math.fsum(row["loss"] for row in rows) / n, sum(row["right"] for row in rows) / n]


def keeps_a_tensor_of_sums(net, train_iter, loss, updater):
    """One tensor for the three sums, two 0-dim tensors returned."""
    if isinstance(net, nn.Module):
        net.train()
    metric = torch.zeros(3, dtype=torch.float64)
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
        metric += torch.tensor([losses.sum().item(), (y_hat.argmax(1) == y).sum().item(), y.numel()])
    return metric[0] / metric[2], metric[1] / metric[2]


def sums_on_the_graph(net, train_iter, loss, updater):
    """Sums kept as tensors: heavy on memory, but right."""
    if isinstance(net, nn.Module):
        net.train()
    total_loss, right, samples = 0, 0, 0
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
        total_loss = total_loss + losses.sum()
        right = right + (y_hat.argmax(1) == y).sum()
        samples += len(y)
    return total_loss / samples, right / samples


def returns_numpy_floats(net, train_iter, loss, updater):
    """numpy arrays for the metrics."""
    if isinstance(net, nn.Module):
        net.train()
    losses_seen, right_seen = np.empty(0), np.empty(0)
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
        losses_seen = np.append(losses_seen, losses.detach().numpy())
        right_seen = np.append(right_seen, (y_hat.argmax(1) == y).numpy())
    return losses_seen.mean(), right_seen.mean()


def goes_backward_with_weights(net, train_iter, loss, updater):
    """A backward pass from the vector with explicit weights."""
    if isinstance(net, nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        weights = torch.ones_like(losses)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.backward(gradient=weights / len(y))
            updater.step()
        else:
            losses.backward(weights)
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def iterates_by_hand(net, train_iter, loss, updater):
    """A while loop over next()."""
    if isinstance(net, nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    batches = iter(train_iter)
    while (batch := next(batches, None)) is not None:
        X, y = batch
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def with_type_hints(model: nn.Module, batches, criterion, optimizer, verbose: bool = False) -> tuple[float, float]:
    """Type hints, other names, and a parameter with a default."""
    if isinstance(model, nn.Module):
        model.train()
    total_loss: float = 0.0
    right: int = 0
    seen: int = 0
    for images, labels in batches:
        scores = model(images)
        values = criterion(scores, labels)
        if isinstance(optimizer, torch.optim.Optimizer):
            optimizer.zero_grad()
            torch.mean(values).backward()
            optimizer.step()
        else:
            torch.sum(values).backward()
            optimizer(images.shape[0])
        total_loss += values.sum().item()
        right += int(torch.sum(scores.argmax(dim=1) == labels))
        seen += len(labels)
    if verbose:
        print(total_loss / seen, right / seen)
    return total_loss / seen, right / seen


class _Epoch:
    """An instance of a class with __call__."""

    def __call__(self, net, train_iter, loss, updater):
        if isinstance(net, nn.Module):
            net.train()
        is_optimizer = isinstance(updater, torch.optim.Optimizer)
        update = self.with_optimizer if is_optimizer else self.with_function
        total_loss, right, samples = 0.0, 0.0, 0
        for X, y in train_iter:
            y_hat = net(X)
            losses = loss(y_hat, y)
            update(losses, updater)
            total_loss += float(losses.sum())
            right += float((y_hat.argmax(1) == y).sum())
            samples += len(y)
        return total_loss / samples, right / samples

    def with_optimizer(self, losses, updater):
        updater.zero_grad()
        losses.mean().backward()
        updater.step()

    def with_function(self, losses, updater):
        losses.sum().backward()
        updater(len(losses))


an_object_that_can_be_called = _Epoch()
