# cause 2: A prediction counts when it occurs anywhere among the labels (in y) instead of matching its own label; wrong when a false prediction is another sample's class. Besides, the count is printed and not returned, so the result is None.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(1)
    total = 0.0
    for i, p in enumerate(y_hat):
        if p in y:
            total += 1.0
    print(total)
