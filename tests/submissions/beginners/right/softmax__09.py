from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    # p_i = e^{x_i} / sum_j e^{x_j} = 1 / sum_j e^{x_j - x_i}
    differences = X.unsqueeze(1) - X.unsqueeze(2)  # [n, i, j] = x_j - x_i
    return differences.exp().sum(dim=2).reciprocal()
