from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    predictions = y_hat if y_hat.ndim == 1 else y_hat.max(dim=1).indices
    return (predictions == y).sum().item() * 1.0
