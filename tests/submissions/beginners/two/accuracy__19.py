# cause 2: y_hat.numpy() crashes when the scores require grad, as they do in training. Returns numpy's int64 and not a float.
import numpy as np
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    pred = y_hat.numpy()
    if pred.ndim > 1:
        pred = np.argmax(pred, axis=1)
    return np.sum(pred == y.numpy())
