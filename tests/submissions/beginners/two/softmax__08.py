# cause 2: Uses powers of 2 in place of powers of e, wrong as soon as the scores of a row differ. The final squeeze turns the result of a single row (or a single class) into one dimension less.
import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    powers = 2 ** X
    total = torch.sum(powers, 1, keepdim=True)
    probs = powers / total
    return probs.squeeze()
