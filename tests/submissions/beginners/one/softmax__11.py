# cause 2: Raises 2 instead of e to the scores, wrong whenever the scores of a row differ. Besides, squeeze drops dimensions of size 1, so the shape is wrong for a single row or a single class.
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    powers = 2 ** X
    total = powers.sum(dim=-1).unsqueeze(-1)
    return (powers / total).squeeze()
