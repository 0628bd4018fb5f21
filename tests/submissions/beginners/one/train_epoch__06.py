# cause: The loss returned is the mean of the batches' means instead of the mean over all samples; shows when the batches differ in size, as with a smaller last one.
from collections.abc import Callable, Iterable

from torch import Tensor, nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(
    net: nn.Module | Callable[[Tensor], Tensor],
    train_iter: Iterable[tuple[Tensor, Tensor]],
    loss: Callable[[Tensor, Tensor], Tensor],
    updater: Optimizer | Callable[[int], None],
) -> tuple[float, float]:
    if isinstance(net, nn.Module):
        net.train()
    losses = []
    right = 0.0
    samples = 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        losses.append(l.mean().item())
        right += accuracy(y_hat, y)
        samples += y.shape[0]
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(y.shape[0])
    return sum(losses) / len(losses), right / samples
