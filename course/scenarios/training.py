"""The training of a softmax regression by the learner's own parts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor


class Batches:
    """Batches in a new order at each pass, all about as large; each is a tuple (X, y) of up to `size` samples.

    images: (n, pixels) uint8. X: (batch, pixels) float32 from 0 to 1, made of them batch by batch, since of bytes a
    quarter has to be gathered.

    A remainder of 16 samples would weigh as much as a whole batch in the last update before the model is tested,
    which moved the accuracy of a right answer by up to 0.2, once below 0.7.
    """

    def __init__(self, images: Tensor, y: Tensor, size: int, generator: torch.Generator) -> None:
        self.images, self.y, self.size, self.generator = images, y, size, generator

    def __len__(self) -> int:
        return -(-len(self.y) // self.size)

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        for places in torch.randperm(len(self.y), generator=self.generator).tensor_split(len(self)):
            yield self.batch(places)

    def batch(self, places: Tensor) -> tuple[Tensor, Tensor]:
        return self.images.index_select(0, places).float().div_(255), self.y.index_select(0, places)


class TrainingRun:
    """A softmax regression of the learner's own parts, by their names, on images that are sent beforehand."""

    def __init__(
        self, learner: Mapping[str, Any], batches: Batches, W: Tensor, b: Tensor, learning_rate: float
    ) -> None:
        self.learner, self.batches, self.learning_rate = learner, batches, learning_rate
        self.W, self.b = W.clone().requires_grad_(), b.clone().requires_grad_()

    def net(self, X: Tensor) -> Tensor:
        scores = torch.addmm(self.b, X, self.W)
        return self.learner["softmax"](scores)  # type: ignore[no-any-return]  # whatever it returns

    @torch.no_grad()
    def update(self, batch_size: int) -> None:
        """The book's updater, which divides by the batch size and clears the gradients (3.2.6)."""
        for parameter in (self.W, self.b):
            parameter -= self.learning_rate * parameter.grad / batch_size
            parameter.grad.zero_()

    def epoch(self, batches: Batches | Sequence[tuple[Tensor, Tensor]]) -> dict[str, Any]:
        returned = self.learner["train_epoch_ch3"](self.net, batches, self.learner["cross_entropy"], self.update)
        return {"returned": returned, "W": self.W.detach(), "b": self.b.detach()}


def prepare(
    objects: dict[str, Any], *, images: Tensor, labels: Tensor, W: Tensor, b: Tensor,
    batch_size: int, learning_rate: float, seed: int,
) -> None:  # fmt: skip
    """Take over the images, (n, pixels) uint8, and the first parameters; before there is a submission."""
    batches = Batches(images, labels, batch_size, torch.Generator().manual_seed(seed))
    # In memory a class's weights lie side by side: for these narrow matrices twice as fast as the other way.
    objects["start"] = {"batches": batches, "W": W.t().contiguous().t(), "b": b, "learning_rate": learning_rate}


def rehearse(objects: dict[str, Any]) -> None:
    """Train on the first two batches, and forget it."""
    batches = objects["start"]["batches"]
    few = torch.arange(min(2 * batches.size, len(batches.y))).split(batches.size)
    TrainingRun(objects, **objects["start"]).epoch([batches.batch(places) for places in few])
    objects["run"] = TrainingRun(objects, **objects["start"])


def train(objects: dict[str, Any]) -> dict[str, Any]:
    """One more epoch."""
    run: TrainingRun = objects["run"]
    return run.epoch(run.batches)
