# cause 2: The search for the highest score starts at 0, so a row without positive scores always gets class 0. Besides, (n,) predicted classes are treated like probabilities of class 1 (y_hat > 0.5), wrong as soon as a class above 1 is predicted.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    correct = 0.0
    if y_hat.ndim == 1:
        pred = (y_hat > 0.5).long()
        return float((pred == y).sum())
    for row, label in zip(y_hat, y):
        best_score = 0
        best_class = 0
        for k in range(len(row)):
            if row[k] > best_score:
                best_score = row[k]
                best_class = k
        if best_class == label:
            correct = correct + 1
    return correct
