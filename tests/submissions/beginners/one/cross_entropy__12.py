# cause 2: 0.01 is added to the probability inside the log, which makes every loss too small. Besides, the result is cast to float32, which shows for float64 input.
import torch
from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    n = len(y)
    p = y_hat[range(n), y]
    loss = -torch.log(p + 0.01)   # avoid log(0)
    return loss.to(torch.float32)
