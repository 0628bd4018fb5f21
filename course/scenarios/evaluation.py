"""The evaluation of a net on batches of data, with each kind of net and of iterator."""

from collections.abc import Iterable, Sequence
from typing import Any

import torch
from torch import Tensor, nn


class Net(nn.Module):
    """A linear net that notes in which mode it is used, and whether gradients are recorded."""

    def __init__(self, W: Tensor) -> None:
        super().__init__()
        self.W = nn.Parameter(W.clone())
        self.norm = nn.BatchNorm1d(len(W), affine=False, dtype=W.dtype)
        self.modes: list[bool] = []
        self.recorded: list[bool] = []

    def scores(self, X: Tensor) -> Tensor:
        """The net as a plain function: (batch, features) -> (batch, classes)."""
        y_hat = X @ self.W
        self.recorded.append(y_hat.requires_grad)
        return y_hat

    def forward(self, X: Tensor) -> Tensor:
        self.modes.append(self.training or self.norm.training)
        return self.scores(self.norm(X))


def play(
    objects: dict[str, Any],
    *,
    net: str,
    W: Tensor,
    batches: Sequence[tuple[Tensor, Tensor]],
    data_iter: str = "list",
    in_training_mode: bool = True,
    crash_is_returned: bool = False,
) -> dict[str, Any]:
    """One call of evaluate_accuracy on a net with the weights W (features, classes).

    net: "module" (a Module, in training mode or not) or "function".
    data_iter: "list", or "generator", which gives its batches once.
    crash_is_returned: an exception counts as what was returned, so that what it left behind is observed too.
    """
    model = Net(W).train(in_training_mode)

    def predict(X: Tensor) -> Tensor:
        return model.scores(X)

    predict.__name__ = predict.__qualname__ = "net"  # as the learner's argument, in Python's own messages
    data: Iterable[tuple[Tensor, Tensor]] = list(batches)
    if data_iter == "generator":
        data = (batch for batch in batches)
    with torch.enable_grad():  # and as it was before again after it
        try:
            returned = objects["evaluate_accuracy"](model if net == "module" else predict, data)
        except Exception as error:
            if not crash_is_returned:
                raise
            returned = {"raised": type(error).__name__, "text": str(error)}
        records_afterwards = torch.is_grad_enabled()
    return {
        "returned": returned,
        "predicted": bool(model.recorded),
        "recorded": any(model.recorded),
        "records_afterwards": records_afterwards,
        "in_training_mode": any(model.modes),
        "norm_batches": int(model.norm.num_batches_tracked or 0),
    }
