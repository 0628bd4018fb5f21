"""Steps of minibatch gradient descent on parameters with given gradients."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor


def play(
    objects: dict[str, Any],
    *,
    parameters: Sequence[Tensor],
    gradients: Sequence[Sequence[Tensor]],
    learning_rate: float,
    batch_sizes: Sequence[int],
    crash_is_returned: bool = False,
) -> dict[str, Any]:
    """Calls of sgd on a list of parameters that start from these, each call after a backward pass.

    gradients: for each step what its backward pass adds to the gradient of each parameter.
    batch_sizes: one for each step.
    crash_is_returned: an exception counts as what was returned, so that what it left behind is observed too.
    A gradient of None is observed as zeros: the next backward pass starts clean from either.
    """
    tensors = [parameter.clone().requires_grad_() for parameter in parameters]
    params = list(tensors)
    returned = None
    try:
        for step, batch_size in zip(gradients, batch_sizes, strict=True):
            for tensor, gradient in zip(tensors, step, strict=True):
                if tensor.requires_grad:
                    (tensor * gradient).sum().backward()  # type: ignore[no-untyped-call]
            returned = objects["sgd"](params, learning_rate, batch_size)
    except Exception as error:
        if not crash_is_returned:
            raise
        returned = {"raised": type(error).__name__, "text": str(error)}
    return {
        "returned": returned,
        "parameters": [tensor.detach() for tensor in tensors],
        "gradients": [torch.zeros_like(tensor) if tensor.grad is None else tensor.grad for tensor in tensors],
        "requires_grad": [tensor.requires_grad for tensor in tensors],
        "same_tensors": len(params) == len(tensors) and all(a is b for a, b in zip(params, tensors, strict=True)),
    }
