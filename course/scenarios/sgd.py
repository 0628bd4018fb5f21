"""Steps of minibatch gradient descent on parameters with given gradients."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor


def play(
    objects: dict[str, Any],
    *,
    parameters: Mapping[str, Tensor],
    gradients: Sequence[Mapping[str, Tensor]],
    learning_rate: float,
    batch_sizes: Sequence[int],
    crash_is_returned: bool = False,
) -> dict[str, Any]:
    """Calls of sgd on a list of parameters that start from these, by name, each call after a backward pass.

    gradients: for each step what its backward pass adds to the gradient of each parameter.
    batch_sizes: one for each step.
    crash_is_returned: an exception counts as what was returned, so that what it left behind is observed too.
    A gradient of None is observed as zeros: the next backward pass starts clean from either.
    """
    tensors = {name: parameter.clone().requires_grad_() for name, parameter in parameters.items()}
    params = list(tensors.values())
    returned = None
    try:
        for step, batch_size in zip(gradients, batch_sizes, strict=True):
            for name, tensor in tensors.items():
                if tensor.requires_grad:
                    (tensor * step[name]).sum().backward()  # type: ignore[no-untyped-call]  # torch gives it no types
            result = objects["sgd"](params, learning_rate, batch_size)
            if not (isinstance(result, list) and all(any(item is one for one in params) for item in result)):
                returned = result  # to hand the parameters themselves back does no harm
    except Exception as error:
        if not crash_is_returned:
            raise
        returned = {"raised": type(error).__name__, "text": str(error)}
    left = {name: torch.zeros_like(tensor) if tensor.grad is None else tensor.grad for name, tensor in tensors.items()}
    return {
        "returned": returned,
        **{name: tensor.detach() for name, tensor in tensors.items()},
        **{f"{name}.grad": gradient for name, gradient in left.items()},
        "requires_grad": [tensor.requires_grad for tensor in tensors.values()],
        "same_tensors": list(map(id, params)) == list(map(id, tensors.values())),
    }
