from dataclasses import dataclass

from torch import Tensor, nn
from torch.optim import Optimizer

from exercises.accuracy import accuracy


@dataclass(slots=True)
class EpochStatistics:
    loss_sum: float = 0.0
    right: float = 0.0
    samples: int = 0

    def record(self, losses: Tensor, y_hat: Tensor, y: Tensor) -> None:
        self.loss_sum += losses.detach().sum().item()
        self.right += accuracy(y_hat.detach(), y)
        self.samples += y.shape[0]

    @property
    def mean_loss(self) -> float:
        return self.loss_sum / self.samples

    @property
    def accuracy(self) -> float:
        return self.right / self.samples


class Trainer:
    def __init__(self, net, loss, updater) -> None:
        self.net, self.loss, self.updater = net, loss, updater
        self.statistics = EpochStatistics()

    def prepare(self) -> None:
        if isinstance(self.net, nn.Module):
            self.net.train()

    def step(self, X: Tensor, y: Tensor) -> None:
        y_hat = self.net(X)
        losses = self.loss(y_hat, y)
        self.statistics.record(losses, y_hat, y)
        if isinstance(self.updater, Optimizer):
            self.step_optimizer(losses)
        else:
            self.step_by_hand(losses, X.shape[0])

    def step_optimizer(self, losses: Tensor) -> None:
        self.updater.zero_grad()
        losses.mean().backward()
        self.updater.step()

    def step_by_hand(self, losses: Tensor, batch_size: int) -> None:
        losses.sum().backward()
        self.updater(batch_size)


def train_epoch_ch3(net, train_iter, loss, updater) -> tuple[float, float]:
    """Go through the training batches once: predict, measure the loss, take its gradients, update."""
    trainer = Trainer(net, loss, updater)
    trainer.prepare()
    for X, y in train_iter:
        trainer.step(X, y)
    return trainer.statistics.mean_loss, trainer.statistics.accuracy
