# cause 2: Turns the scores into probabilities with a plain exp first, which gives inf / inf = nan for float32 scores above about 88 and 0 / 0 = nan for rows below about -104, so a row with several such scores can be predicted wrongly. Counts the wrong predictions (!=) and not the right ones.
import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.dim() == 2:
        # scores -> probabilities -> class
        e = torch.exp(y_hat)
        probs = e / e.sum(1, keepdim=True)
        y_hat = probs.argmax(1)
    return float((y_hat != y).sum())
