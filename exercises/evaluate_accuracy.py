"""Beyond the five: the accuracy on a whole data set (Dive into Deep Learning, 3.6.5)."""

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def evaluate_accuracy(
    net: nn.Module | Callable[[Tensor], Tensor],
    data_iter: Iterable[tuple[Tensor, Tensor]],
) -> float:
    """The fraction of right predictions over all samples of a data set.

    net: maps a batch X to scores y_hat, (batch, classes). A Module has to be in evaluation mode while it predicts,
        whichever mode it comes in; the mode that it is left in is up to you.
    data_iter: yields batches (X, y), y of shape (batch,), int64; the last one may be smaller. Go through it once, as
        it may be a generator. There is at least one sample.
    Returns a number between 0 and 1.

    Nothing has to be learned here, so the net predicts without gradients being recorded (torch.no_grad); afterwards
    they are recorded as before.

    The net takes the scores as they are. The first batch has one right prediction of two, the second one of one.

    >>> import torch
    >>> first = (torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2]))
    >>> second = (torch.tensor([[0.7, 0.2, 0.1]]), torch.tensor([0]))
    >>> evaluate_accuracy(lambda X: X, [first, second])
    0.6666666666666666
    """
    raise NotImplementedError
