import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    correct = 0.0
    for row, label in zip(y_hat, y):
        if row.dim() == 0:
            guess = row
        else:
            guess = torch.argmax(row)
        if guess.item() == label.item():
            correct += 1
    return correct
