"""One epoch of a softmax regression, with each kind of net and of updater."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import Any

import torch
from torch import Tensor, nn


def loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """The loss of each sample: (batch, classes) probabilities and (batch,) classes -> (batch,)."""
    return -(-nn.functional.nll_loss(y_hat, y, reduction="none")).log()


def probabilities(X: Tensor, W: Tensor, b: Tensor) -> Tensor:
    """A softmax regression: (batch, features), (features, classes) and (classes,) -> (batch, classes)."""
    return (X @ W + b).softmax(dim=1)


class Net(nn.Module):
    """The same as a Module, which notes in which mode it is used."""

    def __init__(self, W: Tensor, b: Tensor) -> None:
        super().__init__()
        self.norm = nn.BatchNorm1d(len(W), affine=False, dtype=W.dtype)
        self.W, self.b = nn.Parameter(W.clone()), nn.Parameter(b.clone())
        self.modes: list[bool] = []

    def forward(self, X: Tensor) -> Tensor:
        self.modes.append(self.training)
        if self.training and len(X) > 1:  # of a single sample BatchNorm cannot learn
            self.norm(X)  # only its running statistics are of interest: they move in training mode alone
        return probabilities(X, self.W, self.b)


GIVEN = (loss, probabilities)
"""What an epoch is given. It may call torch's ready-made operators; a learner's line that calls it does not."""


class GradientDescent(torch.optim.Optimizer):
    """Gradient descent as a torch Optimizer of a kind of its own, which counts its steps.

    What it overrides would import torch's whole compiler at the first parameter, most of a second.
    """

    def __init__(self, parameters: Sequence[Tensor], lr: float) -> None:
        self.steps = 0
        torch.optim.Optimizer.__init__(self, parameters, {"lr": lr})

    def add_param_group(self, param_group: dict[str, Any]) -> None:
        self.param_groups.append({**self.defaults, **param_group})

    def zero_grad(self, set_to_none: bool = True) -> None:
        for group in self.param_groups:
            for parameter in group["params"]:
                parameter.grad = None if set_to_none or parameter.grad is None else torch.zeros_like(parameter)

    @torch.no_grad()
    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        loss = None
        if closure:
            with torch.enable_grad():
                loss = closure()
        self.steps += 1
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None:
                    parameter -= group["lr"] * parameter.grad
        return loss


class SGD(GradientDescent, torch.optim.SGD):
    """The same as one of torch's own, which is what most learners have in mind."""


@torch.no_grad()
def _descend(parameters: Sequence[Tensor], learning_rate: float, batch_size: int) -> None:
    """The book's updater, which divides by the batch size and clears the gradients (3.2.6)."""
    for parameter in parameters:
        if parameter.grad is None:
            message = _(
                "a parameter of shape {shape} has no gradient yet; "
                "the loss needs its backward() before the updater can step"
            )
            raise ValueError(message.format(shape=tuple(parameter.shape)))
        parameter -= learning_rate * parameter.grad / batch_size
        parameter.grad.zero_()


def _named(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which Python's own messages call by this name, that of the learner's argument."""
    function.__name__ = function.__qualname__ = name
    return function


def play(
    objects: dict[str, Any],
    *,
    net: str,
    updater: str,
    W: Tensor,
    b: Tensor,
    batches: Sequence[tuple[Tensor, Tensor]],
    learning_rate: float,
    in_training_mode: bool = False,
    stale_gradients: bool = False,
    crash_is_returned: bool = False,
) -> dict[str, Any]:
    """One call of train_epoch_ch3 on a softmax regression that starts from W (features, classes) and b.

    net: "module" (a Module, in eval mode unless it starts in_training_mode) or "function".
    updater: "optimizer" (torch's SGD), "another optimizer" (a torch Optimizer of another kind) or "function" (the
    book's sgd).
    stale_gradients: the parameters start with gradients of ones, as an earlier backward pass may leave them.
    crash_is_returned: an exception counts as what was returned, so that what it left behind is observed too.
    What the updater is called with is told where it is called once a batch: else how often it is says enough.
    """
    model = Net(W, b).train(in_training_mode) if net == "module" else None
    parameters = [model.W, model.b] if model else [W.clone().requires_grad_(), b.clone().requires_grad_()]
    predict = model or _named("net", lambda X: probabilities(X, *parameters))
    batch_sizes: list[Any] = []

    def update(batch_size: int) -> None:
        batch_sizes.append(batch_size)
        _descend(parameters, learning_rate, batch_size)

    if stale_gradients:
        for parameter in parameters:
            parameter.grad = torch.ones_like(parameter)
    kind = {"optimizer": SGD, "another optimizer": GradientDescent}.get(updater)
    optimizer = kind(parameters, learning_rate) if kind else None
    try:
        returned = objects["train_epoch_ch3"](predict, batches, loss, optimizer or _named("updater", update))
    except Exception as error:
        if not crash_is_returned:
            raise
        returned = {"raised": type(error).__name__, "text": str(error)}
    return {
        "returned": returned,
        "W": parameters[0].detach(),
        "b": parameters[1].detach(),
        "calls": len(batch_sizes),
        **({"batch_sizes": batch_sizes} if len(batch_sizes) == len(batches) else {}),
        "steps": optimizer.steps if optimizer else 0,
        "modes": model.modes if model else [],
        "norm_batches": int(model.norm.num_batches_tracked or 0) if model else 0,
    }
