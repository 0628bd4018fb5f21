# cause 2: The search for the highest score starts at 0.0, so a row with only negative scores is always predicted as class 0. The loop starts at index 1, so the first sample is never counted.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    counter = 0.0
    n = y.shape[0]
    for i in range(1, n):
        if y_hat.dim() == 1:
            predicted = int(y_hat[i])
        else:
            best = 0.0
            predicted = 0
            for j in range(y_hat.shape[1]):
                if y_hat[i][j] > best:
                    best = y_hat[i][j]
                    predicted = j
        if predicted == int(y[i]):
            counter += 1.0
    return counter
