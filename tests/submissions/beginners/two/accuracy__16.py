# cause 2: Takes the score with the largest absolute value, so a strongly negative score wins its row. The return stands inside the loop, so only the first sample is counted.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.dim() > 1:
        y_hat = y_hat.abs().argmax(dim=1)
    right = 0
    for i in range(len(y)):
        if y_hat[i] == y[i]:
            right += 1
        return float(right)
