# cause: Counts in a Python int and returns it, so the result is an int and not a float; shows for every input by its type only.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.ndim == 2:
        predictions = y_hat.argmax(dim=1).tolist()
    else:
        predictions = y_hat.tolist()
    count = 0
    for guess, truth in zip(predictions, y.tolist()):
        if guess == truth:
            count += 1
    return count
