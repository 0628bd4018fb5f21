import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    """Trace of the confusion matrix."""
    predicted = torch.argmax(y_hat, dim=1) if y_hat.dim() > 1 else y_hat.to(torch.int64)
    if predicted.numel() == 0:
        return 0.0
    size = int(torch.maximum(predicted.max(), y.max())) + 1
    confusion = torch.zeros(size, size, dtype=torch.int64)
    confusion.index_put_((predicted, y), torch.tensor(1), accumulate=True)
    return float(confusion.trace())
