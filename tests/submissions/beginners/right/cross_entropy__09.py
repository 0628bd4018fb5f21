from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    """Every label's column, of which the diagonal pairs sample i with label i."""
    return -y_hat[:, y].diagonal().log()
