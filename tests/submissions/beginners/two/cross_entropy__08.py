# cause 2: Treats the probabilities as scores and normalises them by exp and sum once more, so the losses are wrong with more than one class. The gathered column is not squeezed, so the result is (n, 1) and not (n,).
import torch
from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    exps = torch.exp(y_hat)
    probs = exps / exps.sum(dim=1, keepdim=True)
    picked = torch.gather(probs, 1, y.reshape(-1, 1))
    return -torch.log(picked)
