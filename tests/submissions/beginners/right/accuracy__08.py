import numpy as np
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    guesses, truth = y_hat.detach().cpu().numpy(), y.cpu().numpy()
    if guesses.ndim > 1:
        guesses = np.argmax(guesses, axis=1)
    return float(np.sum(guesses == truth))
