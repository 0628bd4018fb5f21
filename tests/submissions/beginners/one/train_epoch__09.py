# cause: In the branch of the Optimizer zero_grad comes after backward and before step, so the fresh gradients are cleared and nothing is learned; shows for every Optimizer.
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

    metric = Accumulator(3)  # loss, right, number of samples
    for features, labels in train_iter:
        predictions = net(features)
        sample_losses = loss(predictions, labels)
        if isinstance(updater, Optimizer):
            sample_losses.mean().backward()
            updater.zero_grad()
            updater.step()
        else:
            sample_losses.sum().backward()
            updater(features.shape[0])
        metric.add(sample_losses.sum(), accuracy(predictions, labels), labels.numel())
    mean_loss = metric[0] / metric[2]
    mean_acc = metric[1] / metric[2]
    return mean_loss, mean_acc
