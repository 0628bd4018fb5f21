# cause 2: The losses are summed as tensors without item or float, so the mean loss is returned as a tensor with its graph and not as a float. Besides, the accuracy is divided by the number of entries of X (numel) instead of the number of samples, wrong when a sample has several features.
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
    total_loss = 0.0
    correct = 0.0
    num = 0
    num_examples = 0
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
        total_loss += l.sum()
        correct += accuracy(y_hat, y)
        num += y.numel()
        num_examples += X.numel()
    return total_loss / num, correct / num_examples
