# cause: counts a prediction as right when its class occurs anywhere in y and not at its own place; shows when a wrongly predicted class is the label of some other sample.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    preds = y_hat.argmax(dim=1) if y_hat.dim() > 1 else y_hat
    labels = y.tolist()
    right = 0
    for i, p in enumerate(preds.tolist()):
        if p in labels:
            right += 1
    return float(right)
