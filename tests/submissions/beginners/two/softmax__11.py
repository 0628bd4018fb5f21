# cause 2: X.numpy() crashes when X requires grad. Divides by the row's maximum and not by its sum, so the best class always gets 1; wrong with more than one class.
import numpy as np
import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    e = np.exp(X.numpy())
    s = e.max(axis=1, keepdims=True)
    return torch.from_numpy(e / s)
