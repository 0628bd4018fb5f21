from typing import TypeVar
import torch
T = TypeVar("T", bound=torch.Tensor)
def softmax(X: T) -> T:
    assert X.ndim == 2, "softmax expects a matrix"
    numerator = X.clone()
    numerator = numerator.sub(numerator.detach().max(1).values.unsqueeze(1))
    numerator.exp_()
    denominator = numerator.sum(1).view(-1, 1)
    return torch.true_divide(numerator, denominator)
