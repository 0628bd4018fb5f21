# cause 2: y_hat.numpy() crashes when y_hat requires grad, as it does in training. The losses are divided by the number of samples, so they are too small for n > 1.
import numpy as np
import torch
from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    m = y_hat.shape[0]
    p = y_hat.numpy()[np.arange(m), y.numpy()]
    loss = -np.log(p) / m
    return torch.from_numpy(loss)
