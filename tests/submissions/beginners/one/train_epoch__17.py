# cause 2: The number of samples is taken as len(train_iter) times the last batch's size, wrong when the last batch is smaller, and a TypeError for iterators without len. Besides, a Module is put into evaluation mode (eval) instead of training mode.
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
        net.eval()
    loss_sum = 0.0
    acc_sum = 0.0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[0])
        loss_sum += float(l.sum())
        acc_sum += accuracy(y_hat, y)
    n = len(train_iter) * X.shape[0]
    return loss_sum / n, acc_sum / n
