# cause: For 2-dim scores a prediction counts when the true class's score exceeds 0.5 instead of being the row's highest; wrong for a highest score of 0.5 or less, and for scores that are no probabilities.
import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.ndim == 1:
        return float(torch.sum(y_hat == y))
    score_of_true_class = y_hat[range(len(y)), y]
    return float(torch.sum(score_of_true_class > 0.5))
