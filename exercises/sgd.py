"""Beyond the five: one step of minibatch gradient descent (Dive into Deep Learning, 3.2.6)."""

import torch
from torch import Tensor


def sgd(params: list[Tensor], lr: float, batch_size: int) -> None:
    """One step of minibatch stochastic gradient descent: each parameter moves against its gradient, in place.

    params: the parameters, tensors of any shape that require gradients. The .grad of each holds the gradient of the
        batch's summed loss, of the same shape; it has to be cleared after the step, to zeros or to None, since the
        next backward pass adds to it.
    lr: the learning rate.
    batch_size: the number of samples that the loss was summed over; dividing by it makes the step independent of it.
    Returns nothing: the tensors in params themselves change. They go on requiring gradients, and the step itself is
    not recorded for any. Write the step itself, without torch.optim, which has it ready-made.

    The gradient of the sum of squares is twice the parameter, [2, 4]; half of lr times that is [0.1, 0.2].

    >>> import torch
    >>> w = torch.tensor([1.0, 2.0], requires_grad=True)
    >>> (w * w).sum().backward()
    >>> sgd([w], lr=0.1, batch_size=2)
    >>> w
    tensor([0.9000, 1.8000], requires_grad=True)
    """
    raise NotImplementedError
