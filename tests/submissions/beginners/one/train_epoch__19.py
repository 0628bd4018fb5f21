# cause 2: A batch smaller than the first one is skipped, so a smaller last batch is neither trained on nor counted. Besides, the plain branch lacks backward, so plain updaters get no gradients.
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
    metric = Accumulator(3)
    batch_size = None
    for X, y in train_iter:
        if batch_size is None:
            batch_size = len(X)
        if len(X) < batch_size:   # 最后一个小批量不完整
            continue
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            updater(X.shape[0])
        metric.add(float(l.sum()), accuracy(y_hat, y), y.numel())
    return metric[0] / metric[2], metric[1] / metric[2]
