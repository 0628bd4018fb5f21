# cause 2: The sign in the exponent is reversed, so the lowest score gets the highest probability whenever the scores of a row differ. It runs under no_grad, so the result has no gradient when X requires one.
import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    with torch.no_grad():
        X_exp = torch.exp(-X)
        partition = X_exp.sum(1, keepdim=True)
        return X_exp / partition
