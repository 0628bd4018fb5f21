# cause: The branch of the plain updater takes the gradients of the mean loss, so together with the updater's own division it is divided by the batch size twice; shows for plain updaters with batches of more than one sample.
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
    # 训练模式
    if isinstance(net, nn.Module):
        net.train()
    total_loss, total_right, total = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            # 自己写的优化器
            l.mean().backward()
            updater(len(y))
        total_loss += l.sum().item()
        total_right += accuracy(y_hat, y)
        total += len(y)
    return total_loss / total, total_right / total
