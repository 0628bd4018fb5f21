"""What runs beside a submission, where the situation cannot cross a pipe: an epoch, the training of a model.

Each scenario takes the submission's objects by name, plays, and returns plain observations. It decides
nothing: the trusted process compares the observations with its own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

from given.data import Batches
from given.model import net, sgd

Objects = dict[str, Any]


def _probabilities(logits: Tensor) -> Tensor:
    return torch.softmax(logits, dim=1)


def _losses(y_hat: Tensor, y: Tensor) -> Tensor:
    """The kit's own loss of each sample: (batch, classes) probabilities and (batch,) classes -> (batch,)."""
    return -y_hat.gather(1, y.unsqueeze(1)).squeeze(1).log()


class Classifier(nn.Module):
    """A small network of the kit's that notes in which mode it is used."""

    def __init__(self, W: Tensor, b: Tensor) -> None:
        super().__init__()
        self.norm = nn.BatchNorm1d(len(W), affine=False, dtype=W.dtype)
        self.W, self.b = nn.Parameter(W.clone()), nn.Parameter(b.clone())
        self.modes: list[bool] = []

    def forward(self, X: Tensor) -> Tensor:
        self.modes.append(self.training)
        if self.training:
            self.norm(X)  # only its running statistics are of interest: they move in training mode alone
        return _probabilities(X @ self.W + self.b)


class PlainSGD(torch.optim.Optimizer):
    """Gradient descent as a torch Optimizer, which counts its steps.

    What torch's own SGD inherits imports torch's whole compiler at the first parameter, most of a second.
    """

    def __init__(self, parameters: Sequence[Tensor], lr: float) -> None:
        self.steps = 0
        super().__init__(parameters, {"lr": lr})

    def add_param_group(self, param_group: dict[str, Any]) -> None:
        self.param_groups.append({**self.defaults, **param_group})

    def zero_grad(self, set_to_none: bool = True) -> None:
        for parameter in self._parameters():
            if set_to_none:
                parameter.grad = None
            elif parameter.grad is not None:
                parameter.grad = torch.zeros_like(parameter.grad)

    @torch.no_grad()
    def step(self, closure: Callable[[], Any] | None = None) -> None:  # type: ignore[override]  # no closure needed here
        self.steps += 1
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None:
                    parameter -= group["lr"] * parameter.grad

    def _parameters(self) -> Iterator[Tensor]:
        return (parameter for group in self.param_groups for parameter in group["params"])


def play_epoch(
    objects: Objects,
    *,
    net: str,
    updater: str,
    W: Tensor,
    b: Tensor,
    batches: Sequence[tuple[Tensor, Tensor]],
    learning_rate: float,
    in_training_mode: bool = False,
    stale_gradients: bool = False,
) -> dict[str, Any]:
    """One call of train_epoch_ch3 on a softmax regression that starts from W (features, classes) and b.

    net: "module" (a Module, in eval mode unless it starts in_training_mode) or "function".
    updater: "optimizer" (gradient descent as a torch Optimizer) or "function" (the book's sgd).
    stale_gradients: the parameters start with gradients of ones, as an earlier backward pass may leave them.
    """
    model: Classifier | None = None
    predict: Callable[[Tensor], Tensor]
    parameters: list[Tensor]
    if net == "module":
        model = Classifier(W, b).train(in_training_mode)
        predict, parameters = model, [model.W, model.b]
    else:
        parameters = [W.clone().requires_grad_(), b.clone().requires_grad_()]

        def predict(X: Tensor) -> Tensor:
            return _probabilities(X @ parameters[0] + parameters[1])

    batch_sizes: list[Any] = []

    def update(batch_size: int) -> None:
        batch_sizes.append(batch_size)
        sgd(parameters, learning_rate, batch_size)

    if stale_gradients:
        for parameter in parameters:
            parameter.grad = torch.ones_like(parameter)
    optimizer = PlainSGD(parameters, lr=learning_rate)
    returned = objects["train_epoch_ch3"](predict, batches, _losses, optimizer if updater == "optimizer" else update)
    return {
        "returned": returned,
        "W": parameters[0].detach(),
        "b": parameters[1].detach(),
        "batch_sizes": batch_sizes,
        "steps": optimizer.steps,
        "modes": model.modes if model else [],
        "norm_batches": int(model.norm.num_batches_tracked or 0) if model else 0,
    }


class TrainingRun:
    """The learner's five functions, training a softmax regression on images that are sent once."""

    def __init__(
        self, learner: Mapping[str, Any], *, images: Tensor, labels: Tensor, W: Tensor, b: Tensor,
        batch_size: int, learning_rate: float, seed: int,
    ) -> None:  # fmt: skip
        self.train_epoch, self.loss = learner["train_epoch_ch3"], learner["cross_entropy"]
        pixels, order = images.float().div_(255), torch.Generator().manual_seed(seed)
        self.batches = Batches(pixels, labels, batch_size, shuffle=True, generator=order)
        # In memory a class's weights lie side by side: for these narrow matrices twice as fast as the other way.
        self.start = (W.t().contiguous().t(), b)
        self.learning_rate = learning_rate
        self.softmax = learner["softmax"]
        self.reset()

    def reset(self) -> None:
        self.W, self.b = (parameter.clone().requires_grad_() for parameter in self.start)

    def rehearse(self) -> None:
        """Train on two batches, and start anew."""
        few = 2 * self.batches.batch_size
        self.epoch(list(Batches(self.batches.X[:few], self.batches.y[:few], self.batches.batch_size)))
        self.reset()

    def epoch(self, batches: Any) -> dict[str, Any]:
        returned = self.train_epoch(
            partial(net, W=self.W, b=self.b, softmax=self.softmax),
            batches,
            self.loss,
            partial(sgd, [self.W, self.b], self.learning_rate),
        )
        return {"returned": returned, "W": self.W.detach(), "b": self.b.detach()}


def start_training(objects: Objects, **settings: Any) -> None:
    """Take over the images (n, pixels) uint8 and the first parameters, and rehearse with two batches."""
    run = TrainingRun(objects, **settings)
    run.rehearse()
    objects["training"] = run


def train_epoch(objects: Objects) -> dict[str, Any]:
    """One epoch of the training that was started."""
    run: TrainingRun = objects["training"]
    return run.epoch(run.batches)


SCENARIOS: dict[str, Callable[..., Any]] = {
    "play_epoch": play_epoch,
    "start_training": start_training,
    "train_epoch": train_epoch,
}
